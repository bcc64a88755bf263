"""The look of the partner's document, read from looks.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from translator.publish.manuscript import Role

PAPER = (11906, 16838)
"""A4 in twips: width, height."""
_LAYOUTS = ("zh", "columns", "paragraphs")


class Layout(StrEnum):
    """Chinese only; two languages side by side; Chinese and Russian paragraph by paragraph."""

    ZH = "zh"
    COLUMNS = "columns"
    PARAGRAPHS = "paragraphs"


@dataclass(frozen=True, slots=True)
class Font:
    """A face: the name in the document, names that may stand in for it, the generic CSS family,
    and the key of the face that sets figures and Latin letters beside it."""

    name: str
    instead: tuple[str, ...]
    css: str
    latin: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks; units as in looks.toml. ``keep``: on one page with the next;
    ``rule``: a line above and below; ``together``: no space between paragraphs of this look."""

    font: str
    size: int
    line: int = 0
    before: int = 0
    after: int = 0
    align: str = "both"
    first: int = 0
    left: int = 0
    right: int = 0
    hanging: int = 0
    bold: bool = False
    bullet: bool = False
    keep: bool = False
    rule: bool = False
    together: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """``margins`` top, right, bottom, left and ``edges`` of header and footer in twips;
    ``outside``: the page number stands at the outer edge (GB/T 9704-2012, 7.5)."""

    margins: tuple[int, int, int, int]
    edges: tuple[int, int]
    outside: bool

    @property
    def width(self) -> int:
        """Room for text, in twips."""
        return PAPER[0] - self.margins[1] - self.margins[3]


@dataclass(frozen=True, slots=True)
class Looks:
    """All of looks.toml. Looks go by layout and role; a Russian paragraph's is ``body-ru``."""

    fonts: dict[str, Font]
    pages: dict[Layout, Page]
    roles: dict[Layout, dict[str, Look]]
    names: dict[str, tuple[str, ...]]

    def of(self, layout: Layout, key: str) -> Look:
        """The look of ``body`` or ``body-ru``."""
        return self.roles[layout][key]


def key_of(role: Role, lang: str) -> str:
    """The key of a look: ``key_of(Role.BODY, "ru")`` is ``body-ru``."""
    return role.value if lang == "zh" else f"{role.value}-{lang}"


@lru_cache(maxsize=1)
def looks() -> Looks:
    """looks.toml, read once."""
    path = Path(__file__).with_name("looks.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Looks(
        fonts={
            key: Font(font["name"], tuple(font["instead"]), font["css"], font.get("latin", ""))
            for key, font in data["fonts"].items()
        },
        pages={
            Layout(key): Page(tuple(page["margins"]), tuple(page["edges"]), page["outside"])
            for key, page in data["page"].items()
        },
        roles={Layout(key): _roles(data[key]) for key in _LAYOUTS},
        names={key: tuple(names) for key, names in data["names"].items()},
    )


def _roles(table: dict[str, dict[str, Any]]) -> dict[str, Look]:
    """``base`` names another look of the same layout that gives what is not said."""
    made = {}
    for key, own in table.items():
        given = dict(own)
        base = given.pop("base", None)
        made[key] = Look(**((table[base] | given) if base else given))
    return made
