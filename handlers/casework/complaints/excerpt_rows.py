"""留言选登: a masked text is drafted, approved by a second member and exported from then on, or taken down."""

from __future__ import annotations

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Recorded
from handlers.casework.complaints import guards
from handlers.casework.complaints.fields import ExcerptFields
from handlers.casework.register_rows import PROVED_DOORS, register_row
from handlers.casework.transitions import ActName, Subject
from handlers.identity.actors import HANDLING
from handlers.texts import complaints as texts
from store.queries.complaints import Account, account_of, excerpt_of
from store.states import Role
from store.tables.complaints import Complaint, ComplaintExcerpt

_OFFICE = frozenset({Role.OFFICE})


def _drafted(attempt: Attempt) -> Recorded:
    """One that was approved and is written anew waits for a second member again."""
    work, row, given = attempt.work, attempt.about(Complaint), attempt.given(ExcerptFields)
    account = account_of(work, row) or Account("", "")
    excerpt = excerpt_of(work, row.id) or ComplaintExcerpt(
        complaint_id=row.id, channel=account.channel, address=account.address
    )
    excerpt.words, excerpt.answer = given.words, given.answer
    excerpt.written_by, excerpt.written_at = staff_id(attempt), work.now
    excerpt.approved_by = excerpt.approved_at = None
    work.add(excerpt)
    notice = texts.excerpt_waits(number=row.number)
    return Recorded(
        facts={"complaint": row.id}, staff_notice=notice, brief=notice, tells=(Role.OFFICE,), digests_words=False
    )


def _approved(attempt: Attempt) -> Recorded:
    row = attempt.about(Complaint)
    excerpt = excerpt_of(attempt.work, row.id)
    assert excerpt is not None
    excerpt.approved_by, excerpt.approved_at = staff_id(attempt), attempt.work.now
    return Recorded(facts={"complaint": row.id})


def _dropped(attempt: Attempt) -> Recorded:
    row = attempt.about(Complaint)
    excerpt = excerpt_of(attempt.work, row.id)
    assert excerpt is not None
    attempt.work.remove(excerpt)
    return Recorded(facts={"complaint": row.id})


COMPLAINT_EXCERPT_ROWS = (
    register_row(
        ActName.DRAFT_EXCERPT,
        Subject.COMPLAINT,
        guards.not_recused,
        guards.of_its_unit,
        guards.words_are_there,
        guards.has_outcome_or_is_closed,
        guards.nobody_known,
        roles=frozenset(HANDLING),
        fields=ExcerptFields,
        record=_drafted,
        not_theirs=texts.UNITS_ONLY,
    ),
    register_row(
        ActName.APPROVE_EXCERPT,
        Subject.COMPLAINT,
        guards.not_recused,
        guards.has_draft,
        guards.second_member,
        roles=_OFFICE,
        fields=NothingFields,
        record=_approved,
        doors=PROVED_DOORS,
        not_theirs=texts.OFFICE_ONLY,
    ),
    register_row(
        ActName.DROP_EXCERPT,
        Subject.COMPLAINT,
        guards.has_excerpt,
        roles=_OFFICE,
        fields=NothingFields,
        record=_dropped,
        not_theirs=texts.OFFICE_ONLY,
    ),
)
