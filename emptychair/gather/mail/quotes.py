"""Where the mail that is answered begins: attributions, header blocks and dividers of the mail programs in use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_LONGEST: Final = 500  # characters of an attribution, joined from its lines
_LINES: Final = 5  # that an attribution may be wrapped into

_ADDRESS: Final = r"[\w.+%=/'\"-]{1,100}@[\w.-]{1,100}"
_WROTE: Final = (
    r"wrote|writes|schrieb(?:en)?|schreibt|geschrieben|a\s+écrit|a\s+ecrit|écrivait|escribi[óo]|ha\s+scritto|scrisse"
    r"|schreef|"
    r"geschreven|skrev(?:\s+f[øö]lgende)?|skriver|napisa[łl]\(?a?\)?|napsal\(?a?\)?|nap[íi]sal\(?a?\)?|escreveu"
    r"|kirjoitti|"
    r"написала?|пишет|писав(?:ла)?|yazd[ıi]|şunu\s+yazdı|a\s+scris|írta|viết|je\s+napisao|έγραψε|写道|写了|のメール|さんは書きました"
)
_OPENING: Final = (
    r"On|Am|Le|El|Il|Op|Den|Em|Dnia|W\s+dniu|Dne|Dňa|Pe|På|Na|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?"
    r"|Sun)(?:day)?|"
    r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Mo|Di|Mi|Do|Fr|Sa|So|"
    r"lun|mar|mer|jeu|ven|sam|dim|man|tir|tor|fre|lør|søn|ons|tis|lör|sön|ke|ti|to|pe|la|su|ma"
)
_TIME: Final = r"\b\d{1,2}\s?[:.h]\s?\d{2}\b"
_DAY: Final = (
    r"\b\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}\b|\b\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}"
    r"|\b\d{1,2}\.?\s?(?:de\s)?[^\W\d]{3,10}\.?,?\s(?:de\s)?\d{4}\b"
    r"|\b[^\W\d]{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}\b"
)
_ENDS_WITH_WROTE: Final = re.compile(rf"(?:{_WROTE})[^\n.!?]{{0,12}}[::]?\s*-{{0,6}}$", re.I)
_WROTE_SOMEONE: Final = re.compile(rf"(?:\b|\W)(?:{_WROTE})\b.{{0,200}}[::]\s*$", re.I)
_OPENS: Final = re.compile(rf"^[-*\s]*(?:(?:{_OPENING})\b|\d)", re.I)
_BRACKETED: Final = re.compile(rf"(?:<|&lt;|\[|\(|\"|')\s*(?:mailto:\s*)?{_ADDRESS}", re.I)
_ANY_ADDRESS: Final = re.compile(_ADDRESS)
_DATED: Final = re.compile(f"(?:{_DAY})", re.I)
_TIMED: Final = re.compile(_TIME)
# "I wrote to you on 3 April:" is a customer speaking.
_SELF: Final = re.compile(
    r"\b(?:I|we|ich|wir|mir|uns|you|Sie|ihr|j'ai|nous|me|us)\s+(?:\w+\s+)?(?:wrote|write|schrieb\w*|geschrieben"
    r"|écrit)\b"
    r"|\b(?:schrieb(?:en|t)?|wrote)\s+(?:ich|wir|mir|uns|Sie|me|us|to|you|that|an)\b|\bschrieb\s+dass\b",
    re.I,
)

# The keys of a header block by what they are.
_KEYS: Final = {
    "from": r"From|Von|De|Da|Van|Od|Fra|Från|Fran|Lähettäjä|От|Кого|Expéditeur|Remitente|Mittente|Afzender|Absender"
    r"|Avsender|Avsändare|Afsender|Odesílatel|Kimden|Feladó|De la|发件人|寄件者|差出人|送信者|보낸 사람",
    "sent": r"Sent|Sent at|Date|Gesendet|Gesendet am|Datum|Envoyé|Envoyé le|Date d'envoi|Enviado|Enviado el"
    r"|Enviada em|Fecha|Data|Inviato|Verzonden|Verstuurd|Sendt|Skickat|Datum|Dato|Wysłano|Lähetetty|Päiväys"
    r"|Отправлено|Дата|Odesláno"
    r"|Message du"
    r"|Tarih|Elküldve|发送时间|日期|送信日時|日付|보낸 날짜",
    "to": r"To|An|À|A|Para|Aan|Til|Till|Do|Vastaanottaja|Кому|Komu|Pour"
    r"|Destinataire|Destinatario|Kime|Címzett|收件人|宛先|받는 사람",
    "cc": r"Cc|Kopie|Kopi|Copie à|Copie|Копия|DW|CC|抄送|参照",
    "subject": r"Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Emne|Ämne|Temat|Assunto|Aihe"
    r"|Тема|Předmět|Konu|Tárgy|主题|主旨|件名|제목",
    "reply": r"Reply-To|Antwort an|Antwort|Répondre à|Importance|Wichtigkeit|Priorität|Priority|Attachments|Anlagen",
}
_KEY: Final = re.compile(
    r"^[>*_\s|]*(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _KEYS.items()) + r")\s?\*{0,2}\s?[::]\*{0,2}",
    re.I,
)
_INNER_KEY: Final = re.compile(
    r"(?<=\s)(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _KEYS.items()) + r")\s?[::]\s"
)
# All of a header block in one line, as tables and ticket systems keep it.
_INLINE_BLOCK: Final = re.compile(
    r"(?:^|(?<=\s))\*?(?:"
    r"From:.{3,200}?\s\*?(?:Sent|Date):.{3,100}?\s\*?To:.{3,400}?\s\*?Subject:"
    r"|Von:.{3,200}?\s\*?(?:Gesendet|Datum)(?: am)?:.{3,100}?\s\*?An:.{3,400}?\s\*?Betreff:"
    r"|Gesendet:.{3,100}?\s\*?Von:.{3,200}?\s\*?An:.{3,400}?\s\*?Betreff:)"
)
_INLINE_WROTE: Final = re.compile(
    rf"(?:^|(?<=\s))(?:(?:On\s(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    rf"|\d)[^<>\n]{{6,120}}"
    rf"(?:<|&lt;){_ADDRESS}(?:>|&gt;)\s?wrote:)|(?:Am\s[^<>\n]{{6,60}}\sschrieb\s[^<>\n]{{0,80}}(?:<"
    rf"|&lt;){_ADDRESS}(?:>|&gt;)\s?:))"
)
_ORIGINAL: Final = (
    r"original\s?(?:message|mail|e-mail|appointment)|(?:ursprüngliche|urspruengliche|original[- ]?)\s?(?:nachricht"
    r"|e-?mail)|originalnachricht"
    r"|originalmeldung|message\s(?:d.origine|original|initial)|(?:mensaje|messaggio|mensagem)\s(?:original|originale"
    r"|reenviado|inoltrato|encaminhada)"
    r"|(?:oorspronkelijk|origineel|originele|doorgestuurd)\s?bericht|oprindelig\s(?:besked|meddelelse)|videresendt\s\w+"
    r"|opprinnelig\smelding|ursprung?ligt?\smeddelande|originalmeddelande|vidarebefordrat\smeddelande"
    r"|(?:oryginalna\s)?wiadomość(?:\s\w+)?"
    r"|původní\szpráva|alkuperäinen\sviesti|исходное\sсообщение|пересылаемое\sсообщение|orijinal\smesaj|eredeti\süzenet"
    r"|forwarded\s(?:message|by)|weitergeleitete\s(?:nachricht|e-?mail|mail)|message\stransféré|mensaje\sreenviado"
    r"|reply\sabove\sthis\sline"
    r"|antwort|reply\smessage|urspr\.\s?nachricht"
)
_DIVIDER: Final = re.compile(
    rf"^[>\s]*(?:[-_=*#+~—–]{{2,}}\s*(?:{_ORIGINAL})(?:\s[^-_=]{{0,80}})?\s*[-_=*#+~—–]*"
    rf"|#*\s*(?:{_ORIGINAL})\s*:?\s*[-_=*—–]{{2,}})$",
    re.I,
)
# Samsung's mail goes on with the headers in the same line.
_DIVIDED: Final = re.compile(rf"^[>\s]*-{{4,}}\s*(?:{_ORIGINAL})\s*-{{4,}}", re.I)
_FORWARD_LINE: Final = re.compile(
    r"^(?:Begin forwarded message|Anfang der weitergeleiteten (?:Nachricht|E-?Mail)|Début du message (?:réexpédié"
    r"|transféré)|"
    r"Inizio (?:del )?messaggio inoltrato|Inicio del mensaje reenviado|Begin doorgestuurd bericht|"
    r"Vidarebefordrat brev|Start på videresendt besked|Início da mensagem (?:reencaminhada|encaminhada))\s?:?$",
    re.I,
)
_ABOVE_LINE: Final = re.compile(
    r"^[\s>]*[-#=_*]*\s?(?:(?:please )?(?:type|write|enter) your (?:reply|response|answer) above this line"
    r"|reply above this line"
    r"|(?:bitte )?(?:(?:geben|schreiben|tippen) sie )?ihre antwort (?:bitte )?(?:oberhalb|über) dieser (?:linie"
    r"|zeile).{0,40}"
    r"|bitte (?:antworten|schreiben) sie (?:oberhalb|über) dieser (?:linie|zeile).{0,40}"
    r"|in replies all text above this line.{0,60})"
    r"\s?\.?[-#=_*]*\s*$",
    re.I,
)
_MARKED: Final = re.compile(r"^\s{0,3}(?:>|&gt;|\|\s?>)")
_RULE: Final = re.compile(r"^[>\s]*[-_=*—–]{5,}\s*$")


@dataclass(frozen=True, slots=True)
class Split:
    """A mail in two: the lines of its writer, and the lines of others with the headers that announce them."""

    own: tuple[str, ...]
    others: tuple[str, ...]


def without_quotes(text: str) -> str:
    """`text` without the mail that it answers or forwards; "" if that is all there is."""
    return "\n".join(split(text.split("\n")).own).strip("\n")


def split(lines: list[str]) -> Split:
    """Tell the writer's lines from those of others. Answers written between quoted lines are the writer's."""
    own: list[str] = []
    others: list[str] = []
    marked = sum(1 for line in lines if _MARKED.match(line))
    at = 0
    while at < len(lines):
        line = lines[at]
        if _MARKED.match(line):
            if marked == 1 and not _announced(own) and re.match(r"\s*(?:>|&gt;)\s?\d", line):
                own.append(line)  # "> 100 euros too much" is a sign, not a quote
                at += 1
                continue
            if at > 0 and _announced(own):
                _drop_announcement(own, others)
            at = _past_marked(lines, at, others)
            if own and own[-1].strip():
                own.append("")  # what stands above and below the quote are two answers
            continue
        if _begins_rest(lines, at) or _is_header_block(lines, at):
            if own and _RULE.match(_last_said(own)):
                _drop_rule(own)
            others.extend(lines[at:])
            break
        length = _attribution(lines, at)
        if length:
            after = _next_said(lines, at + length)
            if after is None or not _MARKED.match(lines[after]):
                others.extend(lines[at:])
                break
            others.extend(lines[at : at + length])
            at = after
            continue
        cut = _inline(line)
        if cut is not None:
            own.append(line[:cut].rstrip())
            others.extend((line[cut:], *lines[at + 1 :]))
            break
        own.append(line)
        at += 1
    return Split(tuple(own), tuple(others))


def _past_marked(lines: list[str], at: int, others: list[str]) -> int:
    """The line after the quoted ones from `at`, with the ends that their mail program broke off."""
    while at < len(lines):
        line = lines[at]
        if not _MARKED.match(line):
            broken = (
                line.strip()
                and len(lines[at - 1]) >= 60
                and at + 1 < len(lines)
                and _MARKED.match(lines[at + 1])
                and (line[:1].islower() or len(line) < 20)
            )
            if not broken:
                return at
        others.append(line)
        at += 1
    return at


def _begins_rest(lines: list[str], at: int) -> bool:
    line = lines[at].strip()
    if not line:
        return False
    if len(line) > 160:
        return bool(_DIVIDED.match(line[:160]))
    return bool(_DIVIDER.match(line) or _DIVIDED.match(line) or _FORWARD_LINE.match(line) or _ABOVE_LINE.match(line))


def _is_header_block(lines: list[str], at: int) -> bool:
    """From, Sent, To, Subject in a few lines: three of them, or two under a rule."""
    first = _KEY.match(lines[at][:200])
    if first is None or first.lastgroup in ("subject", "reply", "cc"):
        return False
    found = {first.lastgroup} | _inner_keys(lines[at])
    has_address = bool(_ANY_ADDRESS.search(lines[at]))
    gap = others = 0
    for line in lines[at + 1 : at + 14]:
        if not line.strip(" >\t*"):
            gap += 1
            if gap > 1:
                break
            continue
        key = _KEY.match(line[:200])
        if key is not None:
            found |= {key.lastgroup} | _inner_keys(line)
            gap = others = 0
        else:
            others += 1
            if others > 2 or gap:  # a long address may go on in the next line
                break
        has_address = has_address or bool(_ANY_ADDRESS.search(line))
    kinds = found & {"from", "sent", "to", "subject"}
    if "from" not in kinds and not ("sent" in kinds and "subject" in kinds and "to" in kinds):
        return False
    ruled = at > 0 and any(_RULE.match(line) for line in lines[max(0, at - 2) : at])
    return len(kinds) >= 3 or (len(kinds) == 2 and ruled and (has_address or "sent" in kinds))


def _inner_keys(line: str) -> set[str | None]:
    return {found.lastgroup for found in _INNER_KEY.finditer(line[:600])}


def _attribution(lines: list[str], at: int) -> int:
    """How many lines from `at` on say who wrote what follows; 0 if they do not."""
    if not lines[at].strip() or len(lines[at]) > _LONGEST:
        return 0
    joined = ""
    for length in range(1, _LINES + 1):
        if at + length > len(lines):
            return 0
        piece = lines[at + length - 1].strip()
        if not piece or (length > 1 and _MARKED.match(piece) and piece not in (">:", "> wrote:", "> schrieb:")):
            return 0
        joined = f"{joined} {piece}".strip()
        if len(joined) > _LONGEST:
            return 0
        if is_attribution(joined):
            return length
        # Only a line that begins like one may go on in the next.
        if length == 1 and not (_OPENS.match(joined) and re.search(r"\d", joined)):
            follows = at + 1 < len(lines) and _MARKED.match(lines[_next_said(lines, at + 1) or at])
            return 1 if follows and _names_a_writer(joined) else 0
    return 0


def is_attribution(line: str) -> bool:
    """Whether `line` says, beyond doubt, who wrote the quoted mail after it, and when or from which address."""
    line = line.strip().strip("*_ ")
    if not (10 < len(line) <= _LONGEST) or not re.search(r"\d", line) or _SELF.search(line):
        return False
    ends = line[-1] in "::" or _ENDS_WITH_WROTE.search(line[-80:]) is not None
    if not ends:
        return False
    if _BRACKETED.search(line):
        wrote = _ENDS_WITH_WROTE.search(line[-80:]) or _WROTE_SOMEONE.search(line)
        return bool((wrote or _DATED.search(line) or _TIMED.search(line)) and _OPENS.match(line)) or bool(
            wrote and (_DATED.search(line) or _TIMED.search(line))
        )
    wrote = _ENDS_WITH_WROTE.search(line[-80:]) or _WROTE_SOMEONE.search(line)
    if not wrote or not (line[-1] in "::" or line.endswith("-")):
        return False
    if _ANY_ADDRESS.search(line):
        return True
    dated = _DATED.search(line) or re.search(r"\d{1,2}\s\w{3,9}\.?\b|\b\w{3,9}\s\d{1,2}\b", line)
    return bool(dated and _TIMED.search(line)) or bool(_DATED.search(line) and _OPENS.match(line) and len(line) < 120)


def _names_a_writer(line: str) -> bool:
    """A line before quoted ones that may be about them: `Anna Muster schrieb:`, or a date and an address."""
    if len(line) > 200 or line[-1] not in "::":
        return False
    if _ENDS_WITH_WROTE.search(line[-80:]) or _WROTE_SOMEONE.search(line):
        return True
    return bool(_BRACKETED.search(line) and (_DATED.search(line) or _TIMED.search(line)))


def _announced(own: list[str]) -> bool:
    said = _last_said(own)
    return bool(said) and _names_a_writer(said.strip()) and not _SELF.search(said)


def _drop_announcement(own: list[str], others: list[str]) -> None:
    while own and not own[-1].strip():
        own.pop()
    if own:
        others.append(own.pop())


def _drop_rule(own: list[str]) -> None:
    while own and (not own[-1].strip() or _RULE.match(own[-1])):
        own.pop()


def _last_said(lines: list[str]) -> str:
    return next((line for line in reversed(lines) if line.strip()), "")


def _next_said(lines: list[str], at: int) -> int | None:
    return next((index for index in range(at, min(len(lines), at + 4)) if lines[index].strip()), None)


def _inline(line: str) -> int | None:
    """Where a quoted mail begins in the middle of a line: text that lost its line ends on the way."""
    if len(line) < 60 or ("@" not in line and "Subject:" not in line and "Betreff:" not in line):
        return None
    found = [match.start() for pattern in (_INLINE_BLOCK, _INLINE_WROTE) if (match := pattern.search(line))]
    return min(found) if found else None
