"""Personal data out of a text: well-formed identifiers, known names, names in greetings and sign-offs.

Known names come first and are masked everywhere. What is only likely (a name in prose) is left to a person.
Placeholders are stable within a text and readable in its language: `[Name 1]`, `[Telefon]`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from emptychair.privacy.normalise import normalise


@dataclass(frozen=True, slots=True)
class Span:
    """Personal data from `start` to `end`, in code points of the text as given."""

    type: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Masked:
    """The text with placeholders, and where the data stood in the original."""

    masked: str
    spans: tuple[Span, ...]


_WORDS: Final = {
    "en": {
        "name": "Name",
        "email": "E-mail",
        "phone": "Phone",
        "iban": "Account",
        "card": "Card",
        "url": "Link",
        "ip": "IP address",
        "number": "Number",
        "street": "Street",
        "place": "Place",
        "birth": "Date of birth",
        "handle": "Handle",
    },
    "de": {
        "name": "Name",
        "email": "E-Mail",
        "phone": "Telefon",
        "iban": "Konto",
        "card": "Karte",
        "url": "Link",
        "ip": "IP-Adresse",
        "number": "Nummer",
        "street": "Straße",
        "place": "Ort",
        "birth": "Geburtsdatum",
        "handle": "Nutzername",
    },
}
_NUMBERED: Final = {"name", "email", "phone"}  # told apart, so that a text stays readable

_N: Final = r"[A-ZÄÖÜÀ-ÖØ-Þ][a-zäöüßà-öø-ÿ'’]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?"
_NAME: Final = rf"(?:(?:von|van|de|zu|zum|zur|le|la|du|O')\s+)?{_N}"
_FULL: Final = rf"{_NAME}(?:[ \t]+{_NAME}){{0,2}}"
_MONTH: Final = (
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|January|February|March|May"
    r"|June|July|October|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Okt|Nov|Dec|Dez)\.?"
)
_DATE: Final = (
    r"(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4}"
    rf"|\d{{1,2}}\.?\s{_MONTH}\s\d{{4}})"
)

# Order matters: what stands first keeps its place. Each pattern masks its group "it", or the whole of it.
_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("email", re.compile(r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}")),
    ("url", re.compile(r"\b(?:https?://|www\.)[^\s<>\"'„“]{2,300}[^\s<>\"'„“.,;:!?)]")),
    ("iban", re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b")),
    (
        "iban",
        re.compile(
            r"(?i:\b(?:konto(?:nummer|-?nr\.?)?|kto\.?|blz|bankleitzahl|bic|swift(?:-code)?|account\s(?:no\.?|number)))"
            r"[:\s#.]{1,4}(?P<it>[A-Z0-9][A-Z0-9 ]{4,20}[A-Z0-9])"
        ),
    ),
    ("ip", re.compile(r"\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b")),
    (
        "birth",
        re.compile(
            r"(?i:\b(?:geb(?:oren)?\.?(?:\s(?:am|on))?|geburtsdatum|geburtstag|born(?:\son)?|date of birth|dob"
            r"|birthday))"
            rf"[:\s]{{1,3}}(?P<it>{_DATE})"
        ),
    ),
    (
        "number",
        re.compile(
            r"(?i:\b(?:(?:kunden|bestell|auftrags|ticket|rechnungs|vertrags|mitglieds|personal|versicherungs|vorgangs"
            r"|sendungs|matrikel|steuer|ausweis|buchungs|fall)[\s-]?(?:nummer|nr\.?|id)|aktenzeichen|az\.|customer|order"
            r"|ticket|invoice|account|contract|booking|case|policy|member(?:ship)?|reference|tracking|passport"
            r"|licen[cs]e|ssn|vin)\s?(?:number|no\.?|nr\.?|id|#)?)\s?(?:is|ist|lautet)?[:\s#.]{0,3}"
            r"(?P<it>[A-Z]{0,4}[-/]?\d[\dA-Z][\dA-Z/-]{2,24})"
        ),
    ),
    ("number", re.compile(r"\b\d{3}-\d{2}-\d{4}\b")),
    (
        "phone",
        re.compile(
            r"(?<![\w./€$-])(?:\+|00)\d{1,3}[ ./-]{0,2}(?:\(0?\d{1,5}\)[ ./-]{0,2})?\d(?:[ ./-]{0,2}\d){5,12}(?![\d])"
        ),
    ),
    ("phone", re.compile(r"(?<![\w./€$,-])\(?0[1-9]\d{1,4}\)?[ ]?[/ -][ ]?\d(?:[ /-]?\d){3,9}(?![\d.,]\d|\d)")),
    ("phone", re.compile(r"(?<![\w.+-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?:\s?x\d{1,6})?(?!\d)")),
    (
        "phone",
        re.compile(
            r"(?i:\b(?:tel(?:efon)?|fon|phone|mobil(?:e|funk)?|handy|fax|call me (?:at|on))\b)[.:\s]{1,4}"
            r"(?P<it>\+?[\d(][\d ()/.-]{4,20}\d)"
        ),
    ),
    (
        "street",
        re.compile(
            rf"\b(?:(?:{_N}[ -]){{0,2}}{_N}?(?:straße|strasse|str\.|weg|gasse|allee|platz|ring|damm|ufer|chaussee)"
            rf"|(?:Am|An der|An den|Auf dem|Im|In der|Zum|Zur)\s{_N})\s?\d{{1,4}}\s?[a-h]?\b",
        ),
    ),
    (
        "street",
        re.compile(
            rf"\b\d{{1,5}}\s(?:[NSEW]\.?\s)?(?:{_N}\s){{1,3}}"
            r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Close|Terrace|Place"
            r"|Crescent)\b\.?"
        ),
    ),
    ("place", re.compile(rf"(?<!\d)(?:D-|A-|CH-)?(?P<it>\d{{5}}\s{_N}(?:[ -](?:am|an der|bei|im|{_N})){{0,3}})")),
    ("place", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")),
    (
        "name",
        re.compile(
            rf"\b(?:Herrn?|Frau|Fr\.|Hr\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Mister|Dr\.|Prof\.)\s"
            rf"(?:(?:Dr\.|Prof\.|med\.)\s){{0,2}}(?P<it>{_FULL})"
        ),
    ),
    (
        "name",
        re.compile(rf"(?i:\b(?:mein name ist|ich heiße|ich heisse|my name is|this is|i am called))\s(?P<it>{_FULL})"),
    ),
    (
        "name",
        re.compile(
            rf"(?m)^[ \t>]*(?i:hallo|hi|hey|liebe[rs]?|lieber|moin|servus|guten (?:tag|morgen|abend)|dear|hello"
            rf"|good (?:morning|afternoon|evening))[ ,]+(?P<it>{_FULL})(?=[ \t]*[,!.:]?[ \t]*$|[ \t]*[,!])"
        ),
    ),
    (
        "name",
        re.compile(
            r"(?m)^[ \t>]*(?i:(?:mit\s)?(?:freundlichen?|besten?|lieben?|herzlichen?|schönen?|viele[n]?)?\s?"
            r"(?:grüßen?|gruß|grüsse[n]?|gruss)|mfg|lg|vg|ciao|bis dann|tschüss|kind regards|best regards|regards"
            r"|best wishes|sincerely|yours (?:sincerely|truly|faithfully)|cheers|thanks|thank you|best|danke"
            r"|vielen dank)[ \t]*[,!.]?[ \t]*(?:\n[ \t>]*){0,3}(?i:ihre?|eure?|dein|deine|von)?[ \t]*"
            rf"(?P<it>{_FULL})[ \t]*[.,!]?[ \t]*$"
        ),
    ),
)
_WORD: Final = re.compile(r"\w+")
_CLUSTER: Final = re.compile("\r\n|.[\u0300-\u036f]*", re.DOTALL)
_CARD: Final = re.compile(r"(?<![\d.])(?:\d[ -]?){12,18}\d(?![\d.])")
_NO_NAME_WORDS: Final = (
    "Damen Herren Team Kunde Kundin Kunden Service Support Alle Allerseits Zusammen Leute Welt Sir Madam Customer "
    "Customers All Everyone Everybody There Folks Friends You Your Ihr Ihre Sie Du Ich Wir Das Die Der Den Dem Ein "
    "Eine The This That And Kollegen Kolleginnen Freunde Freundinnen Grüße Gruß Regards Thanks Danke Dank Best Kind "
    "Mit Und"
)
_NO_NAME: Final = frozenset(_NO_NAME_WORDS.split())


def mask(text: str, *, names: Sequence[str] = (), language: str = "en") -> Masked:
    """Mask the personal data in `text`. `names` are known to belong to people (the sender, the agent).

    `language` (ISO 639-1) is that of the placeholders.
    """
    own = _WORDS.get(language, _WORDS["en"])
    readable = _Readable(text)
    taken = _Taken(len(readable.text))
    for found in (*_known(readable.text, names), *_cards(readable.text), *_by_pattern(readable.text)):
        taken.add(found)
    for found in list(_again(readable.text, taken.spans)):
        taken.add(found)
    spans = tuple(sorted(map(readable.given, taken.spans), key=lambda span: span.start))
    return Masked(_replaced(text, spans, own), spans)


class _Taken:
    """Spans that do not overlap: what comes first keeps its place."""

    def __init__(self, length: int) -> None:
        self.spans: list[Span] = []
        self._marks = bytearray(length)  # a byte a character: thousands of spans are as quick as one

    def add(self, span: Span) -> None:
        if self._marks.find(1, span.start, span.end) < 0:
            self.spans.append(span)
            self._marks[span.start : span.end] = b"\x01" * (span.end - span.start)


def _known(text: str, names: Sequence[str]) -> Iterable[Span]:
    for name in map(normalise, names):
        for part in sorted({name.strip(), *name.split()}, key=len, reverse=True):
            if len(part) < 2 or not part[0].isalpha():
                continue
            # With its capital letter only: a name may be a word ("Frank", "May", "Klein").
            pattern = rf"(?<!\w){re.escape(part)}(?:s|'s|’s)?(?!\w)"
            for found in re.finditer(pattern, text):
                yield Span("name", found.start(), found.end())


def _cards(text: str) -> Iterable[Span]:
    for found in _CARD.finditer(text):
        digits = [int(sign) for sign in found[0] if sign.isdigit()]
        # Luhn's check (ISO/IEC 7812-1, annex B): a row of digits that fails it is no card.
        doubled = [d if n % 2 == 0 else (d * 2 - 9 if d > 4 else d * 2) for n, d in enumerate(reversed(digits))]
        if sum(doubled) % 10 == 0:
            yield Span("card", found.start(), found.end())


def _by_pattern(text: str) -> Iterable[Span]:
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            group = "it" if "it" in pattern.groupindex else 0
            start, end = found.span(group)
            if kind == "name" and any(word in _NO_NAME for word in text[start:end].split()):
                continue
            yield Span(kind, start, end)


def _again(text: str, taken: list[Span]) -> Iterable[Span]:
    # A name met in a greeting is masked wherever it stands again, its genitive included.
    names = {w for s in taken if s.type == "name" for w in text[s.start : s.end].split() if len(w) > 2}
    by_head: dict[str, list[str]] = {}
    for name in names:
        head = _WORD.match(name)
        if head is not None and name[0].isupper():
            by_head.setdefault(head[0], []).append(name)
    if not by_head:
        return
    for found in _WORD.finditer(text):
        start = found.start()
        for head in {found[0], found[0].removesuffix("s")}:
            for name in by_head.get(head, ()):
                end = _end_of_name(text, start, name)
                if end is not None:
                    yield Span("name", start, end)


def _end_of_name(text: str, start: int, name: str) -> int | None:
    if not text.startswith(name, start):
        return None
    for genitive in ("'s", "’s", "s", ""):
        end = start + len(name) + len(genitive)
        if text.startswith(genitive, start + len(name)) and _WORD.match(text, end) is None:
            return end
    return None


def _replaced(text: str, spans: tuple[Span, ...], words: dict[str, str]) -> str:
    numbers: dict[tuple[str, str], int] = {}
    counts: Counter[str] = Counter()
    parts: list[str] = []
    at = 0
    for span in spans:
        label = words[span.type]
        if span.type in _NUMBERED:
            key = (span.type, normalise(text[span.start : span.end]).casefold())
            if key not in numbers:
                counts[span.type] += 1
                numbers[key] = counts[span.type]
            label = f"{label} {numbers[key]}"
        parts += [text[at : span.start], f"[{label}]"]
        at = span.end
    return "".join((*parts, text[at:]))


class _Readable:
    """A text as a person reads it, for the patterns, and the way back to the text as given.

    What is invisible or spelt in two signs would hide an address from every pattern; offsets are those of the text as
    given all the same. A line ends with LF only: the patterns know no other.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] | None = None
        self._ends: list[int] = []
        if normalise(text) == text:
            return
        parts: list[str] = []
        self._starts = []
        for cluster in _CLUSTER.finditer(text):
            read = normalise(cluster[0])
            parts.append(read)
            self._starts += [cluster.start()] * len(read)
            self._ends += [cluster.end()] * len(read)
        self.text = "".join(parts)

    def given(self, span: Span) -> Span:
        """The span in the text as given."""
        if self._starts is None:
            return span
        return Span(span.type, self._starts[span.start], self._ends[span.end - 1])
