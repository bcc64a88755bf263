"""Writing the document."""

from __future__ import annotations

from translator.publish.frame import own_frame
from translator.publish.looks import Layout
from translator.publish.manuscript import Manuscript
from translator.publish.package import compose
from translator.publish.proof import prove
from translator.publish.template import Template


def docx(
    text: Manuscript, layout: Layout, template: Template | None = None
) -> tuple[bytes, tuple[str, ...]]:
    """The document's bytes and what of the template was not taken over.

    The bytes are proved before they are returned; the same manuscript and template give the
    same bytes.

    :raises InputError: a picture of the template in a form that cannot be cleaned.
    :raises OutputError: the finished package does not say what the manuscript says, or carries
        anything that does not belong into a partner's document.
    """
    frame = template.frame(text, layout) if template else own_frame(text, layout)
    data = compose(text, layout, frame)
    prove(data, text, layout)
    return data, frame.messages
