"""Acts on the library."""

from __future__ import annotations

from typing import ClassVar

from emptychair.app.commands.base import Command, Urgency
from emptychair.app.ports import Batch
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Story
from emptychair.domain.values import value


@value
class AddStory(Command):
    """A story just heard. `story.id` may be empty: the service gives it one."""

    story: Story


@value
class EditStory(Command):
    """The story as it shall be; a change of its words makes it wait for clearance again."""

    story: Story


@value
class ClearStories(Command):
    """The person `by` has read these stories and lets their present words onto the wall."""

    story_ids: tuple[StoryId, ...]
    by: str


@value
class ClearEdited(Command):
    """`by` has read this story as it stands here, with its new excerpt or mask: both are one act.

    `story.version` is the version that was read: if the words have changed since, nothing is cleared.
    """

    story: Story
    by: str


@value
class WithdrawStories(Command):
    """Back to waiting for clearance."""

    story_ids: tuple[StoryId, ...]


@value
class VouchFor(Command):
    """One part of a clearance in bulk: the person `by` vouches for an import and lets these stories onto the wall.

    Only those that wait are cleared. A text longer than `limit` characters without an excerpt gets one of whole
    sentences. All parts with the same `began` (UTC epoch ms) are one act to undo.
    """

    urgency: ClassVar[Urgency] = "bulk"

    batch_id: str
    story_ids: tuple[StoryId, ...]
    by: str
    began: int
    limit: int = 420


@value
class WithdrawVouched(Command):
    """What was cleared in one go for an import waits again: the inverse of all parts of VouchFor together."""

    urgency: ClassVar[Urgency] = "bulk"

    batch_id: str
    by: str
    began: int


@value
class NeverShow(Command):
    """Kept in the library, never on a wall."""

    story_ids: tuple[StoryId, ...]


@value
class DeleteStories(Command):
    """Out of the library; undo brings them back."""

    story_ids: tuple[StoryId, ...]


@value
class MergeTags(Command):
    """Wherever one of `tags` stands, `into` stands in its place, once a story; an empty `into` takes them away."""

    tags: tuple[str, ...]
    into: str


@value
class OpenBatch(Command):
    """An import begins."""

    urgency: ClassVar[Urgency] = "bulk"

    batch: Batch


@value
class ImportStories(Command):
    """One part of an import. A story with a known source and source id updates; the same words change nothing."""

    urgency: ClassVar[Urgency] = "bulk"

    batch_id: str
    stories: tuple[Story, ...]


@value
class CloseBatch(Command):
    """The import is complete; its figures."""

    urgency: ClassVar[Urgency] = "bulk"

    batch: Batch


@value
class DropBatch(Command):
    """Take a whole import back."""

    urgency: ClassVar[Urgency] = "bulk"

    batch_id: str
    restore: bool = False  # the inverse: bring it back
