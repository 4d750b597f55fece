"""Saying something to a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def announce(source: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say `text`, once what happens now is drawn; `urgent` interrupts what it is saying. Does
    nothing without one."""
    if text:
        QTimer.singleShot(0, source, lambda: _say(source, text, urgent))


def _say(source: QWidget, text: str, urgent: bool) -> None:
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 3 ms: not before there is something to say

    event = QAccessibleAnnouncementEvent(source, text)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
