"""From a `Summary` to a `Sheet`: the one place where a summary's labels, dates and sentences are made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from emptychair.app.i18n import LANGUAGES, NBSP, Words
from emptychair.app.provenance import channel_words, person_line
from emptychair.domain.decision import Basis, Counted, Door
from emptychair.domain.summary import DecisionLineOut, EvidenceLine, ItemFigures, StoryShown, Summary
from emptychair.report.sheet import (
    COUNTED_ORDER,
    INDEX_FROM,
    CountedRow,
    DecisionRow,
    ItemRow,
    Labels,
    OpenRow,
    OwnerRow,
    Quote,
    Sheet,
    StoryRow,
    Totals,
)
from emptychair.report.typography import clipped, line, plain

_MINUS = "\u2212"
_DASH = "–"


def sheet_of(summary: Summary, words: Words) -> Sheet:
    """`summary` in words, in its own language (English where that is none of ours)."""
    return _Wording(summary, words.other(summary.language if summary.language in LANGUAGES else "en")).sheet()


class _Wording:
    def __init__(self, summary: Summary, words: Words) -> None:
        self.summary = summary
        self.words = words
        self.titles = {item.item: line(item.title) for item in summary.items}
        self.story_refs: dict[str, str] = {}
        for index, story in enumerate(summary.stories, start=1):
            self.story_refs.setdefault(story.label, f"s{index}")
        self.teaching = {story.label for story in summary.stories if story.teaching}

    def sheet(self) -> Sheet:
        tr, summary = self.words.tr, self.summary
        start, end = _moment(summary.start), _moment(summary.end)
        decisions, printed = self._decisions()
        items = tuple(self._item(item) for item in summary.items)
        return Sheet(
            language=self.words.language,
            kind=tr("Meeting summary"),
            title=line(summary.title) or tr("Meeting summary"),
            day=self.words.day(start, weekday=True) if start else _mark(summary.start),
            date=self.words.day(start) if start else _mark(summary.start),
            time=self._time(start, end),
            start_iso=start.isoformat(timespec="minutes") if start else "",
            end_iso=end.isoformat(timespec="minutes") if end else "",
            place=line(summary.place),
            rehearsal=tr("Rehearsal") if summary.rehearsal else "",
            rehearsal_note=tr("This was a rehearsal. Nothing in it counts.") if summary.rehearsal else "",
            digest=self._digest(),
            open_digest=self._open_digest(),
            share=self._share(),
            counted=self._counted(),
            decisions=decisions,
            owners=self._owners(decisions) if len(decisions) >= INDEX_FROM else (),
            open_rows=tuple(self._open_rows()),
            stories=self._stories(printed),
            items=items,
            totals=self._totals(items),
            notes=tuple(item for item in items if item.note),
            labels=self._labels(),
        )

    # ------------------------------------------------------------------ head
    def _time(self, start: datetime | None, end: datetime | None) -> str:
        tr, clock = self.words.tr, self.words.clock
        if start is None:
            return ""
        if end is None:
            return tr("from {start}", start=clock(start))
        if end.date() != start.date():
            later = f"{self.words.day(end)}, {clock(end)}"
            return tr("{start} to {end}", start=clock(start), end=later)
        return tr("{start} to {end}", start=clock(start), end=clock(end))

    def _digest(self) -> str:
        total, heard, tr = len(self.summary.decisions), self.summary.heard, self.words.tr
        if total == 0:
            return tr("No decision was made in this meeting.")
        if total == 1:
            return (
                tr("One decision; it referenced the customer.") if heard else tr("One decision, without the customer.")
            )
        if heard == total:
            return tr("{total} decisions, all of which referenced the customer.", total=total)
        if heard == 0:
            return tr("{total} decisions, none of which referenced the customer.", total=total)
        return tr("{total} decisions, {heard} of which referenced the customer.", total=total, heard=heard)

    def _open_digest(self) -> str:
        trn, states = self.words.trn, [item.state for item in self.summary.open_items]
        undecided, deferred = states.count("undecided"), states.count("deferred")
        parked, missed = states.count("parked"), states.count("not-reached")
        parts = [
            trn("{n} item without a decision", "{n} items without a decision", undecided) if undecided else "",
            trn("{n} item deferred", "{n} items deferred", deferred) if deferred else "",
            trn("{n} item parked", "{n} items parked", parked) if parked else "",
            trn("{n} item not reached", "{n} items not reached", missed) if missed else "",
        ]
        named = ", ".join(part for part in parts if part)
        return self.words.tr("Still open: {list}.", list=named) if named else ""

    def _share(self) -> str:
        total, heard = len(self.summary.decisions), self.summary.heard
        if total < 3:  # the digest has said it, and a share of two is no figure
            return ""
        percent = f"{round(100 * heard / total)}{NBSP if self.words.language == 'de' else ''}%"
        return self.words.tr(
            "{heard} of {total} decisions ({percent}) referenced the customer.",
            heard=heard,
            total=total,
            percent=percent,
        )

    def _counted(self) -> tuple[CountedRow, ...]:
        numbers = {kind: sum(1 for made in self.summary.decisions if made.counted is kind) for kind in COUNTED_ORDER}
        return tuple(
            CountedRow(kind, numbers[kind], self._counted_short(kind)) for kind in COUNTED_ORDER if numbers[kind]
        )

    def _counted_short(self, kind: Counted) -> str:
        tr = self.words.tr
        short = {
            Counted.CHANGED: tr("changed"),
            Counted.CONFIRMED: tr("confirmed"),
            Counted.OVERRULED: tr("overruled"),
            Counted.NOT_REFERENCED: self.words.trc("summary", "not referenced"),
        }
        return short[kind]

    # ------------------------------------------------------------------ decisions
    def _decisions(self) -> tuple[tuple[DecisionRow, ...], dict[tuple[str, str], tuple[str, str]]]:
        """The rows, and under which decision (label, anchor) the words of a story are printed."""
        printed: dict[tuple[str, str], tuple[str, str]] = {}
        rows: list[DecisionRow] = []
        for index, made in enumerate(self.summary.decisions, start=1):
            ref, label = f"d{index}", _mark(made.label)
            quotes: list[Quote] = []
            for evidence in made.evidence:
                key = (evidence.story, evidence.words)
                quotes.append(self._quote(evidence, printed.get(key, ("", ""))[0]))
                if evidence.words.strip():
                    printed.setdefault(key, (label, ref))
            opens = index == 1 or self.summary.decisions[index - 2].item != made.item
            rows.append(self._decision(made, ref, label, tuple(quotes), opens_item=opens))
        return tuple(rows), printed

    def _decision(
        self, made: DecisionLineOut, ref: str, label: str, quotes: tuple[Quote, ...], *, opens_item: bool
    ) -> DecisionRow:
        tr = self.words.tr
        counted = {
            Counted.CHANGED: tr("changed by the customer"),
            Counted.CONFIRMED: tr("confirmed by the customer"),
            Counted.OVERRULED: tr("heard, overruled"),
            Counted.NOT_REFERENCED: tr("customer not referenced"),
        }
        doors = {Door.ONE_WAY: tr("one-way door"), Door.TWO_WAY: tr("two-way door"), None: tr("door not set")}
        bases = {
            Basis.CUSTOMER_METRIC: tr("Rests on a figure measured at the customer."),
            Basis.INTERNAL_PROXY: tr("Rests on an internal figure only."),
        }
        owner = line(made.owner)
        return DecisionRow(
            ref=ref,
            label=label,
            text=line(made.text) or _DASH,
            because=self._because(line(made.because)),
            counted=made.counted,
            counted_words=counted[made.counted],
            counted_short=self._counted_short(made.counted),
            owner=owner or tr("no owner yet"),
            owner_open=not owner,
            due=made.due,
            due_words=tr("by {date}", date=self.words.day(made.due)) if made.due else tr("no date"),
            door=made.door,
            door_words=doors[made.door],
            item=made.item,
            item_words=tr("Item {number}", number=made.item),
            item_title=self.titles.get(made.item, ""),
            opens_item=opens_item,
            basis=bases.get(made.basis, "") if made.basis else "",
            quotes=quotes,
        )

    def _because(self, reason: str) -> str:
        """The reason as the second half of the sentence: "because people … know."."""
        if not reason:
            return ""
        because = self.words.tr("because")
        if not reason.casefold().startswith(because + " "):
            reason = f"{because} {reason}"
        return reason if reason[-1] in ".!?…" else reason + "."

    def _quote(self, evidence: EvidenceLine, same_as: str) -> Quote:
        tr = self.words.tr
        teaching = tr("Teaching example") if evidence.story in self.teaching else ""
        version = tr("version {number}", number=evidence.version) if evidence.version > 1 else ""
        said = evidence.words.strip()
        return Quote(
            words="" if same_as else plain(said),
            language=_code(evidence.language),
            verbatim=evidence.verbatim,
            cut=_wants_mark(evidence.words, cut=evidence.cut),
            credit=_joined(" · ", teaching, line(evidence.source)),
            story=_mark(evidence.story),
            story_ref=self.story_refs.get(evidence.story, ""),
            mark=_joined(", ", self._clock(evidence.at), version),
            same_as=same_as,
            same_words=tr("The same words as under {decision}.", decision=same_as) if same_as else "",
            erased="" if said else tr("These words were erased at the customer’s wish."),
        )

    def _owners(self, rows: Sequence[DecisionRow]) -> tuple[OwnerRow, ...]:
        groups: dict[str, list[DecisionRow]] = {}
        for row in rows:
            groups.setdefault("" if row.owner_open else row.owner.casefold(), []).append(row)
        ordered = sorted(groups.items(), key=lambda pair: (pair[0] == "", pair[0]))
        return tuple(
            OwnerRow(
                owner=found[0].owner,
                owner_open=found[0].owner_open,
                tasks=tuple(
                    (row.label, row.ref, row.due_words)
                    for row in sorted(found, key=lambda row: (row.due is None, row.due or date.min))
                ),
            )
            for _, found in ordered
        )

    # ------------------------------------------------------------------ open items, stories, figures
    def _open_rows(self) -> Sequence[OpenRow]:
        tr = self.words.tr
        states = {
            "undecided": tr("undecided"),
            "deferred": tr("deferred"),
            "parked": tr("parked"),
            "not-reached": tr("not reached"),
        }
        return [
            OpenRow(
                item=row.item,
                item_words=tr("Item {number}", number=row.item),
                state=states.get(row.state, line(row.state)),
                title=line(row.title) or tr("Item {number}", number=row.item),
                why=line(row.why),
                owner=line(row.owner),
            )
            for row in self.summary.open_items
        ]

    def _stories(self, printed: dict[tuple[str, str], tuple[str, str]]) -> tuple[StoryRow, ...]:
        rows: list[StoryRow] = []
        seen: dict[tuple[str, str], str] = {}
        for index, story in enumerate(self.summary.stories, start=1):
            key = (story.label, story.words)
            ref = f"s{index}"
            if key in seen:
                pointer, target = self.words.tr("The words stand above."), seen[key]
            elif key in printed:
                label, target = printed[key]
                pointer = self.words.tr("The words stand under {decision}.", decision=label)
            else:
                pointer, target = "", ""
            seen.setdefault(key, ref)
            rows.append(self._story(story, ref, pointer, target))
        return tuple(rows)

    def _story(self, story: StoryShown, ref: str, pointer: str, pointer_ref: str) -> StoryRow:
        tr = self.words.tr
        url, host = _web_address(story.source_url)
        form = tr("In the customer’s own words") if story.verbatim else tr("Retold")
        cleared = ""
        if story.cleared_on:
            on = line(self.words.partial_date(story.cleared_on))
            by = line(story.cleared_by)
            cleared = (
                tr("Cleared by {person} on {date}", person=by, date=on) if by else tr("Cleared on {date}", date=on)
            )
        seal = _mark(story.seal)
        return StoryRow(
            ref=ref,
            label=_mark(story.label),
            place=_joined(", ", tr("Item {number}", number=story.item), self._clock(story.at)),
            headline=line(story.headline) or person_line(line(story.customer)) or _mark(story.label) or _DASH,
            words="" if pointer else plain(story.words).strip(),
            pointer=pointer,
            pointer_ref=pointer_ref,
            language=_code(story.language),
            verbatim=story.verbatim,
            cut=_wants_mark(story.words, cut=story.cut),
            teaching=tr("Teaching example") if story.teaching else "",
            customer=person_line(line(story.customer)),
            form=_joined(" · ", form, line(channel_words(story.channel.strip(), self.words))),
            title=line(story.source_title),
            publisher=line(story.publisher),
            url=url,
            host=host,
            dated=line(self.words.partial_date(story.source_date)),
            dated_iso=story.source_date if self.words.partial_date(story.source_date) != story.source_date else "",
            cleared=cleared,
            seal=tr("Seal {seal}", seal=f"{seal[:4]}{NBSP}{seal[4:]}").replace(" ", NBSP) if len(seal) == 8 else seal,
        )

    def _item(self, item: ItemFigures) -> ItemRow:
        number = self.words.number
        change = item.actual - item.planned if item.planned is not None else None
        return ItemRow(
            item=item.item,
            title=line(item.title) or self.words.tr("Item {number}", number=item.item),
            planned=item.planned,
            actual=item.actual,
            planned_words=number(item.planned) if item.planned is not None else _DASH,
            actual_words=number(item.actual),
            difference=_DASH if change is None else _signed(change),
            over=change is not None and change > 1,
            decisions=item.decisions,
            heard=item.heard,
            note=plain(item.note).strip(),
        )

    def _totals(self, items: Sequence[ItemRow]) -> Totals:
        number, actual = self.words.number, sum(item.actual for item in items)
        known = [item.planned for item in items if item.planned is not None]
        return Totals(
            planned=number(sum(known)) if known else _DASH,
            actual=number(actual),
            # With an unplanned item in between the two sums are not of the same thing.
            difference=_signed(actual - sum(known)) if known and len(known) == len(items) else _DASH,
            decisions=sum(item.decisions for item in items),
            heard=sum(item.heard for item in items),
        )

    def _clock(self, at: str) -> str:
        return self.words.tr("at {time}", time=_mark(at)) if at.strip() else ""

    def _labels(self) -> Labels:
        tr = self.words.tr
        return Labels(
            decisions=tr("Decisions made"),
            owner=self.words.trc("summary", "Owner"),
            customer=tr("Customer"),
            topic=tr("Topic"),
            still_open=tr("Still open"),
            stories=tr("Stories shown"),
            stories_note=tr(
                "The words as they stood on the wall. In quotation marks: the customer’s own. "
                "Without: retold by others."
            ),
            figures=tr("Figures"),
            minutes=tr("Minutes per item"),
            planned=tr("planned"),
            actual=tr("actual"),
            difference=tr("difference"),
            referenced=tr("with customer"),
            total=tr("Total"),
            by_owner=tr("Who does what"),
            notes=tr("Notes"),
            notes_note=tr("Private notes, included on request."),
            privacy=tr("Customers’ words stand here only as a person cleared them for the wall."),
            page=tr("Page {page} of {pages}"),
            continued=tr("continued"),
        )


def _moment(iso: str) -> datetime | None:
    try:
        return datetime.fromisoformat(iso)
    except ValueError:
        return None


def _signed(value: int) -> str:
    return f"+{value}" if value > 0 else f"{_MINUS}{-value}" if value < 0 else "0"


def _mark(text: str) -> str:
    """A label or a time as the program writes it; whatever is too long for one is cut."""
    return clipped(line(text), 16)


def _joined(between: str, *parts: str) -> str:
    return between.join(part for part in parts if part)


def _code(language: str) -> str:
    """`language` if it can be an ISO 639 code, else empty: unknown."""
    code = language.strip().lower()
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) else ""


def _wants_mark(words: str, *, cut: bool) -> bool:
    """Whether the format must say that these words are an excerpt: most say so themselves, where they leave out."""
    return cut and "[…]" not in words and "[...]" not in words


def _web_address(url: str) -> tuple[str, str]:
    """`url` and its host if a reader may follow it (http, https, nothing odd inside), else two empty strings."""
    url = url.strip()
    if not url.isprintable() or any(sign in url for sign in ' <>"\\^`{|}'):
        return "", ""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "", ""
    if parts.scheme not in ("http", "https") or not host:
        return "", ""
    return url, host.removeprefix("www.")
