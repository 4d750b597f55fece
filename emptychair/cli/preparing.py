"""The process that prepares imported rows: the other end of `app/preparing.py`."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path


def serve(workspace: Path) -> int:
    """A part a line on standard output, each answered on standard input once it is on disk; an empty line at the end.

    Ends at once when standard input closes: whoever asked is gone.
    """
    from emptychair.app.clock import SteadyClock
    from emptychair.app.intake_parts import PartMaker, to_line
    from emptychair.app.preparing import AHEAD
    from emptychair.domain.ids import uuid7
    from emptychair.store.connection import open_reader
    from emptychair.store.incoming import IncomingRows

    incoming = IncomingRows(open_reader(workspace))
    told = threading.Condition()
    stored = [0]

    def listen() -> None:
        for _ in sys.stdin:
            with told:
                stored[0] += 1
                told.notify()
        os._exit(0)

    threading.Thread(target=listen, name="answers", daemon=True).start()
    clock = SteadyClock()
    maker = PartMaker(
        lambda question: question(incoming), lambda: uuid7(time.time_ns() // 1_000_000, os.urandom(10)), clock.now_ms
    )
    for number, part in enumerate(maker.parts(lambda: stored[0])):
        with told:
            told.wait_for(lambda number=number: number - stored[0] < AHEAD)
        sys.stdout.write(to_line(part) + "\n")
        sys.stdout.flush()
    sys.stdout.write("\n")
    sys.stdout.flush()
    return 0
