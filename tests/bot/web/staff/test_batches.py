"""提请批次 in the console: eight applications from the 请示 to the minutes, all of them or none."""

from __future__ import annotations

from io import BytesIO

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from bot.wiring import Parts
from handlers.casework.transitions import ActName
from handlers.identity.actors import Door
from handlers.identity.who import staff_member
from store.queries.applications import application_numbered, meetings_of
from store.work import Work
from tests.bot.web.staff.conftest import Office
from tests.bot.web.staff.sitting import Clerk, formed, heard, minuted, prepared, tabled
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform
from tests.handlers.casework.town import done

MOST_LOADS = 12


@pytest.mark.rotated("whole stories", 3)
async def test_eight_applications_from_the_request_to_the_minutes_in_twelve_pages(
    parts: Parts, office: Office
) -> None:
    numbers = await prepared(parts, 8)
    clerk = Clerk(await office("张办"))
    await clerk.opens("/staff/batches")
    batch = await formed(clerk, numbers)
    await tabled(clerk, batch)
    await heard(clerk, batch)
    await minuted(clerk, batch)
    await clerk.opens(f"{batch}/print")
    assert clerk.loads <= MOST_LOADS
    assert "拟拨付资金汇总表" in clerk.text
    assert "肆佰万元整" in clerk.text
    assert clerk.text.count("系统打印件，未加盖公章，不作为正式文书。") == 1
    assert {found[:2] for found in await _standing(parts, numbers)} == {("approved", "〔2026〕12号")}


async def test_each_line_has_its_own_result(parts: Parts, office: Office) -> None:
    numbers = await prepared(parts, 6)
    clerk = Clerk(await office("张办"))
    batch = await formed(clerk, numbers)
    await tabled(clerk, batch)
    whole, part, principle, later, refusal, unheard = numbers
    changes = {
        f"{part}.result": "agree_partly",
        f"{part}.approved": "30万元",
        f"{principle}.result": "agree_in_principle",
        f"{principle}.words": "补齐环评手续",
        f"{later}.result": "postpone",
        f"{refusal}.result": "reject",
        f"{unheard}.result": "not_heard",
        f"{unheard}.words": "议程调整",
    }
    await heard(clerk, batch, **changes)
    assert clerk.status == 200, clerk.text
    found = await _standing(parts, [whole, part, principle, later, refusal, unheard])
    states = [state for state, _, _ in found]
    assert states == ["approved", "approved", "approved", "postponed", "rejected", "tabled"]
    assert [approved for _, _, approved in found][:3] == [50_000_000, 30_000_000, 50_000_000]
    await clerk.opens("/staff/batches/new")
    offered = [number for number in numbers if f'name="a.{number}"' in clerk.page]
    assert offered == [later, unheard]


async def test_a_refused_line_keeps_all_that_was_typed_and_nothing_is_recorded(
    parts: Parts, office: Office
) -> None:
    numbers = await prepared(parts, 3)
    clerk = Clerk(await office("张办"))
    batch = await formed(clerk, numbers)
    await tabled(clerk, batch)
    path = f"{batch}/results"
    await clerk.opens(path)
    changes = {f"{numbers[1]}.result": "agree_partly", f"{numbers[1]}.approved": "60万元"}
    changes |= {f"{numbers[2]}.result": "agree_in_principle"}
    await clerk.sends(path, stage="review", session="12", held_on="2026-11-24", **changes)
    assert clerk.status == 422
    assert "500,000元" in clerk.text
    assert "请填写附带的条件" in clerk.text
    assert 'value="60万元"' in clerk.page
    assert 'value="第12次"' in clerk.page or 'value="12"' in clerk.page
    assert f'href="#l-{numbers[1]}"' in clerk.page
    assert f'href="#l-{numbers[0]}"' not in clerk.page
    await clerk.sends(path, stage="review", session="12", held_on="", **changes)
    assert "请填写“会议日期”" in clerk.text
    assert {state for state, _, _ in await _standing(parts, numbers)} == {"tabled"}


async def test_what_somebody_else_did_meanwhile_refuses_the_whole_batch(parts: Parts, office: Office) -> None:
    """A line that was recorded by itself after the look: the form says so, and no other line is recorded."""
    numbers = await prepared(parts, 2)
    clerk = Clerk(await office("张办"))
    batch = await formed(clerk, numbers)
    await tabled(clerk, batch)
    path = f"{batch}/results"
    await clerk.opens(path)
    await clerk.sends(path, stage="review", session="12", held_on="2026-11-24")
    await parts.database.write(lambda work: _recorded_alone(work, numbers[0]), parts.clock())
    await clerk.confirms(path)
    assert clerk.status == 422
    assert "有变动" in clerk.text
    assert [state for state, _, _ in await _standing(parts, numbers)] == ["approved", "tabled"]


async def test_a_form_that_comes_twice_is_recorded_once(parts: Parts, office: Office) -> None:
    numbers = await prepared(parts, 2)
    clerk = Clerk(await office("张办"))
    batch = await formed(clerk, numbers)
    await tabled(clerk, batch)
    path = f"{batch}/results"
    await clerk.opens(path)
    review = await clerk.sends(path, stage="review", session="12", held_on="2026-11-24")
    for _ in range(2):
        clerk.page = review
        await clerk.confirms(path)
        assert clerk.status == 200
        assert "已登记" in clerk.text


async def test_the_sheet_has_the_sums_and_who_took_it_out(parts: Parts, office: Office) -> None:
    numbers = await prepared(parts, 2)
    seat = await office("张办")
    batch = await formed(Clerk(seat), numbers)
    async with seat.client.get(f"{batch}.xlsx") as response:
        assert response.status == 200
        (sheet,) = load_workbook(BytesIO(await response.read())).worksheets
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert {*numbers, "1000000"} <= set(cells), "sums are numbers, without a comma"
    assert any("张办" in cell for cell in cells)
    assert any("壹佰万元整" in cell for cell in cells)


async def test_the_page_of_a_case_shows_its_batch_and_others_roles_do_nothing(
    parts: Parts, office: Office
) -> None:
    numbers = await prepared(parts, 1)
    clerk = Clerk(await office("张办"))
    batch = await formed(clerk, numbers)
    assert f'href="{batch}"' in await clerk.opens(f"/staff/applications/{numbers[0]}")
    payer = await office("赵拨")
    assert "act.table_batch" not in await payer.get(batch)
    async with payer.client.get("/staff/batches/new") as response:
        assert response.status == 403


async def _standing(parts: Parts, numbers: list[str]) -> list[tuple[str, str | None, int | None]]:
    """Of each application its state, the number of its minutes and what was approved."""

    def look(work: Work) -> list[tuple[str, str | None, int | None]]:
        found = []
        for number in numbers:
            sent = application_numbered(work, number)
            assert sent is not None
            results = meetings_of(work, sent.id)
            found.append((sent.state, results[-1].minutes if results else None, sent.approved))
        return found

    return await parts.database.read(look, parts.clock())


def _recorded_alone(work: Work, number: str) -> None:
    member = staff_member(work, "李办")
    assert member is not None
    done(perform(work, replace(member, door=Door.CONSOLE), ActName.AGREE, number, given.meeting()))
