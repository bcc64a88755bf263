"""What counts as the same text, and what as the same but for its figures."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from translator.placeables.tables import months
from translator.units import ReviewedUnit

_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)) | dict.fromkeys(
    range(0xD800, 0xE000), "\ufffd"
)
_FIGURE = re.compile(r"\d+(?:[ \u00a0\u202f.,:/]?\d+)*")
_SEPARATOR = "\x1f"


def clean(text: str) -> str:
    """Text that every database and XML can hold: control characters but tab and line ends go."""
    return text.translate(_CONTROLS) if not text.isprintable() else text


def line(text: str) -> str:
    """Text in Unicode form C with single spaces: what is compared.

    >>> line("Завод\\u00a0 открыт\\n")
    'Завод открыт'
    """
    folded = " ".join(text.split())
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


def key(text: str) -> int:
    """Signed 64 bits over :func:`line`; equal texts have equal keys, callers compare the text."""
    return _digest(line(text))


def fingerprint(unit: ReviewedUnit) -> int:
    """Signed 64 bits over everything of a unit but its validity: two of one key are the same
    review, so that adding a unit twice changes nothing."""
    stamp = unit.reviewed.isoformat() if unit.reviewed else ""
    return _digest(
        _SEPARATOR.join(
            (
                unit.source, unit.target, unit.previous, unit.next, unit.release, unit.reviewer,
                stamp, unit.domain,
            )
        )
    )  # fmt: skip


def skeleton(text: str) -> str:
    """A line in small letters with its figures as ``#`` and a month after one as ``@``.

    >>> skeleton("Экспорт 12 мая вырос на 3,5 млрд руб.")
    'экспорт # @ вырос на # млрд руб.'
    """
    folded = line(text).lower().replace("ё", "е")
    if not any("0" <= c <= "9" for c in folded):
        return folded
    return _month().sub("# @", _FIGURE.sub("#", folded))


@lru_cache(maxsize=1)
def _month() -> re.Pattern[str]:
    return re.compile(rf"# (?:{'|'.join(sorted(months(), key=len, reverse=True))})\b")


def _digest(text: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True
    )
