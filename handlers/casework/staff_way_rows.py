"""The rows of how members are told: their account in WeCom, and the channels in which they want no notices."""

from collections.abc import Callable, Iterator

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.attempt import Attempt, Guard, Recorded, Transition, guard, system
from handlers.casework.fields import Number, asked
from handlers.casework.register_rows import PROVED_DOORS, register_row
from handlers.casework.transitions import ActName, Subject
from handlers.identity.actors import StaffMember
from handlers.messages import Channel, StaffWay
from handlers.notices.delivery import tell_member
from handlers.results import Reason
from handlers.texts import people as people_texts
from handlers.texts import signing_in as sign_in_texts
from handlers.texts import staff_notices as texts
from handlers.values.value_words import NONE_WORDS
from policy_kb.expressions import lazy_compile
from policy_kb.models import Model
from store.queries.accounts import unlink
from store.queries.people import links_of
from store.queries.staff_destinations import begin_destination, mute_of
from store.states import Role
from store.tables.people import Staff, StaffLink
from store.tables.staff_destinations import StaffMute

ENTERED = next(one for one in Channel if one.traits.tells_staff is StaffWay.MEMBER)
"""The channel whose accounts an administrator enters: the members write nothing there by which to link them."""

_USERID = lazy_compile(r"[0-9A-Za-z][0-9A-Za-z_.@-]{0,63}")


class AccountFields(Model):
    """The member's userid, as the directory of WeCom has it; 无 takes it away."""

    userid: Number = asked(texts.USERID_FIELD)


@guard("userid")
def _sound_userid(attempt: Attempt) -> Iterator[Reason]:
    userid = attempt.given(AccountFields).userid
    if userid not in NONE_WORDS and not _USERID.fullmatch(userid):
        yield system(texts.BAD_USERID)


@guard("userid")
def _nobody_elses(attempt: Attempt) -> Iterator[Reason]:
    link = attempt.work.get(StaffLink, (ENTERED.value, attempt.given(AccountFields).userid))
    if link is not None and link.staff_id != attempt.about(Staff).id:
        yield system(texts.ANOTHERS_USERID)


def _entered(attempt: Attempt) -> Recorded:
    """In place of the one before. The member is told, there and in the console."""
    work, member, userid = attempt.work, attempt.about(Staff), attempt.given(AccountFields).userid
    for link in links_of(work, member.id):
        if link.channel == ENTERED.value and link.address != userid:
            unlink(work, link)
    if userid in NONE_WORDS:
        return Recorded(facts={"staff": member.id, "channel": ENTERED.value})
    if work.get(StaffLink, (ENTERED.value, userid)) is None:
        given = {"channel": ENTERED.value, "address": userid, "staff_id": member.id}
        work.add(StaffLink(**given, linked_at=work.now, unconfirmed_since=None))
    begin_destination(work, ENTERED.value, member.id)
    tell_member(work, member.id, text=texts.USERID_ENTERED, brief=texts.USERID_ENTERED_BRIEF)
    return Recorded(facts={"staff": member.id, "channel": ENTERED.value})


@guard()
def _own_link(attempt: Attempt) -> Iterator[Reason]:
    actor = attempt.actor
    if not isinstance(actor, StaffMember) or actor.id != attempt.about(StaffLink).staff_id:
        yield system(sign_in_texts.OWN_ONLY)


def _mute(attempt: Attempt) -> StaffMute | None:
    link = attempt.about(StaffLink)
    return mute_of(attempt.work, link.channel, link.staff_id)


@guard()
def _told_there(attempt: Attempt) -> Iterator[Reason]:
    if _mute(attempt) is not None:
        yield system(texts.MUTED_ALREADY)


@guard()
def _not_told_there(attempt: Attempt) -> Iterator[Reason]:
    if _mute(attempt) is None:
        yield system(texts.TOLD_ALREADY)


def _muted(attempt: Attempt) -> Recorded:
    link = attempt.about(StaffLink)
    attempt.work.add(StaffMute(staff_id=link.staff_id, channel=link.channel, since=attempt.work.now))
    return Recorded(facts={"staff": link.staff_id, "channel": link.channel})


def _told_again(attempt: Attempt) -> Recorded:
    """What came meanwhile is in the inbox."""
    work, link, mute = attempt.work, attempt.about(StaffLink), _mute(attempt)
    assert mute is not None
    work.remove(mute)
    begin_destination(work, link.channel, link.staff_id)
    return Recorded(facts={"staff": link.staff_id, "channel": link.channel})


def _own_row(act: ActName, *guards: Guard, record: Callable[[Attempt], Recorded]) -> Transition:
    return register_row(
        act,
        Subject.LINK,
        _own_link,
        *guards,
        roles=frozenset(Role),
        own_page=True,
        fields=NothingFields,
        record=record,
        not_theirs=sign_in_texts.OWN_ONLY,
    )


STAFF_WAY_ROWS = (
    register_row(
        ActName.ENTER_WECOM,
        Subject.MEMBER,
        _sound_userid,
        _nobody_elses,
        roles=frozenset({Role.ADMINISTRATOR}),
        operator=True,
        fields=AccountFields,
        record=_entered,
        not_theirs=people_texts.NOT_ALLOWED,
        doors=PROVED_DOORS,
    ),
    _own_row(ActName.MUTE_LINK, _told_there, record=_muted),
    _own_row(ActName.UNMUTE_LINK, _not_told_there, record=_told_again),
)
