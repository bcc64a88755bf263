"""The way of one release: read, cut, gather what is known, draft, check, bitext."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from translator import __version__, checks, segmentation, text
from translator.engines import Engine, EngineSettings, load
from translator.errors import InputError
from translator.hints import Knowledge, collect
from translator.inspection import inspect
from translator.lexicon import Lexicon
from translator.memory import DraftCache
from translator.memory.drafts import draft_key
from translator.settings import Settings
from translator.termbase import TermBase
from translator.units import (
    Bitext,
    Block,
    Draft,
    EngineRequest,
    Finding,
    InlineStyle,
    Origin,
    Provenance,
    Segment,
    Severity,
    SourceDocument,
    State,
    TranslationUnit,
)

Progress = Callable[[int, int], None]
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN_WORD = re.compile("[A-Za-z]{2,}")
_ENGLISH_WORDS = 4
_CHUNK = 64


@dataclass(frozen=True, slots=True)
class _Work:
    """A segment on its way: ``line`` is its text with single spaces, as an engine reads it."""

    segment: Segment
    line: str
    knowledge: Knowledge
    finding: Finding | None = None

    @property
    def request(self) -> EngineRequest:
        return EngineRequest(self.line, self.knowledge.hints)


class Translator:
    """Everything that is loaded once and serves many releases."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine = load_engine(settings)
        self.termbase = TermBase.load(
            [settings.project_glossaries, *settings.glossaries], cache=settings.cache
        )
        self.lexicon = self._lexicon()
        self.exceptions = (
            segmentation.Exceptions.load(settings.segmentation_exceptions)
            if settings.segmentation_exceptions
            else segmentation.Exceptions()
        )
        self._drafts = DraftCache(settings.cache)
        self.signature = self._sign()

    def _sign(self) -> str:
        """Sixteen hexadecimal digits over all that a target depends on besides its source."""
        parts = (
            self.engine.signature,
            self.termbase.digest,
            self.lexicon.digest if self.lexicon else "",
            self.settings.fingerprint(),
            __version__,
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def translate(self, document: SourceDocument, progress: Progress | None = None) -> Bitext:
        """Draft a whole release; ``progress`` gets (segments done, segments in all).

        :raises InputError: nothing in the document is text to translate.
        """
        blocks = {block.id: block for block in document.blocks}
        work = [
            self._prepare(segment, document)
            for segment in segmentation.segment(document.blocks, self.exceptions)
        ]
        if not work:
            raise InputError(
                "holds no text to translate",
                place=document.name,
                remedy="give a release, or add --keep-boilerplate if all of it was set aside",
            )
        drafts = self._draft(
            [w for w in work if w.finding is None and _wants_drafting(w)], progress
        )
        units = [self._unit(w, drafts.get(w.segment.id), blocks[w.segment.block]) for w in work]
        across = checks.check_document(units)
        units = [replace(u, findings=u.findings + across.get(u.id, ())) for u in units]
        return Bitext(
            name=document.name,
            units=tuple(units),
            provenance=self._provenance(),
            title=document.blocks[0].text,
            issued=document.issued,
            source_digest=document.digest,
            set_aside=document.set_aside,
            messages=document.messages + self.termbase.messages,
        )

    def close(self) -> None:
        """Let go of files; the object is not used afterwards."""
        self._drafts.close()

    def _lexicon(self) -> Lexicon | None:
        if self.engine.card.source_format != "slots":
            return None
        return Lexicon.load(self.settings.models / self.engine.card.id / "lexicon")

    def _prepare(self, segment: Segment, document: SourceDocument) -> _Work:
        line = " ".join(segment.text.split())
        foreign = _foreign(line)
        knowledge = collect(line, self.termbase, self.lexicon, document.issued)
        return _Work(segment, line, knowledge, foreign)

    def _draft(self, work: Sequence[_Work], progress: Progress | None) -> dict[str, Draft]:
        """Drafts by segment id, each kept as soon as its batch is done."""
        keys = {w.segment.id: draft_key(self.signature, w.request) for w in work}
        known = self._drafts.get(list(keys.values()))
        drafts = {
            w.segment.id: known[keys[w.segment.id]] for w in work if keys[w.segment.id] in known
        }
        rest = [w for w in work if w.segment.id not in drafts]
        done = len(drafts)
        if progress:
            progress(done, len(work))

        def report(count: int) -> None:
            nonlocal done
            done += count
            if progress:
                progress(done, len(work))

        for start in range(0, len(rest), _CHUNK):
            chunk = rest[start : start + _CHUNK]
            answers = self.engine.translate([w.request for w in chunk], report)
            fresh = {w.segment.id: a for w, a in zip(chunk, answers, strict=True)}
            self._drafts.put((keys[i], draft) for i, draft in fresh.items())
            drafts.update(fresh)
        return drafts

    def _unit(self, work: _Work, draft: Draft | None, block: Block) -> TranslationUnit:
        segment = work.segment
        bare = TranslationUnit(
            id=segment.id,
            block=segment.block,
            kind=segment.kind,
            source=segment.text,
            target=None,
            origin=Origin.COPY,
            signature=self.signature,
            state=State.INITIAL,
            styles=_styles(block, segment),
        )
        if work.finding is not None:
            kept = segment.text if _HAN.search(work.line) else None
            return replace(bare, target=kept, findings=(work.finding,))
        if draft is None:
            return replace(bare, target=segment.text, state=State.TRANSLATED)
        target = None
        if draft.target is not None:
            protected = [h.target for h in work.knowledge.hints if _LATIN_WORD.search(h.target)]
            target = text.normalise(draft.target, protected).text.strip() or None
        seen = inspect(
            work.line,
            target,
            segment.kind,
            work.knowledge,
            how=draft.how,
            messages=draft.messages,
        )
        return replace(
            bare,
            target=target,
            origin=Origin.MACHINE,
            engine=self.engine.name,
            score=draft.score,
            terms=seen.terms,
            numbers=seen.numbers,
            findings=seen.findings,
            state=State.TRANSLATED if target else State.INITIAL,
        )

    def _provenance(self) -> Provenance:
        card = self.engine.card
        licence = card.licence + (" (non-commercial)" if card.non_commercial else "")
        return Provenance(
            engine=self.engine.name,
            model=card.id,
            licence=licence,
            glossary_digest=self.termbase.digest,
            settings=self.settings.fingerprint(),
            tool=f"press-translator {__version__}",
        )


def load_engine(settings: Settings) -> Engine:
    """The engine that the settings name, with its weights."""
    return load(
        settings.engine,
        settings=EngineSettings(
            runtime=settings.runtime,
            beam=settings.beam,
            length_penalty=settings.length_penalty,
            coverage_penalty=settings.coverage_penalty,
            token_budget=settings.token_budget,
            threads=settings.threads,
        ),
        models=settings.models,
        cache=settings.cache,
    )


def _wants_drafting(work: _Work) -> bool:
    """Russian, or bare figures («61,3»), which are written otherwise in Chinese."""
    if _CYRILLIC.search(work.line):
        return True
    if any(c.isalpha() for c in work.line):
        return False
    return any(h.origin == "numbers" and h.kind != "code" for h in work.knowledge.hints)


def _foreign(line: str) -> Finding | None:
    """A segment that is not Russian is not drafted: Chinese is kept, English left to a person."""
    if _CYRILLIC.search(line):
        return None
    if _HAN.search(line):
        return Finding("not-russian", Severity.MINOR, "Сегмент уже на китайском, оставлен как есть")
    if len(_LATIN_WORD.findall(line)) >= _ENGLISH_WORDS:
        return Finding("not-russian", Severity.CRITICAL, "Сегмент не на русском, не переведён")
    return None


def _styles(block: Block, segment: Segment) -> tuple[InlineStyle, ...]:
    """The block's inline styles inside the segment, counted from its start."""
    inside = []
    for style in block.styles:
        start, stop = max(style.start, segment.start), min(style.stop, segment.stop)
        if start < stop:
            inside.append(replace(style, start=start - segment.start, stop=stop - segment.start))
    return tuple(inside)
