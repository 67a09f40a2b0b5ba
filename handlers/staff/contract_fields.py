"""What is recorded with the bureau's acts on a contract itself: one model an act."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from handlers.casework.fields import Line, Money, Number, asked
from handlers.contracts.terms import WHOLE
from handlers.texts import desk_fields as texts
from policy_kb.models import Model


class ShareMark:
    """Tells whoever asks for the field that it is a share, typed in per cent and kept in basis points."""


Share = Annotated[int, Field(gt=0, le=WHOLE), ShareMark()]


class EntryFields(Model):
    """A contract as signed; the account is the contractor's own, so its name is not asked."""

    number: Number = asked(texts.CONTRACT_NUMBER)
    firm_name: Line = asked(texts.FIRM_NAME)
    credit_code: Number = asked(texts.CREDIT_CODE)
    project: Line = asked(texts.PROJECT)
    procurement: Line = asked(texts.PROCUREMENT)
    amount: Money = asked(texts.CONTRACT_AMOUNT)
    signed_on: date = asked(texts.SIGNED_ON)
    due_on: date = asked(texts.COMPLETED_BY)
    payee_account: Number = asked(texts.CONTRACT_ACCOUNT)
    payee_bank: Line = asked(texts.CONTRACT_BANK)
    ratio: Share | None = asked(texts.CONTRACT_RATIO, default=None)


class ChangeFields(Model):
    """What every change of a contract stands on."""

    document: Line = asked(texts.DOCUMENT)
    effective_on: date = asked(texts.EFFECTIVE_ON)


class AmountChange(ChangeFields):
    """Another sum."""

    amount: Money = asked(texts.AMOUNT)


class RatioChange(ChangeFields):
    """Another prepayment ratio."""

    ratio: Share = asked(texts.RATIO)


class DueDateChange(ChangeFields):
    """Another day of completion."""

    due_on: date = asked(texts.DUE_ON)


class PayeeChange(ChangeFields):
    """Another account, by contract or stamped letter."""

    name: Line = asked(texts.PAYEE_NAME)
    account: Number = asked(texts.PAYEE_ACCOUNT)
    bank: Line = asked(texts.PAYEE_BANK)


class PayeeCheck(Model):
    """The new account, typed once more from the paper by a second member."""

    account: Number = asked(texts.PAYEE_AGAIN)


class BindingNumber(Model):
    """Which of the firm's people is unbound."""

    binding: Number = asked(texts.BINDING)
