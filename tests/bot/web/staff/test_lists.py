"""The lists of the console: complete, filtered by their address, and plain about what nobody can do."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from benchmarks.county import fill
from bot.wiring import Parts
from handlers.casework.arrangements import set_arrangement
from handlers.casework.service_standards import STANDARDS
from handlers.casework.staffing import deactivate
from handlers.casework.table import TABLE
from handlers.identity.who import OPERATOR, staff_member
from handlers.results import Done
from handlers.staff.lists.present import present
from store.database import Database
from store.states import Role
from store.work import Work
from tests.bot.web.staff.conftest import Client, Office
from tests.clocks import FrozenClock
from tests.dialogue import running
from tests.keys import KEYS

pytestmark = pytest.mark.xdist_group("lists")  # over copies of one filled file

_MANY = 260
_PAGES = (
    "/staff",
    "/staff/applications",
    "/staff/contracts",
    "/staff/cases",
    "/staff/intentions",
    "/staff/members",
)


@pytest.fixture(scope="module")
def filled_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = Path(shutil.copy(migrated_file, tmp_path_factory.mktemp("lists") / "filled.db"))
    asyncio.run(_filled(f"sqlite:///{file}"))
    return file


async def _filled(url: str) -> None:
    database = Database.open(url, KEYS)
    await database.run(partial(fill, keys=KEYS, applications=_MANY))
    await database.close()


@pytest.fixture
def county(filled_file: Path, tmp_path: Path) -> str:
    """260 applications, 20 of each state: a copy of the file in which they are."""
    return f"sqlite:///{shutil.copy(filled_file, tmp_path / 'filled.db')}"


@pytest.fixture
async def parts(request: pytest.FixtureRequest, clock: FrozenClock) -> AsyncIterator[Parts]:
    url = request.getfixturevalue("county" if "county" in request.fixturenames else "sqlite_url")
    async with running(url, clock) as made:
        yield made


def _numbers(page: str) -> list[str]:
    return re.findall(r"AZ-\d{4}-\d{6}(?=</a>)", page)


async def test_all_applications_can_be_paged_through(office: Office, county: str) -> None:
    seat = await office("测办甲")
    page = await seat.get("/staff/applications?size=100")
    assert "共 260 条" in seat.text(page)
    assert "每页 100 条" in seat.text(page)
    found = set(_numbers(page))
    for number in (2, 3):
        found |= set(_numbers(await seat.get(f"/staff/applications?size=100&page={number}")))
    assert len(found) == _MANY
    assert set(_numbers(await seat.get("/staff/applications?size=100&page=99"))) <= found


async def test_an_application_is_found_by_number_firm_and_person(office: Office, county: str) -> None:
    seat = await office("测办甲")
    (number,) = _numbers(await seat.get("/staff/applications?q=经办77&size=25"))[:1]
    assert _numbers(await seat.get(f"/staff/applications?q={number.lower().replace('-', '')}")) == [number]
    assert len(_numbers(await seat.get("/staff/applications?q=测试1003号"))) == 4
    assert len(_numbers(await seat.get("/staff/applications?q=测试1003号 CS-HT-001003"))) == 4
    assert _numbers(await seat.get("/staff/applications?q=测试1003号 没有这家")) == []
    assert "清除条件" in await seat.get("/staff/applications?q=100%25")


async def test_filters_stand_in_the_address_and_are_kept_while_paging(office: Office, county: str) -> None:
    seat = await office("测办甲")
    page = await seat.get("/staff/applications?state=submitted&state=accepted&sort=amount")
    assert "共 40 条" in seat.text(page)
    assert "state=submitted&amp;state=accepted&amp;sort=amount&amp;page=2" in page
    assert set(re.findall(r'name="state" value="(\w+)" checked', page)) == {"submitted", "accepted"}
    held = await seat.get("/staff/applications?holder=payer")
    assert "共 40 条" in seat.text(held)
    both = await seat.get("/staff/applications?state=submitted&kind=midterm")
    assert 0 < len(_numbers(both)) < 20
    dated = await seat.get("/staff/applications?from=2026-10-01&to=2026-10-31")
    assert 0 < len(_numbers(dated)) < 20


async def test_a_sort_puts_the_largest_first_and_back(office: Office, county: str) -> None:
    seat = await office("测办甲")
    down = await seat.get("/staff/applications?sort=-number&size=200")
    assert _numbers(down) == sorted(_numbers(down), reverse=True)
    assert 'aria-sort="descending"' in down
    assert "sort=number" in down


@pytest.mark.parametrize(
    "query",
    [
        *("page=x", "page=-1", "page=99999999999", "size=7", "sort=nothing", "state=odd", "q=%25_'"),
        *("from=2026-13-99", "from=0001-01-01", "to=9999-12-31"),
    ],
)
async def test_what_cannot_be_meant_breaks_nothing(office: Office, county: str, query: str) -> None:
    seat = await office("测办甲")
    page = await seat.get(f"/staff/applications?{query}")
    assert "拨付申请" in page
    if query.startswith(("from", "to")):
        assert "看不明白" in page


async def test_each_role_s_list_of_work_has_all_that_waits_for_it(office: Office, county: str) -> None:
    """20 of each of five states for the office, of two for the payers, of one for the bureau."""
    counts = {"测办甲": 100, "测拨甲": 40, "测拨乙": 40, "测工甲": 20, "测审甲": 0, "测管": 0}
    for name, applications in counts.items():
        seat = await office(name)
        page = await seat.get("/staff?what=application&size=200")
        assert f"共 {applications} 条" in seat.text(page), name
    everything = seat.text(await (await office("测办甲")).get("/staff"))
    assert "共 104 条" in everything  # with two cases and two intentions


async def test_the_oldest_is_first_and_what_is_overdue_is_said(office: Office, county: str, parts: Parts) -> None:
    await parts.database.write(_set_standards, parts.clock())
    seat = await office("测办甲")
    page = await seat.get("/staff?size=200")
    assert "其中超期" in seat.text(page)
    assert "row-overdue" in page
    late = await seat.get("/staff?overdue=1&size=200&what=application")
    assert 0 < len(_numbers(late)) < 120
    assert late.count("超期 ") >= len(_numbers(late))
    listed = await seat.get("/staff/applications?overdue=1&size=200")
    assert set(_numbers(late)) == set(_numbers(listed))


@pytest.mark.parametrize("path", ["/staff", "/staff/applications"])
async def test_without_standards_the_list_says_why_nothing_is_overdue(
    office: Office, county: str, path: str
) -> None:
    seat = await office("测办甲")
    assert "没有设置办理时限" in seat.text(await seat.get(f"{path}?overdue=1"))
    assert "没有设置办理时限" not in seat.text(await seat.get(path))


async def test_a_searched_list_of_work_counts_and_pages_as_the_whole_one(
    office: Office, county: str, parts: Parts
) -> None:
    await parts.database.write(_set_standards, parts.clock())
    seat = await office("测办甲")
    for which in ("what=application", "what=application&overdue=1"):
        pages = [await seat.get(f"/staff?{which}&page={number}") for number in (1, 2, 99)]
        searched = [await seat.get(f"/staff?{which}&page={number}&q=测试") for number in (1, 2, 99)]
        assert list(map(_numbers, searched)) == list(map(_numbers, pages)), which
        heads = [_head(seat.text(page)) for page in pages]
        assert all(heads)
        assert [_head(seat.text(page)) for page in searched] == heads
    found = await seat.get("/staff?q=测试1003号")
    assert 0 < len(_numbers(found)) < 5
    assert f"共 {len(_numbers(found))} 条" in seat.text(found)
    assert "没有符合" in seat.text(await seat.get("/staff?q=没有这家&page=2"))


def _head(page: str) -> list[str]:
    return re.findall(r"共 \d+ 件|其中超期 \d+", page)


def _set_standards(work: Work) -> None:
    member = staff_member(work, "测办甲")
    assert member is not None
    assert isinstance(set_arrangement(work, member, STANDARDS, "受理5、上报10"), Done)


async def test_where_nobody_is_left_for_the_next_step_lists_say_so(
    office: Office, county: str, parts: Parts
) -> None:
    administrator, payer = await office("测管"), await office("测拨乙")
    assert "目前没有人可以办理下一步" not in await administrator.get("/staff")
    await parts.database.write(lambda work: deactivate(work, OPERATOR, "测工甲"), parts.clock())
    page = await administrator.get("/staff?size=200")
    assert "目前没有人可以办理下一步：归档" in administrator.text(page)
    assert "共 20 条" in administrator.text(page)
    assert "测试1" not in page
    stuck = await payer.get("/staff/applications?stuck=1&size=200")
    assert len(_numbers(stuck)) == 20


async def test_who_reads_no_cases_reads_no_lists_of_them(office: Office, county: str) -> None:
    seat = await office("测管")
    for path in _PAGES[1:5]:
        async with seat.client.get(path) as response:
            assert response.status == 403, path
    assert "测拨乙" in await seat.get("/staff/members")
    bureau = await office("测工甲")
    async with bureau.client.get("/staff/intentions") as response:
        assert response.status == 403


async def test_a_stranger_is_led_to_sign_in(client: Client) -> None:
    for path in _PAGES:
        async with client.get(path, allow_redirects=False) as response:
            assert response.status == 303


async def test_an_empty_list_says_what_to_do(office: Office) -> None:
    seat = await office("甲", Role.OFFICE)
    for path in _PAGES[:-1]:
        assert 'class="panel empty"' in await seat.get(path)
    assert "清除条件" in await seat.get("/staff/contracts?q=没有")


async def test_contracts_cases_and_intentions_are_filtered(
    office: Office, county: str, clock: FrozenClock
) -> None:
    seat = await office("测办甲")
    assert "共 65 条" in seat.text(await seat.get("/staff/contracts"))
    assert "共 1 条" in seat.text(await seat.get("/staff/contracts?q=CS-HT-001007"))
    listed = seat.text(await seat.get("/staff/contracts?area=3&size=100"))
    assert "第七条" in listed or "（三）" in listed
    third = sum(number % 11 != 0 and number % 10 == 2 for number in range(1000, 1065))
    assert f"共 {third} 条" in listed
    unlisted = sum(number % 11 == 0 for number in range(1000, 1065))
    assert f"共 {third + unlisted} 条" in seat.text(await seat.get("/staff/contracts?area=3&area=none"))
    past = seat.text(await seat.get("/staff/contracts?past_due=1"))
    assert "已过" in past
    assert "共 2 条" in seat.text(await seat.get("/staff/cases"))
    assert "共 2 条" in seat.text(await seat.get("/staff/intentions?handled=no"))
    assert "共 0 条" in seat.text(await seat.get("/staff/intentions?handled=yes"))
    assert "共 2 条" in seat.text(await seat.get("/staff/members?role=payer"))


async def test_what_is_entered_into_a_list_is_entered_from_it(office: Office) -> None:
    bureau = await (await office("丙", Role.BUREAU)).get("/staff/contracts")
    assert "登记合同" in bureau
    assert "/staff/contracts/import" in bureau
    administrator = await office("管", Role.ADMINISTRATOR)
    (address,) = re.findall(r'href="(/staff/act/[^"]+)"', await administrator.get("/staff/members"))
    assert "登记工作人员" in await administrator.get(address)
    office_page = await (await office("甲", Role.OFFICE)).get("/staff/contracts")
    assert "/staff/act/" not in office_page
    assert "/staff/contracts/import" not in office_page


async def test_what_came_before_the_weekend_did_not_come_today(parts: Parts, clock: FrozenClock) -> None:
    friday = clock.now + timedelta(days=3)
    clock.advance(days=5)

    def waited(work: Work) -> tuple[str, str]:
        shown = present(work, TABLE)
        return shown.waited(friday).text, shown.waited(work.now).text

    assert await parts.database.read(waited, clock()) == ("不到 1 个工作日", "今天")
