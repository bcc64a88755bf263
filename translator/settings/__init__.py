"""What a run is told, from four places: built-in, settings file, environment, command line.

The later place wins, except that glossaries and furniture rules add up: a glossary named for
one release must not silence the office's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from translator.errors import UsageError
from translator.settings.sources import APP, from_environment, from_file, from_flags
from translator.storage.location import shown
from translator.units import Severity

PROJECT_ROOT = Path(__file__).resolve().parents[2]
_ADDED = frozenset({"glossaries", "furniture"})


def _default_cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path(APP, appauthor=False)


def _default_memory() -> str:
    from platformdirs import user_data_path

    return str(user_data_path(APP, appauthor=False) / "memory.sqlite")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run can be told.

    ``glossaries`` are the office's own, weakest first: of entries with the same Russian term
    the one in the file named last wins. ``furniture`` are files of rules for site furniture,
    ``segmentation_exceptions`` a file of sentence exceptions, ``names`` the office's ledger of
    approved names. ``threads`` 0 leaves the number
    to the engine, ``device`` is cpu or cuda, ``token_budget`` is padded source tokens in a batch.
    ``fail_on`` is the severity from which findings make the exit code 1, None for never.
    ``memory`` is the file or the PostgreSQL URL of the translation memory, None for none.
    ``offline`` forbids downloads.
    ``origins`` says for :meth:`explain` where each field came from.

    >>> Settings.load(None, {"TRANSLATOR_BEAM": "2"}, {"engine": "nllb"}).beam
    2
    """

    engine: str = "embedded"
    runtime: str = "ctranslate2"
    beam: int = 6
    length_penalty: float = 1.0
    coverage_penalty: float = 0.0
    threads: int = 0
    device: str = "cpu"
    token_budget: int = 1536
    glossaries: tuple[Path, ...] = ()
    furniture: tuple[Path, ...] = ()
    segmentation_exceptions: Path | None = None
    names: Path | None = None
    keep_boilerplate: bool = False
    formats: tuple[str, ...] = ("docx",)
    fail_on: Severity | None = None
    models: Path = PROJECT_ROOT / "models"
    project_glossaries: Path = PROJECT_ROOT / "glossaries"
    cache: Path = field(default_factory=_default_cache)
    memory: str | None = field(default_factory=_default_memory)
    offline: bool = False
    origins: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)

    @classmethod
    def load(
        cls, config: Path | None, environment: Mapping[str, str], flags: Mapping[str, object]
    ) -> Self:
        """Settings for one run.

        ``config`` is the file of ``--config``; without it ``press-translator.toml`` of the
        working folder is read, or else that of the user's configuration folder. Paths in the
        file are relative to it. ``environment`` holds ``TRANSLATOR_BEAM`` and so on for every
        field (paths of a list separated as in PATH, words by commas) and ``HF_HUB_OFFLINE``.
        ``flags`` goes by field name; None and an empty sequence mean that the flag was not given.

        :raises UsageError: a file that cannot be read, an unknown key, a value of the wrong
            type; the message names the place, the key and what to write.
        """
        values: dict[str, Any] = {}
        origins: dict[str, list[str]] = {}
        given = (*from_file(config), *from_environment(environment), *from_flags(flags))
        for name, value, origin in given:
            if name in _ADDED and name in values:
                earlier = tuple(item for item in values[name] if item not in value)
                values[name] = earlier + value
                origins[name].append(origin)
            else:
                values[name] = value
                origins[name] = [origin]
        sources = tuple((name, ", ".join(places)) for name, places in origins.items())
        return cls(**values, origins=sources)

    def fingerprint(self) -> str:
        """Twelve hexadecimal digits over what of the settings changes a translation.

        Files count by content, not by path; glossaries, models, caches and the memory not at
        all (the term base and the engine have digests of their own, and a unit's signature
        counts what the memory gave it).

        :raises UsageError: a file of rules or exceptions cannot be read.
        """
        import hashlib
        import json

        exceptions = self.segmentation_exceptions
        content = {
            "engine": self.engine,
            "runtime": self.runtime,
            "beam": self.beam,
            "length_penalty": self.length_penalty,
            "coverage_penalty": self.coverage_penalty,
            "keep_boilerplate": self.keep_boilerplate,
            "furniture": [_digest(path, "furniture") for path in self.furniture],
            "segmentation_exceptions": exceptions
            and _digest(exceptions, "segmentation_exceptions"),
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]

    def explain(self) -> tuple[tuple[str, str, str], ...]:
        """Field, value and where the value came from, in the order of the fields.

        >>> Settings().explain()[0]
        ('engine', 'embedded', 'default')
        """
        origins = dict(self.origins)
        return tuple(
            (f.name, _shown(getattr(self, f.name)), origins.get(f.name, "default"))
            for f in fields(self)
            if f.name != "origins"
        )


def _shown(value: object) -> str:
    if isinstance(value, Severity):
        return value.label
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else shown(str(value))


def _digest(path: Path, key: str) -> str:
    import hashlib

    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise UsageError(
            f"cannot be read ({error.strerror})",
            place=str(path),
            remedy=f"correct {key} in the settings",
        ) from error
