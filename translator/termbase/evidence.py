"""Whether the capitals of a place in a text bear a term out: names, homonyms, headlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from translator.morphology import Reading, fold, lemmas, readings
from translator.termbase.pattern import Mode, Pattern
from translator.termbase.words import Part, is_capital, is_caps, parts

_PROPER = frozenset({"Geox", "Orgn", "Name", "Surn", "Patr", "Trad"})
_GIVEN = frozenset({"Name", "Patr"})
_PERSONAL = frozenset({"Name", "Surn", "Patr"})
_PLACE_WORDS = frozenset({"в", "во", "из", "до", "г", "город"})
_SENTENCE_END = re.compile(r"(?:^|[.!?…:;]|\n)[\s–—•*\-\"'«“„(\[]*$")
_SHORT_FOR = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,3}\.\s*$")
_INITIAL = re.compile(r"(?<![^\W\d_])[А-ЯЁ]\.\s?$")
_INITIALS = re.compile(r"\s[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?(?!\w)")
_NEAR = 12


def evidence(pattern: Pattern, text: str, found: list[Part], i: int) -> int | None:
    """How well the capitals fit (see :meth:`TermBase.find`), or None where they do not."""
    window = found[i : i + len(pattern.slots)]
    first = window[0]
    pairs = [
        (slot, part)
        for slot, part in zip(pattern.slots, window, strict=True)
        if not slot.shortened(part)
    ]
    if pattern.term.case_sensitive and any(
        _shape(slot.text) != _shape(part.text) for slot, part in pairs
    ):
        return None
    if any(
        slot.mode is Mode.FREE and is_capital(slot.text) and not is_capital(part.text)
        for slot, part in pairs
    ):
        return None
    if len(pairs) < len(window):
        return 2
    if pattern.slots[0].mode in {Mode.EXACT, Mode.ABBREVIATION} or first.script == "number":
        return 2
    headline = all(is_caps(p.text) or len(p.text) == 1 for p in window) and _is_headline(
        text, first.start, window[-1].stop
    )
    opens = headline or _opens_sentence(text, first.start, window[-1].stop)
    if len(window) == 1 and _is_surname(pattern, text, found, i):
        return None
    if not pattern.proper:
        return _ordinary(pattern, text, found, i, opens=opens, headline=headline)
    if not is_capital(first.text) and not _kind_in_small(pattern, window):
        return None
    if len(window) == 1 and (
        _belongs_to_a_person(pattern, text, found, i)
        or _describes_next(text, found, i)
        or _stands_in_a_name(pattern, text, found, i)
    ):
        return None
    if not opens:
        return 2
    if len(window) > 1:
        inner = [
            (is_capital(slot.text), is_capital(part.text))
            for slot, part in zip(pattern.slots[1:], window[1:], strict=True)
        ]
        return None if any(wanted and not given for wanted, given in inner) else 2
    if _is_quoted(text, first.start, first.stop):
        return 2
    return _plausible(pattern, text, found, i)


def _kind_in_small(pattern: Pattern, window: list[Part]) -> bool:
    """Whether only the kind word stands in small letters: «в республике Бурятия», «республик
    Бурятия и Тыва»."""
    kind, *rest = zip(pattern.slots, window, strict=True)
    return (
        bool(kind[0].short)
        and not pattern.term.case_sensitive
        and all(is_capital(part.text) for slot, part in rest if is_capital(slot.text))
        and any(is_capital(part.text) for _, part in rest)
    )


def _ordinary(
    pattern: Pattern, text: str, found: list[Part], i: int, *, opens: bool, headline: bool
) -> int | None:
    """A term in small letters: not an abbreviation, not somebody's or some place's name."""
    part = found[i]
    if len(pattern.slots) > 1 or not is_capital(part.text) or headline:
        return 1
    if is_caps(part.text) and len(part.text) <= 5:
        return None
    tags = frozenset[str]().union(*(r.tags for r in readings(part.text)))
    if not opens:
        return None if tags & _PROPER and not _describes_next(text, found, i) else 1
    follower = found[i + 1] if i + 1 < len(found) else None
    if tags & _PERSONAL and follower is not None and is_capital(follower.text):
        return None if _names_a_person(readings(follower.text)) else 1
    return 1


def _describes_next(text: str, found: list[Part], i: int) -> bool:
    """Whether the word is an adjective of the next: «Мирный договор», «в Мичуринском районе»
    (the adjective, not the instrumental of Мичуринск)."""
    if i + 1 >= len(found) or not text[found[i].stop : found[i + 1].start].isspace():
        return False
    follower = {
        (r.case, r.number, "" if r.number == "plur" else r.gender)
        for r in readings(found[i + 1].text)
        if r.pos in {"NOUN", "ADJF"}
    }
    return any(
        r.pos == "ADJF" and (r.case, r.number, r.gender) in follower
        for r in readings(found[i].text)
        if "Fixd" not in r.tags and r.known
    )


def _belongs_to_a_person(pattern: Pattern, text: str, found: list[Part], i: int) -> bool:
    """Whether a place name is here a person's: «Владимир Петров», «Мария Иванова»; a form that
    may be a surname needs a place word before it («из Иванова»)."""
    part = found[i]
    personal = [r for r in readings(part.text) if r.known and r.tags & _PERSONAL]
    if not personal:
        return False
    before = found[i - 1] if i else None
    if before is not None and _PLACE_WORDS & lemmas(before.text):
        return False
    if not pattern.slots[0].fits_exactly(part):
        fitting = pattern.slots[0].fitting_readings(part, plural=pattern.plural)
        others = [r for r in personal if r not in fitting]
        if sum(r.score for r in others) > sum(r.score for r in fitting if r.known):
            return True
    after = found[i + 1] if i + 1 < len(found) else None
    if after is not None and text[part.stop : after.start].isspace() and _is_name(after):
        return True
    return (
        before is not None
        and text[before.stop : part.start].strip(". ") == ""
        and (len(before.text) == 1 and is_capital(before.text) or _is_name(before))
    )


def _stands_in_a_name(pattern: Pattern, text: str, found: list[Part], i: int) -> bool:
    """Whether a living being before and a surname after, all in one case, make the word a given
    name: «режиссёр Орёл Степанов»."""
    if not 0 < i < len(found) - 1 or not is_capital(found[i + 1].text):
        return False
    before, after = found[i - 1], found[i + 1]
    if not (
        text[before.stop : found[i].start].isspace() and text[found[i].stop : after.start].isspace()
    ):
        return False
    cases = {r.case for r in pattern.slots[0].fitting_readings(found[i], plural=pattern.plural)}
    cases &= {r.case for r in readings(after.text) if "Surn" in r.tags}
    return any(
        r.pos == "NOUN" and "anim" in r.tags and r.case in cases for r in readings(before.text)
    )


def _is_surname(pattern: Pattern, text: str, found: list[Part], i: int) -> bool:
    """Whether a given name that agrees, or initials, stand directly beside a capitalised
    adjective or name: «Олег Томский», «Мария Донская», «Томский О. В.»."""
    part = found[i]
    if part.script != "cyrillic" or not is_capital(part.text) or is_caps(part.text):
        return False
    adjectives = [r for r in readings(part.text) if r.pos == "ADJF"]
    if adjectives:
        start, stop = part.start, part.stop
        if _INITIAL.search(text[max(0, start - 6) : start]) or _INITIALS.match(text[stop:]):
            return True
    elif not pattern.proper:
        return False
    if i and text[found[i - 1].stop : part.start].isspace():
        own = adjectives or pattern.slots[0].fitting_readings(part, plural=pattern.plural)
        if _given_name_agrees(found[i - 1], own, strict=not adjectives):
            return True
    if not adjectives or i + 1 == len(found):
        return False
    after = found[i + 1]
    return text[part.stop : after.start].isspace() and _given_name_agrees(after, adjectives)


def _given_name_agrees(part: Part, own: Sequence[Reading], *, strict: bool = False) -> bool:
    """With ``strict`` a given name that is a place too (Владимир) does not count."""
    if part.script != "cyrillic" or not is_capital(part.text) or len(part.text) < 3:
        return False
    found = [r for r in readings(part.text) if r.known]
    if strict and any("Geox" in r.tags for r in found):
        return False
    return any(
        r.tags & _GIVEN and r.case == o.case and (strict or o.gender in {r.gender, ""})
        for r in found
        for o in own
    )


def _is_name(part: Part) -> bool:
    """Whether a capitalised word can be part of a person's name."""
    if part.script != "cyrillic" or not is_capital(part.text) or is_caps(part.text):
        return False
    found = readings(part.text)
    return _names_a_person(found) or not any(r.known for r in found)


def _names_a_person(found: tuple[Reading, ...]) -> bool:
    return any(r.tags & _PERSONAL for r in found)


def _plausible(pattern: Pattern, text: str, found: list[Part], i: int) -> int | None:
    """A one-word name where its capital proves nothing: the context decides, else the lexicon."""
    part = found[i]
    names = [r for r in readings(part.text) if r.tags & _PROPER]
    ordinary = [r for r in readings(part.text) if r.known and not r.tags & _PROPER]
    if not ordinary:
        return 2
    if pattern.term.context:
        return 2 if _near_context(pattern.term.context, found, i) else None
    if pattern.term.case_sensitive:
        return 0 if sum(r.score for r in names) >= sum(r.score for r in ordinary) else None
    return 0 if names or pattern.slots[0].form not in homonyms() else None


@lru_cache(maxsize=1)
def homonyms() -> frozenset[str]:
    """Folded common words that are often names, from homonyms.txt."""
    lines = Path(__file__).with_name("homonyms.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line and not line.startswith("#"))


def _near_context(context: str, found: list[Part], i: int) -> bool:
    wanted: set[str] = set()
    for part in parts(context):
        wanted |= lemmas(part.text)
    near = found[max(0, i - _NEAR) : i] + found[i + 1 : i + 1 + _NEAR]
    return any(lemmas(part.text) & wanted for part in near if len(part.text) > 2)


def _opens_sentence(text: str, start: int, stop: int) -> bool:
    """Whether the capital at ``start`` may be owed to a sentence or a quotation that opens."""
    before = text[max(0, start - 40) : start]
    if before[-1:] in tuple('«“„"(') and before:
        return not _is_quoted(text, start, stop)
    if _SHORT_FOR.search(before) and not before.rstrip().endswith(("!", "?")):
        return False
    return _SENTENCE_END.search(before) is not None and (start <= 40 or not before.isspace())


def _is_quoted(text: str, start: int, stop: int) -> bool:
    return start > 0 and text[start - 1] in '«“„"' and text[stop : stop + 1] in tuple('»”“"')


def _is_headline(text: str, start: int, stop: int) -> bool:
    around = text[max(0, start - 40) : start] + text[stop : stop + 40]
    letters = [c for c in around if c.isalpha()]
    return bool(letters) and not any(c.islower() for c in letters)


def _shape(word: str) -> str:
    if is_caps(word):
        return "caps"
    return "title" if is_capital(word) else "lower"
