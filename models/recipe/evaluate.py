"""``make evaluate``: scores of the embedded model on held-out releases and public test sets, and
the table of plain, appended and replaced sources at equal compute that
``models.recipe.compare`` has measured (training it anew takes an hour).

BLEU with the Chinese tokeniser and chrF by sacrebleu; term use and numbers as the tool itself
checks them; faults are segments with a loop, left-over Cyrillic, no target, or under half the
expected length.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import sacrebleu

from models.recipe.corpus import Pair, split
from translator.pipeline import Translator
from translator.settings import Settings
from translator.units import Block, Kind, SourceDocument, TranslationUnit

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "models" / "press-ru-zh" / "corpus"
COMPARISON = Path(__file__).with_name("comparison.json")
_FAULTS = {"repetition", "untranslated-cyrillic", "missing-target", "length-ratio", "lost-sentence"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, help="folder with NTREX.tsv and flores-devtest.tsv")
    parser.add_argument("--limit", type=int, default=0, help="first N pairs of each set")
    parser.add_argument("--engine", default="embedded")
    parser.add_argument("--models", type=Path, help="folder of models instead of models/")
    parser.add_argument("--beam", type=int, help="instead of the default")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--length-penalty", type=float)
    parser.add_argument("--samples", type=Path, help="write every translation here as TSV")
    parser.add_argument("--sets", default="test,dev")
    options = parser.parse_args()
    parts = split(CORPUS)
    sets = {n: s for n, s in (("test", parts.test), ("dev", parts.dev)) if n in options.sets}
    for name in ("NTREX", "flores-devtest"):
        path = options.eval / f"{name}.tsv" if options.eval else None
        if path is not None and path.is_file():
            sets[name] = tuple(_public(path, name))
    settings = Settings.load(None, {}, {"engine": options.engine, "beam": options.beam})
    settings = replace(settings, threads=options.threads)
    if options.models:
        settings = replace(settings, models=options.models)
    if options.length_penalty is not None:
        settings = replace(settings, length_penalty=options.length_penalty)
    translator = Translator(settings)
    rows = []
    for name, pairs in sets.items():
        chosen = pairs[: options.limit] if options.limit else pairs
        rows.append(score(name, chosen, translator, options.samples))
    translator.close()
    print(json.dumps(rows, ensure_ascii=False, indent=2))  # noqa: T201
    if COMPARISON.is_file():
        print(COMPARISON.read_text("utf-8"))  # noqa: T201


def _public(path: Path, name: str) -> list[Pair]:
    lines = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [Pair(cells[0], cells[1], name) for cells in lines if len(cells) >= 2]


def score(
    name: str, pairs: tuple[Pair, ...], translator: Translator, samples: Path | None
) -> dict[str, object]:
    """One row of the table; every pair is translated as a document of one paragraph."""
    begun = time.monotonic()
    units = translate(pairs, translator)
    seconds = time.monotonic() - begun
    targets = [unit.target or "" for unit in units]
    references = [pair.zh for pair in pairs]
    terms = Counter(use.status for unit in units for use in unit.terms)
    numbers = Counter(use.status for unit in units for use in unit.numbers)
    faulty = sum(1 for u in units if any(f.check in _FAULTS for f in u.findings))
    if samples is not None:
        with samples.open("a", encoding="utf-8") as out:
            for pair, unit in zip(pairs, units, strict=True):
                checks = ",".join(f.check for f in unit.findings)
                out.write(f"{name}\t{pair.ru}\t{unit.target or ''}\t{pair.zh}\t{checks}\n")
    words = sum(len(pair.ru.split()) for pair in pairs)
    return {
        "set": name,
        "segments": len(pairs),
        "bleu_zh": round(sacrebleu.corpus_bleu(targets, [references], tokenize="zh").score, 1),
        "chrf": round(sacrebleu.corpus_chrf(targets, [references]).score, 1),
        "terms_right_percent": _share(terms["used"] + terms["variant"], terms.total()),
        "numbers_right_percent": _share(numbers["right"], numbers.total()),
        "faulty_percent": _share(faulty, len(units)),
        "words_per_second": round(words / seconds, 1),
    }


def translate(pairs: tuple[Pair, ...], translator: Translator) -> list[TranslationUnit]:
    """The unit of each pair; a pair of several sentences is joined again."""
    blocks = tuple(Block(f"b{i}", Kind.PARAGRAPH, p.ru) for i, p in enumerate(pairs, 1))

    def progress(done: int, total: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done}/{total}")

    bitext = translator.translate(SourceDocument("evaluation", blocks), progress)
    grouped: dict[str, list[TranslationUnit]] = {}
    for unit in bitext.units:
        grouped.setdefault(unit.block, []).append(unit)
    return [_joined(grouped[block.id]) for block in blocks]


def _joined(units: list[TranslationUnit]) -> TranslationUnit:
    return replace(
        units[0],
        target="".join(u.target or "" for u in units) or None,
        terms=tuple(t for u in units for t in u.terms),
        numbers=tuple(n for u in units for n in u.numbers),
        findings=tuple(f for u in units for f in u.findings),
    )


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


if __name__ == "__main__":
    main()
