"""The main window: navigation, pages, keys, messages."""

from emptychair.ui.shell.main import MainWindow

__all__ = ["MainWindow"]
