"""Persons: given name, patronymic and surname in any order and case, initials, lone surnames."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from translator.morphology import fold, readings
from translator.names import forms
from translator.names.context import Sentence, grammar
from translator.names.established import is_place as is_listed
from translator.names.palladius import chinese_name
from translator.names.palladius import nominative_syllables as syllables_of
from translator.names.palladius import split
from translator.names.tables import rows, words
from translator.names.transcription import Transcription, transcribe
from translator.units import NameMatch

_SURNAME = re.compile(
    r"(?:ов|ев|ёв|ин|ын|ск|цк|енк|ко|ук|юк|чук|ян|янц|дзе|швили|ия|их|ых|аго|ич|штейн|берг|ман|"
    r"ер|ец)(?:а|у|ым|ом|ем|е|ой|ую|ая|ий|ого|ому|им|о)?$"
)
_STRONG = re.compile(
    r"(?:[бвгджзклмнпрстфхцчшщьй](?:ов|ев|ёв|ин|ын)|[аеиоуыэюя](?:ев|ин)|енко|чук|нюк|ян|дзе|швили)"
    r"(?:а|у|ым|ом|е|ой)?$"
)
_ADJECTIVAL = re.compile(r"(?:[сц]к)(?:ий|ого|ому|им|ом|ая|ой|ую)$")
_NAME_TAGS = frozenset({"Surn", "Name", "Patr"})
_INITIALS = r"([А-ЯЁ])\.[ \u00a0\u202f]?(?:([А-ЯЁ])\.[ \u00a0\u202f]?)?"
_FAMILY = r"([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)"
_BEFORE = re.compile(rf"(?<![\w.]){_INITIALS}{_FAMILY}")
_AFTER = re.compile(
    rf"(?<!\w){_FAMILY}[ \u00a0\u202f]([А-ЯЁ])\.[ \u00a0\u202f]?(?:([А-ЯЁ])\.)?(?!\w)"
)


def find_persons(sentence: Sentence) -> Iterator[NameMatch]:
    """All persons of a sentence but lone surnames, which :func:`find_lone` looks for last."""
    yield from _with_initials(sentence)
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
    first = forms.given_names(run[0])
    patronymics = [forms.patronymic(word) for word in run]
    if first and len(run) > 1 and patronymics[1]:
        surname = run[2] if len(run) > 2 and not _given_only(run[2]) else ""
        return _person(sentence, index, run[0], run[1], surname, 3 if surname else 2)
    if (
        len(run) == 3
        and patronymics[2]
        and forms.given_names(run[1])
        and surname_like(run[0])
        and not (sentence.initial(index) and _ordinary(run[0]))
    ):
        return _person(sentence, index, run[1], run[2], run[0], 3)
    if first and len(run) > 1 and not forms.given_names(run[1]):
        return _person(sentence, index, run[0], "", run[1], 2)
    if first and len(run) > 1 and surname_like(run[1]):
        return _person(sentence, index, run[0], "", run[1], 2)
    if len(run) > 1 and forms.given_names(run[1]) and surname_like(run[0]):
        follower = run[2] if len(run) > 2 else ""
        if not (follower and surname_like(follower)) and not _ordinary(run[0]):
            return _person(sentence, index, run[1], "", run[0], 2)
    if len(run) > 1 and _foreign(sentence, index, run):
        return _person(sentence, index, run[0], "", run[1], 2)
    if first and len(run[0]) > 3 and (not sentence.initial(index) or sentence.verb_after(index)):
        best = readings(run[0])[0]
        if (
            len({f.gender for f in first}) == 1
            and first[0].listed
            and ("Name" in best.tags or not best.known)
            and not _no_person(run[0])
        ):
            return _person(sentence, index, run[0], "", "", 1)
    return None


@lru_cache(maxsize=20_000)
def _ordinary(word: str) -> bool:
    """The word is known, and not as a name."""
    return any(r.known and not r.tags & _NAME_TAGS for r in readings(word))


def _given_only(word: str) -> bool:
    return bool(forms.given_names(word)) and not surname_like(word)


@lru_cache(maxsize=20_000)
def surname_like(word: str) -> bool:
    """The dictionary or the ending says that the word can be a surname."""
    low = word.lower()
    if any("Surn" in r.tags and r.known for r in readings(low)):
        return True
    if any(r.known for r in readings(low)):
        return False
    return bool(_SURNAME.search(low))


@lru_cache(maxsize=20_000)
def _no_person(word: str) -> bool:
    """Syllabic abbreviations (Россельхознадзор), Chinese places, names of regions in -щина."""
    low = fold(word)
    if low.startswith(tuple(words("not_surnames"))) and len(low) > 6:
        return True
    if re.search(r"(?:щин|чин)(?:а|ы|е|у|ой)$", low) and not any(
        "Surn" in r.tags and r.known for r in readings(low)
    ):
        return True
    return is_listed(word) or len(syllables_of(low)) > 1


def _foreign(sentence: Sentence, index: int, run: list[str]) -> bool:
    """Unknown given name: nothing but the surname's ending or an office before says person."""
    first, last = run[0], run[1]
    if min(len(first), len(last)) < 3 or _no_person(first) or _no_person(last):
        return False
    if any(r.known and not r.tags & {"Name", "Surn"} for r in readings(first)):
        return False
    if sentence.office_before(index):
        return surname_like(last) or not any(r.known for r in readings(last))
    if sentence.initial(index):
        return bool(_STRONG.search(run[1].lower())) and not any(
            r.known and "Surn" not in r.tags for r in readings(run[1])
        )
    return surname_like(run[1]) and not any("Geox" in r.tags for r in readings(run[1]) if r.known)


def _chinese(sentence: Sentence, index: int, run: list[str]) -> NameMatch | None:
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


def _ambiguous(
    sentence: Sentence, index: int, used: int, given: str, chosen: forms.Given
) -> forms.Given:
    options = forms.given_names(given)
    if len({o.gender for o in options}) < 2:
        return chosen
    woman = next(o for o in options if o.gender == "f")
    man = next(o for o in options if o.gender == "m")
    last = sentence.tokens[index + used - 1].text.lower()
    if not re.search(r"(?:[оеё]ва|[иы]на)$", last):
        return chosen
    if "nom" not in woman.cases:
        return chosen
    after = sentence.verb_gender(index + used - 1)
    if after:
        return woman if after == "femn" else man
    governor = sentence.holder_cases(index)
    if governor:
        return woman if "nom" in governor else man
    if index == 0 or sentence.tokens[index - 1].kind != "word":
        return woman
    before = readings(sentence.tokens[index - 1].text)[0]
    if before.pos == "VERB":
        return man if before.gender == "masc" else woman
    return man if before.pos in {"NOUN", "PREP"} else woman


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
    chosen = _choose(given, surname, patr)
    if not patr:
        chosen = _ambiguous(sentence, index, used, given, chosen)
    cases = chosen.cases
    if not cases:
        cases = sentence.holder_cases(index)
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
        family = _family(lemma, chosen.gender)
    zh, also, sure = _assemble(first, middle, family)
    start, stop = sentence.tokens[index].start, sentence.tokens[index + used - 1].stop
    match = NameMatch(
        "person", start, stop, sentence.text[start:stop], " ".join(parts), zh, also, sure,
        grammar(cases),
    )  # fmt: skip
    return match, used


def _family(lemma: str, gender: str) -> Transcription:
    if gender == "m" and re.search(r"(?:[оеё]ва|[иы]на|[сц]кая)$", lemma):
        made = transcribe(lemma + "\u0301", "person-surname")
        return Transcription(made.zh, made.steps, False)
    return transcribe(lemma, "person-surname")


def _with_initials(sentence: Sentence) -> Iterator[NameMatch]:
    for pattern, order in ((_BEFORE, (1, 2, 3)), (_AFTER, (2, 3, 1))):
        for found in pattern.finditer(sentence.text):
            first, second, family = (found.group(number) for number in order)
            if pattern is _AFTER and not surname_like(family):
                continue
            start, stop = found.span()
            if not sentence.free(start, stop):
                continue
            gender = _gender_alone(family)
            cases = _cases_before(sentence, start)
            if family.lower().endswith(("ова", "ева", "ёва", "ина", "ына")) and cases:
                gender = "f" if "nom" in cases else "m"
            lemma = forms.surname(family, gender, cases)
            made = _family(lemma, gender)
            letters = "".join(f"{_latin(letter)}." for letter in (first, second) if letter)
            initials = ". ".join(letter for letter in (first, second) if letter)
            yield NameMatch(
                "person", start, stop, found.group(), f"{initials}. {lemma}", letters + made.zh,
                (made.zh,), False, grammar(cases),
            )  # fmt: skip


def _latin(letter: str) -> str:
    return dict((row[0], row[1] if len(row) > 1 else "") for row in rows("latin")).get(
        letter, letter
    )


def _cases_before(sentence: Sentence, start: int) -> frozenset[str]:
    index = next((n for n, t in enumerate(sentence.tokens) if t.start >= start), 0)
    return sentence.holder_cases(index)


def _gender_alone(word: str) -> str:
    return "f" if re.search(r"(?:[оеё]вой|[иы]ной|[сц]кая|[сц]кой|[сц]кую)$", word.lower()) else "m"


def find_lone(sentence: Sentence) -> Iterator[NameMatch]:
    """Surnames without a given name, where office, verb or ending leave no doubt."""
    for index, token in enumerate(sentence.tokens):
        if not sentence.capital(index) or not _lone(sentence, index):
            continue
        gender, cases = _lone_form(sentence, index)
        lemma = forms.surname(token.text, gender, cases)
        made = _family(lemma, gender)
        marks = next((r.marks for r in readings(token.text) if "Surn" in r.tags), "")
        yield NameMatch(
            "person", token.start, token.stop, token.text, lemma, made.zh, made.also,
            made.sure, marks,
        )  # fmt: skip


def _lone_form(sentence: Sentence, index: int) -> tuple[str, frozenset[str]]:
    """Gender and cases of a surname that stands alone."""
    low = sentence.tokens[index].text.lower()
    if _named_after(sentence, index):
        return "m", frozenset({"gen"})
    gender = _gender_alone(low)
    cases = sentence.holder_cases(index)
    if re.search(r"(?:[оеё]ва|[иы]на)$", low):
        if sentence.verb_gender(index) == "femn" or "nom" in cases:
            return "f", frozenset({"nom"})
        return "m", cases
    if re.search(r"(?:[оеё]ву|[иы]ну)$", low) and index and not cases:
        before = readings(sentence.tokens[index - 1].text)[0]
        return ("f" if before.pos == "VERB" else "m"), frozenset()
    return gender, cases


def _named_after(sentence: Sentence, index: int) -> bool:
    """After «имени» or «им.» stands a person in the genitive."""
    before = [t.text.lower() for t in sentence.tokens[max(0, index - 2) : index]]
    return before[-1:] == ["имени"] or before == ["им", "."]


def _lone(sentence: Sentence, index: int) -> bool:
    word = sentence.tokens[index].text
    low = word.lower()
    if _no_person(word) and not _named_after(sentence, index):
        return False
    found = readings(word)
    surn = sum(r.score for r in found if "Surn" in r.tags and r.known)
    if not surn and split(fold(word)):
        return False
    other = any(r.known and not r.tags & {"Surn", "Name", "Patr", "Geox"} for r in found)
    if any("Geox" in r.tags and r.known for r in found) and not sentence.office_before(index):
        return False
    if _named_after(sentence, index):
        return surn > 0 or not any(r.known for r in found)
    if _ADJECTIVAL.search(low):
        if sentence.lower_noun_after(index) or not surn:
            return False
        return (
            sentence.office_before(index)
            or (sentence.verb_after(index) and not sentence.initial(index))
            or (sentence.initial(index) and sentence.verb_after(index) and low.endswith("ий"))
        )
    if sentence.initial(index):
        return surn > 0.3 and not other and bool(_STRONG.search(low)) and sentence.verb_after(index)
    if sentence.office_before(index):
        return not other and (surn > 0 or (not any(r.known for r in found) and surname_like(word)))
    if surn > 0.3 and not other and _STRONG.search(low):
        return True
    return not any(r.known for r in found) and bool(_STRONG.search(low)) and len(low) > 5
