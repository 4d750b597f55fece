"""Exports of portals, boards and survey programs that have no sample of their own, in the form their programs write."""

# ruff: noqa: E501 - a record a line

from __future__ import annotations

from pathlib import Path

import pytest

from emptychair.domain.errors import BadInput
from emptychair.domain.story import Kind
from emptychair.gather.mapping import settled
from emptychair.gather.recognising import open_sources, recognise
from tests.gather.tables_cases import APP, BILL, THANKS, document, one, read, table

MORE = ["I waited forty minutes on the phone.", "The parcel went to the wrong house again.", APP]


@pytest.mark.parametrize(
    ("record", "source_id", "day"),
    [
        ({"review_id": "r7", "user_id": "u", "stars": 2.0, "useful": 0, "text": APP, "date": "2018-07-07 22:09:11"}, "r7", "2018-07-07"),
        ({"overall": 2.0, "reviewerID": "A1", "asin": "B0", "reviewText": APP, "unixReviewTime": 1472688000}, "", "2016-09-01"),
        ({"rating": 2.0, "title": "Meh", "text": APP, "asin": "B0", "user_id": "A1", "timestamp": 1588687728923}, "", "2020-05-05"),
    ],
)  # fmt: skip
def test_reviews_of_shops_and_portals(tmp_path: Path, record: dict[str, object], source_id: str, day: str) -> None:
    name, story = one(document(tmp_path / "reviews.json", [record]))
    assert (name, story.text, story.happened_on, story.channel) == ("reviews", APP, day, "review")
    assert (story.facts, story.kind) == (("2 of 5 stars",), Kind.COMPLAINT)
    assert story.source_id == source_id if source_id else story.source_id.startswith("sha256:")


def test_a_german_portal_and_the_shops_answer(tmp_path: Path) -> None:
    rows = [
        ["Bewertungs-ID", "Bewertungsdatum", "Sterne", "Kommentar", "Antwort des Händlers", "Kunde"],
        ["TS1", "13.02.2024 10:11", "1", BILL, "Vielen Dank für Ihre Bewertung, das freut uns sehr.", "Anna Alt"],
        ["TS2", "14.02.2024 10:11", "5", "", "", ""],
    ]
    [name], [story], [refused] = read(table(tmp_path / "ts.csv", rows, "cp1252", ";"))
    assert (name, story.text, story.source_id, story.happened_on) == ("reviews", BILL, "TS1", "2024-02-13")
    assert story.names == ("Anna Alt",) and refused.reason == "a rating without words"


def test_google_reviews_of_a_business(tmp_path: Path) -> None:
    said = f"(Translated by Google) Since the update I cannot open them.\n\n(Original)\n{BILL}"
    review = {"reviewer": {"displayName": "Ann Lee"}, "starRating": "TWO", "createTime": "2024-02-01T10:00:00Z"}
    reply = {"reviewReply": {"comment": "We are sorry to hear that, please call us."}}
    reviews = [{**review, **reply, "reviewId": "r3", "comment": said}, {**review, "reviewId": "r4"}]
    [name], [story], [refused] = read(document(tmp_path / "reviews.json", {"reviews": reviews}))
    assert (name, story.text, story.source_id, story.happened_on) == ("google-business", BILL, "r3", "2024-02-01")
    assert (story.facts, story.names) == (("2 of 5 stars",), ("Ann Lee",))
    assert "sorry" not in story.original and refused.reason == "a rating without words"


def test_limesurvey_without_dates(tmp_path: Path) -> None:
    head = ["Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Zufallsstartwert", "Was war los?"]
    path = table(tmp_path / "a.csv", [head, ["7", "1980-01-01 00:00:00", "1", "de", "99", BILL]], delimiter=";")
    name, story = one(path)
    assert (name, story.text, story.source_id, story.happened_on) == ("limesurvey", BILL, "7", "")
    assert (story.language, story.title) == ("de", "Was war los?")


def test_limesurvey_with_codes(tmp_path: Path) -> None:
    head = ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page"]
    head += ["startlanguage. Start language", "G01Q02. Tell us what happened"]
    name, story = one(table(tmp_path / "a.csv", [head, ["7", "2024-02-01 10:11:12", "1", "en", APP]]))
    assert (name, story.source_id, story.happened_on, story.title) == (
        "limesurvey",
        "7",
        "2024-02-01",
        "Tell us what happened",
    )


def test_qualtrics_as_json(tmp_path: Path) -> None:
    values = {"recordedDate": "2024-02-01T10:12:12.345Z", "ipAddress": "1.2.3.4", "recipientFirstName": "Erna"}
    values |= {"userLanguage": "EN", "QID1": "3", "QID2_TEXT": APP}
    data = {"responses": [{"responseId": "R_9", "values": values, "labels": {"QID1": "Somewhat satisfied with it"}}]}
    name, story = one(document(tmp_path / "q.json", data))
    assert (name, story.text, story.source_id, story.happened_on) == ("qualtrics", APP, "R_9", "2024-02-01")
    assert (story.language, story.names) == ("en", ("Erna",))
    assert "1.2.3.4" not in story.original


def test_asknicely(tmp_path: Path) -> None:
    head = ["response_id", "name", "email", "answer", "answerlabel", "comment", "note", "created"]
    rows = [head, ["r1", "Ann Lee", "a@x.org", "3", "Detractor", APP, "call her back tomorrow please", "1706781600"]]
    name, story = one(table(tmp_path / "a.csv", rows))
    assert (name, story.text, story.source_id, story.happened_on) == ("nps", APP, "r1", "2024-02-01")
    assert story.facts == ("NPS 3 (detractor)",)


def test_a_date_that_is_filled_in_is_taken_before_one_that_is_not(tmp_path: Path) -> None:
    head = ["Response ID", "Person ID", "Score", "Comment", "Updated At", "Created At (UTC)", "Survey Type"]
    rows = [[str(at), "p", "9", text, "", "2024-02-01 10:00:00", "nps"] for at, text in enumerate(MORE)]
    [name], stories, _ = read(table(tmp_path / "d.csv", [head, *rows]))
    assert (name, {story.happened_on for story in stories}) == ("nps", {"2024-02-01"})


def test_uservoice(tmp_path: Path) -> None:
    head = ["suggestion.id", "suggestion.title", "suggestion.body", "suggestion.portal_url", "suggestion.forum.name"]
    head += ["suggestion.created_timestamp", "suggestion.supporter_count", "suggestion.created_by.name"]
    row = ["17", "Dark mode", APP, "https://x.example/17", "General", "2024-02-01 10:00:00", "12", "Ann Lee"]
    name, story = one(table(tmp_path / "u.csv", [head, row]))
    assert (name, story.text, story.source_id, story.weight) == ("board", APP, "17", 12)
    assert (story.happened_on, story.names, story.url) == ("2024-02-01", ("Ann Lee",), "https://x.example/17")


def test_posts_of_a_forum(tmp_path: Path) -> None:
    post = {"id": "abc", "title": "Logged out again", "selftext": APP, "author": "u1", "created_utc": 1706781600.0}
    gone = {**post, "id": "abd", "selftext": "[removed]", "ups": 2}
    data = {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": {**post, "ups": 52}}, {"data": gone}]}}
    [name], [story], [refused] = read(document(tmp_path / "r.json", data))
    assert (name, story.text, story.source_id, story.weight) == ("board", APP, "abc", 52)
    assert story.happened_on == "2024-02-01" and "deleted" in refused.reason


def test_the_halves_of_a_review_are_one_story(tmp_path: Path) -> None:
    head = ["Titel", "Datum", "Gut am Arbeitgeber finde ich", "Schlecht am Arbeitgeber finde ich"]
    _, [story], _ = read(table(tmp_path / "k.csv", [head, ["Na ja", "Februar 2024", THANKS, BILL]], delimiter=";"))
    assert story.text == f"{THANKS}\n\n{BILL}" and story.happened_on == "2024-02"


def test_a_choice_that_was_ticked_is_nobodys_name(tmp_path: Path) -> None:
    head = ["Respondent ID", "End Date", "What happened?", "Which do you use?", ""]
    rows = [head, ["", "", "Open-Ended Response", "Phone", "Tablet"]]
    rows += [[str(at + 100), "02/14/2024 10:11:00 AM", text, "Phone", ""] for at, text in enumerate(MORE)]
    [name], stories, _ = read(table(tmp_path / "s.csv", rows))
    assert (name, [story.names for story in stories]) == ("surveymonkey", [(), (), ()])


def test_a_table_without_a_line_of_names(tmp_path: Path) -> None:
    rows = [[str(100 + at), f"1{at}.02.2024", text, "Köln"] for at, text in enumerate([BILL, THANKS, *MORE])]
    _, stories, refused = read(table(tmp_path / "n.csv", rows, "cp1252", ";"))
    assert [story.text for story in stories] == [BILL, THANKS, *MORE] and refused == []
    assert (stories[0].row, stories[0].happened_on) == (1, "2024-02-10")


def test_a_line_of_questions_over_answers_names_the_columns(tmp_path: Path) -> None:
    rows = [["2024", "What happened on your last visit to us?"], ["7", APP], ["8", MORE[0]]]
    _, stories, _ = read(table(tmp_path / "n.csv", rows))
    assert [story.text for story in stories] == [APP, MORE[0]]


def test_a_few_bytes_of_another_page_in_utf8(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_bytes(f"id;kommentar\n1;{BILL}\n".encode() + f"2;{THANKS} Schön – wirklich.\n".encode("cp1252"))
    _, stories, _ = read(path)
    assert [story.text for story in stories] == [BILL, f"{THANKS} Schön – wirklich."]


def test_issues_saved_as_a_page(tmp_path: Path) -> None:
    head = ["Key", "Summary", "Issue Type", "Status", "Reporter", "Created", "Description"]
    row = ["HELP-7", "Till", "Service Request", "Open", "Carla Klein", "09/Feb/24 3:54 PM", f"<p>{APP}</p>"]
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>" for cells in (head, row))
    path = tmp_path / "jira.xls"
    path.write_text(f"<html><body><table>{rows}</table></body></html>", encoding="utf-8")
    name, story = one(path)
    assert (name, story.source_id, story.happened_on, story.text) == ("jira", "HELP-7", "2024-02-09", APP)


def test_conversations_within_a_record_are_nobodys_words(tmp_path: Path) -> None:
    said = [{"from_agent": False, "body_text": APP}, {"from_agent": True, "body_text": "We are looking into it now."}]
    path = document(tmp_path / "g.json", {"data": [{"id": 1, "subject": "Till", "messages": said}]})
    [found] = recognise(open_sources([path]))
    assert found.reader is None
    with pytest.raises(BadInput, match="no column with stories"):
        settled(found.file)


def test_text_in_runs_is_one_text(tmp_path: Path) -> None:
    runs = ["The app crashes ", {"type": "bold", "text": "each time"}, " I try to pay with my card."]
    _, [story], _ = read(
        document(tmp_path / "t.json", {"messages": [{"id": 1, "text": runs}, {"id": 2, "text": "ok"}]})
    )
    assert story.text == "The app crashes each time I try to pay with my card."


def test_quotation_marks_behind_a_backslash(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text(
        'id,comment\n1,"She said \\"never again\\", and left the shop"\n2,"It was fine, thank you"\n', "utf-8"
    )
    _, stories, _ = read(path)
    assert [story.text for story in stories] == ['She said "never again", and left the shop', "It was fine, thank you"]


def test_microsoft_forms(tmp_path: Path) -> None:
    head = ["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "Wie zufrieden sind Sie?", "Was war los?"]
    rows = [head, ["7", "2/14/24 15:04:05", "2/14/24 15:06:05", "anonymous", "Erna Kunde", "2", BILL]]
    name, story = one(table(tmp_path / "f.csv", rows, "cp1252", ";"))
    assert (name, story.source_id, story.happened_on, story.text) == ("microsoft-forms", "7", "2024-02-14", BILL)
    assert (story.names, story.facts) == (("Erna Kunde",), ("CSAT 2 of 5",))


@pytest.mark.parametrize("delimiter", ["^", "~", "|"])
def test_rare_delimiters(tmp_path: Path, delimiter: str) -> None:
    rows = [["Nr", "Kommentar", "Ort"], ["7", BILL, "Köln"], ["8", THANKS, "Bonn"]]
    _, stories, _ = read(table(tmp_path / "d.csv", rows, delimiter=delimiter))
    assert [(story.source_id, story.text) for story in stories] == [("7", BILL), ("8", THANKS)]
