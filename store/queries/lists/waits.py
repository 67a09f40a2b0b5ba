"""What waits for whom, in SQL: the rules come from the table of casework, as data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import ColumnElement, and_, case, exists, false, literal, not_, or_, true

from store.queries.corrections import is_of_payments, is_of_results
from store.queries.lists.paper_bars import (
    has_entered,
    has_had_payment,
    is_not_arranged,
    is_nothing_returned,
    is_unchecked,
    waits_not,
)
from store.queries.lists.standings import DECIDED_BESIDE, ConditionActs, standing
from store.states import ContractState, EntryKind, Role
from store.tables.applications import Application, Payment, StepRow
from store.tables.contracts import Contract
from store.tables.corrections import Correction
from store.tables.people import Binding, StaffAccount, StaffLink


class Bar(StrEnum):
    """What keeps a member from an act on an application: what they did to it, or what nobody has done yet."""

    SENT = "sent"
    APPROVED = "approved"
    PAID = "paid"
    OWN_SUBMISSION = "own_submission"  # entered from paper, and waiting for somebody else's check
    OWN_WITHDRAWAL = "own_withdrawal"
    OWN_PAYMENT = "own_payment"
    # These are nobody's: they pass with what others do.
    UNCHECKED = "unchecked"
    NO_SUBMISSION = "no_submission"  # waits for its check
    NO_WITHDRAWAL = "no_withdrawal"
    NO_PAYMENT = "no_payment"
    NOTHING_RETURNED = "nothing_returned"
    PAYER_ENTERS = "payer_enters"


PERSONAL = frozenset({Bar.SENT, Bar.APPROVED, Bar.PAID})
"""What keeps a member from leading on for good."""

_OWN = {
    Bar.OWN_SUBMISSION: EntryKind.SUBMISSION,
    Bar.OWN_WITHDRAWAL: EntryKind.WITHDRAWAL,
    Bar.OWN_PAYMENT: EntryKind.PAYMENT,
}
_NONE_WAITS = {
    Bar.NO_SUBMISSION: EntryKind.SUBMISSION,
    Bar.NO_WITHDRAWAL: EntryKind.WITHDRAWAL,
    Bar.NO_PAYMENT: EntryKind.PAYMENT,
}

Bars = frozenset[Bar]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """An application that stands so waits for members of this role.

    `step` is what bars from the act that leads on, `acts` the same of each act that it may wait for.
    `in_use`: the act that leads on wants the contract in use. `leads`: it leads on from here; others only help.
    """

    standing: str
    state: str
    role: Role
    step: Bars
    acts: tuple[Bars, ...]
    in_use: bool
    leads: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRules:
    """Every wait, and the acts that count as having sent and as having approved.

    `bureau_enters` is the arrangement by which the bureau enters payments.
    """

    waits: tuple[Wait, ...]
    sending: frozenset[str]
    approving: frozenset[str]
    conditions: ConditionActs
    bureau_enters: str = ""


Able = Mapping[Role, Collection[int]]
"""The ids of those members who have each role today."""


def waits_for(rules: WaitingRules, member: int, roles: Collection[Role], able: Able) -> ColumnElement[bool]:
    """What the member can do something to; and what is their unit's, and nobody can lead on."""
    return _waits_for(rules, member, frozenset(roles), _frozen(able))


def is_stuck(rules: WaitingRules, able: Able) -> ColumnElement[bool]:
    """Whether nobody can lead on: no member has the role, or each who has it is barred."""
    return _is_stuck(rules, _frozen(able))


_Frozen = tuple[tuple[Role, tuple[int, ...]], ...]


def _frozen(able: Able) -> _Frozen:
    return tuple((role, tuple(able[role])) for role in sorted(able))


# The same for every page of the same members: made once, for they are long.
@lru_cache(maxsize=256)
def _waits_for(rules: WaitingRules, member: int, roles: frozenset[Role], able: _Frozen) -> ColumnElement[bool]:
    there = dict(able)
    mine = {wait: _is_theirs(rules, wait, member, there) for wait in rules.waits if wait.role in roles}
    return _by_standing(standing(rules.conditions), mine)


@lru_cache(maxsize=256)
def _is_stuck(rules: WaitingRules, able: _Frozen) -> ColumnElement[bool]:
    there = dict(able)
    stuck = {wait: _nobody_leads_on(rules, wait, there) for wait in rules.waits if wait.leads}
    return _by_standing(standing(rules.conditions), stuck)


def is_held_up(rules: WaitingRules, stands: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the act that leads on wants the contract in use, and it is not."""
    wanting = [wait.standing for wait in rules.waits if wait.in_use]
    return and_(stands.in_(wanting), Contract.state != ContractState.ACTIVE.value)


def holder_is(rules: WaitingRules, stands: ColumnElement[str], roles: Collection[Role]) -> ColumnElement[bool]:
    """Whether one of these roles holds it."""
    return stands.in_([wait.standing for wait in rules.waits if wait.leads and wait.role in roles])


def states_for(rules: WaitingRules, roles: Collection[Role]) -> list[str]:
    """The states in which something can wait for these roles: an index finds them."""
    return sorted({wait.state for wait in rules.waits if wait.role in roles})


def _is_theirs(rules: WaitingRules, wait: Wait, member: int, able: Able) -> ColumnElement[bool]:
    nobody = _nobody_leads_on(rules, wait, able) if wait.leads else false()
    if all(wait.acts):  # whoever did one thing or another before is barred from each
        can = or_(*(not_(_is_barred(rules, bars, member)) for bars in wait.acts))
        return case((can, _is_in_use(wait)), else_=nobody)
    return case((_is_in_use(wait), true()), else_=nobody) if wait.in_use else true()


def _is_in_use(wait: Wait) -> ColumnElement[bool]:
    return Contract.state == ContractState.ACTIVE.value if wait.in_use else true()


def _nobody_leads_on(rules: WaitingRules, wait: Wait, able: Able) -> ColumnElement[bool]:
    """Whether no member can do the act that leads on from here."""
    members = able.get(wait.role, ())
    if not wait.step:
        return false() if members else true()
    return and_(true(), *(_is_barred(rules, wait.step, member) for member in members))


def _by_standing(
    stands: ColumnElement[str], conditions: Mapping[Wait, ColumnElement[bool]]
) -> ColumnElement[bool]:
    """Each condition where the application stands so.

    The standing costs most, and is asked once a row, and only where it can differ from the state.
    """
    simple, beside = list[ColumnElement[bool]](), dict[str, list[ColumnElement[bool]]]()
    for wait, found in conditions.items():
        if wait.state in DECIDED_BESIDE:
            beside.setdefault(wait.standing, []).append(found)
        else:
            simple.append(and_(Application.state == wait.state, found))
    if beside:
        fits = case({name: or_(*found) for name, found in beside.items()}, value=stands, else_=false())
        simple.append(and_(Application.state.in_(DECIDED_BESIDE), fits))
    return or_(false(), *simple)


def _is_barred(rules: WaitingRules, bars: Iterable[Bar], member: int) -> ColumnElement[bool]:
    return or_(false(), *(has_done(rules, bar, member) for bar in bars))


def has_done(rules: WaitingRules, bar: Bar, member: int) -> ColumnElement[bool]:
    """Whether that bars the member from the application of the query, which joins its contract."""
    match bar:
        case Bar.PAID:
            paid = exists().where(Payment.application_id == Application.id, Payment.recorded_by == member)
            return or_(
                paid.correlate(Application), has_had_payment(member), _has_corrected(member, is_of_payments())
            )
        case Bar.APPROVED:
            return or_(_has_acted(rules.approving, member), _has_corrected(member, is_of_results()))
        case Bar.SENT:
            return or_(_has_acted(rules.sending, member), _is_bound(member))
        case Bar.OWN_SUBMISSION | Bar.OWN_WITHDRAWAL | Bar.OWN_PAYMENT:
            return has_entered(_OWN[bar], member)
        case _:
            return _is_not_ready(rules, bar)


def _is_not_ready(rules: WaitingRules, bar: Bar) -> ColumnElement[bool]:
    """What keeps everybody from the act until somebody has done another."""
    if bar in _NONE_WAITS:
        return waits_not(_NONE_WAITS[bar])
    if bar is Bar.PAYER_ENTERS:
        return is_not_arranged(rules.bureau_enters)
    return is_unchecked() if bar is Bar.UNCHECKED else is_nothing_returned()


def _has_acted(acts: Collection[str], member: int) -> ColumnElement[bool]:
    step = exists().where(
        StepRow.application_id == Application.id, StepRow.act.in_(sorted(acts)), StepRow.actor == f"staff:{member}"
    )
    return step.correlate(Application)


def _has_corrected(member: int, which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Who puts a result right, or checks that, approves like who recorded it; with payments likewise."""
    by = or_(Correction.recorded_by == member, Correction.checked_by == member)
    found = exists().where(Correction.application_id == Application.id, which, by)
    return found.correlate(Application)


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
