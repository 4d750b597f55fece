"""The commands and their options. What each does stands in the module of its room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from emptychair import __version__
from emptychair.cli.host import Host
from emptychair.cli.output import complain
from emptychair.cli.spoken import Count, File, Language, SpokenGroup, Text, usage_sentence
from emptychair.domain.errors import N_

_RUN = N_(
    "Run a meeting line by line: next, back, swap, pin, none, late …, park, note …, undo, end; "
    "any other line is a decision."
)
_WORKSPACE = N_("The workspace file (default: in your data folder).")
_JSON = N_("One JSON object a line.")


def carry_out(arguments: list[str], host: Host) -> int:
    """Parse and carry out; usage errors are one sentence on standard error and 2. Other errors go up."""
    try:
        # Not `commands.main`: it ends the process by itself where a pipe was closed.
        with commands.make_context("emptychair", list(arguments), obj=host) as context:
            return commands.invoke(context) or 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        complain(usage_sentence(error, arguments, host.words()))
        return 2


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option("--json", "as_json", is_flag=True, help=_JSON)(command)
    return click.option("--workspace", type=File(), help=_WORKSPACE)(command)


@click.group(
    cls=SpokenGroup,
    invoke_without_command=True,
    help=N_("One real customer story per agenda item on the wall of the meeting room."),
)
@click.version_option(__version__, message="Empty Chair %(version)s")
@_common
@click.pass_context
def commands(context: click.Context, workspace: Path | None, as_json: bool) -> int | None:
    # What stands before the command holds for it as if it stood behind.
    given = {name: value for name, value in (("workspace", workspace), ("as_json", as_json)) if value}
    context.default_map = dict.fromkeys(commands.commands, given)
    if context.invoked_subcommand is None:
        return context.obj.open_windows(workspace)
    return None


@commands.command(
    "import", help=N_("Stories in, from files and folders: tickets, reviews, surveys, mail, chats, tables.")
)
@click.argument("files", type=File(), nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--as", "source", type=Text(), default="", metavar="SOURCE", help=N_("The name of the source, for re-imports.")
)
@click.option(
    "--cleared-by",
    type=Text(),
    default="",
    metavar="NAME",
    help=N_("This person has read the texts; they may be shown."),
)
@click.option("--dry-run", is_flag=True, help=N_("Only say what would happen."))
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


@commands.command(help=N_("The stories of the library."))
@click.option("--search", type=Text(), default="", help=N_("Words that the story holds."))
@click.option("--cleared", is_flag=True, help=N_("Only stories cleared for the wall."))
@click.option("--waiting", is_flag=True, help=N_("Only stories that wait for clearance."))
@click.option("--language", type=Language(), default="", help=N_("de or en."))
@click.option("--limit", type=Count(), default=0, help=N_("At most so many; 0: all."))
@click.argument("story", type=Text(), default="", required=False)
@_common
@click.pass_obj
def stories(host: Host, workspace: Path | None, as_json: bool, **wanted: Any) -> int:
    from emptychair.cli.stories import list_stories

    return list_stories(host, workspace, as_json, **wanted)


@commands.command(help=N_("Clear stories for the wall; NAME has read them, or vouches for their source."))
@click.argument("ids", type=Text(), nargs=-1, metavar="STORY…")
@click.option("--by", type=Text(), required=True, metavar="NAME")
@click.option("--source", type=Text(), default="", metavar="SOURCE", help=N_("All that waits of this source."))
@click.option("--customer", type=Text(), default="", metavar="WHO", help=N_("All that waits of this customer."))
@_common
@click.pass_obj
def clear(
    host: Host,
    ids: tuple[str, ...],
    by: str,
    source: str,
    customer: str,
    workspace: Path | None,
    as_json: bool,
) -> int:
    from emptychair.cli.clearing import set_clearance

    return set_clearance(host, ids, by, source, customer, workspace, as_json)


@commands.command(help=N_("Take the clearance of stories back."))
@click.argument("ids", type=Text(), nargs=-1, metavar="STORY…")
@click.option("--source", type=Text(), default="", metavar="SOURCE", help=N_("All cleared stories of this source."))
@click.option("--customer", type=Text(), default="", metavar="WHO", help=N_("All cleared stories of this customer."))
@_common
@click.pass_obj
def withdraw(
    host: Host, ids: tuple[str, ...], source: str, customer: str, workspace: Path | None, as_json: bool
) -> int:
    from emptychair.cli.clearing import set_clearance

    return set_clearance(host, ids, None, source, customer, workspace, as_json)


def _erasing(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option(
        "--report", type=File(), metavar="FILE", help=N_("Write the report here, as text or as .json.")
    )(command)
    command = click.option("--by", type=Text(), default="", metavar="NAME", help=N_("Who erases."))(command)
    return click.option("--yes", is_flag=True, help=N_("Erase. There is no undo."))(command)


@commands.command(help=N_("Forget somebody, by name, address or ticket number; without --yes a preview."))
@click.argument("terms", type=Text(), nargs=-1, metavar="TERM…")
@click.option("--story", "stories", type=Text(), multiple=True, metavar="STORY", help=N_("This story."))
@click.option("--all", "all_", is_flag=True, help=N_("Also stories that only may be meant."))
@click.option("--texts", is_flag=True, help=N_("Blank the words in notes, titles and decisions, too."))
@_erasing
@_common
@click.pass_obj
def erase(
    host: Host,
    terms: tuple[str, ...],
    stories: tuple[str, ...],
    all_: bool,
    texts: bool,
    yes: bool,
    by: str,
    report: Path | None,
    workspace: Path | None,
    as_json: bool,
) -> int:
    from emptychair.cli.forgetting import Wish
    from emptychair.cli.forgetting import erase as erase_

    return erase_(host, Wish(terms, stories, texts, all_, yes, by, report), workspace, as_json)


@commands.command(help=N_("The reports of all erasures."))
@_common
@click.pass_obj
def erasures(host: Host, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.forgetting import list_erasures

    return list_erasures(host, workspace, as_json)


@commands.command(help=N_("How long stories are kept; proposes those that are older for erasure."))
@click.option("--months", type=Count(), default=None, metavar="N", help=N_("Keep stories so long; 0: for ever."))
@click.option("--since", type=Text(), default="", metavar="WHEN", help=N_("Counted from: happened, heard or created."))
@_erasing
@_common
@click.pass_obj
def retention(
    host: Host,
    months: int | None,
    since: str,
    yes: bool,
    by: str,
    report: Path | None,
    workspace: Path | None,
    as_json: bool,
) -> int:
    from emptychair.cli.forgetting import Wish
    from emptychair.cli.forgetting import retention as retention_

    return retention_(host, months, since, Wish(yes=yes, by=by, report=report), workspace, as_json)


@commands.command(help=N_("A verified copy of the workspace, beside it or as FILE."))
@click.argument("file", type=File(), required=False)
@_common
@click.pass_obj
def backup(host: Host, file: Path | None, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.keeping import back_up

    return back_up(host, file, workspace, as_json)


@commands.command(help=N_("The workspace as a backup has it; what is there now is kept as a backup."))
@click.argument("file", type=File())
@_common
@click.pass_obj
def restore(host: Host, file: Path, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.keeping import put_back

    return put_back(host, file, workspace, as_json)


@commands.command(help=N_("The items understood in an agenda."))
@click.argument("file", type=File())
@click.option("--new", "title", type=Text(), metavar="TITLE", help=N_("Make a meeting of this title from it."))
@click.option(
    "--series", type=Text(), default="", metavar="MEETING", help=N_("The new meeting goes on in this one’s series.")
)
@click.option("--start", type=Text(), default="", metavar="TIME", help=N_("When it begins, as 2026-11-24T14:00."))
@click.option(
    "--language", type=Language(ours=True), default="", help=N_("de or en (default: as the agenda is written).")
)
@_common
@click.pass_obj
def agenda(host: Host, file: Path, title: str | None, workspace: Path | None, as_json: bool, **more: str) -> int:
    from emptychair.cli.meetings import read

    return read(host, file, title, workspace, as_json, **more)


@commands.command(help=N_("The story for each title, and why."))
@click.argument("titles", type=Text(), nargs=-1, metavar="TITLE…")
@click.option("--from", "file", type=File(), help=N_("A file with one title a line."))
@click.option("--language", type=Language(), default="", help=N_("Language of the titles (default: told from each)."))
@click.option("--limit", type=Count(), default=2, help=N_("How many alternates (default: 2)."))
@click.option("--any-state", is_flag=True, help=N_("Stories that are not cleared, too."))
@click.option("--why", is_flag=True, help=N_("All reasons, also why the alternates came second."))
@_common
@click.pass_obj
def match(host: Host, titles: tuple[str, ...], workspace: Path | None, as_json: bool, **options: Any) -> int:
    from emptychair.cli.matching import match_titles

    return match_titles(host, titles, workspace, as_json, **options)


@commands.command(help=N_("The meetings, or one of them with its items."))
@click.argument("meeting", type=Text(), default="", required=False)
@_common
@click.pass_obj
def meetings(host: Host, meeting: str, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.meetings import list_meetings

    return list_meetings(host, meeting, workspace, as_json)


@commands.command(help=N_("The decisions of a meeting, or of all."))
@click.argument("meeting", type=Text(), default="", required=False)
@click.option("--heard", is_flag=True, help=N_("Only those that referenced the customer."))
@_common
@click.pass_obj
def decisions(host: Host, meeting: str, heard: bool, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.meetings import list_decisions

    return list_decisions(host, meeting, heard, workspace, as_json)


@commands.command(help=_RUN)
@click.argument("meeting", type=Text())
@click.option("--rehearsal", is_flag=True, help=N_("Nothing of it counts."))
@_common
@click.pass_obj
def run(host: Host, meeting: str, rehearsal: bool, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.run import run_meeting

    return run_meeting(host, meeting, rehearsal, workspace)


@commands.command(help=N_("Write a meeting’s summary; the format follows from each file’s name."))
@click.argument("meeting", type=Text())
@click.option("--out", "files", type=File(), multiple=True, metavar="FILE", help=N_("pdf, html, md or json."))
@click.argument("more", nargs=-1, type=File(), metavar="--out FILE…")
@click.option("--notes", is_flag=True, help=N_("With the private notes."))
@_common
@click.pass_context
def summary(
    context: click.Context,
    meeting: str,
    files: tuple[Path, ...],
    more: tuple[Path, ...],
    notes: bool,
    workspace: Path | None,
    as_json: bool,
) -> int:
    from emptychair.cli.meetings import write_summaries

    if not (files or more):  # a file behind the meeting is one to write, with "--out" before it or without
        raise click.MissingParameter(
            ctx=context, param=next(one for one in context.command.params if one.name == "files")
        )
    return write_summaries(context.obj, meeting, (*files, *more), notes, workspace, as_json)


@commands.command(help=N_("The personal data found in a text, and the text without it."))
@click.argument("file", type=File())
@click.option("--name", "names", type=Text(), multiple=True, help=N_("A name known to stand in it."))
@_common
@click.pass_obj
def mask(host: Host, file: Path, names: tuple[str, ...], workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.stories import mask_file

    return mask_file(file, names, as_json)


@commands.command(help=N_("Open the program with 60 real stories and a prepared meeting; with --out play it."))
@click.option("--out", "out", type=File(), metavar="DIR", help=N_("Play a whole meeting and leave its papers here."))
@click.option("--language", type=Language(ours=True), default="", help=N_("de or en."))
@_common
@click.pass_obj
def demo(host: Host, out: Path | None, language: str, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.demo import open_demo, play_demo

    if out is not None:
        return play_demo(host, out, language, workspace, as_json)
    return open_demo(host, language, workspace, as_json)


@commands.command("open", help=N_("Open the program on a workspace, or at a meeting’s console."))
@click.argument("meeting", type=Text(), default="", required=False)
@_common
@click.pass_obj
def open_(host: Host, meeting: str, workspace: Path | None, as_json: bool) -> int:
    return host.open_windows(workspace, meeting_id=meeting)


@commands.command(help=N_("Touch every part that is loaded late; says what works."))
@_common
@click.pass_obj
def selftest(host: Host, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.selftest import test_parts

    return test_parts(host, as_json)


@commands.command("_match", hidden=True)
@_common
@click.pass_obj
def serve_matches(host: Host, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.serving import serve

    return serve(workspace or host.default_workspace())


@commands.command("_encode", hidden=True)
@_common
@click.pass_obj
def encode_stories(host: Host, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.serving import encode

    return encode(workspace or host.default_workspace())


@commands.command("_prepare", hidden=True)
@_common
@click.pass_obj
def serve_preparing(host: Host, workspace: Path | None, as_json: bool) -> int:
    from emptychair.cli.preparing import serve

    return serve(workspace or host.default_workspace())
