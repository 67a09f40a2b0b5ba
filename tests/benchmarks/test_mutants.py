"""The rooms that `make mutants` changes are where pyproject.toml says."""

from __future__ import annotations

from collections import Counter

from benchmarks.mutants import END, PAGE, START, Budget, Change, Room, _table, configured, drawn_from


def test_every_room_and_its_tests_are_there() -> None:
    minutes, rooms = configured()
    assert [room.missing() for room in rooms if room.missing()] == []
    assert {room.name for room in rooms} == {"money", "audit", "identity", "files"}
    assert 0 < minutes <= 120


def test_the_page_has_one_place_for_the_table() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert (page.count(START), page.count(END)) == (1, 1)
    assert page.index(START) < page.index(END)


def test_the_table_tells_the_share_of_each_room_and_of_how_many_changes() -> None:
    rooms = (Room("money", (), ()), Room("audit", (), ()))
    table = _table(rooms, Counter(money=60, audit=9), Counter(money=3), Counter(money=1))
    assert "| money | 4 of 60 | 3 | 0.750 (" in table
    assert "| audit | 0 of 9 | 0 | – |" in table


def test_what_a_run_may_take_stands_with_its_table() -> None:
    assert Budget(10, 1).words == "10 minutes, 1 process, seed 1"
    assert Budget(60, 2).words == "60 minutes, 2 processes, seed 1"


def test_every_run_draws_the_same_changes_and_all_rooms_alike() -> None:
    money, audit = (
        [Change(Room(name, (), ()), "", "", number) for number in range(30)] for name in ("money", "audit")
    )
    drawn = drawn_from({"money": money, "audit": audit[:12]})
    assert drawn == drawn_from({"money": money, "audit": audit[:12]})
    assert Counter(change.room.name for change in drawn) == Counter(money=30, audit=12)
    assert Counter(change.room.name for change in drawn[:20]) == Counter(money=10, audit=10)
    assert drawn[:20:2] != money[:10]
