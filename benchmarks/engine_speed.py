"""Tokens per second: our path (CTranslate2 int8, batches by length) against ``generate``.

A MarianMT of OPUS-MT's base size (6+6 layers, d 512, ffn 2048, 65,001 shared pieces) with
random weights is built on the fly. Random weights end no sentence sensibly, so both sides must
write the same number of tokens for the same sources: minimum and maximum length are fixed per
batch. Both sides get the same batches, the same threads and beam 4, and take turns batch by
batch, so that other work on the machine hits both. The result is a ratio of one run, by wall
time and by processor time (the steadier one on a busy machine), printed as JSON. The third
figure, ``generate`` on batches of 8 in the order of the text, is what a plain script does.

    python benchmarks/engine_speed.py [--sentences 48] [--threads 2]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

_VOCABULARY = 65_001
_SIZES = {
    "d_model": 512, "encoder_layers": 6, "decoder_layers": 6, "encoder_attention_heads": 8,
    "decoder_attention_heads": 8, "encoder_ffn_dim": 2048, "decoder_ffn_dim": 2048,
    "max_position_embeddings": 512, "activation_function": "swish", "scale_embedding": True,
}  # fmt: skip


Side = Callable[[list[int], int], int]
"""Decodes a group of sentences to a given length; returns the tokens written."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Tokens written, wall seconds, processor seconds of all threads."""

    tokens: int
    wall: float
    processor: float

    @property
    def by_wall(self) -> float:
        """Tokens per wall second."""
        return self.tokens / self.wall

    @property
    def by_processor(self) -> float:
        """Tokens per processor second."""
        return self.tokens / self.processor

    @classmethod
    def sum(cls, costs: Iterable[Cost]) -> Cost:
        """The cost of all together."""
        rows = [(c.tokens, c.wall, c.processor) for c in costs]
        return cls(*(sum(column) for column in zip(*rows, strict=True)))


def build(folder: Path) -> list[str]:
    """Write the model and return its vocabulary, ``</s>``, ``<unk>``, pieces, ``<pad>``."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    pad = _VOCABULARY - 1
    torch.manual_seed(0)
    MarianMTModel(
        MarianConfig(
            vocab_size=_VOCABULARY, pad_token_id=pad, eos_token_id=0, bos_token_id=0,
            decoder_start_token_id=pad, forced_eos_token_id=None, **_SIZES,
        )
    ).save_pretrained(str(folder))  # fmt: skip
    return ["</s>", "<unk>", *(f"p{i}" for i in range(2, pad)), "<pad>"]


def convert(folder: Path, made: Path, tokens: list[str]) -> None:
    """The same conversion as :mod:`translator.engines.convert`, without a tokenizer on disk."""
    from ctranslate2.converters import TransformersConverter

    class Words:
        bos_token, eos_token, unk_token, unk_token_id = "</s>", "</s>", "<unk>", 1
        special_tokens_map: dict[str, list[str]] = {}

        def get_vocab(self) -> dict[str, int]:
            return {t: i for i, t in enumerate(tokens)}

        def convert_ids_to_tokens(self, index: int) -> str:
            return tokens[index]

    converter = TransformersConverter(str(folder))
    converter.load_tokenizer = lambda *_, **__: Words()
    converter.convert(str(made), quantization="int8")


def batches(lengths: list[int], budget: int) -> list[list[int]]:
    """Indices by falling length, the padded tokens of a batch within the budget."""
    made: list[list[int]] = []
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if not made or (len(made[-1]) + 1) * lengths[made[-1][0]] > budget:
            made.append([])
        made[-1].append(index)
    return made


def main() -> None:
    """Measure both sides in turn, after one warm-up batch each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=48)
    parser.add_argument("--threads", type=int, default=min(4, os.cpu_count() or 1))
    parser.add_argument("--budget", type=int, default=1536)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    import ctranslate2
    import torch
    from transformers import MarianMTModel

    torch.set_num_threads(given.threads)
    draw = random.Random(1)
    with tempfile.TemporaryDirectory() as home:
        tokens = build(Path(home, "hf"))
        convert(Path(home, "hf"), Path(home, "ct2"), tokens)
        lengths = [draw.randint(8, 48) for _ in range(given.sentences)]
        sources = [[draw.randrange(2, _VOCABULARY - 1) for _ in range(n)] + [0] for n in lengths]
        model = MarianMTModel.from_pretrained(home + "/hf", dtype=torch.float32).eval()
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        fast = ctranslate2.Translator(
            home + "/ct2", compute_type="int8", inter_threads=given.threads, intra_threads=1
        )

        def ours(group: list[int], room: int) -> int:
            found = fast.translate_batch(
                [[tokens[t] for t in sources[i]] for i in group], beam_size=4, num_hypotheses=1,
                min_decoding_length=room, max_decoding_length=room, max_input_length=0,
                max_batch_size=-(-len(group) // given.threads),
            )  # fmt: skip
            return sum(len(r.hypotheses[0]) for r in found)

        def theirs(group: list[int], room: int) -> int:
            width = max(len(sources[i]) for i in group)
            pad = _VOCABULARY - 1
            ids = torch.tensor([sources[i] + [pad] * (width - len(sources[i])) for i in group])
            with torch.inference_mode():
                made = model.generate(
                    input_ids=ids, attention_mask=(ids != pad).long(), num_beams=4,
                    do_sample=False, min_new_tokens=room, max_new_tokens=room, max_length=None,
                    suppress_tokens=[pad],
                )  # fmt: skip
            return (made.shape[1] - 1) * len(group)

        def timed(side: Side, group: list[int]) -> Cost:
            room = max(lengths[i] for i in group)
            wall, processor = time.perf_counter(), time.process_time()
            count = side(group, room)
            return Cost(count, time.perf_counter() - wall, time.process_time() - processor)

        groups = batches(lengths, given.budget)
        for side in (ours, theirs):
            side(groups[-1][:2], 4)
        pairs = [
            (timed(ours, group), timed(theirs, group))
            for _ in range(given.rounds)
            for group in groups
        ]
        plain = [list(range(i, min(i + 8, len(lengths)))) for i in range(0, len(lengths), 8)]
        fast_side, slow_side = (Cost.sum(side) for side in zip(*pairs, strict=True))
        plain_side = Cost.sum(timed(theirs, group) for group in plain)
    result = {
        "sentences": given.sentences, "threads": given.threads, "beam": 4,
        "ctranslate2_int8_tokens_per_second": round(fast_side.by_wall, 1),
        "transformers_tokens_per_second": round(slow_side.by_wall, 1),
        "transformers_unsorted_by_8_tokens_per_second": round(plain_side.by_wall, 1),
        "ratio": round(fast_side.by_wall / slow_side.by_wall, 2),
        "ratio_by_processor_time": round(fast_side.by_processor / slow_side.by_processor, 2),
        "ratio_to_unsorted_by_8": round(fast_side.by_wall / plain_side.by_wall, 2),
        "tokens": [fast_side.tokens, slow_side.tokens, plain_side.tokens],
        "versions": {"ctranslate2": ctranslate2.__version__, "torch": torch.__version__},
    }  # fmt: skip
    sys.stdout.write(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
