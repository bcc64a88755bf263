"""Rules on abbreviations and initials; answers as in :mod:`translator.segmentation.rules`."""

from __future__ import annotations

import re

from translator.segmentation import lexis
from translator.segmentation.context import Candidate

_SMALL_UNIT = re.compile(r"\d+\s*(?:коп|мин|сек|с|м|см|г|кг|руб|тыс|ц)\b")
_UNIT = re.compile(r"°\s?[СCF]$|(?<!\bр)[/·](?:ч|с|мин|сут|год|м|км|кг|т|га|л|кв|см)[²³23]?$")
_DATE = re.compile(
    r"\d{1,2}(?:[–-]\d{1,2})?\s+(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)"
)
_ALWAYS_TAIL = frozenset({"гг", "вв", "с г", "т г", "п г", "н э"})


def letter_after_noun(c: Candidate) -> bool | None:
    """«точки M. Найдите», «категории А. Победители»: the letter is a label, no initial."""
    words = c.words_before
    if not _is_letter(c) or len(words) < 2 or c.right_is_initial:
        return None
    label = lexis.is_any(words[-2], "letter") and words[-2][:1].islower()
    return True if label and c.right_word[:1].isupper() else None


def surname_before_initials(c: Candidate) -> bool | None:
    """«Островский А. В. Губернатор отметил»: the surname stands before its initials."""
    if not _is_letter(c) or c.right_is_initial or not c.right_word[:1].isupper():
        return None
    found = re.search(r"([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\s+[А-ЯЁ](?:\.\s?[А-ЯЁ])?$", c.before)
    if not found or not lexis.is_surname(found.group(1)):
        return None
    if lexis.is_function(c.right_word):
        return True
    return True if not lexis.is_surname(c.right_word) else None


def unit_end(c: Candidate) -> bool | None:
    """«до 33 м/с. Видимость», «млрд кВт·ч. Замена», «60 °С. Работы»: units without a stop."""
    if c.marks != "." or not c.right_word[:1].isupper():
        return None
    return True if _UNIT.search(c.before[-24:]) else None


def initials(c: Candidate) -> bool | None:
    """«А. В. Островский»; a single letter before a capitalised word."""
    if not _is_letter(c):
        return None
    if c.right_word and not c.right_is_initial and len(c.right_word) == 1:
        return None
    return False if c.right_word[:1].isupper() else None


def _is_letter(c: Candidate) -> bool:
    return c.marks == "." and len(c.left_word) == 1 and c.left_word.isupper() and (
        not c.after_number or "year" not in c.kinds
    )  # fmt: skip


def capital_word(c: Candidate) -> bool | None:
    """«в Марий Эл. Новый», «самолёта СБ. Все»: written so, these are no abbreviations."""
    word = c.left_word
    if c.marks != "." or len(word) < 2 or not word[:1].isupper() or c.right_is_initial:
        return None
    alone = not re.search(r"[^\W\d_]\s+$", c.before[: -len(word)])
    if not lexis.classes(word) or word.isascii() or (alone and not word.isupper()):
        return None
    return True if c.right_word[:1].isupper() else None


def plain_word(c: Candidate) -> bool | None:
    """Words that razdel takes for abbreviations: «у подножия гор. Новый», «помогли им. Все»."""
    if c.marks != "." or not c.right_word[:1].isupper():
        return None
    if "plain" in c.kinds:
        return True
    pronoun = c.abbreviation == "им" and c.previous
    return True if pronoun and lexis.is_verb(c.previous) else None


def abbreviation_in_brackets(c: Candidate) -> bool | None:
    """«завод (2024 г.) Смоленской области»: the stop belongs to the abbreviation."""
    if not c.kinds or not re.fullmatch(r"\.[)\]]+", c.marks):
        return None
    return False


def list_abbreviation(c: Candidate) -> bool | None:
    """«и др.», «и т. д.» before a capital end the sentence."""
    if c.marks[:1] != "." or not ("list" in c.kinds or (c.abbreviation, c.previous) == ("пр", "и")):
        return None
    return bool(c.right_word[:1].isupper() or (c.right_word == "" and _DATE.match(c.bare)))


def head_abbreviation(c: Candidate) -> bool | None:
    """«ул. Ленина», «ст. 15», «проф. Иванов», «д. м. н. Петров»: something has to follow."""
    if c.marks != "." or not c.kinds:
        return None
    if c.abbreviation == "пр" and c.previous == "и":
        return None
    if "numbered" in c.kinds and c.right_word[:1].isupper():
        return bool(c.previous) and (lexis.is_adjective(c.previous) or lexis.is_verb(c.previous))
    number = c.after_number
    if c.kinds & {"both", "year"} and not number and c.abbreviation not in _ALWAYS_TAIL:
        return False
    if "degree" in c.kinds:
        return opens(c)
    return False if c.kinds & {"head", "numbered"} else None


def number_after_unit(c: Candidate) -> bool | None:
    """«5 руб. 50 коп.», «12 тыс. 300», «2024 г. № 309»: one quantity or reference."""
    if c.marks != "." or not c.kinds & {"tail", "year", "both"}:
        return None
    if c.after[:1] in {"№", "+", "-", "–"} and not c.right_word:
        return False
    if not c.after[:1].isdigit():
        return None
    if _SMALL_UNIT.match(c.after) or c.abbreviation in {"тыс", "млн", "млрд", "трлн"}:
        return False
    return lexis.is_complete(c.before) and lexis.has_predicate(c.right_clause)


def tail_abbreviation(c: Candidate) -> bool | None:
    """«… на 3 млрд руб. Работы начнутся»: the sentence ends when its clause is complete."""
    if c.marks[:1] != "." or not c.kinds & {"tail", "year", "both"}:
        return None
    word = c.right_word
    if not word[:1].isupper():
        return None
    if word.isascii() and "tail" in lexis.classes(word):
        return False
    if opens(c):
        return True
    if c.abbreviation in {"долл", "дол"} and word == "США":
        return lexis.is_plural_verb(c.next_word)
    subject = lexis.may_be_subject(word)
    if lexis.is_adjective(word) and c.next_word:
        subject = subject and lexis.may_be_subject(c.next_word)
    proper = lexis.is_proper(word) or word.isascii()
    goes_on = lexis.has_predicate(c.right_clause)
    if not lexis.is_complete(c.before):
        return "year" not in c.kinds and not proper and subject and goes_on and _nominal(c)
    if c.abbreviation == "тыс" and (word.isascii() or word.isupper()):
        return False
    if word.isascii() or word.isupper() or c.after[:1] in '«„“"':
        return goes_on
    return subject or (goes_on and not proper)


def opens(c: Candidate) -> bool:
    """Does a function word with a capital follow, which only a sentence begins with?

    «Ли Цян» is a person: a surname spelt like a particle does not count before a capital.
    """
    word = c.right_word
    if not word[:1].isupper() or c.right_is_initial or c.after[:1] in '«„“"':
        return False
    if "surname" in lexis.classes(word) and c.next_word[:1].isupper():
        return False
    return lexis.is_function(word)


def _nominal(c: Candidate) -> bool:
    first = c.before.split(maxsplit=1)[0].strip("«(–— ") if c.before.strip() else ""
    return bool(first) and not lexis.is_function(first) or first.lower() == "всего"
