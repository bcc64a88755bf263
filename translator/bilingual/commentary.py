"""Comments and footnotes of a document: who said what, in which thread, and whether it is done."""

from __future__ import annotations

from lxml import etree

from translator.bilingual.celltext import paragraphs, text_of
from translator.bilingual.records import ReviewComment
from translator.ooxml.markup import w

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def comments_by_number(
    root: etree._Element | None, extended: etree._Element | None
) -> dict[str, ReviewComment]:
    """Comments by their ``w:id``. Threads stand in a part of their own (MS-DOCX, 2.5.4.2
    ``commentEx``): it names a comment by the last paragraph of its text."""
    if root is None:
        return {}
    states = _states(extended)
    by_paragraph: dict[str, str] = {}
    for comment in root.iter(w("comment")):
        for paragraph in paragraphs(comment):
            name = paragraph.get(f"{{{W14}}}paraId")
            if name:
                by_paragraph[name] = comment.get(w("id"), "")
    found = {}
    for comment in root.iter(w("comment")):
        last = [p.get(f"{{{W14}}}paraId", "") for p in paragraphs(comment)][-1:]
        parent, done = states.get(last[0] if last else "", ("", None))
        number = comment.get(w("id"), "")
        found[number] = ReviewComment(
            author=comment.get(w("author"), ""),
            text=text_of(comment).strip(),
            time=_time(comment.get(w("date"), "")),
            initials=comment.get(w("initials"), ""),
            number=number,
            parent=by_paragraph.get(parent, ""),
            resolved=done,
        )
    return found


def notes_by_number(*parts: etree._Element | None) -> dict[tuple[str, str], str]:
    """Texts of footnotes and endnotes by kind and ``w:id``; separators are left out."""
    return {
        (kind, note.get(w("id"), "")): text_of(note).strip()
        for part in parts
        if part is not None
        for kind in ("footnote", "endnote")
        for note in part.iter(w(kind))
        if note.get(w("type"), "normal") == "normal"
    }


def _states(extended: etree._Element | None) -> dict[str, tuple[str, bool | None]]:
    if extended is None:
        return {}
    return {
        item.get(f"{{{W15}}}paraId", ""): (
            item.get(f"{{{W15}}}paraIdParent", ""),
            item.get(f"{{{W15}}}done", "0") in ("1", "true", "on"),
        )
        for item in extended.iter(f"{{{W15}}}commentEx")
    }


def _time(stamp: str) -> str:
    """LibreOffice writes a comment without a date as year 0."""
    return "" if not stamp.strip("0").startswith(tuple("123456789")) else stamp
