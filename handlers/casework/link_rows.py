"""The rows of accounts of members: linked by a one-time code, confirmed by the member at the console, dropped."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum, auto

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.attempt import Attempt, Recorded, guard, system
from handlers.casework.register_rows import register_row
from handlers.casework.terminal import is_terminal_open
from handlers.casework.transitions import ActName, Subject
from handlers.identity.actors import Door, StaffMember
from handlers.identity.codes import is_usable
from handlers.identity.who import contractor, staff_numbered
from handlers.messages import Channel, Person, StaffWay
from handlers.notices.delivery import tell_member
from handlers.results import Reason
from handlers.texts import binding as texts
from handlers.texts import signing_in, staff_notices
from store.audit.entries import Facts
from store.queries.accounts import holder_of, remember_link, unlink
from store.queries.people import links_of
from store.queries.staff_destinations import begin_destination
from store.states import Purpose, Role
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


@guard()
def _own_link(attempt: Attempt) -> Iterator[Reason]:
    actor = attempt.actor
    if not isinstance(actor, StaffMember) or actor.id != attempt.about(StaffLink).staff_id:
        yield system(signing_in.OWN_ONLY)


@guard()
def _no_firms(attempt: Attempt) -> Iterator[Reason]:
    """Meanwhile the account may have been bound."""
    link = attempt.about(StaffLink)
    if contractor(attempt.work, Person(Channel(link.channel), link.address)) is not None:
        yield system(texts.FIRM_ACCOUNT)


@guard()
def _own_link_or_administrator(attempt: Attempt) -> Iterator[Reason]:
    actor = attempt.actor
    is_theirs = isinstance(actor, StaffMember) and actor.id == attempt.about(StaffLink).staff_id
    if isinstance(actor, StaffMember) and not is_theirs and not actor.has(Role.ADMINISTRATOR):
        yield system(signing_in.OWN_ONLY)


def _linked(attempt: Attempt) -> Recorded:
    """Good for nothing until the member confirms it: whoever else got hold of the code gains nothing.

    Where the terminal is open there is nobody to be kept out, and it is confirmed at once.
    """
    work, code, person = attempt.work, attempt.about(OneTimeCode), attempt.person
    code.used_at = work.now
    channel, staff_id = person.channel.value, code.subject_id
    found = work.get(StaffLink, (channel, person.address))
    own = found or work.add(
        StaffLink(
            channel=channel,
            address=person.address,
            staff_id=staff_id,
            linked_at=work.now,
            unconfirmed_since=work.now,
        )
    )
    facts: Facts = {"staff": staff_id, "channel": channel}
    if is_terminal_open(work):
        _confirm(work, own)
    if own.unconfirmed_since is not None:
        waits = signing_in.link_waits(channel=texts.CHANNELS[channel])
        tell_member(work, staff_id, text=waits, urgent=True, brief=staff_notices.LINK_WAITS_BRIEF)
        return Recorded(facts=facts)
    return Recorded(facts=facts, by=staff_numbered(work, staff_id))


def _confirmed(attempt: Attempt) -> Recorded:
    """From now on the account is the member, in place of their earlier one in the channel."""
    link = attempt.about(StaffLink)
    _confirm(attempt.work, link)
    return Recorded(facts={"staff": link.staff_id, "channel": link.channel})


def _confirm(work: Work, link: StaffLink) -> None:
    for other in links_of(work, link.staff_id):
        if other.channel == link.channel and other.reference != link.reference:
            unlink(work, other)
    link.unconfirmed_since = None
    remember_link(work, link)
    if Channel(link.channel).traits.tells_staff is not StaffWay.NONE:
        begin_destination(work, link.channel, link.staff_id)


def _dropped(attempt: Attempt) -> Recorded:
    link = attempt.about(StaffLink)
    facts: Facts = {"staff": link.staff_id, "channel": link.channel}
    unlink(attempt.work, link)
    return Recorded(facts=facts)


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
    register_row(
        ActName.CONFIRM_LINK,
        Subject.LINK,
        _own_link,
        _no_firms,
        roles=frozenset(Role),
        own_page=True,
        doors=frozenset({Door.CONSOLE}),
        fields=NothingFields,
        record=_confirmed,
        not_theirs=signing_in.OWN_ONLY,
    ),
    register_row(
        ActName.DROP_LINK,
        Subject.LINK,
        _own_link_or_administrator,
        roles=frozenset(Role),
        operator=True,
        own_page=True,
        fields=NothingFields,
        record=_dropped,
        not_theirs=signing_in.OWN_ONLY,
    ),
)
