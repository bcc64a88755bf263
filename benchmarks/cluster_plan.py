"""Hours and cost of an archive on 1 to 64 nodes, from measured figures; a table in Markdown.

    python -m benchmarks.cluster_plan --segments-per-core 85 --documents-per-coordinator 154

The inputs are those of benchmarks/cluster_speed.py. The work of a document is shared among all
cores; the coordinator takes in documents one after another, and whichever of the two takes longer
decides. A node comes with a start (``--start`` seconds: boot, model) that is paid for and does
nothing else. The price of a node-hour is an assumption to be replaced by your own.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass

NODES = (1, 2, 4, 8, 16, 32, 64)


@dataclass(frozen=True, slots=True)
class Inputs:
    """``per_core`` segments a second of one core, ``efficiency`` the share of that which is left
    when all cores of a node work, ``per_coordinator`` documents a second, ``start`` seconds,
    ``price`` of a node-hour."""

    segments: float
    per_document: float
    per_core: float
    efficiency: float
    per_coordinator: float
    cores: int
    start: float
    price: float


@dataclass(frozen=True, slots=True)
class Row:
    """``segments_per_second`` once all nodes have their model."""

    nodes: int
    segments_per_second: float
    limit: str
    hours: float
    cost: float


def row(nodes: int, given: Inputs) -> Row:
    """What ``nodes`` machines take.

    >>> row(2, Inputs(7_200_000, 10, 100, 0.5, 1000, 10, 0, 3.0))
    Row(nodes=2, segments_per_second=1000.0, limit='cores', hours=2.0, cost=12.0)
    """
    workers = nodes * given.cores * given.per_core * given.efficiency
    taken = given.per_coordinator * given.per_document
    speed = min(workers, taken)
    hours = given.segments / speed / 3600 + given.start / 3600
    limit = "cores" if workers <= taken else "coordinator"
    return Row(nodes, speed, limit, hours, hours * nodes * given.price)


def table(given: Inputs, currency: str) -> str:
    """The rows for :data:`NODES`."""
    lines = [
        f"| nodes | segments a second | limited by | hours | {currency} |",
        "|---:|---:|---|---:|---:|",
    ]
    lines += [
        f"| {one.nodes} | {one.segments_per_second:,.0f} | {one.limit} | {one.hours:,.1f} | "
        f"{one.cost:,.2f} |"
        for one in (row(nodes, given) for nodes in NODES)
    ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--segments", type=float, default=10_000_000)
    parser.add_argument("--segments-per-document", type=float, default=11.0)
    parser.add_argument("--segments-per-core", type=float, required=True)
    parser.add_argument("--efficiency", type=float, default=1.0)
    parser.add_argument("--documents-per-coordinator", type=float, required=True)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--start", type=float, default=120.0)
    parser.add_argument("--price", type=float, default=0.10)
    parser.add_argument("--currency", default="USD")
    given = parser.parse_args(arguments)
    inputs = Inputs(
        given.segments, given.segments_per_document, given.segments_per_core, given.efficiency,
        given.documents_per_coordinator, given.cores, given.start, given.price,
    )  # fmt: skip
    sys.stdout.write(table(inputs, given.currency))


if __name__ == "__main__":
    main()
