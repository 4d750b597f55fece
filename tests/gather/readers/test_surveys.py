"""Surveys: SurveyMonkey, Qualtrics, Typeform, Google Forms, NPS and CSAT sheets, and any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from emptychair.domain.errors import BadInput
from emptychair.domain.story import Kind
from tests.gather.tables_cases import APP, BILL, THANKS, document, one, read, table


def test_surveymonkey_in_german(tmp_path: Path) -> None:
    head = "Respondenten-ID,Collector-ID,Enddatum,IP-Adresse,E-Mail-Adresse,Vorname,Wie zufrieden?,Was können wir tun?"
    below = ["", "", "", "", "", "", "Antwort", "Antwort mit offenem Ende"]
    rows = [
        ["118", "4", "03/14/2024 10:05:00 AM", "1.2.3.4", "a@b.de", "Anna", "2", BILL],
        ["119", "4", "", "", "", "", "5", ""],
    ]
    names, [story], [refused] = read(table(tmp_path / "s.csv", [head.split(","), below, *rows]))
    assert (names, story.text, story.source_id, story.happened_on) == (["surveymonkey"], BILL, "118", "2024-03-14")
    assert (story.title, story.facts) == ("Was können wir tun?", ("CSAT 2 of 5",))
    assert set(story.names) == {"a@b.de", "Anna"} and not any(
        word in story.original for word in ("1.2.3.4", "a@b", "Anna")
    )
    assert refused.reason == "no question was answered in words"


def test_surveymonkey_with_choices_and_two_open_questions(tmp_path: Path) -> None:
    head = ["Respondent ID", "Date Modified", "Which do you use?", "", "Why did you leave?", "What should we do first?"]
    below = ["", "", "Website", "App", "Open-Ended Response", "Open-Ended Response"]
    rows = [["9", "2024-01-02 03:05:05", "Website", "", APP, "Answer the phone before I hang up."]]
    _, stories, _ = read(table(tmp_path / "s.csv", [head, below, *rows]))
    assert [(story.source_id, story.title) for story in stories] == [
        ("9/5", "Why did you leave?"),
        ("9/6", "What should we do first?"),
    ]


QUALTRICS = "StartDate,IPAddress,Finished,RecordedDate,ResponseId,RecipientLastName,RecipientEmail,UserLanguage,Q1,Q2"
IMPORTED = "startDate,ipAddress,finished,recordedDate,_recordId,lastName,recipientEmail,userLanguage,QID1,QID2_TEXT"
GERMAN = "Anfang,IP-Adresse,Beendet,Erfasst,Antwort-ID,Nachname,E-Mail,Sprache,Empfehlen Sie uns?,Was lief schief?"
ANSWER = ["2024-02-03", "5.5.5.5", "1", "2024-02-03 01:02:03", "R_1abcdefghij", "Hall", "k@h.com", "DE", "2", BILL]


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_qualtrics_with_one_two_or_three_lines_of_names(tmp_path: Path, lines: int) -> None:
    ids = [f'{{"ImportId":"{name}"}}' for name in IMPORTED.split(",")]
    head = [QUALTRICS.split(","), GERMAN.split(","), ids][:lines]
    name, story = one(table(tmp_path / "q.csv", [*head, ANSWER]))
    assert (name, story.text, story.source_id) == ("qualtrics", BILL, "R_1abcdefghij")
    assert (story.happened_on, story.language) == ("2024-02-03", "de")
    assert "5.5.5.5" not in story.original and "k@h.com" not in story.original
    assert lines == 1 or (story.title == "Was lief schief?" and story.facts == ("NPS 2 (detractor)",))


def test_the_tables_of_a_connector_to_qualtrics(tmp_path: Path) -> None:
    table(
        tmp_path / "question_response.csv",
        [
            ["_fivetran_id", "question", "question_id", "response_id", "text", "value"],
            ["f", "Why?", "QID2", "R_77", APP, ""],
        ],
    )
    table(
        tmp_path / "survey_response.csv",
        [
            ["id", "recorded_date", "recipient_first_name", "ip_address", "survey_id", "user_language"],
            ["R_77", "2023-05-02 00:11:25", "Jatin", "1.1.1.1", "SV_1", "EN"],
        ],
    )
    name, story = one(tmp_path)
    assert (name, story.source_id, story.happened_on, story.names) == (
        "qualtrics",
        "R_77/QID2",
        "2023-05-02",
        ("Jatin",),
    )


def test_typeform(tmp_path: Path) -> None:
    head = ["#", "How did you hear?", "What frustrated you the most?", "Email", "Submit Date (UTC)", "Network ID"]
    rows = [
        ["abc1", "Friends", APP, "k@h.com", "2024-01-01 10:05:00", "n1"],
        ["abc2", "Web", "", "", "2024-01-02", "n2"],
    ]
    names, [story], [refused] = read(table(tmp_path / "t.csv", [head, *rows]))
    assert (names, story.source_id, story.happened_on) == (["typeform"], "abc1", "2024-01-01")
    assert story.names == ("k@h.com",) and refused.line == 3 and "n1" not in story.original


def test_the_responses_of_typeforms_api(tmp_path: Path) -> None:
    answers = [
        {"field": {"id": "f1", "type": "long_text"}, "type": "text", "text": BILL},
        {"field": {"id": "f2", "type": "email"}, "type": "email", "email": "z@z.de"},
    ]
    item = {"token": "tok1", "submitted_at": "2024-03-04T05:06:07Z", "answers": answers}
    name, story = one(document(tmp_path / "t.json", {"items": [item, {"token": "x", "answers": None}]}))
    assert (name, story.text, story.source_id, story.happened_on) == ("typeform", BILL, "tok1", "2024-03-04")
    assert story.names == ("z@z.de",)


def test_google_forms_in_german_and_in_english(tmp_path: Path) -> None:
    head = ["Zeitstempel", "E-Mail-Adresse", "Wie alt sind Sie?", "Was hat Sie zuletzt geärgert?", "Was war gut?"]
    german = table(tmp_path / "d.csv", [head, ["14.03.2024 10:11:12", "a@b.de", "30-40", BILL, THANKS]])
    names, stories, _ = read(german)
    assert names == ["google-forms"] and [story.text for story in stories] == [BILL, THANKS]
    assert {story.happened_on for story in stories} == {"2024-03-14"} and stories[0].names == ("a@b.de",)
    head = ["Timestamp", "How satisfied are you with us?", "What could we do better next time?"]
    name, story = one(table(tmp_path / "e.csv", [head, ["3/14/2024 10:11:12", "1", APP]]))
    assert (name, story.happened_on, story.facts, story.kind) == (
        "google-forms",
        "2024-03-14",
        ("CSAT 1 of 5",),
        Kind.COMPLAINT,
    )


def test_choices_are_no_stories_however_long(tmp_path: Path) -> None:
    head = ["Timestamp", "Which of these describes you best?", "Why did you come to us today?"]
    choices = ["I am a student at a school or university", "I work in an office for most of the week"]
    rows = [[f"3/{n + 1}/2024 10:00:00", choices[n % 2], f"{APP} This is the answer number {n}."] for n in range(20)]
    _, stories, _ = read(table(tmp_path / "f.csv", [head, *rows]))
    assert len(stories) == 20 and all(story.text.startswith(APP) for story in stories)


def test_nps_in_german(tmp_path: Path) -> None:
    head = ["Datum", "Kundennr.", "NPS", "Begründung", "Filiale"]
    rows = [
        ["01.02.2024", "4711", "3", BILL, "Köln"],
        ["02.02.2024", "4712", "10", THANKS, "Bonn"],
        ["", "4713", "8", "", "Bonn"],
    ]
    names, [first, second], [refused] = read(table(tmp_path / "n.csv", [head, *rows], "cp1252", ";"))
    assert (names, first.facts, first.kind, first.names) == (["nps"], ("NPS 3 (detractor)",), Kind.COMPLAINT, ("4711",))
    assert (second.kind, second.happened_on) == (Kind.PRAISE, "2024-02-02")
    assert (refused.line, refused.reason) == (4, "a rating without words")


def test_delighted_and_csat(tmp_path: Path) -> None:
    head = ["Person ID", "Person Name", "Person Email", "Response ID", "Survey Type", "Score", "Comment", "Created At"]
    row = ["1", "Ann", "a@x.com", "r77", "nps", "2", APP, "2024-05-05 10:00:00 UTC"]
    name, story = one(table(tmp_path / "d.csv", [head, row]))
    assert (name, story.source_id, story.facts) == ("nps", "r77", ("NPS 2 (detractor)",))
    name, story = one(
        table(tmp_path / "c.csv", [["Ticket", "CSAT", "Kommentar", "Datum"], ["T-1", "1", BILL, "2024-01-05"]])
    )
    assert (name, story.source_id, story.facts) == ("nps", "T-1", ("CSAT 1 of 5",))


def test_a_survey_without_open_answers_says_so(tmp_path: Path) -> None:
    head = ["#", "Do you like it?", "Submit Date (UTC)"]
    path = table(tmp_path / "t.csv", [head, *([f"a{n}", "yes", "2024-01-01"] for n in range(12))])
    with pytest.raises(BadInput, match="no question that was answered in words"):
        read(path)


def test_the_real_surveys(shared: Path) -> None:
    folder = shared / "data" / "samples" / "surveys"
    names, stories, refused = read(folder / "qualtrics_3_header_rows_de.csv")
    assert names == ["qualtrics"] and not stories
    assert [row.reason for row in refused] == ["the text is shorter than a sentence"]
    with pytest.raises(BadInput):
        read(folder / "surveymonkey_StarWars_two_header_rows_macroman.csv")
    names, stories, refused = read(*sorted(folder.glob("fivetran_*")))
    assert names == ["qualtrics"] and len(refused) == 5
