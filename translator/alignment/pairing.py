"""Which Chinese file belongs to which Russian one in two folders.

By the same name first (``2025-05-12-mission.ru.txt``, ``2025-05-12-mission.zh.docx``), then, of
files that are left, by their days and by what the Chinese text holds of the Russian one.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.alignment.archivist import Archivist
from translator.alignment.items import values_of
from translator.alignment.reading import Side
from translator.alignment.records import Item
from translator.errors import InputError, TranslatorError

SUFFIXES = frozenset({".txt", ".html", ".htm", ".docx", ".docm"})
DAYS = 7
"""A Chinese version appears at most so many days before or after the Russian release."""
_MARK = re.compile(
    r"[\s._-](?:ru|rus|russian|zh|zho|cn|chn|chinese|zh[-_](?:cn|hans))\Z", re.IGNORECASE
)
# Releases of the press corpus hold 0.3 to 0.6 of what their Russian lets one expect, others of the
# same archive below 0.1.
_ALIKE = 0.2
_AHEAD = 2.0


@dataclass(frozen=True, slots=True)
class Pairing:
    """Files that belong together, in the order of the Russian ones, and those left over;
    ``faults`` are files that could not be read to compare them."""

    pairs: tuple[tuple[Path, Path], ...]
    russian: tuple[Path, ...] = ()
    chinese: tuple[Path, ...] = ()
    faults: tuple[TranslatorError, ...] = ()


def stem(path: Path, folder: Path) -> str:
    """What two files of one release share: place and name without suffix and language mark.

    >>> stem(Path("zh/2025/mission_zh.docx"), Path("zh")), stem(Path("a/rule.txt"), Path("a"))
    ('2025/mission', 'rule')
    """
    name = path.relative_to(folder).with_suffix("").as_posix()
    return unmarked(unicodedata.normalize("NFC", name).casefold())


def unmarked(name: str) -> str:
    """A name without its language mark.

    >>> unmarked("2025/mission.ru"), unmarked("guru")
    ('2025/mission', 'guru')
    """
    return _MARK.sub("", name)


def files(folder: Path) -> list[Path]:
    """The releases below a folder, in order; hidden files and locks of Word are left out.

    :raises InputError: there is none.
    """
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and path.is_file() and path.name[0] not in ".~"
    )
    if not found:
        raise InputError(
            "holds no releases", place=str(folder), remedy="give a folder of .txt, .html or .docx"
        )
    return found


def pair_folders(russian: Path, chinese: Path, archivist: Archivist) -> Pairing:
    """The pairs of two folders.

    :raises InputError: a folder holds no release.
    """
    ours, theirs = files(russian), files(chinese)
    left, right = _by_stem(ours, russian), _by_stem(theirs, chinese)
    pairs = {left[name]: right[name] for name in left if name in right}
    taken = set(pairs.values())
    rest = [path for path in ours if path not in pairs]
    others = [path for path in theirs if path not in taken]
    faults: list[TranslatorError] = []
    if rest and others:
        pairs |= _by_content(rest, others, archivist, faults)
        taken = set(pairs.values())
    return Pairing(
        pairs=tuple((path, pairs[path]) for path in ours if path in pairs),
        russian=tuple(path for path in ours if path not in pairs),
        chinese=tuple(path for path in theirs if path not in taken),
        faults=tuple(faults),
    )


def _by_stem(found: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Files by what they are called; a name that two of them have says nothing."""
    named: dict[str, list[Path]] = {}
    for path in found:
        named.setdefault(stem(path, folder), []).append(path)
    return {name: paths[0] for name, paths in named.items() if len(paths) == 1}


@dataclass(frozen=True, slots=True)
class _Text:
    side: Side
    text: str
    shown: frozenset[str]


def _by_content(
    russian: Sequence[Path],
    chinese: Sequence[Path],
    archivist: Archivist,
    faults: list[TranslatorError],
) -> dict[Path, Path]:
    texts: list[_Text] = []
    for path in chinese:
        try:
            side = archivist.chinese(path)
        except TranslatorError as error:
            faults.append(error)
            continue
        whole = "\n".join(sentence.text for sentence in side.sentences).lower()
        texts.append(_Text(side, whole, values_of(whole)))
    scores: dict[tuple[Path, Path], float] = {}
    for path in russian:
        try:
            side = archivist.russian(path)
        except TranslatorError as error:
            faults.append(error)
            continue
        near = [text for text in texts if _near(side, text.side)]
        if near:
            known = archivist.knowledge(side)
            expected = {i for row in archivist.items(side, known) for i in row if i.kind != "word"}
            for text, score in zip(near, _scores(expected, near), strict=True):
                scores[path, text.side.path] = score
    return _best(scores)


def _near(russian: Side, chinese: Side) -> bool:
    if russian.day is None or chinese.day is None:
        return True
    return abs((russian.day - chinese.day).days) <= DAYS


def _scores(expected: set[Item], texts: Sequence[_Text]) -> list[float]:
    """Share of what is expected that each text holds; what many texts hold counts little."""
    held = [{item for item in expected if _holds(text, item)} for text in texts]
    weight = {
        item: math.log((2 + len(texts)) / (1 + sum(item in one for one in held)))
        for item in expected
    }
    whole = sum(weight.values()) or 1.0
    return [sum(weight[item] for item in one) / whole for one in held]


def _holds(text: _Text, item: Item) -> bool:
    return any(form.lower() in text.text for form in item.forms) or (
        bool(item.values) and text.shown.issuperset(item.values)
    )


def _best(scores: Mapping[tuple[Path, Path], float]) -> dict[Path, Path]:
    """The best partner of each, best pairs first; a pair that is not clearly better than all
    others of both its files is left to a person."""
    rows: dict[Path, list[tuple[float, Path]]] = {}
    columns: dict[Path, list[tuple[float, Path]]] = {}
    for (ours, theirs), score in scores.items():
        rows.setdefault(ours, []).append((score, theirs))
        columns.setdefault(theirs, []).append((score, ours))
    found: dict[Path, Path] = {}
    taken: set[Path] = set()
    for (ours, theirs), score in sorted(scores.items(), key=lambda one: (-one[1], one[0])):
        if score < _ALIKE or ours in found or theirs in taken:
            continue
        rivals = [other for other, path in rows[ours] if path != theirs and path not in taken]
        rivals += [other for other, path in columns[theirs] if path != ours and path not in found]
        if score >= _AHEAD * max(rivals, default=0.0):
            found[ours] = theirs
            taken.add(theirs)
    return found
