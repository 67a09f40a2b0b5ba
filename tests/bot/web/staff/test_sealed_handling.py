"""Officers deal with reports at the console, by plain forms."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.wiring import Parts
from handlers.casework.sealed import steps
from handlers.dates import local_day
from handlers.texts import sealed_handling as texts
from handlers.texts.console_lists import NOTHING_ELSE
from store.queries.sealed_complaints import complaint_called, keep_box
from store.states import BoxKind, Role, SealedTrack, SignInWay
from store.work import Work
from tests.bot.web.staff.conftest import Office, Seat
from tests.clocks import FrozenClock
from tests.dialogue import running
from tests.handlers.sealed.officers import Officers, Settled, settle

pytestmark = pytest.mark.xdist_group("sealed pages")  # one report is opened, to copy from

_LIST = "/staff/sealed"


@pytest.fixture(scope="module")
def settled(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Settled:
    return settle(migrated_file, tmp_path_factory.mktemp("officers"))


@pytest.fixture
async def parts(settled: Settled, tmp_path: Path, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(f"sqlite:///{settled.copied_to(tmp_path)}", clock) as made:
        yield made


@pytest.fixture
def page_of(settled: Settled) -> str:
    return f"{_LIST}/{settled.report}"


async def _register(seat: Seat, settled: Settled, **changes: str) -> tuple[int, str]:
    fields = {"proof": settled.proof, "track": "official", "is_named": "yes", "seen": "0"} | changes
    return await seat.post(f"{_LIST}/{settled.report}", step="register", **fields)


async def test_from_the_list_to_the_receipt(office: Office, settled: Settled, page_of: str) -> None:
    officer = await office("郑派")
    assert "请打开登记" in officer.text(await officer.get(_LIST))
    status, page = await _register(officer, settled)
    assert (status, "反映公职人员" in page) == (200, True)
    status, page = await officer.post(page_of, step="hand_over", seen="1", organ="安泽县纪委监委", on="今天")
    assert "已移送安泽县纪委监委" in officer.text(page)
    status, page = await officer.post(page_of, step="hand_over", seen="1", organ="安泽县纪委监委", on="今天")
    assert (status, texts.MOVED_ON in page) == (422, True)  # pressed twice
    _, page = await officer.post(page_of, step="receipt", seen="2", number="回1号", on="昨天")
    assert "日期要在" in page
    assert 'value="回1号"' in page  # what was typed stays
    status, page = await officer.post(page_of, step="receipt", seen="2", number="回1号", on="今天")
    assert "回1号" in officer.text(page)
    assert "看过这一页的：郑派" in officer.text(page)


async def test_an_officer_learns_of_it_where_they_sign_in_and_of_an_addition_to_what_was_done(
    office: Office, settled: Settled, page_of: str, parts: Parts, clock: FrozenClock
) -> None:
    def close(work: Work) -> None:
        officers = Officers(work, settled.known)
        officers.registered(SealedTrack.PETITION)
        today = officers.today
        officers.does("郑派", steps.Refer(organ="县人社局", on=today), steps.Tell(on=today))

    officer = await office("郑派")
    todo = officer.text(await officer.get("/staff"))
    assert texts.head(count=2) in todo
    assert NOTHING_ELSE in todo
    await officer.get(page_of)
    await parts.database.write(close, clock())
    assert settled.report not in await officer.get(_LIST)
    assert texts.head(count=1) in officer.text(await officer.get("/staff"))
    clock.advance(days=1)
    today = local_day(clock())
    await parts.database.write(
        lambda work: keep_box(work, settled.report, BoxKind.ADDITION, b"sealed", today), clock()
    )
    officer = await office("郑派")
    assert texts.added(on=today) in officer.text(await officer.get(_LIST))
    await officer.get(page_of)
    clock.advance(days=1)
    officer = await office("郑派")
    await officer.get(page_of)
    assert settled.report not in await officer.get(_LIST)


async def test_whoever_signed_in_by_an_account_sees_none(office: Office, settled: Settled, page_of: str) -> None:
    officer = await office("郑派", way=SignInWay.ACCOUNT)
    for path in (_LIST, page_of, f"{page_of}/open", f"{_LIST}/reseal"):
        async with officer.client.get(path) as response:
            assert (response.status, settled.report in await response.text()) == (403, False), path
    status, page = await _register(officer, settled)
    assert (status, texts.OTHER_DOOR in page) == (403, True)


async def test_an_officer_without_a_key_sees_none(office: Office, settled: Settled) -> None:
    officer = await office("无钥", Role.REPORT_OFFICER)
    page = await officer.get(f"{_LIST}?all")
    assert texts.NO_KEY in page
    assert settled.report not in page


async def test_what_is_wrong_is_said_by_its_field_and_nothing_is_recorded(
    office: Office, settled: Settled, page_of: str
) -> None:
    officer = await office("吴受")
    status, page = await _register(officer, settled, track="", proof="123")
    assert (status, texts.choose(label="办理方式") in page) == (422, True)
    status, page = await _register(officer, settled, track="", proof="")
    assert (status, texts.choose(label="办理方式") in page) == (422, True)
    assert texts.fill_in(label=texts.PROOF[0]) in page
    status, page = await _register(officer, settled, proof="1234 1234 1234")
    assert (status, texts.NO_PROOF in page) == (422, True)
    assert 'value="1234 1234 1234"' in page
    status, page = await officer.post(page_of, step="stand_aside", seen="0")
    assert (status, texts.TICK in page) == (422, True)
    assert "还没有办过" in page


async def test_whoever_stands_aside_sees_its_day_alone(office: Office, settled: Settled, page_of: str) -> None:
    officer, other = await office("吴受"), await office("郑派")
    await _register(other, settled, **{"concerns.office": "yes"})
    page = await officer.get(f"{_LIST}?all")
    assert texts.ASIDE_MARK in page
    assert settled.report not in page
    assert page.count("已收到") == 1  # the other report
    for path in (page_of, f"{page_of}/open"):
        async with officer.client.get(path) as response:
            assert (response.status, texts.ASIDE in await response.text()) == (403, True)
    status, _ = await other.post(page_of, step="stand_aside", seen="1", sure="yes")
    assert status == 200
    async with other.client.get(page_of) as response:
        assert response.status == 403


async def test_nobody_else_sees_that_there_is_any(office: Office, settled: Settled, page_of: str) -> None:
    other = await office("别人", Role.OFFICE, Role.BUREAU)
    assert "举报" not in other.text(await other.get("/staff"))
    for path in (_LIST, page_of):
        async with other.client.get(path) as response:
            page = await response.text()
            assert (response.status, texts.OFFICERS_ONLY in page) == (403, True)
    status, _ = await _register(other, settled)
    assert status == 403


async def test_the_second_officer_gets_the_proof_of_what_is_gone(
    office: Office, settled: Settled, page_of: str, parts: Parts, clock: FrozenClock
) -> None:
    def dispose(work: Work) -> None:
        officers = Officers(work, settled.known)
        officers.registered(SealedTrack.OFFICIAL)
        hand_over = steps.HandOver(organ="安泽县纪委监委", on=officers.today)
        officers.does("郑派", hand_over, steps.Receipt(number="回1号", on=officers.today))
        officers.keeps("30天")

    await parts.database.write(dispose, clock())
    clock.advance(days=31)
    first, second = await office("吴受"), await office("郑派")
    status, page = await first.post(page_of, step="propose_deletion", seen="4")
    assert (status, texts.DELETION_MARK in page) == (200, True)
    status, page = await first.post(page_of, step="delete", seen="5", sure="yes")
    assert (status, texts.BY_TWO in page) == (422, True)
    status, page = await second.post(page_of, step="delete", seen="5", sure="yes")
    assert (status, settled.report in page) == (200, True)
    gone = await parts.database.read(lambda work: complaint_called(work, settled.report), clock())
    assert gone is None
    status, page = await second.post(page_of, step="delete", seen="5", sure="yes")
    assert (status, texts.NO_SUCH in page) == (403, True)
