"""Preparing a meeting: one fitting story for each item of the agenda, or none."""

from emptychair.ui.prepare.page import PreparePage

__all__ = ["PreparePage"]
