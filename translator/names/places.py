"""Places in a sentence: beside a kind word (село, г., район), listed, in the dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from translator.morphology import Token, fold, lemmas, readings
from translator.names import established
from translator.names.context import Sentence
from translator.names.declension import agreed
from translator.names.palladius import nominative_syllables
from translator.names.tables import rows, words
from translator.names.toponyms import (
    STREETS,
    adjective_nominative,
    adjective_place,
    agree,
    describes,
    foreign_forms,
    of_person,
    parts_by_meaning,
    street,
    together,
    translated,
    with_capitals,
    with_kind,
)
from translator.names.transcription import transcribe
from translator.units import NameMatch

_ADJECTIVE = re.compile(r"(?:[сц]к|н|ов|ев)(?:ий|ый|ого|ому|им|ым|ом|ая|ой|ую|ое)$")

_SKY = re.compile(r"[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое)$")


@cache
def _kinds() -> dict[tuple[str, str], str]:
    return {(fold(word), side): zh for word, zh, side in rows("place_kinds")}


@lru_cache(maxsize=20_000)
def kind_of(word: str, side: str) -> tuple[str, str] | None:
    """Lemma and Chinese of a kind word that stands on this side of a name (before, of, after).

    >>> kind_of("посёлка", "before"), kind_of("муниципальном округе", "after")
    (('поселок', '镇'), ('муниципальный округ', '市政区'))
    """
    if " " in word:
        first, last = word.split()
        for lemma in sorted(lemmas(last)):
            for key in ((f"{adjective} {lemma}", side) for adjective in _agreeing(first, last)):
                if key in _kinds():
                    return key[0], _kinds()[key]
        return None
    for lemma in sorted(lemmas(word), key=lambda lemma: lemma != fold(readings(word)[0].lemma)):
        zh = _kinds().get((lemma, side))
        if zh:
            return lemma, zh
    return None


def _agreeing(adjective: str, noun: str) -> list[str]:
    gender = readings(noun)[0].gender
    return sorted({fold(agree(lemma, gender)) for lemma in lemmas(adjective)})


def find_places(sentence: Sentence) -> Iterator[NameMatch]:
    """Places in order of certainty: with a kind word, listed, known to the dictionary."""
    yield from _afterkind_of(sentence)
    yield from _beforekind_of(sentence)
    yield from _listed(sentence)
    yield from _dictionary(sentence)


def _afterkind_of(sentence: Sentence) -> Iterator[NameMatch]:
    for index, token in enumerate(sentence.tokens):
        if token.kind != "word":
            continue
        before = kind_of(token.text, "before")
        kind = before or kind_of(token.text, "of")
        if not kind or not sentence.free(token.start, token.stop):
            continue
        if len(token.text) > 3 and all(r.number == "plur" for r in readings(token.text)):
            continue
        at = index + 1 + 2 * _of_town_type(sentence, index + 1)
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
            and (
                lemmas(sentence.tokens[last].text) & parts_by_meaning().keys()
                or describes(sentence.tokens[last].text, sentence.tokens[last + 1].text)
            )
        ):
            last += 1
        if (
            last == at
            and sentence.lower_noun_after(at)
            and kind_of(sentence.tokens[at + 1].text, "after")
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
        lemma, made = street(named[0].text) if kind[1] in STREETS else ("", None)
        if made is None and before is None and last == at:
            lemma, made = named[0].text, of_person(named[0].text)
        if made is None:
            lemma = together([t.text for t in named])
            if lemma == named[0].text:
                lemma = _with_its_kind(lemma, token.text)
            made = translated(lemma)
        whole = with_kind(made, kind[1])
        yield NameMatch(
            "place", token.start, sentence.tokens[last].stop, text, lemma, whole.zh,
            (made.zh,) if made.zh != whole.zh else (), made.sure, _marks(token.text),
        )  # fmt: skip


def _with_its_kind(name: str, kind: str) -> str:
    """«реке Гильчанке» → «Гильчанка», «реки Хмостянки» → «Хмостянка»; a river has no plural."""
    noun = next((r for r in readings(kind) if r.pos == "NOUN" and r.number == "sing"), None)
    if noun is None or any(r.known for r in readings(name)):
        return name
    if fold(noun.lemma) == "река" and noun.case == "gen":
        return re.sub(r"(?<=[гкх])и$|(?<=[бвдзлмнпрстф])ы$", "а", name)
    return agreed(name, noun.gender, noun.case)


def _of_town_type(sentence: Sentence, at: int) -> bool:
    """«посёлок городского типа Монастырщина»: the words between kind and name."""
    return [t.text.lower() for t in sentence.tokens[at : at + 2]] == ["городского", "типа"]


def _kind_after(sentence: Sentence, index: int) -> tuple[tuple[str, str] | None, Token]:
    """The kind word behind an adjective, of one word or two: … муниципального округа."""
    first = sentence.tokens[index + 1]
    if not first.text.islower():
        return None, first
    if index + 2 < len(sentence.tokens) and sentence.joined(index + 2):
        second = sentence.tokens[index + 2]
        pair = kind_of(f"{first.text} {second.text}", "after") if second.text.islower() else None
        if pair:
            return pair, second
    return kind_of(first.text, "after"), first


def _marks(word: str) -> str:
    return next((r.marks for r in readings(word) if r.pos == "NOUN"), "")


def _beforekind_of(sentence: Sentence) -> Iterator[NameMatch]:
    for index, token in enumerate(sentence.tokens):
        if not sentence.capital(index) or not _ADJECTIVE.search(token.text.lower()):
            continue
        if index + 1 >= len(sentence.tokens) or not sentence.joined(index + 1):
            continue
        kind, follower = _kind_after(sentence, index)
        if not kind or readings(follower.text)[0].number == "plur":
            continue
        if not sentence.free(sentence.tokens[index + 1].start, follower.stop):
            continue
        if sentence.initial(index) and not _SKY.search(token.text.lower()):
            continue
        adjective = adjective_nominative(token.text, readings(follower.text)[0].gender)
        made = adjective_place(adjective)
        if not made:
            continue
        yield NameMatch(
            "place", token.start, follower.stop, sentence.text[token.start : follower.stop],
            f"{adjective} {kind[0]}", made.zh + kind[1], tuple(a + kind[1] for a in made.also),
            False, _marks(follower.text),
        )  # fmt: skip


@cache
def _long() -> dict[str, list[tuple[str, ...]]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for name in established.places():
        parts = tuple(name.split())
        if len(parts) > 1:
            for form in lemmas(parts[-1]):
                table.setdefault(form, []).append(parts)
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
        for lemma in (fold(token.text), *sorted(found), *foreign_forms(token.text)):
            single = known.get(lemma)
            if single and _describes(sentence, index):
                break
            if single and _also_person(lemma) and not _where(sentence, index):
                break
            if single:
                marks = next((r.marks for r in readings(token.text) if fold(r.lemma) == lemma), "")
                yield NameMatch(
                    "place", token.start, token.stop, token.text, single.name, single.zh,
                    single.also, True, marks,
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
        lemma = with_capitals(best.lemma, token.text)
        if nominative_syllables(token.text) or _describes(sentence, index):
            continue
        made = transcribe(lemma, "place")
        yield NameMatch(
            "place", token.start, token.stop, token.text, lemma, made.zh, made.also, False,
            best.marks,
        )  # fmt: skip
