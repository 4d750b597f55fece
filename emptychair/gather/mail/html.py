"""HTML of mails, tickets and chats to the text that a person sees; quoted mail is marked as quoted, then cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Final

from emptychair.gather.mail.quotes import without_quotes

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_CHARACTERS: Final = 4_000_000
MAX_DEPTH: Final = 5_000  # the parser's time grows with the square of the depth: 10,000 take 0.1 s, 300,000 minutes
DIVIDER: Final = "-----Original Message-----"

_SILENT: Final = frozenset(
    """script style head title template noscript svg math object iframe embed audio video canvas select datalist
    textarea button input meta link map area -comment""".split()  # noqa: SIM905 - a line for each would hide the rest
)
_BLOCKS: Final = frozenset(
    """address article aside body center dd details dir div dl dt fieldset figcaption figure footer form header html
    legend li main menu nav ol section summary table tbody tfoot thead tr ul""".split()  # noqa: SIM905
)
_PARAGRAPHS: Final = frozenset("p h1 h2 h3 h4 h5 h6 blockquote pre hr table ul ol dl".split())  # noqa: SIM905
_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d]*[1-9])"
    r"|opacity\s*:\s*0(?![.\d])",
    re.I,
)
# What a mail program puts around, or in front of, the mail that is answered or forwarded.
_REST_IS_QUOTED: Final = re.compile(
    r"\b(divRplyFwdMsg|appendonsend|stopSpelling|zwchr|moz-forward-container|mail-editor-reference-message-container)\b"
)
_QUOTED: Final = re.compile(
    r"\b(OLK_SRC_BODY_SECTION|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|gmail_extra_quote"
    r"|zd-liquid-comment)"
    r"|\b(moz-cite|cite)\b|quote\b",
    re.I,
)
_SIGNATURE: Final = re.compile(
    r"gmail_signature\b|moz-signature|ms-outlook-mobile-signature|mobile-signature|AppleMailSignature"
    r"|lineBreakAtBeginningOfSignature"
    r"|^signature$|email-?signature|protonmail_signature|ymail_android_signature|mail_android_signature"
    r"|tutanota_signature",
    re.I,
)
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}')*+>")
_UNREAD: Final = re.compile(r"<(/?)(script|style|head|title)\b[^<>]{0,2000}>", re.I)
_SPACES: Final = re.compile(r"[ \t\r\n\f\xa0\u2007\u202f]+")
_UNSEEN: Final = re.compile("[\u200b\u2060\ufeff\u00ad\u034f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00]")


def plain(html: str) -> str:
    """What the writer of `html` wrote: paragraphs, lists and tables as lines, without the mail that was answered."""
    return without_quotes(text_of(html))


def text_of(html: str) -> str:
    """All that is seen of `html`, lines of quoted mail behind `> `; never raises, whatever the markup is like."""
    html = html[:MAX_CHARACTERS]
    if _depth(html) > MAX_DEPTH:
        return _stripped(html)
    return _rendered(html, signatures=False) or _rendered(html, signatures=True)


def _depth(html: str) -> int:
    deepest = depth = 0
    for found in _TAG.finditer(html):
        if found[1]:
            depth = max(0, depth - 1)
        elif found[2].lower() not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _stripped(html: str) -> str:
    """The text of markup that is nested beyond reason, its tags taken away one by one."""
    seen: list[str] = []
    at = unread = 0
    for found in _UNREAD.finditer(html):
        if not unread:
            seen.append(html[at : found.start()])
        unread = 0 if found[1] else 1
        at = found.end()
    if not unread:
        seen.append(html[at:])
    html = re.sub(r"(?i)<(?:br|/?p|/?div|/?tr|/?li|/?blockquote|/?h[1-6])\b[^<>]{0,2000}>", "\n", " ".join(seen))
    text = unescape(_TAG.sub(" ", html))
    return _tidy([_SPACES.sub(" ", _UNSEEN.sub("", line)).strip() for line in text.split("\n")])


def _rendered(html: str, *, signatures: bool) -> str:
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(html).root
    if root is None:
        return ""
    page = _Page()
    for node, entering in _walk(root, signatures=signatures):
        if entering:
            page.enter(node)
        else:
            page.leave(node)
    page.end_line()
    return _tidy(page.lines)


def _walk(root: LexborNode, *, signatures: bool) -> Iterator[tuple[LexborNode, bool]]:
    """Every visible node on the way in and on the way out, without recursion: mail nests thousands deep."""
    node: LexborNode | None = root
    while node is not None:
        seen = _is_seen(node, signatures=signatures)
        if seen:
            yield node, True
            below = node.first_child if node.is_element_node else None
            if below is not None:
                node = below
                continue
            yield node, False
        while node is not None and node.next is None:
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                return
            yield node, False
        if node is None or node.mem_id == root.mem_id:
            return
        node = node.next


def _is_seen(node: LexborNode, *, signatures: bool) -> bool:
    if node.is_text_node:
        return True
    if not node.is_element_node or node.tag in _SILENT:
        return False
    attributes = node.attributes
    if not attributes:
        return True
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""):
        return False
    if not signatures:
        for name in ("class", "id", "data-smartmail"):
            if any(_SIGNATURE.search(word) for word in (attributes.get(name) or "").split()):
                return False
    return True


def _is_quote(node: LexborNode) -> bool:
    attributes = node.attributes
    marks = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if node.tag == "blockquote":
        # The indent button of some mail programs: a quote in name only.
        style = (attributes.get("style") or "").replace(" ", "").lower()
        return not ("border:none" in style and attributes.get("type") != "cite")
    if node.tag != "div" or not _QUOTED.search(marks):
        return False
    # Around a quote *and* what was written between its parts: the block quotes inside say what is quoted.
    return node.css_first("blockquote") is None and "prefix" not in marks and "attr" not in marks


class _Page:
    """Lines of text as nodes come by."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._parts: list[str] = []
        self._quotes = 0
        self._raw = 0
        self._lists: list[int] = []
        self._cell = False
        self._bullet = ""
        self._begun = -1  # how many lines there were when the paragraph at hand began

    def enter(self, node: LexborNode) -> None:
        if node.is_text_node:
            self._text(node.text_content or "")
            return
        tag = node.tag or ""
        attributes = node.attributes if tag in _BLOCKS or tag in _PARAGRAPHS else {}
        if attributes and _REST_IS_QUOTED.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}"):
            self._line(DIVIDER)
        if tag == "br":
            self.end_line(always=True)
        elif tag == "hr":
            self._line("________________________________")
        elif tag == "img":
            alt = (node.attributes.get("alt") or "").strip()
            if 0 < len(alt) <= 4 and not alt.isascii():  # an emoji as a picture
                self._parts.append(alt)
        elif tag in ("td", "th"):
            if self._cell and "".join(self._parts).strip():
                self._parts.append(" | ")
            self._cell = True
        elif tag in _BLOCKS or tag in _PARAGRAPHS:
            self.end_line()
            if tag == "blockquote" or tag == "div":
                self._quotes += _is_quote(node)
            if tag in _PARAGRAPHS and "MsoNormal" not in (attributes.get("class") or ""):
                self._gap()
            if tag == "p":
                self._begun = len(self.lines)
            if tag == "pre":
                self._raw += 1
            elif tag == "tr":
                self._cell = False
            elif tag in ("ul", "ol"):
                self._lists.append(0 if tag == "ol" else -1)
            elif tag == "li":
                if self._lists and self._lists[-1] >= 0:
                    self._lists[-1] += 1
                    self._bullet = f"{self._lists[-1]}. "
                else:
                    self._bullet = "- "

    def leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag not in _BLOCKS and tag not in _PARAGRAPHS:
            return
        self.end_line()
        if tag in ("blockquote", "div"):
            self._quotes -= _is_quote(node)
        # Outlook's paragraphs follow each other closely; a line between two is an empty paragraph.
        empty = tag == "p" and len(self.lines) == self._begun
        if empty or (tag in _PARAGRAPHS and "MsoNormal" not in (node.attributes.get("class") or "")):
            self._gap()
        if tag == "pre":
            self._raw -= 1
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()

    def _text(self, text: str) -> None:
        text = _UNSEEN.sub("", text)
        if not self._raw:
            self._parts.append(_SPACES.sub(" ", text))
            return
        first, *more = text.replace("\r\n", "\n").split("\n")
        self._parts.append(first)
        for line in more:
            self.end_line(always=True)
            self._parts.append(line)

    def _line(self, text: str) -> None:
        self.end_line()
        self._gap()
        self.lines.append("> " * bool(self._quotes) + text)

    def _gap(self) -> None:
        if self.lines and self.lines[-1] not in ("", ">") and not self._bullet:
            self.lines.append(">" if self._quotes else "")

    def end_line(self, *, always: bool = False) -> None:
        """Close the line at hand; an empty one only if it was asked for by a line break."""
        line = "".join(self._parts)
        line = line.rstrip() if self._raw else re.sub("  +", " ", line).strip()
        self._parts.clear()
        if line:
            line, self._bullet = self._bullet + line, ""
        elif not always:
            return
        self.lines.append(f"> {line}".rstrip() if self._quotes else line)


def _tidy(lines: list[str]) -> str:
    """The lines with one blank line at most between two."""
    found: list[str] = []
    for line in lines:
        if line or (found and found[-1]):
            found.append(line)
    return "\n".join(found).strip("\n")
