"""Somebody failed to come in by a member's name as often as is free: the member and administrators are told."""

from __future__ import annotations

from handlers.identity.sign_in_tries import is_last_free
from handlers.identity.signing_in import Try
from handlers.identity.who import staff_numbered
from handlers.notices.alerts import alert, alert_member
from handlers.texts import staff_notices as texts
from store.states import Role
from store.work import Work


def alert_of_failed_try(work: Work, begun: Try) -> None:
    """Tell of the fifth in a row from one place; of a name that is nobody's nobody is told."""
    member = staff_numbered(work, begun.staff_id) if begun.staff_id is not None else None
    if member is None or not is_last_free(work, begun.against):
        return
    text, key = texts.sign_in_failed(name=member.name), f"sign-in:{member.id}:{work.now.isoformat()}"
    alert_member(work, member.id, text=text, brief=texts.SIGN_IN_BRIEF, key=key)
    alert(work, (Role.ADMINISTRATOR,), text=text, brief=texts.SIGN_IN_BRIEF)
