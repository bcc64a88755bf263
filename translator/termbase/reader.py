"""Glossary files into terms, each fault named by file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from translator.alphabets import mixed_words, repaired
from translator.errors import GlossaryError
from translator.morphology import fold
from translator.termbase.cells import Row, columns_of, row_of
from translator.termbase.formats import Record, records
from translator.units import Term

_CYRILLIC = re.compile("[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The terms of one file and what a person should know about them."""

    terms: tuple[Term, ...]
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one file with the columns that the tool does not know.

    ``messages`` are the faults that were passed over (``faults`` are the same as errors) and
    remarks on entries that are in force all the same.
    """

    rows: tuple[Row, ...]
    messages: tuple[str, ...]
    faults: tuple[GlossaryError, ...] = ()


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
    found = read_rows(path, data, lenient=lenient)
    return Loaded(tuple(row.term for row in found.rows), found.messages)


def read_rows(path: Path, data: bytes | None = None, *, lenient: bool) -> Rows:
    """Read one file of any form (:mod:`translator.termbase.formats`) with all its columns.

    :raises GlossaryError: as :func:`read_glossary`.
    """
    taken = _Taken()
    try:
        found = records(path, file_bytes(path) if data is None else data)
        header = next(found, None)
        columns = columns_of(path, header)
    except GlossaryError as error:
        if not lenient:
            raise
        return Rows((), (str(error),), (error,))
    while True:
        try:
            record = next(found, None)
            if record is None:
                break
            taken.add(_row(columns, record))
        except GlossaryError as error:
            if not lenient:
                raise
            taken.fault(error)
    for cycle in taken.cycles():
        if not lenient:
            raise cycle
        taken.fault(cycle)
    return Rows(tuple(taken.rows.values()), tuple(taken.messages), tuple(taken.faults))


def _row(columns: list[str], record: Record) -> Row:
    if isinstance(record.cells, GlossaryError):
        raise record.cells
    return row_of(record.place, columns, record.cells)


class _Taken:
    """The rows of one file as they are read; of two with the same term the first stays."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.messages: list[str] = []
        self.faults: list[GlossaryError] = []

    def fault(self, error: GlossaryError) -> None:
        """A row that was left out."""
        self.faults.append(error)
        self.messages.append(str(error))

    def add(self, row: Row) -> None:
        """:raises GlossaryError: the term stands there already in other Chinese."""
        term = row.term
        key = term_key(term.ru)
        earlier = self.rows.get(key)
        if earlier is None:
            self.rows[key] = row
        elif earlier.term.zh == term.zh:
            self.messages.append(
                f"{term.place}: «{term.ru}» is given again as on {earlier.term.place}"
            )
        else:
            raise GlossaryError(
                f"«{term.ru}» is {term.zh} here and {earlier.term.zh} on {earlier.term.place}",
                place=term.place,
                remedy="keep one of the two lines; other admissible forms go into variants",
            )
        self.messages += _remarks(term)

    def cycles(self) -> Iterable[GlossaryError]:
        """Entries whose cell zh is the term of an entry that leads back to them; they go."""
        links = {k: term_key(row.term.zh) for k, row in self.rows.items() if _refers(row.term)}
        for start in list(links):
            chain = [start]
            while (after := links.get(chain[-1])) in links and after not in chain:
                chain.append(str(after))
            if after == start:
                row = self.rows.pop(start)
                yield GlossaryError(
                    f"«{row.term.ru}» is explained by «{row.term.zh}», which leads back to it",
                    place=row.term.place,
                    remedy="write the Chinese form into zh",
                )


def _refers(term: Term) -> bool:
    """Whether the cell zh is Russian; a term that stays as it is refers to nothing."""
    same = term_key(term.zh) == term_key(term.ru)
    return not term.do_not_translate and not same and bool(_CYRILLIC.search(term.zh))


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


def _remarks(term: Term) -> list[str]:
    remarks = [
        f"{term.place}: «{word}» mixes Latin and Cyrillic letters; read as «{mended}»"
        for word, mended in mixed_words(term.ru)
    ]
    if _CYRILLIC.search(term.zh) and not term.do_not_translate and fold(term.zh) == fold(term.ru):
        remarks.append(f"{term.place}: «{term.ru}» is not translated; mark it dnt if so meant")
    return remarks
