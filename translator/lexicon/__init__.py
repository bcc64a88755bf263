"""The general lexicon: advice to the engine for ordinary words and set expressions.

A gloss is weak knowledge: the model was trained on sources that carry these glosses and may
choose another word. Terms, names and numbers come first and are firm.
"""

from translator.lexicon.glosses import Lexicon

__all__ = ["Lexicon"]
