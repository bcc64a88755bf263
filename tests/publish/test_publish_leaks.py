"""Nothing internal gets out: every part is unpacked and searched, with and without a template."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from publish_text import (
    SECRETS,
    TEMPLATE_SECRETS,
    bitext,
    hostile_template,
    leaks,
    parts_of,
    png,
    styled,
)

from translator import publish
from translator.errors import OutputError
from translator.ooxml.container import Archive, zipped
from translator.publish.proof import faults, prove

LAYOUTS = tuple(publish.Layout)


def opened(data: bytes) -> publish.Template:
    return publish.Template(Archive(data, "office.docx"), "office.docx")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_of_the_bitext_but_its_text(layout) -> None:
    text = publish.manuscript(bitext())
    data, messages = publish.docx(text, layout)
    assert (leaks(data, SECRETS), messages) == ([], ())
    assert not any(word in publish.page(text, layout) for word in SECRETS)
    assert not any(word in publish.plain(text, layout) for word in SECRETS)


def test_the_search_finds_what_is_there() -> None:
    hostile = hostile_template()
    found = " ".join(leaks(hostile, TEMPLATE_SECRETS))
    assert [word for word in TEMPLATE_SECRETS if word not in found] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_of_those_who_made_the_template(layout) -> None:
    data, _ = publish.docx(publish.manuscript(bitext()), layout, opened(hostile_template()))
    assert leaks(data, (*SECRETS, *TEMPLATE_SECRETS)) == []


def test_parts_are_only_those_of_a_plain_document() -> None:
    data, _ = publish.docx(publish.manuscript(bitext()), publish.Layout.ZH)
    assert sorted(parts_of(data)) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml",
        "word/_rels/document.xml.rels", "word/document.xml", "word/fontTable.xml",
        "word/footer1.xml", "word/footer2.xml", "word/numbering.xml", "word/settings.xml",
        "word/styles.xml",
    ]  # fmt: skip


def test_properties_are_title_and_language() -> None:
    data, _ = publish.docx(publish.manuscript(bitext()), publish.Layout.ZH)
    core = docx.Document(io.BytesIO(data)).core_properties
    assert (core.title, core.language) == ("图拉将举办展览", "zh-CN")
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert parts_of(data)["docProps/core.xml"].count(b"<dc:") == 2


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_input_gives_the_same_bytes(layout) -> None:
    text = publish.manuscript(*styled())
    assert publish.docx(text, layout)[0] == publish.docx(text, layout)[0]
    first = publish.docx(text, layout, opened(hostile_template()))[0]
    assert first == publish.docx(text, layout, opened(hostile_template()))[0]
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.comment == b""


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        ("word/document.xml", b"<w:body>", b'<w:body w:rsidR="1">', "the attribute rsidR"),
        ("word/document.xml", "图拉将".encode(), "图拉".encode(), "paragraph 1 reads"),
        ("word/document.xml", b"</w:body>", b"<w:sdt/></w:body>", "w:sdt in word/document.xml"),
        ("word/styles.xml", b"<w:qFormat/>", b"<w:rsid/>", "w:rsid in word/styles.xml"),
        ("word/footer1.xml", b"<w:p>", b"<w:p><w:ins/>", "w:ins in word/footer1.xml"),
    ],
)
def test_the_proof_sees_what_should_not_be_there(part, old, new, fault) -> None:
    text = publish.manuscript(bitext())
    parts = parts_of(publish.docx(text, publish.Layout.ZH)[0])
    parts[part] = parts[part].replace(old, new, 1)
    assert fault in " ".join(faults(zipped(parts), text, publish.Layout.ZH))
    with pytest.raises(OutputError, match="would not be clean"):
        prove(zipped(parts), text, publish.Layout.ZH)


@pytest.mark.parametrize("name", ["word/comments.xml", "customXml/item1.xml", "docProps/app.xml"])
def test_the_proof_sees_a_part_too_many(name) -> None:
    text = publish.manuscript(bitext())
    parts = parts_of(publish.docx(text, publish.Layout.ZH)[0]) | {name: b"<x/>"}
    assert list(faults(zipped(parts), text, publish.Layout.ZH)) == [f"a part {name}"]


def test_the_proof_counts_paragraphs() -> None:
    text = publish.manuscript(bitext())
    data, _ = publish.docx(text, publish.Layout.ZH)
    shorter = publish.Manuscript(text.paragraphs[:-1])
    assert list(faults(data, shorter, publish.Layout.ZH)) == ["11 paragraphs instead of 10"]


def test_a_picture_loses_its_author() -> None:
    data, _ = publish.docx(
        publish.manuscript(bitext()), publish.Layout.ZH, opened(hostile_template())
    )
    assert parts_of(data)["word/media/image1.png"] == png()
