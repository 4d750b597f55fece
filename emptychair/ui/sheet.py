"""The one style sheet, made from tokens and set once per theme on the application."""

from __future__ import annotations

from emptychair.ui.tokens import Tokens

# `@name` is a token. Sizes of type are not here: a style sheet with fonts would override every QWidget.setFont.
_SHEET = """
* { outline: 0; }
QWidget#root, QDialog { background: @paper; }
QToolTip { background: @ink; color: @paper; border: 0; padding: 4px 8px; }
QLabel { background: transparent; color: @ink; }
QLabel[tone="ink2"] { color: @ink2; }
QLabel[tone="teal"] { color: @teal; }
QLabel[tone="rust"] { color: @rust; }
QLabel[tone="ochre"] { color: @ochre; }
QLabel[tone="on_teal"] { color: @on_teal; }
QFrame[role="card"] { background: @surface; border: 1px solid @hairline; border-radius: 12px; }
QFrame[role="open"] { background: @surface; border: 2px solid @teal; border-radius: 12px; }
QFrame[role="flat"] { background: @sunken; border: 0; border-radius: 10px; }
QFrame[role="note"] { background: @ochre_soft; border: 0; border-radius: 10px; }
QFrame[role="good"] { background: @teal_soft; border: 0; border-radius: 10px; }
QFrame[role="nav"] { background: @paper; border: 0; border-right: 1px solid @hairline; }
QFrame[role="bar"] { background: @surface; border: 0; border-bottom: 1px solid @hairline; }
QFrame[role="hint"] { background: @paper; border: 0; border-top: 1px solid @hairline; }
QFrame[role="row"] { background: transparent; border: 0; border-bottom: 1px solid @hairline; }
QFrame[role="hair"] { background: @hairline; border: 0; }
QFrame[role="toast"] { background: @ink; border: 0; border-radius: 10px; }
QFrame[role="toast"] QLabel { color: @paper; }
QFrame[role="popover"] { background: @surface; border: 1px solid @control; border-radius: 12px; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QTimeEdit, QSpinBox {
    background: @surface; color: @ink; border: 1px solid @control; border-radius: 8px; padding: 7px 10px;
    placeholder-text-color: @ink2;
    selection-background-color: @teal; selection-color: @on_teal; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus, QTimeEdit:focus,
QSpinBox:focus {
    border: 2px solid @teal; padding: 6px 9px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QDateEdit:disabled,
QSpinBox:disabled { background: @sunken; color: @ink2; }
QLineEdit[bare="true"], QPlainTextEdit[bare="true"] { border: 1px solid transparent; background: transparent; }
QLineEdit[bare="true"]:focus, QPlainTextEdit[bare="true"]:focus { border: 2px solid @teal; background: @surface; }
QComboBox::drop-down { border: 0; width: 32px; }
QComboBox::down-arrow { image: url("@arrow"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: @surface; color: @ink; border: 1px solid @control;
    selection-background-color: @teal_soft; selection-color: @teal; }
QCheckBox, QRadioButton { color: @ink; spacing: 10px; background: transparent; padding: 3px;
    border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid @teal; }
QCheckBox::indicator, QListView::indicator, QRadioButton::indicator { width: 18px; height: 18px;
    border: 1px solid @control; background: @surface; }
QCheckBox::indicator, QListView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 10px; }
QCheckBox::indicator:checked, QListView::indicator:checked, QRadioButton::indicator:checked { background: @teal;
    border: 1px solid @teal; }
QCheckBox::indicator:checked, QListView::indicator:checked { image: url("@check"); }
QRadioButton::indicator:checked { background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
    stop: 0 @on_teal, stop: 0.38 @on_teal, stop: 0.46 @teal, stop: 1 @teal); }
QCheckBox::indicator:indeterminate { background: @teal_soft; border: 1px solid @teal; }
QListView, QTableView, QTreeView { background: transparent; color: @ink; border: 2px solid transparent;
    border-radius: 8px; selection-background-color: @chosen; selection-color: @ink; gridline-color: @hairline;
    alternate-background-color: @sunken; }
QListView:focus, QTableView:focus, QTreeView:focus { border: 2px solid @teal; }
QHeaderView, QHeaderView::section { background: transparent; color: @ink2; border: 0; }
QHeaderView::section { border-bottom: 1px solid @hairline; padding: 8px 12px; text-align: left; }
QMenuBar { background: @surface; color: @ink; }
QMenuBar::item { padding: 6px 10px; background: transparent; border-radius: 6px; }
QMenuBar::item:selected { background: @teal_soft; color: @teal; }
QMenu { background: @surface; color: @ink; border: 1px solid @control; padding: 6px; }
QMenu::item { padding: 7px 32px 7px 14px; border-radius: 6px; }
QMenu::item:selected { background: @teal_soft; color: @teal; }
QMenu::item:disabled { color: @ink2; }
QMenu::separator { height: 1px; background: @hairline; margin: 6px 8px; }
QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: @control; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: @hairline; }
QProgressBar { background: @sunken; border: 0; border-radius: 4px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: @teal; border-radius: 4px; }
QAbstractButton[role="painted"] { background: transparent; border: 0; }
"""


def style_sheet(tokens: Tokens, *, check: str, arrow: str) -> str:
    """The application's style sheet in the colours of `tokens`; `check` and `arrow` are paths of pictures."""
    text = _SHEET.replace("@check", check).replace("@arrow", arrow)
    # Longest names first: @ink would otherwise eat the beginning of @ink2.
    for name, colour in sorted(tokens.as_dict().items(), key=lambda pair: -len(pair[0])):
        text = text.replace(f"@{name}", colour)
    return text
