"""The list of checks, in the order in which findings are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from translator.checks.coverage import length_ratio, lost_sentence
from translator.checks.engine import engine_message
from translator.checks.figures import extra_number, missing_number
from translator.checks.latin import latin_kept
from translator.checks.marks import full_stop, punctuation, unknown_token
from translator.checks.negation import negation
from translator.checks.presence import (
    copied_source,
    empty_target,
    missing_target,
    untranslated_cyrillic,
)
from translator.checks.repetition import repetition
from translator.checks.subject import Subject
from translator.checks.terms import forbidden_variant, missing_term, unsure_name
from translator.units import Finding

Check = Callable[[Subject], Iterator[Finding]]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("missing-target", missing_target),
    ("empty-target", empty_target),
    ("copied-source", copied_source),
    ("missing-number", missing_number),
    ("extra-number", extra_number),
    ("missing-term", missing_term),
    ("forbidden-variant", forbidden_variant),
    ("latin-kept", latin_kept),
    ("lost-sentence", lost_sentence),
    ("length-ratio", length_ratio),
    ("untranslated-cyrillic", untranslated_cyrillic),
    ("unknown-token", unknown_token),
    ("repetition", repetition),
    ("negation", negation),
    ("punctuation", punctuation),
    ("full-stop", full_stop),
    ("name-to-confirm", unsure_name),
    ("engine", engine_message),
)
"""Name of a check as findings carry it, and its function."""


def check_unit(subject: Subject) -> tuple[Finding, ...]:
    """All findings of one unit, in the order of :data:`CHECKS`.

    >>> [f.check for f in check_unit(Subject("Завод открыт.", None))]
    ['missing-target']
    """
    return tuple(finding for _, check in CHECKS for finding in check(subject))
