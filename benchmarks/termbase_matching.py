"""Terms found and missed on tests/cases/termbase: our matching against plain substrings.

Run from the repository root: ``python -m benchmarks.termbase_matching``. Prints one line of
figures for each way (precision, recall, words per second) as tab-separated values.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from translator.termbase import TermBase

CASES = Path(__file__).parent.parent / "tests" / "cases" / "termbase"
Span = tuple[int, int]


def load_cases() -> list[tuple[str, set[Span]]]:
    """Texts and the spans marked in them."""
    cases = []
    for row in (CASES / "find.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        marked = row.partition("\t")[0]
        spans, text = set(), ""
        for i, piece in enumerate(re.split("[{}]", marked)):
            if i % 2:
                spans.add((len(text), len(text) + len(piece)))
            text += piece
        cases.append((text, spans))
    return cases


def substring_finder(base: TermBase) -> Callable[[str], set[Span]]:
    """Longest first, case ignored: what search-and-replace glossaries do."""
    terms = sorted((t.ru.lower() for t in base.terms), key=len, reverse=True)

    def find(text: str) -> set[Span]:
        lowered, spans = text.lower(), set[Span]()
        for term in terms:
            for m in re.finditer(re.escape(term), lowered):
                if not any(m.start() < stop and start < m.end() for start, stop in spans):
                    spans.add(m.span())
        return spans

    return find


def main() -> None:
    """Print precision, recall and speed of both ways."""
    base = TermBase.load([CASES / "glossary.tsv"])
    cases = load_cases()
    words = sum(len(text.split()) for text, _ in cases)

    def ours(text: str) -> set[Span]:
        return {(m.start, m.stop) for m in base.find(text)}

    sys.stdout.write("way\tprecision\trecall\tfirst run words/s\tsecond run words/s\n")
    for name, find in (("lemma and agreement", ours), ("substring", substring_finder(base))):
        rates = []
        for _ in range(2):
            began = time.perf_counter()
            found = [find(text) for text, _ in cases]
            rates.append(words / (time.perf_counter() - began))
        right = sum(len(f & wanted) for f, (_, wanted) in zip(found, cases, strict=True))
        given = sum(map(len, found))
        expected = sum(len(wanted) for _, wanted in cases)
        sys.stdout.write(
            f"{name}\t{right / given:.3f}\t{right / expected:.3f}\t{rates[0]:.0f}\t{rates[1]:.0f}\n"
        )


if __name__ == "__main__":
    main()
