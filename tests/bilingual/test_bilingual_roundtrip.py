"""What is written is read back: here, and after LibreOffice has saved it."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from bilingual_bitext import bitext, sample, unit
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.bilingual import anchors, read, verify, write, writer
from translator.bilingual.custom import record_of
from translator.errors import InputError, OutputError
from translator.ooxml.markup import storable
from translator.units import Finding, Severity

ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\n\t\r\x00\x0b\x1f \u00a0\u00ad\u2011\u2028\ufeff\ufffe\ud800😀👩‍🌾שלום中文，“《»<&>]"
        ),
    ),
    max_size=60,
)
SOFFICE = shutil.which("soffice")


@given(target=st.none() | ODD, source=ODD, message=ODD)
@settings(max_examples=80, deadline=None)
def test_any_text_reads_back(target: str | None, source: str, message: str) -> None:
    finding = Finding("check", Severity.MAJOR, message)
    whole = bitext(unit(1, source, target, findings=(finding,)), unit(2, "Да.", "是。"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        write(whole, path)
        row, other = read(path).rows
    assert (row.id, row.source, row.target) == ("s1", storable(source), storable(target or ""))
    assert len(row.comments) == 1
    assert (other.source, other.target) == ("Да.", "是。")


def test_a_long_cell_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write(bitext(unit(1, "Слово и дело. " * 20_000, "言与行。" * 20_000)), path)
    assert read(path).rows[0].target == "言与行。" * 20_000


def test_rows_record_and_statuses(tmp_path: Path) -> None:
    whole = sample()
    write(whole, tmp_path / "a.docx")
    document = read(tmp_path / "a.docx")
    assert document.messages == ()
    assert document.record == record_of(whole)
    assert [row.id for row in document.rows] == [unit.id for unit in whole.units]
    assert {row.anchor for row in document.rows} == {"control"}
    statuses = [row.status for row in document.rows]
    assert statuses == ["translated"] * 5 + ["initial", "translated", "reviewed"]
    quote = document.rows[4]
    assert [comment.text for comment in quote.comments] == [
        "▲ существенно (numbers): проверьте: 产量",
        "■ критично (terms): термин «выпуск» не найден",
    ]
    assert quote.notes == "■ термин «выпуск» не найден\n▲ проверьте: 产量"


def test_missing_and_empty_targets_differ_in_the_record(tmp_path: Path) -> None:
    write(bitext(unit(1, "а", None), unit(2, "б", "")), tmp_path / "a.docx")
    document = read(tmp_path / "a.docx")
    assert document.record is not None
    assert [unit.missing for unit in document.record.units] == [True, False]
    assert [row.status for row in document.rows] == ["initial", "initial"]


def test_no_units(tmp_path: Path) -> None:
    write(bitext(), tmp_path / "a.docx")
    assert read(tmp_path / "a.docx").rows == ()


def test_the_same_bitext_gives_the_same_bytes() -> None:
    assert writer.compose(sample()) == writer.compose(sample())


def test_five_hundred_units(tmp_path: Path) -> None:
    finding = Finding("length", Severity.MINOR, "слишком коротко")
    units = [
        unit(n, f"Строка {n} отчёта.", f"报告第{n}行。", findings=(finding,)) for n in range(500)
    ]
    write(bitext(*units), tmp_path / "a.docx")
    rows = read(tmp_path / "a.docx").rows
    assert [row.target for row in rows] == [unit.target for unit in units]
    assert all(len(row.comments) == 1 for row in rows)


def test_a_difference_stops_the_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sample()
    other = dataclasses.replace(whole.units[3], target="投资为每年3.5亿卢布")
    changed = dataclasses.replace(whole, units=(*whole.units[:3], other, *whole.units[4:]))
    wrong = writer.compose(changed)
    monkeypatch.setattr(writer, "compose", lambda *_: wrong)
    with pytest.raises(OutputError, match="reads back otherwise"):
        write(whole, tmp_path / "a.docx")
    assert not (tmp_path / "a.docx").exists()


def test_every_difference_is_named(tmp_path: Path) -> None:
    whole = sample()
    write(whole, tmp_path / "a.docx")
    document = read(tmp_path / "a.docx")
    for column in ("id", "source", "target", "status"):
        row = dataclasses.replace(document.rows[2], **{column: "x"})
        rows = (*document.rows[:2], row, *document.rows[3:])
        found = verify.differences(whole, dataclasses.replace(document, rows=rows))
        assert list(found) == [f"{column} in row 3"]
    fewer = dataclasses.replace(document, rows=document.rows[1:])
    assert "7 rows for 8 units" in list(verify.differences(whole, fewer))
    silent = dataclasses.replace(document.rows[3], comments=())
    rows = (*document.rows[:3], silent, *document.rows[4:])
    found = verify.differences(whole, dataclasses.replace(document, rows=rows))
    assert list(found) == ["number of findings in row 4"]


def test_ids_must_differ(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="share the id s1"):
        write(bitext(unit(1, "а", "啊"), unit(1, "б", "波")), tmp_path / "a.docx")


@given(st.text(min_size=1, max_size=80))
@settings(max_examples=100, deadline=None)
def test_bookmark_names_are_valid_and_reversible(name: str) -> None:
    mark = anchors.bookmark(name)
    assert len(mark) <= 40
    assert mark.isascii()
    assert mark.replace("_", "").isalnum()
    assert anchors.unit_of_bookmark(mark) in {name, ""}
    assert len(anchors.tag(name)) <= 64


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a DOCX"),
        (b"PK\x03\x04 cut short", "not a DOCX"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "password"),
        ("Просто текст".encode(), "not a DOCX"),
    ],
)
def test_bad_files_are_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=words):
        read(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.docx")


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_damaged_files_never_crash_the_reader(data: st.DataObject) -> None:
    good = bytearray(writer.compose(bitext(unit(1, "Да.", "是。"))))
    for _ in range(data.draw(st.integers(1, 4))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        path.write_bytes(bytes(good[: data.draw(st.integers(1, len(good)))]))
        try:
            read(path)
        except InputError as error:
            assert error.remedy


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_saves_it_and_it_reads_back(tmp_path: Path) -> None:
    assert SOFFICE is not None
    whole = sample()
    write(whole, tmp_path / "a.docx")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx"]
        + ["--outdir", str(tmp_path / "saved"), str(tmp_path / "a.docx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    document = read(tmp_path / "saved" / "a.docx")
    assert list(verify.differences(whole, document)) == []
    assert all(row.anchor for row in document.rows)
