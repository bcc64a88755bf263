"""One translation unit a line as JSON: the machine's contract (docs/unit.schema.json).

A line carries all of a unit but its inline styles, which belong to the review document.
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
TERM_KEYS = ("source", "form", "target", "status", "how")
NUMBER_KEYS = ("source", "value", "target", "status")
FINDING_KEYS = ("check", "severity", "message")
TERM_STATUS = ("used", "variant", "missing")
NUMBER_STATUS = ("right", "missing")

# Line ends of Unicode that JSON leaves as they are; escaped, a line stays one for every reader.
_LINE_ENDS = str.maketrans({"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_REMEDY = "give a file written by translate --to jsonl (docs/unit.schema.json)"
Word = TypeVar("Word", bound=StrEnum)


def write(bitext: Bitext, stream: TextIO) -> None:
    """One object a line, keys in the schema's order, no escapes where UTF-8 will do."""
    for unit in bitext.units:
        line = json.dumps(unit_to_dict(unit), ensure_ascii=False, allow_nan=False)
        stream.write(line.translate(_LINE_ENDS) + "\n")


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
        id=fields.text("id", empty=False),
        block=fields.text("block"),
        kind=fields.word("kind", Kind),
        source=fields.text("source"),
        target=fields.text_or_none("target"),
        origin=fields.word("origin", Origin),
        engine=fields.text("engine"),
        score=fields.number_or_none("score"),
        terms=tuple(_term(item, f) for item, f in fields.objects("terms", TERM_KEYS)),
        numbers=tuple(_number(item) for item in fields.objects("numbers", NUMBER_KEYS)),
        findings=tuple(_finding(item) for item in fields.objects("findings", FINDING_KEYS)),
        signature=fields.text("signature"),
        state=fields.word("state", State),
    )
