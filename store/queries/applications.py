"""Applications with their steps, meetings and payments: what the rules look up, and how a change is marked."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlalchemy.orm.attributes import flag_modified

from store.queries.money import money_on
from store.states import Kind, State
from store.tables.applications import Application, Meeting, Payment, StepRow
from store.tables.contracts import Contract, ReturnCase
from store.tables.people import Firm
from store.work import Work


def application_numbered(work: Work, number: str) -> Application | None:
    """The application with this 申请编号."""
    return work.find(Application, Application.number, number)


def application_at_hand(work: Work, number: str) -> tuple[Application, Contract, Firm] | None:
    """The application with this 申请编号, with its contract and its firm."""
    query = select(Application, Contract, Firm).join(Contract, Contract.id == Application.contract_id)
    query = query.join(Firm, Firm.id == Contract.firm_id).where(Application.number == number)
    found = work.session.execute(query).one_or_none()
    return found and (found[0], found[1], found[2])


def applications_on(work: Work, contract_id: int) -> list[Application]:
    """All applications on a contract, oldest first."""
    return work.all(select(Application).where(Application.contract_id == contract_id).order_by(Application.id))


def open_application(work: Work, contract_id: int, kind: Kind, states: Collection[State]) -> Application | None:
    """The oldest application of this kind on the contract that is in one of the states.

    Acts let one be open at a time; a payment that came back may open an earlier one again beside it.
    """
    found = (one for one in applications_on(work, contract_id) if one.kind == kind.value)
    return next((one for one in found if State(one.state) in states), None)


def withheld_refusal(work: Work, contract_id: int, kind: Kind) -> Application | None:
    """An application of this kind that the meeting refused, of which its contractor has not been told yet."""
    refused = [one for one in applications_on(work, contract_id) if one.state == State.REJECTED.value]
    withheld = withheld_among(work, [one.id for one in refused]) if refused else frozenset[int]()
    return next((one for one in refused if one.kind == kind.value and one.id in withheld), None)


def withheld_among(work: Work, application_ids: Collection[int]) -> frozenset[int]:
    """Those whose newest result their contractors have not been told yet, of those with these ids."""
    later = aliased(Meeting)
    newest = select(func.max(later.id)).where(later.application_id == Meeting.application_id).scalar_subquery()
    query = select(Meeting.application_id).where(Meeting.id == newest, Meeting.withheld.is_(True))
    return frozenset(work.session.scalars(query.where(Meeting.application_id.in_(list(application_ids)))))


def steps_of(work: Work, application_id: int) -> list[StepRow]:
    """Everything that happened to an application, in its order."""
    return work.all(select(StepRow).where(StepRow.application_id == application_id).order_by(StepRow.id))


def meetings_of(work: Work, application_id: int) -> list[Meeting]:
    """The meetings' results on an application, in the order of recording."""
    return work.all(select(Meeting).where(Meeting.application_id == application_id).order_by(Meeting.id))


def payment_with(work: Work, voucher: str) -> Payment | None:
    """The entry with this voucher's number, whatever it belongs to."""
    return work.find(Payment, Payment.voucher, voucher)


def committed(work: Work, contract_id: int) -> int:
    """What was approved on a contract and is not paid yet, in fen."""
    return money_on(work, contract_id).committed


def committed_prepaid(work: Work, contract_id: int) -> int:
    """What was approved as 前期预付资金 and is not paid yet, in fen."""
    return money_on(work, contract_id).committed_prepaid


def changed(work: Work, row: Application | Contract | ReturnCase) -> int:
    """Write the row with a new version, also where an act changed nothing in it; the new version."""
    flag_modified(row, "state")
    work.session.flush()
    return row.version
