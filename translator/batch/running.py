"""A run from its plan to its summary: hand out, note, try again, stop.

Only the coordinator (this module) writes to the ledger. A basket is taken in the ledger, then
translated, then its outputs are noted there, then moved into place, then noted as done; wherever
that is cut off, the next run can tell from ledger and disk what is missing.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from translator.batch.agenda import Agenda
from translator.batch.crew import Crew, Ending, Hand, Phase, Recruiter
from translator.batch.deciding import Now, digest_of
from translator.batch.leases import BEAT, Watch, held, host, new_run
from translator.batch.ledger import Ledger
from translator.batch.planner import Plan
from translator.batch.records import (
    At,
    Broken,
    Cause,
    Drafted,
    Event,
    Fault,
    Figures,
    Placed,
    Ready,
    State,
    Summary,
)
from translator.batch.recovery import recover
from translator.batch.remembered import UNTOUCHED
from translator.errors import EngineError, ExitCode, MissingModelError, TranslatorError, UsageError

_POLL = 0.2
_STARTS = 3
"""Workers in a row that may die before they have their model."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run works.

    ``time_limit`` are seconds for one document, ``tries`` for a document that fails, ``limit``
    the most documents to translate (None: all), ``basket`` the most documents whose segments are
    drafted together and ``basket_bytes`` their size, ``grace`` seconds for what is being done
    when the run is stopped.
    """

    time_limit: float = 300.0
    tries: int = 3
    limit: int | None = None
    basket: int = 16
    basket_bytes: int = 512 * 1024
    force: bool = False
    ignore_memory: bool = False
    grace: float = 30.0


class Coordinator:
    """One run. ``listen`` gets events; ``stop`` says how often a person asked to stop;
    ``recruit`` makes the crew."""

    def __init__(
        self,
        plan: Plan,
        ledger: Ledger,
        out: Path,
        options: Options,
        *,
        recruit: Recruiter,
        listen: Callable[[Event], None],
        stop: Callable[[], int] = lambda: 0,
    ) -> None:
        self._plan, self._ledger, self._out, self._options = plan, ledger, out, options
        self._recruit, self._listen, self._stop = recruit, listen, stop
        self._run = new_run()
        self._watch = Watch(ledger, out, self._run)
        self._agenda = Agenda(ledger, self._run, out, listen)
        self._now = Now("")
        self._tries: Counter[str] = Counter()
        self._spared: Counter[str] = Counter()
        self._lost: set[str] = set()
        self._figures: dict[str, Figures] = {}
        self._done = self._segments = self._words = self._bad_starts = 0
        self._stopped = ""
        self._asked = 0.0

    def run(self) -> Summary:
        """Do everything that is to be done.

        :raises TranslatorError: no document could be done at all (no model, no ledger, …).
        """
        begun = time.monotonic()
        with held(self._out, self._run) as folder:
            self._ledger.begin(self._run, host())
            self._ledger.enrol(self._plan.found)
            for refused in self._plan.refused:
                self._tell("refused", refused.key, refused.reason)
            self._bury_dead_runs()
            crew = self._recruit(self._out, folder)
            try:
                if self._plan.found:
                    self._work(crew)
            finally:
                crew.close()
            self._done += len(recover(self._ledger, self._out, self._run))
            summary = self._summary(time.monotonic() - begun)
            self._ledger.end(self._run, summary)
        return summary

    def _work(self, crew: Crew) -> None:
        all_done = self._ledger.counts()[State.DONE] >= len(self._plan.found)
        for _ in range(1 if all_done else max(1, crew.room)):
            crew.hire()
        self._first_word(crew)
        if not self._stopped:
            alive = {run.id for run in self._watch.others()[0]}
            self._agenda.decide(self._plan.found, self._now, alive, self._options.limit)
            self._tell("started")
        beat = time.monotonic()
        while self._is_open(crew):
            if time.monotonic() - beat > BEAT:
                beat = time.monotonic()
                self._beat()
            self._heed()
            self._staff(crew)
            for hand in [h for h in crew.hands if h.phase is Phase.IDLE]:
                self._feed(crew, hand)
            for hand, message in crew.messages(_POLL):
                self._hear(crew, hand, message)
            for hand in [h for h in crew.hands if h.is_late(self._options.time_limit)]:
                late = Ending(f"took longer than {self._options.time_limit:g} s")
                self._lose(crew, hand, late)

    def _first_word(self, crew: Crew) -> None:
        """Wait until a worker has its model, since what is to be done depends on it."""
        while not self._now.signature and not self._stopped:
            if not crew.hands:
                crew.hire()
            for hand, message in crew.messages(_POLL):
                self._hear(crew, hand, message)
            self._heed()

    def _is_open(self, crew: Crew) -> bool:
        busy = any(hand.basket for hand in crew.hands)
        if self._stopped:
            spent = time.monotonic() - self._asked
            return busy and spent < self._options.grace and self._stop() < 2
        return bool(busy or self._agenda or (self._agenda.elsewhere and self._watch.is_unsure))

    def _staff(self, crew: Crew) -> None:
        """Replace workers that were lost, as far as there is work for them."""
        free = sum(hand.phase in (Phase.IDLE, Phase.LOADING) for hand in crew.hands)
        short = len(self._agenda) > free * self._options.basket or (self._agenda and not free)
        if short and len(crew.hands) < crew.room and not self._stopped:
            crew.hire()

    def _feed(self, crew: Crew, hand: Hand) -> None:
        if self._stopped:
            return
        options = self._options
        basket = self._agenda.basket(
            options.basket, options.basket_bytes, workers=max(1, crew.room), force=options.force
        )
        if basket:
            hand.give(basket)  # where it has died, its wire says so in the next round

    def _heed(self) -> None:
        if self._stop() and not self._stopped:
            self._halt("stopped")

    def _halt(self, why: str) -> None:
        self._stopped = self._stopped or why
        self._asked = time.monotonic()
        self._tell("stopping", text=why)

    def _beat(self) -> None:
        if self._ledger.beat(self._run) and not self._stopped:
            self._halt("stopped by batch cancel")
        self._bury_dead_runs()

    def _bury_dead_runs(self) -> None:
        """Take over from runs that were killed."""
        for dead in self._watch.others()[1]:
            keys = [entry.key for entry in self._ledger.held_by(dead.id)]
            done = recover(self._ledger, self._out, dead.id)
            self._ledger.end(dead.id, None)
            self._watch.clear(dead.id)
            self._agenda.come_back([key for key in keys if key not in done])
            text = f"a run was broken off: {len(done)} documents are done, {len(keys) - len(done)}"
            self._tell("note", text=f"{text} are done again")

    # ---- what workers say

    def _hear(self, crew: Crew, hand: Hand, message: object) -> None:
        if message is None:
            self._lose(crew, hand, hand.ended())
        elif isinstance(message, At):
            hand.at = message.key
        elif isinstance(message, Ready):
            self._bad_starts = 0
            hand.phase = Phase.IDLE
            if not self._now.signature:
                if message.note:
                    self._tell("note", text=message.note)
                self._now = Now(
                    message.signature, message.memory, self._options.tries,
                    self._options.ignore_memory,
                )  # fmt: skip
        elif isinstance(message, Broken):
            raise _error(message)
        elif isinstance(message, Drafted):
            self._drafted(hand, message)
        elif isinstance(message, Placed):
            self._placed(hand, message)

    def _drafted(self, hand: Hand, message: Drafted) -> None:
        """The outputs of a basket are ready: note them, then have them put in place."""
        self._ledger.stage(self._run, message.staged)
        self._figures.update((one.key, one.figures) for one in message.staged)
        for key, fault in message.faults:
            self._charge(key, fault)
        self._agenda.put_alone(message.alone)
        if message.untouched:
            self._ledger.leave(self._run, message.untouched)
        for key, _ in message.untouched:
            self._agenda.leave(key, UNTOUCHED)
        hand.phase = Phase.PLACING
        hand.tell(())

    def _placed(self, hand: Hand, message: Placed) -> None:
        self._ledger.settle(self._run, message.keys)
        for key in message.keys:
            self._count(key)
        for key, fault in message.faults:
            self._charge(key, fault)
        hand.basket, hand.phase = (), Phase.IDLE

    def _count(self, key: str) -> None:
        figures = self._figures.pop(key, Figures())
        self._done += 1
        self._segments += figures.segments
        self._words += figures.words
        self._lost.discard(key)
        self._agenda.held.pop(key, None)
        self._tell("done", key, seconds=figures.seconds)

    def _charge(self, key: str, fault: Fault) -> None:
        """A document failed: again later, or not in this run."""
        self._figures.pop(key, None)
        if fault.cause is Cause.HALT:
            self._ledger.give_back(self._run, [key])
            if not self._stopped:
                self._halt(fault.text)
            return
        digest = digest_of(self._agenda.held[key].source)
        tries, version = self._ledger.fail(self._run, key, fault, digest, self._now.signature)
        self._tries[key] += 1
        spent = tries if fault.cause is Cause.WORKER else self._tries[key]
        if fault.cause is Cause.INPUT or spent >= self._options.tries:
            self._agenda.held.pop(key, None)
            self._lost.add(key)
            self._tell("failed", key, fault.text)
        else:
            self._agenda.put_later(key, version)
            self._tell("retried", key, fault.text)

    def _lose(self, crew: Crew, hand: Hand, ending: Ending) -> None:
        """A worker died or took too long: its document is charged if it was alone, else each of
        its documents is tried alone. What became of its machine is charged to none."""
        phase, basket = hand.phase, hand.basket
        crew.dismiss(hand)
        if ending.outside:
            self._tell("note", text=f"a worker {ending.text}; its documents: {len(basket)}")
        if not basket:
            self._bad_starts += phase is Phase.LOADING and not ending.outside
            if self._bad_starts >= _STARTS:
                raise EngineError(
                    f"a worker process {ending.text} before it had its model",
                    remedy="see that translate works for one release, or take fewer --workers",
                )
            return
        keys = [task.key for task in basket if task.key in self._agenda.held]
        if phase is Phase.PLACING:
            self._lost_while_placing(keys)
        elif len(basket) == 1 and not (ending.outside and self._is_spared(keys[0])):
            text = f"{keys[0]}: its worker process {ending.text}; look at the document"
            self._charge(keys[0], Fault(text, Cause.WORKER))
        else:
            self._agenda.put_alone(keys)

    def _is_spared(self, key: str) -> bool:
        """May a document that saw its machine go be tried again at no charge? A few times only:
        it may be what took the machine down."""
        self._spared[key] += 1
        return self._spared[key] <= self._options.tries

    def _lost_while_placing(self, keys: list[str]) -> None:
        held = self._agenda.held
        for key in recover(self._ledger, self._out, self._run, keys):
            self._count(key)
        entries = self._ledger.entries(key for key in keys if key in held)
        for key, entry in entries.items():
            self._tries[key] += 1
            if self._tries[key] < self._options.tries:
                self._agenda.put_later(key, entry.version)
            else:
                held.pop(key)
                self._lost.add(key)
                self._tell("failed", key, f"{key}: its worker died while it wrote")

    def _summary(self, seconds: float) -> Summary:
        agenda = self._agenda
        lost = self._lost | agenda.given_up
        return Summary(
            run=self._run,
            found=len(self._plan.found),
            done=self._done,
            failed=len(lost),
            refused=len(self._plan.refused),
            elsewhere=len(agenda.elsewhere),
            left=max(0, agenda.total - self._done - len(self._lost)),
            segments=self._segments,
            words=self._words,
            seconds=round(seconds, 3),
            skipped=tuple(sorted(agenda.skipped.items())),
            stopped=self._stopped,
        )

    def _tell(self, kind: str, key: str = "", text: str = "", seconds: float = 0.0) -> None:
        ready = self._done + len(self._lost)
        self._listen(Event(kind, key, text, seconds, ready, self._agenda.total))


def _error(broken: Broken) -> TranslatorError:
    kinds: dict[int, type[TranslatorError]] = {
        int(ExitCode.USAGE): UsageError,
        int(ExitCode.MISSING): MissingModelError,
    }
    kind = kinds.get(broken.exit_code, EngineError)
    return kind(broken.message, remedy=broken.remedy, place=broken.place)
