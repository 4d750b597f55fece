"""Touch every part that is loaded late: on a frozen program this tells what was left out of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from emptychair.app.i18n import Words
from emptychair.app.paths import resources
from emptychair.app.summary import summarise
from emptychair.cli.demo import prepare
from emptychair.cli.host import Host
from emptychair.cli.output import say, say_json
from emptychair.domain.decision_line import parse_line


def test_parts(host: Host, as_json: bool) -> int:
    """Each part in turn on a workspace that is thrown away; 0 if all work, else 2."""
    bad = 0
    with tempfile.TemporaryDirectory(prefix="emptychair-selftest-") as folder:
        for name, part in _parts(host, Path(folder)):
            problem = ""
            try:
                part()
            except Exception as error:  # noqa: BLE001 - the report is what this command is for
                problem = f"{type(error).__name__}: {error}"
                bad += 1
            if as_json:
                say_json({"part": name, "ok": not problem, "problem": problem or None})
            else:
                say(f"{'ok   ' if not problem else 'FAIL '} {name}{'  ' + problem if problem else ''}")
    return 2 if bad else 0


def _parts(host: Host, folder: Path) -> list[tuple[str, Callable[[], None]]]:
    from emptychair.report import render_summary

    program = host.load(folder / "selftest.emptychair")
    kept: dict[str, str] = {}

    def library() -> None:
        kept["meeting"] = prepare(program, "en")
        _need(program.reader.counts().cleared == 60, "60 cleared stories")

    def matching() -> None:
        found = program.matcher().match_meeting(kept["meeting"]).result(timeout=60)  # type: ignore[arg-type]
        _need(any(one.story_id for one in found), "a story for at least one item")

    def words() -> None:
        german = Words("de", resources() / "locale")
        _need(german.tr("Decision recorded") != "Decision recorded", "German words")

    def line() -> None:
        found = parse_line("Erstattung bis Freitag @Jana #geändert", today=date(2026, 11, 23))
        _need(found.due == date(2026, 11, 27) and found.owner == "Jana", "the decision line")

    def report(suffix: str, start: bytes) -> Callable[[], None]:
        def render() -> None:
            data = program.reader.meeting(kept["meeting"])  # type: ignore[arg-type]
            assert data is not None
            summary = summarise(data, program.reader, program.words, now_ms=program.service.now_ms())
            _need(render_summary(summary, suffix, program.words).startswith(start), f"a {suffix} file")

        return render

    def windows() -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        host.play_demo(program, kept["meeting"], folder)
        _need(any(folder.glob("stage-*.png")), "a picture of the stage")

    def close() -> None:
        program.close()

    return [
        ("workspace and library", library),
        ("matching process", matching),
        ("words", words),
        ("decision line", line),
        ("summary as Markdown", report(".md", b"#")),
        ("summary as HTML", report(".html", b"<!")),
        ("summary as PDF", report(".pdf", b"%PDF")),
        ("windows, fonts, icons", windows),
        ("closing", close),
    ]


def _need(found: bool, what: str) -> None:
    if not found:
        raise RuntimeError(f"missing: {what}")
