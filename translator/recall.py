"""What the memory offers for a segment: what is used as its translation, what is only shown.

Precedence: the office's glossary stands above the memory, the memory above the project's
glossaries, names, numbers and the lexicon. So a reviewed sentence is used as it is unless it
lacks an approved word of the office; what the other knowledge says about it are findings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from translator.hints import Knowledge
from translator.memory import TranslationMemory
from translator.settings import Settings
from translator.storage import Location
from translator.units import Finding, MatchKind, MemoryMatch, Severity, TermMatch

CHECK = "memory"
"""Name of the findings that tell of the memory."""
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Recalled:
    """``chosen`` becomes the target (None: the engine drafts); ``matches`` are all that is worth
    showing, ``chosen`` first; ``findings`` tell the reviewer of each."""

    chosen: MemoryMatch | None = None
    matches: tuple[MemoryMatch, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def signature(self) -> str:
        """What of the memory this segment depends on; empty where it depends on nothing."""
        return "\n".join(f"{m.number} {m.kind} {m.expired} {m.target}" for m in self.matches)


NOTHING = Recalled()


def open_memory(
    settings: Settings, waiting: Callable[[str], None] | None = None
) -> TranslationMemory | None:
    """The memory that the settings name; None where there is none yet: asking makes no file.

    :raises StorageError: it is there and cannot be used.
    """
    if settings.memory is None:
        return None
    location = Location.parse(settings.memory)
    if location.path is not None and not location.path.exists():
        return None
    return TranslationMemory.open(location, waiting=waiting)


@dataclass(frozen=True, slots=True)
class Place:
    """A segment's line with those before and after it in the release, and the release's date."""

    line: str
    previous: str = ""
    following: str = ""
    issued: date | None = None


def recall(
    memory: TranslationMemory, place: Place, knowledge: Knowledge, office: Sequence[Path]
) -> Recalled:
    """Ask the memory; ``office`` are the glossaries of the office.

    Used is, in this order: a unit of the same text that is valid on the release's date (today
    where it is not known) and has the office's words, one in the same context first; else a
    unit that differs in figures only, with the figures replaced and right by value. A fuzzy
    match, an expired one and a second translation of the same text are shown and never used.
    """
    binding = tuple(m for m in knowledge.terms if _of_office(m, office))
    same = memory.exact(place.line, place.previous, place.following, place.issued)
    valid = [m for m in same if not m.expired]
    usable = [m for m in valid if _obeys(m, binding)]
    if usable:
        best = usable[0]
        others = [m for m in valid if m.target != best.target]
        return Recalled(best, (best, *others), (_used(best), *map(_other, others)))
    similar = memory.fuzzy(place.line, place.issued, issued=place.issued)
    figures = [
        m for m in similar if m.kind == MatchKind.FIGURES and not m.expired and _obeys(m, binding)
    ]
    chosen = figures[0] if figures else None
    shown = [m for m in (*same, *similar) if m is not chosen]
    findings = [_used(chosen)] if chosen else []
    findings += [_offered(m, binding) for m in shown]
    matches = (chosen, *shown) if chosen else tuple(shown)
    return Recalled(chosen, matches, tuple(findings))


def _of_office(match: TermMatch, office: Sequence[Path]) -> bool:
    file = Path(match.term.place.rpartition(":")[0])
    return any(file == path or path in file.parents for path in office)


def _obeys(match: MemoryMatch, binding: Sequence[TermMatch]) -> bool:
    return not _lacking(match, binding)


def _lacking(match: MemoryMatch, binding: Sequence[TermMatch]) -> list[str]:
    """Words of the office that the target lacks, or has in a form it forbids."""
    lacking = []
    for found in binding:
        term = found.term
        admitted = any(form in match.target for form in (term.zh, *term.variants))
        if not admitted or any(form in match.target for form in term.forbidden):
            lacking.append(term.zh)
    return lacking


def _used(match: MemoryMatch) -> Finding:
    if match.kind == MatchKind.CONTEXT:
        text = "Из памяти переводов: 100 %, контекст совпал"
    elif match.kind == MatchKind.EXACT:
        text = "Из памяти переводов: 100 %, контекст иной"
    else:
        pairs = ", ".join(f"{old} → {new}" for old, new in match.replaced)
        text = (
            f"Из памяти переводов: {match.percent} %, заменены цифры ({pairs}); "
            f"там было «{_short(match.unit.source)}»"
            if pairs
            else f"Из памяти переводов: {match.percent} %, там было «{_short(match.unit.source)}»"
        )
    return Finding(CHECK, Severity.MINOR, text + _who(match))


def _other(match: MemoryMatch) -> Finding:
    text = f"В памяти есть и другой перевод того же текста: {_short(match.target)}"
    return Finding(CHECK, Severity.MAJOR, text + _who(match))


def _offered(match: MemoryMatch, binding: Sequence[TermMatch]) -> Finding:
    shown = f"«{_short(match.unit.source)}» → {_short(match.target)}{_who(match)}"
    if match.expired:
        return Finding(CHECK, Severity.MAJOR, f"В памяти, но {_limits(match)}: {shown}")
    lacking = _lacking(match, binding) if match.kind != MatchKind.FUZZY else []
    if lacking:
        words = ", ".join(lacking)
        text = f"Память не использована, глоссарий офиса требует {words}: {shown}"
        return Finding(CHECK, Severity.MINOR, text)
    return Finding(CHECK, Severity.MINOR, f"Похоже на память, {match.percent} %: {shown}")


def _limits(match: MemoryMatch) -> str:
    unit = match.unit
    days = []
    if unit.valid_from is not None:
        days.append(f"с {unit.valid_from:%d.%m.%Y}")
    if unit.valid_until is not None:
        days.append(f"по {unit.valid_until:%d.%m.%Y}")
    why = f" ({_short(unit.note)})" if unit.note else ""
    return f"действует {' '.join(days)}{why}"


def _who(match: MemoryMatch) -> str:
    unit = match.unit
    day = unit.reviewed.strftime("%d.%m.%Y") if unit.reviewed else ""
    known = [part for part in (_short(unit.release), _short(unit.reviewer), day) if part]
    return f" [{', '.join(known)}]" if known else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
