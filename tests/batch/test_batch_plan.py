"""Which documents there are, and where their results go."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.batch.batch_archive import text
from translator.batch.naming import fitted, is_readable
from translator.batch.planner import plan
from translator.errors import UsageError


def keys(planned) -> list[str]:
    return [found.key for found in planned.found]


def refused(planned) -> dict[str, str]:
    return {one.key: one.reason for one in planned.refused}


def test_only_releases_are_taken_and_hidden_files_are_not(office) -> None:
    for name in ("b.txt", "a.html", "c.docx", "d.pdf", ".e.txt", "~$c.docx", ".git/f.txt",
                 "g.ru-zh.docx", "sub/h.HTM"):  # fmt: skip
        office.write(name, "x")
    assert keys(office.plan()) == ["a.html", "b.txt", "c.docx", "sub/h.HTM"]


def test_links_are_refused_and_not_followed(office, tmp_path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    office.write("a.txt", "x")
    (office.source / "link.txt").symlink_to(outside / "secret.txt")
    (office.source / "folder").symlink_to(outside)
    (office.source / "loop").symlink_to(office.source)
    planned = office.plan()
    assert keys(planned) == ["a.txt"]
    assert refused(planned) == dict.fromkeys(["link.txt", "folder", "loop"], "is a symbolic link")


def test_a_list_takes_only_what_is_in_its_folder(office, tmp_path) -> None:
    office.write("один файл.txt", "x")
    office.write("2020/two.txt", "x")
    (tmp_path / "outside.txt").write_text("x")
    (office.source / "behind").symlink_to(office.source / "2020")
    names = [
        "один файл.txt", "2020/two.txt", "2020/../один файл.txt", "../../outside.txt",
        str(tmp_path / "outside.txt"), "behind/two.txt", "none.txt", "2020/two.txt",
    ]  # fmt: skip
    wanted = office.write("list", "\n".join(names))
    planned = plan([str(wanted)], office.out, ["docx"])
    assert keys(planned) == ["2020/two.txt", "один файл.txt"]
    assert refused(planned) == {
        "2020/../один файл.txt": "lies outside the folder",
        "../../outside.txt": "lies outside the folder",
        str(tmp_path / "outside.txt"): "lies outside the folder",
        "behind/two.txt": "is a symbolic link or lies behind one",
        "none.txt": "cannot be opened (No such file or directory)",
    }


def test_a_list_with_nul_takes_names_with_line_ends(office) -> None:
    office.write("a\nb.txt", "x")
    office.write("c.txt", "x")
    wanted = office.write("list", "a\nb.txt\0c.txt\0")
    assert keys(plan([str(wanted)], office.out, ["docx"])) == ["a\nb.txt", "c.txt"]


def test_a_pattern_and_several_files(office) -> None:
    for name in ("2020/a.txt", "2021/b.txt", "2021/c.docx"):
        office.write(name, "x")
    assert keys(plan([f"{office.source}/*/*.txt"], office.out, ["txt"])) == [
        "2020/a.txt", "2021/b.txt",
    ]  # fmt: skip
    assert keys(plan([f"{office.source}/**/*"], office.out, ["txt"])) == [
        "2020/a.txt", "2021/b.txt", "2021/c.docx",
    ]  # fmt: skip
    both = [str(office.source / "2020" / "a.txt"), str(office.source / "2021" / "b.txt")]
    assert keys(plan(both, office.out, ["txt"])) == ["2020/a.txt", "2021/b.txt"]


def test_nothing_of_that_name(office) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        plan([str(office.source / "none")], office.out, ["txt"])


def test_results_inside_the_archive_are_no_documents(office) -> None:
    office.write("a.txt", "x")
    office.write("zh/b.txt", "x")
    assert keys(plan([str(office.source)], office.source / "zh", ["txt"])) == ["a.txt"]


def test_since_and_order(office) -> None:
    for name, day in (("a.txt", 3), ("b.txt", 1), ("c.txt", 2)):
        path = office.write(name, "x")
        os.utime(path, (day * 86400, day * 86400))
    assert keys(office.plan()) == ["a.txt", "b.txt", "c.txt"]
    assert keys(office.plan(order="newest")) == ["a.txt", "c.txt", "b.txt"]
    assert keys(office.plan(order="oldest")) == ["b.txt", "c.txt", "a.txt"]
    assert keys(office.plan(since=date(1970, 1, 4))) == ["a.txt"]


def test_documents_of_one_stem_keep_their_suffixes(office) -> None:
    for name in ("a.txt", "a.docx", "b.txt", "A.html"):
        office.write(name, "x")
    names = {f.key: Path(f.outputs[0][1]).name for f in office.plan().found}
    assert names == {
        "a.txt": "a.txt.ru-zh.txt", "a.docx": "a.docx.ru-zh.txt", "A.html": "A.html.ru-zh.txt",
        "b.txt": "b.ru-zh.txt",
    }  # fmt: skip
    alone = office.write("list", "a.txt")
    (one,) = plan([str(alone)], office.out, ["txt"]).found
    assert Path(one.outputs[0][1]).name == "a.txt.ru-zh.txt"


def test_two_documents_never_write_one_file(office) -> None:
    for name in ("a.txt", "a.docx", "a.txt.html"):
        office.write(name, "x")
    planned = office.plan()
    assert refused(planned) == {"a.txt.html": "would write the same file as a.txt"}


def test_a_name_that_is_not_utf8_is_refused(office) -> None:
    (office.source / os.fsdecode(b"\xcf\xee\xf0\xf2.txt")).write_text("x")
    assert list(refused(office.plan()).values()) == ["its name is not UTF-8"]


def test_a_pipe_is_no_document(office) -> None:
    os.mkfifo(office.source / "a.txt")
    assert refused(office.plan()) == {"a.txt": "is no file"}


@given(st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=250))
@settings(max_examples=50)
def test_every_name_fits_into_a_file_system(name) -> None:
    made = fitted(name, ".ru-zh.docx")
    assert made.endswith(".ru-zh.docx")
    assert len(made.encode()) <= 255
    if len(name.encode()) <= 240:
        assert made == f"{name}.ru-zh.docx"


def test_long_names_stay_apart() -> None:
    assert fitted("ж" * 125 + "1", ".ru-zh.docx") != fitted("ж" * 125 + "2", ".ru-zh.docx")


def test_endings_in_capitals_are_releases_too() -> None:
    assert is_readable("Release.DOCX")


def test_text_of_the_archive_is_ours() -> None:
    assert text(1) != text(2)
