"""The provenance sheet: how a published text was made, for the office's own files."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from translator.units import Provenance


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that can be traced of one publication; all sums are SHA-256, hexadecimal.

    ``draft`` says how the draft was made, ``glossary`` is the digest of the glossaries that the
    reviewed text was checked with; ``outputs`` are sums by file name, ``origins`` and
    ``states`` counts of units, ``findings`` counts by severity. It bears no time: the same
    publication gives the same sheet.
    """

    document: str
    title: str
    issued: str
    source: str
    review: str
    layout: str
    outputs: Mapping[str, str]
    template: str
    draft: Provenance
    licence_overruled: bool
    glossary: str
    publisher: str
    reviewers: tuple[str, ...]
    units: int
    origins: Mapping[str, int]
    states: Mapping[str, int]
    findings: Mapping[str, int]
    overruled: tuple[str, ...]
    typography: tuple[str, ...]


def as_json(sheet: Sheet) -> str:
    """The sheet for machines."""
    return json.dumps(asdict(sheet), ensure_ascii=False, indent=2) + "\n"


def as_text(sheet: Sheet) -> str:
    """The sheet for a person, one fact a line."""
    words = _words()
    lines = [words["heading"], ""]
    for key, value in _lines(sheet):
        lines.append(f"{words[key]}: {value or words['none']}")
    return "\n".join(lines) + "\n"


def _lines(sheet: Sheet) -> Iterator[tuple[str, str]]:
    draft = sheet.draft
    yield from (("document", sheet.document), ("title", sheet.title), ("issued", sheet.issued))
    yield from (("source", sheet.source), ("review", sheet.review), ("layout", sheet.layout))
    yield from (("outputs", f"{name} {total}") for name, total in sheet.outputs.items())
    yield "template", sheet.template
    yield from (("engine", draft.engine), ("model", draft.model))
    overruled = f" – {_words()['licence-overruled']}" if sheet.licence_overruled else ""
    yield "licence", draft.licence + overruled
    yield "glossary-draft", draft.glossary_digest
    yield "glossary-checks", sheet.glossary
    yield from (("settings", draft.settings), ("tool", draft.tool))
    yield "publisher", sheet.publisher
    yield "reviewers", ", ".join(sheet.reviewers)
    yield "units", str(sheet.units)
    for key, counts in (
        ("origins", sheet.origins),
        ("states", sheet.states),
        ("findings", sheet.findings),
    ):
        yield key, ", ".join(f"{name} {count}" for name, count in counts.items() if count)
    for key, texts in (("overruled", sheet.overruled), ("typography", sheet.typography)):
        yield from ((key, line) for line in texts or ("",))


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    path = Path(__file__).with_name("sheet.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
