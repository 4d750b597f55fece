"""What the words before a number say that it is."""

from __future__ import annotations

import re
from typing import Final

from emptychair.privacy.cues import words

# German compounds and English words, with the type of placeholder. The order matters: the first that fits names it.
_GERMAN: Final = {
    "order": "best(?:ell(?:ungs?)?)?|auftr(?:ags?)?|order",
    "customer": "kunden|kd|kdn|debitoren",
    "ticket": "ticket|vorgangs|fall|aktenzeichen|geschäfts|referenz|beschwerde|anfrage|schadens?|bearbeitungs",
    "invoice": "rechnungs|re|rg|rechn|beleg|mahnungs?",
    "contract": "vertr(?:ags?)?|vers|versicherungs(?:schein)?|policen|darlehens?|anschluss",
    "booking": "buchungs|reservierungs|vorgangs|filekey",
    "tracking": "sendungs|paket|tracking|sendungsverfolgungs|identcode",
    "member": "mitgl(?:ieds?)?|mitglieder|vielflieger|bonus(?:karten)?|payback|teilnehmer",
    "staff": "pers(?:onal)?|matr(?:ikel)?|mat|mitarbeiter|studenten|schüler|patienten",
    "tax": "steuer|steuer-?identifikations|ust(?:-?id)?|umsatzsteuer|uid",
    "document": "(?:personal)?ausweis|reisepass|pass|führerschein|sozialversicherungs|rentenversicherungs"
    "|krankenversicherten"
    "|svnr|sv|ahv|versicherten|fahrgestell|identifikations",
    "card": "(?:kredit|ec|giro|bank|kunden)?karten",
    "iban": "konto|kto",
    "number": "serien|zähler|geräte|zulassungs|lizenz|artikel",
}
_ENGLISH: Final = {
    "order": "(?:purchase )?order|po",
    "customer": "customer|client",
    "ticket": "ticket|case|incident|complaint|claim|reference|ref|request",
    "invoice": "invoice|bill|receipt",
    "contract": "contract|policy|loan|mortgage",
    "booking": "booking|reservation|confirmation|pnr|itinerary|e-?ticket",
    "tracking": "tracking|(?:bag(?:gage)?|luggage)?(?: claim)? ?tag|shipment|parcel|consignment|awb",
    "member": "member(?:ship)?|frequent flyer|loyalty|rewards|mileage(?: ?plus)?|skymiles|aadvantage",
    "staff": "employee|staff|student|badge",
    "tax": "tax(?:payer)?(?: id(?:entification)?)?|vat(?: registration)?|utr|ein|tin",
    "document": "passport|(?:driver'?s?|driver’s|driving) licen[cs]e|licen[cs]e|ssn|social security"
    "|national insurance|ni|nino|nhs|medicare"
    "|national id|identity card|id card|vin",
    "card": "(?:credit |debit |bank |gift )?card|cc",
    "iban": "(?:bank |checking |savings )?account|acct|a/c|routing|sort code",
    "number": "serial|meter|device|imei",
}
_END: Final = r"(?:\s{0,2}(?:is|was|ist|war|lautet|lauten|:|#|=|\(|-|–|„|“|\"|'|\[)){0,3}\s{0,3}\Z"
_NUMBER_DE: Final = r"\.?[\s-]{0,2}(?:nummer|nr\.?|no\.?|id|code|kennung|zeichen|-?nr\.?)"
_NUMBER_EN: Final = r"(?:\s?(?:numbers?|no\.?|nr\.?|num\.?|id|code|ref(?:erence)?\.?|#))"


def _groups(table: dict[str, str], form: str, prefix: str) -> str:
    return "|".join(rf"(?P<{prefix}{kind}>(?:{words}){form})" for kind, words in table.items())


_STRONG: Final = re.compile(
    rf"(?<![^\W\d_])(?:{_groups(_GERMAN, _NUMBER_DE, 'de_')}|{_groups(_ENGLISH, _NUMBER_EN, 'en_')}"
    r"|(?P<x_ticket>aktenzeichen|az\.|zeichen|referenz|reference)|(?P<x_document>ssn|passport|nino|svnr|vin)"
    r"|(?P<x_plate>kennzeichen|number ?plate|licen[cs]e plate|registration(?: number| plate)?|reg(?:\."
    r"|istration)? no\.?)"
    r"|(?P<x_iban>iban|bic|swift(?:[ -]code)?|blz|bankleitzahl|kto\.?|konto|sort code|routing number)"
    r"|(?P<x_place>plz|postleitzahl|zip(?: ?code)?|postcode|postal code)"
    r"|(?P<x_phone>tel(?:efon)?(?:nummer|nr\.?)?\.?|fon|phone(?: number)?|mobil(?:e|funk|nummer"
    r"|funknummer)?(?: number| phone)?|cell(?: ?phone)?"
    r"|handy(?:nummer|nr\.?)?|fax(?:nummer)?|rufnummer|durchwahl|whatsapp|(?:call(?:ed|ing)?|text(?:ed|ing)?"
    r"|ring|reach|contact)"
    r"(?: (?:me|us|him|her|them|someone))?(?: (?:at|on|under|via))|answering at|messages? to|registered"
    r"|erreichbar(?: bin ich)?(?: unter| auf)|anrufen(?: unter)?|unter der nummer|meine nummer)"
    rf"){_END}"
)
_WEAK: Final = re.compile(
    r"(?<![^\W\d_])(?:(?P<order>bestellung|auftrag|order)|(?P<customer>kunde|kundin|customer|client)"
    r"|(?P<ticket>ticket|fall|vorgang|case|claim)|(?P<invoice>rechnung|invoice)|(?P<contract>vertrag|police"
    r"|contract|policy)"
    r"|(?P<booking>buchung|reservierung|booking|reservation|confirmation|pnr)|(?P<tracking>sendung|paket"
    r"|tracking|parcel)"
    r"|(?P<member>mitglied|member|membership)|(?P<iban>account|acct)|(?P<card>card|karte|cc)|(?P<document>licen[cs]e))"
    rf"{_END}"
)
_MONTHS: Final = (
    r"(?:Jan(?:uar|uary)?|Jänner|Feb(?:ruar|ruary)?|März|Mar(?:ch)?|Apr(?:il)?|Mai|May|Jun[ie]?|Jul[iy]?|Aug(?:ust)?"
    r"|Sep(?:t|tember)?|O[ck]t(?:ober)?|Nov(?:ember)?|De[cz](?:ember)?)\.?"
)
_BIRTH: Final = re.compile(
    r"\b(?:geb(?:oren)?\.?(?:\s(?:am|on))?|geburtsdatum|geburtstag|born(?:\son)?|date of birth|d\.?o\.?b\.?|birthday"
    rf"|birth ?date)(?:\s(?:is|was|ist|war))?[:\s]{{1,3}}(?P<month>{_MONTHS}\s)?\Z",
    re.IGNORECASE,
)
DATE: Final = re.compile(
    r"(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}[/-]\d{1,2}[/-](?:\d\d|\d{4}))(?![\d/-]?\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\.?\s(?:of\s)?{_MONTHS},?\s\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d",
    re.IGNORECASE,
)
_BACK: Final = 44
_HEAD: Final = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]|[ ](?=[ct]))")


# What the last word before a number must be for any of the labels: looked up before the long patterns are tried.
_COPULA: Final = frozenset(["is", "was", "ist", "war", "lautet", "lauten"])
_LAST: Final = words(
    """
    number numbers no nr num id code ref reference tax vat ein tin utr aktenzeichen az zeichen referenz ssn
    passport nino svnr vin fin plate kennzeichen registration reg iban bic swift blz bankleitzahl kto konto
    plz postleitzahl zip postcode tel telefon telefonnummer fon phone mobil mobile mobilfunk cell handy fax
    rufnummer durchwahl whatsapp at on under via to registered erreichbar unter auf anrufen nummer
    bestellung auftrag order kunde kundin customer client ticket fall vorgang case claim rechnung invoice
    vertrag police contract policy buchung reservierung booking reservation confirmation pnr sendung paket
    tracking parcel mitglied member membership account acct card karte cc licence license a/c complaint
    incident bill receipt loan mortgage shipment request
    """
)
_LAST_ENDS: Final = ("nummer", "nr", "-no", "id", "code", "kennung", "zeichen", "number", "#")
_STRIPPED: Final = " \t\n\u00a0:#=(-–„“\"'[."


def _may_be_said(text: str, begin: int, start: int) -> bool:
    lead = text[begin:start]
    hash_sign = "#" in lead[-3:]
    lead = lead.rstrip(_STRIPPED)
    words = lead.rsplit(None, 2)[-2:]
    word = words[-1].lower() if words else ""
    if word in _COPULA and len(words) > 1:
        word = words[0].rstrip(_STRIPPED).lower()
    return hash_sign or word in _LAST or word.endswith(_LAST_ENDS) or word.rpartition("-")[2] in _LAST


def label(text: str, start: int) -> tuple[str, bool]:
    """The type that the words before `start` give, and whether they say that a number follows; "" for none."""
    begin = max(0, start - _BACK)
    if not _may_be_said(text, begin, start):
        return "", False
    # In small letters and from the heads of words, because that is how the patterns are quick. Each form begins with a
    # letter, or with the blank before "tag", where no letter stands before it.
    lead = text[max(0, begin - 1) : start].lower()
    heads = [head.start() for head in _HEAD.finditer(lead, min(begin, 1))]
    for head in heads:
        found = _STRONG.match(lead, head)
        if found is not None and found.lastgroup is not None:
            return found.lastgroup.rpartition("_")[2], True
    for head in heads:
        found = _WEAK.match(lead, head)
        if found is not None and found.lastgroup is not None:
            return found.lastgroup, False
    return "", False


def birth(text: str, start: int) -> tuple[int, int] | None:
    """Start and end of the date of birth whose first number is at `start`."""
    lead = text[max(0, start - _BACK) : start].lower()
    said = (
        _BIRTH.search(text, max(0, start - _BACK), start)
        if "geb" in lead or "born" in lead or "birth" in lead or "b:" in lead or "b." in lead
        else None
    )
    date = DATE.match(text, start) if said is not None else None
    if said is None or date is None:
        return None
    return (said.start("month") if said["month"] else start), date.end()
