"""The row of 监督审核 of the fund's use in a quarter (Article 13): an act on the quarter itself, once."""

from collections.abc import Iterator
from datetime import date

from handlers.casework.application_guards import no_day_to_come
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Recorded, guard, system
from handlers.casework.fields import Line, OptionalLine, Words, asked
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject, on
from handlers.dates import local_day
from handlers.results import Reason
from handlers.texts import casework_fields
from handlers.texts import supervision as texts
from handlers.values.quarters import Quarter, read_quarter
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.queries.supervision import review_of_fund
from store.states import Role
from store.tables.supervision import FundReview


class FundReviewFields(Model):
    """监督审核 of a quarter, as its paper says."""

    reviewed_on: date = asked(casework_fields.REVIEWED_ON)
    organ: Line = asked(casework_fields.REVIEW_ORGAN)
    participants: Words = asked(casework_fields.PARTICIPANTS)
    findings: Words = asked(casework_fields.FINDINGS)
    document: OptionalLine = asked(casework_fields.REVIEW_DOCUMENT, default="")


@guard(hides=True)
def _quarter_to_review(attempt: Attempt) -> Iterator[Reason]:
    """One record a quarter, of a quarter that has begun."""
    quarter = read_quarter(attempt.number)
    if quarter is None or quarter.first > local_day(attempt.work.now):
        yield system(texts.NOT_BEGUN)
    elif review_of_fund(attempt.work, quarter.stored) is not None:
        yield system(texts.REVIEWED_ALREADY)


@guard("reviewed_on")
def _reviewed_in_time(attempt: Attempt) -> Iterator[Reason]:
    """Nothing is reviewed before its quarter."""
    quarter = read_quarter(attempt.number)
    if quarter is not None and attempt.given(FundReviewFields).reviewed_on < quarter.first:
        yield system(texts.REVIEWED_EARLIER)


def _reviewed(attempt: Attempt) -> Recorded:
    given, quarter = attempt.given(FundReviewFields), read_quarter(attempt.number)
    assert isinstance(quarter, Quarter)
    row = attempt.work.add(
        FundReview(
            quarter=quarter.stored,
            organ=given.organ,
            participants=given.participants,
            reviewed_on=given.reviewed_on,
            findings=given.findings,
            document=given.document,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    return Recorded(record=row, facts={"quarter": quarter.stored})


FUND_REVIEW_ROWS = (
    register_row(
        ActName.REVIEW_FUND,
        Subject.QUARTER,
        no_day_to_come,
        _quarter_to_review,
        _reviewed_in_time,
        roles=frozenset({Role.SUPERVISOR}),
        fields=FundReviewFields,
        record=_reviewed,
        basis=on(PassageRole.SUPERVISION),
        not_theirs=texts.SUPERVISOR_ONLY,
    ),
)
