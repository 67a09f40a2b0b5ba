"""What is recorded with an act that is entered from paper, and with its check: one model an act."""

from handlers.casework.fields import Number, OptionalWords, PayFields, Words, asked
from handlers.texts import casework_fields, incoming
from policy_kb.models import Model


class WithdrawalEntryFields(Model):
    """撤回申请 that came as a letter."""

    paper: Number = asked(incoming.PAPER)
    reason: OptionalWords = asked(casework_fields.WITHDRAW_REASON, default="")


class PaymentEntryFields(PayFields):
    """A payment as its voucher says."""

    paper: Number = asked(incoming.PAPER)


class ReturnEntryFields(Model):
    """退回更正."""

    reason: Words = asked(incoming.RETURN_REASON)


class AnnulEntryFields(Model):
    """What was entered in the firm's name counts no more."""

    reason: Words = asked(incoming.ANNUL_REASON)
