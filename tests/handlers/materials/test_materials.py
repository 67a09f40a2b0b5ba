"""Files on a draft and on its application: bounds, whose they are, and what staff are told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.casework.checklists import NewItem, add_item
from handlers.casework.missing import missing_items
from handlers.filekinds import Problem
from handlers.forms.attachments import Rejection
from handlers.identity.actors import Contractor
from handlers.materials.allowances import MOST_BYTES
from handlers.materials.handing_in import (
    attach,
    hand_over,
    materials_of_application,
    materials_of_draft,
    take_out,
)
from handlers.messages import Channel, Person
from store.database import Database
from store.queries.materials import discard_of_draft
from store.states import Kind, Role
from store.tables.applications import Draft, Material
from store.tables.notices import StaffNotice
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.contracts.contracts import member
from tests.handlers.materials import giving
from tests.keys import KEYS


@dataclass
class Scene:
    """Acts on a database, each in a transaction of its own."""

    database: Database
    clock: FrozenClock

    async def does(self, act: Callable[[Work], object]) -> None:
        await self.database.write(act, self.clock())


@pytest.fixture
def scene(database: Database, clock: FrozenClock) -> Scene:
    return Scene(database, clock)


def begun(work: Work) -> tuple[Contractor, Draft]:
    by = giving.contractor(work)
    return by, giving.draft(work, by)


async def test_a_file_belongs_to_the_draft_and_then_to_its_application(scene: Scene) -> None:
    def act(work: Work) -> None:
        by, draft = begun(work)
        kept = attach(work, giving.received(work), draft=draft, item="contract", by=by)
        assert isinstance(kept, Material)
        assert (kept.item, kept.received_by, kept.firm_id) == ("contract", by.reference, by.firm_id)
        application = giving.application(work, by)
        assert hand_over(work, draft.id, application) == 1
        assert materials_of_draft(work, draft.id) == []
        assert materials_of_application(work, application.id) == [kept]
        assert not take_out(work, kept.id, draft=draft, by=by)

    await scene.does(act)


async def test_the_same_file_is_not_taken_twice_under_one_item(scene: Scene) -> None:
    def act(work: Work) -> None:
        by, draft = begun(work)
        file = giving.received(work)
        assert isinstance(attach(work, file, draft=draft, item="a", by=by), Material)
        again = giving.received(work, sha256=file.sha256)
        assert attach(work, again, draft=draft, item="a", by=by) == Rejection(Problem.REPEATED)
        assert isinstance(attach(work, again, draft=draft, item="b", by=by), Material)

    await scene.does(act)


async def test_thirty_files_and_200_mb_are_the_most(scene: Scene) -> None:
    def act(work: Work) -> None:
        by, draft = begun(work)
        for _ in range(10):
            large = giving.received(work, size=MOST_BYTES)
            assert isinstance(attach(work, large, draft=draft, item="", by=by), Material)
        full = attach(work, giving.received(work, size=1), draft=draft, item="", by=by)
        assert full == Rejection(Problem.DRAFT_FULL)
        other = giving.draft(work, by)
        for _ in range(30):
            assert isinstance(attach(work, giving.received(work), draft=other, item="", by=by), Material)
        assert attach(work, giving.received(work), draft=other, item="", by=by) == Rejection(Problem.TOO_MANY)

    await scene.does(act)


async def test_nobody_touches_another_firms_draft(scene: Scene) -> None:
    def act(work: Work) -> None:
        by, draft = begun(work)
        other = giving.contractor(work, 1)
        kept = attach(work, giving.received(work), draft=draft, item="", by=by)
        assert isinstance(kept, Material)
        strange = attach(work, giving.received(work), draft=draft, item="", by=other)
        assert strange == Rejection(Problem.NO_DRAFT)
        assert not take_out(work, kept.id, draft=draft, by=other)
        assert not take_out(work, kept.id, draft=giving.draft(work, other), by=other)
        assert materials_of_draft(work, draft.id) == [kept]
        assert take_out(work, kept.id, draft=draft, by=by)

    await scene.does(act)


async def test_a_draft_that_is_gone_takes_nothing(scene: Scene) -> None:
    def act(work: Work) -> None:
        by, draft = begun(work)
        attach(work, giving.received(work), draft=draft, item="", by=by)
        assert discard_of_draft(work, draft.id) == 1
        work.remove(draft)
        gone = attach(work, giving.received(work), draft=draft, item="", by=by)
        assert gone == Rejection(Problem.NO_DRAFT)

    await scene.does(act)


def _warnings(work: Work) -> list[tuple[str, str, str]]:
    notices = work.all(select(StaffNotice).order_by(StaffNotice.id))
    return [(notice.role, notice.subject, notice.text) for notice in notices]


async def test_a_repeated_invoice_number_warns_the_office_at_submission(scene: Scene) -> None:
    def act(work: Work) -> None:
        first, second = begun(work)[0], giving.contractor(work, 1)
        sent = []
        for by in (first, second):
            draft = giving.draft(work, by)
            for item in ("pdf", "xml"):  # one invoice in two formats is no repetition
                attach(work, giving.received(work, invoice="26142000000012345678"), draft=draft, item=item, by=by)
            sent.append(giving.application(work, by))
            hand_over(work, draft.id, sent[-1])
        ((role, subject, text),) = _warnings(work)
        assert (role, subject) == (Role.OFFICE.value, sent[1].number)
        assert "26142000000012345678" in text
        assert sent[0].number in text

    await scene.does(act)


async def test_an_invoice_handed_in_again_when_an_application_is_mended_warns_nobody(scene: Scene) -> None:
    def act(work: Work) -> None:
        by = giving.contractor(work)
        application = giving.application(work, by)
        for _ in range(2):
            draft = giving.draft(work, by)
            attach(work, giving.received(work, invoice="26142000000012345678"), draft=draft, item="", by=by)
            hand_over(work, draft.id, application)
        assert _warnings(work) == []

    await scene.does(act)


async def test_what_is_missing_are_the_required_items_without_a_file(scene: Scene) -> None:
    def act(work: Work) -> None:
        by, draft = begun(work)
        office = member(work, "办公室甲", Role.OFFICE)
        for code, required in (("contract", True), ("bill", True), ("photo", False)):
            add_item(work, office, Kind.PREPAYMENT, NewItem(code, f"材料{code}", required=required))
        attach(work, giving.received(work), draft=draft, item="contract", by=by)
        there = materials_of_draft(work, draft.id)
        assert [item.code for item in missing_items(work, Kind.PREPAYMENT, there)] == ["bill"]
        assert missing_items(work, Kind.MIDTERM, there) == []

    await scene.does(act)


async def test_two_who_send_the_last_file_at_once_do_not_exceed_the_bound(database_url: str, scene: Scene) -> None:
    found: dict[str, int] = {}

    def fill(work: Work) -> None:
        by, draft = begun(work)
        for _ in range(29):
            attach(work, giving.received(work), draft=draft, item="", by=by)
        found.update(draft=draft.id, firm=by.firm_id, binding=by.binding_id)

    await scene.does(fill)

    def last(work: Work) -> bool:
        draft = work.get(Draft, found["draft"])
        assert draft is not None
        by = Contractor(found["binding"], found["firm"], Person(Channel.TERMINAL, "承办0"))
        return isinstance(attach(work, giving.received(work), draft=draft, item="", by=by), Material)

    other = Database.open(database_url, KEYS)
    try:
        now = scene.clock() + timedelta(seconds=1)
        won = await asyncio.gather(scene.database.write(last, now), other.write(last, now))
    finally:
        await other.close()
    assert sorted(won) == [False, True]
