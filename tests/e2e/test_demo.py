"""The whole meeting, played on the real windows from the real command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

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
    assert not (tmp_path / "home" / "demo.emptychair").exists(), "played on a workspace that is thrown away"
    pdf = PdfReader(out / "summary.pdf")
    root_object: Any = pdf.trailer["/Root"]
    assert root_object["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root_object, "tagged"
    assert str(root_object["/Lang"]).startswith(language)
    flat = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for text in (*DECISIONS[language], *(decision["text"] for decision in summary["decisions"])):
        assert text.split()[:3] and " ".join(text.split()[:3]) in flat, text
