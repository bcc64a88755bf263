"""The way of one release through a stub engine: nothing dropped, everything recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.stub_engine import StubEngine
from translator import __version__, pipeline
from translator.errors import InputError
from translator.pipeline import Translator
from translator.settings import Settings
from translator.units import (
    Block,
    InlineStyle,
    Kind,
    Origin,
    Severity,
    SourceDocument,
    State,
)

GLOSSARY = Path(__file__).parents[1] / "cases" / "cli" / "glossary.tsv"


def document(*texts: str, **more) -> SourceDocument:
    blocks = tuple(Block(f"b{n}", Kind.PARAGRAPH, text) for n, text in enumerate(texts, 1))
    return SourceDocument("release.txt", blocks, **more)


@pytest.fixture
def engine() -> StubEngine:
    return StubEngine()


@pytest.fixture
def translator(engine, tmp_path, monkeypatch, no_settings):
    monkeypatch.setattr(pipeline, "load_engine", lambda settings: engine)
    made = Translator(Settings(cache=tmp_path / "cache", project_glossaries=GLOSSARY))
    yield made
    made.close()


def test_units_stand_one_to_one_with_segments(translator) -> None:
    bitext = translator.translate(
        document("Губернатор прибыл в Пекин. Стороны подписали документ.", "Завод открыт.")
    )
    assert [(u.id, u.block, u.source) for u in bitext.units] == [
        ("s1", "b1", "Губернатор прибыл в Пекин."),
        ("s2", "b1", "Стороны подписали документ."),
        ("s3", "b2", "Завод открыт."),
    ]
    assert {u.origin for u in bitext.units} == {Origin.MACHINE}
    assert {u.state for u in bitext.units} == {State.TRANSLATED}
    assert {u.signature for u in bitext.units} == {translator.signature}
    assert {u.score for u in bitext.units} == {-0.5}


def test_terms_and_numbers_are_filled(translator) -> None:
    text = "Губернатор Смоленской области подписал соглашение на 3,5 млрд рублей."
    unit = translator.translate(document(text)).units[0]
    found = {t.source: (t.form, t.target, t.status, t.how) for t in unit.terms}
    assert found["Смоленская область"] == (
        "Смоленской области", "斯摩棱斯克州", "used", "annotation"
    )  # fmt: skip
    assert [(n.value, n.target, n.status) for n in unit.numbers] == [
        ("3500000000 RUB", "35亿卢布", "right")
    ]


def test_a_lost_term_and_a_lost_number_are_findings(translator, engine) -> None:
    engine.write = lambda request: "代表团签署了一项协议。"
    text = "Губернатор Смоленской области подписал соглашение на 3,5 млрд рублей."
    unit = translator.translate(document(text)).units[0]
    assert {t.status for t in unit.terms} == {"missing"}
    assert {n.status for n in unit.numbers} == {"missing"}
    assert max(f.severity for f in unit.findings) == Severity.CRITICAL


def test_a_segment_without_a_draft_has_no_target_and_a_finding(translator, engine) -> None:
    engine.write = lambda request: None
    unit = translator.translate(document("Завод открыт.")).units[0]
    assert (unit.target, unit.state) == (None, State.INITIAL)
    assert any(f.severity == Severity.CRITICAL for f in unit.findings)


def test_an_empty_draft_counts_as_none(translator, engine) -> None:
    engine.write = lambda request: "  "
    unit = translator.translate(document("Завод открыт.")).units[0]
    assert unit.target is None
    assert unit.findings


def test_typography_is_applied_to_the_target(translator, engine) -> None:
    engine.write = lambda request: '代表团 访问 "福田" , 签署 协议 .'
    target = translator.translate(document("Делегация посетила завод.")).units[0].target
    assert target == "代表团访问“福田”，签署协议。"


def test_latin_names_keep_their_letters(translator, engine) -> None:
    engine.write = lambda request: "网站https://example.org/a,b。"
    unit = translator.translate(document("Подробности на сайте https://example.org/a,b.")).units[0]
    assert "https://example.org/a,b" in (unit.target or "")


def test_foreign_segments_never_reach_the_engine(translator, engine) -> None:
    bitext = translator.translate(
        document("Завод открыт.", "代表团访问北京。", "The plant was opened in May this year.")
    )
    _, chinese, english = bitext.units
    assert [r.text for r in engine.asked] == ["Завод открыт."]
    assert (chinese.target, chinese.origin) == ("代表团访问北京。", Origin.COPY)
    assert chinese.findings[0].severity == Severity.MINOR
    assert english.target is None
    assert english.findings[0].severity == Severity.CRITICAL
    assert {u.findings[0].check for u in (chinese, english)} == {"not-russian"}


@pytest.mark.parametrize("text", ["press@example.org", "+7 (4842) 00-00-00", "https://example.org"])
def test_what_needs_no_translation_is_copied_to_the_letter(translator, engine, text) -> None:
    unit = translator.translate(document(text, "Завод открыт.")).units[0]
    assert (unit.target, unit.origin, unit.findings) == (text, Origin.COPY, ())
    assert len(engine.asked) == 1


def test_inline_styles_count_from_the_segment(translator) -> None:
    text = "Порт открыт. Завод работает."
    block = Block(
        "b1", Kind.PARAGRAPH, text,
        styles=(InlineStyle(5, 18, bold=True), InlineStyle(19, 27, italic=True)),
    )  # fmt: skip
    first, second = translator.translate(SourceDocument("a", (block,))).units
    assert [first.source[s.start : s.stop] for s in first.styles] == ["открыт."]
    assert [(second.source[s.start : s.stop], s.bold) for s in second.styles] == [
        ("Завод", True),
        ("работает", False),
    ]


def test_line_breaks_and_spaces_of_the_source_are_kept_but_not_sent(translator, engine) -> None:
    unit = translator.translate(document("Завод\u00a0открыт\nв  мае.")).units[0]
    assert unit.source == "Завод\u00a0открыт\nв  мае."
    assert engine.asked[0].text == "Завод открыт в мае."


def test_what_is_known_of_the_document_goes_on(translator) -> None:
    given = document("Завод открыт.", issued=date(2025, 5, 12), digest="ab", messages=("note",))
    bitext = translator.translate(given)
    assert (bitext.name, bitext.title, bitext.issued, bitext.source_digest) == (
        "release.txt", "Завод открыт.", date(2025, 5, 12), "ab",
    )  # fmt: skip
    assert "note" in bitext.messages


def test_provenance(translator) -> None:
    made = translator.translate(document("Завод открыт.")).provenance
    assert (made.engine, made.model, made.licence) == ("stub", "stub", "Apache-2.0")
    assert made.glossary_digest == translator.termbase.digest
    assert made.settings == translator.settings.fingerprint()
    assert made.tool == f"press-translator {__version__}"


def test_nothing_to_translate_is_an_error(translator) -> None:
    with pytest.raises(InputError, match="no text to translate"):
        translator.translate(document("   "))


def test_progress_ends_at_the_number_of_drafts(translator) -> None:
    seen: list[tuple[int, int]] = []
    texts = [f"Завод выпустил {n} машин." for n in range(1, 131)]
    translator.translate(document(*texts, "press@example.org"), lambda *pair: seen.append(pair))
    assert seen[0] == (0, 130)
    assert seen[-1] == (130, 130)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    again: list[tuple[int, int]] = []
    translator.translate(document(*texts), lambda *pair: again.append(pair))
    assert again == [(130, 130)]


def test_a_segment_that_stands_twice_gets_the_same_draft(translator) -> None:
    first, second = translator.translate(document("Завод открыт.", "Завод открыт.")).units
    assert first.target == second.target


@pytest.mark.parametrize(
    "change",
    [{"engine": "other"}, {"glossary": "ru\tzh\nПекин\t京\n"}, {"settings": {"beam": 7}}],
    ids=lambda change: next(iter(change)),
)
def test_every_change_changes_the_signature(translator, engine, tmp_path, change) -> None:
    before = translator.signature
    own = translator.settings
    if "engine" in change:
        engine.signature = "stub@2"
    if "glossary" in change:
        (tmp_path / "office.tsv").write_text(change["glossary"], encoding="utf-8")
        own = replace(own, glossaries=(tmp_path / "office.tsv",))
    own = replace(own, **change.get("settings", {}))
    other = Translator(own)
    other.close()
    assert other.signature != before


WORDS = st.sampled_from(
    ["Завод", "открыт.", "г.", "Пекин", "«Сила»", "—", "3,5", "млрд", "руб.", "press@example.org",
     "№ 3", "т. е.", "!", "?..", "\n", "\u00a0", "A.", "В.", "中国", "50 %", "(да)", "…"]
)  # fmt: skip


@given(st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_character_of_every_block_is_in_a_unit(translator, texts) -> None:
    given_document = document(*texts)
    try:
        units = translator.translate(given_document).units
    except InputError:
        assert not "".join(texts).strip()
        return
    for block in given_document.blocks:
        kept = "".join(u.source for u in units if u.block == block.id)
        assert "".join(kept.split()) == "".join(block.text.split())
