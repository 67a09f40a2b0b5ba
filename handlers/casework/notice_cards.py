"""The card of a notice about a case: its number, its step and what sort of event it is."""

from __future__ import annotations

from handlers.casework.attempt import Attempt
from handlers.casework.standing import standing_of
from handlers.messages import NoticeCard, NoticeKind
from handlers.texts import notice_cards as texts


def card_of(attempt: Attempt) -> NoticeCard | None:
    """The card of an application's step or of a case's; None for what is recorded on a contract.

    Such a record is told in words alone: no question of the contractor's shows it again.
    """
    if attempt.application is not None:
        return NoticeCard(
            kind=attempt.row.card,
            number=attempt.application.number,
            step=standing_of(attempt.work, attempt.application).applicant,
            brief=texts.BRIEF[attempt.application.state],
            at=attempt.work.now,
        )
    return None if attempt.case is None else _of_case(attempt)


def _of_case(attempt: Attempt) -> NoticeCard:
    """A case is not named: that money is taken back is nothing for a lock screen."""
    return NoticeCard(
        kind=NoticeKind.REPAYMENT,
        number=attempt.contract.number,
        step=texts.CASE_STEP,
        brief=texts.CASE_BRIEF,
        at=attempt.work.now,
    )
