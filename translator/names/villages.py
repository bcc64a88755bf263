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
_SIDES = frozenset({"северный", "южный", "западный", "восточный", "центральный", "средний"})
_LIST = frozenset({"и", "или", ","})


def find_pairs(sentence: Sentence) -> Iterator[NameMatch]:
    """Places of two words without a kind word; those that are listed are left to find_places."""
    last = -1
    for index in range(len(sentence.tokens)):
        pair = _pair(sentence, index) if index > last else ""
        if pair and not established.place(fold(pair)):
            yield _match(sentence, index, index + 1, pair)
            last = index + 1


def find_villages(sentence: Sentence) -> Iterator[NameMatch]:
    """The places of one word that stand without a kind word."""
    for index in range(len(sentence.tokens)):
        if sentence.capital(index) and _may_be_place(sentence, index):
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
    with a capital; after a preposition of place another adjective does («из Мокрой Ольховки»).
    """
    if not (sentence.capital(index) and sentence.capital(index + 1) and sentence.joined(index + 1)):
        return ""
    if sentence.kind_before(index) or (index and sentence.tokens[index - 1].text == "«"):
        return ""
    adjective, noun = _texts(sentence, index, 2)
    own = [r for r in readings(adjective) if r.pos == "ADJF"]
    found = [r for r in readings(noun) if r.pos == "NOUN"]
    known = [r for r in readings(noun) if r.known]
    meant = bool({fold(r.lemma) for r in own} & parts_by_meaning().keys())
    described = any(r.known for r in own) and bool(_cases(sentence, index))
    a_place = not known or any("Geox" in r.tags for r in known)
    if not (meant or (described and a_place)) or not found or forms.given_names(noun):
        return ""
    wide = not meant or any(r.lemma in _SIDES for r in own)
    if "-" in adjective or (wide and established.is_place(noun)):
        return ""  # «в Северной Европе», «из Саудовской Аравии»
    if known and (sentence.initial(index) or known[0].pos != "NOUN"):
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
    if all(r.pos in {"ADJF", "ADJS"} for r in known) and not _goes_on(sentence, index):
        known = []  # «за Тупиковом»: the dictionary has only тупиковый
    cases = _cases(sentence, index)
    for case in cases:
        for pattern, ending in _AFTER[case]:
            found = re.fullmatch(pattern, word)
            if found and not known and not nominative_syllables(fold(found[1])):
                town = established.place(fold(found[1]))  # «в Венёве»: the town Венёв is listed
                return town.name if town else found[1] + ending
        found = re.fullmatch(_ADJECTIVE[case], word)
        if found and "-" not in word and not _goes_on(sentence, index):
            return _of_adjective(found[1])
    if re.search(r"[сц]кое$", word) and not cases and not sentence.initial(index):
        return "" if _goes_on(sentence, index) else word
    if cases or any(r.pos != "ADVB" for r in known):
        return ""
    if _INSTRUMENTAL.search(word):
        return word[:-1]
    surname = fold(word) in established.surnames()
    if _NEUTER.search(word) and not surname and _stands_alone(sentence, index):
        return word
    return word if re.search(r".{3,}ск$", word) and not sentence.initial(index) else ""


def _of_adjective(stem: str) -> str:
    """A listed town («в Грозном»: Грозный), else a neuter, as most villages of this form are."""
    forms_of_it = (stem + ending for ending in ("ый", "ий", "ой", "ое"))
    listed = next(filter(None, (established.place(fold(form)) for form in forms_of_it)), None)
    return listed.name if listed else stem + "ое"


def _goes_on(sentence: Sentence, index: int) -> bool:
    """An adjective that describes what follows, alone or in a list: «в Кяхтинском и Джидинском
    районах», but not «в Клюквенном школы»; one before a hyphen is half of a word.
    """
    own = [r for r in readings(sentence.tokens[index].text) if r.pos == "ADJF"]
    cases = {r.case for r in own}
    for token in sentence.tokens[index + 1 : index + 8]:
        if token.text == "-":
            return True
        if token.text.lower() in _LIST:
            continue
        if token.kind != "word":
            return False
        found = [r for r in readings(token.text) if r.pos in {"NOUN", "ADJF"} and r.case in cases]
        if not token.text[:1].isupper():
            return any(r.number == "plur" or r.gender in {a.gender for a in own} for r in found)
        if not any(r.pos == "ADJF" for r in found):
            return False
    return False


def _stands_alone(sentence: Sentence, index: int) -> bool:
    """A neuter at the start of a sentence needs a list or a neuter verb: «Красноярово стало …»."""
    if not sentence.initial(index):
        return True
    after = sentence.tokens[index + 1].text if index + 1 < len(sentence.tokens) else ""
    return after in _LIST or any(r.gender == "neut" for r in readings(after or "и"))
