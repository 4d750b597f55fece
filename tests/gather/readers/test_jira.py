"""Jira: CSV, REST, service desk, XML, tables, and the ways in which it writes text."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.domain.errors import BadInput
from emptychair.domain.story import Kind, Ladder
from emptychair.gather.readers.jira import READER
from emptychair.gather.readers.jira_forms import from_document, from_wiki
from tests.gather.readers.ticket_files import (
    as_json,
    as_table,
    as_text,
    bears,
    broken,
    found,
    only,
    reasons,
    survey,
)

ANNA = "557058:a9572f6a-3041-435a-96ed-5286e3811b33"
RITA = "5c3326c24b248c315badf3ee"


def test_csv_in_english() -> None:
    file = as_table(
        [
            "Summary",
            "Issue key",
            "Issue id",
            "Issue Type",
            "Status",
            "Project key",
            "Resolution",
            "Assignee",
            "Reporter",
            "Reporter Id",
            "Creator",
            "Created",
            "Votes",
            "Labels",
            "Labels",
            "Description",
            "Custom field (Satisfaction)",
            "Comment",
            "Comment",
            "Comment",
        ],
        [
            "Label prints twice",
            "SHOP-12",
            "10012",
            "Bug",
            "Done",
            "SHOP",
            "Fixed",
            "Rita Agent",
            "Anna Muster",
            ANNA,
            "Anna Muster",
            "09/Jan/24 3:54 PM",
            "3",
            "printing",
            "labels",
            (
                "Since the update *every* label is printed twice.\n"
                "{code:java}\nPrinter.print();\n{code}\n!shot.png|thumbnail!"
            ),
            "2",
            f"11/Jan/24 9:00 AM;{ANNA};It is three times now, [~accountid:{RITA}] please help.",
            f"10/Jan/24 9:00 AM;{RITA};We cannot reproduce this.",
            f"12/Jan/24 9:00 AM;{RITA};Anna is wrong; as ever.",
        ],
    )
    story = only(READER, file)
    assert story.text == "Since the update every label is printed twice.\n\nIt is three times now, please help."
    assert (story.source_id, story.row, story.happened_on) == ("SHOP-12", 2, "2024-01-09")
    assert (story.headline, story.kind, story.outcome) == ("Label prints twice", Kind.COMPLAINT, Ladder.RESOLVED)
    assert (story.tags, story.weight) == (("printing", "labels"), 3)
    assert story.facts == ("rated 2 of 5", "3 votes")
    assert story.names == ("Anna Muster", "Rita Agent")
    assert "We cannot reproduce" in story.original  # kept, never shown


def test_csv_in_german() -> None:
    file = as_table(
        [
            "Zusammenfassung",
            "Vorgangsschlüssel",
            "Vorgangs-ID",
            "Vorgangstyp",
            "Status",
            "Projektschlüssel",
            "Lösung",
            "Zugewiesene Person",
            "Autor",
            "Erstellt",
            "Stichwörter",
            "Beschreibung",
            "Kommentar",
            "Kommentar",
        ],
        [
            "Lieferschein fehlt",
            "LAG-7",
            "10007",
            "Fehler",
            "Erledigt",
            "LAG",
            "Erledigt",
            "Rita",
            "anna.muster",
            "09.01.24 15:54",
            "versand",
            "Dem Paket lag wieder kein Lieferschein bei.",
            "10.01.24 09:00;rita;Ist uns nicht bekannt.",
            "11.01.24 09:00;anna.muster;Es ist heute schon wieder passiert.",
        ],
        delimiter=";",
    )
    story = only(READER, file)
    assert story.text == "Dem Paket lag wieder kein Lieferschein bei.\n\nEs ist heute schon wieder passiert."
    assert (story.source_id, story.happened_on, story.kind) == ("LAG-7", "2024-01-09", Kind.COMPLAINT)
    assert story.outcome is Ladder.RESOLVED


def test_csv_without_description() -> None:
    file = as_table(
        ["Issue key", "Issue id", "Summary", "Status", "Reporter", "Created", "Project key"],
        ["A-1", "1", "Late", "Open", "Anna", "2024-01-09 15:54", "A"],
    )
    with pytest.raises(BadInput, match="“Description”"):
        found(READER, file)


def document(*content: Any) -> dict[str, Any]:
    return {"type": "doc", "version": 1, "content": list(content)}


def paragraph(*content: Any) -> dict[str, Any]:
    return {"type": "paragraph", "content": list(content)}


def text(said: str) -> dict[str, Any]:
    return {"type": "text", "text": said}


ISSUE: dict[str, Any] = {
    "id": "10012",
    "key": "SHOP-12",
    "self": "https://velo.atlassian.net/rest/api/3/issue/10012",
    "fields": {
        "summary": "Bell does not ring",
        "description": document(
            paragraph(text("The bell of my "), text("new bike"), text(" does not ring at all."), {"type": "hardBreak"}),
            {"type": "codeBlock", "content": [text("stack trace")]},
            {"type": "bulletList", "content": [{"type": "listItem", "content": [paragraph(text("bought in May"))]}]},
            paragraph({"type": "mention", "attrs": {"id": "x", "text": "@Rita Agent"}}, text(" knows me.")),
        ),
        "issuetype": {"name": "Service Request"},
        "status": {"name": "Fertig", "statusCategory": {"key": "done"}},
        "resolution": None,
        "created": "2024-05-02T10:00:00.000+0200",
        "labels": ["bell"],
        "votes": {"votes": 0},
        "reporter": {"accountId": ANNA, "displayName": "Anna Muster", "emailAddress": "a@example.org"},
        "creator": {"accountId": ANNA, "displayName": "Anna Muster"},
        "assignee": {"accountId": RITA, "displayName": "Rita Agent"},
        "customfield_10050": {"rating": 5},
        "comment": {
            "comments": [
                {
                    "author": {"accountId": RITA, "displayName": "Rita Agent"},
                    "body": document(paragraph(text("Bring it to us."))),
                    "created": "2024-05-03T10:00:00.000+0200",
                    "jsdPublic": True,
                },
                {
                    "author": {"accountId": ANNA},
                    "body": document(paragraph(text("I did, and now it rings all night."))),
                    "created": "2024-05-04T10:00:00.000+0200",
                    "jsdPublic": True,
                },
                {
                    "author": {"accountId": ANNA},
                    "body": "Only for the team to read here.",
                    "created": "2024-05-05T10:00:00.000+0200",
                    "visibility": {"type": "role", "value": "Staff"},
                },
            ]
        },
    },
}


def test_an_answer_of_the_interface() -> None:
    story = only(READER, as_json({"expand": "", "total": 1, "issues": [ISSUE]}))
    assert story.text == (
        "The bell of my new bike does not ring at all.\n\n- bought in May\n\nRita Agent knows me.\n\n"
        "I did, and now it rings all night."
    )
    assert (story.source_id, story.happened_on) == ("SHOP-12", "2024-05-02")
    assert story.url == "https://velo.atlassian.net/browse/SHOP-12"
    assert (story.outcome, story.kind, story.facts) == (Ladder.RESOLVED, Kind.PRAISE, ("rated 5 of 5",))
    assert story.names == ("Anna Muster", "Rita Agent")


def test_older_answers_lone_issues_and_requests() -> None:
    fields = ISSUE["fields"] | {"description": "The bell of my {color:red}new{color} bike does not ring."}
    assert only(READER, as_json(ISSUE | {"fields": fields})).text.startswith("The bell of my new bike does not ring.")
    request = {
        "issueId": "10107",
        "issueKey": "HELP-1",
        "requestTypeId": "25",
        "serviceDeskId": "10",
        "createdDate": {"iso8601": "2024-10-08T14:42:00+0700", "epochMillis": 1728373320000},
        "reporter": {"accountId": ANNA, "displayName": "Anna Muster"},
        "requestFieldValues": [
            {"fieldId": "summary", "label": "What", "value": "Screen"},
            {"fieldId": "description", "label": "Why", "value": "My screen goes black every hour."},
        ],
        "currentStatus": {"status": "Waiting for Support"},
    }
    story = only(READER, as_json({"size": 1, "values": [request]}))
    assert (story.text, story.source_id) == ("My screen goes black every hour.", "HELP-1")
    assert (story.happened_on, story.outcome) == ("2024-10-08", Ladder.OPEN)


XML = """<?xml version="1.0" encoding="UTF-8"?>
<!-- RSS generated by JIRA (1001.0.0) at Tue Jan 09 15:54:12 UTC 2024 -->
<rss version="0.92"><channel><title>Jira</title><item>
<title>[SHOP-12] Bell</title><link>https://velo.atlassian.net/browse/SHOP-12</link>
<description>&lt;p&gt;The bell of my new bike does not ring.&lt;/p&gt;</description>
<key id="10012">SHOP-12</key><summary>Bell</summary><type id="1">Bug</type><status id="3">Closed</status>
<resolution id="1">Fixed</resolution><assignee accountid="2">Rita Agent</assignee>
<reporter accountid="1">Anna Muster</reporter><labels><label>bell</label></labels>
<created>Tue, 9 Jan 2024 15:54:12 +0000</created><votes>2</votes>
<comments><comment id="1" author="2" created="Wed, 10 Jan 2024 15:54:12 +0000">
&lt;p&gt;It is fixed now, is it not?&lt;/p&gt;</comment>
<comment id="2" author="1" created="Thu, 11 Jan 2024 15:54:12 +0000">
&lt;p&gt;No, it still does not ring.&lt;/p&gt;</comment></comments>
</item></channel></rss>"""


def test_the_xml_of_a_search() -> None:
    story = only(READER, as_text(XML, "SearchRequest.xml"))
    assert story.text == "The bell of my new bike does not ring.\n\nNo, it still does not ring."
    assert (story.source_id, story.happened_on, story.weight) == ("SHOP-12", "2024-01-09", 2)
    assert (story.names, story.tags) == (("Anna Muster", "Rita Agent"), ("bell",))
    assert story.url == "https://velo.atlassian.net/browse/SHOP-12"


def test_xml_that_would_blow_up_or_is_torn() -> None:
    bomb = XML.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">]><rss').replace("Bell", "&a;" * 1000)
    with pytest.raises(BadInput, match="document type"):
        found(READER, as_text(bomb))
    with pytest.raises(BadInput, match="damaged"):
        found(READER, as_text(XML[:-40]))


def test_tables_with_comments_and_users_beside() -> None:
    issues = as_table(
        [
            "id",
            "_fivetran_deleted",
            "_fivetran_synced",
            "key",
            "created",
            "creator",
            "reporter",
            "description",
            "issue_type",
            "project",
            "status",
            "summary",
            "environment",
            "due_date",
            "work_ratio",
            "assignee",
        ],
        [
            "10011",
            "FALSE",
            "x",
            "TP-8",
            "2020-04-01 08:33:58",
            ANNA,
            ANNA,
            "The lift is out of order again.",
            "10103",
            "10001",
            "3",
            "Lift",
            "",
            "",
            "-1",
            RITA,
        ],
        [
            "10012",
            "TRUE",
            "x",
            "TP-9",
            "2020-04-01 08:33:58",
            ANNA,
            ANNA,
            "This one was taken away again.",
            "10103",
            "10001",
            "3",
            "Lift",
            "",
            "",
            "-1",
            "",
        ],
    )
    comments = as_table(
        ["id", "_fivetran_synced", "author_id", "body", "created", "is_public", "issue_id"],
        ["2", "x", ANNA, "My mother cannot leave the house.", "2020-04-03 08:33:58", "true", "10011"],
        ["1", "x", RITA, "The mechanic is on his way there.", "2020-04-02 08:33:58", "true", "10011"],
        ["3", "x", ANNA, "This is for our own staff only.", "2020-04-04 08:33:58", "false", "10011"],
    )
    users = as_table(["id", "email", "name", "username"], [ANNA, "", "Anna Muster", ""], [RITA, "", "Rita Agent", ""])
    assert READER.accompanies(comments)
    assert READER.accompanies(users)
    story = only(READER, issues, comments, users)
    assert story.text == "The lift is out of order again.\n\nMy mother cannot leave the house."
    assert (story.source_id, story.happened_on) == ("TP-8", "2020-04-01")
    assert story.names == ("Anna Muster", "Rita Agent")
    assert reasons(READER, issues, comments) == ["it was deleted or marked as spam"]
    assert found(READER, comments, issues) == []
    with pytest.raises(BadInput, match="without their issues"):
        found(READER, comments)


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("h2. Wo?\n* im _Lager_\n* am *Tor*", "Wo?\n- im Lager\n- am Tor"),
        ("{quote}you said so{quote}No, I did not.", "No, I did not."),
        ("bq. you said so\nNo, I did not.", "No, I did not."),
        ("{panel:title=A}inside{panel} {{mono}} -5 € 2*3*4 snake_case_name", "inside mono -5 € 2*3*4 snake_case_name"),
        ("See [our page|https://example.org/a] and [^log.txt] here", "See our page and  here"),
        ("||a||b||\n|1|2|", "a | b\n1 | 2"),
        ("What a day! So good! file.txt", "What a day! So good! file.txt"),
        ("[~rita.agent] can you help?", "can you help?"),
        ("one\\\\two \\*three\\*", "one\ntwo *three*"),
        ("{noformat}\nlog\nlog", ""),
        ("plain text, nothing else", "plain text, nothing else"),
    ],
)
def test_wiki_markup(markup: str, said: str) -> None:
    assert from_wiki(markup) == said


def test_a_document_nested_without_end() -> None:
    inner: Any = text("deep down")
    for _ in range(30_000):
        inner = {"type": "panel", "content": [inner]}
    assert from_document(document(inner), []) == "deep down"


def test_markup_takes_time_in_proportion() -> None:
    start = time.perf_counter()
    for sign in ("*a ", "_a_", "{code}", "[a|", "!a", "|a", "[~", "{{", "\\", "bq. ", "h1. ", "* "):
        from_wiki(sign * 20_000)
    assert time.perf_counter() - start < 5


@given(broken({"issues": [ISSUE]}))
def test_broken_values_never_raise(data: Any) -> None:
    bears(READER, as_json(data))


@given(st.text(alphabet="<>/ rsitemdcpkyu=\"'&;!-#x[]", max_size=200))
def test_broken_xml_never_raises(inner: str) -> None:
    bears(READER, as_text(XML.replace("<summary>Bell</summary>", inner)))


@given(st.text(alphabet="*_-+^~{}[]|!\\#h1. bq\nabc:codequteclr", max_size=300))
def test_any_markup_is_text(markup: str) -> None:
    assert isinstance(from_wiki(markup), str)


def test_the_samples(shared: Path) -> None:
    seen = survey(shared / "data" / "samples" / "tickets_jira")
    assert seen["fivetran_issue.csv"] == ("jira", 1, 2)
    assert seen["fivetran_comment.csv"] == ("jira", 0, 0)
    assert seen["fivetran_field.csv"] == ("", 0, 0)
