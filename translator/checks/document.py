"""Checks that need the whole document: one source text, one translation; one name, one form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from translator.inventory import NAME_KINDS, apart, name_lines
from translator.units import Finding, Severity, TranslationUnit


def check_document(units: Sequence[TranslationUnit]) -> dict[str, tuple[Finding, ...]]:
    """Findings by unit id, over those of :func:`check_unit`; units without any are left out.

    Only later units are marked, with the first one as the measure.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    _same_source(units, found)
    _same_name(units, found)
    _same_term(units, found)
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
    """A name in two forms of which neither is part of the other: the surname alone after the
    full name is usual, another spelling of the surname is not."""
    for line in name_lines(units):
        measure = line.forms[0][0] if line.forms else ""
        for zh, places in line.forms[1:]:
            if len(apart((measure, zh))) < 2:
                continue
            for unit in places:
                found[unit].append(_two_forms(line.name, measure, zh, Severity.MAJOR))


def _same_term(units: Sequence[TranslationUnit], found: dict[str, list[Finding]]) -> None:
    """A term with a capital that is no name of those kinds: a law, a programme, an office."""
    first: dict[str, str] = {}
    for unit in units:
        reported = set[str]()
        for use in unit.terms:
            known_kind = use.kind in NAME_KINDS
            if known_kind or use.status == "missing" or not use.source[:1].isupper():
                continue
            known = first.setdefault(use.source, use.target)
            if use.source not in reported and len(apart((known, use.target))) > 1:
                reported.add(use.source)
                found[unit.id].append(_two_forms(use.source, known, use.target, Severity.MINOR))


def _two_forms(name: str, known: str, zh: str, severity: Severity) -> Finding:
    message = f"Имя или название передано по-разному: {name} – {known}, {zh}"
    return Finding("same-name", severity, message)


def _key(text: str) -> str:
    return " ".join(text.lower().split()).rstrip("。.")
