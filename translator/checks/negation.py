"""A «не» that the target does not show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from translator.checks.subject import Subject
from translator.units import Finding, Severity

_NOT_RU = re.compile(r"(?<![\w-])(?:не|нет)(?![\w-])", re.IGNORECASE)
_NOT_ZH = re.compile(r"[不未没无非别勿免否莫毋禁缺尚防]|以外|停止|难以|零")


@lru_cache(maxsize=1)
def _affirmative() -> re.Pattern[str]:
    lines = (Path(__file__).parent / "data" / "no_negation.tsv").read_text(encoding="utf-8")
    phrases = [line.split("\t")[0] for line in lines.splitlines()[1:] if line]
    phrases.sort(key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)


def negation(subject: Subject) -> Iterator[Finding]:
    """The source denies something and the target has no word of denial.

    Phrases with «не» that deny nothing («не менее», «тем не менее») stand in
    data/no_negation.tsv; words of avoiding and lacking (避免, 缺) count as denial.
    """
    source = _affirmative().sub(" ", subject.source)
    if subject.zh and _NOT_RU.search(source) and not _NOT_ZH.search(subject.zh):
        yield Finding("negation", Severity.MINOR, "В исходном тексте отрицание, в переводе его нет")
