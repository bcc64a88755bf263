"""Reading an XLIFF file of either version back, from whatever program saved it.

Nothing is compared here: units that are lost, added or changed show when the review is aligned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from lxml import etree

from translator.errors import InputError
from translator.exchange.languages import language_of
from translator.exchange.xliff import units1, units2
from translator.exchange.xliff.inline import Content
from translator.exchange.xliff.records import Note, Returned, ReturnedUnit, Sent
from translator.exchange.xliff.skeleton import file_ids, sent_of
from translator.exchange.xliff.trados import Definitions, definitions
from translator.exchange.xmltext import local, parse
from translator.text import has_cyrillic

SUFFIXES = (".xlf", ".xliff", ".sdlxliff", ".mqxliff")
_REMEDY = "export it from the program again as XLIFF 1.2 or 2.1"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_UNITS = {"1": units1, "2": units2}


def is_xliff(path: Path) -> bool:
    """By the suffix, else by the first bytes, for people rename files."""
    if path.suffix.lower() in SUFFIXES:
        return True
    try:
        with path.open("rb") as stream:
            head = stream.read(512)
    except OSError:
        return False
    for mark in _MARKS:
        head = head.removeprefix(mark)
    text = head.replace(b"\0", b"").lstrip()  # UTF-16 of Latin letters
    return text.startswith(b"<") and b"xliff" in text


def read(path: Path) -> Returned:
    """The units as they stand in the file.

    :raises InputError: unreadable, not well-formed (``file:line``), with entities, not XLIFF, of
        other languages, or with a unit that has no id or no source (``file:line``).
    """
    try:
        with path.open("rb") as stream:
            root = parse(stream, str(path), _REMEDY)
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})",
            place=str(path),
            remedy="give an existing XLIFF file",
        ) from error
    version = root.get("version", "")
    kind = _UNITS.get(version[:1])
    if local(root) != "xliff" or kind is None:
        what = f"is XLIFF {version}" if local(root) == "xliff" else "is not XLIFF"
        raise InputError(what, place=str(path), remedy=_REMEDY)
    return _Reading(path, root, kind, version).all()


class _Reading:
    def __init__(self, path: Path, root: etree._Element, kind: ModuleType, version: str) -> None:
        self._path = path
        self._root = root
        self._kind = kind
        self._version = version
        self._files = list(root.iterchildren("{*}file"))
        self._codes: Counter[str] = Counter()
        self._russian = 0

    def all(self) -> Returned:
        """The file as a record."""
        if not self._files:
            raise InputError("holds no file element", place=str(self._path), remedy=_REMEDY)
        for file in self._files:
            self._check_languages(file)
        sent = self._sent()
        known = definitions(self._root)
        names, copies = _names(sent), _copies(sent)
        units = tuple(
            self._seen(self._unit(e, known, names), copies)
            for f in self._files
            for e in self._elements(f)
        )
        if not units:
            raise InputError("holds no units", place=str(self._path), remedy=_REMEDY)
        return Returned(
            version=self._version,
            units=units,
            sent=sent,
            author=self._author(),
            notes=tuple(self._notes()),
            messages=tuple(self._messages(sent)),
        )

    def _elements(self, file: etree._Element) -> Iterator[etree._Element]:
        found: Iterator[etree._Element] = self._kind.unit_elements(file)
        return found

    def _check_languages(self, file: etree._Element) -> None:
        source, target = self._kind.languages(self._root, file)
        if language_of(source) != "ru" or (target and language_of(target) != "zh"):
            raise InputError(
                f"is a translation from {source or '?'} to {target or '?'}",
                place=f"{self._path}:{file.sourceline}",
                remedy="give a file from Russian (ru) to Simplified Chinese (zh-CN)",
            )

    def _sent(self) -> Sent | None:
        found = [
            sent
            for file in self._files
            for text in self._kind.skeletons(file)
            if (sent := sent_of(text)) is not None
        ]
        if len(found) > 1:
            raise InputError(
                f"holds {len(found)} releases",
                place=str(self._path),
                remedy="split it in the program that joined them, and import each file",
            )
        return found[0] if found else None

    def _unit(
        self, element: etree._Element, known: Definitions, names: dict[str, str]
    ) -> ReturnedUnit:
        place = f"{self._path}:{element.sourceline}"
        if not element.get("id"):
            raise InputError("a unit has no id", place=place, remedy=_REMEDY)
        if next(element.iterfind(".//{*}source"), None) is None:
            raise InputError(
                f"the unit {element.get('id')} has no source", place=place, remedy=_REMEDY
            )
        unit: ReturnedUnit
        contents: tuple[Content, ...]
        unit, contents = self._kind.unit_of(element, known)
        self._codes.update({code for content in contents for code in content.codes})
        return replace(unit, id=names.get(unit.id, unit.id))

    def _seen(self, unit: ReturnedUnit, copies: Container[str]) -> ReturnedUnit:
        """The Russian as its own translation is what programs write that found none (OmegaT):
        the unit has no translation then, unless the export had the same."""
        if unit.target != unit.source or unit.id in copies or not has_cyrillic(unit.target):
            return unit
        self._russian += 1
        return replace(unit, target="")

    def _author(self) -> str:
        found = {name for file in self._files for name in self._kind.authors(file) if name}
        return found.pop() if len(found) == 1 else ""

    def _notes(self) -> Iterator[Note]:
        for file in self._files:
            yield from (note for note in self._kind.file_notes(file) if note.text)

    def _messages(self, sent: Sent | None) -> Iterator[str]:
        if sent is None:
            yield "the skeleton is missing: what was exported is not known from the file"
        if self._russian:
            yield f"{self._russian} units hold the Russian in place of the Chinese: taken as empty"
        if self._codes:
            names = ", ".join(sorted(self._codes))
            count = max(self._codes.values())
            yield f"{count} units hold codes of a program ({names}): left out, their text was kept"


def _copies(sent: Sent | None) -> frozenset[str]:
    """Ids of the units that went out with the Russian as translation."""
    units = sent.bitext.units if sent else ()
    return frozenset(unit.id for unit in units if unit.target == unit.source)


def _names(sent: Sent | None) -> dict[str, str]:
    """Our ids by the ids in the file."""
    if sent is None:
        return {}
    ours = [unit.id for unit in sent.bitext.units]
    return dict(zip(file_ids(sent.bitext), ours, strict=True))
