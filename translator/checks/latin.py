"""What is written in Latin letters or in figures of a contact stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.checks.matching import Folded
from translator.checks.subject import Subject
from translator.checks.terms import paired
from translator.units import Finding, Severity

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s«»“”()<>]*[^\s«»“”()<>.,;:!?]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_NAME = re.compile(
    r"(?<![\w@./-])[A-Za-z][A-Za-z0-9]*(?:[&.'’+-][A-Za-z0-9]+)*"
    r"(?: (?:& )?[A-Za-z][A-Za-z0-9]*(?:[&.'’+-][A-Za-z0-9]+)*)*(?![\w@/])"
)
_ROMAN = re.compile(r"[IVXLCDM]+(?:[-–][IVXLCDM]+)?")
_LATIN_KINDS = {"url": "ссылка", "email": "адрес", "phone": "телефон"}


def latin_kept(subject: Subject) -> Iterator[Finding]:
    """URLs, e-mails and phones to the letter (critical), Latin names (major).

    A Latin name for which the target has the Chinese form of a hint is right; Roman numerals
    and abbreviations glued to a Russian word («IT-компания») are words, not names.
    """
    if not subject.zh:
        return
    spans = list[tuple[int, int]]()
    for start, stop, text, kind in _addresses(subject):
        spans.append((start, stop))
        if not _kept(text, kind, subject.zh):
            word = _LATIN_KINDS[kind]
            yield Finding("latin-kept", Severity.CRITICAL, f"Не сохранено ({word}): {text}")
    spans += [(p.start, p.stop) for p in subject.placeables]
    spans += [
        (hint.start, hint.stop) for hint, _ in paired(subject) if hint is not None
    ]  # missing ones are findings of their own
    target = Folded(subject.zh).text
    for match in _NAME.finditer(subject.source):
        if any(match.start() < b and a < match.end() for a, b in spans):
            continue
        name = match.group()
        if _ROMAN.fullmatch(name) or _glued(subject.source, match):
            continue
        if Folded(name).text not in target:
            yield Finding("latin-kept", Severity.MAJOR, f"Не сохранено латинское название: {name}")


def _addresses(subject: Subject) -> Iterator[tuple[int, int, str, str]]:
    found = [
        (p.start, p.stop, p.text, p.kind) for p in subject.placeables if p.kind in _LATIN_KINDS
    ]
    yield from found
    for match in _ADDRESS.finditer(subject.source):
        if all(match.end() <= start or stop <= match.start() for start, stop, _, _ in found):
            kind = "email" if "@" in match.group() else "url"
            yield match.start(), match.end(), match.group(), kind


def _kept(text: str, kind: str, target: str) -> bool:
    if kind == "phone":
        wanted = re.sub(r"\D", "", text)[-10:]
        return wanted in re.sub(r"\D", "", target)
    return text in target or text.lower() in target.lower()


def _glued(source: str, match: re.Match[str]) -> bool:
    after = source[match.end() : match.end() + 2]
    return re.fullmatch(r"[-‑–][а-яёА-ЯЁ]", after) is not None and match.group().isupper()
