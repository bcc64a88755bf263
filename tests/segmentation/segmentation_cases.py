"""Reads tests/cases/segmentation: ``|`` between sentences, ``\\n`` a line end, ``␣`` a NBSP."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "cases" / "segmentation"


@dataclass(frozen=True, slots=True)
class Case:
    """``sentences`` as they should come out; ``known`` says why they do not yet."""

    place: str
    text: str
    sentences: tuple[str, ...]
    known: str


def cases() -> list[Case]:
    found = []
    for path in sorted(FOLDER.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if number == 1 or not line:
                continue
            marked, _, known = line.split("\t")
            marked = marked.replace("\\n", "\n").replace("␣", "\u00a0")
            sentences = tuple(part.strip() for part in marked.split("|"))
            found.append(Case(f"{path.name}:{number}", marked.replace("|", ""), sentences, known))
    return found
