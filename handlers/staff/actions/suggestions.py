"""What stands in the fields of a form to begin with: taken from the records, and open to be changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.casework.arrangement_kinds import ARRANGEMENTS
from handlers.casework.quota_guards import with_money_left
from handlers.casework.registers import row_number
from handlers.casework.transitions import ActName
from handlers.dates import day, local_day
from handlers.notices.contacts import contacts_for
from handlers.staff.actions.answer_sources import answer_as_written, drafted_from
from handlers.staff.actions.targets import Target
from handlers.talk.masking import mask
from store.queries.arrangements import arranged
from store.queries.complaints import excerpt_of, said_in
from store.queries.lists.untold import listed_notices
from store.states import ComplaintVoice
from store.work import Work

Suggestion = Callable[[Work, Target], Mapping[str, str]]


def _payment(work: Work, target: Target) -> Mapping[str, str]:
    """The contract's payee; the quota and its source, where only one has money left."""
    found = {"payee_name": target.contract.payee_name}
    left = with_money_left(work)
    if len(left) == 1:
        found |= {"quota": left[0].quota.document, "source": left[0].quota.source}
    return found


def _call(work: Work, target: Target) -> Mapping[str, str]:
    """Whom to call first, and today."""
    key = row_number(target.number)
    found = listed_notices(work, [key]).get(key) if key is not None else None
    contacts = contacts_for(work, [found])[found.notice.id] if found else ()
    today = {"told_on": day(local_day(work.now))}
    return today | {"spoke_with": contacts[0].name, "phone": contacts[0].phone} if contacts else today


def _arranged(work: Work, target: Target) -> Mapping[str, str]:
    """What holds now, as it is written: a day more in a list is no list typed anew."""
    kind, stored = ARRANGEMENTS.get(target.number), arranged(work, target.number)
    return {"value": kind.shown(stored)} if kind is not None and stored is not None else {}


def _excerpt(work: Work, target: Target) -> Mapping[str, str]:
    """What was drafted; before, the person's words and the last answer without what tells of people."""
    row = target.complaint
    if row is None:
        return {}
    there = excerpt_of(work, row.id)
    if there is not None:
        return {"words": there.words, "answer": there.answer}
    said = said_in(work, [row.id])[row.id]
    asked = next((one.words for one in said if one.voice is ComplaintVoice.PERSON), "")
    answers = [one.words for one in said if one.act == ActName.ANSWER_COMPLAINT.value]
    return {"words": mask(asked), "answer": mask(answers[-1]) if answers else ""}


SUGGESTED: Mapping[str, Suggestion] = MappingProxyType(
    {
        ActName.PAY: _payment,
        ActName.ENTER_PAYMENT: _payment,
        ActName.TELL_BY_PHONE: _call,
        ActName.ARRANGE: _arranged,
        ActName.DRAFT_ANSWER: drafted_from,
        ActName.CHANGE_ANSWER: answer_as_written,
        ActName.CHANGE_INTERPRETATION: answer_as_written,
        ActName.DRAFT_EXCERPT: _excerpt,
    }
)
"""By act."""
