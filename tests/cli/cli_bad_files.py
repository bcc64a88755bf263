"""The bad files that tests/cases/cli/bad_input.tsv names."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = "Сотый с начала года контейнерный поезд отправился в Китай, сообщили в министерстве."
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def word(text: str, prolog: str = "", **more: str) -> bytes:
    """A .docx of one paragraph; ``more`` adds members, ``__`` in a name is a slash."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        body = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
        archive.writestr(
            "word/document.xml", f'{prolog}<w:document xmlns:w="{WORD}">{body}</w:document>'
        )
        for name, content in more.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def lay_out(folder: Path) -> None:
    """Write all of them, and what must not be overwritten: kept.docx."""
    (folder / "folder" / "release.ru-zh.docx").mkdir(parents=True)
    (folder / "sub").mkdir()
    entity = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    files = {
        "kept.docx": b"do not touch",
        "second.txt": TEXT.encode(),
        "sub/release.txt": TEXT.encode(),
        "empty.txt": b"",
        "blank.txt": b" \r\n\t\n",
        "furniture.txt": "Поделиться\nВерсия для печати\n".encode(),
        "binary.txt": bytes(range(256)) * 20,
        "picture.docx": b"\x89PNG\r\n\x1a\n....",
        "mixed.txt": f"{TEXT}\n".encode() + TEXT.encode("cp1251"),
        "cp866.txt": TEXT.encode("cp866"),
        "password.docx": _OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "truncated.docx": word(TEXT)[:500],
        "word.txt": word(TEXT),
        "bomb.docx": word(TEXT, word__x="0" * 9_000_000),
        "entity.docx": word("&x;", prolog=entity),
        "table.xlsx": TEXT.encode(),
        "broken.tsv": "ru\tzh\nзавод\t工厂\nпорт\t\n".encode(),
        "odd.toml": b"beams = 3\n",
        "wrong.toml": b"beam = 'three'\n",
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
