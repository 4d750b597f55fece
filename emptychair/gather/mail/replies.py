"""The words of the one who wrote a mail: without quoted mail, signature, small print and what machines put around."""

from __future__ import annotations

import re
from typing import Final

from emptychair.gather.mail.quotes import Split, split
from emptychair.gather.mail.signatures import is_disclaimer, is_sent_from, without_signature

MAX_CHARACTERS: Final = 2_000_000

_LINE_END: Final = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_UNSEEN: Final = re.compile("[\u200b\u2060\ufeff\u00ad\u034f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00]")
_BANNER: Final = re.compile(
    r"^[\W_]*(?:(?:caution|warning|attention|achtung|vorsicht|hinweis|external|extern|notice)\b.{0,40})?.{0,40}?"
    r"(?:this (?:e-?mail|email|message|mail) (?:was sent|originate[sd]?|came|comes|is) from (?:outside|an external"
    r"|someone outside)"
    r"|external (?:sender|e-?mail)|diese (?:e-?mail|mail|nachricht) (?:stammt|kommt|wurde) .{0,30}(?:extern"
    r"|außerhalb)|externe[rn]? (?:absender|e-?mail)"
    r"|you don.t often get e?-?mail from|sie erhalten nicht (?:oft|häufig) e-?mails? von"
    r"|do not click (?:on )?(?:any )?links|learn why this is important"
    r"|weitere informationen, warum dies wichtig ist)|^\W*\[?(?:external|extern)\]?\W*$",
    re.I,
)
_BOT: Final = re.compile(
    r"(?:thank(?:s| you) for (?:contacting|reaching out|getting in touch|your message|chatting)|(?:typically"
    r"|usually) repl(?:y|ies) (?:in|within)|you.ll (?:get replies|be notified) (?:here|by e-?mail)"
    r"|how (?:can|may) (?:i|we) help you|i.?a?m (?:the|a|your) (?:virtual|digital) (?:assistant|agent)"
    r"|i.?a?m a (?:chat)?bot|welcome to (?:our|the) (?:live )?(?:chat|support)|an agent will be with you"
    r"|you are now (?:chatting|connected) with"
    r"|please wait (?:while|for)|chat (?:started|transferred|ended)\b|danke für (?:ihre (?:nachricht|anfrage)"
    r"|deine nachricht|die kontaktaufnahme)|wie (?:kann|können|darf) (?:ich|wir) (?:ihnen|dir) (?:behilflich|helfen"
    r"|weiterhelfen)"
    r"|willkommen (?:im|in unserem|beim) (?:live-?)?(?:chat|support|kundenservice)|ich bin (?:der|die|ihr|dein"
    r"|ein) (?:virtuelle[r]?|digitale[r]?|chat-?bot)|sie chatten (?:nun|jetzt) mit|wir (?:antworten"
    r"|melden uns) (?:in der regel|normalerweise)"
    r"|ein mitarbeiter (?:wird|ist) (?:gleich|in kürze)|bitte haben sie einen moment geduld|(?:give"
    r"|geben sie) .{0,20}(?:e-?mail).{0,40}(?:benachrichtigt|notified))",
    re.I,
)
_FORM_KEY: Final = re.compile(r"^[\s*]*[A-ZÄÖÜa-zäöü][\w /().äöüß-]{1,40}\*?\s?:\*?(?:\s|$)")
_FORM_MESSAGE: Final = re.compile(
    r"^[\s*]*(?:message body|your message|message|nachricht(?:entext|stext)?|ihre nachricht|deine nachricht"
    r"|mitteilung|ihre mitteilung|kommentar|comment|comments|anliegen|ihr anliegen|feedback|bemerkung(?:en)?"
    r"|beschreibung|description|text|frage|ihre frage)"
    r"\*?\s?:\*?\s*(?P<rest>.*)$",
    re.I,
)

_FORM_NAME: Final = re.compile(
    r"^[\s*]*(?:(?:(?:full|first|last|sur|your)[- ]?)?name|(?:ihr |dein )?(?:vor-? ?und nach)?name|vorname|nachname"
    r"|familienname|from|von)"
    r"\*?\s?:\*?\s*([^<>:@\n]{2,60}?)\s*(?:<.*)?$",
    re.I,
)


def own_words(text: str) -> str:
    """What the writer of `text` wrote; "" if all of it is quoted.

    Answers between quoted lines are kept. When in doubt a line stays: the customer's words are never shortened.
    """
    words = parts(text)
    return _finished(list(words.own))


def parts(text: str) -> Split:
    """The lines of `text` that are its writer's, not yet without signature, and those of others."""
    text = _UNSEEN.sub("", _LINE_END.sub("\n", text[:MAX_CHARACTERS])).replace("\xa0", " ").replace("\u202f", " ")
    return split(_without_banner(text.split("\n")))


def _finished(lines: list[str]) -> str:
    lines = _without_small_print(without_signature(_before_sent_from(_form_message(lines))))
    tidy: list[str] = []
    for line in lines:
        line = line.rstrip()
        if line or (tidy and tidy[-1]):
            tidy.append(line)
    return "\n".join(tidy).strip()


def _before_sent_from(lines: list[str]) -> list[str]:
    """A telephone's line ends a mail; what stands under it is quoted, unless nothing stands above it."""
    kept: list[str] = []
    words = 0
    for line in lines:
        if is_sent_from(line):
            if words >= 3:
                break
            continue
        kept.append(line)
        words += len(line.split())
    return kept


def _without_banner(lines: list[str]) -> list[str]:
    """Without the warnings of mail gateways and the greetings of chat robots at the top."""
    at = 0
    while at < min(len(lines), 12):
        line = lines[at].strip()
        if line and not (len(line) < 600 and (_BANNER.search(line) or _is_bot(line))):
            break
        at += 1
    # Nothing else there: it was a greeting.
    return lines[at:]


def _is_bot(line: str) -> bool:
    return len(line) <= 240 and bool(_BOT.search(line))


def _without_small_print(lines: list[str]) -> list[str]:
    """Without the paragraphs of small print that stand between a message and what follows it."""
    kept: list[str] = []
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            paragraph.append(line)
            continue
        if paragraph and not (kept and len(" ".join(paragraph)) > 120 and is_disclaimer("\n".join(paragraph))):
            kept.extend(paragraph)
        kept.append(line)
        paragraph = []
    return kept[:-1]


def _form_message(lines: list[str]) -> list[str]:
    """Of a contact form's `Name: … E-Mail: … Message: …` the message."""
    keys = 0
    for at, line in enumerate(lines[:30]):
        if not line.strip():
            continue
        message = _FORM_MESSAGE.match(line)
        if message and keys:
            rest = [message["rest"], *lines[at + 1 :]]
            return rest if any(found.strip() for found in rest) else lines
        if not _FORM_KEY.match(line):
            return lines
        keys += 1
    return lines


def form_names(text: str) -> list[str]:
    """The names that somebody filled into a contact form."""
    found = [match[1].strip() for line in text[:20_000].split("\n")[:30] if (match := _FORM_NAME.match(line))]
    return [*found, " ".join(found)] if len(found) == 2 else found


def is_form(text: str) -> bool:
    """Whether `text` is what a website's contact form sends: keys with values, one of them the message."""
    lines = text[:20_000].split("\n")
    return _form_message(lines) is not lines
