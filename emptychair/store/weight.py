"""How many say nearly the same as a story: its neighbours by meaning, counted when somebody asks."""

from __future__ import annotations

import json
from datetime import date
from typing import Final

from emptychair.domain.meeting import Reason
from emptychair.domain.story import Direction, direction
from emptychair.matching.reasons import age
from emptychair.store.searched import SearchedLibrary
from emptychair.store.standing import Standing

LIKE: Final = 0.4
"""Cosine between two stories, centred on their library. On MobASA 97 in 100 pairs so near are about the same thing; of
the 77 closely related intents of Banking77, 67 are of the very same, where 8 would be by chance."""
SPAN: Final = 90
"""Days that count as lately."""
MOST: Final = 300
"""More are not counted, only said to be more: a hundred are no less convincing than a thousand, and cost a tenth."""


def weigh(searched: SearchedLibrary, row: int, today: date) -> Reason | None:
    """The stories of the library like this one, itself among them; None without its vector.

    Those of the last SPAN days, or of all times where there are no others so young. A story told by several customers,
    and each near-duplicate, counts as often as it was told.
    """
    nearest = searched.nearest
    own = nearest.vectors([row])
    if not own.any():
        return None
    rows = nearest.nearest(own[0], Standing.MATCHED, MOST)
    rows = rows[nearest.vectors(rows.tolist()) @ own[0] >= LIKE]
    sql = """WITH own(first) AS (SELECT coalesce(nullif(twin_of, ''), id) FROM story WHERE row = ?2)
        SELECT row, happened_on, segment, kind, outcome, weight FROM story
        WHERE row IN (SELECT value FROM json_each(?1) UNION SELECT ?2
            UNION SELECT row FROM story JOIN own ON twin_of = first AND twin_of <> ''
            UNION SELECT row FROM story JOIN own ON id = first) AND deleted_at IS NULL"""
    told = searched.connection.execute(sql, (json.dumps(rows.tolist()), row)).fetchall()
    young = [one for one in told if (days := age(one[1], today)) is not None and days <= SPAN]
    lately = any(one[0] != row for one in young)
    counted = young if lately else told
    sides = {Direction.CRITICAL: 0, Direction.POSITIVE: 0, Direction.UNKNOWN: 0}
    for _, _, _, kind, outcome, weight in counted:
        sides[direction(kind, outcome)] += weight
    values = {
        "count": sum(sides.values()),
        "inside": int(any(one[0] == row for one in counted)),
        "days": SPAN if lately else 0,
        "segments": len({one[2] for one in counted if one[2]}),
        "critical": sides[Direction.CRITICAL],
        "positive": sides[Direction.POSITIVE],
        "more": int(len(rows) >= MOST and not lately),
    }
    return Reason("weight", tuple((name, str(value)) for name, value in values.items() if value))
