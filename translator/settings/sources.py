"""The places that settings come from: a TOML file, the environment, the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from translator.errors import UsageError
from translator.settings.shapes import SHAPES

APP = "press-translator"
FILE_NAME = f"{APP}.toml"
_OPTIONS = {"glossaries": "--glossary", "formats": "--to"}


class Given(NamedTuple):
    """A field that a place sets; ``origin`` is the file, the variable or the option."""

    name: str
    value: Any
    origin: str


def from_file(config: Path | None) -> list[Given]:
    """Fields of ``config``, else of the file in the working folder, else of the user's own."""
    path = config or _usual_file()
    if path is None:
        return []
    place = str(path)
    folder = path.absolute().parent
    return [Given(n, _value(n, v, folder, place, n), place) for n, v in _table(path).items()]


def _usual_file() -> Path | None:
    here = Path.cwd() / FILE_NAME
    if here.is_file():
        return here
    from platformdirs import user_config_path

    own = user_config_path(APP, appauthor=False) / FILE_NAME
    return own if own.is_file() else None


def _table(path: Path) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(
            f"cannot be read ({error.strerror})",
            place=str(path),
            remedy="give --config an existing TOML file",
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            "is not UTF-8 text", place=str(path), remedy="save the file as UTF-8"
        ) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(
            f"is not TOML ({error})",
            place=str(path),
            remedy='correct the line; a setting is written engine = "embedded"',
        ) from error


def from_environment(environment: Mapping[str, str]) -> list[Given]:
    """An empty variable counts as not set. A variable that is nearly one of ours is refused;
    others that begin with TRANSLATOR_ belong to other programs."""
    names = {f"TRANSLATOR_{name.upper()}": name for name in SHAPES} | {"HF_HUB_OFFLINE": "offline"}
    given = []
    for variable, name in names.items():
        raw = environment.get(variable, "")
        if raw.strip():
            value = _value(name, raw, None, "environment", variable, is_text=True)
            given.append(Given(name, value, variable))
    for variable in environment:
        if variable.startswith("TRANSLATOR_") and variable not in names:
            near = _nearest(variable, names, 0.9)
            if near:
                raise UsageError(
                    f"unknown variable {variable}",
                    place="environment",
                    remedy=f"did you mean {near}?",
                )
    return given


def from_flags(flags: Mapping[str, object]) -> list[Given]:
    """Flags that were given; the origin is the option as the user writes it."""
    given = []
    for name, value in flags.items():
        if value is None or (isinstance(value, tuple | list) and not value):
            continue
        option = _OPTIONS.get(name, "--" + name.replace("_", "-"))
        given.append(Given(name, _value(name, value, None, "command line", option), option))
    return given


def _value(
    name: str, raw: object, folder: Path | None, place: str, key: str, *, is_text: bool = False
) -> object:
    """The value of a field, read by its shape; ``key`` is the name that the user wrote."""
    shape = SHAPES.get(name)
    if shape is None:
        near = _nearest(name, SHAPES, 0.5)
        known = f"known keys: {', '.join(SHAPES)}"
        raise UsageError(
            f"unknown key {key!r}", place=place, remedy=f"did you mean {near!r}?" if near else known
        )
    try:
        return shape.check(
            shape.from_text(raw) if is_text and isinstance(raw, str) else raw, folder
        )
    except ValueError as error:
        raise UsageError(
            f"{key} is not {shape.expected}", place=place, remedy=f"correct or remove {key}"
        ) from error


def _nearest(word: str, known: Iterable[str], cutoff: float) -> str:
    import difflib

    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=cutoff)), "")
