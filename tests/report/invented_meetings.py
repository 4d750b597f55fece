"""Meetings invented for the tests of the reports. The stories are the demo library's; everything else is made up."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import replace
from datetime import date
from functools import cache

from emptychair.app.paths import resources
from emptychair.domain.decision import Basis, Counted, Door
from emptychair.domain.summary import DecisionLineOut, EvidenceLine, ItemFigures, OpenItem, StoryShown, Summary


@cache
def _library() -> dict[str, dict[str, str]]:
    with (resources() / "demo" / "stories.csv").open(encoding="utf-8", newline="") as stream:
        return {row["id"]: row for row in csv.DictReader(stream)}


def story(source_id: str, number: int, item: int, at: str, *, words: str = "") -> StoryShown:
    row = _library()[source_id]
    words = words or row["story"]
    return StoryShown(
        label=f"S-{number}",
        item=item,
        at=at,
        headline=row["headline"],
        words=words,
        language=row["language"],
        verbatim=False,
        customer=row["customer"],
        channel=row["channel"],
        publisher=row["source_publisher"],
        source_title=row["source_title"],
        source_url=row["source_url"],
        source_date=row["source_date"],
        teaching="Lehrbeispiel" in row["tags"],
        cleared_by="P. Osei",
        cleared_on="2026-11-16",
        seal=hashlib.sha256(words.encode()).hexdigest()[:8],
    )


def sealed(shown: StoryShown, at: str, *, cut: bool = False, version: int = 1) -> EvidenceLine:
    source = ", ".join(part for part in (shown.customer[:1].upper() + shown.customer[1:], shown.publisher) if part)
    return EvidenceLine(
        words=shown.words,
        language=shown.language,
        verbatim=shown.verbatim,
        cut=cut,
        source=source,
        at=at,
        story=shown.label,
        version=version,
    )


def full_english() -> Summary:
    """A product council of two hours: seven decisions, every way to count, an item deferred, one parked."""
    checkout = story("en-16", 1, 2, "13:09")
    returns = story("en-13", 2, 3, "13:27")
    app = story(
        "en-22",
        3,
        4,
        "13:52",
        words="Alarms and other well-known functions were missing, and with a screen reader so little worked that many "
        "blind owners could not use their speakers at all. Early testers had reported it before the release.",
    )
    repair = story("de-16", 4, 5, "14:19")
    carton = story("en-25", 5, 6, "14:31")
    price = StoryShown(
        label="S-6",
        item=7,
        at="14:44",
        headline="Three e-mails about the price, none about what I get",
        words="You wrote to me three times about the new price and not once about what I get for it. "
        'I don\'t mind paying "a little more". I mind being told in the footer.',
        language="en",
        verbatim=True,
        customer="subscriber since 2019",
        channel="survey",
        publisher="",
        source_title="Survey of October, answer 1874",
        source_url="",
        source_date="2026-10-21",
        teaching=False,
        cleared_by="L. Meyer",
        cleared_on="2026-11-18",
        seal="141d1e6e",
    )
    spare = story("en-05", 7, 7, "14:40")
    return Summary(
        meeting_id="0193f1c2-0000-7000-8000-000000000001",
        language="en",
        title="Product council, autumn cycle",
        start="2026-11-26T13:00",
        end="2026-11-26T15:02",
        place="Leeds, room 4.12 and video",
        rehearsal=False,
        decisions=(
            DecisionLineOut(
                "D 1",
                "The customer account becomes optional at checkout",
                "people who have the money ready are stopped by a password they no longer know",
                Counted.CHANGED,
                Basis.CUSTOMER_STORY,
                "Marta Kowalska",
                date(2027, 1, 29),
                Door.TWO_WAY,
                2,
                (sealed(checkout, "13:14"),),
            ),
            DecisionLineOut(
                "D 2",
                "Agents may waive the return of goods worth up to £30 without asking",
                "one kind answer was told further than any campaign of the year",
                Counted.CONFIRMED,
                Basis.CUSTOMER_STORY,
                "Head of Customer Operations",
                date(2026, 12, 11),
                Door.TWO_WAY,
                3,
                (sealed(returns, "13:31"),),
            ),
            DecisionLineOut(
                "D 3",
                "Accounts with a return rate above 70% are reviewed by a person, never closed automatically",
                "the rate alone cannot tell a family that orders three sizes from abuse",
                Counted.NOT_REFERENCED,
                Basis.INTERNAL_PROXY,
                "Dev Patel",
                date(2027, 2, 26),
                Door.TWO_WAY,
                3,
            ),
            DecisionLineOut(
                "D 4",
                "App 5.0 waits until four blind testers have completed a purchase with a screen reader",
                "the same warning was given to others and released anyway",
                Counted.CHANGED,
                Basis.CUSTOMER_STORY,
                "Aisha Rahman",
                date(2027, 3, 12),
                Door.ONE_WAY,
                4,
                (sealed(app, "13:58", cut=True, version=2),),
            ),
            DecisionLineOut(
                "D 5",
                "After the second failed repair we replace or refund, at the customer’s choice",
                "a third attempt costs more than the goodwill it saves",
                Counted.CONFIRMED,
                None,
                "",
                None,
                None,
                5,
                (sealed(repair, "14:22"),),
            ),
            DecisionLineOut(
                "D 6",
                "The autumn carton opens with one hand and no knife",
                "what helps a person with limited grip helps everybody with a parcel under one arm",
                Counted.CHANGED,
                Basis.CUSTOMER_STORY,
                "Ewa Lindqvist",
                date(2027, 5, 28),
                Door.ONE_WAY,
                6,
                (sealed(carton, "14:36"), sealed(app, "14:37", cut=True, version=2)),
            ),
            DecisionLineOut(
                "D 7",
                "The subscription rises to £8.99 on 1 February, as planned",
                "the licence costs have risen twice since 2023",
                Counted.OVERRULED,
                Basis.OTHER,
                "Head of Pricing",
                date(2027, 2, 1),
                Door.ONE_WAY,
                7,
                (sealed(price, "14:48"),),
            ),
        ),
        open_items=(
            OpenItem(1, "Welcome and open actions", "undecided", "Chief Product Officer", "Noted, nothing to decide."),
            OpenItem(8, "Patent renewals 2026", "deferred", "Legal Counsel", "Two owners were absent."),
            OpenItem(9, "Supplier portal: who may see prices?", "parked", ""),
        ),
        stories=(checkout, returns, app, repair, carton, spare, price),
        items=(
            ItemFigures(1, "Welcome and open actions", 5, 6, 0, 0),
            ItemFigures(2, "Checkout: make the customer account optional?", 20, 18, 1, 1),
            ItemFigures(3, "Returns: free return window and abuse limits", 20, 25, 2, 1),
            ItemFigures(4, "App redesign 5.0: release or wait", 25, 27, 1, 1),
            ItemFigures(5, "Warranty: who pays after the third repair?", 15, 12, 1, 1),
            ItemFigures(6, "New packaging for the autumn range", 15, 16, 1, 1),
            ItemFigures(7, "Subscription price change in January", 20, 14, 1, 1),
            ItemFigures(8, "Patent renewals 2026", 10, 0, 0, 0),
            ItemFigures(9, "Supplier portal: who may see prices?", None, 4, 0, 0),
        ),
    )


def full_german() -> Summary:
    """A service review: a teaching example, an item not reached, the private note of one item included."""
    branch = story("de-14", 1, 1, "14:06")
    app = story("de-15", 2, 2, "14:31")
    code = story("en-36", 3, 3, "14:52")
    pace = story("de-05", 4, 4, "15:10")
    return Summary(
        meeting_id="0193f1c2-0000-7000-8000-000000000002",
        language="de",
        title="Service-Review Privatkunden, 4. Quartal",
        start="2026-11-24T14:00",
        end="2026-11-24T16:09",
        place="Frankfurt, Raum Main",
        rehearsal=False,
        decisions=(
            DecisionLineOut(
                "E 1",
                "Der Briefkasten für Überweisungen bleibt an allen 14 Selbstbedienungsfilialen offen",
                "ein geschlossener Briefkasten ältere Kundinnen einen halben Tag kostet",
                Counted.CHANGED,
                Basis.CUSTOMER_STORY,
                "Petra Lang",
                date(2027, 1, 15),
                Door.TWO_WAY,
                1,
                (sealed(branch, "14:12"),),
            ),
            DecisionLineOut(
                "E 2",
                "Drei der elf Filialen werden ab März auf Selbstbedienung umgestellt, die übrigen acht frühestens 2028",
                "wir erst sehen wollen, wer danach noch kommt",
                Counted.NOT_REFERENCED,
                Basis.INTERNAL_PROXY,
                "Leitung Vertrieb",
                date(2027, 3, 1),
                Door.ONE_WAY,
                1,
            ),
            DecisionLineOut(
                "E 3",
                "App 7.0 geht erst in Betrieb, wenn Saldovorschau und Liste offener Zahlungen wieder da sind",
                "Kunden diese beiden Funktionen am ersten Tag vermissen würden",
                Counted.CHANGED,
                Basis.CUSTOMER_STORY,
                "Tomasz Nowak",
                date(2027, 2, 1),
                Door.TWO_WAY,
                2,
                (sealed(app, "14:35"),),
            ),
            DecisionLineOut(
                "E 4",
                "Wer kein Smartphone nutzen kann, bekommt den Einmalcode auf Wunsch per E-Mail oder Festnetz",
                "eine Bank genau daran gescheitert ist",
                Counted.CONFIRMED,
                Basis.CUSTOMER_STORY,
                "Aylin Kaya",
                date(2027, 4, 30),
                Door.TWO_WAY,
                3,
                (sealed(code, "14:58"),),
            ),
            DecisionLineOut(
                "E 5",
                "Die Wartezeit am Schalter wird dort gemessen, wo der Kunde wartet",
                "",
                Counted.OVERRULED,
                Basis.CUSTOMER_METRIC,
                "",
                None,
                None,
                4,
                (sealed(pace, "15:16"),),
            ),
        ),
        open_items=(
            OpenItem(5, "Beschwerden: Antwort binnen zehn Werktagen", "not-reached", "Leitung Beschwerdemanagement"),
        ),
        stories=(branch, app, code, pace),
        items=(
            ItemFigures(1, "Filialnetz: Selbstbedienung und Briefkästen", 25, 27, 2, 1),
            ItemFigures(2, "App 7.0: Betrieb aufnehmen oder warten", 25, 22, 1, 1, "Tomasz vorher anrufen."),
            ItemFigures(3, "Anmeldung ohne Smartphone", 20, 17, 1, 1),
            ItemFigures(4, "Wartezeiten: was messen wir?", 20, 31, 1, 1),
            ItemFigures(5, "Beschwerden: Antwort binnen zehn Werktagen", 20, 0, 0, 0),
        ),
    )


def empty_english() -> Summary:
    """A meeting that decided nothing: one story shown, everything open."""
    shown = story("en-18", 1, 1, "09:06")
    return Summary(
        meeting_id="0193f1c2-0000-7000-8000-000000000003",
        language="en",
        title="Incident review",
        start="2026-11-25T09:00",
        end="2026-11-25T09:31",
        place="",
        rehearsal=False,
        decisions=(),
        open_items=(
            OpenItem(
                1, "Dashboards: do we measure what users feel?", "undecided", "SRE Lead", "We need figures first."
            ),
            OpenItem(2, "Service credits and corrected invoices", "not-reached", "Billing Lead"),
        ),
        stories=(shown,),
        items=(
            ItemFigures(1, "Dashboards: do we measure what users feel?", 15, 31, 0, 0),
            ItemFigures(2, "Service credits and corrected invoices", 15, 0, 0, 0),
        ),
    )


def empty_german() -> Summary:
    """A rehearsal with nothing in it at all."""
    return Summary(
        meeting_id="0193f1c2-0000-7000-8000-000000000004",
        language="de",
        title="Logistik-Wochenrunde KW 41",
        start="2026-10-05T08:00",
        end="2026-10-05T08:02",
        place="Besprechungsraum Lager Nord",
        rehearsal=True,
        decisions=(),
        open_items=(),
        stories=(),
        items=(),
    )


def short_english(*, decisions: int = 1) -> Summary:
    """Ten minutes, one or two decisions."""
    whole = full_english()
    return replace(
        whole,
        title="Checkout, ten minutes",
        end="2026-11-26T13:24",
        place="",
        decisions=tuple(replace(made, item=index) for index, made in enumerate(whole.decisions[:decisions], start=1)),
        open_items=(),
        stories=tuple(replace(shown, item=index) for index, shown in enumerate(whole.stories[:decisions], start=1)),
        items=tuple(
            replace(item, item=i, decisions=1) for i, item in enumerate(whole.items[1 : 1 + decisions], start=1)
        ),
    )


def long_english(*, decisions: int = 120, stories: int = 60) -> Summary:
    """Far more than any meeting holds."""
    whole = full_english()
    shown = tuple(
        replace(
            whole.stories[index % 7], label=f"S-{index + 1}", words=f"{whole.stories[index % 7].words} ({index + 1})"
        )
        for index in range(stories)
    )
    made = tuple(
        replace(
            whole.decisions[index % 7],
            label=f"D {index + 1}",
            evidence=(sealed(shown[index % stories], "13:14"),) if index % 3 else (),
        )
        for index in range(decisions)
    )
    return replace(whole, title="Everything at once", decisions=made, stories=shown)


def hostile(text: str, *, language: str = "en") -> Summary:
    """`text` in every field that a person or a foreign file can fill."""
    evidence = EvidenceLine(text, language, True, True, text, text, text, 2)
    shown = StoryShown(
        label=text,
        item=1,
        at=text,
        headline=text,
        words=text + " ",
        language=language,
        verbatim=True,
        customer=text,
        channel=text,
        publisher=text,
        source_title=text,
        source_url=text,
        source_date=text,
        teaching=True,
        cleared_by=text,
        cleared_on=text,
        seal=text,
    )
    made = DecisionLineOut(text, text, text, Counted.CHANGED, Basis.OTHER, text, None, None, 1, (evidence,))
    return Summary(
        meeting_id=text,
        language="en",
        title=text,
        start=text,
        end=text,
        place=text,
        rehearsal=True,
        decisions=(made,),
        open_items=(OpenItem(1, text, text, text, text),),
        stories=(shown, replace(shown, words=text)),
        items=(ItemFigures(1, text, 5, 6, 1, 1, text),),
    )
