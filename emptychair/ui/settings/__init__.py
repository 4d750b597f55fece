"""What the person at this computer prefers."""

from emptychair.ui.settings.page import SettingsPage

__all__ = ["SettingsPage"]
