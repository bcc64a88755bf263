"""docs/cluster-costs.md: its table is what its command prints; the plan is right by hand."""

from __future__ import annotations

import re
import shlex

import pytest

from benchmarks.cluster_plan import NODES, Inputs, main, row
from tests.batch.batch_archive import ROOT

PAGE = (ROOT / "docs" / "cluster-costs.md").read_text(encoding="utf-8")


def test_every_table_is_what_its_command_prints(capsys) -> None:
    shown = re.findall(
        r"```\npython -m benchmarks\.cluster_plan (.*?)\n```\n\n(\| nodes.*?\n)\n", PAGE, re.DOTALL
    )
    assert shown
    for command, table in shown:
        main(shlex.split(command.replace("\\\n", " ")))
        assert capsys.readouterr().out == table


def inputs(**changes: float) -> Inputs:
    given = {
        "segments": 7_200_000, "per_document": 10, "per_core": 100, "efficiency": 0.5,
        "per_coordinator": 1000, "cores": 10, "start": 0, "price": 3.0,
    }  # fmt: skip
    return Inputs(**{**given, **changes})


def test_twice_the_nodes_half_the_time_at_the_same_price() -> None:
    one, two = row(1, inputs()), row(2, inputs())
    assert (one.hours, one.cost, one.limit) == (4.0, 12.0, "cores")
    assert (two.hours, two.cost) == (2.0, 12.0)


def test_a_start_is_paid_for_on_every_node() -> None:
    assert row(2, inputs(start=3600)).cost == pytest.approx(12.0 + 2 * 3.0)


def test_more_nodes_than_the_coordinator_can_take_from_only_cost_more() -> None:
    rows = [row(nodes, inputs(per_coordinator=100)) for nodes in NODES]
    assert [one.limit for one in rows] == ["cores"] * 2 + ["coordinator"] * 5
    assert rows[-1].hours == rows[2].hours
    assert rows[-1].cost == 16 * rows[2].cost
