"""没有通知到的: notices that nobody of their firm had before them, to be told by telephone."""

from __future__ import annotations

from collections.abc import Collection

from handlers.casework.transitions import Subject
from handlers.dates import start_of
from handlers.notices.contacts import PhoneContact, contacts_for
from handlers.staff.actions.acting import Acting
from handlers.staff.lists.asked import Asked
from handlers.staff.lists.filters import choices
from handlers.staff.lists.listing import Cell, Column, Dates, Listing, Row
from handlers.staff.lists.present import Present
from handlers.texts import console_lists as list_texts
from handlers.texts import telling as texts
from store.queries.lists.paging import Page
from store.queries.lists.untold import NOBODY, ListedNotice, UntoldFilter, list_untold, listed_notices
from store.states import NoticeState
from store.tables.notices import FirmNotice

_COLUMNS = (
    Column(texts.WHAT),
    Column(list_texts.FIRM),
    Column(texts.WHY),
    Column(texts.WHOM_TO_CALL),
    Column(texts.WAITED, is_brief=True),
)
_SHORT = 40
_YES = "yes"


def untold_list(acting: Acting, asked: Asked, now: Present) -> Listing:
    """A page of them, as the address asks; the oldest first."""
    states, phoned = asked.chosen("state", texts.STATES), asked.chosen("phoned", texts.PHONED)
    since, until, before = asked.since(), asked.until(), asked.before()
    wanted = UntoldFilter(
        now=acting.work.now,
        words=asked.words,
        states=states,
        is_phoned=phoned == (_YES,),
        since=start_of(since) if since else None,
        until=start_of(before) if before else None,
    )
    page = list_untold(acting.work, wanted, asked.paging)
    return Listing(
        title=texts.UNTOLD,
        columns=_COLUMNS,
        rows=_rows(acting, page, now),
        total=page.total,
        number=page.number,
        pages=page.pages,
        asked=asked,
        empty=list_texts.NOTHING_FITS if asked.is_filtered else texts.NOTHING_UNTOLD,
        search=texts.SEARCH,
        heads=(texts.UNTOLD_HEAD,) if page.total and not wanted.is_phoned else (),
        filters=(
            choices("state", texts.WHY, texts.STATES, states),
            choices("phoned", texts.STATE, texts.PHONED, phoned),
            Dates(texts.TOLD_FROM, since.isoformat() if since else "", until.isoformat() if until else ""),
        ),
    )


def why(notice: FirmNotice) -> str:
    """Why a notice reached nobody, in the words of the filter."""
    if notice.binding_id is None:
        return texts.STATES[NOBODY]
    state = NoticeState(notice.state)
    return texts.STATES.get(NoticeState.WAITING if state is NoticeState.RELEASED else state, "")


def phones(contacts: Collection[PhoneContact]) -> str:
    """Whom to call."""
    said = "、".join(texts.whom_to_call(name=one.name, phone=one.phone) for one in contacts)
    return said or texts.NO_PHONE


def short(text: str) -> str:
    """The beginning of a notice: the whole stands on its page."""
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


def _rows(acting: Acting, page: Page, now: Present) -> tuple[Row, ...]:
    found = listed_notices(acting.work, page.ids)
    contacts = contacts_for(acting.work, found.values())
    return tuple(_row(found[number], contacts[number], now) for number in page.ids)


def _row(found: ListedNotice, contacts: Collection[PhoneContact], now: Present) -> Row:
    one = found.notice
    cells = (
        Cell(short(one.text)),
        Cell(found.firm.name, found.application or found.contract),
        Cell(why(one)),
        Cell(phones(contacts)),
        now.waited(one.made_at),
    )
    return Row(Subject.NOTICE, str(one.id), cells)
