"""What is still to be done in a run, in which order, and what is not and why."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from translator.batch.deciding import Decision, Now, Verdict, decide
from translator.batch.ledger import Ledger
from translator.batch.records import Entry, Event, Found, Task

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Pending:
    """A document to be done; ``version`` is that of its row when this was decided, None for one
    that the run has taken already. ``look``: only if the memory has something else for it."""

    found: Found
    version: int | None
    look: bool = False


class Agenda:
    """Documents waiting in this process: ``alone`` first, then the others in the plan's order,
    then those tried again."""

    def __init__(
        self, ledger: Ledger, run: str, out: Path, listen: Callable[[Event], None]
    ) -> None:
        self._ledger, self._run, self._out, self._listen = ledger, run, out, listen
        self._todo: deque[Pending] = deque()
        self._alone: deque[Pending] = deque()
        self._later: deque[Pending] = deque()
        self.elsewhere: dict[str, Found] = {}
        self.skipped: Counter[str] = Counter()
        self.given_up: set[str] = set()
        self.held: dict[str, Found] = {}
        self.total = 0

    def __len__(self) -> int:
        return len(self._todo) + len(self._alone) + len(self._later)

    def decide(
        self, found: Sequence[Found], now: Now, alive: Container[str], limit: int | None
    ) -> None:
        """Look at every document; at most ``limit`` are to be done."""
        for one, entry, decision in decisions(self._ledger, found, now, alive, self._out):
            if decision.verdict in (Verdict.DO, Verdict.LOOK):
                if limit is None or len(self._todo) < limit:
                    look = decision.verdict is Verdict.LOOK
                    self._todo.append(Pending(one, entry.version, look))
            elif decision.verdict is Verdict.SKIP:
                self.skipped[decision.why] += 1
                self._listen(Event("skipped", one.key, decision.why))
            elif decision.verdict is Verdict.GIVEN_UP:
                self.given_up.add(one.key)
                self._listen(Event("failed", one.key, decision.why))
            else:
                self._not_ours(one, decision.why)
        self.total = len(self._todo)

    def basket(self, most: int, most_bytes: int, *, workers: int, force: bool) -> tuple[Task, ...]:
        """Take the next documents in the ledger; empty where nothing is left.

        Towards the end baskets grow small, so that all ``workers`` end at nearly one time.
        """
        fair = -(-len(self._todo) // (2 * workers))
        while wanted := self._next(max(1, min(most, fair)), most_bytes):
            tasks = self._take(wanted, force=force)
            if tasks:
                return tasks
        return ()

    def put_alone(self, keys: Sequence[str]) -> None:
        """Documents of a basket that went wrong, each to be tried by itself; they stay taken."""
        self._alone.extend(Pending(self.held.pop(key), None) for key in keys)

    def put_later(self, key: str, version: int) -> None:
        """A document that failed and is tried again when the others are done."""
        self._later.append(Pending(self.held.pop(key), version))

    def leave(self, key: str, why: str) -> None:
        """A document that the run has taken stays as it is."""
        self.held.pop(key, None)
        self.total -= 1
        self.skipped[why] += 1
        self._listen(Event("skipped", key, why))

    def come_back(self, keys: Sequence[str]) -> None:
        """Documents that a dead run had are ours to do now."""
        mine = [self.elsewhere.pop(key) for key in keys if key in self.elsewhere]
        entries = self._ledger.entries(one.key for one in mine)
        self._todo.extend(Pending(one, entries[one.key].version) for one in mine)
        self.total += len(mine)

    def _next(self, most: int, most_bytes: int) -> list[Pending]:
        if self._alone:
            return [self._alone.popleft()]
        wanted: list[Pending] = []
        size = 0
        while self._todo and len(wanted) < most:
            size += self._todo[0].found.size
            if wanted and size > most_bytes:
                break
            wanted.append(self._todo.popleft())
        return wanted or ([self._later.popleft()] if self._later else [])

    def _take(self, wanted: Sequence[Pending], *, force: bool) -> tuple[Task, ...]:
        free = [(p.found.key, p.version) for p in wanted if p.version is not None]
        got = self._ledger.take(self._run, free) if free else set()
        got |= {p.found.key for p in wanted if p.version is None}
        entries = self._ledger.entries(p.found.key for p in wanted)
        tasks = []
        for pending in wanted:
            one = pending.found
            if one.key not in got:
                self.total -= 1
                self._not_ours(one, "another run has it or has done it")
                continue
            entry = entries[one.key]
            ours = tuple(o.digest for o in (*entry.outputs, *entry.earlier))
            answers = entry.answers if pending.look else ""
            tasks.append(Task(one.key, one.source, one.outputs, ours, force, entry.input, answers))
            self.held[one.key] = one
        return tuple(tasks)

    def _not_ours(self, one: Found, why: str) -> None:
        self.elsewhere[one.key] = one
        self._listen(Event("elsewhere", one.key, why))


def decisions(
    ledger: Ledger, found: Sequence[Found], now: Now, alive: Container[str], out: Path
) -> list[tuple[Found, Entry, Decision]]:
    """What would be done with each document. ``alive`` are the runs that live."""
    made = []
    for start in range(0, len(found), _CHUNK):
        part = found[start : start + _CHUNK]
        entries = ledger.entries(one.key for one in part)
        for one in part:
            entry = entries.get(one.key, replace(_NEW, key=one.key))
            made.append((one, entry, decide(one, entry, now, alive, out)))
    return made


_NEW = Entry("")
