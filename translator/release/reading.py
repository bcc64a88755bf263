"""The reviewed text as it came back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from translator import bilingual, exchange
from translator.bilingual.anchors import digest
from translator.bilingual.body import CHECKS_AUTHOR
from translator.bilingual.package import unpack
from translator.bilingual.records import Record, RecordedUnit, ReviewDocument, ReviewRow
from translator.engines import cards_of
from translator.errors import InputError
from translator.exchange import xliff
from translator.ooxml.markup import w
from translator.project import SUFFIX
from translator.release.records import Reviewed
from translator.release.standing import from_project, held_against
from translator.units import Bitext, Origin, Provenance, State, TranslationUnit

_CHANGES = ("ins", "del", "moveFrom", "moveTo")
_BY_HAND = "read it with review import, or put the row right in the file"


def reviewed(path: Path, models: Path) -> Reviewed:
    """Read a review document (.docx), the project of a release (.review.sqlite), the project
    beside an XLIFF file, or a bitext as JSON lines (.jsonl).

    A review document is taken as it stands, imported or not; where the project beside it has
    something else, ``messages`` say so. An XLIFF file must have been imported. ``models`` holds
    the cards by which the licence of a JSONL's engine is known; the others carry their own.

    :raises InputError: the file cannot be read, or a row is missing, added, moved, doubled or
        has another Russian text: whoever publishes must not guess.
    """
    suffix = path.suffix.lower()
    if path.name.lower().endswith(SUFFIX) or suffix in xliff.SUFFIXES:
        return from_project(path)
    if suffix == ".jsonl":
        return _from_lines(path, models)
    if suffix == ".docx":
        return _from_document(path)
    raise InputError(
        "is neither a review document nor a bitext",
        place=str(path),
        remedy="give the .docx that translate wrote and a person reviewed, its .review.sqlite, "
        "or a .jsonl",
    )


def _sum(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})",
            place=str(path),
            remedy="check the name of the file",
        ) from error


def _from_lines(path: Path, models: Path) -> Reviewed:
    total = _sum(path)
    with path.open(encoding="utf-8") as stream:
        units = exchange.read_jsonl(stream, str(path))
    if not units:
        raise InputError("holds no units", place=str(path), remedy="give a bitext with units")
    made = dict.fromkeys(unit.engine for unit in units if unit.engine)
    bitext = Bitext(path.name, units, _provenance(list(made), models), title=units[0].source)
    return Reviewed(bitext, (), total)


def _provenance(engines: list[str], models: Path) -> Provenance:
    """What the names of the engines tell; a model without a card has a licence nobody knows."""
    cards = [cards_of(engine, models) for engine in engines]
    known = [card for found in cards for card in found]
    licences = [
        card.licence + (" (non-commercial)" if card.non_commercial else "") for card in known
    ]
    if not all(cards):
        licences.append("unknown")
    return Provenance(
        engine=", ".join(engines),
        model=", ".join(card.id for card in known),
        licence=", ".join(dict.fromkeys(licences)),
        glossary_digest="",
        settings="",
        tool="",
    )


def _from_document(path: Path) -> Reviewed:
    total = _sum(path)
    document = bilingual.read(path)
    if document.record is None:
        raise InputError(
            "has lost the part that says which paragraph a row belongs to",
            place=str(path),
            remedy="read it with review import, or publish the copy as it came from Word",
        )
    record = document.record
    fault = next(_faults(document, record), None)
    if fault:
        raise InputError(fault, place=str(path), remedy=_BY_HAND)
    units = tuple(_unit(known, row) for known, row in zip(record.units, document.rows, strict=True))
    notes = [
        f"row {known.number} has the status {row.status!r}"
        for known, row in zip(record.units, document.rows, strict=True)
        if row.status not in tuple(State)
    ]
    notes += held_against(path, record, units)
    bitext = Bitext(
        name=record.name,
        units=units,
        provenance=record.provenance,
        title=record.title,
        issued=record.issued,
        source_digest=record.source_digest,
    )
    persons = tuple(dict.fromkeys(_persons(path, document)))
    return Reviewed(bitext, persons, total, (*document.messages, *notes))


def _faults(document: ReviewDocument, record: Record) -> Iterator[str]:
    """What makes a table other than the one that was exported, in words, worst first."""
    numbers = {unit.id: unit.number for unit in record.units}
    there = [row.id for row in document.rows]
    for unit in record.units:
        count = there.count(unit.id)
        if count != 1:
            yield f"row {unit.number} is {'missing' if not count else 'there twice'}"
    for at, row in enumerate(document.rows, 1):
        if row.id not in numbers:
            yield f"row {at} of the table belongs to no unit ({row.target[:40] or 'empty'})"
    for expected, row in zip(record.units, document.rows, strict=False):
        if row.id != expected.id:
            yield f"row {numbers[row.id]} stands where row {expected.number} stood"
        elif digest(row.source) != expected.source_hash:
            yield f"the Russian text of row {expected.number} has been changed"


def _unit(known: RecordedUnit, row: ReviewRow) -> TranslationUnit:
    same = digest(row.target) == known.target_hash
    state = State(row.status) if row.status in tuple(State) else State.TRANSLATED
    return TranslationUnit(
        id=known.id,
        block=known.block,
        kind=known.kind,
        source=row.source,
        target=row.target if row.target.strip() else None,
        origin=Origin(known.origin) if same else Origin.HUMAN,
        engine=known.engine,
        signature=known.signature,
        state=state,
    )


def _persons(path: Path, document: ReviewDocument) -> Iterator[str]:
    """Authors of tracked changes, then of comments."""
    for change in unpack(path).document.iter(*(w(name) for name in _CHANGES)):
        author = change.get(w("author"), "").strip()
        if author:
            yield author
    for row in document.rows:
        for comment in row.comments:
            if comment.author.strip() and comment.author != CHECKS_AUTHOR:
                yield comment.author.strip()
