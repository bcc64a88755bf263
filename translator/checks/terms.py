"""Terms and names: used as approved, in another admissible form, or missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from translator.checks.matching import Places, longest_first
from translator.checks.subject import Subject
from translator.text.characters import HAN
from translator.units import Finding, Hint, Severity, Strength, TermUse

_QUOTED_NAME = re.compile(r"«[А-ЯЁA-Z][\w-]*(?: [\w-]+){0,3}»(?!,? [–—])")
_ORIGINS = frozenset({"glossary", "memory", "names"})
_NAMES = frozenset({"person", "place", "organisation", "brand"})


def checked_hints(hints: Sequence[Hint]) -> list[int]:
    """Indices of the hints whose use is recorded: terms and names, not figures or the lexicon."""
    return [n for n, hint in enumerate(hints) if hint.origin in _ORIGINS]


def term_uses(hints: Sequence[Hint], how: Sequence[str], target: str | None) -> tuple[TermUse, ...]:
    """How every term and name among ``hints`` came out in ``target``, in order.

    One place of the target meets one hint: a term that stands twice in the source has to stand
    twice in the target. Approved forms are looked for before variants and long forms before
    short ones, so that 莫斯科州 never counts as 莫斯科 while it is wanted itself. A surname
    after a given name other than the one asked for does not count for the person. ``how`` is
    the engine's record for the hint of the same index.

    >>> from translator.units import Hint, Strength
    >>> hint = Hint(0, 7, "Пекином", "北京", "place", Strength.FIRM, "glossary", lemma="Пекин")
    >>> use = term_uses([hint], ["annotation"], "与北京合作")[0]
    >>> use.source, use.form, use.target, use.status, use.how
    ('Пекин', 'Пекином', '北京', 'used', 'annotation')
    """
    chosen = [hints[n] for n in checked_hints(hints)]
    rungs = [how[n] if n < len(how) else "" for n in checked_hints(hints)]
    places = Places(target or "")
    found: dict[int, tuple[str, str]] = {}
    for n in longest_first([hint.target for hint in chosen]):
        hit = places.take(chosen[n].target)
        if hit is not None:
            found[n] = (hit, "used")
    variants = [(n, form) for n, hint in enumerate(chosen) for form in hint.also]
    for at in longest_first([form for _, form in variants]):
        n, form = variants[at]
        if n in found:
            continue
        hit = places.take(form, alone=chosen[n].kind == "person" and "·" in chosen[n].target)
        if hit is not None:
            found[n] = (hit, "variant")
    for n, hint in enumerate(chosen):
        short = short_form(hint.target, target or "") if n not in found else ""
        if short:
            found[n] = (short, "variant")
    return tuple(
        TermUse(
            hint.lemma or hint.source,
            hint.source,
            *found.get(n, (hint.target, "missing")),
            how,
            hint.kind,
        )  # fmt: skip
        for n, (hint, how) in enumerate(zip(chosen, rungs, strict=True))
    )


@lru_cache(maxsize=1)
def _short_names() -> dict[str, str]:
    lines = (Path(__file__).parent / "data" / "short_names.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t")[:2] for line in lines.splitlines()[1:] if line)


def short_form(name: str, target: str) -> str:
    """The one character by which Chinese calls a country in a row of countries or as a side.

    >>> short_form("哈萨克斯坦", "中哈两国"), short_form("中国", "中心")
    ('哈', '')
    """
    short = _short_names().get(name)
    if short is None:
        return ""
    others = "".join(set(_short_names().values()) - {short})
    after = rf"(?:(?![{HAN}])|(?=[{others}两双三四边方间铁友关合贸学]))"
    last = rf"[{others}]、?{short}{after}"
    first = rf"{short}、?[{others}]{after}|{short}(?=方)"
    return short if re.search(f"{last}|{first}", target) else ""


def paired(subject: Subject) -> Iterator[tuple[Hint | None, TermUse]]:
    """Each recorded use with its hint, None where the hint is not known any more."""
    hints = [subject.hints[n] for n in checked_hints(subject.hints)]
    if len(hints) == len(subject.terms):
        yield from zip(hints, subject.terms, strict=True)
        return
    for use in subject.terms:
        yield next((h for h in hints if h.source == use.form), None), use


def missing_term(subject: Subject) -> Iterator[Finding]:
    """A name that does not stand in the target is critical, an ordinary term major.

    A second mention that Chinese left out, advice of weak strength and a name whose form is
    itself only proposed weigh less.
    """
    if not subject.zh:
        return
    there = {use.target for use in subject.terms if use.status == "used"}
    there |= {use.source for use in subject.terms if use.status != "missing"}
    proposed = {name.start for name in subject.names if not name.sure}
    for hint, use in paired(subject):
        if use.status != "missing":
            continue
        name = hint is not None and hint.kind in _NAMES
        severity = Severity.CRITICAL if name else Severity.MAJOR
        if hint is not None and hint.start in proposed:
            severity = Severity.MAJOR
        advice = hint is not None and hint.strength is Strength.WEAK
        if advice or use.target in there or use.source in there:
            severity = Severity.MINOR
        word = "имя или название" if name else "термин"
        yield Finding(
            "missing-term", severity, f"В переводе нет: {word} «{use.form}» → {use.target}"
        )


def forbidden_variant(subject: Subject) -> Iterator[Finding]:
    """A form that the term base forbids; inside an approved longer form it is no fault."""
    places = Places(subject.zh)
    for n in longest_first([use.target for use in subject.terms]):
        if subject.terms[n].status != "missing":
            places.take(subject.terms[n].target)
    for form, expected in dict.fromkeys(subject.forbidden):
        inside = form in expected and expected in subject.zh
        if not inside and places.take(form) is not None:
            yield Finding(
                "forbidden-variant",
                Severity.CRITICAL,
                f"Запрещённый вариант: {form}, нужно: {expected}",
            )


def unsure_name(subject: Subject) -> Iterator[Finding]:
    """A name transcribed by rule, or a quoted one made of ordinary words («Степной колос»)
    that the engine rendered by itself: neither stands in a list, a person confirms it."""
    for name in subject.names:
        if not name.sure and subject.zh:
            yield Finding(
                "name-to-confirm",
                Severity.MINOR,
                f"Проверьте передачу имени: {name.lemma or name.text} → {name.zh}",
            )
    firm = [h for h in subject.hints if h.strength is Strength.FIRM]
    for quoted in _QUOTED_NAME.finditer(subject.source):
        known = any(h.start < quoted.end() and quoted.start() < h.stop for h in firm)
        if subject.zh and not known:
            yield Finding(
                "name-to-confirm",
                Severity.MINOR,
                f"Проверьте передачу названия {quoted.group()}",
            )
