"""File names from titles, and files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from emptychair.app.i18n import Words
from emptychair.domain.errors import BadInput, NotFound, UserError
from emptychair.report import formats, safe_name, write_summary
from emptychair.report.files import replace_file
from tests.report import invented_meetings as invented


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Product council, autumn cycle", "Product council, autumn cycle.pdf"),
        ("CON", "CON_.pdf"),
        ("con.txt", "con_.txt.pdf"),
        ("NUL ", "NUL_.pdf"),
        ("com1", "com1_.pdf"),
        ("lpt¹.a", "lpt¹_.a.pdf"),
        ("Console", "Console.pdf"),
        ("a:b", "a-b.pdf"),
        ("../../x", "x.pdf"),
        ("/etc/passwd", "etc-passwd.pdf"),
        ("C:\\Windows\\x", "C-Windows-x.pdf"),
        ("a\x00b", "ab.pdf"),
        ("trailing. . .", "trailing.pdf"),
        (" .hidden", "hidden.pdf"),
        ("-rf", "rf.pdf"),
        ("", "summary.pdf"),
        ("...", "summary.pdf"),
        ("a\nb\tc", "a b c.pdf"),
        ("Größe & Maß: Straße?", "Größe & Maß- Straße.pdf"),
        ("annual\u202efdp.exe", "annualfdp.exe.pdf"),
    ],
)
def test_names(title: str, name: str) -> None:
    assert safe_name(title, ".pdf") == name


@given(title=st.text(), suffix=st.sampled_from([".pdf", ".md", ".html", ".json", ".PDF"]))
@example(title="x" * 300, suffix=".pdf")
@example(title="😀" * 300, suffix=".pdf")
@example(title="aux.", suffix=".md")
@example(title="a" * 114 + ". b", suffix=".pdf")
@example(title="CON" + " " * 200 + ".x", suffix=".pdf")
def test_a_name_stays_in_its_folder_on_every_system(title: str, suffix: str) -> None:
    name = safe_name(title, suffix)
    stem = name.removesuffix(suffix.lower())
    assert name == stem + suffix.lower() and stem
    assert len(name) <= 120 and len(name.encode()) <= 200
    assert not set(name) & set('<>:"/\\|?*') and name.isprintable() | any(ord(sign) > 127 for sign in name)
    assert not any(ord(sign) < 32 for sign in name)
    assert Path(name).name == name and PureWindowsPath(name).name == name
    assert not PureWindowsPath(name).is_reserved()
    assert stem == stem.strip(" .") and not stem.startswith(("-", "~"))
    assert safe_name(stem, suffix) == name


def test_a_suffix_is_no_way_out() -> None:
    for suffix in ("/../x", ".pdf/x", "pdf", "", ".p df", ".\x00"):
        with pytest.raises(ValueError):
            safe_name("a", suffix)


@pytest.mark.parametrize("suffix", formats())
def test_a_file_is_replaced_in_one_step(suffix: str, words: Words, tmp_path: Path) -> None:
    path = tmp_path / f"summary{suffix.upper()}"
    path.write_text("old")
    before = path.stat().st_ino
    written = write_summary(invented.short_english(), path, words)
    assert (written.path, written.tagged, written.notice) == (path, True, None)
    assert path.stat().st_ino != before and path.stat().st_size > 500
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_new_file_has_the_permissions_of_any_document(tmp_path: Path) -> None:
    replace_file(tmp_path / "a.md", b"x")
    (tmp_path / "b.md").write_bytes(b"x")
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == stat.S_IMODE((tmp_path / "b.md").stat().st_mode)


@pytest.mark.parametrize("name", ["summary", "summary.docx", "summary.", ".pdf"])
def test_an_unknown_suffix_names_those_there_are(name: str, words: Words, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        write_summary(invented.short_english(), tmp_path / name, words)
    assert ".pdf, .html, .md, .json" in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_missing_folder(words: Words, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="does not exist; create it"):
        write_summary(invented.short_english(), tmp_path / "no" / "summary.md", words)


def test_a_folder_in_place_of_the_file(words: Words, tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(BadInput, match="is a folder; add a file name"):
        write_summary(invented.short_english(), tmp_path / "a.md", words)


def test_a_file_in_place_of_the_folder(words: Words, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    with pytest.raises(UserError, match="is a file and not a folder"):
        write_summary(invented.short_english(), tmp_path / "a" / "summary.md", words)


def test_a_name_that_the_system_does_not_take(words: Words, tmp_path: Path) -> None:
    for name in ("x" * 400 + ".md", "a\x00b.md"):
        with pytest.raises(BadInput, match="does not take the name"):
            write_summary(invented.short_english(), tmp_path / name, words)


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_no_permission(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "summary.md").write_text("old")
    folder.chmod(0o555)
    script = (
        "import os, sys; from pathlib import Path; from emptychair.report.files import replace_file\n"
        "if os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "for name in ('summary.md', 'new.md'):\n"
        "    try: replace_file(Path(sys.argv[1]) / name, b'new')\n"
        "    except Exception as error: print(type(error).__name__, error)\n"
    )
    # Root may write everywhere, so the attempt is made by somebody who may not; he must be able to come here, too.
    for parent in (folder, *folder.parents):
        if not os.access(parent, os.X_OK) or not parent.stat().st_mode & stat.S_IXOTH:
            if parent.stat().st_uid != os.geteuid():
                pytest.skip("the temporary folder is closed to others")
            parent.chmod(parent.stat().st_mode | stat.S_IXOTH)
    try:
        said = subprocess.run(
            [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, encoding="utf-8", check=True
        ).stdout.splitlines()
    finally:
        folder.chmod(0o755)
    assert len(said) == 2
    assert "write-protected" in said[0] or "Nothing may be written" in said[0]
    assert said[1].startswith("BadInput Nothing may be written in")
    assert (folder / "summary.md").read_text() == "old"
    assert [path.name for path in folder.iterdir()] == ["summary.md"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said() -> None:
    from emptychair.report.files import _sentence  # the one place where the system's numbers become sentences

    error = _sentence(OSError(errno.ENOSPC, "full"), Path("folder") / "summary.pdf")
    assert str(error) == "The disk of “folder” is full; free some space or choose another one."
