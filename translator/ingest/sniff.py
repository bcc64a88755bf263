"""What a file is, told by its content: text, web page, Word document, or something refused."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from enum import Enum
from functools import lru_cache
from pathlib import Path

from translator.errors import InputError

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PAGE = re.compile(
    r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|section|main|div|p|h[1-6]|ul|ol|table)"
    r"[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(r"<(?:html|body|div|p|br|article|table|h[1-6])\b[^<>]{0,300}>", re.IGNORECASE)
_XML = re.compile(r"\A\s*<\?xml\b")
_SAMPLE = 8192


class Form(Enum):
    """The kinds of file that are read."""

    TEXT = "a text file"
    PAGE = "a web page"
    WORD = "a Word document"

    @property
    def suffix(self) -> str:
        """The usual suffix, for the remedy in a message."""
        return {Form.TEXT: ".txt", Form.PAGE: ".html", Form.WORD: ".docx"}[self]


_SUFFIXES = {
    ".txt": Form.TEXT,
    ".text": Form.TEXT,
    ".html": Form.PAGE,
    ".htm": Form.PAGE,
    ".xhtml": Form.PAGE,
    ".docx": Form.WORD,
    ".docm": Form.WORD,
}


def form_of_suffix(suffix: str) -> Form | None:
    """What the suffix promises, None for an unknown one."""
    return _SUFFIXES.get(suffix.lower())


def form_of(data: bytes, name: str) -> Form:
    """What the content is.

    :raises InputError: empty, protected, an old .doc, .odt, a picture, an archive, bare XML.
    """
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise InputError("is empty", place=name, remedy="give a file with the text of a release")
    for signature, what, remedy in _signatures():
        if data.startswith(signature):
            raise InputError(f"is {what}", place=name, remedy=remedy)
    if data.startswith(_OLE):
        raise _ole(data, name)
    if data.startswith(_ZIP):
        return _zip_form(data, name)
    head = _glance(data)
    if _PAGE.match(head):
        return Form.PAGE
    if _XML.match(head):
        raise InputError(
            "is an XML file, not a web page", place=name, remedy="save it as .docx or .txt"
        )
    return Form.PAGE if len(_ANY_TAG.findall(head)) >= 3 else Form.TEXT


@lru_cache(maxsize=1)
def _signatures() -> tuple[tuple[bytes, str, str], ...]:
    table = tomllib.loads(Path(__file__).with_name("signatures.toml").read_text("utf-8"))
    return tuple((bytes.fromhex(s["bytes"]), s["name"], s["remedy"]) for s in table["signature"])


def _glance(data: bytes) -> str:
    """The beginning with its ASCII characters right, whatever the encoding is."""
    return data[:_SAMPLE].replace(b"\x00", b"").decode("latin-1").lstrip("ÿþï»¿")


def _ole(data: bytes, name: str) -> InputError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return InputError(
            "is protected by a password",
            place=name,
            remedy="open it in Word, remove the password and save it",
        )
    if "WordDocument".encode("utf-16-le") in data:
        return InputError(
            "is an old Word file (.doc)",
            place=name,
            remedy="open it in a word processor and save it as .docx",
        )
    return InputError(
        "is an old Office file or a damaged one", place=name, remedy="save the text as .docx"
    )


def _zip_form(data: bytes, name: str) -> Form:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise InputError(
            "is damaged or incomplete (a Word document or an archive)",
            place=name,
            remedy="ask for the file again",
        ) from error
    if "mimetype" in members and "content.xml" in members:
        raise InputError(
            "is an OpenDocument file (.odt)",
            place=name,
            remedy="open it in a word processor and save it as .docx",
        )
    if "[Content_Types].xml" not in members:
        raise InputError("is an archive", place=name, remedy="unpack it and give the file inside")
    for folder, what in (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint file")):
        if any(member.startswith(folder) for member in members):
            raise InputError(f"is {what}", place=name, remedy="copy its text into a .docx file")
    return Form.WORD
