"""Files: encodings, wrong languages, empty files, pairing of folders, doubts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.alignment.alignment_cases import ROOT, cases
from translator.alignment.archivist import Archivist
from translator.alignment.pairing import pair_folders, stem
from translator.alignment.run import align_all, plan
from translator.errors import InputError, UsageError
from translator.settings import Settings

CASES = cases()


@pytest.fixture(scope="module")
def archivist(tmp_path_factory):
    cache = tmp_path_factory.mktemp("cache")
    return Archivist(Settings(models=ROOT / "models", cache=cache, memory=None), least=0.8)


def save(folder: Path, name: str, sentences, *, joint: str = "\n\n", coding: str = "utf-8") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(joint.join(sentences).encode(coding))
    return path


def aligned(archivist, russian: Path, chinese: Path):
    return archivist.align(archivist.russian(russian), archivist.chinese(chinese), russian.name)


def test_units_of_two_files(archivist, tmp_path) -> None:
    case = CASES[1]
    russian = save(tmp_path, "2025-05-12.txt", case.sources)
    pair = aligned(archivist, russian, save(tmp_path, "zh.txt", case.targets, coding="gb18030"))
    assert (pair.settled, pair.doubtful, pair.dropped) == (4, 0, 1)
    units = list(pair.reviewed(reviewer="Пресс-служба", domain="trade"))
    assert [unit.target for unit in units] == list(case.targets)
    first = units[0]
    assert (first.previous, first.next) == ("", case.sources[1])
    assert units[2].previous == case.sources[2]  # the sentence that was left out
    assert (first.release, first.reviewer, first.domain) == (
        "2025-05-12.txt", "Пресс-служба", "trade",
    )  # fmt: skip
    assert first.reviewed is not None
    assert first.reviewed.date() == date(2025, 5, 12)
    assert first.note.startswith("aligned 1-1, confidence ")


def test_a_wrong_figure_makes_a_unit_doubtful(archivist, tmp_path) -> None:
    case = CASES[0]
    targets = [text.replace("640", "460") for text in case.targets]
    pair = aligned(
        archivist, save(tmp_path, "a.txt", case.sources), save(tmp_path, "b.txt", targets)
    )
    doubtful = [unit for unit in pair.units if unit.doubtful]
    assert [unit.source for unit in doubtful] == [case.sources[1]]
    assert any("640" in finding.message for finding in doubtful[0].findings)
    assert case.sources[1] not in {unit.source for unit in pair.reviewed()}


def test_chinese_that_stands_alone_is_shown_beside_its_neighbour(archivist, tmp_path) -> None:
    case = CASES[2]
    pair = aligned(
        archivist, save(tmp_path, "a.txt", case.sources), save(tmp_path, "b.txt", case.targets)
    )
    assert pair.added == (case.targets[2],)
    assert case.targets[2] in pair.units[1].findings[-1].message


def test_a_text_of_another_release_gives_nothing(archivist, tmp_path) -> None:
    russian = save(tmp_path, "a.txt", CASES[0].sources)
    pair = aligned(archivist, russian, save(tmp_path, "b.txt", CASES[5].targets))
    assert pair.settled == 0
    assert not list(pair.reviewed())
    assert "hardly answers" in pair.messages[-1]


@pytest.mark.parametrize(
    ("russian", "chinese", "what"),
    [
        ("大桥正式开通。首批货车通过。", "大桥正式开通。", "is Chinese, Russian is expected"),
        ("The bridge was opened on Monday.", "大桥正式开通。", "is not Russian"),
        ("Мост открыт.", "Мост открыт.", "is not Chinese"),
        ("Мост открыт.", "The bridge was opened.", "is not Chinese"),
        ("", "大桥正式开通。", "is empty"),
        ("Мост открыт.", " \n", "is empty"),
    ],
)
def test_wrong_languages_and_empty_files(archivist, tmp_path, russian, chinese, what) -> None:
    left = save(tmp_path, "a.txt", [russian])
    right = save(tmp_path, "b.txt", [chinese])
    with pytest.raises(InputError, match=what):
        aligned(archivist, left, right)


def test_a_failing_pair_does_not_stop_the_others(archivist, tmp_path) -> None:
    for number, case in enumerate(CASES[:2]):
        save(tmp_path, f"ru/{number}.txt", case.sources)
        save(tmp_path, f"zh/{number}.txt", case.targets)
    save(tmp_path, "zh/0.txt", ["No Chinese here at all."])
    pairing = plan(tmp_path / "ru", tmp_path / "zh", archivist)
    first, second = align_all(pairing, archivist, base=tmp_path / "ru")
    assert first.pair is None
    assert "is not Chinese" in str(first.error)
    assert second.pair is not None
    assert second.pair.name == "1.txt"


def test_folders_are_paired_by_name_then_by_content(archivist, tmp_path) -> None:
    names = [("plain.txt", "plain.txt"), ("x.ru.txt", "x_zh.txt"), ("2025/a.txt", "2025/A-CN.txt"),
             ("first.txt", "page2.txt"), ("second.txt", "page1.txt")]  # fmt: skip
    for (ours, theirs), case in zip(names, CASES, strict=False):
        save(tmp_path, f"ru/{ours}", case.sources)
        save(tmp_path, f"zh/{theirs}", case.targets)
    save(tmp_path, "ru/alone.txt", CASES[6].sources)
    save(tmp_path, "zh/stranger.txt", ["今天天气很好。", "我们去公园散步。"])
    save(tmp_path, "zh/broken.txt", ["No Chinese here at all."])
    (tmp_path / "zh" / "~$page1.docx").write_bytes(b"lock")
    found = pair_folders(tmp_path / "ru", tmp_path / "zh", archivist)
    made = {
        (a.relative_to(tmp_path / "ru").as_posix(), b.relative_to(tmp_path / "zh").as_posix())
        for a, b in found.pairs
    }
    assert made == set(names)
    assert [path.name for path in found.russian] == ["alone.txt"]
    assert {path.name for path in found.chinese} == {"stranger.txt", "broken.txt"}
    assert ["is not Chinese" in str(fault) for fault in found.faults] == [True]


def test_days_far_apart_are_never_paired(archivist, tmp_path) -> None:
    save(tmp_path, "ru/2025-05-12-a.txt", CASES[3].sources)
    save(tmp_path, "zh/2025-06-30-b.txt", CASES[3].targets)
    assert pair_folders(tmp_path / "ru", tmp_path / "zh", archivist).pairs == ()
    (tmp_path / "zh" / "2025-06-30-b.txt").rename(tmp_path / "zh" / "2025-05-14-b.txt")
    assert len(pair_folders(tmp_path / "ru", tmp_path / "zh", archivist).pairs) == 1


def test_two_releases_alike_are_left_to_a_person(archivist, tmp_path) -> None:
    save(tmp_path, "ru/a.txt", CASES[3].sources)
    for name in ("one", "two"):
        save(tmp_path, f"zh/{name}.txt", CASES[3].targets)
    assert pair_folders(tmp_path / "ru", tmp_path / "zh", archivist).pairs == ()


def test_a_file_and_a_folder_are_refused(archivist, tmp_path) -> None:
    path = save(tmp_path, "a.txt", CASES[0].sources)
    with pytest.raises(UsageError):
        plan(path, tmp_path, archivist)
    with pytest.raises(InputError, match="does not exist"):
        plan(path, tmp_path / "none", archivist)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="holds no releases"):
        plan(tmp_path, tmp_path / "empty", archivist)


@pytest.mark.parametrize(
    ("name", "key"),
    [("a.ru.txt", "a"), ("a_zh-CN.html", "a"), ("guru.txt", "guru"), ("Порт-RU.docx", "порт")],
)
def test_what_files_of_a_release_share(name, key) -> None:
    assert stem(Path("x") / name, Path("x")) == key
