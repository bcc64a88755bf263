"""Where the results of a document go: the tree of the sources once more."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

MARK = ".ru-zh"
_LONGEST = 255
"""Bytes of one name on the usual file systems (NAME_MAX); a Cyrillic letter takes two."""
READABLE = frozenset({".txt", ".html", ".htm", ".docx", ".docm"})


class Namer:
    """Names results like ``translate`` does: ``2024/release.txt`` → ``2024/release.ru-zh.docx``.

    Where ``release.txt`` and ``release.html`` lie in one folder, both keep their suffix in the
    name, whether or not both are translated now.
    """

    def __init__(self, base: Path, out: Path, formats: Sequence[str]) -> None:
        self._base, self._out, self._formats = base, out, tuple(formats)
        self._stems: dict[str, Counter[str]] = {}

    def outputs(self, key: str) -> tuple[tuple[str, str], ...]:
        """(format, path) of every result of the document called ``key``."""
        path = PurePosixPath(key)
        folder = str(path.parent)
        shared = self._of_folder(folder)[path.stem.casefold()] > 1
        name = path.name if shared else path.stem
        return tuple(
            (form, str(self._out / folder / fitted(name, f"{MARK}.{form}")))
            for form in self._formats
        )

    def _of_folder(self, folder: str) -> Counter[str]:
        if folder not in self._stems:
            try:
                with os.scandir(self._base / folder) as entries:
                    names = [entry.name for entry in entries]
            except OSError:
                names = []
            self._stems[folder] = Counter(
                PurePosixPath(n).stem.casefold() for n in names if is_readable(n)
            )
        return self._stems[folder]


def fitted(name: str, tail: str) -> str:
    """The two together, ``name`` cut to what a file system takes and told apart by a digest.

    >>> fitted("итоги", ".ru-zh.docx")
    'итоги.ru-zh.docx'
    >>> len(fitted("ж" * 125, ".ru-zh.docx").encode()) <= 255
    True
    """
    if len((name + tail).encode()) <= _LONGEST:
        return name + tail
    mark = "~" + hashlib.sha256(name.encode()).hexdigest()[:8]
    kept = name.encode()[: _LONGEST - len((mark + tail).encode())].decode(errors="ignore")
    return kept + mark + tail


def is_readable(name: str) -> bool:
    """A release by its name; not hidden, no lock of Word, no result of ours."""
    path = PurePosixPath(name)
    if name.startswith((".", "~$")) or path.stem.endswith(MARK):
        return False
    return path.suffix.lower() in READABLE
