"""What is recorded with an act on a contract, or on a case of money taken back: one model an act."""

from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from handlers.casework.fields import (
    ConsoleMark,
    DayCount,
    Line,
    Money,
    OptionalWords,
    Voucher,
    Words,
    Year,
    asked,
)
from handlers.texts import casework_fields as texts
from policy_kb.models import Model
from store.states import EvaluationSource, Grade, Measure, MoneySource, RecoveryGround

Quarter = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^20\d\d年第[1-4]季度$")]


class EvaluateFields(Model):
    """中期绩效评价, as the evaluator's document says."""

    article: EvaluationSource = asked(texts.ARTICLE)
    organiser: Line = asked(texts.ORGANISER)
    document: Line = asked(texts.EVALUATION_DOCUMENT)
    evaluated_on: date = asked(texts.EVALUATED_ON)
    grade: Grade = asked(texts.GRADE)
    advice: OptionalWords = asked(texts.ADVICE, default="")


class RecheckFields(Model):
    """复核 of the rectification after 基本合格."""

    accepted: bool = asked(texts.RECHECK_ACCEPTED)
    organ: Line = asked(texts.RECHECK_ORGAN)
    document: Line = asked(texts.RECHECK_DOCUMENT)
    checked_on: date = asked(texts.CHECKED_ON)


class DisposeFields(Model):
    """处理决定 after 不合格."""

    organ: Line = asked(texts.DISPOSAL_ORGAN)
    document: Line = asked(texts.DISPOSAL_DOCUMENT)
    decided_on: date = asked(texts.DECIDED_ON)
    measure: Measure = asked(texts.MEASURE)
    reduced_to: Money | None = asked(texts.REDUCED_TO, default=None)
    note: OptionalWords = asked(texts.DISPOSAL_NOTE, default="")


class CompletionFields(Model):
    """验收."""

    members: Words = asked(texts.MEMBERS)
    accepted_on: date = asked(texts.ACCEPTED_ON)
    passed: bool = asked(texts.PASSED)
    conclusion: Words = asked(texts.CONCLUSION)
    report: Line = asked(texts.ACCEPTANCE_REPORT)


class ReviewFields(Model):
    """监督审核 of a quarter."""

    quarter: Quarter = asked(texts.QUARTER)
    done_on: date = asked(texts.REVIEWED_ON)
    findings: Words = asked(texts.FINDINGS)


class RecoveryFields(Model):
    """A case of 追回前期预付资金."""

    ground: RecoveryGround = asked(texts.GROUND)
    decision: Line = asked(texts.DECISION)
    organ: Line = asked(texts.CASE_ORGAN)
    reason: Words = asked(texts.CASE_REASON)
    amount: Money = asked(texts.RECOVERY_AMOUNT)


class ReclaimFields(Model):
    """A case of 收回已拨付资金."""

    decision: Line = asked(texts.DECISION)
    organ: Line = asked(texts.CASE_ORGAN)
    reason: Words = asked(texts.CASE_REASON)
    amount: Money = asked(texts.RECLAIM_AMOUNT)


class NotifyFields(Model):
    """The notice to the contractor: where to pay, and until when: a day, or days from the service."""

    pay_to: Words = asked(texts.PAY_TO)
    pay_days: DayCount | None = asked(texts.PAY_DAYS, default=None)
    pay_by: date | None = asked(texts.PAY_BY, default=None)


class ReturnedFields(Model):
    """Money that came back, with its voucher."""

    amount: Money = asked(texts.RETURNED_AMOUNT)
    voucher: Voucher = asked(texts.RETURN_VOUCHER)
    returned_on: date = asked(texts.RETURNED_ON)
    source: MoneySource = asked(texts.RETURN_SOURCE)
    budget_year: Year = asked(texts.RETURN_YEAR)
    surplus: Annotated[Money | None, ConsoleMark()] = asked(texts.SURPLUS, default=None)

    @property
    def counted(self) -> int:
        """What of it is for the case, in fen."""
        return self.amount - (self.surplus or 0)


class RefundFields(Model):
    """退付 of what a firm had paid back too much."""

    amount: Money = asked(texts.REFUNDED_AMOUNT)
    voucher: Voucher = asked(texts.REFUND_VOUCHER)
    refunded_on: date = asked(texts.REFUNDED_ON)
    reason: Words = asked(texts.REFUND_REASON)


class CloseFields(Model):
    """A case closed before everything came back."""

    reason: Words = asked(texts.CLOSE_REASON)
