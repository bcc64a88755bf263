"""The office's own book of names: what was proposed, what a person approved, who and when.

A TSV file to which lines are only added: the office can read and correct it in any editor, keep
it in version control and see who decided what; nothing that a person typed is ever lost, and two
people at once cannot undo one another. A database would add speed that a few thousand names do
not need, and hide the history. Of several decisions on a name the last one holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, partial
from pathlib import Path

from translator.errors import GlossaryError
from translator.morphology import fold
from translator.outputs import write_atomically
from translator.units import Term

COLUMNS = ("name", "kind", "zh", "status", "by", "date", "note")
KINDS = (
    "person", "person-given", "person-patronymic", "person-surname", "place", "organisation",
    "brand",
)  # fmt: skip
_LONGEST = 200
_LOCK_SECONDS = 10.0
_REMEDY = f"write the cells {', '.join(COLUMNS)} separated by tabs"


class Status(StrEnum):
    """What became of a form: put forward, in force, or turned down."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the name in the nominative, its Chinese, the decision (``date`` ISO 8601).

    ``place`` is ``file:line`` once the entry was read.
    """

    name: str
    kind: str
    zh: str
    status: Status
    by: str = ""
    date: str = ""
    note: str = ""
    place: str = field(default="", compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """What decisions on the same name share: its folded words in any order, and its kind."""
        return name_key(self.name, self.kind)


def name_key(name: str, kind: str) -> tuple[str, str]:
    """Key of a name; «Кудряшов Иван» is the same person as «Иван Кудряшов».

    >>> name_key("Кудряшов Иван", "person") == name_key("Иван Кудряшов", "person")
    True
    """
    words = fold(" ".join(name.split())).split()
    return " ".join(sorted(words) if kind == "person" else words), kind


@dataclass(frozen=True)
class Ledger:
    """All decisions in their order; :attr:`approved` is what holds now."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def approved(self) -> dict[tuple[str, str], Entry]:
        """The form in force of each name; a rejection of that very form withdraws it."""
        held: dict[tuple[str, str], Entry] = {}
        for entry in self.entries:
            if entry.status is Status.APPROVED:
                held[entry.key] = entry
            elif entry.status is Status.REJECTED and _same(held.get(entry.key), entry):
                del held[entry.key]
        return held

    @cached_property
    def open(self) -> dict[tuple[str, str], Entry]:
        """Proposals that nobody has decided on yet."""
        waiting: dict[tuple[str, str], Entry] = {}
        for entry in self.entries:
            if entry.status is Status.PROPOSED:
                waiting[entry.key] = entry
            else:
                waiting.pop(entry.key, None)
        return waiting

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the forms in force, empty for none: part of a translation's signature."""
        held = sorted((*key, entry.zh) for key, entry in self.approved.items())
        content = "\n".join("\t".join(cells) for cells in held)
        return hashlib.sha256(content.encode()).hexdigest() if held else ""

    def form(self, name: str, kind: str) -> str:
        """The approved Chinese of a name, an empty string where none is."""
        entry = self.approved.get(name_key(name, kind))
        return entry.zh if entry else ""

    @cached_property
    def people(self) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
        """Approved full names as folded words and Chinese parts of one number, surname last."""
        split = (
            (tuple(fold(entry.name).split()), tuple(entry.zh.split("·")))
            for entry in self.approved.values()
            if entry.kind == "person"
        )
        return tuple((words, parts) for words, parts in split if len(words) == len(parts) > 1)

    def surname(self, word: str) -> str:
        """The surname's own form, else the one it has in all approved full names, else empty."""
        return self.form(word, "person-surname") or self._families.get(fold(word), "")

    @cached_property
    def _families(self) -> dict[str, str]:
        forms: dict[str, set[str]] = {}
        for words, parts in self.people:
            forms.setdefault(words[-1], set()).add(parts[-1])
        return {name: next(iter(zh)) for name, zh in forms.items() if len(zh) == 1}

    def terms(self) -> tuple[Term, ...]:
        """Approved places, organisations and brands as terms, to be found in inflected forms."""
        kinds = {"place": "place", "organisation": "organisation", "brand": "brand"}
        return tuple(
            Term(entry.name, entry.zh, kinds[entry.kind], place=entry.place)
            for entry in self.approved.values()
            if entry.kind in kinds
        )


def _same(held: Entry | None, entry: Entry) -> bool:
    return held is not None and (not entry.zh or held.zh == entry.zh)


def load(path: Path) -> Ledger:
    """The ledger in ``path``; a file that does not exist yet is an empty one.

    :raises GlossaryError: a line that cannot be used, ``place`` is ``file:line``.
    """
    if not path.exists():
        return Ledger()
    return Ledger(tuple(_read(path)))


def _read(path: Path) -> Iterator[Entry]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise GlossaryError(
            "is not UTF-8 text", place=str(path), remedy="save the file as UTF-8"
        ) from error
    except OSError as error:
        raise GlossaryError(
            f"cannot be read ({error.strerror})", place=str(path), remedy="give a TSV file"
        ) from error
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if not line.strip() or line.startswith("#") or tuple(cells) == COLUMNS:
            continue
        yield _entry(cells, f"{path}:{number}")


def _entry(cells: Sequence[str], place: str) -> Entry:
    if not 4 <= len(cells) <= len(COLUMNS):
        raise GlossaryError(f"has {len(cells)} cells", place=place, remedy=_REMEDY)
    name, kind, zh, status, *rest = (cell.strip() for cell in cells)
    words = [word.value for word in Status]
    if status not in words:
        raise GlossaryError(
            f"unknown status {status!r}", place=place, remedy=f"use one of {', '.join(words)}"
        )
    by, date, note = (*rest, "", "", "")[:3]
    entry = Entry(name, kind, zh, Status(status), by, date, note, place)
    fault = faults(entry)
    if fault:
        raise GlossaryError(fault[0], place=place, remedy=fault[1])
    return entry


def faults(entry: Entry) -> tuple[str, str] | None:
    """What is wrong with an entry and what to do, or None.

    >>> faults(Entry("Кудряшов", "person-surname", "Kudryashov", Status.APPROVED))[0]
    'the Chinese form has no Chinese character'
    """
    if entry.kind not in KINDS:
        return f"unknown kind {entry.kind!r}", f"use one of {', '.join(KINDS)}"
    cells = (entry.name, entry.zh, entry.by, entry.date, entry.note)
    if any(len(cell) > _LONGEST for cell in cells):
        return "a cell is too long", f"a cell holds {_LONGEST} characters at most"
    if any(not c.isprintable() for cell in cells for c in cell):
        return "a cell holds a control character", "retype the cell"
    if not entry.name:
        return "the name is empty", _REMEDY
    if not entry.zh:
        if entry.status is Status.REJECTED:
            return None
        return "the Chinese form is empty", _REMEDY
    if any("\u0400" <= c <= "\u04ff" for c in entry.zh):
        return "the Chinese form holds Russian letters", "write the form in Chinese characters"
    if entry.kind != "brand" and not any("\u3400" <= c <= "\u9fff" for c in entry.zh):
        return "the Chinese form has no Chinese character", "write the form in Chinese characters"
    return None


def record(path: Path, entries: Iterable[Entry]) -> int:
    """Add entries to the ledger and return how many; readers see the old file or the new one.

    :raises GlossaryError: an entry is faulty, or the file that is there is.
    :raises OutputError: the file cannot be written.
    """
    from filelock import FileLock, Timeout

    added = tuple(entries)
    for entry in added:
        fault = faults(entry)
        if fault:
            raise GlossaryError(fault[0], place=entry.name, remedy=fault[1])
    try:
        with FileLock(f"{path}.lock", timeout=_LOCK_SECONDS):
            load(path)
            before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
            text = before or "\t".join(COLUMNS) + "\n"
            text += "" if text.endswith("\n") else "\n"
            text += "".join("\t".join(_cells(entry)) + "\n" for entry in added)
            write_atomically(path, partial(_save, text=text), force=True)
    except Timeout as error:
        raise GlossaryError(
            "is being written by somebody else", place=str(path), remedy="try again in a moment"
        ) from error
    return len(added)


def _save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _cells(entry: Entry) -> tuple[str, ...]:
    return (
        entry.name, entry.kind, entry.zh, entry.status.value, entry.by, entry.date, entry.note,
    )  # fmt: skip
