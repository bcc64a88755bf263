"""Parallel text for training and what is held out of it."""

from __future__ import annotations

import hashlib
import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

RELEASE_FILES = ("A", "B", "C", "D", "E")
"""Whole releases, from which dev and test are drawn."""

TRAINING_FILES = ("F", *(f"V{n}" for n in range(1, 5)), *(f"G{n}" for n in range(1, 20)))
"""Single sentences (F, V) and releases written later (G): training only, where present."""

OPEN_FILES = (
    "tico19", "sdg-goals", "tatoeba-en-joined", "opensource-guide",
    "msdocs-partner-center", "msdocs-project-operations", "msdocs-d365-operations",
)  # fmt: skip
"""Public corpora under CC0, CC BY or MIT; share-alike ones are never used for these weights."""
_HOLD_OUT_ONE_IN = 26
_OVERLAP_WORDS = 8
_MARKUP = re.compile(r"[{}\[\]<>|\\=_`#*~]|https?:|\(\.\./")


@dataclass(frozen=True, slots=True)
class Pair:
    """A Russian segment and its Chinese; ``group`` is the corpus it came from."""

    ru: str
    zh: str
    group: str


@dataclass(frozen=True, slots=True)
class Split:
    """Press text by use. Dev and test are whole releases that training never sees."""

    train: tuple[Pair, ...]
    dev: tuple[Pair, ...]
    test: tuple[Pair, ...]


def releases(path: Path) -> Iterator[list[Pair]]:
    """Releases of a file: lines ``ru<TAB>zh``, an empty line between releases."""
    release: list[Pair] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if "\t" in line:
            ru, zh = line.split("\t")[:2]
            release.append(Pair(ru.strip(), zh.strip(), f"press-{path.stem}"))
        elif release:
            yield release
            release = []


def split(folder: Path) -> Split:
    """Cut the press corpus into train, dev and test by a digest of each release's first line.

    A training pair that shares eight words in a row with a held-out source is dropped.
    """
    train: list[Pair] = []
    held: dict[str, list[Pair]] = {"dev": [], "test": []}
    for name in RELEASE_FILES:
        for release in releases(folder / f"{name}.tsv"):
            draw = int(hashlib.sha256(release[0].ru.encode()).hexdigest(), 16) % _HOLD_OUT_ONE_IN
            held.get({0: "dev", 1: "test"}.get(draw, ""), train).extend(release)
    for name in TRAINING_FILES:
        path = folder / f"{name}.tsv"
        for release in releases(path) if path.is_file() else ():
            train.extend(release)
    seen = set(_shingles(p.ru for pairs in held.values() for p in pairs))
    kept = tuple(p for p in train if not seen.intersection(_shingles([p.ru])))
    return Split(kept, tuple(held["dev"]), tuple(held["test"]))


def open_pairs(folder: Path) -> Iterator[Pair]:
    """Clean sentence pairs of the public corpora that are present in ``folder``."""
    for name in OPEN_FILES:
        path = folder / f"{name}.tsv.xz"
        if not path.is_file():
            continue
        seen: set[str] = set()
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                ru, _, zh = line.rstrip("\n").partition("\t")
                if ru not in seen and _usable(ru, zh):
                    seen.add(ru)
                    yield Pair(ru, join_han(zh), f"open-{name}")


def join_han(text: str) -> str:
    """Chinese as the press writes it: no spaces beside Han characters."""
    return re.sub(
        r"(?<=[\u3400-\u9fff，。、：；“”])\s+|\s+(?=[\u3400-\u9fff，。、：；“”])", "", text
    )


def _usable(ru: str, zh: str) -> bool:
    words = len(ru.split())
    if not 2 <= words <= 40 or _MARKUP.search(ru) or _MARKUP.search(zh):
        return False
    han = len(re.findall(r"[\u3400-\u9fff]", zh))
    latin = len(re.findall(r"[A-Za-z]", ru))
    return 0.8 <= han / words <= 5 and latin < 0.15 * len(ru)


def _shingles(lines: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        words = re.findall(r"\w+", line.lower())
        for start in range(len(words) - _OVERLAP_WORDS + 1):
            yield tuple(words[start : start + _OVERLAP_WORDS])
