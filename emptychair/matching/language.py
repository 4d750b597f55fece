"""German or English? Enough to choose a stemmer, a stop list and the words of a reason.

Function words decide first, because they are most of any sentence; agenda titles often have none, so letters and
endings that one language has and the other has not decide the rest. Text of a third language is recognised by its own
function words or its script, and gets no answer rather than a wrong one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from emptychair.matching import resources

Language = Literal["de", "en"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GERMAN_STOP: Final = _words(
    """
    aber alle allem allen aller alles als also am an andere anderen anderem anderer anderes ans auch auf aus bei beide
    beiden beim bereits bis bisher bzw da dabei dadurch dafür dagegen daher damit danach dann daran darauf daraus darf
    darin darum darüber das dass davon davor dazu dein deine dem den denen denn der deren des deshalb dessen dich die
    dies diese diesem diesen dieser dieses dir doch dort du durch dürfen eben ein eine einem einen einer eines einige
    einigen einmal er es etwa etwas euch euer eure falls für ganz gar gegen gegenüber gerade gern gibt habe haben hat
    hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in ins ist ja jede jedem
    jeden jeder jedes jedoch jetzt kann kannst kaum kein keine keinem keinen keiner können könnte konnte konnten lassen
    läuft mal man manche mehr mein meine meinem meinen meiner mich mir mit möchte muss müssen musste mussten nach
    nachdem neben nein nicht nichts noch nun nur ob oder ohne pro schon sehr sein seine seinem seinen seiner seit selbst
    sich sie sind so sobald solche soll sollen sollte sollten sondern sonst sowie statt über um und uns unser unsere
    unserem unseren unserer unter viel viele vielen vom von vor wann war waren warum was wegen weil weiter welche
    welchem welchen welcher welches wem wen wenn wer werden wessen wie wieder will wir wird wirklich wo wohin wollen
    wollte worden wurde wurden würde zu zum zur zwar zwischen bitte hallo
    """
)
ENGLISH_STOP: Final = _words(
    """
    a about after again against all already also although am an and another any anybody anyone anything are as at away
    be because been before being between both but by can cannot could did do does doing done during each either else
    enough even ever every for from further get gets getting give given go goes going got had has have having he her
    here hers herself him himself his how however i if in instead into is it its itself just let like made make makes
    many may me might more most much must my myself neither no nobody nor not nothing of off often on once one only onto
    or other others our ours ourselves out over own per please rather really same shall she should since so some
    somebody someone something still such than that the their theirs them themselves then there these they thing this
    those though through till to too toward towards under until up upon us very via was we were what whatever when where
    whether which while who whom whose why will with within without would yet you your yours yourself
    don't doesn't didn't isn't aren't wasn't weren't won't can't couldn't wouldn't shouldn't haven't hasn't i'm i've
    it's that's we're we've they're you're there's
    """
)
STOP: Final = {"de": GERMAN_STOP, "en": ENGLISH_STOP}

# Function words of languages that share our letters; only those that neither German nor English has.
_FOREIGN: Final = _words(
    """
    le la les un une et est dans pour que qui avec sur pas plus sont cette nous vous ils elle aux du au ne je mais très
    el los las una y por con para del como pero más está son muy esta este su sus lo al
    il gli di che non è per sono della nel alla questo questa più anche come ma dei delle ho
    het een van voor niet zijn met dat maar ook naar wij jullie deze wordt heeft bij
    o os da do das dos não uma em com mais também foi são ao pela pelo
    och att det som på är av för inte jag vi har till den ikke og med af til
    w z na się nie jest do że dla są jak czy przez
    ve bir bu için ile de değil çok olarak
    """
) - (GERMAN_STOP | ENGLISH_STOP | {"per"})
_FOREIGN_LETTER: Final = re.compile("[^\x00-\x7fäöüßÄÖÜéÉ’'\\W\\d_]")

# Letters that casefold may take apart: words are cut before it. Quotes, dashes and € stay as they are.
_UNEVEN: Final = re.compile("[İŉǰ\u0250-\u1fff\u2100-\U0010ffff]")

_NOT_LATIN: Final = re.compile("[^\x00-\u024f]")

_SENTENCE: Final = 7
"""So many words without a single function word of ours are another language, unless their letters are sure of ours."""
_SURE: Final = 4.0
_DECIDED: Final = 6
"""So many function words of one language, and hardly one of another: letters and endings need not be asked."""
_ENOUGH: Final = 60
"""A longer text has function words enough."""
_LONG: Final = 14
"""Letters of a word that German writes in one and English in two."""

_SHARED: Final = (GERMAN_STOP & ENGLISH_STOP) | {"i"}
"""`in`, `so`, `am`, `an`, `will`, `war`… say nothing."""
_GERMAN_ONLY: Final = GERMAN_STOP - _SHARED
_ENGLISH_ONLY: Final = ENGLISH_STOP - _SHARED

# Log-odds of letters and endings, by feel of both languages and checked on titles and stories; positive means German.
_MARKS: Final[tuple[tuple[str, float], ...]] = (
    (r"[äöüß]", 2.5),
    (r"sch", 1.2),
    (r"ung(?:en|s)?\b", 1.6),
    (r"ung(?:s|en)[a-zäöü]{3}", 1.6),
    (r"(?:heit|keit|schaft|lich|lichen|licher|isch|ischen|ieren|ierung|tum)(?:en|e|s)?\b", 1.6),
    (r"[a-z]{3}(?:en|er|em|es|te|ten)\b", 0.25),
    (r"\b(?:ge|ver|ent|zer|auf|aus|vor|zu|über|ab|ein)[a-zäöü]{4}", 0.35),
    (r"\b(?:ver|zer|ent)[a-z]*(?:en|t|te|er)\b", 0.5),
    (r"\bzu[a-z]", 0.6),
    (r"(?:cht|tz|pf|eih|ieg|ief|eit|ahr|ahl|ohn|uch|acht|kt|zw|dt|iel|eis|eib|rz|nz)", 0.6),
    (r"k(?=[aeoulr])", 0.25),
    (r"z", 0.4),
    (r"j[aeu]", 0.3),
    (r"(?:kunde|rechnung|frage|liefer|stand|plan\b|zahl|arbeit)", 0.6),
    (r"th(?!ek|em|eo|er[am])", -1.1),
    (r"wh|sh|gh|oo|ee|ea|ou|ow|ay|oy", -0.6),
    (r"ck(?!e[nr]|l|t|s|ung)", -0.15),
    (r"ing(?:s)?\b", -1.2),
    (r"tions?\b", -0.5),
    (r"(?:ment|ments|ness|ful|less|able|ible|ous|ity|ities|ance|ence|ive|age|ship|ward)\b", -0.9),
    (r"[a-z]{2}(?:ed|ly|ry|ty|cy|ies|gy)\b", -0.8),
    (r"y\b", -0.7),
    (r"c(?!h|k)", -0.45),
    (r"[bcdfglmnprtvw]s\b", -0.35),
    (r"['’]s\b", -1.5),
    (r"qu|x", -0.1),
)


@cache
def _marks() -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple((re.compile(pattern), weight) for pattern, weight in _MARKS)


def detect(text: str) -> Language | None:
    """ "de" or "en"; None where neither is likely: no letters, another script, another language.

    Reads at most the first 2,000 characters. Sure from about 15 characters on; shorter titles get the likelier one.
    """
    text = text[:2000]
    if _UNEVEN.search(text):
        words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    else:
        words = list[str](_WORD.findall(text.casefold().replace("’", "'")))
    if not words:
        return None
    plain = text.isascii()
    if not plain and _NOT_LATIN.search(text):
        letters = sum(len(word) for word in words)
        latin = sum(1 for word in words for character in word if character < "\u0250")
        if latin < 0.7 * letters:
            return None
    german = float(sum(map(_GERMAN_ONLY.__contains__, words)))
    english = float(sum(map(_ENGLISH_ONLY.__contains__, words)))
    if plain or not _FOREIGN_LETTER.search(text):
        foreign = float(sum(map(_FOREIGN.__contains__, words)))
    else:
        foreign = sum(1.0 for word in words if word in _FOREIGN or _FOREIGN_LETTER.search(word))
    if foreign > german + english and foreign >= 0.1 * len(words):
        return None
    if max(german, english) >= _DECIDED and 8 * (min(german, english) + foreign) <= max(german, english):
        return "de" if german > english else "en"
    odds = 3.5 * (german - english) + _known(words) + _letters(words)
    wordless = len(words) >= _SENTENCE and german + english == 0
    if odds == 0.0 or (wordless and abs(odds) < _SURE):
        return None
    return "de" if odds > 0 else "en"


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """The words of the bundled glossary and of German compounds that only one of the languages has."""
    german: set[str] = set()
    english: set[str] = set()
    for line in resources.lines("glossary.tsv"):
        left, right = line.split("\t")
        german.update(left.casefold().split())
        english.update(right.casefold().split())
    for line in resources.lines("compound_parts.de.txt"):
        german.update(line.casefold().split())
    return frozenset(german - english), frozenset(english - german)


def _known(words: list[str]) -> float:
    german, english = _vocabulary()
    odds = 0.0
    for word in words[:_ENOUGH]:
        if word in german:
            odds += 1.2
        elif word in english:
            odds -= 1.2
        elif any(word[cut:] in german and (word[:cut] in german or word[: cut - 1] in german) for cut in _cuts(word)):
            odds += 1.5
        elif word.endswith("s") and word[:-1] in english:
            odds -= 1.0
    return odds


def _cuts(word: str) -> range:
    return range(3, len(word) - 2)


def _letters(words: list[str]) -> float:
    joined = " ".join(words[:_ENOUGH])
    odds = sum(weight * len(pattern.findall(joined)) for pattern, weight in _marks())
    return odds + (0.8 if max(map(len, words)) >= _LONG else 0.0)
