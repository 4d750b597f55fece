"""The program's words in German and English, for windows, reports and the command line alike (gettext, no Qt).

One catalogue for all of it: a sentence that stands in a window and in a report is translated once. English is the
source language and needs no catalogue. `N_` marks a sentence that is translated later, where it is shown.
"""

from __future__ import annotations

import gettext
import locale
import os
from datetime import date, datetime
from pathlib import Path

from emptychair.domain.errors import SentenceError, fill

LANGUAGES = ("en", "de")
NBSP = "\u00a0"

_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
}
_MONTHS = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "de": (
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
}


class Words:
    """The sentences of one language. `tr` and `trn` are the names that the message extractor looks for."""

    def __init__(self, language: str, folder: Path) -> None:
        """`folder` is the locale folder; a language other than those of LANGUAGES falls back to English."""
        self._folder = folder
        self.language = language
        self._catalogue = self._load(language)

    def _load(self, language: str) -> gettext.NullTranslations:
        if language == "en":
            return gettext.NullTranslations()
        return gettext.translation("emptychair", self._folder, [language], fallback=True)

    def use(self, language: str) -> None:
        """Switch to `language`; who shows words asks again."""
        self.language = language
        self._catalogue = self._load(language)

    def other(self, language: str) -> Words:
        """The same words in another language, for a meeting or a report that is held in that language."""
        return self if language == self.language else Words(language, self._folder)

    def tr(self, sentence: str, /, **values: object) -> str:
        """`sentence` in this language with its `{placeholders}` filled."""
        return fill(self._catalogue.gettext(sentence), values)

    def trc(self, context: str, sentence: str, /, **values: object) -> str:
        """`sentence` where it means what `context` says: one English word may need two German ones."""
        return fill(self._catalogue.pgettext(context, sentence), values)

    def trn(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """The form for `n` things; `{n}` is filled with the number as this language writes it."""
        return fill(self._catalogue.ngettext(singular, plural, n), {"n": self.number(n), **values})

    def error(self, error: SentenceError) -> str:
        """The sentence of an error, in this language."""
        return self.tr(error.message_id, **error.values)

    # ------------------------------------------------------------------ figures and dates
    def number(self, value: int) -> str:
        """1284 as "1,284" or "1.284"."""
        text = f"{value:,}"
        return text.replace(",", ".") if self.language == "de" else text

    def day(self, value: date, *, year: bool = True, weekday: bool = False) -> str:
        """A day in words: "Friday 27 November 2026", "Freitag, 27. November 2026"; day and month stay together."""
        german = self.language == "de"
        text = f"{value.day}{'.' if german else ''}{NBSP}{_MONTHS[self._known][value.month - 1]}"
        if year:
            text += f" {value.year}"
        if weekday:
            text = f"{_DAYS[self._known][value.weekday()]}{', ' if german else ' '}{text}"
        return text

    def short_day(self, value: date) -> str:
        """A day in little space: "Fri 27 Nov", "Fr 27. Nov."."""
        name = _DAYS[self._known][value.weekday()][: 2 if self.language == "de" else 3]
        month = _MONTHS[self._known][value.month - 1]
        if self.language == "de":
            return f"{name} {value.day}.{NBSP}{month if len(month) <= 4 else month[:3] + '.'}"
        return f"{name} {value.day}{NBSP}{month[:3]}"

    def partial_date(self, iso: str) -> str:
        """An ISO date that may stop at the month or the year, in words; other text comes back unchanged."""
        parts = iso.split("-")
        try:
            if len(parts) == 3:
                return self.day(date(int(parts[0]), int(parts[1]), int(parts[2])))
            if len(parts) == 2 and 1 <= int(parts[1]) <= 12:
                return f"{_MONTHS[self._known][int(parts[1]) - 1]} {int(parts[0])}"
        except (ValueError, IndexError):
            return iso
        return iso

    def clock(self, value: datetime) -> str:
        """The time of day: "13:09"."""
        return f"{value:%H:%M}"

    def quoted(self, text: str, language: str | None = None) -> str:
        """`text` in the quotation marks of `language` (default: this one)."""
        return f"„{text}“" if (language or self.language) == "de" else f"“{text}”"

    @property
    def _known(self) -> str:
        return self.language if self.language in LANGUAGES else "en"


def system_language() -> str:
    """The language of the person's system, if it is one of ours, else English. EMPTYCHAIR_LANGUAGE replaces it."""
    names = [os.environ.get(name, "") for name in ("EMPTYCHAIR_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    names.append(locale.getlocale()[0] or "")
    for name in names:
        if name and name.split(".")[0] not in ("C", "POSIX"):
            return "de" if name.lower().startswith(("de", "german")) else "en"
    return "en"
