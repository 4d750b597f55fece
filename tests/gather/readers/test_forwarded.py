"""Mail that a colleague sends on: the customer's words are the story, not those that came with them."""

from __future__ import annotations

from emptychair.domain.raw_story import RawStory, Refused
from emptychair.gather.readers.eml import READER
from emptychair.gather.source import SourceFile

HEAD = """From: Karin Weber <karin.weber@{sender}>
To: service@acme.example
Subject: {subject}
Date: Tue, 5 Mar 2024 09:12:00 +0100
Message-ID: <1@acme.example>
Content-Type: text/plain; charset=utf-8

"""
WORDS = "seit drei Wochen warte ich auf den Monteur, zweimal kam niemand zum Termin."


def story(subject: str, body: str, sender: str = "acme.example") -> RawStory:
    raw = HEAD.format(subject=subject, sender=sender) + body
    [found] = READER.read(SourceFile("mail.eml", content=raw.encode()))
    assert isinstance(found, RawStory), found
    return found


def test_a_colleague_sends_a_complaint_on() -> None:
    found = story(
        "WG: Beschwerde Kunde",
        "Hallo zusammen, bitte bearbeiten und mir Bescheid geben.\n\nGruß\nKarin\n\n"
        "---------- Weitergeleitete Nachricht ----------\nVon: Erna Kunde <erna@kunde.example>\n"
        "Datum: Mo., 4. März 2024 um 08:11 Uhr\nBetreff: Beschwerde\nAn: <service@acme.example>\n\n"
        f"Sehr geehrte Damen und Herren,\n\n{WORDS}\n\nErna Kunde\n",
    )
    assert found.text == f"Sehr geehrte Damen und Herren,\n\n{WORDS}"
    assert (found.happened_on, found.headline) == ("2024-03-04", "Beschwerde")
    assert "Erna Kunde" in found.names and "bitte bearbeiten" in found.original


def test_a_customer_sends_the_companys_mail_back() -> None:
    found = story(
        "Fwd: Ihre Rechnung",
        f"{WORDS}\n\n---------- Forwarded message ----------\nFrom: Service <service@acme.example>\n"
        "Date: Mon, 4 Mar 2024 08:11\nSubject: Ihre Rechnung\nTo: karin.weber@kunde.example\n\n"
        "Sehr geehrte Frau Weber, anbei erhalten Sie die Rechnung für den Besuch des Monteurs in der nächsten Woche, "
        "den wir Ihnen hiermit noch einmal bestätigen.\n",
        sender="kunde.example",
    )
    assert found.text == WORDS


def test_the_writers_bare_name_is_no_part_of_the_story() -> None:
    assert story("Monteur", f"{WORDS}\nDas ist nicht in Ordnung.\n\nKarin\n").text.endswith("in Ordnung.")


def test_an_answer_of_the_service_is_nobodys_story() -> None:
    raw = (
        "From: Acme Kundenservice <service@acme.example>\nTo: karin@kunde.example\nSubject: Ihre Anfrage\n"
        "Date: Tue, 5 Mar 2024 09:12:00 +0100\nMessage-ID: <2@acme.example>\n\nSehr geehrte Frau Weber,\n\n"
        "vielen Dank für Ihre Anfrage. Wir haben Ihr Anliegen erhalten.\n"
    )
    [found] = READER.read(SourceFile("mail.eml", content=raw.encode()))
    assert isinstance(found, Refused) and found.reason == "an answer of the company's service, not a customer's mail"
    mine = raw.replace("Acme Kundenservice <service@", "Karin Weber <karin@")
    [found] = READER.read(SourceFile("mail.eml", content=mine.encode()))
    assert isinstance(found, RawStory)
