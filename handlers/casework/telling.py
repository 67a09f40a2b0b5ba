"""Who hears of an act: the firm in the applicant's words, and the unit whose turn it is."""

from __future__ import annotations

from handlers.casework.attempt import Attempt
from handlers.casework.notice_cards import card_of
from handlers.casework.recording import Recorded
from handlers.casework.standing import standing_of
from handlers.casework.state_words import StateWords
from handlers.casework.transitions import Basis, Subject
from handlers.notices import tell_firm, tell_staff
from handlers.texts import case_notices as texts
from handlers.texts import casework as words
from policy_kb.labels import label_of


def tell(attempt: Attempt, recorded: Recorded, subject: str, version: int) -> None:
    """Write the notices that the act's row declares, in the act's transaction."""
    row = attempt.row
    if row.tells_firm:
        key = f"{row.on.value}:{subject}:{version}"
        text = _firm_text(attempt, recorded)
        card = card_of(attempt)
        tell_firm(attempt.work, attempt.contract.firm_id, key=key, text=text, by=attempt.actor, card=card)
    for role in row.tells:
        text = texts.staff(number=_staff_number(attempt, subject), act=row.staff_words, state=_label(attempt))
        tell_staff(attempt.work, role, subject=_staff_subject(attempt, subject), text=text)


def basis_label(basis: Basis) -> str:
    """第十七条、第十八条, or 办公室工作环节（办法未规定）."""
    return "、".join(label_of(unit) for unit in basis.units) or words.OFFICE_STEP


def _firm_text(attempt: Attempt, recorded: Recorded) -> str:
    done = attempt.row.applicant_words
    if attempt.case is not None:
        kind = words.CASE_KINDS[attempt.case.kind]
        return texts.firm_case(kind=kind, decision=attempt.case.decision, words=done, told=recorded.told)
    if attempt.application is None:
        return texts.firm_contract(number=attempt.contract.number, words=done, told=recorded.told)
    standing = _standing(attempt)
    return texts.firm(
        number=attempt.application.number,
        words=done,
        told=recorded.told,
        following=standing.next,
        source=basis_label(standing.next_basis),
    )


def _standing(attempt: Attempt) -> StateWords:
    return standing_of(attempt.work, attempt.sent)


def _label(attempt: Attempt) -> str:
    if attempt.case is not None:
        return words.CASE_STATES[attempt.case.state]
    return _standing(attempt).staff if attempt.application is not None else ""


def _staff_number(attempt: Attempt, subject: str) -> str:
    return words.case_number(number=subject) if attempt.row.on is Subject.CASE else subject


def _staff_subject(attempt: Attempt, subject: str) -> str:
    return attempt.contract.number if attempt.row.on is Subject.CASE else subject
