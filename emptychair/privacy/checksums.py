"""Check digits that tell an account or a card from any other row of digits."""

from __future__ import annotations

from typing import Final

# Length of an IBAN by country (SWIFT IBAN registry, release 99).
IBAN_LENGTH: Final = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "CH": 21,
    "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22,
    "GE": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "KW": 30, "KZ": 20,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15,
    "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26, "UA": 29,
}  # fmt: skip


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B. `digits` are digits only."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def iban(compact: str) -> bool:
    """ISO 13616: the remainder by 97 is 1. `compact` has capital letters and digits only, 5 signs or more."""
    try:
        return int("".join(str(int(sign, 36)) for sign in compact[4:] + compact[:4])) % 97 == 1
    except ValueError:
        return False
