"""How many beads of damaged documents are found again: ours, and by sentence lengths alone.

    python benchmarks/alignment.py                      documents of the press corpus
    python benchmarks/alignment.py PUBLIC.tsv --seeds 5 6 7    lines RU<TAB>ZH, three times

Documents are made of parallel sentences by dropping and joining lines (``STEPS``), always in the
same way. A bead is right where all four of its ends are (strict); sentences without a partner
are beads too. The constants of translator/alignment/weights.toml were tuned on ``--half first``
(every second document); ``second`` is what docs/archive.md reports.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from models.recipe.corpus import releases  # noqa: E402
from translator.alignment import Bead, Sentence, align  # noqa: E402
from translator.alignment.items import items_of  # noqa: E402
from translator.alignment.lengths import by_length  # noqa: E402
from translator.alignment.records import Items  # noqa: E402
from translator.hints import collect_all  # noqa: E402
from translator.lexicon import Lexicon  # noqa: E402
from translator.termbase import TermBase  # noqa: E402

CORPUS = ROOT / "models" / "press-ru-zh" / "corpus"
STEPS = {
    "1-1": 0.79, "1-2": 0.06, "2-1": 0.06, "2-2": 0.01, "1-3": 0.01, "3-1": 0.01,
    "1-0": 0.03, "0-1": 0.03,
}  # fmt: skip
"""Shares of what is done next; 2-2 is two sentences in exchanged order, a drop takes one to four
lines."""
_RUNS = (1, 1, 1, 1, 1, 1, 2, 2, 3, 4)

Pair = tuple[str, str]
Aligner = Callable[["Document"], Sequence[Bead]]


@dataclass(frozen=True, slots=True)
class Document:
    """Two sides and the right beads."""

    sources: tuple[Sentence, ...]
    targets: tuple[Sentence, ...]
    right: frozenset[tuple[int, int, int, int]]


@dataclass(slots=True)
class Score:
    """Beads of the documents: ``right`` ones found, ``made`` and ``wanted`` in all."""

    right: int = 0
    made: int = 0
    wanted: int = 0
    seconds: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    sure: list[tuple[float, bool]] = field(default_factory=list)
    pairs: Counter[str] = field(default_factory=Counter)

    def add(self, beads: Iterable[Bead], right: frozenset[tuple[int, int, int, int]]) -> None:
        found = {bead.span for bead in beads}
        self.right += len(found & right)
        self.made += len(found)
        self.wanted += len(right)
        for span in right:
            kind = Bead(*span).kind
            self.kinds[kind] += 1
            self.missed[kind] += span not in found
        sides = {"right": found & right, "made": found, "wanted": right}
        for name, spans in sides.items():
            self.pairs[name] += sum(Bead(*span).is_pair for span in spans)
        self.sure += [(b.confidence, b.span in right) for b in beads if b.is_pair]

    @property
    def precision(self) -> float:
        return 100 * self.right / max(1, self.made)

    @property
    def recall(self) -> float:
        return 100 * self.right / max(1, self.wanted)

    @property
    def f1(self) -> float:
        return 200 * self.right / max(1, self.made + self.wanted)

    @property
    def f1_of_pairs(self) -> float:
        """Without the sentences that have no partner, as other aligners are measured."""
        return 200 * self.pairs["right"] / max(1, self.pairs["made"] + self.pairs["wanted"])


def corpus_documents() -> Iterator[list[Pair]]:
    """Releases of the press corpus of at least six sentences."""
    for path in sorted(CORPUS.glob("[ABCDEG]*.tsv")):
        for release in releases(path):
            if len(release) >= 6:
                yield [(pair.ru, pair.zh) for pair in release]


def public_documents(path: Path, pick: random.Random) -> Iterator[list[Pair]]:
    """Ten to forty neighbouring lines at a time."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = [(row[0].strip(), row[1].strip()) for row in rows if len(row) >= 2]
    at = 0
    while at < len(pairs):
        length = pick.randint(10, 40)
        yield pairs[at : at + length]
        at += length


def damaged(pairs: Sequence[Pair], pick: random.Random) -> Document:
    """The document that is left when lines were dropped and joined."""
    sources: list[Sentence] = []
    targets: list[Sentence] = []
    right: set[tuple[int, int, int, int]] = set()
    at = 0
    while at < len(pairs):
        kind = pick.choices(tuple(STEPS), tuple(STEPS.values()))[0]
        a, b = map(int, kind.split("-"))
        taken = pick.choice(_RUNS) if 0 in (a, b) else max(a, b)
        if at + taken > len(pairs):
            kind, taken, a, b = "1-1", 1, 1, 1
        ru = [pair[0] for pair in pairs[at : at + taken]]
        zh = [pair[1] for pair in pairs[at : at + taken]]
        at += taken
        if 0 in (a, b):
            for line_ru, line_zh in zip(ru, zh, strict=True):
                right.add((len(sources), len(sources) + a, len(targets), len(targets) + b))
                sources += [Sentence(line_ru)] * a
                targets += [Sentence(line_zh)] * b
            continue
        ru = [" ".join(ru)] if a == 1 else ru
        zh = ["".join(zh)] if b == 1 else zh[::-1] if (a, b) == (2, 2) else zh
        right.add((len(sources), len(sources) + a, len(targets), len(targets) + b))
        sources += map(Sentence, ru)
        targets += map(Sentence, zh)
    return Document(tuple(sources), tuple(targets), frozenset(right))


def documents(public: Path | None, seed: int) -> list[Document]:
    """All documents of a set, damaged; ``seed`` changes the damage and not the documents."""
    whole = public_documents(public, random.Random(5)) if public else corpus_documents()
    pick = random.Random(seed)
    return [damaged(pairs, pick) for pairs in whole]


def half(made: Sequence[Document], which: str) -> list[Document]:
    start = {"first": 0, "second": 1}.get(which)
    return list(made) if start is None else list(made[start::2])


class Knowing:
    """Our aligner with the glossaries and the lexicon of this repository."""

    def __init__(self) -> None:
        with tempfile.TemporaryDirectory() as cache:
            self._base = TermBase.load([ROOT / "glossaries"], cache=Path(cache))
        self._lexicon = Lexicon.load(ROOT / "models" / "press-ru-zh" / "lexicon")

    def items(self, document: Document) -> Items:
        texts = [sentence.text for sentence in document.sources]
        known = collect_all(texts, self._base, self._lexicon)
        return [items_of(text, found) for text, found in zip(texts, known, strict=True)]

    def __call__(self, document: Document) -> Sequence[Bead]:
        return align(document.sources, document.targets, self.items(document))


def plain(document: Document) -> Sequence[Bead]:
    """Gale and Church by length alone."""
    return by_length(document.sources, document.targets)


def measure(aligner: Aligner, made: Sequence[Document]) -> Score:
    score = Score()
    begun = time.perf_counter()
    for document in made:
        score.add(aligner(document), document.right)
    score.seconds = time.perf_counter() - begun
    return score


def at_least(score: Score, least: float) -> tuple[float, float]:
    """Of pairs with this confidence: how many are right, and how many of all pairs they are, both
    in per cent."""
    kept = [right for sure, right in score.sure if sure >= least]
    return 100 * sum(kept) / max(1, len(kept)), 100 * len(kept) / max(1, len(score.sure))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("public", nargs="?", type=Path)
    parser.add_argument("--half", choices=("first", "second", "both"), default="second")
    parser.add_argument("--seeds", type=int, nargs="+", default=[5], help="damage, each once")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    made = [
        document
        for seed in options.seeds
        for document in half(documents(options.public, seed), options.half)
    ]
    scores = {"length": measure(plain, made), "ours": measure(Knowing(), made)}
    if options.json:
        rows = {
            name: {
                "precision": score.precision,
                "recall": score.recall,
                "f1": score.f1,
                "f1_of_pairs": score.f1_of_pairs,
                "beads": score.wanted,
                "seconds": score.seconds,
            }
            for name, score in scores.items()
        }
        sys.stdout.write(json.dumps(rows) + "\n")
        return
    write = sys.stdout.write
    write(f"{len(made)} documents, {scores['ours'].wanted} beads\n")
    write("way      precision  recall     F1  F1 of pairs  seconds\n")
    for name, score in scores.items():
        write(
            f"{name:<8} {score.precision:>9.1f} {score.recall:>7.1f} {score.f1:>6.1f}"
            f" {score.f1_of_pairs:>12.1f} {score.seconds:>8.1f}\n"
        )
    for kind in STEPS:
        rates = [100 * s.missed[kind] / max(1, s.kinds[kind]) for s in scores.values()]
        write(f"missed {kind}  of {scores['ours'].kinds[kind]:>5}: "
              f"{rates[0]:>5.1f} % by length, {rates[1]:>5.1f} % by ours\n")  # fmt: skip
    for least in (0.5, 0.8, 0.9, 0.95, 0.99):
        right, share = at_least(scores["ours"], least)
        write(f"confidence {least:.2f}: {right:.2f} % right, {share:.1f} % of pairs\n")


if __name__ == "__main__":
    main()
