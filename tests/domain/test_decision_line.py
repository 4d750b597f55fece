from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from emptychair.domain.decision import Basis, Counted, Door
from emptychair.domain.decision_line import DecisionLine, format_line, parse_line, reworded

TODAY = date(2026, 11, 24)  # a Tuesday
FRIDAY = date(2026, 11, 27)
JUNE = date(2027, 6, 30)
MARCH_15 = date(2027, 3, 15)


def read(line: str) -> DecisionLine:
    return replace(parse_line(line, today=TODAY), spans=())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Refund within 24 h, because waiting costs us the customer @Jana due fri #changed 1way",
            DecisionLine(
                "Refund within 24 h",
                "waiting costs us the customer",
                "Jana",
                FRIDAY,
                Counted.CHANGED,
                Door.ONE_WAY,
            ),
        ),
        (
            "Erstattung innerhalb von 24 h, weil Warten uns den Kunden kostet @Jana bis Freitag #geändert 1weg",
            DecisionLine(
                "Erstattung innerhalb von 24 h",
                "Warten uns den Kunden kostet",
                "Jana",
                FRIDAY,
                Counted.CHANGED,
                Door.ONE_WAY,
            ),
        ),
        ("Preise bleiben", DecisionLine("Preise bleiben")),
        ("", DecisionLine("")),
        ("   ", DecisionLine("")),
        ("@Jana", DecisionLine("", owner="Jana")),
        (
            "Retouren 60 Tage kostenlos KW 51 @Jana #bestätigt",
            DecisionLine("Retouren 60 Tage kostenlos", owner="Jana", due=date(2026, 12, 18), counted=Counted.CONFIRMED),
        ),
        ("Konto freiwillig Ende Juni", DecisionLine("Konto freiwillig", due=JUNE)),
        ("Konto freiwillig bis Ende Juni", DecisionLine("Konto freiwillig", due=JUNE)),
        ("Account optional by end of June", DecisionLine("Account optional", due=JUNE)),
        ("Account optional by 15 March", DecisionLine("Account optional", due=MARCH_15)),
        ("Konto freiwillig bis 15.3.", DecisionLine("Konto freiwillig", due=MARCH_15)),
        ("Konto freiwillig bis 15. März", DecisionLine("Konto freiwillig", due=MARCH_15)),
        ("Call the customer tomorrow @Jana", DecisionLine("Call the customer", owner="Jana", due=date(2026, 11, 25))),
        ("Ship the fix in 2 weeks", DecisionLine("Ship the fix", due=date(2026, 12, 8))),
        ("Ship the fix next week", DecisionLine("Ship the fix", due=date(2026, 12, 4))),
        ("Ship the fix, Q1", DecisionLine("Ship the fix", due=date(2027, 3, 31))),
        ("Ship the fix due Q1 @Jana", DecisionLine("Ship the fix", owner="Jana", due=date(2027, 3, 31))),
        ("Ship the fix week 51", DecisionLine("Ship the fix", due=date(2026, 12, 18))),
        ("Ship the fix 2026-12-01", DecisionLine("Ship the fix", due=date(2026, 12, 1))),
        (
            "Ship the fix DUE FRI #CHANGED 1WAY",
            DecisionLine("Ship the fix", None, None, FRIDAY, Counted.CHANGED, Door.ONE_WAY),
        ),
        ("Ship it #überstimmt", DecisionLine("Ship it", counted=Counted.OVERRULED)),
        ("Ship it #overruled", DecisionLine("Ship it", counted=Counted.OVERRULED)),
        ("Ship it #confirmed", DecisionLine("Ship it", counted=Counted.CONFIRMED)),
        ("Ship it #ohne", DecisionLine("Ship it", counted=Counted.NOT_REFERENCED)),
        ("Ship it #keine", DecisionLine("Ship it", counted=Counted.NOT_REFERENCED)),
        ("Ship it #none", DecisionLine("Ship it", counted=Counted.NOT_REFERENCED)),
        ("Ship it #changed #confirmed", DecisionLine("Ship it", counted=Counted.CONFIRMED)),
        ("Ship it 2way", DecisionLine("Ship it", door=Door.TWO_WAY)),
        ("Ship it 2weg", DecisionLine("Ship it", door=Door.TWO_WAY)),
        ("Ship it #2way", DecisionLine("Ship it", door=Door.TWO_WAY)),
        ("Ship it einweg", DecisionLine("Ship it", door=Door.ONE_WAY)),
        ("Ship it zweiweg @Jana", DecisionLine("Ship it", owner="Jana", door=Door.TWO_WAY)),
        ("Ship it, one-way", DecisionLine("Ship it", door=Door.ONE_WAY)),
        ("Ship it #proxy", DecisionLine("Ship it", basis=Basis.INTERNAL_PROXY)),
        ("Ship it #metric", DecisionLine("Ship it", basis=Basis.CUSTOMER_METRIC)),
        ("Ship it #Messwert", DecisionLine("Ship it", basis=Basis.CUSTOMER_METRIC)),
        ("Ship it #story", DecisionLine("Ship it", basis=Basis.CUSTOMER_STORY)),
        ("Ship it #sonstiges", DecisionLine("Ship it", basis=Basis.OTHER)),
        ('Ship it @"Team Vertrieb" fri', DecisionLine("Ship it", owner="Team Vertrieb", due=FRIDAY)),
        ("Ship it @„Team Vertrieb“ bis Fr", DecisionLine("Ship it", owner="Team Vertrieb", due=FRIDAY)),
        ("Ship it @Team-Vertrieb", DecisionLine("Ship it", owner="Team-Vertrieb")),
        ("Ship it @Jana+Ahmet", DecisionLine("Ship it", owner="Jana+Ahmet")),
        ("Ship it @Jana, @Ahmet", DecisionLine("Ship it", owner="Jana, Ahmet")),
        ("Ship it @Jana Müller", DecisionLine("Ship it Müller", owner="Jana")),
        ("Ship it (@Jana)", DecisionLine("Ship it", owner="Jana")),
        ("@Jana: ship it", DecisionLine("ship it", owner="Jana")),
        ("Ship it @Jana.", DecisionLine("Ship it.", owner="Jana")),
        ("Wir liefern bis Freitag alle Pakete aus", DecisionLine("Wir liefern alle Pakete aus", due=FRIDAY)),
        ("Refund order 4711 by Friday @Jana", DecisionLine("Refund order 4711", owner="Jana", due=FRIDAY)),
        ("Send by hand by Friday", DecisionLine("Send by hand", due=FRIDAY)),
        ("Keep it because they asked", DecisionLine("Keep it", "they asked")),
        ("Keep it - because they asked", DecisionLine("Keep it", "they asked")),
        ("Bleibt, weil alle es wollen, und zwar sofort", DecisionLine("Bleibt", "alle es wollen, und zwar sofort")),
        ("Launch by Friday, because by then it works", DecisionLine("Launch", "by then it works", due=FRIDAY)),
        ("Call, because he leaves by Friday @Jana", DecisionLine("Call", "he leaves", "Jana", FRIDAY)),
        ("Anruf, weil er bis Freitag wartet @Jana", DecisionLine("Anruf", "er bis Freitag wartet", "Jana")),
        ("Anruf, weil @Jana es zusagte", DecisionLine("Anruf", "es zusagte", "Jana")),
        ("Ship due mon, by Friday", DecisionLine("Ship, by Friday", due=date(2026, 11, 30))),
        (r"Ship \@home", DecisionLine("Ship @home")),
        (r"Ship \by Friday @Jana", DecisionLine("Ship by Friday", owner="Jana")),
    ],
)
def test_what_a_line_says(line: str, expected: DecisionLine) -> None:
    assert read(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Send the letters by hand",
        "Go step by step",
        "Bis auf Weiteres bleibt es so",
        "bis auf Weiteres keine Änderung",
        "Erstattung bis zu 30 Euro ohne Prüfung",
        "Rabatt bis 30 Euro",
        "Hotline bis 18 Uhr",
        "Delay due to cost",
        "Delay due to Friday's outage",
        "Hotline Montag bis Freitag",
        "Hotline Mo bis Fr",
        "Open from Monday till Friday",
        "Aktion 1.3. bis 15.3. verlängern",
        "Aktion Mai bis Ende Juni verlängern",
        "Bis heute gab es keine Antwort, das ändern wir",
        "Bis so weit alles klar ist",
        "Wir warten bis Jan zurück ist",
        "Approved by Jan",
        "Written by April",
        "Growth by 3.5",
        "Ship by 3/15",
        "Write to a@b.de",
        "Schreiben an kunde@example.com",
        "Use C# and F#",
        "Ticket #42 first, then #1",
        "Issue #changedlog",
        "Kein Einweg mehr",
        "Nur noch Einweg",
        "Fix the one-way data feed",
        "Switch the feed to one-way",
        "Move the launch to next week",
        "Nothing before next week",
        "Umsatzziel Q1",
        "Cancel Black Friday",
        "No-Meeting-Friday",
        "Antwort in 2 Tagen",
        "Answer in 24 hours",
        "Because customers wait we refund",
        "Weil Kunden warten, erstatten wir",
        "Refund because",
        "Not because it is cheap but because it is right",
        "Guten Morgen",
        "Rechnung ist fällig Freitag",
        "Release 18.10",
        "The price is 12.5.",
        "Preis 1,50 @ 3 Stück",
        "1-wayticket",
        "Mailings montags",
    ],
)
def test_prose_stays_whole(line: str) -> None:
    assert read(line) == DecisionLine(line)


def test_spans_show_what_was_understood() -> None:
    line = "Refund within 24 h, because waiting costs us the customer @Jana due fri #changed 1way #proxy"
    found = [(span.field, line[span.start : span.end]) for span in parse_line(line, today=TODAY).spans]
    assert found == [
        ("because", "because waiting costs us the customer"),
        ("owner", "@Jana"),
        ("due", "due fri"),
        ("counted", "#changed"),
        ("door", "1way"),
        ("basis", "#proxy"),
    ]


def test_every_prefix_can_be_read_while_it_is_typed() -> None:
    line = "Refund within 24 h, because waiting costs us the customer @Jana due fri #changed 1way"
    for end in range(len(line) + 1):
        text = parse_line(line[:end], today=TODAY).text
        assert line.startswith(text) or text.startswith("Refund within 24 h")


def test_reworded_in_the_other_language() -> None:
    line = parse_line("Refund, because they wait @Jana due fri #changed 1way #proxy", today=TODAY)
    assert reworded(line, language="de") == "Refund, weil they wait @Jana bis 27.11.2026 #geändert 1weg #proxy"
    assert reworded(line, language="en") == "Refund, because they wait @Jana due 2026-11-27 #changed 1way #proxy"


def test_a_text_that_looks_like_markers_is_protected() -> None:
    line = format_line("Mail @home by Friday, weil so", "of #changed bis Ende Juni", "J. Kaya", language="de")
    assert read(line) == DecisionLine("Mail @home by Friday, weil so", "of #changed bis Ende Juni", "J. Kaya")


def test_a_long_line_is_read_at_once() -> None:
    for piece in (
        "bis ",
        "by in 2 ",
        "@",
        '@"',
        "#",
        "weil ",
        " 1",
        "Ende ",
        "Montag, ",
        "\\",
        "due due ",
        "( ",
        "a" * 50,
    ):
        parse_line(piece * (20_000 // len(piece)), today=TODAY)  # backtracking without end would never come back


_WORDS = st.sampled_from(
    """
    Refund within 24 h Erstattung bis zu 30 Euro by hand Freitag Ende Juni KW 23 Q1 15.3. 15. März next week in weeks is
    due fri because weil @Jana @team #changed #42 C# a@b.de 1way einweg one-way morgen heute ( ) , ; – - : . ! "x" „y“
    und 2026-12-01 Montag Müller-Lüdenscheid #proxy ohne 20 % @ # so do
    """.split()  # noqa: SIM905 - they read better as a line
)
_LINES = st.lists(_WORDS, max_size=14).map(" ".join)


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,;:().!–—-]+", text) if word]


@given(_LINES | st.text(max_size=80))
def test_nothing_but_markers_is_taken_away(line: str) -> None:
    assume("\\" not in line)
    found = parse_line(line, today=TODAY)
    rest = line
    for span in sorted(found.spans, key=lambda span: -span.start):
        if span.field == "because":
            word = re.match(r"because|weil", line[span.start :], re.IGNORECASE)
            assert word is not None
            rest = rest[: span.start] + " " + rest[span.start + word.end() :]
        else:
            rest = rest[: span.start] + " " + rest[span.end :]
    assert _words(f"{found.text} {found.because or ''}") == _words(rest)


@given(_LINES | st.text(max_size=60), st.sampled_from(["de", "en"]))
def test_what_was_read_is_read_again(line: str, language: str) -> None:
    assume("\\" not in line)
    fields = read(line)
    assume(re.search(r"\w", fields.text))
    assert read(reworded(fields, language=language)) == fields


@given(
    text=st.lists(_WORDS, min_size=1, max_size=8).map(" ".join),
    because=st.none() | st.lists(_WORDS, min_size=1, max_size=8).map(" ".join),
    owner=st.none()
    | st.sampled_from(["Jana", "Team Vertrieb", "Jana + Ahmet", "O'Brien", "Müller, Schmidt", "24/7-Team"]),
    due=st.none() | st.dates(date(2020, 1, 1), date(2099, 12, 31)),
    counted=st.none() | st.sampled_from(Counted),
    door=st.none() | st.sampled_from(Door),
    basis=st.none() | st.sampled_from(Basis),
    language=st.sampled_from(["de", "en"]),
)
def test_formatted_fields_are_read_again(
    text: str,
    because: str | None,
    owner: str | None,
    due: date | None,
    counted: Counted | None,
    door: Door | None,
    basis: Basis | None,
    language: str,
) -> None:
    for words in (text, because or "x"):
        tidy = re.sub(r"^[\s,;:.!?()–—-]+|[\s,;:.!?()–—-]+$", "", words)
        assume(words == tidy and re.search(r"\w", words))
    line = format_line(text, because, owner, due, counted, door, basis, language=language)
    assert read(line) == DecisionLine(text, because, owner, due, counted, door, basis)
