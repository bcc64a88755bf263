"""The units of an XLIFF 1.x file."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from translator.exchange.xliff.inline import Content, content_of
from translator.exchange.xliff.records import Note, ReturnedUnit
from translator.exchange.xliff.states import of_state1
from translator.exchange.xliff.trados import Definitions, changes_in, notes_in, state_of
from translator.exchange.xmltext import line_of, local, text_of


def unit_elements(file: etree._Element) -> Iterator[etree._Element]:
    """The ``trans-unit`` elements of a file, in order."""
    yield from file.iter("{*}trans-unit")


def skeletons(file: etree._Element) -> Iterator[str]:
    """The texts in the file's skeleton."""
    for element in file.iterfind("{*}header/{*}skl/{*}internal-file"):
        yield text_of(element)


def file_notes(file: etree._Element) -> Iterator[Note]:
    """Notes on the whole file, and on its groups."""
    for element in file.iterfind("{*}header/{*}note"):
        yield _note(element)
    for group in file.iter("{*}group"):
        for element in group.iterfind("{*}note"):
            yield _note(element)


def languages(root: etree._Element, file: etree._Element) -> tuple[str, str]:
    """Source and target language; the second empty where it is not given."""
    return file.get("source-language", ""), file.get("target-language", "")


def authors(file: etree._Element) -> Iterator[str]:
    """Who worked on it: the phases name a person, Trados whoever changed a segment last."""
    for phase in file.iterfind("{*}header/{*}phase-group/{*}phase"):
        yield phase.get("contact-name", "").strip()
    for value in file.iter("{*}value"):
        if value.get("key") == "last_modified_by":
            yield (value.text or "").strip()


def unit_of(
    element: etree._Element, known: Definitions
) -> tuple[ReturnedUnit, tuple[Content, ...]]:
    """The unit and the contents it was read from."""
    children = {local(child): child for child in reversed(element)}
    source = content_of(children.get("source"))
    seen = children.get("target")
    target = content_of(seen)
    state = seen.get("state", "") if seen is not None else ""
    found = of_state1(state, element.get("approved", "")) if state else ""
    notes = [_note(e) for e in element.iterchildren("{*}note")]
    notes += notes_in(source, known) + notes_in(target, known)
    unit = ReturnedUnit(
        id=element.get("id", ""),
        source=source.text,
        target=target.text,
        state=found or state_of(element) or of_state1(state, element.get("approved", "")),
        number=element.get("resname", ""),
        notes=tuple(note for note in notes if note.text),
        changes=changes_in((source, target), known),
        line=line_of(element),
    )
    return unit, (source, target)


def _note(element: etree._Element) -> Note:
    return Note(text_of(element).strip(), element.get("from", "").strip())
