"""The day of a release: from its text or, where that names none, from its file name."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from translator.units import SourceDocument

_CHINESE = re.compile(r"([12]\d{3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_IN_NAME = (
    re.compile(r"(?<!\d)(?P<y>[12]\d{3})[-_.](?P<m>\d{1,2})[-_.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[-_.](?P<m>\d{1,2})[-_.](?P<y>[12]\d{3})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
)
_EDGE = 4
_LONGEST_LINE = 60


def day_of(document: SourceDocument) -> date | None:
    """The date of issue that the reader found, a full Chinese date in a short line at the
    beginning or end, or a date in the file's name (2025-05-12, 12.05.2025, 20250512)."""
    if document.issued is not None:
        return document.issued
    blocks = document.blocks
    for block in (*blocks[:_EDGE], *blocks[-_EDGE:]):
        if len(block.text) <= _LONGEST_LINE and (match := _CHINESE.search(block.text)):
            found = _date(*match.groups())
            if found is not None:
                return found
    return day_in_name(document.name)


def day_in_name(name: str) -> date | None:
    """The date in a file's name.

    >>> day_in_name("archive/2025-05-12-mission.txt")
    datetime.date(2025, 5, 12)
    """
    for pattern in _IN_NAME:
        match = pattern.search(Path(name).stem)
        if match:
            found = _date(match["y"], match["m"], match["d"])
            if found is not None:
                return found
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
