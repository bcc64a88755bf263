"""The project for OmegaT, without the program: what is in it, and what is read back from it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.exchange import xliff_structure as structure
from tests.exchange.exchange_bitext import bitext, unit
from tests.exchange.exchange_omegat import repeated, unpacked
from tests.exchange.exchange_xliff import saved, text
from translator import exchange
from translator.errors import UsageError
from translator.exchange import omegat, read_reviewed, tmx, xliff


@pytest.fixture
def project(tmp_path) -> Path:
    exchange.save(repeated(), "omegat", tmp_path / "a.zip")
    return unpacked(tmp_path / "a.zip", tmp_path / "a")


def test_a_project_has_what_omegat_looks_for(project) -> None:
    assert project.name == "release.ru-zh"
    files = [p.relative_to(project).as_posix() for p in sorted(project.rglob("*")) if p.is_file()]
    assert files == [
        "glossary/terms.utf8", "omegat/project_save.tmx", "omegat.project",
        "source/release.ru-zh.xlf", "tm/memory.tmx",
    ]  # fmt: skip
    assert {p.name for p in project.iterdir() if p.is_dir()} >= {"target", "dictionary", "tm"}
    settings = ElementTree.parse(project / "omegat.project").getroot()
    shown = {e.tag: e.text for e in settings.iterfind("project/*")}
    assert (shown["source_lang"], shown["target_lang"]) == ("ru-RU", "zh-CN")
    assert shown["sentence_seg"] == "false"


def test_documents_are_valid(project) -> None:
    assert structure.faults(project / "source" / "release.ru-zh.xlf") == []
    for name in ("omegat/project_save.tmx", "tm/memory.tmx"):
        with (project / name).open("rb") as stream:
            assert tmx.structural_faults(stream, name) == []
    assert b"alt-trans" not in (project / "source" / "release.ru-zh.xlf").read_bytes()


def test_the_same_release_gives_the_same_bytes(tmp_path) -> None:
    for name in ("a.zip", "b.zip"):
        exchange.save(repeated(), "omegat", tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as made:
        assert {entry.external_attr >> 16 for entry in made.infolist()} == {0o40755, 0o100644}


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("архив/Визит: Пекин?.docx", "Визит_ Пекин_.ru-zh"),
        ("..", "release.ru-zh"),
        (f"{'я' * 200}.txt", f"{'я' * 60}.ru-zh"),
    ],
)
def test_names_fit_every_system(name, folder) -> None:
    assert omegat.name_of(replace(bitext(unit()), name=name)) == folder


def test_a_sentence_with_another_translation_is_bound_to_its_place(project) -> None:
    root = ElementTree.parse(project / "omegat" / "project_save.tmx").getroot()
    bound = [
        [tu.findtext(f"prop[@type='{name}']") for name in ("file", "prev", "next")]
        for tu in root.iter("tu")
        if tu.find("prop[@type='file']") is not None
    ]
    sources = [u.source for u in repeated().units]
    here = "release.ru-zh.xlf"
    assert bound == [[here, sources[n - 1], (*sources, "")[n + 1]] for n in (1, 3, 6)]


def test_our_other_tmx_are_bound_to_no_place(tmp_path) -> None:
    """OmegaT uses no unit that has one of its own properties anywhere but there."""
    path = saved(text(repeated(), "tmx"), tmp_path / "a.tmx")
    names = {e.get("type") for e in ElementTree.parse(path).getroot().iter("prop")}
    assert names.isdisjoint({"file", "id", "prev", "next", "path"})
    assert all(unit.next for unit in list(read_reviewed(path, unreviewed=True))[:-1])


@pytest.mark.parametrize("form", ["xliff", "xliff12"])
def test_the_russian_as_translation_is_none(tmp_path, form) -> None:
    sentence = unit().source
    whole = bitext(unit("s1"), replace(unit("s2"), target=sentence), replace(unit("s3")))
    sent = text(whole, form)
    changed = sent.replace(f">{unit('s1').target}</target>", f">{sentence}</target>", 1)
    file = xliff.read(saved(changed, tmp_path / "a.xlf"))
    assert [u.target for u in file.units] == ["", sentence, unit("s3").target]
    assert file.messages == ("1 units hold the Russian in place of the Chinese: taken as empty",)


def test_the_memory_takes_no_russian_for_chinese(project) -> None:
    read = read_reviewed(project / "source" / "release.ru-zh.xlf", unreviewed=True)
    assert list(read) == []
    assert read.messages == (f"{len(repeated().units)} units with an empty side were left out",)


def test_a_project_is_no_text() -> None:
    assert "omegat" in exchange.FILE_FORMATS
    assert exchange.suffix_of("omegat") == "omegat.zip"
    with pytest.raises(UsageError, match="unknown format 'omegat'"):
        exchange.write(repeated(), "omegat", io.StringIO())
