"""Which column of an unknown table feeds which part of a story: guessed from names and content, said by a person."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from emptychair.domain.errors import N_, BadInput
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.domain.story import Consent, Kind, Ladder
from emptychair.gather.columns import Column, canonical, columns_of, unique
from emptychair.gather.dates import iso_date, order_of
from emptychair.gather.presets import HALVES, NAMES, NEVER_TEXT, PERSON, TEXT, TEXT_WORD, TITLES
from emptychair.gather.rows import fault, number, own_id, person, points, reason_against, recommends, stars, writer
from emptychair.gather.seen import Seen
from emptychair.gather.source import SourceFile, Table

FIELDS: Final = {
    "text": N_("Text"),
    "headline": N_("Headline"),
    "source_id": N_("Number of the case"),
    "happened_on": N_("Date"),
    "names": N_("Name (only to mask it)"),
    "rating": N_("Rating"),
    "kind": N_("Kind"),
    "customer": N_("Who, without a name"),
    "segment": N_("Segment"),
    "industry": N_("Industry"),
    "channel": N_("Channel"),
    "language": N_("Language"),
    "tags": N_("Tags"),
    "facts": N_("Facts"),
    "outcome": N_("Outcome"),
    "consent": N_("Consent"),
    "weight": N_("Votes"),
    "excerpt": N_("Excerpt"),
    "title": N_("Title of the source"),
    "publisher": N_("Publisher"),
    "url": N_("Link"),
    "source_date": N_("Date of the source"),
    "heard_by": N_("Heard by"),
    "heard_where": N_("Heard where"),
    "heard_on": N_("Heard on"),
    "verified_by": N_("Verified by"),
}
"""What a column can feed, with its title. `rating` becomes a fact and tells praise from complaint."""

MANY: Final = ("text", "names", "facts", "tags")
"""Fields that several columns may feed; any other takes the first that names it."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Pairs of a field and the name of a column, in the order in which they are read."""

    columns: tuple[tuple[str, str], ...]

    def of(self, field: str) -> tuple[str, ...]:
        """The columns that feed `field`."""
        return tuple(column for name, column in self.columns if name == field)


def signature(header: Sequence[str]) -> str:
    """The key under which a mapping for tables of these columns is remembered, in whatever order they stand."""
    names = "\n".join(sorted({canonical(name) for name in header}))
    return hashlib.sha256(names.encode(errors="replace")).hexdigest()[:16]


def guess(header: Sequence[str], sample: Sequence[Sequence[str]]) -> Mapping:
    """The mapping that fits best; without a pair for `text` if nothing in the table reads like somebody's words."""
    return weigh(header, sample)[0]


def weigh(header: Sequence[str], sample: Sequence[Sequence[str]]) -> tuple[Mapping, float]:
    """The best mapping and how sure its text is, 0 to 1: from SURE on nobody needs to be asked."""
    columns = columns_of(header, sample)
    text, sure = _text(columns)
    taken = {column.place for column in text}
    pairs = [("text", column) for column in text]
    for field, names in NAMES.items():
        for column in _named(columns, names, taken):
            if not _fits(field, column):
                continue
            pairs.append((field, column))
            taken.add(column.place)
            if field not in MANY:
                break
    for column in columns:
        if column.place not in taken and (column.addresses or PERSON.fullmatch(column.key)):
            pairs.append(("names", column))
            taken.add(column.place)
    if not any(field == "source_id" for field, _ in pairs):
        own = [column for column in columns if column.place not in taken and _own_id(column)]
        pairs += [("source_id", column) for column in own[:1]]
    if not any(field == "happened_on" for field, _ in pairs):
        dated = [column for column in columns if column.place not in taken and column.dated and not _counted(column)]
        pairs += [("happened_on", column) for column in dated[:1]]
    return Mapping(tuple((field, column.name) for field, column in pairs)), sure


SURE: Final = 0.7


def _text(columns: Sequence[Column]) -> tuple[list[Column], float]:
    found = sorted(
        ((_weight(column), -column.place, column) for column in columns), reverse=True, key=lambda one: one[:2]
    )
    if not found or found[0][0] <= 0:
        return [], 0.0
    best = found[0][2]
    second = found[1][0] if len(found) > 1 else 0.0
    halves = [column for column in columns if column.key in HALVES and _weight(column) > 0]
    joined = sorted({column.place: column for column in (best, *halves)}.values(), key=lambda column: column.place)
    if best.key in TEXT or (halves and best in halves):
        sure = 1.0
    elif TEXT_WORD.search(best.key):
        sure = 0.9
    elif best.sentences >= 0.5 and best.variety >= 0.5 and second <= found[0][0] / 2:
        sure = 0.8
    else:
        sure = 0.4
    return joined, sure


def _weight(column: Column) -> float:
    """How much a column looks like the customers' words."""
    key = column.key
    if (
        not key
        or NEVER_TEXT.search(key)
        or column.nested
        or column.numeric
        or column.dated
        or column.addresses
        or column.links
    ):
        return 0.0
    named = 4.0 - 0.05 * TEXT.index(key) if key in TEXT else 2.0 if TEXT_WORD.search(key) else 0.0
    if key in HALVES:
        named = 1.0
    if column.filled and not column.free_text:
        # A name alone is believed where cells are few; "Feedback: good/bad" over a whole column is a choice.
        several = len(column.filled) >= 8 and column.sentences < 0.1
        return 0.0 if not named or several or column.words < 2 else named / 2
    if not column.filled:
        return named
    if key in TITLES:
        return 0.4
    return named + min(column.length, 400) / 100 * max(column.sentences, 0.2) * max(column.variety, 0.2)


def _named(columns: Sequence[Column], names: Sequence[str], taken: set[int]) -> list[Column]:
    free = [column for column in columns if column.place not in taken]
    found = [column for name in names for column in free if column.key == name]
    # A column that nobody filled in stands back behind one of a lesser name.
    return sorted(found, key=lambda column: not column.filled)


def _fits(field: str, column: Column) -> bool:
    """Whether the cells bear out what the name says."""
    if not column.filled:
        return True
    if field in ("happened_on", "source_date", "heard_on"):
        return column.dated
    if field == "rating":
        return _rates(column)
    if field == "weight":
        return column.numeric
    if field == "url":
        return column.links
    if field == "source_id":
        return column.variety > 0.5 and not column.addresses and column.words < 3
    if field in ("segment", "industry", "channel", "kind", "customer", "language"):
        return column.length <= 60
    return True


def _counted(column: Column) -> bool:
    """Whether what might be dates are bare numbers: 20240213 is one, 13.02.2024 is none."""
    return column.numeric and all(cell.isdecimal() for cell in column.filled)


def _own_id(column: Column) -> bool:
    """The rows' own ids under a name of their own ("tweet_id"), as against those of customers and products."""
    named = re.fullmatch(r"(\w+) (?:id|nr|no|nummer|number)", column.key)
    alone = column.variety == 1 and len(column.filled) == len(column.cells)
    return bool(named) and not _OTHERS.search(column.key) and alone and column.words == 1


_OTHERS: Final = re.compile(
    "user|author|reviewer|person|member|customer|kunde|client|account|product|artikel|item|order|bestell|parent|response|agent"
)


def _rates(column: Column) -> bool:
    return sum(bool(_RATED.match(cell)) for cell in column.filled) / len(column.filled) > 0.8


_RATED: Final = re.compile(r"\d{1,3}(?:[.,]\d+)?(?!\d)(?![./-]\d{1,2}[./-])")


def settled(file: SourceFile) -> Mapping:
    """The mapping for a table about which nobody needs to be asked. Raises BadInput with a sentence that says how to
    name the column with the text, and which columns there are."""
    table = file.table
    mapping, sure = (Mapping(()), 0.0) if table is None else weigh(table.header, table.sample)
    if table is None or not mapping.of("text"):
        raise BadInput(
            N_("“{path}” has no column with stories: name the column with the text “story” in its first line."),
            path=file.name,
        )
    if sure < SURE:
        shown = ", ".join(name for name in table.header if name.strip())[:300]
        raise BadInput(
            N_(
                "“{path}” does not tell which column holds the stories: name it “story” in its first line, or import "
                "the file in the window. Its columns: {columns}."
            ),
            path=file.name,
            columns=shown,
        )
    return mapping


Mark = Callable[[float], tuple[str, Kind]]
"""A rating as a strip of facts, and what sort of voice gives it."""


class MappedReader:
    """Reads any table by a mapping. Two columns of text are joined as paragraphs."""

    def __init__(
        self,
        mapping: Mapping,
        name: str = "csv",
        title: str = N_("Table"),
        *,
        channel: str = "",
        mark: Mark | None = None,
        left_out: re.Pattern[str] | None = None,
        same_id: Callable[[str], str] | None = None,
        fixed: dict[str, object] | None = None,
    ) -> None:
        """`mark` reads the ratings; columns of the names `left_out` are not even kept with the row; `same_id` makes the
        id from its cell where an id that comes again is the same story, changed; `fixed` holds for every story."""
        self.mapping, self.name, self.title, self._channel = mapping, name, title, channel
        self._mark, self._left_out, self._same_id, self._fixed = mark, left_out, same_id, fixed or {}

    def recognise(self, file: SourceFile) -> float:  # noqa: ARG002 - as every reader has it
        """Never by itself: a person, or `settled`, chose the mapping."""
        return 0.0

    def read(
        self,
        file: SourceFile,
        beside: Sequence[SourceFile] = (),  # noqa: ARG002
    ) -> Iterator[RawStory | Refused]:
        """Every row. Raises BadInput if there is no table, or none with the columns of the mapping."""
        table = file.table
        names = unique(table.header) if table is not None else ()
        if table is None or not any(column in table.header or column in names for column in self.mapping.of("text")):
            raise BadInput(
                N_("“{path}” has no column with stories: name the column with the text “story” in its first line."),
                path=file.name,
            )
        return self._rows(table, names)

    def _rows(self, table: Table, names: Sequence[str]) -> Iterator[RawStory | Refused]:
        places: dict[str, list[int]] = {}
        for field, column in self.mapping.columns:
            place = names.index(column) if column in names else -1
            if place < 0 and column in table.header:
                place = table.header.index(column)
            if place >= 0:
                places.setdefault(field, []).append(place)
        width = len(names)
        texts, named = places.pop("text"), places.pop("names", [])
        first_text = texts[0]
        ids = places.pop("source_id", [-1])[0]
        rated = places.pop("rating", [-1])[0]
        mark = self._mark or _marks(table, rated)
        kept = [
            place
            for place, name in enumerate(names)
            if not self._left_out or not self._left_out.search(canonical(name))
        ]
        kept_names = [names[place] for place in kept]
        write = writer(names if len(kept) == width else kept_names)
        told: dict[str, str] = {}  # dates come again and again
        whole, same_id = len(kept) == width, self._same_id
        days = {field: places.pop(field)[0] for field in ("happened_on", "source_date", "heard_on") if field in places}
        orders = {field: _order(table, place) for field, place in days.items()}
        others: list[tuple[str, list[int], Callable[[list[str]], object]]] = [
            (field, found, _MADE.get(field, _first)) for field, found in places.items()
        ]
        strips = [(place, names[place]) for place in places.get("facts", [])]
        others = [one for one in others if one[0] != "facts"]
        speakers = [(at, ours) for at, name in enumerate(names) if (ours := _OURS.get(canonical(name))) is not None]
        seen = Seen()
        channel = self._channel
        for row in table.rows():
            fields = row.fields
            if (row.fault or len(fields) != width) and (bad := fault(row, width)) is not None:
                yield bad
                continue
            have = len(fields)
            if speakers and any(at < have and ours(fields[at]) for at, ours in speakers):
                yield Refused(row.line, NOT_A_CUSTOMER)
                continue
            if len(texts) == 1:
                text = fields[first_text].strip() if first_text < have else ""
            else:
                text = "\n\n".join(part for at in texts if at < have and (part := fields[at].strip()))
            if "<" in text and _MARKUP.search(text):
                from emptychair.gather.mail.html import plain

                text = plain(text).strip()
            rating = fields[rated].strip() if 0 <= rated < have else ""
            if reason := reason_against(text, bool(rating)):
                yield Refused(row.line, reason)
                continue
            parts: dict[str, object] = dict(self._fixed)
            for field, at in days.items():
                if at < have and (cell := fields[at]):
                    if cell not in told:
                        if len(told) > 4_000:
                            told.clear()
                        told[cell] = iso_date(cell, orders[field])
                    parts[field] = told[cell]
            if channel:
                parts["channel"] = channel
            for field, found, made in others:
                if cells := [cell for at in found if at < have and (cell := fields[at].strip())]:
                    parts[field] = made(cells)
            facts = tuple(f"{name}: {fields[at].strip()}" for at, name in strips if at < have and fields[at].strip())
            if rating and mark is not None and (value := number(rating)) is not None:
                strip, kind = mark(value)
                facts = (strip, *facts)
                if not parts.get("kind"):
                    parts["kind"] = kind
            source_id = fields[ids].strip() if 0 <= ids < have else ""
            if not source_id:
                source_id = own_id(text, str(parts.get("happened_on", "")))
            else:
                source_id = seen.apart(source_id, text) if same_id is None else same_id(source_id)
            yield RawStory(
                text=text,
                original=write(fields if whole else [fields[at] if at < have else "" for at in kept]),
                source_id=source_id,
                row=row.line,
                names=tuple(cell for at in named if at < have and (cell := person(fields[at]))),
                facts=facts,
                **parts,  # type: ignore[arg-type]
            )


def _order(table: Table, place: int) -> str:
    return order_of(fields[place] for fields in table.sample if place < len(fields))


def _marks(table: Table, place: int) -> Mark | None:
    """How the column of ratings is read: out of 5, out of 10 or 100, or as the question whether one recommends."""
    if place < 0:
        return None
    column = columns_of(table.header, table.sample)[place]
    values = [value for cell in column.filled if (value := number(cell)) is not None]
    highest, lowest = max(values, default=5), min(values, default=0)
    if _RECOMMENDS.search(column.key) and lowest >= 0 and highest <= 10:
        return recommends
    if highest <= 5:
        return stars
    if column.key == "score" and highest <= 10 and lowest >= 0 and all(value.is_integer() for value in values):
        return recommends
    of = 10 if highest <= 10 else 100
    return (lambda value: points(value, of)) if highest <= of and lowest >= 0 else None


NOT_A_CUSTOMER: Final = N_("written by the company, not by a customer")


def _says(words: str) -> Callable[[str], bool]:
    known = frozenset(words.split())
    return lambda cell: cell.strip().casefold() in known


_NO: Final = _says("false 0 no nein falsch f n")
_YES: Final = _says("true 1 yes ja wahr t y")
_COMPANY: Final = _says(
    "agent admin bot system operator support staff employee outbound outgoing ausgehend mitarbeiter team internal "
    "intern note private chatbot assistant teammate"
)
_OURS: Final = {
    **dict.fromkeys(("inbound", "incoming", "from customer", "is customer", "public", "is public", "öffentlich"), _NO),
    **dict.fromkeys(
        ("private", "internal", "is internal", "intern", "is agent", "outbound", "outgoing", "is staff"), _YES
    ),
    **dict.fromkeys(
        ("direction", "richtung", "sender type", "author type", "sender", "role", "absendertyp", "rolle"), _COMPANY
    ),
    **dict.fromkeys(("visibility", "sichtbarkeit", "message type", "speaker", "from type", "user type"), _COMPANY),
}
"""Columns that say who wrote a row, and how they say that it was not a customer."""
_RECOMMENDS: Final = re.compile(r"\bnps\b|recommend(?!ed)|empfehl|promoter")
_MARKUP: Final = re.compile(r"</?(?:p|br|div|li|ul|ol|span|table|h[1-6])\b[^<>]{0,300}>", re.IGNORECASE)
_SPLIT: Final = re.compile(r"\s*[;,|]\s*")
_KINDS: Final = {
    Kind.COMPLAINT: "complaint beschwerde reklamation kritik problem bug fehler incident störung negativ negative",
    Kind.PRAISE: "praise lob compliment kompliment positiv positive dank",
    Kind.REQUEST: "request anfrage wunsch frage question feature",
    Kind.IDEA: "idea idee suggestion vorschlag verbesserungsvorschlag improvement anregung",
    Kind.NEAR_MISS: "near-miss beinahe",
    Kind.LOST: "lost churn kündigung verloren cancellation",
}
_KIND_OF: Final = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_CHANNELS: Final = {
    "e-mail": "email e-mail mail",
    "chat": "chat messenger whatsapp livechat messaging",
    "phone": "phone telefon telefonisch call hotline anruf voice",
    "web form": "web webform formular form website kontaktformular online portal",
    "review": "review bewertung rezension",
    "survey": "survey umfrage befragung",
    "board": "board forum community",
    "in person": "store filiale persönlich person counter schalter vor-ort",
    "letter": "letter brief post fax",
    "social": "social twitter facebook instagram linkedin x tiktok",
}
_CHANNEL_OF: Final = {word: channel for channel, words in _CHANNELS.items() for word in words.split()}
_CONSENTS: Final = {
    Consent.GRANTED: "granted yes ja true 1 erteilt",
    Consent.DENIED: "denied no nein false 0 verweigert",
    Consent.ANONYMOUS: "anonymous anonym",
}
_CONSENT_OF: Final = {word: consent for consent, words in _CONSENTS.items() for word in words.split()}


def _first(cells: list[str]) -> str:
    return cells[0]


def _word_of(known: dict[str, object], otherwise: object) -> Callable[[list[str]], object]:
    def made(cells: list[str]) -> object:
        for word in re.split(r"[\s/_]+", cells[0].casefold()):
            if word in known:
                return known[word]
        return otherwise

    return made


def _language(cells: list[str]) -> str:
    folded = cells[0].casefold()
    return _LANGUAGES.get(folded, folded[:2] if re.fullmatch(r"[a-z]{2}(?:[-_]\w+)?", folded) else "")


_LANGUAGES: Final = {
    "deutsch": "de",
    "german": "de",
    "englisch": "en",
    "english": "en",
    "deu": "de",
    "ger": "de",
    "eng": "en",
}


def _votes(cells: list[str]) -> int:
    value = number(cells[0])
    return max(1, min(int(value), 1_000_000)) if value is not None else 1


def _outcome(cells: list[str]) -> Ladder:
    try:
        return Ladder(cells[0].casefold())
    except ValueError:
        return Ladder.UNKNOWN


_MADE: Final[dict[str, Callable[[list[str]], object]]] = {
    "kind": _word_of(dict(_KIND_OF), Kind.UNKNOWN),
    "channel": _word_of(dict(_CHANNEL_OF), ""),
    "consent": _word_of(dict(_CONSENT_OF), Consent.UNKNOWN),
    "language": _language,
    "weight": _votes,
    "outcome": _outcome,
    "tags": lambda cells: tuple(dict.fromkeys(tag for cell in cells for tag in _SPLIT.split(cell) if tag)),
}
