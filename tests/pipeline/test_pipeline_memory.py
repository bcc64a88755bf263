"""What the memory gives to a release: used where it was approved, shown where it is only like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.pipeline.test_pipeline_translator import GLOSSARY, document
from tests.stub_engine import StubEngine
from translator import pipeline
from translator.memory import TranslationMemory
from translator.pipeline import Translator
from translator.settings import Settings
from translator.units import MatchKind, Origin, ReviewedUnit, Severity, State


class Desk:
    """A memory, and translators that read it."""

    def __init__(self, folder) -> None:
        self.folder = folder
        self.memory = TranslationMemory.open(folder / "memory.sqlite")
        self.engine = StubEngine()
        self.settings = Settings(
            cache=folder / "cache",
            project_glossaries=GLOSSARY,
            memory=str(folder / "memory.sqlite"),
        )

    def keep(self, source: str, target: str, **more) -> None:
        self.memory.add([ReviewedUnit(source, target, **more)])

    def office(self, rows: str) -> None:
        path = self.folder / "office.tsv"
        path.write_text(f"ru\tzh\n{rows}", encoding="utf-8")
        self.settings = replace(self.settings, glossaries=(path,))

    def translate(self, *texts: str, **more):
        translator = Translator(self.settings)
        try:
            return translator.translate(document(*texts, **more)).units
        finally:
            translator.close()


@pytest.fixture
def desk(tmp_path, monkeypatch, no_settings):
    made = Desk(tmp_path)
    monkeypatch.setattr(pipeline, "load_engine", lambda settings: made.engine)
    yield made
    made.memory.close()


def told(unit) -> list[tuple[Severity, str]]:
    return [(f.severity, f.message) for f in unit.findings if f.check == "memory"]


def test_a_reviewed_sentence_is_used_and_shown_as_such(desk) -> None:
    desk.keep("Завод открыт.", "工厂开业。", release="май", reviewer="Анна")
    (unit,) = desk.translate("Завод открыт.")
    assert (unit.target, unit.origin, unit.engine) == ("工厂开业。", Origin.MEMORY, "")
    assert unit.state == State.TRANSLATED  # approved elsewhere, not yet in this release
    assert told(unit) == [(Severity.MINOR, "Из памяти переводов: 100 %, контекст иной [май, Анна]")]
    assert desk.engine.asked == []


def test_the_context_decides_between_two_translations(desk) -> None:
    desk.keep("Да.", "甲。", previous="Первый вопрос.", next="Конец.")
    desk.keep("Да.", "乙。", previous="Второй вопрос.", next="Конец.")
    units = desk.translate("Второй вопрос. Да. Конец.")
    assert units[1].target == "乙。"
    assert units[1].matches[0].kind == MatchKind.CONTEXT
    assert "контекст совпал" in told(units[1])[0][1]


def test_a_second_translation_of_the_same_text_is_never_hidden(desk) -> None:
    desk.keep("Завод открыт.", "甲。")
    desk.keep("Завод открыт.", "乙。")
    (unit,) = desk.translate("Завод открыт.")
    assert {unit.target, *(m.target for m in unit.matches)} == {"甲。", "乙。"}
    assert [s for s, _ in told(unit)] == [Severity.MINOR, Severity.MAJOR]


def test_a_fuzzy_match_is_offered_and_never_used(desk) -> None:
    desk.keep("Губернатор посетил новый завод в порту.", "州长视察了港口的新工厂。")
    (unit,) = desk.translate("Губернатор посетил старый завод в порту.")
    assert unit.origin == Origin.MACHINE
    assert unit.target != "州长视察了港口的新工厂。"
    ((severity, message),) = told(unit)
    assert severity == Severity.MINOR
    assert message.startswith("Похоже на память, ")
    assert f"{unit.matches[0].percent} %" in message
    assert "州长视察了港口的新工厂。" in message


def test_another_figure_is_replaced_and_told(desk) -> None:
    desk.keep("Выпущено 340 тыс. машин.", "生产了34万辆汽车。")
    (unit,) = desk.translate("Выпущено 1,2 млн машин.")
    assert (unit.target, unit.origin) == ("生产了120万辆汽车。", Origin.MEMORY)
    assert [n.status for n in unit.numbers] == ["right"]
    assert "34万 → 120万" in told(unit)[0][1]
    assert "«Выпущено 340 тыс. машин.»" in told(unit)[0][1]


def test_what_has_expired_is_shown_and_not_used(desk) -> None:
    desk.keep(
        "Губернатор Иванов открыл форум.", "州长开幕。", valid_until=date(2025, 5, 31), note="ушёл"
    )
    (unit,) = desk.translate("Губернатор Иванов открыл форум.", issued=date(2025, 6, 2))
    assert unit.origin == Origin.MACHINE
    ((severity, message),) = told(unit)
    assert severity == Severity.MAJOR
    assert "действует по 31.05.2025 (ушёл)" in message
    (unit,) = desk.translate("Губернатор Иванов открыл форум.", issued=date(2025, 5, 2))
    assert unit.origin == Origin.MEMORY


def test_the_glossary_of_the_office_stands_above_the_memory(desk) -> None:
    desk.keep("Делегация прибыла в Пекин.", "代表团抵达京城。")
    desk.office("Пекин\t北京\n")
    (unit,) = desk.translate("Делегация прибыла в Пекин.")
    assert unit.origin == Origin.MACHINE
    ((_, message),) = told(unit)
    assert "глоссарий офиса требует 北京" in message
    assert "代表团抵达京城。" in message


def test_the_memory_stands_above_the_glossaries_of_the_project(desk) -> None:
    desk.keep("Делегация прибыла в Пекин.", "代表团抵达京城。")
    (unit,) = desk.translate("Делегация прибыла в Пекин.")
    assert (unit.target, unit.origin) == ("代表团抵达京城。", Origin.MEMORY)
    assert [t.status for t in unit.terms] == ["missing"]
    assert any(f.check == "missing-term" for f in unit.findings)


def test_a_figure_left_out_by_a_reviewer_is_still_a_finding(desk) -> None:
    desk.keep("Построено 12 школ.", "建成多所学校。")
    (unit,) = desk.translate("Построено 12 школ.")
    assert unit.origin == Origin.MEMORY
    assert any(f.check == "missing-number" for f in unit.findings)


def test_the_signature_counts_the_memory_only_where_it_gave_something(desk) -> None:
    texts = ("Завод открыт.", "Погода хорошая.")
    before = [u.signature for u in desk.translate(*texts)]
    desk.keep("Завод открыт.", "工厂开业。")
    after = [u.signature for u in desk.translate(*texts)]
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_the_state_of_the_memory_is_told_for_batch_runs(desk) -> None:
    translator = Translator(desk.settings)
    before = translator.memory_state
    desk.keep("Завод открыт.", "工厂开业。")
    assert translator.memory_state != before
    translator.close()


def test_what_is_copied_is_not_looked_up(desk) -> None:
    desk.keep("press@example.org", "错。")
    (unit,) = desk.translate("press@example.org")
    assert (unit.target, unit.origin) == ("press@example.org", Origin.COPY)


def test_without_a_memory_no_file_is_made(desk, tmp_path) -> None:
    desk.settings = replace(desk.settings, memory=str(tmp_path / "none" / "memory.sqlite"))
    assert desk.translate("Завод открыт.")[0].origin == Origin.MACHINE
    assert not (tmp_path / "none").exists()
    desk.settings = replace(desk.settings, memory=None)
    assert desk.translate("Завод открыт.")[0].origin == Origin.MACHINE
