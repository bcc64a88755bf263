"""Places: after a kind word (село, г.), adjectives before one (район), listed and dictionary names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from translator.morphology import fold, lemmas, readings
from translator.names import established, forms
from translator.names.context import Sentence
from translator.names.palladius import nominative_syllables
from translator.names.tables import rows, words
from translator.names.transcription import Transcription, transcribe
from translator.units import NameMatch

_ADJECTIVE = re.compile(r"(?:[сц]к|н|ов|ев)(?:ий|ый|ого|ому|им|ым|ом|ая|ой|ую|ое)$")
_STREETS = frozenset({"街", "大街", "广场", "巷"})
_ENDINGS = ("", "а", "о", "ь", "и", "ы", "ск", "ово", "ево", "ино", "ка", "я", "е")


@cache
def _kinds() -> dict[tuple[str, str], str]:
    return {(fold(word), side): zh for word, zh, side in rows("place_kinds")}


@cache
def _parts() -> dict[str, str]:
    return {fold(word): zh for word, zh, *_ in rows("parts")}


@lru_cache(maxsize=20_000)
def _kind(word: str, side: str) -> tuple[str, str] | None:
    for lemma in sorted(lemmas(word), key=lambda l: l != fold(readings(word)[0].lemma)):
        zh = _kinds().get((lemma, side))
        if zh:
            return lemma, zh
    return None


@lru_cache(maxsize=20_000)
def nominative(word: str) -> str:
    """Nominative of a place name: listed form, dictionary's reading, or the form as it stands.

    >>> nominative("Вязьме")
    'Вязьма'
    """
    known = established.places()
    for lemma in (fold(word), *sorted(lemmas(word)), *_foreign_forms(word)):
        if lemma in known:
            return known[lemma].name
    for reading in readings(word):
        if "Geox" in reading.tags and (reading.known or reading.case == "nom"):
            return _like(reading.lemma, word)
    best = readings(word)[0]
    if best.pos == "ADJF" and best.known:
        return _like(_agree(best.lemma, best.gender), word)
    return word


def _agree(lemma: str, gender: str) -> str:
    if gender == "neut":
        return re.sub(
            r"(?:ый|ой)$", "ое", re.sub(r"ий$", "ее" if lemma.endswith("ний") else "ое", lemma)
        )
    if gender == "femn":
        return re.sub(
            r"(?:ый|ой)$", "ая", re.sub(r"ий$", "яя" if lemma.endswith("ний") else "ая", lemma)
        )
    return lemma


def _like(lemma: str, word: str) -> str:
    small = {"на", "де", "о", "об", "ля", "эль"}
    return "-".join(p if p in small else p[:1].upper() + p[1:] for p in lemma.split("-"))


def _translated(name: str) -> Transcription:
    """A name of several words, its describing ones by meaning: Верхнее Городище."""
    parts = name.split()
    if len(parts) == 1:
        return transcribe(name, "place")
    whole = transcribe(name, "place") if fold(name) in established.places() else None
    if whole:
        return whole
    zh, steps = "", []
    for word in parts:
        meaning = next((_parts()[l] for l in (fold(word), *lemmas(word)) if l in _parts()), "")
        made = (
            Transcription(meaning, (f"{word}: by meaning {meaning}",))
            if meaning
            else transcribe(word, "place")
        )
        zh += made.zh
        steps += made.steps
    return Transcription(zh, tuple(steps), False)


def find_places(sentence: Sentence) -> Iterator[NameMatch]:
    """Places in order of certainty: with a kind word, listed, known to the dictionary."""
    yield from _after_kind(sentence)
    yield from _before_kind(sentence)
    yield from _listed(sentence)
    yield from _dictionary(sentence)


def _after_kind(sentence: Sentence) -> Iterator[NameMatch]:
    for index, token in enumerate(sentence.tokens):
        if token.kind != "word":
            continue
        kind = _kind(token.text, "before")
        if not kind or not sentence.free(token.start, token.stop):
            continue
        if len(token.text) > 3 and all(r.number == "plur" for r in readings(token.text)):
            continue
        at = index + 1
        if len(token.text) <= 3 and at < len(sentence.tokens) and sentence.tokens[at].text == ".":
            at += 1
        elif len(token.text) <= 3:
            continue
        if not sentence.capital(at):
            continue
        gap = sentence.text[sentence.tokens[at - 1].stop : sentence.tokens[at].start]
        if len(gap) > 1 or gap.strip():
            continue
        last = at
        while (
            last - at < 2
            and sentence.capital(last + 1)
            and sentence.joined(last + 1)
            and (lemmas(sentence.tokens[last].text) & _parts().keys())
        ):
            last += 1
        if (
            last == at
            and sentence.lower_noun_after(at)
            and _kind(sentence.tokens[at + 1].text, "after")
        ):
            continue
        text = sentence.text[token.start : sentence.tokens[last].stop]
        named = sentence.tokens[at : last + 1]
        if (
            last == at
            and nominative_syllables(named[0].text)
            and not established.is_place(named[0].text)
        ):
            continue
        lemma, made = _street(named[0].text) if kind[1] in _STREETS else ("", None)
        if made is None:
            lemma = " ".join(nominative(t.text) for t in named)
            made = _translated(lemma)
        zh = made.zh.removesuffix(kind[1]) + kind[1]
        yield NameMatch(
            "place", token.start, sentence.tokens[last].stop, text, lemma, zh,
            (made.zh,) if made.zh != zh else (), made.sure, _marks(token.text),
        )  # fmt: skip


def _street(word: str) -> tuple[str, Transcription | None]:
    """Name of a street or square: by meaning, of a person in the genitive, of a town."""
    meanings = {fold(row[0]): row[1] for row in rows("street_names")}
    for form in (fold(word), *(fold(_agree(l, "femn")) for l in lemmas(word))):
        if form in meanings:
            return word, Transcription(
                meanings[form], (f"{word}: by meaning {meanings[form]}",), True
            )
    best = readings(word)[0]
    if best.pos == "ADJF" or re.search(r"ск(?:ая|ой|ую)$", word):
        adjective = _like(_agree(best.lemma, "femn"), word) if best.pos == "ADJF" else word
        return adjective, adjective_place(adjective)
    if any("Surn" in r.tags for r in readings(word)) or re.search(r"(?:ов|ев|ин)а$", word):
        lemma = forms.surname(word, "m", frozenset({"gen"}))
        return word, transcribe(lemma, "person-surname")
    return word, None


def _marks(word: str) -> str:
    return next((r.marks for r in readings(word) if r.pos == "NOUN"), "")


def _before_kind(sentence: Sentence) -> Iterator[NameMatch]:
    for index, token in enumerate(sentence.tokens):
        if not sentence.capital(index) or not _ADJECTIVE.search(token.text.lower()):
            continue
        if index + 1 >= len(sentence.tokens) or not sentence.joined(index + 1):
            continue
        follower = sentence.tokens[index + 1]
        kind = _kind(follower.text, "after") if follower.text.islower() else None
        if not kind or readings(follower.text)[0].number == "plur":
            continue
        if not sentence.free(follower.start, follower.stop):
            continue
        adjective = _adjective(token.text, readings(follower.text)[0].gender)
        made = adjective_place(adjective)
        if not made:
            continue
        yield NameMatch(
            "place", token.start, follower.stop, sentence.text[token.start : follower.stop],
            f"{adjective} {kind[0]}", made.zh + kind[1], tuple(a + kind[1] for a in made.also),
            False, _marks(follower.text),
        )  # fmt: skip


def _adjective(word: str, gender: str) -> str:
    reading = next((r for r in readings(word) if r.pos == "ADJF"), None)
    if reading:
        return _like(_agree(reading.lemma, gender), word)
    return word


@lru_cache(maxsize=5_000)
def adjective_place(adjective: str) -> Transcription | None:
    """Chinese of an adjective of place before its kind word: the town's own form where one is
    listed (Энгельсский район 恩格斯区), else the adjective by the table.

    >>> adjective_place("Вяземский").zh
    '维亚济马'
    """
    low = fold(adjective)
    listed = established.places().get(low)
    if listed:
        return Transcription(
            listed.zh, (f"{adjective}: established {listed.zh}",), True, listed.also
        )
    if low in _parts():
        return Transcription(_parts()[low], (f"{adjective}: by meaning",), False)
    found = re.search(r"(ский|ской|цкий|ская|ское|цкая|цкое)$", low)
    known = any(r.known and r.pos == "ADJF" and "Geox" not in r.tags for r in readings(adjective))
    if not found:
        return None if known else transcribe(adjective, "place")
    stem = low[: found.start()]
    for base in (stem, stem.removesuffix("н"), stem.removesuffix("в")):
        for ending in _ENDINGS:
            form = established.places().get(base + ending)
            if form:
                return Transcription(
                    form.zh, (f"{adjective} ← {form.name} {form.zh}",), False, form.also
                )
    made = transcribe(adjective, "place")
    ends_so = re.search(r"(?:ов|ев|ёв|ин)$", stem)
    town = transcribe(
        adjective[: found.start()] + ("о" if ends_so else found.group()[0] + "к"), "place"
    )
    if ends_so:
        return Transcription(town.zh, town.steps, False, (made.zh,))
    return Transcription(made.zh, made.steps, False, (town.zh,))


@cache
def _long() -> dict[str, list[tuple[str, ...]]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for name in established.places():
        parts = tuple(name.split())
        if len(parts) > 1:
            table.setdefault(parts[-1], []).append(parts)
    return table


def _listed(sentence: Sentence) -> Iterator[NameMatch]:
    known = established.places()
    for index, token in enumerate(sentence.tokens):
        if not sentence.capital(index):
            continue
        found = lemmas(token.text)
        for last in found & _long().keys():
            for parts in _long()[last]:
                first = index - len(parts) + 1
                if first < 0 or not all(
                    part in lemmas(sentence.tokens[first + n].text)
                    or _same(part, sentence.tokens[first + n].text)
                    for n, part in enumerate(parts)
                ):
                    continue
                form = known[" ".join(parts)]
                start = sentence.tokens[first].start
                yield NameMatch(
                    "place", start, token.stop, sentence.text[start : token.stop], form.name,
                    form.zh, form.also, True, readings(token.text)[0].marks,
                )  # fmt: skip
        if sentence.initial(index) and any(
            r.known and not r.tags & {"Geox", "Surn", "Name"} for r in readings(token.text)
        ):
            continue
        for lemma in (fold(token.text), *sorted(found), *_foreign_forms(token.text)):
            form = known.get(lemma)
            if form and " " not in lemma and _describes(sentence, index):
                break
            if form and _also_person(lemma) and not _where(sentence, index):
                break
            if form:
                marks = next((r.marks for r in readings(token.text) if fold(r.lemma) == lemma), "")
                yield NameMatch(
                    "place", token.start, token.stop, token.text, form.name, form.zh, form.also,
                    True, marks,
                )  # fmt: skip
                break


def _describes(sentence: Sentence, index: int) -> bool:
    """An adjective before its noun (Октябрьской железной дороги), no town."""
    return sentence.lower_noun_after(index) and any(
        r.pos == "ADJF" for r in readings(sentence.tokens[index].text)
    )


def _also_person(lemma: str) -> bool:
    """Пушкин, Гагарин, Владимир: a town only where the sentence says where."""
    return lemma in established.surnames() or lemma in established.given_names()


def _where(sentence: Sentence, index: int) -> bool:
    return index > 0 and sentence.tokens[index - 1].text.lower() in words("where")


@lru_cache(maxsize=20_000)
def _foreign_forms(word: str) -> tuple[str, ...]:
    """Nominatives by ending, only where the dictionary does not know the word."""
    if any(r.known for r in readings(word)):
        return ()
    return tuple(sorted(established.guessed(word) & established.places().keys()))


def _same(part: str, word: str) -> bool:
    """«Великие» of a town in the plural or neuter against its form in the text."""
    return bool(lemmas(part) & lemmas(word))


def _dictionary(sentence: Sentence) -> Iterator[NameMatch]:
    for index, token in enumerate(sentence.tokens):
        if not sentence.capital(index) or sentence.initial(index):
            continue
        best = readings(token.text)[0]
        if "Geox" not in best.tags or not best.known or best.pos != "NOUN":
            continue
        lemma = _like(best.lemma, token.text)
        if nominative_syllables(token.text) or _describes(sentence, index):
            continue
        made = transcribe(lemma, "place")
        yield NameMatch(
            "place", token.start, token.stop, token.text, lemma, made.zh, made.also, False,
            best.marks,
        )  # fmt: skip
