"""The row of linking an account to a member of staff, by the member's one-time code."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum, auto

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.attempt import Attempt, Recorded, guard, system
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.identity.codes import is_usable
from handlers.identity.who import contractor, staff_numbered
from handlers.messages import Person
from handlers.results import Reason
from handlers.texts import binding as texts
from store.queries.accounts import holder_of, remember_link, unlink
from store.queries.people import links_of
from store.states import Purpose
from store.tables.people import OneTimeCode, StaffLink
from store.work import Work


class LinkRefusal(StrEnum):
    """Why an account is not linked to a member."""

    FIRM = auto()  # the account acts for a firm
    NOT_GOOD = auto()  # the code is wrong, used or too old: never told apart
    PUBLIC = auto()  # sent where no account is anybody's, or others read along
    ANOTHERS = auto()  # the account is, or was, another member's


def link_refusal(work: Work, person: Person, code: OneTimeCode) -> LinkRefusal | None:
    """Why the account cannot be the member's whose code this is; None where it can."""
    if contractor(work, person) is not None:
        return LinkRefusal.FIRM
    if not is_usable(work, code, Purpose.LINK) or staff_numbered(work, code.subject_id) is None:
        return LinkRefusal.NOT_GOOD
    if not person.traits.proves_accounts:
        return LinkRefusal.PUBLIC
    holder = holder_of(work, person.channel.value, person.address)
    return LinkRefusal.ANOTHERS if holder not in {None, code.subject_id} else None


@guard()
def _linkable(attempt: Attempt) -> Iterator[Reason]:
    refusal = link_refusal(attempt.work, attempt.person, attempt.about(OneTimeCode))
    if refusal is not None:
        yield system(texts.LINK_REFUSALS[refusal.value])


def _linked(attempt: Attempt) -> Recorded:
    """In place of the member's earlier account in the channel. From now on the account is the member."""
    work, code, person = attempt.work, attempt.about(OneTimeCode), attempt.person
    code.used_at = work.now
    channel, staff_id = person.channel.value, code.subject_id
    for link in links_of(work, staff_id):
        if link.channel == channel:
            unlink(work, link)
    own = work.add(StaffLink(channel=channel, address=person.address, staff_id=staff_id, linked_at=work.now))
    remember_link(work, own)
    return Recorded(facts={"staff": staff_id, "channel": channel}, by=staff_numbered(work, staff_id))


LINK_ROWS = (
    register_row(
        ActName.LINK,
        Subject.CODE,
        _linkable,
        anybody=True,
        fields=NothingFields,
        record=_linked,
        not_theirs=texts.OWN_NAME,
    ),
)
