"""The list of all applications, and what is read of the rows of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field
from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select

from store.queries.lists.areas import is_for, is_of_contract_for
from store.queries.lists.counts import Came, count_all_applications, count_applications, keep_counts
from store.queries.lists.kept_facts import kept_facts
from store.queries.lists.paging import Page, Paging, count_of, matches, paged, paged_at_once
from store.queries.lists.waits import Able, WaitingRules
from store.queries.serving import unserved_declines
from store.queries.stood import states_before, stood_in
from store.standings.sums import net_paid
from store.states import Role
from store.tables.applications import Application, ApplicationStanding, Nudge
from store.tables.contracts import Contract
from store.tables.people import Firm
from store.work import Work

_FEW = 3_000
"""So many rows are fetched and sorted sooner than an order is walked along."""

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


class ApplicationFilter(Struct, frozen=True, kw_only=True):
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


class Office(Struct, frozen=True, kw_only=True):
    """What lists of work look at beside the rows: the rules, who is there, and the service standards."""

    rules: WaitingRules
    able: Able = field(default_factory=dict)
    limits: Limits = field(default_factory=dict)


class ListedApplication(Struct, frozen=True):
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
    keep_counts(work)
    column = _COLUMNS[wanted.sort]
    last = Application.id
    order = (column.desc(), last.desc()) if wanted.is_descending else (column.asc(), last.asc())
    standing = _on_standing(work, wanted, office)
    plain = list(_plain_conditions(wanted))
    if wanted.words.strip():
        return paged_at_once(work, joined(select(last)).where(*plain, *_by_index(standing)), order, asked)
    is_of_contracts = bool(wanted.areas) or wanted.firm is not None
    total = _count(work, wanted, plain, standing, is_of_contracts=is_of_contracts)
    # Few are fetched and sorted. Of many the order's own index comes to a page's rows soon.
    is_walked = is_of_contracts or total > _FEW
    narrow = _row_by_row(standing) if is_walked else _by_index(standing)
    query = select(last).where(*_plain_conditions(wanted, is_walked=total > _FEW), *narrow)
    return paged(work, joined(query) if wanted.sort is ApplicationSort.FIRM else query, order, asked, total=total)


def listed_applications(work: Work, ids: Sequence[int], office: Office) -> dict[int, ListedApplication]:
    """What is shown of these applications, by id: one statement for all."""
    kept = kept_facts(work, office.rules, office.able)
    nudged = select(func.max(Nudge.at)).where(Nudge.application_id == Application.id)
    query = joined(
        select(
            Application,
            Contract,
            Firm,
            ApplicationStanding.facts_id,
            net_paid(),
            nudged.scalar_subquery(),
        )
    ).join(ApplicationStanding, ApplicationStanding.application_id == Application.id)
    found = {}
    for one, contract, firm, facts_id, out, at in work.session.execute(query.where(Application.id.in_(ids))):
        facts = kept.facts[facts_id]
        stuck, held = kept.waits.is_stuck(facts), kept.waits.is_held_up(facts)
        found[one.id] = ListedApplication(one, contract, firm, facts.standing, stuck, held, int(out), at)
    return found


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


def is_overdue(limits: Limits) -> ColumnElement[bool]:
    """Whether it is in its state longer than the office's standard for it."""
    return or_(
        false(),
        *(and_(Application.state == state, Application.state_since < moment) for state, moment in limits.items()),
    )


def overdue_count(limits: Limits) -> ColumnElement[int]:
    """How many are."""
    return count_applications({state: Came(before=moment) for state, moment in limits.items()})


class _OnStanding(Struct, frozen=True):
    """What is wanted of where applications stand: facts that are kept of them, and beyond which standards."""

    facts: tuple[tuple[int, ...], ...] = ()
    limits: Limits | None = None


def _on_standing(work: Work, wanted: ApplicationFilter, office: Office) -> _OnStanding:
    limits = office.limits if wanted.is_overdue else None
    if not (wanted.holders or wanted.is_stuck):
        return _OnStanding((), limits)
    kept = kept_facts(work, office.rules, office.able)
    held = (tuple(kept.where(lambda facts: kept.waits.holder_is(facts, wanted.holders))),)
    stuck = (tuple(kept.where(kept.waits.is_stuck)),)
    return _OnStanding((held if wanted.holders else ()) + (stuck if wanted.is_stuck else ()), limits)


def _count(
    work: Work,
    wanted: ApplicationFilter,
    plain: Sequence[ColumnElement[bool]],
    standing: _OnStanding,
    *,
    is_of_contracts: bool,
) -> int:
    """By months where what is wanted is counted so; else by an index; of contracts, what is theirs."""
    one = ApplicationStanding
    if not standing.facts and _is_counted(wanted):
        return int(work.session.scalar(select(_counted(wanted, standing.limits))) or 0)
    match (len(plain), standing.facts, standing.limits):
        case (1, (), None) if wanted.stood is not None:
            moment, states = wanted.stood
            counts = states_before(work, moment)
            return sum(counts.get(state, 0) for state in set(states))
        case (0, (facts,), None):
            return count_of(work, select(one.application_id).where(one.facts_id.in_(facts)))
        case _:
            narrow = _row_by_row(standing) if is_of_contracts else _by_index(standing)
            return count_of(work, select(Application.id).where(*plain, *narrow))


def _is_counted(wanted: ApplicationFilter) -> bool:
    """Whether nothing is wanted but states, items of the scope, and when they came to their state."""
    return wanted == ApplicationFilter(
        states=wanted.states,
        areas=wanted.areas,
        is_overdue=wanted.is_overdue,
        came_since=wanted.came_since,
        came_until=wanted.came_until,
        sort=wanted.sort,
        is_descending=wanted.is_descending,
    )


def _counted(wanted: ApplicationFilter, limits: Limits | None) -> ColumnElement[int]:
    came = Came(wanted.came_since, wanted.came_until)
    if limits is not None:
        states = set(limits) & set(wanted.states or limits)
        return count_applications({state: _until(came, limits[state]) for state in states}, wanted.areas)
    if wanted.states:
        return count_applications(dict.fromkeys(wanted.states, came), wanted.areas)
    return count_all_applications(came, wanted.areas)


def _until(came: Came, limit: datetime) -> Came:
    return Came(came.since, min(came.before or limit, limit))


def _by_index(standing: _OnStanding) -> Iterator[ColumnElement[bool]]:
    one = ApplicationStanding
    for facts in standing.facts:
        yield Application.id.in_(select(one.application_id).where(one.facts_id.in_(facts)))
    if standing.limits is not None:
        yield is_overdue(standing.limits)


def _row_by_row(standing: _OnStanding) -> Iterator[ColumnElement[bool]]:
    """The same, said so that no index is taken for it."""
    one = ApplicationStanding
    for facts in standing.facts:
        same = exists().where(one.application_id == Application.id, one.facts_id.in_(facts))
        yield same.correlate(Application)
    if standing.limits is not None:
        is_late = {state: Application.state_since < moment for state, moment in standing.limits.items()}
        yield case(is_late, value=Application.state, else_=false()) if is_late else false()


def _plain_conditions(wanted: ApplicationFilter, *, is_walked: bool = False) -> list[ColumnElement[bool]]:
    """All but those on standings. Where an order `is_walked` along, each is asked for its contract."""
    found: list[ColumnElement[bool]] = []
    if wanted.words.strip():
        found.append(names(wanted.words))
    if wanted.states:
        found.append(Application.state.in_(sorted(wanted.states)))
    if wanted.kinds:
        found.append(Application.kind.in_(sorted(wanted.kinds)))
    if wanted.areas:
        contracts = select(Contract.id).where(is_for(wanted.areas))
        of_them = Application.contract_id.in_(contracts)
        found.append(is_of_contract_for(wanted.areas) if is_walked else of_them)
    if wanted.firm is not None:
        found.append(Application.contract_id.in_(select(Contract.id).where(Contract.firm_id == wanted.firm)))
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
        yield stood_in(*wanted.stood)
    if wanted.is_unserved:
        yield Application.id.in_(unserved_declines())
