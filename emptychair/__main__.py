"""`emptychair` and `python -m emptychair`: the windows without a command, the command line with one."""

from __future__ import annotations

import faulthandler
import gc
import sys


def main() -> int:
    """The program's exit code."""
    if sys.stderr is not None:
        faulthandler.enable()
    if sys.argv[1:] == ["--version"]:
        from emptychair import __version__

        sys.stdout.write(f"Empty Chair {__version__}\n")
        return 0
    # What is imported and built now stays: collecting in between only costs the first picture its time. The windows
    # switch it on again once they are painted, the commands at once.
    gc.disable()
    from emptychair.bootstrap import main as carry_out

    return carry_out(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
