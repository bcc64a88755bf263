"""Conversion of a model to CTranslate2, once, into a cache by content.

The conversion runs as a process of its own (``python -m translator.engines.convert``), so
that a translating process never imports torch and keeps its memory for decoding.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from translator.engines.cards import ModelCard, card_of_folder, card_text, read_card
from translator.errors import EngineError

# Bumped when this module writes something else for the same model.
_WRITER = 1
_PARTS = (".safetensors", ".spm", ".model", ".json")
_TIMEOUT = 3600.0


def file_sum(path: Path) -> str:
    """SHA-256 of a file, read in blocks."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def model_digest(folder: Path, cache: Path | None = None) -> str:
    """SHA-256 over names and sums of the files that make a model what it is.

    With ``cache`` the sums are remembered by size and time of change, so that a start does not
    read gigabytes; ``models verify`` never uses them.
    """
    known = _read_sums(cache)
    total = hashlib.sha256()
    fresh = dict(known)
    for path in sorted(folder.iterdir()):
        if path.suffix not in _PARTS or not path.is_file():
            continue
        stat = path.stat()
        key = f"{path.resolve()}|{stat.st_size}|{stat.st_mtime_ns}"
        fresh[key] = known.get(key) or file_sum(path)
        total.update(f"{path.name}\0{fresh[key]}\n".encode())
    if cache is not None and fresh != known:
        _write_sums(cache, fresh)
    return total.hexdigest()


def converted(folder: Path, card: ModelCard, digest: str, quantisation: str, cache: Path) -> Path:
    """The converted model of ``folder``, made if the cache has none.

    Safe against two processes at once: one converts under a lock, the other waits and takes
    its result; a folder appears under its final name only when it is whole.

    :raises EngineError: the model cannot be converted, or the cache cannot be written.
    """
    if not (folder / "model.safetensors").is_file():
        raise EngineError(
            "model.safetensors is missing",
            place=str(folder),
            remedy="fetch the model again with cli.py models pull",
        )
    key = f"{digest}|{quantisation}|ctranslate2-{version('ctranslate2')}|{_WRITER}"
    name = f"{card.id.replace('/', '--')[:40]}-{hashlib.sha256(key.encode()).hexdigest()[:24]}"
    home = cache / "converted"
    final = home / name
    if (final / "model.bin").is_file():
        return final
    from filelock import FileLock

    try:
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(home / f"{name}.lock", timeout=_TIMEOUT):
            if (final / "model.bin").is_file():
                return final
            with tempfile.TemporaryDirectory(prefix=".converting-", dir=home) as work:
                made = Path(work) / "model"
                _run(folder, card, made, quantisation)
                shutil.rmtree(final, ignore_errors=True)
                made.rename(final)
    except OSError as error:
        raise EngineError(
            f"conversion cannot be stored ({error.strerror or error})",
            place=str(home),
            remedy="check free space and rights, or set another cache folder",
        ) from error
    return final


def _run(folder: Path, card: ModelCard, made: Path, quantisation: str) -> None:
    root = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(p for p in (root, os.environ.get("PYTHONPATH", "")) if p)
    command = [sys.executable, "-m", "translator.engines.convert", str(folder), str(made)]
    command += ["--quantisation", quantisation]
    sheet = made.with_name("card.toml")
    sheet.write_text(card_text(card), encoding="utf-8")
    try:
        done = subprocess.run(
            [*command, "--card", str(sheet)],
            env={**os.environ, "PYTHONPATH": paths, "HF_HUB_OFFLINE": "1"},
            capture_output=True,
            text=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise EngineError(
            "conversion took longer than an hour",
            place=str(folder),
            remedy="try again on an idle machine",
        ) from error
    if done.returncode or not (made / "model.bin").is_file():
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise EngineError(
            f"conversion failed ({last[:300]})",
            place=str(folder),
            remedy="check the model with cli.py models verify",
        )


def write_converted(folder: Path, card: ModelCard, made: Path, quantisation: str) -> None:
    """Convert in this process (imports torch): the work of the subprocess.

    The vocabulary is that of our own tokenisers; cross-attention of the penultimate decoder
    layer, mean of its heads, is kept for alignment (Garg et al. 2019).
    """
    import numpy
    import transformers
    from ctranslate2.converters import TransformersConverter

    from translator.engines.tokenisers import tokeniser_of

    quiet: Any = transformers.logging
    quiet.set_verbosity_error()
    quiet.disable_progress_bar()
    words = tokeniser_of(folder, card).vocabulary

    class Words:
        """What the converter asks of a tokenizer."""

        bos_token = "<s>"
        eos_token = words.end
        unk_token = words.unknown
        unk_token_id = words.ids[words.unknown]
        special_tokens_map: dict[str, list[str]] = {}

        def get_vocab(self) -> dict[str, int]:
            return dict(words.ids)

        def convert_ids_to_tokens(self, index: int) -> str:
            return words.tokens[index]

    converter = TransformersConverter(str(folder))
    load = converter._load

    def load_model(model_class: type, name: str, **options: object) -> object:
        found = model_class.from_pretrained(  # type: ignore[attr-defined]
            name, use_safetensors=True, local_files_only=True, **options
        )
        if found.config.vocab_size != len(words.tokens):
            raise EngineError(
                f"model has {found.config.vocab_size} rows, its vocabulary {len(words.tokens)}",
                place=name,
                remedy="fetch the model again with cli.py models pull",
            )
        if card.architecture == "marian":
            _start_as_trained(found)
        return found

    def load_spec() -> object:
        spec = load()
        layers = len(spec.decoder.layer)
        heads = int(spec.decoder.num_heads)
        spec.decoder.alignment_layer = numpy.int16(max(0, layers - 2))
        spec.decoder.alignment_heads = numpy.int16(heads)
        return spec

    converter.load_tokenizer = lambda *_, **__: Words()
    converter.load_model = load_model
    converter._load = load_spec
    converter.convert(str(made), quantization=quantisation)


def _start_as_trained(model: Any) -> None:
    """Keep the start token's own embedding, which CTranslate2 would take for zero.

    Marian decoders start from ``<pad>``; its row is zero in models from Marian itself, not in
    those trained with tied embeddings in torch. Position 0 of a decoder always holds the start
    token, so the row may as well be added to that position's encoding.
    """
    import torch

    decoder = model.model.decoder
    row = decoder.embed_tokens.weight[model.config.pad_token_id]
    scale = model.config.d_model**0.5 if model.config.scale_embedding else 1.0
    with torch.no_grad():
        decoder.embed_positions.weight[0] += scale * row


def _read_sums(cache: Path | None) -> dict[str, str]:
    if cache is None or not (cache / "sums.json").is_file():
        return {}
    try:
        data = json.loads((cache / "sums.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in data.items()} if isinstance(data, dict) else {}


def _write_sums(cache: Path, sums: dict[str, str]) -> None:
    """A lost race costs one more reading of the files; a read-only cache does no harm."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=cache, prefix=".sums-")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(sums, stream, indent=0)
        Path(name).replace(cache / "sums.json")
    except OSError:
        return


def main(arguments: Sequence[str] | None = None) -> int:
    """``python -m translator.engines.convert SRC DST``; the last line of stderr is the error."""
    parser = argparse.ArgumentParser(description="Convert a model to CTranslate2.")
    parser.add_argument("source", type=Path)
    parser.add_argument("made", type=Path)
    parser.add_argument("--quantisation", default="int8")
    parser.add_argument("--card", type=Path)
    given = parser.parse_args(arguments)
    try:
        card = read_card(given.card) if given.card else card_of_folder(given.source)
        write_converted(given.source, card, given.made, given.quantisation)
    except EngineError as error:
        sys.stderr.write(f"{error.place}: {error.message}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
