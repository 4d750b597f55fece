"""Keeping the screen awake while something is on the wall. Harmless where it is not possible."""

from __future__ import annotations

import sys
from typing import Protocol

from PySide6.QtCore import QProcess

_BUS = "emptychair-inhibit"


class Inhibitor(Protocol):
    """Holds off sleep and screen saver."""

    def hold(self, reason: str) -> bool:
        """Stay awake; says whether the system was asked. A second call changes nothing."""
        ...

    def release(self) -> None:
        """Let the system sleep again."""
        ...


class NoInhibitor:
    """For systems that offer nothing."""

    def hold(self, reason: str) -> bool:
        """Nothing to ask."""
        return False

    def release(self) -> None:
        """Nothing to undo."""


class DBusInhibitor:
    """Linux and the BSDs: org.freedesktop.ScreenSaver on the session bus.

    It has a connection of its own: the screen saver forgets an inhibition when the connection that asked for it goes,
    so that releasing it, or a crash of the program, needs no cookie to be handed back.
    """

    def __init__(self) -> None:
        self._held = False

    def hold(self, reason: str) -> bool:
        """Ask without waiting for an answer."""
        if self._held:
            return True
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _BUS)
        if not bus.isConnected():
            QDBusConnection.disconnectFromBus(_BUS)
            return False
        call = QDBusMessage.createMethodCall(
            "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "Inhibit"
        )
        call.setArguments(["Empty Chair", reason])
        call.setAutoStartService(False)
        self._held = bus.send(call)
        return self._held

    def release(self) -> None:
        """Close the connection."""
        if self._held:
            from PySide6.QtDBus import QDBusConnection

            QDBusConnection.disconnectFromBus(_BUS)
            self._held = False


class WindowsInhibitor:
    """SetThreadExecutionState with display and system required, until it is set back."""

    _CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002

    def hold(self, reason: str) -> bool:
        """Ask Windows."""
        return self._set(self._CONTINUOUS | self._SYSTEM | self._DISPLAY)

    def release(self) -> None:
        """Give it back."""
        self._set(self._CONTINUOUS)

    @staticmethod
    def _set(state: int) -> bool:
        import ctypes

        library = getattr(ctypes, "windll", None)
        return bool(library and library.kernel32.SetThreadExecutionState(state))


class MacInhibitor:
    """`caffeinate -d` for as long as this program lives."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._process: QProcess | None = None

    def hold(self, reason: str) -> bool:
        """Start it."""
        if self._process is None:
            self._process = QProcess()
            self._process.start("/usr/bin/caffeinate", ["-d", "-w", str(self._pid)])
        return True

    def release(self) -> None:
        """Stop it."""
        if self._process is not None:
            self._process.terminate()
            self._process.waitForFinished(500)
            self._process = None


def system_inhibitor() -> Inhibitor:
    """The inhibitor of this platform."""
    if sys.platform == "win32":
        return WindowsInhibitor()
    if sys.platform == "darwin":
        import os

        return MacInhibitor(os.getpid())
    if sys.platform.startswith(("linux", "freebsd", "openbsd", "netbsd")):
        return DBusInhibitor()
    return NoInhibitor()
