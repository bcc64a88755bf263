"""The demonstration of the review loop: its text fits the release and passes every check."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from benchmarks.review_demo import APPROVED, RELEASE, lacking, reviewed_text, steps
from translator import ingest, segmentation
from translator.bilingual import ReviewRow
from translator.release import Examiner
from translator.settings import Settings
from translator.units import Bitext, Kind, Origin, Provenance, Severity, State, TranslationUnit


def sources() -> list[str]:
    document = ingest.read(RELEASE)
    return [segment.text for segment in segmentation.segment(document.blocks)]


def test_every_sentence_of_the_release_has_a_reviewed_text() -> None:
    assert list(reviewed_text()) == sources()


def test_the_reviewed_text_may_be_published(no_settings, tmp_path: Path) -> None:
    units = tuple(
        TranslationUnit(f"s{n}", f"b{n}", Kind.PARAGRAPH, ru, zh, Origin.HUMAN, state=State.FINAL)
        for n, (ru, zh) in enumerate(reviewed_text().items(), 1)
    )
    whole = Bitext(RELEASE.name, units, Provenance("", "", "", "", "", ""))
    no_settings.setenv("TRANSLATOR_CACHE", str(tmp_path))
    checked = Examiner(Settings.load(None, {"TRANSLATOR_CACHE": str(tmp_path)}, {}), whole)
    found = [d for d in checked.recheck(whole).doubts if d.finding.severity > Severity.MINOR]
    assert found == []


def test_the_reviewer_touches_what_differs_and_approves_every_row() -> None:
    rows = [ReviewRow("s1", "Да", "是"), ReviewRow("s2", "Нет", "不")]
    done = list(steps(rows, {"Да": "是", "Нет": "否"}))
    assert [step for step in done if step[0] == "rewrite"] == [["rewrite", 2, "否"]]
    assert [step[1:] for step in done if step[0] == "write"] == [
        [1, APPROVED, "status"], [2, APPROVED, "status"],
    ]  # fmt: skip
    with pytest.raises(SystemExit, match="lacks a sentence of the release: Может"):
        list(steps([ReviewRow("s1", "Может", "")], {}))


def test_an_edit_that_is_lost_is_noticed(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("代表团在北京\n商讨食品。")
    document.save(str(tmp_path / "a.docx"))
    wanted = {"Да": "代表团在北京商讨食品。", "Нет": "论坛将举行。"}
    assert lacking(tmp_path / "a.docx", wanted) == ["论坛将举行。"]
