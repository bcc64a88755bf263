"""A reviewed sentence that differs in its figures only: the Chinese with the figures replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from translator import placeables
from translator.memory.keys import line
from translator.units import Placeable

_NUMERIC = frozenset("0123456789.%零〇一二两三四五六七八九十百千万亿")


@dataclass(frozen=True, slots=True)
class Adapted:
    """A target with its figures replaced, and the pairs (old, new) of Chinese figures."""

    target: str
    replaced: tuple[tuple[str, str], ...]


def adapt(
    old_source: str,
    old_target: str,
    source: str,
    *,
    issued: date | None = None,
    old_issued: date | None = None,
) -> Adapted | None:
    """The reviewed ``old_target`` for a ``source`` that differs from ``old_source`` in figures.

    None, and so no more than a fuzzy match, where the words differ too, where an old figure
    does not stand exactly once in the target in the form that we would give it, or where the
    result does not carry every figure of ``source`` by value and no other. ``issued`` is the
    date of the release, ``old_issued`` that of the reviewed one (see placeables.find).

    >>> adapt("Выпущено 340 т.", "生产了340吨。", "Выпущено 1,2 млн т.").target
    '生产了120万吨。'
    """
    old_line, new_line = line(old_source), line(source)
    old = placeables.find(old_line, old_issued)
    new = placeables.find(new_line, issued)
    if len(old) != len(new) or _masked(old_line, old) != _masked(new_line, new):
        return None
    changed = [(a, b) for a, b in zip(old, new, strict=True) if _differ(a, b)]
    if not all(_right(old, old_target)) or placeables.extra_figures(old, old_target):
        return None
    replaced = _replace(old_target, changed)
    if replaced is None:
        return None
    if not all(_right(new, replaced.target)) or placeables.extra_figures(new, replaced.target):
        return None
    return replaced


def _masked(text: str, found: Sequence[Placeable]) -> str:
    """The text with the kind of each figure in its place."""
    parts, at = [], 0
    for placeable in found:
        parts += [text[at : placeable.start], f"\0{placeable.kind}\0"]
        at = placeable.stop
    return "".join([*parts, text[at:]])


def _differ(old: Placeable, new: Placeable) -> bool:
    return (old.value, old.zh) != (new.value, new.zh)


def _right(found: Sequence[Placeable], target: str) -> list[bool]:
    return [use.status == "right" for use in placeables.check(found, target)]


def _replace(target: str, changed: Sequence[tuple[Placeable, Placeable]]) -> Adapted | None:
    spans: list[tuple[int, int, str]] = []
    for old, new in changed:
        place = _only_place(old, target)
        if place is None or any(place[0] < stop and start < place[1] for start, stop, _ in spans):
            return None
        spans.append((*place, new.zh))
    pairs = []
    for start, stop, zh in sorted(spans, reverse=True):
        pairs.append((target[start:stop], zh))
        target = target[:start] + zh + target[stop:]
    return Adapted(target, tuple(reversed(pairs)))


def _only_place(placeable: Placeable, target: str) -> tuple[int, int] | None:
    """Where the longest rendering of the figure that occurs stands, if it stands there once."""
    for form in sorted({placeable.zh, *placeable.also}, key=len, reverse=True):
        places = _places(form, target)
        if places:
            return (places[0], places[0] + len(form)) if len(places) == 1 else None
    return None


def _places(form: str, target: str) -> list[int]:
    """Where the form stands as a figure of its own, not inside a longer one (``35`` in ``350``)."""
    places = []
    start = target.find(form) if form else -1
    while start >= 0:
        stop = start + len(form)
        before, after = target[start - 1 : start], target[stop : stop + 1]
        inside = (before and before in _NUMERIC and form[0] in _NUMERIC) or (
            after and after in _NUMERIC and form[-1] in _NUMERIC
        )
        if not inside:
            places.append(start)
        start = target.find(form, start + 1)
    return places
