"""A bitext of our own writing with every kind, severity and inline style."""

from __future__ import annotations

from datetime import date

from translator.units import (
    Bitext,
    Finding,
    Furniture,
    InlineStyle,
    Kind,
    NumberUse,
    Origin,
    Provenance,
    Severity,
    State,
    TermUse,
    TranslationUnit,
)

PROVENANCE = Provenance(
    engine="embedded",
    model="press-ru-zh 0.1",
    licence="Apache-2.0",
    glossary_digest="9f31c07ab2e4d5",
    settings="beam=4",
    tool="press-translator 0.1.0",
)


def unit(
    number: int,
    source: str,
    target: str | None,
    kind: Kind = Kind.PARAGRAPH,
    *,
    terms: tuple[TermUse, ...] = (),
    numbers: tuple[NumberUse, ...] = (),
    findings: tuple[Finding, ...] = (),
    styles: tuple[InlineStyle, ...] = (),
    state: State = State.TRANSLATED,
) -> TranslationUnit:
    return TranslationUnit(
        id=f"s{number}",
        block=f"b{number}",
        kind=kind,
        source=source,
        target=target,
        origin=Origin.MACHINE,
        engine="embedded",
        terms=terms,
        numbers=numbers,
        findings=findings,
        signature=f"sig{number}",
        state=state,
        styles=styles,
    )


def bitext(*units: TranslationUnit) -> Bitext:
    return Bitext(
        name="zavod.docx",
        units=units,
        provenance=PROVENANCE,
        title="Губернатор открыл завод",
        issued=date(2026, 5, 14),
        source_digest="ab" * 32,
        set_aside=(Furniture("Читайте также: новости района", "read-also", "paragraph 9"),),
        messages=("кодировка распознана по содержанию",),
    )


def sample() -> Bitext:
    region = TermUse("Тульская область", "Тульской области", "图拉州", "used", "annotation")
    money = NumberUse("3,5 млрд руб.", "3500000000 RUB", "35亿卢布", "right")
    sum_line = "Инвестиции – 3,5 млрд руб. в год"
    bold_sum = InlineStyle(13, 26, bold=True)
    return bitext(
        unit(1, "Губернатор открыл завод", "州长为工厂揭幕", Kind.TITLE),
        unit(2, "Тула, 14 мая 2026 года", "图拉，2026年5月14日", Kind.DATELINE),
        unit(
            3,
            "Завод в Тульской области начал работу.",
            "图拉州的工厂投产。",
            Kind.LEAD,
            terms=(region,),
            styles=(InlineStyle(0, 38, bold=True),),
        ),
        unit(
            4,
            sum_line,
            "投资为每年35亿卢布",
            Kind.LIST_ITEM,
            numbers=(money,),
            styles=(bold_sum,),
            findings=(Finding("punctuation", Severity.MINOR, "нет точки в конце"),),
        ),
        unit(
            5,
            "«Выпуск растёт», – сказал он.",
            "他说：“产量在增长。”",
            Kind.QUOTE,
            findings=(
                Finding("numbers", Severity.MAJOR, "проверьте: 产量"),
                Finding("terms", Severity.CRITICAL, "термин «выпуск» не найден"),
            ),
        ),
        unit(
            6,
            "Марку «Foton» собирают здесь.",
            None,
            findings=(Finding("coverage", Severity.CRITICAL, "нет перевода"),),
            state=State.INITIAL,
        ),
        unit(7, "Тел.: +7 (4872) 00-00-00", "电话：+7 (4872) 00-00-00", Kind.CONTACT),
        unit(8, "Первая строка\nвторая\tс табуляцией", "第一行\n第二行", state=State.REVIEWED),
    )
