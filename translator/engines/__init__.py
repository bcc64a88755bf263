"""Machines that draft the Chinese: one port, several models, two runtimes.

>>> KNOWN_ENGINES[0]
'embedded'
"""

from translator.engines.base import RUNTIMES, Engine, EngineSettings
from translator.engines.cards import ModelCard, ModelFile, read_card
from translator.engines.loading import KNOWN_ENGINES, cards_of, load, writing_model

__all__ = [
    "KNOWN_ENGINES",
    "RUNTIMES",
    "Engine",
    "EngineSettings",
    "ModelCard",
    "ModelFile",
    "cards_of",
    "load",
    "read_card",
    "writing_model",
]
