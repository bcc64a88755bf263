"""Pictures of a letterhead without what they carry beside the picture: author, program, place,
preview (Exif, XMP, IPTC, comments)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD"}
    | {b"pHYs"}
)
_JPEG = b"\xff\xd8"
_SCAN = 0xDA
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_END = 0xD9
_JFIF, _ADOBE, _LAST_APPLICATION, _COMMENT = 0xE0, 0xEE, 0xEF, 0xFE


def cleaned(data: bytes) -> tuple[str, bytes] | None:
    """Extension and bytes of a PNG (ISO/IEC 15948) or JPEG (ITU-T T.81) with only what draws it.

    None for other or broken pictures: what a metafile or a drawing hides cannot be told apart
    from the picture here.
    """
    try:
        if data.startswith(_PNG):
            return "png", _PNG + b"".join(_chunks(data))
        if data.startswith(_JPEG):
            return "jpeg", _JPEG + b"".join(_segments(data))
    except (struct.error, IndexError, ValueError):
        return None
    return None


def _chunks(data: bytes) -> Iterator[bytes]:
    """Chunks of a PNG: length, type, content, checksum."""
    at = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        stop = at + 12 + length
        if stop > len(data):
            raise ValueError("cut off")
        if kind in _PNG_KEPT:
            yield data[at:stop]
        if kind == b"IEND":
            return
        at = stop


def _segments(data: bytes) -> Iterator[bytes]:
    """Segments of a JPEG up to its end mark; what follows (previews) is dropped.

    JFIF without its thumbnail and APP14 (Adobe's colours) are needed to draw it, the segments
    of other applications and comments are not.
    """
    at = len(_JPEG)
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        kind = data[at + 1]
        if kind == 0xFF:
            at += 1
            continue
        if kind in _STANDALONE or kind == _END:
            yield data[at : at + 2]
            if kind == _END:
                return
            at += 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        stop = at + 2 + length
        if kind == _SCAN:
            stop = _scan_end(data, stop)
        segment = data[at:stop]
        if kind == _JFIF and segment[4:9] == b"JFIF\0":
            yield b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0"
        elif kind == _ADOBE or not (_JFIF <= kind <= _LAST_APPLICATION or kind == _COMMENT):
            yield segment
        at = stop


def _scan_end(data: bytes, at: int) -> int:
    """Where the coded picture data from ``at`` end: at a marker that is no restart (FF00 is a
    plain FF in the data)."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] != 0 and data[at + 1] not in _STANDALONE:
            return at
        at += 2
