"""Acts on contracts: entered, activated and changed by the bureau; a new account is checked by a second member."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.actors import Actor, StaffMember, System
from handlers.casework.amending import apply_change, change_reasons, stored_value, words_of
from handlers.casework.chains import chain_of
from handlers.casework.movers import MOVED, mover_since
from handlers.casework.results import Done, Reason, Refused, Result, Source
from handlers.contracts.terms import (
    NewAmendment,
    NewContract,
    Payee,
    contract_faults,
    faults_so_far,
    read_account,
    read_number,
)
from handlers.contracts.terms import read_credit_code as read_code
from handlers.dates import local_day
from handlers.notices import tell_firm, tell_staff
from handlers.texts import contracts as texts
from handlers.texts.refusals import moved_on
from policy_kb.roles import PassageRole
from store.applications import changed
from store.audit import Facts, append, digest
from store.base import Record
from store.contracts import contract_numbered, locked_contract, unchecked_payee
from store.people import firm_with_code, lock_register
from store.states import AmendmentKind, ContractState, Role
from store.tables.contracts import Amendment, Contract
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
    return _done(work, actor, contract, "add", facts, firm)


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


def activate(work: Work, actor: Actor, number: str, *, seen: int | None = None) -> Result:
    """Let applications be made on a contract; Article 9 wants the prepayment ratio named in it."""
    contract = locked_contract(work, read_number(number))
    if contract is None or (reasons := _reasons(work, actor, contract, seen, ContractState.ENTERED)):
        return Refused(reasons) if contract else _unknown(number, actor)
    if contract.ratio is None:
        return Refused((Reason(texts.NO_RATIO, Source.MEASURE, PassageRole.PREPAYMENT),))
    contract.state = ContractState.ACTIVE.value
    changed(work, contract)
    done = _done(work, actor, contract, "activate", {"contract": contract.id})
    text = texts.activated(number=contract.number)
    tell_firm(work, contract.firm_id, key=f"contract:{contract.id}:active", text=text)
    return done


def amend(work: Work, actor: Actor, number: str, new: NewAmendment, *, seen: int | None = None) -> Result:
    """Record a change of a contract (补充协议, 延期, 暂停, 终止). A new account waits for `check_payee`."""
    contract = locked_contract(work, read_number(number))
    if contract is None or not isinstance(actor, StaffMember):
        return _unknown(number, actor)
    if reasons := (*_reasons(work, actor, contract, seen), *change_reasons(work, contract, new)):
        return Refused(reasons)
    value = stored_value(new)
    row = work.add(
        Amendment(
            contract_id=contract.id,
            kind=new.kind.value,
            value=value,
            document=_line(new.document),
            effective_on=new.effective_on,
            recorded_by=actor.id,
            recorded_at=work.now,
            checked_by=None,
            checked_at=None,
        )
    )
    secret = new.kind is AmendmentKind.PAYEE
    facts: Facts = {
        "amendment": row.id,
        "kind": row.kind,
        "value": digest(work, value) if secret else value,
        "document": digest(work, row.document),
    }
    if secret:
        tell_staff(work, Role.BUREAU, subject=contract.number, text=texts.payee_waits(number=contract.number))
        changed(work, contract)
    else:
        apply_change(contract, new)
        changed(work, contract)  # before the notices: their queries would write the change as a version of its own
        _tell(work, contract, row, words_of(new))
    return _done(work, actor, contract, "amend", facts, row)


def check_payee(work: Work, actor: Actor, number: str, account: str, *, seen: int | None = None) -> Result:
    """Put a new account in force: another member types it once more from the paper, and it must be the same."""
    found = _waiting(work, actor, number, seen)
    if isinstance(found, Refused):
        return found
    contract, row, member = found
    payee = Payee.model_validate_json(row.value)
    if row.recorded_by == member.id:
        return _refused(texts.SAME_PERSON, Source.OFFICE)
    if read_account(account) != payee.account:
        return _refused(texts.OTHER_ACCOUNT)
    row.checked_by, row.checked_at = member.id, work.now
    contract.payee_account, contract.payee_bank = payee.account, payee.bank
    changed(work, contract)
    _tell(work, contract, row, texts.ending_in(account=payee.account))
    return _done(work, actor, contract, "check_payee", {"amendment": row.id}, row)


def discard_payee(work: Work, actor: Actor, number: str, *, seen: int | None = None) -> Result:
    """Drop a new account that was entered wrongly; the contract keeps the one it has."""
    found = _waiting(work, actor, number, seen)
    if isinstance(found, Refused):
        return found
    contract, row, member = found
    row.checked_by, row.checked_at, row.discarded = member.id, work.now, True
    changed(work, contract)
    return _done(work, actor, contract, "discard_payee", {"amendment": row.id}, row)


def may_enter(actor: Actor) -> tuple[Reason, ...]:
    """Why the actor may not enter contracts; the machine's operator may: none is in use before `activate`."""
    return () if isinstance(actor, System) else not_allowed(actor)


def not_allowed(actor: Actor) -> tuple[Reason, ...]:
    """Contracts are the bureau's (Article 9: signed with 县工信局)."""
    may = isinstance(actor, StaffMember) and actor.has(Role.BUREAU)
    return () if may else (Reason(texts.NOT_ALLOWED, Source.OFFICE),)


def _waiting(
    work: Work, actor: Actor, number: str, seen: int | None
) -> tuple[Contract, Amendment, StaffMember] | Refused:
    contract = locked_contract(work, read_number(number))
    if contract is None or not isinstance(actor, StaffMember):
        return _unknown(number, actor)
    if reasons := _reasons(work, actor, contract, seen):
        return Refused(reasons)
    row = unchecked_payee(work, contract.id)
    return (contract, row, actor) if row else _refused(texts.NO_PAYEE_WAITS)


def _reasons(
    work: Work, actor: Actor, contract: Contract, seen: int | None, *states: ContractState
) -> tuple[Reason, ...]:
    """Who may not, then what has changed meanwhile: nobody without the right learns anything of a contract."""
    if denied := not_allowed(actor):
        return denied
    state = ContractState(contract.state)
    if seen is not None and seen != contract.version:
        how = MOVED[mover_since(work, actor, contract, seen)]
        return (Reason(moved_on(state=texts.STATE_WORDS[state], how=how), Source.SYSTEM),)
    wrong = bool(states) and state not in states
    return (Reason(texts.wrong_state(state=state), Source.SYSTEM),) if wrong else ()


def _tell(work: Work, contract: Contract, row: Amendment, value: str) -> None:
    kind = AmendmentKind(row.kind)
    text = texts.amended(number=contract.number, kind=kind, value=value, effective=row.effective_on)
    tell_firm(work, contract.firm_id, key=f"amendment:{row.id}", text=text)


def _done(work: Work, actor: Actor, contract: Contract, act: str, facts: Facts, *rows: Record) -> Done:
    written = (contract, *rows)
    append(work, chain_of(contract.number), actor=actor.reference, act=act, facts=facts, rows=written)
    return Done(contract.number, contract.version)


def _unknown(number: str, actor: Actor) -> Refused:
    return Refused(not_allowed(actor) or (Reason(texts.unknown(number=number), Source.SYSTEM),))


def _refused(text: str, source: Source = Source.SYSTEM) -> Refused:
    return Refused((Reason(text, source),))


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
