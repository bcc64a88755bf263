"""All checks once more, on the text that a person has approved."""

from __future__ import annotations

from dataclasses import dataclass, replace

from translator import checks, text
from translator.engines import cards_of
from translator.hints import Knowledge, collect_all
from translator.inspection import inspect, tidied
from translator.known_names import KnownNames
from translator.lexicon import Lexicon
from translator.settings import Settings
from translator.termbase import TermBase
from translator.units import Bitext, Finding, Severity, State, TranslationUnit


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding with the number of its row, from 1."""

    number: int
    finding: Finding

    @property
    def name(self) -> str:
        """How ``--overrule`` names it: ``8:missing-number``."""
        return f"{self.number}:{self.finding.check}"


@dataclass(frozen=True, slots=True)
class Pending:
    """A unit that is not ready: its row, and the state it has (``initial`` without a target)."""

    number: int
    unit: TranslationUnit


@dataclass(frozen=True, slots=True)
class Rechecked:
    """The bitext in mainland typography with new findings; ``changes`` say what typography was
    put right, for nothing a person typed is altered silently."""

    bitext: Bitext
    changes: tuple[str, ...] = ()

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Every finding, by row."""
        return tuple(
            Doubt(number, finding)
            for number, unit in enumerate(self.bitext.units, 1)
            for finding in unit.findings
        )

    def critical(self) -> tuple[Doubt, ...]:
        """The findings by which a partner would be misinformed."""
        return tuple(d for d in self.doubts if d.finding.severity is Severity.CRITICAL)

    def pending(self, required: State) -> tuple[Pending, ...]:
        """The units below ``required`` and those without a target."""
        return tuple(
            Pending(number, unit)
            for number, unit in enumerate(self.bitext.units, 1)
            if not unit.target or unit.state.rank < required.rank
        )


class Examiner:
    """What ``translate`` knows of a text, without its engine."""

    def __init__(self, settings: Settings, bitext: Bitext) -> None:
        """Load the glossaries, the office's ledger of names, and the lexicon that belongs to the
        model of the draft: names in quotation marks are put together from its words.

        :raises GlossaryError: a glossary, the ledger or the lexicon cannot be used.
        """
        self._termbase = TermBase.load(
            [settings.project_glossaries, *settings.glossaries], cache=settings.cache
        )
        self._names = KnownNames.load(settings.names)
        engine = bitext.provenance.engine.partition(",")[0] or settings.engine
        cards = cards_of(engine, settings.models)
        slots = len(cards) == 1 and cards[0].source_format == "slots"
        folder = settings.models / cards[0].id / "lexicon" if slots else None
        self._lexicon = Lexicon.load(folder) if folder else None
        self.glossary_digest = self._termbase.digest
        self.messages = self._termbase.messages

    def recheck(self, bitext: Bitext) -> Rechecked:
        """Bring every target to mainland typography, then look for what is doubtful in it."""
        units: list[TranslationUnit] = []
        changes: list[str] = []
        lines = [" ".join(unit.source.split()) for unit in bitext.units]
        known = collect_all(lines, self._termbase, self._lexicon, bitext.issued, self._names)
        for number, unit in enumerate(bitext.units, 1):
            checked = _checked(unit, lines[number - 1], known[number - 1])
            if (checked.target or "") != (unit.target or "").strip():
                changes.append(f"row {number}: {unit.target} → {checked.target}")
            units.append(checked)
        across = checks.check_document(units)
        units = [replace(u, findings=u.findings + across.get(u.id, ())) for u in units]
        return Rechecked(replace(bitext, units=tuple(units)), tuple(changes))


def _checked(unit: TranslationUnit, line: str, known: Knowledge) -> TranslationUnit:
    copied = (unit.target or "").strip() == unit.source.strip()
    if copied and not text.has_cyrillic(line):  # a URL, a code, a line in Chinese already
        return replace(unit, findings=(), terms=(), numbers=())
    target = None if unit.target is None else tidied(unit.target, known)
    seen = inspect(line, target, unit.kind, known)
    return replace(
        unit, target=target, terms=seen.terms, numbers=seen.numbers, findings=seen.findings
    )
