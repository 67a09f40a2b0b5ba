"""The page of one notice to a firm: what it says, what became of it, whom to call."""

from __future__ import annotations

from msgspec import Struct

from handlers.casework.transitions import Subject
from handlers.notices.contacts import PhoneContact, contacts_for
from handlers.notices.records import Told, notice_event
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import target_of
from store.queries.lists.untold import ListedNotice, listed_notices


class NoticeView(Struct, frozen=True):
    """`acts` are those that this member can do now."""

    of: ListedNotice
    told: Told
    contacts: tuple[PhoneContact, ...]
    acts: tuple[Action, ...]


def notice_view(acting: Acting, catalogue: Catalogue, number: int) -> NoticeView | None:
    """The notice of this number; None where there is none."""
    found = listed_notices(acting.work, [number]).get(number)
    target = target_of(acting.work, Subject.NOTICE, str(number)) if found else None
    if found is None or target is None:
        return None
    return NoticeView(
        of=found,
        told=notice_event(acting.work, found.notice),
        contacts=contacts_for(acting.work, [found])[number],
        acts=tuple(catalogue.offered(acting.work, acting.member, target)),
    )
