"""Agendas as people write them: each text in `agenda_cases` gives exactly the items beside it."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emptychair.gather.agenda import AgendaItem, read_agenda
from emptychair.gather.agenda.markup import plain
from emptychair.privacy.normalise import normalise

CASES = Path(__file__).parent / "agenda_cases"


def rows(items: tuple[AgendaItem, ...]) -> list[tuple[str, int | None, str | None, str | None]]:
    return [(item.title, item.minutes, item.owner, item.start) for item in items]


@pytest.mark.parametrize("case", sorted(path.stem for path in CASES.glob("*.txt")))
def test_a_layout_gives_exactly_its_items(case: str) -> None:
    text = (CASES / f"{case}.txt").read_bytes().decode("utf-8")
    expected = json.loads((CASES / f"{case}.json").read_text("utf-8"))
    reading = read_agenda(text)
    assert rows(reading.items) == [
        (item["title"], item["minutes"], item["owner"], item["start"]) for item in expected["items"]
    ]
    assert reading.title == expected["title"]


def test_there_are_enough_layouts() -> None:
    names = [path.stem for path in CASES.glob("*.txt")]
    assert len(names) >= 40
    assert {name[:3] for name in names} == {"de-", "en-"}


@pytest.mark.parametrize(
    "case", ["de-top-doppelpunkt", "en-notion", "de-word-tabs", "en-slots-ampm", "de-spalten-leerzeichen"]
)
@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_do_not_matter(case: str, end: str) -> None:
    text = (CASES / f"{case}.txt").read_text("utf-8")
    assert read_agenda(text.replace("\n", end)).items == read_agenda(text).items


def test_the_demo_agendas(shared: Path) -> None:
    folder = shared / "data" / "stories"
    with (folder / "pairs.csv").open(encoding="utf-8", newline="") as handle:
        titles: dict[str, list[str]] = {}
        for row in csv.DictReader(handle):
            titles.setdefault(row["agenda_file"], []).append(row["item_title"])
    assert sum(map(len, titles.values())) == 24
    minutes = {
        "en-product-council.md": [5, 20, 20, 25, 15, 15, 20, 10],
        "en-saas-incident-review.md": [15, 20, 15, 15, 15, 15, 10, 5],
        "de-logistik-wochenrunde.md": [10, 20, 20, 20, 15, 15, 10, 10],
    }
    owners = {
        "en-product-council.md": "Chief Product Officer|Head of E-commerce|Head of Customer Operations|Product Lead App"
        "|Head of After-Sales|Packaging Engineer|Head of Pricing|Legal Counsel",
        "en-saas-incident-review.md": "Incident Commander|Head of Support|SRE Lead|Trust and Safety Lead|Billing Lead"
        "|Product Manager|People Partner|Workplace Manager",
        "de-logistik-wochenrunde.md": "Leitung Controlling|Leitung Supply Chain|Leitung Zwei-Mann-Handling"
        "|Leitung Retourenzentrum|Leitung Vertriebsinnendienst|Leitung Zustellung|Fuhrparkleitung|Personalreferat",
    }
    for name, expected in titles.items():
        reading = read_agenda((folder / "agendas" / name).read_text("utf-8"))
        assert [item.title for item in reading.items] == expected
        assert [item.minutes for item in reading.items] == minutes[name]
        assert [item.owner for item in reading.items] == owners[name].split("|")
    slots = read_agenda((folder / "agendas" / "de-logistik-wochenrunde.md").read_text("utf-8"))
    assert [item.start for item in slots.items] == [
        "08:00",
        "08:10",
        "08:30",
        "08:50",
        "09:10",
        "09:25",
        "09:40",
        "09:50",
    ]
    assert slots.title == "Logistik-Wochenrunde KW 41"


def test_agendas_of_a_standards_body(shared: Path) -> None:
    folder = shared / "data" / "samples" / "agendas"

    def titles(name: str) -> list[str]:
        return [item.title for item in read_agenda((folder / name).read_text("utf-8")).items]

    lyon = read_agenda((folder / "webml_2018-10-26-lyon_README.md").read_text("utf-8"))
    assert rows(lyon.items) == [
        ("Welcome, introductions & announcements", 15, None, "15:30"),
        ("Community Group intro", 15, None, "15:45"),
        ("Target demographic, use cases and requirements", 15, "All", "16:00"),
        ("Review mapping to platform APIs", 15, "huningxin", "16:15"),
        ("Review & discuss Web Neural Network API spec proposals", 60, "All", "16:30"),
        ("Follow-up plan, end meeting", None, None, "17:30"),
    ]
    assert titles("webml_telcons_2020-12-10-agenda.md")[0] == "WG Charter feedback"
    assert len(titles("webml_telcons_2020-12-10-agenda.md")) == 8
    assert len(titles("webml_telcons_2022-11-03-wg-agenda.md")) == 4
    assert len(titles("webml_telcons_2025-01-16-wg-agenda.md")) == 8


def test_minutes_and_logs_are_read_without_a_fall(shared: Path) -> None:
    for path in sorted((shared / "data" / "samples" / "minutes").iterdir()):
        read_agenda(path.read_text("utf-8"))
    log = read_agenda((shared / "data" / "samples" / "minutes" / "w3c_sample-public.txt").read_text("utf-8"))
    assert log.items == ()


def test_what_became_no_item_is_told() -> None:
    reading = read_agenda("Agenda\n\nOrt: Raum 3\n\n1. Preise\n2. Kasse\n\nBis morgen\nEva")
    assert [item.title for item in reading.items] == ["Preise", "Kasse"]
    assert reading.ignored == ("Ort: Raum 3", "Bis morgen", "Eva")


def test_the_start_of_the_meeting() -> None:
    assert read_agenda("# Runde\n\nMontag, 14:00–15:00 Uhr\n\n1. A\n2. B").starts == "14:00"
    assert read_agenda("- 9:30 Uhr Auftakt\n- 10 Uhr Kasse").starts == "09:30"
    assert read_agenda("1. A\n2. B").starts is None


def test_the_last_slot_ends_with_the_meeting() -> None:
    reading = read_agenda("# Runde\n\nMontag, 14:00–15:00\n\n- 14:00 Auftakt\n- 14:20 Kasse")
    assert [item.minutes for item in reading.items] == [20, 40]


@pytest.mark.parametrize("text", ["", "   \n\n", "Agenda\n", "# Agenda\n\nnone\n", "https://example.com", "-----\n"])
def test_nothing_is_an_answer(text: str) -> None:
    assert read_agenda(text).items == ()


_PIECES = st.sampled_from(
    [
        "Agenda", "## Tagesordnung", "1. ", "- ", "  - ", "TOP 2: ", "| a | b |", "|---|---|", "10:00–10:15 ",
        "11 Uhr ", "(20 min, Anna)", " – Vertrieb", "[x] ", "Preise 2026 (neu)", "\n", "\n\n", "\t", "**", "Owner: Jo",
        "Thema\tWer", "(", ")", "@jana", "Teilnehmer:", "½ Stunde", "5 min – ", "a) ", "<br>", "> ", "&amp;", "1.1 ",
        "https://example.com/a", "10-15 min", "TOP", "Ende", "___________", "Viele Grüße", "Zeit  Thema  Wer", ":", "…",
    ]
)  # fmt: skip


def squeezed(text: str) -> str:
    """The letters and digits of a text: marks, markup and white space are tidied on the way to a title."""
    return re.sub(r"[\W_]+", "", text)


def _stands_in(title: str, text: str) -> bool:
    """Whether the title is a part of the text, or two parts with a bracket left out between them."""
    for cut in range(len(title), 0, -1):
        at = text.find(title[:cut])
        if at >= 0 and title[cut:] in text[at + cut :]:
            return True
    return False


@settings(max_examples=300)
@given(st.lists(_PIECES | st.text(max_size=12), max_size=40).map("".join))
def test_any_text_is_read_and_titles_are_its_words(text: str) -> None:
    whole = squeezed(plain(normalise(text).replace("\n", " "))) + squeezed(normalise(text))
    lines = squeezed("".join(plain(line) for line in normalise(text).split("\n")))
    for item in read_agenda(text).items:
        assert item.title.strip() == item.title != ""
        assert "\n" not in item.title
        assert "\t" not in item.title
        assert _stands_in(squeezed(item.title), whole) or _stands_in(squeezed(item.title), lines)
        assert item.minutes is None or 0 < item.minutes <= 720
        assert item.start is None or re.fullmatch(r"[0-2]\d:[0-5]\d", item.start)
        assert item.owner is None or item.owner.strip()


@pytest.mark.parametrize(
    "piece",
    [
        "a", "1. A\n", "- A (20 min, B)\n", "10:00–10:15 A\n", "(", "[", "**", "*a", "_a_ ", "| a ", "|a|b|\n", "\t",
        "a\tb\tc\n",
        "  - x\n", "10 ", "10:", "– ", "a, ", "a: ", "1.1.", "TOP 1 ", "<a ", "<br>", "[a](", "@a ", "> a\n",
        "# A\n",
        "a  b\n", "Agenda\n", "Agenda: a, b\n", "A – B\n", "von 10 bis ", "ca. ", "1 h ", "½", "Zeit Thema\n",
        "\n", "Teilnehmer:\n- A\n", "Owner: ", "a)\n", "I. A\n", "(((a)))\n", "&amp;", "`a", "https://a.b ", "-", "=\n",
        "a\n---\n",
        "Die Lieferung an die Filiale kommt zu spät (Anna)\n",
        "1. Retouren, Kulanz – Sperrgrenzen (20 min)\n",
    ],
)  # fmt: skip
def test_a_hundred_thousand_characters_are_read(piece: str) -> None:
    # A pattern that backtracks without end would never come back; how fast it is, the benches tell.
    read_agenda(piece * (100_000 // len(piece)))
