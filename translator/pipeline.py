"""The way of one release: read, cut, gather what is known, remember, draft, check, bitext."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from translator import __version__, checks, segmentation
from translator.drafting import Drafts, Prepared, Progress, Work, draft_all
from translator.engines import Engine, EngineSettings, load
from translator.errors import InputError
from translator.hints import collect_all
from translator.inspection import inspect, tidied
from translator.known_names import KnownNames
from translator.lexicon import Lexicon
from translator.memory import DraftCache
from translator.memory.drafts import draft_key
from translator.recall import Place, Recalled, open_memory, recall
from translator.settings import Settings
from translator.termbase import TermBase
from translator.triage import foreign
from translator.units import (
    Bitext,
    Block,
    Draft,
    InlineStyle,
    Origin,
    Provenance,
    Segment,
    SourceDocument,
    State,
    TranslationUnit,
)

_HAN = re.compile("[\u3400-\u9fff]")


class Translator:
    """Everything that is loaded once and serves many releases."""

    def __init__(self, settings: Settings, waiting: Callable[[str], None] | None = None) -> None:
        """``waiting`` is told in one line when the memory's database is being waited for."""
        self.settings = settings
        self.engine = load_engine(settings)
        self.termbase = TermBase.load(
            [settings.project_glossaries, *settings.glossaries], cache=settings.cache
        )
        self.names = KnownNames.load(settings.names)
        self.lexicon = self._lexicon()
        self.exceptions = (
            segmentation.Exceptions.load(settings.segmentation_exceptions)
            if settings.segmentation_exceptions
            else segmentation.Exceptions()
        )
        self._drafts = DraftCache(settings.cache)
        self.memory = open_memory(settings, waiting)
        self.signature = self._sign()

    def _sign(self) -> str:
        """Sixteen hexadecimal digits over all that a target depends on besides its source."""
        parts = (
            self.engine.signature,
            self.termbase.digest,
            self.lexicon.digest if self.lexicon else "",
            self.names.digest,
            self.settings.fingerprint(),
            __version__,
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def translate(self, document: SourceDocument, progress: Progress | None = None) -> Bitext:
        """Draft a whole release; ``progress`` gets (segments done, segments in all).

        :raises InputError: nothing in the document is text to translate.
        """
        prepared = self.prepare(document)
        return self.finish(prepared, self.draft([prepared], progress))

    def prepare(self, document: SourceDocument) -> Prepared:
        """Cut a release into segments and look up what is known of each.

        :raises InputError: nothing in the document is text to translate.
        """
        segments = segmentation.segment(document.blocks, self.exceptions)
        if not segments:
            raise InputError(
                "holds no text to translate",
                place=document.name,
                remedy="give a release, or add --keep-boilerplate if all of it was set aside",
            )
        lines = [" ".join(segment.text.split()) for segment in segments]
        known = collect_all(lines, self.termbase, self.lexicon, document.issued, self.names)
        work = [
            Work(segment, line, knowledge, foreign(line))
            for segment, line, knowledge in zip(segments, lines, known, strict=True)
        ]
        return Prepared(document, tuple(map(self._keyed, self._remember(work, document))))

    def draft(
        self, prepared: Sequence[Prepared], progress: Progress | None = None
    ) -> dict[str, Draft]:
        """The drafts that releases need, of all of them together.

        :raises EngineError: the engine refused the work.
        """
        return draft_all(prepared, self.engine, self._drafts, progress)

    def finish(self, prepared: Prepared, drafts: Drafts) -> Bitext:
        """The bitext of a prepared release from its drafts, checked."""
        document = prepared.document
        blocks = {block.id: block for block in document.blocks}
        units = [self._unit(w, drafts.get(w.key), blocks[w.segment.block]) for w in prepared.work]
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

    @property
    def memory_state(self) -> str:
        """Changes with every change of the memory; empty without one. A unit's ``signature``
        counts only what the memory gave for it, a batch run asks this before it opens a file."""
        return self.memory.state() if self.memory else ""

    def close(self) -> None:
        """Let go of files; the object is not used afterwards."""
        self._drafts.close()
        if self.memory:
            self.memory.close()

    def _lexicon(self) -> Lexicon | None:
        if self.engine.card.source_format != "slots":
            return None
        return Lexicon.load(self.settings.models / self.engine.card.id / "lexicon")

    def _keyed(self, work: Work) -> Work:
        if not work.is_open or work.recalled.chosen:
            return work
        return replace(work, key=draft_key(self.signature, work.request))

    def _remember(self, work: Sequence[Work], document: SourceDocument) -> list[Work]:
        """Each segment with what the memory has for it between its neighbours."""
        if self.memory is None:
            return list(work)
        lines = ["", *(w.line for w in work), ""]
        return [
            replace(
                w,
                recalled=recall(
                    self.memory,
                    Place(w.line, lines[n], lines[n + 2], document.issued),
                    w.knowledge,
                    self.settings.glossaries,
                ),
            )
            if w.is_open
            else w
            for n, w in enumerate(work)
        ]

    def _unit(self, work: Work, draft: Draft | None, block: Block) -> TranslationUnit:
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
        chosen = work.recalled.chosen
        if chosen is not None:
            how = ("memory",) * len(work.knowledge.hints)
            checked = self._checked(bare, work, chosen.target, how, ())
            return replace(checked, origin=Origin.MEMORY)
        if draft is None:
            return replace(bare, target=segment.text, state=State.TRANSLATED)
        target = None
        if draft.target is not None:
            target = tidied(draft.target, work.knowledge)
        checked = self._checked(bare, work, target, draft.how, draft.messages)
        return replace(checked, origin=Origin.MACHINE, engine=self.engine.name, score=draft.score)

    def _checked(
        self,
        bare: TranslationUnit,
        work: Work,
        target: str | None,
        how: Sequence[str],
        messages: tuple[str, ...],
    ) -> TranslationUnit:
        """The unit with its target, what became of terms and figures, and all findings."""
        seen = inspect(work.line, target, bare.kind, work.knowledge, how=how, messages=messages)
        return replace(
            bare,
            target=target,
            terms=seen.terms,
            numbers=seen.numbers,
            findings=seen.findings + work.recalled.findings,
            matches=work.recalled.matches,
            signature=_with_memory(bare.signature, work.recalled),
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
            device=settings.device,
        ),
        models=settings.models,
        cache=settings.cache,
    )


def _with_memory(signature: str, recalled: Recalled) -> str:
    """The run's signature, and what the memory gave where it gave anything."""
    if not recalled.matches:
        return signature
    return hashlib.sha256(f"{signature}\n{recalled.signature}".encode()).hexdigest()[:16]


def _styles(block: Block, segment: Segment) -> tuple[InlineStyle, ...]:
    """The block's inline styles inside the segment, counted from its start."""
    inside = []
    for style in block.styles:
        start, stop = max(style.start, segment.start), min(style.stop, segment.stop)
        if start < stop:
            inside.append(replace(style, start=start - segment.start, stop=stop - segment.start))
    return tuple(inside)
