"""Glossary files: formats, precedence, and every fault with its file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from translator.errors import ExitCode, GlossaryError
from translator.termbase import TermBase, stats
from translator.units import Term

HEADER = "ru\tzh\tkind\tvariants\tforbidden\tdnt\tcase\tcontext\tsource\tdate\tnote\n"


def _write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_all_columns_are_read(tmp_path: Path) -> None:
    row = "Орёл\t奥廖尔\tcity\t奥勒尔|奥廖尔市\t鹰\tno\tyes\tгород\tсвой\t2026-01\tпримечание\n"
    path = _write(tmp_path, "a.tsv", HEADER + row)
    assert TermBase.load([path]).terms == (
        Term(
            "Орёл", "奥廖尔", "city", ("奥勒尔", "奥廖尔市"), ("鹰",), False, True, "город", "свой",
            "примечание", f"{path}:2", "2026-01",
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", "ru\tzh\nпорт\t港口\n"),
        ("a.tsv", "\ufeffru\tzh\r\nпорт\t港口\r\n"),
        ("a.tsv", "zh\tru\textra\n港口\tпорт\tx\n"),
        ("a.tsv", "# own list\nRU\tZH\n\n# ports\nпорт\t港口"),
        ("a.tsv", 'ru\tzh\n"порт"\t港口\n'),
        ("a.csv", "ru,zh\nпорт,港口\n"),
        ("a.csv", "\ufeffru;zh\r\nпорт;港口\r\n"),
        ("a.CSV", 'ru,zh,note\n"порт","港口","line one\nline two, three"\n'),
    ],
)
def test_forms_of_a_file(tmp_path: Path, name: str, text: str) -> None:
    terms = TermBase.load([_write(tmp_path, name, text)]).terms
    assert [(t.ru, t.zh) for t in terms] == [("порт", "港口")]


def test_quotes_of_a_spreadsheet_are_undone(tmp_path: Path) -> None:
    path = _write(tmp_path, "a.tsv", 'ru\tzh\n"ПАО ""Сокол"""\t猎鹰公司\n')
    assert TermBase.load([path]).terms[0].ru == 'ПАО "Сокол"'


def test_not_translated_terms_keep_the_russian_form(tmp_path: Path) -> None:
    path = _write(tmp_path, "a.tsv", "ru\tzh\tdnt\nSIAL China\t\tyes\nFoton\tFoton\tда\n")
    assert [(t.zh, t.do_not_translate) for t in TermBase.load([path]).terms] == [
        ("SIAL China", True),
        ("Foton", True),
    ]


FAULTS = [
    ("a.tsv", "", 1, "is empty"),
    ("a.tsv", "zh\tnote\n港口\tx\n", 1, "has no column ru"),
    ("a.tsv", "термин\tперевод\n", 1, "has no column ru and zh"),
    ("a.tsv", "ru\tzh\tru\n", 1, "column ru twice"),
    ("a.tsv", "ru\tzh\nпорт\t港口\n\t港口\n", 3, "the cell ru is empty"),
    ("a.tsv", "ru\tzh\nпорт\t \n", 2, "the cell zh is empty"),
    ("a.tsv", "ru\tzh\nпорт\t港口\tx\n", 2, "has 3 cells where the header has 2"),
    ("a.tsv", "ru\tzh\tnote\n\nпорт\t港口\n", 3, "has 2 cells where the header has 3"),
    ("a.csv", 'ru,zh,note\n"порт","港口","a\nb"\nмост,桥\n', 4, "has 2 cells"),
    ("a.csv", 'ru,zh\nпорт,"港口\n', 2, "is not CSV"),
    ("a.tsv", "ru\tzh\nпорт\t港口\n".encode() + "мост\t".encode("cp1251") + b"\n", 3, "UTF-8"),
    ("a.tsv", "ru\tzh\nпорт\t港口\n".encode("utf-16"), 1, "is not UTF-8"),
    ("a.tsv", "ru\tzh\n=A1\t港口\n", 2, "starts with = as a formula does"),
    ("a.tsv", "ru\tzh\nпорт\t+港口\n", 2, "starts with + as a formula does"),
    ("a.tsv", "ru\tzh\tnote\nпорт\t港口\t@SUM(A1)\n", 2, "starts with @ as a formula does"),
    ("a.tsv", f"ru\tzh\nпорт\t{'港' * 2001}\n", 2, "has 2001 characters, more than 2000"),
    ("a.tsv", "ru\tzh\nпо\x07рт\t港口\n", 2, "has a control character"),
    ("a.tsv", "ru\tzh\n«–»\t港口\n", 2, "neither a letter nor a digit"),
    ("a.tsv", "ru\tzh\nпорт\t港口\nмост\t桥\nпорт\t港\n", 4, "is 港 here and 港口 on"),
    ("a.tsv", "ru\tzh\nОрёл\t奥廖尔\nОрел\t鹰\n", 3, "is 鹰 here and 奥廖尔 on"),
    ("a.tsv", "ru\tzh\tforbidden\nпорт\t港口\t港|港口\n", 2, "both approved and forbidden"),
    ("a.tsv", "ru\tzh\tvariants\tforbidden\nпорт\t港口\t港\t港\n", 2, "approved and forbidden"),
    ("a.tsv", "ru\tzh\tdnt\nпорт\t港口\tmaybe\n", 2, "the cell dnt says «maybe»"),
    ("a.tsv", "ru\tzh\tcase\nпорт\t港口\tупс\n", 2, "the cell case says «упс»"),
]


@pytest.mark.parametrize(("name", "text", "line", "message"), FAULTS)
def test_fault_names_file_and_line(
    tmp_path: Path, name: str, text: str | bytes, line: int, message: str
) -> None:
    path = _write(tmp_path, name, text)
    with pytest.raises(GlossaryError, match=re.escape(message)) as caught:
        TermBase.load([path])
    assert caught.value.place == f"{path}:{line}"
    assert caught.value.remedy
    assert caught.value.exit_code == ExitCode.USAGE
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("name", "text", "line", "message"), FAULTS)
def test_lenient_turns_a_fault_into_a_message(
    tmp_path: Path, name: str, text: str | bytes, line: int, message: str
) -> None:
    bad = _write(tmp_path, name, text)
    good = _write(tmp_path, "good.tsv", "ru\tzh\nмост\t桥\n")
    base = TermBase.load([bad, good], lenient=True)
    assert any(m.startswith(f"{bad}:{line}: ") and message in m for m in base.messages)
    assert any(t.ru == "мост" for t in base.terms)


def test_a_conflict_names_both_lines(tmp_path: Path) -> None:
    path = _write(tmp_path, "a.tsv", "ru\tzh\nпорт\t港口\nпорт\t港\n")
    with pytest.raises(GlossaryError) as caught:
        TermBase.load([path])
    assert f"{path}:3" in str(caught.value) and f"{path}:2" in str(caught.value)


def test_the_same_entry_twice_is_only_remarked(tmp_path: Path) -> None:
    path = _write(tmp_path, "a.tsv", "ru\tzh\nпорт\t港口\nпорт\t港口\n")
    base = TermBase.load([path])
    assert len(base) == 1 and "given again" in base.messages[0]


def test_mixed_alphabets_are_reported_and_found(tmp_path: Path) -> None:
    path = _write(tmp_path, "a.tsv", "ru\tzh\nCмоленск\t斯摩棱斯克\nB2B-встреча\tB2B洽谈\n")
    base = TermBase.load([path])
    assert [m.partition(";")[2] for m in base.messages] == [" read as «Смоленск»"]
    assert base.messages[0].startswith(f"{path}:2: ")
    assert [m.form for m in base.find("В Смоленске")] == ["Смоленске"]


def test_an_untranslated_entry_is_remarked(tmp_path: Path) -> None:
    base = TermBase.load([_write(tmp_path, "a.tsv", "ru\tzh\nСокол\tСокол\n")])
    assert "is not translated" in base.messages[0]


@pytest.mark.parametrize(
    ("name", "message"), [("none.tsv", "no such file"), ("list.xlsx", "neither .tsv nor .csv")]
)
def test_unusable_paths(tmp_path: Path, name: str, message: str) -> None:
    _write(tmp_path, "list.xlsx", b"PK")
    with pytest.raises(GlossaryError, match=message):
        TermBase.load([tmp_path / name])
    assert message in TermBase.load([tmp_path / name], lenient=True).messages[0]


def test_a_folder_gives_its_files_but_not_its_subfolders(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    with pytest.raises(GlossaryError, match=r"holds no \.tsv or \.csv"):
        TermBase.load([tmp_path])
    _write(inner, "c.tsv", "ru\tzh\nмост\t桥\n")
    _write(tmp_path, "a.tsv", "ru\tzh\nпорт\t港口\n")
    _write(tmp_path, "b.csv", "ru,zh\nрека,河\n")
    _write(tmp_path, "readme.txt", "ru")
    assert [t.ru for t in TermBase.load([tmp_path]).terms] == ["порт", "река"]


def test_the_later_file_wins(tmp_path: Path) -> None:
    own = _write(tmp_path, "own.tsv", "ru\tzh\nпорт\t港\n")
    project = _write(tmp_path, "project.tsv", "ru\tzh\nпорт\t港口\nмост\t桥\n")
    base = TermBase.load([project, own])
    assert {t.ru: t.zh for t in base.terms} == {"порт": "港", "мост": "桥"}
    assert base.stats().overridden == 1
    assert {t.zh for t in TermBase.load([own, project]).terms} == {"港口", "桥"}


def test_digest_is_of_the_content(tmp_path: Path) -> None:
    one = _write(tmp_path, "one.tsv", "ru\tzh\nпорт\t港口\nмост\t桥\n")
    two = _write(tmp_path, "two.csv", "zh,ru,note\n桥,мост,x\n港口,порт,y\n")
    other = _write(tmp_path, "other.tsv", "ru\tzh\nпорт\t港口\nмост\t大桥\n")
    digest = TermBase.load([one]).digest
    assert len(digest) == 64
    assert TermBase.load([two]).digest == digest != TermBase.load([other]).digest


def test_stats_count_by_file_and_kind(tmp_path: Path) -> None:
    a = _write(tmp_path, "a.tsv", "ru\tzh\tkind\nпорт\t港口\tplace\nмост\t桥\tplace\n")
    b = _write(tmp_path, "b.tsv", "ru\tzh\tkind\nрубль\t卢布\tcurrency\n")
    counted = stats(TermBase.load([a, b]))
    assert counted.entries == 3
    assert counted.files == {"a.tsv": 2, "b.tsv": 1}
    assert counted.kinds == {"currency": 1, "place": 2}
