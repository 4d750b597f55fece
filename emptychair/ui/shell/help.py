"""The help: a few pages that ship with the program, in plain styled text. No browser, no links out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from emptychair.app.paths import resources
from emptychair.ui.context import UiContext
from emptychair.ui.shell.navigation import NavPlace
from emptychair.ui.theme import SEMIBOLD
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import Hairline, Scroll, column, row
from emptychair.ui.widgets.para import Mark, MarkKind, Para
from emptychair.ui.widgets.translated import Translated

_ICONS = {
    "start": "house",
    "preparing": "list-checks",
    "running": "projector",
    "decision-line": "square-pen",
    "keys": "keyboard",
    "gathering": "download",
    "clearing": "shield-check",
    "privacy": "lock",
}
_MARKED = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|`(?P<code>[^`]+)`")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page. Kinds: title, heading, text, point. `marks` are (start, length, kind) in `text`."""

    kind: str
    text: str
    marks: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One page: its name in the file's name ("decision-line"), its title, what stands on it."""

    name: str
    title: str
    blocks: tuple[Block, ...]


def read_topics(folder: Path) -> tuple[Topic, ...]:
    """The pages of one language, in the order of their files' names."""
    topics = []
    for path in sorted(folder.glob("*.md")):
        blocks = parse(path.read_text(encoding="utf-8"))
        title = next((block.text for block in blocks if block.kind == "title"), path.stem)
        topics.append(Topic(path.stem.partition("-")[2], title, blocks))
    return tuple(topics)


def parse(text: str) -> tuple[Block, ...]:
    """The few forms that the pages use: `#`, `##`, `-`, paragraphs, `**strong**`, keys in backticks."""
    blocks: list[Block] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = part.splitlines()
        if lines[0].startswith("# "):
            blocks.append(Block("title", lines[0][2:].strip()))
        elif lines[0].startswith("## "):
            blocks.append(Block("heading", lines[0][3:].strip()))
        elif lines[0].startswith("- "):
            blocks += [_block("point", line[2:].strip()) for line in lines if line.startswith("- ")]
        else:
            blocks.append(_block("text", " ".join(line.strip() for line in lines)))
    return tuple(blocks)


def _block(kind: str, source: str) -> Block:
    """A block without its signs, and where they stood."""
    text, marks, at = "", [], 0
    for found in _MARKED.finditer(source):
        text += source[at : found.start()]
        inner = found["strong"] or found["code"]
        marks.append((len(text), len(inner), "strong" if found["strong"] else "code"))
        text += inner
        at = found.end()
    return Block(kind, text + source[at:], tuple(marks))


class HelpWindow(Translated, QWidget):
    """Topics at the left, one page at the right."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self._ctx = ctx
        self.setObjectName("root")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(560, 400)
        self.resize(980, 720)
        self.topics: tuple[Topic, ...] = ()
        self.topic = ""
        self._items: list[NavPlace] = []
        self._group = QButtonGroup(self)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        side = QWidget()
        side.setFixedWidth(232)
        side.setLayout(column(self._list, None, margins=(16, 24, 16, 16)))
        self._scroll = Scroll(QWidget())
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(side)
        box.addWidget(Hairline(vertical=True))
        box.addWidget(self._scroll, 1)
        self.retranslate()

    def show_topic(self, name: str) -> None:
        """Turn to a page by its name ("keys"); an unknown one changes nothing."""
        topic = next((topic for topic in self.topics if topic.name == name), None)
        if topic is None:
            return
        self.topic = name
        for item, other in zip(self._items, self.topics, strict=True):
            item.setChecked(other.name == name)
        self._scroll.setWidget(_page(topic.blocks))
        self._scroll.verticalScrollBar().setValue(0)

    def retranslate(self) -> None:
        words = self._ctx.words
        self.setWindowTitle(words.tr("Help"))
        folder = resources() / "help"
        self.topics = read_topics(folder / words.language) or read_topics(folder / "en")
        for old in self._items:
            self._group.removeButton(old)
            old.setParent(None)
            old.deleteLater()
        self._items = []
        for topic in self.topics:
            item = NavPlace(_ICONS.get(topic.name, "info"))
            item.set_text(topic.title)
            item.clicked.connect(lambda _=False, name=topic.name: self.show_topic(name))
            self._group.addButton(item)
            self._items.append(item)
            self._list.addWidget(item)
        if self.topics:
            names = {topic.name for topic in self.topics}
            self.show_topic(self.topic if self.topic in names else self.topics[0].name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and any(item.hasFocus() for item in self._items):
            names = [topic.name for topic in self.topics]
            index = names.index(self.topic) + (1 if key == Qt.Key.Key_Down else -1)
            if 0 <= index < len(names):
                self.show_topic(names[index])
                self._items[index].setFocus()
        else:
            super().keyPressEvent(event)


def _page(blocks: Sequence[Block]) -> QWidget:
    inner = QWidget()
    box = QVBoxLayout(inner)
    box.setContentsMargins(40, 28, 40, 32)
    box.setSpacing(10)
    for block in blocks:
        if block.kind == "title":
            box.addWidget(Label(block.text, Px.WINDOW, SEMIBOLD, wrap=True))
            box.addSpacing(4)
        elif block.kind == "heading":
            box.addSpacing(12)
            box.addWidget(Label(block.text, Px.CARD, SEMIBOLD, wrap=True))
        else:
            kinds = {"strong": MarkKind.STRONG, "code": MarkKind.MASKED}
            marks = [Mark(start, length, kinds[kind]) for start, length, kind in block.marks]
            para = Para(block.text, Px.BODY, 1.5, serif=False, marks=marks)
            if block.kind == "point":
                line = row(spacing=10)
                line.addWidget(Label("–", Px.BODY, tone="ink2"), 0, Qt.AlignmentFlag.AlignTop)
                line.addWidget(para, 1)
                box.addLayout(line)
            else:
                box.addWidget(para)
    box.addStretch(1)
    inner.setMaximumWidth(820)
    return inner
