"""Somebody asks to be forgotten: what is found, what was erased, and the proof of it without personal data.

What an erasure leaves: the story's id (`erased:id:…` among the workspace's settings) and a mark of its id in its source
(`erased:mark:…`, a hash with the workspace's own secret), so that neither a re-import nor a backup brings it back.
"""

from __future__ import annotations

import hashlib
from datetime import date
from enum import StrEnum

from emptychair.app.clock import local
from emptychair.app.i18n import Words
from emptychair.domain.ids import StoryId
from emptychair.domain.values import value

KEEP_BACKUPS_DAYS = 30
RETENTION = "retention"  # the workspace's setting: "24 happened", empty or absent: off


@value
class StoryHit:
    """A story that is meant, or may be. `where`: the fields in which the words stand ("raw", "text", "log" …)."""

    story_id: StoryId
    headline: str
    source: str
    source_id: str
    where: tuple[str, ...]
    sure: bool = True  # False: the words stand apart in it, or it nearly repeats a story that is meant
    deleted: bool = False  # a tombstone, or only left in the log


@value
class TextHit:
    """A text of ours that holds the words: for a person to edit, unless the erasure is told to blank it."""

    kind: str  # note | item | decision | meeting | series | draft | setting
    id: str
    field: str
    words: str  # the place in it


@value
class BackupHit:
    """A backup beside the workspace. Times are UTC epoch ms."""

    name: str
    made_at: int
    expires_at: int
    holds: bool


@value
class ErasurePreview:
    """Everything that an erasure would touch; nothing has been changed."""

    stories: tuple[StoryHit, ...] = ()
    incoming: int = 0  # imported rows that wait for preparation
    files: int = 0  # imports whose file's name holds the words
    showings: int = 0
    decisions: int = 0  # with sealed evidence
    items: int = 0  # with such a story chosen or proposed
    log: int = 0  # entries of the log and of undo
    texts: tuple[TextHit, ...] = ()
    backups: tuple[BackupHit, ...] = ()
    meetings: tuple[int, ...] = ()  # when those were whose minutes hold it (UTC epoch ms); files of them are elsewhere

    @property
    def sure(self) -> tuple[StoryId, ...]:
        """The stories that are certainly meant."""
        return tuple(hit.story_id for hit in self.stories if hit.sure)

    @property
    def empty(self) -> bool:
        """True if nothing at all holds the words."""
        return not (self.stories or self.incoming or self.files or self.texts or self.log)


@value
class ErasureFigures:
    """What one transaction erased."""

    stories: int = 0
    incoming: int = 0
    files: int = 0
    showings: int = 0
    decisions: int = 0
    items: int = 0
    log: int = 0
    texts: int = 0


@value
class ErasureReport:
    """The proof: ids, counts, the date, by whom. No word of the story and no name of the customer."""

    id: str
    at: int  # UTC epoch ms
    by: str
    story_ids: tuple[StoryId, ...]
    figures: ErasureFigures
    vectors: int = 0
    left_stories: int = 0  # stories that may be meant and were not chosen
    left_texts: int = 0  # notes, titles, decisions that still hold the words
    swept: bool = True  # False: traces may be left in the file until the meeting that runs has ended
    backups: tuple[BackupHit, ...] = ()  # without those that do not hold it
    meetings: tuple[int, ...] = ()  # as in the preview


class Since(StrEnum):
    """From when on a story's time of keeping is counted."""

    HAPPENED = "happened"
    HEARD = "heard"
    CREATED = "created"


@value
class Retention:
    """How long stories are kept. 0 months: for ever."""

    months: int = 0
    since: Since = Since.HAPPENED

    @property
    def text(self) -> str:
        """As the setting `retention` holds it."""
        return f"{self.months} {self.since}" if self.months else ""


def retention_of(text: str | None) -> Retention:
    """The retention that a setting tells; anything odd is off."""
    parts = (text or "").split()
    if len(parts) != 2 or not parts[0].isdecimal() or parts[1] not in list(Since):
        return Retention()
    return Retention(min(int(parts[0][:4]), 1200), Since(parts[1]))


def cutoff(retention: Retention, today: date) -> str:
    """Stories from before this ISO date are proposed for erasure; empty if everything is kept."""
    if not retention.months:
        return ""
    whole = today.year * 12 + today.month - 1 - retention.months
    year, month = divmod(whole, 12)
    return date(max(1, year), month + 1, min(today.day, 28)).isoformat()


def erased_mark(secret: str, source: str, source_id: str) -> str:
    """What is kept of an erased story's place in its source. `source` counts without the file that it may name."""
    parts = (secret, source.split(":", 1)[0], source_id)
    return "erased:mark:" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def preview_lines(found: ErasurePreview, words: Words, zone: str) -> list[str]:
    """What an erasure would touch beside the stories, a sentence each."""
    lines: list[str] = []
    for count, line in (
        (found.incoming, words.trn("{n} imported row that waits", "{n} imported rows that wait", found.incoming)),
        (found.files, words.trn("{n} name of a file", "{n} names of files", found.files)),
        (found.showings, words.trn("{n} showing on a wall", "{n} showings on a wall", found.showings)),
        (
            found.decisions,
            words.trn(
                "{n} decision: its evidence is erased, its words stay",
                "{n} decisions: their evidence is erased, their words stay",
                found.decisions,
            ),
        ),
        (found.items, words.trn("{n} item has such a story", "{n} items have such a story", found.items)),
        (found.log, words.trn("{n} entry of the log", "{n} entries of the log", found.log)),
    ):
        if count:
            lines.append(line)
    kinds = {
        "note": words.tr("Note"),
        "item": words.tr("Item"),
        "decision": words.tr("Decision"),
        "meeting": words.tr("Meeting"),
        "series": words.tr("Series"),
        "draft": words.tr("Draft"),
        "setting": words.tr("Setting"),
    }
    lines += [
        words.tr("{kind}, for you to edit: {words}", kind=kinds[hit.kind], words=hit.words) for hit in found.texts
    ]
    for hit in found.backups:
        if hit.holds:
            day = words.day(local(hit.expires_at, zone).date())
            lines.append(words.tr("A backup holds it until {day}: {name}", day=day, name=hit.name))
    lines += _minutes(found.meetings, words, zone)
    return lines


def _minutes(meetings: tuple[int, ...], words: Words, zone: str) -> list[str]:
    # Days, not titles: a title may name the customer.
    days = list(dict.fromkeys(words.day(local(at, zone).date()) for at in meetings))
    if not days:
        return []
    said = words.tr(
        "Summaries saved or sent as files are not in this workspace: look for those of the meetings of {days}",
        days=", ".join(days),
    )
    return [said]


def report_lines(report: ErasureReport, words: Words, zone: str) -> list[str]:
    """The report as text, to hand out or to file."""
    tr, n = words.tr, report.figures
    at = local(report.at, zone)
    lines = [
        tr("Erasure on request"),
        tr("Done on {day}, {time}, by {person}", day=words.day(at.date()), time=words.clock(at), person=report.by),
        tr("Number: {id}", id=report.id),
        "",
        words.trn("{n} story erased", "{n} stories erased", n.stories),
        words.trn("{n} imported row that waited", "{n} imported rows that waited", n.incoming),
        words.trn("{n} showing on a wall blanked", "{n} showings on a wall blanked", n.showings),
        words.trn("{n} decision keeps its words, its evidence is erased",
                  "{n} decisions keep their words, their evidence is erased", n.decisions),
        words.trn("{n} entry of the log blanked", "{n} entries of the log blanked", n.log),
        words.trn("{n} vector of the search removed", "{n} vectors of the search removed", report.vectors),
        words.trn("{n} name of a file blanked", "{n} names of files blanked", n.files),
        words.trn("{n} note, title or decision blanked", "{n} notes, titles or decisions blanked", n.texts),
    ]  # fmt: skip
    if report.swept:
        lines.append(tr("Search index, write-ahead log and free pages of the file were overwritten."))
    else:
        lines.append(tr("A meeting is running: erase once more when it has ended, so that the file is cleaned, too."))
    if report.left_stories:
        lines.append(words.trn("{n} story that may be meant was left", "{n} stories that may be meant were left",
                               report.left_stories))  # fmt: skip
    if report.left_texts:
        lines.append(words.trn("{n} note, title or decision still holds the words: edit it",
                               "{n} notes, titles or decisions still hold the words: edit them",
                               report.left_texts))  # fmt: skip
    for backup in report.backups:
        day = words.day(local(backup.expires_at, zone).date())
        lines.append(tr("A backup still holds it and is deleted on {day}: {name}", day=day, name=backup.name))
    lines += _minutes(report.meetings, words, zone)
    lines += ["", tr("Stories (numbers of this workspace):"), *report.story_ids]
    return lines
