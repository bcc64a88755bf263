"""Old releases and their published Chinese, sentence by sentence, into units for the memory."""

from translator.alignment.aligner import align
from translator.alignment.records import Bead, Item, Sentence

__all__ = ["Bead", "Item", "Sentence", "align"]
