"""How far a unit has come, in the words of XLIFF and of Trados (states.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from translator.units import Origin, State, TranslationUnit

_QUESTIONED = State.INITIAL.value


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("states.toml").read_text(encoding="utf-8"))


def shown(unit: TranslationUnit) -> State:
    """The unit's state; one without translation is never shown as translated."""
    empty = not (unit.target or "").strip()
    return State.INITIAL if empty and unit.state is State.TRANSLATED else unit.state


def state1(state: State) -> str:
    """``state`` of XLIFF 1.2."""
    return str(_table()["version1"]["write"][state.value])


def qualifier1(origin: Origin) -> str:
    """``state-qualifier`` of XLIFF 1.2; empty where none fits."""
    return str(_table()["version1"]["origin"][origin.value])


def state2(state: State) -> tuple[str, str]:
    """``state`` and ``subState`` of XLIFF 2.1."""
    if state is State.QUESTION:
        return _QUESTIONED, str(_table()["version2"]["question"])
    return state.value, ""


def of_state1(state: str, approved: str) -> str:
    """Our state for a target of XLIFF 1.2; empty where the file does not tell.

    ``approved`` (yes or no) counts alone, and where it takes back a sign-off:
    programs set it to yes for whatever is translated.

    >>> of_state1("signed-off", "no"), of_state1("translated", "yes"), of_state1("", "yes")
    ('translated', 'translated', 'reviewed')
    """
    found = str(_table()["version1"]["read"].get(state, ""))
    if not found:
        return State.REVIEWED.value if approved == "yes" else ""
    far = State(found).rank >= State.REVIEWED.rank
    return State.TRANSLATED.value if far and approved == "no" else found


def of_state2(state: str, sub_state: str) -> str:
    """Our state for a segment of XLIFF 2.x; its default is initial."""
    if state in ("", _QUESTIONED) and sub_state == _table()["version2"]["question"]:
        return State.QUESTION.value
    return state if state in set(State) else State.INITIAL.value


def of_trados(conf: str) -> str:
    """Our state for ``conf`` of Trados; empty for a word that is not known."""
    return str(_table()["trados"].get(conf, ""))


def lowest(states: Iterable[str]) -> str:
    """The state that is least far; empty if there is none.

    >>> lowest(["final", "translated", ""])
    'translated'
    """
    return min((s for s in states if s), key=lambda s: State(s).rank, default="")
