"""The persons and places that a text is known to be about, found in it by their declined forms.

Before a guess is made about an unknown word («Лищенюком» as it stands) it is asked whether the
word can be a case form of somebody's surname or of a place's name («Павел Лищенюк» is named).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from translator.morphology import Reading, fold, readings
from translator.names.context import CASE_ORDER, Sentence, grammar, is_holder, is_office, title_case
from translator.names.declension import gender_of, place_forms, surname_forms
from translator.names.ledger import Entry
from translator.names.tables import words
from translator.units import NameMatch

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Known:
    """A surname or a place in the nominative and in Chinese; ``gender`` m, f or empty."""

    kind: str
    name: str
    zh: str
    gender: str = ""


@dataclass(frozen=True)
class Roll:
    """Who and what is known."""

    known: tuple[Known, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Roll:
        """The surnames of persons (of one Chinese form each) and the places of a ledger."""
        people: dict[tuple[str, str], dict[str, Known]] = {}
        places: list[Known] = []
        for entry in entries:
            if entry.kind == "place":
                if all(map(title_case, entry.name.split())):
                    places.append(Known("place", entry.name, entry.zh))
                continue
            words, parts = entry.name.split(), entry.zh.split("·")
            if entry.kind == "person-surname" or (
                entry.kind == "person" and len(words) == len(parts) > 1
            ):
                gender = gender_of(words)
                one = Known("person", words[-1], parts[-1], gender)
                people.setdefault((fold(words[-1]), gender), {}).setdefault(parts[-1], one)
        surnames = [next(iter(found.values())) for found in people.values() if len(found) == 1]
        return cls((*surnames, *places))

    @cached_property
    def _index(self) -> dict[tuple[str, ...], list[tuple[Known, frozenset[str]]]]:
        index: dict[tuple[str, ...], list[tuple[Known, frozenset[str]]]] = {}
        for one in self.known:
            if one.kind == "place":
                for words, cases in place_forms(one.name).items():
                    index.setdefault(words, []).append((one, cases))
            else:
                for gender in one.gender or "mf":
                    for word, cases in surname_forms(one.name, gender).items():
                        index.setdefault((word,), []).append((one, cases))
        return index

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._index), default=0)

    def read(self, words: Sequence[str]) -> tuple[tuple[Known, frozenset[str]], ...]:
        """Those of whose name the words can be a form, each once, with the cases."""
        found: dict[Known, frozenset[str]] = {}
        for one, cases in self._index.get(tuple(map(fold, words)), ()):
            found[one] = found.get(one, frozenset()) | cases
        return tuple(found.items())

    def find(self, text: str, taken: Iterable[Span]) -> list[NameMatch]:
        """Mentions outside the spans that are taken.

        A form that two may have, the man and the woman or the man and the village, is left out;
        at the start of a sentence an ordinary word is no name («Мороз ударил»).
        """
        if not self.known:
            return []
        sentence = Sentence.read(text, tuple(taken))
        found: list[NameMatch] = []
        index = 0
        while index < len(sentence.tokens):
            match, used = self._at(sentence, index)
            if match:
                found.append(match)
            index += used
        return found

    def _at(self, sentence: Sentence, index: int) -> tuple[NameMatch | None, int]:
        run: list[str] = []
        while len(run) < self._longest and sentence.capital(index + len(run)):
            if run and not sentence.joined(index + len(run)):
                break
            run.append(sentence.tokens[index + len(run)].text)
        for count in range(len(run), 0, -1):
            fitting = _narrowed(sentence, index, self.read(run[:count]))
            if len(fitting) == 1 and _is_meant(sentence, index, *fitting[0]):
                return _match(sentence, index, count, *fitting[0]), count
            if fitting:
                return None, count
        return None, 1


Fitting = tuple[tuple[Known, frozenset[str]], ...]


def _narrowed(sentence: Sentence, index: int, fitting: Fitting) -> Fitting:
    """Of several who fit those whom the words beside allow: «Попова рассказала» is the woman,
    «в Дорохове» the village and «Дорохова поздравили» the man."""
    if len(fitting) < 2:
        return fitting
    if len({one.kind for one, _ in fitting}) > 1:
        before = sentence.tokens[index - 1].text.lower() if index else ""
        kind = "place" if before in words("where") else "person"
        fitting = tuple((one, cases) for one, cases in fitting if one.kind == kind)
    gender = {"masc": "m", "femn": "f"}.get(sentence.verb_gender(index), "")
    subject = tuple(
        (one, cases) for one, cases in fitting if one.gender == gender and "nom" in cases
    )
    return subject if len(fitting) > 1 and gender and subject else fitting


def _is_meant(sentence: Sentence, index: int, one: Known, cases: frozenset[str]) -> bool:
    """Whether nothing beside the word says that it is another thing or person."""
    token = sentence.tokens[index]
    if sentence.kind_before(index) and not holds_office(sentence, index - 1):
        before = sentence.tokens[index - 1]
        if sentence.free(before.start, before.stop):  # else the kind word of the name before
            return False  # «село Дорохово», «улица Дорохова»
    if not sentence.initial(index):
        return True
    if (
        one.kind == "person"
        and "nom" not in cases
        and sentence.verb_gender(index) == "femn"
        and re.search(r"(?:[оеё]в|[иы]н)а$", token.text)
    ):
        return False  # «Дорохова рассказала» is a woman, and Дорохов alone is known
    return not is_ordinary(token.text, sentence.verb_after(index))


def holds_office(sentence: Sentence, index: int) -> bool:
    """«глава города Лищенюк»: the kind word belongs to an office, not to the name after it."""
    before = sentence.tokens[index - 1].text if index > 0 else ""
    return bool(before) and (is_office(before) or is_holder(before))


def is_ordinary(word: str, is_subject: bool) -> bool:
    """Whether a word is one of the dictionary's; «Полозков поблагодарил» has a subject, and the
    word's other reading (of полозок) can be none."""
    return any(
        r.known
        and not r.tags & {"Surn", "Name", "Patr", "Geox"}
        and (not is_subject or _may_be_subject(r))
        for r in readings(word)
    )


def _may_be_subject(reading: Reading) -> bool:
    """Neither a short adjective (головнёв) nor one of a possessor (попова)."""
    return reading.case in {"nom", ""} and reading.pos != "ADJS" and "Poss" not in reading.tags


def _match(
    sentence: Sentence, index: int, count: int, one: Known, cases: frozenset[str]
) -> NameMatch:
    start, stop = sentence.tokens[index].start, sentence.tokens[index + count - 1].stop
    case = next((case for case in CASE_ORDER if case in cases), "")
    return NameMatch(
        one.kind, start, stop, sentence.text[start:stop], one.name, one.zh, (), False,
        grammar(frozenset({case}) if case else frozenset()),
    )  # fmt: skip
