"""The bitext as a table of six columns, for spreadsheets and a quick look."""

from __future__ import annotations

import csv
import re
from typing import TextIO

from translator.units import Bitext, Finding, TranslationUnit

COLUMNS = ("id", "kind", "source", "target", "state", "findings")
_MEANINGS = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}
_ESCAPED = re.compile(r"\\[\\tnr]")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def escape(cell: str) -> str:
    r"""A cell on one line: tab, line feed, carriage return and backslash as ``\t \n \r \\``.

    >>> escape("a\tb")
    'a\\tb'
    """
    return cell.translate(_ESCAPES)


def unescape(cell: str) -> str:
    r"""What :func:`escape` made, back; a backslash before another letter stays.

    >>> unescape(r"a\tb\\t")
    'a\tb\\t'
    """
    return _ESCAPED.sub(lambda found: _MEANINGS[found.group()], cell)


def write(bitext: Bitext, stream: TextIO) -> None:
    """A header row, then one row a unit; a unit without translation has an empty target.

    A cell that holds a straight quotation mark is itself put in quotation marks and the mark
    doubled (RFC 4180, section 2.7): spreadsheets read TSV so, and would else run an odd mark
    on into the next rows.
    """
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for unit in bitext.units:
        writer.writerow([escape(cell) for cell in _row(unit)])


def _row(unit: TranslationUnit) -> tuple[str, ...]:
    findings = " | ".join(map(finding_text, unit.findings))
    return (unit.id, unit.kind, unit.source, unit.target or "", unit.state, findings)


def finding_text(finding: Finding) -> str:
    """A finding on one line: ``major missing-number: …``."""
    return f"{finding.severity.label} {finding.check}: {finding.message}"
