"""From a row to a story: what is masked, what an import changes, and what it leaves alone."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emptychair.app import commands as c
from emptychair.app.handlers import imports
from emptychair.app.intake import decode_raw, digest_of, encode_raw, prepare
from emptychair.app.intake_parts import from_line, to_line
from emptychair.app.intake_ports import ImportReport, PreparedRow
from emptychair.app.outcome import Context
from emptychair.app.ports import Batch, StoryFilter, Unit
from emptychair.app.preparing import BackgroundPreparing
from emptychair.domain.change import Change
from emptychair.domain.errors import BadInput
from emptychair.domain.ids import StoryId
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.domain.story import Clearance, Ladder, Story
from emptychair.gather.importing import completed, take_in
from emptychair.gather.reader import StoryReader
from emptychair.gather.source import SourceFile
from tests.core import Core, open_core

LIFT = "The lift in our house stood still for eleven days and nobody called us back."
TRAIN = "Der Zug fiel aus, und auf dem Bahnsteig wusste vier Stunden lang niemand etwas."


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Core]:
    found = open_core(tmp_path / "test.emptychair")
    yield found
    found.workspace.close()


@dataclass(frozen=True)
class Rows:
    """A reader whose file is in memory."""

    rows: Sequence[RawStory | Refused]
    name: str = "zendesk"
    title: str = "Zendesk"

    def recognise(self, file: SourceFile) -> float:
        return 1.0

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        return iter(self.rows)


@dataclass(frozen=True)
class Found:
    file: SourceFile
    reader: StoryReader | None
    beside: tuple[SourceFile, ...] = ()
    sentence: str = ""


def given_rows(*rows: RawStory | Refused, name: str = "export.json") -> Found:
    return Found(SourceFile(name), Rows(rows))


def bring(core: Core, *rows: RawStory | Refused, vouched_by: str = "", name: str = "export.json") -> ImportReport:
    found = given_rows(*rows, name=name)
    report = take_in(found, core.service, vouched_by=vouched_by)  # type: ignore[arg-type]
    return completed(report, BackgroundPreparing(core.service, None))


def only(core: Core) -> Story:
    story = core.reader.story_by_source_id("1")
    assert story is not None
    return story


# ------------------------------------------------------------------------------------------------ a row
def made(raw: RawStory, **batch: str) -> Story:
    return prepare(raw, Batch("b", "export.json", "zendesk", 1, **batch), StoryId("s"), 5)  # type: ignore[arg-type]


def test_known_names_stand_in_the_raw_row_alone() -> None:
    raw = RawStory(
        f"{LIFT} Svenja Zwiebelfisch",
        '{"requester": "Svenja Zwiebelfisch"}',
        "1",
        names=("Svenja Zwiebelfisch",),
        headline="Complaint of Svenja Zwiebelfisch",
        excerpt="nobody called us back. Svenja Zwiebelfisch",
        customer="Svenja Zwiebelfisch",
        segment="tenants",
        facts=("NPS 3", "Zwiebelfisch waits"),
        tags=("lift", "zwiebelfisch"),
        title="Ticket of Zwiebelfisch",
    )
    story = made(raw)
    assert "Zwiebelfisch" in story.raw
    told = repr(replace(story, raw="")).casefold()
    assert "zwiebelfisch" not in told and "svenja" not in told
    assert story.text.startswith(LIFT) and story.customer == "" and story.segment == "tenants"
    assert story.facts == ("NPS 3",) and story.tags == ("lift",)


def test_a_row_is_made_a_story() -> None:
    story = made(RawStory(f"„{TRAIN}“", source_id="1", tags=("heikel",), weight=7, verbatim=False))
    assert (story.text, story.language, story.verbatim, story.sensitive, story.weight) == (TRAIN, "de", True, True, 7)
    assert story.headline and story.clearance is Clearance.WAITING and story.provenance.source == "zendesk"


def test_whoever_vouches_gets_an_excerpt_that_fits() -> None:
    story = made(RawStory(" ".join([LIFT] * 9), source_id="1"), vouched_by="Petra Lindner")
    assert story.on_wall_allowed and story.cleared_by == "Petra Lindner" and 0 < len(story.excerpt) <= 420


@settings(max_examples=60)
@given(st.text(max_size=120), st.text(max_size=60), st.lists(st.text(min_size=1, max_size=12), max_size=3))
def test_any_row_is_prepared(text: str, headline: str, names: list[str]) -> None:
    raw = RawStory(text, "{}", headline=headline, names=tuple(names), customer=headline, tags=tuple(names))
    back = decode_raw(encode_raw(raw))
    if text.isascii() and headline.isascii() and all(map(str.isascii, names)):
        assert back == raw
    story = made(back)
    assert "\x00" not in story.text and len(story.headline) <= 200 and digest_of(back) == story.provenance.digest


def test_parts_travel_between_processes() -> None:
    part = (PreparedRow(1, "b", "x", ("ä", 1, None), b"\x00\xff"), PreparedRow(2, "b", "", refused="why", line=7))
    assert from_line(to_line(part)) == part


# ------------------------------------------------------------------------------------------------ into the library
def test_the_figures_are_exact(core: Core) -> None:
    rows = [RawStory(f"{LIFT} It was lift {n}.", source_id=str(n)) for n in range(30)]
    first = bring(core, *rows, Refused(31, "there is no text in this row"))
    assert (first.read, first.added, first.refused_count, first.waiting) == (31, 30, 1, 0)
    again = bring(
        core, *rows[:10], replace(rows[10], text=f"{LIFT} Other words now."), RawStory(TRAIN), RawStory(TRAIN)
    )
    assert (again.read, again.added, again.updated, again.duplicates) == (13, 1, 1, 11)
    assert core.reader.counts().stories == 31


def test_an_edit_by_hand_outlives_the_same_row_and_not_another_one(core: Core) -> None:
    raw = RawStory(LIFT, source_id="1")
    bring(core, raw)
    core.service.execute(c.EditStory(replace(only(core), text="The lift stood still.", headline="Lift")))
    core.service.execute(c.ClearStories((only(core).id,), "Petra Lindner"))
    assert bring(core, raw).duplicates == 1
    report = bring(core, replace(raw, outcome=Ladder.RESOLVED, original='{"status": "solved"}'))
    assert report.updated == 1
    assert (only(core).text, only(core).outcome) == ("The lift stood still.", Ladder.RESOLVED)
    assert only(core).on_wall_allowed, "the room reads the same words"
    assert bring(core, replace(raw, text=f"{LIFT} Still not.")).updated == 1
    assert only(core).text == f"{LIFT} Still not." and not only(core).on_wall_allowed


def test_never_stays_never_and_a_stand_in_does_not_come_back_cleared(core: Core) -> None:
    bring(core, RawStory(LIFT, source_id="1"))
    core.service.execute(c.NeverShow((only(core).id,)))
    bring(core, RawStory(f"{LIFT} Again.", source_id="1"), vouched_by="Petra Lindner")
    assert only(core).clearance is Clearance.NEVER and only(core).text.endswith("Again.")


def test_near_duplicates_are_one_group(core: Core) -> None:
    rows = [RawStory(LIFT, source_id="1", weight=2), RawStory(TRAIN, source_id="2")]
    bring(core, *rows)
    bring(core, RawStory(LIFT.replace("eleven", "ten") + " Really.", source_id="3", weight=3))
    twin = core.reader.story_by_source_id("3")
    assert twin is not None and twin.twin_of == only(core).id and only(core).twin_of == ""
    other = core.reader.story_by_source_id("2")
    assert other is not None and other.twin_of == ""
    bring(core, RawStory("Now it is about a washing machine that flooded the whole cellar.", source_id="3"))
    twin = core.reader.story_by_source_id("3")
    assert twin is not None and twin.twin_of == ""


def test_taken_back_before_it_was_prepared(core: Core) -> None:
    rows = [RawStory(f"{LIFT} It was lift {n}.", source_id=str(n)) for n in range(50)]
    report = take_in(given_rows(*rows), core.service)  # type: ignore[arg-type]
    assert report.waiting == 50 and core.reader.counts().stories == 0
    assert len(core.reader.story_ids(StoryFilter(search="lift"))) == 0
    core.service.execute(c.Undo("library"))
    done = BackgroundPreparing(core.service, None).finish(report.batch_id)
    assert (done.added, done.waiting) == (0, 0) and core.reader.counts().stories == 0


def test_a_file_that_breaks_off_leaves_nothing_half_imported(core: Core) -> None:
    def broken() -> Iterator[RawStory]:
        for number in range(1_000):
            yield RawStory(f"{LIFT} It was lift {number}.", source_id=str(number))
        raise BadInput("The file breaks off.")

    found = given_rows()
    object.__setattr__(found.reader, "rows", broken())
    with pytest.raises(BadInput):
        take_in(found, core.service)  # type: ignore[arg-type]
    preparing = BackgroundPreparing(core.service, None)
    [batch_id] = [row[0] for row in core.reader.connection.execute("SELECT id FROM batch")]
    assert preparing.finish(batch_id).added == 0 and core.reader.counts().stories == 0
    assert core.service.run(lambda unit: unit.incoming.waiting()).result() == 0


def test_one_row_that_cannot_be_prepared_stops_no_other(core: Core) -> None:
    core.service.execute(c.OpenBatch(Batch("b", "x.csv", "csv", 1)))
    bodies = [encode_raw(RawStory(LIFT, source_id="1")), "{", "[]", encode_raw(RawStory(TRAIN, source_id="2"))]
    core.service.run(lambda unit: unit.incoming.add("b", bodies)).result()
    done = BackgroundPreparing(core.service, None).finish("b")
    assert (done.added, done.refused_count, len(done.refused), done.waiting) == (2, 2, 2, 0)


def test_two_parts_of_one_row_count_once(core: Core) -> None:
    core.service.execute(c.OpenBatch(Batch("b", "x.csv", "csv", 1)))
    core.service.run(lambda unit: unit.incoming.add("b", [encode_raw(RawStory(LIFT, source_id="1"))])).result()
    story = prepare(RawStory(LIFT, source_id="1"), Batch("b", "x.csv", "csv", 1), StoryId(core.service.new_id()), 1)
    row = core.service.run(lambda unit: unit.incoming.head(0, 1)[0][0]).result()
    columns = core.service.run(lambda unit: unit.incoming.columns(story)).result()
    for _ in range(2):
        core.service.execute(c.StorePrepared((PreparedRow(row, "b", "1", columns),)))
    batch = core.service.run(lambda unit: unit.batches.need("b")).result()
    assert (batch.added, batch.duplicates) == (1, 0) and core.reader.counts().stories == 1


def test_what_preparing_tells(tmp_path: Path) -> None:
    core = open_core(tmp_path / "told.emptychair", threaded=True)
    rows = [RawStory(f"{LIFT} It was lift {secrets.token_hex(8)}.", source_id=str(n)) for n in range(60)]
    preparing = BackgroundPreparing(core.service, core.workspace.path)
    told: list[tuple[int, int]] = []
    preparing.on_progress = lambda done, total, _: told.append((done, total))
    report = take_in(given_rows(*rows), core.service)  # type: ignore[arg-type]
    preparing.start()
    assert completed(report, preparing).added == 60
    assert told[-1] == (60, 60) and preparing.progress() == (0, 0)
    preparing.close()
    core.workspace.close()


def many(core: Core) -> ImportReport:
    return bring(core, *(RawStory(text=f"{LIFT} It was day {n} of {n * n}.", source_id=str(n)) for n in range(250)))


def test_a_large_batch_is_taken_back_and_brought_back_part_by_part(core: Core) -> None:
    assert many(core).added == 250
    told: list[Change] = []
    core.service.on_followed = told.append
    core.service.execute(c.DeleteStories((only(core).id,)))
    core.service.execute(c.Undo("library"))
    core.service.execute(c.Undo("library"))
    assert core.reader.counts().stories == 0 and told == [Change.STORIES | Change.LIVE]
    core.service.execute(c.Redo("library"))
    assert core.reader.counts().stories == 250


def test_taking_back_goes_on_after_a_kill(core: Core) -> None:
    batch_id = many(core).batch_id

    def begin(unit: Unit) -> None:  # and nobody follows
        imports.drop_batch(c.DropBatch(batch_id), Context(unit, 1_900_000_000_000, core.service.new_id, "UTC"))

    core.service.run(begin).result()
    assert core.reader.counts().stories == 150
    BackgroundPreparing(core.service, None).finish(batch_id)  # when the program starts again
    assert core.reader.counts().stories == 0
