"""What the first page says, as plain values. No Qt: the page draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from emptychair.app.clock import local
from emptychair.app.i18n import Words
from emptychair.app.ports import Counts, DecisionRow, MeetingRow, Reader, StoryFilter
from emptychair.app.provenance import channel_words, person_line
from emptychair.domain.meeting import MeetingState
from emptychair.domain.story import Clearance, Story
from emptychair.ui.start.meeting_line import MeetingLine, Next, meeting_line, moment, same_day

MEETINGS_SHOWN, WAITING_SHOWN, DUE_SHOWN = 3, 3, 3
DUE_BACK, DUE_AHEAD = 7, 14  # days
BARS = 12
_SECONDS_A_STORY = 25  # reading and judging one story, roughly


@dataclass(frozen=True, slots=True)
class DayStory:
    """The story of the day."""

    story_id: str
    headline: str
    text: str
    language: str
    verbatim: bool
    facts: tuple[str, ...]
    customer: str
    outcome: str  # value of Ladder
    teaching: bool
    origin: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One story that waits for clearance: how it begins, and where it comes from."""

    story_id: str
    begins: str
    origin: str


@dataclass(frozen=True, slots=True)
class Due:
    """One decision that falls due."""

    meeting_id: str
    text: str
    sub: str
    when: str
    late: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """Decisions of one meeting, or of one week: how many, and how many heard the customer."""

    label: str
    heard: int
    total: int


@dataclass(frozen=True, slots=True)
class StartState:
    """The whole page."""

    title: str
    sentence: str
    counts: Counts
    meetings: tuple[MeetingLine, ...]
    first: int  # the line that holds the primary button, -1 for none
    story: DayStory | None
    waiting: tuple[Waiting, ...]
    clear_text: str
    due: tuple[Due, ...]
    due_more: str
    bars: tuple[Bar, ...]
    bars_sum: str


def compose(reader: Reader, words: Words, now_ms: int, zone: str) -> StartState:
    """Everything that the first page shows at `now_ms` in the room's zone."""
    now = local(now_ms, zone)
    today = now.date()
    counts = reader.counts()
    rows = reader.meetings()
    shown = _shown(rows, now_ms)
    lines = tuple(meeting_line(row, now_ms, words) for row in shown)
    first = next((i for i, line in enumerate(lines) if line.next is not Next.MINUTES), -1)
    due, due_more = _due(reader.decisions(), today, words) if counts.decisions else ((), "")
    bars, by_week = _bars(rows, words)
    waiting = tuple(_waiting(reader, words)) if counts.waiting else ()
    clear_text = ""
    if counts.waiting:
        minutes = max(1, round(counts.waiting * _SECONDS_A_STORY / 60))
        clear_text = words.trn("Clear it", "Clear all {n}, about {m} min", counts.waiting, m=words.number(minutes))
    return StartState(
        title=words.day(today, year=False, weekday=True),
        sentence=_sentence(rows, now_ms, zone, words),
        counts=counts,
        meetings=lines,
        first=first,
        story=day_story(reader, today, words),
        waiting=waiting,
        clear_text=clear_text,
        due=due,
        due_more=due_more,
        bars=bars,
        bars_sum=_sum(bars, words, by_week=by_week),
    )


# --------------------------------------------------------------------------------------------------- meetings
def _shown(rows: Sequence[MeetingRow], now_ms: int) -> list[MeetingRow]:
    """Today's in the order of the day; with none left today the next ones, then those without a date."""

    def today(row: MeetingRow) -> bool:
        at = moment(row.meeting)
        return at is not None and same_day(at, row.meeting.zone, local(now_ms, row.meeting.zone))

    live = [row for row in rows if row.meeting.state is MeetingState.LIVE]
    of_today = sorted((row for row in rows if today(row) and row not in live), key=lambda row: moment(row.meeting) or 0)
    open_ones = [row for row in rows if row.meeting.state is MeetingState.PREPARING and row not in of_today]
    ahead = sorted(
        (row for row in open_ones if (row.meeting.starts_at or 0) > now_ms), key=lambda row: row.meeting.starts_at or 0
    )
    undated = [row for row in open_ones if row.meeting.starts_at is None]
    late = [row for row in open_ones if row.meeting.starts_at is not None and row.meeting.starts_at <= now_ms]
    ended = [row for row in of_today if row.meeting.state is MeetingState.ENDED]
    still = [row for row in of_today if row not in ended]
    chosen = [*live, *still, *undated, *ahead, *late]
    # What is over makes room for what is to come, but is not forgotten on the same day.
    kept = ended[-max(1, MEETINGS_SHOWN - len(chosen)) :] if ended else []
    listed = [*live, *kept, *still, *undated, *ahead, *late]
    if not listed:
        listed = [row for row in rows if row.meeting.state is MeetingState.ENDED][:1]
    return listed[:MEETINGS_SHOWN]


def _sentence(rows: Sequence[MeetingRow], now_ms: int, zone: str, words: Words) -> str:
    now = local(now_ms, zone)
    open_ones = [row.meeting for row in rows if row.meeting.state is MeetingState.PREPARING and row.meeting.starts_at]
    today = [meeting for meeting in open_ones if same_day(meeting.starts_at or 0, zone, now)]
    held = sum(1 for row in rows if row.meeting.started_at is not None and same_day(row.meeting.started_at, zone, now))
    ahead = sorted(meeting.starts_at or 0 for meeting in today if (meeting.starts_at or 0) > now_ms)
    if today or held:
        said = words.trn("{n} meeting today", "{n} meetings today", len(today) + held)
        if ahead:
            minutes = round((ahead[0] - now_ms) / 60_000)
            if minutes < 60:
                said += ", " + words.trn("the next in {n} minute", "the next in {n} minutes", max(1, minutes))
            else:
                said += ", " + words.tr("the next at {time}", time=words.clock(local(ahead[0], zone)))
        return said
    later = sorted(meeting.starts_at or 0 for meeting in open_ones if (meeting.starts_at or 0) > now_ms)
    if later:
        return words.tr("No meeting today, the next on {day}", day=words.day(local(later[0], zone).date(), year=False))
    return words.tr("No meeting planned")


# --------------------------------------------------------------------------------------------------- stories
def day_story(reader: Reader, today: date, words: Words) -> DayStory | None:
    """One story a day, the same all day long: a draw from the date among the cleared ones that are not sensitive.

    Each row draws a number from the day and the lowest wins, so that a story more or less in the library rarely
    changes the story of a day that has begun. Stories in the reader's language come first.
    """
    for language in (words.language, ""):
        rows = reader.story_ids(StoryFilter(clearance=Clearance.CLEARED, language=language))
        for row in sorted(rows, key=lambda row: _draw(row, today.toordinal()))[:20]:
            story_id = reader.story_id_of_row(row)
            story = reader.story(story_id) if story_id else None
            if story is not None and story.on_wall_allowed and not story.sensitive:
                return _told(story, words)
    return None


def _draw(row: int, day: int) -> int:
    # A 64-bit mix (the finaliser of SplitMix64): neighbouring days and rows have nothing in common.
    value = (row * 0x9E3779B97F4A7C15 + day * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    value = (value ^ value >> 27) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
    return value ^ value >> 31


def _told(story: Story, words: Words) -> DayStory:
    where = story.provenance
    told = words.tr("told by {publisher}", publisher=where.publisher) if where.publisher else ""
    heard = words.tr("heard by {person}", person=where.heard_by) if where.heard_by else ""
    parts = [channel_words(story.channel, words) if story.channel else "", words.partial_date(story.happened_on)]
    origin = " · ".join(part for part in (", ".join(part for part in parts if part), told, heard) if part)
    return DayStory(
        story_id=story.id,
        headline=story.headline,
        text=story.text,
        language=story.language,
        verbatim=story.verbatim,
        facts=story.facts,
        customer=person_line(story.customer),
        outcome=story.outcome.value,
        teaching=story.teaching,
        origin=origin,
    )


def _waiting(reader: Reader, words: Words) -> list[Waiting]:
    result: list[Waiting] = []
    for story_id in reader.waiting(WAITING_SHOWN):
        story = reader.story(story_id)
        if story is None:
            continue
        begins = story.headline or " ".join(story.text.split())[:90]
        origin = channel_words(story.channel, words) if story.channel else story.provenance.file_name
        result.append(Waiting(story_id, begins, origin))
    return result


# --------------------------------------------------------------------------------------------------- decisions
def _due(rows: Sequence[DecisionRow], today: date, words: Words) -> tuple[tuple[Due, ...], str]:
    first, last = today - timedelta(days=DUE_BACK), today + timedelta(days=DUE_AHEAD)
    near = sorted(
        (
            (row.decision.due, row)
            for row in rows
            if row.decision.due is not None and not row.rehearsal and first <= row.decision.due <= last
        ),
        key=lambda pair: (pair[0], pair[1].decision.made_at),
    )
    shown = tuple(
        Due(
            meeting_id=row.decision.meeting_id,
            text=row.decision.text,
            sub=" · ".join(part for part in (row.decision.owner, row.meeting_title) if part),
            when=_day_words(due, today, words),
            late=due < today,
        )
        for due, row in near[:DUE_SHOWN]
    )
    more = words.tr("{n} of {all}", n=len(shown), all=len(near)) if len(near) > len(shown) else ""
    return shown, more


def _day_words(due: date, today: date, words: Words) -> str:
    days = (due - today).days
    if days == 0:
        return words.tr("today")
    if days == 1:
        return words.tr("tomorrow")
    if days < 0:
        return words.trn("{n} day ago", "{n} days ago", -days)
    return words.short_day(due)


def _bars(rows: Sequence[MeetingRow], words: Words) -> tuple[tuple[Bar, ...], bool]:
    """One bar a meeting; by week where there are more meetings than bars. True: by week."""
    held = sorted(
        (row for row in rows if row.decisions and row.meeting.started_at and not row.meeting.rehearsal),
        key=lambda row: row.meeting.started_at or 0,
    )
    days = [local(row.meeting.started_at or 0, row.meeting.zone).date() for row in held]
    if len(held) <= BARS:
        return tuple(
            Bar(_short(day, words), row.heard, row.decisions) for day, row in zip(days, held, strict=True)
        ), False
    weeks: dict[date, tuple[int, int]] = {}
    for day, row in zip(days, held, strict=True):
        monday = day - timedelta(days=day.weekday())
        heard, total = weeks.get(monday, (0, 0))
        weeks[monday] = (heard + row.heard, total + row.decisions)
    last = max(weeks)
    mondays = [last - timedelta(weeks=back) for back in range(BARS - 1, -1, -1)]
    return tuple(Bar(str(monday.isocalendar().week), *weeks.get(monday, (0, 0))) for monday in mondays), True


def _short(day: date, words: Words) -> str:
    return f"{day.day}.{day.month}." if words.language == "de" else f"{day.day}/{day.month}"


def _sum(bars: Sequence[Bar], words: Words, *, by_week: bool) -> str:
    heard, total = sum(bar.heard for bar in bars), sum(bar.total for bar in bars)
    if not total:
        return ""
    if by_week:
        span = words.tr("Weeks {first} to {last}", first=bars[0].label, last=bars[-1].label)
    else:
        span = words.trn("{n} meeting", "{n} meetings", len(bars))
    said = words.tr(
        "{span}: {heard} of {total} decisions.", span=span, heard=words.number(heard), total=words.number(total)
    )
    if total < 100:
        said += " " + words.tr("Small numbers: read the counts, not the trend.")
    return said
