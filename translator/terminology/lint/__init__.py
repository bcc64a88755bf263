"""``glossary lint``: what is wrong or doubtful in glossaries, each finding with its remedy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from translator.termbase import TermBase
from translator.termbase.reader import term_key
from translator.terminology.gathering import Gathered, gather
from translator.terminology.lint.entries import Knows, check_entry, check_vocabulary
from translator.terminology.lint.pairs import (
    check_ambiguous_name,
    check_inside,
    check_repeats,
    check_shared_forms,
)
from translator.terminology.lint.records import LintFinding, allowed
from translator.terminology.lint.trials import check_forms, forms_of
from translator.units import Severity, Term

__all__ = ["LintFinding", "lint", "lint_paths"]


def lint_paths(
    paths: Sequence[Path], *, model: str = "", knows: Knows | None = None
) -> tuple[LintFinding, ...]:
    """Everything doubtful in these files and folders, the gravest first, then by place.

    ``knows`` is the vocabulary of the model with the id ``model``; without it no character is
    looked up. Rows that cannot be read are findings too (``unreadable``). A finding whose code
    the entry's note allows (``lint-ok: CODE``) is left out.

    :raises GlossaryError: a file that does not exist or is no glossary.
    """
    files = gather(paths, lenient=True)
    found = list(_faults(files))
    found += lint(files, model=model, knows=knows)
    return tuple(sorted(found, key=lambda f: (-f.severity, _by_place(f.place), f.code)))


def lint(
    files: Sequence[Gathered], *, model: str = "", knows: Knows | None = None
) -> Iterator[LintFinding]:
    """The findings on rows that can be read; of entries that override each other the last."""
    terms = {term_key(row.term.ru): row.term for file in files for row in file.rows}
    excused = {(t.place, code) for t in terms.values() for code in allowed(t)}
    for finding in _findings(files, tuple(terms.values()), model, knows):
        if (finding.place, finding.code) not in excused:
            yield finding


def _findings(
    files: Sequence[Gathered], terms: Sequence[Term], model: str, knows: Knows | None
) -> Iterator[LintFinding]:
    yield from check_repeats(files)
    base = TermBase(terms)
    for term in terms:
        yield from check_entry(term)
        yield from check_forms(term)
        yield from check_ambiguous_name(term)
        yield from check_inside(base, term)
        if knows is not None:
            yield from check_vocabulary(term, model, knows)
    yield from check_shared_forms(terms, {term_key(t.ru): forms_of(t) for t in terms})


def _faults(files: Sequence[Gathered]) -> Iterator[LintFinding]:
    for file in files:
        for fault in file.faults:
            place = fault.place or str(file.path)
            yield LintFinding(
                "unreadable", Severity.CRITICAL, place, "", fault.message, fault.remedy
            )


def _by_place(place: str) -> tuple[str, int]:
    name, _, line = place.rpartition(":")
    return (name, int(line)) if line.isdecimal() else (place, 0)
