"""Recipients of an act: the firm in the applicant's words, and the unit whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from msgspec.structs import replace

from handlers.casework.attempt import Attempt, Recorded, ToPerson
from handlers.casework.notice_cards import card_of
from handlers.casework.standing import standing_of
from handlers.casework.state_words import StateWords
from handlers.casework.transitions import EVALUATED_UNDER, Basis, Subject
from handlers.messages import NoticeCard, NoticeKind
from handlers.notices.delivery import tell_firm, tell_person, tell_staff
from handlers.texts import case_notices as texts
from handlers.texts import casework as words
from handlers.texts import threads
from policy_kb.bodies import UNNAMED, written_out
from policy_kb.kb import PolicyKB
from policy_kb.roles import PassageRole
from store.outbox.outcomes import About
from store.states import EvaluationSource, NoticeSubject, OutboxRank
from store.tables.contracts import Contract

_LEADS_TO: Mapping[Subject, NoticeSubject] = MappingProxyType(
    {
        Subject.APPLICATION: NoticeSubject.APPLICATION,
        Subject.CONTRACT: NoticeSubject.CONTRACT,
        Subject.CASE: NoticeSubject.CASE,
        Subject.INTENTION: NoticeSubject.INTENTION,
        Subject.ANSWER: NoticeSubject.ANSWER,
        Subject.COMPLAINT: NoticeSubject.COMPLAINT,
        Subject.THREAD: NoticeSubject.THREAD,
    }
)
"""The others have no page of their own."""

_RANKS: Mapping[NoticeKind, OutboxRank] = MappingProxyType(
    {
        NoticeKind.PROGRESS: OutboxRank.NOTICE,
        NoticeKind.MEND: OutboxRank.URGENT,
        NoticeKind.PAYMENT: OutboxRank.NOTICE,
        NoticeKind.REPAYMENT: OutboxRank.URGENT,
    }
)
"""What the firm has to do something about goes first."""


def tell(attempt: Attempt, recorded: Recorded, subject: str, version: int, kb: PolicyKB | None) -> None:
    """Write the notices that the act's row declares, in the act's transaction."""
    row = attempt.row
    if row.tells_firm and (recorded.told or recorded.notice or not row.tells_if_said):
        key = f"{row.on.value}:{subject}:{version}"
        text = _named(recorded.notice or _firm_text(attempt, recorded, kb), kb)
        card = _card(attempt, kb)
        contract = recorded.told_on or attempt.contract
        tell_firm(
            attempt.work,
            contract.firm_id,
            key=key,
            text=text,
            by=attempt.actor,
            card=card,
            about=_about(attempt, contract),
            rank=_RANKS[card.kind if card else row.card],
        )
    if recorded.to_person is not None:
        _tell_person(attempt, recorded.to_person, f"{row.on.value}:{subject}:{version}", kb)
    about, of = recorded.leads_to or (_LEADS_TO.get(row.on, NoticeSubject.NOTHING), subject)
    step = partial(texts.staff, act=row.staff_words, state=_label(attempt))
    text = recorded.staff_notice or step(number=_staff_number(attempt, subject))
    brief = recorded.brief or step(number=_number_outside(about, of))
    for role in (*row.tells, *recorded.tells):
        tell_staff(
            attempt.work,
            role,
            text=_named(text, kb),
            about=about,
            number=of,
            by=attempt.actor,
            urgent=recorded.urgent,
            brief=_named(brief, kb),
        )


def _tell_person(attempt: Attempt, to: ToPerson, key: str, kb: PolicyKB | None) -> None:
    label = kb.label(PassageRole.INTERPRETATION) if kb else ""
    text = f"{_named(to.text, kb)}\n{threads.disclaimer(article=label)}"
    tell_person(attempt.work, to.channel, to.address, key=key, text=text)


def _about(attempt: Attempt, contract: Contract) -> About:
    return About(
        contract_id=contract.id,
        application_id=attempt.application.id if attempt.application else None,
        case_id=attempt.case.id if attempt.case else None,
    )


def _named(text: str, kb: PolicyKB | None) -> str:
    return kb.written_out(text) if kb else written_out(text, UNNAMED)


def _card(attempt: Attempt, kb: PolicyKB | None) -> NoticeCard | None:
    card = card_of(attempt)
    return card and replace(card, step=_named(card.step, kb))


def basis_label(kb: PolicyKB, basis: Basis) -> str:
    """第十七条、第十八条, or 办公室工作环节（办法未规定）."""
    labels = dict.fromkeys(filter(None, map(kb.label, basis.passages)))
    return "、".join(labels) or words.OFFICE_STEP


def evaluation_label(kb: PolicyKB, source: EvaluationSource) -> str:
    """第十八条; in words where the document has no article on it."""
    return kb.label(EVALUATED_UNDER[source]) or words.EVALUATIONS[source.value]


def with_article(recorded: Recorded, kb: PolicyKB | None) -> Recorded:
    """What is told, with the article that says more of it, where the measure has one."""
    label = kb.label(recorded.article) if kb and recorded.article else ""
    if recorded.article is None or not label:
        return recorded
    return replace(recorded, told=f"{recorded.told}\n{texts.article(role=recorded.article, label=label)}")


def _firm_text(attempt: Attempt, recorded: Recorded, kb: PolicyKB | None) -> str:
    done = attempt.row.applicant_words
    if attempt.case is not None:
        kind = words.CASE_KINDS[attempt.case.kind]
        return texts.firm_case(kind=kind, decision=attempt.case.decision, words=done, told=recorded.told)
    if attempt.application is None:
        contract = recorded.told_on or attempt.contract
        return texts.firm_contract(number=contract.number, words=done, told=recorded.told)
    standing = _standing(attempt)
    return texts.firm(
        number=attempt.application.number,
        words=done,
        told=recorded.told,
        following=standing.next,
        source=basis_label(kb, standing.next_basis) if kb else words.OFFICE_STEP,
    )


def _standing(attempt: Attempt) -> StateWords:
    return standing_of(attempt.work, attempt.sent)


def _label(attempt: Attempt) -> str:
    if attempt.case is not None:
        return words.CASE_STATES[attempt.case.state]
    return _standing(attempt).staff if attempt.application is not None else ""


def _number_outside(about: NoticeSubject, number: str) -> str:
    """What has no page of its own may be named by a person's name."""
    if about is NoticeSubject.CASE:
        return words.case_number(number=number)
    return number if about is not NoticeSubject.NOTHING else ""


def _staff_number(attempt: Attempt, subject: str) -> str:
    return words.case_number(number=subject) if attempt.row.on is Subject.CASE else subject
