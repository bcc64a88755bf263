"""Established forms: given names, patronymics, surnames and places that usage has settled.

They stand above the table of sounds (Xinhua's name handbooks and GB/T 17693.4, clause on
forms in common use); the lists are data files that an office may correct.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from translator.morphology import fold, lemmas
from translator.names.gazetteer import entries
from translator.names.tables import rows


@dataclass(frozen=True, slots=True)
class Form:
    """A listed name: nominative, Chinese, other admissible Chinese, gender (m, f or empty)."""

    name: str
    zh: str
    also: tuple[str, ...] = ()
    gender: str = ""


@cache
def given_names() -> dict[str, Form]:
    """Given names by folded nominative."""
    return {
        fold(row[0]): Form(row[0], row[2], tuple(z for z in row[3:] if z), row[1])
        for row in rows("given")
    }


@cache
def surnames() -> dict[str, Form]:
    """Surnames by folded nominative of the man's form."""
    return {
        fold(row[0]): Form(row[0], row[1], tuple(z for z in row[2:] if z), "m")
        for row in rows("surnames")
    }


@cache
def patronymics() -> dict[str, str]:
    """Men's patronymics by folded nominative: the Chinese before 维奇 or 奇."""
    return {fold(row[0]): row[1] for row in rows("patronymics")}


@cache
def places() -> dict[str, Form]:
    """Towns, rivers, countries by folded nominative."""
    return {
        fold(row[0]): Form(row[0], row[1], tuple(z for z in row[2:] if z)) for row in rows("places")
    }


@cache
def gazetteer() -> dict[str, Form]:
    """Places of the project's glossaries by folded nominative, with and without kind word.

    They only say how a place is written. What is a place in a text is told by :func:`places`:
    a glossary lists with their kind word the towns that are ordinary words (город Свободный).
    """
    return {key: Form(name, zh, also) for key, (name, zh, also) in entries().items()}


def place(key: str) -> Form | None:
    """A place by folded nominative: our own list first, then the project's glossaries."""
    return places().get(key) or gazetteer().get(key)


@cache
def people() -> dict[str, Form]:
    """Persons known under one fixed Chinese form, by folded nominative."""
    return {
        fold(row[0]): Form(row[0], row[1], tuple(z for z in row[2:] if z)) for row in rows("people")
    }


@lru_cache(maxsize=20_000)
def is_place(word: str) -> bool:
    """A form of a listed place: Синьцзяна, Омске."""
    return bool((lemmas(word) | guessed(word)) & places().keys())


@lru_cache(maxsize=20_000)
def guessed(word: str) -> frozenset[str]:
    """Folded nominatives by ending alone, for foreign places that no dictionary inflects well.

    >>> "синьцзян" in guessed("Синьцзяна")
    True
    """
    low = fold(word)
    found = {low}
    for ending in ("а", "у", "ом", "ем", "е", "ой", "ы", "и", "я", "ю"):
        if low.endswith(ending) and len(low) - len(ending) > 2:
            stem = low[: -len(ending)]
            found |= {stem, stem + "а", stem + "о"} if ending not in {"я", "ю"} else {stem + "й"}
            if ending in {"я", "и", "ю", "е", "ем"}:
                found |= {stem + "ь", stem + "й", stem + "я", stem + "и"}
    if low.endswith("ью"):
        found.add(low[:-1])
    return frozenset(found)
