"""Checked again, then delivered or refused: states, figures by value, licence, files."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from release_files import release, unit

from translator.errors import OutputError, UsageError
from translator.publish import Layout
from translator.release import Examiner, Order, Published, Refused, Reviewed, deliver, plan
from translator.settings import Settings
from translator.units import Kind, Provenance, State


@pytest.fixture
def examiner(tmp_path, no_settings):
    glossary = tmp_path / "glossary.tsv"
    glossary.write_text("ru\tzh\tkind\nТула\t图拉\tcity\n", encoding="utf-8")
    settings = replace(Settings(), project_glossaries=glossary, cache=tmp_path / "cache")
    return Examiner(settings, release())


@pytest.fixture
def go(tmp_path, examiner):
    source = tmp_path / "release.ru-zh.docx"
    source.write_bytes(b"reviewed")

    def run(bitext=None, formats=("docx",), **more):
        whole = bitext or release()
        text = Reviewed(whole, ("Чэнь Л.",), "e" * 64)
        order = Order(plan(source, None, formats, more.get("layout", Layout.ZH)), **more)
        return deliver(source, text, examiner.recheck(whole), "digest", order)

    return run


def test_an_approved_text_is_written(go, tmp_path) -> None:
    done = go(formats=("docx", "txt", "html"))
    assert isinstance(done, Published)
    assert [path.name for path in done.written] == [
        "release.zh.docx", "release.zh.txt", "release.zh.html",
    ]  # fmt: skip
    assert "35亿卢布" in done.written[1].read_text(encoding="utf-8")


def test_units_below_the_state_are_listed(go, tmp_path) -> None:
    rows = release().units
    mixed = release(
        replace(rows[0], state=State.REVIEWED), replace(rows[1], target=None), *rows[2:]
    )
    refused = go(mixed)
    assert isinstance(refused, Refused)
    assert [p.number for p in refused.pending] == [1, 2]
    again = go(mixed, required=State.REVIEWED)
    assert [p.number for p in again.pending] == [2]
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix == ".docx") == [
        "release.ru-zh.docx"
    ]


@pytest.mark.parametrize(
    ("target", "check"),
    [
        ("总额为3.5亿卢布。", "missing-number"),
        ("总额为35亿美元。", "missing-number"),
        ("总额为35亿卢布，⟦P1⟧。", "unknown-token"),
    ],
)
def test_a_critical_finding_in_the_reviewed_text_stops_it(go, target, check) -> None:
    rows = release().units
    edited = release(*rows[:2], replace(rows[2], target=target), rows[3])
    refused = go(edited)
    assert isinstance(refused, Refused)
    assert f"3:{check}" in [doubt.name for doubt in refused.doubts]
    done = go(edited, overruled=tuple(doubt.name for doubt in refused.doubts))
    assert isinstance(done, Published)
    assert done.overruled == refused.doubts


def test_a_lost_name_stops_it(go) -> None:
    rows = release().units
    refused = go(release(replace(rows[0], target="将举办展览"), *rows[1:]))
    assert [d.name for d in refused.doubts] == ["1:missing-term"]


def test_what_is_not_there_cannot_be_overruled(go) -> None:
    with pytest.raises(UsageError, match="no critical finding 2:missing-number"):
        go(overruled=("2:missing-number",))


@pytest.mark.parametrize("licence", ["CC-BY-NC-4.0 (non-commercial)", "unknown"])
def test_a_licence_that_bars_delivery(go, licence) -> None:
    barred = release(provenance=replace(release().provenance, licence=licence))
    refused = go(barred)
    assert isinstance(refused, Refused)
    assert (refused.pending, refused.doubts, refused.licence) == ((), (), licence)
    assert isinstance(go(barred, any_licence=True), Published)


def test_typography_is_put_right_and_said(examiner) -> None:
    rows = release().units
    typed = release(*rows[:2], replace(rows[2], target="总额为 35 亿卢布."), rows[3])
    checked = examiner.recheck(typed)
    assert checked.bitext.units[2].target == "总额为35亿卢布。"
    assert checked.changes == ("row 3: 总额为 35 亿卢布. → 总额为35亿卢布。",)


def test_a_copied_address_is_no_finding(examiner) -> None:
    assert [d.number for d in examiner.recheck(release()).doubts] == []


FULL = unit(1, Kind.LEAD, "Жители деревни Малые Холмы ждут гостей.", "小霍尔梅村居民迎接客人。")
AGAIN = unit(2, Kind.PARAGRAPH, "В Малых Холмах открыли школу.", "那里开设了学校。")
LEDGER = "name\tkind\tzh\tstatus\tby\tdate\tnote\nМалые Холмы\tplace\t小丘村\tapproved\t\t\t\n"


def test_names_are_those_of_the_ledger_and_of_the_whole_document(tmp_path, no_settings) -> None:
    (tmp_path / "glossary.tsv").write_text("ru\tzh\nТула\t图拉\n", encoding="utf-8")
    (tmp_path / "names.tsv").write_text(LEDGER, encoding="utf-8")
    settings = replace(
        Settings(), project_glossaries=tmp_path / "glossary.tsv", cache=tmp_path / "cache"
    )
    whole = release(FULL, AGAIN)

    def wanting(settings: Settings, row: int, zh: str) -> list[str]:
        found = Examiner(settings, whole).recheck(whole).bitext.units[row - 1].findings
        return [f.severity.label for f in found if zh in f.message]

    assert wanting(settings, 2, "小霍尔梅村")
    assert not wanting(settings, 1, "小丘村")
    approved = replace(settings, names=tmp_path / "names.tsv")
    assert wanting(approved, 1, "小丘村") == wanting(approved, 2, "小丘村") == ["critical"]


def test_the_sheet_says_how_it_was_made(go, tmp_path) -> None:
    first = go(sheet=tmp_path / "sheet.json", reviewers=("Иванова А.",))
    sheet = json.loads((tmp_path / "sheet.json").read_text(encoding="utf-8"))
    assert sheet["draft"]["model"] == "press-ru-zh"
    assert sheet["draft"]["licence"] == "Apache-2.0"
    assert (sheet["draft"]["glossary_digest"], sheet["glossary"]) == ("abc", "digest")
    assert sheet["reviewers"] == ["Иванова А.", "Чэнь Л."]
    assert (sheet["source"], sheet["review"]) == ("f" * 64, "e" * 64)
    assert list(sheet["outputs"]) == ["release.zh.docx"]
    assert len(sheet["outputs"]["release.zh.docx"]) == 64
    assert sheet["states"] == {"final": 4}
    go(sheet=tmp_path / "sheet.txt", force=True)
    words = (tmp_path / "sheet.txt").read_text(encoding="utf-8")
    assert "Модель 模型: press-ru-zh" in words
    assert first.written[0].read_bytes()


def test_the_sheet_names_what_was_overruled(go, tmp_path) -> None:
    rows = release().units
    edited = release(
        *rows[:2],
        replace(rows[2], target="总额为3.5亿卢布。"),
        rows[3],
        provenance=replace(release().provenance, licence="CC-BY-NC-4.0"),
    )
    go(
        edited,
        sheet=tmp_path / "s.txt",
        overruled=tuple(d.name for d in go(edited).doubts),
        any_licence=True,
    )
    words = (tmp_path / "s.txt").read_text(encoding="utf-8")
    assert "经批准放行: 3:missing-number" in words
    assert "CC-BY-NC-4.0 – выдача вне бюро разрешена" in words


def test_nothing_is_overwritten_and_all_or_none(go, tmp_path) -> None:
    (tmp_path / "release.zh.html").write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match="exists already"):
        go(formats=("docx", "html"))
    assert not (tmp_path / "release.zh.docx").exists()
    assert isinstance(go(formats=("docx", "html"), force=True), Published)


def test_a_sheet_of_another_form(go, tmp_path) -> None:
    with pytest.raises(UsageError, match="no known form"):
        go(sheet=tmp_path / "sheet.pdf")


def test_where_results_go(tmp_path) -> None:
    source = tmp_path / "a.ru-zh.docx"
    assert plan(source, None, ("docx",), Layout.COLUMNS) == (("docx", tmp_path / "a.columns.docx"),)
    assert plan(source, str(tmp_path), ("txt",), Layout.ZH) == (("txt", tmp_path / "a.zh.txt"),)
    assert plan(source, str(tmp_path / "b.txt"), ("txt",), Layout.ZH)[0][1].name == "b.txt"
    several = plan(source, str(tmp_path / "new"), ("txt", "html"), Layout.ZH)
    assert [path.name for _, path in several] == ["a.zh.txt", "a.zh.html"]


def test_an_empty_provenance_is_a_person_s_own_text(go) -> None:
    own = release(
        unit(1, Kind.TITLE, "Да", "是", engine=""),
        provenance=Provenance("", "", "", "", "", ""),
    )
    assert isinstance(go(own), Published)
