"""The rows of what members sign in with: links to set it up, resets, the set-up itself, the end of sessions."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.attempt import Attempt, Guard, Recorded, Transition, guard, system
from handlers.casework.fields import asked
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.identity.actors import Door, StaffMember
from handlers.identity.codes import LOGIN_LIVES, detail_of, is_usable, issue, withdraw_codes
from handlers.identity.credentials import RECOVERY_CODES, new_recovery_code, recovery_hash
from handlers.identity.enrolling import PASSWORD, SECRET
from handlers.identity.roles import roles_of
from handlers.identity.sign_in_log import Caller, note
from handlers.identity.staff_sessions import end_sessions_of
from handlers.notices.alerts import alert_member
from handlers.notices.delivery import tell_member
from handlers.results import Reason
from handlers.texts import people as people_texts
from handlers.texts import signing_in as texts
from handlers.texts import staff_notices as notice_texts
from policy_kb.models import Model
from store.queries.credentials import credential_of, open_reset_of, recovery_codes_of
from store.queries.people import all_staff
from store.states import Purpose, Role, SignInOutcome
from store.tables.people import OneTimeCode, Staff
from store.tables.sign_in import Credential, CredentialReset, RecoveryCode
from store.work import Work

BEGIN = "/staff/begin/"
"""Where the link of a set-up leads, below the console's own address."""

_SIGNED_IN = frozenset({Door.CONSOLE})
"""What opens the door is changed by whoever came through it with password and authenticator."""


class PasswordFields(Model):
    """A new password, hashed before the act: no record and no digest is made of its words."""

    password_hash: str = asked(texts.PASSWORD_FIELD)


@guard()
def _own(attempt: Attempt) -> Iterator[Reason]:
    actor = attempt.actor
    if not isinstance(actor, StaffMember) or actor.id != attempt.about(Staff).id:
        yield system(texts.OWN_ONLY)


@guard()
def _not_oneself(attempt: Attempt) -> Iterator[Reason]:
    actor = attempt.actor
    if isinstance(actor, StaffMember) and actor.id == attempt.about(Staff).id:
        yield system(texts.NOT_ONESELF)


@guard()
def _none_asked(attempt: Attempt) -> Iterator[Reason]:
    if open_reset_of(attempt.work, attempt.about(Staff).id) is not None:
        yield system(texts.RESET_ASKED)


@guard()
def _second_administrator(attempt: Attempt) -> Iterator[Reason]:
    """Neither who asked, nor whose sign-in it is."""
    row, actor = attempt.about(CredentialReset), attempt.actor
    if not isinstance(actor, StaffMember) or actor.id in {row.asked_by, row.staff_id}:
        yield system(texts.SECOND_ADMINISTRATOR)


@guard()
def _own_or_administrator(attempt: Attempt) -> Iterator[Reason]:
    actor = attempt.actor
    theirs = isinstance(actor, StaffMember) and actor.id == attempt.about(CredentialReset).staff_id
    if not theirs and not (isinstance(actor, StaffMember) and actor.has(Role.ADMINISTRATOR)):
        yield system(texts.OWN_ONLY)


@guard()
def _enrolling(attempt: Attempt) -> Iterator[Reason]:
    """Whoever came by the link set a password and proved the authenticator."""
    code, actor = attempt.about(OneTimeCode), attempt.actor
    is_theirs = isinstance(actor, StaffMember) and code.subject_id == actor.id
    if (
        not is_theirs
        or not is_usable(attempt.work, code, Purpose.ENROLLING)
        or not {PASSWORD, SECRET} <= detail_of(code).keys()
    ):
        yield system(texts.LINK_OVER)


def _link_made(attempt: Attempt) -> Recorded:
    """The link is shown this once; links that were made before are good no more. The member is told."""
    return _link(attempt.work, attempt.about(Staff), by=None)


def _asked(attempt: Attempt) -> Recorded:
    """Nothing changes yet: the member reads of it, also in their linked account, and can stop it."""
    work, member, actor = attempt.work, attempt.about(Staff), attempt.actor
    assert isinstance(actor, StaffMember)
    row = work.add(
        CredentialReset(
            staff_id=member.id, asked_by=actor.id, asked_at=work.now, confirmed_by=None, confirmed_at=None
        )
    )
    told = texts.reset_asked(by=actor.name)
    alert_member(work, member.id, text=told, brief=notice_texts.RESET_BRIEF, key=f"reset:{row.id}")
    for other in _other_administrators(work, {member.id, actor.id}):
        waits = texts.reset_waits(by=actor.name, name=member.name)
        tell_member(work, other.id, text=waits, urgent=True, brief=notice_texts.RESET_BRIEF)
    return Recorded(facts={"staff": member.id, "row": row.id})


def _other_administrators(work: Work, but: AbstractSet[int]) -> Iterator[Staff]:
    """Those who may confirm it: nobody else would look at that member's page."""
    for one in all_staff(work):
        if one.active and one.id not in but and Role.ADMINISTRATOR in roles_of(one):
            yield one


def _confirmed(attempt: Attempt) -> Recorded:
    work, row, actor = attempt.work, attempt.about(CredentialReset), attempt.actor
    assert isinstance(actor, StaffMember)
    row.confirmed_by, row.confirmed_at = actor.id, work.now
    member = work.get(Staff, row.staff_id)
    assert member is not None
    made = _link(work, member, by=actor.id)
    return Recorded(facts={**made.facts, "row": row.id}, shown=made.shown)


def _discarded(attempt: Attempt) -> Recorded:
    """Closed without a second administrator."""
    row = attempt.about(CredentialReset)
    row.confirmed_at = attempt.work.now
    return Recorded(facts={"staff": row.staff_id, "row": row.id})


def _link(work: Work, member: Staff, *, by: int | None) -> Recorded:
    withdraw_codes(work, Purpose.LOGIN, member.id)
    withdraw_codes(work, Purpose.ENROLLING, member.id)
    token = issue(work, Purpose.LOGIN, member.id, LOGIN_LIVES, by=by)
    if credential_of(work, member.id) is not None:
        alert_member(
            work,
            member.id,
            text=texts.RESET_UNDER_WAY,
            brief=notice_texts.RESET_UNDER_WAY_BRIEF,
            key=f"login:{work.now.isoformat()}",
        )
    return Recorded(facts={"staff": member.id}, shown=f"{BEGIN}{token}")


def _enrolled(attempt: Attempt) -> Recorded:
    """In place of whatever the member signed in with before; every session of theirs ends."""
    work, code = attempt.work, attempt.about(OneTimeCode)
    detail, staff_id = detail_of(code), code.subject_id
    code.used_at, code.detail = work.now, "{}"
    row = credential_of(work, staff_id)
    values = {"password_hash": str(detail[PASSWORD]), "totp_secret": str(detail[SECRET])}
    if row is None:
        work.add(Credential(staff_id=staff_id, set_at=work.now, **values))
    else:
        row.password_hash, row.totp_secret, row.set_at = *values.values(), work.now
    end_sessions_of(work, staff_id)
    note(work, SignInOutcome.ENROLLED, Caller("", ""), staff_id=staff_id)
    return Recorded(facts={"staff": staff_id}, shown="\n".join(_new_recovery_codes(work, staff_id)))


def _password_changed(attempt: Attempt) -> Recorded:
    """Who changes it ends every session; theirs begins anew."""
    staff_id = attempt.about(Staff).id
    row = credential_of(attempt.work, staff_id)
    assert row is not None
    row.password_hash, row.set_at = attempt.given(PasswordFields).password_hash, attempt.work.now
    end_sessions_of(attempt.work, staff_id)
    return Recorded(facts={"staff": staff_id})


def _renewed(attempt: Attempt) -> Recorded:
    staff_id = attempt.about(Staff).id
    return Recorded(facts={"staff": staff_id}, shown="\n".join(_new_recovery_codes(attempt.work, staff_id)))


def _new_recovery_codes(work: Work, staff_id: int) -> list[str]:
    """Those of before are gone: one sheet of paper is good at a time."""
    for old in recovery_codes_of(work, staff_id):
        work.remove(old)
    codes = [new_recovery_code() for _ in range(RECOVERY_CODES)]
    for code in codes:
        code_hash = recovery_hash(work, staff_id, code)
        work.add(RecoveryCode(staff_id=staff_id, code_hash=code_hash, made_at=work.now, used_at=None))
    return codes


def _sessions_ended(attempt: Attempt) -> Recorded:
    staff_id = attempt.about(Staff).id
    end_sessions_of(attempt.work, staff_id)
    return Recorded(facts={"staff": staff_id})


_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
_ALL = frozenset(Role)


def _row(
    act: ActName,
    on: Subject,
    *guards: Guard,
    roles: frozenset[Role] = _ADMINISTRATORS,
    record: Callable[[Attempt], Recorded],
    fields: type[Model] = NothingFields,
    operator: bool = False,
    doors: frozenset[Door] = _SIGNED_IN,
    own_page: bool = False,
) -> Transition:
    return register_row(
        act,
        on,
        *guards,
        roles=roles,
        fields=fields,
        record=record,
        not_theirs=people_texts.NOT_ALLOWED if roles is _ADMINISTRATORS else texts.OWN_ONLY,
        operator=operator,
        doors=doors,
        own_page=own_page,
    )


CREDENTIAL_ROWS = (
    register_row(
        ActName.LOGIN_LINK,
        Subject.MEMBER,
        operator=True,
        fields=NothingFields,
        record=_link_made,
        not_theirs=texts.AT_THE_MACHINE,
    ),
    _row(ActName.ASK_RESET, Subject.MEMBER, _not_oneself, _none_asked, record=_asked),
    _row(ActName.CONFIRM_RESET, Subject.RESET, _second_administrator, record=_confirmed),
    _row(
        ActName.DISCARD_RESET, Subject.RESET, _own_or_administrator, roles=_ALL, own_page=True, record=_discarded
    ),
    _row(ActName.ENROL, Subject.CODE, _enrolling, roles=_ALL, own_page=True, record=_enrolled),
    _row(
        ActName.CHANGE_PASSWORD,
        Subject.MEMBER,
        _own,
        roles=_ALL,
        fields=PasswordFields,
        own_page=True,
        record=_password_changed,
    ),
    _row(ActName.RENEW_RECOVERY, Subject.MEMBER, _own, roles=_ALL, own_page=True, record=_renewed),
    _row(
        ActName.END_SESSIONS,
        Subject.MEMBER,
        record=_sessions_ended,
        operator=True,
        doors=frozenset(Door),
    ),
)
