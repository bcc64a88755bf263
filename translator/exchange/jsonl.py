"""One translation unit a line as JSON: the machine's contract (docs/unit.schema.json).

A line carries all of a unit but its inline styles and its memory matches: these belong to the
review document and to XLIFF.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TextIO, TypeVar

from translator.errors import InputError
from translator.units import (
    Bitext,
    Finding,
    Kind,
    NumberUse,
    Origin,
    Severity,
    State,
    TermUse,
    TranslationUnit,
)

KEYS = (
    "id", "block", "kind", "source", "target", "origin", "engine", "score", "terms", "numbers",
    "findings", "signature", "state",
)  # fmt: skip
TERM_KEYS = ("source", "form", "target", "status", "how", "kind")
NUMBER_KEYS = ("source", "value", "target", "status", "kind")
_LATER_KEYS = frozenset({"kind"})  # not in files of the first versions
FINDING_KEYS = ("check", "severity", "message")
TERM_STATUS = ("used", "variant", "missing")
NUMBER_STATUS = ("right", "missing")

# Line ends of Unicode that JSON leaves as they are; escaped, a line stays one for every reader.
LINE_ENDS = str.maketrans({"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_REMEDY = "give a file written by translate --to jsonl (docs/unit.schema.json)"
Word = TypeVar("Word", bound=StrEnum)


def write(bitext: Bitext, stream: TextIO) -> None:
    """One object a line, keys in the schema's order, no escapes where UTF-8 will do."""
    for unit in bitext.units:
        line = json.dumps(unit_to_dict(unit), ensure_ascii=False, allow_nan=False)
        stream.write(line.translate(LINE_ENDS) + "\n")


def read_jsonl(stream: TextIO, name: str = "") -> tuple[TranslationUnit, ...]:
    """The units of a file that :func:`write` made; blank lines and a byte order mark are skipped.

    ``name`` stands in messages (the stream's own name by default).

    :raises InputError: ``file:line`` of the first line that breaks the schema, holds a key
        twice or repeats an id; text that is not UTF-8.
    """
    name = name or str(getattr(stream, "name", "jsonl"))
    units: dict[str, TranslationUnit] = {}
    number = 0
    try:
        for number, line in enumerate(stream, 1):
            text = line.removeprefix("\ufeff") if number == 1 else line
            if not text.strip():
                continue
            place = f"{name}:{number}"
            unit = unit_from_dict(_object(text, place), place)
            if unit.id in units:
                raise _broken(f"the id {unit.id!r} stands twice", place)
            units[unit.id] = unit
    except UnicodeDecodeError as error:
        raise InputError(
            "is not UTF-8 text", place=f"{name}:{number + 1}", remedy="save the file as UTF-8"
        ) from error
    return tuple(units.values())


def unit_to_dict(unit: TranslationUnit) -> dict[str, object]:
    """The object of one line. A score that is no finite number says nothing and becomes null."""
    score = unit.score
    return {
        "id": unit.id,
        "block": unit.block,
        "kind": unit.kind.value,
        "source": unit.source,
        "target": unit.target,
        "origin": unit.origin.value,
        "engine": unit.engine,
        "score": float(score) if score is not None and math.isfinite(score) else None,
        "terms": [{key: getattr(use, key) for key in TERM_KEYS} for use in unit.terms],
        "numbers": [{key: getattr(use, key) for key in NUMBER_KEYS} for use in unit.numbers],
        "findings": [
            {"check": f.check, "severity": f.severity.label, "message": f.message}
            for f in unit.findings
        ],
        "signature": unit.signature,
        "state": unit.state.value,
    }


def unit_from_dict(data: object, place: str = "") -> TranslationUnit:
    """The unit of one line's object, checked against the schema; ``place`` is its ``file:line``.

    :raises InputError: a key is missing or unknown, or a value is not of the schema.
    """
    fields = _Fields(data, KEYS, place)
    return TranslationUnit(
        id=fields.text("id", blank=False),
        block=fields.text("block"),
        kind=fields.word("kind", Kind),
        source=fields.text("source"),
        target=fields.text_or_none("target"),
        origin=fields.word("origin", Origin),
        engine=fields.text("engine"),
        score=fields.number_or_none("score"),
        terms=tuple(_term(item) for item in fields.objects("terms", TERM_KEYS)),
        numbers=tuple(_number(item) for item in fields.objects("numbers", NUMBER_KEYS)),
        findings=tuple(_finding(item) for item in fields.objects("findings", FINDING_KEYS)),
        signature=fields.text("signature"),
        state=fields.word("state", State),
    )


def _term(fields: _Fields) -> TermUse:
    return TermUse(
        source=fields.text("source"),
        form=fields.text("form"),
        target=fields.text("target"),
        status=fields.choice("status", TERM_STATUS),
        how=fields.text("how"),
        kind=fields.text("kind"),
    )


def _number(fields: _Fields) -> NumberUse:
    return NumberUse(
        source=fields.text("source"),
        value=fields.text("value"),
        target=fields.text("target"),
        status=fields.choice("status", NUMBER_STATUS),
        kind=fields.text("kind"),
    )


def _finding(fields: _Fields) -> Finding:
    labels = {severity.label: severity for severity in Severity}
    return Finding(
        check=fields.text("check", blank=False),
        severity=labels[fields.choice("severity", tuple(labels))],
        message=fields.text("message"),
    )


class _Fields:
    """Typed access to an object that must have exactly the ``keys``."""

    def __init__(self, data: object, keys: Sequence[str], place: str, inside: str = "") -> None:
        self._place = place
        self._inside = inside
        if not isinstance(data, dict):
            raise _broken(f"{inside.rstrip('.') or 'the line'} is not an object", place)
        for key in keys:
            if key not in data:
                raise _broken(f"the key {inside + key!r} is missing", place)
        for key in data:
            if key not in keys:
                raise _broken(f"the key {inside + str(key)!r} is unknown", place)
        self._data: Mapping[str, object] = data

    def text(self, key: str, *, blank: bool = True) -> str:
        value = self._data[key]
        if not isinstance(value, str):
            raise self._wrong(key, "text")
        if not (value or blank):
            raise self._wrong(key, "a text that is not empty")
        if any("\ud800" <= c <= "\udfff" for c in value):
            raise self._wrong(key, "valid Unicode")
        return value

    def text_or_none(self, key: str) -> str | None:
        return None if self._data[key] is None else self.text(key)

    def number_or_none(self, key: str) -> float | None:
        value = self._data[key]
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, "a number or null")
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self._wrong(key, "a finite number")
        return number

    def choice(self, key: str, choices: Sequence[str]) -> str:
        value = self.text(key)
        if value not in choices:
            raise self._wrong(key, f"one of {', '.join(choices)}")
        return value

    def word(self, key: str, words: type[Word]) -> Word:
        return words(self.choice(key, tuple(words)))

    def objects(self, key: str, keys: Sequence[str]) -> list[_Fields]:
        value = self._data[key]
        if not isinstance(value, list):
            raise self._wrong(key, "a list")
        later = dict.fromkeys(_LATER_KEYS.intersection(keys), "")
        return [
            _Fields(later | item if isinstance(item, dict) else item, keys, self._place,
                    f"{key}[{number}].")
            for number, item in enumerate(value)
        ]  # fmt: skip

    def _wrong(self, key: str, expected: str) -> InputError:
        return _broken(f"{self._inside}{key} is not {expected}", self._place)


def _object(line: str, place: str) -> object:
    try:
        value: object = json.loads(
            line, object_pairs_hook=_without_repeats, parse_constant=_no_constant
        )
    except (ValueError, RecursionError) as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise _broken(f"is not JSON ({what})", place) from error
    return value


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return table


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no number of JSON")


def _broken(what: str, place: str) -> InputError:
    return InputError(what, place=place, remedy=_REMEDY)
