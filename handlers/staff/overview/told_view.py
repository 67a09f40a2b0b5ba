"""The whole record of telling of an application, a contract or a case: the firm, and the office's own units."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from handlers.casework.transitions import Subject
from handlers.notices.records import Told
from handlers.notices.staff_records import StaffTold, staff_told
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.targets import Target
from handlers.staff.overview.case_view import notices_to_firm
from store.states import NoticeSubject

_ABOUT: Mapping[Subject, NoticeSubject] = MappingProxyType(
    {
        Subject.APPLICATION: NoticeSubject.APPLICATION,
        Subject.CONTRACT: NoticeSubject.CONTRACT,
        Subject.CASE: NoticeSubject.CASE,
    }
)
"""What notices to staff say that they are about."""


class ToldView(Struct, frozen=True):
    """Both newest first."""

    firm: tuple[Told, ...]
    staff: tuple[StaffTold, ...]


def told_view(acting: Acting, target: Target) -> ToldView:
    """Who was told what of the target, in which ways, and who had it before them."""
    firm = tuple(reversed(notices_to_firm(acting, target)))
    return ToldView(firm, staff_told(acting.work, _ABOUT[target.subject], target.number))
