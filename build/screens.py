"""Pictures of every window: light and dark, German and English, 1920×1080, 1366×768, and 1920×1080 at 200 %.

`build/dev.py screens [OUT] [NAME …]` writes NAME-SIZE-THEME-LANGUAGE.png into OUT (default: out/screens); names choose
windows. The scale is fixed when Qt starts, and windows are not to meet another workspace: each set is a process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZES = {"1920": (1920, 1080, 1), "1366": (1366, 768, 1), "200": (960, 540, 2)}
THEMES = ("light", "dark")
LANGUAGES = ("en", "de")


def main(arguments: list[str]) -> int:
    """All sets, or with `--one SIZE THEME LANGUAGE OUT` one of them in this process."""
    if arguments[:1] == ["--one"]:
        size, theme, language, out = arguments[1:5]
        return _shoot(size, theme, language, Path(out), arguments[5:])
    if any(argument.startswith("-") for argument in arguments):
        print(__doc__)
        return 2
    out = Path(arguments[0]) if arguments and not arguments[0].isidentifier() else ROOT / "out" / "screens"
    names = [name for name in arguments if name.isidentifier()]
    out.mkdir(parents=True, exist_ok=True)
    for size, theme, language in product(SIZES, THEMES, LANGUAGES):
        environment = {**os.environ, "QT_SCALE_FACTOR": str(SIZES[size][2]), "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, __file__, "--one", size, theme, language, str(out), *names]
        done = subprocess.run(command, env=environment, cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")
    return 0


def _shoot(size: str, theme: str, language: str, out: Path, names: list[str]) -> int:
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="emptychair-screens-") as folder:
        os.environ["EMPTYCHAIR_HOME"] = folder
        os.environ["EMPTYCHAIR_ZONE"] = "Europe/Berlin"
        from emptychair.ui.app import make_application

        _one(make_application(["screens"]), Path(folder), out, size, theme, language, names)
        os._exit(0)  # the windows need not be taken apart for a picture
    return 0


def _one(app: object, folder: Path, out: Path, size: str, theme: str, language: str, names: list[str]) -> None:
    from emptychair.app.i18n import Words
    from emptychair.app.paths import resources
    from emptychair.bootstrap import load_program
    from emptychair.cli.demo import prepare
    from emptychair.ui.app import make_context
    from emptychair.ui.theme import Theme, ThemeChoice

    path = folder / "Northwind Service.emptychair"
    program = load_program(path, lapse=True)
    meeting = prepare(program, language)
    settings = replace(
        program.settings,
        language=language,
        theme=theme,
        person="Petra Lindner",
        reduce_motion=True,
        window="",
        console="",
    )
    context = make_context(
        app,  # type: ignore[arg-type]
        service=program.service,
        reader=program.reader,
        words=Words(language, resources() / "locale"),
        settings=settings,
        matcher=program.matcher,
        new_reader=program.new_reader,
        keep=lambda _: None,
        workspace=path,
        demo=True,
    )
    found = Theme.current()
    found.use(ThemeChoice(theme))
    width, height, _ = SIZES[size]
    for name, window in _windows(context, meeting, (width, height)):
        if names and name not in names:
            continue
        _settle()
        window.grab().save(str(out / f"{name}-{size}-{theme}-{language}.png"))  # type: ignore[attr-defined]


def _windows(context, meeting: str, size: tuple[int, int]) -> Iterator[tuple[str, object]]:  # type: ignore[no-untyped-def]
    from emptychair.app import commands as c
    from emptychair.domain.ids import MeetingId
    from emptychair.domain.story import Clearance
    from emptychair.ui.capture import CaptureWindow
    from emptychair.ui.console import ConsoleWindow
    from emptychair.ui.shell import MainWindow
    from emptychair.ui.shell.page import Place

    main = MainWindow(context)
    main.resize(*size)
    main.show()
    yield "start", main
    for place, name in ((Place.LIBRARY, "library"), (Place.MEETINGS, "meetings"), (Place.SETTINGS, "settings")):
        main.go(place)
        _settle(20)
        yield name, main
    main.go(Place.NEW_MEETING)
    yield "new_meeting", main
    main.go(Place.PREPARE, meeting)
    _settle(20)
    yield "prepare", main
    waiting = [context.reader.story_by_source_id(f"en-{n:02d}") for n in (12, 16, 21)]
    context.service.execute(c.WithdrawStories(tuple(story.id for story in waiting)))
    assert all(context.reader.story(story.id).clearance is Clearance.WAITING for story in waiting)
    main.go(Place.CLEARANCE)
    _settle(20)
    yield "clearance", main
    context.service.execute(c.ClearStories(tuple(story.id for story in waiting), "Petra Lindner"))
    capture = CaptureWindow(context)
    capture.show()
    yield "capture", capture
    capture.close()
    yield from _imports(context, main, size, Path(context.workspace).parent)
    console = ConsoleWindow(context, MeetingId(meeting))
    console.resize(*size)
    console.show()
    yield "console_ready", console
    acts: dict[str, Callable[[], object]] = {
        "console_welcome": console.actions_["start"].trigger,
        "console_first": console.actions_["next"].trigger,
        "console_story": console.actions_["next"].trigger,
    }
    for name, act in acts.items():
        act()
        _settle()
        if console.wall_side.stage is not None:
            console.wall_side.stage.hide()
        yield name, console
    from emptychair.ui.demo import _LINES, _Player

    player = _Player(context, console, Path(os.devnull))
    player._decide(_LINES[context.words.language]["agree"])
    player._pass(11.7)
    player._type(console.decision.field, _LINES[context.words.language]["half"] + " fr")
    yield "console_typing", console
    console.actions_["keys"].trigger()
    yield "console_keys", console
    console.actions_["commands"].trigger()
    yield "console_palette", console
    console.actions_["end"].trigger()
    _settle()
    yield "console_ended", console
    console.close()
    main.go(Place.SUMMARY, meeting)
    _settle(60)
    yield "summary", main
    main.close()


_TICKETS = (
    "Vorgang;Eingang;Absender;Anliegen;Zufriedenheit;Filiale",
    (
        'A-1001;02.11.2026;Berta Thalbach;"Guten Tag Herr Okafor, ich warte seit drei Wochen auf die Rechnung. '
        'Niemand ruft zurück. Sie erreichen mich unter 0341 5550123.";2;Lindenau'
    ),
    (
        "A-1002;09.11.2026;Emil Brandt;Der Techniker kam pünktlich, hatte aber das falsche Teil dabei. Zum zweiten "
        "Mal in diesem Monat.;3;Plagwitz"
    ),
    (
        'A-1003;12.11.2026;Berta Thalbach;"Im Portal wurde ich zweimal abgemeldet, und die Suche kannte meine '
        'Kundennummer KD-88213 nicht. Am Montag hat die Steuerberaterin die Verspätung berechnet.";1;Lindenau'
    ),
    "A-1004;13.11.2026;Nora Weiß;+1;4;Plagwitz",
    (
        "A-1005;14.11.2026;Jan Kos;Fristgerecht gekündigt, und bestätigt wurden drei Monate mehr. Auf meinen "
        "Widerspruch kam nur eine automatische Antwort.;1;Lindenau"
    ),
)
_STORIES = (
    "id,story,customer,date",
    (
        "s1,Your chatbot said I could claim the fare back within ninety days. The counter said it was wrong.,traveller,"
        "2026-11-14"
    ),
    "s2,I spent most of a Sunday trying to download one invoice. It logged me out twice.,electrician,2026-11-09",
)


def _imports(context, main, size: tuple[int, int], folder: Path) -> Iterator[tuple[str, object]]:  # type: ignore[no-untyped-def]
    """The import empty, with a table of an unknown kind, done; then the list of imports and the window to vouch."""
    from emptychair.ui.clearance.vouch_window import VouchDialog
    from emptychair.ui.gather import ImportDialog
    from emptychair.ui.library.imports import ImportsDialog
    from emptychair.ui.shell.page import Place

    files = [folder / "vorgaenge_november.csv", folder / "stories.csv", folder / "urlaub.jpg"]
    files[0].write_text("\n".join(_TICKETS), encoding="cp1252")
    files[1].write_text("\n".join(_STORIES), encoding="utf-8")
    files[2].write_bytes(b"\xff\xd8\xff" + bytes(100))
    importing = ImportDialog(context)
    importing.resize(*size)
    importing.show()
    yield "import_", importing
    importing.open_files(files)
    _until(lambda: not importing.presenter.opening and not importing.presenter.job.busy)
    importing.parts.files.setCurrentIndex(importing.parts.files.files.index(0, 0))
    importing.presenter.read_as("")
    _until(lambda: not importing.presenter.job.busy)
    _settle(20)
    importing.presenter.map(importing.parts.columns.mapping())
    _until(lambda: not importing.presenter.job.busy)
    _settle(20)
    yield "import_columns", importing
    importing.run()
    _until(lambda: importing.presenter.finished and not importing.presenter.totals().waiting)
    _settle(20)
    yield "import_report", importing
    importing.close()
    yield from _further_imports(context, main, size, folder)
    main.go(Place.LIBRARY)
    listed = ImportsDialog(context, main)
    listed.show()
    _until(lambda: listed.list.count() > 0)
    yield "imports", listed
    rows = [listed.list.item(at).data(0x0101) for at in range(listed.list.count())]
    vouch = VouchDialog(context, next(row.batch for row in rows if row.waiting), main)
    vouch.show()
    _until(lambda: vouch.ready)
    yield "vouch", vouch
    vouch.close()
    listed.close()
    main.go(Place.CLEARANCE)
    _settle(20)
    yield "clearance_masked", main


def _further_imports(context, main, size: tuple[int, int], folder: Path) -> Iterator[tuple[str, object]]:  # type: ignore[no-untyped-def]
    """A folder of mails; a large table on its way in, stopped and taken back; something held over a window."""
    from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
    from PySide6.QtGui import QDragEnterEvent
    from PySide6.QtWidgets import QApplication

    from emptychair.ui.gather import ImportDialog

    mails = folder / "Beschwerden"
    mails.mkdir()
    for number, line in enumerate(_TICKETS[1:] * 3):
        head = f"From: Kunde {number} <k{number}@example.org>\nTo: hilfe@example.com\nSubject: Brief {number}\n"
        head += f"Message-ID: <{number}@example.org>\nDate: Mon, 2 Nov 2026 09:00:00 +0100\n"
        head += "Content-Type: text/plain; charset=utf-8\n\n"
        (mails / f"brief-{number:02}.eml").write_text(head + line.split(";")[3] * (number % 4 > 0), encoding="utf-8")
    table = folder / "reviews_2026.csv"
    rows = (f"{number},{_STORIES[1 + number % 2].partition(',')[2]}" for number in range(60_000))
    table.write_text("\n".join((_STORIES[0], *rows)), encoding="utf-8")
    importing = ImportDialog(context)
    importing.resize(*size)
    importing.show()
    for name, path in (("import_mails", mails), ("import_running", table)):
        importing.open_files([path])
        _until(lambda: not importing.presenter.opening and not importing.presenter.job.busy)
        _settle(20)
        if path is mails:
            yield name, importing
            importing.presenter.remove()
    importing.run()
    _until(lambda: importing.presenter.job.read > 4_000 or not importing.presenter.running)
    importing.cancel()
    yield "import_running", importing
    _until(lambda: not importing.presenter.running)
    _settle(20)
    yield "import_stopped", importing
    importing.take_back()
    _until(lambda: importing.presenter.taken_back)
    _settle(20)
    yield "import_taken_back", importing
    importing.close()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(table))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(main, QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, mime, buttons, keys))
    yield "import_veil", main
    veil = main.findChild(object, "drop-veil")
    if veil is not None:
        veil.hide()


def _until(met: Callable[[], bool], seconds: float = 20) -> None:
    import time

    last = time.monotonic() + seconds
    while not met() and time.monotonic() < last:
        _settle(1)


def _settle(turns: int = 5) -> None:
    from PySide6.QtCore import QEvent, QEventLoop
    from PySide6.QtWidgets import QApplication

    for _ in range(turns):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
