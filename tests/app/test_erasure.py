"""Whoever asks to be forgotten is forgotten: a name is found in no byte of any file of the workspace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from emptychair.app import commands as c
from emptychair.app.erasure import ErasureReport, report_lines
from emptychair.app.i18n import Words
from emptychair.app.ports import Batch, ItemMatch
from emptychair.app.stage import stage_frame
from emptychair.app.summary import summarise
from emptychair.domain import codec
from emptychair.domain.decision import Counted
from emptychair.domain.errors import BadInput, Conflict
from emptychair.domain.frame import ChairFrame, StoryFrame
from emptychair.domain.ids import ItemId, MeetingId, StoryId
from emptychair.domain.meeting import Candidate, Reason
from emptychair.domain.story import Provenance, Story
from emptychair.report import formats, render_summary
from emptychair.store.backups import backups_of, expire, make_backup, restore
from emptychair.store.forgetting import find, forget
from tests.core import Core, open_core

NAME = "Wilhelmine Zwiebelfisch"
WORD = "Zwiebelfisch"
MAIL = "w.zwiebelfisch@example.org"
TELLING = "elf Wochen auf einen Stuhl mit Kirschholzlehne"


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Core]:
    folder = tmp_path / "workspace"
    folder.mkdir()
    found = open_core(folder / "test.emptychair")
    yield found
    found.workspace.close()


def bytes_of(folder: Path, *words: str) -> list[str]:
    """In which files one of the words stands, in UTF-8 or UTF-16, in any case."""
    found: list[str] = []
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            data = file.read_bytes().lower()
            for word in words:
                found += [
                    f"{word} as {code} in {file.name}"
                    for code in ("utf-8", "utf-16-le", "utf-16-be")
                    if word.lower().encode(code) in data
                ]
    return found


def told(**more: Any) -> Story:
    given: dict[str, Any] = {
        "id": StoryId(""),
        "language": "de",
        "headline": "Der Stuhl, der nie kam",
        "text": f"Sie wartete {TELLING}. Er kam nie.",
        "raw": f'{{"from": "{NAME} <{MAIL}>", "body": "Ich warte {TELLING}"}}',
        "customer": "eine Kundin",
        "channel": "e-mail",
        "provenance": Provenance(source="zendesk", source_id="ZD-4711", file_name="tickets.csv"),
        **more,
    }
    return Story(**given)


def add(core: Core, **more: Any) -> StoryId:
    return StoryId(core.service.execute(c.AddStory(told(**more))).entity)


def busy(core: Core) -> tuple[StoryId, MeetingId]:
    """A story that has been everywhere: told, edited, cleared, shown, decided on, undone, redone, deleted, back."""
    do = core.service.execute
    for n in range(40):
        core.add(f"Somebody else number {n} waited for another thing entirely, and said so.")
    story_id = add(core, text=f"{NAME} wartete {TELLING}.", excerpt="")
    do(c.AddStory(told(text="kurz", raw=f"{NAME}")))
    do(c.Undo("library"))  # its row is gone; the way forward holds it
    found = core.reader.story(story_id)
    assert found is not None
    do(c.EditStory(replace(found, text=f"Sie wartete {TELLING}. Er kam nie.")))
    do(c.ClearStories((story_id,), "Petra Lindner"))
    do(c.OpenBatch(Batch("batch-1", f"Beschwerde {NAME}.eml", "mail", 1)))
    data = core.meeting("Stühle", "Tische")
    reason = Reason("stem", (("title", "Stühle"), ("story", f"{WORD}stuhl")))
    matches = tuple(ItemMatch(i.id, "strong", story_id, (Candidate(story_id, 1.0, (reason,)),)) for i in data.items)
    do(c.ApplyMatches(data.meeting.id, matches))
    do(c.StartMeeting(data.meeting.id))
    do(c.GoNext(data.meeting.id))
    do(c.RecordDecision(data.items[0].id, "Stühle in einer Woche", counted=Counted.CHANGED))
    do(c.SetNote(data.items[0].id, "Herrn Krause fragen"))
    decision = core.data(data.meeting.id).decisions[0]
    do(c.EditDecision(decision.id, "Stühle in zwei Wochen", "", "", None, Counted.CONFIRMED, None, None))
    do(c.DeleteStories((story_id,)))
    do(c.Undo("library"))
    do(c.NeverShow((story_id,)))
    do(c.Undo("library"))
    do(c.Redo("library"))
    do(c.Undo("library"))
    return story_id, data.meeting.id


def erase(core: Core, *terms: str, ids: tuple[StoryId, ...] = (), texts: bool = False) -> ErasureReport:
    path = core.workspace.path
    found = find(path, terms, ids)
    order = c.EraseStories(found.sure, "Petra Lindner", terms, texts, confirm=True)
    return forget(core.service, path, order)


def test_a_name_is_gone_from_every_file(core: Core) -> None:
    story_id, meeting = busy(core)
    folder = core.workspace.path.parent
    assert bytes_of(folder, WORD) and bytes_of(folder, TELLING), "the canary must be there, or nothing is proved"
    found = find(core.workspace.path, [NAME])
    assert story_id in found.sure
    assert (found.files, found.showings > 0, found.decisions, found.items) == (1, True, 1, 2)
    report = erase(core, NAME)
    assert report.swept and report.figures.stories == 1 and report.figures.files == 1
    assert bytes_of(folder, WORD, MAIL, TELLING, "Kirschholz") == []
    assert find(core.workspace.path, [NAME], (story_id,)).empty
    assert isinstance(stage_frame(core.data(meeting), core.reader, _words()).content, ChairFrame)
    core.workspace.close()
    assert bytes_of(folder, WORD, MAIL, TELLING, "Kirschholz") == []


def test_the_decision_stays_and_its_evidence_says_that_it_is_erased(core: Core, resources: Path) -> None:
    _, meeting = busy(core)
    erase(core, NAME)
    data = core.data(meeting)
    decision = data.decisions[0]
    assert decision.text == "Stühle in zwei Wochen" and decision.heard
    evidence = decision.evidence[0]
    assert (evidence.customer, evidence.source, evidence.seal, evidence.verbatim) == ("", "", "", False)
    assert evidence.words in ("[evidence erased]", "[Beleg gelöscht]")
    assert data.items[0].choice.story_id is None and data.items[0].choice.candidates == ()
    core.service.execute(c.EndMeeting(meeting))
    summary = summarise(core.data(meeting), core.reader, _words(), now_ms=core.clock.now_ms())
    for suffix in formats():
        assert TELLING.encode() not in render_summary(summary, suffix, _words())
    assert evidence.words in codec.dumps(summary)


def test_there_is_no_undo_of_it_and_the_other_acts_can_still_be_undone(core: Core) -> None:
    do = core.service.execute
    story_id, meeting = busy(core)
    other = core.add("Another customer, another story.")
    do(c.DeleteStories((story_id, other)))
    erase(core, ids=(story_id,))
    do(c.Undo("library"))  # both were deleted in one act: what is left of it is the other one
    assert core.reader.story(other) is not None and core.reader.story(story_id) is None
    with pytest.raises(Conflict):
        while True:
            do(c.Undo("library"))
    with pytest.raises(Conflict):
        while True:
            do(c.Redo("library"))
    with pytest.raises(Conflict):
        while True:
            do(c.Undo(meeting))
    with pytest.raises(Conflict):
        while True:
            do(c.Redo(meeting))
    assert core.reader.story(story_id) is None
    assert bytes_of(core.workspace.path.parent, TELLING) == []


def test_it_is_asked_for_by_a_person_who_knows(core: Core) -> None:
    story_id = add(core)
    with pytest.raises(Conflict):
        core.service.execute(c.EraseStories((story_id,), "Petra Lindner"))
    with pytest.raises(BadInput):
        core.service.execute(c.EraseStories((story_id,), " ", confirm=True))
    assert core.reader.story(story_id) is not None


def test_the_report_and_the_log_hold_nothing_personal(core: Core, resources: Path) -> None:
    story_id, _ = busy(core)
    report = erase(core, NAME, MAIL)
    text = "\n".join(report_lines(report, Words("de", resources / "locale"), "Europe/Berlin"))
    assert story_id in text and "Petra Lindner" in text
    for personal in (WORD, MAIL, "Wilhelmine", "Stuhl", "ZD-4711"):
        assert personal.casefold() not in (text + codec.dumps(report)).casefold()
    assert [found.id for found in core.reader.erasures()] == [report.id]
    events = core.reader.connection.execute("SELECT body, sha256 FROM event").fetchall()
    import hashlib

    assert all(hashlib.sha256(body.encode()).hexdigest() == digest for body, digest in events)


@pytest.mark.parametrize("term", [NAME, MAIL, "ZD-4711", "zwiebelfisch, wilhelmine"])
def test_found_by(core: Core, term: str) -> None:
    story_id = add(core)
    core.add("Somebody else entirely.")
    assert find(core.workspace.path, [term]).sure == (story_id,)


def test_found_by_the_beginning_of_its_number(core: Core) -> None:
    story_id = add(core)
    assert find(core.workspace.path, [story_id]).sure == (story_id,)
    assert find(core.workspace.path, [story_id[:13]]).sure == (story_id,)
    assert find(core.workspace.path, [], (story_id,)).sure == (story_id,)


def test_what_only_may_be_meant_is_shown_and_left(core: Core) -> None:
    apart = add(core, raw='{"first": "Wilhelmine", "last": "Zwiebelfisch"}')
    found = find(core.workspace.path, [NAME])
    assert [(hit.story_id, hit.sure) for hit in found.stories] == [(apart, False)]
    report = erase(core, NAME)
    assert report.left_stories == 1 and core.reader.story(apart) is not None


def test_texts_of_ours_are_shown_and_blanked_only_if_told(core: Core) -> None:
    data = core.meeting(f"Fall {NAME}", "Zwei")
    meeting, item = data.meeting.id, data.items[0].id
    core.service.execute(c.StartMeeting(meeting))
    core.service.execute(c.GoNext(meeting))
    core.service.execute(c.SetNote(item, f"{NAME} anrufen"))
    core.service.execute(c.RecordDecision(item, f"{NAME} bekommt einen Stuhl", line=f"{NAME} bekommt einen Stuhl"))
    core.service.execute(c.SaveDraft(ItemId(data.items[1].id), f"noch {NAME}"))
    core.service.execute(c.PutSetting("capture-draft", f"{NAME} erzählte …"))
    found = find(core.workspace.path, [NAME])
    assert {hit.kind for hit in found.texts} == {"note", "item", "decision", "draft", "setting"}
    assert erase(core, NAME).left_texts == 5  # the story half typed went at once
    after = core.data(meeting)
    assert after.items[0].note == f"{NAME} anrufen" and after.decisions[0].text == f"{NAME} bekommt einen Stuhl"
    report = erase(core, NAME, texts=True)
    assert report.left_texts == 0
    after = core.data(meeting)
    assert (after.items[0].note, after.decisions[0].text) == ("[…] anrufen", "[…] bekommt einen Stuhl")
    assert bytes_of(core.workspace.path.parent, WORD) == []


def test_an_import_is_erased_and_does_not_come_back_unseen(core: Core) -> None:
    do = core.service.execute
    do(c.OpenBatch(Batch("b", "tickets.csv", "zendesk", 1)))
    story = told(id=StoryId(core.service.new_id()))
    do(c.ImportStories("b", (story,)))
    do(c.ImportStories("b", (replace(story, text=f"Andere Worte über {TELLING}"),)))
    do(c.CloseBatch(Batch("b", "tickets.csv", "zendesk", 1)))
    do(c.Undo("library"))  # the whole import taken back: a tombstone holds it
    found = find(core.workspace.path, [NAME])
    assert len(found.stories) == 1 and found.stories[0].deleted
    erase(core, NAME)
    assert bytes_of(core.workspace.path.parent, WORD, TELLING) == []
    known = core.service.run(lambda unit: unit.erased_among("zendesk", ["ZD-4711", "ZD-1"]))
    assert known.result() == {"ZD-4711"}
    do(c.Redo("library"))
    assert core.reader.counts().stories == 0
    again, other = (told(id=StoryId(core.service.new_id())) for _ in range(2))
    other = replace(other, provenance=replace(other.provenance, source_id="ZD-1"), raw="", text="Jemand anders.")
    do(c.OpenBatch(Batch("b2", "tickets.csv", "zendesk", 2)))
    do(c.ImportStories("b2", (again, other)))
    assert core.reader.counts().stories == 1 and core.reader.story(again.id) is None
    assert [(row.batch.added, row.batch.refused) for row in core.reader.batches() if row.batch.id == "b2"] == [(1, 1)]


def test_rows_that_wait_for_preparation_go_too(core: Core) -> None:
    core.service.execute(c.OpenBatch(Batch("b", "tickets.csv", "zendesk", 1)))
    body = codec.dumps({"text": f"Ich bin {NAME}", "source_id": "ZD-9", "original": TELLING})
    core.service.run(
        lambda unit: unit._connection.execute("INSERT INTO incoming(batch_id, body) VALUES ('b', ?)", (body,))  # type: ignore[attr-defined]
    ).result()
    assert find(core.workspace.path, [NAME]).incoming == 1
    assert erase(core, NAME).figures.incoming == 1
    assert bytes_of(core.workspace.path.parent, WORD, TELLING) == []
    assert core.service.run(lambda unit: unit.erased_among("zendesk", ["ZD-9"])).result()


def test_its_next_export_does_not_wait_either(core: Core) -> None:
    story_id = add(core)
    core.service.execute(c.OpenBatch(Batch("b", "tickets.csv", "zendesk", 1)))
    core.service.execute(c.OpenBatch(Batch("other", "tickets.csv", "survey", 1)))
    body = codec.dumps({"text": TELLING, "source_id": "ZD-4711"})
    for batch in ("b", "other"):
        core.service.run(lambda unit, batch=batch: unit.incoming.add(batch, [body])).result()
    assert erase(core, ids=(story_id,)).figures.incoming == 1
    left = core.reader.connection.execute("SELECT batch_id FROM incoming").fetchall()
    assert left == [("other",)], "the same number in another source is another story"


def test_a_file_named_after_somebody(core: Core) -> None:
    """The stories in it are other people's: they stay, and the name of the file goes, in what undo holds, too."""
    do = core.service.execute
    do(c.OpenBatch(Batch("b", f"{NAME}.mbox", "mail", 1)))
    provenance = Provenance(source="mail", source_id="m1", file_name=f"{NAME}.mbox")
    story = told(id=StoryId(core.service.new_id()), raw="", text="Jemand anders.", provenance=provenance)
    do(c.ImportStories("b", (story,)))
    do(c.EditStory(replace(story, text="Jemand ganz anders.")))
    do(c.DeleteStories((story.id,)))
    do(c.Undo("library"))
    report = erase(core, NAME)
    assert (report.figures.stories, report.figures.files) == (0, 1)
    assert bytes_of(core.workspace.path.parent, WORD) == []
    do(c.Undo("library"))
    found = core.reader.story(story.id)
    assert found is not None and found.text == "Jemand anders." and found.provenance.file_name == "[…].mbox"


def test_what_repeats_it_may_be_meant_and_leads_on(core: Core) -> None:
    first = add(core)
    second, third = (add(core, raw="", provenance=Provenance(), twin_of=first) for _ in range(2))
    found = find(core.workspace.path, [NAME])
    assert {hit.story_id for hit in found.stories if not hit.sure} == {second, third}
    erase(core, NAME)
    twins = [story.twin_of for story in (core.reader.story(second), core.reader.story(third)) if story]
    assert twins == ["", second]


def test_a_large_file_is_clean_too(core: Core) -> None:
    """Pages that were split keep old copies of rows in their gaps; words of one story stand in many segments."""
    filler = "lorem ipsum dolor sit amet consectetur " * 12
    for n in range(1500):
        core.service.execute(c.AddStory(told(text=f"{n} {filler}", raw=f"{n} {filler}", provenance=Provenance())))
        if n % 100 == 0:
            story = add(core, provenance=Provenance(), raw=f"{NAME} {filler} {n}", text=f"{NAME} {filler}")
            found = core.reader.story(story)
            assert found is not None
            core.service.execute(c.EditStory(replace(found, text=f"Sie wartete {TELLING} {filler * 2}")))
    assert len(find(core.workspace.path, [NAME]).sure) == 15
    assert erase(core, NAME).figures.stories == 15
    assert bytes_of(core.workspace.path.parent, WORD, TELLING) == []
    check = "INSERT INTO story_fts(story_fts, rank) VALUES ('integrity-check', 1)"
    core.service.run(lambda unit: unit._connection.execute(check)).result()  # type: ignore[attr-defined]


def test_vectors_of_erased_stories_go(core: Core) -> None:
    np = pytest.importorskip("numpy")
    from emptychair.store.forgetting import _vector_keys
    from emptychair.store.vectors import Model, VectorFile

    story_id = add(core)
    kept = core.add("Somebody else entirely.")
    path = core.workspace.path
    folder = path.with_name(path.name + ".vectors")
    keys = sorted(_vector_keys(core.reader.connection))
    model = Model("test", "", 8)
    VectorFile(folder, model).add([1, 2], keys, np.eye(8, dtype=np.float32)[:2])
    core.service.execute(c.EraseStories((story_id,), "Petra Lindner", confirm=True))
    left = _vector_keys(core.reader.connection)
    assert erase(core).vectors == 1
    again = VectorFile(folder, model)
    assert [found.any() for found in again.read([0, 1])] == [key in left for key in keys]
    assert core.reader.story(kept) is not None


def test_backups_are_listed_with_the_day_they_expire(core: Core) -> None:
    story_id = add(core)
    path = core.workspace.path
    first = make_backup(path, core.clock.now_ms())
    erase(core, ids=(story_id,))
    core.clock.pass_seconds(2)
    second = make_backup(path, core.clock.now_ms())
    assert [file for file, _ in backups_of(path)] == [second, first]
    found = {hit.name: hit.holds for hit in find(path, [NAME]).backups}
    assert found == {first.name: True, second.name: False}
    report = erase(core, NAME)
    assert [hit.name for hit in report.backups] == [first.name]
    core.clock.pass_seconds(29 * 86_400)
    assert expire(path, core.clock.now_ms()) == 0
    core.clock.pass_seconds(2 * 86_400)
    assert expire(path, core.clock.now_ms()) == 2 and not first.exists()


def test_a_backup_brings_nobody_back(core: Core) -> None:
    story_id = add(core)
    other = core.add("Somebody else entirely.")
    path = core.workspace.path
    saved = make_backup(path, core.clock.now_ms())
    erase(core, NAME)
    core.workspace.close()
    core.clock.pass_seconds(2)
    again, kept = restore(path, saved, core.clock.now_ms())
    assert again == [story_id] and kept is not None and kept.exists()
    back = open_core(path)
    forget(back.service, path, c.EraseStories(tuple(again), "Petra Lindner", confirm=True))
    assert back.reader.story(other) is not None
    back.workspace.close()
    assert bytes_of(path.parent, WORD) == [f"{WORD} as utf-8 in {saved.name}"]


@pytest.mark.parametrize("blank", [False, True])
def test_a_story_on_the_wall_leaves_it_in_the_same_act(core: Core, blank: bool) -> None:
    story_id = add(core)
    core.service.execute(c.ClearStories((story_id,), "Petra Lindner"))
    meeting = core.meeting("Eins", stories=(story_id,)).meeting.id
    core.service.execute(c.StartMeeting(meeting))
    core.service.execute(c.GoNext(meeting))
    assert isinstance(stage_frame(core.data(meeting), core.reader, _words()).content, StoryFrame)
    core.service.execute(c.EraseStories((story_id,), "Petra Lindner", confirm=True))
    assert isinstance(stage_frame(core.data(meeting), core.reader, _words()).content, ChairFrame)
    assert [showing.until is not None for showing in core.data(meeting).showings] == [True]


def _words() -> Words:
    from emptychair.app.paths import resources

    return Words("en", resources() / "locale")
