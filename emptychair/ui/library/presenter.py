"""What the library does: which stories it lists, which one it shows, what happens to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from emptychair.app import commands as c
from emptychair.app.ports import Counts, StoryFilter, StoryUse
from emptychair.domain.change import Change, Done
from emptychair.domain.ids import ItemId, StoryId
from emptychair.domain.story import Clearance, Story
from emptychair.ui.context import UiContext
from emptychair.ui.library.query import Answer, StoryQuery

SCOPE = "library"
SOURCE = "library"


class LibraryView(Protocol):
    """What the presenter tells the page."""

    def show_rows(self, rows: Sequence[int], wanted: StoryFilter) -> None: ...
    def show_counts(self, counts: Counts) -> None: ...
    def show_story(self, story: Story | None, uses: Sequence[StoryUse], same: int, chosen: int) -> None: ...
    def say(self, text: str, undo: bool) -> None: ...
    def ask_person(self, then: Callable[[str], None]) -> None: ...


class LibraryPresenter:
    """Plain Python: everything of the page but its widgets."""

    def __init__(self, view: LibraryView, ctx: UiContext) -> None:
        self._view = view
        self._ctx = ctx
        self.filter = StoryFilter()
        self._sort = "newest"  # the order that a person chose, kept while a search shows its best matches first
        self._chosen: tuple[StoryId, ...] = ()
        self._count = 0
        self._story: Story | None = None
        self.query = StoryQuery(ctx.bus, ctx.new_reader, self._answered)

    # ------------------------------------------------------------------ asking
    def load(self) -> None:
        """Ask anew for what is shown."""
        self.query.ask(self.filter)

    def search(self, text: str) -> None:
        """Full text, as it is typed."""
        text = text.strip() if not text.strip() else text.lstrip()
        if text == self.filter.search:
            return
        sort = "relevance" if text else self._sort
        self.filter = replace(self.filter, search=text, sort=sort)
        self.load()

    def narrow(self, wanted: StoryFilter) -> None:
        """Another filter or another order; the search stays."""
        if wanted.sort != self.filter.sort:
            self._sort = wanted.sort if wanted.sort != "relevance" else self._sort
        self.filter = replace(wanted, search=self.filter.search)
        self.load()

    def widen(self) -> None:
        """Everything again."""
        self._sort = "newest"
        self.filter = StoryFilter()
        self.load()

    def _answered(self, answer: Answer) -> None:
        self._view.show_counts(answer.counts)
        self._view.show_rows(answer.rows, answer.asked)

    def changed(self, done: Done) -> None:
        """An act is on disk."""
        if done.change & Change.STORIES:
            self.load()
        if done.change & (Change.STORIES | Change.LIVE | Change.DECISIONS):
            self.show()

    # ------------------------------------------------------------------ what is chosen
    def choose(self, ids: Sequence[StoryId], count: int, current: StoryId | None) -> None:
        """`ids` are the chosen ones (all `count` of them, unless there are too many to name), `current` is shown."""
        self._chosen = tuple(ids)
        self._count = count
        self._story = self._ctx.reader.story(current) if current else None
        self.show(read=False)

    def show(self, *, read: bool = True) -> None:
        """Tell the view what the pane shows."""
        story = self._story
        if read and story is not None:
            story = self._story = self._ctx.reader.story(story.id)
        uses = self._ctx.reader.story_uses(story.id) if story is not None else []
        same = self._ctx.reader.say_the_same(story.id) if story is not None else 1
        self._view.show_story(story, uses, same, self._count)

    @property
    def story(self) -> Story | None:
        """The one that the pane shows."""
        return self._story

    @property
    def chosen(self) -> tuple[StoryId, ...]:
        """The chosen ones."""
        return self._chosen

    # ------------------------------------------------------------------ acts
    def clear(self) -> None:
        """Let the chosen stories onto the wall, in the name of the person at this computer."""
        stories = self._stories()
        todo = [story for story in stories if story.clearance is not Clearance.CLEARED]
        words = self._ctx.words
        if not stories:
            return
        if not todo:
            self._view.say(words.tr("Cleared already."), False)
            return
        fitting = [story for story in todo if self._fits(story)]
        if not fitting:
            text = words.trn(
                "Too long for the wall: press E and choose an excerpt.",
                "{n} stories are too long for the wall: choose an excerpt for each.",
                len(todo),
            )
            self._view.say(text, False)
            return

        def go_on(person: str) -> None:
            text = words.trn("{n} story cleared for the wall.", "{n} stories cleared for the wall.", len(fitting))
            if len(fitting) < len(todo):
                left = len(todo) - len(fitting)
                text += " " + words.trn("{n} is too long for it.", "{n} are too long for it.", left)
            self._act(c.ClearStories(tuple(story.id for story in fitting), person), text)

        self._view.ask_person(go_on)

    def withdraw(self) -> None:
        """Back to waiting for clearance."""
        ids = tuple(story.id for story in self._stories() if story.clearance is not Clearance.WAITING)
        if ids:
            text = self._ctx.words.trn("{n} story waits for clearance.", "{n} stories wait for clearance.", len(ids))
            self._act(c.WithdrawStories(ids), text)

    def never(self) -> None:
        """Keep the chosen stories off every wall."""
        ids = tuple(story.id for story in self._stories() if story.clearance is not Clearance.NEVER)
        if ids:
            words = self._ctx.words
            text = words.trn("{n} story will never be on the wall.", "{n} stories will never be on the wall.", len(ids))
            self._act(c.NeverShow(ids), text)

    def delete(self) -> None:
        """Out of the library; the message offers to bring them back."""
        if self._chosen:
            text = self._ctx.words.trn("{n} story deleted.", "{n} stories deleted.", len(self._chosen))
            self._act(c.DeleteStories(self._chosen), text)

    def edit(self, story: Story) -> None:
        """Another outcome, other facts, tags … of the story shown."""
        if story != self._story:
            self._act(c.EditStory(story), self._ctx.words.tr("Saved."))

    def only_same(self) -> None:
        """The story shown with those that say nearly the same."""
        if self._story is not None:
            self.show_only(StoryFilter(twins_of=self._story.id))

    def only_batch(self, batch_id: str = "") -> None:
        """All of one import: of that of the story shown, unless another one is named."""
        batch_id = batch_id or str((self._story.batch_id if self._story is not None else "") or "")
        if batch_id:
            self.show_only(StoryFilter(batch_id=batch_id))

    def show_only(self, wanted: StoryFilter) -> None:
        """This filter in place of search and all other filters."""
        self.filter = replace(wanted, sort=self._sort)
        self.load()

    def merge_tags(self, tags: Sequence[str], into: str) -> None:
        """One tag in place of these; none in their place if `into` is empty."""
        words = self._ctx.words
        if into:
            said = words.trn("{n} tag is now “{tag}”.", "{n} tags are now “{tag}”.", len(tags), tag=into)
        else:
            said = words.trn("{n} tag taken away.", "{n} tags taken away.", len(tags))
        self._act(c.MergeTags(tuple(tags), into), said)

    def into_meeting(self, item_id: ItemId, title: str) -> None:
        """The story shown becomes the story of an item."""
        if self._story is not None:
            said = self._ctx.words.tr("This is now the story of “{item}”.", item=title)
            self._act(c.ChooseStory(item_id, self._story.id), said, undo=False)

    def _act(self, command: c.Command, text: str, *, undo: bool = True) -> None:
        self._ctx.bus.act(command, source=SOURCE, done=lambda _: self._view.say(text, undo))

    def _stories(self) -> list[Story]:
        found = (self._ctx.reader.story(story_id) for story_id in self._chosen)
        return [story for story in found if story is not None]

    def _fits(self, story: Story) -> bool:
        from emptychair.ui.clearance.preview import fit_of

        return fit_of(story, self._ctx).ok
