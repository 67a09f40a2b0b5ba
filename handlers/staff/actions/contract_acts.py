"""The bureau's acts on a contract itself, and unbinding: what stands against each, and what does it."""

from __future__ import annotations

from handlers.casework.binding_rows import binding_number
from handlers.casework.bindings import unbind
from handlers.casework.contracts import (
    add_contract,
)
from handlers.casework.entry_rows import EntryFields, early_contract_reasons
from handlers.forms.spec import Answers
from handlers.identity.actors import StaffMember
from handlers.results import Done, Reason, Refused, Result, Source
from handlers.staff.actions import contract_fields as fields
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.targets import Target, contract_target
from handlers.texts import desk
from handlers.values.contract_terms import NewContract
from policy_kb.models import Model
from store.queries.bindings import bound_people
from store.queries.contracts import contract_numbered
from store.states import Role
from store.work import Work


def run_enter(visit: Acting, _target: Target, given: Model | None, _seen: int | None) -> Result:
    """Enter a contract."""
    assert isinstance(given, EntryFields)
    return add_contract(visit.work, visit.member, NewContract(**given.model_dump(), payee_name=given.firm_name))


def nothing_against(_work: Work, _member: StaffMember, _target: Target) -> tuple[Reason, ...]:
    """Whoever has the role may enter one."""
    return ()


def against_entry(
    work: Work, _member: StaffMember, _target: Target, answers: Answers, field: str
) -> tuple[Reason, ...]:
    """What can be refused of a field is refused before the next is typed."""
    known = {name: value for name, value in answers.items() if value is not None}
    return early_contract_reasons(work, known, field) if field in known else ()


def payee_is_the_firm(_work: Work, _target: Target) -> str:
    """Why nobody is asked for the account's name."""
    return desk.PAYEE_IS_THE_FIRM


def entered(work: Work, _target: Target, done: Done) -> Target:
    """The contract that was made."""
    contract = contract_numbered(work, done.subject)
    assert contract is not None
    return contract_target(contract)


def run_unbind(visit: Acting, target: Target, given: Model | None, _seen: int | None) -> Result:
    """Unbind one of the firm's people."""
    assert isinstance(given, fields.BindingNumber)
    ours = {str(row.id): row.id for row in bound_people(visit.work, target.contract.firm_id)}
    number = binding_number(given.binding)
    if number not in ours:
        return Refused((Reason(desk.no_such_binding(number=given.binding), Source.SYSTEM),))
    result = unbind(visit.work, visit.member, ours[number])
    return result if isinstance(result, Refused) else Done(target.number, target.version)


def nobody_bound(work: Work, member: StaffMember, target: Target) -> tuple[Reason, ...]:
    """Bindings are the office's and the bureau's."""
    if not member.has(Role.OFFICE, Role.BUREAU):
        return (Reason(desk.NOT_YOURS, Source.OFFICE),)
    bound = bound_people(work, target.contract.firm_id)
    return () if bound else (Reason(desk.NOBODY_BOUND, Source.SYSTEM),)


def bound_list(work: Work, target: Target) -> str:
    """Who is bound, by the numbers that unbinding takes; never an address."""
    rows = bound_people(work, target.contract.firm_id)
    return desk.bound_list(rows=tuple((row.id, row.channel, row.bound_at) for row in rows))
