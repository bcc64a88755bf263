"""The translation memory on SQLite and on PostgreSQL: what goes in is found again."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.memory.memory_units import at, sentence, unit
from translator.memory import Added, TranslationMemory, index, is_expired
from translator.memory.keys import clean, line
from translator.units import MatchKind, ReviewedUnit

FULL = ReviewedUnit(
    "Завод\u00a0открыт.", "工厂开业。", "Прежде.", "После.", "release.txt", "Анна", at(12),
    "economy", date(2025, 1, 1), date(2025, 12, 31), "до конца программы",
)  # fmt: skip


def test_everything_of_a_unit_comes_back(memory) -> None:
    memory.add([FULL])
    assert list(memory.units()) == [FULL]


def test_adding_again_doubles_nothing(memory) -> None:
    assert memory.add([FULL, FULL]) == Added(new=1, known=1)
    assert memory.add([FULL, unit("Порт открыт.")]) == Added(new=1, known=1)
    assert memory.stats().units == 2


def test_a_second_review_stands_beside_the_first_and_is_preferred(memory) -> None:
    memory.add(
        [
            unit("Завод открыт.", "旧。", reviewed=at(1)),
            unit("Завод открыт.", "新。", reviewed=at(2)),
        ]
    )
    memory.add([unit("Завод открыт.", "更旧。", reviewed=datetime(2020, 1, 1))])
    assert [m.target for m in memory.exact("Завод открыт.")] == ["新。", "旧。", "更旧。"]


def test_units_without_a_side_are_left_out_and_counted(memory) -> None:
    assert memory.add([unit(" ", "译文。"), unit("Порт.", "")]) == Added(empty=2)


def test_the_same_context_comes_first_and_is_told_apart(memory) -> None:
    memory.add(
        [
            unit("Завод открыт.", "甲。", previous="А.", next="Б.", reviewed=at(1)),
            unit("Завод открыт.", "乙。", previous="В.", next="Г.", reviewed=at(2)),
            unit("Завод открыт.", "丙。", reviewed=at(3)),
        ]
    )
    found = memory.exact("Завод  открыт.", "А.", "Б.")
    assert [(m.target, m.kind, m.percent) for m in found] == [
        ("甲。", MatchKind.CONTEXT, 100),
        ("丙。", MatchKind.EXACT, 100),
        ("乙。", MatchKind.EXACT, 100),
    ]
    assert memory.exact("Завод открыт.", "А.", "Г.")[0].kind == MatchKind.EXACT


def test_without_neighbours_there_is_no_context_match(memory) -> None:
    memory.add([unit("Завод открыт.")])
    assert memory.exact("Завод открыт.")[0].kind == MatchKind.EXACT


def test_case_and_marks_count_for_an_exact_match_and_spaces_do_not(memory) -> None:
    memory.add([unit("Завод\u00a0 открыт\nсегодня.")])
    assert memory.exact("Завод открыт сегодня.")
    assert not memory.exact("завод открыт сегодня.")
    assert not memory.exact("Завод открыт сегодня")


def test_a_similar_sentence_is_offered_with_its_percentage(memory) -> None:
    memory.add(
        [
            unit("Губернатор посетил новый завод в районе порта.", "州长视察了港口附近的新工厂。"),
            unit("Погода хорошая."),
        ]
    )
    (match,) = memory.fuzzy("Губернатор посетил старый завод в районе порта.")
    assert (match.kind, match.target) == (MatchKind.FUZZY, "州长视察了港口附近的新工厂。")
    assert 85 <= match.percent <= 99
    assert memory.fuzzy("Совсем другое предложение о рыбе и лесе.") == ()


def test_the_same_text_is_never_a_fuzzy_match(memory) -> None:
    memory.add([unit("Губернатор посетил завод.")])
    assert memory.fuzzy("Губернатор посетил завод.") == ()


def test_only_another_figure_is_a_match_with_the_figure_replaced(memory) -> None:
    memory.add([unit("Выпущено 340 тыс. машин.", "生产了34万辆汽车。")])
    (match,) = memory.fuzzy("Выпущено 1,2 млн машин.")
    assert (match.kind, match.percent, match.target) == (
        MatchKind.FIGURES,
        99,
        "生产了120万辆汽车。",
    )
    assert match.replaced == (("34万", "120万"),)
    assert match.unit.target == "生产了34万辆汽车。"


def test_a_figure_that_cannot_be_replaced_leaves_a_fuzzy_match(memory) -> None:
    memory.add([unit("Выпущено 340 тыс. машин.", "生产了许多汽车。")])
    (match,) = memory.fuzzy("Выпущено 1,2 млн машин.")
    assert (match.kind, match.target) == (MatchKind.FUZZY, "生产了许多汽车。")


def test_every_sentence_with_one_other_word_is_found_among_thousands(memory) -> None:
    memory.add(unit(sentence(n), f"译文{n}。") for n in range(2000))
    for number in range(0, 2000, 40):
        words = sentence(number).split()
        words[number // 40 % 9] = "неизвестно"
        found = memory.fuzzy(" ".join(words))
        assert f"译文{number}。" in {m.unit.target for m in found}, words


def test_a_unit_does_not_hold_outside_its_days(memory) -> None:
    memory.add(
        [unit("Губернатор Иванов.", valid_from=date(2024, 1, 1), valid_until=date(2025, 5, 31))]
    )
    for day, expired in (
        ((2023, 12, 31), True),
        ((2024, 1, 1), False),
        ((2025, 5, 31), False),
        ((2025, 6, 1), True),
    ):
        assert memory.exact("Губернатор Иванов.", on=date(*day))[0].expired is expired
    assert memory.fuzzy("Губернатор Иванова.", on=date(2025, 6, 1))[0].expired


def test_a_decision_on_validity_counts_from_now_on_and_earlier_ones_are_kept(memory) -> None:
    memory.add([unit("Губернатор Иванов."), unit("Порт открыт.")])
    ((number, _),) = memory.search("иванов")
    state = memory.state()
    assert memory.set_validity([number], valid_until=date(2025, 5, 31), note="ушёл") == 1
    assert memory.state() != state
    ((_, found),) = memory.search("Иванов")
    assert (found.valid_until, found.note) == (date(2025, 5, 31), "ушёл")
    assert is_expired(found, date(2025, 6, 1))
    assert (memory.stats(date(2025, 6, 1)).expired, memory.stats(date(2025, 5, 1)).expired) == (
        1,
        0,
    )
    memory.set_validity([number, 999])
    assert not memory.exact("Губернатор Иванов.", on=date(2030, 1, 1))[0].expired
    assert memory.dedupe() == 0


def test_an_expired_twin_does_not_hide_the_valid_one(memory) -> None:
    memory.add(
        [
            unit("Форум открыт.", "甲。", valid_until=date(2024, 1, 1), reviewed=at(9)),
            unit("Форум открыт.", "甲。", reviewed=at(1)),
        ]
    )
    found = memory.exact("Форум открыт.", on=date(2025, 1, 1))
    assert [m.expired for m in found] == [False, True]


def test_search_looks_into_both_languages_and_past_capitals(memory) -> None:
    memory.add([unit("Морской ПОРТ Ёлкино.", "叶尔基诺海港。"), unit("Завод.", "工厂。")])
    assert [u.source for _, u in memory.search("порт елкино")] == ["Морской ПОРТ Ёлкино."]
    assert [u.source for _, u in memory.search("海港")] == ["Морской ПОРТ Ёлкино."]
    assert len(list(memory.search("", limit=1))) == 1
    assert list(memory.search("%")) == []


def test_units_of_one_release_or_domain(memory) -> None:
    memory.add(
        [
            unit("А.", release="a", domain="x"),
            unit("Б.", release="b", domain="x"),
            unit("В.", release="b"),
        ]
    )
    assert [u.source for u in memory.units(release="b")] == ["Б.", "В."]
    assert [u.source for u in memory.units(release="b", domain="x")] == ["Б."]


def test_stats_count_by_domain_reviewer_and_year(memory) -> None:
    memory.add(
        [unit("А.", domain="x", reviewer="Анна", reviewed=at(1)), unit("А.", domain="x"), FULL]
    )
    figures = memory.stats(date(2025, 6, 1))
    assert (figures.units, figures.sources, figures.limited, figures.expired) == (3, 2, 1, 0)
    assert figures.domains == {"x": 2, "economy": 1}
    assert figures.reviewers == {"Анна": 2, "": 1}
    assert figures.years == {"": 1, "2025": 2}


def test_dedupe_keeps_the_newest_of_what_repeats(memory) -> None:
    memory.add([unit("Завод открыт.", "甲。", reviewed=at(n), release=f"r{n}") for n in (1, 3, 2)])
    memory.add([unit("Завод открыт.", "甲。", previous="Прежде."), unit("Завод открыт.", "乙。")])
    assert memory.dedupe(dry_run=True) == 2
    assert memory.stats().units == 5
    assert memory.dedupe() == 2
    assert sorted((u.target, u.previous, u.release) for u in memory.units()) == [
        ("乙。", "", ""), ("甲。", "", "r3"), ("甲。", "Прежде.", ""),
    ]  # fmt: skip
    assert memory.dedupe() == 0


def test_compact_changes_nothing_of_what_is_found(memory) -> None:
    for number in range(60):
        memory.add([unit(sentence(number), f"译文{number}。")])
    memory.add([unit(sentence(7), "译文7。", reviewed=at(2))])
    memory.dedupe()
    asked = [sentence(number).replace("завод", "фабрика") + " Да." for number in range(60)]
    before = [memory.fuzzy(text, least=50) for text in asked]
    assert any(before)
    state = memory.state()
    memory.compact()
    assert [memory.fuzzy(text, least=50) for text in asked] == before
    assert memory.stats().segments == 1
    assert memory.state() == state


def test_small_segments_are_merged_by_the_way(memory, monkeypatch) -> None:
    monkeypatch.setattr(index, "MOST_SEGMENTS", 4)
    for number in range(20):
        memory.add([unit(sentence(number), f"译文{number}。")])
    assert memory.stats().segments <= 5
    for number in range(20):
        assert memory.fuzzy(sentence(number) + " Да.")[0].target == f"译文{number}。"


def test_the_state_changes_with_every_change_and_with_nothing_else(memory) -> None:
    states = [memory.state()]
    for change in (
        lambda: memory.add([unit("А.")]),
        lambda: memory.add([unit("А.", reviewed=at(2))]),
        lambda: memory.set_validity([1], note="x"),
        memory.dedupe,
    ):
        change()
        states.append(memory.state())
    assert states[-1] == states[-2]  # the unit with a decision stays: nothing was deleted
    assert len(set(states)) == 4
    memory.add([unit("А.")])
    list(memory.search("А"))
    memory.fuzzy("А.")
    assert memory.state() == states[-1]


TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(
    lambda t: clean(t).strip()
)


@given(
    st.lists(st.builds(ReviewedUnit, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT), min_size=1, max_size=6)
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_kept_and_found(memory, units) -> None:
    memory.add(units)
    for one in units:
        targets = {m.target for m in memory.exact(one.source, on=date(2025, 1, 1))}
        assert clean(one.target) in targets
    kept = {(u.source, u.target, u.previous) for u in memory.units()}
    assert {(clean(u.source), clean(u.target), line(clean(u.previous))) for u in units} <= kept


@pytest.mark.parametrize("text", ["", "   ", "—", "…", "?!", "5", "a" * 20_000])
def test_odd_text_finds_nothing_and_breaks_nothing(memory, text) -> None:
    assert memory.exact(text) == memory.fuzzy(text) == ()
    memory.add([unit("Завод открыт.")])
    assert memory.exact(text) == memory.fuzzy(text) == ()


def test_a_memory_is_made_with_its_folder(tmp_path) -> None:
    place = tmp_path / "папка с пробелом" / "память.sqlite"
    with TranslationMemory.open(place) as memory:
        memory.add([FULL])
    assert place.exists()
