"""The summary for other programs: a stable form. A field may be added; none changes its name or meaning in version 1.

::

    {"format": "emptychair-summary", "version": 1,
     "meeting": {"id", "language", "title", "start", "end", "place", "rehearsal"},     local times of the room, ISO 8601
     "figures": {"decisions", "heard", "counted": {"changed", "confirmed", "overruled", "none"},
                 "planned_minutes", "actual_minutes"},                                   planned: null if any is unknown
     "decisions": [{"label", "text", "because", "counted", "basis", "owner", "due", "door", "item",
                    "evidence": [{"words", "language", "verbatim", "cut", "source", "at", "story", "version"}]}],
     "open": [{"item", "title", "state", "owner", "why"}],        state: undecided, deferred, parked, not-reached
     "stories": [{"label", "item", "at", "headline", "words", "language", "verbatim", "cut", "customer",
                  "channel", "publisher", "source_title", "source_url", "source_date", "teaching",
                  "cleared_by", "cleared_on", "seal"}],
     "items": [{"item", "title", "planned", "actual", "decisions", "heard"}]}           minutes; "note" only if included

What is unknown is null (dates, doors, bases, minutes) or an empty text. Words are given to the letter, without
quotation marks around them.
"""

from __future__ import annotations

import json
from typing import Any

from emptychair.domain.decision import Counted
from emptychair.domain.summary import DecisionLineOut, EvidenceLine, ItemFigures, OpenItem, StoryShown, Summary


def render(summary: Summary) -> bytes:
    """`summary` as indented UTF-8 JSON with a final newline."""
    text = json.dumps(_summary(summary), ensure_ascii=False, indent=2)
    # Half a surrogate pair cannot be UTF-8; the replacement character says that something was there.
    return (text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") + "\n").encode()


def _summary(summary: Summary) -> dict[str, Any]:
    planned = [item.planned for item in summary.items]
    return {
        "format": "emptychair-summary",
        "version": 1,
        "meeting": {
            "id": summary.meeting_id,
            "language": summary.language,
            "title": summary.title,
            "start": summary.start,
            "end": summary.end,
            "place": summary.place,
            "rehearsal": summary.rehearsal,
        },
        "figures": {
            "decisions": len(summary.decisions),
            "heard": summary.heard,
            "counted": {kind.value: sum(1 for made in summary.decisions if made.counted is kind) for kind in Counted},
            "planned_minutes": None if None in planned else sum(minutes or 0 for minutes in planned),
            "actual_minutes": sum(item.actual for item in summary.items),
        },
        "decisions": [_decision(made) for made in summary.decisions],
        "open": [_open(item) for item in summary.open_items],
        "stories": [_story(story) for story in summary.stories],
        "items": [_item(item) for item in summary.items],
    }


def _decision(made: DecisionLineOut) -> dict[str, Any]:
    return {
        "label": made.label,
        "text": made.text,
        "because": made.because,
        "counted": made.counted.value,
        "basis": made.basis.value if made.basis else None,
        "owner": made.owner,
        "due": made.due.isoformat() if made.due else None,
        "door": made.door.value if made.door else None,
        "item": made.item,
        "evidence": [_evidence(words) for words in made.evidence],
    }


def _evidence(evidence: EvidenceLine) -> dict[str, Any]:
    return {
        "words": evidence.words,
        "language": evidence.language,
        "verbatim": evidence.verbatim,
        "cut": evidence.cut,
        "source": evidence.source,
        "at": evidence.at,
        "story": evidence.story,
        "version": evidence.version,
    }


def _open(item: OpenItem) -> dict[str, Any]:
    return {"item": item.item, "title": item.title, "state": item.state, "owner": item.owner, "why": item.why}


def _story(story: StoryShown) -> dict[str, Any]:
    return {
        "label": story.label,
        "item": story.item,
        "at": story.at,
        "headline": story.headline,
        "words": story.words,
        "language": story.language,
        "verbatim": story.verbatim,
        "cut": story.cut,
        "customer": story.customer,
        "channel": story.channel,
        "publisher": story.publisher,
        "source_title": story.source_title,
        "source_url": story.source_url,
        "source_date": story.source_date,
        "teaching": story.teaching,
        "cleared_by": story.cleared_by,
        "cleared_on": story.cleared_on,
        "seal": story.seal,
    }


def _item(item: ItemFigures) -> dict[str, Any]:
    form: dict[str, Any] = {
        "item": item.item,
        "title": item.title,
        "planned": item.planned,
        "actual": item.actual,
        "decisions": item.decisions,
        "heard": item.heard,
    }
    if item.note:
        form["note"] = item.note
    return form
