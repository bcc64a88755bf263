"""Five invented releases through the embedded model: names in one form, figures right by value.

The officials, firms and villages of tests/cases/pipeline are in no glossary and stand in all
case forms, in full and by the surname alone. Nothing is said about the sentences: these
properties have to hold for whatever weights there are. ``stem`` in office-names.tsv is a pattern
of the beginning of the name's word; each unit whose source has it mentions the name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from translator import placeables
from translator.inventory import name_lines
from translator.pipeline import Translator
from translator.settings import Settings
from translator.units import Bitext, Block, Finding, Kind, Severity, SourceDocument

CASES = Path(__file__).parents[1] / "cases" / "pipeline"
RELEASES = ("1", "2", "3", "4", "5")
ISSUED = date(2026, 10, 1)
FIGURES = 14  # at least as many in each release


def _names() -> list[dict[str, str]]:
    with (CASES / "office-names.tsv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Bitext]:
    settings = Settings.load(None, {}, {})
    translator = Translator(replace(settings, cache=tmp_path_factory.mktemp("cache")))
    done = {}
    for number in RELEASES:
        lines = (CASES / f"office-{number}.txt").read_text(encoding="utf-8").splitlines()
        blocks = tuple(Block(f"b{n}", Kind.PARAGRAPH, line) for n, line in enumerate(lines, 1))
        done[number] = translator.translate(SourceDocument(number, blocks, issued=ISSUED))
    translator.close()
    return done


@pytest.mark.parametrize("row", _names(), ids=lambda row: row["name"])
def test_a_name_has_one_chinese_form_throughout(
    drafts: Mapping[str, Bitext], row: dict[str, str]
) -> None:
    units = drafts[row["release"]].units
    mentions = {u.id for u in units if re.search(rf"\b{row['stem']}", u.source)}
    (line,) = (x for x in name_lines(units) if (x.name, x.kind) == (row["name"], row["kind"]))
    assert len(mentions) > 1
    assert line.is_one, line.forms
    assert not line.missing
    assert {unit for _, places in line.forms for unit in places} == mentions


@pytest.mark.parametrize("number", RELEASES)
def test_no_other_form_of_a_name_is_there(drafts: Mapping[str, Bitext], number: str) -> None:
    for line in name_lines(drafts[number].units):
        assert line.is_one, line
        assert not line.missing, line


def _is_wrong(finding: Finding) -> bool:
    """A loose ordinal that is not found is only minor."""
    about = {"missing-number", "extra-number"}
    return finding.check in about and finding.severity is not Severity.MINOR


@pytest.mark.parametrize("number", RELEASES)
def test_every_figure_is_right_by_value(drafts: Mapping[str, Bitext], number: str) -> None:
    wrong, seen = [], 0
    for unit in drafts[number].units:
        found = [p for p in placeables.find(unit.source, ISSUED) if not placeables.is_loose(p)]
        uses = placeables.check(found, unit.target or "")
        seen += len(uses)
        wrong += [(unit.source, unit.target, u.source) for u in uses if u.status != "right"]
        wrong += [(unit.source, unit.target, f.message) for f in unit.findings if _is_wrong(f)]
    assert wrong == []
    assert seen >= FIGURES


@pytest.mark.parametrize("number", RELEASES)
def test_no_digit_of_a_release_is_overlooked(number: str) -> None:
    text = (CASES / f"office-{number}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        spans = [(p.start, p.stop) for p in placeables.find(line, ISSUED)]
        for digit in re.finditer(r"\d", line):
            assert any(a <= digit.start() < b for a, b in spans), line
