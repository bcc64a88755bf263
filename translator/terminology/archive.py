"""What an archive says, passage by passage: releases, review documents, bitexts, a memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from translator import bilingual, ingest, segmentation
from translator.errors import InputError, TranslatorError
from translator.exchange import read_jsonl

_RELEASES = frozenset({".txt", ".html", ".htm", ".docx", ".docm"})
_READ = _RELEASES | {".jsonl", ".tsv"}
_COLUMNS = (("source", "target"), ("ru", "zh"))


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its Chinese, None where there is none. ``document`` is the file or the
    release, ``id`` the segment (``s3``), the line of a table, or the number in a memory."""

    document: str
    id: str
    source: str
    target: str | None = None


class RememberedUnit(Protocol):
    """What is asked of a unit of a translation memory."""

    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def release(self) -> str: ...


class Memory(Protocol):
    """What is asked of a translation memory."""

    def units(self) -> Iterable[RememberedUnit]:
        """Every reviewed unit."""


@dataclass(slots=True)
class Archive:
    """Passages of ``paths`` (files, or folders with all files below them) and of a memory.

    ``faults`` fills while they are read: a file that cannot be read does not stop the rest.
    """

    paths: Sequence[Path]
    memory: Memory | None = None
    faults: list[TranslatorError] = field(default_factory=list)
    documents: int = 0

    def __iter__(self) -> Iterator[Passage]:
        for path in self._files():
            try:
                yield from _passages(path)
                self.documents += 1
            except TranslatorError as error:
                self.faults.append(error)
        for number, unit in enumerate(self.memory.units() if self.memory else (), start=1):
            yield Passage(unit.release or "memory", f"m{number}", unit.source, unit.target)

    def _files(self) -> Iterator[Path]:
        for path in self.paths:
            if path.is_dir():
                yield from sorted(
                    p for p in path.rglob("*") if p.suffix.lower() in _READ and p.is_file()
                )
            elif path.exists():
                yield path
            else:
                self.faults.append(
                    InputError("does not exist", place=str(path), remedy="check the name")
                )


def _passages(path: Path) -> Iterator[Passage]:
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        with path.open(encoding="utf-8") as stream:
            for unit in read_jsonl(stream, str(path)):
                yield Passage(str(path), unit.id, unit.source, unit.target)
    elif suffix == ".tsv":
        yield from _table(path)
    elif suffix in {".docx", ".docm"} and (rows := _review_rows(path)) is not None:
        yield from rows
    else:
        document = ingest.read(path)
        for segment in segmentation.segment(document.blocks):
            yield Passage(str(path), segment.id, segment.text)


def _review_rows(path: Path) -> list[Passage] | None:
    """The rows of a review document; None for any other Word file, which is a release."""
    try:
        document = bilingual.read(path)
    except InputError:
        return None
    if document.record is None and not any(row.id for row in document.rows):
        return None
    return [
        Passage(str(path), row.id or row.number, row.source, row.target or None)
        for row in document.rows
    ]


def _table(path: Path) -> Iterator[Passage]:
    """A table with a header (source and target, or ru and zh), else Russian and Chinese in the
    first two columns."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "is no UTF-8 text", place=str(path), remedy="save the table as UTF-8"
        ) from error
    header = [cell.strip().lower() for cell in lines[0].split("\t")] if lines else []
    named = next((pair for pair in _COLUMNS if set(pair) <= set(header)), None)
    left, right = (header.index(named[0]), header.index(named[1])) if named else (0, 1)
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        if (number == 1 and named) or not cells[left : left + 1] or not cells[left].strip():
            continue
        target = cells[right].strip() if right < len(cells) else ""
        yield Passage(str(path), str(number), cells[left].strip(), target or None)
