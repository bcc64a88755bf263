"""Documents of tests/cases/alignment with their right beads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from translator.alignment import Sentence

FOLDER = Path(__file__).parents[1] / "cases" / "alignment"
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    right: tuple[tuple[int, int, int, int], ...]

    @property
    def sides(self) -> tuple[list[Sentence], list[Sentence]]:
        return [Sentence(text) for text in self.sources], [Sentence(t) for t in self.targets]


def cases() -> list[Case]:
    lines = (FOLDER / "documents.tsv").read_text(encoding="utf-8").splitlines()[1:]
    made: list[Case] = []
    for line in lines:
        if line.startswith("# "):
            made.append(Case(line[2:], (), (), ()))
            continue
        ru, zh = ([s for s in cell.split(" | ") if s] for cell in line.split("\t"))
        last = made[-1]
        i, j = len(last.sources), len(last.targets)
        bead = (i, i + len(ru), j, j + len(zh))
        made[-1] = Case(last.name, (*last.sources, *ru), (*last.targets, *zh), (*last.right, bead))
    return made
