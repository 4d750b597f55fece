"""The one act that nothing brings back."""

from __future__ import annotations

from emptychair.app.commands.base import Command
from emptychair.domain.ids import StoryId
from emptychair.domain.values import value


@value
class EraseStories(Command):
    """Stories gone for good, everywhere: their rows, their words in evidence, in the log and in the way back of undo.

    `terms` (names, addresses, numbers) are looked for in rows that wait and in names of files; with `texts` they are
    blanked in notes, titles and decisions, too. `confirm`: the person knows that there is no undo.
    """

    story_ids: tuple[StoryId, ...]
    by: str
    terms: tuple[str, ...] = ()
    texts: bool = False
    confirm: bool = False
