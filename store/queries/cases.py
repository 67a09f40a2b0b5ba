"""Records beside a contract: evaluations with what followed, acceptance, oversight, money taken back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from store.queries.money import money_on
from store.states import CaseKind, CaseState, ContractState, EvaluationSource, Measure
from store.tables.contracts import (
    Acceptance,
    Contract,
    Disposal,
    Evaluation,
    Oversight,
    Recheck,
    ReturnCase,
    ReturnedMoney,
)
from store.tables.ledger import Refund
from store.tables.people import Firm
from store.work import Work

_DECIDING = int(EvaluationSource.DECIDING)


def evaluations_on(work: Work, contract_id: int) -> list[Evaluation]:
    """All evaluations of a contract, the newest first."""
    return list(dict.fromkeys(one for one, _ in _disposed_on(work, contract_id)))


def newest_evaluation(work: Work, contract_id: int) -> Evaluation | None:
    """The newest result that opens or holds mid-term money."""
    return next((one for one in evaluations_on(work, contract_id) if one.article == _DECIDING), None)


def rechecks_on(work: Work, contract_id: int) -> list[Recheck]:
    """The re-checks on a contract, whichever result they followed, the newest first."""
    query = select(Recheck).join(Evaluation, Evaluation.id == Recheck.evaluation_id)
    query = query.where(Evaluation.contract_id == contract_id)
    return work.all(query.order_by(Recheck.checked_on.desc(), Recheck.id.desc()))


def disposals_on(work: Work, contract_id: int) -> list[Disposal]:
    """The 处理决定 on a contract, whichever result they followed, the newest first."""
    found = [one for _, one in _disposed_on(work, contract_id) if one is not None]
    return sorted(found, key=lambda one: (one.decided_on, one.id), reverse=True)


def _disposed_on(work: Work, contract_id: int) -> list[tuple[Evaluation, Disposal | None]]:
    """Each evaluation with each 处理决定 after it: one question, for whoever asks of one asks of the other."""
    query = select(Evaluation, Disposal).outerjoin(Disposal, Disposal.evaluation_id == Evaluation.id)
    query = query.where(Evaluation.contract_id == contract_id)
    found = work.session.execute(query.order_by(Evaluation.evaluated_on.desc(), Evaluation.id.desc()))
    return [(evaluation, disposal) for evaluation, disposal in found]


def reducing_decision(work: Work, contract_id: int) -> Disposal | None:
    """The newest decision of 减少支持资金."""
    return next((one for one in disposals_on(work, contract_id) if one.measure == Measure.REDUCE.value), None)


def reduced_sum(work: Work, contract_id: int) -> int | None:
    """The sum to which the newest decision of 减少支持资金 reduced the support."""
    found = reducing_decision(work, contract_id)
    return found.reduced_to if found else None


def is_revoked(work: Work, contract_id: int) -> bool:
    """Whether a 处理决定 of 取消培育资格并收回已拨付资金 stands."""
    return any(one.measure == Measure.REVOKE.value for one in disposals_on(work, contract_id))


def accepted_among(work: Work, contracts: Collection[int]) -> frozenset[int]:
    """Those of these contracts on which an acceptance (验收) passed."""
    query = select(Acceptance.contract_id).where(
        Acceptance.contract_id.in_(contracts), Acceptance.passed.is_(True)
    )
    return frozenset(work.session.scalars(query))


def acceptances_on(work: Work, contract_id: int) -> list[Acceptance]:
    """The 验收 records of a contract, the newest first."""
    query = select(Acceptance).where(Acceptance.contract_id == contract_id)
    return work.all(query.order_by(Acceptance.accepted_on.desc(), Acceptance.id.desc()))


def oversights_on(work: Work, contract_id: int) -> list[Oversight]:
    """监督审核 and 监督检查 on a contract, the newest first."""
    query = select(Oversight).where(Oversight.contract_id == contract_id)
    return work.all(query.order_by(Oversight.done_on.desc(), Oversight.id.desc()))


def return_cases_on(work: Work, contract_id: int) -> list[ReturnCase]:
    """The cases of 追回 and 收回 on a contract, in the order of opening."""
    return [case for case, _balance in _with_balances(work, contract_id)]


def case_of(work: Work, case_id: int) -> ReturnCase | None:
    """The case with this id, which is its number for staff."""
    return work.get(ReturnCase, case_id)


def case_at_hand(work: Work, case_id: int) -> tuple[ReturnCase, Contract, Firm] | None:
    """The case with this id, with its contract and its firm."""
    query = select(ReturnCase, Contract, Firm).join(Contract, Contract.id == ReturnCase.contract_id)
    query = query.join(Firm, Firm.id == Contract.firm_id).where(ReturnCase.id == case_id)
    found = work.session.execute(query).one_or_none()
    return found and (found[0], found[1], found[2])


def returned_in(work: Work, case_id: int) -> list[ReturnedMoney]:
    """What came back in a case, in the order of recording."""
    return work.all(select(ReturnedMoney).where(ReturnedMoney.case_id == case_id).order_by(ReturnedMoney.id))


def returned_with(work: Work, voucher: str) -> ReturnedMoney | None:
    """The entry with this 缴款凭证号, whatever case it belongs to."""
    return work.find(ReturnedMoney, ReturnedMoney.voucher, voucher)


def refunds_in(work: Work, case_id: int) -> list[Refund]:
    """What went back to the firm in a case, in the order of recording."""
    return work.all(select(Refund).where(Refund.case_id == case_id).order_by(Refund.id))


def refund_with(work: Work, voucher: str) -> Refund | None:
    """The entry with this 退付凭证号, whatever case it belongs to."""
    return work.find(Refund, Refund.voucher, voucher)


def returned_sum(work: Work, contract_id: int, kind: CaseKind | None = None) -> int:
    """What came back on a contract, by all cases or those of one kind, in fen."""
    money = money_on(work, contract_id)
    sums = {None: money.returned, CaseKind.RECOVERY: money.recovered, CaseKind.RECLAIM: money.reclaimed}
    return sums[kind]


def balance_of(work: Work, case: ReturnCase) -> int:
    """What is still to come back in a case, in fen."""
    return case.amount - sum(one.amount for one in returned_in(work, case.id))


def balances_on(work: Work, contract_id: int) -> dict[int, int]:
    """What is still to come back in each case on a contract, in fen."""
    return {case.id: balance for case, balance in _with_balances(work, contract_id)}


def _with_balances(work: Work, contract_id: int) -> list[tuple[ReturnCase, int]]:
    """One question for both: a look at a snapshot asks it once."""
    returned = select(func.coalesce(func.sum(ReturnedMoney.amount), 0))
    balance = ReturnCase.amount - returned.where(ReturnedMoney.case_id == ReturnCase.id).scalar_subquery()
    query = select(ReturnCase, balance).where(ReturnCase.contract_id == contract_id).order_by(ReturnCase.id)
    return [(case, int(left)) for case, left in work.session.execute(query)]


def open_case(work: Work, contract_id: int, kind: CaseKind) -> ReturnCase | None:
    """The case of this kind that is not closed."""
    cases = return_cases_on(work, contract_id)
    return next((one for one in cases if one.kind == kind.value and one.state != CaseState.CLOSED.value), None)


def contracts_past_due(work: Work, today: date) -> list[Contract]:
    """Contracts in use whose day of completion has passed, the oldest first: a list for staff, and no more."""
    query = select(Contract).where(
        Contract.state.in_([ContractState.ACTIVE.value, ContractState.PAUSED.value]), Contract.due_on < today
    )
    return work.all(query.order_by(Contract.due_on, Contract.id))
