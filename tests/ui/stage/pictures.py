"""Every picture of the wall that is compared with its golden one: `python pictures.py FOLDER` draws them all.

Run in a process of its own, so that only the bundled fonts are there: an Inter that happens to be installed has other
outlines. To take new golden pictures: `python tests/ui/stage/pictures.py tests/golden/stage`, and look at each.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

SIZE = (480, 270)
NO_SYSTEM_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>'


def pictures():
    """Every content in both languages, light and dark, and the blanked states."""
    from dataclasses import replace

    from emptychair.domain.frame import (
        Blank,
        ChairFrame,
        ClosingFrame,
        DecisionFrame,
        StageFrame,
        StoryFrame,
        WelcomeFrame,
    )
    from emptychair.ui.stage.look import StageLook

    contents = {
        "story-en": StoryFrame(
            "2 · Checkout: make the account optional?",
            "Many had signed up years ago and no longer knew with which e-mail address; the reset mail landed in spam. "
            "[…] only a quarter of them came back to buy.",
            "en",
            False,
            "Returning online shoppers",
            "Watched in a usability study",
        ),
        "story-de": StoryFrame(
            "5 · Angebotsanfragen von Werkstätten",
            "Nach 30 Stunden hatte ich keine Antwort. Ich habe dann bei der Kette zwei Straßen weiter gefragt […]. "
            "Nach 20 Minuten hat sie zurückgerufen […] und den Auftrag bekommen.",
            "de",
            True,
            "Stammkunde eines Reifenhändlers",
            "E-Mail, 12. November 2026",
            "Lehrbeispiel",
        ),
        "long-en": StoryFrame(
            "4 · Hotline figures: what do we measure, and who has ever called us from the meeting room?",
            "In the early years customers complained about long waits on the phone while the weekly metric showed less "
            "than 60 seconds. When the head of customer service defended the number in a business review, the founder "
            "dialled the company's own hotline from the meeting room. Everyone sat in silence. By his account it took "
            "more than ten minutes until somebody answered. After that the company changed what it measured.",
            "en",
            False,
            "Callers to a young online retailer",
            "Podcast, December 2023",
        ),
        "long-de": StoryFrame(
            "6 · Lieferantenbewertungsverfahren: Überarbeitung der Einkaufsbedingungen und Rahmenverträge",
            "Zugesagt waren drei bis fünf Tage. Nach vielen Anrufen kamen die ersten Teile zwei Monate später, die "
            "letzten Mitte Dezember. Da hatte er schon Aufträge verloren.",
            "de",
            False,
            "Geschäftsführerin eines mittelständischen Maschinenbauunternehmens in Ostwestfalen",
            "Bericht auf handwerk.com",
        ),
        "chair-en": ChairFrame("7 · Patent renewals 2026", "No customer speaks on this item today."),
        "chair-de": ChairFrame("7 · Gabelstapler: Prüfung und Leasing", "Zu diesem Punkt spricht heute kein Kunde."),
        "decision-en": DecisionFrame(
            "Decision 3 · Did we write it down right?",
            "Guest checkout in all shops, account offered after paying",
            "Jana, by Friday 27 November",
            "Two-way door: we can go back",
            "The customer changed it",
            "Returning online shoppers",
            True,
        ),
        "decision-de": DecisionFrame(
            "Entscheidung 1 · Richtig notiert?",
            "Liefertermine im Shop ab Januar als Datum zusagen und bei jeder Änderung am selben Tag anrufen, auch wenn "
            "der neue Termin noch nicht feststeht",
            "Team Innendienst",
            "",
            "Nicht auf den Kunden bezogen",
            "",
            False,
        ),
        "closing-en": ClosingFrame(
            "Product council · 23 November",
            ("3 decisions,", "1 heard the customer"),
            3,
            1,
            "1 changed it",
            "without the customer",
        ),
        "closing-de": ClosingFrame(
            "Logistik-Wochenrunde · 23. November",
            ("7 Entscheidungen,", "5 hörten den Kunden"),
            7,
            5,
            "3 geändert, 1 bestätigt, 1 überstimmt",
            "ohne Kunden",
        ),
        "welcome-en": WelcomeFrame(
            "Monday, 23 November 2026", "Product council, autumn cycle", "One chair stays empty."
        ),
        "welcome-de": WelcomeFrame("Montag, 23. November 2026", "Logistik-Wochenrunde KW 48", "Ein Stuhl bleibt leer."),
    }
    found = {}
    for name, content in contents.items():
        for shade, dark in (("light", False), ("dark", True)):
            found[f"{name}-{shade}"] = (StageFrame(content), StageLook(dark))
    story = StageFrame(contents["story-de"])
    for shade, dark in (("light", False), ("dark", True)):
        found[f"hidden-{shade}"] = (replace(story, blank=Blank.HIDDEN), StageLook(dark))
        found[f"black-{shade}"] = (replace(story, blank=Blank.BLACK), StageLook(dark))
        found[f"rehearsal-{shade}"] = (replace(story, rehearsal="Probe"), StageLook(dark))
        found[f"far-{shade}"] = (story, StageLook(dark, 79))
    return found


def main(folder: Path) -> None:
    """Draw every picture into `folder`."""
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QApplication

    from emptychair.ui.stage import render
    from emptychair.ui.theme import Theme, ThemeChoice

    app = QApplication(sys.argv[:1])
    Theme(app, ThemeChoice.LIGHT)
    for name, (frame, look) in pictures().items():
        assert render(frame, QSize(*SIZE), 1.0, look).save(str(folder / f"{name}.png"))


if __name__ == "__main__":
    import tempfile

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        fonts = Path(place) / "fonts.conf"
        fonts.write_text(NO_SYSTEM_FONTS, encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(fonts)
        main(target)
