"""What a batch has to know of the people whose messages it takes on or answers: one statement for all of it."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum, auto
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Text,
    cast,
    literal_column,
    null,
    select,
    union_all,
)

from store.outbox.outcomes import handed_over_to
from store.prepared import Engine, Prepared
from store.queries.pauses import PAUSE, notice_in
from store.tables.messages import OutboxRow, SessionRow
from store.turns.claims import Mark, WholeTurn
from store.turns.waiting import Person, is_waiting


class _Kind(StrEnum):
    """What a row of the answer tells."""

    SESSION = auto()
    WAITING = auto()
    NOTICED = auto()
    PAUSE = auto()

    @property
    def column(self) -> ColumnElement[str]:
        return literal_column(f"'{self}'", Text())


class Talks(Struct, frozen=True):
    """`pause` is what to say while the assistant is paused, else empty; `marks` which state each session is in.

    For those in `waiting` messages wait, and `noticed` are those to whom a platform has delivered notices.
    """

    pause: str
    marks: dict[Person, Mark]
    waiting: frozenset[Person]
    noticed: frozenset[Person]

    def holds(self, turn: WholeTurn) -> bool:
        """Whether what the turn was decided on is still so."""
        basis, mark = turn.basis, self.marks.get((turn.channel, turn.address))
        return basis.pause == self.pause and basis.mark == mark


def look_up_talks(connection: Connection, people: Collection[Person], pulled: Collection[str]) -> Talks:
    """What there is of these people, of whom there is at least one. `pulled`: the channels that cannot push."""
    lists = {"people": list(people)} | ({"pulled": list(pulled)} if pulled else {})
    found = _TALKS.rows(connection, **lists)
    of_kind = {kind: [row for name, *row in found if name == kind] for kind in _Kind} if found else {}
    return Talks(
        next((notice_in(pause) for *_, pause in of_kind.get(_Kind.PAUSE, ())), ""),
        {(one[0], one[1]): (one[2], one[3]) for one in of_kind.get(_Kind.SESSION, ())},
        frozenset((one[0], one[1]) for one in of_kind.get(_Kind.WAITING, ())),
        frozenset((one[0], one[1]) for one in of_kind.get(_Kind.NOTICED, ())),
    )


def _talks(engine: Engine) -> CompoundSelect[*tuple[Any, ...]]:
    session, message = (SessionRow.channel, SessionRow.address), (OutboxRow.channel, OutboxRow.address)
    mark, nothing = (SessionRow.version, SessionRow.updated_at), (null(), null(), null())
    sessions = select(_Kind.SESSION.column, *session, *mark, cast(null(), Text))
    return union_all(
        sessions.where(engine.among("people", *session)),
        select(_Kind.WAITING.column, *message, *nothing).where(is_waiting(engine)),
        handed_over_to(engine, _Kind.NOTICED.column).add_columns(*nothing),
        PAUSE.with_only_columns(_Kind.PAUSE.column, null(), null(), null(), null(), *PAUSE.selected_columns),
    )


_TALKS = Prepared(_talks)
