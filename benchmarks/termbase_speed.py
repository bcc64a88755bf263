"""What is known of a text, found against 50,000 terms: words a minute on one core, and memory.

    python -m benchmarks.termbase_speed [--entries 50000] [--words 20000]

The glossary is the project's own, filled up to the number wanted with terms of two to four words
made from the embedded model's lexicon (adjective + noun, + noun in the genitive), so that first
words, endings and overlaps are those of real terms. The text is the Russian side of our own press
corpus. Measured are CPU seconds of ``hints.collect`` (terms, names, numbers; no lexicon) for
every line, after loading from the compiled cache; the words seen first cost more than the same
words again, so both halves of the text are given. Memory is the growth of the resident set
over the interpreter with its libraries and dictionary.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from translator.hints import collect
from translator.morphology import Reading, readings
from translator.termbase import TermBase

ROOT = Path(__file__).parent.parent
_MODEL = ROOT / "models" / "press-ru-zh"
_SEED = 20
_HAN = "新北数港学海河南厂心目合码坛盟会中东山水"


def fill(path: Path, entries: int) -> None:
    """A glossary of ``entries`` terms, each once."""
    draw = random.Random(_SEED)
    nouns, adjectives, genitives = _words()
    seen: dict[str, None] = {}
    while len(seen) < entries:
        noun = draw.choice(nouns)
        own = adjectives.get(noun.gender) or [""]
        head = f"{draw.choice(own)} {noun.lemma}" if draw.random() < 0.7 else noun.lemma
        tail = [draw.choice(genitives) for _ in range(draw.choice((0, 1, 1, 2)))]
        term = " ".join([head, *tail])
        if " " in term:
            seen[term] = None
    rows = [f"{term}\t{''.join(draw.choices(_HAN, k=5))}\teconomy" for term in seen]
    path.write_text("\n".join(["ru\tzh\tkind", *rows]) + "\n", encoding="utf-8")


def _words() -> tuple[list[Reading], dict[str, list[str]], list[str]]:
    """Nouns of the lexicon, adjectives by gender in the nominative, genitives of nouns."""
    lines = (_MODEL / "lexicon" / "general.tsv").read_text(encoding="utf-8").splitlines()
    named = (readings(line.partition("\t")[0])[0] for line in lines)
    nouns = [r for r in named if r.pos == "NOUN" and r.number == "sing" and len(r.lemma) > 3]
    adjectives: dict[str, set[str]] = {}
    genitives: set[str] = set()
    for word in {word for line in _texts(200_000) for word in line.split() if word.islower()}:
        reading = readings(word)[0]
        if (reading.pos, reading.case, reading.number) == ("ADJF", "nom", "sing"):
            adjectives.setdefault(reading.gender, set()).add(word)
        elif (reading.pos, reading.case) == ("NOUN", "gen"):
            genitives.add(word)
    return nouns, {g: sorted(words) for g, words in adjectives.items()}, sorted(genitives)


def _texts(words: int) -> list[str]:
    lines: list[str] = []
    total = 0
    for path in sorted((_MODEL / "corpus").glob("[A-F].tsv")):
        for row in path.read_text(encoding="utf-8").splitlines():
            lines.append(row.partition("\t")[0])
            total += len(lines[-1].split())
            if total >= words:
                return lines
    return lines


def resident() -> float:
    """Megabytes of the resident set now (Linux)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    """Print the figures as JSON; they are measured in a process that has seen no text yet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--prepared", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    own = ROOT / "glossaries"
    if given.prepared is not None:
        paths = [given.prepared / "filled.tsv", own]
        result = _measure(paths, given.prepared / "cache", _texts(given.words))
        sys.stdout.write(json.dumps(result, indent=2) + "\n")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "filled.tsv", given.entries - len(TermBase.load([own], lenient=True)))
        TermBase.load([folder / "filled.tsv", own], lenient=True, cache=folder / "cache")
        command = [sys.executable, "-m", "benchmarks.termbase_speed", "--prepared", name]
        subprocess.run([*command, "--words", str(given.words)], cwd=ROOT, check=True)


def _measure(paths: list[Path], cache: Path, lines: list[str]) -> dict[str, object]:
    readings("слово")  # the dictionary is there whatever the glossary holds
    before = resident()
    begun = time.thread_time()
    base = TermBase.load(paths, lenient=True, cache=cache)
    loaded = time.thread_time() - begun
    middle = len(lines) // 2
    parts = {"first_half": lines[:middle], "second_half": lines[middle:]}
    parts["second_half_again"] = parts["second_half"]
    return {
        "terms": len(base),
        "load_s": round(loaded, 3),
        **{name: _pace(base, part) for name, part in parts.items()},
        "memory_mb": round(resident() - before, 1),
        "process_mb": round(resident(), 1),
    }


def _pace(base: TermBase, lines: list[str]) -> dict[str, int]:
    begun = time.thread_time()
    found = sum(len(collect(line, base, None).hints) for line in lines)
    seconds = time.thread_time() - begun
    words = sum(len(line.split()) for line in lines)
    return {"words": words, "hints": found, "words_a_minute": round(words / seconds * 60)}


if __name__ == "__main__":
    main()
