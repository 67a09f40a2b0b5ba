"""What can be corrected of contracts and their changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from handlers.casework.attempt import Attempt, system
from handlers.casework.chain_names import chain_of
from handlers.casework.correction_facts import Fact, RecordKind
from handlers.casework.correction_values import ACCOUNT, DAY, DAY_AHEAD, LINE, MONEY, SHARE
from handlers.casework.transitions import ActName, Subject
from handlers.results import Reason
from handlers.texts import contracts as contract_texts
from handlers.texts import corrections as texts
from handlers.texts import desk_fields as fields
from handlers.values.contract_terms import Payee, amount_fault, payee_faults
from store.base import Record
from store.queries.audit_latest import last_actors
from store.queries.contracts import amendments_of
from store.states import AmendmentKind, Role
from store.tables.contracts import Amendment, Contract
from store.work import Work

_CHECKERS = frozenset({Role.OFFICE, Role.BUREAU, Role.PAYER})
_BUREAU = frozenset({Role.BUREAU})
_MEMBER = "staff:"
_ENTERED = (ActName.ADD.value,)


def _never_changed(kind: AmendmentKind) -> Any:
    """As signed it is corrected where no change stands over it; else the change is."""
    return lambda work, row: all(one.kind != kind.value for one in amendments_of(work, row.id))


def _after_signing(_attempt: Attempt, row: Record, after: str) -> Iterator[Reason]:
    assert isinstance(row, Contract)
    if date.fromisoformat(after) < row.signed_on:
        yield system(contract_texts.DUE_BEFORE_SIGNED)


def _before_due(_attempt: Attempt, row: Record, after: str) -> Iterator[Reason]:
    assert isinstance(row, Contract)
    if date.fromisoformat(after) > row.due_on:
        yield system(contract_texts.DUE_BEFORE_SIGNED)


def _sound_amount(_attempt: Attempt, _row: Record, after: str) -> Iterator[Reason]:
    if fault := amount_fault(int(after)):
        yield system(fault)


def _sound_account(attempt: Attempt, row: Record, after: str) -> Iterator[Reason]:
    assert isinstance(row, Contract)
    payee = Payee(account=after, bank=row.payee_bank)
    yield from (system(fault) for fault in payee_faults(payee, attempt.contract.payee_name).values())


def _payee_change(work: Work, contract: Contract) -> Amendment | None:
    """The change by which the account in force came."""
    payees = (one for one in amendments_of(work, contract.id) if one.kind == AmendmentKind.PAYEE.value)
    checked = [one for one in payees if one.checked_by is not None and not one.discarded]
    return checked[-1] if checked else None


def _put_payee(part: str) -> Any:
    """The contract's and that of the change it came by are one account."""

    def put(work: Work, row: Contract, text: str) -> None:
        change = _payee_change(work, row)
        setattr(row, f"payee_{part}", text)
        if change is not None:
            change.value = json.dumps(json.loads(change.value) | {part: text}, ensure_ascii=False)

    return put


def _entered_by(work: Work, row: Contract) -> set[int]:
    actors = last_actors(work, chain_of(row.number), 1, acts=_ENTERED)
    return {int(one.removeprefix(_MEMBER)) for one in actors if one.startswith(_MEMBER)}


CONTRACT = RecordKind(
    name="contract",
    on=Subject.CONTRACT,
    rows=lambda _work, row: [row],
    label=lambda _row: texts.RECORDS["contract"],
    roles=_BUREAU,
    checkers=_CHECKERS,
    hands=_entered_by,
    facts=(
        Fact(field="project", title=fields.PROJECT[0], kind=LINE, is_late=True),
        Fact(field="procurement", title=fields.PROCUREMENT[0], kind=LINE, is_late=True),
        Fact(
            field="amount",
            is_late=True,
            title=fields.CONTRACT_AMOUNT[0],
            kind=MONEY,
            has_money=True,
            is_there=_never_changed(AmendmentKind.AMOUNT),
            against=(_sound_amount,),
        ),
        Fact(
            field="ratio",
            is_late=True,
            title=fields.CONTRACT_RATIO[0],
            kind=SHARE,
            has_money=True,
            is_there=_never_changed(AmendmentKind.RATIO),
        ),
        Fact(field="signed_on", title=fields.SIGNED_ON[0], kind=DAY, against=(_before_due,), is_late=True),
        Fact(
            field="due_on",
            is_late=True,
            title=fields.COMPLETED_BY[0],
            kind=DAY_AHEAD,
            is_there=_never_changed(AmendmentKind.DUE_DATE),
            against=(_after_signing,),
        ),
        Fact(
            field="payee_account",
            is_late=True,
            title=fields.CONTRACT_ACCOUNT[0],
            kind=ACCOUNT,
            has_money=True,
            put=_put_payee("account"),
            against=(_sound_account,),
            masked=lambda text: contract_texts.ending_in(account=text),
        ),
        Fact(
            field="payee_bank",
            is_late=True,
            title=fields.CONTRACT_BANK[0],
            kind=LINE,
            has_money=True,
            put=_put_payee("bank"),
        ),
    ),
)


def _is_change_of(kind: AmendmentKind) -> Any:
    return lambda _work, row: row.kind == kind.value


def _in_force(work: Work, row: Amendment) -> bool:
    return [one.id for one in amendments_of(work, row.contract_id) if one.kind == row.kind][-1] == row.id


def _put_change(field: str) -> Any:
    """The newest change of its kind is what the contract says now."""

    def put(work: Work, row: Amendment, text: str) -> None:
        contract = work.get(Contract, row.contract_id)
        assert contract is not None
        is_newest = _in_force(work, row)
        row.value = text
        if is_newest:
            setattr(contract, field, date.fromisoformat(text) if field == "due_on" else int(text))

    return put


def _due_after_signing(attempt: Attempt, _row: Record, after: str) -> Iterator[Reason]:
    yield from _after_signing(attempt, attempt.contract, after)


def _changes(work: Work, contract: Contract) -> list[Amendment]:
    """A new account that waits for its check is checked or dropped, and not corrected."""
    found = amendments_of(work, contract.id)
    return [one for one in found if one.kind != AmendmentKind.PAYEE.value or one.checked_by is not None]


AMENDMENT = RecordKind(
    name="amendment",
    on=Subject.CONTRACT,
    rows=_changes,
    label=lambda row: texts.dated(
        record=contract_texts.AMENDMENT_WORDS[AmendmentKind(row.kind)], on=row.effective_on
    ),
    roles=_BUREAU,
    checkers=_CHECKERS,
    hands=lambda _work, row: {row.recorded_by} | ({row.checked_by} if row.checked_by else set()),
    facts=(
        Fact(
            field="amount",
            is_late=True,
            title=fields.AMOUNT[0],
            kind=MONEY,
            has_money=True,
            get=lambda row: row.value,
            put=_put_change("amount"),
            is_there=_is_change_of(AmendmentKind.AMOUNT),
            against=(_sound_amount,),
        ),
        Fact(
            field="ratio",
            is_late=True,
            title=fields.RATIO[0],
            kind=SHARE,
            has_money=True,
            get=lambda row: row.value,
            put=_put_change("ratio"),
            is_there=_is_change_of(AmendmentKind.RATIO),
        ),
        Fact(
            field="due_on",
            is_late=True,
            title=fields.DUE_ON[0],
            kind=DAY_AHEAD,
            get=lambda row: row.value,
            put=_put_change("due_on"),
            is_there=_is_change_of(AmendmentKind.DUE_DATE),
            against=(_due_after_signing,),
        ),
        Fact(field="document", title=fields.DOCUMENT[0], kind=LINE),
        Fact(field="effective_on", title=fields.EFFECTIVE_ON[0], kind=DAY),
    ),
)
