"""How terms came out: approved, variant, missing; each place of the target counts once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from translator.checks import term_uses
from translator.units import Hint, Strength


def _hint(target: str, *also: str, source: str = "слово", origin: str = "glossary") -> Hint:
    return Hint(0, 1, source, target, "place", Strength.FIRM, origin, also, lemma=source)


def _statuses(hints: list[Hint], target: str | None) -> list[str]:
    return [use.status for use in term_uses(hints, [""] * len(hints), target)]


def test_longer_forms_are_found_first() -> None:
    hints = [_hint("莫斯科"), _hint("莫斯科州")]
    assert _statuses(hints, "莫斯科州") == ["missing", "used"]
    assert _statuses(hints, "莫斯科州与莫斯科") == ["used", "used"]


def test_a_repeated_term_stands_as_often() -> None:
    hints = [_hint("中国"), _hint("中国")]
    assert _statuses(hints, "中国与中国企业") == ["used", "used"]
    assert _statuses(hints, "中国企业") == ["used", "missing"]


def test_variant_is_named_as_found() -> None:
    use = term_uses([_hint("帕维尔·罗辛", "罗辛", source="Рощин")], ["annotation"], "罗辛州长")[0]
    assert (use.target, use.status, use.how) == ("罗辛", "variant", "annotation")


def test_a_surname_after_another_given_name_is_not_the_person() -> None:
    hint = Hint(
        0, 1, "Рощин", "帕维尔·罗辛", "person", Strength.FIRM, "names", ("罗辛",), lemma="Рощин"
    )
    assert _statuses([hint], "巴维尔·罗辛州长") == ["missing"]
    assert _statuses([hint], "州长罗辛") == ["variant"]


def test_quotation_marks_spaces_and_dots_do_not_part_a_name() -> None:
    assert _statuses([_hint("“石油”公司")], "石油公司") == ["used"]
    assert _statuses([_hint("谢尔盖·拉德金")], "谢尔盖•拉德金") == ["used"]
    assert _statuses([_hint("Foton Motor")], "与FOTON Motor公司") == ["used"]


def test_a_latin_name_is_a_whole_word() -> None:
    assert _statuses([_hint("SIAL")], "SIALOR展会") == ["missing"]


def test_figures_and_lexicon_are_no_terms() -> None:
    hints = [_hint("35亿卢布", origin="numbers"), _hint("工厂", origin="lexicon"), _hint("中国")]
    uses = term_uses(hints, ["", "", "n-best"], "中国工厂")
    assert [(use.target, use.how) for use in uses] == [("中国", "n-best")]


def test_no_target_and_no_rungs() -> None:
    uses = term_uses([_hint("中国")], (), None)
    assert [(use.target, use.status, use.how) for use in uses] == [("中国", "missing", "")]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["莫斯科", "莫斯科州", "中国", "ASEAN"]), max_size=5), st.data())
def test_every_hinted_form_that_stands_there_is_found(
    forms: list[str], data: st.DataObject
) -> None:
    target = "和".join(data.draw(st.permutations(forms)))
    assert _statuses([_hint(form) for form in forms], target) == ["used"] * len(forms)
