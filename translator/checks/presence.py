"""Whether there is a translation at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.checks.subject import Subject
from translator.text import has_cyrillic
from translator.units import Finding, Severity

_RUSSIAN = re.compile(r"[\u0400-\u052f]+(?:[\s-]+[\u0400-\u052f]+)*")


def missing_target(subject: Subject) -> Iterator[Finding]:
    """No target: the segment has to be translated by a person."""
    if subject.target is None and subject.source.strip():
        yield Finding("missing-target", Severity.CRITICAL, "Нет перевода")


def empty_target(subject: Subject) -> Iterator[Finding]:
    """A target that has no letter and no figure left after normalisation."""
    empty = subject.target is not None and not re.search(r"\w", subject.target)
    if empty and re.search(r"\w", subject.source):
        yield Finding("empty-target", Severity.CRITICAL, "Перевод пуст")


def copied_source(subject: Subject) -> Iterator[Finding]:
    """The source given back as its own translation; a URL or a code is no source text."""
    if has_cyrillic(subject.source) and _folded(subject.zh) == _folded(subject.source):
        yield Finding("copied-source", Severity.CRITICAL, "Исходный текст повторён без перевода")


def untranslated_cyrillic(subject: Subject) -> Iterator[Finding]:
    """Russian words left in the target; said once with all of them."""
    left = list(dict.fromkeys(_RUSSIAN.findall(subject.zh)))
    if left and _folded(subject.zh) != _folded(subject.source):
        yield Finding(
            "untranslated-cyrillic",
            Severity.MAJOR,
            f"Остались русские слова: {', '.join(left)}",
        )


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())
