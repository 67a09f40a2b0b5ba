"""Who was told what, as case pages and the firm's own page show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from msgspec import Struct

from handlers.messages import Channel
from handlers.texts import notice_records as texts
from handlers.texts import telling as telling_texts
from store.outbox.notice_rows import settle_read
from store.outbox.outcomes import LEFT, UNBOUND
from store.queries import firm_notices as rows
from store.queries.firm_notices import NoticeRow
from store.states import NoticeState, NoticeWay
from store.tables.notices import FirmNotice, PhoneTelling
from store.work import Work

_GONE: Mapping[str | None, str] = MappingProxyType({LEFT: texts.LEFT, UNBOUND: texts.UNBOUND})
"""Our own reasons, in words; any other is the platform's."""

MOST = 200
"""Notices that a page shows, to each person of a firm one: the newest."""


class Delivery(Struct, frozen=True):
    """What became of a notice to one person. `words` say it to staff; `at` is the moment that they tell of.

    `way` is in which way it came before them, None as long as it did not.
    """

    id: int
    binding_id: int | None
    state: NoticeState
    at: datetime
    words: str
    way: NoticeWay | None = None
    handed_over_at: datetime | None = None

    @property
    def is_seen(self) -> bool:
        """Whether the person had it before them."""
        return self.state is NoticeState.SEEN

    @property
    def reached_nobody(self) -> bool:
        """Whether the office has to call."""
        return self.state is NoticeState.UNREACHABLE


class Told(Struct, frozen=True):
    """One event: what the firm was told, when, and what became of it for each of its people.

    `phoned` says who of it was told by telephone; empty where nobody was.
    """

    text: str
    at: datetime
    deliveries: tuple[Delivery, ...]
    phoned: str = ""

    @property
    def reached_nobody(self) -> bool:
        """Whether the office has to call, and nobody has."""
        return not self.phoned and all(one.reached_nobody for one in self.deliveries)


def notices_of(
    work: Work, *, application_id: int | None = None, contract_id: int | None = None, case_id: int | None = None
) -> list[Told]:
    """What the firm was told of an application, of a case, or of a contract and all that stands on it.

    Oldest first, in one statement. Name one of the three.

    Raises:
        ValueError: none or several are named.
    """
    named = [
        on(number)
        for on, number in (
            (rows.on_application, application_id),
            (rows.on_contract, contract_id),
            (rows.on_case, case_id),
        )
        if number is not None
    ]
    if len(named) != 1:
        raise ValueError("name an application, a contract or a case")
    return _events(rows.notices_on(work, named[0], MOST))


def notice_event(work: Work, notice: FirmNotice) -> Told:
    """What was told at once with this notice."""
    return _events(rows.notices_on(work, rows.of_event(notice), MOST))[0]


def notices_to(work: Work, binding_id: int) -> list[Told]:
    """What one person of a firm was told, oldest first."""
    return _events(rows.notices_on(work, rows.to_binding(binding_id), MOST))


def note_seen(work: Work, binding_id: int, told: Iterable[Told]) -> None:
    """Note that the person has these before them on a page."""
    numbers = [one.id for event in told for one in event.deliveries]
    settle_read(work.connection, binding_id, numbers, work.now)


def _events(found: list[NoticeRow]) -> list[Told]:
    events: dict[str, list[NoticeRow]] = {}
    for row in found:
        events.setdefault(row.notice.event, []).append(row)
    return [_told([row.notice for row in one], one) for one in events.values()]


def _told(notices: list[FirmNotice], found: list[NoticeRow]) -> Told:
    calls = (_called(row.call, row.caller) for row in found if row.call is not None)
    return Told(notices[0].text, notices[0].made_at, tuple(map(_delivery, notices)), next(calls, ""))


def _called(call: PhoneTelling, caller: str) -> str:
    return telling_texts.reached(on=call.told_on, spoke_with=call.spoke_with, phone=call.phone, by=caller)


def _delivery(row: FirmNotice) -> Delivery:
    state = NoticeState(row.state)
    way = NoticeWay(row.way) if row.way else None
    return Delivery(row.id, row.binding_id, state, row.state_at, _words(row, state, way), way, row.handed_over_at)


def _words(row: FirmNotice, state: NoticeState, way: NoticeWay | None) -> str:
    if row.binding_id is None:
        return texts.NOBODY_BOUND
    if row.reason in _GONE:
        became = _GONE[row.reason]
    elif state is NoticeState.WAITING and not Channel(row.channel).traits.pushes:
        became = texts.SHOWN_NEXT
    else:
        became = texts.STATES[state.value]
    return texts.delivery(
        binding=row.binding_id,
        channel=row.channel,
        became=became,
        at=row.state_at,
        way=way,
        handed_over=row.handed_over_at if row.handed_over_at != row.state_at else None,
        said=row.reason or "" if row.reason not in _GONE else "",
    )
