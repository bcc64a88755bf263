"""One name in the nominative to Chinese: established form first, the table of sounds second."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from translator.morphology import fold
from translator.names import established
from translator.names.syllables import Cell, syllables
from translator.names.tables import rows

_REGULAR = re.compile(r"(?:ов|ев|ёв|ин|ын|ский|цкий|ова|ева|ёва|ина|ына|ская|цкая|енко|ко)$")
_VOWELS = "аяэеыиоёую"
_CONSONANTS = "бвгджзклмнпрстфхцчшщ"
_GERMAN = re.compile(r"(?:ман|берг|штейн|фельд|гольд|вальд|бург|бах|баум|блат|гарт|мейер|штерн)$")


@dataclass(frozen=True, slots=True)
class Transcription:
    """``zh`` with the ``steps`` that made it (table cells, established forms, for --explain).

    ``sure`` is True for an established form or where the table left no choice.
    """

    zh: str
    steps: tuple[str, ...] = ()
    sure: bool = False
    also: tuple[str, ...] = ()


def _from_cells(cells: tuple[Cell, ...]) -> Transcription:
    zh = "".join(cell.zh for cell in cells)
    steps = tuple(f"{cell.letters}→{cell.zh}" for cell in cells if cell.zh)
    return Transcription(zh, steps, not any(cell.choice for cell in cells))


def by_table(word: str, kind: str = "", feminine: bool = False) -> Transcription:
    """The table alone, with the fixed endings and beginnings of data/endings.tsv, beginnings.tsv.

    ``kind`` is place, surname, given or nothing. German and Yiddish surnames have a hard л.

    >>> by_table("Ладыгин").zh, by_table("Фельдман", "surname").zh
    ('拉德金', '费尔德曼')
    """
    low = word.lower()
    if kind == "surname" and _GERMAN.search(low):
        low = re.sub(r"ль(?=[бвгджзклмнпрстфхцчшщ])", "л", low)
    for ending, zh, where in rows("endings"):
        if low.endswith(ending) and len(low) > len(ending) and where in {"any", kind}:
            stem = low[: -len(ending)]
            listed = _namesake(stem) if where == "place" else None
            head = _known(listed) if listed else _head(stem, kind, feminine)
            steps = (*head.steps, f"-{ending}→{zh}")
            return Transcription(head.zh + zh, steps, head.sure)
    return _head(low, kind, feminine)


def _head(low: str, kind: str, feminine: bool) -> Transcription:
    for beginning, zh, where in _beginnings():
        rest = low.removeprefix(beginning)
        if rest == low or len(rest) < 2 or where not in {"any", kind} or _broken(beginning, rest):
            continue
        zh, rest = _carried(beginning, zh, rest)
        listed = established.place(rest) if kind == where == "place" else None
        tail = _known(listed) if listed else _after(rest, kind, feminine)
        return Transcription(zh + tail.zh, (f"{beginning}-→{zh}", *tail.steps), tail.sure)
    return _from_cells(syllables(low, feminine, parted=kind == "given"))


def _broken(beginning: str, rest: str) -> bool:
    """The stem goes on in a way that its listed form cannot: Ивайкин, Симонян 西莫尼扬."""
    if beginning[-1] in _VOWELS:
        return bool(re.match(r"й|н(?![аяэеыиоёую])", rest))
    return rest.startswith(("ян", "ьян"))


def _carried(beginning: str, zh: str, rest: str) -> tuple[str, str]:
    """A stem that ends in a consonant gives it to the vowel after it, a nasal is heard twice:
    Ахмад-ов 艾哈迈多夫, Рязан-ов 梁赞诺夫, Лукьян-енко 卢基扬年科.
    """
    last = beginning[-1]
    if last in _VOWELS or last not in _CONSONANTS:
        return zh, rest
    if rest[0] == "ь":
        return zh, rest[1:]
    if rest[0] not in _VOWELS:
        return zh, rest
    for written in (syllables(last)[0].zh, "勒"):
        zh = zh.removesuffix(written)
    return zh, last + rest


@cache
def _beginnings() -> tuple[tuple[str, ...], ...]:
    """The longest first: леонть before леонт."""
    return tuple(sorted(rows("beginnings"), key=lambda row: -len(row[0])))


def _after(rest: str, kind: str, feminine: bool) -> Transcription:
    """What follows a beginning may begin with another: Ново-александр-овск."""
    if kind == "place" and any(rest.startswith(row[0]) for row in _beginnings()):
        return _head(rest, kind, feminine)
    return _from_cells(syllables(rest, feminine, inside=True))


def _namesake(stem: str) -> established.Form | None:
    """The listed place or person that a town is called after: Киров-град, Фурманов."""
    return established.place(stem) or established.surnames().get(stem)


def _known(form: established.Form, zh: str = "") -> Transcription:
    target = zh or form.zh
    return Transcription(target, (f"{form.name}: established {target}",), True, form.also)


def _given(name: str, feminine: bool | None) -> Transcription:
    """By the list, else by the table with two habits of the handbooks: -ина of women's names
    reads -ин + а (Аделина 阿杰林娜), the last -ль of men's is hard (Фазиль 法济尔).
    """
    form = established.given_names().get(fold(name))
    if form:
        return _known(form)
    woman = feminine if feminine is not None else name[-1] in "ая"
    low = name.lower()
    if woman and re.search(r"[аеиоуыэюя].*[бвгдзклмнпрстфхц]ина$", low):
        made = by_table(low[:-1], "given", feminine=True)
        zh = re.sub("琳$", "林", made.zh) + "娜"
        return Transcription(zh, (*made.steps, "-а→娜"), False)
    stem = low.removesuffix("ь") if low.endswith("ль") and not woman else low
    made = by_table(stem, "given", feminine=woman)
    return Transcription(made.zh, made.steps, False)


def _patronymic(name: str) -> Transcription:
    low = fold(name)
    for ending, man, tail in (
        ("овна", "ович", "夫娜"),
        ("евна", "евич", "夫娜"),
        ("инична", "ич", "尼奇娜"),
        ("ична", "ич", "奇娜"),
    ):
        if low.endswith(ending):
            key = low[: -len(ending)] + man
            stem = established.patronymics().get(key)
            if stem:
                steps = (f"{name}: established {stem} + {tail}",)
                return Transcription(stem + tail, steps, True)
            made = by_table(low[: -len(ending)] + ending[:2], "given")
            zh = made.zh.removesuffix("夫") + tail
            return Transcription(zh, (*made.steps, f"-на→{tail}"), False)
    tail = "维奇" if low.endswith(("ович", "евич")) else "奇"
    stem = established.patronymics().get(low)
    if stem:
        return Transcription(stem + tail, (f"{name}: established {stem} + {tail}",), True)
    made = by_table(low, "given")
    return Transcription(made.zh, made.steps, False)


def masculine(surname: str) -> str:
    """The man's form of a woman's surname; other words come back as they are.

    >>> masculine("Сотникова"), masculine("Островская"), masculine("Шевченко")
    ('Сотников', 'Островский', 'Шевченко')
    """
    low = surname.lower()
    if low.endswith(("ская", "цкая")):
        return surname[:-2] + "ий"
    if low.endswith(("ова", "ева", "ёва", "ина", "ына")):
        return surname[:-1]
    return surname


def _woman(zh: str, surname: str) -> str:
    low = surname.lower()
    if low.endswith(("ская", "цкая")):
        return zh.removesuffix("基") + "卡娅"
    if low.endswith(("ина", "ына")):
        return zh + "娜"
    return zh.removesuffix("夫") + "娃"


def _surname(name: str) -> Transcription:
    known = established.surnames()
    form = known.get(fold(name))
    if form:
        return _known(form)
    man = masculine(name)
    if man != name:
        form = known.get(fold(man))
        made = _known(form) if form else by_table(man, "surname")
        zh = _woman(made.zh, name)
        also = tuple(_woman(z, name) for z in made.also)
        return Transcription(zh, (*made.steps, f"woman's ending→{zh}"), made.sure, also)
    if name.lower().endswith("ая") and len(name) > 4:
        stem = by_table(name[:-3], "surname")
        last = by_table(name[-3] + "а", feminine=name[-3] != "в")  # 娃 is for -ова alone
        zh = stem.zh + last.zh + "娅"
        return Transcription(zh, (*stem.steps, *last.steps, "я→娅"), False)
    made = by_table(name, "surname")
    return Transcription(made.zh, made.steps, made.sure and bool(_REGULAR.search(name.lower())))


def _place(name: str) -> Transcription:
    form = _namesake(fold(name))
    if form:
        return _known(form)
    river = re.fullmatch(r"(.+)-на-(.+)", name)
    if river:
        return _on_river(river[1], river[2])
    made = by_table(name, "place")
    return Transcription(made.zh, made.steps, False)


def _on_river(town: str, river: str) -> Transcription:
    """«Камень-на-Оби» → 鄂毕河畔卡缅, as usage has it for Ростов-на-Дону 顿河畔罗斯托夫."""
    forms = map(established.place, sorted(established.guessed(river)))
    form = next(filter(None, forms), None)
    first = _known(form) if form else by_table(river, "place")
    second = _place(town)
    zh = first.zh.removesuffix("河") + "河畔" + second.zh
    return Transcription(zh, (*first.steps, *second.steps, "-на-→河畔"), False)


def _part(name: str, kind: str, feminine: bool | None) -> Transcription:
    match kind:
        case "person-given":
            return _given(name, feminine)
        case "person-patronymic":
            return _patronymic(name)
        case "person-surname":
            return _surname(name)
        case "place":
            return _place(name)
        case "organisation":
            made = by_table(name)
            return Transcription(made.zh, made.steps, False)
    raise ValueError(f"unknown kind of name {kind!r}")


@lru_cache(maxsize=20_000)
def transcribe(name: str, kind: str, feminine: bool | None = None) -> Transcription:
    """Chinese for one name in the nominative.

    ``kind``: person-given, person-patronymic, person-surname, place, organisation. Hyphenated
    names are joined by ``-``; the words of a name stand together. ``feminine`` tells the gender
    of a given name that is not listed. Raises ValueError for another kind.

    >>> transcribe("Алексей", "person-given").zh, transcribe("Ладыгин", "person-surname").zh
    ('阿列克谢', '拉德金')
    """
    whole = _whole(name, kind)
    if whole:
        return whole
    parts = re.split(r"([-\s\u2010\u2011]+)", name.strip())
    if len(parts) == 1 or (kind == "place" and (_grown_together(parts[0]) or parts[2] == "на")):
        return _part(name.strip(), kind, feminine)
    made = [_part(part, kind, feminine) for part in parts[::2] if part]
    joints = ["-" if gap.strip() else "" for gap in parts[1::2]]
    zh = made[0].zh + "".join(j + m.zh for j, m in zip(joints, made[1:], strict=False))
    steps = tuple(step for m in made for step in m.steps)
    return Transcription(zh, steps, all(m.sure for m in made))


def _grown_together(first: str) -> bool:
    """«Усть-Кут» is written without a hyphen: a beginning of the table that ends in one."""
    return any(row[0] == f"{first.lower()}-" for row in rows("beginnings"))


def _whole(name: str, kind: str) -> Transcription | None:
    table = {
        "person-given": established.given_names,
        "person-surname": established.surnames,
    }.get(kind)
    key = fold(name.strip())
    form = table().get(key) if table else established.place(key) if kind == "place" else None
    return _known(form) if form else None
