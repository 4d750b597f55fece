"""Buttons with their key printed on them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from emptychair.app.i18n import Words
from emptychair.ui.theme import MEDIUM, SEMIBOLD, Theme
from emptychair.ui.tokens import CONTROL, RADIUS_CONTROL, Px
from emptychair.ui.widgets.keys import key_text

ICON, GAP, KEY_GAP, KEY_PAD = 18, 8, 12, 7


class Pressable:
    """Mix-in for buttons, before the Qt class: pressed by Space and Enter once a person has tabbed to it.

    Space is "next item" in the console. A button that got the focus otherwise (by the mouse, by the window becoming
    active) leaves it that meaning; one that a person went to with the keyboard is pressed, as everywhere.
    """

    _tabbed = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._tabbed = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if self._tabbed:
            # A filter on itself while it matters: an override of event() is asked thousands of times at the start.
            self.installEventFilter(self)  # type: ignore[attr-defined]
        else:
            self.removeEventFilter(self)  # type: ignore[attr-defined]
        super().focusInEvent(event)  # type: ignore[misc]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self and event.type() == QEvent.Type.ShortcutOverride and _presses(event):
            event.accept()
            return True
        return super().eventFilter(watched, event)  # type: ignore[misc]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._tabbed and _presses(event) and event.key() != Qt.Key.Key_Space:
            self.click()  # type: ignore[attr-defined]
            return
        super().keyPressEvent(event)  # type: ignore[misc]


def _presses(event: QEvent) -> bool:
    keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if not isinstance(event, QKeyEvent) or event.key() not in keys:
        return False
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Painted(Pressable, QPushButton):
    """A push button that draws itself: role, name, focus and keys are Qt's, the looks are ours."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "painted")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        # Not by clicking: the keys of the window go on working after the mouse was used.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """The words on the control, drawn as written: an ampersand is an ampersand."""
        self._text = text
        self.setText(text.replace("&", "&&"))
        self.updateGeometry()
        self.update()

    @property
    def words_shown(self) -> str:
        """The words on the control as they are drawn."""
        return self._text

    def ground(
        self, painter: QPainter, fill: str, line: str, *, radius: float = RADIUS_CONTROL, width: float = 1
    ) -> None:
        """Paint the control's ground, and over its edge the 2-px ring when it has the focus."""
        theme = Theme.current()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        focus = self.hasFocus()
        width = 2.0 if focus else width
        painter.setBrush(theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
        # A ring in ink on a teal ground, where teal would not be seen.
        ring = "ink" if fill == "teal" else "teal"
        tone = ring if focus else line
        painter.setPen(QPen(theme.color(tone), width) if tone else Qt.PenStyle.NoPen)
        inset = width / 2
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, radius - inset, radius - inset)
        if focus and fill == "teal":
            painter.setPen(QPen(theme.color("surface"), 1))
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), radius - 3, radius - 3)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.EnabledChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)


class Button(Painted):
    """The button of the kit. Kinds: plain; primary (one a window); text (no frame, for lesser acts)."""

    def __init__(
        self,
        text: str = "",
        *,
        kind: str = "plain",
        icon: str = "",
        key: str = "",
        px: int = Px.BODY,
        height: int = CONTROL,
        parent: QWidget | None = None,
    ) -> None:
        """`key` is printed as given; use `Button.of` to take it from an action."""
        super().__init__(text, parent)
        self._kind, self._icon_name, self._key = kind, icon, key
        self._action: QAction | None = None
        self._words: Words | None = None
        self._show_key = True
        self._put_away = False  # hidden because its action is
        self.setFont(Theme.current().font(max(px, Px.META), SEMIBOLD if kind == "primary" else MEDIUM))
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.set_key(key)

    @classmethod
    def of(
        cls,
        action: QAction,
        words: Words,
        *,
        kind: str = "plain",
        icon: str = "",
        px: int = Px.BODY,
        height: int = CONTROL,
        show_key: bool = True,
        parent: QWidget | None = None,
    ) -> Button:
        """A button that does what `action` does, with its text, its key and its state, now and later."""
        button = cls("", kind=kind, icon=icon, px=px, height=height, parent=parent)
        button._action, button._words, button._show_key = action, words, show_key
        action.changed.connect(button._follow)
        button.clicked.connect(action.trigger)
        button._follow()
        return button

    def _follow(self) -> None:
        action, words = self._action, self._words
        if action is None or words is None:
            return
        self.setEnabled(action.isEnabled())
        if not action.isVisible():
            self._put_away = True
            self.hide()
        elif self._put_away:
            self._put_away = False
            self.show()
        self.setCheckable(action.isCheckable())
        self.setChecked(action.isChecked())
        self.set_text(action.text().replace("&&", "\0").replace("&", "").replace("\0", "&"))
        self.set_key(key_text(action.shortcut(), words) if self._show_key else "")

    def set_key(self, key: str) -> None:
        """Print another key on it."""
        self._key = key
        self.setAccessibleDescription(key)
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self.update()

    def nextCheckState(self) -> None:
        # The action owns the state; two owners would toggle twice.
        if self._action is None:
            super().nextCheckState()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._follow()
        super().changeEvent(event)

    # ------------------------------------------------------------------ sizes
    @property
    def _pad(self) -> int:
        return 8 if self._kind == "text" else 16

    def _key_width(self) -> float:
        return QFontMetricsF(Theme.current().font(Px.META, SEMIBOLD)).horizontalAdvance(self._key) + 2 * KEY_PAD

    def _content(self, *, key: bool = True) -> float:
        width = QFontMetricsF(self.font()).horizontalAdvance(self._text)
        if self._icon_name:
            width += ICON + (GAP if self._text else 0)
        return width + (KEY_GAP + self._key_width() if key and self._key else 0)

    def sizeHint(self) -> QSize:
        return QSize(round(self._content() + 2 * self._pad + 1), self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._content(key=False) + 2 * self._pad + 1), self.maximumHeight())

    # ------------------------------------------------------------------ drawing
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = self._paint_ground(painter)
        theme = Theme.current()
        room = self.width() - 2 * self._pad
        with_key = bool(self._key) and self._content() <= room + 1
        x = self._pad + max(0.0, (room - self._content(key=with_key)) / 2)
        middle = self.height() / 2
        if self._icon_name:
            pixmap = theme.pixmap(
                self._icon_name, ink if ink != "ink" else "ink2", ICON, ratio=self.devicePixelRatioF()
            )
            painter.drawPixmap(round(x), round(middle - ICON / 2), pixmap)
            x += ICON + GAP
        metrics = QFontMetricsF(self.font())
        room_for_text = self.width() - self._pad - x - (KEY_GAP + self._key_width() if with_key else 0)
        text = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, room_for_text + 1)
        painter.setFont(self.font())
        painter.setPen(theme.color(ink))
        painter.drawText(QRectF(x, 0, room_for_text + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        if with_key:
            x += metrics.horizontalAdvance(text) + KEY_GAP
            self._paint_key(painter, QRectF(x, middle - 11, self._key_width(), 22), ink)

    def _paint_ground(self, painter: QPainter) -> str:
        """Paint the ground and answer the tone of the words on it."""
        on = self.isChecked()
        if not self.isEnabled():
            self.ground(painter, "sunken" if self._kind != "text" else "", "hairline" if self._kind != "text" else "")
            return "ink2"
        if self._kind == "primary":
            self.ground(painter, "teal", "teal")
            if self.isDown() or self.underMouse():
                # Light on dark and dark on light both read as "pressed" without another token.
                veil = Theme.current().color("ink")
                veil.setAlphaF(0.22 if self.isDown() else 0.10)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(veil)
                painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CONTROL, RADIUS_CONTROL)
            return "on_teal"
        if on:
            self.ground(painter, "teal_soft", "teal", width=2)
            return "teal"
        if self._kind == "text":
            self.ground(painter, "sunken" if self.isDown() or self.underMouse() else "", "")
            return "teal"
        self.ground(painter, "hairline" if self.isDown() else "sunken" if self.underMouse() else "surface", "control")
        return "ink"

    def _paint_key(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        theme = Theme.current()
        line = theme.color(ink if ink != "ink" else "ink2")
        line.setAlphaF(0.45)
        painter.setPen(QPen(line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setPen(theme.color("ink2" if ink == "ink" else ink))
        painter.setFont(theme.font(Px.META, SEMIBOLD))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._key)


class KeyCap(QLabel):
    """A key as it stands in footers and beside things that are no buttons."""

    def __init__(self, text: str = "", px: int = Px.META, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(Theme.current().font(px, SEMIBOLD))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        height = round(self.font().pixelSize() * 1.57)
        return QSize(max(round(metrics.horizontalAdvance(self.text()) + 2 * KEY_PAD + 2), round(height * 1.36)), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_key_cap(painter, self.rect(), self.text(), self.font().pixelSize())


def paint_key_cap(painter: QPainter, rect: QRect, text: str, px: int = Px.META) -> None:
    """A key cap: a rounded box whose lower edge is thicker, as on a keyboard."""
    theme = Theme.current()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -1.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("control"))
    painter.drawRoundedRect(box.adjusted(-0.5, 1, 0.5, 1.5), 5.5, 5.5)
    painter.setPen(QPen(theme.color("control"), 1))
    painter.setBrush(theme.color("surface"))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(theme.color("ink2"))
    painter.setFont(theme.font(px, SEMIBOLD))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
