"""The grammar over one text: ordered rules, the first that reads wins, spans never overlap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from translator.placeables import (
    ages,
    amounts,
    clock,
    codes,
    compounds,
    dates,
    fractions,
    labels,
    ordinals,
    periods,
    signed,
)
from translator.placeables.lexer import Lexeme, lex
from translator.placeables.reading import Reading
from translator.placeables.tables import labels as number_labels
from translator.placeables.tables import months, number_words, relative_years, weeks
from translator.units import Placeable

Rule = Callable[[list[Lexeme], int, date | None], Reading | None]

RULES: tuple[Rule, ...] = (
    codes.copied,
    codes.document_number,
    codes.code,
    labels.labelled,
    labels.postcode,
    periods.school_year,
    periods.quarter,
    periods.half,
    periods.month_part,
    periods.decade,
    periods.century,
    periods.month_from_now,
    periods.week_from_now,
    dates.span,
    dates.point,
    clock.half_past,
    clock.time,
    fractions.fraction,
    labels.slashed,
    labels.ratio,
    labels.age_mark,
    amounts.multiple,
    compounds.compound,
    ordinals.ordinal,
    signed.signed_range,
    signed.below_zero,
    amounts.range_,
    amounts.from_to,
    amounts.single,
    compounds.suffixed,
)
_OPENERS = frozenset({"с", "со", "от", "между", "минус", "плюс"})
_OPEN_MARKS = frozenset("№$€₽¥£-–−")


def find(text: str, issued: date | None = None) -> tuple[Placeable, ...]:
    """Figures, dates, sums, addresses and codes of a Russian text, in order, not overlapping.

    ``issued`` is the date of the release: with it 2024年12月 counts as right for «в декабре
    прошлого года» too.

    >>> [(p.text, p.zh) for p in find("Экспорт вырос на 3,5 млрд руб. с 16 по 18 мая")]
    [('3,5 млрд руб.', '35亿卢布'), ('с 16 по 18 мая', '5月16日至18日')]
    """
    bare = _find(text, None)
    if issued is None or all(placeable.kind != "date" for placeable in bare):
        return bare  # the release's date tells how a date may be rendered, nothing else
    return _find(text, issued)


@lru_cache(maxsize=1024)  # two checks ask for the same sentence again
def _find(text: str, issued: date | None) -> tuple[Placeable, ...]:
    line = lex(text)
    found: list[Placeable] = []
    i = 0
    while i < len(line):
        if _may_start(line[i]):
            reading = _read(line, i, issued)
            if reading is not None:
                found.append(_placeable(text, line, reading))
                i = reading.stop
                continue
        i += 1
    return tuple(found)


def _may_start(lexeme: Lexeme) -> bool:
    kind = lexeme.kind
    if kind == "word":
        key = lexeme.fold
        known = (
            key in number_words() or key in months() or key in relative_years() or key in weeks()
        )
        return (
            known
            or key in _OPENERS
            or key in number_labels()
            or any(char.isdigit() for char in key[-2:])
            or compounds.is_compound(lexeme.text)
            or bool(dates.month_of_adjective(lexeme.text))
        )
    return kind != "mark" and kind != "section" or lexeme.text in _OPEN_MARKS


def _read(line: list[Lexeme], at: int, issued: date | None) -> Reading | None:
    for rule in RULES:
        reading = rule(line, at, issued)
        if reading is not None:
            return ages.as_age(line, reading)
    return None


def _placeable(text: str, line: list[Lexeme], reading: Reading) -> Placeable:
    start, stop = line[reading.start].start, line[reading.stop - 1].stop
    if reading.clip is not None:
        start, stop = start + reading.clip[0], start + reading.clip[1]
    return Placeable(
        kind=reading.kind,
        start=start,
        stop=stop,
        text=text[start:stop],
        value=reading.value,
        zh=reading.zh,
        also=tuple(form for form in reading.also if form != reading.zh),
        figures=reading.figures,
    )
