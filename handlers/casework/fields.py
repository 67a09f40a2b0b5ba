"""What is recorded with an act on an application: one model an act. Titles and questions are in the catalogue."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Any

from msgspec import Struct
from pydantic import AfterValidator, Field, StringConstraints

from handlers.texts import casework_fields as texts
from handlers.values.vouchers import plain_voucher
from policy_kb.models import Model
from store.base import Record
from store.states import MoneySource
from store.work import Work


class MoneyMark(Struct, frozen=True):
    """Tells whoever asks for the field that it is money, typed as people write it and kept in fen."""


class ConsoleMark(Struct, frozen=True):
    """Tells whoever asks for the fields that this one is asked at the console alone; it has a default."""


class PapersMark(Struct, frozen=True):
    """Tells whoever asks for the field that it names papers one by one, each with its reason."""


class YearMark(Struct, frozen=True):
    """Tells whoever asks for the field that it is a year."""


class DayCountMark(Struct, frozen=True):
    """Tells whoever asks for the field that it is a term in days."""


class ListedMark(Struct, frozen=True):
    """Tells whoever asks for the field that it is chosen from a list that `of` reads from the act's subject.

    Each choice is what is kept and its label.
    """

    of: Callable[[Work, Record], Iterable[tuple[str, str]]]


class NameMark(Struct, frozen=True):
    """Tells whoever asks for the field that it is a person's name."""


class PhoneMark(Struct, frozen=True):
    """Tells whoever asks for the field that it is a telephone."""


PersonName = Annotated[str, NameMark()]
Phone = Annotated[str, PhoneMark()]
LARGEST = 10_000_000_000 * 100
"""No sum of the fund comes near ten thousand million yuan: what does is a slip of the finger."""

Money = Annotated[int, Field(gt=0, le=LARGEST), MoneyMark()]
"""A sum in fen."""
Year = Annotated[int, Field(ge=2000, le=2099), YearMark()]
"""A budget year."""
LONGEST_TERM = 365
DayCount = Annotated[int, Field(gt=0, le=LONGEST_TERM), DayCountMark()]
"""A term in days."""
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
OptionalLine = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
_LONGEST_NUMBER = 64
Number = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_LONGEST_NUMBER)]


def _voucher(words: str) -> str:
    said = plain_voucher(words)
    if not 0 < len(said) <= _LONGEST_NUMBER:
        raise ValueError(words)
    return said


Voucher = Annotated[Number, AfterValidator(_voucher)]
"""A voucher's number in its one spelling."""
OptionalNumber = Annotated[str, StringConstraints(strip_whitespace=True, max_length=64)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
OptionalWords = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


def asked(words: tuple[str, str], **more: Any) -> Any:
    """A field with its short name and the question that asks for it."""
    title, question = words
    return Field(title=title, description=question, **more)


class NoteFields(Model):
    """An act that records nothing but, perhaps, an internal note."""

    note: OptionalWords = asked(texts.NOTE, default="")


class WithdrawFields(Model):
    """撤回申请."""

    reason: OptionalWords = asked(texts.WITHDRAW_REASON, default="")


class ExplainFields(Model):
    """The contractor's words in a case."""

    explanation: Words = asked(texts.EXPLANATION)


class ReturnFields(Model):
    """退回补正: everything that is missing, at once."""

    missing: Annotated[Words, PapersMark()] = asked(texts.MISSING)
    note: OptionalWords = asked(texts.NOTE, default="")


class OpinionFields(Model):
    """业务审核意见 of the bureau: an optional record, internal."""

    opinion: Words = asked(texts.OPINION)
    given_on: date = asked(texts.OPINION_ON)


class ReportFields(Model):
    """上报领导小组."""

    reported_on: date = asked(texts.REPORT_ON)
    document: OptionalLine = asked(texts.REPORT_DOCUMENT, default="")
    note: OptionalWords = asked(texts.NOTE, default="")


class TableFields(Model):
    """提请县政府常务会议审议."""

    tabled_on: date = asked(texts.TABLED_ON)
    document: OptionalLine = asked(texts.TABLED_DOCUMENT, default="")
    note: OptionalWords = asked(texts.NOTE, default="")


class MeetingFields(Model):
    """A result of the executive meeting: session and day first; the minutes come later."""

    session: Number = asked(texts.SESSION)
    held_on: date = asked(texts.HELD_ON)
    note: OptionalWords = asked(texts.NOTE, default="")


class PartlyFields(MeetingFields):
    """同意部分金额."""

    approved: Money = asked(texts.APPROVED)


class InPrincipleFields(MeetingFields):
    """原则同意（条件）."""

    approved: Money = asked(texts.APPROVED)
    condition: Words = asked(texts.CONDITION)


class SentBackFields(Model):
    """退回办公室: by which paper, on which day, why."""

    document: Line = asked(texts.SENT_BACK_DOCUMENT)
    sent_back_on: date = asked(texts.SENT_BACK_ON)
    reason: Words = asked(texts.SENT_BACK_REASON)


class NotHeardFields(Model):
    """本次未上会: the day of the sitting that did not come to it."""

    held_on: date = asked(texts.HELD_ON)
    reason: Words = asked(texts.NOT_HEARD_REASON)
    document: OptionalLine = asked(texts.NOT_HEARD_DOCUMENT, default="")


class MinutesFields(Model):
    """Number of the minutes and of the item: required before payment."""

    minutes: Number = asked(texts.MINUTES)
    item: Number = asked(texts.ITEM)


class FulfilFields(Model):
    """The condition of 原则同意 is met: what shows it, and the day of checking."""

    evidence: Words = asked(texts.CONDITION_EVIDENCE)
    checked_on: date = asked(texts.CONDITION_CHECKED_ON)


class LapseFields(Model):
    """The condition of 原则同意 is not met and will not be: who decided so, and why."""

    document: Line = asked(texts.LAPSE_DOCUMENT)
    decided_on: date = asked(texts.LAPSED_ON)
    reason: Words = asked(texts.LAPSE_REASON)


class PayFields(Model):
    """A payment, whole or in part."""

    amount: Money = asked(texts.PAID_AMOUNT)
    source: MoneySource = asked(texts.MONEY_SOURCE)
    quota: Line = asked(texts.QUOTA)
    voucher: Voucher = asked(texts.VOUCHER)
    payee_name: Line = asked(texts.PAYEE_NAME)
    paid_on: date = asked(texts.PAID_ON)


class ReverseFields(Model):
    """退票: the reversing entry of a payment."""

    payment: Voucher = asked(texts.REVERSED_VOUCHER)
    voucher: Voucher = asked(texts.REVERSAL_VOUCHER)
    reversed_on: date = asked(texts.REVERSED_ON)
    reason: Words = asked(texts.REVERSAL_REASON)
