"""Two officers at once, on either engine: one step is taken, and the other is told."""

from __future__ import annotations

import asyncio
from functools import partial

from handlers.casework.perform import apply_row
from handlers.casework.sealed import steps
from handlers.casework.sealed.steps import HandlingFields
from handlers.casework.table import ActName
from handlers.results import Done, Result
from store.database import Database
from store.states import SealedState, SealedTrack
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.sealed.officers import Officers, report_of
from tests.handlers.sealed.reports import kept, opened_window

NOW = FrozenClock().now


def _settle(work: Work) -> tuple[str, str, str]:
    opened_window(work)
    code = kept(work)
    known = (code, report_of(work, code), "")
    Officers(work, known).registered(SealedTrack.PETITION)
    return known


def _act(work: Work, *, known: tuple[str, str, str], name: str) -> Result:
    officers = Officers(work, known)
    given = steps.Accept(on=officers.today) if name == "吴受" else steps.Refer(organ="县人社局", on=officers.today)
    fields = HandlingFields(given=given)
    return apply_row(work, officers.member(name), ActName.HANDLE_SEALED, officers.report, fields, seen=2)


async def test_of_two_steps_at_once_one_is_taken(database: Database) -> None:
    known = await database.write(_settle, NOW)
    done = await asyncio.gather(
        *(database.write(partial(_act, known=known, name=name), NOW) for name in ("吴受", "郑派"))
    )
    assert sum(isinstance(one, Done) for one in done) == 1
    found = await database.read(lambda work: Officers(work, known).procedure(), NOW)
    assert (found.accepted is None) != (found.referred is None)
    assert found.state in {SealedState.ACCEPTED, SealedState.REFERRED}
