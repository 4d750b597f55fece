"""The demo: 60 real stories and a prepared meeting, opened or played."""

from __future__ import annotations

import tempfile
from pathlib import Path

from emptychair.app.paths import data_folder, resources
from emptychair.app.program import Program
from emptychair.app.summary import summarise
from emptychair.cli.host import Host
from emptychair.cli.meetings import match_meeting
from emptychair.cli.output import say, say_json
from emptychair.domain.errors import N_, BadInput
from emptychair.domain.ids import MeetingId
from emptychair.gather.demo import load_demo_meeting, load_demo_stories


def prepare(program: Program, language: str) -> MeetingId:
    """The demo stories and the demo meeting of `language`, with its stories chosen; what is there stays as it is."""
    folder = resources() / "demo"
    load_demo_stories(folder, program.service)
    meeting_id = load_demo_meeting(folder, language, program.service, program.reader)
    data = program.reader.meeting(meeting_id)
    if data is not None and all(item.choice.origin == "" for item in data.items):
        match_meeting(program, meeting_id)
    return meeting_id


def open_demo(host: Host, language: str, workspace: Path | None, as_json: bool) -> int:
    """Make the demo workspace if need be and open the program on it; without a screen say what is there."""
    path = workspace or data_folder() / "demo.emptychair"
    program = host.load(path)
    try:
        meeting_id = prepare(program, language or program.words.language)
        words = program.words
    finally:
        program.close()
    if as_json:
        say_json({"workspace": str(path), "meeting": meeting_id})
        return 0
    try:
        return host.open_windows(path, demo=True)
    except BadInput:
        say(words.tr("The demo workspace is ready: {path}", path=path))
        say(words.tr("There is no screen here. “emptychair demo --out DIR” plays the meeting and leaves its papers."))
        return 0


def play_demo(host: Host, out: Path, language: str, workspace: Path | None, as_json: bool) -> int:
    """Play a whole meeting on the real windows; leaves the summary in every format, and pictures."""
    from emptychair.report import formats, write_summary

    if out.exists() and not out.is_dir():
        raise BadInput(N_("“{path}” is a file: name a folder for the demo’s papers."), path=out.name)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(N_("The folder “{path}” cannot be made: choose another place."), path=str(out)) from error
    with tempfile.TemporaryDirectory(prefix="emptychair-demo-") as folder:
        program = host.load(workspace or Path(folder) / "demo.emptychair", lapse=True)
        try:
            meeting_id = prepare(program, language or program.words.language)
            host.play_demo(program, meeting_id, out)
            data = program.reader.meeting(meeting_id)
            assert data is not None
            summary = summarise(data, program.reader, program.words, now_ms=program.service.now_ms())
            for suffix in formats():
                write_summary(summary, out / f"summary{suffix}", program.words)
        finally:
            program.close()
    files = sorted(path.name for path in out.iterdir() if path.name.startswith(("summary", "stage-", "console-")))
    if as_json:
        say_json({"meeting": meeting_id, "decisions": len(summary.decisions), "files": files})
    else:
        for name in files:
            say(str(out / name))
    return 0
