"""Loading a term base of 50,000 entries: the files parsed against the compiled cache; JSON.

    python -m benchmarks.termbase_loading [--entries 50000]

The glossary is generated into a temporary folder. Both ways are timed in turn in one process,
medians of CPU seconds; the ratio is the figure to compare, seconds depend on the machine.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from translator.termbase import TermBase

_SEED = 20
_FIRST = ("новый", "северный", "цифровой", "портовый", "учебный", "морской", "речной", "южный")
_SECOND = ("завод", "центр", "проект", "комплекс", "причал", "форум", "союз", "совет")
_SYLLABLES = ("ка", "ро", "ми", "лен", "тор", "гра", "вос", "пи", "ду", "шан", "зе", "бел")
_HAN = "新北数港学海河南厂心目合码坛盟会中东山水"


def generate(path: Path, entries: int) -> None:
    """A glossary of made-up terms of two to four words with all columns filled in."""
    draw = random.Random(_SEED)
    rows = ["ru\tzh\tkind\tvariants\tforbidden\tdnt\tcase\tcontext\tsource\tnote"]
    for number in range(entries):
        name = "".join(draw.choices(_SYLLABLES, k=3))
        ru = f"{draw.choice(_FIRST)} {draw.choice(_SECOND)} {name} {number}"
        zh, other = ("".join(draw.choices(_HAN, k=6)) for _ in range(2))
        cells = [ru, zh, "body", other, "", "", "", "", "протокол", "проверено"]
        rows.append("\t".join(cells))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def seconds(load: Callable[[], TermBase]) -> float:
    """CPU seconds of one load."""
    gc.collect()
    begun = time.thread_time()
    load()
    return time.thread_time() - begun


def main() -> None:
    """Measure both ways in turn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        glossary, cache = Path(name) / "generated.tsv", Path(name) / "cache"
        generate(glossary, given.entries)
        first = seconds(lambda: TermBase.load([glossary], cache=cache))
        parsing, cached = [], []
        for _ in range(given.runs):
            parsing.append(seconds(lambda: TermBase.load([glossary])))
            cached.append(seconds(lambda: TermBase.load([glossary], cache=cache)))
        size = next((cache / "termbase").iterdir()).stat().st_size
    tsv, kept = statistics.median(parsing), statistics.median(cached)
    result = {
        "entries": given.entries,
        "parse_s": round(tsv, 3),
        "first_load_with_cache_s": round(first, 3),
        "cached_s": round(kept, 4),
        "ratio": round(tsv / kept, 1),
        "cache_mb": round(size / 1e6, 1),
    }
    sys.stdout.write(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
