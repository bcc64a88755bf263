"""Names of their own in quotation marks: «Газпром трансгаз Томск» is neither Газпром nor Томск.

A short name in quotation marks (at most five words, a capital first, no comma, no verb, no
preposition) is a unit. A term that is only a part of it is no match

- where its kind is in names_of_own.txt and it is a nominative or stands first:
  «Пекин Палас», «Волга Металл», «Амурская заря». In another case it is used by its meaning:
  «Корпорация развития Амурской области», «Уголь Кузбасса»;
- whatever its kind, where it is one nominative noun beside another: «Экспорт Сервис». Such
  nouns do not describe each other, so that the name says nothing.

Other terms stay, because titles of programmes and forums are translated by their meaning
(«Развитие туризма»). The two sides of a dash, a colon or «и» are looked at separately
(«Москва – Пекин»), numbers do not count («Пекин 2022»), and a word of heads.txt with its
adjectives may stand beside the name, which it describes («Банк Москва», «Китайская торговая
компания»). Longer titles keep all their matches.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from translator.morphology import Reading, fold, readings
from translator.termbase.tail import heads
from translator.termbase.words import Part, is_capital

_LONGEST_NAME = 5
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")
_NO_NAME = re.compile(r"[,;.!?…]")
_SIDE = re.compile(r"\s[-–—]\s|[–—:]|\sи\s")
_PHRASE = frozenset({"VERB", "INFN", "PRTS", "PRED", "NPRO", "PREP"})
Section = tuple[Part, ...]


@lru_cache(maxsize=1)
def _kinds() -> frozenset[str]:
    lines = Path(__file__).with_name("names_of_own.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def short_names(text: str, found: Sequence[Part]) -> list[Section]:
    """The words of every short name in quotation marks, each side of a dash by itself."""
    sections: list[Section] = []
    for quoted in _QUOTED.finditer(text):
        start, stop = quoted.start() + 1, quoted.end() - 1
        words = [p for p in found if start <= p.start and p.stop <= stop and p.script != "number"]
        if not 2 <= len(words) <= _LONGEST_NAME or not is_capital(words[0].text):
            continue
        if _NO_NAME.search(text, start, stop):
            continue
        if any(readings(p.text)[0].pos in _PHRASE for p in words if p.script == "cyrillic"):
            continue
        edges = [start, *(m.end() for m in _SIDE.finditer(text, start, stop)), stop]
        for left, right in zip(edges, edges[1:], strict=False):
            side = tuple(p for p in words if left <= p.start and p.stop <= right and p.form != "и")
            if len(side) > 1:
                sections.append(side)
    return sections


def is_part_of_name(
    kind: str, start: int, stop: int, likely: Reading | None, sections: Sequence[Section]
) -> bool:
    """Whether ``text[start:stop]``, a term of this kind whose head is most ``likely`` in this
    form (None where it has no forms), is only a part of a name of its own (see the module)."""
    nominative = likely is None or likely.case in {"nom", "acc"}
    for words in sections:
        inside = [k for k, p in enumerate(words) if start <= p.start and p.stop <= stop]
        if not inside or len(inside) == len(words):
            continue
        before, after = words[: inside[0]], words[inside[-1] + 1 :]
        if _is_described(before, after):
            continue
        if kind in _kinds() and (nominative or not before):
            return True
        if len(inside) == 1 and nominative and likely is not None and likely.pos == "NOUN":
            return any(_bare_nominative(p) for p in (*before[-1:], *after[:1]))
    return False


def _is_described(before: Section, after: Section) -> bool:
    """Whether a word of heads.txt stands before the term, or after it with its adjectives."""
    if any(_is_head(p) for p in before):
        return True
    for part in after:
        if _is_head(part):
            return True
        if readings(part.text)[0].pos not in {"ADJF", "PRTF"}:
            return False
    return False


def _is_head(part: Part) -> bool:
    return any(fold(r.lemma) in heads() for r in readings(part.text))


def _bare_nominative(part: Part) -> bool:
    """A noun that can only be a nominative (or the accusative like it)."""
    if part.script != "cyrillic" or _is_head(part):
        return False
    found = readings(part.text)
    cases = {r.case for r in found if r.pos == "NOUN"}
    return found[0].pos == "NOUN" and "nom" in cases and cases <= {"nom", "acc"}
