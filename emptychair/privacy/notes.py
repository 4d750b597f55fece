"""What chats and notes give away in a hurry: small letters, labels without colons, codes that nothing is said of.

Every rule wants a reason: a label, a sign-off, an introduction, a shape that prose does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from emptychair.privacy.cues import SMALL_WORDS, words
from emptychair.privacy.gazetteer import FAMILY, GIVEN, NEVER, NOUN, THING, WORD_DE, WORD_EN
from emptychair.privacy.spans import Span

# ------------------------------------------------------------------------------------------------ numbers
_LABELS: Final = {
    "ticket": r"vorgang|aktenzeichen|notice|fine|ref",
    "contract": r"angebot|offerte|quote|abo|abonnement|subscription",
    "document": r"(?:\w{2,20})?ausweis(?:nummer)?|führerschein|driving licen[cs]e|licen[cs]e"
    r"|passport|reisepass|puk|pin",
    "number": r"zähler(?:nummer)?|meter|seriennr\.?|nr\.?|no\.?|nummer|sort ?code",
    "member": r"(?:kunden|bonus|treue)karte|loyalty card|oyster(?: card)?",
}
_LABELLED: Final = re.compile(
    rf"(?<![\w-])(?:{'|'.join(f'(?P<{kind}>{said})' for kind, said in _LABELS.items())})"
    r"(?:\s(?:läuft unter|ist|is|lautet|was|war))?[\s:#]{1,3}"
    r"(?P<it>[A-Za-z]{0,12}[ -]?\d[\dA-Za-z]*(?:[-/.][\dA-Za-z]+){0,4})(?![\w%€$£])",
    re.IGNORECASE,
)
_SAID: Final = re.compile(
    r"vorgang|aktenz|notice|fine |ref[.: ]|angeb|offert|quote|abo |abonn|subscr|ausw"
    r"|führer|licen|passp|reisep|\bpuk|\bpin\b|zähler|meter|seriennr|n(?:[ro]|ummer)[.:]? ?\d"
    r"|sort ?c|karte|card \d|oyst"
)
# What `_SAID` has in it, but for "no 7", which is sought by itself: short scans spare long ones.
_SAID_PARTS: Final = (
    "vorgang", "aktenz", "notice", "fine ", "ref", "angeb", "offert", "quote", "abo ", "abonn", "subscr", "ausw",
    "führer", "licen", "passp", "reisep", "puk", "pin", "zähler", "meter", "seriennr", "sort", "karte", "card ", "oyst",
)  # fmt: skip
_NUMBER_SAID: Final = re.compile(r"n(?:[ro]|ummer)[.:]? ?\d")
_COUNTED: Final = re.compile(
    r"\s?(?:€|\$|£|%|euros?|dollars?|pounds?|franken|kwh|kw|km|m|mal|stück|leute|people|times|stund\w*|minut\w*|min|uhr"
    r"|tage?n?|days?|woch\w*|weeks?|jahr\w*|years?|meter|hoch|high)(?!\w)",
    re.IGNORECASE,
)
_DATED: Final = re.compile(
    r"(?:\d{1,2}/)?(?:19|20)\d\d(?:[/-](?:20)?\d\d)?|\d{1,2}\.\d{1,2}\.(?:\d\d){1,2}|\d{1,2}[.:]\d\d"
)
# Letters and six digits or more in one code. Updates, norms and weaknesses have such shapes, too.
_CODE: Final = re.compile(
    r"(?<![\w/.#@-])(?!(?:ISO|DIN|EN|IEC|CVE|RFC|KB|UTF|SHA|WH|RTX)-?\d)"
    r"(?:[A-Z]{1,4}-?(?=(?:[A-Z/-]*\d){6})\d[\dA-Z]*(?:[-/][\dA-Z]+){0,3}"
    r"|[A-Z]{1,3} \d{3,}-\d{2,}(?:-\d+){0,2})(?![\w%/])"
)
_BESIDE: Final = re.compile(r"[A-Z][-/ ]?\d")
_FOURS: Final = re.compile(r"(?<![\w.+-])[3-6]\d{3}([ -])\d{4}\1\d{4}\1\d{4}(?![\w-])")
_LOCAL: Final = re.compile(r"(?<![\w.,:/-])0\d{1,4}[ /]\d{3,4} \d{3,4}(?![\w.,:/-]?\d)")
_USER: Final = re.compile(
    r"(?<![\w@])(?:benutzer|nutzer|user|login|account|konto)(?:name)?(?:\s?:|\s(?:is|ist))?\s"
    r"(?P<it>[a-z][\w.-]{1,29}\w)",
    re.IGNORECASE,
)
_NO_USER: Final = re.compile(
    r"[a-z]+|[\d.,:-]+|e-mail\w*|log-in|.*-(?:support|account|konto|daten|team|seite|page|id)|[A-Z][a-z]+"
)
_BORN: Final = re.compile(
    r"\b(?:d\.?o\.?b\.?|geb\.?|geboren(?: am)?|born(?: on)?)[:\s]{1,3}"
    r"(?P<it>\d{1,2}\.?\s(?:[A-Z]\w{2,8}|[a-z]{3,9})\.?,?\s\d{4})\b",
    re.IGNORECASE,
)
_PLATE: Final = re.compile(
    r"\b\d{2,3}-[A-Z]{1,2}-\d{1,6}\b|\b[A-ZÄÖÜ]{1,3} [A-Z]{1,2} \d{2,4}[EH]?(?=[.,;)]|$)", re.MULTILINE
)
_NO_PLATE: Final = words(
    "SA SO MO DI MI DO FR TV PC CD EU US UK AG KG AM PM OK UM AB IN AN ZU ID NR OP EC IC ICE RE RB S U"
)

# ------------------------------------------------------------------------------------------------ places
_EIRCODE: Final = re.compile(r"\b[AC-FHKNPRTV-Y]\d[\dW] [\dAC-FHKNPRTV-Y]{4}\b")
_TOWN_AU: Final = re.compile(r"\b(?P<it>(?:[A-Z][a-z]{2,} ){1,3}(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT) \d{4})\b")
_STATE: Final = re.compile(r"[A-Z]{2} \d{4}\b")
_EIRCODE_MAY: Final = re.compile(r"[A-Z]\d[\dW] ")
_STREET_MAY: Final = re.compile(r"\d[a-z]? [a-z]", re.IGNORECASE)
_ADDRESSEE_MAY: Final = re.compile(r",\s(?:\d{1,5} [A-Z]|[A-ZÄÖÜ][\w.-]+(?: [A-ZÄÖÜ]\w+)? \d)")
_STREET_EN: Final = re.compile(
    r"(?<![\w.,-])\d{1,5}[a-z]? (?!(?:january|february|march|april|may|june|july"
    r"|august|september|october|november|december)\b)"
    r"(?:[a-z][a-z'’]{1,15} ){1,2}(?:street|st|road|rd|avenue|ave|lane|drive|crescent|terrace|parade|grove|close)\b\.?"
    r"(?! (?:to|is|was|and i|with|for)\b)",
    re.IGNORECASE,
)
_NO_STREET: Final = words(
    "a an the of on in to at my per and or is was it by for from with days day weeks week hours hour minutes mins "
    "miles mile times years months people cars trains buses km min stars star this that our your "
    "their his her down up off long busy main"
)
_STREET_DE: Final = re.compile(
    r"\b[a-zäöüß]{3,20}(?:straße|strasse|str\.?|allee|gasse|chaussee|promenade) \d{1,4}[a-h]?\b"
)
_TOWN_DE: Final = re.compile(r",? (?P<it>(?:(?:CH|A|D|AT)-)?\d{4,5} [A-Za-zäöüß][a-zäöüß]{2,}(?:\.? [A-Z][a-zäöüß]+)?)")
_HOUSE_DE: Final = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,20}(?:str\.|straße|strasse) \d{1,4}[a-h]?\b")

# ------------------------------------------------------------------------------------------------ names
_INTRODUCED: Final = re.compile(
    r"\b(?:mein name ist|ich heiße|ich heisse|my name is|my name's|hier (?:ist|spricht|schreibt)"
    r"|hallo hier|hi hier|this is|hi,? it'?s|hi i'?m)"
    r"\s(?P<it>[a-zà-ž]{3,20}(?: [a-zà-ž-]{3,20})?)(?=[\s,.!']|$)",
    re.IGNORECASE,
)
_INTRO_SAID: Final = re.compile(
    r"name (?:is|ist) |name's |hei(?:ß|ss)e |h[ai](?:llo)? (?:hier|it|i)|hier (?:is|sp|sc)|this is "
)
_FAMILY_OF: Final = re.compile(
    r"\b(?:familie|fam\.)\s(?P<it>[a-zà-ž]{3,20})(?=\s*[,.!]?\s*$)|\bthe\s(?P<their>[a-zà-ž]{3,20})(?=\sfamily\b)",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(
    r"(?:(?<=[.!?] )|(?<=\n))(?P<it>[a-zà-ž]{3,15}(?: [a-zà-ž]{1,20}\.?)?)(?=\s*(?:,\s*\W{0,2}\d|$))", re.MULTILINE
)
_TITLED: Final = re.compile(r"\bdr\.? (?P<it>[a-zà-ž]{3,20})\b")
_TURNED: Final = re.compile(
    r"^(?P<family>[A-ZÀ-Ž][\w'’-]{2,20}), (?P<given>[A-ZÀ-Ž][\w'’-]{1,20})(?=\s*(?:[-–:(/]|$))", re.MULTILINE
)
_ADDRESSEE: Final = re.compile(
    r"\b(?:an|to|attn\.?|z\. ?hd\. ?(?:von)?|für|for|c/o)[ :\n]{1,3}"
    r"(?P<it>[A-ZÀ-Ž][\w'’-]{1,20}(?: [A-ZÀ-Ž]\.)?(?: (?:von |van |de )?[A-ZÀ-Ž][\w'’-]{1,20}){1,2})"
    r",\s(?=\d{1,5} [A-Z]|[A-ZÄÖÜ][\w.-]+(?: [A-ZÄÖÜ]\w+)? \d)"
)
_LOVE: Final = re.compile(r"\b(?:Love|Cheers|Ciao|LG|VG|Gruß|Best|xx),? (?P<it>[A-ZÀ-Ž][a-zà-ž]{1,11})\s*$")
_OF_A_FAMILY: Final = (
    r"(?:mama|papa|mutter|vater|sohn|tochter|mum|mom|dad|son|daughter|wife|husband|freundin|freund|bruder|schwester"
    r"|brother|sister|oma|opa|grandma|grandpa)"
)
_GIVEN_SMALL: Final = re.compile(
    rf"\b{_OF_A_FAMILY} (?:von |of |is |ist )?(?P<it>[a-zà-ž]{{3,20}})\b"
    rf"|\b(?P<whose>[a-zà-ž]{{3,20}})(?='?s {_OF_A_FAMILY}\b)"
)
_LONGEST: Final = 400  # signs: a chat; longer texts without a capital are somebody's way of writing


def notes(text: str, low: str, language: str, lexicon: Mapping[str, int], *, digits: bool) -> Iterator[Span]:
    """Spans in any order; they may overlap. `low` is the text in small letters, `digits` whether it has any."""
    if digits:
        yield from _numbers(text, low)
        yield from _places(text, language)
    yield from _names(text, low, language, lexicon, digits)


def _numbers(text: str, low: str) -> Iterator[Span]:
    said = _NUMBER_SAID.search(low) is not None
    said = said or (any(map(low.__contains__, _SAID_PARTS)) and _SAID.search(low) is not None)
    for found in _LABELLED.finditer(text) if said else ():
        it = found["it"]
        kind = next(name for name in _LABELS if found[name])
        count = sum(map(str.isdigit, it))
        short = kind == "number" and found[kind].lower().rstrip(".") in ("nr", "no", "nummer")
        short = short or (kind == "number" and it[0].isdigit())
        if (
            count < (6 if short else 4)
            or _COUNTED.match(text, found.end())
            or _DATED.fullmatch(it)
            or (kind == "number" and it[0].isalpha() and " " in it)
        ):
            continue
        yield Span(kind, *found.span("it"))
    for pattern, kind, may in (
        (_CODE, "number", beside := _BESIDE.search(text) is not None),
        (_FOURS, "card", sum(map(text.count, "0123456789")) > 15),
        (_LOCAL, "phone", " 0" in text or text[0] == "0" or "(0" in text),
    ):
        for found in pattern.finditer(text) if may else ():
            yield Span(kind, found.start(), found.end())
    for found in _PLATE.finditer(text) if beside else ():
        if not any(part in _NO_PLATE for part in found[0].split()):
            yield Span("plate", found.start(), found.end())
    if "b" in low and ("geb" in low or "born" in low or "dob" in low or "d.o.b" in low):
        for found in _BORN.finditer(text):
            yield Span("birth", *found.span("it"))


def _places(text: str, language: str) -> Iterator[Span]:
    ends: set[int] = set()
    if language == "en":
        for found in _EIRCODE.finditer(text) if _EIRCODE_MAY.search(text) else ():
            yield Span("place", found.start(), found.end())
        for found in _TOWN_AU.finditer(text) if _STATE.search(text) else ():
            yield Span("place", *found.span("it"))
        for found in _STREET_EN.finditer(text) if _STREET_MAY.search(text) else ():
            if not any(word in _NO_STREET for word in found[0].lower().split()[1:-1]):
                yield Span("street", found.start(), found.end())
        return
    if "str" not in (low := text.lower()) and "allee" not in low and "gasse" not in low and "ssee " not in low:
        return
    for found in (*_STREET_DE.finditer(text), *_HOUSE_DE.finditer(text)):
        if _COUNTED.match(text, found.end()):
            continue
        ends.add(found.end())
        yield Span("street", found.start(), found.end())
    for end in ends:
        place = _TOWN_DE.match(text, end)
        if place is not None:
            yield Span("place", *place.span("it"))


def _names(text: str, low: str, language: str, lexicon: Mapping[str, int], digits: bool) -> Iterator[Span]:
    word = WORD_DE if language == "de" else WORD_EN

    def flags(name: str) -> int:
        return lexicon.get(name.capitalize(), 0)

    def given(name: str) -> bool:
        return bool(flags(name) & GIVEN) and not flags(name) & (word | NEVER | NOUN | THING) and name not in SMALL_WORDS

    if "user" in low or "nutzer" in low or "login" in low:
        for found in _USER.finditer(text):
            it = found["it"].rstrip(".")
            if not _NO_USER.fullmatch(it) and any(sign.isdigit() or sign in "._" for sign in it):
                yield Span("handle", found.start("it"), found.start("it") + len(it))
    if ", " in text:
        for found in _TURNED.finditer(text):
            if given(found["given"].lower()) and not flags(found["family"]) & (NEVER | NOUN | GIVEN | THING):
                yield Span("name", found.start(), found.end())
        for found in _ADDRESSEE.finditer(text) if digits and _ADDRESSEE_MAY.search(text) else ():
            if not any(lexicon.get(part, 0) & (NEVER | NOUN) for part in found["it"].split()):
                yield Span("name", *found.span("it"))
        for found in _LOVE.finditer(text, max(0, len(text) - 30)):
            if not lexicon.get(found["it"], 0) & (NEVER | NOUN | THING | word):
                yield Span("name", *found.span("it"))
    for found in _INTRODUCED.finditer(text) if _INTRO_SAID.search(low) else ():
        first, _, second = found["it"].partition(" ")
        if not first.islower() or not given(first):
            continue
        whole = (
            second
            and second not in SMALL_WORDS
            and (flags(second) & FAMILY or text[found.end() : found.end() + 1] in (",", ".", "!"))
        )
        yield Span("name", found.start("it"), found.end("it") if whole else found.start("it") + len(first))
    if len(text) > _LONGEST or not text[1:25].islower() or sum(map(str.isupper, text)) > 3:
        return
    # A chat in small letters.
    for found in _SIGNED.finditer(text):
        first = found["it"].split(" ")[0]
        if given(first):
            yield Span("name", *found.span("it"))
    for pattern in (_FAMILY_OF, _TITLED):
        for found in pattern.finditer(text):
            group = found.lastgroup or "it"
            it = found[group]
            if it.islower() and flags(it) & FAMILY and not flags(it) & (NEVER | NOUN | THING) and it not in SMALL_WORDS:
                yield Span("name", *found.span(group))
    for found in _GIVEN_SMALL.finditer(text):
        group = "it" if found["it"] else "whose"
        if given(found[group]):
            yield Span("name", *found.span(group))
