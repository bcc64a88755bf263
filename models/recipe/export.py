"""Checkpoint → ``models/press-ru-zh``: fp16 safetensors in the Marian layout, sums in the card.

``python -m models.recipe.export --data train/v1`` writes the folder and fills the sizes and
SHA-256 sums of ``models/press-ru-zh.toml``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
from pathlib import Path

import torch

from models.recipe.train import Shape, build

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "models" / "press-ru-zh"
FILES = (
    "config.json", "generation_config.json", "model.safetensors", "source.spm", "target.spm",
    "tokenizer_config.json", "vocab.json",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--card", type=Path, default=ROOT / "models" / "press-ru-zh.toml")
    options = parser.parse_args()
    export(options.data, options.out)
    write_sums(options.out, options.card)


def export(data: Path, out: Path) -> None:
    """Write the model directory from ``data/checkpoint.pt`` and the vocabulary beside it."""
    state = torch.load(data / "checkpoint.pt", map_location="cpu", weights_only=True)
    model = build(Shape(**state["shape"]), state["pieces"])
    model.load_state_dict(state["model"])
    out.mkdir(parents=True, exist_ok=True)
    model.generation_config.bad_words_ids = [[state["pieces"] - 1]]
    model.generation_config.max_length = 256
    model.generation_config.num_beams = 4
    model.to(torch.float16).save_pretrained(out, safe_serialization=True)
    for name in ("source.spm", "target.spm", "vocab.json"):
        shutil.copyfile(data / name, out / name)
    tokenizer = {
        "source_lang": "ru",
        "target_lang": "zh",
        "model_max_length": 512,
        "separate_vocabs": False,
        "tokenizer_class": "MarianTokenizer",
        "unk_token": "<unk>",
        "eos_token": "</s>",
        "pad_token": "<pad>",
    }
    (out / "tokenizer_config.json").write_text(json.dumps(tokenizer, indent=2) + "\n", "utf-8")


def write_sums(folder: Path, card: Path) -> None:
    """Replace the ``[[files]]`` tables of the card by those of the files as they are now."""
    text = re.split(r"^\[\[files\]\]", card.read_text("utf-8"), maxsplit=1, flags=re.MULTILINE)[0]
    tables = []
    for name in FILES:
        data = (folder / name).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        tables.append(f'[[files]]\nname = "{name}"\nsize = {len(data)}\nsha256 = "{digest}"\n')
    card.write_text(text.rstrip() + "\n\n" + "\n".join(tables), encoding="utf-8")


if __name__ == "__main__":
    main()
