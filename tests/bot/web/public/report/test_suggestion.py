"""意见 and 投诉 on the page: left without an account, once; followed, added to and withdrawn by 查询码."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from bot.web.public.report.daily_allowance import DailyAllowance
from bot.wiring import Parts
from handlers.casework.complaints import intake_rows
from handlers.casework.complaints.fields import AnswerComplaintFields
from handlers.casework.perform import perform
from handlers.casework.transitions import ActName
from handlers.complaints.acts import leave_complaint
from handlers.identity.actors import Door
from handlers.messages import Channel, Person
from handlers.results import Done, Refused, Result
from handlers.texts import complaint_page as texts
from handlers.texts import complaints as complaint_texts
from store.states import ComplaintKind, ComplaintState, Role
from store.tables.complaints import Complaint, ComplaintMessage
from store.tables.notices import StaffNotice
from store.work import Work
from tests.bot.web.public.report.reporting import Shown, look_up, post
from tests.bot.web.public.test_strangers import serving
from tests.bot.web.raw import Client
from tests.clocks import FrozenClock
from tests.handlers.contracts.contracts import member
from tests.measure import opened

WORDS = "村口的路灯不亮，晚上走路不安全，希望尽快修。"
FIELDS: dict[str, str] = {"kind": "county", "words": WORDS, "contact": "李大姐 13812345678"}


async def _left(client: Client, *, nonce: str = "", **fields: str) -> Shown:
    number = nonce or (await post(client, "suggestion")).nonce
    return await post(client, "suggestion", FIELDS | fields, step="send", nonce=number)


async def _rows(parts: Parts) -> list[Complaint]:
    return await parts.database.read(lambda work: work.all(select(Complaint)), parts.clock())


async def _answered(parts: Parts, number: str) -> None:
    def act(work: Work) -> object:
        actor = replace(member(work, "张办", Role.OFFICE), door=Door.CONSOLE)
        fields = AnswerComplaintFields(words="路灯已报修。")
        return perform(work, actor, ActName.ANSWER_COMPLAINT, number, fields, kb=opened())

    assert isinstance(await parts.database.write(act, parts.clock()), Done)


def _words(page: Shown) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page.text))


@pytest.mark.rotated("whole stories", 3)
async def test_one_is_left_answered_added_to_and_withdrawn(client: Client, parts: Parts) -> None:
    left = await _left(client)
    assert left.status == 200
    assert "意见2026-0001" in left.text
    assert len(left.code) == 20
    (row,) = await _rows(parts)
    assert (row.kind, row.way) == (ComplaintKind.COUNTY.value, "page")
    await _answered(parts, row.number)
    code = {"code": left.code}
    added = await post(client, "code", code | {"words": "还是不亮"}, step="add")
    for said in (texts.ADDED, "路灯已报修。", WORDS, "不作为审批、拨付依据", "还是不亮"):
        assert said in added.text
    unsure = await post(client, "code", code, step="withdraw")
    assert texts.NOT_SURE in unsure.problem
    assert "还是不亮" in unsure.text
    withdrawn = await post(client, "code", code | {"sure": "on"}, step="withdraw")
    assert texts.WITHDRAWN in withdrawn.text
    (row,) = await _rows(parts)
    assert row.state == ComplaintState.WITHDRAWN.value
    kept = await parts.database.read(lambda work: work.all(select(ComplaintMessage)), parts.clock())
    assert kept == []
    assert WORDS not in withdrawn.text


async def test_the_same_form_sent_again_leaves_nothing_twice(client: Client, parts: Parts) -> None:
    nonce = (await post(client, "suggestion")).nonce
    first, second = await _left(client, nonce=nonce), await _left(client, nonce=nonce)
    assert first.code == second.code
    assert len(await _rows(parts)) == 1
    other = await _left(client, nonce=nonce, words=f"{WORDS}急。")
    assert other.code != first.code


_REFUSED: tuple[tuple[dict[str, str], str], ...] = (
    ({"kind": ""}, texts.NO_KIND),
    ({"kind": "report"}, texts.NO_KIND),
    ({"words": "  "}, texts.NO_WORDS),
    ({"words": "\u200b\u202e\n"}, texts.NO_WORDS),
    ({"words": "字" * 2001}, texts.TOO_LONG),
    ({"contact": "字" * 201}, texts.LONG_CONTACT),
    ({"words": "我的查询码1234 5678 9012 3456 7890"}, texts.HOLDS_CODE),
)


async def test_a_form_that_is_refused_comes_back_whole(client: Client, parts: Parts) -> None:
    nonce = (await post(client, "suggestion")).nonce
    for fields, problem in _REFUSED:
        page = await _left(client, nonce=nonce, **fields)
        assert problem in page.problem, fields
        assert (FIELDS | fields)["contact"] in page.text
    assert await _rows(parts) == []


async def test_what_tells_of_a_wrong_is_led_to_the_sealed_form_first(client: Client, parts: Parts) -> None:
    words = "县工信局王科长收了企业五万元好处费，才给验收"
    page = await _left(client, kind="service", words=words)
    assert texts.LOOKS_LIKE_REPORT in page.problem
    assert words in page.text
    assert await _rows(parts) == []
    taken = await _left(client, nonce=page.nonce, kind="service", words=words, anyway="on")
    assert taken.code


async def test_the_right_channel_stands_with_each_kind(client: Client) -> None:
    page = _words(await post(client, "suggestion"))
    for said in ("12333", "12345", "采购代理机构", "12388", "110"):
        assert said in page


async def test_of_danger_to_life_staff_are_told_at_once(client: Client, parts: Parts) -> None:
    page = await _left(client, words="有人拿刀堵在我家门口要杀人，快来人")
    assert "请立即拨打110或120" in page.text.partition("您的查询码")[0]
    told = await parts.database.read(lambda work: work.all(select(StaffNotice)), parts.clock())
    assert [one.urgent for one in told] == [False, True]


async def test_a_code_of_nobody_finds_neither(client: Client) -> None:
    left = await _left(client)
    wrong = f"{(int(left.code[0]) + 1) % 10}{left.code[1:]}"
    assert WORDS not in (await look_up(client, wrong)).text


async def test_the_pages_of_a_code_say_where_to_come_back_to(sqlite_url: str, clock: FrozenClock) -> None:
    async with serving(sqlite_url, clock, public_url="https://fund.example") as client:
        left = await _left(client)
        asked = await post(client, "code")
    assert "https://fund.example/report" in left.text
    assert "https://fund.example/report" in asked.text


async def test_one_household_leaves_so_many_in_a_day(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    nonce = (await post(client, "suggestion")).nonce
    first = await _left(client, nonce=nonce)
    monkeypatch.setattr(DailyAllowance, "allows", lambda _self, _household, size: not size)
    refused = await _left(client, words="还有一处路灯不亮")
    assert texts.TOO_MANY_TODAY in refused.problem
    assert "还有一处路灯不亮" in refused.text
    assert (await _left(client, nonce=nonce)).code == first.code


async def test_too_many_in_talks_leave_the_page_open(
    client: Client, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_rows, "MOST_WAITING", 1)

    def leave(visitor: str) -> Callable[[Work], Result]:
        person = Person(Channel.WEB, visitor)
        return lambda work: leave_complaint(work, person, ComplaintKind.SUGGESTION, WORDS)

    assert isinstance(await parts.database.write(leave("a"), parts.clock()), Done)
    refused = await parts.database.write(leave("b"), parts.clock())
    assert isinstance(refused, Refused)
    assert [reason.text for reason in refused.reasons] == [complaint_texts.TOO_MANY_IN_TALKS]
    assert (await _left(client)).code
    monkeypatch.setattr(intake_rows, "MOST_ON_PAGE", 1)
    assert parts.kb.written_out(complaint_texts.TOO_MANY_WAIT) in (await _left(client)).problem
