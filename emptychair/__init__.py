"""Empty Chair: one real customer story per agenda item on the wall of the meeting room."""

__version__ = "0.1.0"
