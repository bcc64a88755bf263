"""Lint: each fault has its finding, and what is right has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.engines import writing_model
from translator.errors import MissingModelError, UsageError
from translator.termbase.cells import Row
from translator.terminology.gathering import Gathered
from translator.terminology.lint import lint, lint_paths
from translator.terminology.lint.trials import check_forms, forms_of
from translator.units import Severity, Term

CASES = Path(__file__).parent.parent / "cases" / "terminology"
MODELS = Path(__file__).parents[2] / "models"


def _rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines]


def _entries() -> list[object]:
    header, *rows = _rows("lint.tsv")
    return [
        pytest.param(dict(zip(header, row, strict=True)), id=f"{row[0]}-{row[-1]}") for row in rows
    ]


@pytest.mark.parametrize("row", _entries())
def test_an_entry_has_its_finding_and_no_other(tmp_path: Path, row: dict[str, str]) -> None:
    code = row.pop("code")
    path = tmp_path / "office.tsv"
    path.write_text("\t".join(row) + "\n" + "\t".join(row.values()) + "\n", "utf-8")
    model, knows = writing_model("embedded", MODELS)
    found = lint_paths([path], model=model, knows=knows)
    assert {finding.code for finding in found} == set(code.split())
    assert all(finding.place == f"{path}:2" for finding in found)


def _term(cell: str) -> Term:
    fields = dict(pair.split("=") for pair in cell.split("|"))
    lists = {name: (fields[name],) for name in ("variants", "forbidden") if name in fields}
    plain = {name: fields[name] for name in ("ru", "zh", "context") if name in fields}
    kind = fields.get("kind", "office")
    return Term(**plain, **lists, kind=kind, source="свой", place=f"a.tsv:{fields['ru']}")


@pytest.mark.parametrize("row", _rows("pairs.tsv")[1:], ids=lambda row: f"{row[0]} {row[1]}")
def test_two_entries_together(row: list[str]) -> None:
    terms = (_term(row[0]), _term(row[1]))
    files = [Gathered(Path("a.tsv"), tuple(Row(term) for term in terms))]
    assert {finding.code for finding in lint(files)} == ({row[2]} if row[2] else set())


@pytest.mark.parametrize(("second", "code"), [("港口", "duplicate"), ("海港", "conflict")])
def test_the_same_entry_in_two_files_of_a_folder(tmp_path: Path, second: str, code: str) -> None:
    head = "ru\tzh\tkind\tsource\n"
    (tmp_path / "a.tsv").write_text(f"{head}порт\t港口\tlogistics\tсвой\n", "utf-8")
    (tmp_path / "b.tsv").write_text(f"{head}порт\t{second}\tlogistics\tсвой\n", "utf-8")
    (finding,) = lint_paths([tmp_path])
    assert (finding.code, finding.place) == (code, f"{tmp_path / 'b.tsv'}:2")
    office = tmp_path / "office"
    office.mkdir()
    (tmp_path / "b.tsv").rename(office / "b.tsv")
    assert lint_paths([tmp_path, office]) == ()


def test_what_cannot_be_read_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "office.tsv"
    path.write_text("ru\tzh\tkind\nпорт\t港口\t\nрека\t河\tречка\nбухта\n", "utf-8")
    found = lint_paths([path])
    assert [(f.code, f.severity, f.place) for f in found[:2]] == [
        ("unreadable", Severity.CRITICAL, f"{path}:3"),
        ("unreadable", Severity.CRITICAL, f"{path}:4"),
    ]
    assert str(found[0]).startswith(f"{path}:3: critical: unreadable: the kind «речка» is unknown")
    assert {f.code for f in found[2:]} == {"no-source", "no-kind"}


def test_a_note_allows_a_finding() -> None:
    row = Row(Term("порт", "港口", "logistics", note="так надо; lint-ok: no-source"))
    assert list(lint([Gathered(Path("a.tsv"), (row,))])) == []


def test_all_forms_are_made_by_the_dictionary() -> None:
    forms = {(f.case, f.number): f.text for f in forms_of(Term("морской порт", "海港"))}
    assert len(forms) == 12
    assert forms["ins", "plur"] == "морскими портами"
    name = {(f.case, f.number): f.text for f in forms_of(Term("Амурская область", "阿穆尔州"))}
    assert len(name) == 6
    assert name["dat", "sing"] == "Амурской области"
    plural = {f.number for f in forms_of(Term("деловые круги", "工商界"))}
    assert plural == {"plur"}
    assert {f.text for f in forms_of(Term("Foton", "福田"))} == {"Foton"}


def test_an_abbreviation_that_the_segmenter_cuts() -> None:
    found = [f.code for f in check_forms(Term("товар кл. Люкс", "豪华商品"))]
    assert found == ["cut-by-segmenter"]


def test_a_model_that_is_not_here_or_not_known(tmp_path: Path) -> None:
    with pytest.raises(MissingModelError):
        writing_model("nllb", tmp_path)
    with pytest.raises(UsageError, match="use one of: embedded"):
        writing_model("nothing", tmp_path)


@pytest.mark.parametrize(
    "ru",
    [
        "Линьи",  # the dictionary lacks it, a guess at its forms would be «Линий»
        "Высший Евразийский экономический совет",  # not «Высочайшего»
        "горы Хуаншань",  # of гора, not of гор
        "Кабардино-Балкария",
        "Фокино",  # «Фокина» alone is a person
    ],
)
def test_no_form_is_missed_that_nobody_writes(ru: str) -> None:
    assert list(check_forms(Term(ru, "甲"))) == []
