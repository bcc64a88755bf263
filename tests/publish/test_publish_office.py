"""LibreOffice opens the document and shows every word of it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from publish_text import bitext, hostile_template

from translator import publish
from translator.ooxml.container import Archive

SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_every_paragraph(tmp_path: Path) -> None:
    text = publish.manuscript(bitext())
    template = publish.Template(Archive(hostile_template(), "office.docx"), "office.docx")
    files = []
    for layout in publish.Layout:
        for name, given in (("own", None), ("office", template)):
            files.append(tmp_path / f"{layout.value}-{name}.docx")
            files[-1].write_bytes(publish.docx(text, layout, given)[0])
    home = (tmp_path / "office").as_uri()
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={home}", "--headless", "--convert-to",
         "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *map(str, files)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    for file in files:
        shown = file.with_suffix(".txt").read_text(encoding="utf-8-sig")
        for paragraph in text.paragraphs:
            assert paragraph.chinese in shown, file.name
            assert (paragraph.russian in shown) == ("zh-" not in file.name), file.name
