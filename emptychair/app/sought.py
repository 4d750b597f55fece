"""Where a name, an address or a number stands in a text, however it is written there.

People are looked for in rows as they came: JSON, mail in quoted-printable or base64, names with invisible signs in
them. `Müller` is also `MÜLLER`, `Mueller`, `M\\u00fcller`, `M=C3=BCller` and `Mül<zero-width>ler`.
"""

from __future__ import annotations

import base64
import binascii
import html.entities
import re
import unicodedata
from collections.abc import Iterable

GONE = "[…]"
_SOFT = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BETWEEN = f"(?:[{_SOFT}]|=\\r?\\n)*"
_GAP = r"(?:\\[nrt]|&nbsp;|=20|%20|\\u00a0|[\s.,;_+\-\"']){1,6}"
_BEGIN = r"(?:(?<![^\W_])|(?<=\\[nrt])|(?<==20)|(?<=%20))"
_END = r"(?:['’]?s)?(?![^\W_])"
_PAIRS = {"ae": "ä", "oe": "ö", "ue": "ü", "ss": "ß"}
_APART = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_CODES = ("49", "43", "41", "44", "33", "39", "31", "32", "34", "48", "420", "45", "46", "47", "352", "353", "1")
_BASE64 = re.compile(r"(?:^[A-Za-z0-9+/]{60,76}\r?\n)*^[A-Za-z0-9+/]{12,76}={0,2}\r?$", re.MULTILINE)
_ENCODED_WORD = re.compile(r"=\?[\w-]+\?b\?([A-Za-z0-9+/=]+)\?=", re.IGNORECASE)
_PHONE = re.compile(r"(\+|0)[\d\s()/.\-–]{5,}")


class Sought:
    """Terms looked for together: whoever is named by one of them is meant."""

    def __init__(self, terms: Iterable[str]) -> None:
        self.terms = tuple(dict.fromkeys(term.strip() for term in terms if len(term.strip()) > 1))
        self._finders = [_Finder(unicodedata.normalize("NFC", term)) for term in self.terms]

    def __bool__(self) -> bool:
        return bool(self._finders)

    def may_concern(self, text: str) -> bool:
        """Whether a closer look pays: a plain search that tells most texts apart. True for whatever `holds` or
        `nearly` find."""
        lowered = _composed(text).lower()
        if any(finder.may(lowered) for finder in self._finders):
            return True
        return "base64" in lowered or "?b?" in lowered or not _simple(lowered)

    def holds(self, text: str) -> bool:
        """Whether one of the terms stands in `text`."""
        if not text or not self._finders:
            return False
        text = _composed(text)
        lowered = text.lower()
        simple = _simple(lowered)
        if any((not simple or finder.may(lowered)) and finder.whole.search(text) for finder in self._finders):
            return True
        return ("base64" in lowered or "?b?" in lowered) and any(
            finder.whole.search(part) for part in _decoded(text) for finder in self._finders
        )

    def nearly(self, text: str) -> bool:
        """Whether all words of one of the terms stand in `text`, though not together: name and surname in two columns,
        or two people."""
        return any(
            len(finder.words) > 1 and all(word.search(text) for word in finder.words)
            for finder in self._finders
            if text
        )

    def blank(self, text: str) -> str:
        """`text` with a mark in place of each term."""
        for finder in self._finders:
            text = finder.whole.sub(GONE, text)
        # What stands in an encoded part cannot be cut out of it.
        return GONE if self.holds(text) else text

    def around(self, text: str, width: int = 40) -> str:
        """The place where a term stands, with `width` characters on either side."""
        for finder in self._finders:
            found = finder.whole.search(text)
            if found:
                start, end = max(0, found.start() - width), found.end() + width
                cut = " ".join(text[start:end].split())
                return ("…" if start else "") + cut + ("…" if end < len(text) else "")
        return " ".join(text[: 2 * width].split())


class _Finder:
    def __init__(self, term: str) -> None:
        words = [word for word in re.split(r"[\s,;]+", term) if word] or [term]
        alone = [_word(word) for word in words]
        self.words = [re.compile(_BEGIN + word + _END, re.IGNORECASE) for word in alone]
        forms = [_GAP.join(alone)]
        if len(words) > 1 and "@" not in term:  # "Berger, Anna" in a column of names
            forms.append(_GAP.join([alone[-1], *alone[:-1]]))
        pattern = _BEGIN + "(?:" + "|".join(forms) + ")" + _END
        runs = [max(_plain_runs(word), key=len, default="") for word in words]
        if _PHONE.fullmatch(term):
            pattern, runs = _phone(term), [""]
        self._runs = sorted(runs, key=len, reverse=True)
        self.whole = re.compile(pattern, re.IGNORECASE)

    def may(self, lowered: str) -> bool:
        # The expression costs twenty times as much.
        return all(run in lowered for run in self._runs)


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _simple(lowered: str) -> bool:
    """Whether no invisible sign and no soft line end may part the letters of a word."""
    if "=\n" in lowered or "=\r" in lowered:
        return False
    return lowered.isascii() or not any(sign in lowered for sign in _SOFT)


def _word(word: str) -> str:
    letters: list[str] = []
    at = 0
    while at < len(word):
        pair = word[at : at + 2].lower()
        if pair in _PAIRS:
            # "ue" is ü, or two letters that a soft hyphen may part.
            letters.append(f"(?:{re.escape(pair[0])}{_BETWEEN}{re.escape(pair[1])}|{_letter(_PAIRS[pair], False)})")
            at += 2
        else:
            letters.append(_letter(word[at]))
            at += 1
    return _BETWEEN.join(letters)


def _letter(sign: str, apart: bool = True) -> str:
    forms: set[str] = set()
    for one in {sign, sign.lower(), sign.upper()}:
        if len(one) != 1:
            continue
        code = ord(one)
        forms |= {re.escape(one), f"&\\#{code};", f"&\\#x{code:x};", f"\\\\u{code:04x}"}
        if one.isascii():
            if not one.isalnum():
                forms |= {f"={code:02X}", f"%{code:02X}"}
            continue
        encoded = one.encode()
        forms |= {re.escape(unicodedata.normalize("NFD", one))}
        forms |= {"".join(f"={byte:02X}" for byte in encoded), "".join(f"%{byte:02X}" for byte in encoded)}
        if code < 256:
            forms |= {f"={code:02X}", f"%{code:02X}"}
        if code in html.entities.codepoint2name:
            forms.add(f"&{html.entities.codepoint2name[code]};")
        base = unicodedata.normalize("NFD", one)[0]
        if base.isascii() and base.isalpha() and one.lower() not in _APART:
            forms.add(base)
    if apart and sign.lower() in _APART:
        forms.add(_APART[sign.lower()])
    if sign.isascii() and sign.isalnum():  # its escapes are what nobody writes
        return re.escape(sign)
    return "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")"


def _plain_runs(word: str) -> list[str]:
    """The parts of a word that are written in one way only."""
    lowered = word.lower()
    for pair in _PAIRS:
        lowered = lowered.replace(pair, " ")
    return re.findall(r"[a-z0-9]+", lowered)


def _phone(term: str) -> str:
    digits = re.sub(r"\D", "", term)
    if term.startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        digits = next((digits[len(code) :] for code in _CODES if digits.startswith(code)), digits)
    core = digits.lstrip("0")
    return r"(?<!\d{8})" + r"[\s()/.\-–]*".join(core) + r"(?!\d)"


def _decoded(text: str) -> Iterable[str]:
    lines = text.replace("\\r", "").replace("\\n", "\n")  # as JSON writes them
    for found in [*_ENCODED_WORD.findall(text), *_BASE64.findall(lines)]:
        packed = re.sub(r"\s", "", found)
        try:
            data = base64.b64decode(packed + "=" * (-len(packed) % 4))
        except (binascii.Error, ValueError):
            continue
        yield data.decode("utf-8", "replace")
        yield data.decode("latin-1")
