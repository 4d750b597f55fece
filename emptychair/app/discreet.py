"""What is told of an error that nobody foresaw: where it happened, never what it says.

The message of an error quotes what it stumbled over, which may be a customer's name; a log or a terminal is no place
for it. EMPTYCHAIR_DEBUG=1 shows the whole of it to whoever looks for the fault on their own data.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import PurePath
from types import TracebackType


def trace_of(error: BaseException, trace: TracebackType | None = None) -> str:
    """The kind of the error and its way through the code, a line each: file, line, function."""
    lines: list[str] = []
    step = trace or error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        lines.append(f"  {PurePath(code.co_filename).name}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return "\n".join([type(error).__name__, *lines])


def hold_tongues() -> None:
    """From now on no error of this process writes its message to standard error."""
    if os.environ.get("EMPTYCHAIR_DEBUG"):
        return

    def hook(_: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _tell(error, trace)

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            _tell(args.exc_value, args.exc_traceback)

    def late_hook(args: sys.UnraisableHookArgs) -> None:  # of an object that is being deleted
        if args.exc_value is not None:
            _tell(args.exc_value, args.exc_traceback)

    sys.excepthook = hook
    sys.unraisablehook = late_hook
    threading.excepthook = thread_hook


def _tell(error: BaseException, trace: TracebackType | None) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"Empty Chair: {trace_of(error, trace)}\n")
        sys.stderr.flush()
