"""The names and figures of a whole document, each with its forms and where they stand.

What a reviewer compares in one look (a minister in one spelling, every sum there) is spread over
the units; here it is one line a name and one line a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translator.units import TermUse, TranslationUnit

NAME_KINDS = ("person", "place", "organisation", "brand")
_INITIALS = re.compile(r"^(?:[A-Z][a-z]{0,3}\.\s?)+")
_PASSED_OVER = str.maketrans("", "", ' \u00a0\u3000“”‘’"«»《》·•‧・')


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name in the nominative, its Chinese ``forms`` with the units of each, and the units
    where no form of it stands (``missing``)."""

    name: str
    kind: str
    forms: tuple[tuple[str, tuple[str, ...]], ...]
    missing: tuple[str, ...] = ()

    @property
    def is_one(self) -> bool:
        """Every form is the longest one or a part of it (the surname after the full name)."""
        return len(apart(form for form, _ in self.forms)) < 2


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure as written, its canonical value, the Chinese that carries it and its units."""

    source: str
    value: str
    target: str
    kind: str
    units: tuple[str, ...]
    missing: tuple[str, ...] = ()


def plain_form(zh: str) -> str:
    """A Chinese form without marks and name dots, to be compared.

    >>> plain_form("“伊万·彼得罗夫”")
    '伊万彼得罗夫'
    """
    return zh.translate(_PASSED_OVER)


def apart(forms: Iterable[str]) -> list[str]:
    """Forms of which none is part of another, the longest first.

    >>> apart(["库德里亚绍夫", "伊万·库德里亚绍夫", "库德里亚肖夫"])
    ['伊万·库德里亚绍夫', '库德里亚肖夫']
    """
    kept: list[str] = []
    for form in sorted(dict.fromkeys(forms), key=lambda f: -len(plain_form(f))):
        if not any(_part_of(form, longer) for longer in kept):
            kept.append(form)
    return kept


def _part_of(form: str, longer: str) -> bool:
    """In one piece, behind initials, or as given name and surname around a patronymic that is
    left out."""
    if plain_form(form) in plain_form(longer):
        return True
    surname = plain_form(_INITIALS.sub("", form))
    if surname != plain_form(form):
        return plain_form(longer).endswith(surname)
    parts, whole = form.split("·"), longer.split("·")
    return 1 < len(parts) < len(whole) and parts == [whole[0], *whole[1 - len(parts) :]]


def name_lines(units: Iterable[TranslationUnit]) -> tuple[NameLine, ...]:
    """Names in the order in which they are first met; a lone surname joins the one full name
    that ends in it, or else the one with initials."""
    uses = [(unit, use) for unit in units for use in unit.terms if use.kind in NAME_KINDS]
    heads = _heads(use for _, use in uses)
    forms: dict[tuple[str, str], dict[str, list[str]]] = {}
    missing: dict[tuple[str, str], list[str]] = {}
    for unit, use in uses:
        key = (heads.get(use.source, use.source), use.kind)
        here = forms.setdefault(key, {})
        if use.status == "missing":
            missing.setdefault(key, []).append(unit.id)
        elif unit.id not in here.setdefault(use.target, []):
            here[use.target].append(unit.id)
    return tuple(
        NameLine(
            *key,
            tuple((zh, tuple(places)) for zh, places in found.items()),
            tuple(dict.fromkeys(missing.get(key, ()))),
        )
        for key, found in forms.items()
    )


def _heads(uses: Iterable[TermUse]) -> dict[str, str]:
    """Shorter mentions of a person → the one longest name they can only belong to."""
    people = list(dict.fromkeys(use.source for use in uses if use.kind == "person"))
    found: dict[str, str] = {}
    for name in people:
        longer = [o for o in people if o != name and _short(name, o)]
        longer = [o for o in longer if "." not in o] or longer
        most = max((len(o.split()) for o in longer), default=0)
        full = [o for o in longer if len(o.split()) == most]
        if len(full) == 1:
            found[name] = full[0]
    return found


def _short(name: str, full: str) -> bool:
    """«Кудряшов», «Иван Кудряшов» and «И. П. Кудряшов» are short for «Иван Петрович Кудряшов»,
    and the surname alone for «И. П. Кудряшов»."""
    *first, last = name.split()
    *whole, end = full.split()
    if last != end or len(whole) < len(first) or (first and "." in full):
        return False
    return all(
        w == f or (f.endswith(".") and w.startswith(f[0]))
        for f, w in zip(first, whole, strict=False)
    )


def figure_lines(units: Sequence[TranslationUnit]) -> tuple[FigureLine, ...]:
    """Figures in order; the same figure carried by the same Chinese is one line."""
    lines: dict[tuple[str, str, str, str], tuple[list[str], list[str]]] = {}
    for unit in units:
        for use in unit.numbers:
            key = (use.source, use.value, use.target, use.kind)
            here, missing = lines.setdefault(key, ([], []))
            (missing if use.status == "missing" else here).append(unit.id)
    return tuple(
        FigureLine(*key, tuple(dict.fromkeys(here)), tuple(dict.fromkeys(missing)))
        for key, (here, missing) in lines.items()
    )
