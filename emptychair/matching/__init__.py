"""The one right story for an agenda item, or none. Pure: no window, no database, no file of the workspace."""
