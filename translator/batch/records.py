"""The records of a batch run; those that travel between processes hold plain values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """How far a document has come.

    ``running``: a run has taken it; ``writing``: its outputs are ready beside the place where
    they go, and the ledger knows their digests, so that after a power loss it can be told which
    of them have arrived.
    """

    WAITING = "waiting"
    RUNNING = "running"
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"


class Cause(StrEnum):
    """Why a document failed, which decides when it is tried again.

    ``input``: the document itself, until it or the settings change; ``worker``: it killed or
    held up a worker, up to the limit of tries over all runs; ``place``: a disk, a right, a
    database, in every run; ``halt``: no space, or the memory is gone, which ends the run.
    """

    INPUT = "input"
    WORKER = "worker"
    PLACE = "place"
    HALT = "halt"


@dataclass(frozen=True, slots=True)
class Found:
    """A document: ``key`` is its path under the folder with ``/``, ``source`` the path to open,
    ``changed`` the file's time in seconds, ``outputs`` (format, path) where results go."""

    key: str
    source: str
    size: int
    changed: float
    stamp: str
    outputs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Something named or met that is not read, and why."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written: ``path`` under the output folder with ``/``, SHA-256, format."""

    form: str
    path: str
    digest: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What a report tells of a document.

    ``findings`` are (check, severity label, number); ``missed`` are terms (Russian, Chinese,
    number) that are not in the target, ``unsure`` names (Russian, Chinese, number) whose form
    nobody approved. ``seconds`` is the document's share of its worker's time.
    """

    segments: int = 0
    words: int = 0
    seconds: float = 0.0
    from_memory: int = 0
    without_target: int = 0
    terms_used: int = 0
    terms_missing: int = 0
    findings: tuple[tuple[str, str, int], ...] = ()
    missed: tuple[tuple[str, str, int], ...] = ()
    unsure: tuple[tuple[str, str, int], ...] = ()
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """An error as it travels: the line for the user and the cause."""

    text: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the ledger. ``version`` counts its changes, ``run`` is who has it now.

    ``outputs`` are those of the last time, ``earlier`` those before: both are ours, and only
    what is ours is ever replaced without ``--force``. ``answers`` tells what the memory gave.
    """

    key: str
    state: State = State.WAITING
    run: str = ""
    version: int = 0
    tries: int = 0
    input: str = ""
    stamp: str = ""
    signature: str = ""
    memory: str = ""
    outputs: tuple[Output, ...] = ()
    earlier: tuple[Output, ...] = ()
    error: str = ""
    cause: str = ""
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One document for a worker; ``ours`` are digests of outputs that may be replaced.

    With ``answers`` it is done only if the document is not ``input`` any more, or if the memory
    has something else for it (see remembered.py).
    """

    key: str
    source: str
    outputs: tuple[tuple[str, str], ...]
    ours: tuple[str, ...] = ()
    force: bool = False
    input: str = ""
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """A worker has its model: what targets depend on, the memory's state, and what a user must
    know of the model."""

    signature: str
    memory: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """A worker cannot work at all (no model, a broken glossary)."""

    message: str
    remedy: str
    place: str
    exit_code: int


@dataclass(frozen=True, slots=True)
class At:
    """A worker lives and is at this document; empty while it drafts several together."""

    key: str = ""


@dataclass(frozen=True, slots=True)
class Staged:
    """A document whose outputs are ready: digest and stamp of what was read, figures, and what
    the memory's ``answers`` were."""

    key: str
    input: str
    stamp: str
    signature: str
    memory: str
    outputs: tuple[Output, ...]
    figures: Figures
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A basket is ready to be put in place; ``faults`` are the documents that are not.

    ``alone`` are documents that have to be tried one by one, since their batch failed;
    ``untouched`` (key, the memory's state) those whose outputs stay as they are.
    """

    staged: tuple[Staged, ...] = ()
    faults: tuple[tuple[str, Fault], ...] = ()
    alone: tuple[str, ...] = ()
    untouched: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Keys whose outputs are in place, and the faults of the others."""

    keys: tuple[str, ...]
    faults: tuple[tuple[str, Fault], ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something a user may want to see: ``kind`` is started, skipped, done, failed, retried,
    refused, elsewhere, note or stopping; ``done`` of ``total`` documents are ready."""

    kind: str
    key: str = ""
    text: str = ""
    seconds: float = 0.0
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """A run at its end; ``failed`` counts documents that have no result, those included that
    failed before and were not tried again. ``stopped`` says why it ended early."""

    run: str
    found: int = 0
    done: int = 0
    failed: int = 0
    refused: int = 0
    elsewhere: int = 0
    left: int = 0
    segments: int = 0
    words: int = 0
    seconds: float = 0.0
    skipped: tuple[tuple[str, int], ...] = field(default=())
    stopped: str = ""

    @property
    def documents_per_second(self) -> float:
        """Documents translated per second of the run."""
        return self.done / self.seconds if self.seconds else 0.0
