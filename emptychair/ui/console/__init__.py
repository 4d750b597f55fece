"""The facilitator's console: agenda, wall, decision."""

from emptychair.ui.console.window import ConsoleWindow

__all__ = ["ConsoleWindow"]
