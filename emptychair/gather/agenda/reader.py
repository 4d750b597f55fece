"""Text to items: find the section, choose the items, read each, settle owners and minutes among them."""

from __future__ import annotations

import re

from emptychair.gather.agenda.entry import Entry, choose_owners, clean_title, read_entry, read_meta
from emptychair.gather.agenda.lines import Kind, Line, marker_of, read_lines, without_numbers
from emptychair.gather.agenda.markup import bold_lead, breaks_as, first_line, key_of, plain
from emptychair.gather.agenda.model import AgendaItem, AgendaReading
from emptychair.gather.agenda.noise import end_of_message, is_noise
from emptychair.gather.agenda.outline import Found, is_generic, items_in
from emptychair.gather.agenda.sections import Section, sections, title_of
from emptychair.gather.agenda.tables import mark_tables
from emptychair.gather.agenda.times import DAY, Slot, clock, slot_at
from emptychair.gather.agenda.words import MEETING_ENDS, MEETING_STARTS
from emptychair.privacy.normalise import normalise

LONGEST_TITLE = 300  # characters
_MOST_LINES = 3_000  # what stands below is no agenda any more
_LONGEST_GAP = 8 * 60  # minutes between two starts that can still be one item's length
_LABEL = re.compile(r"[*_]*(?:topic|thema|item|titel|title|punkt|top)\s*:[*_]*\s*(?=\S)", re.IGNORECASE)
_LONGEST_ALONE = 3 * 60


def read_agenda(text: str) -> AgendaReading:
    """The items of a pasted agenda, in Markdown or plain text. Raises nothing; no items is an answer too."""
    lines = read_lines("\n".join(normalise(text).split("\n")[:_MOST_LINES]))
    mark_tables(lines)
    end = end_of_message(lines)
    title, title_line = title_of(lines[:end])
    found, section = _best(lines[:end], title_line)
    if not found and end < len(lines):
        found, section = _best(lines[end:], None)
    if section and section.inline and found and found[0].line == section.heading == title_line:
        title = None
    if title is None and found and section and section.heading is not None:
        title_line, title = _title_below(lines, section.heading, found[0].line)
    entries = _entries(found)
    used = {item.line for item in found} | {title_line, section.heading if section else None}
    header = _header_slot(lines, {item.line for item in found})
    found_entries = [entry for entry in entries if entry.title]
    _settle_minutes(found_entries, header)
    if found_entries and found_entries[0].start == 0:
        for entry in found_entries:
            entry.start = None  # "0:00–0:15" counts from the beginning, and is no time of the day
    items = tuple(_item(entry) for entry in found_entries if not _is_end(entry, found_entries))
    starts = items[0].start if items and items[0].start else (clock(header.start) if header else None)
    ignored = tuple(
        line.raw.strip()
        for line in lines
        if line.number not in used and line.kind is not Kind.BLANK and re.search(r"\w", line.raw)
    )
    return AgendaReading(title, items, ignored, starts)


def _title_below(lines: list[Line], heading: int, first: int) -> tuple[int | None, str | None]:
    """What stands between "AGENDA" at the top and the first number of the list."""
    if lines[first].kind is not Kind.BULLET or any(line.kind is not Kind.BLANK for line in lines[:heading]):
        return None, None
    for line in lines[heading + 1 : first]:
        text = line.text.strip()
        if line.kind is Kind.BLANK or is_noise(line):
            continue
        named = (
            line.kind is Kind.PLAIN
            and len(text) <= 80
            and not is_generic(text)
            and not text.endswith((".", ":", ",", "!"))
        )
        return (line.number, text) if named else (None, None)
    return None, None


def _best(lines: list[Line], title_line: int | None) -> tuple[list[Found], Section | None]:
    """The items of the likeliest section that has any."""
    single: tuple[list[Found], Section] | None = None
    for tried, section in enumerate(sections(lines, title_line)):
        if tried > 8:
            break
        found = items_in(list(section.lines))
        if not found and section.inline:
            found = _inline(section)
        if len(found) > 1 or (found and section.heading is not None and single is None):
            return found, section
        if found and single is None:
            single = found, section
    return single if single else ([], None)


def _inline(section: Section) -> list[Found]:
    """ "Agenda: Begrüßung, Budget, Verschiedenes" on one line."""
    text = section.inline
    numbered = re.split(r"(?:^|[\s,;])\(?\d{1,2}[.)]\s+", text)
    if len(numbered) > 2:
        parts = numbered[1:]
    elif ";" in text:
        parts = text.split(";")
    else:
        parts = re.split(r",\s+(?![^()]*\))", text)
    parts = [part.strip(" ,;.") for part in parts if re.search(r"\w", part)]
    return [Found(section.heading or 0, part) for part in parts] if len(parts) > 1 else []


def _entries(found: list[Found]) -> list[Entry]:
    texts = _without_label(without_numbers([first_line(item.text) for item in found]))
    entries: list[Entry] = []
    for item, text in zip(found, texts, strict=True):
        if item.entry is not None:
            entries.append(item.entry)
            continue
        entry = read_entry(plain(_without_explanation(text)))
        _numbered_after_time(entry)
        _read_below(entry, item)
        entries.append(entry)
    _put_back_hours(entries)
    choose_owners(entries)
    for entry in entries:
        entry.title = clean_title(entry.title)[:LONGEST_TITLE].strip()
        if not re.search(r"[^\W_]", entry.title):
            entry.title = ""
    return entries


def _put_back_hours(entries: list[Entry]) -> None:
    """ "8–18 Uhr Erreichbarkeit": the only slot of a list, and hours long, is what the item is about."""
    slotted = [entry for entry in entries if entry.start is not None]
    if len(slotted) != 1 or len(entries) < 3:
        return
    entry = slotted[0]
    if entry.end is not None and entry.start is not None and entry.end - entry.start > _LONGEST_ALONE and entry.source:
        entry.start = entry.end = None
        entry.title, entry.guesses = entry.source, []


def _without_label(texts: list[str]) -> list[str]:
    """ "Topic: A", "Topic: B": the label goes where most items have it."""
    found = [_LABEL.match(text) for text in texts]
    if sum(match is not None for match in found) < max(2, 0.6 * len(texts)):
        return texts
    return [text[match.end() :] if match else text for match, text in zip(found, texts, strict=True)]


def _numbered_after_time(entry: Entry) -> None:
    """ "10:00 TOP 1: Budget" """
    marker = marker_of(entry.title)
    if marker and marker.style == "top" and marker.sure:
        taken = len(entry.title) - len(marker.rest)
        entry.title = marker.rest
        entry.guesses = [
            type(guess)(guess.kind, guess.owner, guess.rest[taken:], guess.likeness)
            for guess in entry.guesses
            if len(guess.rest) > taken
        ]


def _without_explanation(text: str) -> str:
    """A bold title and a sentence that explains it: the title."""
    lead = bold_lead(text)
    if lead is None:
        return text
    rest = plain(lead[1]).strip()
    explains = re.fullmatch(r"[:–—-]\s+(.{25,})[.!]", rest)
    return lead[0] if explains and len(explains[1].split()) >= 6 else text


def _read_below(entry: Entry, item: Found) -> None:
    """Minutes and owners that stand under the title ("15 min · Incident Commander", "- Owner: Anna")."""
    rest = breaks_as(item.text, "\n").split("\n")[1:]
    texts = [plain(part) for part in rest]
    texts.extend(node.line.text for node in item.below[:12] if node.kind in (Kind.PLAIN, Kind.BULLET))
    for at, text in enumerate(texts):
        meta = read_meta(text)
        if meta is None or (at > 3 and not meta.owners):
            continue
        labelled = re.search(r"[:=@]", text) is not None
        if at > 0 and not labelled and not (entry.minutes is None and at == 1):
            continue
        _adopt(entry, meta)


def _adopt(entry: Entry, meta: Entry) -> None:
    if meta.minutes is not None:
        entry.take_minutes(meta.minutes)
    if meta.start is not None and entry.start is None:
        entry.start, entry.end = meta.start, meta.end
    if not entry.owners:
        entry.owners.extend(meta.owners)


def _header_slot(lines: list[Line], items: set[int]) -> Slot | None:
    """When the meeting is, from the lines above its items."""
    first = min(items, default=len(lines))
    best: Slot | None = None
    for line in lines[:first]:
        if line.kind is Kind.TABLE or len(line.raw) > 200:
            continue
        text = plain(line.raw.strip())
        for match in re.finditer(r"(?<![\d.,:/-])\d{1,2}(?=[:.h]\d\d|\s?(?:Uhr|[ap]\.?m\b)|\s?[–-])", text):
            slot = slot_at(text, match.start())
            if slot and slot.end:
                return slot
            best = best or slot
    return best


def _settle_minutes(entries: list[Entry], header: Slot | None) -> None:
    """Minutes from a slot's end, from the next start, and for the last item from the meeting's end."""
    afternoon = 0
    for entry, before in zip(entries[1:], entries, strict=False):
        if entry.start is None or before.start is None:
            continue
        # A clock of twelve hours: 11:30, 12:30, 1:15.
        if entry.start + afternoon < before.start and entry.start + afternoon + DAY // 2 - before.start <= _LONGEST_GAP:
            afternoon += DAY // 2
        entry.start += afternoon
        if entry.end is not None and entry.end < entry.start:
            entry.end += afternoon
    for at, entry in enumerate(entries):
        if entry.minutes is not None or entry.start is None:
            continue
        end = entry.end
        if end is None and at + 1 < len(entries):
            end = entries[at + 1].start
        if end is None and at + 1 == len(entries) and header and header.end and header.start == entries[0].start:
            end = header.end
        if end is not None and 0 < end - entry.start <= _LONGEST_GAP:
            entry.minutes = end - entry.start


def _is_end(entry: Entry, entries: list[Entry]) -> bool:
    """ "16:00 Ende" closes the last item and is none; so does "9:00 Beginn" before another item at nine."""
    key = key_of(entry.title)
    if key in MEETING_ENDS:
        return (
            len(entries) > 1 and entry is entries[-1] and (entry.start is not None or key in {"ende", "end", "schluss"})
        )
    if key in MEETING_STARTS and entry is entries[0] and len(entries) > 1:
        return entry.start is not None and entry.start == entries[1].start
    return False


def _item(entry: Entry) -> AgendaItem:
    start = clock(entry.start) if entry.start is not None else None
    return AgendaItem(entry.title, entry.minutes, entry.owner, start)
