"""The tree of a web page to pieces in reading order, without scripts, forms and menus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translator.ingest.labels import marks
from translator.ingest.pieces import Piece, Run, join_runs, tags
from translator.units import Kind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "cite"})
_ENDED = (".", "!", "?", "…", ":", ";", "»", ".)")


@dataclass(slots=True)
class _Line:
    """The paragraph being collected."""

    runs: list[Run] = field(default_factory=list)
    linked: int = 0
    length: int = 0


@dataclass(slots=True)
class _State:
    pieces: list[Piece] = field(default_factory=list)
    line: _Line = field(default_factory=_Line)
    kinds: list[Kind | None] = field(default_factory=lambda: [None])
    bold: int = 0
    italic: int = 0
    link: int = 0
    headings: int = 0
    broke: int = 0
    parents: list[int] = field(default_factory=lambda: [0])
    count: int = 0


def walk(tree: HtmlElement) -> list[Piece]:
    """Paragraphs, headings, list items and cells in order; ``link`` where all is hyperlink."""
    state = _State()
    for event, node in _events(tree):
        tag = node.tag
        if event == "start":
            _open(state, str(tag), node)
            continue
        if event == "end":
            _close(state, str(tag))
        _add(state, node.tail)
    _flush(state)
    return state.pieces


def _events(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Start and end of every element to be read, without recursion (pages nest deeply)."""
    stack: list[tuple[str, HtmlElement]] = [("start", tree)]
    while stack:
        event, node = stack.pop()
        if event == "start" and _is_skipped(node):
            yield "skip", node
            continue
        yield event, node
        if event == "start":
            stack.append(("end", node))
            stack += [("start", child) for child in reversed(node)]


def _is_skipped(node: HtmlElement) -> bool:
    if not isinstance(node.tag, str) or node.tag in tags("page", "skipped"):
        return True
    return node.tag == "footer" and next(node.iterancestors("article"), None) is None


def _open(state: _State, tag: str, node: HtmlElement) -> None:
    if tag == "br":
        _break(state)
    elif tag not in tags("page", "inline"):
        _flush(state)
        state.count += 1
        state.parents.append(state.count)
        if tag in _HEADINGS:
            state.headings += 1
            state.kinds.append(Kind.TITLE)
        elif tag in ("li", "blockquote"):
            state.kinds.append(Kind.LIST_ITEM if tag == "li" else Kind.QUOTE)
    state.bold += tag in _BOLD
    state.italic += tag in _ITALIC
    state.link += tag == "a"
    _add(state, node.text)


def _close(state: _State, tag: str) -> None:
    if tag == "br":
        return
    if tag not in tags("page", "inline"):
        _flush(state)
        state.parents.pop()
        if tag in _HEADINGS:
            state.headings -= 1
        if tag in _HEADINGS or tag in ("li", "blockquote"):
            state.kinds.pop()
    state.bold -= tag in _BOLD
    state.italic -= tag in _ITALIC
    state.link -= tag == "a"


def _add(state: _State, text: str | None) -> None:
    if not text:
        return
    if text.strip():
        if state.broke and _starts_new(state, text):
            _flush(state)
        state.broke = 0
        size = len(text.strip())
        state.line.length += size
        state.line.linked += size if state.link else 0
    state.line.runs.append(Run(text, state.bold > 0, state.italic > 0))


def _break(state: _State) -> None:
    state.broke += 1
    state.line.runs.append(Run(" "))


def _starts_new(state: _State, text: str) -> bool:
    """A line break makes a paragraph where it is doubled or where a sentence ended before it."""
    if state.headings:
        return False
    before = "".join(run.text for run in state.line.runs[-4:]).rstrip()
    following = text.lstrip()
    found = marks()
    is_item = any(p.match(following) for p in (found.bullet, found.number))
    return state.broke > 1 or before.endswith(_ENDED) or is_item


def _flush(state: _State) -> None:
    line, state.line, state.broke = state.line, _Line(), 0
    text, styles = join_runs(line.runs)
    if any(character.isalnum() for character in text):
        place = f"paragraph {len(state.pieces) + 1}"
        linked = line.length > 0 and line.linked == line.length
        group = state.parents[-2] if len(state.parents) > 1 else 0
        state.pieces.append(Piece(text, place, state.kinds[-1], styles, linked, group))
