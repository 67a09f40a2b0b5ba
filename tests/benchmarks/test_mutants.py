"""The rooms that `make mutants` changes are where pyproject.toml says."""

from __future__ import annotations

from collections import Counter

from benchmarks.mutants import END, PAGE, START, Room, _table, configured


def test_every_room_and_its_tests_are_there() -> None:
    seconds, rooms = configured()
    assert [room.missing() for room in rooms if room.missing()] == []
    assert {room.name for room in rooms} == {"money", "audit", "identity", "files"}
    assert 0 < seconds <= 2 * 60 * 60


def test_the_page_has_one_place_for_the_table() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert (page.count(START), page.count(END)) == (1, 1)
    assert page.index(START) < page.index(END)


def test_the_table_tells_the_share_of_each_room() -> None:
    rooms = (Room("money", (), ()), Room("audit", (), ()))
    table = _table(rooms, Counter(money=3), Counter(money=1))
    assert "| money | 4 | 3 | 0.750 (" in table
    assert "| audit | 0 | 0 | 0.000 (0.000–1.000) |" in table
