"""Text fits on the wall or is refused; it is never below the floor and never clipped."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emptychair.domain.frame import (
    ChairFrame,
    ClosingFrame,
    Content,
    DecisionFrame,
    StageFrame,
    StoryFrame,
    WelcomeFrame,
)
from emptychair.ui.stage import StageLook, fits, look_for_distance
from emptychair.ui.stage.look import HEIGHT, WIDTH
from emptychair.ui.stage.parts import Chair, Plan, Words, advance_of
from emptychair.ui.stage.plan import plan_content

wild = st.text(st.characters(codec="utf-8"), max_size=120)
floors = st.sampled_from((59, 66, 79, 88))


def story(words: str, **more: object) -> StoryFrame:
    base = StoryFrame("2 · Checkout", words, "en", True, "Returning online shoppers", "Watched in a study")
    return replace(base, **more)  # type: ignore[arg-type]


def fit(words: str, look: StageLook | None = None, **more: object):
    return fits(StageFrame(story(words, **more)), look)


def assert_on_the_wall(plan: Plan, look: StageLook) -> None:
    for part in plan.parts:
        if isinstance(part, Words):
            assert part.face.px >= look.floor
            right = part.x + advance_of(part.face)(part.text)
            assert part.x >= 80, part
            assert right <= WIDTH - 40, part
            assert part.y - part.face.px * 0.73 >= 0, part
            assert part.y + part.face.px * 0.25 <= HEIGHT, part


def words_of(plan: Plan) -> str:
    return " ".join(part.text for part in plan.parts if isinstance(part, Words) and part.face.serif)


# ------------------------------------------------------------------------------------------------------------- stories
def test_sizes_go_down_in_steps_and_stop_at_the_floor() -> None:
    text = "The reset mail landed in spam and nobody answered. "
    sizes = [fit((text * 12)[:length].strip()).px for length in range(50, 480, 10)]
    assert sizes == sorted(sizes, reverse=True)
    assert set(sizes) == {79, 72, 66, 59}


def test_up_to_430_characters_fit() -> None:
    text = "We waited for three weeks and then the wrong part came, so we had to send it back and wait again. " * 5
    assert fit(text[:430]).ok


def test_ten_thousand_characters_are_refused_and_the_chair_stands_there() -> None:
    found = fit("word " * 2000)
    assert not found.ok
    assert found.characters_left < -9000
    plan = plan_content(story("word " * 2000), StageLook())
    assert words_of(plan) == ""
    assert any(isinstance(part, Chair) and part.height == 800 for part in plan.parts)


def test_characters_left_count_down_to_the_refusal() -> None:
    text = "Nobody called us back in all that time and the counter sent us home again. " * 20
    verdicts = [(length, fit(text[:length].strip())) for length in range(100, 900, 50)]
    for length, found in verdicts:
        assert (found.characters_left >= 0) == found.ok, length
    assert verdicts[0][1].ok
    assert not verdicts[-1][1].ok
    first = next(length for length, found in verdicts if not found.ok)
    estimate = verdicts[0][1].most
    assert abs(estimate - first) < 120


def test_farther_seats_take_fewer_characters() -> None:
    near, far = StageLook(), look_for_distance(8)
    assert far.floor == 77
    text = "We waited for three weeks and then the wrong part came, so we had to send it back. " * 5
    assert fit(text[:400], near).ok
    assert not fit(text[:400], far).ok
    assert fit(text[:150], far).ok
    assert fit(text[:150], far).px >= 77
    assert look_for_distance(4).floor == 59
    assert look_for_distance(6).floor == 59


def test_every_demo_story_fits(resources: Path) -> None:
    with (resources / "demo" / "stories.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 60
    found = Counter(fit(row["story"], language=row["language"], verbatim=False).ok for row in rows)
    assert found == {True: 60}


def test_a_shortened_source_is_told() -> None:
    found = fit("It took three weeks.", source="Conversation at the fair in Hannover, written down by a colleague " * 3)
    assert found.ok
    assert found.shortened == ("source",)


def test_an_item_of_two_lines_moves_nothing_else() -> None:
    short = plan_content(story("It took three weeks."), StageLook())
    long = plan_content(
        story("It took three weeks.", heading="3 · Lieferantenbewertungsverfahren: Überarbeitung der Bedingungen"),
        StageLook(),
    )
    heads = [part for part in long.parts if isinstance(part, Words) and part.y < 170]
    assert len(heads) == 2
    assert [p for p in short.parts if not (isinstance(p, Words) and p.y < 170)] == [
        p for p in long.parts if p not in heads
    ]


def test_the_opening_quotation_mark_hangs_and_is_that_of_the_language() -> None:
    for language, opening in (("de", "„"), ("en", "“")):
        plan = plan_content(story("Nie wieder, sagte ich. Wirklich nie, und zwar so.", language=language), StageLook())
        lines = [part for part in plan.parts if isinstance(part, Words) and part.face.serif]
        assert lines[0].text.startswith(opening)
        assert lines[0].x < 416


def test_words_that_are_not_verbatim_have_no_quotation_marks() -> None:
    assert words_of(plan_content(story("Short.", verbatim=False), StageLook())) == "Short."


def test_a_label_stands_before_the_source() -> None:
    plan = plan_content(story("Short.", label="Teaching example"), StageLook())
    assert any(isinstance(p, Words) and p.text == "Teaching example · Watched in a study" for p in plan.parts)


@given(words=wild, heading=wild, customer=wild, source=wild, floor=floors)
@settings(max_examples=60)
def test_whatever_is_typed_stays_on_the_wall(words: str, heading: str, customer: str, source: str, floor: int) -> None:
    look = StageLook(floor=floor)
    content = StoryFrame(heading, words, "de", True, customer, source)
    plan = plan_content(content, look)
    assert_on_the_wall(plan, look)
    assert fits(StageFrame(content), look).ok == plan.fits


def test_a_story_that_fits_is_on_the_wall_whole() -> None:
    text = "Zugesagt waren drei bis fünf Tage. Da hatte er schon Aufträge verloren, 20 % davon für immer."
    assert words_of(plan_content(story(text, verbatim=False), StageLook())) == text


# --------------------------------------------------------------------------------------------------------- other walls
@given(st.lists(wild, min_size=7, max_size=7), st.integers(0, 60), st.integers(0, 60), st.booleans(), floors)
@settings(max_examples=40)
def test_the_other_walls_hold_whatever_is_typed(t: list[str], total: int, heard: int, chair: bool, floor: int) -> None:
    look = StageLook(floor=floor)
    contents: tuple[Content, ...] = (
        ChairFrame(t[0], t[1]),
        DecisionFrame(t[0], t[1], t[2], t[3], t[4], t[5], chair),
        ClosingFrame(t[0], (t[1][:40], t[2][:40]), total, min(heard, total), t[3][:40], t[4][:40]),
        WelcomeFrame(t[0], t[1], t[2]),
    )
    for content in contents:
        assert_on_the_wall(plan_content(content, look), look)


@pytest.mark.parametrize(("length", "size"), [(40, 104), (160, 79), (230, 66)])
def test_a_longer_decision_is_set_smaller_and_whole(length: int, size: int) -> None:
    text = ("Guest checkout in all shops and the account is offered after paying, never before, " * 4)[:length].strip()
    content = DecisionFrame("Decision 3", text, "Jana, by Friday", "Two-way door", "Changed it", "Shoppers", True)
    plan = plan_content(content, StageLook())
    assert fits(StageFrame(content)).ok
    assert plan.px <= size + 15
    said = [p.text for p in plan.parts if isinstance(p, Words) and p.face.weight == 600 and p.face.px == plan.px]
    assert " ".join(said).startswith(text)


@pytest.mark.parametrize(("total", "heard"), [(0, 0), (1, 1), (7, 5), (16, 5), (24, 0), (40, 21)])
def test_closing_chairs_are_counted(total: int, heard: int) -> None:
    content = ClosingFrame("Council", (f"{total} decisions",), total, heard, "changed", "without")
    chairs = [part for part in plan_content(content, StageLook()).parts if isinstance(part, Chair)]
    if total in (0, 40):
        assert len(chairs) == 1
        return
    assert len(chairs) == total
    assert sum(chair.tone == "accent" for chair in chairs) == heard
    assert all(80 <= c.center <= WIDTH - 80 and c.floor - c.height > 200 for c in chairs)
