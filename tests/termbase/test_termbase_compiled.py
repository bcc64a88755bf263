"""The compiled cache: the same term base, never a stale or a damaged one, never in the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.errors import GlossaryError
from translator.termbase import TermBase, compiled
from translator.termbase.compiled import Compiled, keep, recall
from translator.units import Term

CASES = Path(__file__).parent.parent / "cases" / "termbase"
ROOT = Path(__file__).parents[2]
TEXT = "Губернатор Смоленской области и министр экономического развития открыли порт."


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "office.tsv"
    path.write_text(
        "ru\tzh\tkind\tvariants\tforbidden\tdnt\tcase\tcontext\n"
        "порт\t港口\tplace\t港|港埠\t码头\t\t\t\n"
        "Мир\t米尔\tcity\t\t\t\tyes\tгород\n"
        "порт\t港口\t\t\t\t\t\t\n"
        "Foton\tFoton\tbrand\t\t\tyes\t\t\n",
        "utf-8",
    )
    return path


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were parsed, not taken from the cache."""
    from translator.termbase import base

    seen: list[Path] = []
    read = base.read_glossary

    def watched(path: Path, data: bytes, *, lenient: bool) -> object:
        seen.append(path)
        return read(path, data, lenient=lenient)

    monkeypatch.setattr(base, "read_glossary", watched)
    return seen


def _stored(cache: Path) -> Path:
    (path,) = (cache / "termbase").iterdir()
    return path


def test_with_and_without_the_cache(cache: Path, parsed: list[Path]) -> None:
    paths = [CASES / "glossary.tsv", CASES / "glossary_in_context.tsv"]
    plain = TermBase.load(paths)
    first = TermBase.load(paths, cache=cache)
    parsed.clear()
    again = TermBase.load(paths, cache=cache)
    assert parsed == []
    for base in (first, again):
        assert tuple(base.terms) == plain.terms
        assert (base.digest, base.messages, base.overridden) == (
            plain.digest,
            plain.messages,
            plain.overridden,
        )
        assert base.stats() == plain.stats()
        assert base.find(TEXT) == plain.find(TEXT)
        assert base.find_all(TEXT) == plain.find_all(TEXT) != ()


def test_messages_and_every_cell_come_back(glossary: Path, cache: Path) -> None:
    TermBase.load([glossary], cache=cache)
    again = TermBase.load([glossary], cache=cache)
    assert tuple(again.terms) == TermBase.load([glossary]).terms
    assert again.terms[0].variants == ("港", "港埠")
    assert again.terms[-1].do_not_translate
    assert again.terms[1:] == (again.terms[1], again.terms[2])
    assert len(again.messages) == 1


def test_any_changed_byte_makes_it_anew(glossary: Path, cache: Path, parsed: list[Path]) -> None:
    TermBase.load([glossary], cache=cache)
    stat = glossary.stat()
    glossary.write_bytes(glossary.read_bytes().replace("米尔".encode(), "和平".encode()))
    assert glossary.stat().st_size == stat.st_size
    parsed.clear()
    assert TermBase.load([glossary], cache=cache).terms[1].zh == "和平"
    assert parsed == [glossary]
    assert len(list((cache / "termbase").iterdir())) == 1


def test_a_new_file_in_the_folder_is_seen(glossary: Path, cache: Path) -> None:
    folder = glossary.parent
    before = len(TermBase.load([folder], cache=cache))
    (folder / "more.tsv").write_text("ru\tzh\nрека\t河\n", "utf-8")
    assert len(TermBase.load([folder], cache=cache)) == before + 1


@pytest.mark.parametrize("what", ["version", "format"])
def test_another_tool_makes_it_anew(
    glossary: Path, cache: Path, parsed: list[Path], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    TermBase.load([glossary], cache=cache)
    name = {"version": "__version__", "format": "_FORMAT"}[what]
    monkeypatch.setattr(compiled, name, "another")
    parsed.clear()
    TermBase.load([glossary], cache=cache)
    assert parsed == [glossary]


def test_strict_and_lenient_do_not_share(glossary: Path, cache: Path) -> None:
    glossary.write_text("ru\tzh\nпорт\t港口\nрека\n", "utf-8")
    assert len(TermBase.load([glossary], cache=cache, lenient=True)) == 1
    with pytest.raises(GlossaryError, match=r"office\.tsv:3"):
        TermBase.load([glossary], cache=cache)


def test_every_damaged_byte_is_noticed(glossary: Path, cache: Path, parsed: list[Path]) -> None:
    plain = TermBase.load([glossary], cache=cache)
    path = _stored(cache)
    whole = path.read_bytes()
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert tuple(TermBase.load([glossary], cache=cache).terms) == plain.terms
    for half in (b"", whole[:30], whole[:64], whole[:-1], b"\x00" * len(whole)):
        path.write_bytes(half)
        parsed.clear()
        assert tuple(TermBase.load([glossary], cache=cache).terms) == plain.terms
        assert parsed == [glossary]
    assert path.read_bytes() == whole


@pytest.mark.parametrize("trouble", ["a file", "a file below", "a folder in the way"])
def test_a_cache_that_cannot_be_written(glossary: Path, cache: Path, trouble: str) -> None:
    if trouble == "a file":
        cache.write_text("in the way")
    elif trouble == "a file below":
        cache.mkdir()
        (cache / "termbase").write_text("in the way")
    else:
        TermBase.load([glossary], cache=cache)
        path = _stored(cache)
        path.unlink()
        path.mkdir()
    for _ in range(2):
        assert len(TermBase.load([glossary], cache=cache)) == 3


def test_an_empty_glossary(glossary: Path, cache: Path) -> None:
    glossary.write_text("ru\tzh\n", "utf-8")
    for _ in range(2):
        assert len(TermBase.load([glossary], cache=cache)) == 0


def test_two_processes_at_once(cache: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from translator.termbase import TermBase\n"
        "bases = [TermBase.load([Path(sys.argv[1])], cache=Path(sys.argv[2])) for _ in range(5)]\n"
        "sys.stdout.write(' '.join(b.digest for b in bases))"
    )
    command = [sys.executable, "-c", code, str(CASES / "glossary.tsv"), str(cache)]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(2)
    ]
    told = {word for process in running for word in process.communicate()[0].split()}
    assert [process.returncode for process in running] == [0, 0]
    assert told == {TermBase.load([CASES / "glossary.tsv"]).digest}
    assert [p.suffix for p in (cache / "termbase").iterdir()] == [".json"]


_CELL = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12).map(
    lambda cell: " ".join(cell.split())
)
_ITEMS = st.lists(_CELL.filter(lambda cell: cell and "|" not in cell), max_size=3).map(tuple)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            Term, ru=_CELL, zh=_CELL, kind=_CELL, variants=_ITEMS, forbidden=_ITEMS,
            do_not_translate=st.booleans(), case_sensitive=st.booleans(), context=_CELL,
            source=_CELL, note=_CELL, place=_CELL,
        ),
        max_size=4,
    ),
    st.lists(_CELL, max_size=2).map(tuple),
)  # fmt: skip
def test_what_is_kept_is_what_is_recalled(
    tmp_path_factory: pytest.TempPathFactory, terms: list[Term], messages: tuple[str, ...]
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    files = [(Path("а.tsv"), b"1")]
    made = Compiled(terms, {"порт": [0]}, "d", messages, 2)
    keep(folder, files, made, lenient=False)
    again = recall(folder, files, lenient=False)
    assert again is not None
    assert list(again.terms) == terms
    assert (again.index, again.digest, again.messages, again.overridden) == (
        {"порт": [0]},
        "d",
        messages,
        2,
    )
    assert recall(folder, files, lenient=True) is None
    assert recall(folder, [(Path("а.tsv"), b"2")], lenient=False) is None
