"""A term base as it was read, kept in the cache so that the next start need not parse it.

The file is JSON behind the SHA-256 of it: a flipped bit must not change a term. It holds for
exactly the bytes, the paths and the version of the tool that it was made from; whatever else
is found there, and a cache that cannot be read or written, is passed over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from translator import __version__
from translator.errors import OutputError
from translator.outputs import write_atomically
from translator.termbase.outline import written
from translator.termbase.words import parts
from translator.units import Term

# Bumped when this module writes, or the reader makes, something else of the same files.
_FORMAT = 7
_SUM = 64
# They decide on the parts of a term, its keys, and what is accepted.
_TABLES = ("kind_words.tsv", "changing_starts.txt", "kinds.txt")
_LOOSE = "surrogatepass"  # a path may hold bytes that are no text
Files = Sequence[tuple[Path, bytes]]


class StoredTerms(Sequence[Term]):
    """Terms kept as lines and made when asked for: a text needs few of fifty thousand.

    >>> StoredTerms(("порт\\tпорт\\t港口\\t\\t\\t\\t0\\t0\\t\\t\\t\\t\\tа.tsv:2",))[0].zh
    '港口'
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines)

    def outline(self, number: int) -> str:
        """The line of :func:`translator.termbase.outline.written`."""
        return self._lines[number].partition("\t")[0]

    @overload
    def __getitem__(self, number: int) -> Term: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[Term, ...]: ...
    def __getitem__(self, number: int | slice) -> Term | tuple[Term, ...]:
        if isinstance(number, slice):
            return tuple(map(_term, self._lines[number]))
        return _term(self._lines[number])

    def __iter__(self) -> Iterator[Term]:
        return map(_term, self._lines)


@dataclass(frozen=True, slots=True)
class Compiled:
    """What :meth:`TermBase.load` makes of the files; ``index`` as in the term base."""

    terms: Sequence[Term]
    index: Mapping[str, Sequence[int]]
    digest: str
    messages: tuple[str, ...]
    overridden: int


def recall(cache: Path, files: Files, *, lenient: bool) -> Compiled | None:
    """What :func:`keep` stored for the same files; None where it has to be made anew."""
    try:
        data = _place(cache, files).read_bytes()
    except OSError:
        return None
    body = memoryview(data)[_SUM:]
    if data[:_SUM] != hashlib.sha256(body).hexdigest().encode():
        return None
    head, _, lines = str(body, "utf-8", _LOOSE).partition("\n")
    if not head.startswith(f'["{_key(files, lenient=lenient)}"'):
        return None
    _, digest, messages, overridden, index = json.loads(head)
    terms = StoredTerms(lines.split("\n") if lines else ())
    return Compiled(terms, index, digest, tuple(messages), overridden)


def keep(cache: Path, files: Files, made: Compiled, *, lenient: bool) -> None:
    """Store ``made``; of two processes the later replaces what the earlier wrote."""
    key = _key(files, lenient=lenient)
    head = [key, made.digest, made.messages, made.overridden, made.index]
    text = "\n".join((json.dumps(head, ensure_ascii=False), *map(_line, made.terms)))
    if any("\n" in str(path) for path, _ in files):
        return
    body = text.encode("utf-8", _LOOSE)
    place = _place(cache, files)
    with suppress(OSError, OutputError):
        place.parent.mkdir(parents=True, exist_ok=True)
        data = hashlib.sha256(body).hexdigest().encode() + body
        write_atomically(place, lambda path: _write(path, data), force=True)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _place(cache: Path, files: Files) -> Path:
    """One file for the same paths, so that a changed glossary takes the place of the old one."""
    names = "\n".join(str(path) for path, _ in files)
    return (
        cache
        / "termbase"
        / f"{hashlib.sha256(names.encode('utf-8', _LOOSE)).hexdigest()[:24]}.json"
    )


def _key(files: Files, *, lenient: bool) -> str:
    folder = Path(__file__).parent
    table = b"".join(folder.joinpath(name).read_bytes() for name in _TABLES)
    total = hashlib.sha256(f"{_FORMAT}\0{__version__}\0{lenient}\0".encode())
    for name, data in (("", table), *((str(path), data) for path, data in files)):
        row = f"{name}\0{hashlib.sha256(data).hexdigest()}\n"
        total.update(row.encode("utf-8", _LOOSE))
    return total.hexdigest()


def _line(term: Term) -> str:
    """Cells hold no tab and no line break, items of a list no bar (see reader.py)."""
    return "\t".join(
        (
            written(parts(term.ru)), term.ru, term.zh, term.kind,
            "|".join(term.variants), "|".join(term.forbidden),
            str(int(term.do_not_translate)), str(int(term.case_sensitive)), term.context,
            term.source, term.note, term.date, term.place,
        )
    )  # fmt: skip


def _term(line: str) -> Term:
    (
        _, ru, zh, kind, variants, forbidden, dnt, case, context, source, note, date, place,
    ) = line.split("\t", 12)  # fmt: skip
    return Term(
        ru, zh, kind, _items(variants), _items(forbidden), dnt == "1", case == "1", context,
        source, note, place, date,
    )  # fmt: skip


def _items(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
