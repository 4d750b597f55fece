"""Text as it is stored, searched, masked and drawn: one spelling for what looks the same, nothing invisible.

`Mül<ZWSP>ler` would otherwise escape both the mask and the search, `EUR <RLO>0001` would read as `EUR 1000` on the
wall, and a letter under forty accents would paint over the line above it. Every foreign text passes here before
anything else looks at it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MARKS_PER_LETTER: Final = 3
"""Hebrew with points needs two, Vietnamese decomposed two, Thai two; more than three is decoration or an attack."""

# Signs that are neither changed by NFC nor invisible nor combining: nearly every text holds nothing else.
_PLAIN: Final = re.compile(
    "[\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
    "\u2190-\u21ff\u25a0-\u2765\U0001f300-\U0001faff]*"
)

_ZERO_WIDTH_JOINER: Final = "\u200d"
_EMOJI_STYLE: Final = "\ufe0f"
_TEXT_STYLE: Final = "\ufe0e"
_BLACK_FLAG: Final = "\U0001f3f4"

_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")

# Drawn as nothing, or turning round what follows. Joiner, variation selectors and tags are judged by their neighbours.
_INVISIBLE: Final = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls; tab, line feed and the other line ends are not among them
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, grapheme joiner, fillers
    "\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"  # zero width, left-to-right marks, embeddings, overrides
    "\u3164\ufeff\uffa0\ufff0-\ufffb"  # fillers, byte order mark, annotation marks
    "\ufe00-\ufe0d\U000e0100-\U000e01ef"  # variation selectors that no emoji uses
    "\U0001d173-\U0001d17a\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
    "]+"
)
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_JUDGED: Final = re.compile("[\u200d\ufe0e\ufe0f\U000e0020-\U000e007f]")

_PICTURE: Final = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_SKIN: Final = re.compile("[\U0001f3fb-\U0001f3ff]")
_TAG: Final = re.compile("[\U000e0020-\U000e007f]")
_KEYCAP_BASE: Final = frozenset("#*0123456789")


def normalise(text: str) -> str:
    """The text in NFC without anything invisible; applying it twice changes nothing more.

    Removed: bidirectional controls, zero-width characters (the joiner and the style selectors stay inside an emoji),
    control characters, soft hyphens, fillers, combining marks beyond MARKS_PER_LETTER on one letter. Every line end
    becomes a line feed; a lone surrogate becomes U+FFFD, because no file could hold it. Raises nothing.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _LONE_SURROGATE.sub("\ufffd", text)
    # First NFC, because the neighbours of a joiner are judged; once more, because marks may now meet their letter.
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    if _JUDGED.search(text):
        text = _keep_in_emoji(text)
    return _limit_marks(unicodedata.normalize("NFC", text))


def _keep_in_emoji(text: str) -> str:
    kept: list[str] = []
    for position, character in enumerate(text):
        if not _JUDGED.match(character):
            kept.append(character)
            continue
        before = kept[-1] if kept else ""
        after = text[position + 1 : position + 2]
        if character == _ZERO_WIDTH_JOINER:
            keep = bool(_ends_emoji(before) and _PICTURE.match(after))
        elif character in (_EMOJI_STYLE, _TEXT_STYLE):
            keep = bool(_PICTURE.match(before)) or (before in _KEYCAP_BASE and after == "\u20e3")
        else:  # tags spell the region of a flag such as Scotland's, and nothing else
            keep = before == _BLACK_FLAG or bool(_TAG.match(before))
        if keep:
            kept.append(character)
    return "".join(kept)


def _ends_emoji(character: str) -> bool:
    return bool(_PICTURE.match(character) or _SKIN.match(character)) or character == _EMOJI_STYLE


def _limit_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        # Mc is left alone: spacing vowel signs of Indic scripts take their own room in the line.
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= MARKS_PER_LETTER:
            kept.append(character)
    return "".join(kept)
