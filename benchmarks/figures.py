"""Figures read, written and compared: our cases, and faults made in our own press text.

    python -m benchmarks.figures

The cases are tests/cases/placeables (value and Chinese of each figure of a Russian text, figures
of a Chinese text, figures of one looked for in the other). On A-F of the embedded model's corpus:
figures of the Russian that stand by value in the reference Chinese, by kind; then one fault a
line, a digit changed or 万 and 亿 taken for one another, and how often a figure is missed.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from translator.placeables import check, extra_figures, find
from translator.placeables.chinese import figures

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases" / "placeables"
CORPUS = ROOT / "models" / "press-ru-zh" / "corpus"
_SEED = 20


def rows(name: str) -> list[list[str]]:
    """Rows of a case file without its head."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [x.split("\t") for x in lines if x and not x.startswith("#")][1:]


def of_cases() -> Iterator[str]:
    """A line a file: texts, texts read without an error."""
    for name in ("russian.tsv", "forms.tsv"):
        wanted: dict[str, list[tuple[str, ...]]] = {}
        for ru, *cells in rows(name):
            wanted.setdefault(ru, [])
            if cells[0] != "-":
                wanted[ru].append(tuple(cells[:4]))
        right = sum(
            [(p.kind, p.text, p.value, p.zh) for p in find(ru)] == own for ru, own in wanted.items()
        )
        yield f"{name}\t{len(wanted)}\t{right}\n"
    chinese: dict[str, list[tuple[str, ...]]] = {}
    for zh, *cells in rows("chinese.tsv"):
        chinese.setdefault(zh, [])
        if cells[0] != "-":
            chinese[zh].append(tuple(cells))
    right = sum(
        [(f.text, " ".join(map(str, f.values)), f.unit) for f in figures(zh)] == own
        for zh, own in chinese.items()
    )
    yield f"chinese.tsv\t{len(chinese)}\t{right}\n"
    compared = rows("check.tsv")
    right = sum(_compares(*row) for row in compared)
    yield f"check.tsv\t{len(compared)}\t{right}\n"


def _compares(ru: str, zh: str, missing: str, extra: str) -> bool:
    placeables = find(ru)
    lost = sum(use.status == "missing" for use in check(placeables, zh))
    found = [f.text for f in extra_figures(placeables, zh)]
    return (lost, found) == (int(missing), [e for e in extra.split(";") if e])


def _digit(zh: str, dice: random.Random) -> str:
    places = [m.start() for m in re.finditer(r"(?<![A-Za-z/.@-])\d", zh)]
    if not places:
        return ""
    at = dice.choice(places)
    return zh[:at] + dice.choice([d for d in "123456789" if d != zh[at]]) + zh[at + 1 :]


def _scale(zh: str, dice: random.Random) -> str:
    places = [m.start() for m in re.finditer(r"(?<=\d)[万亿]", zh)]
    if not places:
        return ""
    at = dice.choice(places)
    return zh[:at] + ("亿" if zh[at] == "万" else "万") + zh[at + 1 :]


def of_corpus() -> Iterator[str]:
    """Figures by kind, then faults made and noticed."""
    dice = random.Random(_SEED)
    seen: Counter[tuple[str, str]] = Counter()
    faults: Counter[tuple[str, bool]] = Counter()
    for path in sorted(CORPUS.glob("[A-F].tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            ru, _, zh = line.partition("\t")
            placeables = find(ru)
            if not placeables or not zh:
                continue
            uses = check(placeables, zh)
            seen.update((use.kind, use.status) for use in uses)
            if any(use.status == "missing" for use in uses) or extra_figures(placeables, zh):
                continue  # the line itself is doubted, a fault in it says nothing
            for name, damage in (("digit", _digit), ("万/亿", _scale)):
                if damaged := damage(zh, dice):
                    lost = any(u.status == "missing" for u in check(placeables, damaged))
                    faults[name, lost or bool(extra_figures(placeables, damaged))] += 1
    yield "\nkind\tfigures\tin the reference by value\n"
    for kind in [*sorted({kind for kind, _ in seen}), ""]:
        own = [n for (k, _), n in seen.items() if not kind or k == kind]
        right = sum(n for (k, s), n in seen.items() if s == "right" and (not kind or k == kind))
        yield f"{kind or 'all'}\t{sum(own)}\t{right / sum(own):.2%}\n"
    yield "\nfault\tmade\tnoticed\n"
    for name in ("digit", "万/亿"):
        yield f"{name}\t{faults[name, True] + faults[name, False]}\t{faults[name, True]}\n"


def main() -> None:
    """Print both parts."""
    sys.stdout.write("file\ttexts\tright\n")
    sys.stdout.writelines(of_cases())
    sys.stdout.writelines(of_corpus())


if __name__ == "__main__":
    main()
