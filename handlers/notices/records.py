"""Who was told what, as case pages and the firm's own page show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handlers.messages import Channel
from handlers.texts import notice_records as texts
from store.outbox.outcomes import LEFT
from store.queries import firm_notices as rows
from store.states import NoticeState, NoticeWay
from store.tables.notices import FirmNotice
from store.work import Work

MOST = 200
"""Notices that a page shows, to each person of a firm one: the newest."""


@dataclass(frozen=True, slots=True)
class Delivery:
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


@dataclass(frozen=True, slots=True)
class Told:
    """One event: what the firm was told, when, and what became of it for each of its people."""

    text: str
    at: datetime
    deliveries: tuple[Delivery, ...]


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


def notices_to(work: Work, binding_id: int) -> list[Told]:
    """What one person of a firm was told, oldest first."""
    return _events(rows.notices_on(work, rows.to_binding(binding_id), MOST))


def note_seen(work: Work, binding_id: int, told: Iterable[Told]) -> None:
    """Note that the person has these before them on a page."""
    rows.note_seen_by(work, binding_id, [one.id for event in told for one in event.deliveries])


def _events(found: list[FirmNotice]) -> list[Told]:
    events: dict[str, list[FirmNotice]] = {}
    for row in found:
        events.setdefault(row.event, []).append(row)
    return [Told(one[0].text, one[0].made_at, tuple(map(_delivery, one))) for one in events.values()]


def _delivery(row: FirmNotice) -> Delivery:
    state = NoticeState(row.state)
    way = NoticeWay(row.way) if row.way else None
    return Delivery(row.id, row.binding_id, state, row.state_at, _words(row, state, way), way, row.handed_over_at)


def _words(row: FirmNotice, state: NoticeState, way: NoticeWay | None) -> str:
    if row.binding_id is None:
        return texts.NOBODY_BOUND
    if row.reason == LEFT:
        became = texts.LEFT
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
        said=row.reason or "" if row.reason != LEFT else "",
    )
