"""Checks that need the whole document: one source text, one translation; one name, one form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from translator.checks.matching import Folded
from translator.units import Finding, Severity, TranslationUnit

_SHOWN = 3


def check_document(units: Sequence[TranslationUnit]) -> dict[str, tuple[Finding, ...]]:
    """Findings by unit id, over those of :func:`check_unit`; units without any are left out.

    Only later units are marked, with the first one as the measure.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    _same_source(units, found)
    _same_name(units, found)
    return {unit: tuple(findings) for unit, findings in found.items()}


def _same_source(units: Sequence[TranslationUnit], found: dict[str, list[Finding]]) -> None:
    first: dict[str, str] = {}
    for unit in units:
        if unit.target is None:
            continue
        known = first.setdefault(_key(unit.source), unit.target)
        if _key(known) != _key(unit.target):
            found[unit.id].append(
                Finding(
                    "same-source",
                    Severity.MAJOR,
                    f"Тот же исходный текст выше переведён иначе: {known}",
                )
            )


def _same_name(units: Sequence[TranslationUnit], found: dict[str, list[Finding]]) -> None:
    """A name (a source form with a capital) in two forms of which neither is part of the other:
    surname alone after the full name is usual."""
    first: dict[str, str] = {}
    for unit in units:
        reported = set[str]()
        for use in unit.terms:
            if use.status == "missing" or not use.source[:1].isupper():
                continue
            known = first.setdefault(use.source, use.target)
            a, b = Folded(known).text, Folded(use.target).text
            if a in b or b in a or use.source in reported:
                continue
            reported.add(use.source)
            found[unit.id].append(
                Finding(
                    "same-name",
                    Severity.MINOR,
                    f"Имя или название передано по-разному: {use.source} – {known}, {use.target}",
                )
            )


def _key(text: str) -> str:
    return " ".join(text.lower().split()).rstrip("。.")
