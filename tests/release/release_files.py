"""A reviewed document as a person leaves it: exported, then edited cell by cell."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from translator import bilingual
from translator.ooxml.container import Archive, zipped
from translator.units import (
    Bitext,
    Kind,
    Origin,
    Provenance,
    State,
    TranslationUnit,
)

ROWS = (
    (Kind.TITLE, "Выставка откроется в Туле", "图拉将举办展览"),
    (Kind.LEAD, "Выставка продлится с 9 по 12 мая.", "展览将于5月9日至12日举行。"),
    (Kind.PARAGRAPH, "Сумма составит 3,5 млрд рублей.", "总额为35亿卢布。"),
    (Kind.CONTACT, "https://example.org", "https://example.org"),
)
PROVENANCE = Provenance("embedded", "press-ru-zh", "Apache-2.0", "abc", "def", "tool 1")


def unit(number: int, kind: Kind, source: str, target: str | None, **more) -> TranslationUnit:
    made = TranslationUnit(
        id=f"s{number}",
        block=f"b{number}",
        kind=kind,
        source=source,
        target=target,
        origin=Origin.MACHINE,
        engine="embedded",
        state=State.FINAL,
    )
    return replace(made, **more)


def release(*units: TranslationUnit, **more) -> Bitext:
    made = Bitext(
        name="release.txt",
        units=units or tuple(unit(n, *row) for n, row in enumerate(ROWS, 1)),
        provenance=PROVENANCE,
        title="Выставка откроется в Туле",
        source_digest="f" * 64,
    )
    return replace(made, **more)


def exported(path: Path, bitext: Bitext | None = None, *edits: tuple[str, str]) -> Path:
    """Write a review document and change its XML: (pattern, replacement) in document.xml."""
    bilingual.write(bitext or release(), path)
    if edits:
        archive = Archive.open(path)
        parts = {name: archive.data(name) for name in archive.names}
        text = parts["word/document.xml"].decode()
        for pattern, replacement in edits:
            text, count = re.subn(pattern, replacement, text, flags=re.DOTALL)
            assert count, pattern
        parts["word/document.xml"] = text.encode()
        path.write_bytes(zipped(parts))
    return path
