"""Forms of names that the dictionary does not know (Шэньчжэнь, Йошкар-Ола).

The analyser guesses the lemma of each form of an unknown word anew, and the guesses often
differ (Шэньчжэня is taken for a verb form); the declensions of place names are few
(Russkaya grammatika 1980, §1176 ff.), so the forms are made from the term instead.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from translator.morphology import Reading, fold

_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")


@lru_cache(maxsize=1)
def _declensions() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    lines = Path(__file__).with_name("endings.tsv").read_text(encoding="utf-8").splitlines()
    rows = []
    for line in lines[1:]:
        ending, _, forms = line.partition("\t")
        pairs = [form.partition(":") for form in forms.split()]
        rows.append((ending, tuple((case, tail) for case, _, tail in pairs)))
    return tuple(rows)


@lru_cache(maxsize=10_000)
def declined(name: str) -> dict[str, tuple[Reading, ...]]:
    """Folded form -> its readings, for the nominative singular of a name.

    >>> [r.case for r in declined("Ола")["олы"]]
    ['gen']
    """
    lemma = fold(name)
    found: dict[str, list[Reading]] = {}
    for ending, forms in _declensions():
        if not lemma.endswith(ending) or (not ending and lemma[-1] not in _CONSONANTS):
            continue
        stem = lemma[: len(lemma) - len(ending)]
        for case, tail in forms:
            reading = Reading(lemma, "NOUN", case, "sing", "", frozenset({"Geox"}), 0.5, False)
            found.setdefault(stem + tail, []).append(reading)
    return {form: tuple(readings) for form, readings in found.items()}


@lru_cache(maxsize=1)
def _adjectives() -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    path = Path(__file__).with_name("adjective_endings.tsv")
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        ending, gender, forms = line.split("\t")
        pairs = [form.partition(":") for form in forms.split()]
        rows.append((ending, gender, tuple((case, tail) for case, _, tail in pairs)))
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@lru_cache(maxsize=10_000)
def described(name: str, gender: str) -> dict[str, tuple[Reading, ...]]:
    """Folded form -> its readings, for an adjective that opens a name, full or possessive
    («Шерловая» Гора, «Куликово» поле); empty where it has not the ``gender`` (masc, femn, neut,
    plur) of its noun.

    >>> [r.case for r in described("Куликово", "neut")["куликовом"]], described("Киев", "femn")
    (['loc'], {})
    """
    lemma = fold(name)
    found: dict[str, list[Reading]] = {}
    for ending, own, forms in _adjectives():
        if own != gender or not lemma.endswith(ending) or len(lemma) < len(ending) + 2:
            continue
        number = "plur" if own == "plur" else "sing"
        of = "" if own == "plur" else own
        for case, tail in (("nom", ending), *forms):
            reading = Reading(lemma, "ADJF", case, number, of, frozenset({"Geox"}), 0.5, False)
            found.setdefault(lemma[: len(lemma) - len(ending)] + tail, []).append(reading)
        break
    return {form: tuple(readings) for form, readings in found.items()}
