"""Whatever stands in the settings' file, the program starts, and the odd file is kept aside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emptychair.app.settings import Settings, load_settings, save_settings


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 100,
        b"{",
        b"[]",
        b"null",
        b'"words"',
        b"[" * 100_000,
        b'{"theme": "dark"' + b" " * 2_000_000 + b"}",
        b"\xff\xfe{\x00}\x00",
        b'{"language": "\xfc"}',
        b'{"language": 7}',
        b'{"theme": "plaid"}',
        b'{"room_heights": NaN}',
        b'{"room_heights": 1e999}',
        b'{"room_heights": 99999999999999999999999999999}',
        b'{"repeat_after": true}',
        b'{"repeat_after": -1}',
        b'{"person": "\\ud800"}',
        b'{"person": "A\\u0000B"}',
    ],
    ids=lambda data: repr(data[:30]),
)
def test_odd_files(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(data)
    assert load_settings(path) == Settings()
    assert (tmp_path / "settings.odd.json").read_bytes() == data
    save_settings(path, Settings(language="de"))
    assert load_settings(path) == Settings(language="de")


def test_what_is_right_in_an_odd_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b'\xef\xbb\xbf{"language": "de", "theme": 7, "room_heights": 8, "of_a_newer_version": []}')
    assert load_settings(path) == Settings(language="de", room_heights=8.0)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == Settings()
    assert list(tmp_path.iterdir()) == []
    folder = tmp_path / "folder.json"
    folder.mkdir()
    assert load_settings(folder) == Settings()
    blocked = tmp_path / "file" / "settings.json"
    (tmp_path / "file").write_text("", encoding="utf-8")
    save_settings(blocked, Settings(language="de"))  # nowhere to write: no reason to stop
    assert load_settings(blocked) == Settings()


_JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=5)


@given(
    st.dictionaries(st.sampled_from(["language", "theme", "person", "room_heights", "repeat_after", "window"]), _JSON)
)
def test_any_values(tmp_path_factory: pytest.TempPathFactory, found: dict[str, object]) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    path.write_text(json.dumps(found), encoding="utf-8")
    settings = load_settings(path)
    save_settings(path, settings)
    assert load_settings(path) == settings
