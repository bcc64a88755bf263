"""Drafting of several releases together gives what each alone gives."""

from __future__ import annotations

import pytest

from tests.stub_engine import StubEngine
from translator import pipeline
from translator.pipeline import Translator
from translator.settings import Settings
from translator.units import Block, Kind, SourceDocument


def document(name: str, *texts: str) -> SourceDocument:
    blocks = tuple(Block(f"b{n}", Kind.PARAGRAPH, text) for n, text in enumerate(texts, 1))
    return SourceDocument(name, blocks)


@pytest.fixture
def engine() -> StubEngine:
    return StubEngine()


@pytest.fixture
def translator(engine, tmp_path, monkeypatch, no_settings):
    monkeypatch.setattr(pipeline, "load_engine", lambda settings: engine)
    glossary = tmp_path / "glossary.tsv"
    glossary.write_text("ru\tzh\nПекин\t北京\n", encoding="utf-8")
    made = Translator(Settings(cache=tmp_path / "cache", project_glossaries=glossary, memory=None))
    yield made
    made.close()


DOCUMENTS = (
    document("a", "Губернатор прибыл в Пекин.", "Завод открыт.", "Пресс-служба области"),
    document("b", "Выставка прошла в Пекине и закончилась в мае.", "Пресс-служба области"),
    document("c", "press@example.org"),
)


def test_together_as_alone(translator, engine) -> None:
    prepared = [translator.prepare(one) for one in DOCUMENTS]
    drafts = translator.draft(prepared)
    together = [translator.finish(one, drafts) for one in prepared]
    assert together == [translator.translate(one) for one in DOCUMENTS]
    assert [unit.target for unit in together[2].units] == ["press@example.org"]


def test_equal_segments_once_and_the_longest_first(translator, engine) -> None:
    translator.draft([translator.prepare(one) for one in DOCUMENTS])
    asked = [request.text for request in engine.asked]
    assert len(asked) == len(set(asked)) == 4
    assert [len(text) for text in asked] == sorted(map(len, asked), reverse=True)


def test_equal_words_with_other_knowledge_are_two_segments(translator, engine) -> None:
    """In the second release a firm of that name is known, so the engine is asked again."""
    first = document("a", "«Заря» открыта.")
    second = document("b", "Завод «Заря» построен в 2020 году.", "«Заря» открыта.")
    prepared = [translator.prepare(one) for one in (first, second)]
    keys = [[w.key for w in p.work] for p in prepared]
    same = prepared[0].work[0].knowledge.hints == prepared[1].work[1].knowledge.hints
    assert (keys[0][0] == keys[1][1]) is same
