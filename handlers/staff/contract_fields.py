"""What is recorded with the bureau's acts on a contract itself: one model an act."""

from __future__ import annotations

from datetime import date

from handlers.casework.amendment_fields import Share
from handlers.casework.fields import Line, Money, Number, asked
from handlers.texts import desk_fields as texts
from policy_kb.models import Model


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


class BindingNumber(Model):
    """Which of the firm's people is unbound."""

    binding: Number = asked(texts.BINDING)
