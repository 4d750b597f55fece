"""The one tree of errors.

`UserError` is shown to people as written: one clear sentence that says what to do. It carries the English source
sentence (`message_id`) with `{placeholders}` and their `values`, so that windows and the command line can translate it
with `words.tr(error.message_id, **error.values)`. Mark the sentence with `N_("…")` where it is written: the message
extractor knows that name.
"""

from __future__ import annotations

import re


def N_(message_id: str) -> str:  # noqa: N802 - the name that the message extractor looks for
    """Mark a sentence as translatable and return it unchanged; it is translated later, where it is shown."""
    return message_id


class EmptyChairError(Exception):
    """Every error that this program raises on purpose."""


class SentenceError(EmptyChairError):
    """An error told in one sentence.

    `message_id` is the English sentence with `{placeholders}`, `values` fills them. `str()` is the English sentence.
    """

    def __init__(self, message_id: str, /, **values: object) -> None:
        super().__init__(message_id, values)
        self.message_id: str = message_id
        self.values: dict[str, object] = values

    def __str__(self) -> str:
        return fill(self.message_id, self.values)

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders (the matching process): keywords would be lost by the default.
        return _rebuild, (type(self), self.message_id, self.values)


class UserError(SentenceError):
    """Something the person can do about; nothing was changed."""


class NotFound(UserError):  # noqa: N818 - said as it is shown
    """A file, a meeting, a story … that was named does not exist."""


class BadInput(UserError):  # noqa: N818 - said as it is shown
    """What was given cannot be used: an unreadable file, a missing column, an empty agenda."""


class NewerWorkspace(UserError):  # noqa: N818 - said as it is shown
    """The workspace was written by a newer version of the program."""


class ReadOnlyWorkspace(UserError):  # noqa: N818 - said as it is shown
    """The workspace cannot be written to."""


class Conflict(UserError):  # noqa: N818 - said as it is shown
    """The act does not fit the state that it meets, for instance deciding in a meeting that has ended."""


class StoreUnavailable(SentenceError):  # noqa: N818
    """The store failed under us: disk full, locked, damaged. The window opens a guided dialog."""


def fill(sentence: str, values: dict[str, object]) -> str:
    """`sentence` with its `{name}` placeholders filled; unknown ones stay as written: showing an error never fails."""
    return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), sentence)


def _rebuild(kind: type[SentenceError], message_id: str, values: dict[str, object]) -> SentenceError:
    return kind(message_id, **values)
