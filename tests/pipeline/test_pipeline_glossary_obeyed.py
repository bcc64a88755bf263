"""The embedded model obeys the glossary: an invented firm in five case forms, five targets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from translator.pipeline import Translator
from translator.settings import Settings
from translator.units import Block, Kind, SourceDocument

SENTENCES = (
    "Вельмира открыла новый завод в Калуге.",
    "Губернатор посетил склад Вельмиры.",
    "Губернатор вручил Вельмире благодарность.",
    "Область подписала соглашение с Вельмирой.",
    "Губернатор рассказал о Вельмире.",
)
ROW = "ru\tzh\tkind\nВельмира\t{zh}\tcompany\n"


@pytest.mark.parametrize("zh", ["维尔米拉集团", "韦利米尔公司"])
def test_an_invented_firm_is_found_in_all_targets(tmp_path: Path, zh: str) -> None:
    office = tmp_path / "office.tsv"
    office.write_text(ROW.format(zh=zh), "utf-8")
    settings = Settings.load(None, {}, {"glossaries": (office,)})
    translator = Translator(replace(settings, cache=tmp_path / "cache"))
    blocks = tuple(Block(f"b{i}", Kind.PARAGRAPH, s) for i, s in enumerate(SENTENCES, 1))
    bitext = translator.translate(SourceDocument("test", blocks))
    translator.close()
    assert [zh in (unit.target or "") for unit in bitext.units] == [True] * len(SENTENCES)
