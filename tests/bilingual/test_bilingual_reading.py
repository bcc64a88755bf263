"""Reading what other programs make of the document: tracked changes, lost controls, columns."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bilingual_bitext import bitext, sample, unit
from lxml import etree

from translator.bilingual import read, write
from translator.bilingual.celltext import text_of
from translator.bilingual.writer import compose
from translator.errors import InputError
from translator.ooxml.markup import W

CASES = Path(__file__).parents[1] / "cases" / "bilingual" / "celltext.tsv"


def cases() -> list[tuple[str, str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()[1:]
    return [tuple(line.split("\t")) for line in lines if line]  # type: ignore[misc]


@pytest.mark.parametrize(("name", "xml", "text"), cases(), ids=lambda value: value[:30])
def test_text_of_a_cell(name: str, xml: str, text: str) -> None:
    cell = etree.fromstring(f'<w:tc xmlns:w="{W}">{xml}</w:tc>')
    assert text_of(cell) == text.replace("\\n", "\n").replace("\\t", "\t")


def changed(path: Path, edit: Callable[[bytes], bytes], drop: str = "") -> Path:
    """The sample as another program would save it."""
    with (
        zipfile.ZipFile(io.BytesIO(compose(sample()))) as old,
        zipfile.ZipFile(path, "w") as new,
    ):
        for name in old.namelist():
            if drop and drop in name:
                continue
            data = old.read(name)
            new.writestr(name, edit(data) if name == "word/document.xml" else data)
    return path


def unwrap(data: bytes, *, bookmarks: bool = False) -> bytes:
    root = etree.fromstring(data)
    for control in list(root.iter(f"{{{W}}}sdt")):
        parent = control.getparent()
        place = parent.index(control)
        for child in list(control.find(f"{{{W}}}sdtContent")):
            parent.insert(place, child)
            place += 1
        parent.remove(control)
    if bookmarks:
        etree.strip_elements(root, f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd")
    return etree.tostring(root)


def texts(path: Path) -> list[tuple[str, str, str]]:
    return [(row.id, row.source, row.target) for row in read(path).rows]


EXPECTED = [(unit.id, unit.source, unit.target or "") for unit in sample().units]


def test_lost_controls_fall_back_to_bookmarks(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.docx", unwrap)
    assert texts(path) == EXPECTED
    assert read(path).messages == ("8 rows have lost their content controls: named by bookmarks",)


def test_lost_bookmarks_fall_back_to_numbers(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.docx", lambda data: unwrap(data, bookmarks=True))
    assert texts(path) == EXPECTED
    assert {row.anchor for row in read(path).rows} == {"number"}


def test_a_lost_custom_part_is_told(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.docx", lambda data: data, drop="customXml")
    assert texts(path) == EXPECTED
    assert read(path).record is None
    assert "custom XML part is missing" in read(path).messages[0]


def test_with_nothing_left_rows_have_no_id(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.docx", lambda data: unwrap(data, bookmarks=True), drop="customXml")
    assert [row.id for row in read(path).rows] == [""] * 8
    assert [row.target for row in read(path).rows] == [target for _, _, target in EXPECTED]


def test_a_row_deleted_by_tracked_change_is_gone(tmp_path: Path) -> None:
    def delete(data: bytes) -> bytes:
        root = etree.fromstring(data)
        table = ".//w:tbl[w:tblPr/w:tblCaption/@w:val='units']/w:tr"
        row = root.xpath(table, namespaces={"w": W})[-1]
        etree.SubElement(row.find(f"{{{W}}}trPr"), f"{{{W}}}del")
        return etree.tostring(root)

    assert texts(changed(tmp_path / "a.docx", delete)) == EXPECTED[:-1]


def test_a_chosen_status_is_read(tmp_path: Path) -> None:
    def choose(data: bytes) -> bytes:
        root = etree.fromstring(data)
        status = root.find(f".//{{{W}}}dropDownList/../../{{{W}}}sdtContent")
        for run, text in zip(status.iter(f"{{{W}}}t"), ("утверждено ", "批准"), strict=True):
            run.text = text
        return etree.tostring(root)

    assert read(changed(tmp_path / "a.docx", choose)).rows[0].status == "final"


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    def entity(data: bytes) -> bytes:
        body = data.split(b"?>", 1)[1]
        return b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + body

    with pytest.raises(InputError, match="document type"):
        read(changed(tmp_path / "a.docx", entity))


def test_a_document_without_the_table_is_refused(tmp_path: Path) -> None:
    bare = f'<w:document xmlns:w="{W}"><w:body><w:p/></w:body></w:document>'.encode()
    with pytest.raises(InputError, match="no table of units"):
        read(changed(tmp_path / "a.docx", lambda _: bare))


def test_long_ids_are_found_by_their_hash(tmp_path: Path) -> None:
    whole = bitext(dataclasses.replace(unit(1, "Да.", "是。"), id="document-" * 12))
    write(whole, tmp_path / "a.docx")
    assert read(tmp_path / "a.docx").rows[0].id == "document-" * 12
