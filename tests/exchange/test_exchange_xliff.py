"""XLIFF 1.2 and 2.1: ours back unchanged, right by the specifications, broken files refused."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from tests.exchange import xliff_structure as structure
from tests.exchange.exchange_bitext import bitext, unit
from tests.exchange.exchange_xliff import (
    RELEASES,
    VERSIONS,
    release,
    saved,
    settled,
    shown_units,
    text,
)
from translator.bitexts import reviewed_units
from translator.errors import InputError, OutputError
from translator.exchange import read_reviewed, xliff
from translator.exchange.xliff.skeleton import skeleton_text
from translator.units import State

versions = pytest.mark.parametrize("form", VERSIONS)


def back(file: xliff.Returned) -> list[tuple[str, str, str, str]]:
    states = {u.id: u.state.value for u in file.sent.bitext.units}
    return [(u.id, u.source, u.target, u.state or states[u.id]) for u in file.units]


@versions
def test_a_release_comes_back_unchanged(tmp_path, form) -> None:
    whole = release()
    file = xliff.read(saved(text(whole, form), tmp_path / "a.xlf"))
    assert file.sent == xliff.Sent(whole)
    assert back(file) == shown_units(whole)
    assert file.messages == ()
    assert [u.number for u in file.units] == ["1", "2", "3", "4", "5"]


@versions
@given(RELEASES)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_release_comes_back_unchanged(tmp_path, form, whole) -> None:
    whole = replace(whole, units=tuple(map(settled, whole.units)))
    path = saved(text(whole, form), tmp_path / "a.xlf")
    file = xliff.read(path)
    assert file.sent == xliff.Sent(whole)
    assert back(file) == shown_units(whole)
    assert structure.faults(path) == []


@versions
def test_the_structure_is_that_of_the_specification(tmp_path, form) -> None:
    assert structure.faults(saved(text(release(), form), tmp_path / "a.xlf")) == []


@pytest.mark.parametrize(
    ("form", "old", "new", "fault"),
    [
        ("xliff", 'state="reviewed"', 'state="signed-off"', "state signed-off"),
        ("xliff", 'ref="#1"', 'ref="#9"', "match points to #9"),
        ("xliff", 'id="s2"', 'id="s1"', "unit id s1 stands 2 times"),
        ("xliff", "<notes>", "<note/><notes>", "unit: children"),
        ("xliff", 'subState="press-translator:question"', 'subState="x"', "subState x"),
        ("xliff12", 'state="final"', 'state="done"', "state done"),
        ("xliff12", ' datatype="plaintext"', "", "file lacks datatype"),
        ("xliff12", "<note ", "<source/><note ", "trans-unit: children"),
    ],
)
def test_the_structural_check_can_fail(tmp_path, form, old, new, fault) -> None:
    content = text(release(), form)
    assert old in content
    found = structure.faults(saved(content.replace(old, new), tmp_path / "a.xlf"))
    assert any(fault in one for one in found), found


@pytest.mark.parametrize(
    ("form", "name"), [("xliff", "xliff-core-2.0.xsd"), ("xliff12", "xliff-core-1.2-strict.xsd")]
)
def test_the_official_schema_accepts_it(tmp_path, form, name) -> None:
    folder = structure.official()
    if folder is None:
        pytest.skip("the schemas of XLIFF are missing (Debian: php-symfony-translation)")
    tree = structure.etree.parse(str(saved(text(release(), form), tmp_path / "a.xlf")))
    schema = structure.schema(folder, name)
    assert schema.validate(tree), schema.error_log
    next(tree.iter("{*}source")).tag = "quelle"
    assert not schema.validate(tree)


def test_modules_and_notes_say_what_is_known_of_a_unit() -> None:
    whole = text(release(), "xliff")
    assert "<gls:term>Пекин</gls:term><gls:translation>北京</gls:translation>" in whole
    assert whole.count("<gls:glossEntry>") == 1
    assert re.findall(
        r'type="(\w+)" subType="press-translator:(\w+)" similarity="(\d+)"', whole
    ) == [
        ("icm", "context", "100"),
        ("tm", "expired", "100"),
        ("tm", "figures", "98"),
        ("tm", "fuzzy", "71"),
    ]
    assert '<mda:meta type="reviewer">Ван</mda:meta>' in whole
    assert '<note category="checks" priority="3">major numbers: проверьте &lt;5&gt;' in whole
    older = text(release(), "xliff12")
    assert '<note from="glossary" annotates="source">Пекин → 北京</note>' in older
    assert re.findall(r'match-quality="(\d+)%" origin="[^"]*" alttranstype="(\w+)"', older) == [
        ("100", "proposal"), ("100", "reference"), ("98", "proposal"), ("71", "proposal"),
    ]  # fmt: skip


@versions
def test_the_same_release_gives_the_same_bytes(form) -> None:
    assert text(release(), form) == text(release(), form)


@versions
def test_a_control_character_stops_the_export_with_the_unit_named(form) -> None:
    whole = bitext(unit("s1"), replace(unit("s2"), source="a\x01"))
    with pytest.raises(OutputError, match=r"release\.txt, s2: holds the control character U\+0001"):
        text(whole, form)


@versions
def test_two_units_of_one_id_are_not_written(form) -> None:
    with pytest.raises(OutputError, match="two units share the id s1"):
        text(bitext(unit("s1"), unit("s1", "b2")), form)


BOMB = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
HEAD1 = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
FILE1 = '<file original="a" source-language="ru" target-language="zh-CN" datatype="plaintext">'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is not well-formed XML"),
        ("\0\1", "is not well-formed XML"),
        (f"{HEAD1}{FILE1}<body>\n<trans-unit>", r"a\.xlf:2: is not well-formed XML"),
        ("<html/>", "is not XLIFF"),
        ('<xliff version="3.0"/>', "is XLIFF 3.0"),
        (f"{HEAD1}</xliff>", "holds no file element"),
        (f"{HEAD1}{FILE1}<body/></file></xliff>", "holds no units"),
        (f'{HEAD1}{FILE1}<body>\n<trans-unit id="1"/></body></file></xliff>',
         r"a\.xlf:2: the unit 1 has no source"),
        (f"{HEAD1}{FILE1}<body>\n\n<trans-unit><source/></trans-unit></body></file></xliff>",
         r"a\.xlf:3: a unit has no id"),
        (HEAD1 + FILE1.replace('"ru"', '"en"') + "<body/></file></xliff>",
         "a translation from en to zh-CN"),
        (HEAD1 + FILE1.replace("zh-CN", "zh-TW") + "<body/></file></xliff>", "from ru to zh-TW"),
        (f'<!DOCTYPE xliff [<!ENTITY e0 "x">{BOMB}]>{HEAD1}{FILE1}<body>&e9;</body></file></xliff>',
         "declares XML entities|amplification"),
        (f'<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/hostname">]>{HEAD1}{FILE1}<body/></file>'
         "</xliff>", "declares XML entities"),
        (f'<!DOCTYPE xliff [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;]>{HEAD1}</xliff>',
         "declares XML entities|is not well-formed"),
    ],
)  # fmt: skip
def test_what_is_no_xliff_is_refused_with_its_place(tmp_path, content, message) -> None:
    with pytest.raises(InputError, match=message) as caught:
        xliff.read(saved(content, tmp_path / "a.xlf"))
    assert caught.value.remedy
    assert "a.xlf" in caught.value.place


def test_a_missing_file(tmp_path) -> None:
    with pytest.raises(InputError, match=r"none\.xlf: cannot be read"):
        xliff.read(tmp_path / "none.xlf")


def test_a_public_dtd_is_not_fetched(tmp_path) -> None:
    head = '<!DOCTYPE xliff PUBLIC "-//XLIFF//DTD XLIFF//EN" "http://127.0.0.1:9/xliff.dtd">'
    content = text(release(), "xliff12").replace("<xliff ", f"{head}<xliff ", 1)
    assert len(xliff.read(saved(content, tmp_path / "a.xlf")).units) == 5


@versions
def test_a_lost_or_damaged_skeleton_is_told(tmp_path, form) -> None:
    whole = text(release(), form)
    good = skeleton_text(xliff.Sent(release()))
    for bad in ("", "QUJD", good[:-8], "not base64 §"):
        file = xliff.read(saved(whole.replace(good, bad), tmp_path / "a.xlf"))
        assert file.sent is None
        assert len(file.units) == 5
        assert file.messages == (
            "the skeleton is missing: what was exported is not known from the file",
        )


def test_two_releases_in_one_file_are_refused(tmp_path) -> None:
    whole = text(release(), "xliff12")
    one = whole[whole.index("<file ") : whole.index("</xliff>")]
    with pytest.raises(InputError, match="holds 2 releases"):
        xliff.read(saved(whole.replace("</xliff>", f"{one}</xliff>"), tmp_path / "a.xlf"))


def test_a_file_is_known_by_its_content_too(tmp_path) -> None:
    whole = text(release(), "xliff")
    assert xliff.is_xliff(saved(whole, tmp_path / "a.xml"))
    path = tmp_path / "b.xml"
    path.write_bytes(whole.replace("UTF-8", "UTF-16", 1).encode("utf-16"))
    assert xliff.is_xliff(path)
    assert back(xliff.read(path)) == shown_units(release())
    assert not xliff.is_xliff(saved("<html>", tmp_path / "c.xml"))
    assert not xliff.is_xliff(tmp_path / "none.xml")


@pytest.mark.parametrize("state", list(State))
@versions
def test_every_state_comes_back(tmp_path, form, state) -> None:
    whole = bitext(replace(unit("s1"), state=state))
    assert xliff.read(saved(text(whole, form), tmp_path / "a.xlf")).units[0].state == state.value


@versions
def test_reviewed_units_of_a_file_go_to_the_memory(tmp_path, form) -> None:
    path = saved(text(release(), form), tmp_path / "a.xlf")
    file = read_reviewed(path)
    assert list(file) == list(reviewed_units(release()))
    assert set(file.messages) == {
        "2 units that nobody approved were left out",
        "1 units with an empty side were left out",
    }
    assert len(list(read_reviewed(path, unreviewed=True))) == 4
