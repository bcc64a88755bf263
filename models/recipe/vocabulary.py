"""The joint SentencePiece model of both sides, and the Marian vocabulary made from it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import sentencepiece

from translator.engines.annotation import FIRM_CLOSE, FIRM_OPEN, MARKS, slot_pieces

PUNCTUATION = "，。、：；？！“”‘’《》（）—…·％0123456789.%-"


def required_characters() -> str:
    """GB/T 2312 level 1 (rows 16 to 55) and Chinese punctuation: no holes in the vocabulary."""
    level_1 = [
        bytes((0xA0 + row, 0xA0 + cell)).decode("gb2312", "ignore")
        for row in range(16, 56)
        for cell in range(1, 95)
    ]
    return "".join(level_1) + PUNCTUATION


def train(lines: Iterable[str], folder: Path, size: int) -> None:
    """Write source.spm, target.spm (the same model) and vocab.json, ``<pad>`` last.

    ``size`` is an upper bound: a small corpus gives fewer pieces.
    """
    folder.mkdir(parents=True, exist_ok=True)
    prefix = folder / "joint"
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_prefix=str(prefix),
        vocab_size=size,
        hard_vocab_limit=False,
        model_type="unigram",
        normalization_rule_name="identity",
        add_dummy_prefix=False,
        remove_extra_whitespaces=True,
        split_digits=True,
        byte_fallback=True,
        character_coverage=1.0,
        required_chars=required_characters(),
        user_defined_symbols=[*slot_pieces(), FIRM_OPEN, FIRM_CLOSE, *MARKS.values()],
        unk_id=1, eos_id=0, bos_id=-1, pad_id=-1,
        num_threads=2, minloglevel=2, max_sentence_length=8192,
    )  # fmt: skip
    model = sentencepiece.SentencePieceProcessor(model_file=f"{prefix}.model")
    pieces = [model.id_to_piece(i) for i in range(model.get_piece_size())]
    vocabulary = {piece: i for i, piece in enumerate(pieces)}
    vocabulary["<pad>"] = len(pieces)
    (folder / "vocab.json").write_text(
        json.dumps(vocabulary, ensure_ascii=False, indent=0), encoding="utf-8"
    )
    data = prefix.with_suffix(".model").read_bytes()
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(data)
    prefix.with_suffix(".model").unlink()
    prefix.with_suffix(".vocab").unlink()
