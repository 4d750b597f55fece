"""Addresses of the net and handles: what a sign such as @ or :// gives away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from emptychair.privacy.spans import Span

# An address is found from its sign, so that a long text without one costs nothing.
_AT: Final = re.compile(r"@|\s?(?:\(at\)|\[at\]|\{at\}|<at>)\s?", re.IGNORECASE)
_DOMAIN: Final = re.compile(
    r"(?:[\w-]{1,63}(?:\.|\s?(?:\(dot\)|\[dot\]|\(punkt\)|\[punkt\])\s?)){1,5}[A-Za-zäöü]{2,24}(?![\w@])", re.IGNORECASE
)
_LOCAL: Final = frozenset(".+%'’-_")
_LONGEST_LOCAL: Final = 64  # RFC 5321, 4.5.3.1.1
_URL: Final = re.compile(r"(?<![\w@])(?:(?:https?|ftp)://|www\.)[^\s<>\"'„“”|]{1,4000}", re.IGNORECASE)
_URL_END: Final = ".,;:!?)]}"
_BARE: Final = re.compile(r"(?<![\w@./-])(?:[a-z0-9-]{2,40}\.){1,3}[a-z]{2,6}/[\w%~?=&#./-]{2,300}\w", re.IGNORECASE)
_HANDLE: Final = re.compile(r"(?<![\w.@/])@(?P<it>[A-Za-z_][\w.]{1,29}\w)(?![\w@])")
_ACCOUNT: Final = re.compile(
    r"\b(?:skype|insta(?:gram)?|telegram|discord|twitter|tiktok|snapchat|signal|facebook|steam|paypal|username"
    r"|user name"
    r"|nutzername|benutzername|user-?id|login)(?:[ -]?(?:name|id|handle|account|konto))?(?:(?:\s(?:is|ist"
    r"|lautet))?\s?[:=]\s{0,3}|\s(?:is\s|ist\s|lautet\s)?)"
    r"(?P<it>@?[\w.-]{2,31}(?:#\d{4})?)",
    re.IGNORECASE,
)
_IPV6: Final = re.compile(
    r"(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,6}(?![\w:])|(?<![\w:])::1(?![\w:])", re.IGNORECASE
)
_MAC: Final = re.compile(r"(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])", re.IGNORECASE)

# A handle that a firm answers under names nobody; "@user" and "@name" have been masked already by whoever wrote them.
_MASKED: Final = frozenset(("user", "username", "name"))
_FIRM_ENDS: Final = (
    "support", "help", "hilfe", "care", "service", "team", "official", "bank", "air", "news", "hq", "shop",
    "store", "app", "bahn", "ups", "post", "gov", "gmbh", "inc", "ltd", "uk", "us", "usa", "_de", "eu", "o2",
    "n26", "ing", "dkb", "bvg", "mvg", "hvv", "vbb", "rmv", "kvb", "sbb", "cff",
)  # fmt: skip
_FIRMS: Final = re.compile(
    r"airways|airlines|mobile|kundendienst|telekom|vodafone|amazon|american|united|delta|southwest|jetblue"
    r"|virgin|lufthansa|easyjet"
    r"|ryanair|paypal|dhl|hermes|fedex|google|apple|microsoft|samsung|sony|tesla|netflix|spotify|deutsche"
    r"|verkehr|oebb|ikea|aldi"
    r"|lidl|rewe|edeka|polizei|klarna|revolut|barclays|hsbc|citibank|monzo|sparkasse|commerzbank|ebay|booking"
    r"|experian|equifax|transunion|creditkarma|check24|hotel|expedia|airbnb|trustpilot|facebook|instagram"
    r"|youtube|twitter|whatsapp|linkedin|tripadvisor|zalando|otto\.de|mediamarkt|saturn|bahn\.|flixbus|gmx"
    r"|web\.de|gmail|yahoo|outlook|hotmail|cnet|newegg|bestbuy|walmart"
)
_NET_WORD: Final = re.compile(r"(?=.*[\d_.@#-])|.*[a-z][A-Z]")


def identifiers(text: str, low: str) -> Iterator[Span]:
    """E-mail addresses, links, IPv6 and hardware addresses, handles. `low` is the text in small letters."""
    at = "@" in text
    if at or "at)" in low or "at]" in low or "{at}" in low or "<at>" in low:
        yield from _addresses(text)
    if "://" in text or "www." in low:
        for found in _URL.finditer(text):
            yield Span("url", found.start(), found.start() + len(found[0].rstrip(_URL_END)))
    if "/" in text:
        for found in _BARE.finditer(text):
            if not _FIRMS.search(found[0].lower()):
                yield Span("url", found.start(), found.end())
    if at:
        for found in _HANDLE.finditer(text):
            handle = found["it"].lower()
            if handle not in _MASKED and not handle.endswith(_FIRM_ENDS) and not _FIRMS.search(handle):
                yield Span("handle", found.start(), found.end())
    if text.count(":") > 3:
        for found in _MAC.finditer(text):
            yield Span("ip", found.start(), found.end())
        for found in _IPV6.finditer(text):
            if found[0].count(":") > 3 or "::" in found[0]:
                yield Span("ip", found.start(), found.end())
    if any(word in low for word in ("skype", "insta", "telegram", "discord", "user", "nutzername", "login", "paypal")):
        for found in _ACCOUNT.finditer(text):
            if _NET_WORD.match(found["it"].rstrip(".")) and found["it"].lower() not in ("e-mail", "log-in"):
                yield Span("handle", *found.span("it"))


def _addresses(text: str) -> Iterator[Span]:
    done = 0
    for sign in _AT.finditer(text):
        start = sign.start()
        first = max(done, start - _LONGEST_LOCAL)
        while start > first and (text[start - 1].isalnum() or text[start - 1] in _LOCAL):
            start -= 1
        while start < sign.start() and text[start] in ".'’-":
            start += 1
        domain = _DOMAIN.match(text, sign.end()) if start < sign.start() else None
        if domain is not None:
            done = domain.end()
            yield Span("email", start, done)
