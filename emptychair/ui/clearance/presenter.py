"""The queue of stories that wait, and what is decided on each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from emptychair.app import commands as c
from emptychair.domain.change import Change, Done
from emptychair.domain.excerpt import OMISSION, Span, excerpt_of, propose, sentences, spans_of
from emptychair.domain.ids import StoryId
from emptychair.domain.story import Clearance, Consent, Story
from emptychair.ui.clearance.masking import Doubt, doubts_of, masked_story
from emptychair.ui.clearance.preview import fit_of, room_limit
from emptychair.ui.context import UiContext
from emptychair.ui.stage import Fit

SCOPE = "library"
SOURCE = "clearance"
COMFORTABLE = 230  # characters that fit at the size the wall is designed for, 79 of 1,080 px


class ClearanceView(Protocol):
    """What the presenter tells the page."""

    def show_nothing(self, cleared: int) -> None: ...
    def show_story(
        self, story: Story, spans: Sequence[Span], doubts: Sequence[Doubt], masked: frozenset[int]
    ) -> None: ...
    def show_excerpt(self, excerpt: str, fit: Fit, limit: int) -> None: ...
    def show_place(self, number: int, total: int, done: Sequence[bool]) -> None: ...
    def say(self, text: str, undo: bool) -> None: ...
    def ask_person(self, then: Callable[[str], None]) -> None: ...


class ClearancePresenter:
    """One story at a time; nothing is decided by looking."""

    def __init__(self, view: ClearanceView, ctx: UiContext) -> None:
        self._view = view
        self._ctx = ctx
        self._queue: list[StoryId] = []
        self._done: set[StoryId] = set()
        self._at = 0
        self._story: Story | None = None
        self._spans: tuple[Span, ...] = ()
        self._odd = ""  # an excerpt that is not made of the text: shown as it is until another one is chosen
        self._picked = False  # a person has chosen the excerpt that is shown
        self._doubts: tuple[Doubt, ...] = ()
        self._masked: frozenset[int] = frozenset()  # which of them clearing masks

    # ------------------------------------------------------------------ the queue
    def load(self) -> None:
        """Read who waits; the story that is looked at stays."""
        waiting = self._ctx.reader.waiting()
        still = set(waiting)
        known = set(self._queue)
        self._done = {story_id for story_id in self._queue if story_id not in still}
        self._queue += [story_id for story_id in waiting if story_id not in known]
        if len(self._done) == len(self._queue):
            cleared = len(self._done)
            self._queue, self._done, self._at, self._story = [], set(), 0, None
            self._view.show_nothing(cleared)
            return
        self._at = min(self._at, len(self._queue) - 1)
        if self._queue[self._at] in self._done:
            self._step(1, wrap=True)
        self._show(self._queue[self._at])

    def open(self, story_id: StoryId) -> None:
        """Look at this one, whatever its state."""
        self._keep()
        if story_id not in self._queue:
            self._queue.insert(self._at, story_id)
        self._at = self._queue.index(story_id)
        self._show(story_id, anew=True)

    def later(self) -> None:
        """The next one that waits; this one stays in the queue."""
        self._go(1)

    def back(self) -> None:
        """The one before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        if self._story is None:
            return
        self._keep()
        before = self._at
        self._step(by, wrap=True)
        if self._at == before:
            self._view.say(self._ctx.words.tr("This is the only one that waits."), False)
            return
        self._show(self._queue[self._at])

    def _step(self, by: int, *, wrap: bool) -> None:
        for _ in range(len(self._queue)):
            self._at = (self._at + by) % len(self._queue)
            if self._queue[self._at] not in self._done:
                return

    def leave(self) -> None:
        """Another page comes: keep what was chosen here."""
        self._keep()

    def changed(self, done: Done) -> None:
        """An act is on disk."""
        if done.change & Change.STORIES:
            self.load()

    # ------------------------------------------------------------------ the story
    def _show(self, story_id: StoryId, *, anew: bool = False) -> None:
        story = self._ctx.reader.story(story_id)
        if story is None:
            self._done.add(story_id)
            self.load()
            return
        same = not anew and self._story is not None and self._story.id == story.id
        if not same or (self._story is not None and self._story.text != story.text):
            self._picked, self._odd = False, ""
            self._spans = self._first_spans(story)
            self._doubts = doubts_of(story)
            self._masked = frozenset(number for number, doubt in enumerate(self._doubts) if not doubt.hint)
        elif self._story is not None and self._story.excerpt != story.excerpt:
            self._picked, self._odd = False, ""
            self._spans = self._first_spans(story)
        self._story = story
        self._view.show_place(self._at + 1, len(self._queue), [story_id in self._done for story_id in self._queue])
        self._tell()

    def _first_spans(self, story: Story) -> tuple[Span, ...]:
        """Its own excerpt; the whole story where it can be read well; else what the program proposes."""
        if story.excerpt:
            spans = spans_of(story.excerpt, story.text)
            if spans is None:
                self._odd = story.excerpt
                return ()
            return spans
        whole = self._whole(story)
        if len(story.text) <= COMFORTABLE and fit_of(story, self._ctx).ok:
            return whole
        return spans_of(self._proposal(story), story.text) or whole

    def _proposal(self, story: Story) -> str:
        limit = min(room_limit(self._ctx), COMFORTABLE)
        while limit > 60:
            excerpt = propose(story.text, limit)
            if fit_of(story, self._ctx, excerpt=excerpt).ok:
                return excerpt
            limit -= 10
        return propose(story.text, limit)

    @staticmethod
    def _whole(story: Story) -> tuple[Span, ...]:
        parts = sentences(story.text)
        return (Span(parts[0].start, parts[-1].end),) if parts else ()

    def _tell(self) -> None:
        story = self._story
        if story is None:
            return
        self._view.show_story(story, self._spans, self._doubts, self._masked)
        result = self.result()
        shown = result.excerpt or result.text
        self._view.show_excerpt(shown, fit_of(result, self._ctx), room_limit(self._ctx))

    @property
    def story(self) -> Story | None:
        """The one that is looked at."""
        return self._story

    @property
    def spans(self) -> tuple[Span, ...]:
        """What of it goes on the wall."""
        return self._spans

    def result(self) -> Story:
        """The story as A would clear it: with the excerpt chosen, and masked unless a person said to leave it."""
        story = self._story
        assert story is not None
        excerpt = self._odd or excerpt_of(story.text, self._spans)
        if OMISSION not in excerpt and not self._odd:
            excerpt = ""  # the whole story
        story = replace(story, excerpt=excerpt)
        return masked_story(story, [self._doubts[number] for number in sorted(self._masked)])

    # ------------------------------------------------------------------ choosing the excerpt
    def pick(self, spans: Sequence[Span]) -> None:
        """What a person has marked."""
        self._spans, self._odd, self._picked = tuple(spans), "", True
        self._tell()

    def whole(self) -> None:
        """All of it."""
        if self._story is not None:
            self.pick(self._whole(self._story))

    def anew(self) -> None:
        """Nothing marked yet."""
        self.pick(())

    def propose(self) -> None:
        """What the program would take."""
        if self._story is not None:
            self.pick(spans_of(self._proposal(self._story), self._story.text) or ())

    def toggle_masking(self) -> None:
        """Mask all that looks private, or leave all of it as it is."""
        if self._doubts:
            everything = frozenset(range(len(self._doubts)))
            self._masked = frozenset() if self._masked == everything else everything
            self._tell()

    def toggle_doubt(self, number: int) -> None:
        """Mask one place, or leave it as it is; the same words elsewhere in the text go with it."""
        if 0 <= number < len(self._doubts):
            text = self._doubts[number].text
            same = frozenset(n for n, doubt in enumerate(self._doubts) if doubt.text == text)
            self._masked = self._masked - same if number in self._masked else self._masked | same
            self._tell()

    # ------------------------------------------------------------------ deciding
    def clear(self) -> None:
        """Let it onto the wall as the preview shows it."""
        story = self._story
        if story is None:
            return
        tr = self._ctx.words.tr
        if story.consent is Consent.DENIED:
            self._view.say(tr("The customer does not want it: change the consent, or press X."), False)
            return
        if not self._spans and not self._odd:
            self._view.say(tr("Nothing is chosen for the wall: click a sentence, or take the whole story."), False)
            return
        result = self.result()
        if not fit_of(result, self._ctx).ok:
            self._view.say(tr("Too long for the wall: leave out a sentence first."), False)
            return
        self._view.ask_person(lambda person: self._clear(result, person))

    def _clear(self, result: Story, person: str) -> None:
        # With its excerpt and its mask as one act: undo takes back both, and words that changed meanwhile are refused.
        self._act(c.ClearEdited(result, person), self._ctx.words.tr("Cleared for the wall."))

    def never(self) -> None:
        """Keep it in the library, off every wall."""
        if self._story is not None:
            said = self._ctx.words.tr("It stays in the library and is never shown.")
            self._act(c.NeverShow((self._story.id,)), said)

    def edit(self, story: Story) -> None:
        """Another consent, outcome … of the story that is looked at."""
        if self._story is not None and story != self._story:
            self._ctx.bus.act(c.EditStory(story), source=SOURCE)

    def _keep(self) -> None:
        """An excerpt that a person chose is kept, cleared or not."""
        story = self._story
        if story is None or not self._picked or story.clearance is Clearance.CLEARED:
            return
        self._picked = False
        excerpt = excerpt_of(story.text, self._spans)
        excerpt = excerpt if OMISSION in excerpt else ""
        if excerpt != story.excerpt and self._spans:
            self._ctx.bus.act(c.EditStory(replace(story, excerpt=excerpt)), source=SOURCE)

    def _act(self, command: c.Command, text: str) -> None:
        self._ctx.bus.act(command, source=SOURCE, done=lambda _: self._view.say(text, True))
