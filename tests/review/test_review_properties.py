"""Any sequence of edits to target cells comes back exactly; a killed import leaves a whole state.

REVIEW_SEQUENCES and REVIEW_KILLS ask for more than the few of a normal run.
"""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from bilingual_bitext import sample
from random_edits import edited, session

from translator.bilingual.writer import compose
from translator.project import Project
from translator.review.choices import parse_choices
from translator.review.importing import import_files
from translator.units import Bitext, State

SEQUENCES = int(os.environ.get("REVIEW_SEQUENCES", "60"))
KILLS = int(os.environ.get("REVIEW_KILLS", "10"))
DOCUMENT = compose(sample())


def check(seed: int, folder: Path) -> None:
    done = session(seed)
    path = edited(DOCUMENT, done).save(folder / f"{seed}.docx")
    project = folder / f"{seed}.review.sqlite"
    report = import_files([path], project=project, choices=parse_choices([]))
    (file,) = report.files
    assert not file.open, (seed, done, [one.doubt for one in file.open])
    units = dict(enumerate(Project(project).bitext().units, 1))
    for number, before in enumerate(sample().units, 1):
        text = done.texts.get(number, before.target or "")
        expected = (text if text == before.target else text.strip()) or None
        assert units[number].target == expected, (seed, number, done)
        assert units[number].source == before.source
        state = State(done.states.get(number, before.state.value))
        if expected is None:
            state = State.QUESTION if state is State.QUESTION else State.INITIAL
        elif state is State.INITIAL:
            state = State.TRANSLATED
        assert units[number].state is state, (seed, number, done)
    assert sorted(c.text for c in file.comments) == sorted(text for _, text in done.comments)
    places = {f"s{row}" for row, _ in done.comments} | {""}  # typing over a cell frees its comments
    assert {c.unit for c in file.comments} <= places
    project.unlink()
    path.unlink()


@pytest.mark.parametrize("block", range(4))
def test_edits_come_back_exactly(block: int, tmp_path: Path) -> None:
    for seed in range(block, SEQUENCES, 4):
        check(seed, tmp_path)


def killed_import(path: Path, project: Path, wait: float) -> bool:
    """Start an import in a child and kill it after ``wait`` seconds; whether it was cut short."""
    child = os.fork()
    if child == 0:
        try:
            import_files([path], project=project)
        finally:
            os._exit(0)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_import_leaves_the_old_or_the_new_state(tmp_path: Path) -> None:
    moments = random.Random(4)
    first = edited(DOCUMENT, session(3)).save(tmp_path / "1.docx")
    second = edited(DOCUMENT, session(7)).save(tmp_path / "2.docx")
    begun = time.perf_counter()
    whole = tmp_path / "whole.review.sqlite"
    import_files([first], project=whole)
    took = time.perf_counter() - begun
    old = Project(whole).bitext()
    import_files([second], project=whole, reviewers=["other"])
    new = Project(whole).bitext()
    assert old != new
    cut = 0
    for number in range(KILLS):
        project = tmp_path / f"{number}.review.sqlite"
        cut += killed_import(first, project, moments.uniform(0, took * 1.2))
        seen: list[Bitext] = []
        if project.exists():
            seen.append(Project(project).check().bitext())
        assert all(state in (sample(), old) for state in seen)
        import_files([first], project=project)
        assert Project(project).bitext() == old
    assert cut or KILLS < 5
