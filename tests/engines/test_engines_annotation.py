"""The slot format: what the embedded model reads, and how its answers are read back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.engines.annotation import (
    MARKS,
    SLOT_LETTERS,
    SLOTS_PER_LETTER,
    SlotFormat,
    assign_slots,
    mark,
    slot_pieces,
)
from translator.units import EngineRequest, Hint, Strength

TEXT = "Губернатор Иван Лесков посетит завод в Пекине."


def hint(source: str, target: str, kind: str, strength: str = "firm", grammar: str = "") -> Hint:
    start = TEXT.index(source)
    return Hint(
        start, start + len(source), source, target, kind, Strength(strength), "test", (), grammar
    )


HINTS = (
    hint("Губернатор", "州长", "term", grammar="nom"),
    hint("Иван Лесков", "伊万·列斯科夫", "person", grammar="nom"),
    hint("посетит", "访问", "word", "weak", "futr"),
    hint("завод", "工厂", "word", "weak", "acc"),
    hint("Пекине", "北京", "place", grammar="loc"),
)
REQUEST = EngineRequest(TEXT, HINTS)


def test_a_source_line_carries_slots_terms_and_glosses() -> None:
    encoded = SlotFormat().encode(REQUEST)
    assert encoded.text == "⟦州长⟧ⓝ⟦P1⟧ⓝ访问ⓕ工厂ⓐ в⟦L1⟧ⓛ."


def test_the_strict_try_turns_terms_into_slots() -> None:
    encoded = SlotFormat().encode(REQUEST, strict=True)
    assert encoded.text.startswith("⟦K1⟧ⓝ⟦P1⟧")


def test_the_strict_try_makes_one_slot_of_a_list_of_names() -> None:
    text = "Приехали Лыков, Серова и Томин, с ними Белов."
    names = tuple(
        replace(HINTS[1], start=text.index(n), stop=text.index(n) + len(n), source=n, target=zh)
        for n, zh in (("Лыков", "甲"), ("Серова", "乙"), ("Томин", "丙"), ("Белов", "丁"))
    )
    form, request = SlotFormat(), EngineRequest(text, names)
    encoded = form.encode(request, strict=True)
    assert encoded.text.count("⟦P") == 2 and "томин" not in encoded.text
    decoded = form.decode("⟦P1⟧与⟦P2⟧来了。", encoded, request)
    assert decoded.target == "甲、乙和丙与丁来了。"
    assert form.encode(request).text.count("⟦P") == 4


@pytest.mark.parametrize(
    ("answer", "target"),
    [("产量增长了⟦Q1⟧。", "产量增长至2倍。"), ("产量是去年的⟦Q1⟧。", "产量是去年的2倍。")],
)
def test_growth_is_to_a_multiple_and_not_by_it(answer: str, target: str) -> None:
    twice = Hint(5, 10, "вдвое", "2倍", "multiple", Strength.FIRM, "numbers")
    request = EngineRequest("Рост вдвое.", (twice,))
    form = SlotFormat()
    encoded = form.encode(request, strict=True)
    assert "⟦Q1⟧" in encoded.text and "⟦Q1⟧" not in form.encode(request).text
    assert form.decode(answer, encoded, request).target == target


@pytest.mark.parametrize(
    ("answer", "target"),
    [
        ("产量增长2倍。", "产量增长至2倍。"),
        ("产量增长了两倍。", "产量增长至两倍。"),
        ("产量下降2倍。", "产量下降至二分之一。"),
        ("产量增至2倍。", "产量增至2倍。"),
        ("产量增长12倍。", "产量增长12倍。"),
    ],
)
def test_a_multiple_written_by_the_model_is_set_right_too(answer: str, target: str) -> None:
    twice = Hint(5, 10, "вдвое", "2倍", "multiple", Strength.FIRM, "numbers", ("两倍",))
    request = EngineRequest("Рост вдвое.", (twice,))
    form = SlotFormat()
    assert form.decode(answer, form.encode(request), request).target == target


def test_slots_come_back_as_chinese() -> None:
    form = SlotFormat()
    encoded = form.encode(REQUEST)
    decoded = form.decode("州长⟦P1⟧将访问⟦L1⟧工厂。", encoded, REQUEST)
    assert decoded.target == "州长伊万·列斯科夫将访问北京工厂。"
    assert decoded.how == ("annotation", "annotation", "", "", "annotation")


def test_codes_side_by_side_are_kept_apart() -> None:
    text = "Тел.: 8 (999) 1-2, a@example.org"
    codes = (
        Hint(6, 17, "8 (999) 1-2", "8 (999) 1-2", "code", Strength.FIRM, "numbers"),
        Hint(19, 32, "a@example.org", "a@example.org", "code", Strength.FIRM, "numbers"),
    )
    request = EngineRequest(text, codes)
    form = SlotFormat()
    decoded = form.decode("电话：⟦C1⟧⟦C2⟧", form.encode(request), request)
    assert decoded.target == "电话：8 (999) 1-2，a@example.org"


def test_what_was_not_written_is_not_claimed() -> None:
    form = SlotFormat()
    decoded = form.decode("⟦P1⟧访问工厂。", form.encode(REQUEST), REQUEST)
    assert decoded.how == ("", "annotation", "", "", "")


@pytest.mark.parametrize(
    ("answer", "faults"),
    [
        ("州长⟦P1⟧将访问⟦L1⟧工厂。", 0.0),
        ("州长将访问⟦L1⟧工厂。", 1.0),
        ("⟦P1⟧⟦P1⟧⟦L1⟧", 0.5),
        ("⟦P1⟧⟦L1⟧⟦D3⟧", 1.0),
    ],
)
def test_faults_are_counted(answer: str, faults: float) -> None:
    form = SlotFormat()
    assert form.accepts(answer, form.encode(REQUEST)) == faults


def test_an_invented_slot_never_reaches_the_reader() -> None:
    form = SlotFormat()
    decoded = form.decode("⟦P1⟧⟦D3⟧ⓝ⟦", form.encode(REQUEST), REQUEST)
    assert decoded.target == "伊万·列斯科夫"


def test_a_tenth_name_stays_firm_text() -> None:
    names = tuple(replace(HINTS[1], target=f"名{i}") for i in range(SLOTS_PER_LETTER + 1))
    assert len(assign_slots(names)) == SLOTS_PER_LETTER


def test_weak_hints_get_no_slot() -> None:
    assert assign_slots((replace(HINTS[1], strength=Strength.WEAK),)) == {}


@pytest.mark.parametrize(
    ("grammar", "character"),
    [("gen.pl", "⒢"), ("part.act.ins", "ⓗ"), ("part.pass.loc.pl", "ⓑ"), ("part.pass", "ⓞ"),
     ("", "ⓧ"), ("nonsense", "ⓧ")],
)  # fmt: skip
def test_marks(grammar: str, character: str) -> None:
    assert mark(grammar) == character


def test_marks_and_slots_are_single_and_distinct() -> None:
    assert len(set(MARKS.values())) == len(MARKS)
    assert len(set(slot_pieces())) == len(set(SLOT_LETTERS.values())) * SLOTS_PER_LETTER


@given(st.lists(st.sampled_from(HINTS), unique=True), st.booleans())
@settings(max_examples=50, deadline=None)
def test_echoing_the_slots_gives_every_firm_target_back(hints: list[Hint], strict: bool) -> None:
    request = EngineRequest(TEXT, tuple(sorted(hints, key=lambda h: h.start)))
    form = SlotFormat()
    encoded = form.encode(request, strict=strict)
    decoded = form.decode(encoded.text, encoded, request)
    assert form.accepts(encoded.text, encoded) == 0
    for told in request.hints:
        assert told.target in decoded.target
