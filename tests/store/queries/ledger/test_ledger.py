"""Every ledger is the sum of its entries, as of any day, on either engine: told by adding them up one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from store.measures import Measure, amount_of, came_in, went_out
from store.monthly.balances import MEASURES
from store.queries.ledger.lines import line_page
from store.queries.ledger.months import Month, month_sums
from store.queries.ledger.scope import UNSAID, Dimension, Scope
from store.queries.ledger.sums import sums_by, sums_by_application, together, total
from store.queries.ledger.unpaid import Terms, approved_unpaid, contracts_due
from store.queries.lists.paging import Paging
from store.tables.ledger import UNKNOWN, UNLISTED
from store.work import Work
from tests.store.queries.ledger.entries import (
    DAYS,
    JOURNALS,
    Books,
    Entry,
    amount,
    by,
    end_of,
    opened_books,
)

_DAY = timedelta(days=1)


@pytest.fixture
def books(database_url: str) -> Iterator[Books]:
    with opened_books(database_url) as made:
        yield made


@pytest.mark.soak
def test_every_sum_and_every_balance_is_that_of_its_entries(books: Books, soak_factor: int) -> None:
    @settings(max_examples=12 if soak_factor == 1 else 300)
    @given(entries=JOURNALS, day=DAYS, since=st.none() | DAYS, until=DAYS, size=st.integers(1, 7))
    def holds(entries: list[Entry], day: date, since: date | None, until: date, size: int) -> None:
        books.hold(entries)
        books.read(lambda work: _check(work, by(day, entries), Scope(before=end_of(day)), since, size))
        books.read(lambda work: _check_periods(work, by(day, entries), Scope(before=end_of(day)), since, until))

    holds()


def _check(work: Work, entries: list[Entry], scope: Scope, since: date | None, size: int) -> None:
    for measure in Measure:
        assert amount_of(total(work, scope), measure) == amount(entries, measure)
    for dimension in Dimension:
        _check_dimension(work, entries, scope, dimension)
    _check_source_and_year(work, entries, scope)
    for measure in (Measure.LEFT, Measure.HELD, Measure.REVERSED):
        _check_lines(work, entries, replace(scope, since=since), measure, size)
    _check_months(work, entries, scope)
    _check_unpaid(work, entries, scope)
    _check_due(work, entries, scope)


def _check_periods(work: Work, entries: list[Entry], scope: Scope, since: date | None, until: date) -> None:
    """From any day to any other, in whatever half of their months, also backwards, and of one month."""
    near = (until - timedelta(days=until.day % 9), until)
    for first, last in ((since, until), (until, since), (since, None), near):
        asked = replace(scope, since=first, until=last)
        mine = [one for one in entries if (first or date.min) <= one.happened_on <= (last or date.max)]
        sums = total(work, asked)
        assert [amount_of(sums, one) for one in Measure] == [amount(mine, one) for one in Measure]
        assert together(sums_by(work, asked, Dimension.SOURCE, Dimension.YEAR)) == sums


def _said(entry: Entry, dimension: Dimension) -> str | int:
    match dimension:
        case Dimension.SOURCE:
            return entry.source or ""
        case Dimension.YEAR:
            return entry.budget_year or 0
        case Dimension.KIND:
            return entry.money_kind or ""
        case Dimension.AREAS:
            return UNKNOWN if entry.areas is None else entry.areas or UNLISTED


def _check_dimension(work: Work, entries: list[Entry], scope: Scope, dimension: Dimension) -> None:
    """Each entry counts in one row, and the row's own ledger has the same sum."""
    found = sums_by(work, scope, dimension)
    apart = defaultdict(list)
    for entry in entries:
        apart[_said(entry, dimension)].append(entry)
    assert {key for (key,) in found} == set(apart)
    for (key,), sums in found.items():
        assert [amount_of(sums, one) for one in Measure] == [amount(apart[key], one) for one in Measure]
        assert total(work, _narrowed(scope, dimension, key)) == sums


def _narrowed(scope: Scope, dimension: Dimension, key: Any) -> Scope:
    """As an address that leads to the row's entries asks."""
    match dimension:
        case Dimension.SOURCE:
            return replace(scope, source=key or UNSAID)
        case Dimension.YEAR:
            return replace(scope, year=key)
        case Dimension.KIND:
            return replace(scope, kind=key or UNSAID)
        case Dimension.AREAS:
            return replace(scope, areas=key)


def _check_source_and_year(work: Work, entries: list[Entry], scope: Scope) -> None:
    """Money in is money out and what is left, by source and year; and together."""
    found, left = sums_by(work, scope, Dimension.SOURCE, Dimension.YEAR), 0
    for (source, year), sums in found.items():
        mine = [one for one in entries if (one.source or "", one.budget_year or 0) == (source, year)]
        money_in = sum(
            one.amount for one in mine if one.kind in {"arrived", "recovered", "reclaimed", "overpaid_returned"}
        )
        money_out = sum(one.amount for one in mine if one.kind in {"paid", "reversed", "refunded"})
        assert (came_in(sums, Measure.LEFT), went_out(sums, Measure.LEFT)) == (money_in, money_out)
        assert money_in == money_out + amount_of(sums, Measure.LEFT)
        left += amount_of(sums, Measure.LEFT)
    assert left == amount_of(total(work, scope), Measure.LEFT)


def _check_lines(work: Work, entries: list[Entry], scope: Scope, measure: Measure, size: int) -> None:
    """Page after page adds up to the sum, and each begins with what the page before it ended with."""
    first = scope.since or date.min
    page = line_page(work, scope, measure, Paging(1, size))
    balance, seen = amount([one for one in entries if one.happened_on < first], measure), 0
    assert page.carried == balance
    for number in range(1, page.pages + 1):
        page = line_page(work, scope, measure, Paging(number, size))
        assert page.carried == balance
        for line in page.lines:
            balance += line.came_in - line.went_out
            assert line.balance == balance
            assert line.entry.happened_on >= first
        seen += len(page.lines)
    assert seen == page.total
    assert balance == page.balance == amount(entries, measure)


def _check_months(work: Work, entries: list[Entry], scope: Scope) -> None:
    """Before the year, its months, and after it: everything, once."""
    starts = [date(2026, number, 1) for number in range(1, 13)] + [date(2027, 1, 1)]
    months = [Month(place + 1, begins, ends) for place, (begins, ends) in enumerate(pairwise(starts))]
    found = month_sums(work, scope, months)
    for month in months:
        mine = [one for one in entries if month.begins <= one.happened_on < month.ends]
        assert (month.number in found) == bool(mine)
        if mine:
            late = [one for one in mine if one.posted_at >= end_of(month.ends - _DAY)]
            assert amount_of(found[month.number].all, Measure.LEFT) == amount(mine, Measure.LEFT)
            assert amount_of(found[month.number].late, Measure.LEFT) == amount(late, Measure.LEFT)


def _check_unpaid(work: Work, entries: list[Entry], scope: Scope) -> None:
    apart = defaultdict(list)
    for entry in entries:
        apart[entry.application_id].append(entry)
    sums = sums_by_application(work, scope)
    for key, mine in apart.items():
        assert amount_of(sums[key], Measure.UNPAID) == amount(mine, Measure.UNPAID)
    unpaid = [amount(mine, Measure.UNPAID) for key, mine in apart.items() if key is not None]
    page = approved_unpaid(work, scope, Paging())
    assert sorted(one.unpaid for one in page.rows) == sorted(fen for fen in unpaid if fen > 0)
    assert page.together == sum(fen for fen in unpaid if fen > 0)


def _check_due(work: Work, entries: list[Entry], scope: Scope) -> None:
    """Both contracts were delivered: whichever is not wholly paid is told, with all its sums."""
    apart = defaultdict(list)
    for entry in entries:
        if entry.contract_id is not None:
            apart[entry.contract_id].append(entry)
    sums = {key: [amount(mine, one) for one in MEASURES] for key, mine in apart.items()}
    left = {key: amount(mine, Measure.CONTRACTED) - amount(mine, Measure.HELD) for key, mine in apart.items()}
    terms = Terms(date(2028, 1, 1), timedelta(days=30), timedelta(days=60))
    page = contracts_due(work, scope, terms, Paging(), only_past=False)
    found = {one.contract.id: [getattr(one, measure.value) for measure in MEASURES] for one in page.rows}
    assert found == {key: sums[key] for key, fen in left.items() if fen > 0}
    assert page.together == sum(fen for fen in left.values() if fen > 0)
