"""Tokens per second: our path (CTranslate2 int8, batches by length) against ``generate``.

A MarianMT of OPUS-MT's base size (6+6 layers, d 512, ffn 2048, 65,001 shared pieces) with
random weights is built on the fly. Random weights end no sentence sensibly, so both sides must
write the same number of tokens for the same sources: minimum and maximum length are fixed per
batch. Both sides get the same batches, the same threads and beam 4; a ratio of one run is the
result, printed as JSON.

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
from pathlib import Path

_VOCABULARY = 65_001
_SIZES = {
    "d_model": 512, "encoder_layers": 6, "decoder_layers": 6, "encoder_attention_heads": 8,
    "decoder_attention_heads": 8, "encoder_ffn_dim": 2048, "decoder_ffn_dim": 2048,
    "max_position_embeddings": 512, "activation_function": "swish", "scale_embedding": True,
}  # fmt: skip


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
    """Measure both sides once, after one warm-up batch each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=48)
    parser.add_argument("--threads", type=int, default=min(4, os.cpu_count() or 1))
    parser.add_argument("--budget", type=int, default=1536)
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
        fast = ctranslate2.Translator(
            home + "/ct2", compute_type="int8", intra_threads=given.threads
        )

        def ours(group: list[int], room: int) -> int:
            found = fast.translate_batch(
                [[tokens[t] for t in sources[i]] for i in group], beam_size=4, num_hypotheses=1,
                min_decoding_length=room, max_decoding_length=room, max_input_length=0,
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

        def measured(side, groups: list[list[int]]) -> tuple[int, float]:  # type: ignore[no-untyped-def]
            side(groups[-1][:2], 4)
            begun, count = time.perf_counter(), 0
            for group in groups:
                count += side(group, max(lengths[i] for i in group))
            return count, time.perf_counter() - begun

        sorted_groups = batches(lengths, given.budget)
        size, seconds = measured(ours, sorted_groups)
        size_theirs, seconds_theirs = measured(theirs, sorted_groups)
        plain = [list(range(i, min(i + 8, len(lengths)))) for i in range(0, len(lengths), 8)]
        size_plain, seconds_plain = measured(theirs, plain)
    speed = size / seconds
    result = {
        "sentences": given.sentences, "threads": given.threads, "beam": 4,
        "ctranslate2_int8_tokens_per_second": round(speed, 1),
        "transformers_tokens_per_second": round(size_theirs / seconds_theirs, 1),
        "transformers_unsorted_by_8_tokens_per_second": round(size_plain / seconds_plain, 1),
        "ratio": round(speed * seconds_theirs / size_theirs, 2),
        "ratio_to_unsorted_by_8": round(speed * seconds_plain / size_plain, 2),
        "tokens": [size, size_theirs, size_plain],
        "versions": {"ctranslate2": ctranslate2.__version__, "torch": torch.__version__},
    }  # fmt: skip
    sys.stdout.write(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
