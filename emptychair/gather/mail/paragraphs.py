"""Lines that a mail program broke at 72 signs, made paragraphs again."""

from __future__ import annotations

import re
from typing import Final

from emptychair.gather.mail.signatures import is_sent_from, is_sign_off

_NARROWEST: Final = 58
_WIDEST: Final = 82
_ITEM: Final = re.compile(r"^\s*(?:[-*•·–+]\s|\(?\d{1,3}[.)]\s|[>|#])")
# What begins a line of its own in any mail: headers of what is quoted, rules, dividers.
_OWN_LINE: Final = re.compile(
    r"[-_=*]{2,}|\*?(?:Von|From|De|Da|Gesendet|Sent|An|To|Betreff|Subject|Datum|Date|P\.?S)\*?:"
)


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """`text` of `format=flowed`: a line that ends in a blank goes on in the next one (RFC 3676)."""
    lines: list[str] = []
    depth = -1
    flows = False
    for line in text.replace("\r\n", "\n").split("\n"):
        quotes = len(line) - len(line.lstrip(">"))
        said = line[quotes:].removeprefix(" ")
        if flows and quotes == depth and said != "-- ":
            lines[-1] = (lines[-1][:-1] if delete_space else lines[-1]) + said
        else:
            lines.append(">" * quotes + (" " if quotes else "") + said)
        flows = said.endswith(" ") and said != "-- "
        depth = quotes
    return "\n".join(lines)


def unwrapped(text: str) -> str:
    """`text` with paragraphs that were broken at a fixed width as one line each; lists, quotes and verses stay."""
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    longest = max((len(line.rstrip()) for line in lines if not line.startswith(">")), default=0)
    if not _NARROWEST <= longest <= _WIDEST:
        return text
    joined: list[str] = []
    goes_on = False
    for at, line in enumerate(lines):
        bare = line.strip()
        if (
            goes_on
            and bare
            and not (_ITEM.match(line) or _OWN_LINE.match(bare) or is_sign_off(bare) or is_sent_from(bare))
        ):
            joined[-1] = f"{joined[-1].rstrip()} {bare}"
        else:
            joined.append(line)
        following = lines[at + 1].split() if at + 1 < len(lines) else []
        # Broken here because the next word did not fit: nobody ends a line of their own just there.
        goes_on = (
            bool(bare and following)
            and not line.startswith((">", "--", "__"))
            and len(line.rstrip()) >= _NARROWEST - 12
            and len(line.rstrip()) + 1 + len(following[0]) > longest - 3
            and not bare.endswith((":", ": "))
        )
    return "\n".join(joined)
