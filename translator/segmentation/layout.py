"""Rules on lines, lists and headings; answers as in :mod:`translator.segmentation.rules`."""

from __future__ import annotations

import re

from translator.segmentation import lexis
from translator.segmentation.context import Candidate

_BULLET = re.compile(r"[•·▪■●◦‣➢✓✔►*§]\s*\S|\(?\d{1,3}(?:\.\d{1,3})*[.)]\s|[а-яёa-z]\)\s")
_DASH_BULLET = re.compile(r"[–—-]\s")
_MARKER = re.compile(
    r"(?:^|:\s*(?=(?:1|а|a|I)\b)|;\s*)"
    r"[(«]?(?:\d{1,3}(?:[.)]\d{1,3})*|[а-яёa-z]|[IVXLC]{1,6}|§\s*\d+)[.)]*$"
)


def blank_line(c: Candidate) -> bool | None:
    """An empty line parts paragraphs."""
    return True if c.gap.count("\n") > 1 else None


def bullet_line(c: Candidate) -> bool | None:
    """A line that begins with a bullet or a number is an item of its own."""
    if "\n" not in c.gap:
        return None
    if _BULLET.match(c.after):
        return True
    if not _DASH_BULLET.match(c.after):
        return None
    return True if c.marks or c.before[-1:] in {":", ";", ","} or _had_room(c) else None


def list_line(c: Candidate) -> bool | None:
    """A line end after a colon or a semicolon: an item of a list without bullets."""
    if "\n" not in c.gap or c.marks:
        return None
    return True if c.before.rstrip()[-1:] in {":", ";"} else None


def heading_line(c: Candidate) -> bool | None:
    """A line without a full stop, cut short on purpose, before a capital: a heading.

    On purpose means that the first word of the next line would still have fitted in, so that
    the line was not wrapped (as in a message of fixed width).
    """
    if "\n" not in c.gap or c.marks:
        return None
    return bool(c.right_word[:1].isupper() and c.before.rstrip()[-1:].isalnum() and _had_room(c))


def _had_room(c: Candidate) -> bool:
    width = c.start - (c.text.rfind("\n", max(0, c.start - c.longest_line - 1), c.start) + 1)
    first = c.after.split(maxsplit=1)[0] if c.after.strip() else ""
    return width + 1 + len(first) <= c.longest_line


def list_marker(c: Candidate) -> bool | None:
    """The number of an item («1.», «а)») stays with its text."""
    if "." not in c.marks or len(c.before) >= 250:
        return None
    return False if _MARKER.search(c.before) else None


def numbered_heading(c: Candidate) -> bool | None:
    """«Глава 3. Итоги» is one heading."""
    found = re.fullmatch(r"([^\W\d_]+)\s+(?:№\s*)?(?:\d{1,3}(?:\.\d+)*|[IVXLC]+)", c.before.strip())
    if c.marks != "." or not found:
        return None
    return False if lexis.is_any(found.group(1), "heading") else None
