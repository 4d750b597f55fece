"""The search field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from emptychair.ui.theme import Theme
from emptychair.ui.tokens import Px
from emptychair.ui.widgets.buttons import KeyCap


class SearchField(QLineEdit):
    """Searches while typing: `searched` follows the last key by `delay` ms, and Enter at once."""

    searched = Signal(str)

    def __init__(self, placeholder: str = "", key: str = "", *, delay: int = 80, parent: QWidget | None = None) -> None:
        """`key` is the key that leads here; it is printed at the right while the field is empty."""
        super().__init__(parent)
        self.setFont(Theme.current().font(Px.BODY))
        self.setMinimumHeight(44)
        self.setClearButtonEnabled(True)
        self.setTextMargins(30, 0, 0, 0)
        self._cap = KeyCap(key, parent=self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay)
        self._timer.timeout.connect(self._say)
        self.textChanged.connect(lambda _: self._timer.start())
        self.textChanged.connect(lambda text: self._cap.setVisible(not text and bool(self._cap.text())))
        self.returnPressed.connect(self._say)
        self._cap.setVisible(bool(key))
        self.set_placeholder(placeholder)

    def set_placeholder(self, text: str) -> None:
        """What can be searched, in the field and for screen readers."""
        self.setPlaceholderText(text)
        self.setAccessibleName(text)

    def set_key(self, key: str) -> None:
        """The key that leads here."""
        self._cap.setText(key)
        self._cap.setVisible(bool(key) and not self.text())

    def _say(self) -> None:
        self._timer.stop()
        self.searched.emit(self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        pixmap = Theme.current().pixmap("search", "ink2", 18, ratio=self.devicePixelRatioF())
        painter.drawPixmap(13, self.height() // 2 - 9, pixmap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        hint = self._cap.sizeHint()
        self._cap.setGeometry(
            self.width() - hint.width() - 11, (self.height() - hint.height()) // 2, hint.width(), hint.height()
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            # Qt draws its own cross for clearing; ours has the weight of line of all the others.
            for action in self.findChildren(QAction):
                if action.objectName() == "_q_qlineeditclearaction":
                    action.setIcon(Theme.current().icon("x", "ink2", 16))
