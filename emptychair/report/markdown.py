"""The summary as Markdown: CommonMark with GitHub's tables, and pleasant to read as it stands.

Texts of people are escaped so that they stay text: no HTML, no link, no image, no heading, no list, no table comes out
of a story or a title. The words themselves are untouched: whoever renders the file reads them to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from emptychair.report.sheet import DecisionRow, Quote, Sheet, StoryRow
from emptychair.report.typography import NBSP, line, marks

_SIGNS = re.compile(r"[\\`*\[\]<>|~$]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # inside a word it means nothing
_ENTITY = re.compile(r"&(?=#|\w)")
_AUTOLINK = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp):|\b(www)\.")
_LEADING = re.compile(r"^(?:[#+\-=>:]|\d{1,9}(?=[.)]))")
_TRAILING = re.compile(r"(#+)$")


def escaped(text: str) -> str:
    """`text` on one line, so that Markdown shows exactly its letters, at any place of a line."""
    text = _SIGNS.sub(r"\\\g<0>", line(text))
    text = _ENTITY.sub(r"\\&", _UNDERSCORE.sub(r"\\_", text))
    text = _AUTOLINK.sub(lambda found: f"{found[1]}\\:" if found[1] else f"{found[2]}\\.", text)
    text = _TRAILING.sub(lambda found: "\\#" * len(found[1]), text)
    if leading := _LEADING.match(text):
        sign = leading[0]
        text = f"{sign}\\{text[len(sign) :]}" if sign.isdigit() else f"\\{text}"
    return text


def render(sheet: Sheet) -> bytes:
    """The file's bytes: UTF-8, one final newline."""
    blocks = [block for block in _blocks(sheet) if block]
    return ("\n\n".join(blocks) + "\n").encode()


def _blocks(sheet: Sheet) -> Iterable[str]:
    labels = sheet.labels
    yield f"# {escaped(sheet.title)}"
    when = ", ".join(part for part in (sheet.day, sheet.time) if part)
    yield " · ".join(escaped(part) for part in (sheet.kind, when, sheet.place) if part)
    if sheet.rehearsal:
        yield f"> **{escaped(sheet.rehearsal_note)}**"
    yield " ".join(part for part in (f"**{escaped(sheet.digest)}**", escaped(sheet.open_digest)) if part)
    if sheet.decisions:
        yield f"## {labels.decisions}"
        for row in sheet.decisions:
            yield from _decision(sheet, row)
    if sheet.owners:
        yield f"## {labels.by_owner}"
        yield "\n".join(
            f"- **{escaped(row.owner)}:** "
            + "; ".join(f"{escaped(label)} ({escaped(due)})" for label, _, due in row.tasks)
            for row in sheet.owners
        )
    if sheet.open_rows:
        yield f"## {labels.still_open}"
        yield "\n".join(_open(sheet))
    if sheet.stories:
        yield f"## {labels.stories}"
        if sheet.tells_words:
            yield f"*{escaped(labels.stories_note)}*"
        for story in sheet.stories:
            yield from _story(story)
    if sheet.items:
        yield f"## {labels.figures}"
        if sheet.share:
            counted = ", ".join(f"{row.number} {escaped(row.words)}" for row in sheet.counted)
            yield f"**{escaped(sheet.share)}** {counted}."
        yield _minutes(sheet)
    if sheet.notes:
        yield f"## {labels.notes}"
        yield f"*{escaped(labels.notes_note)}*"
        yield "\n".join(f"- **{_heading(str(row.item), row.title)}:** {escaped(row.note)}" for row in sheet.notes)
    if sheet.stories:
        yield "---"
        yield f"*{escaped(labels.privacy)}*"


def _decision(sheet: Sheet, row: DecisionRow) -> Iterable[str]:
    labels = sheet.labels
    yield f"### {_heading(row.label, row.text)}"
    if row.because:
        yield escaped(row.because)
    item = row.item_words + (f" · {escaped(row.item_title)}" if row.item_title else "")
    yield "\n".join(
        part
        for part in (
            f"- **{labels.owner}:** {escaped(row.owner)}, {escaped(row.due_words)}, {row.door_words}",
            f"- **{labels.customer}:** {row.counted_short}" + (f". {row.basis}" if row.basis else ""),
            f"- {item}",
        )
        if part
    )
    for quote in row.quotes:
        yield _quote(quote)


def _quote(quote: Quote) -> str:
    credit = ", ".join(escaped(part) for part in (quote.story, quote.mark) if part)
    credit = " · ".join(part for part in (escaped(quote.credit), credit) if part)
    if quote.words:
        return f"{_voice(quote.words, quote.language, verbatim=quote.verbatim, cut=quote.cut)}\n>\n> — {credit}"
    return f"> {escaped(quote.same_words or quote.erased)} {credit}"


def _voice(words: str, language: str, *, verbatim: bool, cut: bool) -> str:
    """The customer's words as a block quotation, a paragraph for each of theirs."""
    paragraphs = [paragraph for paragraph in (line(part) for part in words.split("\n")) if paragraph]
    opening, closing = marks(language) if verbatim else ("", "")
    last = len(paragraphs) - 1
    lines = [
        (opening if index == 0 else "")
        # Behind an opening mark nothing is at the start of a line, but an escaped sign is right there, too.
        + escaped(paragraph)
        + (f"{NBSP}\\[…\\]" if cut and index == last else "")
        + (closing if index == last else "")
        for index, paragraph in enumerate(paragraphs)
    ]
    return "\n>\n".join(f"> {one}" for one in lines)


def _open(sheet: Sheet) -> Iterable[str]:
    for row in sheet.open_rows:
        owner = f" ({escaped(row.owner)})" if row.owner else ""
        why = f" – {escaped(row.why)}" if row.why else ""
        yield f"- **{_heading(row.item_words, row.title)}:** {escaped(row.state)}{owner}{why}"


def _story(story: StoryRow) -> Iterable[str]:
    yield f"### {_heading(story.label, story.headline)}"
    if story.words:
        yield _voice(story.words, story.language, verbatim=story.verbatim, cut=story.cut)
    source = ", ".join(escaped(part) for part in (story.title, story.publisher, story.dated) if part)
    if story.url:
        source = (
            f"{source} ([{escaped(story.host)}](<{story.url}>))"
            if source
            else f"[{escaped(story.host)}](<{story.url}>)"
        )
    yield "\n".join(
        f"- {part}"
        for part in (
            f"**{escaped(story.teaching)}**" if story.teaching else "",
            escaped(story.pointer),
            " · ".join(escaped(part) for part in (story.customer, story.form) if part),
            source,
            " · ".join(escaped(part) for part in (story.place, story.cleared, story.seal) if part),
        )
        if part
    )


def _heading(label: str, text: str) -> str:
    return " · ".join(escaped(part) for part in (label, text) if part)


def _minutes(sheet: Sheet) -> str:
    labels, totals = sheet.labels, sheet.totals
    head = ["", labels.topic, labels.decisions, labels.referenced, labels.planned, labels.actual, "±"]
    rows = [
        [
            str(row.item),
            escaped(row.title),
            str(row.decisions),
            str(row.heard),
            row.planned_words,
            row.actual_words,
            row.difference,
        ]
        for row in sheet.items
    ]
    total = [totals.planned, totals.actual, totals.difference]
    rows.append(["", f"**{labels.total}**", str(totals.decisions), str(totals.heard), *total])
    return _table(head, rows, right=(0, 2, 3, 4, 5, 6))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]) -> str:
    """A table whose columns also stand under each other in the raw text."""
    widths = [max(3, *(len(row[column]) for row in (head, *rows))) for column in range(len(head))]

    def set_row(cells: Sequence[str]) -> str:
        padded = [
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rule = [("-" * (width - 1) + ":") if column in right else "-" * width for column, width in enumerate(widths)]
    return "\n".join((set_row(head), set_row(rule), *(set_row(row) for row in rows)))
