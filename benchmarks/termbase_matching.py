"""Terms found and missed on our own corpus: our matching, stem matching and plain substrings.

    python -m benchmarks.termbase_matching

The corpus is tests/cases/termbase/releases: 60 releases with every term marked by hand, a file
for each phenomenon; the held-out files were written after the rules. A match is right if it has
the span and the entry that are marked. Both other ways take the longest term first and ignore
case and ё: substrings as search and replace does, stems as a search engine does (Snowball, the
words of a term one after another). Tab-separated: marks, missed and false matches by file.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable

from benchmarks.stemming import stem
from tests.termbase.termbase_releases import FOLDER, Score, Sentence, load_base, score, sentences
from translator.termbase import TermBase

Found = list[tuple[int, int, str]]
Way = Callable[[str], Found]
_WORD = re.compile(r"[^\W_]+")


def grammar(base: TermBase) -> Way:
    """Lemmas, agreement and context: what the tool does."""
    return lambda text: [(m.start, m.stop, m.term.ru) for m in base.find(text)]


def substring(base: TermBase) -> Way:
    """What search-and-replace glossaries do."""
    terms = sorted(((_plain(t.ru), t.ru) for t in base.terms), key=lambda t: -len(t[0]))

    def find(text: str) -> Found:
        found: Found = []
        for plain, ru in terms:
            spans = (m.span() for m in re.finditer(re.escape(plain), _plain(text)))
            found += [(*span, ru) for span in _free(spans, found)]
        return found

    return find


def stems(base: TermBase) -> Way:
    """What a search engine does: the stems of the term's words in a row."""
    terms = sorted(
        ((tuple(map(stem, _WORD.findall(t.ru))), t.ru) for t in base.terms),
        key=lambda t: (-len(t[0]), -len(t[1])),
    )

    def find(text: str) -> Found:
        words = [(m.start(), m.end(), stem(m.group())) for m in _WORD.finditer(text)]
        found: Found = []
        for wanted, ru in terms:
            size = len(wanted)
            spans = (
                (words[i][0], words[i + size - 1][1])
                for i in range(len(words) - size + 1)
                if tuple(w[2] for w in words[i : i + size]) == wanted
            )
            found += [(*span, ru) for span in _free(spans, found)]
        return found

    return find


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е")


def _free(spans: Iterable[tuple[int, int]], found: Found) -> list[tuple[int, int]]:
    return [(a, b) for a, b in spans if not any(a < stop and start < b for start, stop, _ in found)]


def total(way: Way, some: Iterable[Sentence]) -> Score:
    """Marks, matches and right matches of all sentences."""
    return sum((score(s, way(s.text)) for s in some), Score())


def main() -> None:
    """Print the table by file, then precision and recall of the whole."""
    base = load_base()
    ways = {"ours": grammar(base), "stems": stems(base), "substring": substring(base)}
    whole = dict.fromkeys(ways, Score())
    heads = [f"{name} {what}" for name in ways for what in ("missed", "false")]
    sys.stdout.write("\t".join(["file", "marks", *heads]) + "\n")
    for path in sorted(FOLDER.glob("*.txt")):
        own = sentences(only=path.name)
        cells = [path.stem, str(sum(len(s.wanted) for s in own))]
        for name, way in ways.items():
            one = total(way, own)
            whole[name] += one
            cells += [str(one.marked - one.right), str(one.found - one.right)]
        sys.stdout.write("\t".join(cells) + "\n")
    for name, one in whole.items():
        sys.stdout.write(f"{name}: precision {one.precision:.3f}, recall {one.recall:.3f}\n")


if __name__ == "__main__":
    main()
