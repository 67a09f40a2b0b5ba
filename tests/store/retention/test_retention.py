"""What personal records outlive is deleted, and nothing younger."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from store.database import Database
from store.retention.expiry import delete_expired
from store.tables.access import AccessRecord
from store.tables.applications import Intention
from store.tables.form_claims import FormClaim
from store.tables.notices import StaffNotice, StaffNoticeMark
from store.tables.people import BindTry, Staff
from store.work import Work
from tests.clocks import FrozenClock


async def test_each_record_goes_after_its_own_period(database: Database, clock: FrozenClock) -> None:
    def fill(work: Work) -> None:
        reader = work.add(Staff(name="李审", roles='["auditor"]', active=True, created_at=work.now)).id
        for age in (timedelta(days=729), timedelta(days=731)):
            then = work.now - age
            work.add(Intention(channel="web", address=str(age.days), data="{}", registered_at=then))
            notice = StaffNotice(role="office", staff_id=None, about="", subject="", text=str(age.days), at=then)
            mark = StaffNoticeMark(staff_id=reader, notice_id=work.add(notice).id, read_at=then)
            work.add(mark)
            old = AccessRecord(staff_id=reader, how="view", subject=str(age.days), detail="", at=then)
            work.add(old)
        for hours in (47, 49):
            then = work.now - timedelta(hours=hours)
            work.add(FormClaim(token_hash=bytes([hours]), staff_id=reader, at=then, outcome=f"form {hours}"))
        for hours in (23, 25):
            work.add(
                BindTry(channel="web", address=str(hours), wrong=1, last_at=work.now - timedelta(hours=hours))
            )

    def left(work: Work) -> list[str]:
        return [
            *(row.address for row in work.all(select(Intention))),
            *(row.text for row in work.all(select(StaffNotice))),
            *(f"mark {row.notice_id}" for row in work.all(select(StaffNoticeMark))),
            *(row.address for row in work.all(select(BindTry))),
            *(row.subject for row in work.all(select(AccessRecord))),
            *(row.outcome for row in work.all(select(FormClaim))),
        ]

    await database.write(fill, clock())
    await database.write(delete_expired, clock())
    assert await database.read(left, clock()) == ["729", "729", "mark 1", "23", "729", "form 47"]
