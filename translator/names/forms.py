"""Inflected forms of given names, patronymics and surnames, back to the nominative.

Surnames are brought back by their endings and the case of the given name beside them, which is
surer than a dictionary: «Сергея Ладыгина» is genitive, so the man is Ладыгин.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from translator.morphology import fold, readings
from translator.names import established

_PATRONYMIC = re.compile(
    r"^([а-яё-]+(?:ович|евич|ич))(а|у|ем|е)?$|^([а-яё-]+(?:овн|евн|ичн))(а|ы|е|у|ой|ою)$"
)
_MAN = {"gen": "а", "acc": "а", "dat": "у", "loc": "е"}
_GIVEN_ENDINGS = {
    "hard": (("nom", ""), ("gen", "а"), ("acc", "а"), ("dat", "у"), ("ins", "ом"), ("loc", "е")),
    "soft": (("nom", "*"), ("gen", "я"), ("acc", "я"), ("dat", "ю"), ("ins", "ем"), ("loc", "е")),
    "ий": (("nom", "й"), ("gen", "я"), ("acc", "я"), ("dat", "ю"), ("ins", "ем"), ("loc", "и")),
    "а": (("nom", "а"), ("gen", "ы"), ("dat", "е"), ("acc", "у"), ("ins", "ой"), ("loc", "е")),
    "я": (("nom", "я"), ("gen", "и"), ("dat", "е"), ("acc", "ю"), ("ins", "ей"), ("loc", "е")),
    "ия": (("nom", "я"), ("gen", "и"), ("dat", "и"), ("acc", "ю"), ("ins", "ей"), ("loc", "и")),
}
_FLEETING = {"пётр": "петр", "лев": "льв", "павел": "павл"}


@dataclass(frozen=True, slots=True)
class Given:
    """A given name as met: nominative, gender, the cases its form may be."""

    lemma: str
    gender: str
    cases: frozenset[str]
    listed: bool = True


def _paradigm(name: str, gender: str) -> list[tuple[str, str]]:
    low = name.lower()
    if low.endswith("ий"):
        stem, kind = low[:-1], "ий"
    elif low.endswith("ия"):
        stem, kind = low[:-1], "ия"
    elif low[-1] == "а":
        stem, kind = low[:-1], "а"
    elif low[-1] == "я":
        stem, kind = low[:-1], "я"
    elif low == "любовь":
        return [(low, "nom"), (low, "acc"), ("любови", "gen"), ("любови", "dat"),
                ("любови", "loc"), ("любовью", "ins")]  # fmt: skip
    elif gender == "f" or low[-1] in "оуыиэюе":
        return [(low, "")]
    elif low[-1] in "йь":
        stem, kind = low[:-1], "soft"
    else:
        stem, kind = _FLEETING.get(low, low), "hard"
    found = []
    for case, ending in _GIVEN_ENDINGS[kind]:
        if case == "nom":
            found.append((low, case))
            continue
        if kind == "а" and ending == "ы" and stem[-1] in "гкхжшчщ":
            ending = "и"
        if kind == "а" and ending == "ой" and stem[-1] in "жшчщц":
            ending = "ей"
        found.append((stem + ending, case))
        if low == "илья" and case == "ins":
            found.append((stem + "ёй", case))
    return found


@cache
def _given_index() -> dict[str, tuple[Given, ...]]:
    collected: dict[str, dict[tuple[str, str], set[str]]] = {}
    for form in established.given_names().values():
        for spelled, case in _paradigm(form.name, form.gender):
            slot = collected.setdefault(fold(spelled), {})
            slot.setdefault((form.name, form.gender), set()).add(case)
    return {
        spelled: tuple(
            Given(name, gender, frozenset(cases - {""})) for (name, gender), cases in slot.items()
        )
        for spelled, slot in collected.items()
    }


@lru_cache(maxsize=20_000)
def given_names(word: str) -> tuple[Given, ...]:
    """Readings of a word as a given name: the lists first, pymorphy's Name grammeme second.

    >>> given_names("Алексеем")[0].lemma
    'Алексей'
    """
    listed = _given_index().get(fold(word))
    if listed:
        return listed
    merged: dict[tuple[str, str], set[str]] = {}
    if len(word) < 3:
        return ()
    for reading in readings(word):
        if "Name" in reading.tags and reading.known and reading.number == "sing":
            gender = "f" if reading.gender == "femn" else "m"
            lemma = "-".join(part.capitalize() for part in reading.lemma.split("-"))
            merged.setdefault((lemma, gender), set()).add(reading.case)
    return tuple(
        Given(lemma, gender, frozenset(cases), False) for (lemma, gender), cases in merged.items()
    )


@lru_cache(maxsize=20_000)
def patronymic(word: str) -> tuple[str, str] | None:
    """Nominative and gender of a patronymic in any case, or None.

    >>> patronymic("Николаевичем"), patronymic("Сергеевну")
    (('Николаевич', 'm'), ('Сергеевна', 'f'))
    """
    found = _PATRONYMIC.match(word.lower())
    if not found:
        return None
    if found.group(1):
        lemma, gender = found.group(1), "m"
        listed = fold(lemma) in established.patronymics()
    else:
        lemma, gender = found.group(3) + "а", "f"
        listed = False
    tagged = any("Patr" in r.tags for r in readings(word))
    if not (listed or tagged):
        return None
    return lemma.capitalize(), gender


def _cut(word: str, *endings: tuple[str, str]) -> str | None:
    for ending, instead in endings:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + instead
    return None


def _adjective(low: str, gender: str) -> str | None:
    if gender == "m":
        return _cut(low, ("ского", "ский"), ("скому", "ский"), ("ским", "ский"), ("ском", "ский"),
                    ("цкого", "цкий"), ("цкому", "цкий"), ("цким", "цкий"),
                    ("цком", "цкий"))  # fmt: skip
    return _cut(low, ("ской", "ская"), ("скую", "ская"), ("цкой", "цкая"), ("цкую", "цкая"))


def _possessive(low: str, gender: str) -> str | None:
    stem = r"(.*(?:ов|ев|ёв|ин|ын))"
    if gender == "m":
        found = re.fullmatch(stem + r"(а|у|ым|е)", low)
        return found.group(1) if found else None
    found = re.fullmatch(stem + r"(ой|у|ою)", low)
    return found.group(1) + "а" if found else None


def _consonant_stem(low: str, cases: frozenset[str]) -> str | None:
    for case in ("ins", "gen", "acc", "dat", "loc"):
        if case not in cases:
            continue
        endings = ("ом", "ем", "ём") if case == "ins" else (_MAN[case],)
        soft = {"gen": "я", "acc": "я", "dat": "ю", "loc": "е", "ins": "ем"}[case]
        for ending in endings:
            stem = low.removesuffix(ending)
            if stem != low and stem and stem[-1] not in "аеёиоуыэюяйь":
                return stem
        if low.endswith(soft) and len(low) > 3:
            stem = low[: -len(soft)]
            return stem + ("й" if stem[-1] in "аеоуияю" else "ь")
    return None


def _vowel_stem(low: str, gender: str, cases: frozenset[str]) -> str | None:
    """Surnames in -а of men and women: Шапши, Шапше → Шапша."""
    if not cases or "nom" in cases:
        return None
    if "gen" in cases and re.search(r"(?:[гкхжшчщ]и|[бвдзлмнпрстф]ы)$", low):
        return low[:-1] + "а"
    if "ins" in cases and re.search(r"[гкхбвдзлмнпрстф]ой$|[жшчщц]ей$", low) and gender == "m":
        return low[:-2] + "а"
    return None


def _described(low: str, gender: str, cases: frozenset[str]) -> str | None:
    """Surnames that are ordinary adjectives: Великого, Заозёрным, Мудрой."""
    if not low.endswith(
        ("ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ой", "ей", "ую", "юю")
    ):
        return None
    read = _by_reading(low, gender, cases)
    if read and read.endswith(("й", "ая")):
        return read
    want = "femn" if gender == "f" else "masc"
    for reading in readings(low):
        adjective = reading.pos == "ADJF" or reading.lemma.endswith(("ий", "ый", "ой"))
        if not adjective or not reading.known or reading.gender != want:
            continue  # лесничий is a noun that declines as an adjective
        if reading.case not in cases:
            continue
        if gender == "m":
            return reading.lemma
        return re.sub(r"(?:ый|ой)$", "ая", re.sub(r"(?<=н)ий$", "яя", reading.lemma))
    return None


def _by_reading(low: str, gender: str, cases: frozenset[str]) -> str | None:
    want = "femn" if gender == "f" else "masc"
    for reading in readings(low):
        if (
            "Surn" in reading.tags
            and reading.known
            and reading.number == "sing"
            and reading.gender in {want, ""}
            and (not cases or reading.case in cases)
        ):
            if gender == "f" and re.search(r"(ов|ев|ёв|ин|ын)$", reading.lemma):
                return reading.lemma + "а"
            if gender == "f" and reading.lemma.endswith(("ский", "цкий")):
                return reading.lemma[:-2] + "ая"
            return reading.lemma
    return None


def _capital(lemma: str) -> str:
    """Capitals at each part; ё where the dictionary has it (Кораблев → Кораблёв)."""
    if "ё" not in lemma and "е" in lemma:
        for reading in readings(lemma):
            if "Surn" in reading.tags and reading.known and fold(reading.lemma) == fold(lemma):
                lemma = reading.lemma
                break
            if (
                reading.known
                and "Surn" in reading.tags
                and fold(reading.lemma) + "а" == fold(lemma)
            ):
                lemma = reading.lemma + "а"
                break
    return "-".join(part[:1].upper() + part[1:] for part in lemma.split("-"))


@lru_cache(maxsize=20_000)
def surname(word: str, gender: str, cases: frozenset[str] = frozenset()) -> str:
    """Nominative of a surname of a man (m) or woman (f) met in one of ``cases``.

    With an unknown case any ending that can be one is taken off.

    >>> surname("Островским", "m"), surname("Ладыгина", "m", frozenset({"gen"}))
    ('Островский', 'Ладыгин')
    """
    low = word.lower()
    if "-" in low:
        return "-".join(surname(part.capitalize(), gender, cases) for part in low.split("-"))
    if cases == frozenset({"nom"}):
        return _capital(low)
    man = fold(low)
    if gender == "m" and man in established.surnames() and (not cases or "nom" in cases):
        return _capital(low)
    found = _adjective(low, gender) or _possessive(low, gender)
    if found:
        return _capital(found)
    oblique = cases - {"nom"}
    vowel = _vowel_stem(low, gender, cases)
    if vowel:
        return _capital(vowel)
    described = _described(low, gender, oblique)
    if described:
        return _capital(described)
    if gender == "m" and low.endswith(("ого", "ому", "ым")) and "nom" not in cases:
        read = _by_reading(low, gender, oblique)
        made = _cut(low, ("ого", "ый"), ("ому", "ый"), ("ым", "ый"))
        return _capital(read or made or low)
    fixed = re.search(r"(?:ко|дзе|швили|ых|их|аго|яго|о|и|у|э)$", low)
    if fixed and (
        gender == "f" or not oblique or not (low.endswith("у") or _by_reading(low, gender, cases))
    ):
        return _capital(low)
    read = _by_reading(low, gender, oblique or cases)
    if read:
        return _capital(read)
    if gender == "m" and oblique and "nom" not in cases:
        stem = _consonant_stem(low, oblique)
        if stem:
            return _capital(stem)
    if gender == "f" and oblique and "nom" not in cases and low.endswith("ой"):
        return _capital(low[:-2] + "ая")
    return _capital(low)
