"""The composition root: the only module that knows everything, and wires it by hand."""

from __future__ import annotations

import gc
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from emptychair.app.clock import LapseClock, SteadyClock, known_zone, system_zone
from emptychair.app.discreet import hold_tongues
from emptychair.app.i18n import Words, system_language
from emptychair.app.paths import data_folder, resources
from emptychair.app.program import Program
from emptychair.app.service import Service
from emptychair.app.settings import Settings, load_settings, save_settings
from emptychair.domain.errors import N_, BadInput, SentenceError
from emptychair.store.workspace import open_workspace
from emptychair.store.writer import told

if TYPE_CHECKING:
    from emptychair.app.intake_ports import Preparing
    from emptychair.app.ports import Matcher
    from emptychair.ui.context import UiContext

WORKSPACE_NAME = "workspace.emptychair"


def main(arguments: list[str]) -> int:
    """The program's exit code: 0 done, 1 done but rows were refused, 2 nothing done and one sentence on stderr."""
    _open_streams()
    hold_tongues()
    try:
        return _carry_out(arguments)
    except SentenceError as error:
        return _refuse(words_of_person().error(error))
    except BrokenPipeError:
        # Who read our output has gone (head, a closed pager): there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130  # what a shell expects of a program that was interrupted
    except Exception as error:
        if os.environ.get("EMPTYCHAIR_DEBUG"):
            raise
        told_error = told(error)
        if isinstance(told_error, SentenceError):
            return _refuse(words_of_person().error(told_error))
        problem = _where(error)
        return _refuse(
            words_of_person().tr(
                "This should not have happened ({problem}): please report it. EMPTYCHAIR_DEBUG=1 shows where.",
                problem=problem,
            )
        )


def _carry_out(arguments: list[str]) -> int:
    # macOS hands a process number to what the Finder starts.
    if not arguments or arguments[0].startswith("-psn"):
        return open_windows(None)
    if plain := _plain_open(arguments):
        return open_windows(plain[0], meeting_id=plain[1])
    gc.enable()
    from emptychair.cli.host import Host
    from emptychair.cli.main import carry_out

    return carry_out(arguments, Host(load_program, words_of_person, open_windows, play_demo, default_workspace))


def _where(error: BaseException) -> str:
    # Not its message: that may quote the story or the row that it stumbled over, and this line ends up in logs.
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    return f"{type(error).__name__}, {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 2


def _open_streams() -> None:
    """UTF-8 on all three, whatever the system's language is; what is closed is replaced by nothing at all.

    Opened first of all, so that no file of ours gets the number of a stream that somebody writes to.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - lives as long as the program
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        # Bytes that are no UTF-8 come through for whoever reads the line, see cli/run.py.
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")


def _plain_open(arguments: list[str]) -> tuple[Path | None, str] | None:
    """Workspace and meeting of an `open` in its plain form: the windows need not wait for the command line's parser."""
    if arguments[0] != "open":
        return None
    rest, workspace = arguments[1:], None
    if len(rest) >= 2 and rest[0] == "--workspace":
        workspace, rest = Path(rest[1]), rest[2:]
    if len(rest) > 1 or any(part.startswith("-") for part in rest):
        return None
    return workspace, rest[0] if rest else ""


def settings_path() -> Path:
    """Where this person's settings lie."""
    return data_folder() / "settings.json"


def words_of_person() -> Words:
    """The words in the language of the settings, or of the system."""
    return _words(load_settings(settings_path()))


def default_workspace() -> Path:
    """Where the person's workspace lies if nobody names one."""
    return data_folder() / WORKSPACE_NAME


def load_program(path: Path | None = None, *, create: bool = True, lapse: bool = False) -> Program:
    """Open a workspace with everything but the windows. Raises UserError with nothing written.

    `lapse`: with a clock that the demo moves on.
    """
    settings = load_settings(settings_path())
    workspace = open_workspace(path or default_workspace(), create=create)
    asked = os.environ.get("EMPTYCHAIR_ZONE")
    zone = known_zone(asked) if asked else system_zone()
    service = Service(workspace.writer, LapseClock() if lapse else SteadyClock(), os.urandom, zone)
    started: list[Matcher] = []

    def matcher() -> Matcher:
        if not started:
            from emptychair.app.match_client import MatchProcess

            started.append(MatchProcess(workspace.path))
        return started[0]

    waiting: list[Preparing] = []

    def preparing() -> Preparing:
        if not waiting:
            from emptychair.app.preparing import BackgroundPreparing

            waiting.append(BackgroundPreparing(service, workspace.path))
        return waiting[0]

    def close() -> None:
        for one in waiting:
            one.close()
        for found in started:
            found.close()
        workspace.close()
        # At the end, when nobody waits for a window.
        from emptychair.store.backups import expire

        expire(workspace.path, service.now_ms())

    def keep(changed: Settings) -> None:
        program.settings = changed
        save_settings(settings_path(), changed)

    program = Program(
        workspace=workspace.path,
        service=service,
        reader=workspace.reader(),
        new_reader=workspace.reader,
        matcher=matcher,
        preparing=preparing,
        words=_words(settings),
        settings=settings,
        keep=keep,
        close=close,
    )
    return program


# --------------------------------------------------------------------------------------------------- windows
def has_display() -> bool:
    """Whether windows can be shown here."""
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_windows(path: Path | None, *, meeting_id: str = "", demo: bool = False) -> int:
    """Open the program on a workspace and run it to its end."""
    if not has_display():
        raise BadInput(N_("There is no screen here: use the commands (emptychair --help), or start a display first."))
    program = load_program(path)
    try:
        from emptychair.ui.app import run_windows

        return run_windows(_context(program, demo=demo), meeting_id=meeting_id)
    finally:
        program.close()


def play_demo(program: Program, meeting_id: str, out: Path) -> None:
    """Play a whole meeting on the real windows, without a person and without a screen, and leave its pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from emptychair.ui.demo import play

    play(_context(program, demo=True), meeting_id, out)


def _context(program: Program, *, demo: bool) -> UiContext:
    from emptychair.ui.app import make_application, make_context

    def keep(changed: Settings) -> None:
        context.settings = changed
        program.keep(changed)

    context = make_context(
        make_application(sys.argv[:1]),
        service=program.service,
        reader=program.reader,
        words=program.words,
        settings=program.settings,
        matcher=program.matcher,
        preparing=program.preparing,
        new_reader=program.new_reader,
        keep=keep,
        workspace=program.workspace,
        demo=demo,
    )
    return context


def _words(settings: Settings) -> Words:
    return Words(settings.language or system_language(), resources() / "locale")
