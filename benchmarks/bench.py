"""Measure every figure of `budgets.toml` beside its peer and mark what left its budget: `make bench`.

`.venv/bin/python -m benchmarks.bench [LEG…] [--rounds N]`; without a leg, all. Each leg is measured in rounds, the
bare echo before and after each; told is the median. The exit status is 1 where a figure left its budget or a leg
broke off.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import sys
import traceback
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import structlog

from benchmarks.budgets import Budget, Unit, read_budgets
from benchmarks.echo import Echo, running_echo
from benchmarks.legs import Figures, leg_of
from benchmarks.load import Requests
from benchmarks.questions import all_questions
from benchmarks.tables import Row, Table

_HEADER = ("figure", "measured", "worst and best", "unit", "budget", "")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with what each round gave: nothing where its leg broke off, or where what it needs is not here."""

    budget: Budget
    values: tuple[float, ...]

    @property
    def is_kept(self) -> bool:
        if not self.values:
            return bool(self.budget.on)
        return self.budget.is_kept(statistics.median(self.values))

    def row(self) -> Row:
        """A line of the table."""
        if not self.values:
            mark = f"needs {self.budget.on}" if self.budget.on else "BROKE OFF"
            return (self.budget.says, "–", "", self.budget.unit.value, self.budget.bound, mark)
        middle, low, high = statistics.median(self.values), min(self.values), max(self.values)
        mark = "" if self.is_kept else "LEFT ITS BUDGET"
        unit = f"{self.budget.unit.value} ({self.budget.peer})" if self.budget.peer else self.budget.unit.value
        return (self.budget.says, _shown(middle), f"{_shown(low)}–{_shown(high)}", unit, self.budget.bound, mark)


def _shown(value: float) -> str:
    """Three digits, or all of those before the point."""
    return f"{value:.3g}" if abs(value) < 1_000 else f"{value:,.0f}"


def main(arguments: Sequence[str]) -> int:
    budgets = read_budgets()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    given = _arguments(arguments, sorted({budget.leg for budget in budgets}))
    legs = [leg for leg in dict.fromkeys(budget.leg for budget in budgets) if not given.legs or leg in given.legs]
    kept = True
    with running_echo(Requests(all_questions())) as echo:
        print(f"echo: {echo.milliseconds():.3f} ms of the processor a message\n", flush=True)
        for leg in legs:
            measured = measured_by(_rounds(leg, echo, given.rounds), [one for one in budgets if one.leg == leg])
            print(Table(f"{leg}:", _HEADER, tuple(one.row() for one in measured)).plain(), flush=True, end="\n\n")
            kept = kept and all(one.is_kept for one in measured)
    return 0 if kept else 1


def measured_by(rounds: Iterable[Figures], budgets: Sequence[Budget]) -> list[Measured]:
    """Each figure of a leg, with what the rounds gave.

    Raises:
        LookupError: the leg gives another figure than the file knows.
    """
    values: Mapping[str, list[float]] = defaultdict(list)
    for figures in rounds:
        for name, value in figures.items():
            values[name].append(value)
    unknown = values.keys() - {budget.name for budget in budgets}
    if unknown:
        raise LookupError(f"budgets.toml does not know {sorted(unknown)}")
    return [Measured(budget, tuple(values[budget.name])) for budget in budgets]


def _rounds(name: str, echo: Echo, rounds: int | None) -> list[Figures]:
    """Nothing where the leg breaks off, so that it counts as failed; the others still run."""
    found: list[Figures] = []
    leg, in_echoes = leg_of(name), {one.name for one in read_budgets() if one.unit is Unit.ECHOES}
    try:
        with leg.opened() as measure:
            for _ in range(rounds or leg.rounds):
                before = echo.milliseconds()
                figures = measure()
                unit = (before + echo.milliseconds()) / 2
                found.append({key: value / unit if key in in_echoes else value for key, value in figures.items()})
    except Exception:  # noqa: BLE001  whatever a leg breaks off with
        traceback.print_exc()
        return []
    return found


def _arguments(arguments: Sequence[str], legs: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.bench", description="Measure beside peers, by budget.")
    parser.add_argument("legs", metavar="LEG", nargs="*", help=", ".join(legs))
    parser.add_argument("--rounds", type=int, help="so many in place of what each leg has")
    given = parser.parse_args(arguments)
    if unknown := set(given.legs) - set(legs):
        parser.error(f"no such leg: {', '.join(sorted(unknown))}")
    return given


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
