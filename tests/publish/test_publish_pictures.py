"""Pictures keep what draws them and lose the rest."""

from __future__ import annotations

import struct

import pytest
from publish_text import png

from translator.publish.pictures import cleaned


def segment(kind: int, data: bytes) -> bytes:
    return bytes([0xFF, kind]) + struct.pack(">H", len(data) + 2) + data


JFIF = b"JFIF\0\1\1\0\0\1\0\1"
SCAN = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
JPEG = b"".join(
    [
        b"\xff\xd8",
        segment(0xE0, JFIF + b"\2\1" + b"THUMBS"),
        segment(0xE1, b"Exif\0\0OLD-AUTHOR"),
        segment(0xED, b"Photoshop 3.0\0OLD-AUTHOR"),
        segment(0xEE, b"Adobe\0\x64\0\0\0\0\1"),
        segment(0xFE, b"OLD-COMMENT"),
        segment(0xDB, b"\0" * 65),
        SCAN,
        segment(0xFE, b"OLD-COMMENT"),
        SCAN,
        b"\xff\xd9",
        b"\xff\xd8OLD-PREVIEW\xff\xd9",
    ]
)


def test_png_loses_its_text() -> None:
    assert cleaned(png("OLD-AUTHOR")) == ("png", png())


def test_jpeg_loses_everything_beside_the_picture() -> None:
    kind, data = cleaned(JPEG)
    assert kind == "jpeg"
    assert b"OLD" not in data
    assert b"THUMBS" not in data
    assert data == b"".join(
        [
            b"\xff\xd8", segment(0xE0, JFIF + b"\0\0"), segment(0xEE, b"Adobe\0\x64\0\0\0\0\1"),
            segment(0xDB, b"\0" * 65), SCAN, SCAN, b"\xff\xd9",
        ]
    )  # fmt: skip


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"\x01\0\0\0 EMF", png()[:40], JPEG[:60], b"\xff\xd8\x00\x00"]
)
def test_other_and_broken_pictures_are_not_taken(data) -> None:
    assert cleaned(data) is None
