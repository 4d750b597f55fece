"""The forms in which Jira writes text (wiki markup, documents of the Atlassian format) as plain text, and its XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from emptychair.domain.errors import N_, BadInput
from emptychair.gather.loose import entry_of, set_of, text_of
from emptychair.gather.source import SourceFile

# Code, logs and quotes are not what the reporter says.
_CUT: Final = re.compile(
    r"\{(code|noformat|quote)(?::[^}\n]{0,200})?\}.{0,100000}?\{\1\}|\{(?:code|noformat)(?::[^}\n]{0,200})?\}.{0,100000}\Z",
    re.DOTALL,
)
_MACRO: Final = re.compile(
    r"\{(?:color|panel|quote|code|noformat|anchor|toc|section|column|info|note|tip|warning|expand|status|adf|csv|html)"
    r"(?::[^}\n]{0,300})?\}"
)
_MENTION: Final = re.compile(r"\[~[^\]\n]{1,200}\],?[ \t]?")
_LINK: Final = re.compile(r"\[([^\]|\n]{1,500})\|[^\]\n]{1,2000}\]")
_ATTACHED: Final = re.compile(r"\[\^[^\]\n]{1,300}\]")
_BARE: Final = re.compile(r"\[((?:https?|mailto|ftp):[^\]\n]{1,2000})\]")
_IMAGE: Final = re.compile(r"!(?:[^!\s|][^!\n|]{0,300}\.\w{2,5}|https?:[^!\s|]{1,500})(?:\|[^!\n]{0,200})?!")
_LINE: Final = re.compile(r"^(?:bq\..*|----+\s*)$", re.MULTILINE)
_HEADING: Final = re.compile(r"^[ \t]*h[1-6]\.\s*", re.MULTILINE)
_BULLET: Final = re.compile(r"^[ \t]*[*#-]{1,6}[ \t]+", re.MULTILINE)
_ROW: Final = re.compile(r"^[ \t]*\|{1,2}(.*?)\|{1,2}[ \t]*$", re.MULTILINE)
_STYLE: Final = tuple(
    re.compile(rf"(?<![\w{sign}\\]){sign}(?=[^\s{sign}])([^\n{sign}]{{1,500}}?)(?<=\S){sign}(?![\w{sign}])")
    for sign in (r"\*", "_", r"\+", r"\^", "~")
)
_MONO: Final = re.compile(r"\{\{([^}\n]{0,500})\}\}")
_ESCAPE: Final = re.compile(r"\\([\[\]{}|*_!+~^\\-])")
_GAPS: Final = re.compile(r"\n{3,}")


def from_wiki(text: str) -> str:
    """Wiki markup as plain text. Text without any comes back as it is."""
    if "{" in text:
        text = _MONO.sub(r"\1", _MACRO.sub("", _CUT.sub("", text)))
    if "[" in text:
        text = _BARE.sub(r"\1", _LINK.sub(r"\1", _ATTACHED.sub("", _MENTION.sub("", text))))
    if "!" in text:
        text = _IMAGE.sub("", text)
    text = _BULLET.sub("- ", _HEADING.sub("", _LINE.sub("", text)))
    if "|" in text:
        text = _ROW.sub(lambda row: " | ".join(cell.strip() for cell in re.split(r"\|{1,2}", row[1])), text)
    for sign in _STYLE:
        text = sign.sub(r"\1", text)
    return _GAPS.sub("\n\n", _ESCAPE.sub(r"\1", text.replace("\\\\", "\n"))).strip()


_BLOCKS: Final = set_of(
    "paragraph heading listItem tableRow panel taskItem decisionItem expand nestedExpand rule mediaSingle"
)
_SILENT: Final = set_of("codeBlock blockquote media mediaGroup mediaInline extension bodiedExtension")


def from_document(document: Any, names: list[str]) -> str:
    """The text of a document of the Atlassian format; the people it mentions are added to `names`."""
    parts: list[str] = []
    # Nodes, and line ends to be written after them; without recursion, for a document may be nested at will.
    waiting: list[Any] = [document]
    taken = 0
    while waiting and taken < 200_000:
        node = waiting.pop()
        taken += 1
        if isinstance(node, str):
            parts.append(node)
        elif isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, dict):
            kind = text_of(node.get("type"))
            attributes = entry_of(node, "attrs")
            if kind == "text":
                parts.append(node["text"] if isinstance(node.get("text"), str) else "")
            elif kind == "hardBreak":
                parts.append("\n")
            elif kind == "mention":
                name = attributes.get("text")
                names.append(name.lstrip("@") if isinstance(name, str) else "")
                parts.append(names[-1])
            elif kind == "emoji":
                shown = attributes.get("text") or ""
                parts.append(shown if isinstance(shown, str) and not shown.startswith(":") else "")
            elif kind in ("inlineCard", "blockCard"):
                parts.append(attributes["url"] if isinstance(attributes.get("url"), str) else "")
            elif kind not in _SILENT:
                if kind == "listItem":
                    parts.append("- ")
                if kind in ("tableCell", "tableHeader"):
                    waiting.append(" ")
                elif kind in _BLOCKS:
                    waiting.append("\n\n" if kind in ("paragraph", "heading") else "\n")
                waiting.append(node.get("content"))
    lines = [line.rstrip() for line in "".join(parts).replace("- \n", "- ").split("\n")]
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


# ----------------------------------------------------------------------------------------------------------------- XML
def is_xml(file: SourceFile) -> bool:
    """Whether `file` looks like the XML that Jira makes of issues."""
    head = file.head[:4096].decode("utf-8", errors="replace").lstrip("\ufeff \r\n\t")
    return head.startswith("<") and "<rss" in head and ("RSS generated by JIRA" in head or "jira" in head.casefold())


def xml_issues(file: SourceFile) -> Iterator[dict[str, Any]]:
    """Each issue in the form of the REST interface. A document type is refused: it could blow the text up."""
    from xml.etree.ElementTree import Element, ParseError, iterparse

    text = file.text
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise BadInput(
            N_("“{path}” declares a document type, which an export of Jira never does: export it again."),
            path=file.name,
        )
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)

    def said(item: Element, name: str) -> str:
        return (item.findtext(name) or "").strip()

    def person(element: Element | None) -> dict[str, Any]:
        if element is None:
            return {}
        key = element.get("accountid") or element.get("username") or ""
        return {"accountId": key, "displayName": element.text or ""}

    try:
        for _, item in iterparse(BytesIO(text.encode("utf-8", errors="replace"))):
            if item.tag != "item":
                continue
            yield {
                "key": said(item, "key"),
                "link": said(item, "link"),
                "fields": {
                    "summary": said(item, "summary"),
                    "description": said(item, "description"),
                    "created": said(item, "created"),
                    "status": {"name": said(item, "status")},
                    "resolution": {"name": said(item, "resolution")},
                    "issuetype": {"name": said(item, "type")},
                    "votes": {"votes": said(item, "votes")},
                    "labels": [label.text or "" for label in item.iterfind("labels/label")],
                    "reporter": person(item.find("reporter")),
                    "assignee": person(item.find("assignee")),
                    "comment": {
                        "comments": [
                            {
                                "author": {"accountId": comment.get("author") or ""},
                                "created": comment.get("created") or "",
                                "body": comment.text or "",
                                "visibility": {"value": comment.get("roleLevel")} if comment.get("roleLevel") else None,
                            }
                            for comment in item.iterfind("comments/comment")
                        ]
                    },
                },
            }
            item.clear()
    except ParseError as error:
        raise BadInput(N_("“{path}” is damaged: export it again."), path=file.name) from error
