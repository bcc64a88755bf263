"""Translation memory at a given size: import from TMX, exact and fuzzy lookups, peak memory.

Run from the repository root: ``python benchmarks/memory_speed.py --units 1000000``. Units are
generated from patterns and the project's glossaries, a tenth of them repeats in another context,
a quarter near repeats. Import runs in a process of its own, whose peak resident memory is
reported; lookups in another, on one core. ``cpu_seconds`` count start and import of the whole
process: on a busy machine they tell more than the clock.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from translator.exchange import tmx  # noqa: E402
from translator.memory import TranslationMemory  # noqa: E402
from translator.units import ReviewedUnit  # noqa: E402

PATTERNS = Path(__file__).with_name("memory_patterns.tsv")


def vocabulary() -> list[tuple[str, str]]:
    """Russian and Chinese of every entry of the project's glossaries."""
    pairs = []
    for path in sorted((ROOT / "glossaries").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            cells = line.split("\t")
            pairs.append((cells[0], cells[1]))
    return pairs


def generate(count: int, seed: int = 7) -> Iterator[ReviewedUnit]:
    """``count`` units, the same for the same ``seed``."""
    pick = random.Random(seed)
    words = vocabulary()
    patterns = [row.split("\t") for row in PATTERNS.read_text(encoding="utf-8").splitlines()[1:]]
    day = datetime(2012, 1, 1, tzinfo=UTC)
    previous = ""
    kept: list[tuple[str, str]] = []
    for number in range(count):
        draw = pick.random()
        if kept and draw < 0.1:
            source, target = pick.choice(kept)
        else:
            ru, zh = pick.choice(patterns)
            near = bool(kept) and draw < 0.35
            a, b, c = (words[pick.randrange(40 if near else len(words))] for _ in range(3))
            figures = (pick.randint(2, 999), pick.randint(2, 999), pick.randint(2013, 2035))
            low = {"a": a[0], "b": b[0], "c": c[0]}
            high = {"A": a[1], "B": b[1], "C": c[1]}
            source = ru.format(**low, n=figures[0], m=figures[1], y=figures[2]) + "."
            target = zh.format(**high, N=figures[0], M=figures[1], Y=figures[2]) + "。"
            if len(kept) < 5000:
                kept.append((source, target))
        yield ReviewedUnit(
            source, target, previous=previous if number % 4 == 0 else "",
            release=f"release-{number // 14}", reviewer=f"reviewer-{number % 9}",
            reviewed=day + timedelta(minutes=5 * number), domain=("economy", "culture")[number % 2],
        )  # fmt: skip
        previous = source


def load(tmx_path: str, place: str, answers: multiprocessing.Queue[dict[str, float]]) -> None:
    """Import the file and report seconds, units and the peak resident memory in MB."""
    begun = time.perf_counter()
    with TranslationMemory.open(place) as memory:
        added = memory.add(tmx.TmxFile(Path(tmx_path)), what="import")
    seconds = time.perf_counter() - begun
    own = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answers.put(
        {"units": added.new + added.known, "seconds": seconds, "cpu_seconds": own, "peak_mb": peak}
    )


def ask(
    place: str, queries: list[tuple[str, str]], answers: multiprocessing.Queue[dict[str, float]]
) -> None:
    """Exact and fuzzy lookups for (source, changed source): milliseconds by the clock and of the
    processor, and how often found."""
    exact, fuzzy, exact_cpu, fuzzy_cpu = [], [], [], []
    hits = best = 0
    with TranslationMemory.open(place) as memory:
        for source, changed in queries[:50]:
            memory.exact(source)
            memory.fuzzy(changed)
        for source, changed in queries:
            begun, own = time.perf_counter(), time.thread_time()
            found = memory.exact(source)
            exact.append(1000 * (time.perf_counter() - begun))
            exact_cpu.append(1000 * (time.thread_time() - own))
            hits += bool(found)
            begun, own = time.perf_counter(), time.thread_time()
            similar = memory.fuzzy(changed)
            fuzzy.append(1000 * (time.perf_counter() - begun))
            fuzzy_cpu.append(1000 * (time.thread_time() - own))
            best += any(match.unit.source == source or match.percent >= 95 for match in similar)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answers.put(
        {
            "exact_p50_ms": statistics.median(exact),
            "exact_p95_ms": statistics.quantiles(exact, n=20)[-1],
            "fuzzy_p50_ms": statistics.median(fuzzy),
            "fuzzy_p95_ms": statistics.quantiles(fuzzy, n=20)[-1],
            "exact_cpu_p95_ms": statistics.quantiles(exact_cpu, n=20)[-1],
            "fuzzy_cpu_p50_ms": statistics.median(fuzzy_cpu),
            "fuzzy_cpu_p95_ms": statistics.quantiles(fuzzy_cpu, n=20)[-1],
            "exact_found": hits / len(queries),
            "fuzzy_found": best / len(queries),
            "lookup_peak_mb": peak,
        }
    )


def changed(source: str, pick: random.Random, words: list[tuple[str, str]]) -> str:
    """One word in three places out of four replaced, else another figure."""
    parts = source.split()
    place = pick.randrange(len(parts))
    if pick.random() < 0.25:
        return "".join(str(pick.randint(1, 9)) if c.isdigit() else c for c in source)
    parts[place] = pick.choice(words)[0].split()[0]
    return " ".join(parts)


def in_process(work: object, *arguments: object) -> dict[str, float]:
    """The report of a function that runs in a fresh process."""
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    process = context.Process(target=work, args=(*arguments, answers))  # type: ignore[arg-type]
    process.start()
    process.join()
    return answers.get(timeout=10)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--memory", help="path or URL instead of a temporary SQLite file")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.tmx"
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            tmx.write_units(generate(options.units), stream)
        place = options.memory or str(Path(folder) / "memory.sqlite")
        report = in_process(load, str(path), place)
        pick = random.Random(11)
        words = vocabulary()
        step = max(1, options.units // options.queries)
        sources = [
            u.source for u in islice(generate(options.units), pick.randrange(step), None, step)
        ]
        queries = [(source, changed(source, pick, words)) for source in sources[: options.queries]]
        report |= in_process(ask, place, queries)
        file = Path(folder) / "memory.sqlite"
        report["file_mb"] = file.stat().st_size / 2**20 if file.exists() else 0.0
    report["units_per_second"] = report["units"] / report["seconds"]
    report["units_per_cpu_second"] = report["units"] / report["cpu_seconds"]
    if options.json:
        sys.stdout.write(json.dumps(report) + "\n")
        return
    for name, value in report.items():
        sys.stdout.write(f"{name}\t{value:.2f}\n")


if __name__ == "__main__":
    main()
