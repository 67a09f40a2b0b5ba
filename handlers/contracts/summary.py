"""A contract as staff read it: its fields, its changes, and the sums that stand against it."""

from __future__ import annotations

from handlers.dates import day
from handlers.money import percent, yuan
from handlers.results import Reason, Refused, Source
from handlers.texts import contracts as texts
from handlers.values.areas import areas_words
from handlers.values.contract_terms import Payee, read_number
from store.queries.contracts import all_contracts, amendments_of, contract_numbered, paid_net, prepaid
from store.states import AmendmentKind, ContractState
from store.tables.contracts import Amendment, Contract
from store.tables.people import Firm, Staff
from store.work import Work


def contract_lines(work: Work, number: str) -> tuple[str, ...] | Refused:
    """Everything recorded of a contract, a line each; accounts of changes by their last figures."""
    contract = contract_numbered(work, read_number(number))
    firm = work.get(Firm, contract.firm_id) if contract else None
    if contract is None or firm is None:
        return Refused((Reason(texts.unknown(number=number), Source.SYSTEM),))
    changes = tuple(_change(work, row) for row in amendments_of(work, contract.id))
    return (*_fields(work, contract, firm), *((texts.CHANGES, *changes) if changes else ()))


def contract_row(contract: Contract, firm: Firm) -> tuple[str, ...]:
    """One line of the list."""
    state = texts.STATE_WORDS[ContractState(contract.state)]
    ratio = texts.NONE if contract.ratio is None else percent(contract.ratio)
    return (
        contract.number,
        firm.name,
        contract.project,
        yuan(contract.amount),
        ratio,
        day(contract.due_on),
        state,
    )


def contract_table(work: Work) -> list[tuple[str, ...]]:
    """All contracts, in the order of entry."""
    return [contract_row(contract, firm) for contract, firm in all_contracts(work)]


def _fields(work: Work, contract: Contract, firm: Firm) -> tuple[str, ...]:
    values = {
        "number": contract.number,
        "firm_name": firm.name,
        "credit_code": firm.credit_code,
        "project": contract.project,
        "procurement": contract.procurement,
        "amount": yuan(contract.amount),
        "ratio": texts.NONE if contract.ratio is None else percent(contract.ratio),
        "areas": areas_words(contract.areas),
        "signed_on": day(contract.signed_on),
        "due_on": day(contract.due_on),
        "payee_name": contract.payee_name,
        "payee_account": contract.payee_account,
        "payee_bank": contract.payee_bank,
        "payee_bank_code": contract.payee_bank_code or texts.NONE,
    }
    lines = tuple(f"{texts.FIELD_WORDS[field]}：{value}" for field, value in values.items())
    sums = texts.sums(paid=yuan(paid_net(work, contract.id)), prepaid=yuan(prepaid(work, contract.id)))
    return (*lines, f"{texts.STATE}：{texts.STATE_WORDS[ContractState(contract.state)]}", sums)


def _change(work: Work, row: Amendment) -> str:
    kind, checker = AmendmentKind(row.kind), _name(work, row.checked_by)
    standing = ""
    if kind is AmendmentKind.PAYEE:
        standing = (
            texts.DISCARDED if row.discarded else texts.checked(name=checker) if checker else texts.UNCHECKED
        )
    return texts.change(
        day=row.effective_on,
        kind=kind,
        value=amended_value(kind, row.value),
        document=row.document,
        by=_name(work, row.recorded_by),
        standing=standing,
    )


def amended_value(kind: AmendmentKind, stored: str) -> str:
    """What a recorded change set, as people read it; of an account its last figures."""
    match kind:
        case AmendmentKind.AMOUNT:
            return yuan(int(stored))
        case AmendmentKind.RATIO:
            return percent(int(stored))
        case AmendmentKind.PAYEE:
            return texts.ending_in(account=Payee.model_validate_json(stored).account)
        case AmendmentKind.DUE_DATE | AmendmentKind.PAUSE | AmendmentKind.RESUME | AmendmentKind.END:
            return stored


def _name(work: Work, staff_id: int | None) -> str:
    row = work.get(Staff, staff_id) if staff_id is not None else None
    return row.name if row else ""
