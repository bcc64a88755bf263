"""Later mentions of names that a document has settled: surnames alone, firms in other cases,
districts called after a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from translator.morphology import fold, readings, tokens
from translator.names.context import Sentence, title_case
from translator.names.forms import surname
from translator.names.places import kind_of
from translator.names.relatives import belongs
from translator.units import NameMatch

_CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
_MAN = ("", "а", "у", "ом", "ем", "е")
_WOMAN = ("а", "ы", "и", "е", "у", "ой", "ей")
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")


def find_surnames(
    text: str, form: Callable[[str], str], spans: Iterable[tuple[int, int]]
) -> list[NameMatch]:
    """Surnames that stand alone outside ``spans`` and belong to somebody who is known.

    ``form`` gives the Chinese of a known surname in the nominative, else an empty string. At the
    start of a sentence an ordinary word is not taken for a surname («Мороз ударил»).
    """
    sentence = Sentence.read(text, tuple(spans))
    found = []
    for index, token in enumerate(sentence.tokens):
        if not sentence.capital(index) or sentence.kind_before(index):
            continue
        if sentence.initial(index) and _is_ordinary(token.text, sentence.verb_after(index)):
            continue
        known = sorted(name for name in nominatives(token.text) if form(name))
        if len(known) == 1:
            found.append(
                NameMatch(
                    "person", token.start, token.stop, token.text, known[0], form(known[0]),
                    (), False,
                )
            )  # fmt: skip
    return found


def nominatives(word: str) -> frozenset[str]:
    """What surname of a man or a woman a word may be a form of.

    >>> sorted(nominatives("Дорохова")), sorted(nominatives("Дороховы"))
    (['Дорохов', 'Дорохова'], ['Дорохов'])
    """
    family = re.fullmatch(r"(.+(?:[оеё]в|[иы]н))(?:ы|ых|ым|ыми)", word)
    if family:  # the family, written with the man's form; «Дороховым» is the man himself too
        return frozenset({family[1]})
    cases = [frozenset({case}) for case in _CASES]
    return frozenset(surname(word, gender, case) for gender in "mf" for case in cases)


def _is_ordinary(word: str, is_subject: bool) -> bool:
    """Whether a word is one of the dictionary's; «Полозков поблагодарил» has a subject, and the
    word's other reading (of полозок) can be none."""
    return any(
        r.known
        and not r.tags & {"Surn", "Name", "Patr", "Geox"}
        and (r.case in {"nom", ""} or not is_subject)
        for r in readings(word)
    )


def firm_names(named: Iterable[str]) -> dict[str, str]:
    """Quoted names of one word in the case met -> the nominative, where the document shows it.

    Of the nominatives that a form may belong to, the one that most forms share holds; one form
    alone says nothing and stays («Вельмаксом» may be a name in -ом).

    >>> firm_names(["Вельмакс", "Вельмаксом", "Аквалиры", "Аквалире", "Газпром"])["Вельмаксом"]
    'Вельмакс'
    """
    met = [name for name in dict.fromkeys(named) if title_case(name) and len(tokens(name)) == 1]
    shared: dict[str, set[str]] = {}
    for name in met:
        for whole in _wholes(name):
            shared.setdefault(whole, set()).add(name)
    found: dict[str, str] = {}
    for name in met:
        best = max(_wholes(name), key=lambda w: (len(shared[w]), w in met, -len(w), w))
        if len(shared[best]) > 1:
            found[name] = best
    return found


def _wholes(name: str) -> set[str]:
    """The nominatives of which a name may be a form, itself among them."""
    found = {name}
    for ending in _MAN:
        stem = name.removesuffix(ending)
        if name.endswith(ending) and len(stem) > 2 and fold(stem)[-1] in _CONSONANTS:
            found.add(stem)
    for ending in _WOMAN:
        stem = name.removesuffix(ending)
        if name.endswith(ending) and len(stem) > 2 and fold(stem)[-1] in _CONSONANTS:
            found.add(stem + "а")
    return found


def by_document(match: NameMatch, places: Iterable[NameMatch]) -> NameMatch:
    """A district called after a place of the same document, with that place's Chinese.

    >>> tavra = NameMatch("place", 0, 12, "Нижняя Тавра", "Нижняя Тавра", "下塔夫拉")
    >>> district = NameMatch("place", 0, 3, "", "Нижнетавринский район", "下塔夫里诺区")
    >>> by_document(district, [tavra]).zh
    '下塔夫拉区'
    """
    if match.kind != "place" or match.sure:
        return match
    adjective, _, kind = match.lemma.partition(" ")
    short = kind.islower() and kind.count(" ") < 2
    suffix = (kind_of(kind, "after") or ("", ""))[1] if short else ""
    if not suffix:
        return _same_adjective(match, places)
    for place in places:
        if belongs(adjective, place.lemma):
            return replace(match, zh=_bare(place) + suffix)
    return match


def _same_adjective(match: NameMatch, places: Iterable[NameMatch]) -> NameMatch:
    """«в Солнечном» beside «посёлок Солнечный»: the form that a kind word has settled."""
    found = re.fullmatch(r"(.{3,})(?:ое|ее)", match.lemma)
    if not found or _with_kind(match):
        return match
    for place in places:
        named = re.fullmatch(r"(.{3,})(?:[ыио]й|ая|яя)", place.lemma)
        if named and named[1] == found[1] and _with_kind(place):
            return replace(match, zh=_bare(place))
    return match


def _with_kind(place: NameMatch) -> bool:
    return len(place.text.split()) > len(place.lemma.split())


def _bare(place: NameMatch) -> str:
    return re.sub("[村镇市站]$", "", place.zh) if _with_kind(place) else place.zh
