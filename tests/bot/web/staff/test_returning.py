"""退回补正 names what is missing paper by paper, each with its reason, all at once."""

from __future__ import annotations

import re

import pytest

from bot.wiring import Parts
from handlers.messages import Channel
from store.queries.applications import application_numbered, steps_of
from store.queries.materials import materials_of_application
from store.states import State
from store.work import Work
from tests.bot.web.staff.conftest import Office, Seat
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.scenarios.desk.conftest import OFFICE

Numbers = dict[State, str]


@pytest.fixture
def parts(county: Parts) -> Parts:
    return county


@pytest.fixture
def path(numbers: Numbers) -> str:
    return f"/staff/act/act.return/application/{numbers[State.SUBMITTED]}"


def _hidden(page: str) -> dict[str, str]:
    """What a page's form sends by itself."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: value for name, value in found if name != "key"}


async def _reviewed(seat: Seat, path: str, **typed: str) -> tuple[int, str]:
    page = await seat.get(path)
    fields = _hidden(page) | {"stage": "review"} | {f"f.{name}": words for name, words in typed.items()}
    return await seat.post(path, **fields)


async def _told(parts: Parts, clock: FrozenClock, number: str) -> str:
    def look(work: Work) -> str:
        application = application_numbered(work, number)
        assert application is not None
        return steps_of(work, application.id)[-1].told

    return await parts.database.read(look, clock())


async def test_every_item_of_the_list_can_be_ticked_with_a_reason(office: Office, path: str) -> None:
    seat = await office(OFFICE)
    page = await seat.get(path)
    assert page.count('type="checkbox" name="f.missing.') >= 2
    assert "已交 演示材料.png" in page


async def test_ticked_papers_and_free_lines_are_told_together(
    office: Office, path: str, parts: Parts, clock: FrozenClock, numbers: Numbers
) -> None:
    seat = await office(OFFICE)
    codes = re.findall(r'name="f\.missing\.([a-z0-9-]+)"', await seat.get(path))
    first, second, *_ = codes
    typed = {
        f"missing.{first}": "on",
        f"missing.{first}.why": "没有盖章",
        f"missing.{second}.why": "缺第2页",
        "missing": "请补法人身份证明\n请写明开户行",
    }
    status, page = await _reviewed(seat, path, **typed)
    assert status == 200
    assert "没有盖章" in page
    status, page = await seat.post(path, **_hidden(page), stage="record")
    told = await _told(parts, clock, numbers[State.SUBMITTED])
    assert [line.partition("：")[2] for line in told.splitlines()[1:3]] == ["没有盖章", "缺第2页"]
    assert told.splitlines()[3:] == ["请补法人身份证明", "请写明开户行"]


async def test_a_ticked_paper_wants_its_reason_and_keeps_what_was_typed(office: Office, path: str) -> None:
    seat = await office(OFFICE)
    first = re.findall(r'name="f\.missing\.([a-z0-9-]+)"', await seat.get(path))[0]
    status, page = await _reviewed(seat, path, **{f"missing.{first}": "on", "missing": "请写明开户行"})
    assert status == 422
    assert "请写出这几项要补正什么" in page
    assert f'name="f.missing.{first}" checked' in page
    assert "请写明开户行" in page


async def test_what_is_required_and_not_there_is_told_in_any_case(
    office: Office, path: str, parts: Parts, clock: FrozenClock, numbers: Numbers
) -> None:
    def lose(work: Work) -> None:
        application = application_numbered(work, numbers[State.SUBMITTED])
        assert application is not None
        for file in materials_of_application(work, application.id):
            file.item = ""

    await parts.database.write(lose, clock())
    seat = await office(OFFICE)
    page = await seat.get(path)
    assert "必交，还没有收到，会一并告知" in page
    assert "演示材料.png" in page  # a file under no item can be named as well
    status, page = await _reviewed(seat, path)
    assert status == 200
    assert "：还没有收到" in page


async def test_in_a_talk_the_papers_go_by_their_places(parts: Parts, clock: FrozenClock, numbers: Numbers) -> None:
    desk = Dialogue(parts, OFFICE, Channel.CONSOLE)
    asked = await desk.says(f"退回补正 {numbers[State.SUBMITTED]}")
    assert "第1项 拨付申请书（加盖公章）（已交 演示材料.png）" in asked.text
    await desk.says("第1项 没有盖章\n请写明开户行")
    await desk.says("跳过")
    await desk.says("确认")
    told = await _told(parts, clock, numbers[State.SUBMITTED])
    assert told.splitlines()[1:] == ["拨付申请书（加盖公章）：没有盖章", "请写明开户行"]
