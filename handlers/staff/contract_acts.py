"""The bureau's acts on a contract itself, and unbinding: what stands against each, and what does it."""

from __future__ import annotations

from handlers.actors import StaffMember
from handlers.casework.bindings import unbind
from handlers.casework.contracts import (
    activate,
    add_contract,
    amend,
    check_payee,
    discard_payee,
    early_contract_reasons,
    not_allowed,
)
from handlers.casework.results import Done, Reason, Refused, Result, Source
from handlers.contracts.terms import NewAmendment, NewContract, Payee
from handlers.forms.spec import Answers
from handlers.staff import contract_fields as fields
from handlers.staff.targets import Target, contract_target
from handlers.staff.visit import Visit
from handlers.texts import contracts as contract_texts
from handlers.texts import desk
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.bindings import bound_people
from store.contracts import contract_numbered, unchecked_payee
from store.states import AmendmentKind, ContractState, Role
from store.work import Work

SIGNED = frozenset({ContractState.ENTERED, ContractState.ACTIVE, ContractState.PAUSED})


def run_enter(visit: Visit, _target: Target, given: Model | None, _seen: int | None) -> Result:
    """Enter a contract."""
    assert isinstance(given, fields.EntryFields)
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


def _amendment(kind: AmendmentKind, given: fields.ChangeFields) -> NewAmendment:
    new = NewAmendment(kind=kind, document=given.document, effective_on=given.effective_on)
    match given:
        case fields.AmountChange():
            return new.model_copy(update={"amount": given.amount})
        case fields.RatioChange():
            return new.model_copy(update={"ratio": given.ratio})
        case fields.DueDateChange():
            return new.model_copy(update={"due_on": given.due_on})
        case fields.PayeeChange():
            payee = Payee(name=given.name, account=given.account, bank=given.bank)
            return new.model_copy(update={"payee": payee})
        case _:
            return new


class Change:
    """One kind of change, as it is recorded, where the contract is in one of `states`."""

    def __init__(self, kind: AmendmentKind, states: frozenset[ContractState] = SIGNED) -> None:
        self._kind = kind
        self._states = states

    def run(self, visit: Visit, target: Target, given: Model | None, seen: int | None) -> Result:
        """Record the change."""
        assert isinstance(given, fields.ChangeFields)
        return amend(visit.work, visit.member, target.number, _amendment(self._kind, given), seen=seen)

    def against(self, work: Work, member: StaffMember, target: Target) -> tuple[Reason, ...]:
        """Authority, the contract's state, and an account that waits already."""
        waits = self._kind is AmendmentKind.PAYEE and unchecked_payee(work, target.contract.id) is not None
        if waits and not not_allowed(member):
            return (Reason(contract_texts.PAYEE_WAITS, Source.SYSTEM),)
        return _standing(member, target, self._states)


def run_activate(visit: Visit, target: Target, _given: Model | None, seen: int | None) -> Result:
    """Let applications be made on the contract."""
    return activate(visit.work, visit.member, target.number, seen=seen)


def not_to_activate(_work: Work, member: StaffMember, target: Target) -> tuple[Reason, ...]:
    """Article 9 wants the ratio named; whoever entered no ratio is told at once."""
    found = _standing(member, target, frozenset({ContractState.ENTERED}))
    if not found and target.contract.ratio is None:
        return (Reason(contract_texts.NO_RATIO, Source.MEASURE, PassageRole.PREPAYMENT),)
    return found


def run_check(visit: Visit, target: Target, given: Model | None, seen: int | None) -> Result:
    """Put the new account in force."""
    assert isinstance(given, fields.PayeeCheck)
    return check_payee(visit.work, visit.member, target.number, given.account, seen=seen)


def run_discard(visit: Visit, target: Target, _given: Model | None, seen: int | None) -> Result:
    """Drop the new account."""
    return discard_payee(visit.work, visit.member, target.number, seen=seen)


def no_account_waits(work: Work, member: StaffMember, target: Target) -> tuple[Reason, ...]:
    """There is something to check or drop only where an account waits."""
    if denied := not_allowed(member):
        return denied
    waits = unchecked_payee(work, target.contract.id) is not None
    return () if waits else (Reason(contract_texts.NO_PAYEE_WAITS, Source.SYSTEM),)


def not_to_check(work: Work, member: StaffMember, target: Target) -> tuple[Reason, ...]:
    """Who entered the account does not check it."""
    row = unchecked_payee(work, target.contract.id)
    if row is not None and row.recorded_by == member.id and not not_allowed(member):
        return (Reason(contract_texts.SAME_PERSON, Source.OFFICE),)
    return no_account_waits(work, member, target)


def run_unbind(visit: Visit, target: Target, given: Model | None, _seen: int | None) -> Result:
    """Unbind one of the firm's people."""
    assert isinstance(given, fields.BindingNumber)
    ours = {str(row.id): row.id for row in bound_people(visit.work, target.contract.firm_id)}
    if given.binding not in ours:
        return Refused((Reason(desk.no_such_binding(number=given.binding), Source.SYSTEM),))
    result = unbind(visit.work, visit.member, ours[given.binding])
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


def _standing(member: StaffMember, target: Target, states: frozenset[ContractState]) -> tuple[Reason, ...]:
    if denied := not_allowed(member):
        return denied
    state = ContractState(target.contract.state)
    return () if state in states else (Reason(contract_texts.wrong_state(state=state), Source.SYSTEM),)
