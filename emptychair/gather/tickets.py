"""One contact of a customer (a ticket, a conversation, an issue, a case) while its parts are gathered, and the story
that it makes: the customer's first message, with those that carry on the same case."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from emptychair.domain.errors import N_
from emptychair.domain.raw_story import RawStory
from emptychair.domain.story import Kind, Ladder
from emptychair.gather.dates import instant, iso_date
from emptychair.gather.loose import set_of
from emptychair.gather.mail.html import plain
from emptychair.gather.mail.replies import own_words
from emptychair.gather.reader import Refused
from emptychair.gather.rows import is_short

LONGEST_JOINED: Final = 2_000  # characters up to which further messages are joined to the first
LONGEST: Final = 20_000  # characters; a longer one is a document, not a story

NO_TEXT: Final = N_("there is no text in this row")
SUBJECT_ONLY: Final = N_("there is a subject but nothing that was said")
SHORT: Final = N_("the text is shorter than a sentence")
LONG: Final = N_("the text is longer than 20,000 characters")
NOT_CUSTOMERS: Final = N_("nothing in it is from the customer: internal notes and answers only")
DELETED: Final = N_("it was deleted or marked as spam")
NOT_READ: Final = N_("this entry cannot be read")

_TAGS: Final = re.compile(
    r"</(?:p|div|span|a|b|strong|i|em|ul|ol|li|table|td|body|html|font|blockquote|h[1-6])>|<(?:br|p|div)\s*/?>",
    re.IGNORECASE,
)
_ENTITY: Final = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|#\d{1,6}|#x[0-9a-f]{1,6}|[aouAOU]uml|szlig|[rl]squo);")
_IMAGE: Final = re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)")
_LINK: Final = re.compile(r"\[([^\]\n]{1,500})\]\((?:https?:|mailto:|/)[^)\s]{0,2000}\)")
_STAR: Final = re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]{1,500})(?<=\S)\*\*(?![\w*])")
# Where a help desk asks to answer above a line, all below it is what was said before.
_REPLY_ABOVE: Final = re.compile(
    r"^[^\n]{0,60}(?:type|write|enter|repl|respon|antwort|schreib)[^\n]{0,40}(?:above|oberhalb|über) "
    r"(?:this|the|dieser?|der) (?:line|zeile|linie)[^\n]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_FLATTENED: Final = re.compile(
    r"wrote:|schrieb|sent from|gesendet|get outlook|-----|____|\bfrom:|\bvon:|confidential|vertraulich", re.IGNORECASE
)
_SPOKEN: Final = re.compile(
    r"[(\[]?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?[)\]]?\s*-?\s*([^:\n]{1,60}):\s?(.*)", re.IGNORECASE
)
# What the program notes above a chat.
_CHAT_HEAD: Final = re.compile(
    r"\A\s*(?:(?:conversation with .{1,80}|url: ?https?://\S+|chat started:? .{1,60}|served by:? .{1,80}"
    r"|unterhaltung mit .{1,80}|chat (?:begonnen|gestartet):? .{1,60})[ \t]*(?:\n\s*|\Z))+",
    re.IGNORECASE,
)
_VISITOR: Final = re.compile(
    r"(?:web user|visitor|besucher|guest|gast|customer|kunde|kundin|client|you)\b", re.IGNORECASE
)
# "Customer reports that …": somebody else wrote it down.
_REPORT: Final = re.compile(
    r"(?:(?:the|our|a|der|die|ein|eine|unser|unsere) )?(?:customer|client|caller|member|patient|user|kunde|kundin"
    r"|anrufer|anruferin|mandant|mandantin|patientin|nutzer|nutzerin|mitglied|kd\.?) [a-zäöü]",
    re.IGNORECASE,
)
_OWN_VOICE: Final = re.compile(r"\b(?:i|my|me|we|our|us|ich|mein\w*|mir|mich|wir|uns|unser\w*)\b", re.IGNORECASE)
_NOBODY: Final = set_of(
    "support service services info team help helpdesk desk customer customers care kundenservice kundendienst kunden "
    "sales engineering technik buchhaltung marketing it hello contact kontakt admin office mail noreply "
    "reply no do not web user unknown unbekannt anonymous gast "
    "guest visitor agent bot billing the der die das system center centre hilfe vertrieb kundenbetreuung und and"
)
_PREFIX: Final = re.compile(
    r"^(?:\s*\[[^\]\n]{0,20}#\s?\d+\]|\s*(?:re|fwd?|aw|wg|antw|betreff|subject|tr|sv|vs)\s*(?:\[\d+\])?\s*:)+\s*",
    re.IGNORECASE,
)
_THANKS: Final = re.compile(
    r"\W*(?:(?:hi|hello|hey|ok|okay|yes|no|thanks?|thank you|thx|cheers|bye|great|perfect|danke(?: schön)?|vielen dank"
    r"|hallo|guten (?:tag|morgen|abend)|moin|servus|ja|nein|super|alles klar|tschüss|gerne?|bitte|so much|very much"
    r"|a lot|for your help|für (?:ihre|die|deine) hilfe)\W*)+",
    re.IGNORECASE,
)

_KINDS: Final = {
    Kind.COMPLAINT: "complaint problem incident bug defect issue outage störung fehler beschwerde reklamation "
    "vorfall mangel "
    "billing_issue product_issue",
    Kind.PRAISE: "praise compliment lob kudos",
    Kind.REQUEST: "question request frage anfrage support inquiry enquiry general_inquiry serviceanfrage",
    Kind.IDEA: "idea feature feature_request improvement enhancement suggestion wunsch idee vorschlag verbesserung",
}
_KIND_OF: Final = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_RESOLVED: Final = set_of(
    "solved closed resolved done fixed complete completed gelöst geschlossen erledigt fertig gelost abgeschlossen"
)
_OPEN: Final = set_of(
    "new open pending hold on-hold waiting active snoozed reopened escalated working neu offen wartend ausstehend "
    "angehalten aktiv eskaliert"
)
_CHANNELS: Final = {
    "e-mail": "email e-mail mail",
    "chat": "chat messaging native_messaging livechat conversation whatsapp sms messenger line telegram beacon "
    "beaconchat inapp in-app bot chats",
    "phone": "phone voice call telephone telefon callback anruf",
    "web form": "web web_form web_widget widget portal form webform website feedback help_center feedback_widget "
    "webformular kundenportal",
    "social": "twitter facebook instagram twitter_dm x tweet social facebook_post any_channel youtube forum",
}
_CHANNEL_OF: Final = {word: channel for channel, words in _CHANNELS.items() for word in words.split()}


# ----------------------------------------------------------------------------------------------------------- messages
@dataclass(frozen=True, slots=True)
class Said:
    """A message of the customer, in the words that are theirs, and when it was written, as the source has it."""

    text: str
    when: object
    order: str


@dataclass(slots=True)
class Case:
    """What is known of one contact. Readers fill it; `story` says what became of it."""

    row: int
    source_id: str = ""
    subject: str = ""
    day: str = ""  # ISO, of the contact as a whole: for messages without a date of their own
    kind: Kind = Kind.UNKNOWN
    outcome: Ladder = Ladder.UNKNOWN
    channel: str = ""
    tags: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    asker: str = ""  # the customer's name, to tell the sides of a chat apart that came as one text
    url: str = ""
    industry: str = ""
    title: str = ""
    weight: int = 1
    verbatim: bool = True
    original: str = ""
    others: bool = False  # somebody else wrote too: an answer, a note
    said: list[Said] = field(default_factory=list)

    def says(self, text: str, when: object = "", order: str = "") -> None:
        """Add a message of the customer: plain text, Markdown or HTML, with quotes and signature still in it."""
        # Five years of mail under one message is cut before it is looked through.
        text = readable(text[: 10 * LONGEST])
        if self.channel == "chat":
            text = _CHAT_HEAD.sub("", text)
        text, ours = theirs_of(text, self.asker, chat=self.channel == "chat")
        self.others = self.others or ours
        if own := _own(text):
            self.said.append(Said(own, when, order))

    def story(self) -> RawStory | Refused:
        """The story, or why there is none."""
        text, day = _joined(self._in_order(), in_bits=self.channel == "chat")
        if not text:
            if self.others:
                return Refused(self.row, NOT_CUSTOMERS)
            return Refused(self.row, SUBJECT_ONLY if self.subject else NO_TEXT)
        if is_short(text):
            return Refused(self.row, SHORT)
        if len(text) > LONGEST:
            return Refused(self.row, LONG)
        return RawStory(
            text=text,
            original=self.original,
            source_id=self.source_id,
            row=self.row,
            names=tuple(dict.fromkeys(name for name in self.names if name and not _is_nobody(name))),
            headline=headline(self.subject),
            verbatim=self.verbatim and not (_REPORT.match(text) and not _OWN_VOICE.search(text)),
            kind=self.kind,
            industry=self.industry,
            channel=self.channel,
            happened_on=day or self.day,
            outcome=self.outcome,
            facts=tuple(dict.fromkeys(fact for fact in self.facts if fact)),
            tags=tuple(dict.fromkeys(tag for tag in self.tags if tag)),
            weight=self.weight,
            title=self.title,
            url=self.url,
        )

    def _in_order(self) -> list[Said]:
        """By time where every message has one, else as they came."""
        if len(self.said) < 2:
            return self.said
        times = [instant(one.when, one.order) for one in self.said]
        if None in times:
            return self.said
        places = sorted(range(len(times)), key=lambda place: times[place] or 0.0)
        return [self.said[place] for place in places]


def _joined(said: list[Said], *, in_bits: bool) -> tuple[str, str]:
    """The messages as paragraphs and the day of the first; what repeats an earlier one, and mere thanks, left out.

    `in_bits`: people chat in half sentences; elsewhere a message shorter than a sentence carries nothing on.
    """
    if len(said) == 1:
        return said[0].text, iso_date(said[0].when, said[0].order)
    parts: list[str] = []
    known = ""
    day = ""
    for one in said:
        folded = " ".join(one.text.casefold().split())
        if (len(folded) < 100 and _THANKS.fullmatch(folded)) or folded in known or (not in_bits and is_short(folded)):
            continue
        if parts and len(one.text) + 2 + sum(len(part) + 2 for part in parts) > LONGEST_JOINED:
            break
        # A chat repeats its first line in the conversation, a mail repeats the description with a line more.
        if parts and len(parts) == 1 and " ".join(parts[0].casefold().split()) in folded:
            parts, known = [], ""
        day = day or iso_date(one.when, one.order)
        parts.append(one.text)
        known += "\n" + folded
    if not parts and said:
        return said[0].text, iso_date(said[0].when, said[0].order)
    return "\n\n".join(parts), day


def theirs_of(text: str, asker: str, *, chat: bool) -> tuple[str, bool]:
    """The customer's lines of a chat that was filed as one text ("(10:12:01) Visitor 12: hello"), and whether the
    company's were among it; any other text as it is. A side that nobody is known to be on is the company's."""
    if "\n" not in text or ":" not in text:
        return text, False
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    spoken = [_SPOKEN.match(line) for line in lines]
    if sum(found is not None for found in spoken) < max(2, len(lines) // 3):
        return text, False
    names = [found[1].strip().casefold() for found in spoken if found is not None]
    known = any(_VISITOR.match(name) or name == asker.casefold() for name in names)
    if not chat and not known and len(set(names)) == len(names):
        return text, False  # a customer's own list of what happened when
    theirs: list[str] = []
    mine, ours = False, False
    for line, found in zip(lines, spoken, strict=True):
        if found is None:
            if mine:
                theirs.append(line)  # the line before goes on
            continue
        who = found[1].strip().casefold()
        mine = bool(_VISITOR.match(who)) or (bool(asker) and who == asker.casefold())
        ours = ours or not mine
        if mine and (said := found[2].strip()):
            theirs.append(said)
    return "\n".join(theirs), ours


def _is_nobody(name: str) -> bool:
    """Whether a "name" is that of a mailbox: it would only mask words."""
    return all(word in _NOBODY for word in re.split(r"[^\w]+", name.casefold()) if word)


def words(text: str) -> str:
    """What the writer of a message said: markup, pictures, quotes, signature and what the help desk added cut."""
    return _own(readable(text))


def readable(text: str) -> str:
    """HTML as text; other text as it is."""
    if "<" in text and _TAGS.search(text):
        text = plain(text)
    elif "&" in text and _ENTITY.search(text):
        text = unescape(text)
    return text.replace("\xa0", " ").replace("\r\n", "\n")


def _own(text: str) -> str:
    if "\n" in text and (below := _REPLY_ABOVE.search(text)) is not None:
        text = text[: below.start()]
    if "[" in text or "**" in text:
        text = _STAR.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub("", text)))
    text = text.strip()
    # One line has neither a quote nor a signature, unless a mail was flattened into it.
    return text if "\n" not in text and not _FLATTENED.search(text) else own_words(text).strip()


# ------------------------------------------------------------------------------------------------------------- fields
def headline(subject: str) -> str:
    """A subject without "Re:" and "WG:", at most 200 characters."""
    return _PREFIX.sub("", " ".join(subject[:1000].split()))[:200]


def kind_of(*said: str) -> Kind:
    """The kind that a ticket's type or category names: "Problem", "FEATURE_REQUEST", "Frage"."""
    for text in said:
        folded = text.casefold().strip()
        for word in (folded, folded.replace(" ", "_"), *re.split(r"[^\w-]+", folded)):
            if word in _KIND_OF:
                return _KIND_OF[word]
    return Kind.UNKNOWN


def outcome_of(status: str) -> Ladder:
    """Open or resolved by the name of a status; unknown for a code and for a name of the company's own."""
    found = set(re.split(r"[^\w-]+", status.casefold()))
    return Ladder.RESOLVED if found & _RESOLVED else Ladder.OPEN if found & _OPEN else Ladder.UNKNOWN


def channel_of(name: str) -> str:
    """One of gather.reader.CHANNELS, or "" for what is none: an API, a batch."""
    folded = name.casefold().strip().replace(" ", "_")
    if folded in _CHANNEL_OF:
        return _CHANNEL_OF[folded]
    return next((_CHANNEL_OF[word] for word in re.split(r"[\W_]+", folded) if word in _CHANNEL_OF), "")


def waited(seconds: float | None) -> str:
    """A fact: how long the first answer took. "" for nonsense."""
    if seconds is None or not 0 < seconds < 86_400 * 400:
        return ""
    if seconds < 5_400:
        return f"first answer after {max(1, round(seconds / 60))} min"
    if seconds < 172_800:
        return f"first answer after {round(seconds / 3_600)} h"
    return f"first answer after {round(seconds / 86_400)} days"


def between(earlier: object, later: object, order: str = "") -> float | None:
    """Seconds from one time to another, or None."""
    if not earlier or not later:
        return None
    start, end = instant(earlier, order), instant(later, order)
    return None if start is None or end is None else end - start


def counted(count: float | None, one: str, many: str, least: int = 1) -> str:
    """A fact: "reopened once", "reopened {n} times"; "" below `least`."""
    if count is None or count < least or count > 100_000:
        return ""
    return one if count == 1 else many.format(n=int(count))


def rated(score: str) -> tuple[str, Kind]:
    """The fact and the kind of a rating: "good", "bad with comment", "4", "4/5", "Schlecht", "happy"."""
    folded = score.casefold().strip()
    stars = re.fullmatch(r"([0-5])(?:[.,]0)?(?:\s*(?:/|of|von|out of)\s*5)?(?:\s*(?:stars?|sterne?))?", folded)
    if stars is not None:
        value = int(stars[1])
        return f"rated {value} of 5", Kind.COMPLAINT if value <= 2 else Kind.PRAISE if value >= 4 else Kind.UNKNOWN
    found = set(re.split(r"[^\w]+", folded))
    if found & {"unoffered", "offered", "not", "nicht", "n", "ohne"}:
        return "", Kind.UNKNOWN
    if found & {"bad", "schlecht", "unhappy", "negative", "negativ", "dissatisfied", "unsatisfied", "unzufrieden"}:
        return "rated bad", Kind.COMPLAINT
    if found & {"good", "gut", "great", "happy", "positive", "positiv", "satisfied", "amazing", "awesome", "zufrieden"}:
        return "rated good", Kind.PRAISE
    if found & {"okay", "ok", "neutral", "terrible"}:
        return ("rated bad", Kind.COMPLAINT) if "terrible" in found else ("rated neutral", Kind.UNKNOWN)
    return "", Kind.UNKNOWN
