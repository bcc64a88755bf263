"""The Russian Snowball stemmer (https://snowballstem.org/algorithms/russian/stemmer.html).

Only here to be compared with: what a glossary finds that knows stems and no grammar.
"""

from __future__ import annotations

import re
from functools import lru_cache

_VOWELS = "аеиоуыэюя"
_GERUND = re.compile("(?:(?<=[ая])(?:вшись|вши|в)|(?:ив|ыв)(?:шись|ши)?)$")
_REFLEXIVE = re.compile("с[яь]$")
_ADJECTIVE = re.compile("(?:[иы]ми|[ео]го|[ео]му|[еиоы]е|[иыео]й|[еиоы]м|[иы]х|[еоую]ю|[ая]я)$")
_PARTICIPLE = re.compile("(?:(?<=[ая])(?:ем|нн|вш|ющ|щ)|(?:ивш|ывш|ующ))$")
_VERB = re.compile(
    "(?:(?<=[ая])(?:ешь|нно|йте|ете|ла|на|ли|ем|ло|но|ет|ют|ны|ть|й|л|н)"
    "|(?:уйте|ейте|ила|ыла|ена|ите|или|ыли|ило|ыло|ено|ует|уют|ены|ить|ыть|ишь"
    "|ей|уй|ил|ыл|им|ым|ен|ят|ит|ыт|ую|ю))$"
)
_NOUN = re.compile(
    "(?:иями|ями|ами|ией|иям|ием|иях|ев|ов|ие|ье|еи|ии|ей|ой|ий|ям|ем|ам|ом|ах|ях|ию|ью|ия|ья"
    "|[аеийоуыьюя])$"
)
_SUPERLATIVE = re.compile("ейше?$")
_ABSTRACT = re.compile("ость?$")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a Russian word in any form, lower case, е for ё.

    >>> stem("Смоленской"), stem("областях")
    ('смоленск', 'област')
    """
    word = word.lower().replace("ё", "е")
    first = next((i for i, char in enumerate(word) if char in _VOWELS), None)
    if first is None:
        return word
    head, rest = word[: first + 1], word[first + 1 :]
    rest = _without_ending(head, rest).removesuffix("и")
    if _ABSTRACT.search(rest) and _in_second_region(word, head + _ABSTRACT.sub("", rest)):
        rest = _ABSTRACT.sub("", rest)
    shorter = _SUPERLATIVE.sub("", rest)
    if shorter.endswith("нн"):
        return head + shorter[:-1]
    return head + (shorter if shorter != rest else rest.removesuffix("ь"))


def _without_ending(head: str, rest: str) -> str:
    if (bare := _GERUND.sub("", rest)) != rest:
        return bare
    rest = _REFLEXIVE.sub("", rest)
    if (bare := _ADJECTIVE.sub("", rest)) != rest:
        return _PARTICIPLE.sub("", bare)
    if (bare := _VERB.sub("", rest)) != rest:
        return bare
    return _NOUN.sub("", rest)


def _in_second_region(word: str, kept: str) -> bool:
    """Whether what follows ``kept`` lies behind two changes from vowel to consonant (R2)."""
    changes = [m.end() for m in re.finditer(f"[{_VOWELS}][^{_VOWELS}]", word)]
    return len(changes) > 1 and len(kept) >= changes[1]
