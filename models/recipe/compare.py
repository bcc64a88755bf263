"""Plain, appended or replaced: which source makes a small model read, at equal compute.

``python -m models.recipe.compare --out train/compare`` trains one small Marian for each way of
writing the source, with the same pairs, token budget and number of steps, translates the held-out
test releases greedily and writes the table that ``make evaluate`` prints. Stopping it and
calling it again resumes.

- ``plain``: the Russian as it is.
- ``appended``: every known word keeps its Russian form and is followed by its Chinese (Dinu et
  al. 2019, "append"; the strong and the weak mark differ).
- ``replaced``: the source format of the embedded model (:mod:`translator.engines.annotation`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import sacrebleu
import sentencepiece
import torch
from transformers import MarianMTModel

from models.recipe import export, vocabulary
from models.recipe.annotate import Example, locate, write_source
from models.recipe.corpus import Pair, split
from models.recipe.evaluate import COMPARISON
from models.recipe.pack import MODEL, knowledge, write
from translator import placeables
from translator.engines.annotation import FIRM_CLOSE, FIRM_OPEN, MARKS, SlotFormat
from translator.engines.formats import Encoded
from translator.hints import Knowledge, collect
from translator.units import EngineRequest, Strength

SHAPE = {"width": 160, "feed-forward": 640, "encoder": 4, "decoder": 1, "heads": 4}
_BATCH = 24


@dataclass(frozen=True, slots=True)
class Known:
    """A pair and what the tool knows of its Russian."""

    pair: Pair
    knowledge: Knowledge


def plain(known: Known) -> Example:
    """The Russian as it is."""
    return Example(known.pair.ru, known.pair.zh, known.pair.group)


def appended(known: Known) -> Example:
    """``губернатор⟦州长⟧``; a gloss of the lexicon has a mark behind the bracket."""
    text, position = [], 0
    for hint in known.knowledge.hints:
        weak = MARKS[""] if hint.strength is Strength.WEAK else ""
        text.append(known.pair.ru[position : hint.stop])
        text.append(f"{FIRM_OPEN}{weak}{hint.target}{FIRM_CLOSE}")
        position = hint.stop
    return Example("".join((*text, known.pair.ru[position:])), known.pair.zh, known.pair.group)


def replaced(known: Known) -> Example:
    """The slots of the embedded model, without random choices."""
    hints = known.knowledge.hints
    return write_source(known.pair, hints, locate(hints, known.pair.zh), None)


FORMS: dict[str, Callable[[Known], Example]] = {
    "plain": plain,
    "appended": appended,
    "replaced": replaced,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--tokens", type=int, default=5000)
    parser.add_argument("--pieces", type=int, default=8000)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0, help="first N pairs only (tests)")
    parser.add_argument("--table", type=Path, default=COMPARISON)
    options = parser.parse_args()
    parts = split(MODEL / "corpus")
    limit = options.limit or None
    known = {
        "press": _known(parts.train[:limit]),
        "dev": _known(parts.dev[:limit]),
        "test": _known(parts.test[:limit]),
    }
    rows = []
    for name, form in FORMS.items():
        folder = options.out / name
        _prepare(folder, form, known, options.pieces)
        _train(folder, options)
        export.export(folder, folder / "model")
        rows.append({"source": name, **_curve(folder), **score(folder, name, known["test"])})
        sys.stderr.write(f"{rows[-1]}\n")
    table = {
        "command": f"python -m models.recipe.compare --steps {options.steps}"
        f" --tokens {options.tokens} --pieces {options.pieces}",
        "shape": SHAPE,
        "pairs": len(known["press"]),
        "rows": rows,
    }
    options.table.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _known(pairs: Sequence[Pair]) -> list[Known]:
    termbase, lexicon = knowledge()
    return [Known(pair, collect(pair.ru, termbase, lexicon)) for pair in pairs]


def _prepare(
    folder: Path, form: Callable[[Known], Example], known: dict[str, list[Known]], pieces: int
) -> None:
    if (folder / "packed.npz").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    examples = {part: [form(k) for k in known[part]] for part in ("press", "dev")}
    lines = [line for e in examples["press"] for line in (e.source, e.target)]
    vocabulary.train(lines, folder, pieces)
    write(folder, {**examples, "open": []})


def _train(folder: Path, options: argparse.Namespace) -> None:
    """The same program, shape, budget and steps for all; minutes only set the decay."""
    shape = [part for name, size in SHAPE.items() for part in (f"--{name}", str(size))]
    command = [
        sys.executable, "-m", "models.recipe.train", "--data", str(folder),
        "--steps", str(options.steps), "--tokens", str(options.tokens),
        "--decay-steps", str(options.steps), "--threads", str(options.threads),
        "--warm-up", "100", "--rate", "2e-3", *shape,
    ]  # fmt: skip
    subprocess.run(command, check=True)


def _curve(folder: Path) -> dict[str, float]:
    lines = (folder / "log.jsonl").read_text("utf-8").splitlines()
    last = json.loads(lines[-1]) if lines else {}
    return {name: last[name] for name in ("dev", "other") if name in last}


def score(folder: Path, name: str, known: Sequence[Known]) -> dict[str, float]:
    """BLEU, chrF, firm hints that stand in the target, and figures right by value, in percent."""
    targets = list(translate(folder, name, known))
    references = [k.pair.zh for k in known]
    firm = [
        any(form in target for form in (hint.target, *hint.also) if form)
        for k, target in zip(known, targets, strict=True)
        for hint in k.knowledge.hints
        if hint.strength is Strength.FIRM
    ]
    figures = [
        use.status == "right"
        for k, target in zip(known, targets, strict=True)
        for use in placeables.check(k.knowledge.placeables, target)
    ]
    return {
        "bleu_zh": round(sacrebleu.corpus_bleu(targets, [references], tokenize="zh").score, 1),
        "chrf": round(sacrebleu.corpus_chrf(targets, [references]).score, 1),
        "told_and_used_percent": round(100 * sum(firm) / max(1, len(firm)), 1),
        "numbers_right_percent": round(100 * sum(figures) / max(1, len(figures)), 1),
    }


def translate(folder: Path, name: str, known: Sequence[Known]) -> Iterator[str]:
    """The model's target of each source, slots filled."""
    model = MarianMTModel.from_pretrained(folder / "model").eval()
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    pad = model.config.pad_token_id
    for start in range(0, len(known), _BATCH):
        batch = known[start : start + _BATCH]
        sources = [_source(name, k) for k in batch]
        ids = [[*pieces.encode(text)[:300], 0] for text, _ in sources]
        width = max(map(len, ids))
        rows = torch.tensor([row + [pad] * (width - len(row)) for row in ids])
        with torch.inference_mode():
            made = model.generate(
                input_ids=rows, attention_mask=(rows != pad).long(), num_beams=1,
                max_new_tokens=150,
            )  # fmt: skip
        for row, (_, encoded), k in zip(made.tolist(), sources, batch, strict=True):
            text = pieces.decode([i for i in row if i not in (0, pad)])
            if encoded is not None:
                request = EngineRequest(k.pair.ru, k.knowledge.hints)
                text = SlotFormat().decode(text, encoded, request).target
            yield text


def _source(name: str, known: Known) -> tuple[str, Encoded | None]:
    if name != "replaced":
        return FORMS[name](known).source, None
    encoded = SlotFormat().encode(EngineRequest(known.pair.ru, known.knowledge.hints))
    return encoded.text, encoded


if __name__ == "__main__":
    main()
