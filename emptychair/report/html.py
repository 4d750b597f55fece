"""The summary as one HTML file that needs nothing else: no script, no picture, no font and no address is loaded.

The page says so itself by its content security policy, which allows nothing but the one style sheet inside the file,
known by its hash. Texts of people go through autoescape and are never read as markup.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from emptychair.app.paths import resources
from emptychair.report.sheet import Sheet
from emptychair.report.typography import direction, marks

_CHAIRS = 14  # more do not stand in one row


def render(sheet: Sheet) -> bytes:
    """The file's bytes, UTF-8."""
    import jinja2  # only here: no window needs it

    folder = resources() / "templates"
    style = (folder / "summary.css").read_text(encoding="utf-8").strip()
    chair = (resources() / "chair" / "chair.svg").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    values: dict[str, Any] = {
        "sheet": sheet,
        "labels": sheet.labels,
        "style": style,
        "policy": f"default-src 'none'; style-src 'sha256-{_hash(style)}'; base-uri 'none'; form-action 'none'",
        "chair": chair[chair.index("</title>") + len("</title>") : chair.rindex("</svg>")].strip(),
        "chairs": 1 < len(sheet.decisions) <= _CHAIRS,
        "marks": marks,
        "direction": direction,
        "paragraphs": _paragraphs,
        "longest": max((max(item.actual, item.planned or 0) for item in sheet.items), default=0) or 1,
    }
    return environment.get_template("summary.html").render(values).encode()


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _paragraphs(words: str) -> list[str]:
    return [part.strip() for part in words.split("\n") if part.strip()]
