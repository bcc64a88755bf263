"""Everything a person wrote beside the translations: comments, notes, footnotes, strange words.

What the tool itself wrote (findings, notes of checks, headings) is recognised and left out.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from translator import bilingual
from translator.bilingual import ReviewComment, ReviewDocument, ReviewRow
from translator.bilingual.body import CHECKS_AUTHOR
from translator.exchange import xliff
from translator.project import Export
from translator.review.records import Aligned
from translator.units import Comment, State


def remarks(
    document: ReviewDocument,
    outcomes: Sequence[Aligned],
    export: Export,
    known: Sequence[Comment],
    reviewer: str,
    notes: Iterable[str] = (),
) -> tuple[Comment, ...]:
    """Comments that are new, and known ones whose thread was closed or opened again.

    ``known`` are the project's comments; ``notes`` are lines of the notes column that the tool
    wrote besides the findings (the two texts of a conflict).
    """
    return _Remarks(document, outcomes, export, known, reviewer, notes).all()


class _Remarks:
    def __init__(
        self,
        document: ReviewDocument,
        outcomes: Sequence[Aligned],
        export: Export,
        known: Sequence[Comment],
        reviewer: str,
        notes: Iterable[str],
    ) -> None:
        self._document = document
        self._units = {row: one.units[0] for one in outcomes for row in one.rows if one.units}
        self._export = export
        self._reviewer = reviewer
        units = export.bitext.units
        found = [note for unit in units for note in bilingual.notes_of(unit)]
        self._ours = {_plain(note) for note in (*notes, *found)}
        self._own = {
            (CHECKS_AUTHOR, _plain(bilingual.comment_text(finding)))
            for unit in units
            for finding in unit.findings
        } | {(note.author, _plain(note.text)) for unit in units for note in xliff.notes_of(unit)}
        self._left: dict[tuple[str, str, str], list[Comment]] = {}
        for comment in known:
            self._left.setdefault(_key(comment), []).append(comment)
        self._ids = {comment.id for comment in known}
        self._by_number: dict[str, str] = {}

    def all(self) -> tuple[Comment, ...]:
        found: list[Comment] = []
        for place, row in enumerate(self._document.rows, 1):
            unit = self._units.get(place, "")
            for comment in row.comments:
                found += self._said(comment, unit)
            for where, text in self._written(row):
                found += self._typed(unit, where, text)
        for comment in self._document.comments:
            found += self._said(comment, "")
        for text in self._outside():
            found += self._typed("", "outside", text)
        return tuple(found)

    def _said(self, comment: ReviewComment, unit: str) -> Iterator[Comment]:
        if (comment.author, _plain(comment.text)) in self._own:
            return
        known = self._take(unit, comment.author, comment.text)
        if known is not None:
            self._by_number[comment.number] = known.id
            if comment.resolved is not None and comment.resolved != known.resolved:
                yield Comment(
                    known.id, unit, known.author, known.text, known.time, known.parent,
                    resolved=comment.resolved, where=known.where,
                )  # fmt: skip
            return
        parent = self._by_number.get(comment.parent, "")
        made = Comment(
            id=self._name(unit, comment.author, comment.time, comment.text),
            unit=unit,
            author=comment.author,
            text=comment.text,
            time=comment.time,
            parent=parent,
            resolved=bool(comment.resolved),
        )
        self._by_number[comment.number] = made.id
        yield made

    def _typed(self, unit: str, where: str, text: str) -> Iterator[Comment]:
        if self._take(unit, self._reviewer, text) is None:
            name = self._name(unit, self._reviewer, where, text)
            yield Comment(id=name, unit=unit, author=self._reviewer, text=text, where=where)

    def _take(self, unit: str, author: str, text: str) -> Comment | None:
        """A known comment of these words, each only once."""
        left = self._left.get((unit, author, _plain(text)), [])
        return left.pop(0) if left else None

    def _name(self, *parts: str) -> str:
        """Sixteen hexadecimal digits; another number is mixed in where two would be alike."""
        number = 0
        while True:
            text = "\n".join((*parts, str(number)))
            name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
            if name not in self._ids:
                self._ids.add(name)
                return name
            number += 1

    def _written(self, row: ReviewRow) -> Iterator[tuple[str, str]]:
        lines = [line for line in row.notes.split("\n") if line.strip()]
        typed = [line.strip() for line in lines if _plain(line) not in self._ours]
        if typed:
            yield "note", "\n".join(typed)
        for text in row.others:
            yield "note", text
        for text in row.footnotes:
            yield "footnote", text
        if row.status and row.status not in set(State):
            yield "status", row.status

    def _outside(self) -> Iterator[str]:
        expected = Counter(
            map(_plain, bilingual.outside_lines(self._export.bitext, self._export.round))
        )
        for line in self._document.outside:
            if expected[_plain(line)]:
                expected[_plain(line)] -= 1
            else:
                yield line


def _key(comment: Comment) -> tuple[str, str, str]:
    return comment.unit, comment.author, _plain(comment.text)


def _plain(text: str) -> str:
    return "".join(text.split())
