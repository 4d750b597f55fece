"""Boards of wishes: votes are the weight of a story."""

from __future__ import annotations

from pathlib import Path

from emptychair.domain.story import Kind
from tests.gather.tables_cases import APP, document, one, read, table


def test_fider(tmp_path: Path) -> None:
    text = "At night the white pages hurt my eyes, please add a dark mode."
    post = {"id": 1, "number": 12, "title": "Dark mode", "slug": "dark-mode", "createdAt": "2024-01-02T00:00:00Z"}
    first = {**post, "description": text, "user": {"id": 3, "name": "Jon Snow"}, "votesCount": 42, "tags": ["ui"]}
    names, [story], [refused] = read(
        document(tmp_path / "f.json", [first, {**post, "description": "", "votesCount": 1}])
    )
    assert (names, story.text, story.weight, story.kind) == (["board"], text, 42, Kind.IDEA)
    assert (story.headline, story.happened_on, story.names) == ("Dark mode", "2024-01-02", ("Jon Snow",))
    assert refused.reason == "the text is shorter than a sentence"


def test_canny_and_uservoice(tmp_path: Path) -> None:
    head = ["Post ID", "Title", "Details", "Score", "Status", "Board", "Author Name", "Author Email", "Created", "URL"]
    text = "Ich brauche jede Rechnung als PDF für meinen Steuerberater."
    row = [
        "p1",
        "Export als PDF",
        text,
        "17",
        "complete",
        "Ideen",
        "Eva",
        "e@x.de",
        "2024-04-05T00:00:00Z",
        "https://c.io/p1",
    ]
    name, story = one(table(tmp_path / "c.csv", [head, row]))
    assert (name, story.source_id, story.weight, story.outcome) == ("board", "p1", 17, "rolled-out")
    assert set(story.names) == {"Eva", "e@x.de"} and story.url == "https://c.io/p1"
    head = ["Idea ID", "Idea Title", "Idea Description", "Supporters Count", "Idea Created At", "Creator Name"]
    name, story = one(table(tmp_path / "u.csv", [head, ["77", "Offline", APP, "230", "2024-03-04", "Al"]]))
    assert (name, story.source_id, story.weight, story.names) == ("board", "77", 230, ("Al",))


def test_issues_of_githubs_form(tmp_path: Path) -> None:
    issue = {
        "html_url": "https://example.org/issues/5",
        "id": 55,
        "number": 5,
        "title": "Crash at start",
        "body": APP,
        "user": {"login": "joe"},
        "labels": [{"name": "bug"}],
        "comments": 3,
        "created_at": "2024-01-01T00:00:00Z",
        "reactions": {"total_count": 7},
    }
    change = {**issue, "id": 56, "pull_request": {"url": "https://example.org/pulls/6"}}
    names, [story], [refused] = read(document(tmp_path / "i.json", [issue, change]))
    assert (names, story.kind, story.weight, story.names) == (["board"], Kind.COMPLAINT, 7, ("joe",))
    assert refused.reason == "a proposed change to code, not a wish"
