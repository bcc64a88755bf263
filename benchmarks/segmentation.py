"""Our sentence rules against razdel alone, on tests/cases/segmentation and on nothing else.

    python benchmarks/segmentation.py

A boundary is the end of a sentence inside a case; the known failures count as errors. The
cases were written to be hard: the rates say nothing of running text, only which of the two
knows more of official Russian.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from razdel import sentenize

from translator.segmentation import split

FOLDER = Path(__file__).parents[1] / "tests" / "cases" / "segmentation"


@dataclass(slots=True)
class Score:
    """Boundaries of the cases that were ``missed`` and made up (``false``)."""

    sentences: int = 0
    missed: int = 0
    false: int = 0

    @property
    def rate(self) -> float:
        """Errors per 1,000 sentences."""
        return 1000 * (self.missed + self.false) / self.sentences


def cases() -> Iterator[tuple[str, set[int]]]:
    """Text and ends of its sentences, without the last."""
    for path in sorted(FOLDER.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            marked = line.split("\t")[0].replace("\\n", "\n").replace("␣", "\u00a0")
            ends, length = set(), 0
            for part in marked.split("|"):
                length += len(part)
                ends.add(length)
            yield marked.replace("|", ""), ends - {length}


def ours(text: str) -> list[int]:
    return [stop for _, stop in split(text)]


def razdel_alone(text: str) -> list[int]:
    return [sentence.stop for sentence in sentenize(text)]


def measure(ends_of: Callable[[str], list[int]]) -> Score:
    score = Score()
    for text, right in cases():
        found = set(ends_of(text)[:-1])
        score.sentences += len(right) + 1
        score.missed += len(right - found)
        score.false += len(found - right)
    return score


def main() -> None:
    rows = ["rules    sentences  missed  false  errors/1000\n"]
    for name, ends_of in (("razdel", razdel_alone), ("ours", ours)):
        score = measure(ends_of)
        rows.append(
            f"{name:<8} {score.sentences:>9} {score.missed:>7} {score.false:>6}"
            f" {score.rate:>12.1f}\n"
        )
    sys.stdout.writelines(rows)


if __name__ == "__main__":
    main()
