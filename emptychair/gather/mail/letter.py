"""A letter: what .eml, .mbox and .msg have in common, and when it is a customer's story."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from emptychair.domain.errors import N_
from emptychair.domain.raw_story import RawStory
from emptychair.gather.dates import iso_date
from emptychair.gather.mail.charsets import header_text
from emptychair.gather.mail.html import text_of
from emptychair.gather.mail.paragraphs import unwrapped
from emptychair.gather.mail.quotes import without_quotes
from emptychair.gather.mail.replies import form_names, is_form, own_words, parts
from emptychair.gather.reader import Refused
from emptychair.gather.rows import COMPANY_SAYS, NO_TEXT, reason_against

ORIGINAL: Final = 100_000  # characters
BOUNCE: Final = N_("a mail that could not be delivered, sent back by a mail server")
AUTOMATIC: Final = N_("an automatic reply")
MACHINE: Final = N_("a mail that a program sent")
NEWSLETTER: Final = N_("a newsletter or mass mail")
SPAM: Final = N_("marked as spam")
OWN: Final = N_("sent from this mailbox, not by a customer")
ANSWER: Final = N_("an answer of the company's service, not a customer's mail")
ENCRYPTED: Final = N_("the mail is encrypted: open it in the mail program and save its text")
ONLY_QUOTED: Final = N_("nothing but the quoted mail in it")
ATTACHMENTS_ONLY: Final = N_("attachments without any words")
TOO_DEEP: Final = N_("the mail is nested more than 50 levels deep or has more than 1,000 parts")

_PREFIX: Final = re.compile(
    r"^\s*(?:(?:re|r|aw|antw(?:ort)?|fwd?|fw|wg|wtr|sv|vs|rv|tr|ref|rif|res|enc|odp|pd|i|vl|ynt|ilt|回复|转发"
    r"|答复)\s?(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?[::]"
    r"|\[(?:ext(?:ern(?:al)?)?|extern(?:e e-?mail)?|spam\??|suspected spam)\]|\*{2,5}\s?spam\s?\*{2,5})\s*",
    re.I,
)
_TICKET: Final = re.compile(r"^\s*\[[^\]]{0,40}\d{4,}[^\]]{0,12}\]\s*[:-]?\s*")
_AUTOMATIC: Final = re.compile(
    r"^\s*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response|antwort)|auto(?:matische)?[ -]?antwort"
    r"|automatische antwort|abwesenheit|out of (?:the )?office|ooo\b|"
    r"réponse automatique|respuesta automática|risposta automatica|automatisch antwoord|autosvar|abwesend"
    r"|ich bin (?:derzeit )?(?:nicht im (?:büro|haus)|abwesend))",
    re.I,
)
_BOUNCED: Final = re.compile(
    r"^\s*(?:undeliver(?:able|ed)|delivery (?:status notification|failure|has failed)|mail delivery (?:failed|system"
    r"|subsystem)|returned mail|failure notice|"
    r"unzustellbar|nicht zustellbar|mail could not be delivered|warning: (?:message|could not send)|non remis"
    r"|permanent delivery)",
    re.I,
)
_DAEMON: Final = re.compile(r"^(?:mailer-daemon|postmaster|mail-daemon|mailerdaemon)@", re.I)
_FORWARDED: Final = re.compile(r"^\s*(?:\[[^\]]{1,12}\]\s*)?(?:fwd?|fw|wg|wtr|tr|rv|i|vs|vb|doorst|enc|pd)\s?:", re.I)
# A role, a department or a company: masking it as a name would leave holes all over the text.
_NO_PERSON: Final = re.compile(
    r"\b(?:support|service|kundenservice|kundendienst|kundenbetreuung|info|kontakt|contact|team|vertrieb|sales"
    r"|no-?reply|noreply|newsletter|feedback|help|helpdesk|hilfe|"
    r"shop|office|büro|admin|webmaster|postmaster|hello|hallo|mail|gmbh|ag|kg|e\.v|ltd|inc|llc|group|list|liste"
    r"|customer|care|bestellung(?:en)?|orders?|buchhaltung|"
    r"reklamation(?:en)?|beschwerden?|recipients?|undisclosed|empfänger|verteiler|abteilung|dept|department"
    r"|notifications?|system|empty chair)\b",
    re.I,
)
_DESK: Final = re.compile(
    r"\b(?:support|(?:kunden|kundinnen)?(?:service|dienst|betreuung)|help ?desk|hotline|customer (?:care|service)"
    r"|info|kontakt|contact|hilfe)\b",
    re.I,
)
_TITLES: Final = re.compile(
    r"^(?:(?:Herrn?|Frau|Mr|Mrs|Ms|Miss|Dr|Prof|Mag|Ing|Dipl|Univ|med|jur|rer|nat|phil|habil|h|c)\b\.?[\s-]*)+(?=\S{2})"
)
_ADDRESS: Final = re.compile(r"[^\s<>\"',;:()]{1,100}@[^\s<>\"',;:()]{1,100}")
_ISO: Final = re.compile(r"\b(19[7-9]\d|20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_TEXTUAL: Final = re.compile(
    r"\b(\d{1,2})[\s-]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s-]+(\d{4}|\d{2})\b", re.I
)
_MONTHS: Final[tuple[str, ...]] = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail. `headers` by lower-case name, decoded, of several the first; `text` and `html` are its bodies."""

    headers: Mapping[str, str]
    text: str = ""
    html: str = ""
    forwarded: tuple[Letter, ...] = ()  # mails that are attached to it
    attachments: int = 0
    report: bool = False  # a machine's report on another mail
    encrypted: bool = False
    sent_on: str = ""  # ISO; empty: told by the headers
    names: tuple[str, ...] = ()  # known from elsewhere than the headers
    own: bool = False  # the file says that its owner wrote it
    header_block: str = field(default="", repr=False)

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


def story_of(letter: Letter, row: int) -> RawStory | Refused:
    """The story that `letter` tells, or why it tells none. `row` is its entry in the file, from 1."""
    reason = _against(letter)
    if reason:
        return Refused(row, reason)
    text, seen = _said(letter)
    inner = letter
    forwards = bool(letter.forwarded) or _FORWARDED.match(letter.header("subject")) is not None
    if forwards or not text:
        # Somebody passed a customer's mail on, and said little more than "see below".
        passed = _passed_on(letter, seen)
        if passed is not None and (reason_against(text) or _is_cover(text, letter, *passed)):
            inner, text = passed
    reason = reason_against(text)
    if reason:
        if not text and seen.strip():
            reason = ONLY_QUOTED
        elif reason == NO_TEXT and letter.attachments:
            reason = ATTACHMENTS_ONLY
        return Refused(row, reason)
    if inner is letter and COMPANY_SAYS.search(text) and _from_desk(letter) and not is_form(seen):
        return Refused(row, ANSWER)
    names = dict.fromkeys((*names_of(letter), *(names_of(inner) if inner is not letter else ())))
    if is_form(seen):
        names.update(dict.fromkeys(one for name in form_names(seen) for one in _forms(name)))
    return RawStory(
        text=text,
        original=_original(letter, seen),
        source_id=source_id(letter, text),
        row=row,
        names=tuple(names),
        headline=bare_subject(inner.header("subject") or letter.header("subject")),
        channel="e-mail",
        happened_on=_day(inner) or _day(letter),
    )


def _from_desk(letter: Letter) -> bool:
    """Whether the sender's name or mailbox is that of a company's service."""
    people = _people(letter.header("from"))
    return any(_DESK.search(name) or _DESK.match(address) for name, address in people[:1])


def bare_subject(subject: str) -> str:
    """The subject without Re:, AW:, Fwd: and the marks of mail gateways."""
    before = None
    while before != subject:
        before, subject = subject, _TICKET.sub("", _PREFIX.sub("", subject, count=1), count=1)
    return subject.strip()[:300]


def names_of(letter: Letter) -> tuple[str, ...]:
    """The people whom its headers name, in every order that a text may have them."""
    found: dict[str, None] = {}
    for header in ("from", "reply-to", "sender", "to", "cc", "x-original-from"):
        for name, address in _people(letter.header(header)):
            for one in _forms(name):
                found[one] = None
            if header == "from" and not name:
                for one in _forms(_from_address(address)):
                    found[one] = None
    for name in letter.names:
        for one in _forms(name):
            found[one] = None
    return tuple(found)


def source_id(letter: Letter, text: str) -> str:
    """The Message-ID, the same in every file that holds the mail; else a hash of what makes it this mail."""
    given = re.search(r"<([^<>\s]{3,300})>", letter.header("message-id"))
    bare = given[1] if given else letter.header("message-id").strip("<> ")
    if (bare and "@" in bare) or len(bare) > 15:
        return bare
    parts_ = (letter.header("from"), letter.header("date"), letter.header("subject"), text)
    return "sha256:" + hashlib.sha256("\n".join(parts_).encode(errors="replace")).hexdigest()[:32]


def day_of(date: str) -> str:
    """The ISO day of a Date header, as its sender's clock had it; "" if there is no telling."""
    try:
        found = parsedate_to_datetime(date)
    except (ValueError, TypeError, IndexError, OverflowError):
        found = None
    if found is not None and 1970 <= found.year < 2100:
        return found.date().isoformat()
    year, month, day = 0, 0, 0
    if iso := _ISO.search(date):
        year, month, day = int(iso[1]), int(iso[2]), int(iso[3])
    elif words := _TEXTUAL.search(date):
        day, month, year = int(words[1]), _MONTHS.index(words[2].lower()) + 1, int(words[3])
        year += 2000 if year < 70 else 1900 if year < 100 else 0
    try:
        return datetime(year, month, day, tzinfo=UTC).date().isoformat() if 1970 <= year < 2100 else ""
    except ValueError:
        return ""


def _against(letter: Letter) -> str:
    header = letter.header
    sender = next((address for _, address in _people(header("from"))), "")
    if letter.report or _DAEMON.match(sender) or _BOUNCED.match(header("subject")) or header("x-failed-recipients"):
        return BOUNCE
    submitted = header("auto-submitted").lower()
    if (
        submitted.startswith("auto-replied")
        or any(header(name) for name in ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply"))
        or header("precedence").lower() in ("auto_reply", "auto-reply")
        or _AUTOMATIC.match(bare_subject(header("subject")))
        or _AUTOMATIC.match(header("subject"))
    ):
        return AUTOMATIC
    if header("return-path").strip() == "<>":
        return BOUNCE
    if submitted and not submitted.startswith("no") and not is_form(letter.text or text_of(letter.html)):
        return MACHINE
    # A list on which people write to each other, or a shared mailbox that is kept as one, is no mass mail.
    addressed = {address.lower() for _, address in _people(header("to")) + _people(header("cc"))}
    replies = {address.lower() for _, address in _people(header("reply-to"))}
    listed = bool(
        any(
            header(name)
            for name in ("list-post", "x-mailman-version", "mailing-list", "x-beenthere", "x-original-sender")
        )
        or header("precedence").lower() == "list"
        or (replies & addressed and sender.lower() not in replies)
    )
    bulk = header("precedence").lower() in ("bulk", "junk")
    if (header("list-unsubscribe") or bulk or header("feedback-id")) and not listed:
        return NEWSLETTER
    if header("x-spam-flag").lower() == "yes" or _labelled(letter, "spam"):
        return SPAM
    if (
        letter.own
        or header("x-mozilla-draft-info")
        or header("fcc")
        or _labelled(letter, "sent", "gesendet", "drafts", "entwürfe")
    ):
        return OWN
    if letter.encrypted and not letter.text.strip() and not letter.html.strip():
        return ENCRYPTED
    return ""


def _labelled(letter: Letter, *labels: str) -> bool:
    found = {label.strip().lower() for label in letter.header("x-gmail-labels").split(",")}
    return not found.isdisjoint(labels)


def _said(letter: Letter) -> tuple[str, str]:
    """The writer's own words, and all that can be seen of the mail."""
    seen = letter.text
    text = own_words(unwrapped(seen))
    if letter.html.strip() and (not text or _is_stub(text)):
        shown = text_of(letter.html)
        if shown.strip():
            seen = shown
            text = own_words(without_quotes(shown)) or text
    return _unsigned(text, letter), seen


def _unsigned(text: str, letter: Letter) -> str:
    """`text` without the writer's bare name in its last line."""
    before, _, last = text.rstrip().rpartition("\n")
    if not before.strip() or len(last) > 60:
        return text
    full = [name for person, _ in _people(letter.header("from")) for name in _forms(person)]
    names = {name.casefold() for one in full for name in (one, one.split()[0], one.split()[-1])}
    return before.rstrip() if re.sub(r"^[-–—~\s]+|[\s.,!*_]+$", "", last).casefold() in names else text


def _is_stub(text: str) -> bool:
    """What stands for a mail that can only be seen as HTML."""
    return (
        len(text) < 400
        and bool(
            re.search(
                r"\b(?:view|read|display|see|anzeigen|lesen|darstell\w+|unterstützt)\b.{0,80}\bHTML\b"
                r"|\bHTML\b.{0,80}\b(?:view|browser|client|anzeig|unterstütz|darst)",
                text,
                re.I | re.S,
            )
        )
    ) or bool(re.match(r"\s*<(?:!doctype|html|body|div|p)\b", text, re.I))


def _passed_on(letter: Letter, seen: str) -> tuple[Letter, str] | None:
    for inner in letter.forwarded:
        if not _against(inner):
            text, _ = _said(inner)
            if not reason_against(text):
                return inner, text
    if not _FORWARDED.match(letter.header("subject")):
        return None
    others = [re.sub(r"^\s{0,3}(?:>\s?)", "", line) for line in parts(seen).others]
    headers: dict[str, str] = {}
    begins = 0
    for at, line in enumerate(others[:30]):
        key = re.match(
            r"^[*_\s>]*(From|Von|De|Da|Date|Datum|Sent|Gesendet|Subject|Betreff|Objet|To|An|Cc"
            r"|Kopie)[*_\s]*:[*_\s]*(.{0,400})",
            line,
            re.I,
        )
        if key:
            name = {
                "von": "from",
                "de": "from",
                "da": "from",
                "datum": "date",
                "sent": "date",
                "gesendet": "date",
                "betreff": "subject",
                "objet": "subject",
                "an": "to",
                "kopie": "cc",
            }.get(key[1].lower(), key[1].lower())
            headers.setdefault(name, key[2].strip())
            begins = at + 1
        elif headers and line.strip() and at > begins + 1:
            break
    if "from" not in headers:
        return None
    inner = Letter(headers, sent_on=day_of(headers.get("date", "")) or iso_date(headers.get("date", "")))
    text = _unsigned(own_words(unwrapped("\n".join(others[begins:]))), inner)
    return None if reason_against(text) else (inner, text)


def _is_cover(text: str, letter: Letter, inner: Letter, said: str) -> bool:
    """Whether `text` only comes with the mail passed on: a colleague sends on what a customer wrote to the company. A
    customer who sends the company's own mail back to it says why above it, and that is the story."""
    from_, to = _domains(letter, "from"), _domains(letter, "to", "cc")
    theirs, reached = _domains(inner, "from"), _domains(inner, "to", "cc")
    if theirs & to and not theirs & from_:
        return False
    if theirs - from_ and reached & (from_ | to):
        return True
    return _FORWARDED.match(letter.header("subject")) is not None and len(text) * 2 < len(said)


def _domains(letter: Letter, *headers: str) -> set[str]:
    people = (one for header in headers for one in _people(letter.header(header)))
    return {address.rpartition("@")[2].strip("<>]) ").casefold() for _, address in people if "@" in address}


def _day(letter: Letter) -> str:
    received = letter.header("received").rpartition(";")[2]
    return letter.sent_on or day_of(letter.header("date")) or day_of(letter.header("delivery-date")) or day_of(received)


def _people(header: str) -> list[tuple[str, str]]:
    """Names and addresses in a header, however broken; at most a hundred."""
    header = header[:8000]
    if not header:
        return []
    # A comma that nobody put in quotation marks: `Müller, Anna <a@…>`.
    header = re.sub(r"(^|>\s*,\s*)([^\W\d_][\w.'-]{1,30}),\s+([^\W\d_][\w. '-]{1,40}?)\s*(?=<)", r"\1\3 \2 ", header)
    try:
        found = getaddresses([header], strict=False)
    except (ValueError, TypeError, IndexError):
        found = []
    people = [(name, address) for name, address in found if name or address][:100]
    if not any("@" in address for _, address in people):
        address = _ADDRESS.search(header)
        name = _ADDRESS.sub("", header).strip("<>\"' ,;()")
        return [(name, address[0] if address else "")] if name or address else []
    return people


def _forms(name: str) -> list[str]:
    name = re.sub(r"\s+", " ", header_text(name)).strip("\"'‘’„“ ,;")
    name = re.sub(r"\s*[(\[].*?[)\]]|\s+(?:via|über|per|@|bei|from|von der)\s.*$|\s*[|/:].*$", "", name).strip()
    if not 3 <= len(name) <= 60 or "@" in name or not re.search(r"[^\W\d_]{2}", name) or _NO_PERSON.search(name):
        return []
    last, comma, first = name.partition(",")
    if comma and first.strip() and len(first.split()) <= 3:
        return [f"{first.strip()} {last.strip()}", name]
    if len(name.split()) > 6:
        return []
    bare = _TITLES.sub("", name)
    return [name, bare] if bare != name and len(bare) > 2 else [name]


def _from_address(address: str) -> str:
    """A name out of `anna.muster@…`; "" where the address does not look like one."""
    parts_ = re.split(r"[._]", address.partition("@")[0])
    if len(parts_) == 2 and all(part.isalpha() and len(part) > 1 for part in parts_):
        return " ".join(part.capitalize() for part in parts_)
    return ""


def _original(letter: Letter, seen: str) -> str:
    head = letter.header_block or "\n".join(
        f"{name}: {letter.header(name.lower())}"
        for name in ("From", "To", "Cc", "Date", "Subject", "Message-ID")
        if letter.header(name.lower())
    )
    return f"{head}\n\n{seen}".strip()[:ORIGINAL]
