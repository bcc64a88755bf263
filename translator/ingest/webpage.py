"""A web page to pieces: trafilatura finds the text of the news, our own walk keeps its order.

trafilatura decides which parts of the page are the news; the pieces themselves come from the
page's tree, so that a paragraph it overlooks between two others is not lost. Pieces inside
that stretch which it did not choose and that are link lists are reported as ``page-frame``.
Nothing is fetched, scripts are not run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from translator.errors import InputError
from translator.ingest.encodings import decode
from translator.ingest.labels import date_in
from translator.ingest.pagewalk import walk
from translator.ingest.pieces import Piece, Reading, key, tidy
from translator.units import Furniture, Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d{2}-\d{2})')
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='DC.date' or @name='pubdate']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//time/@datetime",
)
_COPY = "save the page again from the browser, or copy its text into a .txt file"
_SHORT = 40
# Comments and lists of links may stand inside the element; a lost half of the news may not.
_LEAST = 0.5
_NEWS = ("//article", "//*[@itemprop='articleBody']", "//main")
_NOT_FOUND = "the news was not told apart from the rest of the page; look for stray lines"


@dataclass(frozen=True, slots=True)
class _Extract:
    """What trafilatura made of the page: keys of its pieces, its title and date."""

    keys: frozenset[str]
    joined: str
    title: str = ""
    issued: date | None = None


def read_page(data: bytes, name: str) -> Reading:
    """Pieces of a page with ``paragraph N`` as their place.

    :raises InputError: the page cannot be decoded or holds no text.
    """
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, name, declared=declared.group(1).decode("ascii") if declared else "")
    source = _DECLARATION.sub("", decoded.text)
    tree = _parse(source, name)
    issued = _issued(tree, source)
    headline = _headline(tree)
    extract = _extract(source)
    found = walk(tree)
    pieces, aside = _main_part(found, extract, headline)
    messages = []
    element = _news_element(tree)
    whole = _from_headline(walk(element), headline)
    if not pieces or (element is not tree and _size(pieces) < _LEAST * _size(whole)):
        pieces, aside = whole, []
        messages.append(_NOT_FOUND)
    title = headline or extract.title
    if title and not any(key(p.text) == key(title) for p in pieces[:4]):
        pieces = [Piece(title, "title", Kind.TITLE), *pieces]
    return Reading(
        tuple(pieces), decoded.encoding, issued or extract.issued, tuple(aside), tuple(messages)
    )


def _parse(source: str, name: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError("holds no web page that can be read", place=name, remedy=_COPY) from error
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        # libxml2 drops the rest of the page without a word at 256 levels or 10 MB of text.
        raise InputError("is nested too deeply or holds too long a text", place=name, remedy=_COPY)
    return tree


def _issued(tree: HtmlElement, source: str) -> date | None:
    values = [str(value) for path in _DATES for value in _texts(tree, path)]
    values += _JSON_DATE.findall(source)
    return next((found for value in values if (found := date_in(value[:40]))), None)


def _texts(tree: HtmlElement, path: str) -> list[str]:
    found = tree.xpath(path)
    return [str(value) for value in found] if isinstance(found, list) else []


def _headline(tree: HtmlElement) -> str:
    """The only ``h1`` of the page, else its og:title."""
    headings = [tidy(" ".join(node.itertext())) for node in tree.iter("h1")]
    headings = [heading for heading in dict.fromkeys(headings) if heading]
    if len(headings) == 1:
        return headings[0]
    titles = _texts(tree, "//meta[@property='og:title']/@content")
    return tidy(titles[0]) if titles else ""


def _extract(source: str) -> _Extract:
    """An empty extract where trafilatura finds nothing."""
    import trafilatura
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    document = trafilatura.bare_extraction(
        source,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
        config=config,
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return _Extract(frozenset(), "")
    nodes = document.body.iter("p", "head", "item", "cell", "quote")
    keys = frozenset(text for node in nodes if (text := key(_text(node))))
    joined = key(_text(document.body))
    issued = date_in(document.date) if document.date else None
    return _Extract(keys, joined, tidy(document.title or ""), issued)


def _news_element(tree: HtmlElement) -> HtmlElement:
    """The only ``article`` or ``main``, else the whole page."""
    for path in _NEWS:
        found = tree.xpath(path)
        if isinstance(found, list) and len(found) == 1 and _text(found[0]).strip():
            return found[0]
    return tree


def _from_headline(pieces: list[Piece], headline: str) -> list[Piece]:
    wanted = key(headline)
    starts = [index for index, piece in enumerate(pieces) if wanted and key(piece.text) == wanted]
    return pieces[starts[0] :] if starts else pieces


def _size(pieces: list[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _text(node: Element) -> str:
    return "".join(str(part) for part in node.itertext())


def _main_part(
    found: list[Piece], extract: _Extract, headline: str
) -> tuple[list[Piece], list[Furniture]]:
    """Pieces from the first to the last that trafilatura chose, with those that stand beside
    them in one element; between them only link lines that it did not choose are set aside."""
    if not any(_is_chosen(piece, extract, "") for piece in found):
        return [], []
    chosen = [_is_chosen(piece, extract, headline) for piece in found]
    first = chosen.index(True)
    last = len(chosen) - 1 - chosen[::-1].index(True)
    while first and found[first - 1].group == found[first].group:
        first -= 1
    while last + 1 < len(found) and found[last + 1].group == found[last].group:
        last += 1
    pieces: list[Piece] = []
    aside: list[Furniture] = []
    for piece, is_main in zip(found[first : last + 1], chosen[first : last + 1], strict=True):
        if piece.link and not is_main:
            aside.append(Furniture(piece.text, "page-frame", piece.place))
        else:
            pieces.append(piece)
    return pieces, aside


def _is_chosen(piece: Piece, extract: _Extract, headline: str) -> bool:
    text = key(piece.text)
    if not text:
        return False
    if text in extract.keys or (headline and text == key(headline)):
        return True
    return len(text) >= _SHORT and text in extract.joined
