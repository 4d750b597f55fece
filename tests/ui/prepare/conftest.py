"""A person at the main window, with a meeting to prepare."""

from tests.ui.prepare.prepared import new, prepared
from tests.ui.shell.hands import hands, matcher, open_main

__all__ = ["hands", "matcher", "new", "open_main", "prepared"]
