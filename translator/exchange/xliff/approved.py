"""What an XLIFF file holds for the translation memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from translator.exchange.xliff.reader import read
from translator.units import ReviewedUnit, State

_APPROVED = frozenset({State.REVIEWED.value, State.FINAL.value})


@dataclass(slots=True)
class XliffFile:
    """The reviewed units of an XLIFF file with their neighbours as context; :attr:`messages` once
    all are read. Units that are not reviewed or final are left out unless ``unreviewed``."""

    path: Path
    unreviewed: bool = False
    _left_out: Counter[str] = field(default_factory=Counter, init=False)

    @property
    def messages(self) -> tuple[str, ...]:
        """What was left out, with counts."""
        return tuple(f"{count} units {what}" for what, count in self._left_out.items())

    def __iter__(self) -> Iterator[ReviewedUnit]:
        """:raises InputError: as :func:`translator.exchange.xliff.read`."""
        self._left_out.clear()
        file = read(self.path)
        sources = ["", *(unit.source for unit in file.units), ""]
        for place, unit in enumerate(file.units, 1):
            if not unit.source.strip() or not unit.target.strip():
                self._left_out["with an empty side were left out"] += 1
            elif unit.state not in _APPROVED and not self.unreviewed:
                self._left_out["that nobody approved were left out"] += 1
            else:
                yield ReviewedUnit(
                    unit.source,
                    unit.target,
                    previous=sources[place - 1],
                    next=sources[place + 1],
                    release=file.sent.bitext.name if file.sent else self.path.name,
                    reviewer=file.author,
                )
