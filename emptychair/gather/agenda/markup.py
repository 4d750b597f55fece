"""Markdown, HTML and wiki marks off a line; what they enclose stays."""

from __future__ import annotations

import html
import re

LONGEST_LINE = 600  # characters; what is longer is prose, not an item

_MARKED = re.compile(r"[\\<\[`*_~=&]")
_GAPS = re.compile(r"[^\S ]|  ")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>@:])")
_KEPT = re.compile("[\ue000-\ue07f]")
_COMMENT = re.compile(r"<!--.*?-->")
_TAG = re.compile(
    r"</?(?:a|b|blockquote|br|center|code|col|colgroup|del|details|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|s|small|span"
    r"|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul)(?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*\s*/?>",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])")
_LINK = re.compile(r"\[([^\[\]]+)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_CODE = re.compile(r"`([^`]+)`")
_BOLD = re.compile(r"(\*{2,3}|__)(?=\S)(.+?)(?<=\S)\1")
_ITALIC = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_]+?)(?<=[^\s_])_(?![\w_])"
)
_STRUCK = re.compile(r"~~([^~]+)~~")
_HIGHLIGHT = re.compile(r"==(?=\S)([^=]+?)(?<=\S)==")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|irc://|mailto:|www\.)\S+", re.IGNORECASE)
_SHORTCODE = re.compile(r":[a-z0-9_+-]{2,40}:")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def plain(text: str) -> str:
    """The text without its marks, its white space tidied; tabs stay, because they part columns."""
    if not _MARKED.search(text):
        return tidy(text)
    text = _ESCAPED.sub(lambda found: chr(0xE000 + ord(found[1])), text)
    if "<" in text:
        text = _TAG.sub(" ", _AUTOLINK.sub(r"\1", _COMMENT.sub(" ", text)))
    if "[" in text:
        text = _LINK.sub(r"\1", _WIKI_LINK.sub(r"\1", _IMAGE.sub(" ", text)))
    text = _CODE.sub(r"\1", text)
    for _ in range(2):
        text = _BOLD.sub(r"\2", text)
        text = _ITALIC.sub(lambda found: found[1] or found[2], text)
    text = _HIGHLIGHT.sub(r"\1", _STRUCK.sub(r"\1", text))
    text = re.sub(r"\*\*+|^__+(?=\s)|(?<=\s)__+$", "", text)
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    text = _KEPT.sub(lambda found: chr(ord(found[0]) - 0xE000), text)
    return tidy(text)


def tidy(text: str) -> str:
    """Every run of white space as one space; runs with a tab, and runs of two and more, as one tab (a column's gap)."""
    if not _GAPS.search(text):
        return text.strip()
    text = re.sub(r"[^\S\t ]", " ", text)
    return re.sub(r" {2,}|(?: *\t *)+", "\t", text).strip()


def without_urls(text: str) -> str:
    return _URL.sub("", text).strip()


def is_bare_link(text: str) -> bool:
    """Whether nothing but links and their brackets is left."""
    return _URL.search(text) is not None and not re.search(r"\w", _URL.sub("", text))


def without_trailing_url(text: str) -> str:
    """A title's address at its end goes, what it says stays."""
    cut = re.sub(r"[\s(<–—:-]*(?:https?://|www\.)[^\s()<>]+[)>]?$", "", text, flags=re.IGNORECASE)
    return cut if re.search(r"\w", cut) else text


def first_line(text: str) -> str:
    """What stands before a line break of HTML."""
    return next((part for part in _BREAK.split(text) if re.search(r"\w", part)), text)


def breaks_as(text: str, separator: str) -> str:
    return _BREAK.sub(separator, text)


def wholly_bold(text: str) -> bool:
    """Whether the text is one bold run, as a heading is written where there are no headings."""
    return re.fullmatch(r"(\*{2,3}|__)(?=\S)((?!\1).)+\1:?", text.strip()) is not None


def bold_lead(text: str) -> tuple[str, str] | None:
    """A bold beginning and what follows it, where both are there."""
    match = re.match(r"(\*{2,3}|__)(?=\S)((?:(?!\1).)+?)(?<=\S)\1(.*\S.*)$", text.strip())
    return (match[2], match[3]) if match else None


def key_of(text: str) -> str:
    """A heading's words for looking them up: lower case, without marks, numbers, emoji and brackets."""
    text = _SHORTCODE.sub(" ", plain(text)).lower().replace("\t", " ")
    text = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)
    text = re.sub(r"^[^\w]*(?:\d{1,2}(?:\.\d+)*[.)]?\s+|[ivx]{1,4}\.\s+)?", "", text)
    text = re.sub(r"[^\w)]+$", "", text)
    return re.sub(r"\s+", " ", text).replace("’", "'").strip()
