"""Which of the slow tests an everyday run takes: other ones with each commit; a soak takes all."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pytest

_BOTH_ENGINES = "tests/store/"
"""Where rows are proved, on SQLite and on PostgreSQL: what is tried further out on both runs on one of them."""

_WIDE = (
    "tests/bot/web/",
    "tests/bot/commands/",
    "tests/bot/inspection/",
    "tests/bot/channels/telegram/",
    "tests/scenarios/",
)
_WIDTH = 3
"""Of a test of pages, talks or processes with more parameters so many are tried, unless its mark says how many."""

_LONG = ("soak", "rotated", "xdist_group")
"""Marks of whatever takes seconds every day, or minutes in a soak, or goes to one worker as a whole."""

_ENGINE = re.compile(r"(?<=[\[-])(?:sqlite|postgres)(?=[\]-])")


@dataclass(frozen=True, slots=True)
class _Family:
    """Of `items` an everyday run takes `count`; `key` tells it apart from other ones of its kind."""

    key: str
    items: list[pytest.Item]
    count: int


def left_to_soak(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests of which an everyday run leaves some out: they belong to the soak."""
    kinds = (_by_engine, _by_test, _by_group)
    found = (family for kind in kinds for family in kind(items) if len(family.items) > family.count)
    return list(dict.fromkeys(item for family in found for item in family.items))


def long_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests, with those that take long before all others: else a worker is at one when the rest have ended."""
    return sorted(items, key=lambda item: not any(map(item.get_closest_marker, _LONG)))


def sampled(items: Sequence[pytest.Item], seed: int) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """The tests to run, in their order, and those left out.

    Of a test on both engines one stays; then of each test marked `sampled(count)` as many of its parameters as it
    says, and of other tests of pages, talks and processes three; then of all tests of one group that are marked
    `rotated(group, count)` as many as it says.
    """
    taken = list(items)
    for kind in (_by_engine, _by_test, _by_group):
        left_out = {item for family in kind(taken) for item in _left_out(family, seed)}
        taken = [item for item in taken if item not in left_out]
    kept = set(taken)
    return taken, [item for item in items if item not in kept]


def takes_all(arguments: Iterable[str], testpaths: Iterable[str], *, soaking: bool) -> bool:
    """Whether nothing is left out: in a soak, and where somebody names what to run."""
    return soaking or list(arguments) != list(testpaths)


def _by_engine(items: Sequence[pytest.Item]) -> Iterator[_Family]:
    found: dict[str, list[pytest.Item]] = {}
    for item in items:
        if not item.nodeid.startswith(_BOTH_ENGINES) and _ENGINE.search(item.nodeid):
            found.setdefault(_ENGINE.sub("*", item.nodeid), []).append(item)
    return (_Family(key, family, 1) for key, family in found.items())


def _by_test(items: Sequence[pytest.Item]) -> Iterator[_Family]:
    found: dict[str, _Family] = {}
    for item in items:
        mark = item.get_closest_marker("sampled")
        if mark or item.nodeid.startswith(_WIDE):
            name = item.nodeid.partition("[")[0]
            count = mark.args[0] if mark else _WIDTH
            found.setdefault(name, _Family(name, [], count)).items.append(item)
    return iter(found.values())


def _by_group(items: Sequence[pytest.Item]) -> Iterator[_Family]:
    found: dict[str, _Family] = {}
    for item in items:
        if mark := item.get_closest_marker("rotated"):
            group, count = mark.args
            found.setdefault(group, _Family(group, [], count)).items.append(item)
    return iter(found.values())


def _left_out(family: _Family, seed: int) -> list[pytest.Item]:
    chooser = random.Random(f"{seed} {family.key}")
    return chooser.sample(family.items, max(0, len(family.items) - family.count))
