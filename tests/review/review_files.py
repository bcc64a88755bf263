"""Review documents as reviewers leave them, made by editing the XML of an exported one.

An :class:`Editor` has a method for every kind of edit; a case of tests/cases/review names them
with hyphens: ``["replace", 3, "旧", "新"]`` is ``editor.replace(3, "旧", "新")``. Rows are named by
the number they had in the export.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from translator.bilingual.writer import compose
from translator.ooxml.markup import XML, W, el, text_nodes, w
from translator.units import Bitext

WANG = "王审校"
IVANOV = "Иванов"
TIME = "2026-05-14T09:30:00Z"
NS = {"w": W}
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_COLUMNS = {"number": 0, "source": 1, "target": 2, "notes": 3, "status": 4}


def run(text: str, tag: str = "t") -> etree._Element:
    element = el("r", *text_nodes(text))
    for node in element.iter(w("t")):
        node.tag = w(tag)
    return element


class Editor:
    """One review document in the hands of ``author``."""

    def __init__(self, data: bytes, author: str = WANG) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.author = author
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.comments = etree.fromstring(self.parts["word/comments.xml"])
        found = self.root.xpath("//w:tbl[w:tblPr/w:tblCaption/@w:val='units']", namespaces=NS)
        self.table = found[0]
        self.rows = dict(enumerate(self.table.findall(w("tr"))))

    @classmethod
    def of(cls, bitext: Bitext, author: str = WANG) -> Editor:
        return cls(compose(bitext), author)

    def save(self, path: Path) -> Path:
        self.parts["word/document.xml"] = etree.tostring(self.root, encoding="UTF-8")
        self.parts["word/comments.xml"] = etree.tostring(self.comments, encoding="UTF-8")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)
        return path

    def do(self, steps: list[list[object]]) -> Editor:
        for name, *values in steps:
            method: Callable[..., None] = getattr(self, str(name).replace("-", "_"))
            method(*values)
        return self

    def cell(self, row: int, column: str = "target") -> etree._Element:
        own = self.rows[row]
        cells = [c for c in own.iter(w("tc")) if next(c.iterancestors(w("tr"))) is own]
        return cells[_COLUMNS[column]]

    def paragraph(self, row: int, column: str = "target") -> etree._Element:
        return self.cell(row, column).find(f".//{w('p')}")

    def text(self, row: int, column: str = "target") -> str:
        nodes = self.cell(row, column).iter(w("t"))
        gone = w("moveFrom")
        return "".join(n.text or "" for n in nodes if next(n.iterancestors(gone), None) is None)

    def tracked(self, kind: str, *children: etree._Element) -> etree._Element:
        return el(kind, *children, id="900", author=self.author, date=TIME)

    def _clear(self, row: int, column: str = "target") -> etree._Element:
        """The only paragraph of a cell, emptied; its mark has no tracked change either."""
        cell = self.cell(row, column)
        for table in cell.findall(w("tbl")):
            cell.remove(table)
        paragraph = self.paragraph(row, column)
        for mark in paragraph.xpath("w:pPr/w:rPr/w:ins | w:pPr/w:rPr/w:del", namespaces=NS):
            mark.getparent().remove(mark)
        for extra in cell.findall(w("p"))[1:]:
            cell.remove(extra)
        for child in list(paragraph):
            if child.tag != w("pPr"):
                paragraph.remove(child)
        return paragraph

    # what is written into a cell

    def write(self, row: int, text: str) -> None:
        """Typed over without Track Changes."""
        self._clear(row).append(run(text))

    def replace(self, row: int, old: str, new: str) -> None:
        """A tracked replacement."""
        before, _, after = self.text(row).partition(old) if old else ("", "", self.text(row))
        paragraph = self._clear(row)
        paragraph.append(run(before))
        if old:
            paragraph.append(self.tracked("del", run(old, "delText")))
        if new:
            paragraph.append(self.tracked("ins", run(new)))
        paragraph.append(run(after))

    def insert_then_delete(self, row: int, kept: str, gone: str) -> None:
        """Inserted by one person, a part of it deleted by the next: w:del inside w:ins."""
        inner = el("del", run(gone, "delText"), id="901", author=IVANOV, date=TIME)
        self.paragraph(row).append(self.tracked("ins", run(kept), inner))

    def move_text(self, row: int, part: str) -> None:
        """A part of the text moved to its end, tracked."""
        before, _, after = self.text(row).partition(part)
        paragraph = self._clear(row)
        paragraph.append(run(before))
        paragraph.append(el("moveFromRangeStart", id="7", name="move1"))
        paragraph.append(self.tracked("moveFrom", run(part)))
        paragraph.append(el("moveFromRangeEnd", id="7"))
        paragraph.append(run(after))
        paragraph.append(self.tracked("moveTo", run(part)))

    def break_paragraph(self, row: int, head: str, tracked: bool = True) -> None:
        """Enter pressed after ``head``; the new mark is tracked."""
        tail = self.text(row).removeprefix(head)
        paragraph = self._clear(row)
        if tracked:
            self._mark(paragraph, "ins")
        paragraph.append(run(head))
        paragraph.addnext(el("p", run(tail)))

    def join_paragraphs(self, row: int, head: str) -> None:
        """A text in two paragraphs whose mark between was deleted by tracked change."""
        self.break_paragraph(row, head, False)
        self._mark(self.paragraph(row), "del")

    def _mark(self, paragraph: etree._Element, kind: str) -> None:
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = el("pPr")
            paragraph.insert(0, properties)
        mark = properties.find(w("rPr"))
        if mark is None:
            mark = el("rPr")
            properties.append(mark)
        mark.insert(0, self.tracked(kind))

    def in_table(self, row: int, text: str) -> None:
        """The text goes into a table inside the cell."""
        self._clear(row)
        inner = el("tbl", el("tr", el("tc", el("p", run(text)))))
        self.paragraph(row).addprevious(inner)

    def in_control(self, row: int, text: str) -> None:
        paragraph = self._clear(row)
        paragraph.append(el("sdt", el("sdtPr", el("tag", val="mine")), el("sdtContent", run(text))))

    def in_field(self, row: int, before: str, result: str, after: str) -> None:
        paragraph = self._clear(row)
        paragraph.append(run(before))
        for kind in ("begin", "separate", "end"):
            if kind == "separate":
                paragraph.append(run(' DATE \\@ "yyyy" ', "instrText"))
            if kind == "end":
                paragraph.append(run(result))
            paragraph.append(el("r", el("fldChar", fldCharType=kind)))
        paragraph.append(run(after))

    def in_link(self, row: int, text: str) -> None:
        self._clear(row).append(el("hyperlink", run(text), anchor="x"))

    def in_insertion_control(self, row: int, text: str) -> None:
        """A tracked insertion within a content control within a hyperlink."""
        inner = el("sdt", el("sdtContent", self.tracked("ins", run(text))))
        self._clear(row).append(el("hyperlink", inner, anchor="x"))

    def picture(self, row: int) -> None:
        self.paragraph(row).append(el("r", el("drawing")))

    def source(self, row: int, text: str) -> None:
        self._clear(row, "source").append(run(text))

    def status(self, row: int, text: str) -> None:
        content = self.cell(row, "status").find(f".//{w('sdt')}/{w('sdtContent')}")
        for child in list(content):
            content.remove(child)
        content.append(run(text))

    def number(self, row: int, text: str) -> None:
        self._clear(row, "number").append(run(text))

    def note(self, row: int, text: str) -> None:
        self.cell(row, "notes").append(el("p", run(text)))

    def comment(self, row: int, text: str, author: str = "") -> None:
        number = str(100 + len(self.comments))
        self.comments.append(
            el("comment", el("p", run(text)), id=number, author=author or self.author, date=TIME)
        )
        self.paragraph(row).append(el("r", el("commentReference", id=number)))

    def footnote(self, row: int, text: str) -> None:
        root = el("footnotes", el("footnote", el("p", run(text)), id="2"))
        self.parts["word/footnotes.xml"] = etree.tostring(root)
        name = "word/_rels/document.xml.rels"
        link = (
            b'<Relationship Id="rNotes" Type="http://schemas.openxmlformats.org/officeDocument/'
            b'2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
        )
        self.parts[name] = self.parts[name].replace(b"</Relationships>", link)
        self.paragraph(row).append(el("r", el("footnoteReference", id="2")))

    def outside(self, text: str) -> None:
        self.table.addnext(el("p", run(text)))

    # what happens to rows

    def delete_row(self, row: int) -> None:
        self.table.remove(self.rows[row])

    def delete_row_tracked(self, row: int) -> None:
        self.rows[row].find(w("trPr")).append(self.tracked("del"))

    def delete_row_content(self, row: int) -> None:
        """Everything in the row deleted by tracked change, the row itself not."""
        for text in list(self.rows[row].iter(w("t"))):
            text.tag = w("delText")
            piece = text.getparent()
            change = self.tracked("del")
            piece.addprevious(change)
            change.append(piece)

    def move_row(self, row: int, after: int) -> None:
        self.rows[after].addnext(self.rows[row])

    def move_row_tracked(self, row: int, after: int) -> None:
        """As Word records it: the old row deleted, a copy inserted."""
        copied = copy.deepcopy(self.rows[row])
        copied.find(w("trPr")).append(self.tracked("ins"))
        self.delete_row_tracked(row)
        self.rows[after].addnext(copied)
        self.rows[row] = copied

    def reverse_rows(self) -> None:
        for row in list(self.table.findall(w("tr")))[1:]:
            self.table.findall(w("tr"))[0].addnext(row)

    def copy_row(self, row: int, text: str) -> None:
        """The row once more below itself with another text; anchors go along."""
        copied = copy.deepcopy(self.rows[row])
        self.rows[row].addnext(copied)
        original, self.rows[row] = self.rows[row], copied
        self.write(row, text)
        self.rows[row] = original

    def add_row(self, after: int, source: str, target: str) -> None:
        cells = [el("tc", el("p", run(t) if t else None)) for t in ("", source, target, "", "")]
        self.rows[after].addnext(el("tr", *cells))

    def split_row(self, row: int, source: list[str], target: list[str]) -> None:
        """The row's two texts cut in two; the second half goes into a new row below."""
        self.add_row(row, source[1], target[1])
        self.source(row, source[0])
        self.write(row, target[0])

    def merge_rows(self, row: int, below: int) -> None:
        """Both rows' texts in the first, the second removed."""
        source = f"{self.text(row, 'source')} {self.text(below, 'source')}"
        self.write(row, self.text(row) + self.text(below))
        self.source(row, source)
        self.delete_row(below)

    def merge_cells(self, row: int, below: int) -> None:
        """The two target cells merged downwards, as Word does it: all text in the upper one."""
        self.write(row, self.text(row) + self.text(below))
        self._clear(below)
        self.cell(row).find(w("tcPr")).append(el("vMerge", val="restart"))
        self.cell(below).find(w("tcPr")).append(el("vMerge"))

    def split_table(self, row: int) -> None:
        """The table cut above the row; the lower part has no heading."""
        lower = el("tbl", el("tblPr"))
        for one in [self.rows[row], *self.rows[row].itersiblings(w("tr"))]:
            lower.append(one)
        self.table.addnext(lower)
        self.table.addnext(el("p"))

    def add_column(self, text: str) -> None:
        """A column of the reviewer's own at the end."""
        for number, row in enumerate(self.table.iter(w("tr"))):
            row.append(el("tc", el("p", run(text if number else "Моё"))))

    def remove_column(self, title: str) -> None:
        rows = list(self.table.findall(w("tr")))
        titles = ["".join(c.itertext()) for c in rows[0].iter(w("tc"))]
        place = titles.index(title)
        for row in rows:
            cell = list(row.iter(w("tc")))[place]
            while cell.getparent() is not row:
                cell = cell.getparent()
            row.remove(cell)

    # how another program saves it

    def author_is(self, name: str) -> None:
        """Who saved the file last."""
        core = etree.fromstring(self.parts["docProps/core.xml"])
        etree.SubElement(core, f"{{{_CP}}}lastModifiedBy").text = name
        self.parts["docProps/core.xml"] = etree.tostring(core)
        self.author = name

    def lose(self, *what: str) -> None:
        """``custom``: the custom XML part; ``controls``; ``bookmarks``; ``numbers``."""
        if "custom" in what:
            self.parts = {n: d for n, d in self.parts.items() if not n.startswith("customXml/")}
        if "controls" in what:
            for control in list(self.root.iter(w("sdt"))):
                for child in list(control.find(w("sdtContent"))):
                    control.addprevious(child)
                control.getparent().remove(control)
        if "bookmarks" in what:
            etree.strip_elements(self.root, w("bookmarkStart"), w("bookmarkEnd"))
        if "numbers" in what:
            for row in list(self.rows)[1:]:
                self._clear(row, "number")

    def word_like(self) -> None:
        """Word's habits: runs cut by rsid, proofing marks, a smart tag, _GoBack."""
        for piece in list(self.root.iter(w("r"))):
            texts = piece.findall(w("t"))
            if len(texts) != 1 or len(texts[0].text or "") < 2:
                continue
            text = texts[0].text
            second = copy.deepcopy(piece)
            texts[0].text, second.find(w("t")).text = text[:1], text[1:]
            piece.set(w("rsidR"), "00A71C33")
            second.set(w("rsidRPr"), "00B5120F")
            piece.addnext(second)
            piece.addnext(el("proofErr", type="spellStart"))
        self.paragraph(1).append(el("bookmarkStart", id="0", name="_GoBack"))

    def wps_like(self) -> None:
        """WPS: content controls of cells gone, language tags rewritten, an empty paragraph at the
        end of a cell, custom XML kept."""
        self.lose("controls")
        for language in self.root.iter(w("lang")):
            language.set(w("val"), "en-US")
        for row in list(self.rows)[1:]:
            self.cell(row).append(el("p", el("pPr", el("rPr", el("rFonts", hint="default")))))
        for text in self.root.iter(w("t")):
            text.attrib.pop(f"{{{XML}}}space", None)

    def google_like(self) -> None:
        """Google Docs: no custom XML, no content controls, bookmarks renamed, styles direct."""
        self.lose("custom", "controls")
        for number, mark in enumerate(self.root.iter(w("bookmarkStart"))):
            mark.set(w("name"), f"kix.{number:x}")
        etree.strip_elements(self.root, w("tblCaption"), w("pStyle"))

    def strict(self) -> None:
        """ISO 29500 Strict namespaces."""
        data = etree.tostring(self.root)
        strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        self.root = etree.fromstring(data.replace(W.encode(), strict))
