"""Names in a list as one hint, for a try that must not lose one.

A small model copies one slot more surely than three in a row, and Chinese writes a list of names
as Russian does: «Иванову, Петровой и Лыкову» 伊万诺夫、彼得罗娃和雷科夫.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translator.units import Hint, Strength

_KINDS = frozenset({"person", "place", "organisation", "brand"})
_COMMA, _AND = ", ", " и "


def gathered(text: str, hints: Sequence[Hint]) -> tuple[Hint, ...]:
    """The hints with every list of names that ends in «и» as one; one kind, one case.

    >>> said = [Hint(0, 4, "Омск", "鄂木斯克", "place", Strength.FIRM, "names"),
    ...         Hint(7, 10, "Уфа", "乌法", "place", Strength.FIRM, "names")]
    >>> [h.target for h in gathered("Омск и Уфа", said)]
    ['鄂木斯克和乌法']
    """
    done: list[Hint] = []
    at = 0
    while at < len(hints):
        stop = _list_end(text, hints, at)
        if stop == at:
            done.append(hints[at])
        else:
            whole = hints[at : stop + 1]
            target = "、".join(h.target for h in whole[:-1]) + "和" + whole[-1].target
            source = text[whole[0].start : whole[-1].stop]
            done.append(
                replace(whole[0], stop=whole[-1].stop, source=source, target=target, also=())
            )
        at = stop + 1
    return tuple(done)


def _list_end(text: str, hints: Sequence[Hint], first: int) -> int:
    """Index of the last hint of a list that ``first`` begins; ``first`` where it begins none."""
    at = first
    while at + 1 < len(hints) and _together(hints[at], hints[at + 1]):
        between = text[hints[at].stop : hints[at + 1].start]
        at += 1
        if between == _AND:
            return at
        if between != _COMMA:
            break
    return first


def _together(one: Hint, other: Hint) -> bool:
    cases = {one.grammar, other.grammar} - {""}
    firm = one.strength is other.strength is Strength.FIRM
    return firm and one.kind in _KINDS and one.kind == other.kind and len(cases) < 2
