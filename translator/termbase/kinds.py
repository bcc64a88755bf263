"""The kinds that an entry may have."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def known_kinds() -> frozenset[str]:
    """The kinds of kinds.txt."""
    lines = Path(__file__).with_name("kinds.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
