"""Districts that share one kind word: «Чумкинского и Верхнениркинского районов».

Each adjective names a district of its own; the kind word stands with the last one only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.morphology import readings
from translator.names.context import Sentence
from translator.names.places import kind_of
from translator.names.toponyms import adjective_nominative, adjective_place
from translator.units import NameMatch

_ADJECTIVE = re.compile(r"(?:[сц]к|н|в)(?:ий|ый|ого|ому|им|ым|ом|ая|ой|ую|ое)$")
_JOINTS = frozenset({"и", ",", "или"})


def find_districts(sentence: Sentence) -> Iterator[NameMatch]:
    """The districts of every list before a kind word in the plural."""
    for index, token in enumerate(sentence.tokens):
        if index < 3 or token.kind != "word" or not token.text.islower():
            continue
        if not any(r.number == "plur" and r.pos == "NOUN" for r in readings(token.text)):
            continue
        kind, first = _kind(sentence, index)
        if not kind:
            continue
        gender = readings(token.text)[0].gender or _gender(kind[0])
        for at in _adjectives(sentence, first - 1):
            if not sentence.capital(at):
                continue  # listed, and found already
            adjective = adjective_nominative(sentence.tokens[at].text, gender)
            made = adjective_place(adjective)
            if not made:
                continue
            start = sentence.tokens[at].start
            last = at == first - 1 and sentence.free(start, token.stop)
            stop = token.stop if last else sentence.tokens[at].stop
            yield NameMatch(
                "place", start, stop, sentence.text[start:stop], f"{adjective} {kind[0]}",
                made.zh + kind[1], tuple(also + kind[1] for also in made.also), False,
                _case(sentence.tokens[at].text),
            )  # fmt: skip


def _kind(sentence: Sentence, index: int) -> tuple[tuple[str, str] | None, int]:
    """The kind word that ends here, of one word or two, and where it begins."""
    before, here = sentence.tokens[index - 1].text, sentence.tokens[index].text
    pair = kind_of(f"{before} {here}", "after") if before.islower() else None
    return (pair, index - 1) if pair else (kind_of(here, "after"), index)


def _gender(kind: str) -> str:
    return readings(kind.split()[-1])[0].gender


def _adjectives(sentence: Sentence, last: int) -> list[int]:
    """Places in the sentence of the adjectives of a list that ends here; empty for one alone."""
    found: list[int] = []
    at = last
    while at >= 0 and _ADJECTIVE.search(sentence.tokens[at].text):
        if not sentence.tokens[at].text[0].isupper():
            break
        found.append(at)
        if at < 2 or sentence.tokens[at - 1].text not in _JOINTS:
            break
        at -= 2
    return found[::-1] if len(found) > 1 else []


def _case(word: str) -> str:
    return next((r.marks for r in readings(word) if r.pos == "ADJF"), "")
