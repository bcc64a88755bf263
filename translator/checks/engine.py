"""What the engine itself had to say, in the reviewer's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from translator.checks.subject import Subject
from translator.units import Finding, Severity


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    lines = (Path(__file__).parent / "data" / "engine_messages.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in lines.splitlines()[1:] if line]
    return tuple((re.compile(pattern), weight, message) for pattern, weight, message in rows)


def engine_message(subject: Subject) -> Iterator[Finding]:
    """Messages of the engine by data/engine_messages.tsv; one that is not listed is minor and
    shown as it is, weight ``none`` is not shown."""
    for message in dict.fromkeys(subject.messages):
        for pattern, weight, russian in _known():
            found = pattern.search(message)
            if found:
                if weight != "none":
                    text = russian.format(*found.groups())
                    yield Finding("engine", Severity[weight.upper()], text)
                break
        else:
            yield Finding("engine", Severity.MINOR, f"Сообщение модели: {message}")
