"""What a project keeps, besides the bitexts themselves; all frozen."""

from __future__ import annotations

from dataclasses import dataclass

from translator.units import Bitext, Comment, Revision


@dataclass(frozen=True, slots=True)
class Version:
    """One state of the release: ``action`` is start, import or decision.

    ``file`` and ``file_digest`` (SHA-256 of its bytes) name the review document it came from,
    ``export`` the export that this document goes back to, ``made`` is ISO 8601 UTC.
    """

    number: int
    made: str
    action: str
    round: int
    reviewer: str = ""
    file: str = ""
    file_digest: str = ""
    export: str = ""
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """A document that went out: its digest (as in the file's custom XML part), the round, the
    version it shows, and ``kind``: review or conflicts."""

    digest: str
    round: int
    version: int
    made: str
    kind: str
    bitext: Bitext
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person answered for a doubtful row: ``choice`` as given to ``--accept``."""

    version: int
    row: str
    units: tuple[str, ...]
    state: str
    choice: str
    doubt: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two reviewers' texts for one unit; ``ours`` is the one that stands for now.

    ``id`` is the project's; ``base`` is the exported text that both started from.
    """

    id: int
    unit: str
    base: str
    ours: str
    our_author: str
    theirs: str
    their_author: str


@dataclass(frozen=True, slots=True)
class Pending:
    """A version about to be added with all that belongs to it; numbers are given by the store.

    ``settled`` are the ids of conflicts that this version decides.
    """

    version: Version
    bitext: Bitext
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()
    decisions: tuple[Decision, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    settled: tuple[int, ...] = ()
