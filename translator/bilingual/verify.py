"""Proof before saving: the file is read back and must say what the bitext says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from translator.bilingual.body import CHECKS_AUTHOR, status_of
from translator.bilingual.custom import record_of
from translator.bilingual.ooxml import storable
from translator.bilingual.reader import read
from translator.bilingual.records import ReviewDocument
from translator.errors import InputError, OutputError
from translator.units import Bitext

_REMEDY = "nothing was saved; report this with the release, other formats (--to) still work"


def verify(bitext: Bitext, path: Path) -> None:
    """Compare the file at ``path`` with the bitext.

    :raises OutputError: the first difference, by row.
    """
    try:
        document = read(path)
    except InputError as error:
        raise OutputError(
            f"the review document cannot be read back ({error.message})", remedy=_REMEDY
        ) from error
    difference = next(differences(bitext, document), None)
    if difference:
        raise OutputError(f"the review document reads back otherwise: {difference}", remedy=_REMEDY)


def differences(bitext: Bitext, document: ReviewDocument) -> Iterator[str]:
    """What differs, in words; texts are compared as a document can hold them."""
    if document.record != record_of(bitext):
        yield "the custom XML part"
    if len(document.rows) != len(bitext.units):
        yield f"{len(document.rows)} rows for {len(bitext.units)} units"
    for number, (unit, row) in enumerate(zip(bitext.units, document.rows, strict=False), 1):
        found = sum(comment.author == CHECKS_AUTHOR for comment in row.comments)
        for name, expected, read_back in (
            ("id", unit.id, row.id),
            ("source", storable(unit.source), row.source),
            ("target", storable(unit.target or ""), row.target),
            ("status", status_of(unit), row.status),
            ("number of findings", len(unit.findings), found),
        ):
            if expected != read_back:
                yield f"{name} in row {number}"
