"""The list of all applications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from msgspec import Struct

from handlers.casework.state_words import STANDINGS
from handlers.casework.transitions import Subject
from handlers.casework.waiting import step_words
from handlers.dates import local_day, start_of
from handlers.staff.actions.acting import Acting
from handlers.staff.lists.asked import Asked
from handlers.staff.lists.filters import choices, contract_areas
from handlers.staff.lists.listing import Cell, Column, Dates, Flag, Listing, Mark, Row
from handlers.staff.lists.present import Present, overdue_note
from handlers.texts import casework
from handlers.texts import console_lists as texts
from handlers.texts.people import ROLE_WORDS
from store.queries.lists.applications import (
    ApplicationFilter,
    ApplicationSort,
    ListedApplication,
    list_applications,
    listed_applications,
)
from store.states import Kind, Role, State


class Stay(Struct, frozen=True):
    """So many days in the state in which it is, today not counted; without a last one, more."""

    first: int
    last: int | None


STAYS: Mapping[str, Stay] = MappingProxyType(
    {"0-7": Stay(0, 7), "8-15": Stay(8, 15), "16-30": Stay(16, 30), "31": Stay(31, None)}
)
"""As addresses write them."""

_HOLDERS = (Role.OFFICE, Role.PAYER, Role.BUREAU)
_STATES = tuple(state.value for state in State if state is not State.DRAFT)
_KINDS = tuple(kind.value for kind in Kind)

_COLUMNS = (
    Column(texts.NUMBER, ApplicationSort.NUMBER),
    Column(texts.FIRM, ApplicationSort.FIRM),
    Column(texts.STATE),
    Column(texts.WAITED, is_brief=True, sort=ApplicationSort.SINCE),
    Column(texts.APPLIED, ApplicationSort.AMOUNT, is_sum=True),
    Column(texts.APPROVED, is_sum=True),
    Column(texts.PAID, is_sum=True),
    Column(texts.SUBMITTED, is_brief=True, sort=ApplicationSort.SUBMITTED),
)


def application_list(acting: Acting, asked: Asked, now: Present) -> Listing:
    """A page of it, as the address asks."""
    sort, is_descending = asked.order([one.value for one in ApplicationSort], "-submitted")
    states, kinds = asked.chosen("state", _STATES), asked.chosen("kind", _KINDS)
    holders = asked.chosen("holder", [role.value for role in _HOLDERS])
    listed = contract_areas(acting.kb)
    areas = asked.chosen("area", listed)
    since, until, before = asked.since(), asked.until(), asked.before()
    as_of, were = asked.day("as_of"), asked.chosen("was", _STATES)
    stay = STAYS.get(asked.one("stay"))
    wanted = ApplicationFilter(
        words=asked.words,
        states=states,
        kinds=kinds,
        areas=areas,
        holders=tuple(map(Role, holders)),
        since=start_of(since) if since else None,
        until=start_of(before) if before else None,
        is_overdue=asked.has("overdue"),
        is_stuck=asked.has("stuck"),
        is_unserved=asked.has("unserved"),
        came_since=start_of(now.today - timedelta(days=stay.last)) if stay and stay.last is not None else None,
        came_until=start_of(now.today - timedelta(days=stay.first - 1)) if stay else None,
        stood=(start_of(as_of + timedelta(days=1)), were) if as_of and were else None,
        sort=ApplicationSort(sort),
        is_descending=is_descending,
    )
    page = list_applications(acting.work, wanted, now.office, asked.paging)
    found = listed_applications(acting.work, page.ids, now.office)
    return Listing(
        title=texts.APPLICATIONS,
        columns=_COLUMNS,
        rows=tuple(_row(found[number], now) for number in page.ids),
        total=page.total,
        number=page.number,
        pages=page.pages,
        asked=asked,
        empty=texts.NOTHING_FITS if asked.is_filtered else texts.NO_APPLICATIONS,
        search=texts.SEARCH_APPLICATIONS,
        heads=(*_stood(as_of, were), *overdue_note(now, asked_for=wanted.is_overdue)),
        filters=(
            choices("state", texts.STATE, {state: casework.STATES[state][0] for state in _STATES}, states),
            choices("kind", texts.KIND, {kind: casework.KINDS[kind] for kind in _KINDS}, kinds),
            choices("holder", texts.HOLDER, {role.value: ROLE_WORDS[role] for role in _HOLDERS}, holders),
            choices("area", texts.AREA, listed, areas),
            Dates(texts.SUBMITTED_FROM, since.isoformat() if since else "", until.isoformat() if until else ""),
            choices("stay", texts.STAY, texts.STAYS, [asked.one("stay")]),
            Flag("overdue", texts.OVERDUE, wanted.is_overdue),
            Flag("stuck", texts.STUCK, wanted.is_stuck),
            Flag("unserved", texts.UNSERVED_DECLINES, wanted.is_unserved),
        ),
        sort=sort,
        is_descending=is_descending,
    )


def _stood(as_of: date | None, were: Sequence[str]) -> Iterator[str]:
    if as_of and were:
        yield texts.stood(on=as_of, states=[casework.STATES[one][0] for one in were])


def application_notes(found: ListedApplication, now: Present) -> Iterator[str]:
    """What belongs to the whole row: that nobody can lead on, or that the contract keeps it."""
    words = STANDINGS[found.standing]
    if found.is_stuck and words.holder is not None:
        has_members = bool(now.office.able.get(words.holder))
        yield texts.nobody(step=step_words(now.table, words), role=words.holder, has_members=has_members)
    if found.is_held_up:
        yield texts.NOT_IN_USE
    if (
        found.nudged_at is not None
        and words.holder is not None
        and found.nudged_at >= found.application.state_since
    ):
        yield texts.nudged(on=local_day(found.nudged_at))


def firm_cell(found: ListedApplication) -> Cell:
    """Whose it is, and for what."""
    return Cell(found.firm.name, found.contract.project)


def waited_cell(found: ListedApplication, now: Present) -> Cell:
    """For how long somebody's step has been due; nothing where nobody's is."""
    if STANDINGS[found.standing].holder is None:
        return Cell(texts.iso(local_day(found.application.state_since)))
    return now.waited(found.application.state_since, found.application.state)


def _row(found: ListedApplication, now: Present) -> Row:
    one, words = found.application, STANDINGS[found.standing]
    waited = waited_cell(found, now)
    cells = (
        Cell(one.number, casework.KINDS[one.kind]),
        firm_cell(found),
        Cell(words.staff, words.unit if words.holder is not None else ""),
        waited,
        Cell(texts.sum_of(one.amount)),
        Cell(texts.sum_of(one.approved)),
        Cell(texts.sum_of(found.paid)),
        Cell(texts.iso(local_day(one.submitted_at))),
    )
    mark = Mark.OVERDUE if waited.mark is Mark.OVERDUE else Mark.NONE
    return Row(Subject.APPLICATION, one.number, cells, tuple(application_notes(found, now)), mark)
