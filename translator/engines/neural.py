"""The engine over one sequence-to-sequence model: what is sent, how often, what is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from translator.engines.assembly import draft_of, whole
from translator.engines.base import EngineSettings, Progress
from translator.engines.batching import Plan, batches
from translator.engines.cards import ModelCard
from translator.engines.formats import Encoded, SourceFormat
from translator.engines.ladder import (
    LADDER,
    Candidate,
    aligned,
    better,
    claims,
    code_switched,
    is_poor,
    lost_of,
    missing,
    rank,
    replaced,
)
from translator.engines.runtimes import Decoding, Hypothesis, Runtime
from translator.engines.splitting import Piece, halve, pieces, wordless
from translator.engines.tokenisers import Encoding, Tokeniser
from translator.units import Draft, EngineRequest

# Breaks loops and leaves the doubled words of ordinary Chinese alone.
_RETRY_NGRAM = 4
# A segment that loses names is decoded in halves, and a half that still does once more.
_SPLITS = 2
# The try for what is still lost has a beam this many times wider.
_WIDER = 2


class NeuralEngine:
    """A model with its tokeniser, runtime and source format (see :class:`Engine`)."""

    def __init__(
        self,
        name: str,
        card: ModelCard,
        digest: str,
        tokeniser: Tokeniser,
        runtime: Runtime,
        source_format: SourceFormat,
        settings: EngineSettings,
    ) -> None:
        ngram = settings.no_repeat_ngram or card.no_repeat_ngram
        settings = replace(settings, no_repeat_ngram=ngram)
        self.name = name
        self.card = card
        self.signature = (
            f"{card.id}@{digest[:16]} {runtime.signature} {settings.signature} "
            f"{source_format.name} {LADDER} {'>'.join(card.languages)}{card.target_token}"
        )
        self._tokeniser = tokeniser
        self._runtime = runtime
        self._format = source_format
        self._plain = card.source_format == "plain"
        self._rung = "n-best" if self._plain else "annotation"
        self._settings = settings
        self._decoding = Decoding(
            beam=settings.beam,
            n_best=settings.beam,
            length_penalty=settings.length_penalty,
            coverage_penalty=settings.coverage_penalty,
            no_repeat_ngram=settings.no_repeat_ngram,
        )

    def translate(
        self, requests: Sequence[EngineRequest], progress: Progress | None = None
    ) -> list[Draft]:
        """One draft per request; batches go by length, the longest first."""
        drafts: list[Draft | None] = [wordless(r) for r in requests]
        if progress and (ready := sum(d is not None for d in drafts)):
            progress(ready)
        plans = [self._plan(i, r) for i, r in enumerate(requests) if drafts[i] is None]
        for batch in batches(plans, self._settings.token_budget):
            for plan, draft in zip(batch, self._solve(batch), strict=True):
                drafts[plan.index] = draft
            if progress:
                progress(len(batch))
        return [d for d in drafts if d is not None]

    def _length(self, request: EngineRequest) -> int:
        return len(self._tokeniser.encode(self._format.encode(request).text).tokens)

    def _plan(self, index: int, request: EngineRequest) -> Plan:
        parts = pieces(request, self._length, self._settings.max_source_tokens)
        return Plan(index, request, parts, max(self._length(p.request) for p in parts))

    def _solve(self, batch: Sequence[Plan]) -> list[Draft]:
        flat = [piece for plan in batch for piece in plan.pieces]
        sendable = [p for p in flat if wordless(p.request) is None]
        answers = iter(self._best(sendable))
        drafts = [wordless(p.request) or next(answers) for p in flat]
        done, at = [], 0
        for plan in batch:
            own = drafts[at : at + len(plan.pieces)]
            at += len(plan.pieces)
            done.append(whole(own, plan.pieces))
        return done

    def _best(self, parts: Sequence[Piece], splits: int = _SPLITS) -> list[Draft]:
        """Drafts of pieces: first try, second try for terms, repair of unusable answers.

        ``splits`` is how often a piece may still be cut in two.
        """
        requests = [p.request for p in parts]
        encoded = [self._format.encode(r) for r in requests]
        best = self._attempt(requests, encoded, self._rung)
        if self._plain:
            best = self._switched(requests, encoded, best)
            best = [self._align(r, c) for r, c in zip(requests, best, strict=True)]
        else:
            best = self._wider(requests, best)
        return [
            self._repair(p, c, splits) if c.broken else self._fuller(p, c, splits)
            for p, c in zip(parts, best, strict=True)
        ]

    def _fuller(self, piece: Piece, candidate: Candidate, splits: int) -> Draft:
        """The candidate, or its two halves where those carry more of what was told firmly.

        A name or figure that is lost weighs more than a term, and a term more than a smooth
        sentence: a person mends a clumsy draft faster than one that is wrong. Only for models that
        read the hints: for others a loss says little about the rest.
        """
        draft = draft_of(candidate, piece.request)
        lost = lost_of(piece.request, draft.target or "")
        if self._plain or not any(lost) or not splits:
            return draft
        halves = self._halves(piece, splits - 1)
        if halves is None or lost_of(piece.request, halves.target or "") >= lost:
            return draft
        messages = (*halves.messages, "terms were lost: decoded in two parts")
        return replace(halves, messages=messages)

    def _switched(
        self,
        requests: Sequence[EngineRequest],
        encoded: Sequence[Encoded],
        first: Sequence[Candidate],
    ) -> list[Candidate]:
        """Once more with the Chinese in the source, where the first try lost a firm hint."""
        best = list(first)
        texts = {
            i: code_switched(request, self._writable(request, lost))
            for i, (request, candidate) in enumerate(zip(requests, first, strict=True))
            if (lost := missing(request, candidate.target))
        }
        again = [i for i, text in texts.items() if text.text != encoded[i].text]
        answers = self._attempt(
            [requests[i] for i in again], [texts[i] for i in again], "code-switch"
        )
        for i, candidate in zip(again, answers, strict=True):
            if better(requests[i], candidate, best[i]):
                how = tuple(
                    before if before and now == "code-switch" else now
                    for before, now in zip(best[i].how, candidate.how, strict=True)
                )
                best[i] = replace(candidate, how=how)
        return best

    def _writable(self, request: EngineRequest, indices: Sequence[int]) -> list[int]:
        return [
            n
            for n in indices
            if request.hints[n].start < request.hints[n].stop
            and self._tokeniser.knows(request.hints[n].target)
        ]

    def _wider(
        self, requests: Sequence[EngineRequest], first: Sequence[Candidate]
    ) -> list[Candidate]:
        """Twice more with a wider beam, where a firm hint or much of the rest was lost: as it was,
        and with every firm hint held fast."""
        best = list(first)
        again = [i for i, c in enumerate(first) if is_poor(requests[i], c)]
        chosen = [requests[i] for i in again]
        beam = _WIDER * self._decoding.beam
        wide = replace(self._decoding, beam=beam, n_best=beam)
        for strict in (True, False):
            texts = [self._format.encode(r, strict=strict) for r in chosen]
            answers = self._attempt(chosen, texts, self._rung, wide)
            for i, candidate in zip(again, answers, strict=True):
                best[i] = min(best[i], candidate, key=_ranked(requests[i]))
        return best

    def _attempt(
        self,
        requests: Sequence[EngineRequest],
        encoded: Sequence[Encoded],
        rung: str,
        decoding: Decoding | None = None,
    ) -> list[Candidate]:
        """Decode once and keep the best candidate of each request."""
        if not requests:
            return []
        attention = self._plain and any(r.hints for r in requests)
        decoding = replace(decoding or self._decoding, attention=attention)
        sources = [self._tokeniser.encode(e.text) for e in encoded]
        answers = self._decode([s.tokens for s in sources], decoding)
        return [
            min(
                (self._read(request, text, source, answer, rung) for answer in found),
                key=_ranked(request),
            )
            for request, text, source, found in zip(
                requests, encoded, sources, answers, strict=True
            )
        ]

    def _decode(
        self, sources: Sequence[tuple[str, ...]], decoding: Decoding
    ) -> list[list[Hypothesis]]:
        """In portions: one huge segment in thousands of pieces must not fill the memory."""
        rows = max(1, self._settings.token_budget // max(len(s) for s in sources))
        return [
            answer
            for at in range(0, len(sources), rows)
            for answer in self._runtime.decode(sources[at : at + rows], decoding)
        ]

    def _read(
        self,
        request: EngineRequest,
        encoded: Encoded,
        source: Encoding,
        answer: Hypothesis,
        rung: str,
    ) -> Candidate:
        text = self._tokeniser.decode(answer.tokens)
        read = self._format.decode(text, encoded, request)
        return Candidate(
            target=read.target,
            how=claims(request, read.target, read.how, rung),
            score=answer.score,
            marks=answer.tokens,
            faults=self._format.accepts(text, encoded),
            truncated=answer.truncated,
            encoded=encoded,
            source=source,
            attention=answer.attention,
        )

    def _align(self, request: EngineRequest, candidate: Candidate) -> Candidate:
        """Replace what stands for a missing term, where the attention shows it beyond doubt."""
        spans = candidate.encoded.memo
        lost = missing(request, candidate.target)
        if not lost or not isinstance(spans, tuple) or candidate.broken:
            return candidate
        target, how = candidate.target, list(candidate.how)
        for i in lost:
            rows = aligned(candidate, spans[i])
            if rows is None:
                continue
            old = self._tokeniser.decode(candidate.marks[rows[0] : rows[1] + 1])
            held = [
                form
                for n, hint in enumerate(request.hints)
                if n not in lost or how[n]
                for form in (hint.target, *hint.also)
                if form in target
            ]
            new = replaced(target, old, request.hints[i], held)
            if new is not None:
                target = new
                how[i] = "replace"
        return replace(candidate, target=target, how=claims(request, target, how, ""))

    def _repair(self, piece: Piece, broken: Candidate, splits: int) -> Draft:
        """An unusable answer: no repetition, then in two parts, then greedily, then none."""
        request, encoded = piece.request, self._format.encode(piece.request)
        reason = broken.broken
        ngram = min(_RETRY_NGRAM, self._decoding.no_repeat_ngram or _RETRY_NGRAM)
        calm = replace(self._decoding, no_repeat_ngram=ngram)
        greedy = replace(calm, beam=1)
        tries: list[tuple[str, Callable[[], Draft | None]]] = [
            ("without repetition", lambda: self._again(request, encoded, calm)),
            ("in two parts", lambda: self._halves(piece, splits - 1) if splits else None),
            ("greedily", lambda: self._again(request, encoded, greedy)),
        ]
        for label, attempt in tries:
            draft = attempt()
            if draft is not None:
                return replace(draft, messages=(*draft.messages, f"{reason}: decoded {label}"))
        return Draft(
            None,
            how=("",) * len(request.hints),
            messages=(f"{reason}: no usable translation",),
            tokens=len(broken.marks),
        )

    def _again(self, request: EngineRequest, encoded: Encoded, decoding: Decoding) -> Draft | None:
        found = self._attempt([request], [encoded], self._rung, decoding)[0]
        return None if found.broken else draft_of(found, request)

    def _halves(self, piece: Piece, splits: int) -> Draft | None:
        halves = halve(piece)
        if halves is None or any(wordless(h.request) is not None for h in halves):
            return None
        drafts = self._best(halves, splits)
        if any(d.target is None for d in drafts):
            return None
        return whole(drafts, halves)


def _ranked(request: EngineRequest) -> Callable[[Candidate], tuple[float, ...]]:
    return lambda candidate: rank(request, candidate)
