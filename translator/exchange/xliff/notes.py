"""What the tool says about a unit in an XLIFF file, recognised again when the file comes back."""

from __future__ import annotations

from collections.abc import Iterator

from translator.exchange.tsv import finding_text
from translator.exchange.xliff.records import Note
from translator.units import Severity, TermUse, TranslationUnit

CHECKS, GLOSSARY = "checks", "glossary"
# ``priority`` of both versions: 1 is the highest of ten.
PRIORITIES = {Severity.CRITICAL: 1, Severity.MAJOR: 3, Severity.MINOR: 6}


def notes_of(unit: TranslationUnit) -> Iterator[Note]:
    """The findings, then the terms that a file of version 1.2 can show only so."""
    for finding in unit.findings:
        yield Note(finding_text(finding), CHECKS)
    for term in unit.terms:
        yield Note(term_text(term), GLOSSARY)


def term_text(term: TermUse) -> str:
    """``Тульская область → 图拉州``."""
    return f"{term.source} → {term.target}"
