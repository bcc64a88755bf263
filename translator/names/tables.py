"""Reading of the tables in data/: tab-separated, lines that begin with ``#`` are remarks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``data/<name>.tsv`` in order, cells stripped.

    >>> rows("rewrites")[0]
    ('тьс', 'ц', 'any')
    """
    text = (_DATA / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(
        tuple(cell.strip() for cell in line.split("\t"))
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    )


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a table as a set, for plain word lists."""
    return frozenset(row[0] for row in rows(name))
