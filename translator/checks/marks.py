"""Marks: what a decoder leaves behind, and punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.checks.subject import Subject
from translator.text.characters import HAN
from translator.units import Finding, Kind, Severity

_LEFTOVER = re.compile(
    r"⁇|\ufffd|▁|[⟦⟧]|</?(?:unk|pad|s)>|>>\w+<<|&(?:amp|quot|lt|gt|nbsp);|@@ ", re.IGNORECASE
)
_HALF_WIDTH = re.compile(rf"[{HAN}”’）》][,.:;!?]|(?<![0-9A-Za-z])[,:;!?][{HAN}“《（]")
_PAIRS = (("“", "”"), ("‘", "’"), ("（", "）"), ("《", "》"))
_OF_SOURCE = {"“": "«„“", "”": "»”", "（": "(", "）": ")"}
_ENDS = "”’）》»)\"'› "
_STOPS_RU = ".!?…"
_STOPS_ZH = "。！？….!?"
_FREE_KINDS = frozenset({Kind.DATELINE, Kind.CONTACT})


def unknown_token(subject: Subject) -> Iterator[Finding]:
    """⁇, �, ▁, <unk>, slots ⟦ ⟧ and other marks of the machine that no reader must see."""
    left = [m for m in dict.fromkeys(_LEFTOVER.findall(subject.zh)) if m not in subject.source]
    if left:
        message = f"Служебные знаки в переводе: {' '.join(left)}"
        yield Finding("unknown-token", Severity.CRITICAL, message)


def punctuation(subject: Subject) -> Iterator[Finding]:
    """Quotation marks and brackets in pairs, no half-width marks beside Chinese.

    A sentence of a longer speech may hold one quotation mark only; then its source does too,
    and the two are compared.
    """
    for opening, closing in _PAIRS:
        balance = subject.zh.count(opening) - subject.zh.count(closing)
        if balance and balance != _source_balance(subject.source, opening, closing):
            yield Finding("punctuation", Severity.MINOR, f"Непарный знак: {opening} {closing}")
    half = _HALF_WIDTH.search(subject.zh)
    if half:
        yield Finding(
            "punctuation", Severity.MINOR, f"Полуширинный знак рядом с иероглифом: {half.group()}"
        )


def _source_balance(source: str, opening: str, closing: str) -> int:
    if opening not in _OF_SOURCE:
        return 0
    left = sum(source.count(ch) for ch in _OF_SOURCE[opening])
    right = sum(source.count(ch) for ch in _OF_SOURCE[closing])
    straight = source.count('"') % 2 if opening == "“" else 0
    return left - right or straight * (1 if source.lstrip("–— ").startswith('"') else -1)


def full_stop(subject: Subject) -> Iterator[Finding]:
    """A sentence ends with a mark in both languages or in neither; a title ends with none."""
    source, target = subject.source.rstrip(_ENDS), subject.zh.rstrip(_ENDS)
    if not target or not source or subject.kind in _FREE_KINDS:
        return
    stopped_ru, stopped_zh = source[-1] in _STOPS_RU, target[-1] in _STOPS_ZH
    if subject.kind is Kind.TITLE:
        if target[-1] == "。":
            yield Finding("full-stop", Severity.MINOR, "Точка в конце заголовка")
        return
    if source[-1] in ";:," or stopped_ru == stopped_zh:
        return
    message = "Нет точки в конце перевода" if stopped_ru else "Лишняя точка в конце перевода"
    yield Finding("full-stop", Severity.MINOR, message)
