"""Noun groups and names of a text that may deserve an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from translator import names
from translator.morphology import Reading, Token, fold, inflected, readings, tokens

_MODIFIERS = frozenset({"ADJF", "PRTF"})
_FUNCTIONAL = frozenset({"Apro", "Anum", "Poss", "Subx"})
_LONGEST = 6
_KINDS = {"person": "", "place": "city", "organisation": "organisation", "brand": "brand"}
_ABBREVIATION = re.compile(r"(?<![\w-])[А-ЯЁ]{3,8}(?![\w-])")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An occurrence of what may be a term: ``text[start:stop]``. ``key`` is the same for all
    inflected forms, ``ru`` the form of an entry, ``kind`` empty for a noun group; ``zh`` what
    the tool would write for a name, empty for a noun group."""

    start: int
    stop: int
    key: str
    ru: str
    words: int
    kind: str = ""
    zh: str = ""


def find_candidates(text: str, taken: Sequence[Span]) -> list[Candidate]:
    """Names first, then abbreviations and noun groups outside them; nothing inside ``taken``
    (what the glossaries know), though a group may hold a known term."""
    found = [
        Candidate(
            m.start, m.stop, f"{m.kind}:{fold(m.lemma or m.text)}", m.lemma or m.text,
            len((m.lemma or m.text).split()), m.kind, m.zh,
        )
        for m in names.find(text, list(taken))
    ]  # fmt: skip
    spans = [(c.start, c.stop) for c in found]
    for match in _ABBREVIATION.finditer(text):
        if _free(match.span(), [*spans, *taken]) and not _shouts(text):
            word = match.group()
            found.append(Candidate(*match.span(), f"abbreviation:{word}", word, 1, "body"))
            spans.append(match.span())
    found += [
        group
        for group in _groups(text)
        if _free((group.start, group.stop), spans) and not _cuts(group, taken)
    ]
    return found


def _cuts(group: Candidate, taken: Sequence[Span]) -> bool:
    """Whether a group is a part of a known term, or holds only a part of one."""
    return any(
        a < group.stop
        and group.start < b
        and not (group.start <= a and b <= group.stop)
        or (a <= group.start and group.stop <= b)
        for a, b in taken
    )


def _shouts(text: str) -> bool:
    return sum(c.isupper() for c in text) > sum(c.islower() for c in text)


def _free(span: Span, taken: Sequence[Span]) -> bool:
    return all(span[1] <= a or b <= span[0] for a, b in taken)


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Folded lemmas that open or make no term, from stop_words.txt."""
    path = Path(__file__).parent / "data" / "stop_words.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line and not line.startswith("#"))


def _groups(text: str) -> Iterator[Candidate]:
    """Every noun group of two to six words: adjectives, a noun, what it governs in the genitive
    (морской порт, развитие морских портов области)."""
    found = tokens(text)
    for head in range(len(found)):
        nouns = _nouns(found[head])
        if not nouns:
            continue
        first = head
        while first and (agreeing := _agreeing(text, found, first - 1, nouns)):
            first, nouns = first - 1, agreeing
        ends = [head, *_tails(text, found, head)]
        for left in range(first, head + 1):
            for last in ends:
                if 2 <= last - left + 1 <= _LONGEST:
                    yield _group(found, left, head, last, nouns[0])


def _nouns(token: Token) -> list[Reading]:
    """The readings of a noun; none where the word is rather something else."""
    if not _ordinary(token) or len(token.text) < 3:
        return []
    best = readings(token.text)[0]
    if best.pos != "NOUN" or not best.known or fold(best.lemma) in stop_words():
        return []
    return [r for r in readings(token.text) if r.pos == "NOUN" and r.lemma == best.lemma]


def _ordinary(token: Token) -> bool:
    """A word in small letters, or one whose capital the start of the text explains."""
    if token.kind != "word" or token.text.islower():
        return token.kind == "word"
    return token.start == 0 and token.text.istitle() and readings(token.text)[0].known


def _adjacent(text: str, found: Sequence[Token], i: int) -> bool:
    return text[found[i].stop : found[i + 1].start].isspace()


def _agreeing(text: str, found: Sequence[Token], i: int, nouns: Sequence[Reading]) -> list[Reading]:
    """The readings of the noun with which the adjective at ``found[i]`` agrees."""
    token = found[i]
    if not _ordinary(token) or not _adjacent(text, found, i):
        return []
    best = readings(token.text)[0]
    if best.pos not in _MODIFIERS or best.tags & _FUNCTIONAL or fold(best.lemma) in stop_words():
        return []
    forms = {(r.case, r.number) for r in readings(token.text) if r.pos in _MODIFIERS}
    return [noun for noun in nouns if (noun.case, noun.number) in forms]


def _tails(text: str, found: Sequence[Token], head: int) -> Iterator[int]:
    """Where a group may end after its head: at each further noun in the genitive."""
    i = head
    while i + 1 < len(found) and i - head < _LONGEST and _adjacent(text, found, i):
        i += 1
        token = found[i]
        if not _ordinary(token):
            return
        cases = {(r.pos, r.case) for r in readings(token.text)}
        best = readings(token.text)[0]
        if ("NOUN", "gen") in cases and best.pos == "NOUN":
            if fold(best.lemma) in stop_words():
                return
            yield i
        elif best.pos not in _MODIFIERS or not any(case == "gen" for _, case in cases):
            return


def _group(found: Sequence[Token], left: int, head: int, last: int, noun: Reading) -> Candidate:
    """The group in the nominative singular; what follows the head stays as it is."""
    words = []
    for token in found[left:head]:
        best = next(r for r in readings(token.text) if r.pos in _MODIFIERS)
        number = "sing" if noun.gender else "plur"
        form = inflected(token.text, best.lemma, best.pos, "nom", number, noun.gender)
        words.append(form or best.lemma)
    words.append(noun.lemma)
    words += [token.text for token in found[head + 1 : last + 1]]
    ru = " ".join(words)
    return Candidate(found[left].start, found[last].stop, fold(ru), ru, last - left + 1)
