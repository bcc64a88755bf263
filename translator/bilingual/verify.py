"""Proof before saving: the file is read back and must say what the bitext says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from translator.bilingual.body import CHECKS_AUTHOR, after_units, before_units, status_of
from translator.bilingual.celltext import paragraphs, text_of
from translator.bilingual.custom import record_of
from translator.bilingual.extras import NONE, Extras
from translator.bilingual.reader import read
from translator.bilingual.records import Record, ReviewDocument
from translator.bilingual.rivals import undecided
from translator.bilingual.theme import theme
from translator.errors import InputError, OutputError
from translator.ooxml.container import parsed
from translator.ooxml.markup import storable
from translator.ooxml.written import part
from translator.units import Bitext, TranslationUnit

_REMEDY = "nothing was saved; report this with the release, other formats (--to) still work"


def verify(bitext: Bitext, path: Path, extras: Extras = NONE, record: Record | None = None) -> None:
    """Compare the file at ``path`` with the bitext, whose ``record`` is made where it is None.

    :raises OutputError: the first difference, by row.
    """
    try:
        document = read(path)
    except InputError as error:
        raise OutputError(
            f"the review document cannot be read back ({error.message})", remedy=_REMEDY
        ) from error
    difference = next(differences(bitext, document, extras, record), None)
    if difference:
        raise OutputError(f"the review document reads back otherwise: {difference}", remedy=_REMEDY)


def shown_target(unit: TranslationUnit, extras: Extras) -> str:
    """What stands in the target cell when every tracked change counts as accepted."""
    rivals = extras.rivals.get(unit.id)
    if rivals is None:
        return storable(unit.target or "")
    return undecided(storable(unit.target or ""), *rivals)


def outside_lines(bitext: Bitext, round_of: int = 1) -> list[str]:
    """The lines outside the table of units as the tool writes them, blank ones left out."""
    written = [*before_units(bitext, Extras(round=round_of)), *after_units(bitext)]
    root = parsed(part("body", *written), "body", bitext.name)
    found = [text_of(line).strip() for line in paragraphs(root)]
    return [line for line in (*found, theme().words["legend-conflict"]) if line]


def differences(
    bitext: Bitext, document: ReviewDocument, extras: Extras = NONE, record: Record | None = None
) -> Iterator[str]:
    """What differs, in words; texts are compared as a document can hold them."""
    if document.record != (record or record_of(bitext, extras)):
        yield "the custom XML part"
    if len(document.rows) != len(bitext.units):
        yield f"{len(document.rows)} rows for {len(bitext.units)} units"
    threads = {unit: len(thread) for unit, thread in extras.comments.items()}
    for number, (unit, row) in enumerate(zip(bitext.units, document.rows, strict=False), 1):
        found = sum(comment.author == CHECKS_AUTHOR for comment in row.comments)
        for name, expected, read_back in (
            ("id", unit.id, row.id),
            ("source", storable(unit.source), row.source),
            ("target", shown_target(unit, extras), row.target),
            ("status", status_of(unit), row.status),
            ("number of findings", len(unit.findings), found),
            ("number of comments", threads.get(unit.id, 0), len(row.comments) - found),
        ):
            if expected != read_back:
                yield f"{name} in row {number}"
