"""Surnames with initials and surnames that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.morphology import fold, lemmas, readings
from translator.names import established, forms
from translator.names.context import Sentence, grammar
from translator.names.cues import (
    ADJECTIVAL,
    STRONG,
    family_name,
    gender_alone,
    named_after,
    no_person,
    surname_like,
)
from translator.names.palladius import split
from translator.names.tables import rows, words
from translator.units import NameMatch

_INITIALS = r"([А-ЯЁ])\.[ \u00a0\u202f]?(?:([А-ЯЁ])\.[ \u00a0\u202f]?)?"
_FAMILY = r"([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)"
_BEFORE = re.compile(rf"(?<![\w.]){_INITIALS}{_FAMILY}")
_AFTER = re.compile(
    rf"(?<!\w){_FAMILY}[ \u00a0\u202f]([А-ЯЁ])\.[ \u00a0\u202f]?(?:([А-ЯЁ])\.)?(?!\w)"
)


def find_initials(sentence: Sentence) -> Iterator[NameMatch]:
    for pattern, order in ((_BEFORE, (1, 2, 3)), (_AFTER, (2, 3, 1))):
        for found in pattern.finditer(sentence.text):
            first, second, family = (found.group(number) for number in order)
            if pattern is _AFTER and not surname_like(family):
                continue
            start, stop = found.span()
            if not sentence.free(start, stop):
                continue
            gender = gender_alone(family)
            cases = _cases_before(sentence, start)
            at = next((n for n, t in enumerate(sentence.tokens) if t.start >= start), 0)
            if named_after(sentence, at):
                cases = frozenset({"gen"})
            if family.lower().endswith(("ова", "ева", "ёва", "ина", "ына")) and cases:
                gender = "f" if "nom" in cases else "m"
            lemma = forms.surname(family, gender, cases)
            made = family_name(lemma, gender)
            letters = "".join(f"{_latin(letter)}." for letter in (first, second) if letter)
            initials = ". ".join(letter for letter in (first, second) if letter)
            yield NameMatch(
                "person", start, stop, found.group(), f"{initials}. {lemma}", letters + made.zh,
                (made.zh,), False, grammar(cases),
            )  # fmt: skip


def _latin(letter: str) -> str:
    return {row[0]: row[1] for row in rows("latin") if len(row) > 1}.get(letter, letter)


def _cases_before(sentence: Sentence, start: int) -> frozenset[str]:
    index = next((n for n, t in enumerate(sentence.tokens) if t.start >= start), 0)
    return sentence.holder_cases(index)


def find_lone(sentence: Sentence) -> Iterator[NameMatch]:
    """Surnames without a given name, where office, verb or ending leave no doubt."""
    for index, token in enumerate(sentence.tokens):
        if not sentence.capital(index) or not _is_lone(sentence, index):
            continue
        gender, cases = _lone_form(sentence, index)
        lemma = forms.surname(token.text, gender, cases)
        made = family_name(lemma, gender)
        guessed = not cases and re.search(r"(?:[оеё]в|[иы]н)(?:а|у)$", token.text.lower())
        marks = next((r.marks for r in readings(token.text) if "Surn" in r.tags), "")
        yield NameMatch(
            "person", token.start, token.stop, token.text, lemma, made.zh, made.also,
            made.sure and not guessed, marks,
        )  # fmt: skip


def _lone_form(sentence: Sentence, index: int) -> tuple[str, frozenset[str]]:
    """Gender and cases of a surname that stands alone."""
    low = sentence.tokens[index].text.lower()
    if named_after(sentence, index):
        return "m", frozenset({"gen"})
    gender = gender_alone(low)
    cases = sentence.holder_cases(index)
    if re.search(r"(?:[оеё]ва|[иы]на)$", low):
        if sentence.verb_gender(index) == "femn" or "nom" in cases or _reports(sentence, index):
            return "f", frozenset({"nom"})
        return "m", cases
    if re.search(r"(?:[оеё]ву|[иы]ну)$", low) and index and not cases:
        before = readings(sentence.tokens[index - 1].text)[0]
        beside = sentence.capital(index + 1) and sentence.joined(index + 1)
        return ("f" if before.pos == "VERB" and not beside else "m"), frozenset()
    return gender, cases


def _reports(sentence: Sentence, index: int) -> bool:
    """«доложила Пахомову Зыкина»: verb of a woman, the man she tells, the woman."""
    if index < 2 or not sentence.joined(index) or not sentence.tokens[index - 1].text.istitle():
        return False
    verb, other = (sentence.tokens[index - back].text for back in (2, 1))
    best = readings(verb)[0]
    told = other.endswith(("у", "ю", "ым", "ом", "ой"))
    return best.pos == "VERB" and best.gender == "femn" and told


def _famous(sentence: Sentence, index: int) -> bool:
    """A listed surname that is a town as well (Пушкин), not after a preposition of place."""
    if index == 0 or sentence.tokens[index - 1].text.lower() in words("where"):
        return False
    return bool(lemmas(sentence.tokens[index].text) & established.surnames().keys())


def _is_lone(sentence: Sentence, index: int) -> bool:
    word = sentence.tokens[index].text
    low = word.lower()
    barred = no_person(word) and not (named_after(sentence, index) or _famous(sentence, index))
    if barred or sentence.kind_before(index):
        return False
    found = readings(word)
    surn = sum(r.score for r in found if "Surn" in r.tags and r.known)
    if not surn and split(fold(word)):
        return False
    other = any(r.known and not r.tags & {"Surn", "Name", "Patr", "Geox"} for r in found)
    if any("Geox" in r.tags and r.known for r in found) and not (
        sentence.office_before(index) or _famous(sentence, index)
    ):
        return False
    if named_after(sentence, index):
        return surn > 0 or not any(r.known for r in found)
    if ADJECTIVAL.search(low):
        if sentence.lower_noun_after(index) or not surn:
            return False
        return (
            sentence.office_before(index)
            or (sentence.verb_after(index) and not sentence.initial(index))
            or (sentence.initial(index) and sentence.verb_after(index) and low.endswith("ий"))
        )
    if sentence.initial(index):
        return surn > 0.3 and not other and bool(STRONG.search(low)) and sentence.verb_after(index)
    if sentence.office_before(index):
        return not other and (surn > 0 or (not any(r.known for r in found) and surname_like(word)))
    if not other and STRONG.search(low) and (surn > 0.3 or (surn and _famous(sentence, index))):
        return True
    return not any(r.known for r in found) and bool(STRONG.search(low)) and len(low) > 5
