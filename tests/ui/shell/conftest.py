"""A person at the main window."""

from tests.ui.shell.hands import hands, matcher, open_main

__all__ = ["hands", "matcher", "open_main"]
