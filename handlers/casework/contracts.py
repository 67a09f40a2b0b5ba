"""Acts on contracts: entered, activated and changed by the bureau; a new account is checked by a second member."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handlers.casework.amending import stored_value
from handlers.casework.amendment_fields import ChangeFields, PayeeCheck, fields_of
from handlers.casework.chain_names import chain_of
from handlers.casework.perform import apply_row
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName
from handlers.dates import local_day
from handlers.identity.actors import Actor, StaffMember, System
from handlers.results import Done, Reason, Refused, Result, Source
from handlers.texts import contracts as texts
from handlers.values.contract_terms import (
    NewAmendment,
    NewContract,
    Payee,
    contract_faults,
    faults_so_far,
    read_account,
    read_number,
)
from handlers.values.contract_terms import read_credit_code as read_code
from store.audit.entries import Facts, append, digest
from store.queries.contracts import contract_numbered
from store.queries.people import firm_with_code, lock_register
from store.states import AmendmentKind, ContractState, Role
from store.tables.contracts import Contract
from store.tables.people import Firm
from store.work import Work


def add_contract(work: Work, actor: Actor, new: NewContract) -> Result:
    """Enter a contract; everything that is wrong with it is said at once. It is not in use before `activate`."""
    lock_register(work, "contracts")
    if reasons := may_enter(actor) or new_contract_reasons(work, new):
        return Refused(reasons)
    firm = _firm(work, new)
    contract = work.add(_row(work, new, firm))
    facts: Facts = {
        "contract": contract.id,
        "firm": firm.id,
        "amount": contract.amount,
        "ratio": contract.ratio,
        "signed_on": contract.signed_on.isoformat(),
        "due_on": contract.due_on.isoformat(),
        "payee": digest(work, stored_value(_payee(new))),
    }
    return _done(work, actor, contract, "add", facts)


def new_contract_reasons(work: Work, new: NewContract) -> tuple[Reason, ...]:
    """Everything that keeps a contract from being entered, by field and by what is entered already."""
    faults = contract_faults(new, local_day(work.now))
    found = [f"{texts.FIELD_WORDS[field]}：{fault}" for field, fault in faults.items()]
    there = (_taken(work, new.number), _misnamed(work, new.credit_code, new.firm_name))
    return tuple(Reason(text, Source.SYSTEM) for text in (*found, *there) if text)


def early_contract_reasons(work: Work, values: Mapping[str, object], field: str) -> tuple[Reason, ...]:
    """What is wrong with one field of a contract of which other fields are still to come."""
    found = [faults_so_far(values, local_day(work.now)).get(field, "")]
    if field == "number":
        found.append(_taken(work, str(values[field])))
    elif {"credit_code", "firm_name"} <= values.keys() and field in {"credit_code", "firm_name"}:
        found.append(_misnamed(work, str(values["credit_code"]), str(values["firm_name"])))
    return tuple(Reason(text, Source.SYSTEM) for text in found if text)


def _taken(work: Work, number: str) -> str:
    number = read_number(number)
    return texts.exists(number=number) if contract_numbered(work, number) is not None else ""


def _misnamed(work: Work, code: str, name: str) -> str:
    firm = firm_with_code(work, read_code(code))
    return texts.other_firm(name=firm.name) if firm is not None and firm.name != _line(name) else ""


CHANGES: Mapping[AmendmentKind, ActName] = MappingProxyType(
    {
        AmendmentKind.AMOUNT: ActName.CHANGE_AMOUNT,
        AmendmentKind.RATIO: ActName.CHANGE_RATIO,
        AmendmentKind.DUE_DATE: ActName.CHANGE_DUE_DATE,
        AmendmentKind.PAYEE: ActName.CHANGE_PAYEE,
        AmendmentKind.PAUSE: ActName.PAUSE,
        AmendmentKind.RESUME: ActName.RESUME,
        AmendmentKind.END: ActName.END,
    }
)
"""The act that records each kind of change."""


def activate(work: Work, actor: Actor, number: str, *, seen: int | None = None) -> Result:
    """Let applications be made on a contract; Article 9 wants the prepayment ratio named in it."""
    return apply_row(work, actor, ActName.ACTIVATE, number, seen=seen)


def amend(work: Work, actor: Actor, number: str, new: NewAmendment, *, seen: int | None = None) -> Result:
    """Record a change of a contract (补充协议, 延期, 暂停, 终止). A new account waits for `check_payee`."""
    act = CHANGES[new.kind]
    model = TABLE[act].fields
    assert model is not None
    assert issubclass(model, ChangeFields)
    return apply_row(work, actor, act, number, fields_of(model, new), seen=seen)


def check_payee(work: Work, actor: Actor, number: str, account: str, *, seen: int | None = None) -> Result:
    """Put a new account in force: another member types it once more from the paper, and it must be the same."""
    typed = PayeeCheck.model_construct(account=account)
    return apply_row(work, actor, ActName.CHECK_PAYEE, number, typed, seen=seen)


def discard_payee(work: Work, actor: Actor, number: str, *, seen: int | None = None) -> Result:
    """Drop a new account that was entered wrongly; the contract keeps the one it has."""
    return apply_row(work, actor, ActName.DISCARD_PAYEE, number, seen=seen)


def may_enter(actor: Actor) -> tuple[Reason, ...]:
    """Why the actor may not enter contracts; the machine's operator may: none is in use before `activate`."""
    return () if isinstance(actor, System) else not_allowed(actor)


def not_allowed(actor: Actor) -> tuple[Reason, ...]:
    """Contracts are the bureau's (Article 9: signed with 县工信局)."""
    may = isinstance(actor, StaffMember) and actor.has(Role.BUREAU)
    return () if may else (Reason(texts.NOT_ALLOWED, Source.OFFICE),)


def _done(work: Work, actor: Actor, contract: Contract, act: str, facts: Facts) -> Done:
    append(work, chain_of(contract.number), actor=actor.reference, act=act, facts=facts)
    return Done(contract.number, contract.version)


def _firm(work: Work, new: NewContract) -> Firm:
    code = read_code(new.credit_code)
    return firm_with_code(work, code) or work.add(
        Firm(name=_line(new.firm_name), credit_code=code, created_at=work.now)
    )


def _row(work: Work, new: NewContract, firm: Firm) -> Contract:
    return Contract(
        number=read_number(new.number),
        firm_id=firm.id,
        project=_line(new.project),
        procurement=_line(new.procurement),
        amount=new.amount,
        ratio=new.ratio,
        signed_on=new.signed_on,
        due_on=new.due_on,
        payee_name=firm.name,
        payee_account=read_account(new.payee_account),
        payee_bank=_line(new.payee_bank),
        state=ContractState.ENTERED.value,
        created_at=work.now,
    )


def _payee(new: NewContract) -> Payee:
    return Payee(account=read_account(new.payee_account), bank=_line(new.payee_bank))


def _line(text: str) -> str:
    """One line, with single spaces."""
    return " ".join(text.split())
