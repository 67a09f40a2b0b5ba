"""The rows that acts on contracts and on return cases add or change; guards have been asked before."""

from __future__ import annotations

from collections.abc import Callable

from handlers.casework import contract_fields as fields
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Recorded
from handlers.casework.contract_guards import stored_quarter
from handlers.casework.fields import ExplainFields
from handlers.casework.journal import post
from handlers.casework.transitions import EVALUATED_UNDER
from handlers.dates import day
from handlers.texts import case_notices as texts
from handlers.texts import casework as words
from handlers.texts import serving as serving_texts
from store.posting import of_refund, of_returned
from store.queries.cases import balance_of, newest_evaluation, returned_in
from store.states import CaseKind, CaseState, ContractState
from store.tables.contracts import Acceptance, Disposal, Evaluation, Oversight, Recheck, ReturnCase, ReturnedMoney
from store.tables.ledger import Refund


def evaluated(attempt: Attempt) -> Recorded:
    """A result of the mid-term evaluation."""
    given = attempt.given(fields.EvaluateFields)
    row = attempt.work.add(
        Evaluation(
            contract_id=attempt.contract.id,
            article=int(given.article.value),
            organiser=given.organiser,
            document=given.document,
            evaluated_on=given.evaluated_on,
            grade=given.grade.value,
            advice=given.advice,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    told = texts.evaluation(
        grade=words.GRADES[given.grade.value],
        evaluated_on=given.evaluated_on,
        document=given.document,
        advice=given.advice,
    )
    return Recorded(_same(attempt), told, record=row, article=EVALUATED_UNDER[given.article])


def rechecked(attempt: Attempt) -> Recorded:
    """A re-check of the newest result."""
    given = attempt.given(fields.RecheckFields)
    row = attempt.work.add(
        Recheck(
            evaluation_id=_newest(attempt),
            accepted=given.accepted,
            organ=given.organ,
            document=given.document,
            checked_on=given.checked_on,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    told = texts.recheck(accepted=given.accepted, checked_on=given.checked_on, document=given.document)
    return Recorded(_same(attempt), told, record=row)


def disposed(attempt: Attempt) -> Recorded:
    """A decision on the newest result."""
    given = attempt.given(fields.DisposeFields)
    row = attempt.work.add(
        Disposal(
            evaluation_id=_newest(attempt),
            organ=given.organ,
            document=given.document,
            decided_on=given.decided_on,
            measure=given.measure.value,
            reduced_to=given.reduced_to,
            note=given.note,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    told = texts.disposal(
        organ=given.organ, document=given.document, decided_on=given.decided_on, reduced_to=given.reduced_to
    )
    return Recorded(_same(attempt), told, given.note, row)


def completed(attempt: Attempt) -> Recorded:
    """An acceptance of the project."""
    given = attempt.given(fields.CompletionFields)
    row = attempt.work.add(
        Acceptance(
            contract_id=attempt.contract.id,
            members=given.members,
            accepted_on=given.accepted_on,
            passed=given.passed,
            conclusion=given.conclusion,
            report=given.report,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    told = texts.completion(passed=given.passed, accepted_on=given.accepted_on)
    return Recorded(_same(attempt), told, record=row)


def reviewed(attempt: Attempt) -> Recorded:
    """The quarter's task on a contract; the firm is not told."""
    given = attempt.given(fields.ReviewFields)
    row = attempt.work.add(
        Oversight(
            contract_id=attempt.contract.id,
            kind=attempt.row.act.value,
            quarter=stored_quarter(given.quarter),
            done_on=given.done_on,
            findings=given.findings,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    return Recorded(_same(attempt), record=row)


def opened(kind: CaseKind) -> Callable[[Attempt], Recorded]:
    """A case of this kind of money taken back."""
    return lambda attempt: _opened(attempt, kind)


def _opened(attempt: Attempt, kind: CaseKind) -> Recorded:
    given = attempt.fields
    assert isinstance(given, fields.RecoveryFields | fields.ReclaimFields)
    row = attempt.work.add(
        ReturnCase(
            contract_id=attempt.contract.id,
            kind=kind.value,
            ground=given.ground.value if isinstance(given, fields.RecoveryFields) else "",
            decision=given.decision,
            organ=given.organ,
            reason=given.reason,
            amount=given.amount,
            pay_by=None,
            pay_days=None,
            served_on=None,
            pay_to="",
            explanation="",
            closing="",
            state=CaseState.OPENED.value,
            opened_by=staff_id(attempt),
            opened_at=attempt.work.now,
        )
    )
    return Recorded(_same(attempt), record=row)


def notified(attempt: Attempt) -> Recorded:
    """The term and the account of the demand; a new notice has to be served anew."""
    given, case = attempt.given(fields.NotifyFields), attempt.opened
    case.pay_by, case.pay_days, case.pay_to, case.served_on = given.pay_by, given.pay_days, given.pay_to, None
    term = day(given.pay_by) if given.pay_by else serving_texts.term_in_days(days=given.pay_days or 0)
    told = texts.demand(fen=balance_of(attempt.work, case), term=term, pay_to=given.pay_to)
    return Recorded(CaseState.NOTIFIED, told, record=case)


def explained(attempt: Attempt) -> Recorded:
    """The contractor's words, below those that stand there already."""
    given, case = attempt.given(ExplainFields), attempt.opened
    case.explanation = f"{case.explanation}\n{given.explanation}".strip()
    return Recorded(CaseState(case.state), record=case)


def received(attempt: Attempt) -> Recorded:
    """Money that came back; nothing left to come back closes the case."""
    given, case = attempt.given(fields.ReturnedFields), attempt.opened
    row = attempt.work.add(
        ReturnedMoney(
            case_id=case.id,
            amount=given.counted,
            surplus=given.surplus,
            source=given.source.value,
            budget_year=given.budget_year,
            voucher=given.voucher,
            returned_on=given.returned_on,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    post(attempt.work, of_returned(row, case, attempt.contract))
    balance = balance_of(attempt.work, case)
    told = texts.returned(fen=given.counted, balance=balance, surplus=given.surplus or 0)
    return Recorded(CaseState.NOTIFIED if balance else CaseState.CLOSED, told, record=row)


def refunded(attempt: Attempt) -> Recorded:
    """The case stays where it stands."""
    given, case, work = attempt.given(fields.RefundFields), attempt.opened, attempt.work
    row = work.add(
        Refund(
            case_id=case.id,
            amount=given.amount,
            voucher=given.voucher,
            refunded_on=given.refunded_on,
            reason=given.reason,
            recorded_by=staff_id(attempt),
            recorded_at=work.now,
        )
    )
    overpaid = [one for one in returned_in(work, case.id) if one.surplus]
    post(work, of_refund(row, overpaid[-1], case, attempt.contract))
    told = texts.refunded(fen=given.amount, on=given.refunded_on)
    return Recorded(CaseState(case.state), told, record=row)


def closed(attempt: Attempt) -> Recorded:
    """Closed before everything came back, with its reason."""
    case = attempt.opened
    case.closing = attempt.given(fields.CloseFields).reason
    told = texts.closed(balance=balance_of(attempt.work, case))
    return Recorded(CaseState.CLOSED, told, record=case)


def _same(attempt: Attempt) -> ContractState:
    return ContractState(attempt.contract.state)


def _newest(attempt: Attempt) -> int:
    newest = newest_evaluation(attempt.work, attempt.contract.id)
    assert newest is not None
    return newest.id
