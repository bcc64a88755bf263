"""The ZIP container (ISO/IEC 29500-2): the same bytes for the same parts, and a reader that
trusts nothing, because the file comes from outside."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from translator.errors import InputError
from translator.ooxml.markup import DECLARATION, OFFICE, PACKAGE, R, W, plain_root

RELATIONS = f"{OFFICE}/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_COMMON = struct.Struct("<5H3I2H")  # what the header of a file and its directory entry share
_PLACE = struct.Struct("<3H2I")
_END = struct.Struct("<4H2IH")
_VERSION, _UTF8 = 20, 0x800
_FIRST_DAY = 1 << 5 | 1  # 1980-01-01
_OWNER_ONLY = 0o600 << 16
_SMALL = 16 * 1024
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LIMIT = 128 * 1024 * 1024
_MOST_PARTS = 5_000
DAMAGE = (  # what zipfile raises on broken, encrypted or oddly compressed containers
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R.encode()),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship; ``target`` is a part's full name, or an address where ``external``."""

    id: str
    kind: str
    target: str
    external: bool = False


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The container's bytes in the order of ``parts``; times are fixed at 1980, no comment.

    As zipfile writes them (APPNOTE.TXT 4.3, version 2.0), but small parts that are in every
    document (styles, settings) are deflated once.
    """
    files, directory = bytearray(), bytearray()
    for name, data in parts.items():
        check, deflated = _deflated(data) if len(data) < _SMALL else _deflate(data)
        ascii_only = name.isascii()
        encoded = name.encode("ascii" if ascii_only else "utf-8")
        common = _COMMON.pack(
            _VERSION, 0 if ascii_only else _UTF8, zipfile.ZIP_DEFLATED, 0, _FIRST_DAY,
            check, len(deflated), len(data), len(encoded), 0,
        )  # fmt: skip
        directory += b"PK\x01\x02" + _VERSION.to_bytes(2, "little") + common
        directory += _PLACE.pack(0, 0, 0, _OWNER_ONLY, len(files)) + encoded
        files += b"PK\x03\x04" + common + encoded + deflated
    end = _END.pack(0, 0, len(parts), len(parts), len(directory), len(files), 0)
    return bytes(files + directory + b"PK\x05\x06" + end)


@lru_cache(maxsize=128)
def _deflated(data: bytes) -> tuple[int, bytes]:
    return _deflate(data)


def _deflate(data: bytes) -> tuple[int, bytes]:
    """The CRC-32 of a part and its raw deflate stream."""
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
    return zlib.crc32(data), packer.compress(data) + packer.flush()


def content_types(defaults: Mapping[str, str], overrides: Mapping[str, str]) -> bytes:
    """``[Content_Types].xml`` from type by extension and type by part name."""
    namespace = f"{PACKAGE}/content-types"
    root = plain_root(namespace, "Types")
    for extension, kind in defaults.items():
        etree.SubElement(root, f"{{{namespace}}}Default", Extension=extension, ContentType=kind)
    for name, kind in overrides.items():
        etree.SubElement(root, f"{{{namespace}}}Override", PartName=f"/{name}", ContentType=kind)
    return DECLARATION + etree.tostring(root, encoding="UTF-8")


def relationships(part: str, relations: Iterable[Relation]) -> bytes:
    """The ``.rels`` of ``part`` (empty for the package); targets are written relative to it."""
    namespace = f"{PACKAGE}/relationships"
    root = plain_root(namespace, "Relationships")
    folder = posixpath.dirname(part)
    for relation in relations:
        inside = posixpath.relpath(relation.target, folder) if folder else relation.target
        node = etree.SubElement(
            root,
            f"{{{namespace}}}Relationship",
            Id=relation.id,
            Type=relation.kind,
            Target=relation.target if relation.external else inside,
        )
        if relation.external:
            node.set("TargetMode", "External")
    return DECLARATION + etree.tostring(root, encoding="UTF-8")


def relations_name(part: str) -> str:
    """Where the relationships of a part stand.

    >>> relations_name("word/document.xml"), relations_name("")
    ('word/_rels/document.xml.rels', '_rels/.rels')
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def refuse_compound(data: bytes, place: str) -> None:
    """A compound file ([MS-CFB]) is a .doc, or a .docx under a password.

    :raises InputError: it is one.
    """
    if data.startswith(_OLE):
        raise InputError(
            "is protected by a password or saved as .doc",
            place=place,
            remedy="save it as .docx without a password",
        )


def damaged(place: str) -> InputError:
    """What to say where reading raised one of ``DAMAGE``."""
    return InputError(
        "is not a DOCX or is damaged",
        place=place,
        remedy="ask for the file again, or save it again as .docx",
    )


def parsed(
    data: bytes, name: str, place: str, *, huge: bool = False, bare: bool = False
) -> etree._Element:
    """The part ``name`` in the transitional dialect; ``huge`` lifts lxml's limits on depth and
    length of text, ``bare`` drops comments and processing instructions.

    :raises InputError: damaged, or with a document type (entities).
    """
    for strict, transitional in _STRICT:
        data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=huge, remove_comments=bare, remove_pis=bare,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(
            f"has a damaged part {name}",
            place=place,
            remedy="open it in Word and save it again",
        ) from error
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise InputError(
            f"has a document type in {name}",
            place=place,
            remedy="do not open it; ask for the file again",
        )
    return root


class Archive:
    """The parts of a document from outside, opened with limits and without entities."""

    def __init__(self, data: bytes, place: str) -> None:
        """Unpack everything; ``place`` names the file in messages.

        :raises InputError: encrypted or a .doc, not a container, truncated, a bomb.
        """
        refuse_compound(data, place)
        self._place = place
        self._parts: dict[str, bytes] = {}
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._unpack(archive)
        except (*DAMAGE, KeyError) as error:
            raise damaged(place) from error

    @classmethod
    def open(cls, path: Path) -> Archive:
        """The archive in a file.

        :raises InputError: as above, or the file cannot be read.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(
                f"cannot be read ({error.strerror})",
                place=str(path),
                remedy="check the name of the file",
            ) from error
        return cls(data, str(path))

    def _unpack(self, archive: zipfile.ZipFile) -> None:
        members = archive.infolist()
        if any(member.flag_bits & 1 for member in members):
            raise InputError(
                "is protected by a password", place=self._place, remedy="save it without one"
            )
        left = _LIMIT
        for member in members[: _MOST_PARTS + 1]:
            with archive.open(member) as stream:
                data = stream.read(left + 1)
            left -= len(data)
            if left < 0 or len(members) > _MOST_PARTS:
                raise InputError(
                    f"unpacks to more than {_LIMIT // 2**20} MB or {_MOST_PARTS} parts",
                    place=self._place,
                    remedy="check where it came from",
                )
            self._parts[member.filename] = data

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts, in the order of the container."""
        return tuple(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def data(self, name: str) -> bytes:
        """The bytes of a part.

        :raises InputError: there is no such part.
        """
        if name not in self._parts:
            raise InputError(
                f"lacks the part {name}",
                place=self._place,
                remedy="open it in Word and save it again",
            )
        return self._parts[name]

    def xml(self, name: str) -> etree._Element:
        """A parsed part in the transitional dialect.

        :raises InputError: missing, damaged, or with a document type (entities).
        """
        return parsed(self.data(name), name, self._place, bare=True)

    def relations(self, part: str = "") -> list[Relation]:
        """The relationships of a part, or of the package; none where it has none."""
        name = relations_name(part)
        if name not in self._parts:
            return []
        folder = posixpath.dirname(part)
        found = []
        for node in self.xml(name):
            target = node.get("Target", "")
            external = node.get("TargetMode") == "External"
            if not external:
                whole = posixpath.join("/", folder, target)
                target = posixpath.normpath(whole).lstrip("/")
            kind = node.get("Type", "")
            found.append(Relation(node.get("Id", ""), kind, target, external))
        return found
