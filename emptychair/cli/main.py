"""The commands and their options. What each does stands in the module of its room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from emptychair import __version__
from emptychair.cli.host import Host
from emptychair.cli.output import complain

_RUN = (
    "Run a meeting line by line: next, back, swap, pin, none, late …, park, note …, undo, end; "
    "any other line is a decision."
)


class File(click.ParamType):
    """A path as typed. Whether it can be used is said by the command, in the person's language."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        return Path(value)


def carry_out(arguments: list[str], host: Host) -> int:
    """Parse and carry out; usage errors are one sentence on standard error and 2."""
    try:
        return commands.main(arguments, prog_name="emptychair", standalone_mode=False, obj=host) or 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        return 2
    except click.ClickException as error:
        words = host.words()
        complain(words.tr("{problem} Type “emptychair --help” for the commands.", problem=_sentence(error)))
        return 2


def _sentence(error: click.ClickException) -> str:
    text = " ".join(error.format_message().split())
    return text if text.endswith((".", "!", "?")) else text + "."


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")(command)
    return click.option("--workspace", type=File(), help="The workspace file (default: in your data folder).")(command)


@click.group(help="One real customer story per agenda item on the wall of the meeting room.")
@click.version_option(__version__, message="Empty Chair %(version)s")
def commands() -> None: ...


@commands.command("import", help="Stories in, from a CSV with a column “story”.")
@click.argument("files", type=File(), nargs=-1, required=True, metavar="FILE…")
@click.option("--as", "source", default="csv", metavar="SOURCE", help="The name of the source, for re-imports.")
@click.option("--cleared-by", default="", metavar="NAME", help="This person has read the texts; they may be shown.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@_common
@click.pass_obj
def import_(
    host: Host,
    files: tuple[Path, ...],
    source: str,
    cleared_by: str,
    dry_run: bool,
    workspace: Path | None,
    as_json: bool,
) -> int:
    from emptychair.cli.stories import import_files

    return import_files(host, files, source, cleared_by, dry_run, workspace, as_json)


@commands.command(help="The stories of the library.")
@click.option("--search", default="", help="Words that the story holds.")
@click.option("--cleared", is_flag=True, help="Only stories cleared for the wall.")
@click.option("--waiting", is_flag=True, help="Only stories that wait for clearance.")
@click.option("--language", default="", help="de or en.")
@click.option("--limit", default=0, help="At most so many.")
@click.argument("story", default="", required=False)
@_common
@click.pass_obj
def stories(host: Host, workspace: Path | None, as_json: bool, **wanted: Any) -> int:
    from emptychair.cli.stories import list_stories

    return list_stories(host, workspace, as_json, **wanted)


@commands.command(help="Clear stories for the wall; NAME has read them.")
@click.argument("ids", nargs=-1, required=True, metavar="STORY…")
@click.option("--by", required=True, metavar="NAME")
@_common
@click.pass_obj
def clear(host: Host, ids: tuple[str, ...], by: str, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.stories import set_clearance

    return set_clearance(host, ids, by, workspace, as_json)


@commands.command(help="Take the clearance of stories back.")
@click.argument("ids", nargs=-1, required=True, metavar="STORY…")
@_common
@click.pass_obj
def withdraw(host: Host, ids: tuple[str, ...], workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.stories import set_clearance

    return set_clearance(host, ids, None, workspace, as_json)


@commands.command(help="The items understood in an agenda.")
@click.argument("file", type=File())
@click.option("--new", "title", metavar="TITLE", help="Make a meeting of this title from it.")
@click.option("--series", default="", metavar="MEETING", help="The new meeting goes on in this one’s series.")
@click.option("--start", default="", metavar="TIME", help="When it begins, as 2026-11-24T14:00.")
@click.option("--language", default="", help="de or en (default: as the agenda is written).")
@_common
@click.pass_obj
def agenda(host: Host, file: Path, title: str | None, workspace: Path | None, as_json: bool, **more: str) -> int:
    from emptychair.cli.meetings import read

    return read(host, file, title, workspace, as_json, **more)


@commands.command(help="The story for each title, and why.")
@click.argument("titles", nargs=-1, metavar="TITLE…")
@click.option("--from", "file", type=File(), help="A file with one title a line.")
@click.option("--language", default="", help="Language of the titles (default: told from each).")
@click.option("--limit", default=2, show_default=True, help="How many alternates.")
@click.option("--any-state", is_flag=True, help="Stories that are not cleared, too.")
@_common
@click.pass_obj
def match(host: Host, titles: tuple[str, ...], workspace: Path | None, as_json: bool, **options: Any) -> int:
    from emptychair.cli.matching import match_titles

    return match_titles(host, titles, workspace, as_json, **options)


@commands.command(help="The meetings, or one of them with its items.")
@click.argument("meeting", default="", required=False)
@_common
@click.pass_obj
def meetings(host: Host, meeting: str, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.meetings import list_meetings

    return list_meetings(host, meeting, workspace, as_json)


@commands.command(help="The decisions of a meeting, or of all.")
@click.argument("meeting", default="", required=False)
@click.option("--heard", is_flag=True, help="Only those that referenced the customer.")
@_common
@click.pass_obj
def decisions(host: Host, meeting: str, heard: bool, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.meetings import list_decisions

    return list_decisions(host, meeting, heard, workspace, as_json)


@commands.command(help=_RUN)
@click.argument("meeting")
@click.option("--rehearsal", is_flag=True, help="Nothing of it counts.")
@_common
@click.pass_obj
def run(host: Host, meeting: str, rehearsal: bool, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.run import run_meeting

    return run_meeting(host, meeting, rehearsal, workspace)


@commands.command(help="Write a meeting’s summary; the format follows from each file’s name.")
@click.argument("meeting")
@click.option(
    "--out", "files", type=File(), multiple=True, required=True, metavar="FILE", help="pdf, html, md or json."
)
@click.argument("more", nargs=-1, type=File(), metavar="[FILE…]")
@click.option("--notes", is_flag=True, help="With the private notes.")
@_common
@click.pass_obj
def summary(
    host: Host,
    meeting: str,
    files: tuple[Path, ...],
    more: tuple[Path, ...],
    notes: bool,
    workspace: Path | None,
    as_json: bool,
) -> int:
    from emptychair.cli.meetings import write_summaries

    return write_summaries(host, meeting, (*files, *more), notes, workspace, as_json)


@commands.command(help="The personal data found in a text, and the text without it.")
@click.argument("file", type=File())
@click.option("--name", "names", multiple=True, help="A name known to stand in it.")
@_common
@click.pass_obj
def mask(host: Host, file: Path, names: tuple[str, ...], workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.stories import mask_file

    return mask_file(file, names, as_json)


@commands.command(help="Open the program with 60 real stories and a prepared meeting; with --out play it.")
@click.option("--out", "out", type=File(), metavar="DIR", help="Play a whole meeting and leave its papers here.")
@click.option("--language", default="", help="de or en.")
@_common
@click.pass_obj
def demo(host: Host, out: Path | None, language: str, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.demo import open_demo, play_demo

    if out is not None:
        return play_demo(host, out, language, workspace, as_json)
    return open_demo(host, language, workspace, as_json)


@commands.command("open", help="Open the program on a workspace, or at a meeting’s console.")
@click.argument("meeting", default="", required=False)
@_common
@click.pass_obj
def open_(host: Host, meeting: str, workspace: Path | None, as_json: bool) -> int:
    return host.open_windows(workspace, meeting_id=meeting)


@commands.command(help="Touch every part that is loaded late; says what works.")
@_common
@click.pass_obj
def selftest(host: Host, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.selftest import test_parts

    return test_parts(host, as_json)


@commands.command("_match", hidden=True)
@_common
@click.pass_obj
def serve_matches(host: Host, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.matching import serve

    return serve(workspace or host.default_workspace())
