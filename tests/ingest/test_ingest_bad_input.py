"""Bad input: one InputError with a remedy for each, and nothing else from random bytes."""

from __future__ import annotations

import contextlib
import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ingest_docx import package, para

from translator.errors import InputError
from translator.ingest import read, read_bytes

EXAMPLES = Path(__file__).parents[2] / "examples"
LONG = "Сотый с начала года контейнерный поезд отправился в Китай, сообщили в министерстве."
WORD = package(para("Порт") + para(LONG))
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def encrypted_zip() -> bytes:
    data = bytearray(WORD)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


ENTITY = package(
    para("&x;"),
    prolog='<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
)
BAD = {
    "empty": (b"", "empty"),
    "blank": (b"\xef\xbb\xbf \r\n\t\n", "empty"),
    "punctuation": ("— * —\n***".encode(), "no text"),
    "furniture": ("Поделиться\nВерсия для печати\n".encode(), "only site furniture.*--keep"),
    "binary": (bytes(range(256)) * 20, "text"),
    "zeros": (b"text\x00\x00\x00\x00\x01\x02" * 50, "text|UTF"),
    "pdf": (b"%PDF-1.7\n...", "PDF.*copy the text"),
    "rtf": (b"{\\rtf1 x}", "RTF.*save it as .docx"),
    "png": (b"\x89PNG\r\n\x1a\n....", "picture"),
    "mixed": (f"{LONG}\n".encode() + LONG.encode("cp1251"), "mixes encodings.*UTF-8"),
    "cut": (LONG.encode()[:-1] + b"\xd0", "UTF-8"),
    "odd UTF-16": (b"\xff\xfe" + LONG.encode("utf-16-le")[:-1], "damaged.*UTF-8"),
    "cp866": (LONG.encode("cp866"), "not text in UTF-8.*save it as UTF-8"),
    "lost": ("Порт \ufffd\ufffd готов".encode(), "lost letters.*line 1"),
    "twice": (LONG.encode().decode("cp1251", "replace").replace("\ufffd", "").encode(), "twice"),
    "xml": (b"<?xml version='1.0'?><root>x</root>", "XML"),
    "password": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
    "doc": (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "old Word.*save it as .docx"),
    "ole": (OLE + b"\0" * 600, "old Office"),
    "odt": (zipped(mimetype=b"x", **{"content.xml": b"<x/>"}), "OpenDocument.*save it as .docx"),
    "xlsx": (zipped(**{"[Content_Types].xml": b"<x/>", "xl__workbook.xml": b"<x/>"}), "Excel"),
    "zip": (zipped(**{"a.txt": b"x"}), "archive.*unpack"),
    "truncated": (WORD[: len(WORD) // 2], "damaged or incomplete"),
    "encrypted": (encrypted_zip(), "password"),
    "no body": (package("", parts={"word/document.xml": "<x>"}), "damaged"),
    "no main": (zipped(**{"[Content_Types].xml": b"<x/>"}), "damaged"),
    "entity": (ENTITY, "document type or entities"),
    "bomb": (package(para(LONG), parts={"word/x.xml": "0" * 9_000_000}), "zip bomb"),
    "crowd": (package(para(LONG), parts={f"x/{n}": "" for n in range(5001)}), "zip bomb"),
    "deep": (package("<w:sdt>" * 230 + para(LONG) + "</w:sdt>" * 230), "nested|damaged"),
    "no text": (package(para("")), "no text"),
    "empty page": (b"<!doctype html><html><body><script>1</script></body></html>", "no text"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_content(name: str) -> None:
    data, pattern = BAD[name]
    with pytest.raises(InputError, match=f"(?s)^file: .*(?:{pattern})") as caught:
        read_bytes(data, "file")
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("name", "data", "remedy"),
    [
        ("a.txt", WORD, "rename it to a.docx"),
        ("a.docx", LONG.encode(), "rename it to a.txt"),
        ("a.txt", b"<!doctype html><html><body><p>x</p></body></html>", "rename it to a.html"),
        ("a.html", WORD, "rename it to a.docx"),
        ("a.pptm", LONG.encode(), "give a .txt, .html or .docx file"),
    ],
)
def test_suffix_against_content(tmp_path: Path, name: str, data: bytes, remedy: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(file)
    assert (caught.value.place, caught.value.remedy) == (str(file), remedy)


def test_paths(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a folder"):
        read(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(InputError, match="not a regular file"):
        read(tmp_path / "pipe.txt")
    with pytest.raises(InputError):
        read(tmp_path / ("x" * 300 + ".txt"))


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text(LONG, "utf-8")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match="no permission"):
        read(file)


def test_a_page_without_tags_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(LONG, "utf-8")
    assert [block.text for block in read(file).blocks] == [LONG]


@pytest.mark.parametrize("form", ["txt", "docx", "html"])
def test_five_megabytes_in_one_paragraph(form: str) -> None:
    text = (LONG + " ") * 33_000
    data = {
        "txt": text.encode(),
        "docx": package(para(text), parts={"word/noise.bin": ""}),
        "html": f"<html><body><p>{text}</p></body></html>".encode(),
    }[form]
    if form == "docx":
        data = uncompressed(data)
    assert len(read_bytes(data, "-").blocks[-1].text) == len(text) - 1


def uncompressed(data: bytes) -> bytes:
    """The same package stored, so that the repeated text does not look like a bomb."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return stream.getvalue()


@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"\xff\xfe\x00")
@settings(max_examples=100, deadline=None)
def test_random_bytes(data: bytes) -> None:
    with contextlib.suppress(InputError):
        read_bytes(data, "-")


@st.composite
def mutated(draw: st.DrawFn, original: bytes) -> bytes:
    """``original`` with some bytes changed, and a stretch cut out or doubled."""
    data = bytearray(original)
    for _ in range(draw(st.integers(0, 6))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    start = draw(st.integers(0, len(data)))
    stop = min(len(data), start + draw(st.integers(0, 60)))
    return bytes(data[:start] + data[start:stop] * draw(st.integers(0, 2)) + data[stop:])


@given(mutated(WORD))
@settings(max_examples=100, deadline=None)
def test_mutated_packages(data: bytes) -> None:
    with contextlib.suppress(InputError):
        read_bytes(data, "-")


@given(mutated(f"<w:p><w:r><w:t>{LONG}</w:t></w:r><w:tbl><w:tr/></w:tbl></w:p>".encode()))
@settings(max_examples=100, deadline=None)
def test_mutated_bodies(body: bytes) -> None:
    with contextlib.suppress(InputError):
        read_bytes(package(body.decode("utf-8", "replace")), "-")


@given(mutated((EXAMPLES / "02-port-container-trains.html").read_bytes()))
@settings(max_examples=40, deadline=None)
def test_mutated_pages(data: bytes) -> None:
    with contextlib.suppress(InputError):
        read_bytes(data, "-")
