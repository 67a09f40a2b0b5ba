"""Locating and locking the rows of an act: the contract first, then what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from handlers.casework.attempt import NO_DUTIES, Attempt, Duties, Transition, system
from handlers.casework.authority import may_see
from handlers.casework.movers import MOVED, mover_since
from handlers.casework.registers import REGISTERS, row_number
from handlers.casework.standing import standing_of
from handlers.casework.transitions import Subject
from handlers.identity.actors import Actor, Contractor
from handlers.results import Reason
from handlers.texts import casework as words
from handlers.texts import refusals as texts
from handlers.values.contract_terms import read_number
from policy_kb.models import Model
from store.base import Record
from store.queries.applications import application_numbered
from store.queries.cases import case_of
from store.queries.contracts import contract_numbered
from store.queries.people import lock_register
from store.queries.sealed_rows import rows_under
from store.tables.applications import Application
from store.tables.contracts import Contract, ReturnCase
from store.work import Work


def locate(
    work: Work, actor: Actor, row: Transition, number: str, fields: Model | None, *, duties: Duties = NO_DUTIES
) -> Attempt | None:
    """The attempt with its rows locked; None for what is not there, or is another firm's: both the same."""
    match row.on:
        case Subject.APPLICATION:
            found = _on_application(work, actor, row, number, fields)
        case Subject.CONTRACT:
            found = _on_contract(work, actor, row, number, fields)
        case Subject.CASE:
            found = _on_case(work, actor, row, number, fields)
        case _:
            found = _in_register(work, actor, row, number, fields)
    return replace(found, number=number, duties=duties) if found else None


def _on_contract(work: Work, actor: Actor, row: Transition, number: str, fields: Model | None) -> Attempt | None:
    found = contract_numbered(work, read_number(number))
    contract = hold_contract(work, actor, found.id if found else None)
    return Attempt(work, actor, row, contract, fields=fields) if contract else None


def _on_application(
    work: Work, actor: Actor, row: Transition, number: str, fields: Model | None
) -> Attempt | None:
    found = application_numbered(work, number)
    contract = hold_contract(work, actor, found.contract_id if found else None)
    application = work.lock(Application, found.id) if found and contract else None
    if contract is None or application is None:
        return None
    return Attempt(work, actor, row, contract, application=application, fields=fields)


def _on_case(work: Work, actor: Actor, row: Transition, number: str, fields: Model | None) -> Attempt | None:
    key = row_number(number)
    found = case_of(work, key) if key is not None else None
    contract = hold_contract(work, actor, found.contract_id if found else None)
    case = work.lock(ReturnCase, found.id) if found and contract else None
    return Attempt(work, actor, row, contract, case=case, fields=fields) if contract and case else None


def _in_register(work: Work, actor: Actor, row: Transition, number: str, fields: Model | None) -> Attempt | None:
    register = REGISTERS[row.on]
    if register.lock:
        lock_register(work, register.lock)
    subject = register.find(work, number) if register.find else None
    is_there = subject is not None or register.find is None
    return Attempt(work, actor, row, None, fields=fields, subject=subject) if is_there else None


def hold_contract(work: Work, actor: Actor, contract_id: int | None) -> Contract | None:
    """The contract, locked, if the actor may know of it. All money of a contract is counted under this lock."""
    contract = work.get(Contract, contract_id) if contract_id is not None else None
    if contract is None or not may_see(actor, contract):
        return None
    return work.lock(Contract, contract.id)


def unknown(row: Transition, number: str = "") -> Reason:
    """The same words for what is not there and for what is another firm's."""
    register = REGISTERS.get(row.on)
    return system(register.unknown(number) if register else texts.NOT_FOUND)


def rests_on(attempt: Attempt) -> Iterable[Record]:
    """The rows that the act is decided on."""
    if attempt.held is not None:
        return rows_under(attempt.work, attempt.held)
    subject = attempt.subject
    return REGISTERS[attempt.row.on].rests_on(attempt.work, subject) if subject is not None else ()


def state_value(attempt: Attempt) -> str:
    """Where the act's subject stands; nothing where it has no states."""
    row = attempt.application or attempt.case or attempt.held
    return row.state if row else ""


def state_reason(attempt: Attempt, seen: int | None) -> Reason | None:
    """There was an act since the person looked, or the act does not fit where the matter stands."""
    if attempt.held is None:
        return _register_reason(attempt, seen)
    subject = attempt.application or attempt.case or attempt.held
    label = _label(attempt)
    if seen is not None and seen != subject.version:
        mover = mover_since(attempt.work, attempt.actor, subject, seen)
        return system(texts.moved_on(state=label, how=MOVED[mover]))
    if subject.state not in attempt.row.from_states:
        return system(texts.wrong_state(act=attempt.row.staff_words, state=label))
    return None


def _register_reason(attempt: Attempt, seen: int | None) -> Reason | None:
    register = REGISTERS[attempt.row.on]
    version = register.version
    has_moved = version is not None and seen is not None and seen != version(attempt.work, attempt.number)
    return system(register.moved) if has_moved else None


def _label(attempt: Attempt) -> str:
    """The state's label for whoever asks."""
    if attempt.application is not None:
        if isinstance(attempt.actor, Contractor):
            return standing_of(attempt.work, attempt.application).applicant
        return words.STATES[attempt.application.state][0]
    return words.CASE_STATES[attempt.case.state] if attempt.case else words.CONTRACT_STATES[attempt.contract.state]
