"""WhatsApp's exported chats, as text or in their zip, in the dialects of all telephones and languages."""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final

from emptychair.domain.errors import N_, BadInput
from emptychair.domain.raw_story import RawStory
from emptychair.gather.decode import decode
from emptychair.gather.reader import Refused
from emptychair.gather.rows import COMPANY_SAYS, reason_against
from emptychair.gather.source import SourceFile

MAX_CHAT: Final = 128 << 20  # bytes of the text in a zip
CARRIES_ON: Final = timedelta(minutes=10)
MEDIA: Final = N_("a picture, a recording or a file without words")
DELETED: Final = N_("a message that was deleted")
SYSTEM: Final = N_("a note of the program, not a message")

_MARKS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_BLANKS: Final = re.compile("[\u00a0\u202f\u2007\u2009]")
_STAMP: Final = re.compile(
    r"^\[?(?P<a>\d{1,4})(?P<sep>[-/.]) ?(?P<b>\d{1,4})(?:[-/.] ?)(?P<c>\d{1,4})\.?"
    r"(?:,| kl\.?| klo| um| à| a las| às| alle| o"
    r"| at)?,? {1,2}(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
    r" ?(?:Uhr ?)?(?P<half>[AaPp]\. ?[Mm]\.?|[AaPp][Mm]|dop\.|odp\.|vorm\.|nachm\.|上午|下午)?(?P<close>\]| ?-| ?–"
    r"|:)? ?(?P<rest>.*)$",
    re.S,
)
_SENDER: Final = re.compile(r"^~? ?([^:\n]{1,80}?):(?: |$)(.*)$", re.S)
_MEDIA: Final = re.compile(
    r"^\W*(?:<?(?:media omitted|medien (?:ausgeschlossen|weggelassen)|médias? omis|multimedia omitido"
    r"|archivo omitido|media weggelaten|media omessi|arquivo de mídia oculto|mídia oculta)>?"
    r"|(?:image|video|audio|sticker|gif|document|contact card|video note|bild|audio|video|sticker|gif|dokument"
    r"|kontaktkarte|videonachricht|sprachnachricht|imagen|immagine|afbeelding|image|vidéo)\s"
    r"(?:omitted|weggelassen|ausgeschlossen|absente?|omis[e]?|omitid[oa]|omess[oa]|weggelaten)"
    r"|<(?:attached|anhang|adjunto|pièce jointe|bijgevoegd|allegato): [^>]{1,200}>|\S.{0,120}\.(?:jpe?g|png|webp"
    r"|opus|mp4|m4a|mp3|pdf|vcf|3gp|gif|docx?|xlsx?) \((?:file attached|datei angehängt|archivo adjunto"
    r"|fichier joint)\)"
    r"|.{0,80} • \d+ (?:pages?|seiten?).{0,40})\W*(?P<words>.*)$",
    re.I | re.S,
)
_DELETED: Final = re.compile(
    r"^\W*(?:this message was deleted|you deleted this message|this message was deleted by admin.{0,60}"
    r"|diese nachricht wurde gelöscht|du hast diese nachricht gelöscht|sie haben diese nachricht gelöscht"
    r"|ce message a été supprimé|se eliminó este mensaje|eliminaste este mensaje|dit bericht is verwijderd"
    r"|questo messaggio è stato eliminato|esta mensagem foi apagada|null|waiting for this message.{0,80}"
    r"|auf diese nachricht warten.{0,80})\W*$",
    re.I,
)
_NOTE: Final = re.compile(
    r"^\W*(?:messages (?:and calls|to this chat|you send to this).{0,80}(?:end-to-end|encrypted|secured)"
    r"|nachrichten und anrufe sind|nachrichten, die du in diesem chat|missed (?:voice|video|group).{0,40}"
    r"|verpasste[r]? (?:sprach|video|gruppen).{0,40}"
    r"|(?:voice|video) call.{0,60}|(?:sprach|video)anruf.{0,60}|this (?:business|chat) .{0,120}|dieser (?:chat"
    r"|geschäfts).{0,160}|your security code with|deine sicherheitsnummer|.{0,60}changed (?:the|this|their"
    r"|to)\b.{0,60}(?:subject|icon|description|number|phone).{0,80}"
    r"|location: https?://\S+|standort: https?://\S+|live location shared|live-standort wird geteilt|poll:|umfrage:)",
    re.I | re.S,
)
_EDITED: Final = re.compile(
    r"\s*<(?:this message was edited|diese nachricht wurde bearbeitet|ce message a été modifié"
    r"|se editó este mensaje\.?)>\s*$",
    re.I,
)

_DESK: Final = re.compile(
    r"\b(?:support|service|(?:kunden|kundinnen)?(?:service|dienst|betreuung)|help ?desk|hotline|customer care)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `sender` is "" for what the program notes by itself."""

    line: int
    stamp: str
    at: datetime | None
    sender: str
    text: str


@dataclass(slots=True)
class _Talk:
    first: Message
    last: Message
    texts: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)


class WhatsappReader:
    name = "whatsapp"
    title = "WhatsApp"

    def recognise(self, file: SourceFile) -> float:
        try:
            if file.head[:4] == b"PK\x03\x04":
                return 0.95 if _chat_member(file) and _looks(_unpacked(file)[:20_000]) >= 0.6 else 0.0
            if not re.search(rb"\d{1,4}[-/.] ?\d{1,4}[-/.]", file.head[:2000].replace(b"\x00", b"")):
                return 0.0
            head = decode(file.head if len(file.head) < 65_536 else file.head.rpartition(b"\n")[0], file.name)
        except BadInput:
            return 0.0
        share = _looks(head)
        return 0.97 if share >= 0.6 else 0.5 if share >= 0.3 else 0.0

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:  # noqa: ARG002
        text = _unpacked(file) if file.head[:4] == b"PK\x03\x04" else file.text
        found = messages(text)
        if not any(message.sender for message in found):
            raise BadInput(
                N_("“{path}” holds no chat of WhatsApp: export the chat once more, without media."), path=file.name
            )
        people = tuple(dict.fromkeys(message.sender for message in found if message.sender))
        title = _title(file.name)
        # In a chat of two, a customer's with the company's desk, the desk's answers are nobody's story.
        desk = _desk(found, people)
        talk: _Talk | None = None
        for message in found:
            if message.sender and message.sender == desk:
                if talk is not None:
                    yield _story(talk, people, title)
                talk = None
                continue
            text, reason = _said(message)
            if reason:
                yield Refused(message.line, reason)
                continue
            if talk is None or not _carries_on(talk, message):
                if talk is not None:
                    yield _story(talk, people, title)
                talk = _Talk(message, message)
            talk.texts.append(text)
            talk.raw.append(f"{message.stamp} {message.sender}: {message.text}")
            talk.last = message
        if talk is not None:
            yield _story(talk, people, title)


def _desk(found: Sequence[Message], people: Sequence[str]) -> str:
    """In a chat of two, who speaks for the company: by the name, or by what only a company says. "" if there is no
    telling."""
    if len(people) != 2:
        return ""
    named = [person for person in people if _DESK.search(person)]
    helpful = [
        person
        for person in people
        if any(message.sender == person and COMPANY_SAYS.search(message.text) for message in found)
    ]
    for told in (named, helpful):
        if len(told) == 1:
            return told[0]
    return ""


def messages(text: str) -> list[Message]:
    """The messages of an exported chat in their order, with the lines that belong to each."""
    begun: list[tuple[int, re.Match[str], list[str]]] = []
    for number, line in enumerate(re.sub(r"\r\n?", "\n", text).split("\n"), start=1):
        clean = _BLANKS.sub(" ", _MARKS.sub("", line))
        stamp = _STAMP.match(clean) if clean[:1].isdigit() or clean.startswith("[") else None
        if stamp and _is_stamp(stamp):
            begun.append((number, stamp, [stamp["rest"]]))
        elif begun:
            begun[-1][2].append(_MARKS.sub("", line))
    order = _order([stamp for _, stamp, _ in begun])
    found: list[Message] = []
    for number, stamp, lines in begun:
        said = "\n".join(lines).rstrip()
        sender = _SENDER.match(said)
        if sender and not _NOTE.match(said):
            who, said = sender[1].strip(), sender[2]
        else:
            who = ""
        shown = _MARKS.sub("", stamp.string)[: stamp.start("rest")].strip(" -[]:")
        found.append(Message(number, shown, _moment(stamp, order), who, said.strip()))
    return found


def _looks(text: str) -> float:
    """The share of the first hundred lines that begin a message, or go on with one; 0 if nobody speaks."""
    lines = [line for line in text.split("\n")[:100] if line.strip()]
    if not lines:
        return 0.0
    clean = [_BLANKS.sub(" ", _MARKS.sub("", line)) for line in lines]
    stamps = [stamp for line in clean if (stamp := _STAMP.match(line)) and _is_stamp(stamp)]
    spoken = sum(1 for stamp in stamps if _SENDER.match(stamp["rest"]))
    # A note at the top, a list in a message: what counts is that the file begins with a message and people speak.
    first = bool(clean and (stamp := _STAMP.match(clean[0])) and _is_stamp(stamp))
    if not first or not spoken or ("," in stamps[0]["rest"].split(":")[0] and spoken == 1 and len(lines) > 3):
        return 0.0
    return max(len(stamps) / len(lines), 0.65 if spoken >= 2 else 0.0) if spoken >= 1 else 0.0


def _is_stamp(stamp: re.Match[str]) -> bool:
    """A date and a time, told apart from a sentence that begins with numbers by what closes it."""
    if stamp["close"] is None and not (stamp["half"] is None and stamp["rest"]):
        return False
    if stamp["close"] is None and not _SENDER.match(stamp["rest"]):
        return False
    lengths = sorted(len(stamp[name]) for name in "abc")
    if lengths[2] == 3 or lengths[1] > 2:
        return False
    return int(stamp["hour"]) < 24 and int(stamp["minute"]) < 60


def _order(stamps: Sequence[re.Match[str]]) -> str:
    """Which number is the day in all dates of the chat: "dmy", "mdy", "ymd" or "myd"."""
    if not stamps:
        return "dmy"
    if any(len(stamp["a"]) == 4 for stamp in stamps):
        return "ymd"
    if any(len(stamp["b"]) == 4 for stamp in stamps):
        return "myd" if any(int(stamp["c"]) > 12 for stamp in stamps) else "dym"
    if any(int(stamp["a"]) > 12 for stamp in stamps):
        # 21/03/05: a year in front where the last number runs past every month, too.
        return "ymd" if any(int(stamp["a"]) > 31 for stamp in stamps) else "dmy"
    if any(int(stamp["b"]) > 12 for stamp in stamps):
        return "mdy"
    # Nothing tells them apart: the day changes faster than the month, and never goes back within one.
    firsts, seconds = [int(stamp["a"]) for stamp in stamps], [int(stamp["b"]) for stamp in stamps]
    changes = [sum(1 for one, two in pairwise(found) if one != two) for found in (firsts, seconds)]
    if changes[0] != changes[1]:
        return "dmy" if changes[0] > changes[1] else "mdy"
    american = stamps[0]["sep"] == "/" and stamps[0]["half"] in ("AM", "PM") and len(stamps[0]["c"]) == 2
    return "mdy" if american else "dmy"


def _moment(stamp: re.Match[str], order: str) -> datetime | None:
    values = dict(zip(order, (int(stamp["a"]), int(stamp["b"]), int(stamp["c"])), strict=True))
    year = values["y"] + (2000 if values["y"] < 100 else 0)
    hour = int(stamp["hour"])
    half = (stamp["half"] or "").lower().replace(" ", "")
    if half:
        afternoon = half.startswith(("p", "odp", "nachm", "下"))
        hour = hour % 12 + (12 if afternoon else 0)
    try:
        return datetime(
            year, values["m"], values["d"], hour, int(stamp["minute"]), int(stamp["second"] or 0) % 60, tzinfo=UTC
        )
    except ValueError:
        return None


def _said(message: Message) -> tuple[str, str]:
    """What is said in the message, or why there is nothing."""
    if not message.sender:
        return "", SYSTEM
    text = _EDITED.sub("", message.text)
    if _DELETED.match(text):
        return "", DELETED
    if _NOTE.match(text):
        return "", SYSTEM
    media = _MEDIA.match(text)
    if media:
        text = media["words"].strip()
        if not text:
            return "", MEDIA
    text = re.sub(r"(?<!\w)([*_~])(\S(?:[^\n]{0,500}?\S)?)\1(?!\w)", r"\2", text)
    text = re.sub(r"@\u2068([^\u2069]{1,60})\u2069", r"\1", text).strip()
    return (text, "") if text else ("", MEDIA)


def _carries_on(talk: _Talk, message: Message) -> bool:
    if message.sender != talk.last.sender:
        return False
    if message.at is None or talk.last.at is None:
        return message.at is talk.last.at
    return timedelta(0) <= message.at - talk.last.at <= CARRIES_ON


def _story(talk: _Talk, people: tuple[str, ...], title: str) -> RawStory | Refused:
    text = "\n".join(talk.texts).strip()
    reason = reason_against(text)
    if reason:
        return Refused(talk.first.line, reason)
    first = talk.first
    identity = f"{first.sender}\n{first.at.isoformat() if first.at else first.stamp}\n{first.text}"
    return RawStory(
        text=text,
        original="\n".join(talk.raw)[:100_000],
        source_id="sha256:" + hashlib.sha256(identity.encode(errors="replace")).hexdigest()[:32],
        row=first.line,
        names=tuple(name for name in (*people, *_title_names(title)) if re.search(r"[^\W\d_]{2}", name)),
        channel="chat",
        happened_on=first.at.date().isoformat() if first.at else "",
        title="WhatsApp",
    )


def _title(name: str) -> str:
    """The other side, after whom the file is named: "WhatsApp Chat mit Anna Muster.txt"."""
    found = re.search(
        r"WhatsApp[ -]?Chat[ _]?(?:with|mit|-|con|avec|met|de)[ _]?(.{2,80}?)(?:\.zip|\.txt|/|$)", name, re.I
    )
    return found[1].replace("_", " ").strip() if found else ""


def _title_names(title: str) -> tuple[str, ...]:
    return (title,) if title and len(title.split()) <= 4 else ()


def _chat_member(file: SourceFile) -> zipfile.ZipInfo | None:
    try:
        with file.open() as handle, zipfile.ZipFile(handle) as archive:
            found = [
                member
                for member in archive.infolist()[:20_000]
                if re.search(r"(?:^|/)(?:_chat|WhatsApp[ -]?Chat[^/]*)\.txt$", member.filename, re.I)
            ]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError, RuntimeError, EOFError):
        return None
    return found[0] if len(found) == 1 else None


def _unpacked(file: SourceFile) -> str:
    member = _chat_member(file)
    if member is None:
        raise BadInput(
            N_("“{path}” holds no chat of WhatsApp: export the chat once more, without media."), path=file.name
        )
    if member.file_size > MAX_CHAT or (
        member.file_size > 1 << 20 and member.file_size > 200 * max(1, member.compress_size)
    ):
        raise BadInput(N_("“{path}” unpacks to far more than an export holds: it was not opened."), path=file.name)
    try:
        with file.open() as handle, zipfile.ZipFile(handle) as archive, archive.open(member) as stream:
            data = stream.read(member.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise BadInput(N_("“{path}” is a damaged zip file: export the chat once more."), path=file.name) from error
    return decode(data, file.name)


READER = WhatsappReader()
