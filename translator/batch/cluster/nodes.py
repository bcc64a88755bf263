"""The machines of a cluster, and how many workers each takes."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """A machine that is there. ``places`` is the number of workers that it takes."""

    id: str
    name: str
    places: int


def nodes(threads: int, unfit: Container[str]) -> list[Node]:
    """The nodes that are there and not ``unfit``, for workers of so many threads."""
    return [
        Node(found["NodeID"], _name(found), int(found["Resources"].get("CPU", 0) // threads))
        for found in _alive()
        if found["NodeID"] not in unfit
    ]


def is_there(node: Node) -> bool:
    """Has the cluster not lost it?"""
    return any(found["NodeID"] == node.id for found in _alive())


def _alive() -> list[dict[str, Any]]:
    import ray

    found: list[dict[str, Any]] = ray.nodes()  # type: ignore[no-untyped-call]
    return [node for node in found if node["Alive"]]


def _name(node: dict[str, Any]) -> str:
    return str(node.get("NodeManagerHostname") or node["NodeManagerAddress"])
