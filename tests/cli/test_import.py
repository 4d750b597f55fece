"""`emptychair import`: files, folders, labels, exit codes."""

from __future__ import annotations

from pathlib import Path

LIFT = "The lift in our house stood still for eleven days and nobody called us back."
TRAIN = "Der Zug fiel aus, und auf dem Bahnsteig wusste vier Stunden lang niemand etwas."


def test_a_folder_with_what_people_keep_in_one(command, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "voices"
    folder.mkdir()
    (folder / "a.csv").write_text(f"id,story\n1,{LIFT}\n2,no\n", encoding="utf-8")
    (folder / "b.csv").write_text(f"id;story\n7;{TRAIN}\n", encoding="utf-8")
    (folder / "empty.csv").write_text("", encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    for number in range(3):
        head = f"From: Eva Zwiebelfisch <eva@example.org>\nSubject: Lift\nMessage-ID: <{number}@x>\n\n"
        (folder / f"{number}.eml").write_text(f"{head}{LIFT} No {number}.\n", encoding="utf-8")
    ran = command("import", "voices", "--json")
    assert ran.code == 1 and "empty.csv" in ran.err and "Zwiebelfisch" not in ran.out + ran.err
    figures = {told["file"]: (told["read"], told["added"], len(told["refused"])) for told in ran.objects}
    assert figures == {"a.csv": (2, 1, 1), "b.csv": (1, 1, 0), "voices (3)": (3, 3, 0)}
    again = command("import", "voices", "--json")
    assert {(told["added"], told["updated"]) for told in again.objects} == {(0, 0)}
    listed = command("stories", "--json")
    assert len(listed.objects) == 5 and "Zwiebelfisch" not in listed.out


def test_a_file_named_that_cannot_be_read_stops_before_anything_is_written(command, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "good.csv").write_text(f"id,story\n1,{LIFT}\n", encoding="utf-8")
    (tmp_path / "bad.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    ran = command("import", "good.csv", "bad.csv", "--workspace", "w.emptychair")
    assert ran.code == 2 and "bad.csv" in ran.err and not (tmp_path / "w.emptychair").exists()


def test_as_is_a_reader_or_the_label_of_the_source(command, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "good.csv").write_text(f"id,story\n1,{LIFT}\n", encoding="utf-8")
    assert command("import", "good.csv", "--as", "survey", "--json").objects[0]["source"] == "survey"
    assert command("import", "good.csv", "--as", "survey", "--json").objects[0]["duplicates"] == 1
    assert command("import", "good.csv", "--json").objects[0]["added"] == 1, "another source, another story"
    assert command("import", "good.csv", "--as", "mbox").code == 2
