"""What a member of staff is to know: read, counted, marked. Nothing of a report is ever told here."""

from __future__ import annotations

from msgspec import Struct

from handlers.identity.actors import StaffMember
from store.queries.inbox import (
    InboxEntry,
    Reader,
    count_unread,
    inbox_page,
    mark_all_read,
    mark_own_read,
    newest_notice,
)
from store.queries.lists.paging import Page, Paging
from store.tables.notices import StaffNotice
from store.work import Work

INBOX = "/staff/inbox"
"""Where the console shows it."""

MOST_COUNTED = 100
"""A badge says no more than that there are many."""


class InboxView(Struct, frozen=True):
    """A page of the inbox; `newest` is the newest notice there was, up to which all are marked at once."""

    page: Page
    entries: list[InboxEntry]
    newest: int


def unread_notices(work: Work, member: StaffMember) -> int:
    """How many notices the member has not read, up to `MOST_COUNTED`."""
    return count_unread(work, _reader(member), MOST_COUNTED)


def view_inbox(work: Work, member: StaffMember, *, unread: bool, asked: Paging) -> InboxView:
    """A page of all their notices, or of those that are unread."""
    page, entries = inbox_page(work, _reader(member), unread=unread, asked=asked)
    return InboxView(page, entries, newest_notice(work))


def note_read(work: Work, member: StaffMember, notice: int) -> StaffNotice | None:
    """Mark a notice of theirs as read, and give it; None where it is none of theirs."""
    return mark_own_read(work, _reader(member), notice)


def note_all_read(work: Work, member: StaffMember, newest: int) -> None:
    """Mark all their notices up to this one: what came meanwhile stays unread."""
    mark_all_read(work, _reader(member), newest)


def _reader(member: StaffMember) -> Reader:
    return Reader(member.id, member.roles)
