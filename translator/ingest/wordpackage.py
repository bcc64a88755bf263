"""Opening a DOCX package (ECMA-376 part 2) without trusting it.

python-docx would load every part, pictures included, before anything can be checked; here the
sizes are checked first, only the parts that hold text are unpacked, and XML with a document
type is refused (external entities, entity bombs).
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translator.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_MEMBERS = 5_000
_LARGEST_PART = 64 * 1024 * 1024
_LARGEST_TOTAL = 512 * 1024 * 1024
# A picture-free DOCX shrinks 10 to 30 times; deflate cannot do better than about 1,030.
_HIGHEST_RATIO = 200
_RATIO_MATTERS = 4 * 1024 * 1024
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    KeyError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a document that hold text, parsed; None where a part does not exist."""

    body: Element
    styles: Element | None
    footnotes: Element | None
    endnotes: Element | None
    has_macros: bool
    has_comments: bool


def open_package(data: bytes, name: str) -> Package:
    """The text parts of a .docx or .docm.

    :raises InputError: damaged, protected, too large when unpacked, with a document type.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive, name)
            return _read_parts(archive, name)
    except _BROKEN as error:
        raise _damaged(name) from error


def _damaged(name: str) -> InputError:
    return InputError(
        "is a damaged or incomplete Word document",
        place=name,
        remedy="ask for the file again, or open it in Word, let it repair it and save it",
    )


def _check_sizes(archive: zipfile.ZipFile, name: str) -> None:
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    squeezed = any(
        m.file_size > _RATIO_MATTERS and m.file_size > _HIGHEST_RATIO * max(1, m.compress_size)
        for m in members
    )
    if len(members) > _MOST_MEMBERS or total > _LARGEST_TOTAL or squeezed:
        raise InputError(
            f"unpacks to {total // 2**20} MB in {len(members)} parts and looks like a zip bomb",
            place=name,
            remedy="do not open it; ask the sender for the text",
        )
    if any(member.flag_bits & 1 for member in members):
        raise InputError(
            "is protected by a password", place=name, remedy="remove the password and save it"
        )


def _read_parts(archive: zipfile.ZipFile, name: str) -> Package:
    members = set(archive.namelist())
    main = _main_part(archive, name)
    if main not in members:
        raise _damaged(name)
    folder, file = posixpath.split(main)
    relations = f"{folder}/_rels/{file}.rels".lstrip("/")
    targets = _targets(archive, relations, folder, name) if relations in members else {}

    def part(kind: str) -> Element | None:
        path = targets.get(kind)
        return _xml(archive, path, name) if path in members and path is not None else None

    return Package(
        body=_xml(archive, main, name),
        styles=part("styles"),
        footnotes=part("footnotes"),
        endnotes=part("endnotes"),
        has_macros=any(posixpath.basename(m).lower() == "vbaproject.bin" for m in members),
        has_comments="comments" in targets,
    )


def _main_part(archive: zipfile.ZipFile, name: str) -> str:
    if "_rels/.rels" not in archive.namelist():
        return "word/document.xml"
    return _targets(archive, "_rels/.rels", "", name).get("officeDocument", "word/document.xml")


def _targets(archive: zipfile.ZipFile, path: str, folder: str, name: str) -> dict[str, str]:
    """Parts by the last word of their relationship type, the same in both OOXML dialects."""
    found: dict[str, str] = {}
    for relation in _xml(archive, path, name).iter(_RELATIONS):
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        full = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        found.setdefault(relation.get("Type", "").rpartition("/")[2], posixpath.normpath(full))
    return found


def _xml(archive: zipfile.ZipFile, path: str, name: str) -> Element:
    from lxml import etree

    with archive.open(path) as stream:
        data = stream.read(_LARGEST_PART + 1)
    if len(data) > _LARGEST_PART:
        raise InputError(
            f"has a part of more than {_LARGEST_PART // 2**20} MB ({path})",
            place=name,
            remedy="split it into releases",
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise _damaged(name) from error
    docinfo = root.getroottree().docinfo
    if docinfo is not None and docinfo.internalDTD is not None:
        raise InputError(
            f"has a document type or entities in {path}, which Word never writes",
            place=name,
            remedy="do not open it; ask the sender for the text",
        )
    return root
