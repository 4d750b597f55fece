"""The workspace: one SQLite file. One writer thread, read-only readers."""
