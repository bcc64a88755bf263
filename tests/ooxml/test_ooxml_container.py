"""The container: written the same, read with limits."""

from __future__ import annotations

import io
import zipfile

import pytest

from translator.errors import InputError
from translator.ooxml import container
from translator.ooxml.container import Archive, Relation, content_types, relationships, zipped


def test_what_is_written_is_read() -> None:
    parts = {
        "[Content_Types].xml": content_types({"xml": "a/b"}, {"word/a.xml": "c/d"}),
        "word/_rels/a.xml.rels": relationships(
            "word/a.xml",
            [
                Relation("r1", "x/image", "word/media/p.png"),
                Relation("r2", "x/hyperlink", "https://example.org/", external=True),
                Relation("r3", "x/customXml", "customXml/item1.xml"),
            ],
        ),
        "word/a.xml": b"<a/>",
    }
    archive = Archive(zipped(parts), "a.docx")
    assert archive.names == tuple(parts)
    assert [(r.target, r.external) for r in archive.relations("word/a.xml")] == [
        ("word/media/p.png", False), ("https://example.org/", True), ("customXml/item1.xml", False),
    ]  # fmt: skip
    assert archive.relations("word/b.xml") == []
    assert zipped(parts) == zipped(dict(parts))


@pytest.mark.parametrize("size", [0, 10, 20_000])
def test_the_bytes_are_those_of_zipfile(size: int) -> None:
    parts = {"word/a.xml": b"<a/>" * size, "word/media/рис.png": bytes(range(256))}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, data)
    assert zipped(parts) == buffer.getvalue()


def encrypted() -> bytes:
    data = bytearray(zipped({"a.xml": b"<a/>"}))
    data[6] |= 1
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a DOCX or is damaged"),
        (zipped({"a.xml": b"<a/>"})[:-30], "not a DOCX or is damaged"),
        (encrypted(), "is protected by a password"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "password or saved as .doc"),
    ],
)
def test_what_is_no_container(data, message) -> None:
    with pytest.raises(InputError, match=message) as caught:
        Archive(data, "a.docx")
    assert caught.value.remedy


def test_a_bomb_is_not_unpacked(monkeypatch) -> None:
    monkeypatch.setattr(container, "_LIMIT", 1000)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"0" * 100_000)
    with pytest.raises(InputError, match="unpacks to more than"):
        Archive(buffer.getvalue(), "a.docx")


def test_too_many_parts(monkeypatch) -> None:
    monkeypatch.setattr(container, "_MOST_PARTS", 3)
    with pytest.raises(InputError, match="3 parts"):
        Archive(zipped({f"{n}.xml": b"" for n in range(5)}), "a.docx")


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (b"<a>", "damaged part a.xml"),
        (b"", "damaged part a.xml"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type in a.xml"),
    ],
)
def test_a_bad_part(part, message) -> None:
    with pytest.raises(InputError, match=message):
        Archive(zipped({"a.xml": part}), "a.docx").xml("a.xml")


def test_a_part_that_is_not_there() -> None:
    with pytest.raises(InputError, match=r"lacks the part b\.xml"):
        Archive(zipped({"a.xml": b"<a/>"}), "a.docx").xml("b.xml")


def test_strict_open_xml_is_read_as_transitional() -> None:
    strict = b'<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    root = Archive(zipped({"a.xml": strict}), "a.docx").xml("a.xml")
    assert root.tag == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
