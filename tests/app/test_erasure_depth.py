"""Where a name hides: other people's stories, encodings, twins, file names, undo, rows under way. Every byte counts,
also those that are packed."""

from __future__ import annotations

import base64
import json
import quopri
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from emptychair.app import commands as c
from emptychair.app.clock import local
from emptychair.app.erasure import ErasureReport, report_lines
from emptychair.app.i18n import Words
from emptychair.app.intake import encode_raw
from emptychair.app.intake_parts import PartMaker
from emptychair.app.intake_ports import PreparedRow
from emptychair.app.paths import resources
from emptychair.app.ports import Batch
from emptychair.domain.decision import Counted
from emptychair.domain.errors import Conflict
from emptychair.domain.ids import ItemId, StoryId
from emptychair.domain.raw_story import RawStory
from emptychair.domain.story import Provenance, Story
from emptychair.store.backups import make_backup
from emptychair.store.forgetting import find, forget
from tests.core import Core, open_core

NAME = "Jördis Kräßmüller"
FORMS = ("Kräßmüller", "Kraessmueller", "KRÄSSMÜLLER", "KRAESSMUELLER", "kräßmüllers", "Krässmüller")


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Core]:
    folder = tmp_path / "workspace"
    folder.mkdir()
    found = open_core(folder / "test.emptychair")
    yield found
    found.workspace.close()


def scan(folder: Path, *words: str) -> list[str]:
    """In which files one of the words stands: in any encoding, any case, in base64 at any place, in quoted-printable,
    as escapes of JSON, HTML or an address, whole or with the tags taken out."""
    found: list[str] = []
    for file in sorted(folder.rglob("*")):
        if not file.is_file():
            continue
        data = file.read_bytes()
        low = data.lower()
        joined = re.sub(rb"(?:\\r)?\\n|[\r\n]", b"", data)
        bare = re.sub(rb"<[^<>]{1,80}>|=\r?\n|\xe2\x80[\x8b-\x8f]|\xc2\xad", b"", data)
        for word in words:
            for kind, form in forms(word):
                there = (
                    form in joined if kind == "base64" else form.lower() in low or (kind == "utf-8" and form in bare)
                )
                if there:
                    found.append(f"{word} as {kind} in {file.name}")
    return found


@cache
def forms(word: str) -> list[tuple[str, bytes]]:
    return list(dict.fromkeys(_forms(word)))


def _forms(word: str) -> Iterator[tuple[str, bytes]]:
    for one in {word, word.lower(), word.upper(), unicodedata.normalize("NFD", word)}:
        for code in ("utf-8", "utf-16-le", "utf-16-be", "cp1252"):
            packed = one.encode(code, "replace")
            yield code, packed
            for before in range(3):
                whole = base64.b64encode(b"x" * before + packed).decode()
                start, end = -(-before * 8 // 6), (before + len(packed)) * 8 // 6
                yield "base64", whole[start:end].encode()
            if code in ("utf-8", "cp1252") and not packed.isascii():
                yield "quoted-printable", quopri.encodestring(packed)
                yield "address", "".join(f"%{b:02X}" if b > 127 else chr(b) for b in packed).encode()
        yield "JSON", json.dumps(one)[1:-1].encode()
        yield "HTML", "".join(f"&#{ord(s)};" if ord(s) > 127 else s for s in one).encode()


def told(**more: Any) -> Story:
    given: dict[str, Any] = {
        "id": StoryId(""),
        "language": "de",
        "headline": "Der Stuhl",
        "text": "Sie wartete lange auf einen Stuhl mit einer Lehne aus Kirschholz.",
        "customer": "eine Kundin",
        "provenance": Provenance(source="zendesk", source_id=f"T-{len(more)}", file_name="tickets.csv"),
        **more,
    }
    return Story(**given)


def add(core: Core, **more: Any) -> StoryId:
    return StoryId(core.service.execute(c.AddStory(told(**more))).entity)


def erase(core: Core, *terms: str, ids: tuple[StoryId, ...] = (), texts: bool = False) -> ErasureReport:
    path = core.workspace.path
    found = find(path, terms, ids)
    return forget(core.service, path, c.EraseStories(found.sure, "Petra Lindner", terms, texts, confirm=True))


def gone(core: Core, *more: str) -> None:
    path = core.workspace.path
    assert scan(path.parent, *FORMS, *more) == []
    core.workspace.close()
    assert scan(path.parent, *FORMS, *more) == []


MAIL = f"Guten Tag,\n\nich warte noch immer auf meinen Stuhl.\n\nViele Grüße\n{NAME}\n"
RAWS = {
    "plain": MAIL,
    "upper": MAIL.upper(),
    "two lines": "Grüße von Jördis\n> Kräßmüller",
    "genitive": "Frau Jördis Kräßmüllers Stuhl",
    "html": "<p>Jördis<br/>Kr&auml;&szlig;m&uuml;ller</p>",
    "tags": "<p>J&ouml;rdis Kr&auml;&szlig;<b>m&uuml;ller</b></p>",
    "json": json.dumps({"from": NAME, "body": json.dumps({"inner": NAME})}),
    "base64": "Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(MAIL.encode()).decode(),
    "base64 in json": json.dumps({"b": "encoding: base64\r\n\r\n" + base64.encodebytes(MAIL.encode()).decode()}),
    "base64 cp1252": "Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(MAIL.encode("cp1252")).decode(),
    "base64 utf-16": "Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(MAIL.encode("utf-16")).decode(),
    "printable": quopri.encodestring(("x" * 60 + MAIL).encode()).decode(),
    "printable cp1252": quopri.encodestring(MAIL.encode("cp1252")).decode(),
    "header": "From: =?utf-8?Q?J=C3=B6rdis_Kr=C3=A4=C3=9Fm=C3=BC?=\r\n =?utf-8?Q?ller?= <x@example.org>",
    "header b": f"From: =?utf-8?b?{base64.b64encode(NAME.encode()).decode()}?= <x@example.org>",
    "zero width": NAME.replace("m", "m\u200b"),
    "decomposed": unicodedata.normalize("NFD", NAME),
}


@pytest.mark.parametrize("raw", RAWS.values(), ids=RAWS.keys())
def test_however_the_raw_row_is_packed(core: Core, raw: str) -> None:
    add(core, raw=raw)
    core.add("Somebody else waited for another thing.")
    batch = Batch("b", "tickets.csv", "mail", 1)
    core.service.execute(c.OpenBatch(batch))
    body = encode_raw(RawStory(text="Ich warte.", source_id="M-1", original=raw))
    core.service.run(lambda unit: unit.incoming.add("b", [body])).result()
    piece = json.dumps(raw[-24:-2], ensure_ascii=False)[1:-1]
    assert scan(core.workspace.path.parent, piece), "it must be there, or nothing is proved"
    report = erase(core, NAME)
    assert (report.figures.stories, report.figures.incoming) == (1, 1)
    assert core.reader.counts().stories == 1
    gone(core, piece, "rdis")


def test_quoted_in_the_story_of_somebody_else(core: Core) -> None:
    """It is erased with the others: its words are about that person, and nobody can cut them out for sure."""
    other = add(core, text=f"Die Nachbarin, Frau {NAME}, hat es auch gesehen.", provenance=Provenance())
    found = find(core.workspace.path, [NAME])
    assert [(hit.story_id, hit.sure, "text" in hit.where) for hit in found.stories] == [(other, True, True)]
    erase(core, NAME)
    gone(core)


def test_in_a_source_that_got_the_name_of_a_file(core: Core) -> None:
    """Two files that count from 1 both: the source of the second carries its file's name."""
    do = core.service.execute
    for n, name in enumerate(("one.csv", f"{NAME}.csv")):
        do(c.OpenBatch(Batch(f"b{n}", name, "table", n)))
        provenance = Provenance(source="table", source_id="1", file_name=name)
        text = "Der Stuhl kam nie an." if n else "Niemand ging ans Telefon, elf Minuten lang."
        do(c.ImportStories(f"b{n}", (told(id=StoryId(core.service.new_id()), text=text, provenance=provenance),)))
    found = core.reader.connection.execute("SELECT source FROM story ORDER BY row").fetchall()
    assert found[1][0] == f"table:{NAME}.csv", "or this test proves nothing"
    erase(core, NAME)
    assert core.reader.counts().stories == 2
    gone(core)


def test_in_everything_that_people_write_in_a_meeting(core: Core) -> None:
    do = core.service.execute
    story_id = add(core, text=f"{NAME} wartete auf den Stuhl.", raw=MAIL)
    do(c.ClearStories((story_id,), "Petra Lindner"))
    data = core.meeting(f"Fall {NAME}", "Zwei", stories=(story_id,))
    meeting, items = data.meeting.id, [item.id for item in data.items]
    do(c.StartMeeting(meeting))
    do(c.GoNext(meeting))
    do(c.SetNote(items[0], "KRAESSMUELLER, JÖRDIS anrufen"))
    do(c.SetNote(items[0], f"{NAME} zurückrufen"))
    do(c.RecordDecision(items[0], f"{NAME} bekommt einen Stuhl", f"weil {NAME} wartet", counted=Counted.CHANGED))
    decision = core.data(meeting).decisions[0]
    do(c.EditDecision(decision.id, "Jördis Kräßmüllers Stuhl", "", NAME, None, Counted.CONFIRMED, None, None))
    do(c.SaveDraft(ItemId(items[1]), f"noch {NAME}", owner=NAME))
    do(c.PutSetting("mapping:x", json.dumps([["text", f"Was sagt {NAME}?"]])))
    do(c.PutSetting("capture-draft", f"{NAME} erzählte"))
    do(c.Undo(meeting))
    do(c.Redo(meeting))
    do(c.Undo(meeting))
    assert erase(core, NAME, texts=True).left_texts == 0
    for step in (c.Undo, c.Redo):
        for scope in (meeting, "library"):
            with pytest.raises(Conflict):
                while True:
                    do(step(scope))
    assert find(core.workspace.path, [NAME]).empty
    gone(core)


def test_with_all_its_twins(core: Core) -> None:
    first = add(core, raw=MAIL)
    twins = [add(core, provenance=Provenance(), twin_of=first, raw="") for _ in range(2)]
    found = find(core.workspace.path, [NAME])
    ids = tuple(hit.story_id for hit in found.stories)
    assert set(ids) == {first, *twins}
    forget(core.service, core.workspace.path, c.EraseStories(ids, "Petra Lindner", (NAME,), confirm=True))
    assert core.reader.counts().stories == 0
    gone(core, "Kirschholz")


def test_rows_that_are_under_way_do_not_come_back(core: Core) -> None:
    """The process that prepares has read the row already when its customer is forgotten."""
    batch = Batch("b", "tickets.csv", "mail", 1)
    core.service.execute(c.OpenBatch(batch))
    bodies = [
        encode_raw(RawStory(text=f"Ich, {NAME}, warte.", source_id="M-1", original=MAIL)),
        encode_raw(RawStory(text="Der Bildschirm war zerbrochen.", source_id="M-2")),
        encode_raw(RawStory(text=f"Noch ein Brief von {NAME} über Kirschholz.", original=MAIL)),
    ]
    core.service.run(lambda unit: unit.incoming.add("b", bodies)).result()

    def ask(question: Any) -> Any:
        return core.service.run(lambda unit: question(unit.incoming)).result()

    parts: list[list[PreparedRow]] = list(PartMaker(ask, core.service.new_id, core.clock.now_ms).parts(lambda: 0))
    erase(core, NAME)
    for part in parts:
        core.service.execute(c.StorePrepared(tuple(part)))
    assert core.reader.counts().stories == 1
    gone(core, "Kirschholz")


def test_words_of_an_earlier_wording_alone(core: Core) -> None:
    """Nothing in the story names anybody any more; what was shown, decided on and undone still does."""
    do = core.service.execute
    story_id = add(core, text=f"{NAME} wartete auf den Stuhl.")
    do(c.ClearStories((story_id,), "Petra Lindner"))
    data = core.meeting("Eins", stories=(story_id,))
    do(c.StartMeeting(data.meeting.id))
    do(c.GoNext(data.meeting.id))
    do(c.RecordDecision(data.items[0].id, "Stühle in einer Woche", counted=Counted.CHANGED))
    do(c.EndMeeting(data.meeting.id))
    found = core.reader.story(story_id)
    assert found is not None
    do(c.EditStory(replace(found, headline="Der Stuhl", text="Jemand wartete auf den Stuhl.")))
    found = find(core.workspace.path, [NAME])
    assert found.sure == (story_id,) and len(found.meetings) == 1
    report = erase(core, NAME)
    assert report.meetings == found.meetings, "files of its minutes are elsewhere"
    words = Words("en", resources() / "locale")
    day = words.day(local(report.meetings[0], "Europe/Berlin").date())
    assert any(day in line for line in report_lines(report, words, "Europe/Berlin"))
    gone(core)


def test_by_number_of_another_form(core: Core) -> None:
    story_id = add(core, provenance=Provenance(source="zendesk", source_id="4711", url="https://x.example/4711"))
    for term in ("4711", "#4711"):
        assert story_id in [hit.story_id for hit in find(core.workspace.path, [term]).stories]


def test_by_a_street_in_other_words(core: Core) -> None:
    story_id = add(core, raw="Jördis K., Lindenstr. 12, 10969 Berlin")
    assert find(core.workspace.path, ["Lindenstraße 12"]).sure == (story_id,)
    erase(core, "Lindenstraße 12")
    assert scan(core.workspace.path.parent, "Lindenstr") == []


def test_a_backup_holds_it_and_says_so(core: Core) -> None:
    add(core, raw=RAWS["base64"])
    saved = make_backup(core.workspace.path, core.clock.now_ms())
    report = erase(core, NAME)
    assert [hit.name for hit in report.backups] == [saved.name]
    found = scan(core.workspace.path.parent, *FORMS)
    assert found and all(saved.name in place for place in found)
