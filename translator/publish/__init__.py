"""The partner's document: an approved bitext as DOCX, HTML or plain text, and nothing internal.

Chinese alone, both languages side by side, or paragraph by paragraph.
"""

from __future__ import annotations

from translator.publish.docx import docx
from translator.publish.looks import Layout
from translator.publish.manuscript import Manuscript, Paragraph, Role, Stretch, manuscript
from translator.publish.page import page
from translator.publish.plain import plain
from translator.publish.template import Template

FORMATS = ("docx", "txt", "html")

__all__ = [
    "FORMATS",
    "Layout",
    "Manuscript",
    "Paragraph",
    "Role",
    "Stretch",
    "Template",
    "docx",
    "manuscript",
    "page",
    "plain",
]
