"""From beads to units: what goes into the memory, what a person must look at first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from translator.bitexts import reviewed_units
from translator.units import (
    Bitext,
    Finding,
    Kind,
    Origin,
    Provenance,
    ReviewedUnit,
    Severity,
    State,
    TranslationUnit,
)

CHECK = "alignment"
"""The name of our own findings."""
LEAST = 0.9
"""A unit below this confidence is doubtful. On the half of the press corpus that the constants
were not tuned on, units above it were right in more than 99.5 of 100 cases (docs/archive.md)."""
_LIKE = 0.3
_LIKELY = 0.8
_DOUBTS = frozenset(
    {"missing-number", "extra-number", "length-ratio", "lost-sentence", "untranslated-cyrillic"}
)


@dataclass(frozen=True, slots=True)
class AlignedUnit:
    """A bead with its text: ``target`` is None where the Chinese has nothing for it.

    ``shape`` is the bead's kind (``1-2``), ``findings`` what the checks say of the pair (of
    severity major or critical) and what we say of the alignment.
    """

    source: str
    target: str | None
    shape: str
    confidence: float
    block: str = ""
    kind: Kind = Kind.PARAGRAPH
    findings: tuple[Finding, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """A release in both languages.

    ``added`` are Chinese sentences that no Russian one answers, ``day`` is when it was
    published, ``digest`` is that of the Russian file.
    """

    name: str
    target_name: str
    units: tuple[AlignedUnit, ...]
    added: tuple[str, ...] = ()
    title: str = ""
    day: date | None = None
    digest: str = ""
    messages: tuple[str, ...] = ()

    @property
    def settled(self) -> int:
        """Units for the memory."""
        return sum(1 for unit in self.units if unit.target and not unit.doubtful)

    @property
    def doubtful(self) -> int:
        """Units for a person."""
        return sum(1 for unit in self.units if unit.doubtful)

    @property
    def dropped(self) -> int:
        """Russian sentences without Chinese."""
        return sum(1 for unit in self.units if unit.target is None)

    def bitext(self, provenance: Provenance) -> Bitext:
        """The whole release for a review document: settled units stand as reviewed, doubtful
        ones as translated with a finding, the rest without a target."""
        return Bitext(
            name=self.name,
            units=tuple(_unit(n, unit) for n, unit in enumerate(self.units, 1)),
            provenance=provenance,
            title=self.title,
            issued=self.day,
            source_digest=self.digest,
            messages=self.messages,
        )

    def reviewed(self, *, reviewer: str = "", domain: str = "") -> Iterator[ReviewedUnit]:
        """The settled units as the memory takes them; ``note`` tells the shape and the
        confidence."""
        when = datetime.combine(self.day, time(), UTC) if self.day else None
        bitext = self.bitext(Provenance("", "", "", "", "", ""))
        kept = (unit for unit in self.units if unit.target and not unit.doubtful)
        made = reviewed_units(bitext, reviewer=reviewer, reviewed=when, domain=domain)
        for unit, found in zip(kept, made, strict=True):
            note = f"aligned {unit.shape}, confidence {unit.confidence:.2f}"
            yield replace(found, note=note)


def _unit(number: int, unit: AlignedUnit) -> TranslationUnit:
    state = State.TRANSLATED if unit.doubtful else State.REVIEWED
    return TranslationUnit(
        id=f"s{number}",
        block=unit.block,
        kind=unit.kind,
        source=unit.source,
        target=unit.target,
        origin=Origin.HUMAN,
        findings=unit.findings,
        state=state if unit.target else State.INITIAL,
    )


def judged(unit: AlignedUnit, findings: Sequence[Finding], least: float) -> AlignedUnit:
    """The unit with what the checks found; doubtful where the confidence is below ``least`` or
    a figure or half a sentence is missing."""
    if unit.target is None:
        note = Finding(CHECK, Severity.MINOR, "В китайском тексте этого предложения не найдено")
        return replace(unit, findings=(note,))
    grave = tuple(f for f in findings if f.severity >= Severity.MAJOR)
    unsure = unit.confidence < least
    if unsure:
        message = f"Соответствие не уверено ({unit.confidence:.2f}), вид {unit.shape}"
        grave = (Finding(CHECK, Severity.MAJOR, message), *grave)
    doubtful = unsure or any(f.check in _DOUBTS for f in grave)
    return replace(unit, findings=grave, doubtful=doubtful)


def with_added(units: list[AlignedUnit], places: Sequence[tuple[int, str]]) -> list[AlignedUnit]:
    """Units with a finding for each Chinese sentence that stands alone; a place is the number of
    units before it. A person who sees that it belongs to the row can copy it there."""
    noted = list(units)
    for before, text in places if units else ():
        at = max(0, before - 1)
        where = "После этой строки" if before else "Перед этой строкой"
        finding = Finding(CHECK, Severity.MINOR, f"{where} в китайском тексте есть ещё: {text}")
        noted[at] = replace(noted[at], findings=(*noted[at].findings, finding))
    return noted


def checked_whole(pair: AlignedPair) -> AlignedPair:
    """The pair; where hardly a sentence answers another, with a message and all units doubtful.

    A Chinese text of another release gives a few pairs by chance: none of them may pass.
    """
    good = sum(1 for u in pair.units if u.target and u.confidence >= _LIKELY)
    if not pair.units or good >= _LIKE * len(pair.units):
        return pair
    message = (
        f"{pair.target_name} hardly answers {pair.name} ({good} of {len(pair.units)} sentences); "
        "look whether it is the same release"
    )
    units = tuple(replace(u, doubtful=u.target is not None) for u in pair.units)
    return replace(pair, units=units, messages=(*pair.messages, message))
