"""What stands in the place of personal data: readable in the text's language, the same for the same person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from emptychair.privacy.normalise import normalise
from emptychair.privacy.spans import Span

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
        "order": "Order number",
        "customer": "Customer number",
        "ticket": "Ticket number",
        "invoice": "Invoice number",
        "contract": "Contract number",
        "booking": "Booking number",
        "tracking": "Tracking number",
        "member": "Member number",
        "staff": "Personal number",
        "tax": "Tax number",
        "document": "ID number",
        "plate": "Number plate",
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
        "order": "Bestellnummer",
        "customer": "Kundennummer",
        "ticket": "Ticketnummer",
        "invoice": "Rechnungsnummer",
        "contract": "Vertragsnummer",
        "booking": "Buchungsnummer",
        "tracking": "Sendungsnummer",
        "member": "Mitgliedsnummer",
        "staff": "Personalnummer",
        "tax": "Steuernummer",
        "document": "Ausweisnummer",
        "plate": "Kennzeichen",
        "street": "Straße",
        "place": "Ort",
        "birth": "Geburtsdatum",
        "handle": "Nutzername",
    },
}
TYPES: Final = tuple(_WORDS["en"])
_NUMBERED: Final = frozenset(("name", "email", "phone"))  # told apart, so that a text stays readable
_PART: Final = re.compile(r"[^\W\d_]{2,}")


def replaced(text: str, spans: Sequence[Span], language: str) -> str:
    """The text with a placeholder for each span; `spans` lie in order and apart."""
    if not spans:
        return text
    words = _WORDS.get(language, _WORDS["en"])
    persons = _Persons()
    numbers: dict[tuple[str, str], int] = {}
    counts: Counter[str] = Counter()
    parts: list[str] = []
    at = 0
    for span in spans:
        label = words[span.type]
        if span.type in _NUMBERED:
            said = normalise(text[span.start : span.end]).casefold()
            key = (span.type, persons.known_as(said) if span.type == "name" else said)
            if key not in numbers:
                counts[span.type] += 1
                numbers[key] = counts[span.type]
            label = f"{label} {numbers[key]}"
        parts += [text[at : span.start], f"[{label}]"]
        at = span.end
    return "".join((*parts, text[at:]))


class _Persons:
    """Who is who: "Anna Müller", then "Frau Müller" and "Müllers" are one person while no other bears the name."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}  # a word of a name -> the name it first came in
        self._full: set[str] = set()  # names that have come with more than one word

    def known_as(self, said: str) -> str:
        parts = list[str](_PART.findall(said)) or [said]
        bases = [part if part in self._first else self._stem(part) for part in parts]
        known = {self._first[part] for part in bases if part in self._first}
        person = known.pop() if len(known) == 1 else None
        # "Pawlak" may become "Annegret Pawlak" once; a second given name is a second person.
        if person is None or (any(part not in self._first for part in bases) and person in self._full):
            person = " ".join(bases)
        if len(bases) > 1:
            self._full.add(person)
        for part in bases:
            self._first.setdefault(part, person)
        return person

    def _stem(self, part: str) -> str:
        return part[:-1] if part.endswith("s") and part[:-1] in self._first else part
