"""The acts: commands and their handlers, queries, undo, settings and words. Knows no window and no SQL."""
