"""Runs over an archive: everything once, unchanged documents skipped with the reason."""

from __future__ import annotations


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
