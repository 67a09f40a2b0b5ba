"""Which rows may leave: each person's first, and an answer's parts in their order.

A notice that is held waits for its person, however long, and keeps nothing back that could reach them today.
What is due first is looked at first, by index, so that a hundred thousand waiting rows cost no more than a few;
where all of that waits behind others, the index gives one row a person: it costs by people, not by their rows.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    String,
    bindparam,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from store.prepared import Prepared
from store.states import OutboxRank, OutboxState
from store.tables.messages import OutboxRow

STAFF_KEY = "staff:"
"""How keys of messages to staff begin: a pause of the assistant is among what they are told at once."""

_Query = Select[*tuple[Any, ...]]
_Channel = str | BindParameter[str]
_NEAR = 200
_ANSWER = OutboxRank.ANSWER.value


def first_due(connection: Connection, channel: str) -> datetime | None:
    """When the first of the channel's rows that may leave is due; asked again and again of every channel."""
    for query in _FIRST:
        for _, due in query.rows(connection, channel=channel):
            assert isinstance(due, datetime)
            return due
    return None


def sendable(
    connection: Connection, channel: str, count: int, *, due_by: datetime, staff_only: bool = False
) -> list[int]:
    """The ids of at most so many rows that are due and may leave, what is due first in front."""
    conditions = [OutboxRow.due <= due_by]
    if staff_only:
        conditions.append(OutboxRow.dedupe_key.startswith(STAFF_KEY))
    for query in (_near(channel, *conditions), _everybody(channel, *conditions)):
        found = connection.execute(query.limit(count)).all()
        if found:
            return [row.id for row in found]
    return []


def _near(channel: _Channel, *conditions: ColumnElement[bool]) -> _Query:
    """Of the rows that are due first those that may leave: each one's forerunners are looked up by index."""
    columns = (OutboxRow.id, OutboxRow.channel, OutboxRow.address, OutboxRow.rank, OutboxRow.due)
    first = _ready(select(*columns), channel, *conditions).order_by(OutboxRow.due, OutboxRow.id).limit(_NEAR)
    row = aliased(OutboxRow, first.subquery())
    is_first = row.id == _first(row, OutboxState.READY)
    return select(row.id, row.due).where(is_first, _is_next_part(row)).order_by(row.due, row.id)


def _everybody(channel: _Channel, *conditions: ColumnElement[bool]) -> _Query:
    """The first row of everybody."""
    person = _people(channel).c
    heads = select(_first(person, OutboxState.READY).label("id")).where(person.address.is_not(None)).subquery()
    query = select(OutboxRow.id, OutboxRow.due).join(heads, heads.c.id == OutboxRow.id)
    return query.where(_is_next_part(OutboxRow), *conditions).order_by(OutboxRow.due, OutboxRow.id)


def _people(channel: _Channel) -> CTE:
    """Everybody of whom there is a row, and at last nobody: each is looked up as the first behind the last."""
    theirs, later = aliased(OutboxRow), aliased(OutboxRow)
    first = select(func.min(theirs.address)).where(theirs.channel == channel).scalar_subquery()
    said = literal(channel) if isinstance(channel, str) else channel
    person = select(said.label("channel"), first.label("address")).cte("people", recursive=True)
    behind = (later.channel == channel, later.address > person.c.address)
    following = select(func.min(later.address)).where(*behind).scalar_subquery()
    return person.union_all(select(person.c.channel, following).where(person.c.address.is_not(None)))


def _ready(query: _Query, channel: _Channel, *conditions: ColumnElement[bool]) -> _Query:
    return query.where(OutboxRow.state == OutboxState.READY.value, OutboxRow.channel == channel, *conditions)


def _is_next_part(row: Any) -> ColumnElement[bool]:
    """Whether no earlier part of an answer to the same person is held."""
    held_part = func.coalesce(_first(row, OutboxState.HELD, rank=OutboxRank.ANSWER), row.id)
    return or_(row.rank != _ANSWER, held_part >= row.id)


def _first(row: Any, state: OutboxState, rank: OutboxRank | None = None) -> ScalarSelect[int]:
    """The same person's first message in this state."""
    theirs = aliased(OutboxRow)
    same = [theirs.channel == row.channel, theirs.address == row.address, theirs.state == state.value]
    if rank is not None:
        same.append(theirs.rank == rank.value)
    return select(func.min(theirs.id)).where(*same).scalar_subquery()


_ANY = bindparam("channel", type_=String)
_FIRST = (
    Prepared(lambda _engine: _near(_ANY).limit(1)),
    Prepared(lambda _engine: _everybody(_ANY).limit(1)),
)
