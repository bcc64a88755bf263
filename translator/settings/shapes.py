"""What each field of the settings may hold, and how it is read."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.storage.location import Location
from translator.units import Severity


@dataclass(frozen=True, slots=True)
class Shape:
    """How a field is read: ``from_text`` turns an environment string into what TOML would hold,
    ``check`` turns that, with the folder of relative paths, into the field; both may raise
    ValueError where the value is not what ``expected`` says."""

    expected: str
    from_text: Callable[[str], object]
    check: Callable[[object, Path | None], object]


def _text(value: object, _: Path | None = None) -> str:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise ValueError
    return value.strip()


def _whole(least: int, most: int) -> Shape:
    def check(value: object, _: Path | None) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError
        return value

    return Shape(f"a whole number from {least} to {most}", int, check)


def _real(least: float, most: float) -> Shape:
    def check(value: object, _: Path | None) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError
        if not (math.isfinite(value) and least <= value <= most):
            raise ValueError
        return float(value)

    return Shape(f"a number from {least:g} to {most:g}", float, check)


def _switch(value: object, _: Path | None) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _switch_of(text: str) -> bool:
    word = text.strip().lower()
    if word not in {"1", "true", "yes", "on", "0", "false", "no", "off"}:
        raise ValueError
    return word in {"1", "true", "yes", "on"}


def _path(value: object, folder: Path | None) -> Path:
    path = value if isinstance(value, Path) else Path(_text(value))
    try:
        path = path.expanduser()
    except RuntimeError as error:  # ~name of a user who is not known here
        raise ValueError from error
    return folder / path if folder else path


def _memory(value: object, folder: Path | None) -> str | None:
    """A path is made absolute where it is relative to a file; a URL stays; ``none`` is None."""
    text = str(value) if isinstance(value, Path) else _text(value)
    if text.lower() == "none":
        return None
    if "://" in text:
        return str(Location.parse(text).url or Location.parse(text).path)
    return str(_path(text, folder))


def _each(item: Callable[[object, Path | None], object]) -> Callable[[object, Path | None], object]:
    def check(value: object, folder: Path | None) -> object:
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise ValueError
        return tuple(dict.fromkeys(item(part, folder) for part in value))

    return check


def _some_words(value: object, folder: Path | None) -> object:
    words = _each(_text)(value, folder)
    if not words:
        raise ValueError
    return words


def _device(value: object, _: Path | None) -> str:
    if _text(value) not in {"cpu", "cuda"}:
        raise ValueError
    return _text(value)


def _severity(value: object, _: Path | None) -> Severity | None:
    if isinstance(value, Severity):
        return value
    word = _text(value).lower()
    labels = {severity.label: severity for severity in Severity}
    if word not in {*labels, "never"}:
        raise ValueError
    return labels.get(word)


_TEXT = Shape("a text that is not empty", str, _text)
_SWITCH = Shape("true or false", _switch_of, _switch)
_PATH = Shape("a path", str, _path)
_PATHS = Shape("a list of paths", lambda text: text.strip().split(os.pathsep), _each(_path))
SHAPES: dict[str, Shape] = {
    "engine": _TEXT,
    "runtime": _TEXT,
    "beam": _whole(1, 32),
    "length_penalty": _real(-10, 10),
    "coverage_penalty": _real(0, 10),
    "threads": _whole(0, 1024),
    "device": Shape("cpu or cuda", str, _device),
    "token_budget": _whole(1, 1_000_000),
    "glossaries": _PATHS,
    "furniture": _PATHS,
    "segmentation_exceptions": _PATH,
    "names": _PATH,
    "keep_boilerplate": _SWITCH,
    "formats": Shape("a list of formats", lambda text: text.split(","), _some_words),
    "fail_on": Shape("one of minor, major, critical, never", str, _severity),
    "models": _PATH,
    "project_glossaries": _PATH,
    "cache": _PATH,
    "memory": Shape("a path, a database URL or none", str, _memory),
    "offline": _SWITCH,
}
