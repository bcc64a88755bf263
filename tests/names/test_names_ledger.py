"""The office's ledger of names: what holds, how it is written, and where it is put to use."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.errors import GlossaryError
from translator.names import find
from translator.names.approved import with_approved
from translator.names.ledger import COLUMNS, KINDS, Entry, Ledger, Status, load, name_key, record
from translator.names.proposals import headword, propose

PROPOSED, APPROVED, REJECTED = Status.PROPOSED, Status.APPROVED, Status.REJECTED


def book(*entries):
    return Ledger(tuple(Entry(*entry) for entry in entries))


def test_of_several_approvals_the_last_holds():
    ledger = book(
        ("Иван Кудряшов", "person", "伊万·库德里亚绍夫", APPROVED),
        ("Кудряшов Иван", "person", "伊万·库德里亚晓夫", APPROVED),
    )
    assert ledger.form("Иван Кудряшов", "person") == "伊万·库德里亚晓夫"
    assert len(ledger.approved) == 1


def test_a_later_proposal_does_not_touch_an_approved_form():
    ledger = book(("Лыково", "place", "雷科沃", APPROVED), ("Лыково", "place", "雷柯沃", PROPOSED))
    assert ledger.form("Лыково", "place") == "雷科沃"
    assert [e.zh for e in ledger.open.values()] == ["雷柯沃"]


def test_a_rejection_withdraws_only_the_form_it_names():
    approved = ("Лыково", "place", "雷科沃", APPROVED)
    assert book(approved, ("Лыково", "place", "雷柯沃", REJECTED)).form("Лыково", "place")
    assert not book(approved, ("Лыково", "place", "雷科沃", REJECTED)).form("Лыково", "place")
    assert not book(approved, ("Лыково", "place", "", REJECTED)).form("Лыково", "place")


def test_the_digest_covers_what_holds_and_nothing_else():
    one = book(("Лыково", "place", "雷科沃", APPROVED))
    same = book(("Лыково", "place", "雷柯沃", APPROVED), ("Лыково", "place", "雷科沃", APPROVED))
    assert one.digest == same.digest
    assert one.digest != book(("Лыково", "place", "雷柯沃", APPROVED)).digest
    assert Ledger().digest == ""


CELL = st.text(st.characters(categories=["L", "N", "Zs", "Po"]), max_size=20).map(
    lambda text: " ".join(text.split())
)
ENTRY = st.builds(
    Entry,
    name=st.sampled_from(["Иван Кудряшов", "Лыково", "Малые Холмы", "Ёлкино", "ООО «Луч»"]),
    kind=st.sampled_from(KINDS),
    zh=st.sampled_from(["雷科沃", "伊万·库德里亚绍夫", "“光芒”公司"]),
    status=st.sampled_from(list(Status)),
    by=CELL,
    date=st.sampled_from(["", "2026-11-30"]),
    note=CELL,
)


@given(st.lists(ENTRY, max_size=5), st.lists(ENTRY, max_size=3))
@settings(max_examples=30, deadline=None)
def test_what_is_recorded_is_read_back_in_order(tmp_path_factory, first, more):
    path = tmp_path_factory.mktemp("ledger") / "names.tsv"
    record(path, first)
    record(path, more)
    assert list(load(path).entries) == [*first, *more]


def test_lines_that_a_person_wrote_stay_as_they_are(tmp_path):
    path = tmp_path / "names.tsv"
    path.write_text("# наши имена\nЛыково\tplace\t雷科沃\tapproved", encoding="utf-8")
    record(path, [Entry("Ёлкино", "place", "约尔基诺", APPROVED)])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["# наши имена", "Лыково\tplace\t雷科沃\tapproved"]
    assert len(lines) == 3


def test_two_people_at_once_lose_nothing(tmp_path):
    path = tmp_path / "names.tsv"

    def write(letter):
        for number in range(5):
            record(path, [Entry(f"{letter}{number}", "place", "雷科沃", APPROVED)])

    threads = [threading.Thread(target=write, args=(letter,)) for letter in "АБВ"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(load(path).entries) == 15


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Лыково\tplace\t雷科沃", "has 3 cells"),
        ("Лыково\tplace\t雷科沃\tokay", "unknown status 'okay'"),
        ("Лыково\tplanet\t雷科沃\tapproved", "unknown kind 'planet'"),
        ("Лыково\tplace\tLykovo\tapproved", "no Chinese character"),
        ("Лыково\tplace\t雷科вo\tapproved", "Russian letters"),
        ("Лыково\tplace\t\tapproved", "the Chinese form is empty"),
        ("\tplace\t雷科沃\tapproved", "the name is empty"),
        ("Лыково\tplace\t雷\u202e科沃\tapproved", "control character"),
        (f"Лыково\tplace\t{'雷' * 300}\tapproved", "too long"),
    ],
)
def test_a_faulty_line_is_named_with_its_place(tmp_path, line, what):
    path = tmp_path / "names.tsv"
    path.write_text("\t".join(COLUMNS) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match=what) as caught:
        load(path)
    assert f"{path}:2" in str(caught.value)
    with pytest.raises(GlossaryError):
        record(path, [Entry("Ёлкино", "place", "约尔基诺", APPROVED)])
    assert path.read_text(encoding="utf-8").count("\n") == 2


def test_no_file_is_an_empty_ledger_and_bytes_that_are_no_text_are_refused(tmp_path):
    assert load(tmp_path / "none.tsv") == Ledger()
    (tmp_path / "names.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GlossaryError, match="UTF-8"):
        load(tmp_path / "names.tsv")


BOOK = book(
    ("Иван Петрович Кудряшов", "person", "伊万·彼得罗维奇·库德里亚晓夫", APPROVED),
    ("Новая Петровка", "place", "新彼得洛夫卡", APPROVED),
    ("Ветчинкин", "person-surname", "韦特钦金", APPROVED),
    ("Калугаприбор", "organisation", "卡卢加仪器", APPROVED),
)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Ивана Петровича Кудряшова", ["伊万·彼得罗维奇·库德里亚晓夫"]),
        ("по словам Ивана Кудряшова", ["伊万·库德里亚晓夫"]),
        ("Доклад И. П. Кудряшова", ["I.P.库德里亚晓夫"]),
        ("директору Кудряшову", ["库德里亚晓夫"]),
        ("в селе Новая Петровка", ["新彼得洛夫卡村"]),
        ("с Олегом Ветчинкиным", ["奥列格·韦特钦金"]),
        ("завод «Калугаприбор»", ["“卡卢加仪器”"]),
        ("Ольга Смирнова", ["奥莉加·斯米尔诺娃"]),
    ],
)
def test_approved_forms_win_over_rules(text, forms):
    assert [with_approved(m, BOOK).zh for m in find(text)] == forms


def test_an_approved_name_is_sure():
    (match,) = find("в селе Новая Петровка")
    assert not match.sure
    assert with_approved(match, BOOK).sure


def test_an_empty_ledger_changes_nothing():
    for match in find("Иван Кудряшов и Лыков в селе Новая Петровка"):
        assert with_approved(match, Ledger()) is match


def test_a_lone_surname_is_the_woman_or_the_man_whom_the_ledger_knows():
    woman = book(("Ольга Кудряшова", "person", "奥莉加·库德里亚绍娃", APPROVED))
    man = book(("Иван Кудряшов", "person", "伊万·库德里亚绍夫", APPROVED))
    (match,) = find("доклад министра Кудряшова")
    assert with_approved(match, man).lemma == "Кудряшов"
    assert with_approved(match, woman).zh == "库德里亚绍娃"


def test_proposals_are_the_unsure_names_once_each():
    texts = ["Глава Починковского района посетил деревню Малые Холмы.", "В деревне Малые Холмы."]
    found = propose(texts, Ledger(), "2026-11-30", "release.txt")
    assert [(e.name, e.kind, e.status) for e in found] == [
        ("Починковский район", "place", PROPOSED),
        ("Малые Холмы", "place", PROPOSED),
    ]
    assert propose(texts, Ledger(found), "2026-11-30", "release.txt") == ()


def test_a_person_is_kept_surname_last():
    assert headword("Кудряшов Иван Петрович", "person") == "Иван Петрович Кудряшов"
    assert headword("Лыково", "place") == "Лыково"
    assert name_key("Кудряшов Иван", "person") == name_key("Иван  Кудряшов", "person")
