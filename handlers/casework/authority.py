"""Who may do what, and who must not because of what they did before. Read from the database for every act."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from handlers.casework.attempt import Attempt, Duty, Transition, office, system
from handlers.casework.terminal import is_terminal_open
from handlers.casework.transitions import ActName
from handlers.identity.actors import Actor, Contractor, Door, StaffMember, System, Visitor
from handlers.identity.deputies import stand_ins
from handlers.identity.roles import roles_of
from handlers.results import Reason
from handlers.texts import refusals as texts
from store.audit.vouching import altered_among
from store.base import Record
from store.queries.accounts import has_acted_for
from store.queries.applications import steps_of
from store.queries.corrections import payment_correctors, result_correctors
from store.queries.incoming import entries_of
from store.queries.payments import payments_of
from store.states import EntryKind
from store.tables.contracts import Contract
from store.tables.people import Binding, Staff
from store.work import Work

_CORRECTING = frozenset({ActName.CORRECT, ActName.CHECK_CORRECTION})


def denial(work: Work, actor: Actor, row: Transition) -> Reason | None:
    """Why the actor may not do this act at all, or not from where they are; None where they may."""
    return _whose(work, actor, row) or (None if _is_door_open(work, actor, row) else office(texts.OTHER_DOOR))


_ON_THE_MACHINE = frozenset({Door.COMMAND, Door.TERMINAL})


def _is_door_open(work: Work, actor: Actor, row: Transition) -> bool:
    """Whoever is on the machine does not prove who they are: what is the console's can only be tried there.

    The operator does there what is the operator's.
    """
    if actor.door in row.doors or isinstance(actor, System):
        return True
    return actor.door in _ON_THE_MACHINE and Door.CONSOLE in row.doors and is_terminal_open(work)


def _whose(work: Work, actor: Actor, row: Transition) -> Reason | None:
    if isinstance(actor, StaffMember):
        return _staff_denial(work, actor, row)
    if isinstance(actor, Contractor) and row.contractor:
        binding = work.get(Binding, actor.binding_id)
        bound = binding is not None and binding.ended_at is None and binding.firm_id == actor.firm_id
        return None if bound else system(texts.NOT_BOUND)
    may = (isinstance(actor, System) and row.operator) or (isinstance(actor, Visitor) and row.anybody)
    return None if may else office(row.not_theirs)


def altered(work: Work, rows: Iterable[Record]) -> Reason | None:
    """Nothing is decided on rows of which one was changed in the database past every act."""
    return system(texts.ALTERED) if altered_among(work, rows) else None


def may_see(actor: Actor, contract: Contract) -> bool:
    """Whether the actor may learn that there is such a contract: a contractor knows their own firm's only."""
    if isinstance(actor, Contractor):
        return contract.firm_id == actor.firm_id
    return isinstance(actor, StaffMember | System)


def has_sent(attempt: Attempt, actor: StaffMember) -> bool:
    """Whether the member sent it: at the counter, or by an account that was ever theirs and bound to the firm."""
    if _has_done(attempt, actor, Duty.SENDING):
        return True
    return has_acted_for(attempt.work, actor.id, attempt.contract.firm_id)


def has_approved(attempt: Attempt, actor: StaffMember) -> bool:
    """Whether the member recorded the approval, or what it is paid by: its minutes, its condition as met.

    Whoever put the meeting's result right, or checked that, recorded the approval as well.
    """
    if _has_done(attempt, actor, Duty.APPROVING):
        return True
    has_corrected = _has_acted(attempt, actor, _CORRECTING)
    return has_corrected and actor.id in result_correctors(attempt.work, attempt.sent.id)


def has_paid(attempt: Attempt, actor: StaffMember) -> bool:
    """Whether the member recorded a payment of it or a reversal, or entered or checked one from its voucher.

    Whoever put one right, or checked that, paid as well.
    """
    if _has_acted(attempt, actor, _CORRECTING) and actor.id in payment_correctors(attempt.work, attempt.sent.id):
        return True
    if any(one.recorded_by == actor.id for one in payments_of(attempt.work, attempt.sent.id)):
        return True
    entries = entries_of(attempt.work, attempt.sent.id)
    return any(
        actor.id in {one.entered_by, one.checked_by} for one in entries if one.kind == EntryKind.PAYMENT.value
    )


def _has_done(attempt: Attempt, actor: StaffMember, duty: Duty) -> bool:
    return _has_acted(attempt, actor, attempt.duties[duty])


def _has_acted(attempt: Attempt, actor: StaffMember, acts: Collection[str]) -> bool:
    steps = steps_of(attempt.work, attempt.sent.id)
    return any(step.actor == actor.reference and step.act in acts for step in steps)


def _staff_denial(work: Work, actor: StaffMember, row: Transition) -> Reason | None:
    found = work.get(Staff, actor.id)
    if found is None or not found.active:
        return system(texts.NO_STAFF)
    own = roles_of(found)
    if own & row.roles or any(one.roles & row.roles for one in stand_ins(work, found, own)):
        return None
    return office(row.not_theirs)
