"""The paragraph: leading, marks, cutting, the hanging quotation mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from emptychair.ui.theme import Theme
from emptychair.ui.widgets import Mark, MarkKind, Para

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TEXT = "Nach 30 Stunden hatte ich keine Antwort. Ich habe dann bei der Kette zwei Straßen weiter gefragt."


def make(qtbot: QtBot, text: str = TEXT, width: int = 300, **more: object) -> Para:
    para = Para(text, 20, 1.5, **more)  # type: ignore[arg-type]
    qtbot.addWidget(para)
    para.resize(width, para.heightForWidth(width))
    return para


def shot(para: Para) -> QImage:
    return para.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_height_is_lines_times_leading(qtbot: QtBot) -> None:
    para = make(qtbot)
    lines = len(para._lay(300).lines)
    assert lines >= 3
    assert para.heightForWidth(300) == lines * 30 + 2
    assert para.heightForWidth(900) < para.heightForWidth(300)


def test_an_empty_line_is_a_smaller_gap(qtbot: QtBot) -> None:
    assert make(qtbot, "one\n\ntwo").heightForWidth(300) == int(2 * 30 + 0.45 * 30 + 2)


def test_it_is_cut_after_its_last_line(qtbot: QtBot) -> None:
    para = make(qtbot, max_lines=2)
    lines = para._lay(300).lines
    assert len(lines) == 2
    assert lines[-1].layout.text().endswith("…")
    assert para.heightForWidth(300) == 62
    assert para.text() == TEXT, "a screen reader reads all of it"
    whole = make(qtbot, "Short.", max_lines=2)
    assert whole._lay(300).lines[0].layout.text() == "Short."


def test_a_cut_line_with_marked_words_stays_within_its_width(qtbot: QtBot) -> None:
    marks = [Mark(0, len(TEXT), MarkKind.STRONG)]
    for width in range(120, 400, 20):
        para = make(qtbot, TEXT, width, marks=marks, max_lines=1)
        laid = para._lay(width)
        assert laid.lines[0].layout.lineAt(0).naturalTextWidth() <= width
        assert laid.lines[0].layout.text().endswith("…")


def test_squeezed_by_a_layout_it_ends_in_an_ellipsis_instead_of_a_clipped_line(qtbot: QtBot) -> None:
    para = make(qtbot)
    para.resize(300, 40)
    lines = para._lay_in_sight().lines
    assert len(lines) == 1
    assert lines[0].layout.text().endswith("…")
    para.resize(300, para.heightForWidth(300) - 3)
    assert not para._lay_in_sight().lines[-1].layout.text().endswith("…")


def test_it_is_cut_when_another_block_follows(qtbot: QtBot) -> None:
    para = make(qtbot, "one\ntwo", max_lines=1)
    assert [line.layout.text() for line in para._lay(300).lines] == ["one…"]


def test_the_quotation_mark_hangs(qtbot: QtBot) -> None:
    para = make(qtbot, quote=("„", "“"))
    lines = para._lay(300).lines
    xs = [line.layout.lineAt(0).position().x() for line in lines]
    assert xs[0] == 0
    assert len(set(xs[1:])) == 1
    assert xs[1] > 4
    assert para.text().startswith("„Nach")
    assert para.text().endswith("gefragt.“")


@pytest.mark.parametrize("before", ["", "😀 ", "👨‍👩‍👧‍👦🇩🇪 "])
@pytest.mark.parametrize("kind", [MarkKind.MASKED, MarkKind.DOUBTFUL])
def test_marks_stand_under_their_words_also_behind_emoji(qtbot: QtBot, kind: MarkKind, before: str) -> None:
    text = before + "by Frau Thalbach today"
    start = text.index("Frau")
    para = make(qtbot, text, 600, marks=[Mark(start, 13, kind)])
    layout = para._lay(600).lines[0].layout  # kept: a line must not outlive its layout
    line = layout.lineAt(0)
    units = len(text[:start].encode("utf-16-le")) // 2

    def at(unit: int) -> float:
        found: Any = line.cursorToX(unit)
        return float(found[0] if isinstance(found, tuple) else found)

    ground = Theme.current().color("teal_soft" if kind is MarkKind.MASKED else "ochre_soft").rgb()
    image = shot(para)
    columns = [x for x in range(image.width()) if any(image.pixel(x, y) == ground for y in range(image.height()))]
    assert columns[0] == pytest.approx(at(units) - 2, abs=2)
    assert columns[-1] == pytest.approx(at(units + 13) + 2, abs=2)


def test_a_mark_outside_the_text_is_left_out(qtbot: QtBot) -> None:
    para = make(qtbot, "short", marks=[Mark(3, 40, MarkKind.MATCHED), Mark(-1, 2, MarkKind.MATCHED)])
    assert para._marks == ()


def test_a_mark_over_two_lines_is_drawn_on_both(qtbot: QtBot) -> None:
    para = make(qtbot, TEXT, 200, marks=[Mark(0, len(TEXT), MarkKind.DOUBTFUL)])
    image = shot(para)
    ground = Theme.current().color("ochre_soft").rgb()
    for index in range(len(para._lay(200).lines)):
        assert any(image.pixel(x, index * 30 + 15) == ground for x in range(image.width()))


@given(
    text=st.text(max_size=200),
    width=st.integers(80, 500),
    limit=st.integers(0, 4),
    marks=st.lists(st.builds(Mark, st.integers(0, 60), st.integers(0, 60), st.sampled_from(MarkKind)), max_size=4),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_drawn(qtbot: QtBot, text: str, width: int, limit: int, marks: list[Mark]) -> None:
    para = make(qtbot, text, width, marks=marks, max_lines=limit, quote=("„", "“"))
    para.resize(width, min(800, max(20, para.heightForWidth(width))))
    assert not shot(para).isNull()
    if limit:
        assert len(para._lay(width).lines) <= limit
