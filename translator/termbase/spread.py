"""One noun for several adjectives: «Смоленская и Тверская области», «Амурской, Сахалинской и
Магаданской областей».

The last adjective is a match together with the noun («Тверская области»), every earlier one by
itself («Смоленская»); each is a match of its own term «… область», in the singular.
"""

from __future__ import annotations

from translator.morphology import Reading, readings
from translator.termbase.pattern import Mode, Pattern
from translator.termbase.words import Part, is_capital

_JOINING = frozenset({"и", "или"})
_MOST = 12


def spread_at(
    pattern: Pattern, text: str, found: list[Part], i: int
) -> tuple[int, int, list[Reading]] | None:
    """Start, stop and the adjective's possible readings of a two-word name whose adjective is
    ``found[i]`` and whose noun is shared with other adjectives; else None."""
    if len(pattern.slots) != 2 or pattern.head != 1 or not pattern.proper:
        return None
    first, second = pattern.slots
    if first.mode is not Mode.AGREES or not is_capital(found[i].text):
        return None
    own = [
        r
        for r in first.fitting_readings(found[i], plural=False)
        if r.pos == "ADJF" and r.number == "sing"
    ]
    if not own:
        return None
    last, noun = _shared_noun(text, found, i)
    if noun is None:
        return None
    if last == i and not _adjective_before(text, found, i, own):
        return None
    shared = second.fitting_readings(noun, plural=False)
    genders = {r.gender for r in readings(second.text) if r.pos == "NOUN"}
    fitting = [
        o
        for o in own
        if o.gender in genders and any(r.case == o.case and _fits(r, last == i) for r in shared)
    ]
    if not fitting:
        return None
    return found[i].start, noun.stop if last == i else found[i].stop, fitting


def _fits(noun: Reading, beside: bool) -> bool:
    """A singular noun beside its adjective is an ordinary match."""
    return noun.number == "plur" or not beside


def _shared_noun(text: str, found: list[Part], i: int) -> tuple[int, Part | None]:
    """Index of the last adjective of the list that ``found[i]`` opens, and the noun after it."""
    j = i
    while j + 1 < len(found) and j < i + _MOST:
        between = text[found[j].stop : found[j + 1].start]
        following = found[j + 1]
        if between.isspace() and following.form in _JOINING and j + 2 < len(found):
            if not text[following.stop : found[j + 2].start].isspace():
                break
            j += 2
        elif between.strip() == ",":
            j += 1
        elif between.isspace() and _is_noun(following):
            return j, following
        else:
            break
        if not _is_adjective(found[j]):
            break
    return i, None


def _adjective_before(text: str, found: list[Part], i: int, own: list[Reading]) -> bool:
    if not i:
        return False
    k = i - 1
    if found[k].form in _JOINING:
        k -= 1
    elif text[found[k].stop : found[i].start].strip() != ",":
        return False
    return (
        k >= 0
        and _is_adjective(found[k])
        and any(r.case == o.case for r in readings(found[k].text) for o in own)
    )


def _is_adjective(part: Part) -> bool:
    return is_capital(part.text) and any(r.pos == "ADJF" for r in readings(part.text))


def _is_noun(part: Part) -> bool:
    return part.script == "cyrillic" and any(r.pos == "NOUN" for r in readings(part.text))
