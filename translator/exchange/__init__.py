"""Formats of a bitext and of reviewed units, for machines, spreadsheets and other CAT programs.

Of a bitext: lines of JSON, a table, the Chinese alone (docs/jsonl.md), TMX, XLIFF and a project of
OmegaT (docs/exchange.md). Of reviewed units: TMX, JSONL and TSV, and read also from XLIFF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol, TextIO

from translator.errors import InputError, UsageError
from translator.exchange import jsonl, omegat, reviewed, tmx, tsv, txt, xliff
from translator.exchange.codes import Codes
from translator.exchange.jsonl import read_jsonl, unit_from_dict, unit_to_dict
from translator.exchange.txt import left_out
from translator.units import Bitext, ReviewedUnit

_WRITERS: dict[str, Callable[[Bitext, TextIO], None]] = {
    "jsonl": jsonl.write,
    "tsv": tsv.write,
    "txt": txt.write,
    "tmx": tmx.write,
    "xliff": xliff.write21,
    "xliff12": xliff.write12,
}
_SUFFIXES = {"xliff": "xlf", "xliff12": "12.xlf", "omegat": omegat.SUFFIX}
_REVIEWED_WRITERS: dict[str, Callable[[Iterable[ReviewedUnit], TextIO], int]] = {
    "tmx": tmx.write_units,
    "jsonl": reviewed.write_jsonl,
    "tsv": reviewed.write_tsv,
}
REVIEWED_FORMATS = tuple(_REVIEWED_WRITERS)
FORMATS = tuple(_WRITERS)
"""Formats of text, which may go to standard output."""
FILE_FORMATS = (*FORMATS, "omegat")


def save(bitext: Bitext, name: str, path: Path) -> None:
    """Write a bitext to a file in the format called ``name``: one of :data:`FORMATS`, or
    ``omegat`` (:data:`FILE_FORMATS`).

    :raises UsageError: the format is not known.
    """
    if name == "omegat":
        omegat.write(bitext, path)
        return
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        write(bitext, name, stream)


def write(bitext: Bitext, name: str, stream: TextIO) -> None:
    """Write a bitext in the format called ``name`` (one of :data:`FORMATS`).

    ``stream`` takes text; lines end with ``\\n``. Open a file with ``encoding="utf-8"`` and
    ``newline="\\n"``, so that the bytes are the same on every system.

    :raises UsageError: the format is not known.
    """
    writer = _WRITERS.get(name)
    if writer is None:
        raise UsageError(f"unknown format {name!r}", remedy=f"use one of: {', '.join(FORMATS)}")
    writer(bitext, stream)


def suffix_of(name: str) -> str:
    """How the names of files of a format end: ``jsonl``, ``xlf``, ``12.xlf`` (XLIFF 1.2)."""
    return _SUFFIXES.get(name, name)


class ReviewedSource(Protocol):
    """Reviewed units read from a file, and afterwards what was left out of it."""

    def __iter__(self) -> Iterator[ReviewedUnit]: ...

    @property
    def messages(self) -> tuple[str, ...]: ...


def read_reviewed(
    path: Path, *, codes: Codes = Codes.STRIP, unreviewed: bool = False
) -> ReviewedSource:
    """The reviewed units of a file, read as they are asked for; the suffix tells the format.

    ``codes`` says what becomes of inline codes of TMX; ``unreviewed`` takes units too of which
    the file says that nobody approved them.

    :raises InputError: a suffix that is not known; while reading, a file that cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix == ".tmx":
        return tmx.TmxFile(path, codes, unreviewed)
    if suffix in (".jsonl", ".tsv"):
        return reviewed.ReviewedFile(path, unreviewed)
    if suffix in xliff.SUFFIXES:
        return xliff.XliffFile(path, unreviewed)
    raise InputError(
        "is of no format that holds reviewed units",
        place=str(path),
        remedy="give a .tmx, .xlf, .jsonl or .tsv file",
    )


def write_reviewed(units: Iterable[ReviewedUnit], name: str, stream: TextIO) -> int:
    """Write reviewed units in the format ``name`` of :data:`REVIEWED_FORMATS`; how many.

    :raises UsageError: the format is not known.
    """
    writer = _REVIEWED_WRITERS.get(name)
    if writer is None:
        known = ", ".join(REVIEWED_FORMATS)
        raise UsageError(f"unknown format {name!r}", remedy=f"use one of: {known}")
    return writer(units, stream)


__all__ = [
    "FILE_FORMATS",
    "FORMATS",
    "REVIEWED_FORMATS",
    "Codes",
    "ReviewedSource",
    "left_out",
    "read_jsonl",
    "read_reviewed",
    "save",
    "suffix_of",
    "unit_from_dict",
    "unit_to_dict",
    "write",
    "write_reviewed",
]
