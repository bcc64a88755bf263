"""What Trados Studio adds to XLIFF 1.2: confirmation, comments and revisions of a segment.

The names are those of its own files (.sdlxliff): ``sdl:seg-defs`` below a unit, ``cmt-defs`` and
``rev-defs`` in the head.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from translator.exchange.xliff.inline import Content
from translator.exchange.xliff.records import Note
from translator.exchange.xliff.states import lowest, of_trados
from translator.exchange.xmltext import local, text_of
from translator.units import TrackedChange


@dataclass(slots=True)
class Definitions:
    """Comments by id, and who made each revision and when."""

    comments: dict[str, tuple[Note, ...]] = field(default_factory=dict)
    revisions: dict[str, tuple[str, str]] = field(default_factory=dict)


def definitions(root: etree._Element) -> Definitions:
    """What stands in the head; empty for a file that Trados never had."""
    found = Definitions()
    for element in root.iter("{*}cmt-def", "{*}rev-def"):
        name = element.get("id", "")
        if local(element) == "rev-def":
            found.revisions[name] = (element.get("author", ""), element.get("date", ""))
        else:
            found.comments[name] = tuple(
                Note(text_of(c).strip(), c.get("user", ""), c.get("date", ""))
                for c in element.iter("{*}Comment")
            )
    return found


def state_of(unit: etree._Element) -> str:
    """The lowest confirmation of the unit's segments; empty where Trados says nothing."""
    segments = unit.iterfind("{*}seg-defs/{*}seg")
    return lowest([of_trados(segment.get("conf", "")) for segment in segments])


def notes_in(content: Content, known: Definitions) -> list[Note]:
    """Comments that stand in marks of the text, or that the marks point to."""
    found = [Note(text) for text in content.comments]
    for name in dict.fromkeys(content.comment_ids):
        found += known.comments.get(name, ())
    return found


def changes_in(contents: Iterable[Content], known: Definitions) -> tuple[TrackedChange, ...]:
    """Tracked changes, with the author where the head names one."""
    return tuple(
        TrackedChange(kind, *known.revisions.get(revision, ("", "")), text)
        for content in contents
        for kind, revision, text in content.changes
    )
