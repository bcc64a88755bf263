"""``doctor``: what this installation has, what it lacks, and one sentence to prove it works."""

from __future__ import annotations

import platform
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

from translator import __version__
from translator.engines import catalogue
from translator.errors import TranslatorError
from translator.settings import Settings
from translator.termbase import TermBase

_PACKAGES = (
    "ctranslate2", "torch", "transformers", "sentencepiece", "python-docx", "click", "pymorphy3",
    "razdel", "trafilatura", "lxml",
)  # fmt: skip
_FONTS = ("SimSun", "Noto Serif CJK SC", "Noto Sans CJK SC", "Source Han Serif SC", "WenQuanYi")
_SENTENCE = "Губернатор Смоленской области посетит Пекин с 16 по 18 мая."


@dataclass(frozen=True, slots=True)
class Line:
    """One fact; ``trouble`` says what is wrong with it and what to do, ``missing`` that the
    tool cannot work without it."""

    topic: str
    value: str
    trouble: str = ""
    missing: bool = False


def examine(settings: Settings) -> list[Line]:
    """Everything in the order a person would ask; never raises for a broken installation."""
    return [
        *_versions(),
        *_settings(settings),
        *_models(settings),
        _glossaries(settings),
        _font(),
        _trial(settings),
    ]


def _versions() -> Iterator[Line]:
    yield Line("press-translator", __version__)
    yield Line("python", platform.python_version())
    for name in _PACKAGES:
        try:
            yield Line(name, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Line(name, "not installed", "run make install", missing=True)


def _settings(settings: Settings) -> Iterator[Line]:
    yield Line("cache", str(settings.cache), _unwritable(settings.cache))
    yield Line("offline", "yes" if settings.offline else "no (only models pull uses the network)")
    for field, value, origin in settings.explain():
        yield Line(f"setting {field}", f"{value} ({origin})")


def _models(settings: Settings) -> Iterator[Line]:
    try:
        for state in catalogue.states(settings.models):
            value = f"{state.size / 1e6:.0f} MB" if state.present else "not pulled"
            yield Line(f"model {state.card.id}", value)
    except TranslatorError as error:
        yield Line("models", "unreadable", str(error), missing=True)


def _glossaries(settings: Settings) -> Line:
    try:
        base = TermBase.load(
            [settings.project_glossaries, *settings.glossaries], cache=settings.cache
        )
    except TranslatorError as error:
        return Line("glossaries", "unreadable", str(error), missing=True)
    return Line("glossaries", f"{len(base)} entries, digest {base.digest[:12]}")


def _font() -> Line:
    """Chinese fonts matter for looking at the DOCX here; the file itself opens anywhere."""
    if shutil.which("fc-list") is None:
        return Line("chinese font", "unknown (no fc-list on this system)")
    listed = subprocess.run(
        ["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False
    ).stdout
    found = next((name for name in _FONTS if name in listed), listed.split("\n")[0])
    if found:
        return Line("chinese font", found)
    return Line("chinese font", "none", "install Noto CJK or SimSun to see the Chinese here")


def _trial(settings: Settings) -> Line:
    from translator.pipeline import Translator
    from translator.units import Block, Kind, SourceDocument

    document = SourceDocument("doctor", (Block("b1", Kind.PARAGRAPH, _SENTENCE),))
    try:
        translator = Translator(replace(settings, keep_boilerplate=True))
        try:
            target = translator.translate(document).units[0].target
        finally:
            translator.close()
    except TranslatorError as error:
        return Line("translation", "failed", str(error), missing=True)
    return Line("translation", target or "empty", "" if target else "the model gave nothing")


def _unwritable(folder: Path) -> str:
    probe = folder
    while not probe.exists() and probe != probe.parent:
        probe = probe.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".probe").write_bytes(b"")
        (folder / ".probe").unlink()
    except OSError as error:
        return f"cannot be written ({error.strerror}); set TRANSLATOR_CACHE to another folder"
    return ""
