"""Where one application stands, as its contractor reads it: never a person's name, never an internal note."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from handlers.applications.told import Told, told_of
from handlers.casework.attempt import system
from handlers.casework.caps import never_paid
from handlers.casework.conditions import told_in
from handlers.casework.eligibility import contract_reasons, kind_reasons
from handlers.casework.state_words import NOT_ALL_PAID, StateWords
from handlers.casework.table import ENDED, TABLE
from handlers.casework.transitions import ActName
from handlers.messages import Reply
from handlers.rendering.reasons import reason_parts
from handlers.results import Reason
from handlers.texts import casework as words
from handlers.texts import settling
from handlers.texts import status as texts
from handlers.texts.case_notices import RETURNED_BY_BANK
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Offer, OfferKind, Part, Sentence, citations_of
from policy_kb.roles import PassageRole
from store.queries.overpaid import settlements_of
from store.queries.payments import payments_of
from store.queries.status import Owned
from store.states import ContractState, Kind, State
from store.tables.applications import Application, Payment
from store.tables.contracts import Contract
from store.tables.ledger import OverpaidSettlement
from store.work import Work

_DECIDED = frozenset({State.APPROVED, State.PAYING, State.PAID, State.ARCHIVED, State.POSTPONED, State.REJECTED})
_MONEY_CAME = frozenset({State.PAYING, State.PAID})
_PAYABLE = frozenset({State.APPROVED, State.PAYING})
_UNPAYABLE = frozenset({ContractState.PAUSED.value, ContractState.ENDED.value})
_HELD_BY_RULES = frozenset(State) - ENDED - {State.PAID}


class Standing(Struct, frozen=True):
    """An application with everything that its status is told from, read at one moment."""

    application: Application
    contract: Contract
    told: Told  # where it stands, as far as its contractor was told
    no_more: str  # why nothing more is paid, where money is to be paid
    payments: list[Payment]
    settled: list[OverpaidSettlement]  # what came back of 超付

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.told.state

    @property
    def words(self) -> StateWords:
        """What the state is called, and which unit holds it."""
        return self.told.words

    @property
    def kind(self) -> str:
        """The kind of money, in words."""
        return words.KINDS[self.application.kind]


def read_standing(work: Work, owned: Owned) -> Standing:
    """Read what is needed to tell."""
    application, contract = owned
    told = told_of(work, application)
    no_more = never_paid(work, contract, application) if told.state in _PAYABLE else ""
    payments = payments_of(work, application.id)
    settled = settlements_of(work, application.id) if payments else []
    return Standing(application, contract, told, no_more, payments, settled)


def can_withdraw(application: Application) -> bool:
    """Whether its contractor may still withdraw it."""
    return State(application.state) in TABLE[ActName.WITHDRAW].from_states


class StatusParts(Struct, frozen=True):
    """The status in its sections, in the order of telling."""

    step: tuple[Part, ...]
    following: tuple[Part, ...]  # what comes next
    money: tuple[Part, ...]
    duties: tuple[Part, ...]  # what the contractor has to do now


def parts_of(work: Work, kb: PolicyKB, standing: Standing) -> StatusParts:
    """The step first, then who holds it, what comes next, the money, what to do now."""
    return StatusParts(
        tuple(_step(standing)),
        tuple(_next(kb, standing)),
        tuple(_money(standing)),
        tuple(_duties(work, kb, standing)),
    )


def tell(work: Work, kb: PolicyKB, standing: Standing) -> Reply:
    """The whole status as one answer."""
    told = parts_of(work, kb, standing)
    parts = (*told.step, *told.following, *told.money, *told.duties)
    return Reply(parts=parts, offers=offers_of(standing), kind=AnswerKind.STATUS, citations=citations_of(parts))


def _step(standing: Standing) -> Iterator[Part]:
    application, found = standing.application, standing.words
    yield _said(
        texts.headline(
            number=application.number,
            kind=standing.kind,
            contract=standing.contract.number,
            state=found.applicant,
        )
    )
    if standing.state in ENDED:
        yield _said(texts.ended_since(since=standing.told.since))
    elif found.holder is None:
        yield _said(texts.yours_since(since=standing.told.since))
    else:
        yield _said(texts.held_by(since=standing.told.since, unit=found.unit))


def _next(kb: PolicyKB, standing: Standing) -> Iterator[Part]:
    found = standing.words
    if not found.next:
        return
    yield _said(texts.next_step(text=found.next, office=not any(map(kb.role, found.next_basis.passages))))
    yield from _quoted(kb, *found.next_basis.passages)


def _money(standing: Standing) -> Iterator[Part]:
    application, payments = standing.application, standing.payments
    paid = sum(payment.amount for payment in payments) - sum(one.amount for one in standing.settled)
    if standing.told.meetings and standing.state in _DECIDED:
        last = standing.told.meetings[-1]
        result = words.RESULTS[last.result]
        yield _said(texts.meeting(on=last.held_on, result=result, condition=last.condition))
    yield _said(texts.sums(applied=application.amount, approved=standing.told.approved, paid=paid))
    if payments:
        yield _said(texts.AS_REGISTERED)
        yield _said(
            "；".join(
                texts.payment(on=one.paid_on, amount=one.amount, source=words.MONEY_SOURCES[one.source])
                for one in payments
            )
            + "。"
        )
    if standing.settled:
        said = (settling.came_back(on=one.returned_on, amount=one.amount) for one in standing.settled)
        yield _said("；".join(said) + "。")


def _duties(work: Work, kb: PolicyKB, standing: Standing) -> Iterator[Part]:
    """What the contractor has to do now."""
    if standing.state is State.RETURNED and standing.words.holder is None:
        yield _said(texts.to_resubmit(missing=told_in(work, standing.application, State.RETURNED)))
        yield _said(texts.RESUBMISSION)
        return
    asked = tuple(_conditions(standing))
    yield from asked
    holds = _holds(work, kb, standing)
    if holds and not standing.no_more:
        yield _said(texts.HELD)
    yield from holds
    if standing.words is NOT_ALL_PAID and (told := told_in(work, standing.application, State.ARCHIVED)):
        yield _said(told)
    if standing.state in _MONEY_CAME:
        yield _said(texts.AFTER_PAYMENT)
        yield from _quoted(kb, PassageRole.BOOKKEEPING)
    elif not holds and not asked and standing.state not in ENDED:
        yield _said(texts.NOTHING_TO_DO)


def _conditions(standing: Standing) -> Iterator[Part]:
    """What the meeting asked for, and the account that money came back from, as long as money is to be paid."""
    if standing.state not in _PAYABLE:
        return
    if standing.told.condition and not standing.no_more:
        yield _said(texts.condition(condition=standing.told.condition))
    if standing.payments and standing.payments[-1].reverses is not None:
        yield _said(RETURNED_BY_BANK)


def _holds(work: Work, kb: PolicyKB, standing: Standing) -> tuple[Part, ...]:
    """What stands against the payment for now, such as a rectification that is not accepted."""
    if standing.state not in _HELD_BY_RULES:
        return ()
    contract = standing.contract
    reasons = (*_contract_holds(standing), *kind_reasons(work, contract, Kind(standing.application.kind)))
    if standing.no_more and not reasons:
        reasons = (system(texts.no_more(why=standing.no_more)),)
    return reason_parts(kb, reasons)


def _contract_holds(standing: Standing) -> tuple[Reason, ...]:
    """A contract that is not in use; where money is approved, that the rest of it cannot be paid now."""
    contract = standing.contract
    if standing.state in _PAYABLE and contract.state in _UNPAYABLE:
        return (system(texts.not_payable(state=words.CONTRACT_STATES[contract.state])),)
    return tuple(contract_reasons(contract))


def offers_of(standing: Standing) -> tuple[Offer, ...]:
    """The commands that fit where it stands."""
    number = standing.application.number
    named = []
    if standing.state is State.RETURNED and standing.words.holder is None:
        named.append(texts.RESUBMIT_LABEL)
    elif standing.words.holder is not None:
        named.append(texts.NUDGE_LABEL)
    if can_withdraw(standing.application):
        named.append(texts.WITHDRAW_LABEL)
    return tuple(command(label, number) for label in named)


def command(label: str, number: str) -> Offer:
    """A button that says a command with a number."""
    return Offer(label=label, kind=OfferKind.ASK, value=f"{label} {number}")


def _quoted(kb: PolicyKB, *roles: PassageRole) -> Iterator[Part]:
    yield from dict.fromkeys(filter(None, map(kb.role, roles)))


def _said(text: str) -> Sentence:
    return Sentence(text=text)
