"""Names in even lines: none begins or ends with a dot, and none stands alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

BETWEEN = " · "


def even_lines(names: Sequence[str], width: Callable[[str], float], room: float) -> str:
    """`names` in as few lines as fit into `room`, and these as even as they can be; `width` measures a line."""
    lines = _filled(names, width, room)
    low, high = 0.0, room
    while high - low > 1:  # the narrowest room in which there are no more lines
        middle = (low + high) / 2
        tried = _filled(names, width, middle)
        if len(tried) > len(lines):
            low = middle
        else:
            lines, high = tried, middle
    return "\n".join(lines)


def _filled(names: Sequence[str], width: Callable[[str], float], room: float) -> list[str]:
    lines: list[str] = []
    for name in names:
        longer = f"{lines[-1]}{BETWEEN}{name}" if lines else name
        if lines and width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(name)
    return lines
