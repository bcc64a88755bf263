"""Reviewed units as tables and lines: TSV for spreadsheets, JSONL for machines.

Both have the columns of :data:`COLUMNS`; a TSV needs only ``source`` and ``target`` (or ``ru`` and
``zh``), in any order. A JSONL of translation units (``translate --to jsonl``, sent back by a
reviewer's program) is read too: what is reviewed or final of it.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TextIO

from translator.bitexts import reviewed_units
from translator.errors import InputError
from translator.exchange.jsonl import LINE_ENDS, unit_from_dict
from translator.exchange.tsv import escape, unescape
from translator.units import Bitext, Provenance, ReviewedUnit, TranslationUnit

COLUMNS = (
    "source", "target", "previous", "next", "release", "reviewer", "reviewed", "domain",
    "valid_from", "valid_until", "note",
)  # fmt: skip
_OTHER_NAMES = {"ru": "source", "zh": "target"}
_LARGEST_CELL = 1 << 20
_NOBODY = Provenance("", "", "", "", "", "")


@dataclass(slots=True)
class ReviewedFile:
    """The reviewed units of a TSV or JSONL file, one after another; :attr:`messages` after it."""

    path: Path
    unreviewed: bool = False
    _left_out: Counter[str] = field(default_factory=Counter, init=False)

    @property
    def messages(self) -> tuple[str, ...]:
        """What was left out, with counts."""
        return tuple(f"{count} units {what}" for what, count in self._left_out.items())

    def __iter__(self) -> Iterator[ReviewedUnit]:
        """:raises InputError: ``file:line`` of the first line that cannot be read."""
        self._left_out.clear()
        read = self._table if self.path.suffix.lower() == ".tsv" else self._lines
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as stream:
                yield from read(stream)
        except OSError as error:
            raise InputError(
                f"cannot be read ({error.strerror})",
                place=str(self.path),
                remedy="give an existing file",
            ) from error
        except UnicodeDecodeError as error:
            raise InputError(
                "is not UTF-8 text", place=str(self.path), remedy="save the file as UTF-8"
            ) from error

    def _table(self, stream: TextIO) -> Iterator[ReviewedUnit]:
        csv.field_size_limit(_LARGEST_CELL)
        rows = csv.reader(stream, delimiter="\t", strict=True)
        try:
            header = [_OTHER_NAMES.get(name, name) for name in next(rows, [])]
            self._check_header(header)
            for row in rows:
                if not any(cell.strip() for cell in row):
                    continue
                place = f"{self.path}:{rows.line_num}"
                if len(row) > len(header):
                    raise _wrong("has more cells than the header", place)
                cells = {name: unescape(cell) for name, cell in zip(header, row, strict=False)}
                yield from self._kept(unit_of(cells, place))
        except csv.Error as error:
            place = f"{self.path}:{rows.line_num}"
            raise _wrong(f"is not a table ({error})", place) from error

    def _check_header(self, header: list[str]) -> None:
        place = f"{self.path}:1"
        unknown = [name for name in header if name not in COLUMNS]
        if not {"source", "target"} <= set(header):
            raise _wrong("has no columns source and target", place)
        if unknown:
            raise _wrong(f"has an unknown column {unknown[0]!r}", place)
        if len(set(header)) < len(header):
            raise _wrong("has a column twice", place)

    def _lines(self, stream: TextIO) -> Iterator[ReviewedUnit]:
        whole: list[TranslationUnit] = []
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            place = f"{self.path}:{number}"
            data = _object(line, place)
            if "state" in data:
                whole.append(unit_from_dict(data, place))
            else:
                unknown = [name for name in data if name not in COLUMNS]
                if unknown:
                    raise _wrong(f"has an unknown key {unknown[0]!r}", place)
                yield from self._kept(unit_of(data, place))
        if whole:
            name = self.path.name.removesuffix(".jsonl").removesuffix(".ru-zh")
            found = tuple(
                reviewed_units(
                    Bitext(name, tuple(whole), _NOBODY),
                    reviewed=datetime.now(UTC).replace(microsecond=0),
                    drafts=self.unreviewed,
                )
            )
            left_out = sum(1 for unit in whole if unit.target) - len(found)
            if left_out:
                self._left_out["that nobody approved were left out"] += left_out
            yield from found

    def _kept(self, unit: ReviewedUnit) -> Iterator[ReviewedUnit]:
        if unit.source.strip() and unit.target.strip():
            yield unit
        else:
            self._left_out["with an empty side were left out"] += 1


def unit_of(values: Mapping[str, Any], place: str) -> ReviewedUnit:
    """The unit of one row or object.

    :raises InputError: a value that is not text, or a day that is none.
    """
    texts = {name: values.get(name) or "" for name in COLUMNS}
    for name, value in texts.items():
        if not isinstance(value, str):
            raise _wrong(f"{name} is not text", place)
    return ReviewedUnit(
        source=texts["source"],
        target=texts["target"],
        previous=texts["previous"],
        next=texts["next"],
        release=texts["release"],
        reviewer=texts["reviewer"],
        reviewed=_moment(texts["reviewed"], place),
        domain=texts["domain"],
        valid_from=_day(texts["valid_from"], "valid_from", place),
        valid_until=_day(texts["valid_until"], "valid_until", place),
        note=texts["note"],
    )


def dict_of(unit: ReviewedUnit) -> dict[str, str]:
    """The values of :data:`COLUMNS` as text; empty where there is nothing."""
    stamp = unit.reviewed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if unit.reviewed else ""
    days = (unit.valid_from, unit.valid_until)
    start, stop = (day.isoformat() if day else "" for day in days)
    values = (
        unit.source, unit.target, unit.previous, unit.next, unit.release, unit.reviewer, stamp,
        unit.domain, start, stop, unit.note,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def write_tsv(units: Iterable[ReviewedUnit], stream: TextIO) -> int:
    """A header row and a row a unit (see :func:`translator.exchange.tsv.escape`); how many."""
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for unit in units:
        writer.writerow([escape(value) for value in dict_of(unit).values()])
        count += 1
    return count


def write_jsonl(units: Iterable[ReviewedUnit], stream: TextIO) -> int:
    """An object a unit, all keys in the order of :data:`COLUMNS`; how many."""
    count = 0
    for unit in units:
        line = json.dumps(dict_of(unit), ensure_ascii=False)
        stream.write(line.translate(LINE_ENDS) + "\n")
        count += 1
    return count


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _wrong("is not JSON", place) from error
    if not isinstance(data, dict):
        raise _wrong("is not an object", place)
    return data


def _moment(text: str, place: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise _wrong(f"reviewed is not a date ({text[:40]!r})", place) from error
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found


def _day(text: str, name: str, place: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise _wrong(f"{name} is not a day ({text[:40]!r})", place) from error


def _wrong(what: str, place: str) -> InputError:
    return InputError(
        what, place=place, remedy=f"correct it; columns are {', '.join(COLUMNS)}, days 2025-05-12"
    )
