"""Train the embedded MarianMT from packed data; stop and go on at will.

``python -m models.recipe.train --data train/ --minutes 100``. The learning rate follows the
minutes spent, so that a run always ends with a full decay; a checkpoint is written every
``--save-minutes`` and on SIGTERM, and the same command goes on from it. One attention head of
the last decoder layer is guided by the links of the packed data (Garg et al. 2019, "Jointly
Learning to Align and Translate with Transformer Models"; Marian's ``--guided-alignment``).
Runs unchanged on a GPU.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy
import torch
from torch import Tensor, nn
from transformers import MarianConfig, MarianMTModel

from models.recipe.muon import Muon

GUIDED_WEIGHT = 0.5
LABEL_SMOOTHING = 0.1
OPEN_SHARE_AT_START = 0.6
OPEN_ENDS_AT = 0.6


@dataclass(frozen=True, slots=True)
class Shape:
    """Size of the model; deep encoder, shallow decoder (Kasai et al. 2021)."""

    width: int = 256
    feed_forward: int = 1024
    encoder: int = 5
    decoder: int = 2
    heads: int = 4


@dataclass(frozen=True, slots=True)
class Part:
    """One corpus as id sequences."""

    source: list[numpy.ndarray]
    target: list[numpy.ndarray]
    links: list[numpy.ndarray]


def load_part(archive: numpy.lib.npyio.NpzFile, name: str) -> Part:
    def rows(column: str) -> list[numpy.ndarray]:
        key = f"{name}.{column}"
        ends = archive[f"{key}.ends"]
        return numpy.split(archive[key], ends[:-1]) if len(ends) else []

    return Part(rows("source"), rows("target"), rows("links"))


def build(shape: Shape, pieces: int, dropout: float = 0.1) -> MarianMTModel:
    """A Marian of ordinary layout; ``<pad>`` is the last id and starts the decoder."""
    pad = pieces - 1
    return MarianMTModel(
        MarianConfig(
            vocab_size=pieces,
            decoder_vocab_size=pieces,
            d_model=shape.width,
            encoder_layers=shape.encoder,
            decoder_layers=shape.decoder,
            encoder_attention_heads=shape.heads,
            decoder_attention_heads=shape.heads,
            encoder_ffn_dim=shape.feed_forward,
            decoder_ffn_dim=shape.feed_forward,
            activation_function="relu",
            dropout=dropout,
            max_position_embeddings=512,
            scale_embedding=True,
            share_encoder_decoder_embeddings=True,
            tie_word_embeddings=True,
            pad_token_id=pad,
            eos_token_id=0,
            decoder_start_token_id=pad,
            forced_eos_token_id=0,
            attn_implementation="eager",
        )
    )


class Batches:
    """Endless batches of similar length under a token budget."""

    def __init__(
        self, press: Part, general: Part, tokens: int, seed: int, open_share: float
    ) -> None:
        self.open_share = open_share
        self.parts = {"press": press, "open": general}
        self.tokens = tokens
        self.rng = random.Random(seed)
        self.orders: dict[str, list[int]] = {"press": [], "open": []}

    def draw(self, progress: float) -> Iterator[list[tuple[str, int]]]:
        """About 20 batches drawn for the stage ``progress`` (0 to 1) of the training."""
        share = self.open_share * max(0.0, 1 - progress / OPEN_ENDS_AT)
        if not self.parts["open"].source:
            share = 0.0
        pool = [self._next("open" if self.rng.random() < share else "press") for _ in range(2000)]
        pool.sort(key=lambda item: self._length(item) + self.rng.random() * 4)
        batches: list[list[tuple[str, int]]] = [[]]
        longest = 0
        for item in pool:
            longest = max(longest, self._length(item))
            if batches[-1] and longest * (len(batches[-1]) + 1) > self.tokens:
                batches.append([])
                longest = self._length(item)
            batches[-1].append(item)
        self.rng.shuffle(batches)
        yield from batches

    def _next(self, part: str) -> tuple[str, int]:
        if not self.orders[part]:
            self.orders[part] = list(range(len(self.parts[part].source)))
            self.rng.shuffle(self.orders[part])
        return part, self.orders[part].pop()

    def _length(self, item: tuple[str, int]) -> int:
        part = self.parts[item[0]]
        return len(part.source[item[1]]) + len(part.target[item[1]])

    def tensors(self, items: list[tuple[str, int]], pad: int) -> tuple[Tensor, Tensor, Tensor]:
        """Padded source and target ids (batch, length) and links (batch, target, source)."""
        rows = [(self.parts[p].source[i], self.parts[p].target[i], self.parts[p].links[i])
                for p, i in items]  # fmt: skip
        return collate(rows, pad)


def collate(
    rows: list[tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]], pad: int
) -> tuple[Tensor, Tensor, Tensor]:
    widest = max(len(r[0]) for r in rows)
    longest = max(len(r[1]) for r in rows)
    source = torch.full((len(rows), widest), pad)
    target = torch.full((len(rows), longest), pad)
    linked = torch.zeros((len(rows), longest, widest), dtype=torch.bool)
    for number, (s, t, pairs) in enumerate(rows):
        source[number, : len(s)] = torch.from_numpy(s.astype(numpy.int64))
        target[number, : len(t)] = torch.from_numpy(t.astype(numpy.int64))
        where = torch.from_numpy(pairs.astype(numpy.int64))
        linked[number, where % 1024, where // 1024] = True
    return source, target, linked


class Attention:
    """Keeps the cross-attention of the last decoder layer of the latest forward pass."""

    def __init__(self, model: MarianMTModel) -> None:
        self.weights: Tensor | None = None
        model.model.decoder.layers[-1].encoder_attn.register_forward_hook(self._keep)

    def _keep(self, module: nn.Module, inputs: object, output: tuple[Tensor, ...]) -> None:
        self.weights = output[1]


def losses(
    model: MarianMTModel, attention: Attention, source: Tensor, target: Tensor, linked: Tensor
) -> tuple[Tensor, Tensor]:
    """Cross-entropy with label smoothing, and the guided-alignment loss, per token."""
    pad = model.config.pad_token_id
    shifted = torch.cat([torch.full_like(target[:, :1], pad), target[:, :-1]], dim=1)
    hidden = model.model(
        input_ids=source, attention_mask=(source != pad).long(), decoder_input_ids=shifted
    ).last_hidden_state
    kept = target != pad
    logits = model.lm_head(hidden[kept]).float()
    entropy = nn.functional.cross_entropy(
        logits, target[kept], label_smoothing=LABEL_SMOOTHING if model.training else 0.0
    )
    assert attention.weights is not None
    head = attention.weights[:, 0].float()
    guided = linked.any(dim=2)
    mass = (head * linked).sum(dim=2)[guided]
    return entropy, -(mass.clamp_min(1e-6)).log().mean() if mass.numel() else entropy * 0


def optimisers(model: MarianMTModel, rate: float) -> list[torch.optim.Optimizer]:
    """Muon (Jordan et al. 2024) for matrices of the layers, AdamW for everything else."""
    matrices, others = [], []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        is_matrix = parameter.ndim == 2 and "embed" not in name and "shared" not in name
        (matrices if is_matrix else others).append(parameter)
    return [
        Muon(matrices, lr=rate, weight_decay=0.05),
        torch.optim.AdamW(others, lr=rate, betas=(0.9, 0.98), weight_decay=0.0),
    ]


def rate_at(progress: float, step: int, warm_up: int) -> float:
    """Share of the peak learning rate: linear warm-up by steps, linear decay by time to 2 %."""
    return min(1.0, (step + 1) / warm_up) * max(0.02, 1 - progress)


@torch.no_grad()
def probe(
    model: MarianMTModel, attention: Attention, dev: Part, device: torch.device
) -> dict[str, float]:
    """Does it read the source? Loss with the true source and with another sentence's."""
    model.eval()
    pad = model.config.pad_token_id
    chosen = list(range(0, len(dev.source), max(1, len(dev.source) // 96)))
    rows = [(dev.source[i], dev.target[i], dev.links[i]) for i in chosen]
    nothing = numpy.zeros(0, dtype=numpy.int32)
    other = [(rows[i - 7][0], row[1], nothing) for i, row in enumerate(rows)]
    true_loss, guided = losses(model, attention, *(t.to(device) for t in collate(rows, pad)))
    false_loss, _ = losses(model, attention, *(t.to(device) for t in collate(other, pad)))
    model.train()
    return {"dev": float(true_loss), "other": float(false_loss), "guided": float(guided)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--minutes", type=float, default=100)
    parser.add_argument("--save-minutes", type=float, default=5)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps (tests)")
    parser.add_argument("--tokens", type=int, default=9000, help="padded tokens in a batch")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--warm-up", type=int, default=200)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--init", type=Path, help="model folder whose weights are the start")
    parser.add_argument("--open-share", type=float, default=OPEN_SHARE_AT_START)
    parser.add_argument("--report", type=int, default=50, help="steps between log lines")
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    for field, value in asdict(Shape()).items():
        parser.add_argument(f"--{field.replace('_', '-')}", type=int, default=value)
    options = parser.parse_args()
    shape = replace(Shape(), **{f: getattr(options, f) for f in asdict(Shape())})
    run(options, shape)


def run(options: argparse.Namespace, shape: Shape) -> None:
    """Train until the minutes (or steps) are spent; resumes from ``checkpoint.pt`` in ``out``."""
    out: Path = options.out or options.data
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    archive = numpy.load(options.data / "packed.npz")
    press, general, dev = (load_part(archive, n) for n in ("press", "open", "dev"))
    pieces = len(json.loads((options.data / "vocab.json").read_text("utf-8")))
    model = build(shape, pieces, options.dropout).to(device)
    model.train()
    if options.init:
        model.load_state_dict(MarianMTModel.from_pretrained(options.init).state_dict())
    attention = Attention(model)
    optims = optimisers(model, options.rate)
    step, spent = 0, 0.0
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        for optim, saved in zip(optims, state["optims"], strict=True):
            optim.load_state_dict(saved)
        step, spent = state["step"], state["spent"]
    batches = Batches(press, general, options.tokens, options.seed + step, options.open_share)
    log = (out / "log.jsonl").open("a", encoding="utf-8")
    stopping = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.append(True))

    def save() -> None:
        state = {
            "model": model.state_dict(),
            "optims": [o.state_dict() for o in optims],
            "step": step,
            "spent": spent,
            "shape": asdict(shape),
            "pieces": pieces,
        }
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)

    total = options.minutes * 60
    last_save = last_report = spent
    running: list[tuple[float, float]] = []
    pairs = 0
    pad = model.config.pad_token_id
    while spent < total and not stopping and not (options.steps and step >= options.steps):
        for items in batches.draw(spent / total):
            begun = time.monotonic()
            source, target, linked = (t.to(device) for t in batches.tensors(items, pad))
            with torch.autocast(device.type, torch.bfloat16, enabled=options.bf16):
                entropy, guided = losses(model, attention, source, target, linked)
            (entropy + GUIDED_WEIGHT * guided).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            share = rate_at(spent / total, step, options.warm_up)
            for optim in optims:
                for group in optim.param_groups:
                    group["lr"] = options.rate * share
                optim.step()
                optim.zero_grad(set_to_none=True)
            step += 1
            pairs += len(items)
            running.append((float(entropy.detach()), float(guided.detach())))
            spent += time.monotonic() - begun
            if step % options.report == 0:
                record = {
                    "step": step, "minutes": round(spent / 60, 2), "pairs": pairs,
                    "loss": sum(r[0] for r in running) / len(running),
                    "links": sum(r[1] for r in running) / len(running),
                    "pairs_per_second": round(pairs / max(1e-9, spent - last_report), 1),
                    **probe(model, attention, dev, device),
                }  # fmt: skip
                log.write(json.dumps({k: round(v, 3) for k, v in record.items()}) + "\n")
                log.flush()
                sys.stderr.write(f"{record}\n")
                running, pairs, last_report = [], 0, spent
            if spent - last_save > options.save_minutes * 60:
                save()
                last_save = spent
            if spent >= total or stopping or (options.steps and step >= options.steps):
                break
    save()


if __name__ == "__main__":
    main()
