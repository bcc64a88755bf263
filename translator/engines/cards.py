"""Model cards: what a model is, under which licence, and which files make it up.

A card is a TOML file ``models/<id>.toml``; the weights lie in the folder ``models/<id>``.
Sums and revisions that nobody has verified stay empty.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translator.errors import EngineError

ARCHITECTURES = ("marian", "nllb", "m2m")
_MODEL_TYPES = {"marian": "marian", "m2m_100": "nllb"}
_LANGUAGES = {
    "marian": ("ru", "zh"),
    "nllb": ("rus_Cyrl", "zho_Hans"),
    "m2m": ("ru", "zh"),
}


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of a model; ``size`` in bytes, 0 and an empty sum where unknown."""

    name: str
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A card. ``hub`` is the repository a pull takes it from, ``licence`` an SPDX identifier.

    ``languages`` are (source, target) in the model's own codes; ``target_token`` is what a
    Marian model of many target languages wants in front (``>>cmn_Hans<<``). ``no_repeat_ngram``
    forbids the decoder to write so many pieces running a second time (0: nothing is forbidden),
    for models that are apt to stutter.
    """

    id: str
    architecture: str
    licence: str = ""
    non_commercial: bool = False
    languages: tuple[str, str] = ("ru", "zh")
    hub: str = ""
    revision: str = ""
    source_format: str = "plain"
    target_token: str = ""
    no_repeat_ngram: int = 0
    files: tuple[ModelFile, ...] = ()
    notes: str = ""


def read_card(path: Path) -> ModelCard:
    """Read one card.

    :raises EngineError: the file is not TOML, lacks ``id`` or ``architecture``, or names an
        architecture this tool does not run.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise EngineError(
            f"model card cannot be read ({error})",
            place=str(path),
            remedy="correct the TOML",
        ) from error
    try:
        return _card(data)
    except (KeyError, TypeError, ValueError) as error:
        raise EngineError(
            f"model card is incomplete ({error})",
            place=str(path),
            remedy=f"give id and architecture ({', '.join(ARCHITECTURES)}) as in models/*.toml",
        ) from error


def _card(data: dict[str, Any]) -> ModelCard:
    architecture = str(data["architecture"])
    if architecture not in ARCHITECTURES:
        raise ValueError(f"architecture {architecture!r}")
    source, target = data.get("languages", _LANGUAGES[architecture])
    return ModelCard(
        id=str(data["id"]),
        architecture=architecture,
        licence=str(data.get("licence", "")),
        non_commercial=bool(data.get("non_commercial", False)),
        languages=(str(source), str(target)),
        hub=str(data.get("hub", "")),
        revision=str(data.get("revision", "")),
        source_format=str(data.get("source_format", "plain")),
        target_token=str(data.get("target_token", "")),
        no_repeat_ngram=int(data.get("no_repeat_ngram", 0)),
        files=tuple(
            ModelFile(str(f["name"]), int(f.get("size", 0)), str(f.get("sha256", "")))
            for f in data.get("files", ())
        ),
        notes=str(data.get("notes", "")).strip(),
    )


def card_text(card: ModelCard) -> str:
    """The card as TOML; :func:`read_card` reads the same card back."""
    quote = json.dumps
    lines = [
        f"id = {quote(card.id)}",
        f"architecture = {quote(card.architecture)}",
        f"licence = {quote(card.licence)}",
        f"non_commercial = {str(card.non_commercial).lower()}",
        f"languages = {quote(list(card.languages))}",
        f"hub = {quote(card.hub)}",
        f"revision = {quote(card.revision)}",
        f"source_format = {quote(card.source_format)}",
        f"target_token = {quote(card.target_token)}",
        f"no_repeat_ngram = {card.no_repeat_ngram}",
        f"notes = {quote(card.notes, ensure_ascii=False)}",
    ]
    for file in card.files:
        lines += [
            "",
            "[[files]]",
            f"name = {quote(file.name)}",
            f"size = {file.size}",
            f"sha256 = {quote(file.sha256)}",
        ]
    return "\n".join(lines) + "\n"


def card_of_folder(folder: Path) -> ModelCard:
    """The card of a model directory: its ``card.toml``, or what ``config.json`` tells.

    Without a card the licence is unknown and left empty.

    :raises EngineError: no readable ``config.json``, or a model type this tool does not run.
    """
    if (folder / "card.toml").is_file():
        return read_card(folder / "card.toml")
    config = read_json(folder / "config.json")
    model_type = str(config.get("model_type", ""))
    architecture = _MODEL_TYPES.get(model_type)
    if architecture is None:
        raise EngineError(
            f"model type {model_type!r} is not supported",
            place=str(folder),
            remedy="use a MarianMT, NLLB-200 or M2M-100 model",
        )
    # M2M-100 and NLLB-200 share a model type; NLLB has no vocab.json beside the tokenizer.
    if architecture == "nllb" and (folder / "vocab.json").is_file():
        architecture = "m2m"
    return ModelCard(folder.name, architecture, languages=_LANGUAGES[architecture])


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object from a model directory.

    :raises EngineError: missing, damaged, or not an object.
    """
    remedy = "fetch the model again with cli.py models pull"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise EngineError("file is missing", place=str(path), remedy=remedy) from error
    except (OSError, ValueError) as error:
        raise EngineError(f"file is damaged ({error})", place=str(path), remedy=remedy) from error
    if not isinstance(data, dict):
        raise EngineError("file is not a JSON object", place=str(path), remedy=remedy)
    return data
