"""Annotated pairs → arrays of token ids with the alignment links that guide attention.

``python -m models.recipe.pack --out train/`` annotates the press corpus several times with
other choices each time, the public corpora once, trains the vocabulary and writes
``packed.npz`` (well under 60 MB, so that it can travel to another machine) beside it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy
import sentencepiece

from models.recipe import vocabulary
from models.recipe.annotate import Example, locate, write_source
from models.recipe.corpus import Pair, open_pairs, split
from translator.hints import collect
from translator.lexicon import Lexicon
from translator.termbase import TermBase

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "models" / "press-ru-zh"
LONG_GROUPS = ("press-F", "press-G")
"""Counted twice: the rest of the corpus averages 12 words a segment, these 24 like releases."""

_CHUNK = 500
_LINKS_PER_PIECE = 2


@dataclass(frozen=True, slots=True)
class Job:
    """A slice of pairs to annotate once a seed; seed None means without random choices."""

    pairs: tuple[Pair, ...]
    seeds: tuple[int | None, ...]


@lru_cache(maxsize=1)
def knowledge() -> tuple[TermBase, Lexicon]:
    """Term base and lexicon as the tool itself loads them."""
    return TermBase.load([ROOT / "glossaries"]), Lexicon.load(MODEL / "lexicon")


def run(job: Job) -> list[Example]:
    """Annotate one slice (in a worker process); what is known of a pair is asked once."""
    termbase, lexicon = knowledge()
    draws = [None if seed is None else random.Random(seed) for seed in job.seeds]
    examples = []
    for pair in job.pairs:
        hints = collect(pair.ru, termbase, lexicon).hints
        spans = locate(hints, pair.zh)
        examples += [write_source(pair, hints, spans, draw) for draw in draws]
    return examples


def annotate_all(pairs: Sequence[Pair], seeds: Sequence[int | None], workers: int) -> list[Example]:
    """Annotated examples of every pair for every seed, pair by pair."""
    jobs = [
        Job(
            tuple(pairs[start : start + _CHUNK]),
            tuple(seed if seed is None else seed + start for seed in seeds),
        )
        for start in range(0, len(pairs), _CHUNK)
    ]
    done: list[Example] = []
    with ProcessPoolExecutor(workers) as pool:
        for number, examples in enumerate(pool.map(run, jobs), 1):
            done.extend(examples)
            sys.stderr.write(f"\rannotated {number}/{len(jobs)}")
    sys.stderr.write("\n")
    return done


def links(source: Sequence[int], target: Sequence[int], linkable: frozenset[int]) -> list[int]:
    """Pairs ``source position * 1024 + target position`` of pieces that stand on both sides.

    A piece that stands more than twice on a side is linked only beside another link, because
    a lone 的 or 年 says nothing.
    """
    places: dict[int, list[int]] = {}
    for position, piece in enumerate(source):
        if piece in linkable:
            places.setdefault(piece, []).append(position)
    counts = Counter(target)
    pairs = {(i, j) for j, piece in enumerate(target) for i in places.get(piece, ())}
    kept = [
        (i, j)
        for i, j in pairs
        if len(places[source[i]]) * counts[source[i]] <= _LINKS_PER_PIECE
        or (i - 1, j - 1) in pairs
        or (i + 1, j + 1) in pairs
    ]
    return sorted(i * 1024 + j for i, j in kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--open", type=Path, help="folder of the public corpora, if present")
    parser.add_argument("--open-pairs", type=int, default=40_000)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--vocabulary", type=int, default=10_000)
    parser.add_argument("--keep-vocabulary", action="store_true", help="use the one in --out")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)

    parts = split(MODEL / "corpus")
    general = list(open_pairs(options.open)) if options.open else []
    random.Random(1).shuffle(general)
    general.sort(key=lambda p: p.group.startswith("open-msdocs"))
    general = general[: options.open_pairs]
    passes = [1000 * (n + 1) for n in range(options.passes)]
    long = [pair for pair in parts.train if pair.group.startswith(LONG_GROUPS)]
    examples = {
        "dev": annotate_all(parts.dev, [None], options.workers),
        "press": annotate_all([*parts.train, *long], passes, options.workers),
        "open": annotate_all(general, [1], options.workers),
    }
    spm_lines = [
        line
        for example in [*examples["press"][:: options.passes], *examples["open"][:8000]]
        for line in (example.source, example.target)
    ]
    if not options.keep_vocabulary:
        vocabulary.train(spm_lines, options.out, options.vocabulary)
    write(options.out, examples)


def write(folder: Path, examples: dict[str, list[Example]]) -> None:
    """Token ids of every part as flat arrays with offsets; ids are those of vocab.json."""
    model = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    linkable = frozenset(
        i
        for i in range(model.get_piece_size())
        if _linkable(model.id_to_piece(i)) and not model.is_byte(i)
    )
    arrays: dict[str, numpy.ndarray] = {}
    for part, items in examples.items():
        columns: dict[str, list[list[int]]] = {"source": [], "target": [], "links": []}
        for item in items:
            source = [*model.encode(item.source), 0]
            target = [*model.encode(item.target), 0]
            if len(source) > 200 or len(target) > 150:
                continue
            columns["source"].append(source)
            columns["target"].append(target)
            columns["links"].append(links(source, target, linkable))
        for name, rows in columns.items():
            flat = [value for row in rows for value in row]
            arrays[f"{part}.{name}"] = numpy.array(
                flat, dtype=numpy.int32 if name == "links" else numpy.uint16
            )
            arrays[f"{part}.{name}.ends"] = numpy.cumsum([len(row) for row in rows])
    numpy.savez_compressed(folder / "packed.npz", **arrays)
    with (folder / "dev.jsonl").open("w", encoding="utf-8") as out:
        for item in examples.get("dev", []):
            out.write(json.dumps([item.source, item.target], ensure_ascii=False) + "\n")
    for part in examples:
        ends = {n: arrays[f"{part}.{n}.ends"] for n in ("source", "target", "links")}
        sys.stderr.write(
            f"{part}: {len(ends['source'])} pairs, mean pieces "
            + ", ".join(f"{n} {(e[-1] / len(e)) if len(e) else 0:.1f}" for n, e in ends.items())
            + "\n"
        )


def _linkable(piece: str) -> bool:
    return piece.startswith("⟦") and len(piece) > 1 or any("\u3400" <= c <= "\u9fff" for c in piece)


if __name__ == "__main__":
    main()
