"""What comparing a review document with its release yields; all frozen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from translator.units import TrackedChange


class RowState(StrEnum):
    """What became of a row of the table since it was exported."""

    ALIGNED = "ALIGNED"
    EDITED = "EDITED"
    MOVED = "MOVED"
    SPLIT = "SPLIT"
    MERGED = "MERGED"
    MISSING = "MISSING"
    ADDED = "ADDED"
    SOURCE_CHANGED = "SOURCE-CHANGED"
    AMBIGUOUS = "AMBIGUOUS"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a person must decide about a row, and the answers that ``--accept`` takes.

    ``keep`` leaves the unit as it stands; ``take`` takes the file's version; the others say
    what they do: move, merge, join (append to the row above), insert (a new unit), drop.
    """

    message: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aligned:
    """One outcome of aligning: units of the export with the rows of the file that carry them.

    ``label`` is how a person names it: the number in the first column, ``+1``, ``+2`` … for
    added rows. ``units`` are ids (none for ADDED), ``rows`` places in the file counted from 1
    (none for a MISSING row), ``anchor`` what named the unit: control, bookmark, number, source
    or similar source. ``texts`` are the target texts of the rows, ``target`` the one that counts,
    ``base`` the exported one; ``after`` is the id of the unit above it in the file.
    """

    label: str
    units: tuple[str, ...]
    rows: tuple[int, ...]
    state: RowState
    anchor: str
    source: str
    target: str
    base: str
    status: str
    after: str = ""
    texts: tuple[str, ...] = ()
    changes: tuple[TrackedChange, ...] = ()
    doubt: Doubt | None = None
    notes: tuple[str, ...] = ()

    @property
    def edited(self) -> bool:
        """Whether the file's text is another than the exported one."""
        return bool(self.rows) and self.target != self.base


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit as a person sees it compared: exported, as it stands, reviewed.

    ``verdict``: unchanged, taken, same (already so), conflict, undecided.
    """

    label: str
    unit: str
    source: str
    exported: str
    current: str
    reviewed: str
    state: RowState
    status: str
    verdict: str
    author: str = ""
    doubt: Doubt | None = None
    notes: tuple[str, ...] = ()
    changes: tuple[TrackedChange, ...] = ()
