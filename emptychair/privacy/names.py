"""Names of persons by their place in a text and by the gazetteer: one walk over the words.

A given name that is no word masks by itself and takes the family name behind it along. One that is also a word, a brand
or a place needs a name's place: a title, a greeting, a sign-off, "my name is", a relation ("my husband"), a family name
behind it. A family name alone is a hint at most: half of the German ones are words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from emptychair.privacy.closings import after_closing, first_and_last_line
from emptychair.privacy.cues import (
    ACADEMIC,
    AND,
    BEFORE_A_PERSON,
    CLOSING,
    COMMON_FAMILY,
    CUES,
    FIRM_WORDS,
    GREETED_FIRMS,
    GREETING,
    GREETING_HEADS,
    INTRODUCES,
    JOINS,
    NAMED_AFTER,
    NOBODY,
    NOUN_END,
    OFFICES,
    OWNER,
    PARTICLES,
    RELATION,
    SAID_TO_BE,
    SMALL_WORDS,
    SURE_INTRODUCTION,
    THANKS,
    TITLE,
    TITLE_GAPS,
)
from emptychair.privacy.gazetteer import FAMILY, GIVEN, NEVER, NOUN, THING
from emptychair.privacy.hints import again, suspect
from emptychair.privacy.known import KnownNames
from emptychair.privacy.spans import Span, Taken
from emptychair.privacy.tokens import TOKEN, WALKED, Tokens

_CAMEL: Final = re.compile(r"^(?!Mc|Mac|De|La|Le|Di|Du|Van|O['’])[A-Z][a-z]+[A-Z]")


class NameWalk(Tokens):
    """One walk over the words; each rule gives the index behind what it took."""

    # -- the walk ------------------------------------------------------------------------------------------------------
    def walk(self) -> None:
        lexicon, cues, strict = self.lexicon, CUES, GIVEN
        done = 0
        for index in [index for index, nature in enumerate(self.natures) if nature & WALKED]:
            if index < done:
                continue
            word = self.words[index]
            if word[0].islower():
                cue = cues.get(word if word.islower() else word.lower())
                if cue:
                    done = max(done, self._cue(index, cue))
                continue
            flags = lexicon.get(word)
            if flags is None or flags & (NEVER | NOUN) or not flags & strict:
                cue = cues.get(word.lower())
                if cue and (after := self._cue(index, cue)) > index + 1:
                    done = after
                    continue
                if flags is None:
                    flags = self.flags(word)
            if flags & GIVEN:
                done = self._given(index, flags)
            elif flags & FAMILY and self.german and not self.doubtful(flags):
                done = self._family(index)

    def _given(self, index: int, flags: int) -> int:
        word = self.tokens[index][0]
        last = self._extended(index, sure=not self.doubtful(flags))
        if self._firm(index, last) or (word == "Frank" and self.text.startswith(" und frei", self.tokens[index].end())):
            self.hint(index, last)
            return last + 1
        if self.doubtful(flags) or (word.isupper() and not self.shouting and len(word) < 5):
            if flags & NEVER or last == index:
                return index
            behind = self.flags(self.tokens[last][0])
            if flags & THING or not behind & FAMILY or behind & THING:
                return index
            if behind & self.word_flag and not self._mid_sentence_pair(last):
                return index
            if (self.starts_sentence(index) and behind & self.word_flag) or self.tokens[index][
                0
            ].isupper() != self.tokens[last][0].isupper():
                return index
            return self.add(index, last)
        first = index
        if (
            index
            and self.gap(index - 1) in (" ", ", ")
            and self.capital(index - 1)
            and not self.starts_sentence(index - 1)
        ):
            # "Heber Odette", "Meier, Anna": the family name first.
            before = self.flags(self.tokens[index - 1][0])
            if before & FAMILY and not self.doubtful(before) and last == index:
                first -= 1
        return self.add(first, last)

    def _family(self, index: int) -> int:
        # In German a family name that is no word, behind "von" or "dass" and without another noun behind it.
        before = self.tokens[index - 1][0] if index and self.gap(index - 1) == " " else ""
        alone = before in BEFORE_A_PERSON or (self.starts_sentence(index) and self.gap(index) in (" ", "\n", ") "))
        if (
            (alone or self._among_names(index))
            and (self.gap(index) != " " or not self.capital(index + 1))
            and not self._firm(index, index)
        ):
            return self.add(index, index)
        return index

    def _among_names(self, index: int) -> bool:
        """Whether a neighbour in a list is a name too: "(Hübner, Wiegmann)", "Hübner und Ida"."""
        for near, gap in ((index - 1, self.gap(index - 1) if index else ""), (index + 1, self.gap(index))):
            if not 0 <= near < len(self.tokens):
                continue
            if gap == " " and self.tokens[near][0] in AND:
                near += near - index
                if not 0 <= near < len(self.tokens):
                    continue
            elif gap.strip() not in (",", "/", "&", ";") or "\n" in gap:
                continue
            flags = self.flags(self.tokens[near][0]) if self.capital(near) else 0
            if flags & (GIVEN | FAMILY) and not self.doubtful(flags) and not flags & NOUN:
                return True
        return False

    def _firm(self, first: int, last: int) -> bool:
        """ "Franklin Collection Services", "Green & Burke", "Hurricane Irma", "#Friedrich": named after somebody."""
        before = self.text[max(0, self.tokens[first].start() - 2) : self.tokens[first].start()]
        after = self.text[self.tokens[last].end() : self.tokens[last].end() + 3]
        if (
            (before[-1:] in ("#", "@", "/") and before[-1:] != "/")
            or before == "& "
            or (after[:2] == " &" and not self._in_greeting(first))
        ):
            return True
        if first and self.tokens[first - 1][0].lower() in NAMED_AFTER and self.gap(first - 1) == " ":
            return True
        nearby = self.tokens[last + 1 : last + 2]
        return bool(nearby) and nearby[0][0].lower() in FIRM_WORDS and self.gap(last) in (" ", ", ", "-")

    def _mid_sentence_pair(self, last: int) -> bool:
        # "Will Smith" is a name where the sentence goes on in small letters; "Grace Period" is a heading.
        flags = self.flags(self.tokens[last][0])
        return (
            bool(flags & FAMILY)
            and not flags & NOUN
            and self.tokens[last][0] in COMMON_FAMILY
            and not self.capital(last + 1)
        )

    def _extended(self, index: int, *, sure: bool, titled: bool = False) -> int:
        """The last token of the name that begins at `index`."""
        last = index
        steps = 0
        while steps < 3 and last + 1 < len(self.tokens) and (gap := self.gap(last)) in JOINS:
            word = self.tokens[last + 1][0]
            if gap.startswith(".") and len(self.tokens[last][0]) > 1:
                break
            if word in PARTICLES:
                ahead = (
                    last + 2 if last + 2 < len(self.tokens) and self.tokens[last + 2][0] not in PARTICLES else last + 3
                )
                if (
                    ahead < len(self.tokens)
                    and self.capital(ahead)
                    and self._of_family(ahead, noble=sure and word in ("von", "van", "de"))
                    and self._close(last + 1, ahead)
                ):
                    last = ahead
                break
            if not word[0].isupper():
                break
            if len(word) == 1:  # an initial
                if self.capital(last + 2) and self.gap(last + 1) in JOINS:
                    last += 1
                    steps += 1
                    continue
                break
            flags = self.flags(word)
            if flags & (NEVER | NOUN) or (flags & THING and not flags & FAMILY):
                if sure and last == index and flags & NOUN and not flags & THING and self._closes_phrase(index):
                    last += 1
                break
            known = flags & (GIVEN | FAMILY)
            if known and (not self.doubtful(flags) or flags & FAMILY):
                last += 1
            elif (
                not known
                and sure
                and (self._unknown_family(word, flags) or (flags & self.word_flag and (titled or self._ends(last + 1))))
            ):
                last += 1
                break
            else:
                break
            steps += 1
        while last > index and len(self.tokens[last][0]) == 1:
            last -= 1
        return last

    def _of_family(self, index: int, *, noble: bool) -> bool:
        flags = self.flags(self.tokens[index][0])
        return bool(flags & FAMILY) or (noble and not flags & (NEVER | NOUN | THING))

    def _closes_phrase(self, index: int) -> bool:
        # "von Dieter Kinder.": a noun would have its verb behind it.
        before = self.tokens[index - 1][0] if index else ""
        behind = self.text[self.tokens[index + 1].end() : self.tokens[index + 1].end() + 1]
        return before in ("von", "bei", "mit", "an") and behind in (".", ",", ";", "!", "?", "\n", ")", "")

    def _close(self, first: int, last: int) -> bool:
        return all(self.gap(index) in JOINS for index in range(first, last))

    def _unknown_family(self, word: str, flags: int) -> bool:
        if (
            flags & (self.word_flag | THING)
            or len(word) < 3
            or not (word[1:].islower() or "-" in word or word.isupper() or word.startswith(("Mc", "Mac", "O'")))
        ):
            return False
        return not (self.german and NOUN_END.match(word))

    # -- places of names -----------------------------------------------------------------------------------------------
    def _cue(self, index: int, cue: int) -> int:
        if cue & (TITLE | ACADEMIC):
            return self._after_title(index)
        if cue & GREETING:
            return self._after_greeting(index)
        if cue & (CLOSING | THANKS):
            return after_closing(self, index, strong=bool(cue & CLOSING))
        if cue & RELATION:
            return self._after_relation(index)
        return self._after_introduction(index)

    def _after_title(self, index: int) -> int:
        title = self.tokens[index][0]
        at = index + 1
        chained = index
        while (
            at < min(len(self.tokens), index + 9)
            and self.gap(at - 1).strip(" \u00a0.-") == ""
            and "\n" not in self.gap(at - 1)
        ):
            word = self.tokens[at][0]
            low = word.lower()
            if CUES.get(low, 0) & (ACADEMIC | TITLE) or (word[0].isupper() and low in OFFICES):
                chained = at
                at += 1
                continue
            break
        if (
            at < len(self.tokens) and self.gap(at - 1) == "." and self.tokens[at][0] in ("in", "a", "inn")
        ):  # "Dr.in Huber"
            at += 1
        if at < len(self.tokens) and self.gap(at - 1) == "\n" and self.flags(self.tokens[at][0]) & (GIVEN | FAMILY):
            return self.add(at, self._extended(at, sure=False))
        if at >= len(self.tokens) or "\n" in self.gap(at - 1) or self.gap(at - 1) not in TITLE_GAPS:
            return index + 1
        word = self.tokens[at][0]
        if word in PARTICLES and word != "der" and at + 1 < len(self.tokens):
            ahead = at + 1 if self.tokens[at + 1][0] not in PARTICLES else at + 2
            if self.capital(ahead) and self._close(at, ahead):
                return self.add(at, ahead)
        flags = self.flags(word)
        if not word[0].isupper():
            guess = self.lexicon.get(word.capitalize(), 0)
            if (
                title.lower() in ("herr", "herrn", "frau", "mr", "mrs", "ms")
                and guess & (GIVEN | FAMILY)
                and not guess & NEVER
            ):
                small_title = title[0].islower() or self._in_greeting(index)
                owned = index > 0 and self.tokens[index - 1][0].lower() in OWNER
                if (
                    small_title
                    and not owned
                    and word not in SMALL_WORDS
                    and (not self.doubtful(guess) or self._in_greeting(index))
                ):
                    return self.add(at, at)
            elif (
                title.lower() in ("herr", "herrn", "frau")
                and self._in_greeting(index)
                and len(word) > 3
                and word not in SMALL_WORDS
            ):
                return self.add(at, at)
            return index + 1
        if len(word) == 1:
            # "Frau A. Weber"; "Frau R." is shortened already.
            if self.capital(at + 1) and self.gap(at) in (". ", "."):
                return self.add(at, at + 1)
            return index + 1
        if (
            flags & NEVER
            and self._in_greeting(index)
            and self._ends(at)
            and word.lower() not in NOBODY
            and chained == index
        ):
            return self.add(at, at)
        if flags & NEVER or (title in ("Med", "Doc", "Ing") and not flags & (GIVEN | FAMILY)):
            return index + 1
        if chained == index and title.lower() in ("frau", "familie", "miss") and not flags & (GIVEN | FAMILY):
            before = self.tokens[index - 1][0].lower() if index else ""
            if before in OWNER or (flags & NOUN) or (title[0].islower()):
                return index + 1
        if title == "Miss" and not flags & (GIVEN | FAMILY) and not self._unknown_family(word, flags):
            return index + 1
        last = self._extended(at, sure=bool(flags & GIVEN) or not self.german, titled=bool(flags & GIVEN))
        return self.add(at, last)

    def _in_greeting(self, index: int) -> bool:
        line = self.text.rfind("\n", 0, self.tokens[index].start()) + 1
        before = self.text[line : self.tokens[index].start()].strip().lower()
        return len(before) < 30 and before.split(" ")[0].strip(",!>") in GREETING_HEADS

    def _after_greeting(self, index: int) -> int:
        token = self.tokens[index]
        line = self.text.rfind("\n", 0, token.start()) + 1
        before = self.text[line : token.start()].strip(' \t>*"„').lower()
        head = token[0].lower()
        if head == "liebe" and before == "alles":
            return after_closing(self, index, strong=True)
        if head in ("dich", "di") and before not in ("grüß", "griaß", "grüss"):
            return index + 1
        if before and not (
            before.rstrip(",!") in GREETING_HEADS
            or before.split(" ")[0].strip(",!") in GREETING_HEADS
            or self._before_ends(token.start())
        ):
            return index + 1
        if head in ("tag", "morgen", "abend", "gott", "morning", "afternoon", "evening") and not before.endswith(
            ("guten", "good", "grüß", "schönen")
        ):
            return index + 1
        at = index + 1
        if at >= len(self.tokens) or "\n" in (gap := self.gap(index)) or gap.strip(" ,!") or len(gap) > 3:
            return index + 1
        if CUES.get(self.tokens[at][0].lower(), 0) & (TITLE | ACADEMIC | GREETING):
            return index + 1
        return max(index + 1, self._greeted(at, warm=head in ("liebe", "lieber", "dear", "liebes")))

    def _before_ends(self, start: int) -> bool:
        lead = self.text[max(0, start - 3) : start].rstrip()
        return bool(lead) and lead[-1] in ",!.?\"'„"

    def _greeted(self, at: int, *, warm: bool) -> int:
        word = self.tokens[at][0]
        flags = self.flags(word)
        if not word[0].isupper():
            guess = self.lexicon.get(word.capitalize(), 0)
            if guess & GIVEN and not self.doubtful(guess) and not guess & NOUN:
                return self.add(at, at)
            return 0
        if len(word) < 2 or flags & (NEVER | NOUN) or (flags & THING and not flags & GIVEN):
            return 0
        if word.lower() in GREETED_FIRMS or _CAMEL.search(word):  # "Liebe Bäckerei Kamps", "Hello TfL"
            return 0
        last = self._extended(at, sure=True)
        if any(self.words[n].lower() in GREETED_FIRMS for n in range(at, min(last + 2, len(self.words)))):
            return 0
        if (
            not flags & GIVEN
            and last == at
            and at + 1 < len(self.tokens)
            and self.capital(at + 1)
            and self.gap(at) == " "
        ):
            behind = self.flags(self.tokens[at + 1][0])
            if behind & (NEVER | NOUN | THING) or (not behind & (GIVEN | FAMILY) and not self._ends(at + 1)):
                return 0
            last = at + 1
        follows = self.text[self.tokens[last].end() : self.tokens[last].end() + 3].lstrip(" ")
        ends = not follows or follows[0] in ",!.:;\n-–(" or follows[0] == "&"
        also = last + 1 < len(self.tokens) and self.tokens[last + 1][0] in AND
        if flags & THING and not ends:
            return 0
        if (flags & GIVEN and not self.doubtful(flags)) or (
            (ends or also) and not (flags & self.word_flag and not flags & (GIVEN | FAMILY))
        ):
            if not flags & (GIVEN | FAMILY) and (
                "-" in word or (word.isupper() and len(word) > 1 and not self.shouting)
            ):
                return 0
            done = self.add(at, last)
            if also and self.capital(last + 2):
                return max(done, self._greeted(last + 2, warm=warm))
            if (
                follows[:1] == ","
                and self.capital(last + 1)
                and self.gap(last) == ", "
                and (self.flags(self.tokens[last + 1][0]) & GIVEN or self._listed(last + 1))
            ):
                return max(done, self._greeted(last + 1, warm=warm))
            return done
        return 0

    def _listed(self, index: int) -> bool:
        """Whether an unknown word of a greeting goes on as a list of names does: "Liebe Anna, Xaverl und Ida,"."""
        flags = self.flags(self.tokens[index][0])
        behind = self.text[self.tokens[index].end() : self.tokens[index].end() + 1]
        also = index + 1 < len(self.tokens) and self.tokens[index + 1][0] in AND
        return not flags & (NEVER | NOUN | THING) and not self.doubtful(flags) and (behind in (",", "!", "\n") or also)

    def _ends(self, index: int) -> bool:
        follows = self.text[self.tokens[index].end() : self.tokens[index].end() + 2].lstrip(" ")
        return not follows or follows[0] in ",!.:;\n"

    def _after_relation(self, index: int) -> int:
        at = index + 1
        if not self.capital(at) or self.gap(index) not in (" ", ", ", " (", " – ", " - "):
            return index + 1
        flags = self.flags(self.tokens[at][0])
        if flags & (NEVER | NOUN | THING):
            return index + 1
        if len(self.tokens[at][0]) == 1 and self.capital(at + 1) and self.gap(at) in (". ", "."):
            return self.add(at, at + 1)
        german_family = self.german and flags & FAMILY and not flags & self.word_flag and self.gap(index) == " "
        common = self.german and self.tokens[at][0] in COMMON_FAMILY and self.gap(index) == " "
        if flags & GIVEN or german_family or common:
            return self.add(at, self._extended(at, sure=True))
        self.hint(at, at)
        return index + 1

    def _after_introduction(self, index: int) -> int:
        at = index + 1
        if not self.capital(at):
            return index + 1
        said = INTRODUCES.search(self.text, max(0, self.tokens[at].start() - 30), self.tokens[at].start())
        if said is None:
            return index + 1
        flags = self.flags(self.tokens[at][0])
        if flags & NEVER or CUES.get(self.tokens[at][0].lower(), 0) & (TITLE | ACADEMIC):
            return index + 1
        last = self._extended(at, sure=True)
        if (
            last == at
            and self.capital(at + 1)
            and self.gap(at) == " "
            and not self.flags(self.tokens[at + 1][0]) & (NEVER | NOUN | THING)
        ):
            last = at + 1
        behind = self.flags(self.tokens[last][0]) if last > at else 0
        sure = SURE_INTRODUCTION.search(said[0]) is not None
        if (sure and not (flags & THING and not flags & (GIVEN | FAMILY))) or (
            flags & GIVEN and (not self.doubtful(flags) or behind & FAMILY)
        ):
            return self.add(at, last)
        return index + 1


def find_names(
    text: str, lexicon: Mapping[str, int], taken: Taken, known: KnownNames, language: str
) -> tuple[Span, ...]:
    """Adds the names in `text` to `taken`; gives the hints that are free, in order."""
    tokens = list(TOKEN.finditer(text))
    if known:
        for span in known.spans(text, tokens):
            taken.add(span)
    if ":" in text:
        for found in SAID_TO_BE.finditer(text):
            first = found["it"].split(" ")[0]
            if not lexicon.get(first, 0) & (NEVER | NOUN | THING):
                taken.add(Span("name", *found.span("it")))
    walk = NameWalk(text, tokens, lexicon, taken, language)
    walk.walk()
    first_and_last_line(walk)
    again(walk)
    suspect(walk)
    if not walk.hints:
        return ()
    hints: list[Span] = []
    end = 0
    for span in sorted(walk.hints, key=lambda span: (span.start, -span.end)):
        if span.start >= end and taken.free(span.start, span.end):
            hints.append(span)
            end = span.end
    return tuple(hints)
