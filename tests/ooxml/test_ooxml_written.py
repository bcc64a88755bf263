"""Markup written as text is what elements say, whatever stands in it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from translator.ooxml import markup, written
from translator.ooxml.markup import MC, storable

ODD = st.text(
    st.one_of(st.characters(), st.sampled_from("\n\t\r\x0b\u00ad\u2011\ufffe<&>\"']]>")),
    max_size=30,
).map(storable)


def bare(data: bytes) -> bytes:
    return etree.tostring(etree.fromstring(data), method="c14n")


@given(text=ODD, value=ODD)
@settings(max_examples=50, deadline=None)
def test_text_and_attributes_say_what_elements_say(text: str, value: str) -> None:
    run = markup.el("r", markup.val("rStyle", value), *markup.text_nodes(text))
    tree = markup.serialise(markup.el("document", run))
    content = written.el("r", written.val("rStyle", value), written.text_nodes(text))
    assert bare(written.part("document", content)) == bare(tree)


def test_a_root_declares_the_prefixes_that_may_be_ignored() -> None:
    root = etree.fromstring(written.part("comments", w14="urn:w14", mc=MC))
    (names,) = root.attrib.values()
    assert set(names.split()) == {"w14"}
    assert set(root.nsmap) == {"w", "r", "w14", "mc"}
