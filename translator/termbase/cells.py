"""One row of a glossary into a term: columns, flags, lists, and what no cell may hold."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.alphabets import invisible
from translator.errors import GlossaryError
from translator.termbase.formats.records import Record
from translator.termbase.kinds import known_kinds
from translator.termbase.words import parts
from translator.units import Term

LONGEST_CELL = 2000
COLUMNS = (
    "ru", "zh", "kind", "variants", "forbidden", "dnt", "case", "context", "source", "date", "note",
)  # fmt: skip
_YES = frozenset({"yes", "true", "1", "да", "+"})
_NO = frozenset({"", "no", "false", "0", "нет", "-"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Row:
    """A term and the cells of columns that the tool does not know, which it hands on."""

    term: Term
    extra: tuple[tuple[str, str], ...] = ()


def columns_of(path: Path, header: Record | None) -> list[str]:
    """The names of the columns, in small letters.

    :raises GlossaryError: ``ru`` or ``zh`` is missing, or a name stands twice.
    """
    if header is None:
        raise GlossaryError(
            "is empty", place=f"{path}:1", remedy="begin it with a header row: ru, zh"
        )
    if isinstance(header.cells, GlossaryError):
        raise header.cells
    columns = [cell.strip().lower() for cell in header.cells]
    missing = [name for name in ("ru", "zh") if name not in columns]
    if missing:
        raise GlossaryError(
            f"has no column {' and '.join(missing)}",
            place=header.place,
            remedy="begin the file with a header row that names the columns ru and zh",
        )
    twice = [name for name in columns if name and columns.count(name) > 1]
    if twice:
        raise GlossaryError(
            f"names the column {twice[0]} twice",
            place=header.place,
            remedy="keep one of the two columns",
        )
    return columns


def row_of(place: str, columns: Sequence[str], cells: Sequence[str]) -> Row:
    """The term of one row; ``place`` is its ``file:line``.

    :raises GlossaryError: a cell that cannot be used.
    """
    if len(cells) != len(columns):
        raise GlossaryError(
            f"has {len(cells)} cells where the header has {len(columns)}",
            place=place,
            remedy="give every column a cell, empty ones too",
        )
    row = {
        name: _cell(place, name, cell) for name, cell in zip(columns, cells, strict=True) if name
    }
    ru = row["ru"]
    dnt = _flag(place, "dnt", row.get("dnt", ""))
    zh = row["zh"] or (ru if dnt else "")
    if not ru or not zh:
        raise GlossaryError(
            f"the cell {'zh' if ru else 'ru'} is empty",
            place=place,
            remedy="fill it in or delete the line",
        )
    if not parts(ru):
        raise GlossaryError(
            f"«{ru}» has neither a letter nor a digit", place=place, remedy="write a Russian term"
        )
    term = Term(
        ru=ru,
        zh=zh,
        kind=_kind(place, row.get("kind", "")),
        variants=_list(row.get("variants", "")),
        forbidden=_list(row.get("forbidden", "")),
        do_not_translate=dnt,
        case_sensitive=_flag(place, "case", row.get("case", "")),
        context=row.get("context", ""),
        source=row.get("source", ""),
        note=row.get("note", ""),
        place=place,
        date=row.get("date", ""),
    )
    for form in (zh, *term.variants):
        if form in term.forbidden:
            raise GlossaryError(
                f"«{form}» of «{ru}» is both approved and forbidden",
                place=place,
                remedy="take it out of one of the two columns",
            )
    extra = tuple((name, cell) for name, cell in row.items() if name not in COLUMNS and cell)
    return Row(term, extra)


def cells_of(row: Row) -> Mapping[str, str]:
    """Column -> cell, as :func:`row_of` reads it back; empty cells included."""
    term = row.term
    return {
        "ru": term.ru,
        "zh": term.zh,
        "kind": term.kind,
        "variants": "|".join(term.variants),
        "forbidden": "|".join(term.forbidden),
        "dnt": "1" if term.do_not_translate else "",
        "case": "1" if term.case_sensitive else "",
        "context": term.context,
        "source": term.source,
        "date": term.date,
        "note": term.note,
        **dict(row.extra),
    }


def _kind(place: str, kind: str) -> str:
    if not kind or kind in known_kinds():
        return kind
    near = difflib.get_close_matches(kind, sorted(known_kinds()), n=1, cutoff=0.6)
    remedy = f"write {near[0]}" if near else "take a kind of glossaries/README.md"
    raise GlossaryError(
        f"the kind «{kind}» is unknown", place=place, remedy=f"{remedy} or leave it empty"
    )


def _cell(place: str, name: str, cell: str) -> str:
    if len(cell) > LONGEST_CELL:
        raise GlossaryError(
            f"the cell {name} has {len(cell)} characters, more than {LONGEST_CELL}",
            place=place,
            remedy="shorten it; a missing line break or quote may have joined several entries",
        )
    if _CONTROL.search(cell):
        raise GlossaryError(
            f"the cell {name} has a control character", place=place, remedy="delete it"
        )
    if hidden := invisible(cell):
        raise GlossaryError(
            f"the cell {name} has the invisible character {hidden}",
            place=place,
            remedy="type the cell anew; it was pasted with hidden marks",
        )
    value = " ".join(cell.split())
    if value.startswith(("=", "+", "@")) and value not in _YES:
        raise GlossaryError(
            f"the cell {name} starts with {value[0]} as a formula does",
            place=place,
            remedy="write plain text",
        )
    return value


def _flag(place: str, name: str, value: str) -> bool:
    if value.lower() in _YES:
        return True
    if value.lower() in _NO:
        return False
    raise GlossaryError(
        f"the cell {name} says «{value}»", place=place, remedy="write yes, no or leave it empty"
    )


def _list(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.strip() for item in value.split("|") if item.strip()))
