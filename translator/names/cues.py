"""Signs that a word can be a surname, or cannot: dictionary, endings, what stands before it."""

from __future__ import annotations

import re
from functools import lru_cache

from translator.morphology import fold, readings
from translator.names import established, forms
from translator.names.context import Sentence
from translator.names.palladius import nominative_syllables
from translator.names.tables import words
from translator.names.transcription import Transcription, transcribe

_SURNAME = re.compile(
    r"(?:ов|ев|ёв|ин|ын|ск|цк|енк|ко|ук|юк|чук|ян|янц|дзе|швили|ия|их|ых|аго|ич|штейн|берг|ман|"
    r"ер|ец)(?:а|у|ым|ом|ем|е|ой|ую|ая|ий|ого|ому|им|о)?$"
)
STRONG = re.compile(
    r"(?:[бвгджзклмнпрстфхцчшщьй](?:ов|ев|ёв|ин|ын)|[аеиоуыэюя](?:ев|ин)|енко|чук|нюк|ян|дзе|швили)"
    r"(?:а|у|ым|ом|е|ой)?$"
)
ADJECTIVAL = re.compile(r"(?:[сц]к)(?:ий|ого|ому|им|ом|ая|ой|ую)$")
_NAME_TAGS = frozenset({"Surn", "Name", "Patr"})


@lru_cache(maxsize=20_000)
def ordinary(word: str) -> bool:
    """The word is known, and not as a name."""
    return any(r.known and not r.tags & _NAME_TAGS for r in readings(word))


def given_only(word: str) -> bool:
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
def no_person(word: str) -> bool:
    """Syllabic abbreviations (Россельхознадзор), Chinese places, names of regions in -щина."""
    low = fold(word)
    if low.startswith(tuple(words("not_surnames"))) and len(low) > 6:
        return True
    if re.search(r"(?:щин|чин)(?:а|ы|е|у|ой)$", low) and not any(
        "Surn" in r.tags and r.known for r in readings(low)
    ):
        return True
    return established.is_place(word) or len(nominative_syllables(low)) > 1


def named_after(sentence: Sentence, index: int) -> bool:
    """After «имени» or «им.» stands a person in the genitive."""
    before = [t.text.lower() for t in sentence.tokens[max(0, index - 2) : index]]
    return before[-1:] == ["имени"] or before == ["им", "."]


def gender_alone(word: str) -> str:
    return "f" if re.search(r"(?:[оеё]вой|[иы]ной|[сц]кая|[сц]кой|[сц]кую)$", word.lower()) else "m"


def family_name(lemma: str, gender: str) -> Transcription:
    if gender == "m" and re.search(r"(?:[оеё]ва|[иы]на|[сц]кая)$", lemma):
        made = transcribe(lemma + "\u0301", "person-surname")
        return Transcription(made.zh, made.steps, False)
    return transcribe(lemma, "person-surname")
