"""Names in Chinese: our five lists of 500, and the names of our own press text.

    python -m benchmarks.names

The lists are press500, fresh500, third500, fourth500 and fifth500 of tests/cases/names: name,
kind, the Chinese form of reference works, and other forms that are in use. ``exact`` is the share
of the first form. A form that is neither is classed by how far it is: one character apart, a part
that the list of established forms should have had (a third of its characters or fewer in common),
or other. The second part looks for our Chinese of each name in the Chinese of the same line (A-F
of the embedded model's corpus); a name that is missing there is not always wrong.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from translator.inventory import plain_form
from translator.names import KINDS, find, transcribe_name

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases" / "names"
CORPUS = ROOT / "models" / "press-ru-zh" / "corpus"
LISTS = ("press500", "fresh500", "third500", "fourth500", "fifth500")
CLASSES = ("exact", "other form in use", "one character", "another word", "other")


def error_class(ours: str, row: dict[str, str]) -> str:
    """One of :data:`CLASSES`."""
    wanted = row["zh"]
    if ours == wanted:
        return CLASSES[0]
    if ours in row["also"].split("|"):
        return CLASSES[1]
    matcher = SequenceMatcher(None, ours, wanted, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks())
    longer = max(len(ours), len(wanted))
    if longer - common <= 1:
        return CLASSES[2]
    return CLASSES[3] if 3 * common <= longer else CLASSES[4]


def of_list(name: str) -> None:
    """Print the classes of one list by kind."""
    with (CASES / f"{name}.tsv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    counts = Counter(
        (row["kind"], error_class(transcribe_name(row["name"], row["kind"]).zh, row))
        for row in rows
    )
    sys.stdout.write("\t".join([name, "names", *CLASSES]) + "\n")
    for kind in KINDS:
        own = [counts[kind, cls] for cls in CLASSES]
        sys.stdout.write("\t".join([kind, str(sum(own)), *map(str, own)]) + "\n")
    sums = [sum(counts[kind, cls] for kind in KINDS) for cls in CLASSES]
    sys.stdout.write("\t".join(["all", str(len(rows)), *map(str, sums)]) + "\n\n")


def of_corpus() -> None:
    """Print how many names of the press text stand in its Chinese as we write them."""
    seen: Counter[tuple[str, bool, str]] = Counter()
    for path in sorted(CORPUS.glob("[A-F].tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            ru, _, zh = line.partition("\t")
            bare = plain_form(zh)
            for match in find(ru) if zh else ():
                if plain_form(match.zh) in bare:
                    what = "as ours"
                elif any(plain_form(form) in bare for form in match.also):
                    what = "in another admissible form"
                else:
                    what = "otherwise"
                seen[match.kind, match.sure, what] += 1
    sys.stdout.write("kind\tsure\tnames\tas ours\tin another admissible form\n")
    for kind, sure in sorted({key[:2] for key in seen}):
        own = {what: n for (k, s, what), n in seen.items() if (k, s) == (kind, sure)}
        number = sum(own.values())
        shares = [own.get(w, 0) / number for w in ("as ours", "in another admissible form")]
        cells = [kind, "yes" if sure else "no", str(number), *(f"{s:.1%}" for s in shares)]
        sys.stdout.write("\t".join(cells) + "\n")


def main() -> None:
    """Both parts."""
    for name in LISTS:
        of_list(name)
    of_corpus()


if __name__ == "__main__":
    main()
