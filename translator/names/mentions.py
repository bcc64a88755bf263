"""Names of a document brought together: firms in other cases, districts called after a place,
the fuller and the shorter mention of one person or place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from translator.morphology import fold, tokens
from translator.names.context import title_case
from translator.names.places import kind_of
from translator.names.relatives import belongs
from translator.names.transcription import transcribe
from translator.units import NameMatch

_MAN = ("", "а", "у", "ом", "ем", "е")
_WOMAN = ("а", "ы", "и", "е", "у", "ой", "ей")
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")


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
            return replace(match, zh=bare(place) + suffix)
    for place in places:  # «Чумкинский район» and «порт Малая Чумка»
        *first, last = place.lemma.split()
        if len(first) == 1 and belongs(adjective, last):
            return replace(match, zh=transcribe(last, "place").zh + suffix)
    return match


def _same_adjective(match: NameMatch, places: Iterable[NameMatch]) -> NameMatch:
    """«в Солнечном» beside «посёлок Солнечный»: the form that a kind word has settled."""
    found = re.fullmatch(r"(.{3,})(?:ое|ее)", match.lemma)
    if not found or with_kind_word(match):
        return match
    for place in places:
        named = re.fullmatch(r"(.{3,})(?:[ыио]й|ая|яя)", place.lemma)
        if named and named[1] == found[1] and with_kind_word(place):
            return replace(match, zh=bare(place))
    return match


def with_kind_word(place: NameMatch) -> bool:
    """«посёлок Солнечный», and not the name alone."""
    return len(place.text.split()) > len(place.lemma.split())


def bare(place: NameMatch) -> str:
    """The Chinese of a place without the kind word that stands before it in Russian."""
    if place.kind != "place" or not with_kind_word(place):
        return place.zh
    if place.also and place.zh.startswith(place.also[0]):
        return place.also[0]
    return re.sub("[村镇市站]$", "", place.zh)
