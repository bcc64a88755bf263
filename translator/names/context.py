"""A sentence as its tokens, with what name rules ask about a spot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from translator.morphology import Token, fold, lemmas, readings, tokens
from translator.names.tables import words

_OPENERS = frozenset('.!?…«“„"(:–—-•')
_SCRIPTS = re.compile(r"[A-Za-zÀ-ÿ\u0400-\u04ff\u0301'’\u2010\u2011-]+$")
CASE_ORDER = ("nom", "gen", "dat", "acc", "ins", "loc")


@cache
def _place_kinds() -> frozenset[str]:
    return frozenset(map(fold, words("place_kinds")))


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens of ``text`` and the spans that are already taken."""

    text: str
    tokens: tuple[Token, ...]
    taken: tuple[tuple[int, int], ...]

    @classmethod
    def read(cls, text: str, taken: Sequence[tuple[int, int]]) -> Sentence:
        """Tokenise once; ``taken`` spans are code-point offsets."""
        return cls(text, tuple(_readable(token) for token in tokens(text)), tuple(taken))

    def free(self, start: int, stop: int) -> bool:
        """No taken span touches ``text[start:stop]``."""
        return all(stop <= a or b <= start for a, b in self.taken)

    def capital(self, index: int) -> bool:
        """A word in Cyrillic with a capital first letter and small ones after it, not taken."""
        if not 0 <= index < len(self.tokens):
            return False
        token = self.tokens[index]
        return (
            token.kind == "word" and title_case(token.text) and self.free(token.start, token.stop)
        )

    def joined(self, index: int) -> bool:
        """Token ``index`` follows its predecessor after one space."""
        before, here = self.tokens[index - 1], self.tokens[index]
        return here.start - before.stop == 1 and self.text[before.stop] in " \u00a0\u202f"

    def initial(self, index: int) -> bool:
        """A capital here says nothing: start of the sentence, of a quotation, of a remark."""
        if index == 0:
            return True
        before = self.tokens[index - 1]
        return before.kind == "mark" and before.text in _OPENERS

    def office_before(self, index: int) -> bool:
        """The word before is an office or calling (data/offices.tsv)."""
        if index == 0 or not self.joined(index):
            return False
        before = self.tokens[index - 1].text
        return is_office(before) or is_holder(before)

    def kind_before(self, index: int) -> bool:
        """The word before says what kind of place stands here: села Смеловка."""
        return index > 0 and bool(lemmas(self.tokens[index - 1].text) & _place_kinds())

    def verb_gender(self, index: int) -> str:
        """masc or femn of a past verb next to here, else empty."""
        if index + 1 >= len(self.tokens):
            return ""
        best = readings(self.tokens[index + 1].text)[0]
        return best.gender if best.pos == "VERB" and best.gender in {"masc", "femn"} else ""

    def holder_cases(self, index: int) -> frozenset[str]:
        """Cases of the word for a person that a name here stands beside.

        «директор по развитию Юлия Бочарова»: looks back over the words that belong to the
        office, up to a mark or a verb.
        """
        for back in range(index - 1, max(-1, index - 9), -1):
            token = self.tokens[back]
            if token.kind == "mark" and token.text not in "«»№-":
                break
            best = readings(token.text)[0] if token.kind == "word" else None
            if best and best.pos in {"VERB", "PREP", "CONJ"} and back == index - 1:
                break
            if best and best.pos == "VERB":
                break
            if token.kind == "word" and is_holder(token.text):
                return noun_cases(token.text)
        return frozenset()

    def verb_after(self, index: int, gender: str = "") -> bool:
        """The next token is a finite verb (of this gender, where it has one)."""
        if index + 1 >= len(self.tokens):
            return False
        return any(
            r.pos == "VERB" and (not gender or r.gender in {gender, ""})
            for r in readings(self.tokens[index + 1].text)
        )

    def lower_noun_after(self, index: int) -> bool:
        """The next token is a word that an adjective here would describe."""
        if index + 1 >= len(self.tokens) or self.tokens[index + 1].kind != "word":
            return False
        best = readings(self.tokens[index + 1].text)[0]
        return best.pos in {"NOUN", "ADJF"}


def _readable(token: Token) -> Token:
    """Words of other scripts become marks: pymorphy3 raises ValueError on unnamed characters."""
    if token.kind != "word" or _SCRIPTS.match(token.text):
        return token
    return Token(token.start, token.stop, "?", "mark")


@lru_cache(maxsize=20_000)
def title_case(word: str) -> bool:
    """Cyrillic, each hyphenated part capitalised or a small particle: Холм-Жирковский."""
    first = word[0]
    if any(letter.isupper() for part in word.split("-") for letter in part[1:]):
        return False
    return (
        first.isupper()
        and "\u0400" <= first <= "\u04ff"
        and not (len(word) > 1 and word.replace("-", "").isupper())
        and not any("a" <= letter.lower() <= "z" for letter in word)
    )


@lru_cache(maxsize=20_000)
def is_office(word: str) -> bool:
    """An office or calling, also behind a hyphen: вице-губернатора.

    >>> is_office("губернатором")
    True
    """
    if not word[0].isalpha():
        return False
    known = words("offices")
    last = word.rsplit("-", 1)[-1]
    return bool(lemmas(word) & known or (last and lemmas(last) & known))


@lru_cache(maxsize=20_000)
def is_holder(word: str) -> bool:
    """One person by calling: an animate noun in the singular, no name itself.

    >>> is_holder("художница"), is_holder("завода")
    (True, False)
    """
    if not word[0].isalpha():
        return False
    best = readings(word)[0]
    if best.tags & {"Surn", "Name", "Patr", "Geox"} or best.number == "plur":
        return False
    return is_office(word) or (best.known and best.pos == "NOUN" and "anim" in best.tags)


@lru_cache(maxsize=20_000)
def noun_cases(word: str) -> frozenset[str]:
    """Cases a noun's form may be in, in the singular."""
    return frozenset(
        r.case for r in readings(word) if r.pos == "NOUN" and r.case and r.number != "plur"
    )


def grammar(cases: frozenset[str], plural: bool = False) -> str:
    """Mark of the most usual case of a set, as :attr:`translator.morphology.Reading.marks`."""
    case = next((c for c in CASE_ORDER if c in cases), "")
    return case + (".pl" if plural and case else "")
