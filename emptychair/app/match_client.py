"""The matcher as a process of its own: its vectors and its arithmetic never hold up a window, nor fill its memory.

One JSON object a line each way: {"n", "do", …} out, {"n", "value"} or {"n", "error"} back, in any order; and
{"readiness"} now and then.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import IO, Any

from emptychair.app.ports import Found, ItemMatch
from emptychair.app.readiness import Readiness
from emptychair.domain import codec
from emptychair.domain.errors import N_, StoreUnavailable, UserError
from emptychair.domain.ids import ItemId, MeetingId

SERVE = "_match"  # the hidden command of the program that serves


class MatchProcess:
    """The port `Matcher`. Starts the process with the first question, and again if it has died."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._waiting: dict[int, tuple[Future[Any], Any]] = {}
        self._count = 0
        self._closed = False
        self._found: Future[Any] | None = None  # the search that is open
        self._readiness: Readiness | None = None

    @property
    def pid(self) -> int | None:
        """The process that answers, if one runs."""
        return self._process.pid if self._process is not None else None

    def match_meeting(self, meeting_id: MeetingId) -> Future[tuple[ItemMatch, ...]]:
        return self._ask(tuple[ItemMatch, ...], "meeting", id=meeting_id)

    def match_item(self, item_id: ItemId) -> Future[ItemMatch]:
        return self._ask(ItemMatch, "item", id=item_id)

    def find(self, text: str, language: str, limit: int = 20) -> Future[tuple[Found, ...]]:
        """As the port says; an earlier search that is still open is cancelled: who types on waits for the latest."""
        found = self._ask(tuple[Found, ...], "find", text=text, language=language, limit=limit)
        before, self._found = self._found, found
        if before is not None:
            before.cancel()
        return found

    @property
    def readiness(self) -> Readiness | None:
        return self._readiness

    def forget(self) -> None:
        """Stories were erased: nothing of them stays in the memory of the process either. The next question starts
        another one."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None and process.stdin is not None:
            with contextlib.suppress(OSError):  # it answers what it was asked, and ends
                process.stdin.close()

    def close(self) -> None:
        """End the process; open questions fail."""
        with self._lock:
            self._closed = True
            process = self._process
        if process is not None:
            if process.stdin is not None:
                with contextlib.suppress(OSError):  # it may be gone already
                    process.stdin.close()
            try:
                process.wait(timeout=2)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()

    def _ask(self, kind: Any, do: str, **values: object) -> Future[Any]:
        future: Future[Any] = Future()
        with self._lock:
            if self._closed:
                future.set_exception(_gone())
                return future
            self._count += 1
            number = self._count
            self._waiting[number] = (future, kind)
            try:
                process = self._process
                if process is None or process.poll() is not None:
                    process = self._process = self._start()
                assert process.stdin is not None
                process.stdin.write(json.dumps({"n": number, "do": do, **values}, ensure_ascii=True) + "\n")
                process.stdin.flush()
            except OSError:
                del self._waiting[number]
                future.set_exception(_gone())
        return future

    def _start(self) -> subprocess.Popen[str]:
        program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "emptychair"]
        process = subprocess.Popen(
            [*program, SERVE, "--workspace", str(self._workspace)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert process.stdout is not None
        threading.Thread(target=self._listen, args=(process, process.stdout), name="match", daemon=True).start()
        return process

    def _listen(self, process: subprocess.Popen[str], answers: IO[str]) -> None:
        try:
            for line in answers:
                self._settle(json.loads(line))
        except ValueError:
            process.kill()  # it does not speak our language, or its pipe was closed under us
        with self._lock:
            if self._process is not process and self._process is not None:
                return
            left, self._waiting = self._waiting, {}
        for future, _ in left.values():
            if future.set_running_or_notify_cancel():
                future.set_exception(_gone())

    def _settle(self, answer: dict[str, Any]) -> None:
        if "readiness" in answer:
            self._readiness = codec.build(Readiness, answer["readiness"])
        if "n" not in answer:
            return
        with self._lock:
            future, kind = self._waiting.pop(answer["n"])
        if not future.set_running_or_notify_cancel():
            return
        if "error" in answer:
            future.set_exception(UserError(answer["error"]["sentence"], **answer["error"]["values"]))
        else:
            future.set_result(codec.build(kind, answer["value"]))


def _gone() -> StoreUnavailable:
    return StoreUnavailable(N_("The search for stories has stopped: try again, or choose a story yourself."))
