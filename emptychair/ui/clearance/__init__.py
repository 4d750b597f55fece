"""Clearance: nothing is projected that no person has read."""

from emptychair.ui.clearance.page import ClearancePage

__all__ = ["ClearancePage"]
