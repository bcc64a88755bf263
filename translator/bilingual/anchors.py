"""How a unit is named in a file so that it is found again whatever program saved it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from translator.bilingual.extras import NONE, Extras
from translator.ooxml.markup import storable
from translator.units import Bitext

_TAG_LIMIT = 64
_BOOKMARK_LIMIT = 40
_PLAIN = re.compile(r"[A-Za-z0-9]+")
_OTHER = re.compile(r"[^A-Za-z0-9]")


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 text as stored in a cell, hexadecimal."""
    return hashlib.sha256(storable(text).encode("utf-8")).hexdigest()


def tag(unit: str, prefix: str = "unit") -> str:
    """The content control's tag; Word keeps 64 characters, a longer id is named by its hash.

    >>> tag("s1")
    'unit:s1'
    """
    plain = f"{prefix}:{unit}"
    return plain if len(plain) <= _TAG_LIMIT else f"{prefix}:h-{digest(unit)[:32]}"


def bookmark(unit: str) -> str:
    """The bookmark's name: Word takes letters, digits and ``_`` only, 40 at most.

    >>> bookmark("s1"), bookmark("b2.s1")
    ('u_s1', 'u_b2_2e_s1')
    """
    plain = "u_" + _OTHER.sub(lambda match: f"_{ord(match.group()):x}_", unit)
    return plain if len(plain) <= _BOOKMARK_LIMIT else f"u__h_{digest(unit)[:32]}"


def unit_of_bookmark(name: str) -> str:
    """The inverse of :func:`bookmark` for names that carry the id; empty for other names.

    >>> unit_of_bookmark("u_b2_2e_s1"), unit_of_bookmark("_GoBack")
    ('b2.s1', '')
    """
    if not name.startswith("u_") or name.startswith("u__h_"):
        return ""
    parts = name[2:].split("_")
    if len(parts) % 2 == 0:
        return ""
    try:
        unit = "".join(p if i % 2 == 0 else chr(int(p, 16)) for i, p in enumerate(parts))
    except (ValueError, OverflowError):
        return ""
    return unit if _PLAIN.search(unit) else ""


def unit_of_tag(name: str, prefix: str = "unit") -> str:
    """The id in a control's tag; empty for a hashed or foreign tag."""
    head, _, unit = name.partition(":")
    return unit if head == prefix and not unit.startswith("h-") else ""


def export_digest(bitext: Bitext, extras: Extras = NONE) -> str:
    """The name of this export: SHA-256 over the release's digest and every unit's hashes, from
    the second round on also over the round and the kind."""
    lines = [bitext.source_digest, bitext.name]
    if (extras.round, extras.kind) != (1, "review"):
        lines.append(f"{extras.kind} {extras.round}")
    lines += [f"{u.id} {digest(u.source)} {digest(u.target or '')}" for u in bitext.units]
    return digest("\n".join(lines))


def repeated(units: Iterable[str]) -> list[str]:
    """Ids that occur more than once, in order; a document with such ids could not be read back."""
    seen: set[str] = set()
    again: list[str] = []
    for unit in units:
        if unit in seen and unit not in again:
            again.append(unit)
        seen.add(unit)
    return again
