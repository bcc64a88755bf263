"""The look of the review document, read from layout.toml and styles.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from translator.units import Kind, Severity

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Weight:
    """How a severity is shown: words in both languages, a mark for grey print, a shade."""

    ru: str
    zh: str
    mark: str
    shade: str


@dataclass(frozen=True, slots=True)
class Style:
    """A named paragraph style; ``left``, ``before``, ``after`` in twips, ``size`` half points."""

    id: str
    name: str
    lang: str
    base: str = ""
    size: int = 0
    bold: bool = False
    italic: bool = False
    colour: str = ""
    left: int = 0
    before: int = 0
    after: int = 0
    bar: bool = False
    keep: bool = False
    centre: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything of the look that is data."""

    page: dict[str, int]
    titles: tuple[str, ...]
    widths: tuple[int, ...]
    fonts: dict[str, str]
    colours: dict[str, str]
    weights: dict[Severity, Weight]
    empty: dict[str, str]
    status: dict[str, str]
    words: dict[str, str]
    styles: tuple[Style, ...]


@lru_cache(maxsize=1)
def theme() -> Theme:
    """The look, read once."""
    look = tomllib.loads((_HERE / "layout.toml").read_text(encoding="utf-8"))
    styles = tomllib.loads((_HERE / "styles.toml").read_text(encoding="utf-8"))
    return Theme(
        page=look["page"],
        titles=tuple(look["columns"]["titles"]),
        widths=tuple(look["columns"]["widths"]),
        fonts=look["fonts"],
        colours=look["colours"],
        weights={severity: Weight(**look["severity"][severity.label]) for severity in Severity},
        empty=look["empty"],
        status=look["status"],
        words=look["words"],
        styles=tuple(Style(**style) for style in styles["style"]),
    )


def style_id(lang: str, kind: Kind) -> str:
    """The style of a cell: ``style_id("zh", Kind.LIST_ITEM)`` is ``ZhListItem``."""
    return lang.title() + kind.value.title().replace("-", "")
