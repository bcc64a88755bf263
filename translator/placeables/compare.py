"""Whether a Chinese text carries the figures of its Russian source, by value and not by digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from translator.placeables import multiples
from translator.placeables.chinese import Figure, figures
from translator.placeables.tables import currencies, zones
from translator.units import NumberUse, Placeable

_NUMERIC = frozenset("0123456789.%零〇一二两三四五六七八九十百千万亿")
_SHARES = frozenset({"%", "pp", "‰"})
_CALENDAR = frozenset({"date", "季度", "第", "年", "个月", "日"})
_CLOSE = Decimal("0.0001")
_EVERYDAY = 12


class _Target:
    """The figures of a Chinese text with what has been used up; every value counts once."""

    def __init__(self, zh: str) -> None:
        self.zh = zh
        self.figures = figures(zh)
        self.left = [list(figure.values) for figure in self.figures]
        self.spans: list[tuple[int, int]] = []

    def free(self, start: int, stop: int) -> bool:
        return all(stop <= a or start >= b for a, b in self.spans)

    def take_span(self, start: int, stop: int, *, whole: bool = False) -> None:
        self.spans.append((start, stop))
        for figure, left in zip(self.figures, self.left, strict=True):
            if figure.start < stop and start < figure.stop:
                if whole or (start <= figure.start and figure.stop <= stop):
                    left.clear()
                    continue
                inside = figures(self.zh[max(start, figure.start) : min(stop, figure.stop)])
                for value in [v for f in inside for v in f.values] or list(left):
                    if value in left:
                        left.remove(value)


def check(placeables: Sequence[Placeable], zh: str) -> tuple[NumberUse, ...]:
    """For each placeable whether ``zh`` carries it, in the order given.

    A literal rendering (``zh`` or one of ``also``) counts first, the longest renderings before
    the shorter; else all ``figures`` of the placeable must stand in the text. One figure of the
    text serves one placeable; only a month or a year may serve two dates («с 3 мая … 5 мая»).

    >>> from translator.placeables.scan import find
    >>> check(find("рост на 340 тыс. т"), "增长34万吨")[0].target
    '34万吨'
    """
    target = _Target(zh)
    carried: dict[int, str] = {}
    order = sorted(range(len(placeables)), key=lambda n: -len(placeables[n].zh))
    for n in order:
        hit = _literal(placeables[n], target)
        if hit is not None:
            carried[n] = hit
    for n, placeable in enumerate(placeables):
        if n not in carried:
            hit = _by_value(placeable, target)
            if hit is not None:
                carried[n] = hit
    return tuple(
        NumberUse(
            p.text, p.value, carried.get(n, ""), "right" if n in carried else "missing", p.kind
        )
        for n, p in enumerate(placeables)
    )


def _literal(placeable: Placeable, target: _Target) -> str | None:
    if placeable.kind == "phone":
        match = _phone(placeable.zh, target.zh)
        if match is not None:
            target.take_span(match.start(), match.end(), whole=True)
        return match.group() if match else None
    for form in sorted((placeable.zh, *placeable.also), key=len, reverse=True):
        for start in _places(form, target.zh):
            stop = start + len(form)
            whole = target.free(start, stop) and _whole(target.zh, start, stop)
            if whole and not (form.endswith("倍") and _times(placeable)):
                target.take_span(start, stop)
                return form
    return None


def _phone(text: str, zh: str) -> re.Match[str] | None:
    """The last ten digits in this order, whatever stands between them; before them +7, 8 or
    nothing: the code of another country is another number.
    """
    digits = re.findall(r"\d", text)[-10:]
    gap = r"[\s()（）\-–—]*"
    for match in re.finditer(rf"(?:\+7|8|7)?{gap}" + gap.join(digits), zh):
        if not re.search(rf"[+\d]{gap}\Z", zh[: match.start()]):
            return match
    return None


def _times(placeable: Placeable) -> bool:
    return placeable.value.endswith("times")


def _places(form: str, zh: str) -> Iterator[int]:
    start = zh.find(form) if form else -1
    while start >= 0:
        yield start
        start = zh.find(form, start + 1)


def _whole(zh: str, start: int, stop: int) -> bool:
    """The form is not a piece of a longer number (``3`` in ``13``, ``5万`` in ``5万亿``)."""
    before, after = zh[start - 1 : start], zh[stop : stop + 1]
    if zh[start] in _NUMERIC and before and before in _NUMERIC:
        return False
    if zh[start] in _NUMERIC and re.search(r"\d[,，]\Z|[A-Za-z]\Z", zh[:start]):
        return False
    return not (zh[stop - 1] in _NUMERIC and after and after in _NUMERIC)


def _by_value(placeable: Placeable, target: _Target) -> str | None:
    if not placeable.figures or not _zone_there(placeable, target.zh):
        return None
    taken: list[tuple[int, Decimal]] = []
    for value in reversed(placeable.figures):
        at = _figure_with(value, placeable, target, taken)
        if at is None:
            return None
        taken.append((at, value))
    for at, value in taken:
        figure = target.figures[at]
        near = next(
            (v for v in target.left[at] if _answers(v, value, placeable, figure, target.zh)), None
        )
        if near is not None:
            target.left[at].remove(near)
    shown = dict.fromkeys(at for at, _ in taken)
    return "".join(target.figures[at].text for at in sorted(shown))


def _zone_there(placeable: Placeable, zh: str) -> bool:
    """A time with a zone needs the zone somewhere in the text: 10时 alone is another hour."""
    code = placeable.value.partition(" ")[2] if placeable.kind == "time" else ""
    named = [zone for zone in zones().values() if zone.code == code]
    return not named or any(name in zh for name in (named[0].zh, *named[0].also))


def _figure_with(
    value: Decimal, placeable: Placeable, target: _Target, taken: list[tuple[int, Decimal]]
) -> int | None:
    best = None
    for at, figure in enumerate(target.figures):
        if not _comparable(placeable, figure):
            continue
        left = list(target.left[at])
        for used_at, used in taken:
            if used_at == at and used in left:
                left.remove(used)
        if any(_answers(v, value, placeable, figure, target.zh) for v in left):
            return at
        doubled = any(used == value and used_at == at for used_at, used in taken)
        part = placeable.kind == "date" and figure.unit == "date" and bool(taken)
        if part and not doubled and best is None and value in figure.values:
            best = at
    return best


def _answers(
    value: Decimal, wanted: Decimal, placeable: Placeable, figure: Figure, zh: str
) -> bool:
    """A share in per cent answers a fraction (50% for «половина»), a multiple by its verb."""
    if _times(placeable):
        return multiples.answers(value, figure, zh, wanted)
    if "/" in placeable.value and placeable.kind == "number" and figure.unit == "%":
        value /= 100
    return _equal(value, wanted)


def _equal(a: Decimal, b: Decimal) -> bool:
    return a == b or abs(a - b) <= _CLOSE * abs(b) and b != b.to_integral_value()


def _comparable(placeable: Placeable, figure: Figure) -> bool:
    """A sum in another currency, or a percentage for a plain number, is not the same figure."""
    if placeable.kind == "money":
        code = currencies().get(figure.unit)
        return code is None and figure.unit not in _SHARES or code == placeable.value.split()[-1]
    if placeable.kind == "time" and figure.unit == "time":
        wanted = placeable.figures
        return all(figure.values.count(v) <= wanted.count(v) for v in figure.values)
    if placeable.kind == "date":
        arabic = any(char.isascii() and char.isdigit() for char in figure.text)
        return figure.unit in _CALENDAR or (arabic and figure.unit not in _SHARES)
    if placeable.kind == "percent":
        return figure.unit in _SHARES or figure.unit == ""
    if placeable.kind == "number":  # «64 процента – огурцы, 92 – томаты»: the unit is elided
        return True
    return figure.unit not in _SHARES or placeable.value.endswith("times")


def is_loose(placeable: Placeable) -> bool:
    """Whether it is an ordinal in words as far as «двенадцатый».

    «Первый» is 首个, 第一, 一期…: no one rendering can be asked for; «миллионный» is a figure.
    """
    in_words = placeable.kind == "ordinal" and not any(c.isdigit() for c in placeable.text)
    return in_words and all(value <= _EVERYDAY for value in placeable.figures)


def extra_figures(placeables: Sequence[Placeable], zh: str) -> tuple[Figure, ...]:
    """Figures of the Chinese text that no placeable accounts for: invented or misread ones.

    Small Han numerals are everyday words (一个, 三方, 第一) and are passed over, and so is any
    value that the source has somewhere.

    >>> extra_figures((), "投资5亿卢布")[0].text
    '5亿卢布'
    """
    target = _Target(zh)
    for placeable in placeables:
        if _literal(placeable, target) is None:
            _by_value(placeable, target)
    known = {value for placeable in placeables for value in placeable.figures}
    return tuple(
        figure
        for figure, left in zip(target.figures, target.left, strict=True)
        if any(value not in known for value in left) and not _everyday(figure, zh)
    )


def _everyday(figure: Figure, zh: str) -> bool:
    if figure.values == (Decimal(1),) and figure.unit not in {"%", "pp", "倍"}:
        return True
    if any(char.isdigit() and char.isascii() for char in figure.text):
        glued = zh[: figure.start]
        return re.search(r"[A-Za-z\u0400-\u04ff\u4e00-\u9fff]-\Z|[A-Za-z]\Z", glued) is not None
    return figure.unit not in {"%", "pp"} and all(v <= _EVERYDAY or v == 100 for v in figure.values)
