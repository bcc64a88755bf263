"""What is read back from a review document; all frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from translator.units import Bitext, Kind, Provenance, TrackedChange


@dataclass(frozen=True, slots=True)
class RecordedUnit:
    """What the custom XML part says of a unit as it was exported.

    The hashes are SHA-256 (hexadecimal) of the UTF-8 text that stood in the cell: a reviewer's
    edit shows as a target that no longer has ``target_hash``, a touched source likewise.
    ``missing`` tells a unit without translation from one translated by an empty text.
    """

    id: str
    number: int
    kind: Kind
    block: str
    source_hash: str
    target_hash: str
    missing: bool
    signature: str
    origin: str
    engine: str
    state: str
    findings: int
    tag: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class Record:
    """The custom XML part: which release, which export, how it was made.

    ``digest`` names the export: SHA-256 over the release's digest and all units' hashes; a file
    of another release or of an older translation has another one. ``round`` counts the exports
    of a release under review, ``kind`` is review or conflicts (two texts to choose from).
    ``content`` is the whole bitext as exported, so that the document alone suffices to start a
    project; None where the part is from an older version.
    """

    name: str
    title: str
    issued: date | None
    source_digest: str
    digest: str
    provenance: Provenance
    units: tuple[RecordedUnit, ...]
    round: int = 1
    kind: str = "review"
    content: Bitext | None = None


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """A Word comment in a row; ``time`` is ISO 8601 as the program wrote it, or empty.

    ``number`` is its id in this file only, ``parent`` the number of the comment it answers;
    ``resolved`` is None where the file does not keep threads.
    """

    author: str
    text: str
    time: str = ""
    initials: str = ""
    number: str = ""
    parent: str = ""
    resolved: bool | None = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row of the table as it stands in the file.

    ``id`` is empty where nothing names the unit; ``anchor`` says what did: ``control``,
    ``bookmark`` or ``number``. ``status`` is initial, translated, reviewed, final, question,
    or the cell's own words where they are none of these. ``controls`` and ``bookmarks`` are all
    the units that the row's anchors name, ``changes`` the tracked changes pending in the target,
    ``pictures`` how many images it holds; ``continues`` tells a target cell that is merged into
    the one above; ``others`` are texts of columns that are not ours.
    """

    id: str
    source: str
    target: str
    notes: str = ""
    status: str = ""
    comments: tuple[ReviewComment, ...] = ()
    number: str = ""
    anchor: str = ""
    controls: tuple[str, ...] = ()
    bookmarks: tuple[str, ...] = ()
    changes: tuple[TrackedChange, ...] = ()
    pictures: int = 0
    continues: bool = False
    footnotes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewDocument:
    """A review document as read. ``record`` is None where a program has dropped the custom XML
    part; ``messages`` say what a person should know about the reading. ``author`` last saved the
    file; ``outside`` are the lines and ``comments`` the comments that stand in no row."""

    rows: tuple[ReviewRow, ...]
    record: Record | None = None
    messages: tuple[str, ...] = ()
    author: str = ""
    missing_columns: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    comments: tuple[ReviewComment, ...] = ()
