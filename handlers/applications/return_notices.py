"""缴款通知 of 追回 and 收回: sum, term, account and balance, and the contractor's own explanation."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from handlers.casework.fields import ExplainFields
from handlers.casework.perform import perform
from handlers.casework.transitions import ActName
from handlers.identity.actors import Contractor
from handlers.messages import Reply
from handlers.rendering.reasons import reason_parts
from handlers.results import Refused
from handlers.texts import casework as words
from handlers.texts import status as texts
from handlers.turn import say
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Offer, OfferKind, Part, Sentence, citations_of
from policy_kb.roles import PassageRole
from store.queries.cases import balance_of, returned_in
from store.queries.status import notified_cases
from store.states import CaseKind, CaseState
from store.tables.contracts import ReturnCase
from store.work import Work

_ROLES = {CaseKind.RECOVERY: PassageRole.RECOVERY, CaseKind.RECLAIM: PassageRole.RECLAIM}
LONGEST = 2000


def case_offers(work: Work, firm_id: int) -> tuple[Offer, ...]:
    """A button for each notice that is not settled, to stand with a status."""
    return tuple(_offer(work, case) for case in notified_cases(work, firm_id) if _is_open(case))


def debts(work: Work, firm_id: int) -> tuple[str, ...]:
    """A sentence for each notice that is not settled, to stand before a status."""
    return tuple(
        texts.debt(kind=words.CASE_KINDS[case.kind], left=balance_of(work, case))
        for case in notified_cases(work, firm_id)
        if _is_open(case)
    )


def is_told(work: Work, actor: Contractor) -> bool:
    """Whether the firm was told to pay anything back."""
    return bool(notified_cases(work, actor.firm_id))


def show(work: Work, kb: PolicyKB, actor: Contractor, named: str) -> Reply:
    """The notice with this 决定文号; the only one where none is named, and a list where there are several."""
    cases = _named(notified_cases(work, actor.firm_id), named)
    if not cases:
        return say(texts.RETURN_NONE, kind=AnswerKind.STATUS)
    if len(cases) > 1:
        return say(texts.RETURN_WHICH, kind=AnswerKind.STATUS, offers=tuple(_offer(work, case) for case in cases))
    parts = tuple(_told(work, kb, cases[0]))
    return Reply(parts=parts, kind=AnswerKind.STATUS, citations=citations_of(parts))


def explain(work: Work, kb: PolicyKB, actor: Contractor, named: str, *, explanation: str, alone: str) -> Reply:
    """Keep the contractor's words in the case; without words, say how to send them.

    `alone` are the words where no 决定文号 is named: they belong to the only notice, where there is but one.
    """
    cases = [case for case in _named(notified_cases(work, actor.firm_id), named) if _is_open(case)]
    if not cases and named:  # no 决定文号 of theirs: the notices that there are, and how each is explained
        cases, explanation = [case for case in notified_cases(work, actor.firm_id) if _is_open(case)], alone
    if not cases:
        return say(texts.RETURN_NONE, kind=AnswerKind.STATUS)
    if len(cases) > 1 or not explanation.strip():
        told = [texts.how_to_explain(number=case.decision) for case in cases]
        return say(*told, kind=AnswerKind.STATUS)
    if len(explanation) > LONGEST:
        return say(texts.explanation_too_long(most=LONGEST), kind=AnswerKind.STATUS)
    (case,) = cases
    result = perform(work, actor, ActName.EXPLAIN, str(case.id), ExplainFields(explanation=explanation), kb=kb)
    if isinstance(result, Refused):
        return Reply(parts=reason_parts(kb, result.reasons), kind=AnswerKind.STATUS)
    return say(texts.explained(number=case.decision), kind=AnswerKind.STATUS)


def _told(work: Work, kb: PolicyKB, case: ReturnCase) -> Iterator[Part]:
    yield _said(
        texts.return_notice(
            kind=words.CASE_KINDS[case.kind], decision=case.decision, organ=case.organ, reason=case.reason
        )
    )
    quotation = kb.role(_ROLES[CaseKind(case.kind)])
    if quotation is not None:
        yield quotation
    yield _said(texts.to_pay_back(amount=case.amount, until=case.pay_by, days=case.pay_days, account=case.pay_to))
    for one in returned_in(work, case.id):
        yield _said(texts.returned(on=one.returned_on, amount=one.amount))
    yield _said(texts.balance(left=balance_of(work, case)))
    if not _is_open(case):
        yield _said(texts.CASE_CLOSED)
        return
    if case.explanation:
        yield _said(texts.EXPLAINED_ALREADY)
    yield _said(texts.how_to_explain(number=case.decision))


def _offer(work: Work, case: ReturnCase) -> Offer:
    label = texts.case_label(kind=words.CASE_KINDS[case.kind], left=balance_of(work, case))
    return Offer(label=label, kind=OfferKind.ASK, value=f"{texts.RETURN_NOTICE_LABEL} {case.decision}")


def _named(cases: list[ReturnCase], named: str) -> list[ReturnCase]:
    """Those with this 决定文号; an unsettled one goes first where nothing is named."""
    if named:
        return [case for case in cases if _plain(case.decision) == _plain(named)]
    return [case for case in cases if _is_open(case)] or cases


def _is_open(case: ReturnCase) -> bool:
    return case.state == CaseState.NOTIFIED.value


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def _said(text: str) -> Sentence:
    return Sentence(text=text)
