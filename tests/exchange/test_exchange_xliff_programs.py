"""XLIFF as other programs leave it: codes, marks, segments, comments, states."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.exchange_xliff import release, saved, text
from translator.exchange import xliff
from translator.exchange.xliff import Note
from translator.units import TrackedChange

OLD = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"'
    ' xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0">{head}<file original="a"'
    ' source-language="ru-RU" target-language="zh-CN" datatype="plaintext">{header}'
    "<body>{units}</body></file></xliff>"
)
NEW = (
    '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="ru"'
    ' trgLang="zh-Hans"><file id="f">{units}</file></xliff>'
)


def old(tmp_path: Path, units: str, head: str = "", header: str = "") -> xliff.Returned:
    content = OLD.format(units=units, head=head, header=header)
    return xliff.read(saved(content, tmp_path / "a.xlf"))


def new(tmp_path: Path, units: str) -> xliff.Returned:
    return xliff.read(saved(NEW.format(units=units), tmp_path / "a.xlf"))


def trans_unit(target: str, source: str = "Завод открыт.", more: str = "") -> str:
    return f'<trans-unit id="s1"><source>{source}</source>{target}{more}</trans-unit>'


@pytest.mark.parametrize(
    ("target", "expected", "codes"),
    [
        ('<g id="1">工厂</g>开业。', "工厂开业。", "g"),
        ('<bpt id="1">&lt;b&gt;</bpt>工厂<ept id="1">&lt;/b&gt;</ept>。', "工厂。", "bpt, ept"),
        ('工厂<x id="1"/>开业<ph id="2">{0}</ph>。', "工厂开业。", "ph, x"),
        ('甲<x id="1" ctype="lb"/>乙', "甲\n乙", "x"),
        ('<ph id="1">&lt;img alt="<sub>图</sub>"&gt;</ph>工厂。', "工厂。", "ph"),
        ('<bx id="1"/>工厂<ex id="1"/><it id="2" pos="open">b</it>。', "工厂。", "bx, ex, it"),
        ('<mrk mtype="seg" mid="1">工厂。</mrk> <mrk mtype="seg" mid="2">开业。</mrk>',
         "工厂。 开业。", ""),
        ('<sdl:new xmlns:sdl="urn:x">工厂</sdl:new>。', "工厂。", "new"),
        ("工<!-- a -->厂<?b c?>。", "工厂。", ""),
    ],
)  # fmt: skip
def test_codes_are_left_out_and_their_text_stays(tmp_path, target, expected, codes) -> None:
    file = old(tmp_path, trans_unit(f"<target>{target}</target>"))
    assert file.units[0].target == expected
    wanted = f"1 units hold codes of a program ({codes}): left out, their text was kept"
    assert (wanted in file.messages) is bool(codes)


def test_codes_of_version_2(tmp_path) -> None:
    source = (
        '<source>a<cp hex="001F"/><cp hex="D800"/><ph id="1" type="fmt" subType="xlf:lb"/></source>'
    )
    target = (
        '<target><pc id="1">工</pc><sc id="2"/>厂<ec startRef="2"/><mrk id="3">。</mrk></target>'
    )
    file = new(tmp_path, f'<unit id="s1"><segment>{source}{target}</segment></unit>')
    assert (file.units[0].source, file.units[0].target) == ("a\x1f\ufffd\n", "工厂。")


def test_a_unit_that_was_cut_into_segments_is_put_together(tmp_path) -> None:
    segments = (
        '<segment state="final"><source>Раз.</source><target order="3">二。</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment id="2" state="translated"><source>Два.</source><target order="1">一。</target>'
        "</segment>"
    )
    (unit,) = new(tmp_path, f'<unit id="s1">{segments}</unit>').units
    assert (unit.source, unit.target, unit.state) == ("Раз. Два.", "一。 二。", "translated")


def test_seg_source_and_proposals_are_no_text_of_the_unit(tmp_path) -> None:
    more = "<alt-trans><source>другое</source><target>别的</target></alt-trans>"
    segmented = '<seg-source><mrk mtype="seg" mid="1">Завод открыт.</mrk></seg-source>'
    (unit,) = old(tmp_path, trans_unit(segmented, more=more)).units
    assert (unit.source, unit.target) == ("Завод открыт.", "")


@pytest.mark.parametrize(
    ("state", "approved", "expected"),
    [
        ("new", "no", "initial"),
        ("needs-l10n", "", "initial"),
        ("needs-review-translation", "", "question"),
        ("translated", "yes", "translated"),
        ("signed-off", "yes", "reviewed"),
        ("signed-off", "", "reviewed"),
        ("final", "yes", "final"),
        ("final", "no", "translated"),
        ("", "yes", "reviewed"),
        ("", "no", ""),
        ("x-odd", "", ""),
    ],
)
def test_states_of_version_1(tmp_path, state, approved, expected) -> None:
    target = f'<target state="{state}">工厂。</target>' if state else "<target>工厂。</target>"
    content = trans_unit(target)
    if approved:
        content = content.replace("<trans-unit", f'<trans-unit approved="{approved}"')
    assert old(tmp_path, content).units[0].state == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", "initial"),
        ('state="reviewed"', "reviewed"),
        ('state="initial" subState="press-translator:question"', "question"),
        ('state="final" subState="press-translator:question"', "final"),
        ('state="initial" subState="okp:mt"', "initial"),
    ],
)
def test_states_of_version_2(tmp_path, attributes, expected) -> None:
    segment = f"<segment {attributes}><source>а</source><target>甲</target></segment>"
    assert new(tmp_path, f'<unit id="s1">{segment}</unit>').units[0].state == expected


@pytest.mark.parametrize(
    ("conf", "expected"),
    [
        (["Translated"], "translated"),
        (["ApprovedSignOff", "ApprovedTranslation"], "reviewed"),
        (["RejectedSignOff"], "question"),
        (["Draft"], "initial"),
        (["Odd"], ""),
    ],
)
def test_confirmations_of_trados(tmp_path, conf, expected) -> None:
    segments = "".join(f'<sdl:seg id="{n}" conf="{c}"/>' for n, c in enumerate(conf))
    more = f"<sdl:seg-defs>{segments}</sdl:seg-defs>"
    assert old(tmp_path, trans_unit("<target>甲</target>", more=more)).units[0].state == expected


def test_comments_and_tracked_changes_of_trados(tmp_path) -> None:
    head = (
        '<doc-info xmlns="http://sdl.com/FileTypes/SdlXliff/1.0"><rev-defs>'
        '<rev-def id="r1" author="Ван" date="05/12/2026 10:00:00" type="Delete"/></rev-defs>'
        '<cmt-defs><cmt-def id="c1"><Comments><Comment user="Ван" date="2026-05-12">'
        "Так лучше</Comment></Comments></cmt-def></cmt-defs></doc-info>"
    )
    target = (
        '<target>工厂<mrk mtype="x-sdl-deleted" sdl:revid="r1">已</mrk>'
        '<mrk mtype="x-sdl-added" sdl:revid="r2">正式</mrk>'
        '<mrk mtype="x-sdl-comment" sdl:cid="c1">开业</mrk>。</target>'
    )
    more = (
        '<sdl:seg-defs><sdl:seg id="1" conf="Translated"><sdl:value key="last_modified_by">Ван'
        "</sdl:value></sdl:seg></sdl:seg-defs>"
    )
    file = old(tmp_path, trans_unit(target, more=more), head)
    (unit,) = file.units
    assert unit.target == "工厂正式开业。"
    assert unit.changes == (
        TrackedChange("delete", "Ван", "05/12/2026 10:00:00", "已"),
        TrackedChange("insert", "", "", "正式"),
    )
    assert unit.notes == (Note("Так лучше", "Ван", "2026-05-12"),)
    assert file.author == "Ван"


def test_notes_and_comments_of_both_versions(tmp_path) -> None:
    header = (
        '<header><phase-group><phase phase-name="r" process-name="review" contact-name="Ли"/>'
        "</phase-group><note>Общее</note></header>"
    )
    more = '<note from="Ли">Проверить</note><note> </note>'
    target = '<target><mrk mtype="x-c" comment="Слово?">甲</mrk></target>'
    file = old(tmp_path, trans_unit(target, more=more), header=header)
    assert file.units[0].notes == (Note("Проверить", "Ли"), Note("Слово?"))
    assert file.notes == (Note("Общее"),)
    assert file.author == "Ли"
    units = (
        '<notes><note>Общее</note></notes><unit id="s1"><notes><note id="n1">Раз</note></notes>'
        "<segment><source>а</source><target>"
        '<mrk id="m1" type="comment" value="Два">甲</mrk></target></segment></unit>'
    )
    file = new(tmp_path, units)
    assert (file.notes, file.units[0].notes) == ((Note("Общее"),), (Note("Раз"), Note("Два")))


def test_prefixes_of_namespaces_may_be_others(tmp_path) -> None:
    whole = text(release(), "xliff")
    mine = "urn:oasis:names:tc:xliff:document:2.0"
    other = whole.replace(f'xmlns="{mine}"', f'xmlns:xlf="{mine}"')
    for name in ("xliff", "file", "skeleton", "group", "unit", "segment", "source", "target",
                 "notes", "note"):  # fmt: skip
        for end in (" ", ">", "/>"):
            other = other.replace(f"<{name}{end}", f"<xlf:{name}{end}")
        other = other.replace(f"</{name}>", f"</xlf:{name}>")
    plain = xliff.read(saved(whole, tmp_path / "a.xlf"))
    assert xliff.read(saved(other, tmp_path / "b.xlf")) == plain
