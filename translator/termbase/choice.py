"""Of all terms found at a place of a text, which one counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from translator.termbase.matcher import Candidate
from translator.units import TermMatch


def chosen(candidates: Sequence[Candidate], length: int) -> list[Candidate]:
    """Candidates that do not overlap, by rank (see :meth:`TermBase.find`); ``length`` is that
    of the text."""
    kept: list[Candidate] = []
    taken = [False] * length
    for candidate in sorted(whole(candidates), key=_rank):
        span = slice(candidate.match.start, candidate.match.stop)
        if not any(taken[span]):
            taken[span] = [True] * (span.stop - span.start)
            kept.append(candidate)
    return whole(kept)


def _rank(candidate: Candidate) -> tuple[int, int, bool, float, int, int, str]:
    """The last is there so that equals come out the same on every run (мера and меры поддержки)."""
    match = candidate.match
    return (
        -candidate.words,
        -candidate.evidence,
        match.form != match.term.ru,
        -round(candidate.score, 3),
        match.start - match.stop,
        match.start,
        match.term.ru,
    )


def whole(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Without the parts of hyphenated words that are not terms in every part (Россия-Китай is,
    Китай-город is not)."""
    kept = list(candidates)
    while True:
        starts = {c.match.start for c in kept}
        stops = {c.match.stop for c in kept}
        solid = [
            c
            for c in kept
            if not c.joined or c.match.stop + 1 in starts or c.match.start - 1 in stops
        ]
        if len(solid) == len(kept):
            return solid
        kept = solid


def in_order(candidates: Iterable[Candidate]) -> tuple[TermMatch, ...]:
    matches = {(c.match.start, -c.match.stop, c.match.term.ru): c.match for c in candidates}
    return tuple(match for _, match in sorted(matches.items(), key=lambda item: item[0]))
