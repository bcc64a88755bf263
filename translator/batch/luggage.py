"""What a worker on another machine needs of this one: the settings, and the office's own files.

The program and the models are installed on every machine; glossaries, rules and approved names
are the office's, small, and change from day to day, so they travel with the run.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from translator.errors import UsageError
from translator.settings import PROJECT_ROOT, Settings
from translator.storage import Location

_TABLES = frozenset({".tsv", ".csv"})


@dataclass(frozen=True, slots=True)
class Luggage:
    """``settings`` with whole paths of the machine called ``host``, whose copy of the program is
    in ``root``; ``files`` are (path there, bytes)."""

    settings: Settings
    root: Path
    host: str
    files: tuple[tuple[Path, bytes], ...] = ()


def pack(settings: Settings) -> Luggage:
    """Everything to be taken along. A file that cannot be read is left out; the worker says so."""
    whole = replace(
        settings,
        glossaries=tuple(path.absolute() for path in settings.glossaries),
        furniture=tuple(path.absolute() for path in settings.furniture),
        segmentation_exceptions=_absolute(settings.segmentation_exceptions),
        names=_absolute(settings.names),
        models=settings.models.absolute(),
        project_glossaries=settings.project_glossaries.absolute(),
        cache=settings.cache.absolute(),
    )
    files = []
    for path in _office(whole):
        for file in _tables(path) if path.is_dir() else [path]:
            try:
                files.append((file, file.read_bytes()))
            except OSError:
                continue
    return Luggage(whole, PROJECT_ROOT, platform.node(), tuple(files))


def unpack(luggage: Luggage, folder: Callable[[], Path]) -> Settings:
    """The settings for this machine; files that it has not, or has otherwise, go to a ``folder``.

    :raises UsageError: the memory is a file of another machine.
    """
    settings = luggage.settings
    _check_memory(settings, luggage.host)

    def here(path: Path) -> Path:
        mine = [(file, data) for file, data in luggage.files if file.is_relative_to(path)]
        if not mine or all(_bytes(file) == data for file, data in mine):
            return path
        home = (
            folder() / hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:8]
        )
        for file, data in mine:
            copy = home / path.name / file.relative_to(path)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)
        return home / path.name

    exceptions, names = settings.segmentation_exceptions, settings.names
    return replace(
        settings,
        glossaries=tuple(map(here, settings.glossaries)),
        furniture=tuple(map(here, settings.furniture)),
        segmentation_exceptions=exceptions and here(exceptions),
        names=names and here(names),
        models=_installed(settings.models, luggage.root),
        project_glossaries=_installed(settings.project_glossaries, luggage.root),
    )


def _check_memory(settings: Settings, host: str) -> None:
    """A file that only one machine has must not be taken for an empty memory on the others."""
    if settings.memory is None or platform.node() == host:
        return
    path = Location.parse(settings.memory).path
    if path is not None:
        raise UsageError(
            f"is a file of {host}, which {platform.node()} cannot use",
            place=str(path),
            remedy="keep the memory in PostgreSQL (--memory postgresql://…), or --memory none",
        )


def _installed(path: Path, root: Path) -> Path:
    """A folder of the program, wherever the program is here."""
    if path.is_relative_to(root) and not path.exists():
        return PROJECT_ROOT / path.relative_to(root)
    return path


def _office(settings: Settings) -> Iterator[Path]:
    yield from settings.glossaries
    yield from settings.furniture
    yield from filter(None, (settings.segmentation_exceptions, settings.names))


def _tables(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _TABLES)


def _absolute(path: Path | None) -> Path | None:
    return path and path.absolute()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
