"""The rows of deputies (代理/AB角): an administrator enters who stands in for whom, until when, by which paper."""

from collections.abc import Iterator
from datetime import date

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.attempt import Attempt, Recorded, guard, system
from handlers.casework.fields import Line, asked
from handlers.casework.register_rows import PROVED_DOORS, register_row
from handlers.casework.transitions import ActName, Subject
from handlers.dates import local_day
from handlers.identity.deputies import forget_stand_ins
from handlers.identity.roles import are_compatible, roles_of
from handlers.identity.who import read_name
from handlers.notices.delivery import tell_member
from handlers.results import Reason
from handlers.texts import people as people_texts
from handlers.texts import signing_in as texts
from handlers.texts import staff_notices
from policy_kb.models import Model
from store.queries.people import staff_named
from store.states import Role
from store.tables.deputies import Deputy
from store.tables.people import Staff


class DeputeFields(Model):
    """Who stands in, on which days, both included, and the paper that orders it."""

    deputy: Line = asked(texts.DEPUTY_FIELD)
    first_day: date = asked(texts.FIRST_DAY_FIELD)
    last_day: date = asked(texts.LAST_DAY_FIELD)
    paper: Line = asked(texts.PAPER_FIELD)


def _deputy(attempt: Attempt) -> Staff | None:
    found = staff_named(attempt.work, read_name(attempt.given(DeputeFields).deputy))
    return found if found is not None and found.active else None


@guard("deputy")
def _another_member(attempt: Attempt) -> Iterator[Reason]:
    """Who is there, is not the member, and may have both their roles at once."""
    found, member = _deputy(attempt), attempt.about(Staff)
    if found is None:
        yield system(people_texts.unknown(name=attempt.given(DeputeFields).deputy))
    elif found.id == member.id:
        yield system(texts.DEPUTY_OF_ONESELF)
    elif not are_compatible(roles_of(found) | roles_of(member)):
        yield system(people_texts.ALONE)


@guard("first_day", "last_day")
def _days_to_come(attempt: Attempt) -> Iterator[Reason]:
    given = attempt.given(DeputeFields)
    if given.last_day < given.first_day:
        yield system(texts.DAYS_REVERSED)
    elif given.last_day < local_day(attempt.work.now):
        yield system(texts.DAYS_OVER)


def _deputed(attempt: Attempt) -> Recorded:
    """Both are told: whose roles are used has a right to know by whom."""
    work, member, given, deputy = attempt.work, attempt.about(Staff), attempt.given(DeputeFields), _deputy(attempt)
    assert deputy is not None
    row = work.add(
        Deputy(
            staff_id=member.id,
            deputy_id=deputy.id,
            first_day=given.first_day,
            last_day=given.last_day,
            paper=given.paper,
            entered_at=work.now,
            ended_at=None,
        )
    )
    forget_stand_ins(work)
    told = texts.deputed(
        name=member.name, deputy=deputy.name, first=given.first_day, last=given.last_day, paper=given.paper
    )
    for one in (member, deputy):
        tell_member(work, one.id, text=told, brief=staff_notices.DEPUTY_BRIEF)
    return Recorded(facts={"staff": member.id, "deputy": deputy.id, "row": row.id})


def _ended(attempt: Attempt) -> Recorded:
    row = attempt.about(Deputy)
    row.ended_at = attempt.work.now
    forget_stand_ins(attempt.work)
    for staff_id in (row.staff_id, row.deputy_id):
        ended = texts.deputy_ended(paper=row.paper)
        tell_member(attempt.work, staff_id, text=ended, brief=staff_notices.DEPUTY_BRIEF)
    return Recorded(facts={"staff": row.staff_id, "deputy": row.deputy_id, "row": row.id})


_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

DEPUTY_ROWS = (
    register_row(
        ActName.DEPUTE,
        Subject.MEMBER,
        _another_member,
        _days_to_come,
        roles=_ADMINISTRATORS,
        operator=True,
        fields=DeputeFields,
        record=_deputed,
        not_theirs=people_texts.NOT_ALLOWED,
        doors=PROVED_DOORS,
    ),
    register_row(
        ActName.END_DEPUTY,
        Subject.DEPUTY,
        roles=_ADMINISTRATORS,
        operator=True,
        fields=NothingFields,
        record=_ended,
        not_theirs=people_texts.NOT_ALLOWED,
    ),
)
