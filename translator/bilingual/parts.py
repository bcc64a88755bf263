"""The parts around the body: styles, settings, fonts, page header and footer, comments."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from translator.bilingual.anchors import digest
from translator.bilingual.body import CHECKS_AUTHOR, comment_text
from translator.bilingual.commentary import W14, W15
from translator.bilingual.extras import NONE, Extras
from translator.bilingual.runs import field, fonts, language, mixed, paragraph
from translator.bilingual.theme import Style, theme
from translator.ooxml.markup import MC, OFFICE, PACKAGE, R, W, el, plain_root, storable, val, w
from translator.units import Bitext

_CORE = f"{PACKAGE}/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_EXTENDED = f"{OFFICE}/extended-properties"
_TITLE_LIMIT = 110


def styles() -> etree._Element:
    """``w:styles``; the defaults name fonts and languages, so that nothing is left to a theme."""
    defaults = el(
        "docDefaults",
        el("rPrDefault", el("rPr", fonts("ru"), val("sz", 21), val("szCs", 21), language("ru"))),
        el("pPrDefault", el("pPr", el("spacing", before="0", after="0"))),
    )
    normal = el("style", val("name", "Normal"), el("qFormat"), type="paragraph", styleId="Normal")
    normal.set(w("default"), "1")
    character = el(
        "style", val("name", "Default Paragraph Font"), type="character", styleId="DefaultFont"
    )
    character.set(w("default"), "1")
    return el(
        "styles",
        defaults,
        normal,
        character,
        _character("Hyperlink", "Hyperlink", val("color", "1F4E9E"), val("u", "single")),
        _character("CommentReference", "annotation reference", val("sz", 16), val("szCs", 16)),
        _paragraph_style(Style("CommentText", "annotation text", "ru", size=20)),
        *(_paragraph_style(style) for style in theme().styles),
    )


def _character(identifier: str, name: str, *look: etree._Element) -> etree._Element:
    return el("style", val("name", name), el("rPr", *look), type="character", styleId=identifier)


def _paragraph_style(style: Style) -> etree._Element:
    colour = theme().colours["rule"]
    bar = el("pBdr", el("left", val="single", sz="12", space="6", color=colour))
    spacing = el("spacing", before=str(style.before), after=str(style.after))
    element = el(
        "style",
        val("name", style.name),
        val("basedOn", style.base or "Normal"),
        el("qFormat"),
        el(
            "pPr",
            el("keepNext") if style.keep else None,
            bar if style.bar else None,
            val("autoSpaceDE", 0) if style.lang == "zh" else None,
            val("autoSpaceDN", 0) if style.lang == "zh" else None,
            spacing if style.before or style.after else None,
            el("ind", left=str(style.left)) if style.left else None,
            val("jc", "center") if style.centre else None,
        ),
        el(
            "rPr",
            fonts(style.lang),
            el("b") if style.bold else None,
            el("bCs") if style.bold else None,
            el("i") if style.italic else None,
            el("iCs") if style.italic else None,
            val("color", style.colour) if style.colour else None,
            val("sz", style.size) if style.size else None,
            val("szCs", style.size) if style.size else None,
            language(style.lang),
        ),
        type="paragraph",
        styleId=style.id,
    )
    if not style.name.startswith("annotation"):  # a name that Word knows is not a custom style
        element.set(w("customStyle"), "1")
    return element


def settings() -> etree._Element:
    """``w:settings``: Word 2013 layout; theme languages stated, else Chinese goes to MS Mincho."""
    mode = el(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val="15",
    )
    return el(
        "settings",
        el("zoom", percent="100"),
        val("defaultTabStop", 708),
        val("characterSpacingControl", "doNotCompress"),
        el("compat", mode),
        el("themeFontLang", val="ru-RU", eastAsia="zh-CN"),
        val("decimalSymbol", ","),
        val("listSeparator", ";"),
    )


def font_table() -> etree._Element:
    """``w:fonts``: where SimSun is not installed, its own Chinese name and Noto stand in."""
    look = theme().fonts
    return el(
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


def page_header(bitext: Bitext) -> etree._Element:
    """The running header: title, direction, date, model and glossary on every page."""
    made = bitext.provenance
    title = storable(bitext.title or bitext.name).replace("\n", " ")
    if len(title) > _TITLE_LIMIT:
        title = title[:_TITLE_LIMIT].rstrip() + "…"
    date = f" · {bitext.issued:%d.%m.%Y}" if bitext.issued else ""
    first = paragraph("ReviewEdge", *mixed(title), el("r", el("tab")), *mixed(f"RU → ZH{date}"))
    model = made.model or made.engine or "—"
    glossary = made.glossary_digest[:12] or "—"
    words = theme().words
    second = paragraph(
        "ReviewEdge",
        *mixed(f"{words['model']}: {model}"),
        el("r", el("tab")),
        *mixed(f"{words['glossary']}: {glossary}"),
    )
    rule = el("bottom", val="single", sz="4", space="2", color=theme().colours["rule"])
    for line_paragraph, edge in ((first, None), (second, el("pBdr", rule))):
        properties = line_paragraph[0]
        properties.extend([part for part in (edge, _right_tab()) if part is not None])
    return el("hdr", first, second)


def page_footer(bitext: Bitext) -> etree._Element:
    """The tool's version on the left, the page of all pages on the right."""
    words = theme().words
    foot = paragraph(
        "ReviewEdge",
        *mixed(bitext.provenance.tool or "—"),
        el("r", el("tab")),
        *mixed(f"{words['page']} "),
        field("PAGE"),
        *mixed(f" {words['of']} "),
        field("NUMPAGES"),
    )
    foot[0].append(_right_tab())
    return el("ftr", foot)


def _right_tab() -> etree._Element:
    return el("tabs", el("tab", val="right", pos=str(sum(theme().widths))))


def section() -> etree._Element:
    """``w:sectPr``: A4 across, with the running header and footer."""
    page = theme().page
    header = el("headerReference", type="default")
    footer = el("footerReference", type="default")
    for reference, relation in ((header, "rHeader"), (footer, "rFooter")):
        reference.set(f"{{{R}}}id", relation)
    return el(
        "sectPr",
        header,
        footer,
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


def comments(bitext: Bitext, extras: Extras = NONE) -> etree._Element:
    """``w:comments``: one for each finding, then the people's threads, in the order of the rows.
    Findings carry no date: the bitext knows none for them, and the same bitext must give the
    same bytes."""
    root = etree.Element(w("comments"), nsmap={"w": W, "w14": W14, "mc": MC})
    root.set(f"{{{MC}}}Ignorable", "w14")
    number = 0
    for unit in bitext.units:
        for finding in unit.findings:
            root.append(_comment(number, CHECKS_AUTHOR, "", comment_text(finding)))
            number += 1
        for comment in extras.comments.get(unit.id, ()):
            element = _comment(number, comment.author, comment.time, comment.text)
            element[-1].set(f"{{{W14}}}paraId", paragraph_id(comment.id))
            root.append(element)
            number += 1
    return root


def _comment(number: int, author: str, time: str, text: str) -> etree._Element:
    initials = "c" if author == CHECKS_AUTHOR else author[:1]
    mark = el("r", el("rPr", val("rStyle", "CommentReference")), el("annotationRef"))
    words = paragraph("CommentText", mark, *mixed(text))
    given = {"date": time} if time else {}
    return el("comment", words, id=str(number), author=storable(author), initials=initials, **given)


def threads(extras: Extras) -> etree._Element | None:
    """``w15:commentsEx``: which comment answers which, and which are done; None without any."""
    if not any(extras.comments.values()):
        return None
    root = etree.Element(f"{{{W15}}}commentsEx", nsmap={"w15": W15})
    for comment in (c for thread in extras.comments.values() for c in thread):
        item = etree.SubElement(root, f"{{{W15}}}commentEx")
        item.set(f"{{{W15}}}paraId", paragraph_id(comment.id))
        if comment.parent:
            item.set(f"{{{W15}}}paraIdParent", paragraph_id(comment.parent))
        item.set(f"{{{W15}}}done", str(int(comment.resolved)))
    return root


def paragraph_id(comment: str) -> str:
    """The ``w14:paraId`` of a comment: eight hexadecimal digits below 80000000 ([MS-DOCX] 2.6.2.3),
    made from our own id.

    >>> len(paragraph_id("a1"))
    8
    """
    return f"{int(digest(comment)[:8], 16) % 0x7FFFFFFF + 1:08X}"


def core_properties(bitext: Bitext) -> etree._Element:
    """``docProps/core.xml``: title, subject, language and the tool; no person, no times."""
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC})
    for name, value in _core_values(bitext):
        etree.SubElement(root, f"{{{_DC}}}{name}").text = storable(value)
    return root


def _core_values(bitext: Bitext) -> Iterator[tuple[str, str]]:
    yield "title", bitext.title or bitext.name
    yield "subject", theme().words["direction-value"]
    yield "creator", bitext.provenance.tool
    yield "language", "zh-CN"


def app_properties() -> etree._Element:
    """``docProps/app.xml``: only that it exists, as programs expect."""
    root = plain_root(_EXTENDED, "Properties")
    etree.SubElement(root, f"{{{_EXTENDED}}}Application").text = "press-translator"
    return root
