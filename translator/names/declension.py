"""Case forms of surnames and place names by rule, for names that no dictionary declines.

Wider than grammar asks for: where two declensions are possible (Калина as a word in -а or as a
woman's -ина; Кравца and Кравеца) both are given, because these forms are only compared with what
stands in a text that names the person or the place. Russkaya grammatika 1980, §1180–1192, 1300 ff.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product

from translator.morphology import CASES, fold
from translator.names import forms

_NO_CASE = frozenset({"о", "е", "э", "и", "ы", "у", "ю"})
_HARD = {"gen": ("а",), "dat": ("у",), "acc": ("а",), "ins": ("ом", "ем"), "loc": ("е",)}
_SOFT = {"gen": ("я",), "dat": ("ю",), "acc": ("я",), "ins": ("ем",), "loc": ("е",)}
_SOFT_I = _SOFT | {"loc": ("и", "е")}
_MAN = {"gen": ("а",), "dat": ("у",), "acc": ("а",), "ins": ("ым", "ом"), "loc": ("е",)}
_WOMAN = {"gen": ("ой",), "dat": ("ой",), "acc": ("у",), "ins": ("ой", "ою"), "loc": ("ой",)}
_MALE = {
    "gen": ("ого", "его"), "dat": ("ому", "ему"), "acc": ("ого", "его"), "ins": ("ым", "им"),
    "loc": ("ом", "ем"),
}  # fmt: skip
_FEMALE = {
    "gen": ("ой", "ей"), "dat": ("ой", "ей"), "acc": ("ую", "юю"), "ins": ("ой", "ей", "ою", "ею"),
    "loc": ("ой", "ей"),
}  # fmt: skip
_MANY = {"gen": ("ых", "их"), "dat": ("ым", "им"), "ins": ("ыми", "ими"), "loc": ("ых", "их")}
_IN_A = {
    "gen": ("ы", "и"), "dat": ("е",), "acc": ("у",), "ins": ("ой", "ей", "ою", "ею"), "loc": ("е",),
}  # fmt: skip
_IN_YA = {
    "gen": ("и",), "dat": ("е", "и"), "acc": ("ю",), "ins": ("ей", "ею"), "loc": ("е", "и"),
}  # fmt: skip
_THIRD = {"gen": ("и",), "dat": ("и",), "acc": ("ь",), "ins": ("ью",), "loc": ("и",)}
_NEUTER = {"gen": ("а", "я"), "dat": ("у", "ю"), "ins": ("ом", "ем"), "loc": ("е", "и")}
_PLURAL = {
    "gen": ("ов", "ев", "ей"), "dat": ("ам", "ям"), "ins": ("ами", "ями"), "loc": ("ах", "ях"),
}  # fmt: skip
_FAMILY = {
    "nom": ("ы",), "gen": ("ых",), "dat": ("ым",), "acc": ("ых",), "ins": ("ыми",), "loc": ("ых",)
}  # fmt: skip

_AGREED = {
    ("femn", "dat"): "е", ("femn", "loc"): "е", ("femn", "acc"): "у", ("femn", "ins"): "ой",
    ("masc", "dat"): "у", ("masc", "loc"): "е", ("masc", "ins"): "ом",
}  # fmt: skip

Forms = Mapping[str, frozenset[str]]
"""Folded form → the cases that it can be."""
_Cases = dict[str, set[str]]


@lru_cache(maxsize=20_000)
def surname_forms(name: str, gender: str) -> Forms:
    """Forms of a man's (m) or woman's (f) surname, a married couple's among the man's.

    >>> sorted(surname_forms("Лищенюк", "m"))
    ['лищенюк', 'лищенюка', 'лищенюке', 'лищенюкем', 'лищенюком', 'лищенюку']
    >>> sorted(surname_forms("Лищенюк", "f"))
    ['лищенюк']
    """
    return _by_form(_surname(fold(name), gender))


@lru_cache(maxsize=20_000)
def place_forms(name: str) -> Mapping[tuple[str, ...], frozenset[str]]:
    """Forms of a place name, word by word in one case.

    >>> place_forms("Большая Рямная")[("большой", "рямной")] >= {"gen", "loc"}
    True
    """
    words = [_place_word(word) for word in fold(name).split()]
    found: dict[tuple[str, ...], set[str]] = {}
    for case in CASES:
        for form in product(*(word.get(case, set()) for word in words)):
            found.setdefault(form, set()).add(case)
    return {form: frozenset(cases) for form, cases in found.items()}


def gender_of(words: Sequence[str]) -> str:
    """m or f by patronymic, given name, then by the surname's ending; empty if none tells.

    >>> gender_of(["Лев", "Стожаров"]), gender_of(["Туяна", "Цыдыпова"]), gender_of(["Лищенюк"])
    ('m', 'f', '')
    """
    patronymics = [found for found in map(forms.patronymic, words[:-1]) if found]
    if patronymics:
        return patronymics[0][1]
    genders = {given.gender for given in forms.given_names(words[0])} if len(words) > 1 else set()
    if len(genders) == 1:
        return genders.pop()
    low = fold(words[-1])
    if low.endswith(("ова", "ева", "ина", "ына", "ая", "яя")):
        return "f"
    return "m" if low.endswith(("ов", "ев", "ин", "ын", "ий", "ый", "ой")) else ""


def _by_form(cases: _Cases) -> Forms:
    found: dict[str, set[str]] = {}
    for case, spelled in cases.items():
        for form in spelled:
            found.setdefault(form, set()).add(case)
    return {form: frozenset(held) for form, held in found.items()}


def agreed(name: str, gender: str, case: str) -> str:
    """Nominative of a name that declines with the kind word before it; most words stay as they are.

    ``gender`` and ``case`` are the kind word's: «на реке Гильчанке» is Гильчанка. A name of
    another gender does not decline there («в деревне Заполье», «в городе Кушва»), and what may be
    a plural is left («деревни Гусевки»).

    >>> agreed("Гильчанке", "femn", "loc"), agreed("Заполье", "femn", "loc")
    ('Гильчанка', 'Заполье')
    """
    ending = _AGREED.get((gender, case))
    found = re.fullmatch(f"(.{{2,}}[бвгдзклмнпрстфх])(?:{ending})", name) if ending else None
    return found[1] + ("а" if gender == "femn" else "") if found else name


def _add(cases: _Cases, stems: Iterable[str], endings: Mapping[str, Iterable[str]]) -> None:
    for case, ends in endings.items():
        cases.setdefault(case, set()).update(stem + end for stem in stems for end in ends)


def _hyphenated(first: _Cases, last: _Cases) -> _Cases:
    """«Петрову-Водкину», «Кара-Мурзе»: the first part in the same case or as it is."""
    return {
        case: {
            f"{begun}-{form}" for begun in first.get(case, set()) | first["nom"] for form in spelled
        }
        for case, spelled in last.items()
    }


def _surname(name: str, gender: str) -> _Cases:
    head, hyphen, last = name.rpartition("-")
    if hyphen:
        return _hyphenated(_surname(head, gender), _surname(last, gender))
    cases: _Cases = {"nom": {name}}
    if len(name) < 2 or name[-1] in _NO_CASE:
        return cases
    stem = name[:-1]
    if name[-1] in "ая":
        if gender == "f" and re.search(r"(?:[ое]в|[иы]н)а$", name):
            _add(cases, [stem], _WOMAN)
        if gender == "f" and name.endswith(("ая", "яя")):
            _add(cases, [name[:-2]], _FEMALE)
        elif gender == "m" or len(name) < 6 or not re.search(r"[ое]ва$", name):
            _add(cases, [stem], _IN_A if name[-1] == "а" else _IN_YA)
        return cases
    if gender == "f":
        return cases
    if re.search(r"(?:[ое]в|[иы]н)$", name):
        _add(cases, [name], _MAN)
        _add(cases, [name], _FAMILY)
    elif name.endswith(("ый", "ий", "ой")):
        _add(cases, [name[:-2]], _MALE)
        _add(cases, [name[:-2]], {"nom": ("ие", "ые"), **_MANY})
        if not re.search(r"[сц]кий$", name):
            _add(cases, [stem], _SOFT_I)
    else:
        _add(cases, *_masculine(name))
        _add(cases, [name], {"nom": ("ы", "и"), **_PLURAL})
    return cases


def _masculine(name: str) -> tuple[list[str], Mapping[str, Iterable[str]]]:
    """Stems and endings of a noun without ending: Кравец (Кравца), Соболь, Гайдай."""
    if name[-1] == "ь":
        fleeting = re.sub(r"е(.)ь$", r"\1", name)  # Корень, Корня
        return [name[:-1], *([fleeting] if fleeting != name else [])], _SOFT
    if name[-1] == "й":
        soft = re.sub(r"ей$", "ь", name)  # Воробей, Воробья
        return [name[:-1], *([soft] if soft != name else [])], _SOFT_I
    stems = [name]
    found = re.fullmatch(r"(.*)[ое]([кцл])", name)
    if found and len(found[1]) > 1:
        before = found[1]
        if before[-1] in "аеиоуыэюя":
            stems.append(f"{before}й{found[2]}")
        else:
            stems += [before + found[2], f"{before}ь{found[2]}"]
    return stems, _HARD


def _place_word(name: str) -> _Cases:
    """A word of a place name; that an adjective or a noun has this ending, both are declined."""
    head, hyphen, last = name.rpartition("-")
    if hyphen:
        if "-на-" in name or "-под-" in name:
            town, hyphen, rest = name.partition("-")
            return {
                case: {form + hyphen + rest for form in spelled}
                for case, spelled in _place_word(town).items()
            }
        return _hyphenated({"nom": {head}}, _place_word(last))
    cases: _Cases = {"nom": {name}, "acc": {name}}
    stem = name[:-1]
    if len(name) < 3 or name[-1] in "эую":
        return cases
    if name.endswith(("ый", "ий", "ой", "ое", "ее")):
        _add(cases, [name[:-2]], {k: v for k, v in _MALE.items() if k != "acc"})
    if name.endswith(("ая", "яя")):
        _add(cases, [name[:-2]], _FEMALE)
    elif name[-1] in "ая":
        _add(cases, [stem], _IN_A if name[-1] == "а" else _IN_YA)
    elif re.search(r"(?:[^о]|^)о$|[ьщцжлр]е$", name):
        _add(cases, [stem], _NEUTER)
    elif name[-1] in "ыие":
        if name.endswith(("ые", "ие")):
            _add(cases, [name[:-2]], _MANY)
        if name[-1] in "ыи":
            _add(cases, [stem], _PLURAL)
            cases["gen"] |= _without_ending(stem)
    elif name[-1] not in "оеыи":
        _add(cases, *_masculine(name))
        if name[-1] == "ь":
            _add(cases, [stem], _THIRD)
    return cases


def _without_ending(stem: str) -> set[str]:
    """Genitive plural: Мазаны, Мазан; Горки, Горок; Сосенки, Сосенок; Берёзки, Берёзок."""
    found = {stem}
    between = re.fullmatch(r"(.*[^аеиоуыэюяй])ь?([кнлрц])", stem)
    if between:
        found |= {f"{between[1]}{vowel}{between[2]}" for vowel in "ое"}
    return found
