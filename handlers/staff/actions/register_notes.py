"""What a member reads above an act on what stands in a register: what holds now, and how a value is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.casework.arrangement_kinds import ARRANGEMENTS
from handlers.casework.quota_guards import quota_choices
from handlers.casework.registers import row_number
from handlers.casework.transitions import ActName
from handlers.dates import day
from handlers.identity.roles import roles_of
from handlers.identity.who import read_name
from handlers.money import yuan
from handlers.notices.contacts import contacts_for
from handlers.staff.actions.targets import Target
from handlers.texts import batches as batch_texts
from handlers.texts import console_actions as texts
from handlers.texts import desk, inspections, office_answers, people, quotas, telling
from store.queries.allotments import has_quotas, quota_documented, standing_of
from store.queries.arrangements import arranged
from store.queries.batches import items_of
from store.queries.bindings import bound_people
from store.queries.lists.untold import listed_notices
from store.queries.people import staff_named
from store.queries.supervision import open_findings
from store.tables.office_answers import OfficeAnswer
from store.work import Work

Note = Callable[[Work, Target], str]


def no_note(_work: Work, _target: Target) -> str:
    """Most acts say all in their fields."""
    return ""


def _arrangement(work: Work, target: Target) -> str:
    kind = ARRANGEMENTS.get(target.number)
    if kind is None:
        return ""
    stored = arranged(work, target.number)
    now = kind.unset if stored is None else kind.shown(stored)
    return texts.arrangement(title=kind.title, now=now, example=kind.example)


def _roles(work: Work, target: Target) -> str:
    row = staff_named(work, read_name(target.number))
    return texts.roles_now(roles=people.roles(roles=roles_of(row))) if row else ""


def _bound(work: Work, target: Target) -> str:
    """Who is bound, by the numbers that are typed; never an address."""
    rows = bound_people(work, target.contract.firm_id)
    return desk.bound_list(rows=tuple((row.id, row.channel, row.bound_at) for row in rows))


def _open_findings(work: Work, target: Target) -> str:
    """What a follow-up looks at, by the places that are typed."""
    key = row_number(target.number)
    found = open_findings(work, key) if key is not None else []
    return "\n".join(
        inspections.open_finding(
            place=one.place,
            problem=one.problem,
            demand=one.demand,
            term=day(one.rectify_by) if one.rectify_by else "",
        )
        for one in found
    )


def _quotas(work: Work, _target: Target) -> str:
    """The quotas that have money left, where the office keeps any."""
    if not has_quotas(work):
        return quotas.NO_QUOTAS
    return quotas.to_choose(choices=tuple(label for _, label in quota_choices(work)))


def _quota(work: Work, target: Target) -> str:
    row = quota_documented(work, target.number)
    standing = standing_of(work, row) if row else None
    return (
        quotas.sums(allotted=standing.allotted, arrived=standing.arrived, drawn=standing.drawn) if standing else ""
    )


def _batch(work: Work, target: Target) -> str:
    items = items_of(work, int(target.number))
    return batch_texts.contents(count=len(items), total=yuan(sum(item.applied for item in items)))


def _answer(work: Work, target: Target) -> str:
    row = work.get(OfficeAnswer, int(target.number))
    if row is None:
        return ""
    return office_answers.to_approve(
        question=row.question, text=row.text, wordings=row.wordings, document=row.document
    )


def _notice(work: Work, target: Target) -> str:
    """What is to be told, and whom to call."""
    key = row_number(target.number)
    found = listed_notices(work, [key]).get(key) if key is not None else None
    if key is None or found is None:
        return ""
    contacts = contacts_for(work, [found])[key]
    said = [telling.whom_to_call(name=one.name, phone=one.phone) for one in contacts]
    return "\n".join((found.firm.name, found.notice.text, *said))


NOTES: Mapping[str, Note] = MappingProxyType(
    {
        ActName.ARRANGE: _arrangement,
        ActName.STAFF_ROLES: _roles,
        ActName.CHANGE_HANDLER: _bound,
        ActName.FOLLOW_UP: _open_findings,
        ActName.PAY: _quotas,
        ActName.ENTER_PAYMENT: _quotas,
        **dict.fromkeys((ActName.ADJUST_QUOTA, ActName.WITHDRAW_QUOTA, ActName.ARRIVE_QUOTA), _quota),
        ActName.TELL_BY_PHONE: _notice,
        ActName.TABLE_BATCH: _batch,
        ActName.DROP_BATCH: _batch,
        ActName.BATCH_MINUTES: _batch,
        ActName.APPROVE_ANSWER: _answer,
        ActName.RETRACT_ANSWER: _answer,
    }
)
"""By act."""
