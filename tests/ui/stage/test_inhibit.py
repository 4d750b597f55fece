"""Sleep is held off through the session bus, and given back by going away."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from emptychair.ui.stage import system_inhibitor
from emptychair.ui.stage.inhibit import DBusInhibitor, NoInhibitor, WindowsInhibitor

ROOT = Path(__file__).resolve().parents[3]
SAVER = """if True:
    import json, sys
    from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QTimer, Slot
    from PySide6.QtDBus import QDBusConnection
    from emptychair.ui.stage.inhibit import DBusInhibitor

    app = QCoreApplication([])
    asked = []

    @ClassInfo({"D-Bus Interface": "org.freedesktop.ScreenSaver"})
    class Saver(QObject):
        @Slot(str, str, result="uint")
        def Inhibit(self, program, reason):
            asked.append([program, reason])
            app.quit()
            return 7

    def clients():
        return len(bus.interface().registeredServiceNames().value())

    def run(most):
        QTimer.singleShot(most, app.quit)
        app.exec()

    bus = QDBusConnection.sessionBus()
    saver = Saver()
    assert bus.registerService("org.freedesktop.ScreenSaver")
    every = QDBusConnection.RegisterOption.ExportAllSlots
    assert bus.registerObject("/org/freedesktop/ScreenSaver", saver, every)
    alone = clients()
    inhibitor = DBusInhibitor()
    held = [inhibitor.hold("A meeting is on the wall"), inhibitor.hold("again")]
    run(3000)
    during = clients()
    inhibitor.release()
    inhibitor.release()
    run(100)
    print(json.dumps({"held": held, "asked": asked, "clients": [alone, during, clients()]}))
"""


def test_the_screen_saver_is_asked_once_and_the_connection_closed(tmp_path: Path) -> None:
    if shutil.which("dbus-run-session") is None:
        pytest.skip("needs dbus-run-session for a bus of its own")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", SAVER],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    if "Failed to" in done.stderr and not done.stdout:
        pytest.skip("no session bus can be started here")
    found = json.loads(done.stdout)
    assert found["held"] == [True, True]
    assert found["asked"] == [["Empty Chair", "A meeting is on the wall"]]
    alone, during, after = found["clients"]
    assert (during, after) == (alone + 1, alone)


def test_without_a_bus_nothing_happens() -> None:
    script = (
        "from PySide6.QtCore import QCoreApplication as A; a = A([]);"
        "from emptychair.ui.stage.inhibit import DBusInhibitor as D; d = D(); print(d.hold('x')); d.release()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "False"


def test_other_systems_are_left_alone() -> None:
    assert NoInhibitor().hold("x") is False
    if sys.platform != "win32":
        assert WindowsInhibitor().hold("x") is False
    if sys.platform.startswith("linux"):
        assert isinstance(system_inhibitor(), DBusInhibitor)
