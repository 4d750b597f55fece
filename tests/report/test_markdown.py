"""Text of people stays text in Markdown: judged by a CommonMark parser with GitHub's tables and strike-through."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from emptychair.app.i18n import Words
from emptychair.report import render_summary
from emptychair.report.markdown import escaped
from emptychair.report.typography import line
from tests.report import invented_meetings as invented

markdown_it = pytest.importorskip("markdown_it")

SIGNS = list("#*_-+=>|`~[]()<>!&;:\\.$\"'1290 \tab\n\u00a0")
WILD = st.text(alphabet=st.one_of(st.sampled_from(SIGNS), st.characters()))
OURS = {"heading", "paragraph", "blockquote", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td"}


def parser():
    return markdown_it.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def shown(tokens) -> str:
    """The text that a reader sees; anything but text fails."""
    found = []
    for token in tokens:
        for child in token.children or []:
            assert child.type in ("text", "softbreak"), child
            found.append(child.content or "\n")
    return "".join(found)


@pytest.mark.parametrize(
    ("frame", "before", "after"),
    [
        ("{}", "", ""),
        ("# {}", "", ""),
        ("- {}", "", ""),
        ("> {}", "", ""),
        ("a {} b", "a ", " b"),
        ("| a |\n| - |\n| {} |", "a", ""),
        ("x\n{}", "x\n", ""),
    ],
)
@given(text=WILD)
@example(text="<script>alert(1)</script><img src=x>")
@example(text="[a](javascript:b) ![c](d) <http://e.f> https://g.h www.i.j")
@example(text="1. one")
@example(text="1) one")
@example(text="---")
@example(text="===")
@example(text="- - -")
@example(text="# a #")
@example(text="a\\")
@example(text="&amp; &#65; &copy")
@example(text="__a__ _b_ c_d_e **f** ~~g~~ ~h~")
@example(text=":--")
@example(text="    code")
@example(text="```")
@example(text='{{7*7}} $x$ #read("/etc/passwd")')
def test_escaped_text_is_shown_to_the_letter(frame: str, before: str, after: str, text: str) -> None:
    wanted = line(text)
    if not wanted:
        return
    tokens = parser().parse(frame.format(escaped(text)))
    assert shown(tokens) == before + wanted + after


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> <img src=x> <b>b</b> <!-- c -->",
        "[a](javascript:b) ![c](d) <https://e.f> `g` | h | *i* ~~j~~ &amp; $k$",
        "# a\n- b\n1. c\n> d\n```\ne\n```\n| f |\n| - |\n---",
    ],
)
def test_a_hostile_meeting_has_no_markup_but_ours(text: str, words: Words) -> None:
    tokens = parser().parse(render_summary(invented.hostile(text), ".md", words).decode())
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= OURS | {"inline", "hr"}
    inside = {child.type for token in tokens for child in token.children or []}
    assert inside <= {"text", "softbreak", "strong_open", "strong_close", "em_open", "em_close"}


def test_links_lead_where_the_source_is(words: Words) -> None:
    tokens = parser().parse(render_summary(invented.full_english(), ".md", words).decode())
    links = [child.attrs["href"] for token in tokens for child in token.children or [] if child.type == "link_open"]
    assert links == [story.source_url for story in invented.full_english().stories if story.source_url]


def test_words_in_paragraphs_stay_paragraphs(words: Words) -> None:
    made = invented.hostile("First.\n\nSecond -\n- third")
    text = render_summary(made, ".md", words).decode()
    assert "> “First.\n>\n> Second -\n>\n> \\- third\u00a0\\[…\\]”" in text
