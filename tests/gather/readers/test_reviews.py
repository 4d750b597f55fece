"""Reviews: Google Play, App Store, Trustpilot, G2 and Capterra; complaints of a register."""

from __future__ import annotations

from pathlib import Path

import pytest

from emptychair.domain.story import Kind
from tests.gather.tables_cases import APP, BILL, document, one, read, table

PLAY = [
    "Package Name",
    "Reviewer Language",
    "Device",
    "Review Submit Date and Time",
    "Review Submit Millis Since Epoch",
    "Star Rating",
    "Review Title",
    "Review Text",
    "Developer Reply Date and Time",
    "Developer Reply Text",
    "Review Link",
]


def play(stars: str, text: str, number: str) -> list[str]:
    link = (
        f"http://play.google.com/console/developers/1/app/reviews?reviewId=gp%3A{number}&corpus=PUBLIC" if text else ""
    )
    reply = "Danke, wir kümmern uns gleich darum." if text else ""
    day = "2024-03-02T10:11:12Z"
    return ["com.x", "de", "sargo", day, "1", stars, "", text, "", reply, link]


def test_google_play(tmp_path: Path) -> None:
    path = table(tmp_path / "reviews.csv", [PLAY, play("2", BILL, "A"), play("5", "", "B")], "utf-16")
    names, [story], [refused] = read(path)
    assert names == ["google-play"]
    assert (story.text, story.source_id, story.happened_on, story.language) == (BILL, "gp:A", "2024-03-02", "de")
    assert (story.facts, story.kind, story.channel) == (("2 of 5 stars",), Kind.COMPLAINT, "review")
    assert (refused.line, refused.reason) == (3, "a rating without words")
    assert "kümmern" not in story.original and "sargo" not in story.original


def test_an_edited_review_of_google_play_keeps_its_id(tmp_path: Path) -> None:
    rows = [PLAY, play("2", BILL, "A"), play("1", f"{BILL} Immer noch.", "A")]
    _, stories, _ = read(table(tmp_path / "a.csv", rows, "utf-16"))
    assert [story.source_id for story in stories] == ["gp:A", "gp:A"]


def test_the_api_of_google_play(tmp_path: Path) -> None:
    said = {
        "text": f"Schade\t{BILL}",
        "lastModified": {"seconds": "1709373072"},
        "starRating": 2,
        "reviewerLanguage": "de",
    }
    answer = {"developerComment": {"text": "Danke, wir kümmern uns gleich darum."}}
    review = {"reviewId": "gp:A", "authorName": "Petra L.", "comments": [{"userComment": said}, answer]}
    name, story = one(document(tmp_path / "p.json", {"reviews": [review, {"reviewId": "x", "comments": None}]}))
    assert (name, story.text, story.headline, story.source_id) == ("google-play", BILL, "Schade", "gp:A")
    assert (story.happened_on, story.names, story.language) == ("2024-03-02", ("Petra L.",), "de")


def test_app_store_connect(tmp_path: Path) -> None:
    review = {"rating": 1, "title": "Broken", "body": APP, "reviewerNickname": "joe77", "territory": "USA"}
    data = [
        {"type": "customerReviews", "id": "r-1", "attributes": {**review, "createdDate": "2024-05-01T05:00:00-07:00"}}
    ]
    answer = [
        {"type": "customerReviewResponses", "id": "x", "attributes": {"responseBody": "Sorry about that, dear Joe."}}
    ]
    name, story = one(document(tmp_path / "r.json", {"data": data, "included": answer}))
    assert (name, story.text, story.source_id, story.happened_on) == ("app-store", APP, "r-1", "2024-05-01")
    assert (story.headline, story.names, story.kind) == ("Broken", ("joe77",), Kind.COMPLAINT)


def test_the_feed_of_itunes(tmp_path: Path) -> None:
    entry = {
        "author": {"name": {"label": "Kim"}},
        "updated": {"label": "2024-06-01T01:02:03-07:00"},
        "im:rating": {"label": "4"},
        "id": {"label": "998877"},
        "title": {"label": "Gut"},
        "content": {"label": BILL, "attributes": {"type": "text"}},
    }
    app = {"im:name": {"label": "The app"}, "id": {"label": "1"}, "title": {"label": "The app"}}
    for entries in ([app, entry], entry):
        name, story = one(document(tmp_path / "f.json", {"feed": {"entry": entries, "link": [{}, {}, {}]}}))
        assert (name, story.text, story.source_id) == ("app-store", BILL, "998877")
        assert (story.facts, story.names, story.happened_on) == (("4 of 5 stars",), ("Kim",), "2024-06-01")


def test_reviews_of_the_app_store_with_tabs_in_a_csv(tmp_path: Path) -> None:
    head = ["Date", "Country", "Version", "Rating", "Title", "Review", "Author", "Developer Response"]
    row = ["2024-02-01", "DE", "3.1", "1", "Schlecht", BILL, "Maxi", "Hallo, das tut uns wirklich sehr leid."]
    name, story = one(table(tmp_path / "r.csv", [head, row], delimiter="\t"))
    assert (name, story.text, story.headline, story.names) == ("app-store", BILL, "Schlecht", ("Maxi",))


def test_trustpilot(tmp_path: Path) -> None:
    head = "Review Id,Review Created (UTC),Consumer Name,Review Title,Review Content,Review Stars,Company Reply Text"
    row = [
        "65a1",
        "2024-01-13 09:10:11",
        "Petra Lindner",
        "Enttäuscht",
        BILL,
        "1",
        "Liebe Frau Lindner, das tut uns leid.",
    ]
    name, story = one(table(tmp_path / "t.csv", [head.split(","), row]))
    assert (name, story.text, story.source_id, story.happened_on) == ("trustpilot", BILL, "65a1", "2024-01-13")
    assert (story.headline, story.names, story.facts) == ("Enttäuscht", ("Petra Lindner",), ("1 of 5 stars",))


def test_the_api_of_trustpilot(tmp_path: Path) -> None:
    review = {
        "id": "abc",
        "consumer": {"id": "c", "displayName": "Jo"},
        "stars": 2,
        "title": "Late",
        "text": APP,
        "language": "en",
        "createdAt": "2023-01-02T03:04:05Z",
        "companyReply": {"text": "We are so sorry about this."},
    }
    name, story = one(document(tmp_path / "t.json", {"links": [], "reviews": [review]}))
    assert (name, story.text, story.source_id, story.happened_on) == ("trustpilot", APP, "abc", "2023-01-02")
    assert story.names == ("Jo",)


def test_what_was_good_and_what_was_not_is_one_story(tmp_path: Path) -> None:
    head = [
        "Survey Response ID",
        "Title",
        "What do you like best about the product?",
        "What do you dislike about the product?",
    ]
    row = [
        "5",
        "Solid",
        "It is quick to set up for a small team.",
        "The invoices are wrong every other month.",
        "3.5",
        "Tom",
    ]
    name, story = one(table(tmp_path / "g.csv", [[*head, "Star Rating", "Reviewer Name"], row]))
    assert name == "software-reviews" and story.text == f"{row[2]}\n\n{row[3]}"
    assert (story.source_id, story.facts, story.names) == ("5", ("3.5 of 5 stars",), ("Tom",))


def test_a_register_of_complaints(tmp_path: Path) -> None:
    head = [
        "Date received",
        "Product",
        "Consumer complaint narrative",
        "Company public response",
        "Company",
        "Complaint ID",
    ]
    rows = [["03/25/2024", "Mortgage", APP, "The company has answered the consumer.", "ACME", "2356"]]
    rows.append(["03/05/2024", "Mortgage", "", "", "ACME", "2357"])
    names, [story], [refused] = read(table(tmp_path / "c.csv", [head, *rows]))
    assert (names, story.source_id, story.happened_on) == (["complaints"], "2356", "2024-03-25")
    assert story.kind is Kind.COMPLAINT and refused.reason == "there is no text in this row"


@pytest.mark.parametrize(
    "broken", ['{"data": [{"type": "customerReviews"}]}', '{"feed": {"entry": 3}}', "[[[[", '{"data": 1}']
)
def test_broken_json_is_no_traceback(tmp_path: Path, broken: str) -> None:
    from emptychair.gather.recognising import open_sources, recognise

    (tmp_path / "r.json").write_text(broken)
    for found in recognise(open_sources([tmp_path / "r.json"])):
        if found.reader is not None:
            assert all(hasattr(row, "reason") for row in found.reader.read(found.file))
