"""The HTML page: text stays text, nothing is loaded, and a screen reader finds its way."""

from __future__ import annotations

import base64
import hashlib
import html
import itertools
import re
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from emptychair.app.i18n import Words
from emptychair.app.paths import resources as shipped
from emptychair.report import render_summary
from emptychair.report.typography import line
from tests.report import invented_meetings as invented

VOID = {"meta", "br"}


class Page(HTMLParser):
    """Tags, attributes and text of a page; every tag that is opened must be closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


def page(meeting, words: Words) -> Page:
    return Page(render_summary(meeting, ".html", words).decode())


@cache
def harmless() -> Page:
    return page(invented.hostile("x"), Words("en", shipped() / "locale"))


@settings(max_examples=25)
@given(text=st.text(min_size=1))
@example(text='<script>alert(1)</script><img src=x onerror="y">')
@example(text="{{7*7}} {% raw %} {{ config }}")
@example(text="'\"><svg/onload=x>")
@example(text="]]> --> </style></title>")
@example(text="&lt;b&gt; &amp;")
@example(text="a\x00b\ud800\u202ec")
@example(text="اتصلت ثلاث مرات 你好 😀")
def test_text_of_people_stays_text(text: str) -> None:
    words = Words("en", shipped() / "locale")
    plain = harmless()
    made = page(invented.hostile(text), words)
    assert {tag for tag, _ in made.tags} <= {tag for tag, _ in plain.tags} | {"a"}
    assert not [name for _, attributes in made.tags for name in attributes if name.startswith("on")]
    assert {name for _, attributes in made.tags for name in attributes} <= {
        name for _, attributes in plain.tags for name in attributes
    } | {"href", "rel"}
    wanted = line(text)
    if wanted:
        headings = [found for found in made.texts if wanted in found]
        assert len(headings) >= 8  # title, decision, item, reason, owner, headline …


def test_nothing_is_loaded_and_the_policy_says_so(words: Words) -> None:
    text = render_summary(invented.full_english(), ".html", words).decode()
    made = Page(text)
    policy = next(a["content"] for tag, a in made.tags if a.get("http-equiv") == "Content-Security-Policy")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|@font-face", style[1])
    tags = {tag for tag, _ in made.tags}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "form", "input", "base", "video"}
    for tag, attributes in made.tags:
        assert "style" not in attributes and "src" not in attributes
        if tag not in ("a", "use"):
            assert "href" not in attributes
        elif not (attributes["href"] or "").startswith("#"):
            assert "noreferrer" in (attributes["rel"] or "")


def test_links_inside_the_page_arrive(words: Words) -> None:
    for meeting in (invented.full_english(), invented.long_english(decisions=12, stories=5)):
        made = page(meeting, words)
        ids = [attributes["id"] for _, attributes in made.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        inner = {str(a["href"])[1:] for _, a in made.tags if str(a.get("href", "")).startswith("#")}
        named = {str(a["aria-labelledby"]) for _, a in made.tags if "aria-labelledby" in a}
        assert inner and inner | named <= set(ids)


def test_structure_and_languages(words: Words) -> None:
    made = page(invented.full_english(), words)
    assert ("html", {"lang": "en"}) in made.tags
    levels = [int(tag[1]) for tag, _ in made.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    quotes = [attributes for tag, attributes in made.tags if tag == "blockquote"]
    assert [quote["lang"] for quote in quotes] == ["en", "en", "en", "de", "en", "en", "en"]
    heads = [attributes.get("scope") for tag, attributes in made.tags if tag == "th"]
    assert heads.count("col") == 6 and heads.count("row") == 10
    times = {attributes["datetime"] for tag, attributes in made.tags if tag == "time"}
    assert {"2026-11-26T13:00", "2027-01-29", "2016-07"} <= times


def test_marks_only_around_what_the_customer_said(words: Words) -> None:
    text = html.unescape(render_summary(invented.full_english(), ".html", words).decode())
    assert text.count("“") == text.count('<span class="mark">“</span>You wrote to me') == 1
    assert "in the footer.”" in text
    arabic = invented.hostile("اتصلت", language="ar")
    assert '<blockquote lang="ar" dir="rtl" class="said">' in render_summary(arabic, ".html", words).decode()


@pytest.mark.parametrize("meeting", [invented.empty_english(), invented.empty_german()], ids=["items", "nothing"])
def test_an_empty_meeting_has_no_empty_parts(meeting, words: Words) -> None:
    made = page(meeting, words)
    sections = [attributes["aria-labelledby"] for tag, attributes in made.tags if tag == "section"]
    assert sections == (["open", "stories", "figures"] if meeting.items else [])


def test_a_rehearsal_says_so(words: Words) -> None:
    made = page(invented.hostile("x"), words)
    assert "This was a rehearsal. Nothing in it counts." in made.text
    assert ("p", {"class": "watermark", "aria-hidden": "true"}) in made.tags
    assert "rehearsal" not in page(invented.full_english(), words).text.lower()
