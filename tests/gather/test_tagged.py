"""Exports as XML, and reports whose .xls is a page or a spreadsheet in angle brackets."""

from __future__ import annotations

from pathlib import Path

import pytest

from emptychair.domain.errors import BadInput
from emptychair.domain.story import Kind
from emptychair.gather.recognising import open_sources, recognise
from emptychair.gather.source import SourceFile
from tests.gather.tables_cases import APP, BILL, THANKS, one, read

ACCOUNT = f"""<?xml version="1.0" encoding="UTF-8"?>
<tickets type="array" count="1"><ticket>
 <created-at type="datetime">2010-08-22T09:01:02Z</created-at><description>{APP}</description>
 <nice-id type="integer">4711</nice-id><requester-id>5</requester-id><submitter-id>5</submitter-id>
 <subject>Charged twice</subject><comments type="array">
 <comment><author-id>5</author-id><is-public type="boolean">true</is-public><value>{APP}</value></comment>
 <comment><author-id>9</author-id><is-public>true</is-public><value>We repaired it for you today.</value></comment>
 <comment><author-id>9</author-id><is-public>false</is-public><value>He always calls on Mondays, mind.</value></comment>
</comments></ticket></tickets>"""
HELPDESK = f"""<helpdesk-tickets type="array"><helpdesk-ticket><display-id type="integer">7</display-id>
 <created-at type="datetime">2013-05-02T12:29:42+05:30</created-at><description>{BILL}</description>
 <requester-name>Rachel Green</requester-name><source type="integer">1</source><status type="integer">2</status>
 <subject>Rechnungen</subject><spam type="boolean">false</spam><helpdesk-notes type="array"><helpdesk-note>
 <body>Sag ihr, sie soll es morgen versuchen.</body><private type="boolean">true</private>
 <incoming type="boolean">false</incoming></helpdesk-note></helpdesk-notes></helpdesk-ticket></helpdesk-tickets>"""
FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns:im="http://itunes.apple.com/rss" xmlns="http://www.w3.org/2005/Atom"><entry>
 <updated>2024-01-05T10:00:00-07:00</updated><id>555</id><title>Bad</title><content type="text">{APP}</content>
 <im:rating>1</im:rating><author><name>Hans Klein</name></author>
 <content type="html">&lt;table&gt;&lt;/table&gt;</content></entry></feed>"""
PAGE = (
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><style>td{}</style></head>'
    "<body><table><tr><td>Bericht</td></tr></table><table border=1><tr><th>Fallnummer</th><th>Eingang</th>"
    f"<th>Kundenstimme</th></tr><tr><td>17</td><td>12.02.2024</td><td>{BILL}<br>Schade &amp; traurig.</td></tr>"
    f"<tr><td>18</td><td>13.02.2024</td><td>{THANKS}</td></tr></table></body></html>"
)
SHEET = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table><Row>'
    '<Cell><Data ss:Type="String">ID</Data></Cell><Cell><Data ss:Type="String">Date</Data></Cell>'
    '<Cell ss:Index="4"><Data ss:Type="String">Comment</Data></Cell></Row><Row>'
    '<Cell><Data ss:Type="Number">17</Data></Cell><Cell><Data ss:Type="DateTime">2024-02-12T00:00:00.000</Data>'
    f'</Cell><Cell ss:Index="4"><Data ss:Type="String">{APP}</Data></Cell></Row></Table></Worksheet></Workbook>'
)


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_the_account_of_zendesk(tmp_path: Path) -> None:
    name, story = one(written(tmp_path, "tickets.xml", ACCOUNT))
    assert (name, story.source_id, story.happened_on, story.text) == ("zendesk", "4711", "2010-08-22", APP)


def test_the_account_of_freshdesk(tmp_path: Path) -> None:
    name, story = one(written(tmp_path, "Tickets0.xml", HELPDESK))
    assert (name, story.source_id, story.happened_on, story.text) == ("freshdesk", "7", "2013-05-02", BILL)
    assert story.names == ("Rachel Green",)


def test_the_feed_of_the_app_store(tmp_path: Path) -> None:
    name, story = one(written(tmp_path, "xml", FEED))
    assert (name, story.source_id, story.text, story.kind) == ("app-store", "555", APP, Kind.COMPLAINT)


def test_a_page_saved_as_a_workbook(tmp_path: Path) -> None:
    names, stories, refused = read(written(tmp_path, "report.xls", PAGE, "cp1252"))
    assert (names, refused) == ([""], [])
    assert [(story.source_id, story.happened_on, story.row) for story in stories] == [
        ("17", "2024-02-12", 3),
        ("18", "2024-02-13", 4),
    ]
    assert stories[0].text == f"{BILL}\nSchade & traurig."


def test_the_xml_of_a_spreadsheet(tmp_path: Path) -> None:
    [name], [story], _ = read(written(tmp_path, "report.xls", SHEET))
    assert (name, story.source_id, story.happened_on, story.text) == ("", "17", "2024-02-12", APP)


def test_a_page_without_a_table_of_stories_is_no_source(tmp_path: Path) -> None:
    page = "<html><body><table><tr><td><table><tr><td>Menu</td></tr></table></td><td>Hi</td></tr></table></body></html>"
    [found] = recognise(open_sources([written(tmp_path, "page.html", page)]))
    assert found.reader is None and found.sentence


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE t [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><tickets><ticket>&b;</ticket></tickets>'
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (BOMB, "words of its own"),
        ("<tickets>" + "<a>" * 5_000, "breaks off"),
        ("<tickets><ticket><subject>x</subject>", "breaks off"),
        (SHEET.replace("<Table>", "<Table><!DOCTYPE x>"), "breaks off"),
    ],
)
def test_xml_that_must_not_be_opened(tmp_path: Path, text: str, says: str) -> None:
    path = written(tmp_path, "tickets.xml", text)
    [found] = recognise(open_sources([path]))
    assert found.reader is None and says in found.sentence
    with pytest.raises(BadInput):
        _ = SourceFile.at(path).table


def test_a_cell_far_away_in_xml_takes_no_room(tmp_path: Path) -> None:
    far = SHEET.replace('ss:Index="4"', 'ss:Index="99999999"')
    table = SourceFile.at(written(tmp_path, "far.xls", far)).table
    assert table is None or len(table.header) <= 1 << 14
