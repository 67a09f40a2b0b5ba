"""What is recorded with the bureau's acts on a contract itself: one model an act."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from handlers.casework.fields import ConsoleMark, Line, Money, Number, OptionalNumber, asked
from handlers.texts import desk_fields as texts
from handlers.values.contract_terms import WHOLE, NewAmendment, Payee
from policy_kb.models import Model
from store.states import AmendmentKind


class ShareMark:
    """Tells whoever asks for the field that it is a share, typed in per cent and kept in basis points."""


Share = Annotated[int, Field(gt=0, le=WHOLE), ShareMark()]


class NothingFields(Model):
    """An act that records nothing beside itself."""


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
    bank_code: Annotated[OptionalNumber, ConsoleMark()] = asked(texts.BANK_CODE, default="")


class PayeeCheck(Model):
    """The new account, typed once more from the paper by a second member."""

    account: Number = asked(texts.PAYEE_AGAIN)


def amendment(kind: AmendmentKind, given: ChangeFields) -> NewAmendment:
    """The change that the fields say."""
    new = NewAmendment(kind=kind, document=given.document, effective_on=given.effective_on)
    match given:
        case AmountChange():
            return new.model_copy(update={"amount": given.amount})
        case RatioChange():
            return new.model_copy(update={"ratio": given.ratio})
        case DueDateChange():
            return new.model_copy(update={"due_on": given.due_on})
        case PayeeChange():
            return new.model_copy(update={"payee": _payee(given) if given.account else None})
        case _:
            return new


def _payee(given: PayeeChange) -> Payee:
    return Payee(name=given.name, account=given.account, bank=given.bank, bank_code=given.bank_code)


def fields_of(model: type[ChangeFields], new: NewAmendment) -> ChangeFields:
    """The fields that say a change, as they are: what is wrong with them the act's own guards tell."""
    payee = new.payee or Payee(account="", bank="")
    given: dict[str, Any] = {**new.model_dump(), **payee.model_dump()}
    return model.model_construct(**{name: given[name] for name in model.model_fields})
