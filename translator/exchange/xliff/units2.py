"""The units of an XLIFF 2.x file."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from translator.exchange.xliff.inline import Content, content_of
from translator.exchange.xliff.notes import CHECKS
from translator.exchange.xliff.records import Note, ReturnedUnit
from translator.exchange.xliff.states import lowest, of_state2
from translator.exchange.xliff.trados import Definitions, changes_in, notes_in
from translator.exchange.xliff.version2 import OWN
from translator.exchange.xmltext import line_of, local, text_of


def unit_elements(file: etree._Element) -> Iterator[etree._Element]:
    """The ``unit`` elements of a file, in order."""
    yield from file.iter("{*}unit")


def skeletons(file: etree._Element) -> Iterator[str]:
    """The text of the file's skeleton."""
    for element in file.iterchildren("{*}skeleton"):
        yield text_of(element)


def file_notes(file: etree._Element) -> Iterator[Note]:
    """Notes on the whole file, and on its groups."""
    for holder in (file, *file.iter("{*}group")):
        yield from _notes(holder)


def languages(root: etree._Element, file: etree._Element) -> tuple[str, str]:
    """Source and target language; the second empty where it is not given."""
    return root.get("srcLang", ""), root.get("trgLang", "")


def authors(file: etree._Element) -> Iterator[str]:
    """XLIFF 2 names nobody."""
    yield from ()


def unit_of(
    element: etree._Element, known: Definitions
) -> tuple[ReturnedUnit, tuple[Content, ...]]:
    """The unit and the contents it was read from. Segments that a program has made of it are
    put together again, targets in the order that their ``order`` gives (clause «order»)."""
    sources: list[Content] = []
    targets: list[tuple[int, Content]] = []
    states: list[str] = []
    for place, child in enumerate(element.iterchildren("{*}segment", "{*}ignorable"), 1):
        source, target = child.find("{*}source"), child.find("{*}target")
        sources.append(content_of(source))
        is_segment = local(child) == "segment"
        seen = target if target is not None or is_segment else source
        targets.append((_order(target, place), content_of(seen)))
        if is_segment:
            states.append(of_state2(child.get("state", ""), child.get("subState", "")))
    texts = [content for _, content in sorted(targets, key=lambda pair: pair[0])]
    notes = list(_notes(element))
    for content in (*sources, *texts):
        notes += notes_in(content, known)
    target_text = "".join(content.text for content in texts)
    unit = ReturnedUnit(
        id=element.get("id", ""),
        source="".join(content.text for content in sources),
        target=target_text,
        state=lowest(states),
        number=element.get("name", ""),
        notes=tuple(notes),
        changes=changes_in((*sources, *texts), known),
        line=line_of(element),
    )
    return unit, (*sources, *texts)


def _order(target: etree._Element | None, place: int) -> int:
    given = "" if target is None else target.get("order", "")
    return int(given) if given.isdecimal() else place


def _notes(holder: etree._Element) -> Iterator[Note]:
    for element in holder.iterfind("{*}notes/{*}note"):
        text = text_of(element).strip()
        ours = CHECKS if element.get("category") == CHECKS else ""
        if text:
            yield Note(
                text, element.get(f"{{{OWN}}}author", ours), element.get(f"{{{OWN}}}time", "")
            )
