"""Streets with a number, postcodes with a place, and addresses that somebody says are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from emptychair.privacy.cues import words
from emptychair.privacy.gazetteer import NEVER, NOUN, lexicon
from emptychair.privacy.spans import Span

# German: the word that carries the street, before a number.
_GERMAN_WORDS: Final = (
    "straße", "strasse", "str", "weg", "gasse", "allee", "platz", "ring", "damm", "ufer", "chaussee", "steig", "pfad",
    "stieg",
    "graben", "zeile", "gürtel", "promenade", "twiete", "kai", "rain", "markt", "wall", "hof",
)  # fmt: skip
_GERMAN_ENDS: Final = (*_GERMAN_WORDS, "straßen", "strassen", "str.")
_SURE_WORDS: Final = (
    "straße",
    "strasse",
    "gasse",
    "allee",
    "str.",
    "platz ",
)  # in English text, where "Spring 2018" is none
_GERMAN: Final = re.compile(
    r"(?:straße|strasse|strassen?|str\.?|weg|gasse|allee|platz|ring|damm|ufer|chaussee|steig|stieg|pfad|graben"
    r"|zeile|gürtel"
    r"|promenade|twiete|kai|rain|markt|wall"
    r"|hof)[ \t]{0,2}\d{1,4}(?:[ ]?[-/–][ ]?\d{1,4})?(?:[ ]?[a-hA-H])?(?:/\d{1,3}){0,2}(?![\w.,]?\d|[ ]?%|[ ]?€"
    r"|[ ](?:Min|Std|Stund|Sekund|Uhr|Euro|Tage|Jahr|Person|Leute|Meter|Grad|Prozent|Mal\b|km\b|m\b))\b",
    re.IGNORECASE,
)
_NO_STREET: Final = re.compile(
    r"(?:arbeits|sitz|steh|park|stell|spiel|camping|liege|fenster|gang|schlaf|test|tabellen|rad|fuß|geh"
    r"|fahrrad|um|rück|hin|heim"
    r"|schul|arbeits|aus|rechts|post|vertriebs|verkehrs|marken|super|flug|bau|bahn|innen|stadt|welt|arbeits"
    r"|beitrags|speicher"
    r"|an|frei|daten|bild|neben|absatz|lösungs|kar|hosting|engage|monito)\s?(?:platz|weg|hof|markt|ring|wall)\b.*"
    r"|(?:platz|weg|ring|hof|markt|wall|damm|kai|rain|graben|zeile|steig|pfad|str|strasse|straße)\W*\d.*"
    r"|.*hafen.*|bahn\w*steig.*",
    re.IGNORECASE,
)
_AT: Final = re.compile(
    r"\b(?:Am|An der|An den|An dem|Auf dem|Auf der|Im|In der|In den|Zum|Zur|Beim|Unter den"
    r"|Hinter der)\s(?:[A-ZÄÖÜ][a-zäöüß]+[ -]){0,2}[A-ZÄÖÜ][a-zäöüß]{3,}"
    r"\s\d{1,3}[ ]?[a-h]?(?=\s*[,;\n]\s*(?:[A-Z]{1,2}-)?\d{4,5}\s[A-ZÄÖÜ])"
)

_WORD: Final = r"[A-ZÀ-ÞŁŚŠŽČŘĐ][\w.'’-]{0,30}"
_KIND: Final = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Av|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Close|Terrace|Place|Pl|Crescent"
    r"|Cres|Square|Squares|Parkway|Pkwy|Highway|Hwy|Circle|Cir|Trail|Gardens|Grove|Mews|Row|Hill|Walk|Quay|Wharf|Gate)"
)
_ENGLISH: Final = re.compile(
    rf"(?<![\w$€£.,-])\d{{1,6}}[A-Za-z]?(?:[ ]\d{{1,5}})?,?[ ](?:[NSEW]{{1,2}}\.?[ ])?(?:{_WORD}[ ]){{1,4}}?"
    rf"{_KIND}\b\.?(?:[ ](?:West|East|North|South|[NSEW]{{1,2}})\b)?"
    rf"|(?<![\w$€£.,-])\d{{1,6}}[ ](?:[NSEW]{{1,2}}\.?[ ])?\d{{1,3}}(?:st|nd|rd|th)[ ]{_KIND}\b\.?"
    rf"|(?<![\w$€£.,-])\d{{1,6}}[ ](?:Rue|Avenue|Via|Calle|Rua|Av)[ ](?:(?:de|du|la|des"
    rf"|del)[ ])*{_WORD}(?:[ ]{_WORD}){{0,3}}"
)
_DAY: Final = re.compile(
    r"\d{1,4}, [A-Z]{1,2}-\d|\d{1,2} (?:Jan|Feb|Mar|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])[a-z]*\.?"
    r" (?:Dr|St|Pl)\b"
)
# "5 Main St Apt. 595", "Unit 4719 Box 7394", with the street before it where there is one.
_DOOR: Final = re.compile(
    rf"(?:(?:\d{{1,6}}[ ]){{0,2}}(?:{_WORD}[ ]){{1,5}}\d{{1,5}}[.,]?\s{{1,3}})?\b(?:Apt|Apartment|Suite|Ste"
    rf"|Unit|Flat|P\.?O\.? Box|PSC|Box|Postfach|Postbox|Top|Stiege)\b\.?[ ]?#?\d{{1,6}}(?:[A-Za-z]?\b|(?=[A-Z]))"
    rf"(?:,?[ ](?:Apt|Suite|Box|Unit)\.?[ ]\d{{1,5}})?",
)
_DOOR_WORDS: Final = ("apt", "suite", "unit", "flat", "box", "psc", "postfach", "apartment", "stiege")
_CUE: Final = re.compile(
    r"(?:address(?:es)?(?: here)?(?: with| is| to| as|:| the same:?)?|\blives? (?:at|in|on)|\blived (?:at|in"
    r"|on)|located (?:at|in)|office is at|meet (?:me|you) at|moved to"
    r"|(?:sent|send|ship|shipped|deliver|delivered|return|taxi|one) (?:it )?to|anschrift|adresse"
    r"|wohnhaft(?: in)?|wohne(?:n)? (?:in|in der|am))[ \t]{0,2}:?(?:[ \t]?it is)?\s{1,5}"
    rf"(?P<it>(?:\d{{1,6}}[ ]){{0,2}}(?:the corner of[ ]|(?:de|du|do|dos|da|la|las|los|del|della|di|ul\.|av\.?"
    rf"|u\.|van|of|the)[ ]|{_WORD},?[ ]){{1,6}}\d{{1,6}}[a-z]?\b"
    rf"|(?:the corner of[ ])\d{{1,6}}[ ](?:{_WORD}[ ]?){{1,4}})",
    re.IGNORECASE,
)
_CUES: Final = (
    "address",
    "live",
    "located",
    "office",
    "meet",
    "moved",
    "send",
    "sent",
    "ship",
    "deliver",
    "return",
    "taxi",
    "anschrift",
    "adresse",
    "wohn",
)
_AFTER: Final = re.compile(
    rf"(?:[,\s>?]{{1,8}}(?:(?:Apt|Suite|Unit|Box|APO|FPO|DPO)\b\.?[ ]?\w{{0,6}}"
    rf"|{_WORD}(?:[ ](?:and[ ])?{_WORD}){{0,4}}|nan|\d{{2,6}})(?=[\s,.?>)]|$)){{1,7}}"
)
_ZIP_NEAR: Final = re.compile(
    r"(?<![\w.:-])(?:[A-Z]\d[A-Z] ?\d[A-Z]\d\b|\d{2}-\d{3}|\d{3,6}(?:[ -]\d{2,4})?(?![\w.:-]?\d))"
)
_ZIP_IN: Final = re.compile(
    rf"\b(?:in|near|at|from)[ ](?:{_WORD}[ ](?:de[ ]|do[ ])?){{1,4}}(?P<it>\d{{5}}"
    rf"|\d{{4}}-\d{{3}})\b(?![ ]?[%€$£,.]\d|[ ](?:miles|dollars|points|people))"
)
_CANADA: Final = re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ ]\d[ABCEGHJ-NPRSTV-Z]\d\b")

_UK: Final = re.compile(
    r"\b(?:GIR ?0AA|(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKSTUW]"
    r"|[A-HK-Y]\d[ABEHMNPRV-Y]))[ ]?\d[ABD-HJLNP-UW-Z]{2})\b"
)
_US: Final = re.compile(
    r"\b(?:A[AEKLPRZ]|C[AOT]|D[CE]|FL|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEHINOPST]|N[CDEHJMVY]|O[HKR]|P[ARW]|RI"
    r"|S[CD]|T[NX]|UT|V[AIT]"
    r"|W[AIVY])\s{1,3}\d{5}(?:-\d{4})?\b"
)
_CITY: Final = re.compile(r"[A-Z][\w.'’-]{1,30}(?:[ ][A-Z][\w.'’-]{1,30}){0,2},?\s{1,3}\Z")
# What must stand in a text for a pattern to fit: short scans that spare long ones.
_CAPITAL_DIGIT: Final = re.compile(r"[A-Z]\d")
_FOUR: Final = re.compile(r"\d\d{3}")
_DIGITS: Final = re.compile(r"\d\d*")
_BEFORE_NUMBER: Final = re.compile(r"[a-zßü.][ \t]{0,2}\d")
_CODE_AND_STATE: Final = re.compile(r"[A-Z]\s{1,3}\d{5}")
_CODE_BEHIND: Final = re.compile(r"[ ](?:\d{5}|\d{4}-\d{3})\b")
_CODE_BEFORE: Final = re.compile(r"\d\d{3,4}[ \t]{1,2}[A-ZÄÖÜ]")
_CUE_HEADS: Final = re.compile(r"addr|live|loca|offi|meet|move|sent|send|ship|deli|retu|taxi|one |ansc|adre|wohn")
_PLACE: Final = (
    r"[A-ZÄÖÜ][a-zäöüßé]+(?:[- ](?:am|an der|a\.|bei|im|in|ob der|vor der|d\.|i\.|St\.|Bad"
    r"|[A-ZÄÖÜ][a-zäöüß]+))?(?:[ -][A-ZÄÖÜ][a-zäöüß]+)?(?:/[A-ZÄÖÜ][a-zäöüß]+)?"
)

_GERMAN_PLACE: Final = re.compile(
    rf"(?<![\w.,€$£-])(?:(?:DE?|A|CH|L|FL)[-– ])?(?P<code>\d{{4,5}})[ \t]{{1,2}}(?P<place>{_PLACE}|[A-ZÄÖÜ]{{4,}})\b"
)
_COUNTED: Final = words(
    """
    Euro Franken Dollar Kilometer Kilometern Meter Metern Kunden Menschen Punkte Punkten Meilen Mal Stück
    Einwohner Einwohnern Nutzer Nutzern Follower Followern Mitarbeiter Mitarbeitern Personen Leute Leuten
    Jahre Jahren Stunden Minuten Sekunden Tage Tagen Bewertungen Sterne Artikel Seiten Haushalte Haushalten
    Fahrgäste Fahrgästen Zeichen Wörter Umdrehungen Watt Volt Liter Gramm Tonnen Schritte Schritten Teile
    Teilen Bonuspunkte Prämienmeilen Umsatz Kilowattstunden Mark Pfund Lumen Mitglieder Mitgliedern
    Bahnsteige Wohnungen Stellen Quadratmeter Zuschauer Teilnehmer Besucher Zuschauern Teilnehmern Besuchern
    Kinder Fälle Fällen Km Kwh Nachrichten Anrufe Mails Fragen Bilder Fotos Datensätze Zeilen Plätze Plätzen
    Betten Räder Autos Fahrzeuge
    """
)


def addresses(text: str, low: str, language: str) -> Iterator[Span]:
    """Streets, doors, postcodes. Call it only for a text with digits; `low` is the text in small letters."""
    streets: list[Span] = []
    if any(map(low.__contains__, _SURE_WORDS if language == "en" else _GERMAN_WORDS)) and _numbered(low):
        streets += _german(text)
    four = _FOUR.search(text) is not None
    if four and language != "en":
        streets += (Span("street", found.start(), found.end()) for found in _AT.finditer(text))
    done = 0
    for digits in _DIGITS.finditer(text):  # each of its forms begins with them
        if digits.start() >= done and (found := _ENGLISH.match(text, digits.start())) and not _DAY.match(found[0]):
            done = found.end()
            streets.append(Span("street", found.start(), done))
    if any(map(low.__contains__, _DOOR_WORDS)):
        streets += (Span("street", found.start(), found.end()) for found in _DOOR.finditer(text))
    if any(map(low.__contains__, _CUES)):
        streets += _said(text, low)
    yield from sorted(streets, key=lambda span: span.start - span.end)
    if _CAPITAL_DIGIT.search(text):
        for pattern in (_UK, _CANADA):
            for found in pattern.finditer(text):
                yield Span("place", found.start(), found.end())
    if four:
        if _CODE_AND_STATE.search(text):
            for found in _US.finditer(text):
                city = _CITY.search(text, max(0, found.start() - 50), found.start())
                yield Span("place", city.start() if city else found.start(), found.end())
        if _CODE_BEHIND.search(text):
            for found in _ZIP_IN.finditer(text):
                yield Span("place", *found.span("it"))
        if _CODE_BEFORE.search(text):
            yield from _german_places(text, streets)
    yield from _near(text, streets)


def _numbered(low: str) -> bool:
    """Whether a number stands behind anything that ends as a German street does."""
    return any(low.endswith(_GERMAN_ENDS, 0, found.start() + 1) for found in _BEFORE_NUMBER.finditer(low))


def _said(text: str, low: str) -> Iterator[Span]:
    done = 0
    for head in _CUE_HEADS.finditer(low):
        if head.start() < done or (found := _CUE.match(text, head.start())) is None:
            continue
        done = found.end()
        if _capitals(found["it"]):
            more = _AFTER.match(text, found.end("it"))
            end = more.end() if more and any(map(str.isdigit, more[0])) else found.end("it")
            yield Span("street", found.start("it"), end)


def _capitals(text: str) -> bool:
    # Read without regard to case, so that "the corner of" fits: the words themselves have capitals.
    words = [word for word in text.split() if word[0].isalpha() and len(word) > 3 and word not in ("corner",)]
    return bool(words) and all(word[0].isupper() for word in words)


def _german(text: str) -> Iterator[Span]:
    for found in _GERMAN.finditer(text):
        start = found.start()
        while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "-."):
            start -= 1
        word = text[start : found.end()]
        low = word.lower()
        alone = start == found.start()
        if not alone and (
            _NO_STREET.fullmatch(low) or not (word[0].isupper() or low.startswith(("str",)) or "str" in low[1:])
        ):
            continue
        if alone or word.lower().startswith("str"):
            # "Lange Straße 5", "Karl Marx Allee 3": the words before it name the street.
            for _ in range(3):
                gap = text[max(0, start - 1) : start]
                before = start - 1
                while before > 0 and (text[before - 1].isalnum() or text[before - 1] in "-."):
                    before -= 1
                named = before < start - 1 and text[before].isupper()
                if gap not in (" ", "-") or not named or lexicon().get(text[before : start - 1], 0) & NEVER:
                    break
                start = before
            if start == found.start():
                continue
        yield Span("street", start, found.end())


def _german_places(text: str, streets: list[Span]) -> Iterator[Span]:
    ends = {span.end for span in streets}
    for found in _GERMAN_PLACE.finditer(text):
        code, place = found["code"], found["place"].split()[0]
        if place in _COUNTED or code.endswith("000") or lexicon().get(place, 0) & (NEVER | NOUN):
            continue
        start = found.start()
        marked = text[start].isalpha()
        lead = text[:start].rstrip(" \t,\n;|(")
        after_street = len(lead) in ends
        if len(code) == 4 and not marked and not after_street:
            own_line = start == 0 or text[start - 1] == "\n" or text[max(0, start - 2) : start] == ", "
            rest = text[found.end() : found.end() + 1]
            if not own_line or code[:2] in ("19", "20") or rest not in ("", "\n", ",", "."):
                continue
        if (
            len(code) == 5
            and not marked
            and not after_street
            and place.endswith(("ung", "ungen", "heit", "keit", "tion", "en"))
            and len(place) > 12
        ):
            continue
        yield Span("place", start, found.end())


def _near(text: str, streets: list[Span]) -> Iterator[Span]:
    # The postcode that stands a line or two below a street, and the number that a street is led by.
    for span in streets:
        for found in _ZIP_NEAR.finditer(text, span.end, min(len(text), span.end + 90)):
            lead = text[span.end : found.start()]
            if (
                all(not word[0].isalpha() or word[0].isupper() or word == "nan" for word in lead.split())
                and "." not in lead
            ):
                yield Span("place", found.start(), found.end())
        before = text.rfind(" ", 0, max(0, span.start - 1))
        lead = text[max(before + 1, text.rfind("\n", 0, span.start) + 1) : span.start].strip()
        if 3 <= len(lead) <= 6 and lead.isdigit() and not text[span.start].isdigit():
            at = text.rfind(lead, 0, span.start)
            yield Span("place", at, at + len(lead))
