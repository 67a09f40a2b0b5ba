"""The pause of the whole assistant: one row that every claim looks at, so that it holds everywhere at once."""

from __future__ import annotations

import json
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, select

from store.prepared import Prepared
from store.tables.applications import Arrangement
from store.work import Work

_NAME = "pause"

PAUSE = select(Arrangement.value).where(Arrangement.name == _NAME)
"""Its row, as long as it lasts."""

_PAUSE = Prepared(lambda _engine: PAUSE)


class Pause(Struct, frozen=True):
    """`notice` is what people are told; `reason` is for the record. `since` is aware UTC."""

    notice: str
    reason: str
    since: datetime


def pause_notice(connection: Connection) -> str:
    """What people are told while the assistant is paused; empty where it is not."""
    found = _PAUSE.rows(connection)
    return notice_in(found[0][0]) if found else ""


def notice_in(value: str) -> str:
    """What its row says that people are told."""
    return str(json.loads(value)["notice"])


def current_pause(work: Work) -> Pause | None:
    """The pause in force."""
    row = work.get(Arrangement, _NAME)
    return None if row is None else Pause(**json.loads(row.value), since=row.set_at)


def begin_pause(work: Work, *, notice: str, reason: str, by: int) -> None:
    """Pause, or change notice and reason of the pause in force; `by` is the member of staff."""
    row = work.lock(Arrangement, _NAME)
    value = json.dumps({"notice": notice, "reason": reason}, ensure_ascii=False)
    if row is None:
        work.add(Arrangement(name=_NAME, value=value, set_by=by, set_at=work.now))
    else:
        row.value, row.set_by = value, by


def end_pause(work: Work) -> bool:
    """Answer again; False where there was no pause."""
    row = work.lock(Arrangement, _NAME)
    if row is None:
        return False
    work.remove(row)
    return True
