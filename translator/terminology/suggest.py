"""Frequent names and terms that no glossary has, as proposals for a person to approve.

Noun groups are ranked by C-value (Frantzi, Ananiadou, Mima 2000, "Automatic recognition of
multi-word terms: the C-value/NC-value method", International Journal on Digital Libraries 3)::

    C-value(a) = log2 |a| · (f(a) − Σ f(b) / |T|)   over the longer candidates b in T that hold a

so that a group which mostly stands inside a longer one (развития сельских территорий in
программа развития сельских территорий) falls behind it. Names count by frequency. Where the
archive has the Chinese, the piece that goes with a term is found by Dice's coefficient.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from translator.termbase import TermBase
from translator.terminology.archive import Passage
from translator.terminology.candidates import Candidate, find_candidates
from translator.text.characters import HAN

_HAN_RUN = re.compile(f"[{HAN}·]+")
_PIECES = range(2, 11)
_SURE = 0.6
_EXAMPLE = 120
_FEWEST = 3  # of fewer passages any piece that they share goes with the term


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name or term worth an entry. ``score`` is the C-value, for names the frequency;
    ``zh`` a form proposed by rule (names) or by co-occurrence, with ``dice`` from 0 to 1 in the
    second case; ``example`` a sentence with its document."""

    ru: str
    kind: str
    count: int
    documents: int
    score: float
    zh: str
    dice: float
    example: str
    document: str


@dataclass(slots=True)
class _Tally:
    ru: str
    kind: str
    words: int
    zh: str
    example: str
    document: str
    count: int = 0
    documents: set[str] = field(default_factory=set)
    targets: list[str] = field(default_factory=list)


def suggest(
    base: TermBase, passages: Iterable[Passage], *, least: int = 3, limit: int = 200
) -> tuple[Proposal, ...]:
    """The ``limit`` best proposals that occur at least ``least`` times, the best first."""
    tallies: dict[str, _Tally] = {}
    longer: dict[str, Counter[str]] = defaultdict(Counter)
    pieces: Counter[str] = Counter()
    for passage in passages:
        taken = [(m.start, m.stop) for m in base.find(passage.source)]
        found = find_candidates(passage.source, taken)
        for candidate in found:
            _count(tallies, candidate, passage)
        for inner, outer in _nested(found):
            longer[inner.key][outer.key] += 1
        pieces.update(_pieces(passage.target or ""))
    kept = {key: t for key, t in tallies.items() if t.count >= least}
    proposals = [_proposal(t, _score(key, t, kept, longer), pieces) for key, t in kept.items()]
    proposals = [p for p in proposals if p.score > 0]
    proposals.sort(key=lambda p: (-p.score, p.ru))
    return tuple(proposals[:limit])


def _count(tallies: dict[str, _Tally], candidate: Candidate, passage: Passage) -> None:
    tally = tallies.get(candidate.key)
    if tally is None:
        tally = tallies[candidate.key] = _Tally(
            candidate.ru, candidate.kind, candidate.words, candidate.zh,
            " ".join(passage.source.split())[:_EXAMPLE], passage.document,
        )  # fmt: skip
    tally.count += 1
    tally.documents.add(passage.document)
    if passage.target:
        tally.targets.append(passage.target)


def _nested(found: Sequence[Candidate]) -> Iterable[tuple[Candidate, Candidate]]:
    for inner in found:
        for outer in found:
            if outer.start <= inner.start and inner.stop <= outer.stop and inner is not outer:
                yield inner, outer


def _score(
    key: str, tally: _Tally, kept: dict[str, _Tally], longer: dict[str, Counter[str]]
) -> float:
    if tally.kind:
        return float(tally.count)
    holders = {outer: n for outer, n in longer[key].items() if outer in kept}
    nested = sum(holders.values()) / len(holders) if holders else 0.0
    return math.log2(tally.words) * (tally.count - nested)


def _pieces(target: str) -> set[str]:
    return {
        run[i : i + size]
        for run in _HAN_RUN.findall(target)
        for size in _PIECES
        for i in range(len(run) - size + 1)
    }


def _proposal(tally: _Tally, score: float, pieces: Counter[str]) -> Proposal:
    zh, dice = tally.zh, 0.0
    if not zh and tally.targets:
        zh, dice = _by_dice(tally.targets, pieces)
    return Proposal(
        tally.ru, tally.kind, tally.count, len(tally.documents), round(score, 2), zh,
        round(dice, 2), tally.example, tally.document,
    )  # fmt: skip


def _by_dice(targets: Sequence[str], pieces: Counter[str]) -> tuple[str, float]:
    """The longest of the pieces that go best with the passages of a term."""
    together: Counter[str] = Counter()
    for target in targets:
        together.update(_pieces(target))
    best, most = "", 0.0
    for piece, count in together.items():
        dice = 2 * count / (len(targets) + pieces[piece])
        if (dice, len(piece)) > (most, len(best)):
            best, most = piece, dice
    return (best, most) if most >= _SURE and len(targets) >= _FEWEST else ("", 0.0)


def as_tsv(proposals: Sequence[Proposal]) -> str:
    """A glossary in which every proposal is a comment: a person fills in ``zh`` and takes away
    ``# `` where the entry is right; nothing that was not approved can come into force."""
    rows = ["ru\tzh\tkind\tsource\tnote"]
    for p in proposals:
        how = f", 中文 по совместной встречаемости {p.dice}" if p.dice else ""
        note = f"{p.count}× в {p.documents} док., оценка {p.score}{how}; {p.document}: {p.example}"
        kind = p.kind if p.kind in {"organisation", "brand", "body"} else ""
        cells = (f"# {p.ru}", p.zh, kind, "", note)
        rows.append("\t".join(" ".join(cell.split()) for cell in cells))
    return "\n".join(rows) + "\n"
