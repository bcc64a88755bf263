"""Glossaries as TSV, CSV, XLSX and TBX: everything comes back, nothing dangerous comes in."""

from __future__ import annotations

import datetime
import io
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from translator.errors import GlossaryError, UsageError
from translator.termbase.cells import COLUMNS, cells_of
from translator.termbase.formats import WRITABLE, spreadsheet, written
from translator.termbase.kinds import known_kinds
from translator.termbase.reader import read_rows, term_key

CASES = Path(__file__).parent.parent / "cases" / "termbase" / "formats"
_LETTERS = st.characters(
    codec="utf-8",
    exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"),
    exclude_characters="|",
)
_CELL = (
    st.text(_LETTERS, max_size=12)
    .map(lambda cell: " ".join(cell.split()))
    .filter(lambda cell: not cell.startswith(("=", "+", "@")))
)
_LIST = st.lists(_CELL.filter(bool), max_size=3, unique=True).map("|".join)
_TERM = st.builds(
    "{}{}{}".format,
    st.sampled_from(("", "#", "-", "'", "'#", '"')),
    st.text("абвгдеАБВ", min_size=1, max_size=6),
    st.sampled_from(("", '"', " «Звезда»", " '", "-2")),
)
_ROW = st.fixed_dictionaries(
    {
        "ru": _TERM,
        "zh": st.text("港口州长中俄“”", min_size=1, max_size=5),
        "kind": st.sampled_from(["", *sorted(known_kinds())]),
        "variants": _LIST,
        "forbidden": st.just(""),
        "dnt": st.sampled_from(("", "1")),
        "case": st.sampled_from(("", "1")),
        "context": _CELL,
        "source": _CELL,
        "date": st.sampled_from(("", "2026-11", "2026-11-30", "осень")),
        "note": st.one_of(_CELL, st.just("press-translator: {"), st.just("-1+2")),
        "хозяин": _CELL,
    }
)


def _read(tmp_path: Path, suffix: str, data: bytes) -> list[dict[str, str]]:
    path = tmp_path / f"office{suffix}"
    path.write_bytes(data)
    found = read_rows(path, lenient=False).rows
    return [
        {
            name: unicodedata.normalize("NFC", cells_of(row).get(name, ""))
            for name in (*COLUMNS, "хозяин")
        }
        for row in found
    ]


@pytest.mark.parametrize("suffix", WRITABLE)
@settings(max_examples=40, deadline=None)
@given(rows=st.lists(_ROW, min_size=1, max_size=4, unique_by=lambda row: term_key(row["ru"])))
def test_every_cell_comes_back(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, rows: list[dict[str, str]]
) -> None:
    columns = (*COLUMNS, "хозяин")
    data = written(suffix, columns, [[row[name] for name in columns] for row in rows])
    expected = [{n: unicodedata.normalize("NFC", c) for n, c in row.items()} for row in rows]
    assert _read(tmp_path_factory.mktemp("back"), suffix, data) == expected


@pytest.mark.parametrize("suffix", WRITABLE)
def test_the_same_rows_give_the_same_bytes(suffix: str) -> None:
    rows = [["порт", "港口"], ["#МыВместе", "我们在一起"]]
    assert written(suffix, ("ru", "zh"), rows) == written(suffix, ("ru", "zh"), rows)


def test_an_unknown_suffix_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"\.tsv, \.csv, \.xlsx, \.tbx"):
        written(".docx", ("ru", "zh"), [])


def test_a_csv_cell_never_opens_a_formula() -> None:
    data = written(".csv", ("ru", "zh", "note"), [["порт", "港口", "-2+3+cmd|' /C calc'!A0"]])
    cells = data.decode("utf-8-sig").splitlines()[1].split(",")
    assert not any(cell.strip('"').startswith(("=", "+", "-", "@")) for cell in cells)


def test_a_workbook_cell_is_text_whatever_it_says() -> None:
    data = written(".xlsx", ("ru", "zh", "note"), [["порт", "港口", "-2+3"]])
    cell = load_workbook(io.BytesIO(data))["glossary"]["C2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", "-2+3", True)


def _workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_an_office_workbook_is_read(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["RU", "ZH", "date", "dnt"],
        ["# заметка"],
        ["порт", "港口", datetime.date(2026, 11, 30), None],
        [None, None],
        ["Foton", "Foton", None, True],
        [2026, "二〇二六年"],
    ]
    found = _read(tmp_path, ".xlsx", _workbook(rows))
    assert [(r["ru"], r["zh"], r["date"], r["dnt"]) for r in found] == [
        ("порт", "港口", "2026-11-30", ""),
        ("Foton", "Foton", "", "1"),
        ("2026", "二〇二六年", "", ""),
    ]


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
@pytest.mark.parametrize("cell", ["=1+1", "+7", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_a_formula_in_text_is_refused(tmp_path: Path, suffix: str, cell: str) -> None:
    path = tmp_path / f"office{suffix}"
    separator = "\t" if suffix == ".tsv" else ","
    path.write_text(f"ru{separator}zh\nпорт{separator}{cell}\n", "utf-8")
    with pytest.raises(GlossaryError, match=rf"office\{suffix}:2: .*formula"):
        read_rows(path, lenient=False)


def test_a_formula_in_a_workbook_is_named_by_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "office.xlsx"
    path.write_bytes(_workbook([["ru", "zh"], ["порт", '=HYPERLINK("https://example.org")']]))
    with pytest.raises(GlossaryError, match=r"office\.xlsx:Sheet!B2: is a formula; paste"):
        read_rows(path, lenient=False)
    path.write_bytes(_workbook([["ru", "zh"], ["порт", "=A1"], ["река", "河"]]))
    found = read_rows(path, lenient=True)
    assert [row.term.ru for row in found.rows] == ["река"]
    assert len(found.messages) == 1


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for part in old.infolist():
            new.writestr(part.filename, content if part.filename == name else old.read(part))
    return made.getvalue()


def test_a_broken_or_hostile_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "office.xlsx"
    whole = _workbook([["ru", "zh"], ["порт", "港口"]])
    strings = "xl/worksheets/sheet1.xml"
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet>&b;</worksheet>'
    for data in (
        b"",
        b"PK\x03\x04 not a package",
        whole[: len(whole) // 2],
        _with_part(whole, strings, b"<worksheet><row"),
        _with_part(whole, strings, bomb),
        _workbook([["русский", "китайский"], ["порт", "港口"]]),
    ):
        path.write_bytes(data)
        with pytest.raises(GlossaryError, match=r"office\.xlsx"):
            read_rows(path, lenient=False)


def test_a_workbook_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.xlsx"
    path.write_bytes(_workbook([["ru", "zh"], ["порт", "港口"]]))
    monkeypatch.setattr(spreadsheet, "_LARGEST", 1000)
    with pytest.raises(GlossaryError, match="unpacks to more than"):
        read_rows(path, lenient=False)


def test_a_martif_of_2008_is_read() -> None:
    found = read_rows(CASES / "martif.xml", lenient=True)
    rows = [cells_of(row) for row in found.rows]
    assert [row["ru"] for row in rows] == ["губернатор", "глава области"]
    assert {(r["zh"], r["variants"], r["forbidden"], r["kind"]) for r in rows} == {
        ("州长", "行政长官", "省长", "office")
    }
    assert rows[0]["definition"] == "Высшее должностное лицо области"
    assert rows[0]["term-zh-hant"] == "州長"
    assert [m.split(": ", 1)[1] for m in found.messages] == [
        "the entry has no Chinese (zh-CN) term; add it or delete the entry"
    ]
    assert "martif.xml:20" in found.messages[0]
    with pytest.raises(GlossaryError):
        read_rows(CASES / "martif.xml", lenient=False)


def test_the_style_dct_is_read() -> None:
    (row,) = read_rows(CASES / "dct.tbx", lenient=False).rows
    cells = cells_of(row)
    assert (cells["ru"], cells["zh"], cells["forbidden"]) == ("причал", "泊位", "码头")
    assert (cells["kind"], cells["note"]) == ("logistics", "для порта")
    assert cells["example"] == "Судно стоит у причала."


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ('<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>', "declares the entity x"),
        ('<!DOCTYPE tbx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tbx>', "declares the entity"),
        ("<html>", "is no TBX: its root is html"),
        ("<tbx><tbx>", "is not XML"),
    ],
)
def test_a_dangerous_or_foreign_xml_is_refused(tmp_path: Path, head: str, message: str) -> None:
    path = tmp_path / "office.tbx"
    root = head.rpartition("<")[2].rstrip(">")
    body = "<text><body><conceptEntry id='c1'/></body></text>"
    path.write_text(f"{head}{body}</{root}>", "utf-8")
    with pytest.raises(GlossaryError, match=message):
        read_rows(path, lenient=False)


def test_an_empty_termbase_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "office.tbx"
    path.write_text("<tbx><text><body/></text></tbx>", "utf-8")
    with pytest.raises(GlossaryError, match="holds no conceptEntry"):
        read_rows(path, lenient=False)
