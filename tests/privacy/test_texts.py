"""Complaints written for this project: what must be hidden in them, and what must stay.

In a text `{…}` marks what is personal; nothing else may be masked.
"""

from __future__ import annotations

import re

import pytest

from emptychair.privacy.mask import mask

GERMAN = [
    "Sehr geehrte Damen und Herren,\n\nmeine Kundennummer lautet {4711-223344}. Am 3. Mai rief mich Ihr Mitarbeiter Herr "
    "{Özdemir} an und sagte, Frau Dr. {Müller-Lüdenscheidt} habe die Sache geprüft.\n\nMit freundlichen Grüßen\n{Annegret Pawlak}",
    "Hallo herr {meier},\n\nder Techniker {Schulz} kam nicht, dafür stand {Thorsten} vor der Tür.\n\nlg {sabine}",
    "Guten Tag,\nich heiße {Ümit Yıldırım} und wohne in der {Lindenstr. 12a}, {80331 München}. Erreichbar bin ich unter "
    "{0171 2345678} oder {+49 (0)89 / 1234-567}.\nGruß\n{Ü. Yıldırım}",
    "Servus,\nmeine Adresse: {Mariahilfer Straße 45/12}, {1060 Wien}. Tel. {01 9876543}, mobil {+43 664 1234567}.\nLG {Vroni}",
    "Grüezi\nIch warte seit drei Wochen. Bitte an {Bahnhofstrasse 7}, {8001 Zürich} liefern, Telefon {044 123 45 67}.\n"
    "Freundliche Grüsse\n{Urs Zgraggen}",
    "HERR {MÜLLER} HAT MIR VERSPROCHEN, DASS ES GEHT. VIELE GRÜSSE {THOMAS BRANDSTETTER}",
    "Bestellnummer: {AB-1234567}, Rechnungsnr. {2024/00815}, Vorgangsnummer {CAS-99812-X}. Das Paket mit der Sendungsnummer "
    "{00340434161094012345} kam nie an.",
    "Überweisen Sie bitte auf {DE89 3704 0044 0532 0130 00}, BIC {COBADEFFXXX}. Steuernummer {12/345/67890}, geboren am {12.03.1985}.",
    "Mein Auto mit dem Kennzeichen {M-AB 1234} stand im Parkhaus, als {Linda} und {Karl-Heinz Obermoser} kamen.",
    "Schreiben Sie mir an {petra.maier@posteo.example} oder {petra(at)maier.example}, auf Instagram {@petra_maier99}, Skype: {petra.maier80}.",
    "Liebe {Tabea}, lieber {Finn-Luca},\n\ndanke für die schnelle Hilfe. Mein Mann {Wolf} war begeistert.\n\nEure {Heidrun}",
    "Mit meinem Sohn {Frank Kühlwein} war ich in der Filiale; {Jutta Kowalczyk}, die Leiterin, hörte nicht zu.",
    "Frau {Sommer} sagte, im Sommer sei alles besser. Herr {Koch} ist kein Koch.",
    "An der Kasse saßen {Melanie}, {Dragan} und {Fatma}; {Melanies} Kollegin war freundlich.",
    "Der Brief ging an Familie {Hagedorn}, {Am Alten Markt 3}, {D-50667 Köln}.",
    "Meine Versicherungsnummer: {12 345678 M 901}, Ausweisnummer {L01X00T47}.",
    "Vorname: {Xaver}\nNachname: {Hintermoser}\nTelefon: {08151/99887}\nDas Gerät ging nach zwei Tagen kaputt.",
]
GERMAN_CLEAN = [
    "Die Lieferung kam am 3. Mai 2024 um 14.30 Uhr, drei Tage zu spät, und kostete 1.249,90 Euro statt 999 Euro.",
    "Müller Milch und Douglas waren ausverkauft, Lufthansa und Siemens haben geholfen, Mercedes und Ford nicht.",
    "In Paris und Jordanien war das Wetter schön; Frankfurt, Essen und Halle sind schöne Städte.",
    "Der Koch, der Wolf und der Bauer standen im Winter vor dem Haus. Frank und frei gesagt: Kein Service, keine Antwort.",
    "Ich habe 20000 Kunden gezählt, 15000 Kilometer gefahren und 3 Stunden auf Gleis 7 gewartet. ICE 577 fiel aus.",
    "Hallo liebes Kundenservice-Team,\n\nleider ist die Heizung kaputt.\n\nVielen Dank im Voraus",
    "Liebe Kolleginnen und Kollegen, guten Morgen zusammen! Die App Version 12.4.1 stürzt auf dem iPhone 13 ab.",
    "Sehr geehrte Damen und Herren, meine Frau hatte am Montag Geburtstag. Sitzplatz 45 in Wagen 12 war besetzt.",
    "Mein Weg 3 mal am Tag führt über den Parkplatz 5. Im Mai und im August war Urlaub.",
    "Nach dem Update auf Windows 11 läuft der Drucker HP LaserJet 1020 nicht mehr.",
    "Will man kündigen, dauert es ewig. Kann das sein? Mark und Pfennig gibt es nicht mehr.",
    "Die Deutsche Bahn, Telekom, Vodafone und Amazon antworten nie. Danke Bahn!",
    "Das Modell Golf VII von 2019 hat 150 PS. Der Tiguan ist größer. Rechnung vom 12.03.2024 über 89,90 €.",
    "Viele Grüße aus dem Urlaub",
]
ENGLISH = [
    "Dear Mr {Abernathy},\n\nI spoke with {Siobhan Gallagher} on 4 March about order number {A-778899}. She told me to call "
    "{020 7946 0958}.\n\nKind regards,\n{Nigel Thistlewood}",
    "My name is {Priya Raghunathan}, I live at {221B Baker Street}, London {NW1 6XE}. You can reach me on {+44 7700 900123}.",
    "Please ship to {1600 Pennsylvania Ave NW}, {Washington, DC 20500}. My phone is {(555) 123-4567}, cell {555-987-6543}.",
    "hi {sarah},\nthe parcel never came. thanks, {kevin}",
    "My husband {Mark} and my daughter {Grace} waited two hours. The manager, Ms. {O'Connor}, laughed.",
    "I was charged on card {4111 1111 1111 1111}; my SSN is {078-05-1120} and my account number is {000123456789}.",
    "Write to {jane.doe+shop@example.co.uk} or find me at {@jane_doe_88}. My licence plate is {AB12 CDE}.",
    "Passport number: {533401234}, NI number {QQ 12 34 56 C}, date of birth: {March 3, 1971}.",
    "{Thomas Okonkwo} told {Emily} that the booking reference {XK9P2L} was wrong.",
    "My IBAN is {GB29 NWBK 6016 1331 9268 19}, IP address {192.168.178.23}, see {https://example.org/u/jdoe?id=7}.",
    "Customer name: I am {Aleksandra Wiśniewska}, membership no. {55512345}. Invoice {INV-2024-00912} is wrong.",
    "I asked Dr {Patel} twice. {Patel} never answered. Sincerely, {Jessica van der Berg}",
]
ENGLISH_CLEAN = [
    "The flight UA 1234 from Boston to Paris was 3 hours late and cost $1,899.50. Delta and United did nothing.",
    "Chase, Wells Fargo and Citibank charged me $35 three times in May 2019. Will they refund it?",
    "Hello everyone, Hi there, Dear Sir or Madam, the Dell laptop broke twice in 24 months.",
    "Great Service! Amazing Product! Grace period of 30 days. Happy New Year. Best Buy was closed.",
    "I bought a Mercedes in 2018, a Ford in 2020 and a Jordan sneaker. The Apple Watch Series 5 died.",
    "Frank answers are rare; may I be frank? The bill came in April. Summer was rosy and June too.",
    "Version 10.0.3 crashes on Android 12. I waited 45 minutes, then 2 more hours. 24/7 support? 9.5/10.",
    "Siri and Alexa do not understand me. Victoria station and Charlotte airport are far.",
    "Order 2 pizzas and pay 20 dollars. Account was closed. My order of 3 items was wrong.",
    "Dear Amazon, thank you. Dear Customer Service, thanks a lot. Thanks Apple!",
]


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    plain, spans, at = "", [], 0
    for found in re.finditer(r"\{([^}]*)\}", text):
        plain += text[at : found.start()]
        spans.append((len(plain), len(plain) + len(found[1])))
        plain += found[1]
        at = found.end()
    return plain + text[at:], spans


def check(text: str, language: str) -> tuple[list[str], list[str]]:
    """What of the marked stays to be read, and what of the unmarked is masked, letters and digits only."""
    plain, personal = marked(text)
    spans = mask(plain, language=language).spans
    hidden = {at for span in spans for at in range(span.start, span.end)}
    wanted = {at for start, end in personal for at in range(start, end)}
    left = [plain[s:e] for s, e in personal if any(at not in hidden and plain[at].isalnum() for at in range(s, e))]
    extra = [
        plain[span.start : span.end] for span in spans if not any(at in wanted for at in range(span.start, span.end))
    ]
    return left, extra


@pytest.mark.parametrize("text", GERMAN)
def test_german(text: str) -> None:
    assert check(text, "de") == ([], [])


@pytest.mark.parametrize("text", GERMAN_CLEAN)
def test_german_without_personal_data(text: str) -> None:
    assert mask(text, language="de").masked == text


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    assert check(text, "en") == ([], [])


@pytest.mark.parametrize("text", ENGLISH_CLEAN)
def test_english_without_personal_data(text: str) -> None:
    assert mask(text, language="en").masked == text
