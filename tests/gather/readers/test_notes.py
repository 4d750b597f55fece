"""Notes of stories heard, letters, and marked-up reviews: what is a story of its own, and which papers hold none."""

# ruff: noqa: E501 - papers as they come

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from emptychair.domain.errors import BadInput
from emptychair.domain.story import Kind
from emptychair.gather.prose import text_of
from emptychair.gather.recognising import open_sources, recognise
from emptychair.gather.source import SourceFile
from tests.gather.tables_cases import APP, one, read

BAKER = "Frau Berger von der Bäckerei erzählte, dass der Kartenleser samstags ausfiel."
KIOSK = "Herr Yilmaz vom Kiosk: Die Hotline hat ihn dreimal verbunden, am Ende half der Nachbar."
HOTEL = "Die App spart dem Empfang jeden Morgen eine halbe Stunde, sagt die Kundin."
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
WRITER = (
    '<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:h>Kundenstimmen</text:h>'
    f"<text:p>{BAKER}</text:p><text:list><text:list-item><text:p>{HOTEL}</text:p></text:list-item></text:list>"
    "</office:text></office:body></office:document-content>"
)


def note(folder: Path, text: str, name: str = "notes.txt", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def document(folder: Path, name: str, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return folder / name


def paragraph(text: str, style: str = "") -> str:
    told = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{told}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def test_paragraphs_that_tell_of_customers_are_stories(tmp_path: Path) -> None:
    text = f"Kundengeschichten Messe Köln, März 2024\n\n{BAKER}\n\n{KIOSK}\n\n- {HOTEL}\n- kurz\n"
    [name], stories, [refused] = read(note(tmp_path, text, encoding="cp1252"))
    assert (name, [story.text for story in stories]) == ("notes", [BAKER, KIOSK, HOTEL])
    assert [story.row for story in stories] == [3, 5, 7] and refused.line == 8
    assert {(story.happened_on, story.verbatim) for story in stories} == {("2024-03", False)}
    assert {story.title for story in stories} == {"Kundengeschichten Messe Köln, März 2024"}


def test_sections_of_markdown(tmp_path: Path) -> None:
    text = f"# Voices\n\n## 2024-03-05 Bakery\nShe told me that the *card reader* died.\n\n## Hotel\n> “{APP}”\n"
    _, stories, _ = read(note(tmp_path, text, "voices.md"))
    assert [(story.text, story.headline, story.happened_on, story.verbatim) for story in stories] == [
        ("She told me that the card reader died.", "2024-03-05 Bakery", "2024-03-05", False),
        (APP, "Hotel", "", True),
    ]
    assert {story.title for story in stories} == {"Voices"}


def test_notes_with_their_days(tmp_path: Path) -> None:
    _, stories, _ = read(note(tmp_path, f"12.02.2024: {BAKER}\n\n13.02.2024 – {KIOSK}\n"))
    assert [(story.text, story.happened_on) for story in stories] == [(BAKER, "2024-02-12"), (KIOSK, "2024-02-13")]


def test_a_sentence_a_line(tmp_path: Path) -> None:
    _, stories, _ = read(note(tmp_path, f"{BAKER}\n{KIOSK}\n{HOTEL}"))
    assert [story.text for story in stories] == [BAKER, KIOSK, HOTEL]


def test_a_letter_is_one_story_without_what_it_answers(tmp_path: Path) -> None:
    said = "Guten Tag,\n\nseit drei Wochen warte ich auf den Monteur.\n\nZweimal kam niemand zum vereinbarten Termin."
    quoted = "Am Mo., 4. März 2024 um 14:03 Uhr schrieb Acme <service@acme.example>:\n> Ihr Monteur kommt morgen."
    name, story = one(note(tmp_path, f"{said}\n\nMit freundlichen Grüßen\nKarin Weber\n\n{quoted}\n", "brief.txt"))
    assert (name, story.text, story.verbatim) == ("notes", said, True)


def test_paragraphs_of_somebody_who_speaks_for_themselves_stay_together(tmp_path: Path) -> None:
    said = "Ich warte seit drei Wochen auf den Monteur.\n\nDas ist für mich wirklich nicht mehr in Ordnung."
    assert one(note(tmp_path, said))[1].text == said


def test_a_document_of_word(tmp_path: Path) -> None:
    gone = "<w:p><w:del><w:r><w:delText>weg</w:delText></w:r></w:del></w:p>"
    body = WORD.format(paragraph("Stimmen", "Heading1") + paragraph(BAKER) + gone + paragraph(KIOSK))
    path = document(tmp_path, "notes.docx", {"[Content_Types].xml": "<Types/>", "word/document.xml": body})
    [name], stories, _ = read(path)
    assert (name, [story.text for story in stories]) == ("notes", [BAKER, KIOSK])
    assert {story.title for story in stories} == {"Stimmen"}


def test_a_document_of_writer(tmp_path: Path) -> None:
    kind = "application/vnd.oasis.opendocument.text"
    path = document(tmp_path, "notes.odt", {"mimetype": kind, "content.xml": WRITER})
    [name], stories, _ = read(path)
    assert (name, [story.text for story in stories]) == ("notes", [BAKER, HOTEL])


@pytest.mark.parametrize(
    "text",
    [
        "Agenda\n\n1. We talk about the numbers of last week\n2. The new office and who moves there first\n",
        "# Use YAML\n\n## Context\n\nThe customer said that decisions have a status.\n\n## Decision\n\nWe use YAML for it.\n",
        "<?php\n\nclass Story\n{\n    // a customer told us about the crash\n    private $text = 'The customer said it';\n}\n",
        "BEGIN:VCALENDAR\nSUMMARY:The customer told us about the crash today\nEND:VCALENDAR\n",
        "14:59:27 <ann> the customer told us about the crash\n14:59:31 <bob> yes, she said so yesterday\n",
        "id,comment,day\n1,the customer told us,2024-01-02\n2,she said it was fine,2024-01-03\n",
        "2024-01-02 10:00:00 INFO the service was started by root\n2024-01-02 10:00:01 ERROR the service has died again\n",
    ],
)
def test_other_papers_are_no_notes(tmp_path: Path, text: str) -> None:
    [found] = recognise(open_sources([note(tmp_path, text)]))
    assert found.reader is None or found.reader.name != "notes"


def test_a_readme_is_no_notes(tmp_path: Path) -> None:
    [found] = recognise(open_sources([note(tmp_path, BAKER, "README.txt")]))
    assert found.reader is None and found.sentence


def test_documents_that_must_not_be_opened(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "lol">]>' + WORD.format(paragraph("&a;"))
    path = document(tmp_path, "bomb.docx", {"word/document.xml": bomb})
    with pytest.raises(BadInput, match="words of its own"):
        text_of(SourceFile.at(path))
    huge = document(tmp_path, "huge.docx", {"word/document.xml": WORD.format(paragraph("a" * (60 << 20)))})
    with pytest.raises(BadInput, match="far more than it should"):
        text_of(SourceFile.at(huge))


def test_marked_up_reviews(tmp_path: Path) -> None:
    text = (
        "*****\n* Annotated by: somebody\n* Product name: Nokia 6610\n* Review Source: shop.example\n*****\n\n"
        "[t]good phone , so-so service .\nsignal[-2]##i 've had it for a week , and it does n't ring .\n##i want it back !\n"
        "[t]fine\n##yes .\n"
    )
    [name], [story], [refused] = read(note(tmp_path, text, "reviews.txt"))
    assert (name, story.text) == ("annotated", "i've had it for a week, and it doesn't ring. i want it back!")
    assert (story.headline, story.title, story.kind) == ("good phone, so-so service.", "Nokia 6610", Kind.COMPLAINT)
    assert (story.row, refused.line) == (7, 10)


def test_the_marked_up_reviews_of_the_samples(shared: Path) -> None:
    [*_] = paths = [shared / "data" / "samples" / "reviews" / "hu_liu_product_reviews_1.zip"]
    found = [one for one in recognise(open_sources(paths)) if one.reader is not None]
    assert {one.reader.name for one in found if one.reader is not None} == {"annotated"}
    assert sum(1 for one in found if one.reader is not None for _ in one.reader.read(one.file)) > 300
