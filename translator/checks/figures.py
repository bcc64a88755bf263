"""Figures by value: none lost, none invented."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator import placeables
from translator.checks.matching import Places, longest_first
from translator.checks.subject import Subject
from translator.checks.terms import checked_hints
from translator.units import Finding, Placeable, Severity

_CODES = frozenset({"url", "email", "phone"})
_FIGURES = re.compile(r"[\d零一二两三四五六七八九十百千万亿]")


def source_placeables(subject: Subject) -> tuple[Placeable, ...]:
    """The figures given, and those that were set aside for a term inside them.

    «480 млн рублей» holds the term «рубль»; whoever lets the term win must not lose the sum.
    A figure inside a term or a name («Группа двадцати») is the term's business.
    """
    owned = [(h.start, h.stop) for n in checked_hints(subject.hints) for h in [subject.hints[n]]]
    owned += [(p.start, p.stop) for p in subject.placeables if p.kind in _CODES]
    given = [(p.start, p.stop) for p in subject.placeables]
    more = [
        p
        for p in placeables.find(subject.source)
        if all(p.stop <= start or stop <= p.start for start, stop in given)
        and not any(start <= p.start and p.stop <= stop for start, stop in owned)
    ]
    if not more:
        return subject.placeables
    return tuple(sorted((*subject.placeables, *more), key=lambda p: p.start))


def missing_number(subject: Subject) -> Iterator[Finding]:
    """Every figure of the source has to stand in the target with its value and currency.

    URLs, e-mails and phones are the business of ``latin-kept``; small ordinals written in
    words («первый») have too many right renderings to be more than minor.
    """
    found = source_placeables(subject)
    if not subject.zh or not found:
        return
    known = len(subject.numbers) == len(found)
    uses = subject.numbers if known else placeables.check(found, subject.zh)
    for placeable, use in zip(found, uses, strict=True):
        if use.status == "missing" and placeable.kind not in _CODES:
            loose = placeables.is_loose(placeable)
            yield Finding(
                "missing-number",
                Severity.MINOR if loose else Severity.CRITICAL,
                f"Не найдено число: {placeable.text} → {placeable.zh}",
            )


def extra_number(subject: Subject) -> Iterator[Finding]:
    """A figure of the target that no figure, term or name of the source accounts for."""
    if not subject.zh:
        return
    found = source_placeables(subject)
    whole = set(re.findall(r"\d+(?:[.,]\d+)?", subject.source))
    for figure in placeables.extra_figures(found, _without_terms(subject)):
        if figure.text not in whole:
            yield Finding("extra-number", Severity.MAJOR, f"Лишнее число в переводе: {figure.text}")


def _without_terms(subject: Subject) -> str:
    places = Places(subject.zh)
    forms = [use.target for use in subject.terms if use.status != "missing"]
    forms = [form for form in forms if _FIGURES.search(form)]
    for n in longest_first(forms):
        places.take(forms[n])
    return places.rest()
