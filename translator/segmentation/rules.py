"""The rules in their order. Each answers ``True`` (break), ``False`` (join) or ``None``.

The last one asks razdel (MIT), whose decision stands where we know nothing better. Every
rule looks at a window of fixed size, so that the whole stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from translator.segmentation import abbreviations, layout, lexis
from translator.segmentation.context import Candidate

_PUNCTUATION = re.compile(r"[,;:)\]»”%°…!?/&=]|\.(?!\w)")
_SPEECH_DASH = re.compile(r"[–—-]\s*")
_BRAND = re.compile(r"[a-z]{1,3}[A-Z]")
_GLUED = re.compile(r"[«„“\"]?[А-ЯЁ](?:[а-яё]|\s)|[«„“][А-ЯЁA-Z]")
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁴-⁹*])+$")
_BRACKETS, _NAME = 300, 90
_RAZDEL_WINDOW = 10


def office_always(c: Candidate) -> bool | None:
    """The office's ``always_break_after``."""
    return True if c.office else None


def office_never(c: Candidate) -> bool | None:
    """The office's ``never_break_after``."""
    if not c.exceptions.never_break_after:
        return None
    left = c.text[max(c.since, c.stop - 80) : c.stop]
    return False if c.exceptions.never(left) else None


def no_space(c: Candidate) -> bool | None:
    """Inside a number, a date, an address, a brand: no blank, hence no boundary, unless two
    Russian sentences have run together («завершён.Новый»)."""
    if c.gap:
        return None
    if not _GLUED.match(c.after):
        return False
    left = c.text[c.start - 1] if c.start else ""
    if left in "»)%" or (c.marks != "." and (left.islower() or left.isdigit())):
        return None
    word = c.left_word
    if len(word) == 1 and c.kinds and word.islower():
        return None
    if word and re.fullmatch(r"[а-яё-]+", word):
        return None
    return None if word[1:].islower() and lexis.is_inflected_name(word) else False


def lower_right(c: Candidate) -> bool | None:
    """A small letter goes on with the sentence, also after an opening mark or a dash; a brand
    with a small first letter (iPhone) does not."""
    dash = _SPEECH_DASH.match(c.after)
    rest = c.after[dash.end() :] if dash else c.bare
    rest = rest.lstrip('«„“"( \u00a0')
    if not rest[:1].islower() or _BRAND.match(rest):
        return None
    return False


def punctuation_right(c: Candidate) -> bool | None:
    """A comma, a colon or a closing mark goes on with the sentence."""
    return False if _PUNCTUATION.match(c.after) else None


def nothing_before(c: Candidate) -> bool | None:
    """«…И вот завод открыт»: marks at the very beginning belong to what follows."""
    return None if c.before.strip(' «„“"(–—-') else False


def brand_mark(c: Candidate) -> bool | None:
    """Names that end with a mark (Yahoo!)."""
    return False if "brand" in lexis.classes(c.left_word + c.marks) else None


def inside_brackets(c: Candidate) -> bool | None:
    """A note in brackets within a sentence is not cut."""
    if c.pair is None or c.text[c.pair[0]] not in "([":
        return None
    start, stop = c.pair
    within = c.text[c.since : start].strip() if start - c.since < 400 else "long"
    return False if within and start >= c.since and stop - start <= _BRACKETS else None


def inside_name(c: Candidate) -> bool | None:
    """A name in quotation marks («Россия. Дальний Восток») is not cut.

    A name follows a word without a mark in between; speech follows a colon, a comma, a dash.
    """
    if c.pair is None or c.text[c.pair[0]] not in '«„“"':
        return None
    start, stop = c.pair
    return False if stop - start <= _NAME and start > c.since and _is_name(c, start) else None


def _is_name(c: Candidate, start: int) -> bool:
    before = c.text[max(c.since, start - 40) : start].rstrip()
    return before[-1:].isalnum() or before.endswith(("»,", "» и"))


def quoted_name_end(c: Candidate) -> bool | None:
    """«форум «Вперёд!» Смоленской области»: the mark belongs to the name."""
    found = re.fullmatch(r"[.!?…]+([»”\"])", c.marks)
    if not found or not c.right_word[:1].isupper():
        return None
    opener = c.before.rfind("«" if found.group(1) == "»" else "“" if found.group(1) == "”" else '"')
    if opener < 1 or not c.before[:opener].rstrip()[-1:].isalnum():
        return None
    if abbreviations.opens(c):
        return True
    return lexis.is_complete(c.before[:opener]) and lexis.may_be_subject(c.right_word)


def speech_author(c: Candidate) -> bool | None:
    """««Когда?» – Василий Анохин ответил»: a dash after the closing mark brings the author."""
    if not re.fullmatch(r"[!?…]+[»”\"]+", c.marks):
        return None
    return False if re.match(r"[–—-]\s", c.after) else None


def glued(c: Candidate) -> bool | None:
    """«завершён.Новый»: a blank is missing; :func:`no_space` has let pass what is a sentence."""
    return None if c.gap else True


def small_brand(c: Candidate) -> bool | None:
    """«Продажи выросли. iPhone …»."""
    return True if _BRAND.match(c.bare) and c.marks else None


def razdel(c: Candidate) -> bool:
    """razdel's own decision at the last of the marks."""
    from razdel.rule import JOIN
    from razdel.segmenters.sentenize import RULES as BASE
    from razdel.segmenters.sentenize import SentSplit

    core = _FOOTNOTE.sub("", c.marks)
    at = c.start + len(core) - 1
    place = SentSplit(
        c.text[max(0, at - _RAZDEL_WINDOW) : at],
        c.text[at],
        c.text[c.stop : c.stop + _RAZDEL_WINDOW],
    )
    place.buffer = c.text[c.since : at] if at - c.since <= 2 * _RAZDEL_WINDOW else "—" * 99
    for rule in BASE:
        action = rule(place)
        if action:
            return bool(action != JOIN)
    return True


RULES: tuple[Callable[[Candidate], bool | None], ...] = (
    office_always,
    office_never,
    layout.blank_line,
    layout.bullet_line,
    layout.list_line,
    layout.heading_line,
    nothing_before,
    no_space,
    brand_mark,
    lower_right,
    punctuation_right,
    inside_brackets,
    inside_name,
    layout.list_marker,
    layout.numbered_heading,
    abbreviations.letter_after_noun,
    abbreviations.surname_before_initials,
    abbreviations.unit_end,
    abbreviations.initials,
    abbreviations.capital_word,
    abbreviations.plain_word,
    abbreviations.abbreviation_in_brackets,
    abbreviations.list_abbreviation,
    abbreviations.head_abbreviation,
    abbreviations.number_after_unit,
    abbreviations.tail_abbreviation,
    quoted_name_end,
    speech_author,
    small_brand,
    glued,
    razdel,
)
