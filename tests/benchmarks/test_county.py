"""A county that is written in bulk stands as acts would have left it: the audit finds nothing."""

from __future__ import annotations

from functools import partial

from sqlalchemy import func, select

from benchmarks.county import FILES, MEMBERS, fill
from handlers.audit.verify_chains import Verdict, verify
from handlers.identity.who import staff_member
from store.database import Database
from store.tables.applications import Application, Material
from store.work import Work
from tests.clocks import FrozenClock
from tests.keys import KEYS

_MANY = 130


async def test_every_row_is_sealed_and_every_entry_signed(database_url: str, clock: FrozenClock) -> None:
    database = Database.open(database_url, KEYS)
    try:
        filled = await database.run(partial(fill, keys=KEYS, applications=_MANY))
        verdict: Verdict = await database.write(verify, clock())
        assert verdict.breaks == ()
        assert await database.read(_counted, clock()) == (_MANY, _MANY * FILES)
        assert filled.entries == verdict.entries
        for name, role in MEMBERS:
            member = await database.read(lambda work, name=name: staff_member(work, name), clock())  # type: ignore[misc] # bound above
            assert member is not None
            assert member.roles == {role}
    finally:
        await database.close()


def _counted(work: Work) -> tuple[int, int]:
    applications = work.session.scalar(select(func.count()).select_from(Application))
    files = work.session.scalar(select(func.count()).select_from(Material))
    return int(applications or 0), int(files or 0)
