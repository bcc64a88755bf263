"""Segments on their way to a draft: of one release or of many, the same text drafted once.

A batch of segments of like length wastes no padding, and an archive repeats itself (the same
contact lines in every release); so drafting knows segments and not documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from translator.engines import Engine
from translator.hints import Knowledge
from translator.memory import DraftCache
from translator.recall import NOTHING, Recalled
from translator.triage import wants_drafting
from translator.units import Draft, EngineRequest, Finding, Segment, SourceDocument

Progress = Callable[[int, int], None]
Drafts = Mapping[str, Draft]
"""Drafts by :attr:`Work.key`."""
_CHUNK = 64


@dataclass(frozen=True, slots=True)
class Work:
    """A segment on its way: ``line`` is its text with single spaces, as an engine reads it.

    ``key`` names the draft it needs, the same key the same draft; empty where none is needed.
    """

    segment: Segment
    line: str
    knowledge: Knowledge
    finding: Finding | None = None
    recalled: Recalled = NOTHING
    key: str = ""

    @property
    def is_open(self) -> bool:
        """Is there anything to translate?"""
        return self.finding is None and wants_drafting(self.line, self.knowledge.hints)

    @property
    def request(self) -> EngineRequest:
        """What an engine is asked."""
        return EngineRequest(self.line, self.knowledge.hints)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release that was cut and looked up, before drafting."""

    document: SourceDocument
    work: tuple[Work, ...]


def draft_all(
    prepared: Iterable[Prepared],
    engine: Engine,
    cache: DraftCache,
    progress: Progress | None = None,
) -> dict[str, Draft]:
    """Every draft that ``prepared`` needs, each kept in ``cache`` as soon as its batch is done.

    ``progress`` gets (drafts done, drafts in all).

    :raises EngineError: the engine refused the work.
    """
    wanted = {w.key: w.request for p in prepared for w in p.work if w.key}
    drafts = cache.get(list(wanted))
    rest = sorted((k for k in wanted if k not in drafts), key=lambda k: -len(wanted[k].text))
    done = len(drafts)
    if progress:
        progress(done, len(wanted))

    def report(count: int) -> None:
        nonlocal done
        done += count
        if progress:
            progress(done, len(wanted))

    for chunk in _chunks(rest):
        answers = engine.translate([wanted[key] for key in chunk], report)
        fresh = dict(zip(chunk, answers, strict=True))
        cache.put(fresh.items())
        drafts.update(fresh)
    return drafts


def _chunks(keys: Sequence[str]) -> Iterable[Sequence[str]]:
    return (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))
