"""The machines of a cluster, and how many workers each takes: one for each GPU where there are
any in the cluster, else one for each core (or several)."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """A machine that is there. ``places`` is the number of workers that it takes, ``gpus`` how
    many each of them gets."""

    id: str
    name: str
    places: int
    gpus: int = 0


def has_gpus() -> bool:
    """Has any node that is there a GPU?"""
    return any(found["Resources"].get("GPU", 0) >= 1 for found in _alive())


def nodes(threads: int, gpus: int, unfit: Container[str]) -> list[Node]:
    """The nodes that are there, have room for a worker of so many threads and GPUs, and are not
    ``unfit``."""
    return places(_alive(), threads, gpus, unfit)


def places(
    alive: Sequence[dict[str, Any]], threads: int, gpus: int, unfit: Container[str]
) -> list[Node]:
    """As :func:`nodes`, of what the cluster says of each.

    >>> [node.places for node in places([
    ...     {"NodeID": "a", "NodeManagerHostname": "n", "Resources": {"CPU": 9.0, "GPU": 2.0}},
    ...     {"NodeID": "b", "NodeManagerHostname": "n", "Resources": {"CPU": 9.0}},
    ... ], 2, 1, ())]
    [2]
    """
    found = []
    for one in alive:
        has = one["Resources"]
        room = int(has.get("CPU", 0) // threads)
        if gpus:
            room = min(room, int(has.get("GPU", 0) // gpus))
        if room and one["NodeID"] not in unfit:
            found.append(Node(one["NodeID"], _name(one), room, gpus))
    return found


def is_there(node: Node) -> bool:
    """Has the cluster not lost it?"""
    return any(found["NodeID"] == node.id for found in _alive())


def _alive() -> list[dict[str, Any]]:
    import ray

    found: list[dict[str, Any]] = ray.nodes()  # type: ignore[no-untyped-call]
    return [node for node in found if node["Alive"]]


def _name(node: dict[str, Any]) -> str:
    return str(node.get("NodeManagerHostname") or node["NodeManagerAddress"])
