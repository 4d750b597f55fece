"""What a typesetter does to a text: what must stay together, where a long run may break, and the marks of a language.

Letters are never changed. Formats that keep a text to the byte (Markdown, HTML, JSON) use only `plain` and `marks`;
the printed page also uses `keep` and, for the customer's words, `curl`.
"""

from __future__ import annotations

import re
import unicodedata

NBSP = "\u00a0"
ZWSP = "\u200b"

_MARKS = {
    "de": ("„", "“", "‚", "‘"),
    "en": ("“", "”", "‘", "’"),
    "fr": ("«" + NBSP, NBSP + "»", "“", "”"),
    "it": ("«", "»", "“", "”"),
    "es": ("«", "»", "“", "”"),
    "ar": ("«", "»", "‹", "›"),
    "he": ("”", "”", "’", "’"),
}
_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})

# Nothing of these can be set or read; the two overrides would let a title reorder the words that follow it.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufeff\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAKING = re.compile("[ \t\n\x0b\x0c\r]+")
_LINE_ENDS = re.compile("\r\n?|\x85|\u2028")

_MONTHS = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    "January|February|March|May|June|July|October|December"
)
_UNITS = (
    r"Entscheidungen|decisions|Geschichten|stories|Themen|items|item|Punkte|Punkt|Sitzungen|meetings|Mitarbeiter|employees|customers|"
    r"Euro|Cent|Prozent|Uhr|Minuten|Minute|Min\.|Stunden|Stunde|Std\.|Sekunden|Sekunde|milliseconds|seconds|second|Millisekunden|Tage|Tagen|Tag|Wochen|Monate|Monaten|"
    r"Monat|Jahre|Jahren|Jahr|Seiten|Kunden|dollars|dollar|pounds|percent|minutes|minute|min|hours|hour|days|day|"
    r"weeks|months|years|people|ms|km|m|kg|%|€|h|s|am|pm"
)
_PAIRS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(\d) ((?:{_UNITS})(?!\w))",
        rf"(\d\.?) ((?:{_MONTHS}|Quartal|Halbjahr|OG|Stock)\b)",
        rf"\b({_MONTHS}) (\d{{1,4}})",
        r"\b(TOP|KW|Nr\.|S\.|Raum|Item|item|room|Room|No\.|rund|etwa|ab|um|nach|bis|from|about|In|in|von|of|E|D) (\d)",
        r"\b(Dr\.|Prof\.|Herr|Frau|Mr|Mrs|Ms|St\.) ([A-ZÄÖÜ])",
        r"\b([zduoiv]\.) ([BhaÄdRA]\.)",
        r"(?<!\w)([A-ZÄÖÜ]\.) ([A-ZÄÖÜ]\w)",
    )
)
_ONE_LETTER = re.compile(rf"(^|[\s({NBSP}])([IaAO]) ")
_LAST_WORD = re.compile(r" (\S{1,6})$")
_RUN = re.compile(rf"[^\s{NBSP}{ZWSP}]{{30,}}")
_ONE_WORD = re.compile(r"[^\W\d_]{1,79}\W{0,2}")
_STOPS = re.compile(r"([/.\-_?&=@,;:–])")
_STRAIGHT = re.compile(r'"([^"]*)"')
_APOSTROPHE = re.compile(r"(?<=\w)'|'(?=\d\d\b)")


def plain(text: str) -> str:
    """`text` without what no page can show: controls, turned-round reading, halves of characters; NFC."""
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    return unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", _UNSHOWABLE.sub("", text)))


def line(text: str) -> str:
    """`plain` on one line, its white space single; unbreakable and other wide spaces stay as they are."""
    return _BREAKING.sub(" ", plain(text)).strip()


def marks(language: str) -> tuple[str, str]:
    """The outer quotation marks of `language`."""
    pair = _MARKS.get(language, _MARKS["en"])
    return pair[0], pair[1]


def direction(language: str) -> str:
    """ "rtl" or "ltr"."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def curl(text: str, language: str, *, inner: bool) -> str:
    """Typewriter marks as the marks of `language`; `inner`: the text stands in outer marks itself."""
    pair = _MARKS.get(language, _MARKS["en"])[2 if inner else 0 :]
    return _APOSTROPHE.sub("’", _STRAIGHT.sub(lambda found: f"{pair[0]}{found[1]}{pair[1]}", text))


def keep(text: str) -> str:
    """`text` with the spaces that may not break made unbreakable, and unspaced runs made breakable.

    Together stay number and unit, day and month, title and name, a one-letter word and the next, a dash and what
    precedes it, and a short last word with the one before.
    """
    for pattern in _PAIRS:
        text = pattern.sub(rf"\1{NBSP}\2", text)
    text = _ONE_LETTER.sub(rf"\1\2{NBSP}", text).replace(" – ", NBSP + "– ")
    if len(text) > 40:
        text = _LAST_WORD.sub(rf"{NBSP}\1", text)
    return _RUN.sub(_open_run, text)


def _open_run(found: re.Match[str]) -> str:
    run = found[0]
    if _ONE_WORD.fullmatch(run):  # a word: hyphenation does it
        return run
    run = _STOPS.sub(rf"\1{ZWSP}", run)
    return re.sub(rf"[^{ZWSP}]{{18}}", lambda part: part[0] + ZWSP, run)


def clipped(text: str, limit: int) -> str:
    """At most `limit` characters, an ellipsis in place of what is missing."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
