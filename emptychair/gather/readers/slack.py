"""Slack's export: users, channels, and a file of messages for every channel and day; as a zip or as loose files."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from emptychair.domain.errors import N_, BadInput, UserError
from emptychair.domain.raw_story import RawStory
from emptychair.gather.mail.replies import own_words
from emptychair.gather.reader import Refused
from emptychair.gather.rows import reason_against
from emptychair.gather.source import SourceFile

MAX_FILES: Final = 100_000
MAX_MEMBER: Final = 64 << 20  # bytes of one day of one channel
MAX_ALL: Final = 1 << 30
MAX_RATIO: Final = 200  # unpacked to packed; JSON of messages packs to a tenth
CARRIES_ON: Final = 600  # seconds within which the same writer goes on with the same matter
BOT: Final = N_("written by a program, not by a person")
NO_MESSAGE: Final = N_("no message: somebody joined, left, or changed something")
NOT_READ: Final = N_("this entry cannot be read")

_DAY: Final = re.compile(r"(?:^|/)([^/]+)/(\d{4}-\d{2}-\d{2})\.json$")
# Subtypes that are a person's words all the same.
_SAID: Final = frozenset({"", "me_message", "thread_broadcast", "file_share", "file_comment", "reply_broadcast"})
_LINK: Final = re.compile(r"<([^<>\n]{1,2000})>")
_CODE: Final = re.compile(r"```.*?(?:```|$)", re.S)
_EMOJI: Final = re.compile(r":[a-z0-9_+'-]{2,40}:(?::skin-tone-\d:)?")
_ENTITIES: Final = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


@dataclass(slots=True)
class _Talk:
    """What one person said without being interrupted, and all that belongs to it."""

    user: str
    first: float
    last: float
    row: int
    thread: str
    texts: list[str] = field(default_factory=list)
    raw: list[Mapping[str, Any]] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)


class SlackReader:
    name = "slack"
    title = "Slack"

    def recognise(self, file: SourceFile) -> float:
        try:
            if file.head[:4] == b"PK\x03\x04":
                return _zip_sureness(file)
            if not file.head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"[") or b'"ts"' not in file.head:
                return 0.0
            return 0.95 if _is_messages(file.json) else 0.0
        except BadInput:
            return 0.0

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        if file.head[:4] == b"PK\x03\x04":
            yield from _from_zip(file)
            return
        people: dict[str, tuple[str, ...]] = {}
        for other in (*beside, *_lists_beside(file)):
            with suppress(UserError):
                people |= _people(other.json)
        if not isinstance(file.json, list):
            raise BadInput(N_("“{path}” holds no messages of Slack: choose the export’s zip file."), path=file.name)
        named = file.path.as_posix() if file.path is not None and not file.member else file.name.replace("\\", "/")
        channel = _DAY.search(named)
        yield from _stories([file.json], people, channel[1] if channel else "", 0)


def _lists_beside(file: SourceFile) -> list[SourceFile]:
    """The list of users of an unpacked export: it lies with the folders of the channels, not in them."""
    if file.path is None or file.member:
        return []
    folders = (file.path.parent, file.path.parent.parent)
    return [SourceFile.at(folder / "users.json") for folder in folders if (folder / "users.json").is_file()]


def _zip_sureness(file: SourceFile) -> float:
    try:
        with file.open() as handle, zipfile.ZipFile(handle) as archive:
            names = archive.namelist()[:MAX_FILES]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError, RuntimeError, EOFError):
        return 0.0
    days = sum(1 for name in names if _DAY.search(name))
    lists = {name.rpartition("/")[2] for name in names} & {"users.json", "channels.json", "org_users.json"}
    return 0.99 if days and lists else 0.7 if days and days * 2 >= len(names) else 0.0


def _is_messages(found: object) -> bool:
    if not isinstance(found, list) or not found:
        return False
    some = [one for one in found[:50] if isinstance(one, dict)]
    return bool(some) and all(one.get("type") == "message" and "ts" in one for one in some)


def _from_zip(file: SourceFile) -> Iterator[RawStory | Refused]:
    try:
        with file.open() as handle, zipfile.ZipFile(handle) as archive:
            yield from _read(archive, file.name)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
    ) as error:
        raise BadInput(N_("“{path}” is a damaged zip file: export it from Slack again."), path=file.name) from error


def _read(archive: zipfile.ZipFile, name: str) -> Iterator[RawStory | Refused]:
    members = archive.infolist()
    if len(members) > MAX_FILES:
        raise BadInput(N_("“{path}” holds more than 100,000 files: export a shorter time from Slack."), path=name)
    people: dict[str, tuple[str, ...]] = {}
    days: dict[str, list[tuple[str, zipfile.ZipInfo]]] = {}
    total = 0
    for member in members:
        day = _DAY.search(member.filename)
        listed = member.filename.rpartition("/")[2] in ("users.json", "org_users.json")
        if not (day or listed) or member.is_dir():
            continue
        # Looked at before a byte is unpacked; `_json` holds the archive to what it says here.
        total += member.file_size
        packed = member.file_size > 1 << 20 and member.file_size > MAX_RATIO * max(1, member.compress_size)
        if packed or member.file_size > MAX_MEMBER or total > MAX_ALL:
            raise BadInput(N_("“{path}” unpacks to far more than an export holds: it was not opened."), path=name)
        if listed:
            people |= _people(_json(archive, member))
        elif day:
            days.setdefault(day[1], []).append((day[2], member))
    if not days:
        raise BadInput(N_("“{path}” holds no messages of Slack: choose the export’s zip file."), path=name)
    row = 0
    for channel in sorted(days):
        found: list[object] = []
        for _, member in sorted(days[channel], key=lambda one: one[0]):
            messages = _json(archive, member)
            found.append(messages)
        yield from _stories(found, people, channel, row)
        row += sum(len(one) for one in found if isinstance(one, list))


def _json(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> object:
    """The JSON in `member`, never more than it declares; None for what is none."""
    with archive.open(member) as stream:
        data = stream.read(member.file_size + 1)
    if len(data) > member.file_size:
        return None
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _people(users: object) -> dict[str, tuple[str, ...]]:
    """Who is who: the names of every user by id, the one that is shown first; "" first for a robot."""
    found: dict[str, tuple[str, ...]] = {}
    for user in users if isinstance(users, list) else []:
        if not isinstance(user, dict) or not isinstance(user.get("id"), str):
            continue
        given = user.get("profile")
        profile: dict[str, Any] = given if isinstance(given, dict) else {}
        values = (
            profile.get("display_name"), user.get("real_name"), profile.get("real_name"),
            profile.get("real_name_normalized"), user.get("name"), profile.get("first_name"), profile.get("last_name"),
        )  # fmt: skip
        names = tuple(dict.fromkeys(value.strip() for value in values if isinstance(value, str) and value.strip()))
        found[user["id"]] = ("", *names) if user.get("is_bot") or user["id"] == "USLACKBOT" else names
    return found


def _stories(
    days: list[object], people: dict[str, tuple[str, ...]], channel: str, before: int
) -> Iterator[RawStory | Refused]:
    """The stories of one channel, in order of time; refused entries where they stand."""
    row = before
    open_talks: dict[str, _Talk] = {}  # by thread; "" is the channel itself
    for day in days:
        if not isinstance(day, list):
            row += 1
            yield Refused(row, NOT_READ)
            continue
        for message in sorted(day, key=_when):
            row += 1
            reason = _against(message, people)
            if reason:
                yield Refused(row, reason)
                continue
            at, user = _when(message), str(message.get("user") or message.get("username") or "")
            given = message.get("thread_ts")
            thread = str(given) if given and str(given) != str(message.get("ts")) else ""
            talk = open_talks.get(thread)
            if thread and talk is None:
                opened = next((one for one in open_talks.values() if _opens(one, thread)), None)
                talk = opened if opened is not None and opened.user == user else None
            if talk is None or talk.user != user or not 0 <= at - talk.last <= CARRIES_ON:
                if thread in open_talks:
                    yield _story(open_talks.pop(thread), people, channel)
                talk = _Talk(user, at, at, row, thread or str(given or ""))
                open_talks[thread] = talk
            _add(talk, message, people)
            talk.last = at
            stale = [key for key, one in open_talks.items() if at - one.last > CARRIES_ON and one is not talk]
            for key in stale:
                yield _story(open_talks.pop(key), people, channel)
    for talk in open_talks.values():
        yield _story(talk, people, channel)


def _opens(talk: _Talk, thread: str) -> bool:
    return any(str(message.get("ts")) == thread for message in talk.raw)


def _against(message: object, people: dict[str, tuple[str, ...]]) -> str:
    if not isinstance(message, dict) or message.get("type", "message") != "message":
        return NOT_READ
    subtype = str(message.get("subtype") or "")
    user = message.get("user")
    if subtype == "bot_message" or (message.get("bot_id") and not user) or people.get(str(user), (" ",))[:1] == ("",):
        return BOT
    if subtype not in _SAID or not isinstance(message.get("text"), str) or not user:
        return NO_MESSAGE
    if message.get("bot_id") and message.get("bot_profile"):
        return BOT
    return ""


def _when(message: object) -> float:
    try:
        return float(message.get("ts", 0)) if isinstance(message, dict) else 0.0
    except (TypeError, ValueError):
        return 0.0


def _add(talk: _Talk, message: Mapping[str, Any], people: dict[str, tuple[str, ...]]) -> None:
    if message.get("subtype") == "file_share" and re.match(r"<@[^>]+> (?:uploaded|shared)\b", str(message["text"])):
        comment = message.get("file")
        text = ""
        if isinstance(comment, dict) and isinstance(comment.get("initial_comment"), dict):
            text = str(comment["initial_comment"].get("comment") or "")
    else:
        text = str(message["text"])
    said = said_in(text, people, talk.names)
    if said:
        talk.texts.append(said)
    talk.raw.append(message)


def said_in(text: str, people: Mapping[str, tuple[str, ...]], names: dict[str, None]) -> str:
    """A message as it is shown: mentions as names (added to `names`), links as their titles, without code."""
    text = _CODE.sub(" ", text)

    def shown(found: re.Match[str]) -> str:
        target, _, label = found[1].partition("|")
        if target.startswith("@"):
            known = [name for name in people.get(target[1:], ()) if name]
            names.update(dict.fromkeys(known))
            if label and not known:
                names[label.lstrip("@")] = None
            return known[0] if known else label.lstrip("@")
        if target.startswith("#"):
            return f"#{label}" if label else ""
        if target.startswith("!"):
            return label
        return label or ("" if target.startswith("mailto:") else target)

    text = _LINK.sub(shown, text)
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    text = _EMOJI.sub("", text)
    text = re.sub(r"(?<!\w)([*_~`])(\S(?:[^\n]{0,500}?\S)?)\1(?!\w)", r"\2", text)
    return re.sub(r"[ \t]{2,}", " ", text).strip()


def _story(talk: _Talk, people: dict[str, tuple[str, ...]], channel: str) -> RawStory | Refused:
    text = own_words("\n".join(talk.texts))
    reason = reason_against(text)
    if reason:
        return Refused(talk.row, reason)
    first = talk.raw[0]
    names = dict.fromkeys(name for name in people.get(talk.user, ()) if name)
    given = first.get("user_profile")
    profile: dict[str, Any] = given if isinstance(given, dict) else {}
    for key in ("real_name", "display_name", "first_name", "name"):
        if isinstance(profile.get(key), str) and profile[key].strip():
            names[profile[key].strip()] = None
    identity = str(first.get("client_msg_id") or f"{channel}/{first.get('ts')}")
    return RawStory(
        text=text,
        original=json.dumps(talk.raw, ensure_ascii=False)[:100_000],
        source_id=identity,
        row=talk.row,
        names=tuple(names | talk.names),
        channel="chat",
        happened_on=_date(talk.first),
        title=f"#{channel}" if channel else "",
    )


def _date(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat() if 0 < seconds < 4_102_444_800 else ""
    except (OverflowError, OSError, ValueError):
        return ""


READER = SlackReader()
