"""Where a name, an address or a number stands in a text, however it is written there.

People are looked for in rows as they came: JSON, HTML, mail in quoted-printable or base64, names with invisible signs
in them. `Müller` is also `MÜLLER`, `Mueller`, `M\\u00fcller`, `M=C3=BCller`, `Mü<b>ller</b>` and `Mül<zero-width>ler`.
What is only likely (`Muller`, `Frau Müller` for Anna Müller, `a.mueller@…`) is found as near, for a person to judge.
"""

from __future__ import annotations

import html.entities
import re
import unicodedata
from collections.abc import Iterable

from emptychair.app.sought_views import SOFT, composed, folded, odd, views

GONE = "[…]"
_TAG = r"</?[a-zA-Z][^<>]{0,300}>"
_BETWEEN = f"(?:[{SOFT}]|=\\r?\\n|&shy;|&zwn?j;|{_TAG})*"
_SIGNS = r"[\s.,;:_+\-\"'’*|/()\[\]>\u2010-\u2015]"
_GAPS = rf"(?:\\[nrt]|&nbsp;|&#160;|=20|%20|\\u00a0|=\r?\n|{_TAG}|[{SOFT}]|{_SIGNS})"
_GAP = _GAPS + "{1,16}"
_INITIAL = rf"(?:{_GAPS}{{1,4}}[^\W\d_]\.(?={_GAPS}))?"
_TITLES = rf"(?:{_GAPS}{{1,4}}(?:dr|prof|dipl|ing|med|herrn?|frau|hr|fr|mrs?|ms|miss)\b\.?){{0,3}}"
_BEGIN = r"(?:(?<![^\W_])|(?<=\\[nrt])|(?<==20)|(?<=%20))"
_END = r"(?:['’]?s)?(?![^\W_])"
_PAIRS = {"ae": "äæ", "oe": "öøœ", "ue": "ü", "ss": "ß"}
_APART = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_OTHERS = {"ø": ("o", "oe"), "å": ("a", "aa"), "æ": ("ae",), "œ": ("oe",), "ł": ("l",), "đ": ("d",), "ı": ("i",)}
_CODES = ("49", "43", "41", "44", "33", "39", "31", "32", "34", "48", "420", "45", "46", "47", "352", "353", "1")
_PHONE = re.compile(r"\(?(\+|0)[\d\s()/.\-–]{5,}")
_NUMBER = re.compile(r"(?=(?:\D*\d){7})[A-Za-z]{0,4}[\s\-./]?[A-Za-z\d](?:[\s\-./]?[A-Za-z\d])+")
_STREETS = (
    (re.compile(r"stra(?:ß|ss)e$|str\.?$", re.IGNORECASE), r"str(?:a(?:ß|ss|=C3=9F|&szlig;|\\u00df)e|\.)?"),
    (re.compile(r"^(?:street|st\.?)$", re.IGNORECASE), r"st(?:reet|\.)?"),
    (re.compile(r"^(?:road|rd\.?)$", re.IGNORECASE), r"r(?:oad|d\.?)"),
    (re.compile(r"^(?:avenue|ave\.?)$", re.IGNORECASE), r"ave(?:nue|\.)?"),
)
_UNPARTED = re.compile("[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7ff]")  # scripts without gaps between words
_BEFORE_A_NAME = r"\b(?:frau|herrn?|hr\.|fr\.|familie|fam\.|mrs?\b\.?|ms\b\.?|miss|dr\.?|prof\.?)"


class Sought:
    """Terms looked for together: whoever is named by one of them is meant."""

    def __init__(self, terms: Iterable[str]) -> None:
        self.terms = tuple(dict.fromkeys(term.strip() for term in terms if len(term.strip()) > 1))
        self._finders = [_Finder(unicodedata.normalize("NFKC", term)) for term in self.terms]

    def __bool__(self) -> bool:
        return bool(self._finders)

    def may_concern(self, text: str) -> bool:
        """Whether a closer look pays: a plain search that tells most texts apart. True for whatever `holds` or
        `nearly` find."""
        return bool(self._finders) and (self._may(text) or (odd(text) and any(map(self._may, views(text)))))

    def holds(self, text: str) -> bool:
        """Whether one of the terms stands in `text`."""
        if not text or not self._finders:
            return False
        return self._stands(composed(text)) or (odd(text) and any(map(self._stands, views(text))))

    def nearly(self, text: str) -> bool:
        """Whether a term is only likely to be meant: all of its words apart (name and surname in two columns, or two
        people), a surname with a title, an initial, a name without its umlauts."""
        if not text or not self._finders:
            return False
        return self._lies_near(composed(text)) or (odd(text) and any(map(self._lies_near, views(text))))

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

    def _may(self, text: str) -> bool:
        plain = folded(text)
        return any(finder.may(plain) for finder in self._finders)

    def _stands(self, text: str) -> bool:
        plain = folded(text)
        return any(finder.may_whole(plain) and finder.whole.search(text) for finder in self._finders)

    def _lies_near(self, text: str) -> bool:
        plain = folded(text)
        return any(finder.may(plain) and finder.nearly(text) for finder in self._finders)


class _Finder:
    """One term. `whole`: it stands there; `nearly`: it may be meant."""

    def __init__(self, term: str) -> None:
        words = [word for word in re.split(r"[\s,;]+", term) if word] or [term]
        alone = [_word(word) for word in words]
        forms = [_joined(words, alone)]
        if len(words) > 1 and "@" not in term:  # "Berger, Anna" in a column of names
            forms.append(alone[-1] + _TITLES + _GAP + _joined(words[:-1], alone[:-1]))
        pattern = "(?:" + "|".join(forms) + ")"
        if not _UNPARTED.search(term):
            pattern = _BEGIN + pattern + _END
        runs = [_run(word) for word in words]
        if _PHONE.fullmatch(term):
            pattern, runs = _phone(term), [""]
        elif _NUMBER.fullmatch(term):
            signs = re.findall(r"[A-Za-z\d]", term)
            pattern, runs = _BEGIN + rf"(?:{_GAPS}{{0,3}})".join(signs) + _END, [""]
        self._runs = sorted(runs, key=len, reverse=True)
        self._key = _run(words[-1])
        self._apart = [re.compile(_BEGIN + word + _END, re.IGNORECASE) for word in alone] if len(words) > 1 else []
        self._near = re.compile("|".join(_near_forms(words)), re.IGNORECASE)
        self.whole = re.compile(pattern, re.IGNORECASE)

    def may_whole(self, plain: str) -> bool:
        """Of a folded text. The expression costs twenty times as much."""
        return all(run in plain for run in self._runs)

    def may(self, plain: str) -> bool:
        return self._key in plain or self.may_whole(plain)

    def nearly(self, text: str) -> bool:
        if self._apart and all(word.search(text) for word in self._apart):
            return True
        return self._near.search(text) is not None and (bool(self._apart) or not self.whole.search(text))


def _joined(words: list[str], alone: list[str]) -> str:
    """Between a letter and a digit nothing need stand: "B-MW1234"."""
    found = alone[0]
    for before, word, pattern in zip(words, words[1:], alone[1:], strict=False):
        loose = before[-1].isdigit() != word[0].isdigit()
        found += (_GAPS + "{0,16}" if loose else _INITIAL + _GAP) + pattern
    return found


def _near_forms(words: list[str]) -> Iterable[str]:
    """What may be the same person: without umlauts or sign, with an initial, in one word, with a title."""
    loose = [_word(word.lstrip("#@") or word, loose=True) for word in words]
    yield _BEGIN + _GAP.join(loose) + _END
    named = all(re.fullmatch(r"[^\W\d_][\w.'’\-]*", word) for word in words)
    if len(words) < 2 or not named or len(words[-1]) < 3:
        return
    yield _BEGIN + "".join(loose) + _END  # annamueller@
    yield _BEGIN + _word(words[0][0], loose=True) + rf"[.\-_]?{_GAPS}{{0,2}}" + loose[-1] + _END  # A. Müller, amueller@
    yield _BEFORE_A_NAME + _GAP + loose[-1] + _END


def _word(word: str, *, loose: bool = False) -> str:
    for street, pattern in _STREETS:
        found = street.search(word)
        if found and not loose:
            return _word(word[: found.start()]) + pattern if found.start() else pattern
    letters: list[str] = []
    at = 0
    while at < len(word):
        pair = word[at : at + 2].lower()
        if pair in _PAIRS:
            # "ue" is ü, or two letters that a soft hyphen may part.
            more = "".join(f"|{_letter(one, False)}" for one in _PAIRS[pair])
            short = f"|{pair[0]}" if loose and pair != "ss" else ""
            letters.append(f"(?:{re.escape(pair[0])}{_BETWEEN}{re.escape(pair[1])}{more}{short})")
            at += 2
        else:
            letters.append(_letter(word[at], loose=loose))
            at += 1
    return _BETWEEN.join(letters)


def _letter(sign: str, apart: bool = True, *, loose: bool = False) -> str:
    if sign.isascii() and sign.isalnum():  # its escapes are what nobody writes
        more = _ACCENTED.get(sign.lower(), "")
        german = {"a": "ä|ae", "o": "ö|oe", "u": "ü|ue"}.get(sign.lower(), "") if loose else ""
        plain = f"[{sign}{more}]" if more else re.escape(sign)
        return f"(?:{german}|{plain})" if german else plain
    if sign in "-\u2010\u2011\u2012\u2013\u2014":
        return rf"(?:{_GAPS}{{0,3}})"
    if sign in "'’‘´`":
        return r"(?:['’‘´`]|&#0?39;|&apos;|&rsquo;|=27|%27|\\u2019|=E2=80=99)?"
    forms: set[str] = set()
    for one in {sign, sign.lower(), sign.upper()}:
        if len(one) != 1:
            continue
        code = ord(one)
        forms |= {re.escape(one), f"&\\#{code};", f"&\\#x{code:x};", f"\\\\u{code:04x}"}
        if one.isascii():
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
        if base.isascii() and base.isalpha() and (loose or one.lower() not in _APART):
            forms.add(base)
        forms.update(_OTHERS.get(one.lower(), ()))
    if apart and sign.lower() in _APART:
        forms.add(_APART[sign.lower()])
    return "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")"


def _accented() -> dict[str, str]:
    """For each letter those that are written over it in other languages; ä, ö and ü are letters of their own."""
    found: dict[str, str] = {"l": "ł", "i": "ı", "o": "ø", "d": "đ"}
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        base = unicodedata.normalize("NFD", chr(code))
        if base[0].isascii() and len(base) > 1 and chr(code).lower() not in _APART and chr(code).islower():
            found[base[0]] = found.get(base[0], "") + chr(code)
    return found


_ACCENTED = _accented()


def _run(word: str) -> str:
    """The longest part of a word that is written in one way only, folded."""
    lowered = word.lower()
    for street, _ in _STREETS:
        lowered = street.sub(" ", lowered)
    for pair in _PAIRS:
        lowered = lowered.replace(pair, " ")
    # Behind an accented letter, `folded` may have drawn the first one in: "āe" is "a" there.
    runs = re.findall(r"(?:(?<=[^\x00-\x7f])[aes])?([a-z0-9]*)", lowered)
    # Of a name without a letter of ours, any text may hold it.
    return max(map(folded, runs), key=len, default="")


def _phone(term: str) -> str:
    digits = re.sub(r"\D", "", term)
    if term.startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        digits = next((digits[len(code) :] for code in _CODES if digits.startswith(code)), digits)
    core = digits.lstrip("0")
    return r"(?<!\d{8})" + r"[\s()/.\-–]*".join(core) + r"(?!\d)"
