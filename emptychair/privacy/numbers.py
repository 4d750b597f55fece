"""Numbers that lead to a person: telephones, accounts, cards, and whatever the words before them call a number.

One scan finds every row of digits; what it is, its digits, its grouping and the words before it tell. Telephone numbers
are told by shape, not by the national tables of a library: that costs a hundredth of the time, and a wrong number that
stands after "Tel." is as private as a right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from emptychair.privacy.checksums import IBAN_LENGTH, iban, luhn
from emptychair.privacy.labels import DATE, birth, label
from emptychair.privacy.spans import Span

_RUN: Final = re.compile(r"(?:\+|\(\+?)?\d(?:[ ()/.\u00a0–-]{0,3}\d)*")
_DIGIT: Final = re.compile(r"\d\d*")
_CODE: Final = re.compile(r"[A-Za-z]{0,8}[-/_]?\d[\dA-Za-z]*(?:[-/_.][\dA-Za-z]+)*")
_GROUPED: Final = re.compile(
    r"[A-Za-z]{0,4}[-/]?\d[\dA-Za-z]*(?:[-/_](?=[\dA-Z])[\dA-Za-z]+|[-/_. ](?=[A-Za-z]{0,2}\d)[\dA-Za-z]+){0,6}"
)
_IBAN: Final = re.compile(r"[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}", re.IGNORECASE)
_BIC: Final = re.compile(
    r"\b[A-Z]{4}(?:AT|BE|BG|CH|CY|CZ|DE|DK|EE|ES|FI|FR|GB|GR|HR|HU|IE|IS|IT|LI|LT|LU|LV|MC|MT|NL|NO|PL|PT|RO|SE|SI|SK"
    r"|SM|TR|US)[A-Z0-9]{2}(?:[A-Z0-9]{3})?\b"
)
_BIC_SAID: Final = re.compile(
    r"\b(?:BIC|SWIFT(?:[ -]?code)?)\W{1,4}(?P<it>[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b", re.IGNORECASE
)
_IP: Final = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]\d)")
_TIME: Final = re.compile(r"\d{1,2}[.:]\d\d(?:\s?[-–]\s?\d{1,2}[.:]\d\d)?")
_NORTH_AMERICA: Final = re.compile(
    r"(?:\+?1[ .-]?)?(?:\([2-9]\d\d\)[ .-]{0,2}|[2-9]\d\d[ .-]{1,2})\d{3}[ .-]\d{4}(?!\d)"
)
_SAID_AFTER: Final = re.compile(
    r"[\s,(-]{0,3}(?:office|fax|mobile|mobil|home|work|cell|phone|tel|privat|dienstlich|büro)\b", re.IGNORECASE
)
_PAIRS: Final = re.compile(r"0\d(?:[ .-]\d\d){4}")
_MONEY: Final = re.compile(
    r"\s?(?:€|\$|£|%|EUR|USD|GBP|CHF|Euro|euros?|dollars?|Dollar|pounds|Franken|Cent|km|kg|mb|gb|ml)\b|\s?[€$£%]",
    re.IGNORECASE,
)
_EXTENSION: Final = re.compile(r"\s?(?:x|ext\.?|Durchwahl|DW)\s?\d{1,6}\b|-\d{1,5}\b", re.IGNORECASE)
# AHV (Switzerland), social security (US), tax number (Germany): digits in a shape that nothing else has.
_DIGIT_SHAPES: Final = (
    ("document", re.compile(r"756\.\d{4}\.\d{4}\.\d\d|\d{3}-\d{2}-\d{4}")),
    ("tax", re.compile(r"\d{2,3}/\d{3,4}/\d{4,5}")),
)
# NINO (UK), VAT identification, pension insurance (Germany), number plates: letters beside digits.
_BESIDE: Final = re.compile(r"[A-ZÄÖÜ][-–:• ]?\d")
_LETTER_SHAPES: Final = (
    (
        "document",
        re.compile(r"\b(?:(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|QQ) ?\d\d ?\d\d ?\d\d ?[A-D]\b"),
    ),
    ("document", re.compile(r"\b\d{2} ?\d{6} ?[A-Z] ?\d{3}\b")),
    ("tax", re.compile(r"\b(?:DE\d{9}|ATU\d{8}|CHE-?\d{3}\.?\d{3}\.?\d{3}|GB\d{9})\b")),
    (
        "plate",
        re.compile(
            r"\b(?!(?:ISO|DIN|USB|CD|TV|PC)-)[A-ZÄÖÜ]{1,3}[-–][A-Z]{1,2}[ -]\d{1,4}[EH]?\b"
            r"|\b[A-ZÄÖÜ]{1,3}[:•][A-Z]{1,2} ?\d{1,4}[EH]?\b|\b[A-HJ-PR-Y]{2}\d\d [A-HJ-PR-Z]{3}\b"
        ),
    ),
)
_SIX_CAPITALS: Final = re.compile(r"[A-Z][A-Z]{5}")
_POSTCODE: Final = re.compile(r"[A-Z]{0,2}-?\d{3,6}(?:[ -]\d{2,4})?(?:[ ][A-Z]{2}\b)?")
_LONG: Final = 7  # a row of so many digits in one piece is some number of somebody's


def numbers(text: str) -> Iterator[Span]:
    """Whatever is told by its digits. Call it only for a text that has any; spans may overlap, the first are surer."""
    if _BESIDE.search(text):
        for kind, shape in _LETTER_SHAPES:
            for found in shape.finditer(text):
                yield Span(kind, found.start(), found.end())
    if _SIX_CAPITALS.search(text):
        for found in _BIC_SAID.finditer(text):
            yield Span("iban", *found.span("it"))
        for found in _BIC.finditer(text):
            if found[0].endswith("XXX") or any(map(str.isdigit, found[0])):
                yield Span("iban", found.start(), found.end())
    done = 0
    for found in _runs(text):
        if found.start() >= done:
            span = _classified(text, found)
            if span is not None:
                done = span.end
                yield span
            elif len(found[0]) > 6:
                # No number as a whole, but words and an address may stand behind each other in it: "5 5551234".
                done = found.end()


def _runs(text: str) -> Iterator[re.Match[str]]:
    """What `_RUN` finds, sought from its digits."""
    end = 0
    for digits in _DIGIT.finditer(text):
        start = digits.start()
        if start < end:
            continue
        if start > end and text[start - 1] == "+":
            start -= 1
        if start > end and text[start - 1] == "(":
            start -= 1
        found = _RUN.match(text, start)
        if found is not None:
            end = found.end()
            yield found


def _classified(text: str, found: re.Match[str]) -> Span | None:
    start, end = found.span()
    run = found[0]
    code = _code_start(text, start)
    account = _IBAN.match(text, code) if start - code == 2 else None
    if account is not None and (span := _account(account)) is not None:
        return span
    digits = "".join(filter(str.isdigit, run))
    few = len(digits) < 4
    if few and end < len(text) and not (text[end].isalnum() or text[end] in "-/.,") and code == start:
        if text[max(0, start - 24) : start].rstrip()[-1:].isalpha() and (date := birth(text, start)):
            return Span("birth", *date)
        return None
    date = birth(text, start)
    if date is not None:
        return Span("birth", *date)
    kind, strong = label(text, code)
    if kind and (span := _labelled(text, kind, strong, code, start, digits)) is not None:
        return span
    for shaped, shape in _DIGIT_SHAPES:
        if not few and shape.fullmatch(run):
            return Span(shaped, start, end)
    if few or (code != start and text[code:start][-1:].isalpha()) or (code < start and not text[code].isdigit()):
        return None
    if address := _IP.match(text, start):
        return (
            None
            if text[max(0, start - 9) : start].rstrip().lower().endswith(("version", "v", "v."))
            else Span("ip", start, address.end())
        )
    return _bare(text, start, end, run, digits)


def _code_start(text: str, start: int) -> int:
    """Where the sign that the digits belong to begins: "K" of "K-443322"."""
    at = start
    while (
        at > 0
        and start - at < 12
        and (text[at - 1].isalnum() or (text[at - 1] in "-/_" and at > 1 and text[at - 2].isalnum()))
    ):
        at -= 1
    return at


def _account(found: re.Match[str]) -> Span | None:
    compact = found[0].replace(" ", "").replace("-", "").upper()
    length = IBAN_LENGTH.get(compact[:2])
    if length is None or len(compact) < length:
        return None
    # A mistyped account is as private as a right one: the length of its country is enough.
    if not iban(compact[:length]) and not compact[4:length].isdigit():
        return None
    at, left = found.start(), length
    while left:
        left -= found.string[at].isalnum()
        at += 1
    return Span("iban", found.start(), at)


def _labelled(text: str, kind: str, strong: bool, code: int, start: int, digits: str) -> Span | None:
    if kind == "phone":
        return Span("phone", start, _phone_end(text, start)) if len(_phone_digits(text, start)) >= 5 else None
    if kind == "place":
        post = _POSTCODE.match(text, code)
        return Span("place", code, post.end()) if post else None
    if (
        DATE.match(text, start)
        or (not strong and kind != "booking" and len(digits) < 4)
        or (not strong and _year(digits))
    ):
        return None
    if kind in ("ticket", "number", "booking", "order") and not strong and _MONEY.match(text, start + len(digits)):
        return None
    shape = _GROUPED if kind in ("iban", "card", "document", "plate", "tax", "place") or strong else _CODE
    found = shape.match(text, code)
    if found is None:
        return None
    count = sum(map(str.isdigit, found[0]))
    # Airlines book under six signs, letters and digits mixed: "XK9P2L".
    mixed = found[0].isupper() and (len(found[0]) >= 5 if strong else kind == "booking" and len(found[0]) == 6)
    if count < (3 if strong else 4) and not mixed:
        return None
    if not strong and _MONEY.match(text, found.end()):
        return None
    if kind == "card" and not strong and not (12 <= len(digits) <= 19 and luhn(digits)):
        return None
    return Span(kind, found.start(), found.end())


_PHONE: Final = re.compile(r"(?:\+|\(\+?)?\d(?:[ ()/.\u00a0–-]{0,3}\d){4,18}")


def _phone_digits(text: str, start: int) -> str:
    found = _PHONE.match(text, start)
    return "".join(filter(str.isdigit, found[0])) if found else ""


def _phone_end(text: str, start: int) -> int:
    found = _PHONE.match(text, start)
    end = found.end() if found else start
    more = _EXTENSION.match(text, end)
    return more.end() if more else end


def _year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("19", "20")


def _bare(text: str, start: int, end: int, run: str, digits: str) -> Span | None:
    """Digits that nothing is said of."""
    count = len(digits)
    before = text[start - 1] if start else " "
    if before in "€$£.,:" or text[max(0, start - 2) : start].rstrip()[-1:] in ("€", "$", "£"):
        return None
    plain = run == digits
    if 12 <= count <= 19 and _card_like(run, plain) and luhn(digits):
        return Span("card", start, end)
    if DATE.match(run) or _MONEY.match(text, end):
        return None
    if 7 <= count <= 15 and _SAID_AFTER.match(text, end):
        return Span("phone", start, end)
    if run[0] == "+" or run.startswith(("00", "(+")):
        return Span("phone", start, _phone_end(text, start)) if 8 <= count <= 16 else None
    if count >= 7 and (found := _NORTH_AMERICA.match(text, start)) and (found.end() == end or count <= 16):
        return Span("phone", start, _extended(text, found.end()))
    if _PAIRS.fullmatch(run):
        return Span("phone", start, end)
    if (
        digits[0] == "0"
        and digits[1:2] != "0"
        and 7 <= count <= 14
        and not _TIME.match(run)
        and not re.fullmatch(r"[\d.]+\.\d+", run)
    ):
        return Span("phone", start, _extended(text, end))
    if plain and count >= _LONG:
        return Span("number", start, end)
    if (count >= 8 and run[:4] == "1-80") or re.fullmatch(r"1-8\d\d-\d{3}-\d{4}", run):
        return Span("phone", start, end)
    return None


def _extended(text: str, end: int) -> int:
    more = _EXTENSION.match(text, end)
    return more.end() if more else end


def _card_like(run: str, plain: bool) -> bool:
    return plain or bool(re.fullmatch(r"\d{4}([ -])\d{4}\1\d{4}(?:\1\d{1,7})?|\d{4}([ -])\d{6}\2\d{4,5}", run))
