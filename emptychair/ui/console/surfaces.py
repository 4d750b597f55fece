"""The small surfaces over the console, made when first opened: its start does not pay for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emptychair.domain.ids import StoryId
from emptychair.ui.console.actions import Actions, TextKeys
from emptychair.ui.console.overlay import Overlay
from emptychair.ui.console.presenter import ConsolePresenter
from emptychair.ui.context import UiContext

if TYPE_CHECKING:
    from emptychair.ui.console.commands import KeysPage, Palette
    from emptychair.ui.console.find_story import FindStory
    from emptychair.ui.console.forms import AskLine, ItemForm, SplitForm
    from emptychair.ui.console.window import ConsoleWindow


class Surfaces:
    """Opens each of them with its words, beside what it is about."""

    def __init__(
        self, ctx: UiContext, window: ConsoleWindow, presenter: ConsolePresenter, actions: Actions, keys: TextKeys
    ) -> None:
        self._ctx, self._window, self._presenter = ctx, window, presenter
        self._actions, self._keys = actions, keys
        self.late: AskLine | None = None
        self.goto: AskLine | None = None
        self.item: ItemForm | None = None
        self.split: SplitForm | None = None
        self.find: FindStory | None = None
        self.palette: Palette | None = None
        self.keys: KeysPage | None = None

    @property
    def made(self) -> list[Overlay]:
        """Those that were opened before."""
        every = (self.late, self.goto, self.item, self.split, self.find, self.palette, self.keys)
        return [surface for surface in every if surface is not None]

    def ask_late(self) -> None:
        """A topic that came up."""
        words = self._ctx.words
        if self.late is None:
            from emptychair.ui.console.forms import AskLine

            self.late = AskLine(self._window, self._keys, self._presenter.late)
        data = self._window.live.data
        hint = words.tr("Stands after the item under discussion. With minutes: “Budget 10 min”.")
        if data is None or data.live_item is None:
            hint = words.tr("With minutes: “Budget 10 min”.")
        self.late.ask(words.tr("Late topic"), hint, words.tr("Add"), self._window.anchor(None))

    def ask_number(self) -> None:
        """The number of the item to go to."""
        words = self._ctx.words
        if self.goto is None:
            from emptychair.ui.console.forms import AskLine

            self.goto = AskLine(self._window, self._keys, self._go, number=True)
        self.goto.ask(words.tr("Go to item number"), "", words.tr("Go to"), None)

    def _go(self, text: str) -> bool:
        if text.strip():
            self._presenter.go_to_number(int(text))
        return bool(text.strip())

    def ask_item(self) -> None:
        """Title, minutes and owner of the item selected or under discussion."""
        if self.item is None:
            from emptychair.ui.console.forms import ItemForm

            self.item = ItemForm(self._window, self._keys, self._presenter.edit_item)
        item = self._presenter.target
        if item is not None:
            self.item.ask(item, self._ctx.words, self._window.anchor(item.id))

    def ask_split(self) -> None:
        """The titles that the item becomes."""
        if self.split is None:
            from emptychair.ui.console.forms import SplitForm

            self.split = SplitForm(self._window, self._keys, self._presenter.split)
        item = self._presenter.target
        if item is not None:
            self.split.ask(item, self._ctx.words, self._window.anchor(item.id))

    def find_story(self) -> None:
        """Own search for the item under discussion."""
        if self.find is None:
            from emptychair.ui.console.find_story import FindStory

            self.find = FindStory(self._window, self._ctx, self._keys)
            self.find.chosen.connect(lambda story_id: self._presenter.choose(StoryId(story_id)))
        data = self._window.live.data
        if data is not None and data.live_item is not None:
            self.find.ask(data.live_item, data.meeting.language, None)

    def close_search(self) -> None:
        """The window closes: let the search's thread go."""
        if self.find is not None:
            self.find.close_search()

    def open_palette(self) -> None:
        """Every action by name."""
        if self.palette is None:
            from emptychair.ui.console.commands import Palette

            self.palette = Palette(self._window, self._ctx.words, self._actions, self._keys)
        self.palette.open_at()

    def open_keys(self) -> None:
        """All keys."""
        if self.keys is None:
            from emptychair.ui.console.commands import KeysPage

            self.keys = KeysPage(self._window, self._ctx.words, self._actions)
        self.keys.open_at()
