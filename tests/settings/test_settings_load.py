from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from translator.engines import EngineSettings
from translator.errors import UsageError
from translator.settings import PROJECT_ROOT, Settings
from translator.settings.shapes import SHAPES
from translator.units import Severity

CASES = Path(__file__).parents[1] / "cases" / "settings"


@pytest.fixture(autouse=True)
def _bare_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings file of the developer is read."""
    home = tmp_path / "home"
    work = tmp_path / "work"
    home.mkdir()
    work.mkdir()
    monkeypatch.setattr("platformdirs.user_config_path", lambda app, **_: home / app)
    monkeypatch.chdir(work)


def _file(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "press-translator.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_anything_the_defaults_stand() -> None:
    loaded = Settings.load(None, {}, {})
    assert loaded == Settings()
    assert loaded.models == PROJECT_ROOT / "models"
    assert (PROJECT_ROOT / "pyproject.toml").is_file()
    assert loaded.cache.parts[-1:] == ("press-translator",) or os.name == "nt"


def test_every_field_has_a_shape() -> None:
    assert tuple(SHAPES) == tuple(f.name for f in fields(Settings) if f.name != "origins")


def test_the_defaults_are_those_of_the_engines() -> None:
    ours, theirs = Settings(), EngineSettings()
    names = (
        "runtime",
        "beam",
        "length_penalty",
        "coverage_penalty",
        "threads",
        "device",
        "token_budget",
    )
    for name in names:
        assert getattr(ours, name) == getattr(theirs, name)


def test_the_later_place_wins(tmp_path: Path) -> None:
    config = _file(tmp_path, 'engine = "marian"\nbeam = 2\nthreads = 1\nlength_penalty = 1\n')
    loaded = Settings.load(
        config, {"TRANSLATOR_BEAM": "3", "TRANSLATOR_THREADS": "2"}, {"beam": 5, "engine": None}
    )
    assert (loaded.engine, loaded.beam, loaded.threads) == ("marian", 5, 2)
    assert isinstance(loaded.length_penalty, float)


def test_the_file_of_the_working_folder_comes_before_the_users_own(tmp_path: Path) -> None:
    _file(tmp_path / "home" / "press-translator", "beam = 2")
    assert Settings.load(None, {}, {}).beam == 2
    _file(tmp_path / "work", "beam = 3")
    assert Settings.load(None, {}, {}).beam == 3
    assert Settings.load(_file(tmp_path / "other", "beam = 5"), {}, {}).beam == 5


def test_glossaries_add_up_and_the_last_named_is_the_strongest(tmp_path: Path) -> None:
    config = _file(tmp_path / "office", 'glossaries = ["office.tsv", "/shared/all.tsv"]')
    environment = {"TRANSLATOR_GLOSSARIES": os.pathsep.join(["env.tsv", "/shared/all.tsv"])}
    loaded = Settings.load(config, environment, {"glossaries": (Path("release.tsv"),)})
    assert loaded.glossaries == (
        tmp_path / "office" / "office.tsv",
        Path("env.tsv"),
        Path("/shared/all.tsv"),
        Path("release.tsv"),
    )


def test_paths_of_a_file_are_relative_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _file(tmp_path / "office", 'cache = "cache"\nsegmentation_exceptions = "../x.toml"')
    monkeypatch.chdir(tmp_path)
    loaded = Settings.load(Path("office/press-translator.toml"), {}, {})
    assert loaded.cache == tmp_path / "office" / "cache"
    assert loaded.segmentation_exceptions == tmp_path / "office" / ".." / "x.toml"


def test_a_tilde_is_the_home_folder(tmp_path: Path) -> None:
    config = _file(tmp_path, 'cache = "~/c"')
    assert Settings.load(config, {}, {}).cache == Path("~/c").expanduser()


def test_environment_of_other_programs_is_left_alone() -> None:
    assert Settings.load(None, {"TRANSLATOR_API_KEY": "x", "BEAM": "7"}, {}) == Settings()
    with pytest.raises(
        UsageError, match=r"environment: unknown variable TRANSLATOR_GLOSARIES; did"
    ):
        Settings.load(None, {"TRANSLATOR_GLOSARIES": "a.tsv"}, {})


@pytest.mark.parametrize(
    ("variable", "value", "field", "expected"),
    [
        ("HF_HUB_OFFLINE", "1", "offline", True),
        ("HF_HUB_OFFLINE", "off", "offline", False),
        ("TRANSLATOR_OFFLINE", "YES", "offline", True),
        ("TRANSLATOR_CACHE", "/var/c", "cache", Path("/var/c")),
        ("TRANSLATOR_FORMATS", "docx, txt", "formats", ("docx", "txt")),
        ("TRANSLATOR_FAIL_ON", "Major", "fail_on", Severity.MAJOR),
        ("TRANSLATOR_BEAM", " ", "beam", 6),
        ("TRANSLATOR_DEVICE", "cuda", "device", "cuda"),
        ("TRANSLATOR_COVERAGE_PENALTY", "0.2", "coverage_penalty", 0.2),
    ],
)
def test_environment(variable: str, value: str, field: str, expected: object) -> None:
    assert getattr(Settings.load(None, {variable: value}, {}), field) == expected


def test_flags_that_were_not_given_change_nothing(tmp_path: Path) -> None:
    config = _file(tmp_path, 'formats = ["tsv"]\nfail_on = "minor"\nkeep_boilerplate = true')
    flags = {"formats": (), "fail_on": None, "keep_boilerplate": None, "glossaries": []}
    loaded = Settings.load(config, {}, flags)
    assert loaded.formats == ("tsv",)
    assert loaded.fail_on is Severity.MINOR
    assert loaded.keep_boilerplate
    assert Settings.load(config, {}, {"fail_on": "never"}).fail_on is None


def _rows(name: str) -> list[tuple[str, str]]:
    rows = (CASES / name).read_text(encoding="utf-8").splitlines()[1:]
    return [(row.split("\t")[0].replace("\\n", "\n"), row.split("\t")[1]) for row in rows]


@pytest.mark.parametrize(("text", "message"), _rows("broken.tsv"))
def test_a_faulty_file_is_refused_with_file_and_key(
    tmp_path: Path, text: str, message: str
) -> None:
    config = _file(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        Settings.load(config, {}, {})
    assert str(caught.value).startswith(f"{config}: {message}")
    assert "\n" not in str(caught.value)


def test_a_faulty_flag_or_variable_names_what_the_user_wrote() -> None:
    with pytest.raises(UsageError, match=r"command line: --to is not a list of formats"):
        Settings.load(None, {}, {"formats": "docx"})
    with pytest.raises(UsageError, match=r"environment: TRANSLATOR_BEAM is not a whole number"):
        Settings.load(None, {"TRANSLATOR_BEAM": "four"}, {})


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(UsageError, match="cannot be read"):
            Settings.load(path, {}, {})
    other = tmp_path / "old.toml"
    other.write_bytes('engine = "ы"'.encode("cp1251"))
    with pytest.raises(UsageError, match="is not UTF-8 text"):
        Settings.load(other, {}, {})


@given(st.text())
@hypothesis_settings(max_examples=60, deadline=None)
def test_any_value_from_the_environment_is_taken_or_refused(value: str) -> None:
    for name in SHAPES:
        try:
            Settings.load(None, {f"TRANSLATOR_{name.upper()}": value}, {})
        except UsageError as error:
            assert error.remedy


def test_explain_names_where_every_value_came_from(tmp_path: Path) -> None:
    config = _file(tmp_path, 'engine = "nllb"\nglossaries = ["a.tsv"]')
    flags = {"glossaries": ["b.tsv"], "fail_on": "critical"}
    rows = {
        name: (value, origin)
        for name, value, origin in Settings.load(config, {"HF_HUB_OFFLINE": "1"}, flags).explain()
    }
    assert rows["engine"] == ("nllb", str(config))
    assert rows["glossaries"] == (f"{tmp_path / 'a.tsv'}, b.tsv", f"{config}, --glossary")
    assert rows["offline"] == ("True", "HF_HUB_OFFLINE")
    assert rows["fail_on"] == ("critical", "--fail-on")
    assert rows["beam"] == ("6", "default")
    assert rows["segmentation_exceptions"] == ("none", "default")
    assert len(rows) == len(SHAPES)


@pytest.mark.parametrize(
    ("flags", "changes"),
    [
        ({"engine": "nllb"}, True),
        ({"runtime": "transformers"}, True),
        ({"beam": 2}, True),
        ({"length_penalty": 0.8}, True),
        ({"coverage_penalty": 0.1}, True),
        ({"keep_boilerplate": True}, True),
        ({"threads": 2}, False),
        ({"token_budget": 64}, False),
        ({"formats": ["txt"]}, False),
        ({"fail_on": "minor"}, False),
        ({"cache": "elsewhere"}, False),
        ({"models": "elsewhere"}, False),
        ({"glossaries": ["a.tsv"]}, False),
        ({"project_glossaries": "elsewhere"}, False),
        ({"offline": True}, False),
    ],
)
def test_the_fingerprint_follows_what_changes_a_translation(
    flags: dict[str, object], changes: bool
) -> None:
    assert (Settings.load(None, {}, flags).fingerprint() != Settings().fingerprint()) is changes


@pytest.mark.parametrize("field", ["furniture", "segmentation_exceptions"])
def test_the_fingerprint_takes_files_by_content(tmp_path: Path, field: str) -> None:
    def of(path: Path) -> str:
        value = (path,) if field == "furniture" else path
        return Settings.load(None, {}, {field: value}).fingerprint()

    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text("# one", encoding="utf-8")
    second.write_text("# one", encoding="utf-8")
    assert of(first) == of(second) != Settings().fingerprint()
    second.write_text("# two", encoding="utf-8")
    assert of(first) != of(second)
    with pytest.raises(UsageError, match=f"cannot be read .*{field}"):
        of(tmp_path / "none.toml")


def test_importing_the_settings_loads_no_slow_library() -> None:
    code = (
        "import sys, translator.settings; "
        "sys.exit(bool({'tomllib', 'platformdirs', 'difflib'} & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, check=False).returncode == 0
    )


def test_the_example_of_the_documentation_is_valid(tmp_path: Path) -> None:
    page = (PROJECT_ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    loaded = Settings.load(_file(tmp_path, page.split("```toml\n")[1].split("```")[0]), {}, {})
    assert loaded.glossaries == (tmp_path / "office.tsv",)
    assert loaded.fail_on is Severity.CRITICAL
