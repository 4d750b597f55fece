"""Whose words are whose: replies as the mail programs in use write them."""

# ruff: noqa: E501 - mails as they come

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.gather.mail.replies import own_words

CASES: dict[str, tuple[str, str]] = {
    "outlook_de": (
        """Sehr geehrte Damen und Herren,

seit drei Wochen warte ich auf meinen Kühlschrank, der Techniker kam nie.

Mit freundlichen Grüßen

Max Mustermann
Leiter Einkauf

Muster GmbH | Hauptstraße 5 | 12345 Berlin
Tel.: +49 30 1234567 | Fax: +49 30 1234568
max@muster.de | www.muster.de
Geschäftsführer: Erika Muster | Amtsgericht Berlin HRB 12345

Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen. Wenn Sie nicht der richtige Adressat sind, informieren Sie bitte sofort den Absender.

Von: Service <service@firma.de>
Gesendet: Montag, 3. Juni 2024 10:12
An: Max Mustermann <max@muster.de>
Betreff: AW: Lieferung

Sehr geehrter Herr Mustermann, wir bedauern.
""",
        """Sehr geehrte Damen und Herren,

seit drei Wochen warte ich auf meinen Kühlschrank, der Techniker kam nie.""",
    ),
    "gmx": (
        """Hallo,

der Schlauch ist nach zwei Tagen geplatzt. Was nun?

Gruß
H. Weber
\x20
\x20

Gesendet: Montag, 03. Juni 2024 um 10:12 Uhr
Von: "Kundenservice" <service@firma.de>
An: h.weber@gmx.de
Betreff: Ihre Bestellung

Guten Tag""",
        """Hallo,

der Schlauch ist nach zwei Tagen geplatzt. Was nun?""",
    ),
    "webde_app": (
        """Bitte um Rückruf, das Gerät brummt die ganze Nacht.

--
Diese Nachricht wurde von meinem Android Mobiltelefon mit WEB.DE Mail gesendet.
Am 03.06.24, 10:12 schrieb Kundenservice <service@firma.de>:
> Guten Tag,
> danke
""",
        "Bitte um Rückruf, das Gerät brummt die ganze Nacht.",
    ),
    "apple_de": (
        """Die Ware kam zerbrochen an und niemand hebt ab.

Von meinem iPhone gesendet

> Am 03.06.2024 um 10:12 schrieb Service <service@firma.de>:
>\x20
> \ufeffGuten Tag,
""",
        "Die Ware kam zerbrochen an und niemand hebt ab.",
    ),
    "gmail_de": (
        """Ich habe jetzt schon zum dritten Mal angerufen.

Am Mo., 3. Juni 2024 um 10:12 Uhr schrieb Firma Service <
service@firma.de>:

> Guten Tag,
>
> Ihr Anliegen
""",
        "Ich habe jetzt schon zum dritten Mal angerufen.",
    ),
    "thunderbird_inline": (
        """Am 03.06.2024 um 10:12 schrieb Service:
> Haben Sie das Gerät entkalkt?
Ja, zweimal, wie im Heft beschrieben.

> Seit wann tropft es?
Seit Dienstag, jeden Morgen steht Wasser in der Küche.

--\x20
Anna Beispiel
""",
        """Ja, zweimal, wie im Heft beschrieben.

Seit Dienstag, jeden Morgen steht Wasser in der Küche.""",
    ),
    "outlook_en_sent": (
        """Hello,

nobody told us the lift would be shut for three weeks.

Kind regards,
Jane Smith
Facility Manager
t: 020 7946 0000

________________________________
From: Support <support@firm.com>
Sent: 03 June 2024 10:12
To: Jane Smith
Subject: RE: Lift
""",
        """Hello,

nobody told us the lift would be shut for three weeks.""",
    ),
    "own_am_schrieb": (
        """Guten Tag,

am 3.6.2024 schrieb ich Ihnen bereits:
die Rechnung ist doppelt. Bis heute keine Antwort!
""",
        """Guten Tag,

am 3.6.2024 schrieb ich Ihnen bereits:
die Rechnung ist doppelt. Bis heute keine Antwort!""",
    ),
    "form": (
        """Name: Anna Muster
E-Mail: anna@muster.de
Telefon: 030 1234567
Betreff: Lieferung
Nachricht: Die Lieferung kam drei Wochen zu spät
und die Hälfte fehlte.
""",
        """Die Lieferung kam drei Wochen zu spät
und die Hälfte fehlte.""",
    ),
    "cf7": (
        """From: Anna Muster <anna@muster.de>
Subject: Late again

Message Body:
The parcel came three weeks late and half of it was missing.

--\x20
This e-mail was sent from a contact form on Firm (https://firm.example)""",
        "The parcel came three weeks late and half of it was missing.",
    ),
    "ps": (
        """Das Gerät ist wieder kaputt.

Viele Grüße
Anna

PS: Die Quittung habe ich noch.""",
        """Das Gerät ist wieder kaputt.

PS: Die Quittung habe ich noch.""",
    ),
    "thanks": (
        """Können Sie mir bitte eine neue Rechnung schicken? Danke!

Beste Grüße aus Hamburg
Anna M.""",
        "Können Sie mir bitte eine neue Rechnung schicken? Danke!",
    ),
    "flat": (
        "Danke, aber die Tür klemmt immer noch. Von: Service <service@firma.de> Gesendet: Montag, 3. Juni 2024 10:12 An: Max <max@x.de> Betreff: AW: Tür Sehr geehrter Herr",
        "Danke, aber die Tür klemmt immer noch.",
    ),
    "greater": (
        """Ich habe
> 100 Euro zu viel bezahlt
und will sie zurück.""",
        """Ich habe
> 100 Euro zu viel bezahlt
und will sie zurück.""",
    ),
    "iphone_below": (
        """Von meinem iPhone gesendet

Der Fahrer hat das Paket einfach in den Regen gestellt.""",
        "Der Fahrer hat das Paket einfach in den Regen gestellt.",
    ),
    "avast": (
        """Der Ton fällt alle zehn Minuten aus.

--
Diese E-Mail wurde von Avast-Antivirussoftware auf Viren geprüft.
www.avast.com""",
        "Der Ton fällt alle zehn Minuten aus.",
    ),
    "zendesk_above": (
        """Nein, es geht immer noch nicht auf.

##- Bitte geben Sie Ihre Antwort über dieser Zeile ein. -##

Ihre Anfrage (123) wurde aktualisiert.""",
        "Nein, es geht immer noch nicht auf.",
    ),
    "only_quote": (
        """Am 03.06.24 um 10:12 schrieb Service <s@f.de>:
> Guten Tag
> alles gut""",
        "",
    ),
    "liebe": (
        "Liebe Grüße wollte ich Ihnen schon lange schicken, denn Ihr Monteur war großartig.",
        "Liebe Grüße wollte ich Ihnen schon lange schicken, denn Ihr Monteur war großartig.",
    ),
    "yahoo": (
        """The app logs me out every single time I pay.

On Monday, June 3, 2024 at 10:12:00 AM GMT+2, Support <support@firm.com> wrote:\x20

Hello Jane,
thanks""",
        "The app logs me out every single time I pay.",
    ),
    "samsung": (
        """Der Akku hält nur noch zwei Stunden.
Von meinem/meiner Galaxy gesendet
-------- Ursprüngliche Nachricht --------Von: Service <service@firma.de> Datum: 03.06.24  10:12  (GMT+01:00) An: max@x.de Betreff: Akku\x20
Guten Tag""",
        "Der Akku hält nur noch zwei Stunden.",
    ),
    "outlook_mobile": (
        """Der Akku hält nur noch zwei Stunden.

Outlook für Android<https://aka.ms/AAb9ysg> beziehen
________________________________
Von: Service <service@firma.de>
Gesendet: Monday, June 3, 2024 10:12:00 AM
An: max@x.de <max@x.de>
Betreff: Akku""",
        "Der Akku hält nur noch zwei Stunden.",
    ),
    "spanish": (
        """El pedido llegó roto y nadie contesta.

El lun, 3 jun 2024 a las 10:12, Soporte (<soporte@firma.es>) escribió:

> Hola""",
        "El pedido llegó roto y nadie contesta.",
    ),
    "dutch": (
        """Het pakket kwam kapot aan en niemand antwoordt.

Op ma 3 jun 2024 om 10:12 schreef Service <service@firma.nl>:

> Hallo""",
        "Het pakket kwam kapot aan en niemand antwoordt.",
    ),
    "portuguese": (
        """A encomenda chegou partida.

Em seg., 3 de jun. de 2024 às 10:12, Suporte <s@f.pt> escreveu:

> Olá""",
        "A encomenda chegou partida.",
    ),
    "czech": (
        """Balík přišel rozbitý.

po 3. 6. 2024 v 10:12 odesílatel Podpora <s@f.cz> napsal:

> Dobrý""",
        "Balík přišel rozbitý.",
    ),
    "russian": (
        """Посылка пришла сломанной.

пн, 3 июн. 2024 г. в 10:12, Support <s@f.ru>:

> Привет""",
        "Посылка пришла сломанной.",
    ),
    "turkish": (
        """Paket kırık geldi.

Service <s@f.com>, 3 Haz 2024 Pzt, 10:12 tarihinde şunu yazdı:

> Merhaba""",
        "Paket kırık geldi.",
    ),
    "exchange_de_bold": (
        """Der Liefertermin wurde viermal verschoben.

*Von:* Service <service@firma.de>
*Gesendet:* Montag, 3. Juni 2024 10:12
*An:* Max
*Betreff:* AW: Termin""",
        "Der Liefertermin wurde viermal verschoben.",
    ),
    "quote_signature_mixed": (
        """Guten Tag Herr Schulz,

leider hat der Austausch nichts gebracht: das Licht flackert weiter.
Können Sie bitte vorbeikommen?

i.A. Petra Klein
Sekretariat
Praxis Dr. Klein
Lindenweg 7
54321 Musterstadt
Telefon 06123 4567""",
        """Guten Tag Herr Schulz,

leider hat der Austausch nichts gebracht: das Licht flackert weiter.
Können Sie bitte vorbeikommen?""",
    ),
    "address_in_story": (
        """Guten Tag,

bitte liefern Sie an:
Hauptstraße 5
12345 Berlin

Die letzte Lieferung ging an die alte Adresse und kam nie an.""",
        """Guten Tag,

bitte liefern Sie an:
Hauptstraße 5
12345 Berlin

Die letzte Lieferung ging an die alte Adresse und kam nie an.""",
    ),
    "swiss": (
        """Guten Tag, mein Abo wurde trotz Kündigung verlängert.

Freundliche Grüsse
Urs Meier

Am Mo. 3. Juni 2024 um 10:12 Uhr schrieb Support <s@f.ch>:
> hallo""",
        "Guten Tag, mein Abo wurde trotz Kündigung verlängert.",
    ),
    "proton": (
        """The invoice was charged twice and nobody answers.

Sent with [Proton Mail](https://proton.me/) secure email.

On Monday, June 3rd, 2024 at 10:12 AM, Support <support@firm.com> wrote:

> Hello""",
        "The invoice was charged twice and nobody answers.",
    ),
    "external_banner": (
        """[EXTERNAL] This email originated from outside of the organization. Do not click links.

The door sensor has been beeping since Friday night.""",
        "The door sensor has been beeping since Friday night.",
    ),
    "hat_geschrieben": (
        """Bei mir genauso, das Fenster schließt nicht.

Service <service@firma.de> hat am 3. Juni 2024 um 10:12 geschrieben:

Guten Tag""",
        "Bei mir genauso, das Fenster schließt nicht.",
    ),
    "hat_geschrieben_1und1": (
        """Bei mir genauso, das Fenster schließt nicht.

> Service <service@firma.de> hat am 03.06.2024 10:12 CEST geschrieben:
>\x20
> Guten Tag""",
        "Bei mir genauso, das Fenster schließt nicht.",
    ),
    "italian": (
        """Il pacco è arrivato rotto e nessuno risponde.

Il giorno lun 3 giu 2024 alle ore 10:12 Servizio <s@f.it> ha scritto:

> Ciao""",
        "Il pacco è arrivato rotto e nessuno risponde.",
    ),
    "bot": (
        """Hallo! Ich bin Ihr digitaler Assistent. Wie kann ich Ihnen helfen?
Meine Heizung bleibt seit Sonntag kalt.""",
        "Meine Heizung bleibt seit Sonntag kalt.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_reply_as_its_program_writes_it(name: str) -> None:
    text, words = CASES[name]
    assert own_words(text) == words
    assert own_words(text.replace("\n", "\r\n")) == words


@pytest.mark.parametrize("name", CASES)
def test_what_is_cut_once_stays_as_it_is(name: str) -> None:
    words = own_words(CASES[name][0])
    if not words.startswith(">") and "\n>" not in words:
        assert own_words(words) == words


@given(st.lists(st.sampled_from(["> a", "On 1.1.2024 10:00 A <a@b.c> wrote:", "-- ", "Grüße", "x y z", "", "Von: a@b.c", "Gesendet: Montag",
    "An: c", "Betreff: d", "Sent from my iPhone", "____", "Tel.: 030 12345", "Nachricht: ja", "Name: Anna"]), max_size=30))  # fmt: skip
def test_no_line_is_invented(lines: list[str]) -> None:
    given_words = " ".join(lines).split()
    for word in own_words("\n".join(lines)).split():
        assert word in given_words


@pytest.mark.parametrize(
    "flood",
    [
        ">" * 300_000,
        "> a\n" * 50_000,
        "On 1 " * 50_000,
        "--\n" * 20_000,
        "Sent from my x\n" * 20_000,
        "Von: " * 50_000,
        "x" * 500_000,
    ],
    ids=["marks", "quotes", "opening", "dashes", "phones", "keys", "letters"],
)
def test_floods_end(flood: str) -> None:
    assert isinstance(own_words(flood), str)
