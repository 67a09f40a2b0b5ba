"""撤回申请: shown what it means, then confirmed with the number."""

from __future__ import annotations

from handlers.applications.status_reply import can_withdraw, command
from handlers.applications.told import told_state
from handlers.casework.fields import WithdrawFields
from handlers.casework.perform import perform
from handlers.casework.transitions import ActName
from handlers.identity.actors import Contractor
from handlers.messages import Reply
from handlers.rendering.reasons import reason_parts
from handlers.results import Refused
from handlers.texts import casework as words
from handlers.texts import status as texts
from handlers.turn import Turn, say
from handlers.values.application_numbers import numbers_in
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Offer, OfferKind
from store.queries.status import Owned
from store.tables.applications import Application
from store.work import Work


def ask(work: Work, owned: Owned) -> Reply:
    """Show what it means; nothing is changed before it is confirmed."""
    application = owned[0]
    if not can_withdraw(application):
        return say(_too_late(work, application), kind=AnswerKind.STATUS)
    told = texts.withdraw_means(
        number=application.number, kind=words.KINDS[application.kind], amount=application.amount
    )
    keep = Offer(label=texts.KEEP_LABEL, kind=OfferKind.ASK, value=application.number)
    offers = (command(texts.CONFIRM_WITHDRAW_LABEL, application.number), keep)
    return say(told, kind=AnswerKind.STATUS, offers=offers)


def confirming(owned: Owned) -> str:
    """What confirms the withdrawal of this very application."""
    return command(texts.CONFIRM_WITHDRAW_LABEL, owned[0].number).value


def number_asked(turn: Turn) -> tuple[str, ...]:
    """The number of the application about which the last message asked, if it asked about one."""
    asked = turn.session.asked
    return numbers_in(asked.command) if asked else ()


def withdraw(work: Work, kb: PolicyKB, actor: Contractor, owned: Owned) -> Reply:
    """Withdraw it, or say why not."""
    number = owned[0].number
    if not can_withdraw(owned[0]):
        return say(_too_late(work, owned[0]), kind=AnswerKind.STATUS)
    result = perform(work, actor, ActName.WITHDRAW, number, WithdrawFields(), kb=kb)
    if isinstance(result, Refused):
        return Reply(parts=reason_parts(kb, result.reasons), kind=AnswerKind.STATUS)
    return say(texts.withdrawn(number=number), kind=AnswerKind.STATUS)


def _too_late(work: Work, application: Application) -> str:
    state = words.STATES[told_state(work, application).value][1]
    return texts.not_withdrawable(number=application.number, state=state)
