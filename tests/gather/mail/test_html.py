"""HTML as mail programs send it: what a person sees, without the mail that was answered."""

# ruff: noqa: E501 - markup as they come

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.gather.mail.html import plain, text_of
from emptychair.gather.mail.replies import own_words

GMAIL = """<div dir="ltr">Das Gerät brummt die ganze Nacht.<div><br></div><div>Was tun?</div></div><br>
<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">Am Mo., 3. Juni 2024 um 10:12&nbsp;Uhr schrieb
Service &lt;<a href="mailto:service@firma.de">service@firma.de</a>&gt;:<br></div><blockquote class="gmail_quote"
style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div>Guten Tag</div></blockquote></div>"""
GMAIL_INLINE = """<div dir="ltr"><div class="gmail_quote"><div class="gmail_attr">On Mon, Jun 3, 2024 at 10:12 AM Support
&lt;<a href="mailto:s@f.com">s@f.com</a>&gt; wrote:<br></div><blockquote class="gmail_quote"><p>Did you restart it?</p></blockquote>
<div>Yes, twice a day for a week.</div><blockquote class="gmail_quote"><p>Since when?</p></blockquote><div>Since Tuesday.</div>
</div></div>"""
OUTLOOK = """<html><head><style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang="DE"><div class="WordSection1">
<p class="MsoNormal">Sehr geehrte Damen und Herren,<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<p class="MsoNormal">der Techniker kam nie.<o:p></o:p></p><p class="MsoNormal">Wann kommt er?<o:p></o:p></p>
<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>Von:</b> Service
&lt;service@firma.de&gt; <br><b>Gesendet:</b> Montag, 3. Juni 2024 10:12<br><b>An:</b> Max Muster<br><b>Betreff:</b> AW: Termin</p></div>
<p class="MsoNormal">Sehr geehrter Herr Muster, wir bedauern.</p></div></body></html>"""
OUTLOOK_WEB = """<div class="elementToProof">Der Techniker kam nie.</div><div id="Signature"><p>Max Muster, Leiter Einkauf</p></div>
<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">
<font><b>Von:</b> Service &lt;s@f.de&gt;<br><b>Gesendet:</b> Montag<br></font></div><div>Wir bedauern sehr.</div>"""
APPLE = """<html><body>The lift was shut for three weeks.<div><br><div>Sent from my iPhone</div><div><br><blockquote type="cite">
On 3 Jun 2024, at 10:12, Support &lt;s@f.com&gt; wrote:<br><br></blockquote></div><blockquote type="cite"><div>Dear Jane</div>
</blockquote></div></body></html>"""
THUNDERBIRD = """<html><body><p>Die Tür klemmt noch immer.</p><div class="moz-cite-prefix">Am 03.06.24 um 10:12 schrieb Service:<br></div>
<blockquote type="cite" cite="mid:1@f.de"><p>Guten Tag</p></blockquote><p>Und der Griff ist lose.</p>
<div class="moz-signature">-- <br>Anna Beispiel</div></body></html>"""
GMX = """<div style="font-family: Verdana;font-size: 12.0px;"><div>Der Schlauch ist geplatzt.</div>
<div style="margin: 10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5;" name="quote">
<div style="margin:0 0 10px 0;"><b>Gesendet:</b>&nbsp;Montag, 03. Juni 2024 um 10:12 Uhr<br/><b>Von:</b>&nbsp;Service
&lt;service@firma.de&gt;<br/><b>An:</b>&nbsp;h.weber@gmx.de<br/><b>Betreff:</b>&nbsp;Ihre Bestellung</div><div>Guten Tag</div></div></div>"""


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (GMAIL, "Das Gerät brummt die ganze Nacht.\n\nWas tun?"),
        (GMAIL_INLINE, "Yes, twice a day for a week.\n\nSince Tuesday."),
        (OUTLOOK, "Sehr geehrte Damen und Herren,\n\nder Techniker kam nie.\nWann kommt er?"),
        (OUTLOOK_WEB, "Der Techniker kam nie."),
        (APPLE, "The lift was shut for three weeks."),
        (THUNDERBIRD, "Die Tür klemmt noch immer.\n\nUnd der Griff ist lose."),
        (GMX, "Der Schlauch ist geplatzt."),
    ],
    ids=["gmail", "gmail-inline", "outlook", "outlook-web", "apple", "thunderbird", "gmx"],
)
def test_only_the_writers_words_are_left(html: str, words: str) -> None:
    assert own_words(plain(html)) == words


def test_paragraphs_lists_and_tables_keep_their_lines() -> None:
    html = "<p>One &amp; two</p><ul><li>first<li><p>second</p></ul><ol><li>a</li><li>b</li></ol><table><tr><td>Order</td><td>4711</td></tr><tr><td>Days</td><td>21</td></tr></table>"
    assert plain(html) == "One & two\n\n- first\n- second\n\n1. a\n2. b\n\nOrder | 4711\nDays | 21"


def test_what_is_not_seen_is_not_read() -> None:
    html = (
        "<head><title>T</title><style>p{}</style></head><script>alert(1)</script><p style='display: none'>preheader</p>"
        "<div hidden>x</div><span style='font-size:0'>y</span><p>Seen\u200b \u00adonly <img alt='logo'><img alt='😀'></p><!-- c -->"
    )
    assert plain(html) == "Seen only 😀"


def test_an_indented_paragraph_is_no_quote() -> None:
    assert plain('<blockquote style="margin:0 0 0 40px;border:none;padding:0">So it was.</blockquote>') == "So it was."


def test_words_in_a_signature_block_are_kept_when_there_are_no_others() -> None:
    assert (
        plain('<div class="gmail_signature">The door has been stuck since May.</div>')
        == "The door has been stuck since May."
    )


@pytest.mark.parametrize("depth", [4_000, 10_000, 200_000])
def test_nesting_without_end_is_read_in_time(depth: int) -> None:
    begun = time.monotonic()
    assert plain("<div>" * depth + "the words" + "</div>" * depth).strip() == "the words"
    assert time.monotonic() - begun < 5


def test_a_flood_of_open_tags_is_read_in_time() -> None:
    begun = time.monotonic()
    for flood in (
        "<b>" * 50_000,
        "<a href=x>" * 50_000,
        "<table>" * 20_000,
        "<" * 200_000,
        "<p " * 100_000,
        '<a b="' * 50_000,
    ):
        text_of(flood + "words")
    assert time.monotonic() - begun < 20


@given(st.text(alphabet="<>/abpdivtrl \n\"'=&;#x0", max_size=300))
def test_any_markup_is_text_without_tags(html: str) -> None:
    assert isinstance(plain(html), str)


def test_replies_in_html_of_four_programs(shared: Path) -> None:
    found = sorted((shared / "data" / "samples" / "mail_replies").glob("talon__html_replies__*.html"))
    assert found
    for path in found:
        words = own_words(plain(path.read_text(encoding="utf-8", errors="replace")))
        assert " ".join(words.split()) == "Hi. I am fine. Thanks,", path.name
