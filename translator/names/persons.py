"""Persons with a given name: patronymic and surname in any order and case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.morphology import fold, readings
from translator.names import established, forms
from translator.names.context import Sentence, grammar
from translator.names.cues import (
    ADJECTIVAL,
    STRONG,
    family_name,
    given_only,
    named_after,
    no_person,
    ordinary,
    surname_like,
)
from translator.names.palladius import chinese_name
from translator.names.toponyms import describes
from translator.names.transcription import Transcription, transcribe
from translator.units import NameMatch


def find_persons(sentence: Sentence) -> Iterator[NameMatch]:
    """Persons with a given name; lone surnames are looked for last."""
    index = 0
    while index < len(sentence.tokens):
        found = _at(sentence, index) if sentence.capital(index) else None
        if found:
            match, used = found
            yield match
            index += used
        else:
            index += 1


def _run(sentence: Sentence, index: int) -> list[str]:
    run = [sentence.tokens[index].text]
    while len(run) < 4 and sentence.capital(index + len(run)) and sentence.joined(index + len(run)):
        run.append(sentence.tokens[index + len(run)].text)
    return run


def _at(sentence: Sentence, index: int) -> tuple[NameMatch, int] | None:
    run = _run(sentence, index)
    if len(run) > 1:
        chinese = _chinese(sentence, index, run)
        if chinese:
            return chinese, 2
        if describes(run[0], run[1]) and ordinary(run[1]):
            return None  # «в Белой Косе» is a village and no Bela
    first = forms.given_names(run[0])
    patronymics = [forms.patronymic(word) for word in run]
    if first and len(run) > 1 and patronymics[1]:
        surname = run[2] if len(run) > 2 and not given_only(run[2]) else ""
        return _person(sentence, index, run[0], run[1], surname, 3 if surname else 2)
    if (
        len(run) == 3
        and patronymics[2]
        and forms.given_names(run[1])
        and surname_like(run[0])
        and not (sentence.initial(index) and ordinary(run[0]))
    ):
        return _person(sentence, index, run[1], run[2], run[0], 3)
    if first and len(run) > 1 and not forms.given_names(run[1]):
        return _person(sentence, index, run[0], "", run[1], 2)
    if first and len(run) > 1 and surname_like(run[1]):
        return _person(sentence, index, run[0], "", run[1], 2)
    if (
        len(run) > 1
        and forms.given_names(run[1])
        and surname_like(run[0])
        and not no_person(run[0])
    ):
        follower = run[2] if len(run) > 2 else ""
        if not (follower and surname_like(follower)) and not ordinary(run[0]):
            return _person(sentence, index, run[1], "", run[0], 2)
    if len(run) > 1 and _foreign(sentence, index, run):
        return _person(sentence, index, run[0], "", run[1], 2)
    if (
        first
        and len(run[0]) > 3
        and not sentence.kind_before(index)
        and (not sentence.initial(index) or sentence.verb_after(index))
    ):
        best = readings(run[0])[0]
        if (
            len({f.gender for f in first}) == 1
            and first[0].listed
            and ("Name" in best.tags or not best.known)
            and not no_person(run[0])
        ):
            return _person(sentence, index, run[0], "", "", 1)
    return None


def _foreign(sentence: Sentence, index: int, run: list[str]) -> bool:
    """Unknown given name: nothing but the surname's ending or an office before says person."""
    first, last = run[0], run[1]
    if sentence.kind_before(index) or (
        ADJECTIVAL.search(last.lower()) and sentence.lower_noun_after(index + 1)
    ):
        return False
    if min(len(first), len(last)) < 3 or no_person(first) or no_person(last):
        return False
    if any(r.known and not r.tags & {"Name", "Surn"} for r in readings(first)):
        noun = all(r.pos == "NOUN" for r in readings(first))  # «заместитель Тумэн Цыбиков»
        return noun and sentence.office_before(index) and bool(STRONG.search(last.lower()))
    if sentence.office_before(index):
        return surname_like(last) or not any(r.known for r in readings(last))
    if sentence.initial(index):
        return bool(STRONG.search(run[1].lower())) and not any(
            r.known and "Surn" not in r.tags for r in readings(run[1])
        )
    return surname_like(run[1]) and not any("Geox" in r.tags for r in readings(run[1]) if r.known)


def _chinese(sentence: Sentence, index: int, run: list[str]) -> NameMatch | None:
    if len(run[0]) == 1 and sentence.initial(index) and forms.given_names(run[1]):
        return None  # «У Ивана Гуся» is a preposition
    name = chinese_name((run[0], run[1]))
    if not name:
        return None
    start, stop = sentence.tokens[index].start, sentence.tokens[index + 1].stop
    return NameMatch(
        "person", start, stop, sentence.text[start:stop], name.lemma, name.zh, name.also,
        name.sure, "",
    )  # fmt: skip


def _gender_of(surname: str) -> str:
    return "f" if re.search(r"(?:ова|ева|ёва|ина|ына|ская|цкая|ой|ую)$", surname.lower()) else "m"


def _choose(given: str, surname: str, patr: str) -> forms.Given:
    options = forms.given_names(given)
    patronymic = forms.patronymic(patr) if patr else None
    if patronymic:
        options = tuple(o for o in options if o.gender == patronymic[1]) or options
    if not options:
        gender = _gender_of(surname)
        return forms.Given(given, gender, frozenset(), False)
    if len(options) > 1 and surname:
        # Александра Попова / Александра Попова: a woman's nominative against a man's genitive.
        low = surname.lower()
        if low.endswith(("ская", "цкая", "ой", "ую")):
            options = tuple(o for o in options if o.gender == "f") or options
        elif low.endswith(("ого", "ому", "ым", "им", "ий", "ов", "ев", "ин", "ом")):
            options = tuple(o for o in options if o.gender == "m") or options
    return options[0]


def _by_context(
    sentence: Sentence, index: int, used: int, given: str, chosen: forms.Given
) -> tuple[forms.Given, bool]:
    """«Александра Попова»: a woman in the nominative or a man in the genitive.

    The verb beside it decides, then the office it belongs to; the second value is False where
    only the neighbour's part of speech could be asked.
    """
    options = forms.given_names(given)
    last = sentence.tokens[index + used - 1].text.lower()
    woman = next((o for o in options if o.gender == "f"), None)
    man = next((o for o in options if o.gender == "m"), None)
    if not (woman and man and "nom" in woman.cases):
        return chosen, True
    if not re.search(r"(?:[оеё]ва|[иы]на)$", last):
        return chosen, True
    after = sentence.verb_gender(index + used - 1)
    if after:
        return (woman if after == "femn" else man), True
    governor = sentence.holder_cases(index)
    if governor:
        return (woman if "nom" in governor else man), True
    if index == 0 or sentence.tokens[index - 1].kind != "word":
        return woman, False
    before = readings(sentence.tokens[index - 1].text)[0]
    if before.pos == "VERB":
        return (man if before.gender == "masc" else woman), True
    return (man if before.pos in {"NOUN", "PREP"} else woman), before.pos == "PREP"


def _assemble(
    given: Transcription | None, patr: Transcription | None, family: Transcription | None
) -> tuple[str, tuple[str, ...], bool]:
    parts = [p for p in (given, patr, family) if p]
    zh = "·".join(p.zh for p in parts)
    also: list[str] = []
    if given and family:
        short = f"{given.zh}·{family.zh}"
        also += [short] if patr else []
        also += [f"{g}·{family.zh}" for g in given.also]
        also += [f"{g}·{f}" for f in family.also for g in (given.zh, *given.also)]
        also += [family.zh, *family.also]
    elif given:
        also += given.also
    elif family:
        also += family.also
    return zh, tuple(dict.fromkeys(a for a in also if a != zh)), all(p.sure for p in parts)


def _person(
    sentence: Sentence, index: int, given: str, patr: str, surname: str, used: int
) -> tuple[NameMatch, int]:
    chosen, settled = _choose(given, surname, patr), True
    if not patr:
        chosen, settled = _by_context(sentence, index, used, given, chosen)
    cases = chosen.cases or sentence.holder_cases(index)
    if named_after(sentence, index):
        cases = frozenset({"gen"})
        if not forms.given_names(given):
            chosen = forms.Given(given, "m", cases, False)
    parts = [chosen.lemma]
    first = transcribe(chosen.lemma, "person-given", chosen.gender == "f")
    middle = family = None
    if patr:
        lemma = (forms.patronymic(patr) or (patr, ""))[0]
        parts.append(lemma)
        middle = transcribe(lemma, "person-patronymic")
    if surname:
        lemma = forms.surname(surname, chosen.gender, cases)
        parts.append(lemma)
        family = family_name(lemma, chosen.gender)
    zh, also, sure = _assemble(first, middle, family)
    fixed = established.people().get(fold(" ".join(parts)))
    if fixed:
        zh, also, sure = fixed.zh, fixed.also, True
    start, stop = sentence.tokens[index].start, sentence.tokens[index + used - 1].stop
    match = NameMatch(
        "person", start, stop, sentence.text[start:stop], " ".join(parts), zh, also,
        sure and settled, grammar(cases),
    )  # fmt: skip
    return match, used
