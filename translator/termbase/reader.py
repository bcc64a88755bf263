"""Glossary files (TSV, CSV) into terms, each fault named by file and line."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from translator.errors import GlossaryError
from translator.morphology import fold
from translator.termbase.words import mixed_words, parts, repaired
from translator.units import Term

LONGEST_CELL = 2000
_YES = frozenset({"yes", "true", "1", "да", "+"})
_NO = frozenset({"", "no", "false", "0", "нет", "-"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The terms of one file and what a person should know about them."""

    terms: tuple[Term, ...]
    messages: tuple[str, ...]


def term_key(ru: str) -> str:
    """Entries with the same key are the same entry: ё, spaces and hyphens do not tell them
    apart, capitals do (Орёл and орёл).

    >>> term_key("Орёл") == term_key("Орел"), term_key("Орёл") == term_key("орёл")
    (True, False)
    """
    key = " ".join(repaired(ru).split()).replace("ё", "е").replace("Ё", "Е")
    return key.replace("\u2011", "-").replace("\u2010", "-").replace("\u0301", "")


def glossary_files(path: Path) -> list[Path]:
    """The file itself, or the .tsv and .csv files of a folder by name (not of its subfolders)."""
    if path.is_dir():
        found = sorted(p for p in path.iterdir() if _suffix(p) in {".tsv", ".csv"} and p.is_file())
        if not found:
            raise GlossaryError(
                "holds no .tsv or .csv file", place=str(path), remedy="name a glossary file"
            )
        return found
    if not path.exists():
        raise GlossaryError(
            "no such file", place=str(path), remedy="check the path of the glossary"
        )
    if _suffix(path) not in {".tsv", ".csv"}:
        raise GlossaryError(
            "is neither .tsv nor .csv",
            place=str(path),
            remedy="save the glossary as UTF-8 text with tabs (.tsv) or commas (.csv)",
        )
    return [path]


def read_glossary(path: Path, data: bytes | None = None, *, lenient: bool) -> Loaded:
    """Read one file; with ``lenient`` a faulty line becomes a message and is left out.

    ``data`` are the bytes of the file where they are known already.

    :raises GlossaryError: the first faulty line, as ``file:line``.
    """
    terms: dict[str, Term] = {}
    messages: list[str] = []
    try:
        records = _records(path, file_bytes(path) if data is None else data)
        header = next(records, None)
        columns = _columns(path, header)
    except GlossaryError as error:
        if not lenient:
            raise
        return Loaded((), (str(error),))
    while True:
        try:
            record = next(records, None)
            if record is None:
                break
            line, cells = record
            term = _term(f"{path}:{line}", columns, cells)
            _add(terms, term, messages)
            messages += _remarks(term)
        except GlossaryError as error:
            if not lenient:
                raise
            messages.append(str(error))
    return Loaded(tuple(terms.values()), tuple(messages))


def _suffix(path: Path) -> str:
    return path.suffix.lower()


def file_bytes(path: Path) -> bytes:
    """The bytes of a glossary file.

    :raises GlossaryError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise GlossaryError(
            f"cannot be read ({error.strerror})", place=str(path), remedy="check its permissions"
        ) from error


def _records(path: Path, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of every record, blank lines and ``#`` comments left out."""
    text = _text(path, data)
    rows = _tab_rows(text) if _suffix(path) == ".tsv" else _comma_rows(path, text)
    for line, cells in rows:
        if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#"):
            yield line, cells


def _text(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GlossaryError(
            "is not UTF-8", place=f"{path}:{line}", remedy="save the file as UTF-8"
        ) from error
    return unicodedata.normalize("NFC", text)


def _tab_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for line, row in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        yield line, [_unquote(cell) for cell in row.split("\t")]


def _unquote(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def _comma_rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    header = text.split("\n", 1)[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as error:
            raise GlossaryError(
                f"is not CSV ({error})",
                place=f"{path}:{rows.line_num}",
                remedy="close the quotes, double the quotes inside a cell",
            ) from error
        if cells is None:
            return
        yield line, cells or [""]
        line = rows.line_num + 1


def _columns(path: Path, header: tuple[int, list[str]] | None) -> list[str]:
    if header is None:
        raise GlossaryError(
            "is empty", place=f"{path}:1", remedy="begin it with a header row: ru, zh"
        )
    line, cells = header
    columns = [cell.strip().lower() for cell in cells]
    missing = [name for name in ("ru", "zh") if name not in columns]
    if missing:
        raise GlossaryError(
            f"has no column {' and '.join(missing)}",
            place=f"{path}:{line}",
            remedy="begin the file with a header row that names the columns ru and zh",
        )
    twice = [name for name in columns if name and columns.count(name) > 1]
    if twice:
        raise GlossaryError(
            f"names the column {twice[0]} twice",
            place=f"{path}:{line}",
            remedy="keep one of the two columns",
        )
    return columns


def _term(place: str, columns: list[str], cells: list[str]) -> Term:
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
        kind=row.get("kind", ""),
        variants=_list(row.get("variants", "")),
        forbidden=_list(row.get("forbidden", "")),
        do_not_translate=dnt,
        case_sensitive=_flag(place, "case", row.get("case", "")),
        context=row.get("context", ""),
        source=row.get("source", ""),
        note=row.get("note", ""),
        place=place,
    )
    for form in (zh, *term.variants):
        if form in term.forbidden:
            raise GlossaryError(
                f"«{form}» of «{ru}» is both approved and forbidden",
                place=place,
                remedy="take it out of one of the two columns",
            )
    return term


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


def _add(terms: dict[str, Term], term: Term, messages: list[str]) -> None:
    key = term_key(term.ru)
    earlier = terms.get(key)
    if earlier is None:
        terms[key] = term
    elif earlier.zh == term.zh:
        messages.append(f"{term.place}: «{term.ru}» is given again as on {earlier.place}")
    else:
        raise GlossaryError(
            f"«{term.ru}» is {term.zh} here and {earlier.zh} on {earlier.place}",
            place=term.place,
            remedy="keep one of the two lines; other admissible forms go into variants",
        )


def _remarks(term: Term) -> list[str]:
    remarks = [
        f"{term.place}: «{word}» mixes Latin and Cyrillic letters; read as «{mended}»"
        for word, mended in mixed_words(term.ru)
    ]
    if _CYRILLIC.search(term.zh) and not term.do_not_translate and fold(term.zh) == fold(term.ru):
        remarks.append(f"{term.place}: «{term.ru}» is not translated; mark it dnt if so meant")
    return remarks
