"""What a run that was broken off has left: finished outputs are kept, the rest is done again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from translator.batch.deciding import digest_of
from translator.batch.ledger import Ledger
from translator.batch.records import Entry, State


def recover(ledger: Ledger, out: Path, run: str, keys: Iterable[str] | None = None) -> set[str]:
    """Give back what ``run`` has (all, or ``keys``); the keys of those that turned out done.

    A document is done if the ledger had noted its outputs and all of them are in place as noted.
    """
    wanted = None if keys is None else set(keys)
    held = [e for e in ledger.held_by(run) if wanted is None or e.key in wanted]
    done = [entry.key for entry in held if is_in_place(entry, out)]
    ledger.settle(run, done)
    ledger.give_back(run, [entry.key for entry in held if entry.key not in set(done)])
    return set(done)


def is_in_place(entry: Entry, out: Path) -> bool:
    """Were all outputs moved before the run was cut off?"""
    return entry.state is State.WRITING and all(
        digest_of(out / output.path) == output.digest for output in entry.outputs
    )
