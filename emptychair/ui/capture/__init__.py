"""A story just heard, written down before it is forgotten."""

from emptychair.ui.capture.window import CaptureWindow

__all__ = ["CaptureWindow"]
