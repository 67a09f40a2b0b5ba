"""What report officers are told of who receives reports: nobody comes or goes unnoticed."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.casework.sealed.window import Recipient, recipients
from handlers.identity.roles import roles_of
from handlers.notices.delivery import tell_member, tell_staff
from handlers.texts import sealed_complaints as texts
from store.queries.complaint_recipients import keys_in_use
from store.states import NoticeSubject, Role
from store.tables.people import Staff
from store.work import Work


def tell_officers(work: Work, text: str) -> None:
    """Tell every officer, and whoever has a key but lost the role: they would learn of no key that follows."""
    tell_staff(work, Role.REPORT_OFFICER, text=text, about=NoticeSubject.NOTHING)
    former = {
        member.id
        for _, member in keys_in_use(work)
        if member.active and Role.REPORT_OFFICER not in roles_of(member)
    }
    for staff_id in sorted(former):
        tell_member(work, staff_id, text=text, brief=texts.RECIPIENTS_CHANGED)


def tell_of_changed(work: Work, before: Iterable[Recipient]) -> None:
    """Tell who receives no more, or anew: a changed role does that without any act on a key."""
    old, new = ({one.staff_id for one in found} for found in (before, recipients(work)))
    for ids, said in ((old - new, texts.receives_no_more), (new - old, texts.receives_again)):
        for staff_id in sorted(ids):
            member = work.get(Staff, staff_id)
            assert member is not None
            tell_officers(work, said(name=member.name))
