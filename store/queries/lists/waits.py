"""What waits for whom, in SQL: the rules come from the table of casework, as data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, exists, false, literal, not_, or_, true

from store.queries.lists.standings import ConditionActs
from store.states import ContractState, Role
from store.tables.applications import Application, Payment, StepRow
from store.tables.contracts import Contract
from store.tables.people import Binding, StaffAccount, StaffLink


class Bar(StrEnum):
    """What a member may have done to an application that keeps them from another act on it."""

    SENT = "sent"
    APPROVED = "approved"
    PAID = "paid"


Bars = frozenset[Bar]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """An application that stands so waits for members of this role.

    `step` is what bars from the act that leads on, `acts` the same of each act that it may wait for.
    `in_use`: the act that leads on wants the contract in use.
    """

    standing: str
    state: str
    role: Role
    step: Bars
    acts: tuple[Bars, ...]
    in_use: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRules:
    """Every wait, and the acts that count as having sent and as having approved."""

    waits: tuple[Wait, ...]
    sending: frozenset[str]
    approving: frozenset[str]
    conditions: ConditionActs


Able = Mapping[Role, Collection[int]]
"""The ids of those members who have each role today."""


def waits_for(
    rules: WaitingRules, standing: ColumnElement[str], member: int, roles: Collection[Role], able: Able
) -> ColumnElement[bool]:
    """What the member can do something to; and what is their unit's, and nobody can lead on."""
    return _by_standing(
        standing,
        {
            wait: or_(_can_act(rules, wait, member), nobody_leads_on(rules, wait, able))
            for wait in rules.waits
            if wait.role in roles
        },
    )


def is_stuck(rules: WaitingRules, standing: ColumnElement[str], able: Able) -> ColumnElement[bool]:
    """Whether nobody can lead on: no member has the role, or each who has it is barred."""
    return _by_standing(standing, {wait: nobody_leads_on(rules, wait, able) for wait in rules.waits})


def is_held_up(rules: WaitingRules, standing: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the act that leads on wants the contract in use, and it is not."""
    wanting = [wait.standing for wait in rules.waits if wait.in_use]
    return and_(standing.in_(wanting), Contract.state != ContractState.ACTIVE.value)


def holder_is(rules: WaitingRules, standing: ColumnElement[str], roles: Collection[Role]) -> ColumnElement[bool]:
    """Whether one of these roles holds it."""
    return standing.in_([wait.standing for wait in rules.waits if wait.role in roles])


def states_for(rules: WaitingRules, roles: Collection[Role]) -> list[str]:
    """The states in which something can wait for these roles: an index finds them."""
    return sorted({wait.state for wait in rules.waits if wait.role in roles})


def nobody_leads_on(rules: WaitingRules, wait: Wait, able: Able) -> ColumnElement[bool]:
    """Whether no member can do the act that leads on from here."""
    return and_(true(), *(_is_barred(rules, wait.step, member) for member in able.get(wait.role, ())))


def _by_standing(
    standing: ColumnElement[str], conditions: Mapping[Wait, ColumnElement[bool]]
) -> ColumnElement[bool]:
    """Each condition where the application stands so: the standing, which costs most, is asked once a row."""
    if not conditions:
        return false()
    return case({wait.standing: found for wait, found in conditions.items()}, value=standing, else_=false())


def _can_act(rules: WaitingRules, wait: Wait, member: int) -> ColumnElement[bool]:
    can = or_(false(), *(not_(_is_barred(rules, bars, member)) for bars in wait.acts))
    return and_(can, Contract.state == ContractState.ACTIVE.value) if wait.in_use else can


def _is_barred(rules: WaitingRules, bars: Iterable[Bar], member: int) -> ColumnElement[bool]:
    return or_(false(), *(has_done(rules, bar, member) for bar in bars))


def has_done(rules: WaitingRules, bar: Bar, member: int) -> ColumnElement[bool]:
    """Whether the member did that to the application of the query, which joins its contract."""
    match bar:
        case Bar.PAID:
            paid = exists().where(Payment.application_id == Application.id, Payment.recorded_by == member)
            return paid.correlate(Application)
        case Bar.APPROVED:
            return _has_acted(rules.approving, member)
        case Bar.SENT:
            return or_(_has_acted(rules.sending, member), _is_bound(member))


def _has_acted(acts: Collection[str], member: int) -> ColumnElement[bool]:
    step = exists().where(
        StepRow.application_id == Application.id, StepRow.act.in_(sorted(acts)), StepRow.actor == f"staff:{member}"
    )
    return step.correlate(Application)


def _is_bound(member: int) -> ColumnElement[bool]:
    """Whether an account that is, or was, the member's is, or was, bound to the firm."""
    was = exists().where(
        Binding.firm_id == Contract.firm_id,
        Binding.account == StaffAccount.account,
        StaffAccount.staff_id == literal(member),
    )
    now = exists().where(
        Binding.firm_id == Contract.firm_id,
        Binding.channel == StaffLink.channel,
        Binding.address == StaffLink.address,
        StaffLink.staff_id == literal(member),
    )
    return or_(was.correlate(Contract), now.correlate(Contract))
