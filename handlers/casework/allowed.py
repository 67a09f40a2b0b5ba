"""Which acts a person may do on something now: what buttons and help show."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from handlers.actors import Actor
from handlers.casework.attempt import Attempt
from handlers.casework.authority import denial, may_see
from handlers.casework.guards import GUARDS
from handlers.casework.locating import locate, state_reason, state_value, unknown
from handlers.casework.results import Reason
from handlers.casework.table import ROWS, TABLE
from handlers.casework.transitions import ActName, GuardName, Transition
from store.tables.applications import Application
from store.tables.contracts import Contract, ReturnCase
from store.work import Work

_WITHOUT_FIELDS = frozenset(
    {
        GuardName.ACTIVE_CONTRACT,
        GuardName.NO_ACTIVE_CONTRACT,
        GuardName.NOTHING_TO_PAY,
        GuardName.NOT_THE_SENDER,
        GuardName.NOT_THE_PAYER,
        GuardName.NOT_THE_APPROVER,
        GuardName.MINUTES,
        GuardName.CONDITION_OPEN,
        GuardName.LAPSED_ONCE,
        GuardName.CONDITION_MET,
        GuardName.PAYEE_CHECKED,
        GuardName.KIND_IS_OPEN,
        GuardName.WITHIN_THE_CONTRACT,
        GuardName.ENTERED_ONCE,
        GuardName.ONE_CASE,
        GuardName.RECLAIM_GROUND,
        GuardName.SUM_TO_TAKE_BACK,
    }
)
"""Conditions that can be asked before anybody has typed a field."""

_OF_ONE_FIELD: Mapping[str, frozenset[GuardName]] = MappingProxyType(
    {
        "approved": frozenset({GuardName.WITHIN_THE_APPLIED}),
        "amount": frozenset({GuardName.WITHIN_THE_APPROVED, GuardName.WITHIN_THE_CONTRACT}),
        "voucher": frozenset({GuardName.NEW_VOUCHER}),
        "payee_name": frozenset({GuardName.RIGHT_PAYEE}),
    }
)
"""Conditions that look at this field alone: whoever types a wrong sum is told before typing the rest."""

_NOT_OFFERED = frozenset(
    {
        GuardName.NO_ACTIVE_CONTRACT,
        GuardName.NOTHING_TO_PAY,
        GuardName.NOT_THE_SENDER,
        GuardName.NOT_THE_PAYER,
        GuardName.NOT_THE_APPROVER,
        GuardName.CONDITION_OPEN,
        GuardName.LAPSED_ONCE,
        GuardName.ENTERED_ONCE,
        GuardName.ONE_CASE,
        GuardName.RECLAIM_GROUND,
    }
)
"""Where one of these stands against it, an act is not even offered; the others are worth being told of."""

_NOT_PAYABLE = _NOT_OFFERED | {GuardName.ACTIVE_CONTRACT, GuardName.WITHIN_THE_CONTRACT}
"""The same for payments: none is offered while the contract is not in use, or holds no more money."""


def allowed_acts(work: Work, actor: Actor, subject: Application | Contract | ReturnCase) -> list[Transition]:
    """The acts on this that are the actor's to do, as it stands now, in the table's order."""
    contract = subject if isinstance(subject, Contract) else work.get(Contract, subject.contract_id)
    if contract is None or not may_see(actor, contract):
        return []
    application = subject if isinstance(subject, Application) else None
    case = subject if isinstance(subject, ReturnCase) else None
    attempts = (Attempt(work, actor, row, contract, application, case) for row in _rows_on(subject))
    return [attempt.row for attempt in attempts if _is_offered(attempt)]


def early_reasons(work: Work, actor: Actor, act: ActName, number: str) -> tuple[Reason, ...]:
    """What stands against an act already, before its fields are asked."""
    row = ROWS[act]
    if reason := denial(work, actor, row):
        return (reason,)
    attempt = locate(work, actor, row, number, None)
    if attempt is None:
        return (unknown(),)
    if reason := state_reason(attempt, None):
        return (reason,)
    return _reasons(attempt, _WITHOUT_FIELDS)


def field_reasons(work: Work, actor: Actor, act: ActName, number: str, **given: Any) -> tuple[Reason, ...]:
    """What stands against the value of one field, whatever the others will be; asked again with the whole act."""
    row, (field,) = ROWS[act], given
    names = _OF_ONE_FIELD.get(field, frozenset())
    if row.fields is None or names.isdisjoint(row.guards):
        return ()
    attempt = locate(work, actor, row, number, row.fields.model_construct(**given))
    return _reasons(attempt, names) if attempt is not None else ()


def _rows_on(subject: Application | Contract | ReturnCase) -> list[Transition]:
    kind = {Application: "application", Contract: "contract", ReturnCase: "case"}[type(subject)]
    return [row for row in TABLE if row.on.value == kind and row.act is not ActName.SUBMIT]


def _is_offered(attempt: Attempt) -> bool:
    fits = state_value(attempt) in attempt.row.from_states
    allowed = fits and denial(attempt.work, attempt.actor, attempt.row) is None
    pays = attempt.row.act is ActName.PAY
    return allowed and not _reasons(attempt, _NOT_PAYABLE if pays else _NOT_OFFERED)


def _reasons(attempt: Attempt, names: frozenset[GuardName]) -> tuple[Reason, ...]:
    asked = (GUARDS[name](attempt) for name in attempt.row.guards if name in names)
    return tuple(dict.fromkeys(reason for found in asked for reason in found))
