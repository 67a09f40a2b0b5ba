"""The list of all applications, and what is read of the rows of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, false, func, or_, select

from store.queries.lists.contracts import is_for
from store.queries.lists.paging import Page, Paging, matches, paged
from store.queries.lists.standings import standing
from store.queries.lists.waits import Able, WaitingRules, holder_is, is_held_up, is_stuck, states_for
from store.queries.overpaid import net_paid
from store.queries.serving import is_unserved_decline
from store.states import Role
from store.tables.applications import Application, Nudge, StepRow
from store.tables.contracts import Contract
from store.tables.people import Firm
from store.work import Work

Limits = Mapping[str, datetime]
"""Of each state that has a service standard: what is in it since before that moment is overdue."""


class ApplicationSort(StrEnum):
    """By what applications can be sorted."""

    SINCE = "since"
    SUBMITTED = "submitted"
    NUMBER = "number"
    AMOUNT = "amount"
    FIRM = "firm"


_COLUMNS: Mapping[ApplicationSort, Any] = MappingProxyType(
    {
        ApplicationSort.SINCE: Application.state_since,
        ApplicationSort.SUBMITTED: Application.submitted_at,
        ApplicationSort.NUMBER: Application.number,
        ApplicationSort.AMOUNT: Application.amount,
        ApplicationSort.FIRM: Firm.name,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFilter:
    """What is wanted; an empty field lets everything pass. Submitted from `since` on, and before `until`."""

    words: str = ""
    states: Collection[str] = ()
    kinds: Collection[str] = ()
    areas: Collection[str] = ()
    holders: Collection[Role] = ()
    firm: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    is_overdue: bool = False
    is_stuck: bool = False
    came_since: datetime | None = None  # into its state, from that moment on
    came_until: datetime | None = None  # and before that
    stood: tuple[datetime, Collection[str]] | None = None  # in one of these states when the moment came
    is_unserved: bool = False  # declined, and nobody recorded that the firm was served
    sort: ApplicationSort = ApplicationSort.SUBMITTED
    is_descending: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What lists of work look at beside the rows: the rules, who is there, and the service standards."""

    rules: WaitingRules
    able: Able = field(default_factory=dict)
    limits: Limits = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListedApplication:
    """A row as it is shown. `is_stuck`: nobody can lead on; `is_held_up`: its contract is not in use."""

    application: Application
    contract: Contract
    firm: Firm
    standing: str
    is_stuck: bool
    is_held_up: bool
    paid: int
    nudged_at: datetime | None


def list_applications(work: Work, wanted: ApplicationFilter, office: Office, asked: Paging) -> Page:
    """A page of the applications that are wanted."""
    column = _COLUMNS[wanted.sort]
    last = Application.id
    order = (column.desc(), last.desc()) if wanted.is_descending else (column.asc(), last.asc())
    return paged(work, joined(select(Application.id)).where(*_conditions(wanted, office)), order, asked)


def listed_applications(work: Work, ids: Sequence[int], office: Office) -> dict[int, ListedApplication]:
    """What is shown of these applications, by id: one statement for all."""
    stands = standing(office.rules.conditions)
    nudged = select(func.max(Nudge.at)).where(Nudge.application_id == Application.id)
    query = joined(
        select(
            Application,
            Contract,
            Firm,
            stands,
            is_stuck(office.rules, office.able),
            is_held_up(office.rules, stands),
            net_paid(),
            nudged.scalar_subquery(),
        )
    )
    found = work.session.execute(query.where(Application.id.in_(ids)))
    return {
        one.id: ListedApplication(one, contract, firm, key, bool(stuck), bool(held), int(out), at)
        for one, contract, firm, key, stuck, held, out, at in found
    }


def joined(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Applications with contract and firm, as conditions of this module look at them."""
    return (
        query.select_from(Application)
        .join(Contract, Contract.id == Application.contract_id)
        .join(Firm, Firm.id == Contract.firm_id)
    )


def names(words: str) -> ColumnElement[bool]:
    """Whether the words are in numbers, names, the project, or what the firm wrote of its people."""
    return matches(
        words,
        Application.number,
        Contract.number,
        Contract.project,
        Firm.name,
        Firm.credit_code,
        Application.data,
    )


def stood_as(moment: datetime) -> Subquery:
    """Of every application that was there before a moment, the state that it stood in then: as its steps say."""
    last = select(func.max(StepRow.id).label("step")).where(StepRow.at < moment).group_by(StepRow.application_id)
    query = select(StepRow.application_id.label("application"), StepRow.to_state.label("state"))
    return query.where(StepRow.id.in_(last)).subquery()


def is_overdue(limits: Limits) -> ColumnElement[bool]:
    """Whether it is in its state longer than the office's standard for it."""
    return or_(
        false(),
        *(and_(Application.state == state, Application.state_since < moment) for state, moment in limits.items()),
    )


def _conditions(wanted: ApplicationFilter, office: Office) -> list[ColumnElement[bool]]:
    found = list(_plain_conditions(wanted))
    stands = standing(office.rules.conditions)
    if wanted.holders:
        found.append(Application.state.in_(states_for(office.rules, wanted.holders)))
        found.append(holder_is(office.rules, stands, wanted.holders))
    if wanted.is_overdue:
        found.append(is_overdue(office.limits))
    if wanted.is_stuck:
        found.append(is_stuck(office.rules, office.able))
    return found


def _plain_conditions(wanted: ApplicationFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.words.strip():
        found.append(names(wanted.words))
    if wanted.states:
        found.append(Application.state.in_(sorted(wanted.states)))
    if wanted.kinds:
        found.append(Application.kind.in_(sorted(wanted.kinds)))
    if wanted.areas:
        found.append(is_for(wanted.areas))
    if wanted.firm is not None:
        found.append(Contract.firm_id == wanted.firm)
    return [*found, *_time_conditions(wanted)]


def _time_conditions(wanted: ApplicationFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.since is not None:
        yield Application.submitted_at >= wanted.since
    if wanted.until is not None:
        yield Application.submitted_at < wanted.until
    if wanted.came_since is not None:
        yield Application.state_since >= wanted.came_since
    if wanted.came_until is not None:
        yield Application.state_since < wanted.came_until
    if wanted.stood is not None:
        moment, states = wanted.stood
        stood = stood_as(moment)
        yield Application.id.in_(select(stood.c.application).where(stood.c.state.in_(sorted(states))))
    if wanted.is_unserved:
        yield is_unserved_decline()
