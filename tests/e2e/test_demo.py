"""The whole meeting, played on the real windows from the real command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DECISIONS = {
    "en": ["Last week's actions are closed", "Guest checkout in all shops", "Cut the help page to one screen"],
    "de": ["Die Maßnahmen der letzten Woche sind erledigt", "Im Shop steht ab Januar ein Liefertermin"],
}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_demo_leaves_its_papers(tmp_path: Path, root: Path, language: str) -> None:
    out = tmp_path / "out"
    environment = {
        **os.environ,
        "EMPTYCHAIR_HOME": str(tmp_path / "home"),
        "EMPTYCHAIR_LANGUAGE": language,
        "PYTHONPATH": str(root),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [
            sys.executable,
            "-X",
            "dev",
            "-W",
            "error::ResourceWarning",
            "-m",
            "emptychair",
            "demo",
            "--out",
            out,
            "--json",
        ],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr and "Warning" not in done.stderr, done.stderr
    told = json.loads(done.stdout)
    names = {path.name for path in out.iterdir()}
    assert {"summary.pdf", "summary.html", "summary.md", "summary.json"} <= names
    assert sum(name.startswith("stage-") for name in names) >= 8
    assert sum(name.startswith("console-") for name in names) >= 8
    markdown = (out / "summary.md").read_text(encoding="utf-8")
    page = (out / "summary.html").read_text(encoding="utf-8")
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert told["decisions"] == 7
    assert len(re.findall(r"^### [DE] \d", markdown, re.M)) == 7
    for text in DECISIONS[language]:
        assert (
            text in markdown and text in page.replace("&#39;", "'") and text in json.dumps(summary, ensure_ascii=False)
        )
    pdf = (out / "summary.pdf").read_bytes()
    assert b"/StructTreeRoot" in pdf or b"/MarkInfo" in pdf, "tagged"
    assert f"/Lang ({language}".encode() in pdf
    assert not (tmp_path / "home" / "demo.emptychair").exists(), "played on a workspace that is thrown away"


def test_every_decision_stands_in_the_pdf(tmp_path: Path, root: Path) -> None:
    pdftotext = __import__("shutil").which("pdftotext")
    if pdftotext is None:
        pytest.skip("needs pdftotext, from Debian's poppler-utils")
    environment = {**os.environ, "EMPTYCHAIR_HOME": str(tmp_path / "home"), "PYTHONPATH": str(root)}
    command = [sys.executable, "-m", "emptychair"]
    subprocess.run([*command, "demo", "--out", tmp_path / "out"], env=environment, check=True, timeout=240)
    text = subprocess.run(
        [pdftotext, "-layout", tmp_path / "out" / "summary.pdf", "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    flat = " ".join(text.split())
    assert all(f"D {number}" in flat.replace("\u00a0", " ") for number in range(1, 8))
