"""Invented releases through the embedded model: names in one form, figures right by value.

The officials and villages of tests/cases/pipeline are in no glossary and stand in all case forms,
in full and by the surname alone. 1 to 5 were written beside the rules; 6 to 11 by somebody who had
not seen them, with a glossary of firms and titles each. Nothing is said about the sentences: these
properties have to hold for whatever weights there are. ``stem`` in office-names.tsv is a pattern
of the beginning of the name's word; each unit whose source has it mentions the name.
office-faults.tsv has what the draft is known to lose; it goes once that passes.
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
RELEASES = tuple(map(str, range(1, 12)))
ISSUED = date(2026, 10, 1)
FIGURES = 14  # at least as many in each release


def _names() -> list[dict[str, str]]:
    with (CASES / "office-names.tsv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _faults(number: str, check: str) -> set[str]:
    """What is known to be wrong in a release: ``check`` is name or figure."""
    lines = (CASES / "office-faults.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {what for release, kind, what in rows if (release, kind) == (number, check)}


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Bitext]:
    settings = replace(
        Settings.load(None, {}, {}),
        cache=tmp_path_factory.mktemp("cache"),
        glossaries=tuple(sorted(CASES.glob("office-[0-9]*.tsv"))),
    )
    translator = Translator(settings)
    prepared = {}
    for number in RELEASES:
        lines = (CASES / f"office-{number}.txt").read_text(encoding="utf-8").splitlines()
        blocks = tuple(Block(f"b{n}", Kind.PARAGRAPH, line) for n, line in enumerate(lines, 1))
        document = SourceDocument(number, blocks, issued=ISSUED)
        prepared[number] = translator.prepare(document)
    drafts = translator.draft(tuple(prepared.values()))
    done = {number: translator.finish(one, drafts) for number, one in prepared.items()}
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
    found = {unit for _, places in line.forms for unit in places}
    assert found | set(line.missing) == mentions
    assert bool(line.missing) == (row["name"] in _faults(row["release"], "name"))


@pytest.mark.parametrize("number", RELEASES)
def test_no_other_form_of_a_name_is_there(drafts: Mapping[str, Bitext], number: str) -> None:
    lines = name_lines(drafts[number].units)
    assert [line for line in lines if not line.is_one] == []
    assert {line.name for line in lines if line.missing} == _faults(number, "name")


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
    known = _faults(number, "figure")
    assert [fault for fault in wrong if fault[-1] not in known] == []
    assert {message for _, _, message in wrong} >= known
    assert seen >= FIGURES


@pytest.mark.parametrize("number", RELEASES)
def test_no_digit_of_a_release_is_overlooked(number: str) -> None:
    text = (CASES / f"office-{number}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        spans = [(p.start, p.stop) for p in placeables.find(line, ISSUED)]
        for digit in re.finditer(r"\d", line):
            assert any(a <= digit.start() < b for a, b in spans), line
