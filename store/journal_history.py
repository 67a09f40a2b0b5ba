"""The journal of a database that is older than its journal: posted once, by the upgrade that brings the table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from operator import attrgetter

from sqlalchemy import Connection, select

from store.county_time import local_day
from store.keyfile import KeyFile
from store.posting import (
    Paper,
    of_amendment,
    of_approval,
    of_contract,
    of_meeting,
    of_opening,
    of_payment,
    of_returned,
)
from store.states import AmendmentKind, MeetingResult
from store.tables.applications import Application, Meeting, Payment, StepRow
from store.tables.audit import AuditRow
from store.tables.contracts import Amendment, Contract, OpeningPayment, ReturnCase, ReturnedMoney
from store.tables.ledger import JournalEntry
from store.work import Work, working

_PASSED = {MeetingResult.AGREED.value, MeetingResult.PARTLY.value, MeetingResult.IN_PRINCIPLE.value}
_LAPSE, _FULFIL, _ARCHIVE = "lapse", "fulfil", "archive"


def post_history(connection: Connection, keys: KeyFile, now: datetime) -> None:
    """Post what every row of money says; each contract by itself, so that its own entries seal it."""
    for contract in list(connection.scalars(select(Contract.id).order_by(Contract.id))):
        working(connection, act=partial(_post, contract), now=now, keys=keys)


def _post(contract_id: int, work: Work) -> None:
    contract = work.get(Contract, contract_id)
    assert contract is not None
    for one in sorted(_on_contract(work, contract), key=attrgetter("posted_at")):
        work.add(one)


def _on_contract(work: Work, contract: Contract) -> Iterator[JournalEntry]:
    yield from _sums(work, contract)
    for opening in work.all(select(OpeningPayment).where(OpeningPayment.contract_id == contract.id)):
        yield of_opening(opening, contract)
    for application in work.all(select(Application).where(Application.contract_id == contract.id)):
        yield from _on_application(work, application, contract)
    for case in work.all(select(ReturnCase).where(ReturnCase.contract_id == contract.id)):
        for back in work.all(select(ReturnedMoney).where(ReturnedMoney.case_id == case.id)):
            yield of_returned(back, case, contract)


def _sums(work: Work, contract: Contract) -> Iterator[JournalEntry]:
    """The sum as it was signed, and what each change made of it."""
    query = select(Amendment).where(
        Amendment.contract_id == contract.id, Amendment.kind == AmendmentKind.AMOUNT.value
    )
    changes = work.all(query.order_by(Amendment.id))
    before = _signed_sum(work, contract, changes)
    yield of_contract(contract, before)
    for change in changes:
        yield of_amendment(change, contract, int(change.value) - before)
        before = int(change.value)


def _signed_sum(work: Work, contract: Contract, changes: list[Amendment]) -> int:
    """A changed contract keeps its first sum in its first entry alone; failing that the first change is taken."""
    if not changes:
        return contract.amount
    chain = select(AuditRow.facts).where(AuditRow.chain == f"contract:{contract.number}")
    first = work.session.scalar(chain.order_by(AuditRow.place).limit(1))
    said = json.loads(first).get("amount") if first else None
    return said if isinstance(said, int) else int(changes[0].value)


def _on_application(work: Work, application: Application, contract: Contract) -> Iterator[JournalEntry]:
    for payment in work.all(select(Payment).where(Payment.application_id == application.id)):
        yield of_payment(payment, application, contract, None)
    results = select(Meeting).where(Meeting.application_id == application.id).order_by(Meeting.id)
    passed = [one for one in work.all(results) if one.result in _PASSED]
    if passed:
        yield of_meeting(passed[-1], application, contract)
        yield from _what_became(work, application, contract)


def _what_became(work: Work, application: Application, contract: Contract) -> Iterator[JournalEntry]:
    """An approval lapses with its condition or in the archive, and comes back with the condition."""
    in_force = approved = application.approved or 0
    paid = sum(one.amount for one in work.all(select(Payment).where(Payment.application_id == application.id)))
    steps = select(StepRow).where(StepRow.application_id == application.id).order_by(StepRow.id)
    for step in work.all(steps):
        left = {_LAPSE: 0, _FULFIL: approved, _ARCHIVE: paid}.get(step.act, in_force)
        if left != in_force:
            paper = Paper(at=step.at, on=local_day(step.at))
            yield of_approval(left - in_force, application, contract, paper)
            in_force = left
