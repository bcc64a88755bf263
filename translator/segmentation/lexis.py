"""What the rules know of words: the classes of words.tsv, and pymorphy3's readings of a clause.

A full stop after ``2024 г.`` or ``3 млрд руб.`` is both the mark of the abbreviation and,
perhaps, of the sentence. What tells them apart is whether a clause has been completed:
«В 2024 г. Смоленская область …» has no predicate before the stop, «Завод открыт в 2024 г.
Губернатор …» has one.

Classes of words.tsv, abbreviations first: ``head`` needs what follows (ул.), ``tail`` may end a
sentence (руб.), ``both`` is a tail after a number and a head elsewhere (5 м.; м. Крильон),
``year`` the same for dates, ``numbered`` goes before a number (рис. 2), ``degree`` before a
person, ``list`` ends an enumeration (и др.), ``plain`` is no abbreviation though razdel thinks
so. Words: ``brand`` ends with a mark, ``letter`` is followed by a label (точка M), ``heading``
by a number (Глава 3), ``conjunction`` and ``opening`` begin a clause that is not yet the main
one, ``surname`` looks like a particle.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from translator.morphology import Reading, fold, lemmas, readings

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DASH = re.compile(r"\s[–—-]\s")
_STRETCH = re.compile(r"[,:;–—]\s")
_FUNCTION = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "ADVB", "INTJ", "PRED", "GRND"})
_PREDICATE = frozenset({"VERB", "PRTS", "ADJS", "PRED"})
_PROPER = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    text = files("translator.segmentation").joinpath("words.tsv").read_text(encoding="utf-8")
    table: dict[str, set[str]] = {}
    for line in text.splitlines()[1:]:
        form, kind, _ = line.split("\t")
        table.setdefault(form, set()).add(kind)
    return {form: frozenset(kinds) for form, kinds in table.items()}


def classes(word: str) -> frozenset[str]:
    """Classes of a form as written in words.tsv (lower case, parts apart by one space).

    >>> sorted(classes("т д"))
    ['list']
    """
    return _classes().get(word.lower(), frozenset())


def of_class(kind: str) -> list[str]:
    """All forms of a class, in the order of words.tsv."""
    return [form for form, kinds in _classes().items() if kind in kinds]


def is_any(word: str, kind: str) -> bool:
    """Does any lemma of the word belong to the class?"""
    return any(kind in classes(lemma) for lemma in lemmas(word))


def _likely(word: str) -> list[Reading]:
    found = readings(word)
    return [r for r in found if r.score >= 0.3] or list(found[:1])


def is_function(word: str) -> bool:
    """A preposition, conjunction, particle, pronoun or adverb: with a capital, it begins a
    sentence, for no proper name begins with it outside quotation marks."""
    return readings(word)[0].pos in _FUNCTION


def is_proper(word: str) -> bool:
    """A known name of a person, a place or an organisation, or an acronym."""
    if len(word) > 1 and word.isupper():
        return True
    return any(r.tags & _PROPER for r in readings(word))


def is_inflected_name(word: str) -> bool:
    """A known place or surname in a case other than the nominative («в Смоленске»): no brand."""
    return any(r.known and r.tags & {"Geox", "Surn"} and r.case != "nom" for r in readings(word))


def is_surname(word: str) -> bool:
    """A surname, known or guessed by its ending."""
    found = readings(word)
    return any("Surn" in r.tags for r in found) or not found[0].known


def is_verb(word: str) -> bool:
    """Most likely a finite verb, a short participle or an infinitive."""
    return readings(word)[0].pos in {"VERB", "PRTS", "INFN"}


def is_plural_verb(word: str) -> bool:
    """Most likely a finite verb in the plural («США назвали»)."""
    return bool(word) and readings(word)[0].pos == "VERB" and readings(word)[0].number == "plur"


def may_be_subject(word: str) -> bool:
    """Has a nominative reading, or is no noun or adjective at all."""
    found = [r for r in readings(word) if r.score >= 0.05]
    return any(r.case in {"nom", ""} for r in found)


def is_adjective(word: str) -> bool:
    """Most likely a full adjective or participle."""
    return readings(word)[0].pos in {"ADJF", "PRTF"}


def has_predicate(text: str) -> bool:
    """Does a finite verb, a short form or a dash in place of the verb stand in ``text``?

    >>> has_predicate("Завод открыт"), has_predicate("В мае 2024")
    (True, False)
    """
    if _DASH.search(text):
        return True
    words = (m.group() for m in _WORD.finditer(text))
    return any(
        r.pos in _PREDICATE
        for word in words
        if len(word) > 2 and not classes(word) & {"tail", "head"}
        for r in _likely(word)
    )


def is_complete(left: str) -> bool:
    """Could a sentence end after ``left``, the text since the sentence began?

    The stretch after the last comma or colon decides, when it is a clause of its own that has
    only begun («…, что в 2024 г.», «Как сообщил министр, в 2024 г.», «отметил: в 2024 г.»).
    """
    marks = list(_STRETCH.finditer(left))
    if not marks:
        return has_predicate(left)
    stretch = left[marks[-1].end() :]
    if has_predicate(stretch):
        return True
    words = _WORD.findall(stretch)
    mark = left[marks[-1].start()]
    if mark == ":" or (words and "conjunction" in classes(fold(words[0]))):
        return False
    first = _WORD.search(left)
    if len(marks) == 1 and mark == "," and first and "opening" in classes(fold(first.group())):
        return False
    return has_predicate(left)
