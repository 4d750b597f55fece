"""The summary as PDF by typst: tagged (PDF/UA-1) and for the archive (PDF/A-3a), set with our own fonts only.

Texts travel as JSON in `sys.inputs` and never as code; the compiler's root is an empty folder, so that nothing of the
machine could be read even so. The time stamp is the meeting's own: the same summary gives the same bytes.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from emptychair.app.paths import resources
from emptychair.domain.errors import N_, UserError
from emptychair.report.sheet import DecisionRow, Quote, Sheet, StoryRow
from emptychair.report.typography import NBSP, clipped, curl, direction, keep, line, marks

_PROMISES: list[Any] = ["a-3a", "ua-1"]
_REGIONS = {"de": "DE", "en": "GB"}
_RUNNING_TITLE = 70  # characters
# Shapes that none of our fonts has beside one that they have; a lone arrow from a chat costs no document its promise.
_LIKE = str.maketrans("➔➜➝➞➤⇄⇆✘☒", "→→→→→↔↔✗✗")


@dataclass(frozen=True, slots=True)
class Set:
    """A document as set. `notice` is a sentence (with `values`) for the person, empty if all is well."""

    data: bytes
    tagged: bool
    notice: str = ""
    values: dict[str, object] = field(default_factory=dict)


def render(sheet: Sheet) -> Set:
    """The PDF of `sheet`. Where a character is in none of our fonts, one that makes no promise, and says so."""
    import typst  # only here: 3 to 5 ms, and no window needs it

    inputs = _inputs(sheet)
    try:
        return Set(_compile(inputs, sheet, format="pdf", pdf_standards=_PROMISES), tagged=True)
    except typst.TypstError as error:
        sign = _sign_of(error.message)
    try:
        data = _compile(inputs, sheet, format="pdf", pdf_standards=[])
    except typst.TypstError as error:
        raise UserError(N_("This PDF cannot be set; save the summary as HTML or Markdown instead.")) from error
    if sign:
        notice = N_("The PDF lacks characters such as “{sign}” and is not accessible; the HTML file has all of them.")
        return Set(data, tagged=False, notice=notice, values={"sign": sign})
    notice = N_("The PDF could not be made accessible (PDF/UA); the HTML file is.")
    return Set(data, tagged=False, notice=notice)


def render_pages(sheet: Sheet, *, ppi: float) -> tuple[bytes, ...]:
    """Each page as a PNG picture with `ppi` pixels an inch."""
    pages = _compile(_inputs(sheet), sheet, format="png", ppi=ppi)
    return tuple(pages) if isinstance(pages, list) else (pages,)


def _compile(inputs: dict[str, str], sheet: Sheet, **how: Any) -> Any:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[resources() / "fonts"])
    template = (resources() / "templates" / "summary.typ").read_bytes()
    with tempfile.TemporaryDirectory(prefix="emptychair-") as nothing:
        compiler = typst.Compiler(template, root=Path(nothing), font_paths=fonts, sys_inputs=inputs)
        return compiler.compile(timestamp=_timestamp(sheet), **how)


def _timestamp(sheet: Sheet) -> int:
    """The end of the meeting as Unix time, the room's clock taken as UTC; 0 if it is unknown."""
    try:
        moment = datetime.fromisoformat(sheet.end_iso or sheet.start_iso)
    except ValueError:
        return 0
    return max(0, int(moment.replace(tzinfo=UTC).timestamp()))


def _sign_of(message: str) -> str:
    """The first character that the compiler could not set, if that is what `message` says."""
    head, found, rest = message.partition('the text `"')
    shown = rest.partition('"`')[0]
    return shown if head and found and "could not be displayed" in message and not shown.startswith("\\u") else ""


# ---------------------------------------------------------------- what the template gets
def _inputs(sheet: Sheet) -> dict[str, str]:
    chair = (resources() / "chair" / "chair.svg").read_text(encoding="utf-8")
    return {"data": json.dumps(_data(sheet), ensure_ascii=False).translate(_LIKE), "chair": chair}


def _data(sheet: Sheet) -> dict[str, Any]:
    labels = sheet.labels
    known = {decision.ref for decision in sheet.decisions} | {story.ref for story in sheet.stories}
    return {
        "lang": sheet.language,
        "region": _REGIONS.get(sheet.language),
        "kind": sheet.kind,
        "keywords": [sheet.kind, labels.decisions, labels.stories],
        "title": keep(sheet.title),
        "running": keep(clipped(sheet.title, _RUNNING_TITLE)),
        "date": sheet.date,
        "when": ", ".join(part for part in (sheet.day, keep(sheet.time)) if part),
        "place": keep(sheet.place),
        "rehearsal": sheet.rehearsal,
        "rehearsal-note": sheet.rehearsal_note,
        "digest": keep(sheet.digest),
        "open-digest": keep(sheet.open_digest),
        "share": keep(sheet.share),
        "counted": [
            {"kind": row.counted.value, "number": str(row.number), "words": row.words} for row in sheet.counted
        ],
        "decisions": [_decision(row, known) for row in sheet.decisions],
        "owners": [
            {"owner": keep(row.owner), "open": row.owner_open, "tasks": [list(task) for task in row.tasks]}
            for row in sheet.owners
        ],
        "open": [
            {
                "item-words": keep(row.item_words),
                "state": keep(row.state),
                "title": keep(row.title),
                "why": keep(row.why),
                "owner": keep(row.owner),
            }
            for row in sheet.open_rows
        ],
        "stories": [_story(row, known) for row in sheet.stories],
        "items": [
            {
                "item": str(row.item),
                "title": keep(row.title),
                "planned": row.planned,
                "actual": row.actual,
                "planned-words": row.planned_words,
                "actual-words": row.actual_words,
                "difference": row.difference,
                "over": row.over,
                "decisions": str(row.decisions),
                "heard": str(row.heard),
            }
            for row in sheet.items
        ],
        "totals": {
            "planned": sheet.totals.planned,
            "actual": sheet.totals.actual,
            "difference": sheet.totals.difference,
            "decisions": str(sheet.totals.decisions),
            "heard": str(sheet.totals.heard),
        },
        "notes": [
            {"item": str(row.item), "title": keep(row.title), "parts": _paragraphs(row.note)} for row in sheet.notes
        ],
        "labels": {
            "decisions": labels.decisions,
            "continued": labels.continued,
            "by-owner": labels.by_owner,
            "still-open": labels.still_open,
            "stories": labels.stories,
            "stories-note": keep(labels.stories_note),
            "figures": labels.figures,
            "minutes": labels.minutes,
            "planned": labels.planned,
            "actual": labels.actual,
            "total": labels.total,
            "notes": labels.notes,
            "notes-note": labels.notes_note,
            "privacy": keep(labels.privacy),
            "page": labels.page,
        },
    }


def _decision(row: DecisionRow, known: set[str]) -> dict[str, Any]:
    return {
        "ref": row.ref,
        "label": row.label,
        "text": keep(row.text),
        "because": keep(row.because),
        "counted": row.counted.value,
        "counted-words": row.counted_words,
        "owner": keep(row.owner),
        "owner-open": row.owner_open,
        "due": row.due.isoformat() if row.due else "",
        "due-words": row.due_words,
        "door": row.door.value if row.door else "",
        "door-words": row.door_words,
        "item-words": keep(row.item_words),
        "item-title": keep(row.item_title),
        "item": str(row.item),
        "opens-item": row.opens_item,
        "basis": keep(row.basis),
        "quotes": [_quote(quote, known) for quote in row.quotes],
    }


def _quote(quote: Quote, known: set[str]) -> dict[str, Any]:
    return {
        **_voice(quote.words, quote.language, verbatim=quote.verbatim, cut=quote.cut),
        "instead": keep(quote.same_words or quote.erased),
        "credit": keep(quote.credit),
        "story": keep(quote.story),
        "ref": quote.story_ref if quote.story_ref in known else "",
        "mark": keep(quote.mark),
    }


def _story(story: StoryRow, known: set[str]) -> dict[str, Any]:
    return {
        **_voice(story.words, story.language, verbatim=story.verbatim, cut=story.cut),
        "ref": story.ref,
        "label": keep(story.label),
        "place": keep(story.place),
        "headline": keep(curl(story.headline, story.language, inner=False)),
        "pointer": keep(story.pointer),
        "pointer-ref": story.pointer_ref if story.pointer_ref in known else "",
        "teaching": story.teaching,
        "customer": keep(story.customer),
        "form": keep(story.form),
        "title": keep(curl(story.title, story.language, inner=False)),
        "publisher": keep(story.publisher),
        "url": story.url,
        "host": story.host,
        "dated": story.dated,
        "cleared": keep(story.cleared),
        "seal": keep(story.seal),
    }


def _voice(words: str, language: str, *, verbatim: bool, cut: bool) -> dict[str, Any]:
    parts = _paragraphs(curl(words, language, inner=verbatim))
    if cut and parts:
        parts[-1] += f"{NBSP}[…]"
    opening, closing = marks(language) if verbatim else ("", "")
    return {
        "parts": parts,
        "open": opening,
        "close": closing,
        "size": len(words),
        "language": language or "en",
        "direction": direction(language),
    }


def _paragraphs(text: str) -> list[str]:
    return [keep(part) for part in (line(part) for part in text.split("\n")) if part]
