"""An invented archive: ``python -m benchmarks.batch_archive FOLDER --count 200``.

Releases are put together from benchmarks/batch_templates.toml, the same for the same seed: a
title, a date line, three to six short paragraphs (some seven to twelve segments) and two contact
lines that all share. They lie in a folder for each year and month.
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

TEMPLATES = Path(__file__).with_name("batch_templates.toml")


def releases(count: int, seed: int = 3) -> Iterator[tuple[str, str]]:
    """(path under the archive, text) of ``count`` releases."""
    words = tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))
    pick = random.Random(seed)
    for number in range(count):
        year, month = 2010 + number % 15, number // 15 % 12 + 1
        yield f"{year}/{month:02}/release-{number:05}.txt", _release(words, pick, year)


def write(folder: Path, count: int, seed: int = 3) -> None:
    """Write the archive; files that are there are kept."""
    for name, text in releases(count, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(text, encoding="utf-8")


def _release(words: dict[str, list[str]], pick: random.Random, year: int) -> str:
    city = pick.choice(words["cities"])

    def filled(template: str) -> str:
        return template.format(
            region=pick.choice(words["regions"]), city=city, firm=pick.choice(words["firms"]),
            product=pick.choice(words["products"]), product_ins=pick.choice(words["products_ins"]),
            person=pick.choice(words["people"]), month=pick.choice(words["months"]),
            day=pick.randint(2, 28), year=year, later=year + pick.randint(1, 4),
            months=pick.randint(3, 11), n=pick.randint(12, 980), k=pick.randint(3, 60),
            m=f"{pick.randint(1, 9)},{pick.randint(1, 9)}", p=pick.randint(3, 85),
        )  # fmt: skip

    body = [filled(pick.choice(words["leads"]))]
    wanted = pick.sample(words["sentences"], pick.randint(4, 8))
    while wanted:
        size = pick.randint(1, 2)
        body.append(" ".join(filled(template) for template in wanted[:size]))
        wanted = wanted[size:]
    day = f"г. {city}, {pick.randint(1, 28)} {pick.choice(words['months'])} {year} года"
    parts = [filled(pick.choice(words["titles"])), day, *body, "\n".join(words["contacts"])]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=3)
    given = parser.parse_args()
    write(given.folder, given.count, given.seed)
    sys.stdout.write(f"{given.count} releases in {given.folder}\n")


if __name__ == "__main__":
    main()
