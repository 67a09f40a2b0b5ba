"""The card of a talk with staff, as the chat desk shows it: what was said last, to the unit on duty alone."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.duty import duty_of
from handlers.casework.transitions import Subject
from handlers.dates import moment
from handlers.identity.actors import StaffMember
from handlers.staff.cards.card import Card, Line, Part, Section
from handlers.texts import threads as texts
from store.queries.access import record_access
from store.queries.threads import words_of
from store.states import Access
from store.tables.threads import Thread
from store.work import Work

_MOST = 10
"""Messages that a chat shows: the console has all of them."""


def thread_head(work: Work, number: int) -> str:
    """Its number and how it stands: all that may be shown anywhere."""
    thread = work.get(Thread, number)
    return texts.head(number=str(number), state=thread.state) if thread is not None else texts.NO_SUCH


def thread_card(work: Work, member: StaffMember, number: int) -> Card:
    """What was said last; that somebody read a person's own words is recorded."""
    lines: tuple[Line, ...] = ()
    if not duty_of(work).units.isdisjoint(member.roles):
        lines = tuple(_said(work, number))
        record_access(work, by=member.id, how=Access.VIEW, subject=f"thread:{number}")
    return Card(
        subject=Subject.THREAD,
        number=str(number),
        name="",
        title=thread_head(work, number),
        version=0,
        sections=(Section(part=Part.TALK, lines=lines),),
    )


def _said(work: Work, number: int) -> Iterator[Line]:
    for one in words_of(work, number, most=_MOST):
        yield Line(words=one.words, when=moment(one.at), by=texts.VOICES[one.voice.value])
