"""Checks of a translation: an ordered list of named doubts for a person to decide.

Precision comes before reach: benchmarks/checks.py reports both.
"""

from __future__ import annotations

from translator.checks.document import check_document
from translator.checks.registry import CHECKS, check_unit
from translator.checks.subject import Subject
from translator.checks.terms import term_uses

__all__ = ["CHECKS", "Subject", "check_document", "check_unit", "term_uses"]
