"""The crew of a cluster: which node has how many workers, and what they say.

Where a worker goes is decided here and not by Ray: a node that is lost takes its places with it,
one that joins brings new ones, and one that would draft otherwise than the rest gets none.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from translator.batch.cluster.hand import ActorHand
from translator.batch.cluster.nodes import Node, has_gpus, nodes
from translator.batch.crew import Crew, Hand, Phase, Recruiter
from translator.batch.luggage import Luggage, pack
from translator.batch.placing import DiskShelf
from translator.batch.records import Broken, Ready
from translator.batch.remote import Delivery, Desk, Pulse
from translator.batch.worker import Opener
from translator.errors import EngineError
from translator.settings import Settings

LOOK = 5.0
PATIENCE = 60.0
"""Seconds between looks at the nodes, and without a node until the run is given up."""
_PULSE, _PULSES = 1.0, 200.0
"""Seconds between questions to an actor at work, and most questions a second to all."""
_FAREWELL = 5.0


def on_cluster(
    workers: int | None, opener: Opener, settings: Settings, *, gpus: bool = True
) -> Recruiter:
    """Actors with a model each, at most ``workers``; to be used while the cluster is joined.

    There is one for every GPU of the cluster, so that all draft alike; where it has none, or
    ``gpus`` are to be left alone, one for every core (or for ``threads`` of the settings).
    """
    whole = replace(settings, threads=settings.threads or 1)

    def recruit(out: Path, folder: Path) -> Crew:
        device = ("cuda" if has_gpus() else whole.device) if gpus else "cpu"
        return ActorCrew(pack(replace(whole, device=device)), opener, out, folder, workers)

    return recruit


class ActorCrew:
    """See :class:`translator.batch.crew.Crew`; ``most`` workers, None for as many as fit."""

    def __init__(
        self, luggage: Luggage, opener: Opener, out: Path, folder: Path, most: int | None
    ) -> None:
        import ray

        self._ray: Any = ray
        self._desk = self._ray.remote(
            concurrency_groups={"pulse": 1}, max_restarts=0, max_task_retries=0
        )(Desk)
        self._start = (ray.put(luggage), opener, str(out))
        self._out, self._folder, self._most = out, folder, most
        self._threads = luggage.settings.threads
        self._gpus = int(luggage.settings.device != "cpu")
        self._unfit: dict[str, str] = {}
        self._signature = ""
        self._nodes: list[Node] = []
        self._manned = time.monotonic()
        self.hands: list[ActorHand] = []
        self._look()

    @property
    def room(self) -> int:
        """See :class:`Crew`."""
        places = sum(node.places for node in self._nodes)
        return places if self._most is None else min(places, self._most)

    def hire(self) -> None:
        """See :class:`Crew`; on the node with the most free places."""
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        taken = Counter(hand.node.id for hand in self.hands)
        free = [node for node in self._nodes if taken[node.id] < node.places]
        if not free:
            if not self.hands:
                raise self._deserted()
            return
        node = max(free, key=lambda one: one.places - taken[one.id])
        actor = self._desk.options(
            num_cpus=self._threads,
            num_gpus=node.gpus,
            scheduling_strategy=NodeAffinitySchedulingStrategy(node.id, soft=False),
        ).remote(*self._start)
        hand = ActorHand(actor=actor, node=node, shelf=DiskShelf(self._out, self._folder))
        hand.answer = actor.load.remote()
        self.hands.append(hand)

    def dismiss(self, hand: Hand) -> None:
        """See :class:`Crew`."""
        mine = self.hands.pop(self.hands.index(hand))  # type: ignore[arg-type]
        with suppress(Exception):  # gone already, or its node
            self._ray.kill(mine.actor)

    def close(self) -> None:
        """See :class:`Crew`."""
        idle = [hand for hand in self.hands if hand.phase is Phase.IDLE]
        with suppress(Exception):  # the cluster may be no more
            leaving = [hand.actor.leave.remote() for hand in idle]
            self._ray.wait(leaving, num_returns=len(leaving), timeout=_FAREWELL)
        for hand in list(self.hands):
            self.dismiss(hand)

    def messages(self, seconds: float) -> Sequence[tuple[Hand, object]]:
        """See :class:`Crew`."""
        now = time.monotonic()
        if now - self._looked > LOOK:
            self._look()
        if self.hands or self.room:
            self._manned = now
        elif now - self._manned > PATIENCE:
            raise self._deserted()
        said: list[tuple[Hand, object]] = []
        for hand in self.hands:
            self._ask(hand, now)
            while hand.said:
                said.append((hand, hand.said.popleft()))
        for hand, ref in self._answered(0.0 if said else seconds):
            if ref == hand.question:
                self._felt(hand)
            else:
                said.append((hand, self._heard(hand)))
        return said

    def _ask(self, hand: ActorHand, now: float) -> None:
        """Ask a worker that is awaited where it is at."""
        if hand.beats < 0 and hand.phase is Phase.LOADING:
            hand.heard = now  # not late: other programs of the cluster have the processors
        pause = max(_PULSE, len(self.hands) / _PULSES)
        if hand.answer is not None and hand.question is None and now - hand.asked > pause:
            hand.asked = now
            hand.question = hand.actor.pulse.options(concurrency_group="pulse").remote()

    def _answered(self, seconds: float) -> list[tuple[ActorHand, Any]]:
        """Workers, and what of them has come within ``seconds``."""
        awaited = {
            ref: hand
            for hand in self.hands
            for ref in (hand.answer, hand.question)
            if ref is not None
        }
        if not awaited:
            time.sleep(seconds)
            return []
        refs = list(awaited)
        come, _ = self._ray.wait(refs, num_returns=1, timeout=seconds)
        if come:
            come, _ = self._ray.wait(refs, num_returns=len(refs), timeout=0)
        return [(awaited[ref], ref) for ref in come]

    def _felt(self, hand: ActorHand) -> None:
        """A pulse; where there is none any more, the answer says so too."""
        question, hand.question = hand.question, None
        with suppress(Exception):
            pulse: Pulse = self._ray.get(question)
            if pulse.beats != hand.beats:
                hand.beats, hand.at, hand.heard = pulse.beats, pulse.at, time.monotonic()

    def _heard(self, hand: ActorHand) -> object:
        answer, hand.answer = hand.answer, None
        try:
            message: object = self._ray.get(answer)
        except Exception as error:  # it has died, or its node; or what it says cannot be read
            hand.error = error
            if "No module named" in str(error):
                self._send_home(hand, "this program is not installed there")
            return None
        hand.heard = time.monotonic()
        return hand.land(message) if isinstance(message, Delivery) else self._fit(hand, message)

    def _fit(self, hand: ActorHand, message: object) -> object:
        """A worker whose drafts would not be like those of the others goes home; a run that no
        node can do ends."""
        if isinstance(message, Ready):
            self._signature = self._signature or message.signature
            if message.signature == self._signature:
                return message
            self._send_home(hand, "it has another model or version of this program")
            return None
        if isinstance(message, Broken):
            at = f"{message.place}: " if message.place else ""
            self._send_home(hand, at + message.message)
            return None if self._nodes else message
        return message

    def _send_home(self, hand: ActorHand, why: str) -> None:
        hand.unfit = why
        self._unfit[hand.node.id] = f"{hand.node.name}: {why}"
        self._look()

    def _look(self) -> None:
        self._looked = time.monotonic()
        self._nodes = nodes(self._threads, self._gpus, self._unfit)

    def _deserted(self) -> EngineError:
        why = f" ({'; '.join(sorted(set(self._unfit.values())))})" if self._unfit else ""
        return EngineError(
            f"no node of the cluster can work{why}",
            remedy="start nodes (ray start --address=HEAD:6379), then run the same command again",
        )
