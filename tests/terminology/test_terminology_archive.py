"""Proposals from an archive, and what in it has a superseded form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bilingual.bilingual_bitext import bitext as make_bitext
from translator import bilingual
from translator.termbase import TermBase
from translator.termbase.cells import Row
from translator.terminology.archive import Archive, Passage
from translator.terminology.candidates import find_candidates
from translator.terminology.diff import compare, superseded
from translator.terminology.propagate import stale, with_superseded
from translator.terminology.suggest import as_tsv, suggest
from translator.units import Term

GOVERNOR = Term("губернатор", "州长", "office", ("行政长官",), ("省长",))


def test_files_of_every_kind_give_passages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Порт открыт. Поезд пришёл.\n", "utf-8")
    (tmp_path / "b.tsv").write_text("source\ttarget\nПорт\t港口\n", "utf-8")
    (tmp_path / "c.tsv").write_text("Поезд\t列车\nВагон\n", "utf-8")
    (tmp_path / "d.png").write_bytes(b"\x89PNG")
    archive = Archive([tmp_path])
    found = [(Path(p.document).name, p.id, p.source, p.target) for p in archive]
    assert found == [
        ("a.txt", "s1", "Порт открыт.", None),
        ("a.txt", "s2", "Поезд пришёл.", None),
        ("b.tsv", "2", "Порт", "港口"),
        ("c.tsv", "1", "Поезд", "列车"),
        ("c.tsv", "2", "Вагон", None),
    ]
    assert (archive.documents, archive.faults) == (3, [])


def test_a_review_document_gives_its_rows(tmp_path: Path) -> None:
    made = make_bitext()
    bilingual.write(made, tmp_path / "review.docx")
    found = list(Archive([tmp_path / "review.docx"]))
    assert [p.source for p in found] == [unit.source for unit in made.units]
    assert [p.target for p in found] == [unit.target for unit in made.units]


def test_a_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n", "utf-8")
    (tmp_path / "b.tsv").write_bytes(b"\xff\xfe\xff")
    (tmp_path / "c.tsv").write_text("Порт\t港口\n", "utf-8")
    archive = Archive([tmp_path, tmp_path / "none.tsv"])
    assert [p.source for p in archive] == ["Порт"]
    assert [fault.place for fault in archive.faults] == [
        f"{tmp_path / 'a.jsonl'}:1", str(tmp_path / "b.tsv"), str(tmp_path / "none.tsv"),
    ]  # fmt: skip


@dataclass
class _Unit:
    source: str
    target: str
    release: str


class _Memory:
    def units(self) -> list[_Unit]:
        return [_Unit("Губернатор выступил.", "省长讲话。", "р-12"), _Unit("Порт", "港口", "")]


def test_a_memory_is_read_through_its_units() -> None:
    found = list(stale(TermBase((GOVERNOR,)), Archive([], _Memory())))
    assert [(s.passage.document, s.passage.id, s.found, s.approved) for s in found] == [
        ("р-12", "m1", "省长", "州长")
    ]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Речь губернатора", "省长讲话", ["省长"]),
        ("Речь губернатора", "州长讲话", []),
        ("Речь министра", "省长讲话", []),
        ("Речь губернатора провинции", "省长讲话", []),
        ("Губернатор и губернатор", "省长和省长", ["省长"]),
        ("Речь губернатора", None, []),
    ],
)
def test_a_superseded_form_counts_only_where_its_term_stands(
    source: str, target: str | None, expected: list[str]
) -> None:
    base = TermBase((GOVERNOR, Term("губернатор провинции", "省长", "office")))
    found = stale(base, [Passage("a", "s1", source, target)])
    assert [s.found for s in found] == expected


def test_forms_that_a_new_state_gave_up() -> None:
    old = [Row(Term("порт", "港", variants=("埠",))), Row(Term("река", "河"))]
    new = [Row(Term("порт", "港口", variants=("埠",))), Row(Term("бухта", "湾"))]
    difference = compare(old, new)
    assert [t.ru for t in difference.added] == ["бухта"]
    assert [t.ru for t in difference.removed] == ["река"]
    assert [(f.column, f.old, f.new) for f in difference.changed[0].fields] == [
        ("zh", "港", "港口")
    ]
    (given_up,) = superseded(difference)
    assert given_up.forbidden == ("港",)
    base = with_superseded([row.term for row in new], [given_up])
    passages = [Passage("a", "s1", "Наш порт", "我港"), Passage("a", "s2", "Наш порт", "我港口")]
    assert [s.passage.id for s in stale(base, passages)] == ["s1"]


def test_candidates_are_names_abbreviations_and_noun_groups() -> None:
    text = "Реестр малотоннажных судов ведёт МКРС, сообщил Егор Ладожин."
    found = {(c.ru, c.kind) for c in find_candidates(text, [])}
    assert ("реестр малотоннажных судов", "") in found
    assert ("малотоннажное судно", "") in found
    assert ("МКРС", "organisation") in found
    assert ("Егор Ладожин", "person") in found


def test_a_known_term_is_neither_proposed_nor_cut() -> None:
    text = "Реестр малотоннажных судов открыт."
    start = text.index("малотоннажных")
    known = [(start, start + len("малотоннажных судов"))]
    assert {c.ru for c in find_candidates(text, known)} == {"реестр малотоннажных судов"}


def _archive() -> list[Passage]:
    lines = [
        ("Программа развития сельских территорий принята.", "农村地区发展规划已通过。"),
        ("Программу развития сельских территорий обсудили.", "讨论了农村地区发展规划。"),
        ("О программе развития сельских территорий рассказали.", "介绍农村地区发展规划。"),
        ("Сельские территории ждут дорог.", "农村地区等待修路。"),
        ("Порт принял паромную линию.", "港口开通轮渡航线。"),
        ("Паромная линия нужна всем.", "轮渡航线人人需要。"),
        ("О паромной линии спорят.", "人们争论轮渡航线。"),
    ]
    return [Passage(f"d{n}.txt", "s1", ru, zh) for n, (ru, zh) in enumerate(lines)]


def test_c_value_puts_the_whole_term_before_its_parts() -> None:
    found = suggest(TermBase(()), _archive(), least=3)
    order = [p.ru for p in found]
    assert order[0] == "программа развития сельских территорий"
    assert "паромная линия" in order
    parts = [ru for ru in order if ru.endswith("развитие сельских территорий")]
    assert all(order.index(ru) > 0 for ru in parts)
    by_name = {p.ru: p for p in found}
    assert by_name["паромная линия"].zh == "轮渡航线"
    assert by_name["паромная линия"].count == 3
    assert by_name["паромная линия"].documents == 3
    # By hand: log2 4 · 3 for the longest; log2 2 · (4 − (3 + 3) / 2) for its part, which stands
    # three times in each of two longer candidates.
    assert by_name["программа развития сельских территорий"].score == 6.0
    assert by_name["сельская территория"].score == 1.0


def test_proposals_come_into_force_only_when_approved(tmp_path: Path) -> None:
    text = as_tsv(suggest(TermBase(()), _archive(), least=3))
    path = tmp_path / "proposals.tsv"
    path.write_text(text, "utf-8")
    assert len(TermBase.load([path])) == 0
    path.write_text(text.replace("# паромная", "паромная"), "utf-8")
    (term,) = TermBase.load([path]).terms
    assert (term.ru, term.zh) == ("паромная линия", "轮渡航线")


def test_a_translated_file_can_be_searched(tmp_path: Path) -> None:
    unit = {
        "id": "s1", "block": "b1", "kind": "paragraph", "source": "Губернатор прибыл.",
        "target": "省长到访。", "origin": "human", "engine": "", "score": None, "terms": [],
        "numbers": [], "findings": [], "signature": "", "state": "final",
    }  # fmt: skip
    (tmp_path / "a.jsonl").write_text(json.dumps(unit) + "\n", "utf-8")
    found = list(stale(TermBase((GOVERNOR,)), Archive([tmp_path])))
    assert [(s.passage.id, s.form, s.found) for s in found] == [("s1", "Губернатор", "省长")]
