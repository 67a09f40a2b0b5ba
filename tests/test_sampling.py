"""Of a slow family an everyday run takes a few parameters, other ones with each commit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from tests.sampling import left_to_soak, long_first, sampled, takes_all


@dataclass(frozen=True, slots=True)
class Item:
    """As much of a collected test as is asked."""

    nodeid: str
    marks: dict[str, Any] = field(default_factory=dict, hash=False)

    def get_closest_marker(self, name: str) -> Any:
        return self.marks.get(name)


_FAMILY = [Item(f"tests/a.py::test_page[{width}]", {"sampled": pytest.mark.sampled(1).mark}) for width in range(5)]
_OTHERS = [Item(f"tests/a.py::test_other[{width}]") for width in range(5)]


def _names(items: list[pytest.Item]) -> list[str]:
    return [item.nodeid for item in items]


def _sampled(seed: int, items: list[Item] | None = None) -> tuple[list[str], list[str]]:
    taken, left_out = sampled(cast("list[pytest.Item]", items or [*_OTHERS, *_FAMILY]), seed)
    return _names(taken), _names(left_out)


def test_one_of_the_family_stays_and_all_others() -> None:
    taken, left_out = _sampled(1)
    assert taken[:5] == [item.nodeid for item in _OTHERS]
    assert len(taken) == len(_OTHERS) + 1
    assert sorted(taken + left_out) == sorted(item.nodeid for item in (*_OTHERS, *_FAMILY))


def test_what_is_the_soak_s_alone_never_runs_every_day() -> None:
    family = cast("list[pytest.Item]", [Item("tests/a.py::test_long", {"sampled": pytest.mark.sampled(0).mark})])
    assert sampled(family, 1) == ([], family)
    assert left_to_soak(family) == family


def test_what_takes_long_comes_first_and_else_the_order_stays() -> None:
    long = [Item("tests/z.py::test_walks", {"soak": pytest.mark.soak.mark})]
    items = cast("list[pytest.Item]", [*_OTHERS, *long, *_FAMILY])
    assert _names(long_first(items)) == [item.nodeid for item in (*long, *_OTHERS, *_FAMILY)]


def test_the_same_commit_takes_the_same_and_in_time_all_are_taken() -> None:
    assert _sampled(7) == _sampled(7)
    assert {_sampled(seed)[0][-1] for seed in range(100)} == {item.nodeid for item in _FAMILY}


def test_of_a_group_so_many_tests_stay_whatever_their_files() -> None:
    marks = {"rotated": pytest.mark.rotated("pages", 2).mark}
    group = [Item(f"tests/{name}.py::test_page", marks) for name in "abcde"]
    seen = [_sampled(seed, group)[0] for seed in range(100)]
    assert {len(taken) for taken in seen} == {2}
    assert {name for taken in seen for name in taken} == {item.nodeid for item in group}


@pytest.mark.parametrize("folder", ["bot", "handlers", "scenarios"])
def test_a_conversation_runs_on_one_engine_and_the_other_is_the_soak_s(folder: str) -> None:
    pair = [Item(f"tests/{folder}/a.py::test_talk[{engine}-late]") for engine in ("sqlite", "postgres")]
    other = Item(f"tests/{folder}/a.py::test_talk[sqlite-early]")
    seen = [_sampled(seed, [*pair, other])[0] for seed in range(100)]
    assert all(taken.count(other.nodeid) == 1 and len(taken) == 2 for taken in seen)
    assert {taken[0] for taken in seen} == {item.nodeid for item in pair}
    left = left_to_soak(cast("list[pytest.Item]", [*pair, other]))
    assert _names(left) == [item.nodeid for item in pair]


@pytest.mark.parametrize("folder", ["bot/web/public", "bot/commands", "scenarios/desk"])
def test_of_what_is_tried_with_many_words_three_are_taken(folder: str) -> None:
    family = [Item(f"tests/{folder}/a.py::test_words[{number}]") for number in range(9)]
    few = [Item(f"tests/{folder}/a.py::test_other[{number}]") for number in range(3)]
    seen = [_sampled(seed, [*family, *few])[0] for seed in range(100)]
    assert {len(taken) for taken in seen} == {6}
    assert {name for taken in seen for name in taken} == {item.nodeid for item in (*family, *few)}


def test_rows_are_proved_on_both_engines() -> None:
    pair = [Item(f"tests/store/a.py::test_row[{engine}]") for engine in ("sqlite", "postgres")]
    assert _sampled(1, pair) == (_names(cast("list[pytest.Item]", pair)), [])


@pytest.mark.parametrize(
    ("arguments", "soaking", "everything"),
    [
        (["tests"], False, False),
        (["tests"], True, True),
        (["tests/a.py"], False, True),
        (["tests/a.py::test_page[3]"], False, True),
    ],
)
def test_what_is_asked_for_by_name_is_run_whole(arguments: list[str], *, soaking: bool, everything: bool) -> None:
    assert takes_all(arguments, ["tests"], soaking=soaking) is everything
