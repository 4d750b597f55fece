"""The process that answers the windows' questions for stories, and the one beside it that encodes new ones."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from emptychair.domain import codec
from emptychair.domain.errors import SentenceError

if TYPE_CHECKING:
    from emptychair.store.matcher import LibraryMatcher

ENCODE: Final = "_encode"  # the hidden command of the program that encodes
_AT_ONCE: Final = 200  # new stories encoded before an answer: half a second
_TOLD: Final = 1.0  # seconds between two words on how far encoding is
_AGAIN: Final = 30.0  # seconds before an encoder that has died is started again


def serve(workspace: Path) -> int:
    """Answer questions on standard input until it closes: the other end of `app/match_client.py`."""
    from emptychair.store.matcher import LibraryMatcher

    matcher = LibraryMatcher(workspace, at_once=_AT_ONCE)
    answers = _Answers()
    encoding = _Encoding(workspace, matcher, answers)
    questions: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
    latest = _Latest()
    threading.Thread(target=_listen, args=(questions, latest), daemon=True).start()
    while (asked := questions.get()) is not None:
        if asked["do"] == "find" and asked["n"] < latest.find:
            continue  # who asked has typed on, and waits for the newer answer alone
        answers.say(_answer(matcher, asked))
        encoding.tend()
    encoding.close()
    matcher.close()
    return 0


class _Latest:
    """The number of the newest search that was asked."""

    find = 0


def _listen(questions: queue.SimpleQueue[dict[str, Any] | None], latest: _Latest) -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["do"] == "find":
            latest.find = asked["n"]
        questions.put(asked)
    questions.put(None)


def _answer(matcher: LibraryMatcher, asked: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = {"n": asked["n"]}
    try:
        if asked["do"] == "meeting":
            value: Any = matcher.match_meeting(asked["id"])
        elif asked["do"] == "item":
            value = matcher.match_item(asked["id"])
        else:
            value = matcher.find(asked["text"], asked["language"], asked["limit"])
        answer["value"] = codec.plain(value)
        answer["readiness"] = codec.plain(matcher.readiness)
    except SentenceError as error:
        answer["error"] = {"sentence": error.message_id, "values": codec.plain(error.values)}
    return answer


class _Answers:
    def __init__(self) -> None:
        self._lock = threading.Lock()

    def say(self, answer: dict[str, Any]) -> None:
        with self._lock, contextlib.suppress(BrokenPipeError, ValueError):
            sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
            sys.stdout.flush()


class _Encoding:
    """The process that encodes, while stories wait for it."""

    def __init__(self, workspace: Path, matcher: LibraryMatcher, answers: _Answers) -> None:
        self._workspace = workspace
        self._matcher = matcher
        self._answers = answers
        self._process: subprocess.Popen[bytes] | None = None
        self._started = float("-inf")

    def tend(self) -> None:
        """Start it if need be; take note when it is done."""
        process = self._process
        if process is not None and process.poll() is not None:
            self._process = None
            if process.returncode == 0:
                self._matcher.settle()
        if self._process is None and self._matcher.behind and time.monotonic() - self._started > _AGAIN:
            self._started = time.monotonic()
            program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "emptychair"]
            # Its standard input ends with us, however we end: that is its sign to go.
            self._process = subprocess.Popen(
                [*program, ENCODE, "--workspace", str(self._workspace)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            threading.Thread(target=self._tell, args=(self._process,), daemon=True).start()

    def close(self) -> None:
        """It ends after the part that it is at."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()

    def _tell(self, process: subprocess.Popen[bytes]) -> None:
        said: Any = None
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_TOLD)
            plain = codec.plain(self._matcher.told())
            if plain != said:
                self._answers.say({"readiness": plain})
            said = plain
            if process.returncode is not None:
                return


def encode(workspace: Path) -> int:
    """Encode the stories that wait, quietly, until none does or standard input closes."""
    from emptychair.matching.models import best_encoder
    from emptychair.store.embedding import encode_all

    ended = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=listen, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(10)
    return 0 if encode_all(workspace, best_encoder(), ended.is_set) else 1
