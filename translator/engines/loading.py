"""From an engine's name to a running engine: one literal table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from translator.engines.base import Engine, EngineSettings
from translator.engines.cards import ModelCard, card_of_folder
from translator.engines.catalogue import find_card, model_folder
from translator.errors import MissingModelError, UsageError

_BYTE = re.compile("<0x[0-9A-F]{2}>")
_EMBEDDED = "press-ru-zh"
_PIVOT = "opus-mt-ru-en+opus-mt-en-zh"
_NLLB = "nllb-200-distilled-600M"

Factory = Callable[[str, str, EngineSettings, Path, Path], Engine]


def load(name: str, *, settings: EngineSettings, models: Path, cache: Path) -> Engine:
    """The engine called ``name``, ready to translate.

    ``embedded``; ``marian`` (the usual pivot pair), ``marian:PATH_OR_ID``; ``nllb``,
    ``nllb:PATH_OR_ID`` (M2M-100 too); ``pivot:ID1+ID2``. ``models`` holds cards and weights,
    ``cache`` the converted copies.

    :raises UsageError: the name is not known, or the model is of another family.
    :raises MissingModelError: the weights are not on this machine.
    :raises EngineError: the model is damaged or cannot be run.
    """
    kind, _, argument = name.partition(":")
    factory = _FACTORIES.get(kind)
    if factory is None or (kind == "embedded" and argument):
        raise UsageError(
            f"unknown engine {name!r}", remedy=f"use one of: {', '.join(KNOWN_ENGINES)}"
        )
    return factory(name, argument, settings, models, cache)


def writing_model(name: str, models: Path) -> tuple[str, Callable[[str], bool]]:
    """Id of the model that writes the Chinese of the engine called ``name``, and whether its
    vocabulary holds every piece of a text (a character that it spells in bytes does not count).
    Only the tokeniser is read, not the weights.

    :raises UsageError: the name is not known.
    :raises MissingModelError: the model is not on this machine.
    """
    from translator.engines.tokenisers import tokeniser_of

    kind, _, argument = name.partition(":")
    usual = {"embedded": _EMBEDDED, "nllb": _NLLB, "marian": _PIVOT, "pivot": _PIVOT}
    if kind not in _FACTORIES or (kind == "embedded" and argument):
        raise UsageError(
            f"unknown engine {name!r}", remedy=f"use one of: {', '.join(KNOWN_ENGINES)}"
        )
    wanted = argument or usual[kind]
    if not Path(wanted).is_dir():
        wanted = wanted.rpartition("+")[2]
    folder, card = _resolve(wanted, models)
    tokeniser = tokeniser_of(folder, card)

    def writes(text: str) -> bool:
        spelt = any(_BYTE.fullmatch(token) for token in tokeniser.encode(text).tokens)
        return not spelt and tokeniser.knows(text)

    return card.id, writes


def cards_of(name: str, models: Path) -> tuple[ModelCard, ...]:
    """The cards of the models behind an engine's name, without their weights; none where the
    name or a model is not known here.

    >>> cards_of("", Path("models"))
    ()
    """
    kind, _, argument = name.partition(":")
    if kind not in _FACTORIES:
        return ()
    usual = {"embedded": _EMBEDDED, "marian": _PIVOT, "pivot": _PIVOT, "nllb": _NLLB}
    found = [find_card(part, models) for part in (argument or usual[kind]).split("+")]
    return tuple(card for card in found if card is not None) if all(found) else ()


def _embedded(name: str, _: str, settings: EngineSettings, models: Path, cache: Path) -> Engine:
    return _single(name, _EMBEDDED, ("marian",), settings, models, cache)


def _marian(
    name: str, argument: str, settings: EngineSettings, models: Path, cache: Path
) -> Engine:
    if not argument or ("+" in argument and not Path(argument).is_dir()):
        return _pivot(name, argument, settings, models, cache)
    return _single(name, argument, ("marian",), settings, models, cache)


def _nllb(name: str, argument: str, settings: EngineSettings, models: Path, cache: Path) -> Engine:
    return _single(name, argument or _NLLB, ("nllb", "m2m"), settings, models, cache)


def _pivot(name: str, argument: str, settings: EngineSettings, models: Path, cache: Path) -> Engine:
    from translator.engines.pivot import PivotEngine

    first, plus, second = (argument or _PIVOT).partition("+")
    if not (first and plus and second):
        raise UsageError(f"{name!r} does not name two models", remedy="write pivot:FIRST+SECOND")
    families = ("marian", "nllb", "m2m")
    return PivotEngine(
        name,
        _single(first, first, families, settings, models, cache),
        _single(second, second, families, settings, models, cache),
    )


def _single(
    name: str,
    wanted: str,
    families: tuple[str, ...],
    settings: EngineSettings,
    models: Path,
    cache: Path,
) -> Engine:
    from translator.engines.convert import converted, model_digest
    from translator.engines.formats import source_format
    from translator.engines.neural import NeuralEngine
    from translator.engines.runtimes import CTranslate2Runtime, Runtime, TransformersRuntime
    from translator.engines.tokenisers import tokeniser_of

    folder, card = _resolve(wanted, models)
    if card.architecture not in families:
        raise UsageError(
            f"{wanted!r} is a model of the family {card.architecture}, not {families[0]}",
            remedy="use nllb:… for NLLB-200 and M2M-100, marian:… for MarianMT",
        )
    tokeniser = tokeniser_of(folder, card)
    digest = model_digest(folder, cache)
    runtime: Runtime
    if settings.runtime == "transformers":
        runtime = TransformersRuntime(folder, tokeniser.vocabulary, settings)
    else:
        copy = converted(folder, card, digest, settings.compute_type, cache)
        runtime = CTranslate2Runtime(copy, tokeniser.vocabulary, settings)
    return NeuralEngine(
        name, card, digest, tokeniser, runtime, source_format(card.source_format), settings
    )


def _resolve(wanted: str, models: Path) -> tuple[Path, ModelCard]:
    """Folder and card of a model named by path, card id or hub id."""
    path = Path(wanted)
    if path.is_dir():
        card = find_card(path.name, models)
        if card is not None and model_folder(card.id, models).resolve() == path.resolve():
            return path, card
        own = card_of_folder(path)
        return path, replace(own, id=own.id or path.resolve().name)
    card = find_card(wanted, models)
    folder = model_folder(card.id if card else wanted, models)
    if not (folder / "config.json").is_file():
        raise MissingModelError(
            f"model {card.id if card else wanted!r} is not on this machine",
            remedy=f"run cli.py models pull {card.id if card else wanted}",
        )
    return folder, card or card_of_folder(folder)


_FACTORIES: dict[str, Factory] = {
    "embedded": _embedded,
    "marian": _marian,
    "nllb": _nllb,
    "pivot": _pivot,
}
KNOWN_ENGINES = (
    "embedded",
    "marian",
    "marian:PATH_OR_ID",
    "nllb",
    "nllb:PATH_OR_ID",
    "pivot:ID1+ID2",
)
