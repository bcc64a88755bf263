"""What goes out in an XLIFF file and what comes back; all frozen."""

from __future__ import annotations

from dataclasses import dataclass, field

from translator.units import Bitext, TrackedChange


@dataclass(frozen=True, slots=True)
class Sent:
    """The export that a file is: the whole bitext, so that the file alone suffices to start a
    project. ``round`` counts the exports of a release under review, ``kind`` is always review;
    ``numbers`` are the units' numbers where they are not 1, 2, 3 …"""

    bitext: Bitext
    round: int = 1
    kind: str = "review"
    numbers: tuple[int, ...] = ()

    def number(self, place: int) -> int:
        """The number by which people know the unit at ``place`` (from 0)."""
        return self.numbers[place] if self.numbers else place + 1


@dataclass(frozen=True, slots=True)
class Note:
    """What was said about a unit or about the whole file; ``author`` is empty where the file
    does not tell, ``time`` ISO 8601 as written. Notes of the tool are by ``checks`` and
    ``glossary``."""

    text: str
    author: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedUnit:
    """A unit as it stands in the file. ``state`` is a value of :class:`State`, or empty where the
    file does not tell; ``changes`` are tracked changes, taken as accepted; ``line`` is where the
    unit begins in the file."""

    id: str
    source: str
    target: str
    state: str = ""
    number: str = ""
    notes: tuple[Note, ...] = ()
    changes: tuple[TrackedChange, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Returned:
    """An XLIFF file as read. ``sent`` is None where the part that says what was exported is
    gone; ``notes`` are those of the whole file, ``author`` who worked on it, if it names one."""

    version: str
    units: tuple[ReturnedUnit, ...]
    sent: Sent | None = None
    author: str = ""
    notes: tuple[Note, ...] = ()
    messages: tuple[str, ...] = ()
