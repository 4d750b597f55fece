"""Somebody asks to be forgotten: found, looked at, erased for good, and the report of it."""

from emptychair.ui.erasure.dialog import ErasureDialog

__all__ = ["ErasureDialog"]
