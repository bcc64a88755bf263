"""Places that nothing lists and no kind word stands by, told by their endings and where they stand.

«посетили Тупиково», «в Тупикове и Костюшине», «из Старопышминска», «под Клюквенным», «в Нижней
Тавре». A surname in -ов has -овым in the instrumental, a village -овом; after «в» a neuter or a
town in -ск is meant. Endings of place names: Russkaya grammatika 1980, §1176 ff.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.morphology import fold, inflected, readings
from translator.names import established, forms
from translator.names.context import Sentence
from translator.names.palladius import nominative_syllables
from translator.names.tables import words
from translator.names.toponyms import agree, parts_by_meaning, translated, with_capitals
from translator.names.transcription import transcribe
from translator.units import NameMatch

_STEM = r"(.{2,}(?:[оеё]в|[иы]н))"
_NEUTER = re.compile(rf"{_STEM}о$")
_INSTRUMENTAL = re.compile(rf"{_STEM}ом$")
_AFTER = {
    # preposition -> ending of the form, ending of the nominative
    "loc": ((rf"{_STEM}е", "о"), (r"(.{2,}[сц]к)е", ""), (r"(.{2,}[вн]к)е", "а"),
            (r"(.{2,}[иу]х)е", "а"), (r"(.{2,}ич)ах", "и")),
    "gen": ((rf"{_STEM}а", "о"), (r"(.{2,}[сц]к)а", ""), (r"(.{2,}[вн]к)и", "а"),
            (r"(.{2,}[иу]х)и", "а"), (r"(.{2,}ич)ей", "и")),
    "acc": ((rf"{_STEM}о", "о"), (r"(.{2,}[сц]к)", ""), (r"(.{2,}[вн]к)у", "а"),
            (r"(.{2,}[иу]х)у", "а")),
    "ins": ((rf"{_STEM}ом", "о"), (r"(.{2,}[сц]к)ом", ""), (r"(.{2,}[вн]к)ой", "а"),
            (r"(.{2,}[иу]х)ой", "а")),
}  # fmt: skip
_ADJECTIVE = {
    "loc": r"(.{2,}(?:[сц]к|н|в))ом",
    "gen": r"(.{2,}(?:[сц]к|н|в))ого",
    "acc": r"(.{2,}(?:[сц]к|н|в))ое",
    "ins": r"(.{2,}(?:[сц]к|н|в))[иы]м",
}
_PREPOSITIONS = {
    "в": ("loc", "acc"), "во": ("loc", "acc"), "из": ("gen",), "близ": ("gen",),
    "возле": ("gen",), "под": ("ins", "acc"), "через": ("acc",),
}  # fmt: skip
_LIST = frozenset({"и", "или", ","})


def find_villages(sentence: Sentence) -> Iterator[NameMatch]:
    """The places of a sentence that stand without a kind word, first those of two words."""
    last = -1
    for index in range(len(sentence.tokens)):
        pair = _pair(sentence, index) if index > last else ""
        if pair:
            yield _match(sentence, index, index + 1, pair)
            last = index + 1
        elif index > last and sentence.capital(index) and _may_be_place(sentence, index):
            lemma = _nominative(sentence, index)
            if lemma:
                yield _match(sentence, index, index, lemma)


def _texts(sentence: Sentence, index: int, count: int) -> list[str]:
    return [token.text for token in sentence.tokens[index : index + count]]


def _match(sentence: Sentence, first: int, last: int, lemma: str) -> NameMatch:
    start, stop = sentence.tokens[first].start, sentence.tokens[last].stop
    made = translated(lemma) if " " in lemma else transcribe(lemma, "place")
    cases = _cases(sentence, first)
    return NameMatch(
        "place", start, stop, sentence.text[start:stop], lemma, made.zh, made.also, False,
        cases[0] if cases else "",
    )  # fmt: skip


def _pair(sentence: Sentence, index: int) -> str:
    """«Нижней Тавре» → «Нижняя Тавра»: a word that is translated in names of places, then a noun
    with a capital; nothing where the two are none.
    """
    if not (sentence.capital(index) and sentence.capital(index + 1) and sentence.joined(index + 1)):
        return ""
    adjective, noun = _texts(sentence, index, 2)
    own = [r for r in readings(adjective) if r.pos == "ADJF"]
    if not {fold(r.lemma) for r in own} & parts_by_meaning().keys() or forms.given_names(noun):
        return ""
    found = [r for r in readings(noun) if r.pos == "NOUN"]
    if sentence.initial(index) and any(r.known for r in found):
        return ""
    cases = _cases(sentence, index)
    both = [(a, n) for a in own for n in found if (a.case, a.number) == (n.case, n.number)]
    both = [(a, n) for a, n in both if a.number == "plur" or a.gender == n.gender]
    both.sort(key=lambda pair: (not pair[1].known, bool(cases) and pair[0].case not in cases))
    for a, n in both:
        last = inflected(noun, n.lemma, "NOUN", "nom", a.number)
        if last:
            gender = "plur" if a.number == "plur" else a.gender
            return f"{with_capitals(agree(a.lemma, gender), adjective)} {with_capitals(last, noun)}"
    genders = {a.gender for a in own if a.number != "plur"}
    if genders == {"femn"}:  # «Нижней Тавре»: the dictionary has only a Тавр
        last = re.sub("(?:[аеыиу]|ой)$", "а", noun)
        return f"{with_capitals(agree(own[0].lemma, 'femn'), adjective)} {last}"
    return ""


def _may_be_place(sentence: Sentence, index: int) -> bool:
    """No word of the dictionary, no given name, nothing beside it that belongs to a person."""
    word = sentence.tokens[index].text
    if forms.given_names(word) or len(nominative_syllables(word)) > 1:
        return False
    if fold(word).startswith(tuple(words("not_surnames"))):
        return False
    for beside in (index - 1, index + 1):
        near = 0 <= beside < len(sentence.tokens) and len(sentence.tokens[beside].text) > 2
        if near and sentence.joined(max(index, beside)) and sentence.capital(beside):
            return False
    return not sentence.office_before(index) and not sentence.kind_before(index)


def _cases(sentence: Sentence, index: int) -> tuple[str, ...]:
    """Cases that the preposition before a word, or before the list it stands in, governs."""
    at = index - 1
    while at > 0 and sentence.tokens[at].text.lower() in _LIST and sentence.capital(at - 1):
        at -= 2
    before = sentence.tokens[at].text.lower() if at >= 0 else ""
    return _PREPOSITIONS.get(before, ())


def _nominative(sentence: Sentence, index: int) -> str:
    """The name of the place whose form stands here, or nothing."""
    word = sentence.tokens[index].text
    known = [r for r in readings(word) if r.known and "Surn" not in r.tags]
    cases = _cases(sentence, index)
    for case in cases:
        for pattern, ending in _AFTER[case]:
            found = re.fullmatch(pattern, word)
            if found and not known:
                return found[1] + ending
        found = re.fullmatch(_ADJECTIVE[case], word)
        if found and not sentence.lower_noun_after(index) and not _goes_on(sentence, index):
            return _neuter(found[1])
    if re.search(r"[сц]кое$", word) and not cases and not sentence.initial(index):
        return "" if sentence.lower_noun_after(index) else word
    if cases or any(r.pos not in {"ADJS", "ADVB"} for r in known):
        return ""
    if _INSTRUMENTAL.search(word):
        return word[:-1]
    surname = fold(word) in established.surnames()
    if _NEUTER.search(word) and not surname and _stands_alone(sentence, index):
        return word
    return word if re.search(r".{3,}ск$", word) and not sentence.initial(index) else ""


def _neuter(stem: str) -> str:
    return stem + "ое"


def _goes_on(sentence: Sentence, index: int) -> bool:
    """An adjective before «и», a comma and another adjective with its noun: no place."""
    after = [token.text.lower() for token in sentence.tokens[index + 1 : index + 3]]
    return bool(after) and after[0] == "-"


def _stands_alone(sentence: Sentence, index: int) -> bool:
    """A neuter at the start of a sentence needs a list or a neuter verb: «Красноярово стало …»."""
    if not sentence.initial(index):
        return True
    after = sentence.tokens[index + 1].text if index + 1 < len(sentence.tokens) else ""
    return after in _LIST or any(r.gender == "neut" for r in readings(after or "и"))
