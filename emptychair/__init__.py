"""Empty Chair: one real customer story per agenda item, on the wall of the meeting room."""
