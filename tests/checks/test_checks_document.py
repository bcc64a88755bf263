"""Checks over a document, the engine's messages, and the list of checks itself."""

from translator import placeables
from translator.checks import CHECKS, Subject, check_document, check_unit, term_uses
from translator.units import Hint, Kind, Origin, Severity, Strength, TermUse, TranslationUnit


def _unit(at: int, source: str, target: str | None, *terms: TermUse) -> TranslationUnit:
    return TranslationUnit(
        f"u{at}", "b1", Kind.PARAGRAPH, source, target, Origin.MACHINE, terms=terms
    )


def _use(source: str, target: str, status: str = "used") -> TermUse:
    return TermUse(source, source, target, status)


def test_same_source_with_another_target() -> None:
    units = [
        _unit(1, "Справочно:", "参考："),
        _unit(2, "Завод открыт.", "工厂开业。"),
        _unit(3, "Справочно: ", "参考资料："),
        _unit(4, "завод  открыт.", "工厂开业。"),
        _unit(5, "Завод открыт.", None),
    ]
    found = check_document(units)
    assert list(found) == ["u3"]
    assert found["u3"][0].check == "same-source"
    assert "参考：" in found["u3"][0].message


def test_same_name_in_two_forms() -> None:
    units = [
        _unit(1, "а", "一", _use("Павел Рощин", "帕维尔·罗辛")),
        _unit(2, "б", "二", _use("Павел Рощин", "罗辛", "variant")),
        _unit(3, "в", "三", _use("Павел Рощин", "罗申", "variant")),
        _unit(4, "г", "四", _use("Павел Рощин", "罗谢", "missing")),
        _unit(5, "д", "五", _use("завод", "工厂"), _use("завод", "厂房", "variant")),
    ]
    assert {unit: [f.check for f in found] for unit, found in check_document(units).items()} == {
        "u3": ["same-name"]
    }


def test_messages_of_the_engine_in_russian() -> None:
    messages = (
        "translated in 3 parts",
        "the model lacks a character, shown as ⁇",
        "no words outside the hints: not sent",
        "something new",
    )
    found = check_unit(Subject("Завод открыт.", "工厂开业。", messages=messages))
    assert [(f.check, f.severity, f.message) for f in found] == [
        ("engine", Severity.MINOR, "Переведено по частям: 3"),
        ("engine", Severity.MAJOR, "У модели нет нужного иероглифа (⁇)"),
        ("engine", Severity.MINOR, "Сообщение модели: something new"),
    ]


def test_a_sum_set_aside_for_the_term_in_it_is_still_checked() -> None:
    source = "Выделено 480 млн рублей."
    start = source.index("рублей")
    hints = (
        Hint(start, start + 6, "рублей", "卢布", "term", Strength.FIRM, "glossary", lemma="рубль"),
    )
    for target, expected in (("拨款4.8亿卢布。", []), ("拨款48亿卢布。", ["missing-number"])):
        subject = Subject(source, target, hints=hints, terms=term_uses(hints, (), target))
        checks = [f.check for f in check_unit(subject) if f.check != "extra-number"]
        assert checks == expected


def test_numbers_given_are_believed() -> None:
    source, target = "Выделено 480 млн рублей.", "拨款4.8亿卢布。"
    found = placeables.find(source)
    numbers = placeables.check(found, "拨款。")
    checks = [
        f.check for f in check_unit(Subject(source, target, placeables=found, numbers=numbers))
    ]
    assert checks == ["missing-number"]


def test_a_blank_source_has_no_findings() -> None:
    assert check_unit(Subject("", None)) == ()
    assert check_unit(Subject("***", "***")) == ()


def test_names_of_checks_are_unique_and_carried_by_their_findings() -> None:
    names = [name for name, _ in CHECKS]
    assert len(set(names)) == len(names)
    broken = Subject("Завод «Маяк» открыт 5 мая.", "“⁇Маяк工厂工厂工厂,", messages=("odd",))
    for name, check in CHECKS:
        assert {finding.check for finding in check(broken)} <= {name}
