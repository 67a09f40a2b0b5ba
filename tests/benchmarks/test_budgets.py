"""The table of budgets is whole, and a figure that leaves its budget is marked and fails the run."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from benchmarks import bench
from benchmarks.bench import Measured, measured_by
from benchmarks.budgets import Budget, Unit, read_budgets
from benchmarks.legs import leg_of

README = Path(bench.__file__).with_name("README.md")
SHARE = Budget(name="fast", says="fast enough", leg="leg", unit=Unit.SHARE, peer="echo", least=0.25)
MEMORY = Budget(name="small", says="small enough", leg="leg", unit=Unit.MEGABYTES, most=150)


def test_every_leg_can_be_measured_and_is_told_of() -> None:
    legs = {budget.leg for budget in read_budgets()}
    told = README.read_text("utf-8")
    assert all(leg_of(leg).rounds >= 1 and f"`{leg}`" in told for leg in legs)


def test_no_figure_stands_twice() -> None:
    names = [budget.name for budget in read_budgets()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("fields", [{"unit": "share"}, {"unit": "ms", "peer": "echo"}, {"unit": "ms", "mots": 1}])
def test_a_ratio_without_peer_a_peer_without_ratio_and_a_misspelt_bound_are_refused(
    fields: dict[str, object],
) -> None:
    with pytest.raises(ValidationError):
        Budget.model_validate({"name": "n", "says": "s", "leg": "l", **fields})


def test_the_median_of_the_rounds_is_held_against_the_budget() -> None:
    rounds = [{"fast": 0.1, "small": 140.0}, {"fast": 0.3, "small": 151.0}, {"fast": 0.25, "small": 160.0}]
    fast, small = measured_by(rounds, [SHARE, MEMORY])
    assert fast.is_kept
    assert not small.is_kept
    assert fast.row() == ("fast enough", "0.25", "0.1–0.3", "share (echo)", "≥ 0.25", "")
    assert small.row() == ("small enough", "151", "140–160", "MB", "≤ 150", "LEFT ITS BUDGET")


def test_a_large_figure_is_told_in_digits() -> None:
    (large,) = measured_by([{"fast": 7_312.4}], [SHARE])
    assert large.row()[1:3] == ("7,312", "7,312–7,312")


def test_a_leg_that_broke_off_keeps_nothing() -> None:
    (nothing,) = measured_by([], [SHARE])
    assert not nothing.is_kept
    assert nothing.row()[-1] == "BROKE OFF"


def test_a_figure_without_budget_is_told_and_judged_by_nobody() -> None:
    told = MEMORY.model_copy(update={"most": None})
    assert Measured(told, (1e9,)).is_kept


def test_a_figure_that_the_table_does_not_know_stops_the_run() -> None:
    with pytest.raises(LookupError, match="quick"):
        measured_by([{"quick": 1.0}], [SHARE])


def test_what_needs_an_engine_that_is_not_here_is_marked_and_judged_by_nobody() -> None:
    (missing,) = measured_by([], [MEMORY.model_copy(update={"on": "PostgreSQL"})])
    assert missing.is_kept
    assert missing.row()[-1] == "needs PostgreSQL"
