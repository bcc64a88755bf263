"""Names of places in the nominative and in Chinese: listed, by meaning, by table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from translator.morphology import Reading, fold, lemmas, readings
from translator.names import established, forms, relatives
from translator.names.tables import rows
from translator.names.transcription import Transcription, transcribe

STREETS = frozenset({"街", "大街", "广场", "巷"})
_ENDINGS = ("", "а", "о", "ь", "и", "ы", "ск", "ово", "ево", "ино", "ка", "я", "е")


@cache
def parts_by_meaning() -> dict[str, str]:
    return {fold(word): zh for word, zh, *_ in rows("parts")}


@lru_cache(maxsize=20_000)
def nominative(word: str) -> str:
    """Nominative of a place name: listed form, dictionary's reading, or the form as it stands.

    >>> nominative("Вязьме")
    'Вязьма'
    """
    known = established.places()
    for lemma in (fold(word), *sorted(lemmas(word)), *foreign_forms(word)):
        if lemma in known:
            return known[lemma].name
    for reading in readings(word):
        if "Geox" in reading.tags and (reading.known or reading.case == "nom"):
            return with_capitals(reading.lemma, word)
    best = readings(word)[0]
    if best.pos == "ADJF" and best.known:
        gender = "plur" if best.number == "plur" else best.gender
        return with_capitals(agree(best.lemma, gender), word)
    return word


def _pairs(adjective: str, noun: str) -> list[tuple[Reading, Reading]]:
    """Readings under which the two words are of one case, number and gender."""
    return [
        (a, n)
        for a in readings(adjective)
        if a.pos == "ADJF" and a.known
        for n in readings(noun)
        if n.pos == "NOUN" and n.known and (a.case, a.number) == (n.case, n.number)
        if a.number == "plur" or a.gender == n.gender
    ]


def describes(adjective: str, noun: str) -> bool:
    """Whether two words with capitals are the name of one place; a given name begins a person.

    >>> describes("Крутой", "Лог"), describes("Новая", "Анна"), describes("Крутой", "Лога")
    (True, False, False)
    """
    return bool(_pairs(adjective, noun)) and not forms.given_names(noun)


def together(name: Sequence[str]) -> str:
    """Nominative of a name of one or more words, its noun by the adjective before it.

    >>> together(["Белая", "Коса"]), together(["Белой", "Косы"]), together(["Вязьмы"])
    ('Белая Коса', 'Белая Коса', 'Вязьма')
    """
    if len(name) == 2 and " ".join(map(fold, name)) not in established.places():
        pairs = _pairs(*name)
        if any(a.case == "nom" for a, _ in pairs):
            return " ".join(name)
        if pairs and pairs[0][0].number != "plur":
            adjective, noun = pairs[0]
            first = agree(adjective.lemma, noun.gender)
            return f"{with_capitals(first, name[0])} {with_capitals(noun.lemma, name[1])}"
    return " ".join(map(nominative, name))


def agree(lemma: str, gender: str) -> str:
    """An adjective's lemma in the nominative of a gender (masc, femn, neut) or plural (plur).

    >>> agree("верхний", "neut"), agree("малый", "plur")
    ('верхнее', 'малые')
    """
    if gender == "plur":
        return re.sub(r"(?:ый|ой)$", "ые", re.sub(r"ий$", "ие", lemma))
    if gender == "neut":
        return re.sub(
            r"(?:ый|ой)$", "ое", re.sub(r"ий$", "ее" if lemma.endswith("ний") else "ое", lemma)
        )
    if gender == "femn":
        return re.sub(
            r"(?:ый|ой)$", "ая", re.sub(r"ий$", "яя" if lemma.endswith("ний") else "ая", lemma)
        )
    return lemma


def with_capitals(lemma: str, word: str) -> str:
    small = {"на", "де", "о", "об", "ля", "эль"}
    return "-".join(p if p in small else p[:1].upper() + p[1:] for p in lemma.split("-"))


def translated(name: str) -> Transcription:
    """A name of several words, its describing ones by meaning: Верхнее Городище."""
    parts = name.split()
    if len(parts) == 1:
        return transcribe(name, "place")
    whole = transcribe(name, "place") if established.place(fold(name)) else None
    if whole:
        return whole
    zh = ""
    steps: list[str] = []
    known = parts_by_meaning()
    for word in parts:
        meaning = next((known[form] for form in (fold(word), *lemmas(word)) if form in known), "")
        if meaning:
            made = Transcription(meaning, (f"{word}: by meaning {meaning}",))
        else:
            made = transcribe(word, "place")
            made = replace(made, zh=re.sub("(?<=..)[湖河山]$", "", made.zh))
        zh += made.zh
        steps += made.steps
    return Transcription(zh, tuple(steps), False)


def of_person(word: str) -> Transcription | None:
    """A cape, bay or island called after a person in the genitive: мыс Гамова 加莫夫角.

    A name that is listed as a place (бухта Находка) is no person's.

    >>> of_person("Гамова").zh, of_person("Рейнеке")
    ('加莫夫', None)
    """
    low = fold(word)
    if low in established.places() or not re.search(r"(?:ов|ев|[бвгджзклмнпрстфхцчшщ]ин)а$", low):
        return None
    return transcribe(forms.surname(word, "m", frozenset({"gen"})), "person-surname")


def with_kind(made: Transcription, kind: str) -> Transcription:
    """The name with its kind word, once: 兴凯湖 is not 兴凯湖湖."""
    zh = made.zh.removesuffix(kind) + kind
    return replace(made, zh=zh, steps=(*made.steps, f"kind of place {kind}"))


def street(word: str) -> tuple[str, Transcription | None]:
    """Name of a street or square: by meaning, of a person in the genitive, of a town."""
    meanings = {fold(row[0]): row[1] for row in rows("street_names")}
    for form in (fold(word), *(fold(agree(lemma, "femn")) for lemma in lemmas(word))):
        if form in meanings:
            return word, Transcription(
                meanings[form], (f"{word}: by meaning {meanings[form]}",), True
            )
    best = readings(word)[0]
    if best.pos == "ADJF" or re.search(r"ск(?:ая|ой|ую)$", word):
        adjective = with_capitals(agree(best.lemma, "femn"), word) if best.pos == "ADJF" else word
        return adjective, adjective_place(adjective)
    if any("Surn" in r.tags for r in readings(word)) or re.search(r"(?:ов|ев|ин)а$", word):
        lemma = forms.surname(word, "m", frozenset({"gen"}))
        return word, transcribe(lemma, "person-surname")
    return word, None


def adjective_nominative(word: str, gender: str) -> str:
    reading = next((r for r in readings(word) if r.pos == "ADJF"), None)
    if reading:
        return with_capitals(agree(reading.lemma, gender), word)
    return word


def masculine_adjective(low: str) -> str:
    """«московская» to «московский», the key of data/town_adjectives.tsv."""
    return re.sub(r"(?:ская|ское|ской)$", "ский", re.sub(r"(?:цкая|цкое|цкой)$", "цкий", low))


@lru_cache(maxsize=5_000)
def adjective_place(adjective: str) -> Transcription | None:
    """Chinese of an adjective of place before its kind word: the town's own form where one is
    listed (Энгельсский район 恩格斯区), else the adjective by the table.

    >>> adjective_place("Энгельсский").zh
    '恩格斯'
    """
    low = fold(adjective)
    listed = established.places().get(low)
    if listed:
        return Transcription(
            listed.zh, (f"{adjective}: established {listed.zh}",), True, listed.also
        )
    irregular = {fold(row[0]): row[1] for row in rows("town_adjectives")}
    if masculine_adjective(low) in irregular:
        zh = irregular[masculine_adjective(low)]
        return Transcription(zh, (f"{adjective}: established {zh}",), False)
    if low in parts_by_meaning():
        return Transcription(parts_by_meaning()[low], (f"{adjective}: by meaning",), False)
    found = re.search(r"(ский|ской|цкий|ская|ское|цкая|цкое)$", low)
    known = any(r.known and r.pos == "ADJF" and "Geox" not in r.tags for r in readings(adjective))
    if not found:
        return None if known else transcribe(adjective, "place")
    centre = relatives.listed(adjective)
    if centre:
        return Transcription(centre.zh, (f"{adjective} ← {centre.name} {centre.zh}",), False)
    stem = low[: found.start()]
    for base in (stem, stem.removesuffix("н"), stem.removesuffix("в")):
        for ending in _ENDINGS:
            form = established.place(base + ending)
            if form:
                return Transcription(
                    form.zh, (f"{adjective} ← {form.name} {form.zh}",), False, form.also
                )
    made = transcribe(adjective, "place")
    ends_so = re.search(r"(?:ов|ев|ёв|ин)$", stem)
    last = "о" if ends_so else found.group()[0] + "к"
    town = transcribe(adjective[: found.start()] + ("а" if stem.endswith("щин") else last), "place")
    if ends_so:
        return Transcription(town.zh, town.steps, False, (made.zh,))
    if re.match("(?:верхне|нижне|средне|ново|старо|мало|больше)", stem):
        bare = transcribe(adjective[: found.start()], "place")  # Верхнеуслонский: Верхний Услон
        return Transcription(bare.zh, bare.steps, False, (made.zh, town.zh))
    return Transcription(made.zh, made.steps, False, (town.zh,))


@lru_cache(maxsize=20_000)
def foreign_forms(word: str) -> tuple[str, ...]:
    """Nominatives by ending, only where the dictionary does not know the word."""
    if any(r.known for r in readings(word)):
        return ()
    return tuple(sorted(established.guessed(word) & established.places().keys()))
