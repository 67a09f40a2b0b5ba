"""Two reports of one person share nothing that two people's do not, though they are alike to the last word."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from sqlalchemy import select

from handlers.sealed.packing import Report
from handlers.sealed.recipients import Concern
from store.database import Database
from store.tables.sealed_complaints import ComplaintBox, SealedComplaint
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.sealed.reports import FILE, kept, opened_window
from tests.scenarios.canary.marks import Marks

NOW = FrozenClock().now
_WINDOW = 12
"""Bytes: what is of chance shares so many once in 10^20 pairs of boxes."""

_IN_EVERY_BOX = re.compile(rb"age-encryption\.org/v1\n|-> X25519 |-grease ")

_CHANCE_OF_AGE = 1000
"""Bytes that age adds to its head by chance, whatever it seals."""

_OF_FEW_VALUES = {"day", "kind", "side", "copy_of", "complaint_id"}
"""Columns in which everybody's reports are alike, and the one that says which report a box belongs to."""

Row = dict[str, object]


@pytest.fixture
async def reports(database: Database) -> list[list[Row]]:
    """What the tables hold of each of three reports: the first two are one person's, the third another's."""

    def keep(work: Work) -> list[list[Row]]:
        opened_window(work)
        seen: dict[str, list[Row]] = {}
        for number in (1, 1, 2):
            kept(work, _report(Marks(number)))
            seen |= {key: [] for key in work.connection.scalars(select(SealedComplaint.id)) if key not in seen}
        for row in work.connection.execute(select(SealedComplaint.__table__)).mappings():
            seen[row["id"]].append(dict(row))
        for row in work.connection.execute(select(ComplaintBox.__table__)).mappings():
            seen[row["complaint_id"]].append(dict(row))
        return list(seen.values())

    return await database.write(keep, NOW)


def _report(marks: Marks) -> Report:
    told = f"某某收受礼金。{marks.told}"
    return Report(frozenset({Concern.OTHERS}), is_named=True, what=told, contact=marks.phone, files=(FILE,))


def _windows(rows: list[Row]) -> set[bytes]:
    """Every run of bytes in what a report left, but for what every box of age begins with."""
    raw = [value if isinstance(value, bytes) else str(value).encode() for _, value in _values(rows)]
    parts = [part for one in raw for part in _IN_EVERY_BOX.split(one)]
    return {part[at : at + _WINDOW] for part in parts for at in range(len(part) - _WINDOW + 1)}


def _values(rows: list[Row]) -> list[tuple[str, object]]:
    return [pair for row in rows for pair in row.items() if pair[0] not in _OF_FEW_VALUES]


def _sizes(rows: list[Row]) -> list[int]:
    return sorted(len(value) for row in rows for value in row.values() if isinstance(value, bytes))


@pytest.mark.rotated("canary", 2)
async def test_neither_bytes_nor_values_nor_sizes_tell_that_two_came_from_one_person(
    reports: list[list[Row]],
) -> None:
    one, again, another = map(_windows, reports)
    assert (one & again, one & another, again & another) == (set(), set(), set())
    given = Counter(value for rows in reports for _, value in _values(rows))
    assert [value for value, times in given.items() if times > 1] == []
    for sizes in zip(*map(_sizes, reports), strict=True):
        assert max(sizes) - min(sizes) < _CHANCE_OF_AGE
