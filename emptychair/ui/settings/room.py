"""The room: how far the last seat is, and what that means for the wall."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from emptychair.app.clock import local
from emptychair.app.ports import StoryFilter
from emptychair.app.stage import story_content
from emptychair.domain.frame import StageFrame, WelcomeFrame
from emptychair.domain.story import Clearance
from emptychair.ui.context import UiContext
from emptychair.ui.settings.figure import FigureField
from emptychair.ui.stage import WallPicture, fits, look_for_distance
from emptychair.ui.stage.look import HEIGHT, StageLook
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.labels import Label
from emptychair.ui.widgets.layouts import column, row
from emptychair.ui.widgets.para import Para
from emptychair.ui.widgets.translated import Translated

NEAREST, FARTHEST = 3.0, 12.0  # picture heights


def heights_of(distance_m: float, width_m: float) -> float:
    """The farthest seat in picture heights, from metres and the picture's width (16:9); 0 if either is unknown."""
    if distance_m <= 0 or width_m <= 0:
        return 0.0
    return distance_m / (width_m * 9 / 16)


class RoomPart(Translated, QWidget):
    """Picture heights, or metres and the picture's width; a true picture shows what comes of it."""

    changed = Signal(float)  # picture heights

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self._ctx = ctx
        self.heights = FigureField(ctx.words, NEAREST, FARTHEST, 0.5)
        self.metres = FigureField(ctx.words, 0, 60, 0.5, unit="m")
        self.width_m = FigureField(ctx.words, 0, 20, 0.1, unit="m")
        self._names = [Label("", Px.META, tone="ink2") for _ in range(3)]
        self._said = Para("", Px.ROW, 1.45, tone="ink2", serif=False)
        self.picture = WallPicture()
        self.picture.setFixedWidth(320)
        fields = QGridLayout()
        fields.setHorizontalSpacing(16)
        fields.setVerticalSpacing(4)
        for number, (name, field) in enumerate(
            zip(self._names, (self.heights, self.metres, self.width_m), strict=True)
        ):
            name.setWordWrap(True)
            fields.addWidget(name, 0, number)
            fields.addWidget(field, 1, number)
        fields.setColumnStretch(3, 1)
        left = column(fields, 8, self._said, None, spacing=4)
        box = row(spacing=24)
        box.addLayout(left, 1)
        box.addWidget(self.picture)
        self.setLayout(box)
        self.heights.entered.connect(self.changed)
        self.metres.entered.connect(self._from_metres)
        self.width_m.entered.connect(self._from_metres)
        self.retranslate()

    def show_room(self, heights: float, *, dark: bool) -> None:
        """Show the setting, and a story as the last row will read it."""
        self.heights.set_value(heights)
        look = look_for_distance(heights, dark=dark)
        self.picture.set_look(look)
        frame = self._sample()
        self.picture.set_frame(frame, self._ctx.words.tr("How the room sees it"))
        self._tell(frame, look)

    def _from_metres(self) -> None:
        heights = heights_of(self.metres.value(), self.width_m.value())
        if heights:
            self.heights.set_value(heights)
            self.changed.emit(self.heights.value())

    def _sample(self) -> StageFrame:
        """A cleared story with an excerpt where there is one, in the language of the window."""
        reader, words = self._ctx.reader, self._ctx.words
        wanted = StoryFilter(clearance=Clearance.CLEARED, language=words.language)
        for number in reader.story_ids(wanted)[:20]:
            story_id = reader.story_id_of_row(number)
            story = reader.cleared_story(story_id) if story_id else None
            if story is not None and not story.sensitive:
                return StageFrame(story_content(story, words.tr("An item of the agenda"), words))
        today = local(self._ctx.service.now_ms(), self._ctx.service.zone).date()
        return StageFrame(
            WelcomeFrame(
                words.day(today, weekday=True), words.tr("Weekly review"), words.tr("This chair is the customer’s.")
            )
        )

    def _tell(self, frame: StageFrame, look: StageLook) -> None:
        words = self._ctx.words
        share = words.tr("The smallest letters are {percent} % of the picture’s height.", percent=_percent(look, words))
        most = fits(frame, look).most
        self._said.set_text(
            f"{share} {words.tr('About {n} characters of a story fit.', n=words.number(most))}" if most else share
        )

    def retranslate(self) -> None:
        tr = self._ctx.words.tr
        names = (tr("Picture heights"), tr("or distance"), tr("picture width"))
        for label, name, field in zip(self._names, names, (self.heights, self.metres, self.width_m), strict=True):
            label.setText(name)
            field.setAccessibleName(name)
        self.metres.setPlaceholderText("9 m")
        self.width_m.setPlaceholderText("2,7 m" if self._ctx.words.language == "de" else "2.7 m")
        for field in (self.heights, self.metres, self.width_m):
            field.set_value(field.value())


def _percent(look: StageLook, words) -> str:  # type: ignore[no-untyped-def]
    text = f"{100 * look.floor / HEIGHT:.1f}"
    return text.replace(".", ",") if words.language == "de" else text
