"""The theme: tokens, palette, one style sheet, fonts and icons, switched live.

One `Theme` lives on the application (a child of it, as Qt's own palette is); widgets find it with `Theme.current()` and
repaint when Qt tells them that the style has changed.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

from emptychair.app.paths import resources
from emptychair.ui.sheet import style_sheet
from emptychair.ui.tokens import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH, Px, Tokens

SANS, SERIF = "Inter", "Source Serif 4"
NORMAL, MEDIUM, SEMIBOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold


class ThemeChoice(StrEnum):
    """What a person has chosen in the settings. `AUTO` follows the system where it says, and is light where not."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours, type and icons of the running application. `changed` follows every switch."""

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        choice: ThemeChoice = ThemeChoice.AUTO,
        *,
        folder: Path | None = None,
        high_contrast: bool | None = None,
    ) -> None:
        """`folder` holds fonts and icons (default: resources); `high_contrast` None follows the system."""
        super().__init__(app)
        self.setObjectName("theme")
        app.setProperty("theme", self)  # found by name; findChild would wrap every child, at 5 ms for Qt's own style
        self._app = app
        self._folder = folder or resources()
        self._choice = choice
        self._high = high_contrast
        self._svg: dict[str, bytes] = {}
        self._pixmaps: dict[tuple[str, str, float, float], QPixmap] = {}
        self._icons: dict[tuple[str, str, int, str], QIcon] = {}
        self._fonts: dict[tuple[int, QFont.Weight, bool, bool, bool], QFont] = {}
        self._fallbacks = self._load_fonts()
        self.tokens: Tokens = LIGHT
        self.dark = False
        if not app.property("fusion"):  # our own application starts with it, which saves 5 ms of a style's wrapper
            app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(self.font(Px.BODY))
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        app.styleHints().accessibility().contrastPreferenceChanged.connect(self._system_changed)
        self._apply()

    @staticmethod
    def current() -> Theme:
        """The application's theme. Raises RuntimeError before one was made."""
        app = QApplication.instance()
        theme = app.property("theme") if app is not None else None
        if not isinstance(theme, Theme):
            raise RuntimeError("No Theme was made for this application")
        return theme

    # ------------------------------------------------------------------ choosing
    @property
    def choice(self) -> ThemeChoice:
        """What was asked for; `dark` says what came of it."""
        return self._choice

    def use(self, choice: ThemeChoice, *, high_contrast: bool | None = None) -> None:
        """Switch live. `high_contrast` None follows the system."""
        self._choice, self._high = choice, high_contrast
        self._apply()

    def _system_changed(self) -> None:
        if self._wanted() != (self.dark, self._is_high):
            self._apply()

    def _wanted(self) -> tuple[bool, bool]:
        hints = self._app.styleHints()
        # Under xcb without a platform theme the scheme is Unknown: light then.
        dark = self._choice is ThemeChoice.DARK or (
            self._choice is ThemeChoice.AUTO and hints.colorScheme() is Qt.ColorScheme.Dark
        )
        high = self._high
        if high is None:
            high = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        return dark, high

    def _apply(self) -> None:
        self.dark, self._is_high = self._wanted()
        self.tokens = (DARK_HIGH if self._is_high else DARK) if self.dark else (LIGHT_HIGH if self._is_high else LIGHT)
        self._icons.clear()
        self._app.setPalette(palette(self.tokens))
        shade = "dark" if self.dark else "light"
        styles = self._folder / "styles"
        tick, arrow = (styles / f"{name}-{shade}.svg" for name in ("tick", "arrow"))
        self._app.setStyleSheet(style_sheet(self.tokens, check=tick.as_posix(), arrow=arrow.as_posix()))
        self.changed.emit()

    # ------------------------------------------------------------------ colour and type
    def color(self, tone: str) -> QColor:
        """The colour of a tone: a token's name, or "#rrggbb" itself."""
        return QColor(tone if tone.startswith("#") else getattr(self.tokens, tone))

    def font(
        self,
        px: float = Px.BODY,
        weight: QFont.Weight = NORMAL,
        *,
        serif: bool = False,
        italic: bool = False,
        tabular: bool = False,
    ) -> QFont:
        """Inter, or Source Serif 4 for the customer's words; `tabular` is for figures in columns and clocks.

        Tabular figures are not the rule: in Inter they widen hyphens too, and "two-way" falls apart.
        """
        key = (round(px), weight, serif, italic, tabular)
        if (known := self._fonts.get(key)) is not None:
            return QFont(known)
        font = QFont(SERIF if serif else SANS)
        font.setFamilies([SERIF if serif else SANS, *self._fallbacks])
        font.setPixelSize(round(px))
        font.setWeight(weight)
        font.setItalic(italic)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        self._fonts[key] = font
        return QFont(font)

    def _load_fonts(self) -> list[str]:
        """Load the bundled fonts; answer the families that fill the gaps of the two voices (scripts, emoji)."""
        families: list[str] = []
        folder = self._folder / "fonts"
        for path in sorted((*folder.rglob("*.ttf"), *folder.rglob("*.otf"))):
            number = QFontDatabase.addApplicationFont(str(path))
            if number >= 0:
                families += QFontDatabase.applicationFontFamilies(number)
        fillers = dict.fromkeys(family for family in families if family.startswith("Noto"))
        return [*fillers]

    # ------------------------------------------------------------------ drawings
    def svg(self, name: str) -> bytes:
        """The text of resources/icons/NAME.svg or resources/chair/NAME.svg; an empty drawing where there is none."""
        if name not in self._svg:
            self._svg[name] = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>'
            for folder in ("chair", "icons"):
                path = self._folder / folder / f"{name}.svg"
                if path.is_file():
                    self._svg[name] = path.read_bytes()
                    break
        return self._svg[name]

    def draw(self, painter: QPainter, name: str, rect: QRectF, tone: str = "ink2", *, stroke: str = "") -> None:
        """Draw an icon or the chair into `rect` in the colour of `tone`; `stroke` replaces its width of line."""
        draw_svg(painter, self.svg(name), rect, self.color(tone).name(), stroke=stroke)

    def pixmap(self, name: str, tone: str = "ink2", px: float = 18, *, ratio: float = 0) -> QPixmap:
        """An icon as a square of `px` logical pixels; `ratio` 0 takes the application's highest device ratio."""
        ratio = ratio or self._app.devicePixelRatio()
        colour = self.color(tone).name()
        key = (name, colour, px, ratio)
        if key not in self._pixmaps:
            if len(self._pixmaps) > 500:
                self._pixmaps.clear()
            pixmap = QPixmap(QSize(round(px * ratio), round(px * ratio)))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            draw_svg(painter, self.svg(name), QRectF(0, 0, px * ratio, px * ratio), colour)
            painter.end()
            pixmap.setDevicePixelRatio(ratio)
            self._pixmaps[key] = pixmap
        return self._pixmaps[key]

    def icon(self, name: str, tone: str = "ink2", px: int = 18, *, on: str = "") -> QIcon:
        """An icon for actions and Qt's own controls, sharp at 1, 2 and 3 times; `on` is the tone when checked."""
        key = (name, tone, px, on)
        if key not in self._icons:
            icon = QIcon()
            for ratio in (1.0, 2.0, 3.0):
                icon.addPixmap(self.pixmap(name, tone, px, ratio=ratio))
                if on:
                    icon.addPixmap(self.pixmap(name, on, px, ratio=ratio), state=QIcon.State.On)
            self._icons[key] = icon
        return self._icons[key]


def draw_svg(painter: QPainter, svg: bytes, rect: QRectF, colour: str, *, stroke: str = "") -> None:
    """Draw `svg` into `rect` with `currentColor` replaced, and its first stroke width by `stroke` where given."""
    data = svg.replace(b"currentColor", colour.encode())
    if stroke:
        start = data.find(b'stroke-width="')
        if start >= 0:
            end = data.index(b'"', start + 14)
            data = data[: start + 14] + stroke.encode() + data[end:]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(data)).render(painter, rect)
    painter.restore()


def palette(tokens: Tokens) -> QPalette:
    """The palette for Fusion in the colours of `tokens`."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.paper,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Button: tokens.surface,
        role.ToolTipBase: tokens.ink,
        role.WindowText: tokens.ink,
        role.Text: tokens.ink,
        role.ButtonText: tokens.ink,
        role.ToolTipText: tokens.paper,
        role.PlaceholderText: tokens.ink2,
        role.Highlight: tokens.teal,
        role.HighlightedText: tokens.on_teal,
        role.Link: tokens.teal,
        role.Accent: tokens.teal,
        role.Mid: tokens.hairline,
        role.Dark: tokens.control,
        role.Light: tokens.surface,
        role.Shadow: tokens.control,
    }
    result = QPalette()
    for which, colour in colours.items():
        result.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.ink2))
    return result
