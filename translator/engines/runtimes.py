"""Two ways to run a model: CTranslate2 on a converted copy, transformers on the original.

Both take and give tokens; nothing here knows of text or hints.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from translator.engines.base import EngineSettings
from translator.engines.tokenisers import Vocabulary
from translator.errors import EngineError

# Room for an answer: Chinese rarely has more pieces than the Russian, loops have many more.
_ROOM, _ROOM_SHARE, _ROOM_LIMIT = 40, 3, 500
_MOST_THREADS = 4  # beyond these a release has too few segments to share out


@dataclass(frozen=True, slots=True)
class Decoding:
    """How one batch is decoded; ``n_best`` answers are returned, the likeliest first."""

    beam: int
    n_best: int = 1
    length_penalty: float = 1.0
    coverage_penalty: float = 0.0
    no_repeat_ngram: int = 0
    attention: bool = False


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An answer without marks; ``score`` is the mean log-probability per token, the end
    included (natural logarithm); ``truncated`` where the end was never reached."""

    tokens: tuple[str, ...]
    score: float
    truncated: bool = False
    attention: Sequence[Sequence[float]] | None = None


class Runtime(Protocol):
    """Runs a model; ``signature`` names the library and its version."""

    @property
    def signature(self) -> str:
        """``ctranslate2-4.8.5``."""

    def decode(
        self, sources: Sequence[tuple[str, ...]], decoding: Decoding
    ) -> list[list[Hypothesis]]:
        """The n best answers to each source, in the order of the sources."""


def room(sources: Sequence[tuple[str, ...]]) -> int:
    """Most tokens an answer may have before it counts as run away."""
    longest = max((len(s) for s in sources), default=0)
    return min(_ROOM + _ROOM_SHARE * longest, _ROOM_LIMIT)


class CTranslate2Runtime:
    """A converted model; torch is not needed."""

    def __init__(self, converted: Path, vocabulary: Vocabulary, settings: EngineSettings) -> None:
        # Threads that wait by spinning take the processor from everything else on a busy machine;
        # OpenMP reads this once, when the library is loaded.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        import ctranslate2

        self.signature = f"ctranslate2-{ctranslate2.__version__}"
        self._vocabulary = vocabulary
        self._threads = settings.threads or min(_MOST_THREADS, os.cpu_count() or 1)
        try:
            # One thread for each part of a batch: threads inside one matrix product wait for
            # each other (docs/benchmarks.md has the difference).
            self._translator = ctranslate2.Translator(
                str(converted),
                device=settings.device,
                compute_type=settings.compute_type,
                inter_threads=self._threads,
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(
                f"converted model cannot be loaded ({error})",
                place=str(converted),
                remedy="delete this folder, it is made again from the model"
                if settings.device == "cpu"
                else "see that the GPU's driver and CUDA libraries are there, or use the cpu",
            ) from error

    def decode(
        self, sources: Sequence[tuple[str, ...]], decoding: Decoding
    ) -> list[list[Hypothesis]]:
        """See :class:`Runtime`."""
        limit = room(sources)
        prefix = self._vocabulary.prefix
        results = self._translator.translate_batch(
            [list(s) for s in sources],
            target_prefix=[[prefix]] * len(sources) if prefix else None,
            beam_size=decoding.beam,
            num_hypotheses=min(decoding.n_best, decoding.beam),
            length_penalty=decoding.length_penalty,
            coverage_penalty=decoding.coverage_penalty if decoding.beam > 1 else 0,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            max_batch_size=-(-len(sources) // self._threads),
            max_input_length=0,
            max_decoding_length=limit,
            return_scores=True,
            return_attention=decoding.attention,
            return_end_token=True,
        )
        return [self._read(result, decoding, bool(prefix)) for result in results]

    def _read(self, result: Any, decoding: Decoding, prefixed: bool) -> list[Hypothesis]:
        found = []
        for i, raw in enumerate(result.hypotheses):
            ended = bool(raw) and raw[-1] == self._vocabulary.end
            tokens = tuple(raw[int(prefixed) : len(raw) - int(ended)])
            size = len(tokens) + int(ended)
            # CTranslate2 divides the sum by length ** length_penalty, the prefix counted in.
            total = float(result.scores[i]) * (size + int(prefixed)) ** decoding.length_penalty
            score = total / max(size, 1)
            rows = result.attention[i][int(prefixed) :] if decoding.attention else None
            found.append(Hypothesis(tokens, score, not ended, rows))
        return found


class TransformersRuntime:
    """The model as published, in float32; safetensors only, no code of the repository runs."""

    def __init__(self, folder: Path, vocabulary: Vocabulary, settings: EngineSettings) -> None:
        import torch
        import transformers

        quiet: Any = transformers.logging
        quiet.set_verbosity_error()
        quiet.disable_progress_bar()
        self.signature = f"transformers-{transformers.__version__}"
        self._vocabulary = vocabulary
        if settings.threads:
            torch.set_num_threads(settings.threads)
        if not (folder / "model.safetensors").is_file():
            raise EngineError(
                "model.safetensors is missing",
                place=str(folder),
                remedy="fetch the model again with cli.py models pull",
            )
        try:
            self._model = transformers.AutoModelForSeq2SeqLM.from_pretrained(
                str(folder),
                use_safetensors=True,
                trust_remote_code=False,
                local_files_only=True,
                dtype=torch.float32,
                attn_implementation="eager",
            ).eval()
        except Exception as error:  # safetensors and transformers raise many unrelated classes
            raise EngineError(
                f"model cannot be loaded ({' '.join(str(error).split())[:200]})",
                place=str(folder),
                remedy="check it with cli.py models verify",
            ) from error

    def decode(
        self, sources: Sequence[tuple[str, ...]], decoding: Decoding
    ) -> list[list[Hypothesis]]:
        """See :class:`Runtime`."""
        import torch

        words = self._vocabulary
        unknown, pad = words.ids[words.unknown], words.ids[words.pad]
        n_best = min(decoding.n_best, decoding.beam)
        width = max(len(s) for s in sources)
        ids = torch.full((len(sources), width), pad)
        mask = torch.zeros((len(sources), width), dtype=torch.long)
        for row, source in enumerate(sources):
            ids[row, : len(source)] = torch.tensor([words.ids.get(t, unknown) for t in source])
            mask[row, : len(source)] = 1
        start = [words.ids[words.start]] + ([words.ids[words.prefix]] if words.prefix else [])
        with torch.inference_mode():
            made = self._model.generate(
                input_ids=ids,
                attention_mask=mask,
                decoder_input_ids=torch.tensor([start] * len(sources)),
                num_beams=decoding.beam,
                num_return_sequences=n_best,
                do_sample=False,
                length_penalty=decoding.length_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram,
                max_new_tokens=room(sources),
                max_length=None,
                forced_eos_token_id=None,
                forced_bos_token_id=None,
                suppress_tokens=[pad],
                early_stopping=False,
                return_dict_in_generate=True,
                output_scores=True,
            )
        return [
            [
                self._read(made, row * n_best + n, len(start), decoding, ids[row], mask[row])
                for n in range(n_best)
            ]
            for row in range(len(sources))
        ]

    def _read(
        self, made: Any, row: int, skip: int, decoding: Decoding, source: Any, mask: Any
    ) -> Hypothesis:
        words = self._vocabulary
        raw = made.sequences[row].tolist()[skip:]
        end = words.ids[words.end]
        ended = end in raw
        kept = raw[: raw.index(end)] if ended else raw
        size = len(kept) + int(ended)
        if decoding.beam > 1:
            score = float(made.sequences_scores[row]) * max(size, 1) ** (
                decoding.length_penalty - 1
            )
        else:
            picked = [
                float(step[row].log_softmax(-1)[raw[i]])
                for i, step in enumerate(made.scores[:size])
            ]
            score = sum(picked) / max(size, 1)
        rows = None
        if decoding.attention and kept:
            rows = self._attention(made.sequences[row][: skip + len(kept)], skip, source, mask)
        return Hypothesis(tuple(words.tokens[i] for i in kept), score, not ended, rows)

    def _attention(self, sequence: Any, skip: int, source: Any, mask: Any) -> list[list[float]]:
        """Cross-attention of the penultimate layer, mean of its heads, one row per token.

        The sequence is read once more as a whole: the beams of a search share no attention.
        """
        import torch

        with torch.inference_mode():
            seen = self._model(
                input_ids=source[None],
                attention_mask=mask[None],
                decoder_input_ids=sequence[None],
                output_attentions=True,
                use_cache=False,
            )
        layers = seen.cross_attentions
        weights = layers[max(0, len(layers) - 2)][0].mean(dim=0)
        rows: list[list[float]] = weights[skip - 1 : -1, : int(mask.sum())].tolist()
        return rows
