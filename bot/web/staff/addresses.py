"""Where the console's pages are."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from handlers.casework.transitions import Subject
from store.states import NoticeSubject

_PAGES: Mapping[Subject, str] = MappingProxyType(
    {
        Subject.APPLICATION: "/staff/applications",
        Subject.CONTRACT: "/staff/contracts",
        Subject.CASE: "/staff/cases",
        Subject.MATERIAL: "/staff/files",
        Subject.PAPER: "/staff/register",
        Subject.BATCH: "/staff/batches",
        Subject.INTENTION: "/staff/intentions",
        Subject.COMPLAINT: "/staff/complaints",
        Subject.THREAD: "/staff/talks",
        Subject.NOTICE: "/staff/untold",
        Subject.QUARTER: "/staff/supervision",
        Subject.INSPECTION: "/staff/supervision/inspections",
        Subject.MEMBER: "/staff/members",
        Subject.LIST: "/staff/settings/lists",
        Subject.ANSWER: "/staff/answers",
    }
)
"""The list of each subject that has pages of its own; a page stands below its list."""

_WHOLE: Mapping[Subject, str] = MappingProxyType(
    {
        Subject.REGISTER: "/staff/contracts",
        Subject.STAFF: "/staff/members",
        Subject.BATCHES: "/staff/batches",
        Subject.ANSWERS: "/staff/answers",
        Subject.SETTINGS: "/staff/settings",
        Subject.MESSAGE: "/staff/outbox",
        Subject.QUOTAS: "/staff/money/quotas",
        Subject.QUOTA: "/staff/money/quotas",
        Subject.YEAR: "/staff/money/years",
    }
)
"""The page of what there is one of."""


_LISTED_WITH: Mapping[Subject, Subject] = MappingProxyType({Subject.MATERIAL: Subject.APPLICATION})
"""What has no list of its own."""


SUBJECTS_OF_NOTICES: Mapping[NoticeSubject, Subject] = MappingProxyType(
    {
        NoticeSubject.APPLICATION: Subject.APPLICATION,
        NoticeSubject.CONTRACT: Subject.CONTRACT,
        NoticeSubject.CASE: Subject.CASE,
        NoticeSubject.INTENTION: Subject.INTENTION,
        NoticeSubject.COMPLAINT: Subject.COMPLAINT,
        NoticeSubject.ANSWER: Subject.ANSWER,
        NoticeSubject.THREAD: Subject.THREAD,
    }
)
"""What a notice to staff leads to."""

EXCERPTS = "/staff/complaints/published"
CALENDAR = "/staff/calendar"
WORKDAYS = "/staff/calendar/workdays"


def page_of_notice(about: str, number: str) -> str:
    """The page that a notice to staff leads to; empty where there is none."""
    if about == NoticeSubject.CALENDAR:
        return CALENDAR
    subject = SUBJECTS_OF_NOTICES.get(NoticeSubject(about))
    return page_of(subject, number) if subject and number else ""


def page_of(subject: Subject, number: str) -> str:
    """The page about one thing; the first page where there is none."""
    if subject in _WHOLE:
        return _WHOLE[subject]
    if subject is Subject.ITEM:  # stands on the page of its list
        return page_of(Subject.LIST, number.partition("/")[0])
    listed = _PAGES.get(subject)
    return f"{listed}/{quote(number, safe='')}" if listed else "/staff"


def list_of(subject: Subject) -> str:
    """The list that holds things of a kind; the first page where there is none."""
    return _PAGES.get(_LISTED_WITH.get(subject, subject), "/staff")


def version_of(subject: Subject, number: str, seen: int) -> str:
    """Where an open page asks whether what it shows is still so."""
    return f"/staff/version/{subject.value}/{quote(number, safe='')}?seen={seen}"


def act_on(key: str, subject: Subject, number: str) -> str:
    """The page of an action."""
    return f"/staff/act/{quote(key, safe='')}/{subject.value}/{quote(number, safe='')}"


def inside(address: str) -> str:
    """A page of the console, and nowhere else."""
    is_ours = address == "/staff" or address.startswith(("/staff/", "/staff?"))
    return address if is_ours and address.isprintable() and "\\" not in address else ""
