"""Words that stand once for several terms.

- One noun for several adjectives: «Смоленская и Тверская области», «сельское, лесное и рыбное
  хозяйство». The last adjective is a match together with the noun («Тверская области»), every
  earlier one by itself («Смоленская»).
- A noun left out the second time: «в Амурской области больше, чем в Сахалинской».
- A hanging hyphen: «газо- и нефтепроводы» has газопровод and нефтепровод.

Each match is one of its own term in full, in the singular where the adjective is.
"""

from __future__ import annotations

from translator.morphology import Reading, fold, readings
from translator.termbase.pattern import Mode, Pattern, Slot
from translator.termbase.words import HYPHENS, JOINING, Part, is_capital

_MODIFIERS = frozenset({"ADJF", "PRTF"})
_MOST = 12
_SHORTEST_TAIL = 4
_SHORTEST_HEAD = 3
Found = tuple[int, int, list[Reading]]


def spread_at(pattern: Pattern, text: str, found: list[Part], i: int) -> Found | None:
    """Start, stop and possible readings of the words at ``found[i]`` that stand for the term
    though its noun, or its second half, stands elsewhere; else None."""
    if len(pattern.slots) == 1:
        return _hanging(pattern.slots[0], text, found, i)
    size = len(pattern.slots) - 1
    if pattern.head != size or i + size > len(found):
        return None
    if any(slot.mode is not Mode.AGREES for slot in pattern.slots[:-1]):
        return None
    if any(slot.gap == "-" for slot in pattern.slots):
        return None
    if pattern.proper and not is_capital(found[i].text):
        return None
    own = _adjectives(pattern, text, found[i : i + size])
    if not own:
        return None
    return _shared(pattern, text, found, i, own) or (
        _left_out(pattern, text, found, i, own) if pattern.proper and size == 1 else None
    )


def _adjectives(pattern: Pattern, text: str, window: list[Part]) -> list[Reading]:
    """The singular readings in which the last of a term's adjectives agrees with the others."""
    own: list[Reading] = []
    for k, (slot, part) in enumerate(zip(pattern.slots, window, strict=False)):
        if k and not text[window[k - 1].stop : part.start].isspace():
            return []
        fitting = [
            r
            for r in slot.fitting_readings(part, plural=False)
            if r.pos in _MODIFIERS and r.number == "sing"
        ]
        forms = {(r.case, r.gender) for r in own}
        own = [r for r in fitting if not k or (r.case, r.gender) in forms]
    return own


def _shared(
    pattern: Pattern, text: str, found: list[Part], i: int, own: list[Reading]
) -> Found | None:
    at = i + len(pattern.slots) - 2
    last, noun = _shared_noun(text, found, at)
    if noun is None:
        return None
    if last == at and not _adjective_before(pattern, text, found, i, own):
        return None
    fitting = _agreeing(pattern.slots[-1], noun, own, beside=last == at)
    if not fitting:
        return None
    return found[i].start, noun.stop if last == at else found[at].stop, fitting


def _agreeing(second: Slot, noun: Part, own: list[Reading], *, beside: bool) -> list[Reading]:
    """The readings of the adjective that go with the noun; a singular noun beside its adjective
    is an ordinary match."""
    shared = second.fitting_readings(noun, plural=False)
    genders = {r.gender for r in readings(second.text) if r.pos == "NOUN"}
    return [
        o
        for o in own
        if o.gender in genders
        and any(r.case == o.case and (r.number == "plur" or not beside) for r in shared)
    ]


def _shared_noun(text: str, found: list[Part], i: int) -> tuple[int, Part | None]:
    """Index of the last adjective of the list that ``found[i]`` opens, and the noun after it;
    members of the list may have more than one adjective (Еврейскую автономную область)."""
    j = i
    joined = False
    while j + 1 < len(found) and j < i + _MOST:
        between = text[found[j].stop : found[j + 1].start]
        following = found[j + 1]
        if between.isspace() and following.form in JOINING and j + 2 < len(found):
            if not text[following.stop : found[j + 2].start].isspace():
                break
            j += 2
            joined = True
        elif between.strip() == ",":
            j += 1
            joined = True
        elif between.isspace() and _is_noun(following):
            return j, following
        elif between.isspace() and joined and _is_adjective(following):
            j += 1
        else:
            break
        if not _is_adjective(found[j]):
            break
    return i, None


def _adjective_before(
    pattern: Pattern, text: str, found: list[Part], i: int, own: list[Reading]
) -> bool:
    if not i:
        return False
    k = i - 1
    if found[k].form in JOINING:
        k -= 1
    elif text[found[k].stop : found[i].start].strip() != ",":
        return False
    return (
        k >= 0
        and (is_capital(found[k].text) or not pattern.proper)
        and _is_adjective(found[k])
        and any(r.case == o.case for r in readings(found[k].text) for o in own)
    )


def _left_out(
    pattern: Pattern, text: str, found: list[Part], i: int, own: list[Reading]
) -> Found | None:
    """An adjective without a noun, whose noun stands before it with another such adjective."""
    if i + 1 < len(found) and text[found[i].stop : found[i + 1].start].isspace():
        after = readings(found[i + 1].text)[0]
        if after.pos in {"NOUN", *_MODIFIERS}:
            return None
    second = pattern.slots[1]
    genders = {r.gender for r in readings(second.text) if r.pos == "NOUN"}
    fitting = [o for o in own if o.gender in genders]
    if not fitting:
        return None
    for k in range(i - 2, 0, -1):
        pair = found[k - 1], found[k]
        if not text[pair[0].stop : pair[1].start].isspace() or not is_capital(pair[0].text):
            continue
        if second.fitting_readings(pair[1], plural=False) and _is_adjective(pair[0]):
            return found[i].start, found[i].stop, fitting
    return None


def _hanging(slot: Slot, text: str, found: list[Part], i: int) -> Found | None:
    """«газо-» before «и нефтепроводы»: the word begins as the part, and a later word of the
    list ends as the word does."""
    part = found[i]
    size = len(part.form)
    if size < _SHORTEST_HEAD or not slot.form.startswith(part.form) or slot.form == part.form:
        return None
    if text[part.stop : part.stop + 1] not in tuple(HYPHENS) or i + 2 >= len(found):
        return None
    if text[part.stop + 1 : part.stop + 2] not in {" ", "\u00a0", ","}:
        return None
    tails = {lemma[size:] for _, lemma in slot.keys}
    tails = {tail for tail in tails if len(tail) >= _SHORTEST_TAIL}
    if not tails or (found[i + 1].form not in JOINING and text[part.stop + 1] != ","):
        return None
    for word in found[i + 1 : i + 5]:
        fitting = [
            r
            for r in readings(word.text)
            if r.pos == "NOUN" and any(fold(r.lemma).endswith(tail) for tail in tails)
        ]
        if fitting:
            return part.start, part.stop + 1, fitting
    return None


def _is_adjective(part: Part) -> bool:
    return part.script == "cyrillic" and any(r.pos in _MODIFIERS for r in readings(part.text))


def _is_noun(part: Part) -> bool:
    return part.script == "cyrillic" and any(r.pos == "NOUN" for r in readings(part.text)[:3])
