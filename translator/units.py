"""The records that travel through the tool; all frozen, all positions are code-point offsets.

A release is a :class:`SourceDocument` of blocks; a block is cut into segments; a segment
becomes a translation unit (the word of TMX 1.4b and XLIFF 2.1); the units of one document
are a :class:`Bitext`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What a block is in the release."""

    TITLE = "title"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    DATELINE = "dateline"
    CONTACT = "contact"


class Origin(StrEnum):
    """Where a target came from; ``copy`` is text that needs no translation (a URL, a code)."""

    MACHINE = "machine"
    MEMORY = "memory"
    HUMAN = "human"
    COPY = "copy"


class State(StrEnum):
    """How far a unit has come (XLIFF 2.1, clause 4.3.1.24 ``state``), in rising order.

    ``question`` is ours: a person has left something open (in XLIFF a ``subState``).
    """

    INITIAL = "initial"
    QUESTION = "question"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"

    @property
    def rank(self) -> int:
        """Place in the order, for comparing: ``State.REVIEWED.rank > State.QUESTION.rank``."""
        return list(State).index(self)


class Severity(IntEnum):
    """Weight of a finding; comparable, so that ``finding.severity >= threshold`` reads well."""

    MINOR = 1
    MAJOR = 2
    CRITICAL = 3

    @property
    def label(self) -> str:
        """The word used in JSON and on the command line: ``minor``, ``major``, ``critical``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class InlineStyle:
    """Bold or italic over ``text[start:stop]`` of a block."""

    start: int
    stop: int
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item or table cell; ``place`` says where it stood (``paragraph 3``)."""

    id: str
    kind: Kind
    text: str
    place: str = ""
    styles: tuple[InlineStyle, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """Site furniture that was set aside, with the rule that knew it (a key of furniture.toml)."""

    text: str
    rule: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A release as read. ``digest`` is the SHA-256 of the bytes, ``issued`` the release's date
    where one was found, ``messages`` what a person should know about the reading."""

    name: str
    blocks: tuple[Block, ...]
    set_aside: tuple[Furniture, ...] = ()
    issued: date | None = None
    encoding: str = ""
    digest: str = ""
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence (or title, list item) of a block: ``block.text[start:stop] == text``."""

    id: str
    block: str
    kind: Kind
    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True)
class BreakRule:
    """A segmentation rule that other programs can follow (SRX 2.0): where ``before`` matches up
    to a place and ``after`` from it on, a sentence ends there (``breaks``) or does not. Both are
    regular expressions in the part that ICU and Java share; ``note`` says why."""

    breaks: bool
    before: str
    after: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a term base: Russian lemma form ``ru``, approved Chinese ``zh``.

    ``variants`` are other admissible Chinese forms, ``forbidden`` forms that must not appear.
    ``place`` is ``file:line`` of the entry, ``date`` when it was last looked at (``2026-11``).
    """

    ru: str
    zh: str
    kind: str = ""
    variants: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    do_not_translate: bool = False
    case_sensitive: bool = False
    context: str = ""
    source: str = ""
    note: str = ""
    place: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """An occurrence of a term: ``text[start:stop] == form``; ``grammar`` as in :class:`Hint`.

    ``inserted`` is the place in the text of words inside that do not belong to the term
    («соглашение о взаимовыгодном сотрудничестве»), None where there are none.
    """

    term: Term
    start: int
    stop: int
    form: str
    grammar: str = ""
    inserted: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Placeable:
    """A number, date, sum, unit, URL, e-mail, phone or document number found in a text.

    ``kind``: number, percent, money, quantity, date, time, ordinal, url, email, phone, code.
    ``value`` is canonical (``3500000000 RUB``, ``--05-16/--05-18``, ``4.5 pp``), ``zh`` the
    rendering by GB/T 15835, ``also`` other right renderings. ``figures`` are the plain values
    that any right Chinese text shows (``(Decimal(3500000000),)``; month and days of a date).
    """

    kind: str
    start: int
    stop: int
    text: str
    value: str
    zh: str
    also: tuple[str, ...] = ()
    figures: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A proper name outside the term base: its nominative ``lemma`` and Chinese form ``zh``.

    ``kind``: person, place, organisation, brand. ``also`` lists other admissible forms (the
    surname alone). ``sure`` is False where a person must confirm the form.
    """

    kind: str
    start: int
    stop: int
    text: str
    lemma: str
    zh: str
    also: tuple[str, ...] = ()
    sure: bool = False
    grammar: str = ""


class Strength(StrEnum):
    """How an engine is told: ``firm`` must appear in the target, ``weak`` is advice."""

    FIRM = "firm"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Hint:
    """What an engine is told about ``text[start:stop]`` of a segment.

    ``kind``: person, place, organisation, brand, title (a work, law, programme), term, number,
    quantity, percent, money, date, time, ordinal, multiple (в 1,5 раза), code (URL, e-mail,
    phone) or word (general lexicon). ``target`` is Chinese,
    ``also`` other forms that count as met, ``grammar`` the form's marks as written by
    :func:`translator.morphology.grammar_marks` (``gen.pl``). ``origin``: glossary, memory,
    names, numbers, lexicon.
    """

    start: int
    stop: int
    source: str
    target: str
    kind: str
    strength: Strength
    origin: str
    also: tuple[str, ...] = ()
    grammar: str = ""
    lemma: str = ""


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """One segment for an engine with its hints, in order and not overlapping."""

    text: str
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine returns for one request.

    ``target`` is None where nothing usable came out (``messages`` say why). ``score`` is the
    mean log-probability per target token, natural logarithm. ``how`` gives, for the hint of
    the same index, the rung that delivered it (``annotation``, ``n-best``, ``code-switch``,
    ``replace``) or an empty string; it records what was done and claims nothing about the
    result. ``tokens`` counts target tokens decoded.
    """

    target: str | None
    score: float | None = None
    how: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class TermUse:
    """How a term came out; ``status``: used, variant or missing; ``how``: the engine's rung;
    ``kind`` as in :class:`Hint` (person, place, organisation, term, …), empty if not known."""

    source: str
    form: str
    target: str
    status: str
    how: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class NumberUse:
    """How a figure came out; ``target`` is the Chinese text that carries it, ``status``:
    right or missing, ``kind`` as in :class:`Placeable`, empty if not known."""

    source: str
    value: str
    target: str
    status: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt about a unit for a person to decide; ``check`` is the check's name."""

    check: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class ReviewedUnit:
    """A sentence with the Chinese that a person approved: what the translation memory holds.

    ``previous`` and ``next`` are the sources of the neighbouring segments of its release, empty
    at its beginning and end or where they are not known. ``release`` names the document,
    ``reviewer`` the person, ``reviewed`` when (UTC, whole seconds). The unit holds from
    ``valid_from`` to ``valid_until`` (both days included, None for no limit; an official leaves,
    a programme ends); ``note`` says why.
    """

    source: str
    target: str
    previous: str = ""
    next: str = ""
    release: str = ""
    reviewer: str = ""
    reviewed: datetime | None = None
    domain: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    note: str = ""


class MatchKind(StrEnum):
    """How a memory unit answers a segment, best first.

    ``context``: the same text between the same neighbours (101 % of some programs); ``exact``:
    the same text; ``figures``: the same but for figures, which were replaced in the target and
    found right by value; ``fuzzy``: similar text.
    """

    CONTEXT = "context"
    EXACT = "exact"
    FIGURES = "figures"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class MemoryMatch:
    """A memory unit found for a segment.

    ``target`` is the unit's, with figures replaced where ``kind`` is ``figures``; ``replaced``
    are then the pairs of Chinese figures (old, new). ``percent`` is 100 for the same text and
    at most 99 otherwise. ``expired`` is True outside the unit's days of validity: such a match
    is shown and never used. ``number`` is the unit's number in its memory.
    """

    unit: ReviewedUnit
    kind: MatchKind
    percent: int
    target: str
    replaced: tuple[tuple[str, str], ...] = ()
    expired: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A segment with its draft and everything known about it."""

    id: str
    block: str
    kind: Kind
    source: str
    target: str | None
    origin: Origin
    engine: str = ""
    score: float | None = None
    terms: tuple[TermUse, ...] = ()
    numbers: tuple[NumberUse, ...] = ()
    findings: tuple[Finding, ...] = ()
    signature: str = ""
    state: State = State.TRANSLATED
    styles: tuple[InlineStyle, ...] = ()
    matches: tuple[MemoryMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a bitext was made: what a reviewer sees in the header and a cache keys on."""

    engine: str
    model: str
    licence: str
    glossary_digest: str
    settings: str
    tool: str


@dataclass(frozen=True, slots=True)
class Bitext:
    """A release in both languages. ``provenance`` says how the Chinese was made."""

    name: str
    units: tuple[TranslationUnit, ...]
    provenance: Provenance
    title: str = ""
    issued: date | None = None
    source_digest: str = ""
    set_aside: tuple[Furniture, ...] = field(default=())
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A change that a program recorded in a cell: ``kind`` is insert, delete, move-from, move-to,
    mark-insert or mark-delete (a paragraph mark); ``time`` is ISO 8601 as written, or empty."""

    kind: str
    author: str
    time: str
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What a person said about a unit, or about the release where ``unit`` is empty.

    ``id`` is ours and stays through all rounds; ``parent`` is the id of the comment that this
    one answers. ``where``: comment (Word's own), note (typed into the notes column), footnote,
    outside (typed outside the table), status (words in the status column that are no state).
    """

    id: str
    unit: str
    author: str
    text: str
    time: str = ""
    parent: str = ""
    resolved: bool = False
    where: str = "comment"


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of a unit through an import: text, state or both.

    ``row`` is the row's state in the file (EDITED, MERGED …), ``version`` the project's version
    that this revision led to, ``changes`` what the program recorded, by author and time.
    """

    unit: str
    version: int
    before: str | None
    after: str | None
    state_before: State
    state: State
    author: str
    time: str
    row: str = ""
    changes: tuple[TrackedChange, ...] = ()
