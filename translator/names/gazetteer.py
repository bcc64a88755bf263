"""The places of the project's glossaries, as far as a transcription can use them.

The term base finds a listed place in a text by itself. A list of names, a place behind an unusual
kind word or inside a compound (Ново-Бурасский, 新…) never comes to it, and the forms on Chinese
maps should hold there as well.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from translator.morphology import fold
from translator.names.tables import rows
from translator.settings import PROJECT_ROOT

_FILES = ("cities", "districts", "geography")
_KINDS = frozenset({"city", "district", "river", "sea", "port"})
Entry = tuple[str, str, tuple[str, ...]]


def entries(folder: Path = PROJECT_ROOT / "glossaries") -> dict[str, Entry]:
    """Folded name -> (name, Chinese, other admissible forms); the first entry of a name holds.

    «город Артём» 阿尔乔姆市 stands under itself and under «Артём» 阿尔乔姆. A missing folder is
    an empty gazetteer: names then come from the table.
    """
    found: dict[str, Entry] = {}
    bare: dict[str, Entry] = {}
    for name, zh, also in _listed(folder):
        found.setdefault(fold(name), (name, zh, also))
        kind, _, rest = name.partition(" ")
        suffix = _suffixes().get(fold(kind), "") if kind.islower() and rest else ""
        if suffix and zh.endswith(suffix) and len(zh) > len(suffix):
            bare.setdefault(fold(rest), (rest, zh.removesuffix(suffix), ()))
    return bare | found


def _listed(folder: Path) -> Iterator[Entry]:
    for stem in _FILES:
        path = folder / f"{stem}.tsv"
        if not path.is_file():
            continue
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
                name, zh = row.get("ru") or "", row.get("zh") or ""
                if name and zh and not name.startswith("#") and row.get("kind") in _KINDS:
                    variants = (row.get("variants") or "").split("|")
                    yield name, zh, tuple(form for form in variants if form)


def _suffixes() -> dict[str, str]:
    return {fold(word): zh for word, zh, side in rows("place_kinds") if side != "after"}
