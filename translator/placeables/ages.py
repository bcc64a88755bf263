"""Years of age: the same «лет» that is 年 as a length of time is 岁 of a person."""

from __future__ import annotations

from translator.placeables.lexer import Lexeme
from translator.placeables.reading import Reading, fold_at
from translator.placeables.tables import words


def as_age(line: list[Lexeme], reading: Reading) -> Reading:
    """«старше 18 лет», «в возрасте от 14 до 35 лет», «детям до 7 лет»: 岁 comes first.

    Only these words decide; any other «5 лет» stays a length of time (岁 among ``also``).
    """
    if not reading.value.endswith(" year"):
        return reading
    near = [fold_at(line, reading.start - n) for n in (1, 2, 3)]
    child = near[0] == "до" and near[1] in words("person")
    if near[0] not in words("age") and "возрасте" not in near and not child:
        return reading
    forms = (reading.zh, *reading.also)
    aged = [form for form in forms if form.endswith("岁")]
    kept = [form for form in forms if form not in aged]
    return reading._replace(zh=aged[0], also=(*aged[1:], *kept)) if aged else reading
