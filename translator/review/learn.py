"""What reviewers correct again and again: proposals for the glossary, for a person to approve."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from translator.errors import GlossaryError
from translator.project import Project
from translator.review.difference import difference
from translator.units import TranslationUnit

COLUMNS = ("approved", "kind", "ru", "zh", "forbidden", "count", "reviewers", "note")
TIMES = 3
_CONTEXT = 12
_WORD = re.compile(r"[A-Za-z\u0400-\u04ff]+(?:-[\u0400-\u04ff]+)*")
_SOLID = re.compile(r"[\w]")
_YES = frozenset({"yes", "y", "да", "д", "1", "是", "+", "x"})


@dataclass(frozen=True, slots=True)
class Correction:
    """One replacement in one unit: ``old`` became ``new`` between ``left`` and ``right``."""

    old: str
    new: str
    left: str
    right: str
    release: str
    unit: str
    source: str
    reviewer: str
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A repeated correction. ``kind`` is entry where a Russian term is known or guessed, rule
    where only the Chinese is. ``places`` are the units as ``release № unit``."""

    kind: str
    ru: str
    zh: str
    forbidden: str
    count: int
    reviewers: tuple[str, ...]
    places: tuple[str, ...]


def corrections(project: Project) -> Iterator[Correction]:
    """Every replacement that a person made in a project, each unit's last text against what was
    exported first."""
    first, last = project.bitext(1), project.bitext()
    begun = {unit.id: unit for unit in first.units}
    authors = {r.unit: r.author for r in project.revisions() if r.before != r.after}
    for unit in last.units:
        old = begun.get(unit.id)
        if old is not None and unit.id in authors and old.target and unit.target:
            yield from _of_unit(old, unit.target, project.path.name, authors[unit.id])


def _of_unit(
    unit: TranslationUnit, target: str, release: str, reviewer: str
) -> Iterator[Correction]:
    pieces = difference(unit.target or "", target)
    left = ""
    for index, piece in enumerate(pieces):
        if piece.kind == "same":
            left = piece.text
            continue
        if piece.kind == "insert" and index and pieces[index - 1].kind == "delete":
            continue
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        is_pair = piece.kind == "delete" and following is not None and following.kind == "insert"
        after = index + 2 if is_pair else index + 1
        right = pieces[after].text if after < len(pieces) else ""
        old = piece.text if piece.kind == "delete" else ""
        new = following.text if is_pair and following else piece.text if not old else ""
        one = Correction(
            old, new, left, right, release, unit.id, unit.source, reviewer,
            tuple((term.source, term.target) for term in unit.terms),
        )  # fmt: skip
        yield from (one,) if old and new else _leaning(one)


def _leaning(one: Correction) -> Iterator[Correction]:
    """An insertion or deletion is a replacement of the word with its neighbour on either side."""
    if one.left:
        near = one.left[-1]
        yield replace(one, old=near + one.old, new=near + one.new, left=one.left[:-1])
    if one.right:
        near = one.right[0]
        yield replace(one, old=one.old + near, new=one.new + near, right=one.right[1:])


def proposals(found: Sequence[Correction], times: int = TIMES) -> tuple[Proposal, ...]:
    """Replacements made in at least ``times`` units, most frequent first."""
    groups: dict[tuple[str, str], dict[tuple[str, str], Correction]] = {}
    for one in found:
        groups.setdefault((one.old, one.new), {})[(one.release, one.unit)] = one
    made: dict[tuple[str, str], Proposal] = {}
    for group in groups.values():
        if len(group) < times:
            continue
        proposal = _proposal(list(group.values()))
        made.setdefault((proposal.forbidden, proposal.zh), proposal)
    return tuple(sorted(made.values(), key=lambda p: (-p.count, p.ru, p.zh)))


def _proposal(group: list[Correction]) -> Proposal:
    left = _common_end([one.left for one in group])
    right = _common_end([one.right[::-1] for one in group])[::-1]
    old, new = left + group[0].old + right, left + group[0].new + right
    ru = _known_term(group, old) or _common_words([one.source for one in group])
    return Proposal(
        kind="entry" if ru else "rule",
        ru=ru,
        zh=new,
        forbidden=old,
        count=len(group),
        reviewers=tuple(dict.fromkeys(one.reviewer for one in group if one.reviewer)),
        places=tuple(f"{one.release} {one.unit}" for one in group),
    )


def _common_end(texts: list[str]) -> str:
    """What all texts end with, at most 12 letters or figures, no punctuation."""
    common = ""
    for size in range(1, _CONTEXT + 1):
        ends = {text[-size:] for text in texts}
        if len(ends) != 1 or len(end := ends.pop()) < size or not _SOLID.fullmatch(end[0]):
            break
        common = end
    return common


def _known_term(group: list[Correction], old: str) -> str:
    """A term of the glossary that all units hold and whose Chinese the correction touches."""
    shared = set.intersection(*(set(one.terms) for one in group))
    hits = [ru for ru, zh in shared if zh and (zh in old or old in zh)]
    return max(hits, key=len, default="")


def _common_words(sources: list[str]) -> str:
    """The longest run of words, compared without their endings, that all sources share."""
    lists = [_WORD.findall(source) for source in sources]
    stems = [[_stem(word) for word in words] for words in lists]
    best: list[str] = []
    for start in range(len(stems[0])):
        for stop in range(start + len(best) + 1, len(stems[0]) + 1):
            run = stems[0][start:stop]
            if not all(_holds(other, run) for other in stems[1:]):
                break
            best = lists[0][start:stop]
    return " ".join(best) if any(len(word) > 3 for word in best) else ""


def _stem(word: str) -> str:
    return word.casefold()[: max(4, len(word) - 3)]


def _holds(words: list[str], run: list[str]) -> bool:
    return any(words[i : i + len(run)] == run for i in range(len(words) - len(run) + 1))


def table(found: Sequence[Proposal]) -> str:
    """The proposals as TSV with an empty first column: a person writes «yes» there."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for p in found:
        names, places = ", ".join(p.reviewers), "; ".join(p.places[:10])
        writer.writerow(("", p.kind, p.ru, p.zh, p.forbidden, p.count, names, places))
    return stream.getvalue()


def approved(text: str, name: str) -> str:
    """The approved entries of such a table as an office glossary (TSV).

    :raises GlossaryError: ``file:line`` of an approved line without Russian or Chinese, or a
        header that is not that of :func:`table`.
    """
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter="\t"))
    if not rows or tuple(rows[0]) != COLUMNS:
        raise GlossaryError(
            "is no table of proposals", place=f"{name}:1", remedy="give a file of review learn"
        )
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(("ru", "zh", "forbidden", "source", "note"))
    for number, cells in enumerate(rows[1:], 2):
        row = dict(zip(COLUMNS, cells, strict=False))
        if row.get("approved", "").strip().casefold() not in _YES:
            continue
        if not row.get("ru", "").strip() or not row.get("zh", "").strip():
            raise GlossaryError(
                "an approved line needs ru and zh", place=f"{name}:{number}",
                remedy="fill the cell, or take the approval away",
            )  # fmt: skip
        writer.writerow(
            (row["ru"].strip(), row["zh"].strip(), row["forbidden"].strip(), "review", row["note"])
        )
    return stream.getvalue()
