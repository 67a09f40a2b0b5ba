"""What can be corrected of evaluations and what followed them, of acceptance, oversight and money asked back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from handlers.casework.attempt import Attempt, measure, system
from handlers.casework.correction_facts import Fact, RecordKind
from handlers.casework.correction_results import MEASURE, measure_of, put_measure, reduced_sum_of
from handlers.casework.correction_values import (
    DAY,
    DAY_AHEAD,
    LINE,
    MONEY,
    OPTIONAL_WORDS,
    PASSED,
    WORDS,
    ValueKind,
    choice,
)
from handlers.casework.transitions import Subject
from handlers.results import Reason
from handlers.texts import casework, refusals
from handlers.texts import casework_fields as fields
from handlers.texts import corrections as texts
from policy_kb.roles import PassageRole
from store.base import Record
from store.queries.cases import (
    acceptances_on,
    disposals_on,
    evaluations_on,
    oversights_on,
    rechecks_on,
)
from store.states import CaseKind, EvaluationSource, Grade, Role
from store.tables.contracts import Contract, Disposal, Evaluation, Oversight, Recheck, ReturnCase
from store.work import Work

_CHECKERS = frozenset({Role.OFFICE, Role.BUREAU, Role.PAYER})
_OFFICE_OR_BUREAU = frozenset({Role.OFFICE, Role.BUREAU})


def _kind(
    name: str,
    rows: Any,
    day: str,
    *facts: Fact,
    roles: frozenset[Role] = _OFFICE_OR_BUREAU,
    on: Subject = Subject.CONTRACT,
    hands: Any = lambda _work, row: {row.recorded_by},
) -> RecordKind:
    return RecordKind(
        name=name,
        on=on,
        rows=rows,
        label=lambda row: texts.dated(record=texts.RECORDS[name], on=getattr(row, day)),
        roles=roles,
        checkers=_CHECKERS,
        hands=hands,
        facts=facts,
    )


def _plain(field: str, title: tuple[str, str], kind: ValueKind = LINE, **more: Any) -> Fact:
    return Fact(field=field, title=title[0], kind=kind, **more)


def _of_money(field: str, title: tuple[str, str], kind: ValueKind, **more: Any) -> Fact:
    return Fact(field=field, title=title[0], kind=kind, has_money=True, **more)


def _on(rows: Any) -> Any:
    return lambda work, contract: list(reversed(rows(work, contract.id)))


def _after_signing(attempt: Attempt, _row: Record, after: str) -> Iterator[Reason]:
    if date.fromisoformat(after) < attempt.contract.signed_on:
        yield system(refusals.before_signing(signed_on=attempt.contract.signed_on))


def _with_advice(_attempt: Attempt, row: Record, after: str) -> Iterator[Reason]:
    assert isinstance(row, Evaluation)
    if after == Grade.BASIC.value and not row.advice:
        yield measure(texts.NO_ADVICE, PassageRole.MID_TERM)


def _advice_wanted(_attempt: Attempt, row: Record, after: str) -> Iterator[Reason]:
    assert isinstance(row, Evaluation)
    if row.grade == Grade.BASIC.value and not after:
        yield measure(refusals.ADVICE_MISSING, PassageRole.MID_TERM)


def _evaluated_on(attempt: Attempt, row: Recheck | Disposal) -> date:
    evaluation = attempt.work.get(Evaluation, row.evaluation_id)
    assert evaluation is not None
    return evaluation.evaluated_on


def _checked_later(attempt: Attempt, row: Record, after: str) -> Iterator[Reason]:
    assert isinstance(row, Recheck)
    if date.fromisoformat(after) < _evaluated_on(attempt, row):
        yield system(refusals.CHECKED_EARLIER)


def _decided_later(attempt: Attempt, row: Record, after: str) -> Iterator[Reason]:
    assert isinstance(row, Disposal)
    if date.fromisoformat(after) < _evaluated_on(attempt, row):
        yield system(refusals.DECIDED_EARLIER)


def _really_reduced(attempt: Attempt, _row: Record, after: str) -> Iterator[Reason]:
    reduced = reduced_sum_of(after)
    if reduced is not None and reduced >= attempt.contract.amount:
        yield system(refusals.not_reduced(amount=attempt.contract.amount))


def _put_measure(_work: Work, row: Disposal, text: str) -> None:
    put_measure(row, text)


EVALUATION = _kind(
    "evaluation",
    _on(evaluations_on),
    "evaluated_on",
    _of_money(
        "article",
        fields.ARTICLE,
        choice({one.value: casework.EVALUATIONS[one.value] for one in EvaluationSource}, column=int),
    ),
    _plain("organiser", fields.ORGANISER),
    _plain("document", fields.EVALUATION_DOCUMENT),
    _of_money("evaluated_on", fields.EVALUATED_ON, DAY, against=(_after_signing,)),
    _of_money("grade", fields.GRADE, choice(casework.GRADES), against=(_with_advice,)),
    _plain("advice", fields.ADVICE, OPTIONAL_WORDS, against=(_advice_wanted,)),
)

RECHECK = _kind(
    "recheck",
    _on(rechecks_on),
    "checked_on",
    _of_money("accepted", fields.RECHECK_ACCEPTED, PASSED),
    _plain("organ", fields.RECHECK_ORGAN),
    _plain("document", fields.RECHECK_DOCUMENT),
    _of_money("checked_on", fields.CHECKED_ON, DAY, against=(_checked_later,)),
)

DISPOSAL = _kind(
    "disposal",
    _on(disposals_on),
    "decided_on",
    _plain("organ", fields.DISPOSAL_ORGAN),
    _plain("document", fields.DISPOSAL_DOCUMENT),
    _of_money("decided_on", fields.DECIDED_ON, DAY, against=(_decided_later,)),
    _of_money("measure", fields.MEASURE, MEASURE, get=measure_of, put=_put_measure, against=(_really_reduced,)),
)

ACCEPTANCE = _kind(
    "acceptance",
    _on(acceptances_on),
    "accepted_on",
    _plain("members", fields.MEMBERS, WORDS),
    _plain("accepted_on", fields.ACCEPTED_ON, DAY),
    _of_money("passed", fields.PASSED, PASSED),
    _plain("conclusion", fields.CONCLUSION, WORDS),
    _plain("report", fields.ACCEPTANCE_REPORT),
    roles=frozenset({Role.BUREAU}),
)


def _never_told(_row: Any) -> bool:
    return False


def _seen(work: Work, contract: Contract, *, is_review: bool) -> Sequence[Oversight]:
    return [one for one in reversed(oversights_on(work, contract.id)) if bool(one.quarter) is is_review]


INSPECTION = _kind(
    "inspection",
    lambda work, contract: _seen(work, contract, is_review=False),
    "done_on",
    _plain("done_on", fields.INSPECTED_ON, DAY, is_told=_never_told),
    _plain("findings", fields.FINDINGS, WORDS, is_told=_never_told),
    roles=frozenset({Role.BUREAU}),
)

REVIEW = _kind(
    "review",
    lambda work, contract: _seen(work, contract, is_review=True),
    "done_on",
    _plain("done_on", fields.REVIEWED_ON, DAY, is_told=_never_told),
    _plain("findings", fields.FINDINGS, WORDS, is_told=_never_told),
    roles=frozenset({Role.SUPERVISOR}),
)


def _is_recovery(_work: Work, row: ReturnCase) -> bool:
    return row.kind == CaseKind.RECOVERY.value


def _is_notified(_work: Work, row: ReturnCase) -> bool:
    return row.pay_by is not None


def _has_account(_work: Work, row: ReturnCase) -> bool:
    return bool(row.pay_to)


CASE = RecordKind(
    name="case",
    on=Subject.CASE,
    rows=lambda _work, row: [row],
    label=lambda row: casework.CASE_KINDS[row.kind],
    roles=_OFFICE_OR_BUREAU,
    checkers=_CHECKERS,
    hands=lambda _work, row: {row.opened_by},
    facts=(
        _plain("decision", fields.DECISION, is_late=True),
        _plain("organ", fields.CASE_ORGAN, is_late=True),
        _plain("ground", fields.GROUND, choice(casework.GROUNDS), is_there=_is_recovery, is_late=True),
        _plain("reason", fields.CASE_REASON, WORDS, is_late=True),
        _of_money("amount", fields.RECOVERY_AMOUNT, MONEY, is_late=True),
        _plain("pay_by", fields.PAY_BY, DAY_AHEAD, is_there=_is_notified, is_late=True),
        _of_money("pay_to", fields.PAY_TO, WORDS, is_there=_has_account, is_late=True),
    ),
)
