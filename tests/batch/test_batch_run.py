"""Runs over an archive: everything once, unchanged documents skipped with the reason."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.batch.batch_archive import open_broken, text
from translator.errors import UsageError


def reasons(office) -> dict[str, int]:
    return dict(office.run().skipped)


def test_the_tree_is_mirrored_and_a_second_run_skips_all(office) -> None:
    office.fill(7)
    first = office.run()
    assert (first.found, first.done, first.failed, first.left) == (7, 7, 0, 0)
    assert sorted(office.results()) == sorted(f"{2020 + n % 3}/{n:03}.ru-zh.txt" for n in range(7))
    assert set(office.states().values()) == {"done"}
    assert office.is_tidy()
    before = office.results()
    second = office.run()
    assert (second.done, second.skipped) == (0, (("unchanged", 7),))
    assert office.results() == before


def test_what_changes_is_done_again_and_nothing_else(office) -> None:
    office.fill(4)
    office.run()
    path = office.write("2020/000.txt", text(900))
    assert office.run().done == 1
    os.utime(path, (1, 1))  # another date, the same content
    assert reasons(office) == {"unchanged": 4}
    path.touch()
    assert reasons(office) == {"unchanged": 4}
    (office.out / "2021" / "001.ru-zh.txt").unlink()
    assert office.run().done == 1
    office.engine = "two"
    assert office.run().done == 4
    office.formats = ("txt", "jsonl")
    again = office.run()
    assert (again.done, again.failed) == (4, 0)
    assert len(office.results()) == 8


def test_a_change_with_the_old_date_and_size_is_noticed(office) -> None:
    path = office.write("a.txt", text(1))
    kept = path.stat()
    office.run()
    path.write_text(text(2), encoding="utf-8")
    os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    assert path.stat().st_size == kept.st_size
    assert office.run().done == 1


def test_a_changed_memory_is_a_reason_unless_it_is_to_be_ignored(office, tmp_path) -> None:
    from dataclasses import replace

    from translator.batch.deciding import Now, decide

    office.fill(1)
    office.run()
    (found,) = office.plan().found
    ledger = office.ledger()
    ((entry, _),) = ledger.stream()
    ledger.close()
    now = Now(entry.signature, "another state")
    assert decide(found, entry, now, (), office.out).why == "the translation memory changed"
    assert decide(found, entry, now, (), office.out).verdict == "look"
    older = replace(entry, answers="")  # from before answers were kept
    assert decide(found, older, now, (), office.out).verdict == "do"
    assert decide(found, entry, replace(now, ignore_memory=True), (), office.out).verdict == "skip"


def test_an_edited_result_is_kept_and_the_document_fails(office) -> None:
    office.fill(2)
    office.run()
    edited = office.out / "2020" / "000.ru-zh.txt"
    edited.write_text("проверено", encoding="utf-8")
    assert office.run().skipped == (("unchanged", 2),)
    office.write("2020/000.txt", text(900))
    summary = office.run(tries=1)
    assert (summary.done, summary.failed) == (0, 1)
    assert "is not as this tool wrote it" in office.told("failed")["2020/000.txt"]
    assert edited.read_text(encoding="utf-8") == "проверено"
    assert office.run(force=True).done == 1
    assert edited.read_text(encoding="utf-8") != "проверено"


def test_a_file_of_somebody_else_is_never_overwritten(office) -> None:
    office.fill(2)
    (office.out / "2020").mkdir()
    (office.out / "2020" / "000.ru-zh.txt").write_text("чужое", encoding="utf-8")
    summary = office.run(tries=2)
    assert (summary.done, summary.failed) == (1, 1)
    assert office.results()["2020/000.ru-zh.txt"].decode() == "чужое"


def test_limit_and_newest_first(office) -> None:
    for number in range(6):
        path = office.write(f"{number}.txt", text(number))
        os.utime(path, (number * 1000, number * 1000))
    newest = office.plan(order="newest")
    office.run(newest, limit=2)
    assert sorted(office.results()) == ["4.ru-zh.txt", "5.ru-zh.txt"]
    assert office.run(newest, limit=3).done == 3  # skipped documents do not count
    assert sorted(office.results()) == [f"{n}.ru-zh.txt" for n in range(1, 6)]


def test_bad_documents_fail_and_the_others_are_done(office) -> None:
    office.fill(5)
    office.write("empty.txt", "")
    office.write("picture.docx", "no zip")
    summary = office.run()
    assert (summary.done, summary.failed) == (5, 2)
    assert "is empty" in office.told("failed")["empty.txt"]
    again = office.run()
    assert (again.done, again.failed) == (0, 2)
    assert not office.told("retried")
    office.write("empty.txt", text(70))
    assert (office.run().done, office.run().failed) == (1, 1)
    ledger = office.ledger()
    assert ledger.retry() == ["picture.docx"]
    ledger.close()
    shutil.copy(office.source / "empty.txt", office.source / "picture.docx")
    assert office.run().failed == 1


def test_a_sentence_that_stands_in_many_documents_is_drafted_once(office) -> None:
    office.fill(12)
    office.run()
    import sqlite3

    count = sqlite3.connect(office.cache / "drafts.sqlite").execute("SELECT COUNT(*) FROM drafts")
    lines = {line for n in range(12) for line in _sentences(text(n))}
    assert count.fetchone()[0] == len(lines)


def _sentences(content: str) -> list[str]:
    return [
        s for line in content.split("\n\n") for s in line.strip().replace(". Г", ".\nГ").split("\n")
    ]


def test_an_engine_that_is_not_there_ends_the_run_before_it_begins(office) -> None:
    office.fill(1)
    with pytest.raises(UsageError, match="unknown engine"):
        office.run(opener=open_broken)
    assert office.run().done == 1


@pytest.mark.parametrize(
    "name",
    ["с пробелом.txt", "кавычки «» \" '.txt", "a\nb.txt", "ж" * 123 + ".txt", "%s ? {x}.txt",
     "-rf.txt", "'); DROP TABLE documents; --.txt", "e\u0301.txt", "😀.txt"],
)  # fmt: skip
def test_odd_names(office, name) -> None:
    office.write(name, text(1))
    assert office.run().done == 1
    assert office.run().skipped == (("unchanged", 1),)
    assert len(office.results()) == 1
