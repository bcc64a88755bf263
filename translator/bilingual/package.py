"""The ZIP container of a document (ISO/IEC 29500-2): made the same for the same parts, and
read with limits, because the file comes back from outside."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from translator.errors import InputError
from translator.ooxml.container import (
    DAMAGE,
    RELATIONS,
    WORD_TYPE,
    Relation,
    content_types,
    damaged,
    parsed,
    refuse_compound,
    relations_name,
    relationships,
    zipped,
)
from translator.ooxml.markup import PACKAGE

_LIMIT = 256 * 1024 * 1024
_TYPES = {
    "word/document.xml": f"{WORD_TYPE}.document.main+xml",
    "word/styles.xml": f"{WORD_TYPE}.styles+xml",
    "word/settings.xml": f"{WORD_TYPE}.settings+xml",
    "word/fontTable.xml": f"{WORD_TYPE}.fontTable+xml",
    "word/header1.xml": f"{WORD_TYPE}.header+xml",
    "word/footer1.xml": f"{WORD_TYPE}.footer+xml",
    "word/comments.xml": f"{WORD_TYPE}.comments+xml",
    "word/commentsExtended.xml": f"{WORD_TYPE}.commentsExtended+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "customXml/itemProps1.xml": (
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    ),
}
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}
_CORE = f"{PACKAGE}/relationships/metadata/core-properties"
_THREADS = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The container's bytes, with content types and relationships; times are fixed at 1980."""
    return zipped({**_described(tuple(parts)), **parts})


@lru_cache(maxsize=8)
def _described(names: tuple[str, ...]) -> Mapping[str, bytes]:
    """The content types and relationships of parts."""
    main, item = "word/document.xml", "customXml/item1.xml"
    threaded = "word/commentsExtended.xml" in names
    return {
        "[Content_Types].xml": content_types(
            _DEFAULTS, {name: _TYPES[name] for name in names if name in _TYPES}
        ),
        relations_name(""): relationships(
            "",
            (
                Relation("rDocument", f"{RELATIONS}/officeDocument", main),
                Relation("rCore", _CORE, "docProps/core.xml"),
                Relation("rApp", f"{RELATIONS}/extended-properties", "docProps/app.xml"),
            ),
        ),
        relations_name(main): relationships(
            main,
            (
                Relation("rStyles", f"{RELATIONS}/styles", "word/styles.xml"),
                Relation("rSettings", f"{RELATIONS}/settings", "word/settings.xml"),
                Relation("rFonts", f"{RELATIONS}/fontTable", "word/fontTable.xml"),
                Relation("rHeader", f"{RELATIONS}/header", "word/header1.xml"),
                Relation("rFooter", f"{RELATIONS}/footer", "word/footer1.xml"),
                Relation("rComments", f"{RELATIONS}/comments", "word/comments.xml"),
                Relation("rRecord", f"{RELATIONS}/customXml", item),
                *([Relation("rThreads", _THREADS, "word/commentsExtended.xml")] * threaded),
            ),
        ),
        relations_name(item): relationships(
            item,
            (Relation("rProperties", f"{RELATIONS}/customXmlProps", "customXml/itemProps1.xml"),),
        ),
    }


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a document that reading it back needs, parsed."""

    document: etree._Element
    comments: etree._Element | None
    custom: tuple[etree._Element, ...]
    extended: etree._Element | None = None
    notes: tuple[etree._Element | None, ...] = ()
    core: etree._Element | None = None


def unpack(path: Path) -> Package:
    """Open a document with limits on size and without entities.

    :raises InputError: missing, a folder, encrypted or a .doc, not a DOCX, truncated, too large.
    """
    place = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", place=place, remedy="check the name of the file"
        ) from error
    refuse_compound(data, place)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Reader(archive, place).package()
    except DAMAGE as error:
        raise damaged(place) from error


class _Reader:
    """Parts by relationship, since programs name them differently (``document2.xml``)."""

    def __init__(self, archive: zipfile.ZipFile, place: str) -> None:
        self._archive = archive
        self._place = place
        self._names = set(archive.namelist())
        self._left = _LIMIT
        self._relations: dict[str, tuple[tuple[str, str], ...]] = {}

    def package(self) -> Package:
        """The document with its comments and custom XML parts."""
        if "mimetype" in self._names and "content.xml" in self._names:
            raise InputError(
                "is an OpenDocument file (.odt)", place=self._place, remedy="save it as .docx"
            )
        main = next(iter(self._targets("", "/officeDocument")), "")
        document = self._parse(main)
        if document is None:
            raise InputError("is not a Word document", place=self._place, remedy="save it as .docx")
        custom = (self._parse(name) for name in self._targets(main, "/customXml"))
        return Package(
            document,
            self._related(main, "/comments"),
            tuple(part for part in custom if part is not None),
            extended=self._related(main, "/commentsExtended"),
            notes=(self._related(main, "/footnotes"), self._related(main, "/endnotes")),
            core=self._related("", "/core-properties"),
        )

    def _related(self, part: str, kind: str) -> etree._Element | None:
        return self._parse(next(iter(self._targets(part, kind)), ""))

    def _targets(self, part: str, kind: str) -> list[str]:
        if part not in self._relations:
            self._relations[part] = tuple(self._related_parts(part))
        return [target for found, target in self._relations[part] if found.endswith(kind)]

    def _related_parts(self, part: str) -> Iterator[tuple[str, str]]:
        """Type and full name of what a part relates to."""
        folder = posixpath.dirname(part)
        root = self._parse(relations_name(part))
        for relation in root if root is not None else ():
            target = posixpath.join("/", folder, relation.get("Target", ""))
            yield relation.get("Type", ""), posixpath.normpath(target).lstrip("/")

    def _parse(self, name: str) -> etree._Element | None:
        if name not in self._names:
            return None
        with self._archive.open(name) as stream:
            data = stream.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise InputError(
                "unpacks to more than 256 MB", place=self._place, remedy="check where it came from"
            )
        return parsed(data, name, self._place, huge=True)
