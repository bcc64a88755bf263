"""Terms through engines that were not trained for them: try, look, record what was seen.

The rungs (field survey in docs): choose among n-best candidates the one that meets the terms;
write the Chinese term into the Russian source; align by cross-attention and replace the span
(Garg et al. 2019 read alignments off the penultimate layer); leave it missing. A rung is
recorded only for a string that stands in the output.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from translator.engines.formats import Encoded
from translator.engines.gist import gist
from translator.engines.stutter import stutters
from translator.engines.tokenisers import UNKNOWN_MARK, Encoding
from translator.units import EngineRequest, Hint, Strength

LADDER = "ladder-2"
"""Version of what is tried and how candidates are ranked: part of every engine's signature."""

# A unit of up to 16 characters four times over, or one letter six times: no Chinese sentence
# does it, looping decoders do.
_LOOP = re.compile(r"(.{2,16}?)\1{3,}|([^\W\d_])\2{5,}", re.DOTALL)
# An aligned span is trusted when the term draws this share of the attention of its tokens.
_TRUST = 0.5
_LONGEST_SPAN = 3
# A nat of mean log-probability for all of the glosses.
_GIST_WEIGHT = 1.0
_POOR_GIST = 0.6
# A second answer much shorter than the first has lost content for its term.
_KEPT_SHARE = 0.6
_NOT_REPLACED = re.compile(r"[\d\s，。；：！？、“”《》（）,.;:!?()%—]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer of a model to one request, read back.

    ``attention`` has a row per target token over the source tokens of ``source``; ``marks``
    are the target tokens; ``truncated``: the model ran into the length limit.
    """

    target: str
    how: tuple[str, ...]
    score: float
    marks: tuple[str, ...]
    faults: float = 0.0
    truncated: bool = False
    encoded: Encoded = Encoded("")
    source: Encoding = Encoding((), ())
    attention: Sequence[Sequence[float]] | None = None

    @property
    def broken(self) -> str:
        """Why the answer cannot be used, or an empty string."""
        if not self.target.strip():
            return "empty output"
        if self.truncated:
            return "output ran on to the length limit"
        if _LOOP.search(self.target):
            return "repetition loop"
        return ""


def met(hint: Hint, target: str) -> bool:
    """Whether the hint's target or another admissible form stands in ``target``.

    A figure does not count inside a longer figure, nor Latin inside a longer word.
    """
    return any(_stands(form, target) for form in (hint.target, *hint.also) if form)


def _stands(form: str, target: str) -> bool:
    head = r"(?<![\d])(?<!\d[.,])" if form[0].isdigit() else ""
    tail = r"(?!\d)(?![.,]\d)" if form[-1].isdigit() else ""
    if form[0].isascii() and form[0].isalpha():
        head = r"(?<![A-Za-z])"
    if form[-1].isascii() and form[-1].isalpha():
        tail = r"(?![A-Za-z])"
    return re.search(head + re.escape(form) + tail, target) is not None


def missing(request: EngineRequest, target: str) -> list[int]:
    """Indices of the firm hints that ``target`` does not carry."""
    return [
        i
        for i, hint in enumerate(request.hints)
        if hint.strength is Strength.FIRM and not met(hint, target)
    ]


def hinted(request: EngineRequest) -> list[str]:
    """Every form that a hint of the request may take in the target."""
    return [form for hint in request.hints for form in (hint.target, *hint.also)]


def claims(request: EngineRequest, target: str, said: Sequence[str], rung: str) -> tuple[str, ...]:
    """``how`` of every hint: what the format said, or ``rung``, where the string is there."""
    told = list(said) + [""] * (len(request.hints) - len(said))
    return tuple(
        (told[i] or rung) if met(hint, target) else "" for i, hint in enumerate(request.hints)
    )


def rank(request: EngineRequest, candidate: Candidate) -> tuple[float, ...]:
    """Order of candidates, the least is the best: usable, whole, terms met, no word doubled,
    known, likely and complete."""
    return (
        float(bool(candidate.broken)),
        candidate.faults,
        float(len(missing(request, candidate.target))),
        float(stutters(candidate.target, hinted(request))),
        float(candidate.target.count(UNKNOWN_MARK)),
        -candidate.score - _GIST_WEIGHT * gist(request, candidate.target),
    )


def better(request: EngineRequest, new: Candidate, old: Candidate) -> bool:
    """Whether a second try beats the first; shorter text bought with a term does not."""
    if rank(request, new)[:-1] >= rank(request, old)[:-1]:
        return False
    return bool(old.broken) or len(new.target) >= _KEPT_SHARE * len(old.target)


def is_poor(request: EngineRequest, candidate: Candidate) -> bool:
    """Is another try worth its time: something firm lost, a word doubled, little of the rest?"""
    return bool(
        candidate.broken
        or candidate.faults
        or missing(request, candidate.target)
        or stutters(candidate.target, hinted(request))
        or gist(request, candidate.target) < _POOR_GIST
    )


def lost_of(request: EngineRequest, target: str) -> tuple[int, int]:
    """How many names and figures ``target`` lacks, and how many terms."""
    kinds = [request.hints[i].kind for i in missing(request, target)]
    terms = kinds.count("term")
    return len(kinds) - terms, terms


def code_switched(request: EngineRequest, indices: Sequence[int]) -> Encoded:
    """The source with the Chinese of the given hints in place of the Russian.

    The memo holds where each hint stands in the new text, as :class:`PlainFormat` does.
    """
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at = length = 0
    for i, hint in enumerate(request.hints):
        before = request.text[at : hint.start]
        shown = hint.target if i in indices else request.text[hint.start : hint.stop]
        start = length + len(before)
        spans.append((start, start + len(shown)))
        parts += [before, shown]
        length = start + len(shown)
        at = max(at, hint.stop)
    parts.append(request.text[at:])
    return Encoded("".join(parts), tuple(spans))


def aligned(candidate: Candidate, span: tuple[int, int]) -> tuple[int, int] | None:
    """Target tokens ``[first, last]`` that attend to ``span`` of the source text.

    None where the attention is thin or scattered: a wrong replacement is worse than a
    missing term.
    """
    if candidate.attention is None or span[0] == span[1]:
        return None
    columns = [i for i, (a, b) in enumerate(candidate.source.spans) if a < span[1] and b > span[0]]
    if not columns:
        return None
    rows = [
        row
        for row, weights in enumerate(candidate.attention[: len(candidate.marks)])
        if sum(weights[c] for c in columns) >= _TRUST * (sum(weights) or 1.0)
    ]
    if not rows or rows[-1] - rows[0] + 1 != len(rows):
        return None
    return rows[0], rows[-1]


def replaced(target: str, aligned_text: str, hint: Hint, protected: Sequence[str]) -> str | None:
    """``target`` with the aligned text replaced by the hint's, or None where that is unsafe.

    Unsafe: figures, spaces or punctuation inside the span, a span much longer than the term,
    one that stands twice, or one that touches text another hint was met by.
    """
    span = aligned_text.strip()
    if not span or _NOT_REPLACED.search(span) or target.count(span) != 1:
        return None
    if len(span) > max(_LONGEST_SPAN * len(hint.target), 4):
        return None
    new = target.replace(span, hint.target)
    if any(form not in new for form in protected):
        return None
    return new
