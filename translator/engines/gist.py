"""How much of what the lexicon told an engine its answer says.

A small decoder that loses a clause loses its words, and its own probability does not tell:
the shorter answer is often the likelier one. The glosses of ordinary words are advice, so an answer
may use another word for each of them; but among the answers of one beam, the one that says more of
them is nearly always the one that says more of the sentence. The weight of this beside the
mean log-probability was chosen on the project's dev releases (docs/analysis/embedded-model.md).
"""

from __future__ import annotations

from translator.text import is_han
from translator.units import EngineRequest, Strength

# A word that is said by another word often shares a character with the gloss (口岸, 过境口岸).
_PARTLY = 0.6


def gist(request: EngineRequest, target: str) -> float:
    """Share of the weak hints that ``target`` says, 0 to 1; 1 where there are none.

    A gloss that does not stand in ``target`` counts for the share of its characters that do,
    and at most 0.6.
    """
    said = [
        _said((hint.target, *hint.also), target)
        for hint in request.hints
        if hint.strength is Strength.WEAK and any(map(is_han, hint.target))
    ]
    return sum(said) / len(said) if said else 1.0


def _said(forms: tuple[str, ...], target: str) -> float:
    if any(form in target for form in forms if form):
        return 1.0
    characters = {c for form in forms for c in form if is_han(c)}
    return _PARTLY * sum(c in target for c in characters) / len(characters)
