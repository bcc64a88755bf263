"""A glossary entry compiled into slots: which words inflect, which are frozen."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from translator.morphology import Reading, fold, readings
from translator.termbase.paradigm import declined, described
from translator.termbase.words import (
    OPENING,
    Part,
    bare_preposition,
    gap_kind,
    is_capital,
    is_caps,
    kind_words,
    parts,
    spelt_out,
)
from translator.units import Term

_ENDING = re.compile(r"[-’']?(?:[аеуы]|ом|ов|ам|ами|ах)")
_ADJECTIVE = re.compile("[сц]к(?:ий|ая|ое|ие)$")
_POSSESSIVE = re.compile("(?:[оеё]в|[иы]н)[аоы]?$")
_NOMINAL = frozenset({"NOUN", "ADJF", "PRTF"})
_CASES = ("nom", "gen", "dat", "acc", "ins", "loc")


class Mode(Enum):
    """How a slot compares: ``EXACT`` letter for letter (Latin, numbers), ``ABBREVIATION`` in
    capitals with an optional ending (МИДа), ``FROZEN`` the same form, ``AGREES`` any form that
    agrees with the head, ``FREE`` the same form or an agreeing one (в Республике Татарстан,
    в городе Смоленске)."""

    EXACT = "exact"
    ABBREVIATION = "abbreviation"
    FROZEN = "frozen"
    FREE = "free"
    AGREES = "agrees"


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of a term. ``gap`` is what stands before it, ``keys`` (word class, lemma);
    ``guessed`` says that the dictionary lacks the word, so that its forms are made by rule;
    ``gender`` is set where an adjective is a name (Октябрьский, not Октябрьская), ``short``
    is the lemma of a word that may be abbreviated (город: г.), ``describes`` the gender of the
    noun that an unknown adjective of a name goes with («Шерловая» Гора: femn)."""

    text: str
    form: str
    mode: Mode
    gap: str
    keys: frozenset[tuple[str, str]] = frozenset()
    guessed: bool = False
    gender: str = ""
    short: str = ""
    describes: str = ""

    def shortened(self, part: Part) -> bool:
        """Whether the part abbreviates this slot's word; «Г.» is rather somebody's initial."""
        if not self.short or (len(part.text) == 1 and is_capital(part.text)):
            return False
        return self.short in spelt_out().get(part.form, ())

    def fits_exactly(self, part: Part) -> bool:
        """Whether the part has the term's own form."""
        if self.mode is Mode.EXACT:
            return part.text == self.text
        if self.mode is Mode.ABBREVIATION:
            return part.text.startswith(self.text) and (
                len(part.text) == len(self.text)
                or _ENDING.fullmatch(part.text, len(self.text)) is not None
            )
        return bare_preposition(part.form) == bare_preposition(self.form)

    def fitting_readings(self, part: Part, *, plural: bool) -> list[Reading]:
        """The readings under which the part is a form of this slot's word."""
        bare = self.mode is Mode.ABBREVIATION and part.text == self.text
        if bare or part.script != "cyrillic":
            return []
        if self.shortened(part):
            return [
                Reading(self.short, "NOUN", case, "sing", "", frozenset(), 1 / len(_CASES), True)
                for case in _CASES
            ]
        if self.describes and is_capital(part.text):
            own = described(self.text, self.describes).get(part.form, ())
            if own:
                return list(own)
        made = declined(self.text) if is_capital(self.text) and is_capital(part.text) else {}
        if self.mode is Mode.ABBREVIATION:
            return list(made.get(part.form, ()))
        if self.guessed and part.form in made:
            return list(made[part.form])
        if self.guessed and not is_capital(part.text):
            return []
        if not self.keys:
            return []
        found = [
            r
            for r in readings(part.text)
            if (word_class(r), fold(r.lemma)) in self.keys
            and (not plural or r.number == "plur" or not r.number)
        ]
        if not found and not plural and any(name == "NOUN" for name, _ in self.keys):
            return list(made.get(part.form, ()))
        if self.gender:
            return [r for r in found if r.pos != "ADJF" or r.gender == self.gender]
        return found


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled term; ``head`` is the index of the word that governs the agreement,
    ``plural`` is True where the term itself is plural (its singular may mean another thing:
    власти and власть), ``quoted`` where it is written in quotes."""

    term: Term
    slots: tuple[Slot, ...]
    head: int
    plural: bool
    quoted: bool
    proper: bool


def word_class(reading: Reading) -> str:
    """The class in which forms share a lemma; participles keep voice and tense apart,
    superlatives stay apart from their adjective (высший and высокий)."""
    if "Supr" in reading.tags:
        return "ADJF.Supr"
    if reading.pos == "PRTF":
        voice = "pssv" if "pssv" in reading.tags else "actv"
        return f"PRTF.{voice}.{'past' if 'past' in reading.tags else 'pres'}"
    return "VERB" if reading.pos == "INFN" else reading.pos


def compile_term(term: Term) -> Pattern:
    """Find the head of a term (its first noun in the nominative) and what moves with it."""
    words = parts(term.ru)
    gaps = [""] + [
        gap_kind(term.ru[a.stop : b.start]) for a, b in zip(words, words[1:], strict=False)
    ]
    alone = [
        len(words) == 1 or gaps[i] == "-" or gaps[i + 1 : i + 2] == ["-"] or _closes_name(words, i)
        for i in range(len(words))
    ]
    nominative = [
        () if gaps[i + 1 : i + 2] == ["-"] and _is_first_half(word) else _nominative(word, alone[i])
        for i, word in enumerate(words)
    ]
    genders = [_described_gender(words, nominative, i) for i in range(len(words))]
    for i, gender in enumerate(genders):
        if gender:
            own = described(words[i].text, gender)[words[i].form]
            nominative[i] = tuple(r for r in own if r.case == "nom")
    head = _head(words, gaps, nominative)
    numbers = {r.number for r in nominative[head]} if head >= 0 else set()
    plural = numbers == {"plur"}
    slots = tuple(
        _slot(word, gaps[i], _agreeing(nominative[i], numbers), i - head if head >= 0 else None)
        for i, word in enumerate(words)
    )
    slots = tuple(
        replace(
            slot,
            guessed=bool(slot.keys) and not genders[i] and _is_guessed(words[i], alone[i]),
            describes=genders[i],
            gender=_own_gender(nominative[i]) if len(words) == 1 and is_capital(slot.text) else "",
            short=_kind_word(words[i]) if len(words) > 1 else "",
        )
        for i, slot in enumerate(slots)
    )
    if head < 0 and len(words) == 1 and slots[0].mode is Mode.FROZEN:
        slots = (_verb(words[0]),)
    first = slots[0]
    return Pattern(
        term=term,
        slots=slots,
        head=max(head, 0),
        plural=plural,
        quoted=term.ru[0] in OPENING,
        proper=is_capital(first.text) and first.mode not in {Mode.EXACT, Mode.ABBREVIATION},
    )


def _is_guessed(word: Part, alone: bool) -> bool:
    """Whether the dictionary lacks a name; it may know a homonym that is no nominative."""
    if word.script != "cyrillic" or not is_capital(word.text) or is_caps(word.text):
        return False
    known = [r for r in readings(word.text) if r.known]
    if not known and _ADJECTIVE.search(word.form):
        return False  # the analyser declines unknown adjectives well
    return not known or (alone and all(r.case != "nom" for r in known))


def _described_gender(words: list[Part], nominative: list[tuple[Reading, ...]], i: int) -> str:
    """Gender of the noun that an adjective with a capital goes with, if the dictionary does not
    decline the adjective: «Бованенковское» месторождение, «Шерловая» Гора, «Куликово» поле;
    of a possessive it knows only the surname or the town («Гаврилов» Посад, «Плещеево» озеро).
    Other adjectives may stand between: «Пятигорский» государственный университет.
    """
    word = words[i]
    if word.script != "cyrillic" or not is_capital(word.text) or is_caps(word.text):
        return ""
    known = [r for r in readings(word.text) if r.known and r.case == "nom"]
    if any(r.pos != "NOUN" for r in known) or (known and not _POSSESSIVE.search(word.form)):
        return ""
    for found in nominative[i + 1 :]:
        nouns = [r for r in found if r.pos == "NOUN"]
        if nouns:
            gender = "plur" if nouns[0].number == "plur" else nouns[0].gender
            return gender if gender and described(word.text, gender) else ""
        if not found:
            return ""
    return ""


def _closes_name(words: list[Part], i: int) -> bool:
    """Whether a word is the noun of a name that an adjective opens (Нижняя Рогоза)."""
    if i == 0 or i + 1 < len(words) or not is_capital(words[i - 1].text):
        return False
    return any(r.pos == "ADJF" and r.case == "nom" for r in readings(words[i - 1].text))


def _is_first_half(word: Part) -> bool:
    """Whether a word before a hyphen is no word of its own and has no cases (Кабардино-Балкария,
    Орехово-Зуево)."""
    return word.form.endswith("о") and not any(r.known for r in readings(word.text))


def _nominative(word: Part, alone: bool) -> tuple[Reading, ...]:
    if word.script != "cyrillic" or is_caps(word.text):
        return ()
    if _is_guessed(word, alone) and word.form in (made := declined(word.text)):
        return tuple(r for r in made[word.form] if r.case == "nom")[:1]
    found = tuple(r for r in readings(word.text) if r.pos in _NOMINAL and r.case == "nom")
    singular = tuple(r for r in found if r.number != "plur")
    return singular or found


def _head(words: list[Part], gaps: list[str], nominative: list[tuple[Reading, ...]]) -> int:
    """Index of the head; -1 where nothing inflects by case.

    An adjective before a nominative word is its modifier even if it could be a noun (учёный
    совет); in a compound the last noun inflects for certain (бизнес-миссия, премьер-министр).
    An abbreviation that opens the term is its head, and has no endings to agree with.
    """
    size = len(words)
    for i, word in enumerate(words):
        if not nominative[i]:
            hyphen_follows = i + 1 < size and gaps[i + 1] == "-"
            if (word.script == "latin" or is_caps(word.text)) and not hyphen_follows:
                return i
            continue
        head = i
        while head + 1 < size and nominative[head + 1]:
            adjective = any(r.pos != "NOUN" for r in nominative[head])
            if not adjective and gaps[head + 1] != "-":
                break
            head += 1
        return head
    return -1


def _kind_word(word: Part) -> str:
    if word.script != "cyrillic" or is_caps(word.text):
        return ""
    return next((fold(r.lemma) for r in readings(word.text) if fold(r.lemma) in kind_words()), "")


def _own_gender(found: tuple[Reading, ...]) -> str:
    genders = {r.gender for r in found}
    return genders.pop() if len(genders) == 1 and found[0].pos == "ADJF" else ""


def _agreeing(found: tuple[Reading, ...], numbers: set[str]) -> tuple[Reading, ...]:
    return tuple(r for r in found if not numbers or not r.number or r.number in numbers)


def _slot(word: Part, gap: str, found: tuple[Reading, ...], offset: int | None) -> Slot:
    """``offset`` is the word's distance from the head, None where the term has none."""
    keys = frozenset((word_class(r), fold(r.lemma)) for r in found)
    if word.script != "cyrillic":
        mode = Mode.EXACT
    elif is_caps(word.text):
        mode = Mode.ABBREVIATION
    elif offset is None or not found:
        mode = Mode.FROZEN
    elif offset == 0 or (offset < 0 and any(r.pos != "NOUN" for r in found)):
        mode = Mode.AGREES
    else:
        mode = Mode.FREE
    moves = mode in {Mode.FREE, Mode.AGREES}
    return Slot(word.text, word.form, mode, gap, keys if moves else frozenset())


def _verb(word: Part) -> Slot:
    keys = frozenset(
        (word_class(r), fold(r.lemma)) for r in readings(word.text) if r.pos in {"INFN", "ADJS"}
    )
    return Slot(word.text, word.form, Mode.AGREES if keys else Mode.FROZEN, "", keys)
