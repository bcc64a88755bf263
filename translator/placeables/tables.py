"""The word lists of the grammar, read once from ``data/``; a translator can edit the files."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from translator.morphology import fold

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Word:
    """A number word: ``kind`` cardinal, scale, bulk, fraction, multiple or ordinal."""

    kind: str
    value: Decimal
    divisor: int = 1


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with one fixed Chinese name; ``kind`` money, quantity, period or percent."""

    code: str
    kind: str
    zh: str
    also: tuple[str, ...]
    same: tuple[tuple[str, Decimal], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All Chinese names, the preferred one first."""
        return (self.zh, *self.also)


def rows(name: str) -> list[list[str]]:
    """Cells of a TSV file in ``data/`` without comments and the header row."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    return [line.split("\t") for line in kept[1:]]


@lru_cache(maxsize=32)
def words(name: str) -> frozenset[str]:
    """A closed list of data/words.tsv.

    >>> "году" in words("year")
    True
    """
    return frozenset(next(row[1] for row in rows("words.tsv") if row[0] == name).split())


@lru_cache(maxsize=1)
def number_words() -> dict[str, Word]:
    """Folded form -> number word.

    >>> number_words()["двадцати"].value
    Decimal('20')
    """
    found: dict[str, Word] = {}
    for kind, value, forms in rows("numerals.tsv"):
        above, _, below = value.partition("/")
        if kind == "prefix":
            continue
        word = Word(kind, Decimal(above), int(below or 1))
        for form in forms.split():
            found.setdefault(fold(form), word)
    return found


@lru_cache(maxsize=1)
def prefixes() -> dict[str, Decimal]:
    """First part of a compound («сорока-») -> value."""
    return {w: Decimal(v) for kind, v, w in rows("numerals.tsv") if kind == "prefix"}


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Folded form -> month.

    >>> months()["маем"]
    5
    """
    return {fold(form): int(n) for n, forms, _ in rows("months.tsv") for form in forms.split()}


@lru_cache(maxsize=1)
def month_adjectives() -> tuple[tuple[str, int], ...]:
    """Stems of «январский» … «декабрьский» with the month."""
    return tuple((stem, int(n)) for n, _, stem in rows("months.tsv"))


@lru_cache(maxsize=1)
def idioms() -> frozenset[tuple[str, str, str]]:
    """Set phrases in which an ordinal is no figure: word before, form, start of the next."""
    return frozenset((a, b, c) for a, b, c in rows("idioms.tsv"))


@lru_cache(maxsize=1)
def adjectives() -> tuple[tuple[str, Decimal, str, str, tuple[str, ...]], ...]:
    """Second part of a compound («40-футовый»): stem, factor, code, Chinese unit, others."""
    return tuple(
        (stem, Decimal(factor), code, zh, tuple(also.split("|")) if also else ())
        for stem, factor, code, zh, also in rows("adjectives.tsv")
    )


@lru_cache(maxsize=1)
def units() -> dict[tuple[str, ...], Unit]:
    """Folded words of a unit -> unit.

    >>> units()[("кв", "м")].zh
    '平方米'
    """
    found: dict[tuple[str, ...], Unit] = {}
    for code, kind, zh, also, same, forms in rows("units.tsv"):
        others = tuple(also.split("|")) if also else ()
        pairs = [pair.split(":") for pair in same.split("|") if pair]
        unit = Unit(code, kind, zh, others, tuple((name, Decimal(n)) for name, n in pairs))
        for form in forms.split("|"):
            found.setdefault(tuple(fold(form).split()), unit)
    return found


@lru_cache(maxsize=1)
def currencies() -> dict[str, str]:
    """Chinese name of a currency -> its code, so that a wrong currency is noticed.

    >>> currencies()["美元"]
    'USD'
    """
    return {n: unit.code for unit in units().values() if unit.kind == "money" for n in unit.names}


@lru_cache(maxsize=1)
def chinese_units() -> tuple[str, ...]:
    """Chinese unit names, the longest first."""
    names = {name for unit in units().values() for name in unit.names}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone by name: ``code`` in a placeable's value, Chinese before the time."""

    code: str
    zh: str
    also: tuple[str, ...]


@lru_cache(maxsize=1)
def zones() -> dict[str, Zone]:
    """Folded adjective or abbreviation -> time zone.

    >>> zones()["мск"].zh
    '莫斯科时间'
    """
    found: dict[str, Zone] = {}
    for code, zh, also, forms in rows("zones.tsv"):
        zone = Zone(code, zh, tuple(also.split("|")) if also else ())
        found.update((fold(form), zone) for form in forms.split())
    return found


@dataclass(frozen=True, slots=True)
class Label:
    """A word that numbers something («дом 5»); ``{n}`` of the Chinese is the number. ``law``:
    only beside an article of a law."""

    name: str
    zh: str
    also: tuple[str, ...]
    dotted: bool
    law: bool


@lru_cache(maxsize=1)
def labels() -> dict[str, tuple[Label, ...]]:
    """Folded form -> what it may number.

    >>> labels()["оф"][0].zh
    '{n}室'
    """
    found: dict[str, tuple[Label, ...]] = {}
    for name, zh, also, dotted, where, forms in rows("labels.tsv"):
        label = Label(name, zh, tuple(also.split("|")), dotted == "1", where == "law")
        for form in forms.split():
            found[fold(form)] = (*found.get(fold(form), ()), label)
    return found


@lru_cache(maxsize=1)
def relative_years() -> dict[str, tuple[int, str, tuple[str, ...]]]:
    """Folded adjective before «год» -> (offset from now, Chinese, other Chinese forms)."""
    return {
        fold(form): (int(offset), zh, tuple(also.split("|")) if also else ())
        for offset, zh, also, forms in rows("years.tsv")
        for form in forms.split()
    }


@lru_cache(maxsize=1)
def weeks() -> dict[str, tuple[int, str, tuple[str, ...]]]:
    """Folded adjective before «неделя» -> (offset from now, Chinese, other Chinese forms)."""
    return {
        fold(form): (int(offset), zh, tuple(also.split("|")))
        for offset, zh, also, forms in rows("weeks.tsv")
        for form in forms.split()
    }


@lru_cache(maxsize=1)
def ordinary_words() -> tuple[str, ...]:
    """Chinese words in which a numeral character is not a figure (统一, 四川), longest first."""
    return tuple(sorted((r[0] for r in rows("han_words.tsv")), key=lambda w: (-len(w), w)))
