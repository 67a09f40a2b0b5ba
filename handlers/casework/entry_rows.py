"""The row of entering a contract: what is recorded, what keeps it from being entered, and what is made of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from handlers.casework.amending import stored_value
from handlers.casework.amendment_fields import Share
from handlers.casework.attempt import Attempt, Recorded, guard
from handlers.casework.fields import ConsoleMark, Line, Money, Number, OptionalNumber, asked
from handlers.casework.journal import post
from handlers.casework.opening_rows import Areas
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject, on
from handlers.dates import local_day
from handlers.results import Reason, Source
from handlers.texts import contracts as texts
from handlers.texts import desk_fields
from handlers.values.contract_terms import (
    NewContract,
    Payee,
    contract_faults,
    faults_so_far,
    read_account,
    read_credit_code,
    read_number,
)
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.audit.entries import digest
from store.posting import of_contract
from store.queries.contracts import contract_numbered
from store.queries.people import firm_with_code
from store.states import ContractState, Role
from store.tables.contracts import Contract
from store.tables.people import Firm
from store.work import Work


class EntryFields(Model):
    """A contract as signed; the account is the contractor's own, so its name is not asked."""

    number: Number = asked(desk_fields.CONTRACT_NUMBER)
    firm_name: Line = asked(desk_fields.FIRM_NAME)
    credit_code: Number = asked(desk_fields.CREDIT_CODE)
    project: Line = asked(desk_fields.PROJECT)
    procurement: Line = asked(desk_fields.PROCUREMENT)
    amount: Money = asked(desk_fields.CONTRACT_AMOUNT)
    signed_on: date = asked(desk_fields.SIGNED_ON)
    due_on: date = asked(desk_fields.COMPLETED_BY)
    payee_account: Number = asked(desk_fields.CONTRACT_ACCOUNT)
    payee_bank: Line = asked(desk_fields.CONTRACT_BANK)
    ratio: Share | None = asked(desk_fields.CONTRACT_RATIO, default=None)
    payee_bank_code: Annotated[OptionalNumber, ConsoleMark()] = asked(desk_fields.BANK_CODE, default="")
    areas: Annotated[Areas | None, ConsoleMark()] = asked(desk_fields.CONTRACT_AREAS, default=None)


class NamedEntryFields(EntryFields):
    """The same with the account's name, which a sheet has: it must be the contractor's."""

    payee_name: Line = asked(desk_fields.PAYEE_NAME)


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
    firm = firm_with_code(work, read_credit_code(code))
    return texts.other_firm(name=firm.name) if firm is not None and firm.name != _line(name) else ""


@guard("*")
def _sound_contract(attempt: Attempt) -> Iterator[Reason]:
    yield from new_contract_reasons(attempt.work, _new(attempt))


def _entered(attempt: Attempt) -> Recorded:
    """It is not in use before it is activated."""
    work, new = attempt.work, _new(attempt)
    firm = _firm(work, new)
    contract = work.add(_row(work, new, firm))
    post(work, of_contract(contract, contract.amount))
    payee = Payee(
        account=read_account(new.payee_account),
        bank=_line(new.payee_bank),
        bank_code=read_account(new.payee_bank_code),
    )
    return Recorded(
        facts={"contract": contract.id, "firm": firm.id, "payee": digest(work, stored_value(payee))},
    )


def _new(attempt: Attempt) -> NewContract:
    return NewContract.model_construct(**attempt.given(NamedEntryFields).model_dump())


def _firm(work: Work, new: NewContract) -> Firm:
    code = read_credit_code(new.credit_code)
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
        payee_bank_code=read_account(new.payee_bank_code) or None,
        areas=new.areas,
        state=ContractState.ENTERED.value,
        created_at=work.now,
    )


def _line(text: str) -> str:
    """One line, with single spaces."""
    return " ".join(text.split())


ENTRY_ROWS = (
    register_row(
        ActName.ADD,
        Subject.REGISTER,
        _sound_contract,
        roles=frozenset({Role.BUREAU}),
        operator=True,  # none is in use before `activate`
        basis=on(PassageRole.PREPAYMENT),
        fields=NamedEntryFields,
        record=_entered,
        not_theirs=texts.NOT_ALLOWED,
    ),
)
