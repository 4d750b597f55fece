"""What stands under a mail and is not its message: names, addresses, advertisements, the small print of lawyers."""

from __future__ import annotations

import re
from typing import Final

_TAIL: Final = 40  # lines from the end in which a sign-off is looked for

_DASHES: Final = re.compile(r"^\s?(?:--|—-|––|—|-- -)\s{0,2}$")
_RULE: Final = re.compile(
    r"^\s*[-_=*~#—–+.]{4,}\s*$|^\s*(?:__|--|—)\s*$|^\s*\[?(?:cid:|image|inline image|logo).{0,80}\]?$", re.I
)
_SENT_FROM: Final = re.compile(
    r"^[\s*_>(\[]*(?:"
    r"(?:Sent|Send) (?:from|via|with|using|by) (?!a\b.{40}).{2,70}|Sent on the go.{0,60}|Get Outlook for .{2,60}"
    r"|Get the .{0,40} app.{0,40}|Download Outlook.{0,60}"
    r"|(?:Von|Vom) mein(?:em|er)?(?:\/mein(?:em|er))? .{2,50} (?:gesendet|geschickt|versendet|versandt"
    r"|geschrieben).{0,40}"
    r"|Gesendet (?:von|mit|über|via|aus|vom) .{2,70}|Verschickt (?:mit|von) .{2,60}|Versendet (?:mit|von) .{2,60}"
    r"|Diese (?:Nachricht|E-?Mail|Mail) wurde (?:von|mit|über) (?:meinem|meiner|einem) .{2,80}"
    r"|Holen Sie sich Outlook für .{2,40}|Outlook für .{2,20} (?:beziehen|herunterladen|abrufen).{0,40}"
    r"|Mit der (?:WEB\.DE|GMX|freenet|Telekom) .{0,20}(?:App|Mail).{0,60}|Diktiert .{0,60}|Unterwegs (?:gesendet"
    r"|geschrieben).{0,60}|Mobil gesendet.{0,40}"
    r"|Envoyé (?:de|depuis|à partir|par|avec) .{2,70}|Télécharge[rz] Outlook.{0,60}|Enviado desde .{2,60}"
    r"|Enviado do .{2,60}|Inviato da .{2,60}"
    r"|Verzonden (?:vanaf|met|via) .{2,60}|Verstuurd (?:vanaf|met) .{2,60}|Skickat från .{2,60}|Sendt fra .{2,60}"
    r"|Sendt via .{2,60}|Lähetetty .{2,60}"
    r"|Wysłan[eo] (?:z|przy) .{2,60}|Отправлено (?:с|из) .{2,60}|Odesláno z .{2,60}|Hae Outlook.{0,40}"
    r"|Hämta Outlook.{0,40}|Obtener Outlook.{0,40}"
    r"|Yahoo Mail: .{2,80}|iPhone'?umdan gönderildi|Virus-free\.? ?.{0,40}|Virenfrei\.? ?.{0,40}|iPhoneから送信.{0,20}"
    r")[\])*_\s]*$",
    re.I,
)
# "Sent from my desk, is much easier than my mobile phone." is a sentence.
_SENT_SENTENCE: Final = re.compile(r",\s\w+\s\w+\s\w+|\b(?:is|was|are|because|but|weil|aber|und ich|habe)\b", re.I)
_SIGN_OFF: Final = re.compile(
    r"^[\s*_]*(?:(?:(?:vielen|herzlichen|besten|lieben) )?danke?(?: (?:im voraus|vorab))?,? (?:und|&|u\.|mit) )?(?:"
    r"(?:mit\s)?(?:freundliche[nm]?|freundlichste[nm]?|beste[nm]?|herzliche[nm]?|liebe[nm]?|viele[nm]?|schöne[nm]?"
    r"|sonnige[nm]?|vielen|nette[nm]?|kollegiale[nm]?|"
    r"vorzügliche[nm]?|ganz liebe)\s(?:grüße|grüßen|gruß|gruss|grüsse|grüssen|gruesse|gruessen|grues+en?"
    r"|hochachtung)|mfg|m\.f\.g\.|lg|vg|glg|bg|"
    r"hochachtungsvoll|herzlichst?|alles gute|mit (?:vorzüglicher hochachtung|besten empfehlungen|bestem gruß)"
    r"|gruß|gruss|grüße|grüsse"
    r"|beste grüße|ihr[e]? (?:sehr )?(?:ergebene[r]?)|freundlichst|"
    r"(?:kind|best|warm|kindest|warmest|with (?:kind|best))(?:\s\w+){0,2}\s?regards?|regards|best wishes"
    r"|all the best|cheers|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|"
    r"(?:very )?respectfully(?: yours)?|kind wishes|many thanks and (?:kind|best) regards|thanks (?:and|&) (?:kind "
    r"|best )?regards|rgds|br|best|warmly|take care|"
    r"cordialement|bien (?:cordialement|à vous)|salutations(?: distinguées)?|meilleures salutations"
    r"|sincères salutations|un saludo|saludos(?: cordiales)?|atentamente|cordiali saluti|"
    r"distinti saluti|saluti|met vriendelijke groet(?:en)?|vriendelijke groet(?:en)?|mvg|groet(?:en|jes)?"
    r"|med venlig hilsen|venlig hilsen|mvh|vh|hilsen|"
    r"med vänliga? hälsning(?:ar)?|vänliga hälsningar|vennlig hilsen|med vennlig hilsen|hilsner"
    r"|ystävällisin terveisin|terveisin|pozdrawiam(?: serdecznie)?|z poważaniem|"
    r"z powazaniem|с уважением|s pozdravem|atenciosamente|abraços|com os melhores cumprimentos|üdvözlettel|saygılarımla"
    r")(?:\s(?:aus|von|from|vom"
    r"|nach)\s[\w .-]{2,40})?\s*[,.!;:)*_\s]*(?P<name>(?:(?<=[\s,])[/-]?\s?[A-ZÄÖÜ][\w.'-]{0,20}\s?){0,4})$",
    re.I,
)
# Said to somebody, so kept, unless a block of contact lines stands under it.
_THANKS: Final = re.compile(
    r"^\s*(?:many thanks|thanks(?: again| a lot| so much)?|thank you(?: very much| so much| again)?|thx"
    r"|danke(?: schön| sehr)?|vielen dank(?: im voraus)?|besten dank|merci|gracias|grazie|bedankt|tak|tack)"
    r"(?: in advance)?\s*[,.!]?\s*$",
    re.I,
)
_PERSON: Final = (
    r"[A-ZÄÖÜÅØ][\w.'’-]{0,20}(?:\s(?:de|van|von|der|den|zu|di|da|del|la|le)){0,2}(?:\s[A-ZÄÖÜÅØ][\w.'’-]{0,20}){0,2}"
)
_DASH_NAME: Final = re.compile(rf"^\s*[-–—/~]\s{{0,2}}{_PERSON}\s*$")
_NAME: Final = re.compile(rf"^\s*(?:{_PERSON}(?:\s{_PERSON})?\s*[.,]?|[_=*-]{{3,}})\s*$")
_CONTACT: Final = re.compile(
    r"(?:^|[\s|•·,(])(?:tel(?:efon)?|phone|fon|mobil[e]?|handy|cell|fax|telefax|direct|office|mob|e-?mail|mail|web"
    r"|internet|www|skype|ph|t|m|f|e|w|tél|móvil|gsm|durchwahl)\s?[.:]{1,2}\s?\S"
    r"|(?:\+|00)\d{1,3}[\s()/.-]{0,3}\d[\d\s()/.-]{5,18}|\b0\d{2,5}\s?[/ -]\s?\d[\d\s/-]{3,14}|https?://\S+"
    r"|\bwww\.\S+|[\w.+-]+@[\w-]+\.\w"
    r"|\b(?:GmbH|AG|KG|UG|e\.\s?V\.|Ltd|LLC|Inc|B\.V\.|S\.A\.)(?:\b|\s|$)|\b(?:HR[AB]|Amtsgericht|Registergericht"
    r"|Handelsregister|USt-?Id|UID|VAT|Steuernummer|Steuer-Nr|Geschäftsführer|Geschäftsführung|Vorstand|Sitz der"
    r"|Vorsitzender|Aufsichtsrat|IBAN|BIC|Bankverbindung)"
    r"|\b(?:[A-ZÄÖÜ][\w.ß-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer)|(?:Street|Road|Avenue|Lane"
    r"|Drive|Blvd|Suite|Floor|Building|St\.|Rd\.|Ave\.))[\s,.]*\d{0,4}|\b(?:D-|A-|CH-)?\d{4,5}\s[A-ZÄÖÜ][\wäöüß-]+",
    re.I,
)
_DISCLAIMER: Final = re.compile(
    r"\b(?:this|the information (?:contained )?in this|the contents? of this)\s(?:e-?mail|email|message"
    r"|communication|transmission)\b.{0,200}?\b(?:confidential|privileged|intended|legally|proprietary|contain)"
    r"|\bmessage w/attachments|\bintended (?:solely|only|exclusively) for\b|\bif you (?:are not"
    r"|have received this).{0,80}(?:recipient|error)|\bconfidentiality (?:notice|note)|\bnot the intended recipient"
    r"|\bdiese (?:e-?mail|mail|nachricht|elektronische)\b.{0,200}?\b(?:vertraulich|ausschließlich|ausschliesslich"
    r"|rechtlich geschützt|enthält)|\bvertraulichkeitshinweis|\bder inhalt dieser (?:e-?mail|nachricht)\b"
    r"|\bwenn sie nicht der (?:richtige|beabsichtigte|vorgesehene)|\bsollten sie nicht der (?:richtige|beabsichtigte"
    r"|vorgesehene)|\b(?:irrtümlich|versehentlich) erhalten haben|\bunerlaubte[sn]? kopieren"
    r"|\bplease consider the environment|\b(?:denken|bitte denken) sie an die umwelt"
    r"|\bbevor sie diese (?:e-?)?mail (?:aus)?drucken|\bbitte prüfen sie.{0,60}ausgedruckt|\bthink before you print"
    r"|\bce (?:message|courriel|mail)\b.{0,160}\bconfidentiel|\ble informazioni contenute in (?:questo|questa)"
    r"|\bquesto messaggio.{0,160}riservat|\bse ricevete questo messaggio per errore|\beste (?:mensaje"
    r"|correo).{0,160}confidencial"
    r"|\bdit (?:bericht|e-mailbericht).{0,160}vertrouwelijk|\bde informatie (?:in|verzonden).{0,160}(?:bestemd"
    r"|vertrouwelijk)|\bdenne (?:e-?mail|meddelelse).{0,160}fortrolig|\bdetta (?:meddelande"
    r"|e-postmeddelande).{0,160}konfidentiell"
    r"|\bvirus(?:es)?\b.{0,60}\b(?:checked|scanned|geprüft|liability|free)|\bdiese e-?mail wurde (?:von avast"
    r"|auf viren)|\bthis (?:e-?mail|message) has been (?:checked|scanned)|\binformationen zum datenschutz"
    r"|\bdatenschutzhinweise? (?:finden|nach)"
    r"|\bmonitors? e?-?mail communications|\bstrictly prohibited\b|\bpflichtangaben (?:nach|gemäß|gem\.)"
    r"|\bpersone diverse dal destinatario",
    re.I | re.S,
)
# One of them stands in whatever the pattern finds: most paragraphs are told apart without it.
_DISCLAIMER_WORDS: Final = (
    "confiden", "privileged", "intended", "legally", "proprietary", "contain", "attachments)", "recipient", "in error",
    "vertraulich", "geschützt", "enthält", "ausschlie", "inhalt dieser", "richtige", "beabsichtigte", "vorgesehene",
    "irrtümlich", "versehentlich", "unerlaubt", "environment", "umwelt", "druck", "print", "informazioni", "riservat",
    "errore", "vertrouwelijk", "bestemd", "fortrolig", "konfident", "virus", "viren", "avast", "scanned", "checked",
    "datenschutz", "monitor", "prohibited", "pflichtangaben", "destinatario",
)  # fmt: skip
_LIST_WORDS: Final = (
    "mailing list", "listinfo", "unsubscribe", "this message", "this email", "this because", "received this",
    "receiving this",
    "reply to this email", "github", "groups.google", "abmelden", "abbestellen", "verteiler", "thread::",
    "report an issue", "contact form", "kontaktformular",
)  # fmt: skip
_LIST_FOOTER: Final = re.compile(
    r"mailing list$|mailman/listinfo|\bto unsubscribe\b|\bunsubscribe from this|you (?:are receiving"
    r"|received) this (?:message |email |because)|reply to this email directly|view it on github|groups\.google\.com"
    r"|\bzum abmelden\b|newsletter abbestellen|['“‘]unsubscribe\b|aus diesem verteiler|thread::"
    r"|^to report an issue or request|this e-?mail was sent from a contact form|diese e-?mail wurde (?:von"
    r"|über) (?:einem|ein|das|dem) kontaktformular",
    re.I | re.M,
)
_POSTSCRIPT: Final = re.compile(r"^\s*P\.?\s?P?\.?S\.?\s?[:.)–-]?\s+\S|^\s*PS:", re.I)
_SENTENCE: Final = re.compile(r"[a-zäöüßéèàáíóúçñøåæą-ż]{2,}[.!?…](?:\s|$)")


def is_prose(line: str) -> bool:
    """Whether somebody says something here, as against a name, a role, a number or an address."""
    words = line.split()
    if len(words) < 5:
        return line.rstrip().endswith("?") and len(words) > 1
    small = sum(1 for word in words if word[:1].islower())
    if len(words) >= 12:
        return small * 3 >= len(words)  # German nouns are capitalised
    if len(words) >= 7:
        return small * 2 >= len(words)
    return small * 2 >= len(words) and (small >= 4 or bool(_SENTENCE.search(line)))


def _is_said(paragraph: str) -> bool:
    """Whether a paragraph under a sign-off is more than names, addresses and what machines add."""
    if is_disclaimer(paragraph) or is_list_footer(paragraph):
        return False
    lines = paragraph.split("\n")
    return any(is_prose(line) and not _CONTACT.search(line) and not is_sent_from(line) for line in lines)


def without_signature(lines: list[str]) -> list[str]:
    """`lines` without what stands under the message, taken off from the end until words of a message are met."""
    lines = [line.rstrip() for line in lines]
    for _ in range(50):  # layers under a mail: far more than there ever are
        before = len(lines)
        lines = _without_footer(_without_sign_off(_without_dashes(_trimmed(lines))))
        if len(lines) == before:
            break
    return lines


def is_sent_from(line: str) -> bool:
    """Whether the line is what a telephone puts under every mail."""
    line = line.strip()
    if not 6 < len(line) <= 160:
        return False
    bare = re.sub(r"<[^<>]{0,120}>|\(https?://[^()\s]{0,300}\)|https?://\S{0,300}", "", line).strip()
    found = _SENT_FROM.match(bare)
    return bool(found) and not _SENT_SENTENCE.search(bare)


def is_sign_off(line: str) -> bool:
    """Whether the line takes leave: `Mit freundlichen Grüßen`, `Best regards, Anna`."""
    return len(line) <= 90 and bool(_SIGN_OFF.match(line))


def is_disclaimer(paragraph: str) -> bool:
    """Whether the paragraph is the small print under a company's mail."""
    paragraph = paragraph[:3000]
    lowered = paragraph.lower()
    return any(word in lowered for word in _DISCLAIMER_WORDS) and bool(_DISCLAIMER.search(paragraph))


def is_list_footer(paragraph: str) -> bool:
    """Whether a mailing list or a website put the paragraph under a mail."""
    paragraph = paragraph[-2000:]
    lowered = paragraph.lower()
    return any(word in lowered for word in _LIST_WORDS) and bool(_LIST_FOOTER.search(paragraph))


def _trimmed(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and (not lines[end - 1].strip() or _RULE.match(lines[end - 1])):
        end -= 1
    return lines[:end]


def _without_dashes(lines: list[str]) -> list[str]:
    """Cut at the `-- ` of the standard, unless so much is said under it that it is more than a signature."""
    for at in range(max(1, len(lines) - 14), len(lines)):
        if _RULE.match(lines[at]) and any(line.strip() for line in lines[:at]):
            under = [line for line in lines[at + 1 :] if line.strip()]
            if 1 < len(under) <= 10 and not any(map(is_prose, under)) and any(map(_CONTACT.search, under)):
                return lines[:at]
    first = len(lines)
    under_it = 0
    while first > 0 and under_it <= 13:
        first -= 1
        under_it += bool(lines[first].strip())
    for at, line in enumerate(lines[first:], start=first):
        if not _DASHES.match(line) or (line.strip() == "—" and at + 6 < len(lines)):
            continue
        under = [found for found in lines[at + 1 :] if found.strip()]
        said = sum(len(found) for found in under if is_prose(found) and not is_disclaimer(found))
        if said <= 400 and any(found.strip() for found in lines[:at]):
            return lines[:at]
    return lines


def _without_sign_off(lines: list[str]) -> list[str]:
    """Cut at the last line that signs off, if only names, roles and addresses stand under it; a postscript stays."""
    first = max(1, len(lines) - _TAIL)
    for at in range(len(lines) - 1, first - 1, -1):
        line = lines[at]
        if len(line) > 90 or not any(found.strip() for found in lines[:at]):
            continue
        signs = bool(_SIGN_OFF.match(line))
        thanks = not signs and bool(_THANKS.match(line))
        if not signs and not thanks:
            continue
        under = lines[at + 1 :]
        kept: list[str] = []
        for index, found in enumerate(under):
            if _POSTSCRIPT.match(found):
                under, kept = under[:index], under[index:]
                break
        said = [found for found in under if found.strip()]
        if any(_is_said(found) for found in "\n".join(under).split("\n\n")):
            continue
        if len(said) > 25:
            continue
        if thanks:
            signed = any(_CONTACT.search(found) for found in said) or all(_NAME.match(found) for found in said)
            if not said or not (signed or any(_RULE.match(found) for found in said)):
                continue
            return [*lines[: at + 1], *kept]
        return lines[:at] + (["", *kept] if kept else [])
    return lines


def _without_footer(lines: list[str]) -> list[str]:
    """Take the last paragraph off if it is an advertisement, small print, a list's footer or a block of addresses."""
    if not lines:
        return lines
    if is_sent_from(lines[-1]) or (_DASH_NAME.match(lines[-1]) and any(line.strip() for line in lines[:-1])):
        return lines[:-1]
    at = len(lines)
    while at > 0 and lines[at - 1].strip() and not _RULE.match(lines[at - 1]):
        at -= 1
    paragraph = lines[at:]
    text = "\n".join(paragraph)
    if is_disclaimer(text) or is_list_footer(text):
        return lines[:at]
    if at == 0 or any(is_prose(line) for line in paragraph) or len(paragraph) > 15:
        return lines
    contacts = sum(1 for line in paragraph if _CONTACT.search(line))
    phone_like = len(paragraph) > 1 and contacts * 2 >= len(paragraph)
    return lines[:at] if phone_like else lines
