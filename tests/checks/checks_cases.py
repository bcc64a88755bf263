"""Reads tests/cases/checks: pairs with hints written ``form=target/variant:kind``.

A target that ends in ``?`` is a proposed name; ``∅`` is no target; ``forbidden`` is
``form>expected``; ``findings`` are ``check:severity``, severity ``*`` where the finding may
come or not. ``known`` says why a case does not yet come out as it should.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from translator import placeables
from translator.checks import Subject, term_uses
from translator.units import Hint, Kind, NameMatch, Strength

FOLDER = Path(__file__).parents[1] / "cases" / "checks"


@dataclass(frozen=True, slots=True)
class Case:
    place: str
    subject: Subject
    expected: tuple[str, ...]
    known: str


def cases(name: str) -> list[Case]:
    path = FOLDER / f"{name}.tsv"
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    found = []
    for number, line in enumerate(lines, 2):
        row = dict(zip(header.split("\t"), line.split("\t"), strict=True))
        expected = tuple(f.strip() for f in row.get("findings", "").split(",") if f.strip())
        found.append(Case(f"{path.name}:{number}", subject(row), expected, row["known"]))
    return found


def subject(row: dict[str, str]) -> Subject:
    source = row["source"]
    target = None if row["target"] == "∅" else row["target"]
    hints, names = [], []
    for hint, sure in _hints(source, row["hints"]):
        hints.append(hint)
        if not sure:
            names.append(
                NameMatch(hint.kind, hint.start, hint.stop, hint.source, hint.lemma, hint.target)
            )
    return Subject(
        source,
        target,
        Kind(row["kind"]),
        tuple(hints),
        placeables.find(source),
        term_uses(hints, [""] * len(hints), target),
        names=tuple(names),
        forbidden=tuple(
            (form, expected)
            for pair in row.get("forbidden", "").split(";")
            for form, _, expected in [pair.strip().partition(">")]
            if form
        ),
    )


def _hints(source: str, written: str) -> Iterator[tuple[Hint, bool]]:
    at = 0
    for item in filter(None, (part.strip() for part in written.split(";"))):
        form, _, rest = item.partition("=")
        targets, _, kind = rest.rpartition(":")
        target, *also = targets.split("/")
        start = source.lower().index(form.lower(), at)
        at = start + len(form)
        yield (
            Hint(
                start,
                at,
                source[start:at],
                target.rstrip("?"),
                kind,
                Strength.FIRM,
                "names" if kind in {"person", "place"} else "glossary",
                tuple(also),
                lemma=form,
            ),
            not target.endswith("?"),
        )
