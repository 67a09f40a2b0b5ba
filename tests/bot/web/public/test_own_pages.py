"""A firm's own pages: all of its applications, nothing of anybody else's, and nothing that stays in the house."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from functools import partial

import pytest
from sqlalchemy import select

from bot.wiring import Parts
from handlers.applications.letters import letter_of_application
from handlers.applications.own_applications import firm_of, own_application, own_applications
from handlers.casework.bindings import unbind
from handlers.casework.checklists import NewItem, add_item
from handlers.casework.fields import NoteFields
from handlers.casework.pausing import pause_assistant
from handlers.casework.table import ActName
from handlers.identity.who import OPERATOR, contractor
from handlers.messages import Channel, Person
from handlers.notices.records import notices_to
from policy_kb.roles import PassageRole
from store.queries.status import application_of_firm
from store.states import Kind, OutboxState, State
from store.tables.applications import Draft
from store.tables.messages import OutboxRow
from tests.bot.web.public.firms import Browser, bind, browsing, hand_in, of_application, rival, statements
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.handlers.casework import given
from tests.handlers.casework.settled import SettledTown
from tests.handlers.casework.town import TODAY, Town, done
from tests.handlers.materials import giving, samples
from tests.scenarios.applying import PURPOSE, fill, listing
from tests.scenarios.county import County

UNKNOWN = "AZ-2026-000000"
MOST_STATEMENTS = 30
PATHS = ("/mine", "/mine/{}", "/mine/{}/receipt", "/mine/{}/print/application", "/mine/{}/print/pledge")
DRAFT_PATHS = ("/mine/drafts/{}", "/mine/drafts/{}/print/application", "/mine/drafts/{}/print/pledge")


@pytest.fixture
async def parts(town_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(town_url, clock) as made:
        yield made


@pytest.fixture
async def county(parts: Parts, settled_town: SettledTown) -> County:
    return await County.begin(parts, settled_town.town)


@pytest.fixture
async def browser(parts: Parts) -> AsyncIterator[Browser]:
    async with browsing(parts) as made:
        yield made


@pytest.fixture
async def bound(county: County, browser: Browser) -> Browser:
    await bind(county, browser)
    return browser


async def test_a_stranger_reads_how_to_be_bound_whatever_is_asked_for(county: County, browser: Browser) -> None:
    number = await county.act(Town.submitted)
    draft = (await county.act(lambda town: giving.draft(town.work, town.boss))).id
    asked = [path.format(number) for path in PATHS] + [path.format(draft) for path in DRAFT_PATHS]
    for path in (*asked, f"/mine/{UNKNOWN}", "/mine/files/1", "/mine/files/1/view"):
        page = await browser.open(path, 403)
        assert "绑定码" in page, path
        assert number not in page
    browser.client.session.cookie_jar.clear()
    assert "绑定码" in await browser.open(f"/mine/{number}", 403)


async def test_whose_binding_ended_or_was_erased_sees_nothing_any_more(
    parts: Parts, county: County, bound: Browser
) -> None:
    number = await county.act(Town.submitted)
    assert number in await bound.open("/mine")

    def end(town: Town) -> None:
        actor = contractor(town.work, Person(Channel.WEB, bound.visitor))
        assert actor is not None
        done(unbind(town.work, OPERATOR, actor.binding_id))

    await county.act(end)
    assert number not in await bound.open("/mine", 403)
    await bind(county, bound)
    talk = Dialogue(parts, bound.visitor, Channel.WEB)
    await talk.says("删除我的信息")
    await talk.says("确认删除")
    assert number not in await bound.open(f"/mine/{number}", 403)


async def test_while_the_assistant_is_paused_the_notice_stands_everywhere(county: County, bound: Browser) -> None:
    number = await county.act(Town.submitted)
    notice = "系统维护，请打电话。"
    pause = partial(pause_assistant, notice=notice, reason="演练")
    done(await county.act(lambda town: pause(town.work, town.administrator)))
    for path in ("/mine", f"/mine/{number}", "/mine/files/1"):
        page = await bound.open(path, 503)
        assert notice in page
        assert number not in page


async def test_in_a_frame_everything_stays_in_the_frame(county: County, bound: Browser) -> None:
    number = await county.act(Town.submitted)
    for path in ("/mine", f"/mine/{number}", f"/mine/{number}/receipt"):
        answer, content = await bound.fetch(f"{path}?embed=1")
        page = content.decode()
        assert 'class=" framed"' in page
        own = re.findall(r'(?:href|action)="(/mine[^"]*|/(?:\?embed=1)?(?:#latest)?)"', page)
        assert own
        assert all("embed=1" in address for address in own), own
        assert "frame-ancestors" in answer.headers["Content-Security-Policy"]


async def test_another_firms_is_not_found_and_reads_as_what_there_is_not(county: County, browser: Browser) -> None:
    number = await county.act(Town.submitted)
    draft = (await county.act(lambda town: giving.draft(town.work, town.boss))).id
    await bind(county, browser, await county.act(rival))
    for path in PATHS[1:]:
        assert await browser.open(path.format(number), 404) == await browser.open(path.format(UNKNOWN), 404)
    for path in DRAFT_PATHS:
        assert await browser.open(path.format(draft), 404) == await browser.open(path.format(10**9), 404)
    assert number not in await browser.open("/mine")
    async with browser.client.post(f"/mine/drafts/{draft}/upload") as response:
        assert response.status == 404


@pytest.mark.parametrize(
    "path", ["/mine/drafts/x", f"/mine/drafts/{'9' * 30}", "/mine/files/-1", "/mine/a/print/b"]
)
async def test_an_address_that_names_nothing_is_not_found(bound: Browser, path: str) -> None:
    assert "没有查到" in await bound.open(path, 404)


async def test_the_list_holds_every_application_and_draft(county: County, bound: Browser) -> None:
    assert "贵单位还没有提交拨付申请" in await bound.open("/mine")
    paid = await county.act(lambda town: town.brought_to(State.PAID))
    returned = await county.act(_returned)
    await county.act(lambda town: giving.draft(town.work, town.boss))
    page = await bound.open("/mine")
    for words in (paid, "已全部拨付", returned, "需要补正", "没有提交"):
        assert words in page


async def test_nothing_that_stays_in_the_house_is_shown(county: County, bound: Browser) -> None:
    def play(town: Town) -> str:
        number = town.submitted()
        town.does(ActName.ACCEPT, number, NoteFields(note="材料存疑"))
        town.does(ActName.OPINION, number, given.opinion(opinion="建议缓办"))
        town.does(ActName.REPORT, number, given.report(document="请示〔2026〕8号", note="先口头汇报"))
        town.does(ActName.TABLE, number, given.tabling(tabled_on=TODAY, document="议题单3", note="下周二上会"))
        return number

    number = await county.act(play)
    page = await bound.open(f"/mine/{number}")
    assert "已提请县政府常务会议审议" in page
    for hidden in ("材料存疑", "建议缓办", "请示〔2026〕8号", "先口头汇报", "议题单3", "下周二", "业务审核意见"):
        assert hidden not in page
    for name in ("张办", "李办", "王工", "赵拨"):
        assert name not in page


async def test_what_is_to_be_mended_stands_item_by_item(county: County, bound: Browser) -> None:
    number = await county.act(_returned)
    _, content = await bound.fetch(f"/mine/{number}")
    page = content.decode()
    assert page.count("<li>申请书没有盖章</li>") == page.count("<li>合同缺第三页</li>") == 1
    assert f'name="text" value="补正 {number}"' in page
    assert f'name="text" value="撤回申请 {number}"' in page


async def test_what_the_firm_was_told_stands_there_and_is_seen_by_who_looks(
    county: County, bound: Browser
) -> None:
    number = await county.act(Town.submitted)
    await county.act(lambda town: town.does(ActName.ACCEPT, number))

    def seen(town: Town) -> list[bool]:
        actor = contractor(town.work, Person(Channel.WEB, bound.visitor))
        assert actor is not None
        told = notices_to(town.work, actor.binding_id)
        return [delivery.is_seen for event in told for delivery in event.deliveries]

    def unsent(town: Town) -> int:
        theirs = (OutboxRow.address == bound.visitor, OutboxRow.state != OutboxState.SENT.value)
        return len(town.work.all(select(OutboxRow).where(*theirs)))

    before = await county.act(seen)
    assert len(before) == await county.act(unsent) > 0
    assert not any(before)
    page = await bound.open(f"/mine/{number}")
    new, _, told = page.partition("发给本单位的通知")
    assert f"申请{number}：已受理。" in told
    assert f"申请{number}：已受理。" in new.partition("新通知")[2], (
        "what counts as seen stands unfolded, above all"
    )
    assert "新通知" not in await bound.open(f"/mine/{number}")
    assert all(await county.act(seen))
    assert await county.act(unsent) == 0


@pytest.mark.parametrize("state", [State.SUBMITTED, State.TABLED, State.APPROVED, State.PAID, State.ARCHIVED])
async def test_the_course_tells_what_was_done_and_what_follows(
    county: County, bound: Browser, state: State
) -> None:
    number = await county.act(lambda town: town.brought_to(state))
    page = await bound.open(f"/mine/{number}")
    done_ = ["已提交申请", "已受理", "已提请县政府常务会议审议", "审议结果已登记", "已登记拨付", "已归档"]
    order = [State.SUBMITTED, State.ACCEPTED, State.TABLED, State.APPROVED, State.PAID, State.ARCHIVED]
    told = page.partition("办理经过")[2].partition("本单位交的材料")[0]
    past, now, coming = told.partition("现在")
    assert now
    for reached, words in zip(order, done_, strict=True):
        assert (words in past) is (order.index(reached) <= order.index(state)), words
    assert ("县工信局整理归档" in coming) is (state is not State.ARCHIVED)
    assert "第十条" in past


async def test_the_receipt_says_what_it_is_and_lists_what_came(
    parts: Parts, county: County, bound: Browser
) -> None:
    number = await county.act(Town.submitted)
    await county.act(listing)
    file = await hand_in(parts, county, samples.jpeg(), "盖章页.jpg", to=of_application(number))
    page = await bound.open(f"/mine/{number}/receipt")
    assert "材料收件回执。仅表示收到，不表示受理或同意。" in page
    assert "系统打印件，未加盖公章，不作为正式文书。" in page
    for words in (number, "加盖公章的申请书", "盖章页.jpg", file.sha256[:16], "2026年11月24日"):
        assert words in page


async def test_the_letters_of_a_draft_are_filled_in_and_leave_blanks(
    parts: Parts, county: County, bound: Browser
) -> None:
    talk = Dialogue(parts, bound.visitor, Channel.WEB)
    await fill(talk, until="contact")
    draft = await county.act(lambda town: town.work.all(select(Draft))[0].id)
    page = await bound.open(f"/mine/drafts/{draft}/print/application")
    for words in (PURPOSE, "AZ-HT-001", "300,000元（大写：叁拾万元整）", "前期预付资金", "联系人：＿＿＿＿＿＿"):
        assert words in page
    assert "系统打印件，未加盖公章，不作为正式文书。" in page
    shown = await bound.open(f"/mine/drafts/{draft}")
    assert PURPOSE in shown
    assert "300,000元" in shown


async def test_the_pledge_is_the_declaration_with_the_measures_own_clause(
    parts: Parts, county: County, bound: Browser
) -> None:
    number = await county.act(Town.submitted)
    clause = parts.kb.clause(PassageRole.DECLARATION)
    assert clause is not None
    page = await bound.open(f"/mine/{number}/print/pledge")
    assert f"本单位承诺：已阅知{clause.citation.label}“{clause.text}”，所交材料属实。" in page
    assert "回复" not in page.partition("申请编号")[2]


@pytest.mark.rotated("statements", 2)
async def test_what_pages_look_up_does_not_grow_with_rows(parts: Parts, county: County) -> None:
    def look(town: Town, number: str) -> tuple[int, int, int]:
        work = town.work
        actor = contractor(work, town.boss.person)
        assert actor is not None
        owned = application_of_firm(work, actor.firm_id, number)
        assert owned is not None
        found = []
        for one in (
            lambda: own_applications(work, actor),
            lambda: own_application(work, parts.kb, actor, number),
            lambda: letter_of_application(work, parts.kb, owned, firm_of(work, actor)),
        ):
            work.session.expire_all()
            with statements(work) as run:
                one()
            found.append(len(run))
        return found[0], found[1], found[2]

    counts = []
    for rows in (2, 12):
        number = await county.act(partial(_many, count=rows))
        for place in range(rows):
            photo = samples.jpeg(colour=f"#0000{place + rows:02x}")
            await hand_in(parts, county, photo, "a.jpg", to=of_application(number))
        counts.append(await county.act(partial(look, number=number)))
    assert counts[0] == counts[1]
    assert max(counts[1]) <= MOST_STATEMENTS


def _many(town: Town, count: int) -> str:
    """So many contracts with an application each, and items of the list; the number of the last."""
    for place in range(count):
        town.contract = town.contract_of(f"AZ-HT-1{count}{place}")
        number = town.submitted()
    for place in range(count):
        item = NewItem(f"item-{count}-{place}", f"第{place}样", required=False)
        add_item(town.work, town.office, Kind.PREPAYMENT, item)
    return number


def _returned(town: Town) -> str:
    number = town.submitted(yuan=50_000)
    town.does(ActName.RETURN, number, given.lacking("申请书没有盖章\n合同缺第三页"))
    return number
