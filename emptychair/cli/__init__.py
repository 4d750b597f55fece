"""The command line: every main act of a window has a command, through the same service."""
