"""Proper names of Russian press text and their Chinese forms (Xinhua 俄汉译音表, GB/T 17693.4)."""

from translator.names.find import find
from translator.names.phrases import KINDS, transcribe_name
from translator.names.transcription import Transcription, transcribe

__all__ = ["KINDS", "Transcription", "find", "transcribe", "transcribe_name"]
