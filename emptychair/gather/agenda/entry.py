"""One item's line: its time, its minutes, its owner, and the title that is left.

What is certain (times, minutes, labelled owners, names beside minutes) is taken at once; what only may be an owner
("Umsatz – Prognose", "Umsatz – Jelena") is kept as a guess until all items of the agenda are known (`choose_owners`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from emptychair.gather.agenda.markup import tidy, without_trailing_url
from emptychair.gather.agenda.owners import Likeness, likeness
from emptychair.gather.agenda.times import Duration, Slot, duration_at, slot_at
from emptychair.gather.agenda.words import MINUTES_LABELS, OTHER_LABELS, OWNER_LABELS, QUALIFIERS, SHORT_OWNER_LABELS


@dataclass(frozen=True, slots=True)
class Guess:
    """`owner` may be one; then `rest` is what is left of the title."""

    kind: str  # bracket, column, dash, comma, colon
    owner: str
    rest: str
    likeness: Likeness


@dataclass(slots=True)
class Entry:
    """What one line (`source`) says. `guesses`: at most one of each kind, the surest kind first."""

    title: str = ""
    minutes: int | None = None
    start: int | None = None
    end: int | None = None
    owners: list[str] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    source: str = ""

    @property
    def owner(self) -> str | None:
        seen = list(dict.fromkeys(owner for owner in self.owners if owner))
        return ", ".join(seen) or None

    @property
    def timed(self) -> bool:
        return self.minutes is not None or self.start is not None

    def take_slot(self, slot: Slot) -> None:
        if self.start is None:
            self.start, self.end = slot.start, slot.end

    def take_minutes(self, minutes: int) -> None:
        if self.minutes is None:
            self.minutes = minutes


_OPEN, _CLOSE = "([{", ")]}"
_LEADING_GAP = re.compile(r"(?:[\s–—|:;,·•/]|-(?=\s|$)|--+|->|→|=>|[)\]](?=\s)|Uhr\b)+")
_TRAILING_GAP = re.compile(r"(?:[\s–—|:;,·•/→\uf0e0]|(?<=\s)-+|--+>?|->|\.{3,}|…|(?<=\s)\.)+$")
_META_SPLIT = re.compile(r"\s*(?:,(?!\d)|[;|·•\t]|\s[–—-]\s)\s*")
_OWNER_LABEL = re.compile(rf"(?:{OWNER_LABELS})\s*[:=]\s*(?P<value>.+)", re.IGNORECASE)
_SHORT_LABEL = re.compile(rf"(?:{SHORT_OWNER_LABELS})\s+(?P<value>[A-ZÄÖÜ@].*)", re.IGNORECASE)
_MINUTES_LABEL = re.compile(rf"(?:{MINUTES_LABELS})\s*[:=]?\s*", re.IGNORECASE)
_OTHER_LABEL = re.compile(rf"(?:{OTHER_LABELS})\s*[:=]\s*.+", re.IGNORECASE)
_LABELLED_TAIL = re.compile(
    rf"(?:^|[\s]*[,;|·([\t]\s*|\s[–—-]+\s*|\.\s+)(?:{OWNER_LABELS})\s*[:=]\s*(?P<value>[^:]+)$", re.IGNORECASE
)
_MINUTES_LABEL_TAIL = re.compile(rf"(?:^|[\s,;|·–—(-])\s*(?:{MINUTES_LABELS})\s*[:=]?\s*$", re.IGNORECASE)
_AT_TAIL = re.compile(r"(?:^|[\s,(])@(?P<name>[^\W\d_][\w.-]*\w(?:\s(?!und\b|and\b)[A-ZÄÖÜ][\w-]+)?)\s*$")
_AT_LEAD = re.compile(r"@(?P<name>[^\W\d_][\w.-]*\w)\s*[:–—-]?\s+(?=\S)")
_TAIL_START = re.compile(
    r"[~≈\d½¼¾]|(?<!\w)(?:ca|circa|etwa|rund|about|approx|max|maximal|je|eine?|half|an?|halbe|anderthalb|up|bis|von|from|ab|um|at|dreiviertelstunde|viertelstunde)\b",
    re.IGNORECASE,
)
# "Antwort unter 5 min", "Ausfall von 30 Minuten", "reply in 24 h": the duration is what the item is about.
_ABOUT = re.compile(
    r"(?:^|\s)(?:in|unter|über|nach|von|vor|within|under|auf|zu|to|for|of|bis|alle|pro|per|every|after|before|than|als|mit"
    r"|with|um|by|mehr|more|less|weniger|max\.?|maximal|maximum|mindestens|least|at|the|der|die|das|den|dem|nur|only|erste[nr]?"
    r"|first|last|letzte[nr]?|jede[nr]?|innerhalb|binnen|für|und|and|oder|or|[<>≤≥=+])$",
    re.IGNORECASE,
)
_ONLY_NUMBER = re.compile(r"\d{1,3}")


def read_entry(text: str) -> Entry:
    """The parts of `text`, which has no marks and no number any more."""
    entry = Entry(source=tidy(text))
    text = _lead(entry, entry.source)
    text = _tail(entry, text, guessing=True)
    entry.title = text
    return entry


def read_meta(text: str) -> Entry | None:
    """A line that says only when, how long or who ("15 min · Incident Commander"), or None where it says more."""
    text = tidy(text).strip("()[]{} \t")
    if not text or len(text) > 160:
        return None
    entry = Entry()
    rest = _uncertain(entry, text)
    labelled = bool(entry.owners)
    if not entry.timed and not labelled:
        return None
    for part in rest:
        if likeness(part) is not Likeness.NO or (len(rest) == 1 and _looks_short(part) and not _qualifies(part)):
            entry.owners.append(clean_owner(part))
        elif not _OTHER_LABEL.fullmatch(part) and not (re.fullmatch(r"[^\d():]{2,30}", part) and _qualifies(part)):
            return None
    return entry


@dataclass(frozen=True, slots=True)
class _Habit:
    """How the items of one agenda end in one kind of guess: of `count` items and `ends`, `possible` may be owners."""

    count: int
    possible: int
    people: int
    roles: int
    most: bool
    ends: int
    repeated: frozenset[str]


def choose_owners(entries: list[Entry]) -> None:
    """Settle the guesses of one agenda's items: names of people count, anything else where most items end that way."""
    for kind in ("bracket", "column", "dash", "colon", "comma"):
        found = [(entry, guess) for entry in entries for guess in entry.guesses if guess.kind == kind]
        owners = Counter(guess.owner for _, guess in found)
        likely = [guess.likeness for _, guess in found if guess.likeness is not Likeness.NO]
        already = sum(bool(entry.owners) for entry in entries)
        habit = _Habit(
            count=len(entries),
            possible=len(likely),
            people=likely.count(Likeness.PERSON),
            roles=sum(likeness >= Likeness.ROLE for likeness in likely),
            most=len(likely) + already >= max(2, 0.6 * len(entries)),
            ends=len(found),
            repeated=frozenset(owner for owner, times in owners.items() if times > 1),
        )
        for entry, guess in found:
            if not entry.owners and guess.likeness is not Likeness.NO and _accepted(entry, guess, habit):
                entry.owners.append(clean_owner(guess.owner))
                entry.title = _tail(entry, guess.rest, guessing=False)
    _take_bare_numbers(entries)


def _accepted(entry: Entry, guess: Guess, habit: _Habit) -> bool:
    repeated = guess.owner in habit.repeated
    if guess.kind == "bracket":
        if guess.likeness >= Likeness.ROLE:
            return True
        if guess.likeness is Likeness.DEPARTMENT:
            return habit.possible >= 2 or habit.count == 1
        usual = habit.roles > 0 or repeated or habit.possible >= max(2, 0.6 * habit.count)
        return (habit.most and usual) or (habit.roles > 0 and (repeated or habit.possible == habit.ends))
    if guess.kind == "column":
        return habit.most or guess.likeness is Likeness.PERSON
    if guess.kind == "dash":
        if guess.likeness is Likeness.PERSON:
            return True
        return habit.most and (habit.people if guess.likeness is Likeness.MAYBE else habit.roles) > 0
    if guess.likeness is Likeness.PERSON:
        return habit.people >= max(2, 0.5 * habit.count)
    # "Store closures, CEO, 15 min" on every line: columns that commas part.
    return (
        entry.minutes is not None
        and guess.likeness >= Likeness.DEPARTMENT
        and habit.roles > 0
        and habit.possible == habit.count > 1
    )


def clean_owner(text: str) -> str:
    text = re.sub(r"^(?:durch|by|von)\s+(?=[A-ZÄÖÜ])", "", tidy(text).replace("\t", " "))
    text = re.sub(r"(?<!\w)@(?=\w)", "", text)
    text = text.strip(" \t,;:|·–—*_")
    return re.sub(r"^[(\[](.*)[)\]]$", r"\1", text).strip()


def clean_title(text: str) -> str:
    text = tidy(text).replace("\t", " ")
    if not re.search(r":[a-z_+-]+:$", text):  # the name of an emoji
        text = re.sub(r"(?:[\s:;,|·–—]|\s-)+$", "", text)
    text = re.sub(r"^(?:[\s:;,|·–—•]|-\s)+", "", text)
    if len(text) > 2 and text[0] in "*_" and text[0] == text[-1]:
        text = text.strip("*_").strip()
    return text


def _take_bare_numbers(entries: list[Entry]) -> None:
    """`Budget (20)`: minutes where most items end in a bare number, else a part of the title."""
    found = [(entry, match) for entry in entries if (match := re.search(r"\s*[(\[](\d{1,3})[)\]]$", entry.title))]
    if len(found) >= max(3, 0.6 * len(entries)) and all(0 < int(match[1]) <= 240 for _, match in found):
        for entry, match in found:
            if entry.minutes is None:
                entry.minutes, entry.title = int(match[1]), entry.title[: match.start()]


def _lead(entry: Entry, text: str) -> str:
    """Take what stands before the title."""
    text = text.strip()
    taken = False
    while text:
        rest = _lead_once(entry, text, taken=taken)
        if rest is None:
            break
        taken = True
        gap = _LEADING_GAP.match(rest)
        text = rest[gap.end() :] if gap else rest
    return text


def _lead_once(entry: Entry, text: str, *, taken: bool) -> str | None:
    if text[0] in _OPEN:
        close = text.find(_CLOSE[_OPEN.index(text[0])])
        inner = text[1:close].strip() if close > 0 else ""
        if not inner or not text[close + 1 :].strip():
            return None
        found = Entry()
        if all(_meta_part(found, part) for part in _META_SPLIT.split(inner) if part) and (found.timed or found.owners):
            _merge(entry, found)
            return text[close + 1 :]
        if text[0] == "[" and likeness(inner) is Likeness.PERSON and not entry.owners:
            entry.owners.append(clean_owner(inner))
            return text[close + 1 :]
        return None
    slot = slot_at(text)
    if slot and entry.start is None and (slot.stop == len(text) or not text[slot.stop].isalnum()):
        entry.take_slot(slot)
        return text[slot.stop :]
    duration = duration_at(text)
    if duration and entry.minutes is None and _leads(text, duration, taken=taken):
        entry.take_minutes(duration.minutes)
        return text[duration.stop :]
    at = _AT_LEAD.match(text)
    if at:
        entry.owners.append(at["name"])
        return text[at.end() :]
    label = _MINUTES_LABEL.match(text)
    if taken and label and label.end() > 0 and ":" in label[0] and (duration := duration_at(text, label.end())):
        entry.take_minutes(duration.minutes)
        return text[duration.stop :]
    return None


def _leads(text: str, duration: Duration, *, taken: bool) -> bool:
    """Whether a duration before the title is its minutes: "15 min – X", "15 min X", but not "20 Minuten Pause"."""
    after = text[duration.stop :]
    if not after.strip() or re.match(r"\s*(?:[–—|:;,·)\]\t]|->|→|-{1,2}\s)", after):
        return True
    return (taken or not duration.spelled) and re.match(r"\s+[A-ZÄÖÜ„“\"'0-9(\[]", after) is not None


def _tail(entry: Entry, text: str, *, guessing: bool) -> str:
    """Take what stands after the title; what is uncertain becomes a guess."""
    for _ in range(12):
        text = text.rstrip()
        rest = _tail_once(entry, text)
        if rest is None:
            break
        text = _without_gap(rest)
    middle = _middle(entry, text) if entry.minutes is None or not entry.owners else None
    if middle is not None:
        text = middle
    text = without_trailing_url(text)
    if guessing:
        entry.guesses = _guesses(text)
    return text


def _without_gap(text: str) -> str:
    gap = _TRAILING_GAP.search(text)
    return text[: gap.start()] if gap else text


def _tail_once(entry: Entry, text: str) -> str | None:
    if text and text[-1] in _CLOSE:
        return _tail_bracket(entry, text)
    labelled = _LABELLED_TAIL.search(text)
    if labelled and (labelled.start() > 0 or entry.timed):
        found = Entry()
        names = _uncertain(found, labelled["value"].strip("()[] "))
        if names and len(" ".join(names)) <= 80:
            found.owners = [clean_owner(", ".join(names)), *found.owners]
            _merge(entry, found)
            return text[: labelled.start()]
    at = _AT_TAIL.search(text)
    if at and text[: at.start()].strip():
        entry.owners.insert(0, at["name"])
        return text[: at.start()]
    return _tail_time(entry, text) or _tail_after_minutes(entry, text)


def _tail_bracket(entry: Entry, text: str) -> str | None:
    open_mark = _OPEN[_CLOSE.index(text[-1])]
    start = text.rfind(open_mark)
    before, inner = text[:start].rstrip(), text[start + 1 : -1].strip()
    if start <= 0 or not before or not inner:
        return None
    found = _bracket(inner)
    if found is None:
        return None
    _merge(entry, found)
    return before


def _bracket(inner: str) -> Entry | None:
    """What a bracket says if it says minutes, a slot or a labelled owner; its other values are owners or qualifiers."""
    found = Entry()
    rest = _uncertain(found, inner)
    if not found.timed and not found.owners:
        short = _SHORT_LABEL.fullmatch(inner)
        if short and likeness(short["value"]) is not Likeness.NO:
            return Entry(owners=[clean_owner(short["value"])])
        return None
    names = [part for part in rest if _names_someone(part)]
    if names:
        found.owners = [clean_owner(", ".join(names)), *found.owners]
    return found


def _names_someone(part: str) -> bool:
    """Whether a value beside the minutes is who it belongs to; there anything capitalised is, if it is no qualifier."""
    if likeness(part) is not Likeness.NO:
        return True
    if _qualifies(part) or _OTHER_LABEL.fullmatch(part) or not part[:1].isalpha():
        return False
    return part[:1].isupper() and len(part) <= 60 and not part.endswith((".", "!", "?"))


def _qualifies(part: str) -> bool:
    words = re.split(r"[\s/&+-]+", part.lower().strip(" .,:"))
    small = {"zur", "für", "for", "to", "und", "and", "mit", "with", "die", "der", "the", "only", "nur", "falls", "if"}
    return any(word.strip(".,:") in QUALIFIERS for word in words) or words[0] in small or any(c.isdigit() for c in part)


def _looks_short(part: str) -> bool:
    return part[:1].isupper() and len(part.split()) <= 5 and not part.endswith((".", "!", "?"))


def _uncertain(entry: Entry, text: str) -> list[str]:
    """Take every value of `text` that is certain; the others."""
    rest: list[str] = []
    for part in _META_SPLIT.split(text):
        if not part or _meta_part(entry, part):
            continue
        halves = re.split(r"\s/\s", part)  # "20 min / Anna", but "Anna / Tim" is one value
        left = [half for half in halves if not _meta_part(entry, half)] if len(halves) > 1 else halves
        rest.append(" / ".join(left))
    return [part for part in rest if part]


def _meta_part(entry: Entry, part: str) -> bool:
    """Take one value if it is certain: minutes, a slot, a labelled owner, `@name`."""
    part = part.strip().strip("*_").strip()
    label = _MINUTES_LABEL.match(part)
    for text in (part, part[label.end() :]) if label and label.end() else (part,):
        text = text.rstrip(". ") if not re.search(r"(?:min|std|hrs?)\.$", text, re.IGNORECASE) else text
        duration = duration_at(text)
        if duration and duration.stop == len(text):
            entry.take_minutes(duration.minutes)
            return True
        slot = slot_at(text)
        if slot and slot.stop == len(text):
            entry.take_slot(slot)
            return True
    if label and _ONLY_NUMBER.fullmatch(part[label.end() :]) and ":" in part:
        entry.take_minutes(int(part[label.end() :]))
        return True
    owner = _OWNER_LABEL.fullmatch(part)
    if owner and len(owner["value"]) <= 80:
        entry.owners.append(clean_owner(owner["value"]))
        return True
    if re.fullmatch(r"@[\w.-]+(?:\s@?[A-ZÄÖÜ][\w-]+)?", part):
        entry.owners.append(clean_owner(part))
        return True
    return False


def _tail_time(entry: Entry, text: str) -> str | None:
    """Minutes or a slot at the very end."""
    for match in _TAIL_START.finditer(text, max(0, len(text) - 40)):
        start = match.start()
        if start and (text[start - 1].isalnum() or (text[start - 1] in ".,:-–—" and text[max(0, start - 2)].isalnum())):
            continue
        before = text[:start]
        gap = _TRAILING_GAP.search(before)
        parted = gap is not None and gap[0].strip(" ") != ""
        end = len(text.rstrip(". ")) if not re.search(r"(?:min|std)\.$", text, re.IGNORECASE) else len(text)
        duration = duration_at(text[:end] if end < len(text) else text, start)
        if duration and duration.stop >= end and entry.minutes is None:
            rest = _MINUTES_LABEL_TAIL.sub("", before) if _MINUTES_LABEL_TAIL.search(before) else before
            labelled = rest != before
            if labelled or parted or _unparted_minutes(text, before, duration, start):
                entry.take_minutes(duration.minutes)
                return rest
        slot = slot_at(text[:end], start)
        if slot and slot.stop >= end and entry.start is None:
            rest = _MINUTES_LABEL_TAIL.sub("", before) if _MINUTES_LABEL_TAIL.search(before) else before
            if (parted and not before.rstrip().endswith(":")) or rest != before:
                entry.take_slot(slot)
                return rest
    return None


def _unparted_minutes(text: str, before: str, duration: Duration, start: int) -> bool:
    if not before.strip() or _ABOUT.search(before.rstrip()):
        return False
    written = text[start : duration.stop]
    return re.search(r"min", written, re.IGNORECASE) is not None or written.endswith(("'", "’", "′"))


_SEPARATORS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("column", re.compile(r"\s*(?:\t|\|)\s*")),
    ("dash", re.compile(r"\s+(?:–|—|-{1,2}|->|→|=>|·|•|/|//)\s+|\s?(?:—|→)\s?")),
    ("colon", re.compile(r":\s+")),
    ("comma", re.compile(r",\s+|;\s+")),
)


def _tail_after_minutes(entry: Entry, text: str) -> str | None:
    """`Title – 20 min – Anna`: what follows the minutes is who, or a remark that does not belong to the title."""
    for kind, separator in _SEPARATORS:
        for match in reversed(list(separator.finditer(text))[-3:]):
            before, after = text[: match.start()], text[match.end() :].strip()
            if not before.strip() or not after:
                continue
            probe = Entry()
            if before[-1] in _CLOSE:
                rest = _tail_bracket(probe, before)
            else:
                rest = _tail_time(probe, before)
            if rest is None or not rest.strip() or not probe.timed:
                continue
            if kind == "comma" and likeness(after) is Likeness.NO:
                continue
            _merge(entry, probe)
            if _names_someone(after) and not entry.owners:
                entry.owners.append(clean_owner(after))
            return rest
    return None


def _middle(entry: Entry, text: str) -> str | None:
    """A bracket with minutes within the line: what follows a separator is a remark, anything else goes on the title."""
    for match in re.finditer(r"[(\[]([^()\[\]]{1,80})[)\]]", text):
        before, after = text[: match.start()].rstrip(), text[match.end() :]
        found = _bracket(match[1].strip())
        if not before or found is None or not found.timed or entry.minutes is not None:
            continue
        _merge(entry, found)
        remark = after.strip(" \t–—-:;,|·")
        if re.match(r"\s*(?:[–—|:;,·\t]|-\s)", after) or not remark:
            if remark and not entry.owners and likeness(remark) is not Likeness.NO:
                entry.owners.append(clean_owner(remark))
            return before
        if likeness(remark) >= Likeness.ROLE and not entry.owners:
            entry.owners.append(clean_owner(remark))
            return before
        return f"{before} {after.strip()}"
    return None


def _guesses(text: str) -> list[Guess]:
    if text and text[-1] in _CLOSE:
        start = text.rfind(_OPEN[_CLOSE.index(text[-1])])
        before, inner = text[:start].rstrip(), text[start + 1 : -1].strip()
        return [Guess("bracket", inner, before, likeness(inner))] if start > 0 and before and inner else []
    found: list[Guess] = []
    for kind, separator in _SEPARATORS:
        matches = list(separator.finditer(text))
        if not matches:
            continue
        before, after = text[: matches[-1].start()].rstrip(), text[matches[-1].end() :].strip()
        if kind == "comma":  # "Budget, Müller, Schmidt": the longest run of names
            for match in matches:
                if likeness(text[match.end() :]) is Likeness.PERSON:
                    before, after = text[: match.start()].rstrip(), text[match.end() :].strip()
                    break
        if before and after:
            found.append(Guess(kind, after, before, likeness(after)))
    return found


def _merge(entry: Entry, found: Entry) -> None:
    if found.minutes is not None:
        entry.take_minutes(found.minutes)
    if found.start is not None and entry.start is None:
        entry.start, entry.end = found.start, found.end
    entry.owners.extend(owner for owner in found.owners if owner not in entry.owners)
