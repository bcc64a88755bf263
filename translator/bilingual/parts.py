"""The parts around the body: styles, settings, fonts, page header and footer, comments."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from translator.bilingual.anchors import digest
from translator.bilingual.body import CHECKS_AUTHOR, comment_text
from translator.bilingual.commentary import W14, W15
from translator.bilingual.extras import NONE, Extras
from translator.bilingual.runs import field, fonts, language, mixed, paragraph
from translator.bilingual.theme import Style, theme
from translator.ooxml.markup import DECLARATION, MC, OFFICE, PACKAGE, storable
from translator.ooxml.written import NOTHING, Markup, any_element, el, escaped, joined, part, val
from translator.units import Bitext

_CORE = f"{PACKAGE}/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_EXTENDED = f"{OFFICE}/extended-properties"
_TITLE_LIMIT = 110


def styles() -> bytes:
    """``w:styles``; the defaults name fonts and languages, so that nothing is left to a theme."""
    defaults = el(
        "docDefaults",
        el("rPrDefault", el("rPr", fonts("ru"), val("sz", 21), val("szCs", 21), language("ru"))),
        el("pPrDefault", el("pPr", el("spacing", before="0", after="0"))),
    )
    normal = el(
        "style", val("name", "Normal"), el("qFormat"),
        type="paragraph", styleId="Normal", default="1",
    )  # fmt: skip
    character = el(
        "style", val("name", "Default Paragraph Font"),
        type="character", styleId="DefaultFont", default="1",
    )  # fmt: skip
    return part(
        "styles",
        defaults,
        normal,
        character,
        _character("Hyperlink", "Hyperlink", val("color", "1F4E9E"), val("u", "single")),
        _character("CommentReference", "annotation reference", val("sz", 16), val("szCs", 16)),
        _paragraph_style(Style("CommentText", "annotation text", "ru", size=20)),
        *(_paragraph_style(style) for style in theme().styles),
    )


def _character(identifier: str, name: str, *look: Markup) -> Markup:
    return el("style", val("name", name), el("rPr", *look), type="character", styleId=identifier)


def _paragraph_style(style: Style) -> Markup:
    colour = theme().colours["rule"]
    bar = el("pBdr", el("left", val="single", sz="12", space="6", color=colour))
    spacing = el("spacing", before=str(style.before), after=str(style.after))
    # A name that Word knows is not a custom style.
    custom = {} if style.name.startswith("annotation") else {"customStyle": "1"}
    return el(
        "style",
        val("name", style.name),
        val("basedOn", style.base or "Normal"),
        el("qFormat"),
        el(
            "pPr",
            el("keepNext") if style.keep else NOTHING,
            bar if style.bar else NOTHING,
            val("autoSpaceDE", 0) if style.lang == "zh" else NOTHING,
            val("autoSpaceDN", 0) if style.lang == "zh" else NOTHING,
            spacing if style.before or style.after else NOTHING,
            el("ind", left=str(style.left)) if style.left else NOTHING,
            val("jc", "center") if style.centre else NOTHING,
        ),
        el(
            "rPr",
            fonts(style.lang),
            el("b") if style.bold else NOTHING,
            el("bCs") if style.bold else NOTHING,
            el("i") if style.italic else NOTHING,
            el("iCs") if style.italic else NOTHING,
            val("color", style.colour) if style.colour else NOTHING,
            val("sz", style.size) if style.size else NOTHING,
            val("szCs", style.size) if style.size else NOTHING,
            language(style.lang),
        ),
        type="paragraph",
        styleId=style.id,
        **custom,
    )


def settings() -> bytes:
    """``w:settings``: Word 2013 layout; theme languages stated, else Chinese goes to MS Mincho."""
    mode = el(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val="15",
    )
    return part(
        "settings",
        el("zoom", percent="100"),
        val("defaultTabStop", 708),
        val("characterSpacingControl", "doNotCompress"),
        el("compat", mode),
        el("themeFontLang", val="ru-RU", eastAsia="zh-CN"),
        val("decimalSymbol", ","),
        val("listSeparator", ";"),
    )


def font_table() -> bytes:
    """``w:fonts``: where SimSun is not installed, its own Chinese name and Noto stand in."""
    look = theme().fonts
    return part(
        "fonts",
        el(
            "font",
            val("altName", "宋体,Noto Serif CJK SC,Source Han Serif SC"),
            val("panose1", "02010600030101010101"),
            val("charset", "86"),
            val("family", "auto"),
            val("pitch", "variable"),
            name=look["zh"],
        ),
        el(
            "font",
            val("altName", "Liberation Serif"),
            val("charset", "CC"),
            val("family", "roman"),
            val("pitch", "variable"),
            name=look["ru"],
        ),
    )


def page_header(bitext: Bitext) -> bytes:
    """The running header: title, direction, date, model and glossary on every page."""
    made = bitext.provenance
    title = storable(bitext.title or bitext.name).replace("\n", " ")
    if len(title) > _TITLE_LIMIT:
        title = title[:_TITLE_LIMIT].rstrip() + "…"
    date = f" · {bitext.issued:%d.%m.%Y}" if bitext.issued else ""
    model = made.model or made.engine or "—"
    glossary = made.glossary_digest[:12] or "—"
    words = theme().words
    rule = el("bottom", val="single", sz="4", space="2", color=theme().colours["rule"])
    first = _edge(mixed(title), mixed(f"RU → ZH{date}"))
    second = _edge(
        mixed(f"{words['model']}: {model}"),
        mixed(f"{words['glossary']}: {glossary}"),
        el("pBdr", rule),
    )
    return part("hdr", first, second)


def page_footer(bitext: Bitext) -> bytes:
    """The tool's version on the left, the page of all pages on the right."""
    words = theme().words
    pages = (mixed(f"{words['page']} "), field("PAGE"), mixed(f" {words['of']} "))
    return part(
        "ftr", _edge(mixed(bitext.provenance.tool or "—"), joined((*pages, field("NUMPAGES"))))
    )


def _edge(left: Markup, right: Markup, border: Markup = NOTHING) -> Markup:
    """A line at the page's edge: ``left``, and ``right`` at the margin."""
    tabs = el("tabs", el("tab", val="right", pos=str(sum(theme().widths))))
    properties = joined((border, tabs))
    return paragraph("ReviewEdge", left, el("r", el("tab")), right, properties=properties)


def section() -> Markup:
    """``w:sectPr``: A4 across, with the running header and footer."""
    page = theme().page
    return el(
        "sectPr",
        any_element("w:headerReference", {"w:type": "default", "r:id": "rHeader"}),
        any_element("w:footerReference", {"w:type": "default", "r:id": "rFooter"}),
        el("pgSz", w=str(page["width"]), h=str(page["height"]), orient="landscape"),
        el(
            "pgMar",
            top=str(page["margin-top"]),
            right=str(page["margin"]),
            bottom=str(page["margin-bottom"]),
            left=str(page["margin"]),
            header="450",
            footer="400",
            gutter="0",
        ),
    )


def comments(bitext: Bitext, extras: Extras = NONE) -> bytes:
    """``w:comments``: one for each finding, then the people's threads, in the order of the rows.
    Findings carry no date: the bitext knows none for them, and the same bitext must give the
    same bytes."""
    made: list[Markup] = []
    for unit in bitext.units:
        for finding in unit.findings:
            made.append(_comment(len(made), CHECKS_AUTHOR, "", comment_text(finding)))
        for comment in extras.comments.get(unit.id, ()):
            name = paragraph_id(comment.id)
            made.append(_comment(len(made), comment.author, comment.time, comment.text, name))
    return part("comments", *made, w14=W14, mc=MC)


def _comment(number: int, author: str, time: str, text: str, name: str = "") -> Markup:
    """One comment; ``name`` is the identifier of its paragraph, by which threads hold together."""
    initials = "c" if author == CHECKS_AUTHOR else author[:1]
    content = joined((el("pPr", val("pStyle", "CommentText")), _comment_mark(), mixed(text)))
    words = any_element("w:p", {"w14:paraId": name} if name else {}, content)
    given = {"date": time} if time else {}
    return el(
        "comment", words,
        id=str(number), author=storable(author), initials=storable(initials), **given,
    )  # fmt: skip


@cache
def _comment_mark() -> Markup:
    return el("r", el("rPr", val("rStyle", "CommentReference")), el("annotationRef"))


def threads(extras: Extras) -> bytes | None:
    """``w15:commentsEx``: which comment answers which, and which are done; None without any."""
    items = []
    for comment in (c for thread in extras.comments.values() for c in thread):
        parent = {"w15:paraIdParent": paragraph_id(comment.parent)} if comment.parent else {}
        done = {"w15:done": str(int(comment.resolved))}
        named = {"w15:paraId": paragraph_id(comment.id)}
        items.append(any_element("w15:commentEx", named | parent | done))
    if not items:
        return None
    return DECLARATION + any_element("w15:commentsEx", {"xmlns:w15": W15}, *items).encode("utf-8")


def paragraph_id(comment: str) -> str:
    """The ``w14:paraId`` of a comment: eight hexadecimal digits below 80000000 ([MS-DOCX] 2.6.2.3),
    made from our own id.

    >>> len(paragraph_id("a1"))
    8
    """
    return f"{int(digest(comment)[:8], 16) % 0x7FFFFFFF + 1:08X}"


def core_properties(bitext: Bitext) -> bytes:
    """``docProps/core.xml``: title, subject, language and the tool; no person, no times."""
    values = (
        any_element(f"dc:{name}", {}, escaped(storable(value)))
        for name, value in _core_values(bitext)
    )
    root = any_element("cp:coreProperties", {"xmlns:cp": _CORE, "xmlns:dc": _DC}, *values)
    return DECLARATION + root.encode("utf-8")


def _core_values(bitext: Bitext) -> Iterator[tuple[str, str]]:
    yield "title", bitext.title or bitext.name
    yield "subject", theme().words["direction-value"]
    yield "creator", bitext.provenance.tool
    yield "language", "zh-CN"


def app_properties() -> bytes:
    """``docProps/app.xml``: only that it exists, as programs expect."""
    name = any_element("Application", {}, escaped("press-translator"))
    return DECLARATION + any_element("Properties", {"xmlns": _EXTENDED}, name).encode("utf-8")
