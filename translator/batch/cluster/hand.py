"""A worker on a node: a Ray actor with a model, which gets and sends bytes."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from translator.batch.cluster.nodes import Node, is_there
from translator.batch.crew import Ending, Hand
from translator.batch.faults import fault_of
from translator.batch.placing import DiskShelf
from translator.batch.records import Drafted, Fault, Task
from translator.batch.remote import Delivery, packed


@dataclass(eq=False, kw_only=True)
class ActorHand(Hand):
    """``answer`` and ``question`` are what is awaited from the actor; ``said`` is what this side
    says in its place; ``beats`` its last pulse, -1 before the first; ``error`` is how it ended,
    ``unfit`` why it was sent home."""

    actor: Any
    node: Node
    shelf: DiskShelf
    answer: Any = None
    question: Any = None
    asked: float = 0.0
    beats: int = -1
    said: deque[object] = field(default_factory=deque)
    faults: tuple[tuple[str, Fault], ...] = ()
    error: Exception | None = None
    unfit: str = ""

    def tell(self, message: object) -> bool:
        """See :class:`Hand`. A basket goes to the actor; its outputs are put in place here."""
        if message:
            self._send(self.basket)
        elif message is not None:
            self.said.append(self.shelf.place(self.basket))
        return True

    def _send(self, basket: Sequence[Task]) -> None:
        parcels, self.faults = packed(basket)
        if parcels:
            self.answer = self.actor.prepare.remote(parcels)
        else:
            self.said.append(Drafted(faults=self.faults))

    def land(self, delivery: Delivery) -> Drafted:
        """Write what has come beside its place; the basket as the coordinator is to see it."""
        self.shelf.clear()
        files = dict(delivery.files)
        tasks = {task.key: task for task in self.basket}
        staged, faults = [], [*self.faults, *delivery.drafted.faults]
        for one in delivery.drafted.staged:
            try:
                _shelve(self.shelf, tasks[one.key], files[one.key])
                staged.append(one)
            except Exception as error:  # one bad place must not stop the others
                faults.append((one.key, fault_of(error, one.key)))
        drafted = delivery.drafted
        return Drafted(tuple(staged), tuple(faults), drafted.alone, drafted.untouched)

    def ended(self) -> Ending:
        """See :class:`Hand`."""
        from ray.exceptions import ActorUnavailableError, ActorUnschedulableError

        if self.unfit:
            return Ending(f"on {self.node.name} cannot work: {self.unfit}", outside=True)
        if isinstance(self.error, ActorUnavailableError | ActorUnschedulableError) or not is_there(
            self.node
        ):
            return Ending(f"was lost with its node {self.node.name}", outside=True)
        return Ending(f"on {self.node.name} died, perhaps for lack of memory")


def _shelve(shelf: DiskShelf, task: Task, files: Sequence[bytes]) -> None:
    shelf.put(
        task,
        [
            (form, Path(name), _Bytes(data))
            for (form, name), data in zip(task.outputs, files, strict=True)
        ],
    )


@dataclass(frozen=True, slots=True)
class _Bytes:
    data: bytes

    def __call__(self, path: Path) -> None:
        path.write_bytes(self.data)
