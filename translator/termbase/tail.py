"""Whether what a term governs goes on after it: «министерство экономики» is no term in
«министерство экономики и финансов», but is one in «министерство экономики и губернатор».
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from translator.morphology import Reading, fold, readings
from translator.termbase.government import governed_cases
from translator.termbase.pattern import Mode, Pattern
from translator.termbase.words import JOINING, Part, is_capital, kind_words

_MODIFIERS = frozenset({"ADJF", "PRTF"})
_LONGEST_LIST = 6


@lru_cache(maxsize=1)
def heads() -> frozenset[str]:
    """Folded words for bodies and groups of people, from heads.txt."""
    lines = Path(__file__).with_name("heads.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line and not line.startswith("#"))


def tail_goes_on(
    pattern: Pattern, text: str, found: list[Part], i: int, agreeing: Sequence[Reading]
) -> bool:
    """Whether words joined by «и», «или» or commas belong to the term's last word.

    They do where they have its case and cannot have the case of the head (``agreeing``). Where
    they fit both (представители министерства экономики и …), a living being, a body (heads.txt)
    or a capitalised name is a new member, anything else goes with the last word. A name at the
    end of a term is only continued by another place (президенты России и Китая).
    """
    size = len(pattern.slots)
    last = pattern.slots[-1]
    if pattern.head >= size - 1 or last.mode not in {Mode.FROZEN, Mode.ABBREVIATION}:
        return False
    members = _members(text, found, i + size)
    if not members:
        return False
    cases = _tail_cases(pattern, found[i : i + size])
    head_cases = frozenset(r.case for r in agreeing)
    return all(_coordinated(pattern, found[i + size - 1], m, cases, head_cases) for m in members)


def _members(text: str, found: list[Part], j: int) -> list[list[Part]]:
    """The noun groups of a list that goes on at ``found[j]``, none where it does not end
    with a conjunction."""
    members: list[list[Part]] = []
    while 0 < j < len(found) and len(members) < _LONGEST_LIST:
        between = text[found[j - 1].stop : found[j].start]
        joined = found[j].form in JOINING and between.isspace()
        if not joined and between.strip() != ",":
            return []
        if joined:
            j += 1
            if j >= len(found) or not text[found[j - 1].stop : found[j].start].isspace():
                return []
        group = _noun_group(text, found, j)
        if not group:
            return []
        members.append(group)
        if joined:
            return members
        j += len(group)
    return []


def _noun_group(text: str, found: list[Part], j: int) -> list[Part]:
    group: list[Part] = []
    for part in found[j : j + 4]:
        if group and not text[group[-1].stop : part.start].isspace():
            return []
        group.append(part)
        first = readings(part.text)[0]
        if part.script != "cyrillic" or first.pos not in {"NOUN", *_MODIFIERS}:
            return []
        if first.pos == "NOUN":
            return group
    return []


def _tail_cases(pattern: Pattern, window: list[Part]) -> frozenset[str]:
    if pattern.slots[-1].mode is Mode.ABBREVIATION:
        return frozenset({"gen"})
    cases = frozenset(r.case for r in readings(window[-1].text) if r.pos == "NOUN")
    for part in reversed(window[pattern.head + 1 : -1]):
        if allowed := governed_cases(part.form):
            return cases & frozenset(allowed)
    return frozenset({"gen"}) if "gen" in cases else cases & {"dat", "ins"}


def _coordinated(
    pattern: Pattern,
    tail: Part,
    group: list[Part],
    cases: frozenset[str],
    head_cases: frozenset[str],
) -> bool:
    noun = [r for r in readings(group[-1].text) if r.pos == "NOUN"]
    own = frozenset(r.case for r in noun)
    for part in group[:-1]:
        own &= frozenset(r.case for r in readings(part.text) if r.pos in _MODIFIERS)
    if not own & cases:
        return False
    lemmas = {fold(r.lemma) for r in noun}
    if is_capital(pattern.slots[-1].text):
        return any("Geox" in r.tags for r in noun) or not lemmas.isdisjoint(kind_words())
    if is_capital(group[0].text) and not is_capital(tail.text):
        return False
    if not own & head_cases:
        return True
    tail_nouns = [r for r in readings(tail.text) if r.pos == "NOUN"]
    if _lives(noun) and not _lives(tail_nouns):
        return False
    return lemmas.isdisjoint(heads()) or not heads().isdisjoint(fold(r.lemma) for r in tail_nouns)


def _lives(found: Sequence[Reading]) -> bool:
    return bool(found) and "anim" in found[0].tags
