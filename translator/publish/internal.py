"""What a partner has no business with, read from internal.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from translator.ooxml.markup import w


@dataclass(frozen=True, slots=True)
class Internal:
    """Qualified names of elements to drop, to open and not to let pass; local names of
    attributes; field codes that may stay."""

    gone: frozenset[str]
    opened: frozenset[str]
    forbidden: frozenset[str]
    attributes: frozenset[str]
    picture: frozenset[str]
    fields: frozenset[str]

    def is_attribute(self, local: str) -> bool:
        """Whether an attribute of that local name identifies an author or a session."""
        return local.startswith("rsid") or local in self.attributes


@lru_cache(maxsize=1)
def internal() -> Internal:
    """internal.toml, read once."""
    path = Path(__file__).with_name("internal.toml")
    words = {k: v.split() for k, v in tomllib.loads(path.read_text(encoding="utf-8")).items()}
    gone = frozenset(map(w, words["gone"]))
    opened = frozenset(map(w, words["opened"]))
    return Internal(
        gone=gone,
        opened=opened,
        forbidden=gone | opened | frozenset(map(w, words["forbidden"])),
        attributes=frozenset(words["attributes"]),
        picture=frozenset(words["picture"]),
        fields=frozenset(words["fields"]),
    )
