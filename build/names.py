"""The given and family names that the mask knows, resources/privacy/names.txt, from the lists of Faker (MIT).

Run in an environment of its own, since nothing else needs Faker: `pip install faker==40.54.0`, then this
file. Languages whose bearers write to German and English firms in Latin letters are taken; a name of several words
gives each of them.
"""

from __future__ import annotations

import importlib
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "privacy"
GIVEN = [
    "de_DE",
    "de_AT",
    "de_CH",
    "de_LI",
    "de_LU",
    "en_US",
    "en_GB",
    "en_IE",
    "fr_FR",
    "fr_CH",
    "it_IT",
    "es_ES",
    "nl_NL",
    "pl_PL",
    "tr_TR",
    "hr_HR",
    "cs_CZ",
    "hu_HU",
    "sv_SE",
    "da_DK",
    "no_NO",
    "fi_FI",
    "pt_PT",
    "ro_RO",
    "en_IN",
]
RARE = "en"  # American names of 130 years: only what is no English word
FAMILY = [
    "de_DE",
    "de_AT",
    "de_CH",
    "de_LI",
    "de_LU",
    "en_US",
    "en_GB",
    "fr_FR",
    "fr_CH",
    "it_IT",
    "es_ES",
    "nl_NL",
    "tr_TR",
    "hr_HR",
    "sv_SE",
    "da_DK",
    "en_IN",
]
PART = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]{2,})*")
PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "la",
        "le",
        "di",
        "da",
        "du",
        "del",
        "della",
        "dos",
        "das",
        "zu",
        "zum",
        "zur",
        "af",
        "ter",
        "ten",
    ]
)


def listed(locale: str, attribute: str) -> Iterator[str]:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for name in dir(provider):
        if not name.startswith(attribute) or "roman" in name:
            continue
        value = getattr(provider, name)
        if callable(value):
            continue
        for entry in value:
            for part in PART.findall(unicodedata.normalize("NFC", entry)):
                if part[0].isupper() and part.lower() not in PARTICLES and part.isprintable():
                    yield part.replace("’", "'")


def words() -> frozenset[str]:
    """What the project's own list calls a word, in any section but the German nouns."""
    lines = (FOLDER / "words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith(("#", "[")) for word in line.split())


def main() -> int:
    ordinary = words()
    given = {name for locale in GIVEN for name in listed(locale, "first_names")}
    given |= {name for name in listed(RARE, "first_names") if name not in ordinary and len(name) > 3}
    family = {name for locale in FAMILY for name in listed(locale, "last_names") if len(name) > 2}
    given = {name for name in given if len(name) > 2 or name in ("Al", "Bo", "Ed", "Jo", "Ute")}
    sections = {"given": given - family, "family": family - given, "both": given & family}
    text = "# Given and family names of Faker (MIT, Daniele Faraglia and contributors), made by build/names.py.\n"
    for name, members in sections.items():
        text += f"[{name}]\n" + "".join(f"{member}\n" for member in sorted(members))
    (FOLDER / "names.txt").write_text(text, encoding="utf-8", newline="\n")
    print(*(f"{name}: {len(members)}" for name, members in sections.items()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
