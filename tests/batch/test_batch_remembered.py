"""A change of the memory concerns the documents for which it has something else, no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.batch.batch_archive import Office, text
from translator.batch.remembered import UNTOUCHED
from translator.memory import TranslationMemory
from translator.settings import Settings
from translator.units import ReviewedUnit

SENTENCE = "Делегация осмотрела ботанический сад и новую оранжерею."
OTHER = ReviewedUnit("Вечером хор исполнил старинные песни.", "晚上合唱团演唱了古老的歌曲。")


class Remembering(Office):
    """An office with a memory beside its archive."""

    @property
    def memory(self) -> str:
        return str(self.folder / "memory.sqlite")

    @property
    def settings(self) -> Settings:
        return replace(super().settings, memory=self.memory)

    def review(self, *units: ReviewedUnit) -> None:
        with TranslationMemory.open(self.memory) as memory:
            memory.add(units)


@pytest.fixture
def remembering(office) -> Remembering:
    made = Remembering(office.folder, office.cache)
    made.review(OTHER)
    made.fill(5)
    made.write("sad.txt", f"Визит в сад\n\nг. Смоленск, 3 мая 2025 года\n\n{SENTENCE}\n")
    assert made.run().done == 6
    return made


def written(office: Office) -> dict[str, int]:
    return {name: (office.out / name).stat().st_mtime_ns for name in office.results()}


def test_only_documents_with_another_answer_are_done_again(remembering) -> None:
    before = written(remembering)
    remembering.review(ReviewedUnit(SENTENCE, "代表团参观了植物园和新温室。"))
    summary = remembering.run()
    assert (summary.done, summary.skipped, summary.left) == (1, ((UNTOUCHED, 5),), 0)
    assert list(remembering.told("done")) == ["sad.txt"]
    after = written(remembering)
    assert [name for name in before if before[name] != after[name]] == ["sad.ru-zh.txt"]
    assert "代表团参观了植物园和新温室。" in remembering.results()["sad.ru-zh.txt"].decode()
    assert remembering.run().skipped == (("unchanged", 6),)
    assert remembering.is_tidy()


def test_a_translation_that_is_only_offered_counts_too(remembering) -> None:
    near = SENTENCE.replace("новую оранжерею", "новую теплицу")
    remembering.review(ReviewedUnit(near, "代表团参观了植物园和新暖房。"))
    assert list(remembering.run() and remembering.told("done")) == ["sad.txt"]


def test_a_unit_that_expires_counts_too(remembering) -> None:
    remembering.review(ReviewedUnit(SENTENCE, "代表团参观了植物园和新温室。"))
    remembering.run()
    with TranslationMemory.open(remembering.memory) as memory:
        (number,) = [n for n, unit in memory.numbered() if unit.source == SENTENCE]
        memory.set_validity([number], valid_until=date(2025, 1, 1))
    summary = remembering.run()
    assert (summary.done, summary.skipped) == (1, ((UNTOUCHED, 5),))
    assert "代表团" not in remembering.results()["sad.ru-zh.txt"].decode()


def test_a_document_that_changed_as_well_is_done(remembering) -> None:
    remembering.review(replace(OTHER, source="Утром прошёл парад."))
    planned = remembering.plan()
    remembering.write("2020/000.txt", text(700))  # after the plan was made
    summary = remembering.run(planned)
    assert (summary.done, summary.skipped) == (1, ((UNTOUCHED, 5),))
    assert "800" in remembering.results()["2020/000.ru-zh.txt"].decode()


def test_an_edited_result_of_an_untouched_document_is_kept(remembering) -> None:
    edited = remembering.out / "2020" / "000.ru-zh.txt"
    edited.write_text("проверено", encoding="utf-8")
    remembering.review(replace(OTHER, source="Утром прошёл парад."))
    summary = remembering.run()
    assert (summary.done, summary.failed) == (0, 0)
    assert edited.read_text(encoding="utf-8") == "проверено"
