"""What a member has to know before an act of the table is confirmed: said below its summary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.casework.caps import never_paid
from handlers.casework.conditions import condition_of, fulfilment_of
from handlers.casework.transitions import ActName
from handlers.staff.targets import Target
from handlers.texts import desk as texts
from store.applications import paid_on
from store.cases import reducing_decision
from store.contracts import paid_net
from store.work import Work

Reminder = Callable[[Work, Target], str]


def nothing(_work: Work, _target: Target) -> str:
    """Most acts say all in their fields."""
    return ""


def _condition(work: Work, target: Target) -> str:
    """What the meeting agreed under, and how it was recorded as met."""
    assert target.application is not None
    condition, met = condition_of(work, target.application), fulfilment_of(work, target.application)
    if not condition:
        return ""
    return texts.condition_reminder(
        condition=condition, evidence=met.note if met else "", at=met.at if met else None
    )


def _payable(work: Work, target: Target) -> str:
    """The condition, and the sum to which a decision reduced the support."""
    decision = reducing_decision(work, target.contract.id)
    reduced = ""
    if decision is not None and decision.reduced_to is not None:
        paid = paid_net(work, target.contract.id)
        reduced = texts.reduced_reminder(document=decision.document, cap=decision.reduced_to, paid=paid)
    return "\n".join(filter(None, (_condition(work, target), reduced)))


def _rest(work: Work, target: Target) -> str:
    """What is archived without being paid, and why it is not."""
    sent = target.application
    assert sent is not None
    rest = (sent.approved or 0) - paid_on(work, sent.id)
    why = never_paid(work, target.contract, sent) if rest else ""
    return texts.rest_reminder(rest=rest, why=why) if why else ""


REMINDERS: Mapping[ActName, Reminder] = MappingProxyType(
    {ActName.FULFIL: _condition, ActName.LAPSE: _condition, ActName.PAY: _payable, ActName.ARCHIVE: _rest}
)
