"""A file that came back from a reviewer, in whatever format, as a review document.

An XLIFF file goes through the same doors as a DOCX: its units are rows, its skeleton is the
record. It names its export by the same digest, so that one reviewer may work in Word and an
agency in its own program on the same release.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from translator import bilingual
from translator.bilingual import Extras, Record, ReviewComment, ReviewDocument, ReviewRow
from translator.bilingual.custom import record_of
from translator.exchange import xliff
from translator.exchange.xliff import Note, Returned, ReturnedUnit, Sent


def read_document(path: Path) -> ReviewDocument:
    """Read a review DOCX or an XLIFF file.

    :raises InputError: the file cannot be read, or holds no units.
    """
    if xliff.is_xliff(path):
        return _document(xliff.read(path))
    return bilingual.read(path)


def _document(file: Returned) -> ReviewDocument:
    count = 0
    rows = []
    for unit in file.units:
        comments = tuple(_comments(unit.notes, count))
        count += len(comments)
        rows.append(_row(unit, comments))
    return ReviewDocument(
        rows=tuple(rows),
        record=_record(file.sent) if file.sent else None,
        messages=file.messages,
        author=file.author,
        outside=tuple(note.text for note in file.notes if not note.author),
        comments=tuple(_comments(file.notes, count)),
    )


def _record(sent: Sent) -> Record:
    return record_of(sent.bitext, Extras(round=sent.round, kind=sent.kind, numbers=sent.numbers))


def _row(unit: ReturnedUnit, comments: tuple[ReviewComment, ...]) -> ReviewRow:
    return ReviewRow(
        id=unit.id,
        source=unit.source,
        target=unit.target,
        notes="\n".join(note.text for note in unit.notes if not note.author),
        status=unit.state,
        comments=comments,
        number=unit.number,
        anchor="control",
        controls=(unit.id,),
        changes=unit.changes,
    )


def _comments(notes: tuple[Note, ...], before: int) -> Iterator[ReviewComment]:
    """Notes with an author; those without are what a person typed beside the text."""
    for number, note in enumerate((n for n in notes if n.author), before + 1):
        yield ReviewComment(note.author, note.text, note.time, number=str(number))
