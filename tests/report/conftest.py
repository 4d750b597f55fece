"""The words of the reports, and how a test finds out what a PDF says."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from emptychair.app.i18n import Words
from emptychair.app.paths import resources as shipped


@pytest.fixture(scope="session")
def words() -> Words:
    return Words("en", shipped() / "locale")


@pytest.fixture(scope="session")
def german(words: Words) -> Words:
    found = words.other("de")
    if found.tr("Meeting summary") == "Meeting summary":
        pytest.skip("needs the German catalogue: build/translations.py")
    return found


@pytest.fixture(scope="session")
def text_of_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], str]:
    """The text of a PDF with single spaces, as a reader's copy and paste would have it."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("needs pdftotext (poppler-utils)")
    folder = tmp_path_factory.mktemp("pdf")

    def read(data: bytes) -> str:
        path = folder / "read.pdf"
        path.write_bytes(data)
        found = subprocess.run([program, "-enc", "UTF-8", path, "-"], check=True, capture_output=True)
        return " ".join(found.stdout.decode().replace("\u200b", "").split())

    return read


@pytest.fixture(scope="session")
def inside_pdf() -> Callable[[bytes], bytes]:
    """The bytes of a PDF with every stream unpacked behind them, so that a name in an object stream is found, too."""

    def unpack(data: bytes) -> bytes:
        parts = [data]
        for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
            try:
                parts.append(zlib.decompress(found[1]))
            except zlib.error:  # not packed, or packed otherwise: fonts, metadata
                continue
        return b"\n".join(parts)

    return unpack


@pytest.fixture(scope="session")
def golden() -> Path:
    return Path(__file__).resolve().parents[1] / "golden" / "report"
