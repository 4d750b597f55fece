"""Summaries out: Markdown, HTML, PDF and JSON from one `Summary`, the only thing of a meeting that a report may see.

`write_summary` chooses the format by the suffix of the path, `render_summary` gives the same bytes for a preview and
`preview_pages` the printed pages as pictures. `safe_name` makes a file name out of a title.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from emptychair.app.i18n import Words
from emptychair.domain.errors import N_, BadInput
from emptychair.domain.summary import Summary
from emptychair.report.files import check_target, replace_file, safe_name

__all__ = [
    "Rendered",
    "Written",
    "formats",
    "preview_pages",
    "render_summary",
    "safe_name",
    "write_summaries",
    "write_summary",
]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A summary as bytes. `notice` is a sentence for the person, in the language of the windows, or None."""

    data: bytes
    tagged: bool
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was written. `tagged` is False only for a PDF that could not keep its promise of PDF/UA-1 and PDF/A-3a."""

    path: Path
    tagged: bool
    notice: str | None = None


def formats() -> tuple[str, ...]:
    """The suffixes that `write_summary` knows, the usual one first."""
    return tuple(_renderers())


def write_summary(summary: Summary, path: Path, words: Words) -> Written:
    """Write `summary` to `path`, the format by its suffix, and put it in place of an older file in one step.

    Raises a `UserError` (one sentence) for an unknown suffix, a missing folder, a folder in place of a file, a missing
    permission and a full disk; an older file is then untouched.
    """
    return write_summaries(summary, (path,), words)[0]


def write_summaries(summary: Summary, paths: Sequence[Path], words: Words) -> list[Written]:
    """`write_summary` for several files, in their order: a refusal that can be foreseen comes before any is written."""
    for path in paths:
        check_suffix(path.suffix)
        check_target(path)
    ready = [(path, _render(summary, path.suffix, words)) for path in paths]
    written: list[Written] = []
    for path, rendered in ready:
        replace_file(path, rendered.data)
        written.append(Written(path, rendered.tagged, rendered.notice))
    return written


def render_summary(summary: Summary, suffix: str, words: Words) -> bytes:
    """`summary` in the format of `suffix` (".md", ".html", ".pdf", ".json"). BadInput for any other."""
    return _render(summary, suffix, words).data


def preview_pages(summary: Summary, words: Words, *, ppi: float = 110.0) -> tuple[bytes, ...]:
    """The pages of the PDF as PNG pictures at `ppi` pixels an inch: exactly what will be printed."""
    from emptychair.report.pdf import render_pages
    from emptychair.report.wording import sheet_of

    return render_pages(sheet_of(summary, words), ppi=ppi)


def _render(summary: Summary, suffix: str, words: Words) -> Rendered:
    check_suffix(suffix)
    return _renderers()[suffix.lower()](summary, words)


def check_suffix(suffix: str) -> None:
    """Raise BadInput for a suffix that `write_summary` does not know."""
    if suffix.lower() not in formats():
        raise BadInput(
            N_("A summary cannot be written as “{suffix}”; choose a file name that ends in {suffixes}."),
            suffix=suffix or "…",
            suffixes=", ".join(formats()),
        )


def _renderers() -> dict[str, Callable[[Summary, Words], Rendered]]:
    return {".pdf": _pdf, ".html": _html, ".md": _markdown, ".json": _json}


# Each is imported when it is used: none of them belongs to the first window.
def _pdf(summary: Summary, words: Words) -> Rendered:
    from emptychair.report.pdf import render
    from emptychair.report.wording import sheet_of

    made = render(sheet_of(summary, words))
    return Rendered(made.data, made.tagged, words.tr(made.notice, **made.values) if made.notice else None)


def _html(summary: Summary, words: Words) -> Rendered:
    from emptychair.report.html import render
    from emptychair.report.wording import sheet_of

    return Rendered(render(sheet_of(summary, words)), tagged=True)


def _markdown(summary: Summary, words: Words) -> Rendered:
    from emptychair.report.markdown import render
    from emptychair.report.wording import sheet_of

    return Rendered(render(sheet_of(summary, words)), tagged=True)


def _json(summary: Summary, _words: Words) -> Rendered:
    from emptychair.report.json_form import render

    return Rendered(render(summary), tagged=True)
