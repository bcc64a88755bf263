"""A release as a project of OmegaT, zipped: the folder that its «Open project» takes.

``source/`` holds XLIFF 1.2 with the Russian in every target, for up to version 5 OmegaT translates
what stands there; ``omegat/project_save.tmx`` the draft, so that every segment shows it; ``tm/``
what the memory offered; ``glossary/`` the terms. Sentences are not cut again (omegat.toml).
"""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TextIO

from translator.exchange import tmx
from translator.exchange.xliff import Sent, write12
from translator.units import Bitext, Comment

SUFFIX = "omegat.zip"
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST = 60
_LINES = str.maketrans(dict.fromkeys("\t\r\n", " "))
_EMPTY = ("dictionary", "target", "tm")
"""Folders without which OmegaT asks what became of them."""


def write(
    bitext: Bitext,
    path: Path,
    sent: Sent | None = None,
    comments: Mapping[str, Sequence[Comment]] | None = None,
) -> None:
    """Write the project; ``sent`` and ``comments`` as for XLIFF, with the same errors."""
    name = name_of(bitext)
    document = f"{name}.xlf"
    files = {
        "omegat.project": _settings(),
        f"source/{document}": _text(
            lambda stream: write12(bitext, stream, sent, comments, copied=True)
        ),
        "omegat/project_save.tmx": _text(lambda stream: tmx.write(bitext, stream, document)),
        "glossary/terms.utf8": _terms(bitext),
    }
    known = [match.unit for unit in bitext.units for match in unit.matches if not match.expired]
    if known:
        units = dict.fromkeys(known)
        files["tm/memory.tmx"] = _text(lambda stream: tmx.write_units(units, stream))
    with zipfile.ZipFile(path, "w") as made:
        for folder in _EMPTY:
            made.writestr(_entry(f"{name}/{folder}/", 0o40755), b"")
        for place, text in files.items():
            entry = _entry(f"{name}/{place}", 0o100644)
            made.writestr(entry, text.encode("utf-8"), zipfile.ZIP_DEFLATED)


def _entry(name: str, mode: int) -> zipfile.ZipInfo:
    """The same release gives the same bytes on every system and day."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.create_system = 3  # Unix, so that ``mode`` counts
    entry.external_attr = mode << 16
    return entry


def name_of(bitext: Bitext) -> str:
    """The name of the project's folder and of its document, fit for every system.

    >>> name_of(Bitext("a/release: 1.txt", (), None))
    'release_ 1.ru-zh'
    """
    stem = _UNSAFE.sub("_", PurePath(bitext.name).stem).strip(" .")[:_LONGEST]
    return f"{stem or 'release'}.ru-zh"


def _text(write_to: Callable[[TextIO], object]) -> str:
    stream = io.StringIO(newline="\n")
    write_to(stream)
    return stream.getvalue()


@lru_cache(maxsize=1)
def _settings() -> str:
    table = tomllib.loads(Path(__file__).with_name("omegat.toml").read_text(encoding="utf-8"))
    lines = "".join(f"<{key}>{value}</{key}>\n" for key, value in table["project"].items())
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<omegat>\n<project version="1.0">\n{lines}</project>\n</omegat>\n'
    )


def _terms(bitext: Bitext) -> str:
    """Lines of source and target, the glossary format of OmegaT («.utf8» is always UTF-8)."""
    pairs = dict.fromkeys((t.source, t.target) for unit in bitext.units for t in unit.terms)
    return "".join(
        f"{source.translate(_LINES)}\t{target.translate(_LINES)}\n" for source, target in pairs
    )
