"""A suggestion from its first word to its number: led right, written, handed in, followed, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.web.public.visitors import VISIT
from bot.wiring import Parts
from handlers.casework.complaints.intake_rows import MOST_OPEN
from handlers.complaints.acts import OwnComplaint, own_complaints
from handlers.messages import Channel, Media, MediaKind, Person, Reply
from handlers.texts import complaining as texts
from handlers.texts import flows
from policy_kb.matching.concerns import Concern
from policy_kb.models import AnswerKind
from policy_kb.texts import PERHAPS
from store.states import ComplaintKind, ComplaintState
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.stored import everything_stored

SUGGESTION = "建议冷库给散户留几个格子，金丝雀按天收费就行"


async def left(parts: Parts, name: str = "承办甲", channel: Channel = Channel.TERMINAL) -> list[OwnComplaint]:
    return await parts.database.read(lambda work: own_complaints(work, Person(channel, name)), parts.clock())


def labels(reply: Reply) -> list[str]:
    return [offer.label for offer in reply.offers]


async def test_a_suggestion_is_left_with_the_words_that_it_began_with(
    parts: Parts, talk: Dialogue, tmp_path: Path
) -> None:
    lead = await talk.says("我给你们提个建议，金丝雀展厅周末也开门")
    assert labels(lead) == [texts.LEAVE_LABEL, texts.REPORT_COMMAND]
    shown = await talk.presses(1)
    assert "金丝雀展厅" in shown.text
    assert texts.KEPT_HOW.split("由")[0] in shown.text
    assert "金丝雀".encode() not in await everything_stored(parts.database, tmp_path)
    done = await talk.presses(1)
    (one,) = await left(parts)
    assert f"意见{one.number}" in done.text
    assert (one.kind, one.state) == (ComplaintKind.SUGGESTION, ComplaintState.RECEIVED)
    assert "金丝雀展厅" in one.said[0].words
    assert "金丝雀".encode() not in await everything_stored(parts.database, tmp_path)


@pytest.mark.parametrize(
    ("said", "kind", "channel"),
    [
        ("老板欠我三个月工资不给", ComplaintKind.WAGES, "12333"),
        ("村口路灯坏了半年没人修", ComplaintKind.COUNTY, "12345"),
        ("镇政府一直未支付我们公司尾款", ComplaintKind.OWED, "违约拖欠中小企业款项登记（投诉）平台"),
        ("我对投标结果提质疑", ComplaintKind.PROCUREMENT, "采购人"),
        ("我要投诉，窗口的人态度太差", ComplaintKind.SERVICE, "投诉"),
    ],
)
async def test_the_right_channel_stands_first_and_it_can_be_left_all_the_same(
    parts: Parts, talk: Dialogue, said: str, kind: ComplaintKind, channel: str
) -> None:
    lead = await talk.says(said)
    assert channel in lead.text.split("\n")[0]
    assert "仍要留言" in lead.text
    assert said in (await talk.says("仍要留言")).text
    await talk.says("提交")
    assert [one.kind for one in await left(parts)] == [kind]


async def test_what_is_not_plain_is_asked_by_buttons_once(parts: Parts, talk: Dialogue) -> None:
    asked = await talk.says("我要投诉")
    assert labels(asked)[:3] == [texts.KIND_LABELS[kind] for kind in ("suggestion", "service", "report")]
    assert (await talk.presses(2)).text == texts.WRITE
    assert "快递点天天不开门" in (await talk.says("快递点天天不开门")).text
    assert "在东街" in (await talk.says("在东街")).text
    await talk.says("提交")
    (one,) = await left(parts)
    assert one.said[0].words == "快递点天天不开门\n在东街"


@pytest.mark.parametrize(
    "said",
    [
        "窗口没人接电话",
        "打电话没人接",
        "网站打不开",
        "培训老师没讲清楚，听不懂",
        "建议直播培训放在晚上，不要占白天",
    ],
)
async def test_what_stands_right_after_the_wish_to_complain_is_its_subject(
    parts: Parts, talk: Dialogue, said: str
) -> None:
    await talk.says("我要投诉")
    shown = await talk.says(said)
    assert f"内容：{said}" in shown.text.splitlines()[1]
    assert labels(shown) == [texts.SUBMIT, texts.REWRITE, texts.CANCEL]
    await talk.presses(1)
    assert [one.said[0].words for one in await left(parts)] == [said]


async def test_what_it_would_be_answered_otherwise_stands_below(talk: Dialogue) -> None:
    await talk.says("我要投诉")
    shown = (await talk.says("窗口没人接电话")).text
    assert shown.index(texts.TO_SUBMIT) < shown.index(flows.HUMAN)


@pytest.mark.parametrize("said", ["补助没发给我", "名单里没有我", "冷库太小不够用"])
async def test_what_is_not_plain_after_it_is_told_of_12388_and_asked_again(
    parts: Parts, talk: Dialogue, tmp_path: Path, said: str
) -> None:
    await talk.says("我要投诉")
    asked = await talk.says(f"{said}，金丝雀")
    assert asked.text.startswith(flows.COMPLAINT_FIRST)
    assert texts.WHICH in asked.text
    assert labels(asked)[2] == texts.KIND_LABELS[Concern.REPORT]
    assert "金丝雀".encode() not in await everything_stored(parts.database, tmp_path)
    assert "金丝雀" not in (await talk.presses(2)).text


@pytest.mark.parametrize("said", ["验收那天金丝雀没查，收了红包", "金丝雀他小舅子没干活也领钱"])
async def test_an_accusation_after_it_is_one(parts: Parts, talk: Dialogue, tmp_path: Path, said: str) -> None:
    await talk.says("我要投诉")
    assert (await talk.says(said)).text.startswith(flows.COMPLAINT_FIRST)
    await talk.says("提交")
    assert await left(parts) == []
    assert "金丝雀".encode() not in await everything_stored(parts.database, tmp_path)


@pytest.mark.parametrize(
    ("said", "kind"), [("第九条说的什么", AnswerKind.MATERIALS), ("我的申请到哪了", AnswerKind.STATUS)]
)
async def test_a_question_after_it_stays_one(talk: Dialogue, said: str, kind: AnswerKind) -> None:
    await talk.says("我要投诉")
    answer = await talk.says(said)
    assert answer.kind is kind
    assert texts.TO_SUBMIT not in answer.text


async def test_a_picture_between_the_wish_and_its_subject_changes_nothing(talk: Dialogue) -> None:
    await talk.says("我要投诉")
    assert "没有保存" in (await talk.does(Media(MediaKind.IMAGE))).text
    assert texts.TO_SUBMIT in (await talk.says("窗口没人接电话")).text


async def test_the_right_channel_stands_first_after_it_too(parts: Parts, talk: Dialogue) -> None:
    await talk.says("我要投诉")
    assert "12333" in (await talk.says("老板欠我三个月工资不给")).text.split("\n")[0]
    await talk.says("仍要留言")
    await talk.says("提交")
    assert [one.kind for one in await left(parts)] == [ComplaintKind.WAGES]


@pytest.mark.parametrize(
    ("said", "kind"), [("服务", "投诉"), ("投诉", "投诉"), ("意见", "意见建议"), ("建议", "意见建议")]
)
async def test_a_kind_is_chosen_by_a_word_of_its_button(talk: Dialogue, said: str, kind: str) -> None:
    await talk.says("我要投诉")
    assert (await talk.says(said)).text == texts.WRITE
    assert f"类别：{kind}" in (await talk.says("快递点天天不开门")).text


@pytest.mark.parametrize(("said", "channel"), [("工资", "12333"), ("举报", "12388"), ("其他", "12345")])
async def test_a_word_of_the_other_buttons_leads_to_their_channels(
    talk: Dialogue, said: str, channel: str
) -> None:
    await talk.says("我要投诉")
    assert channel in (await talk.says(said)).text.split("\n")[0]


@pytest.mark.parametrize("said", ["不写了", "不投诉了", "不提了", "不想投诉了", "不提交了", "不留言了"])
@pytest.mark.parametrize("begun", [("我要投诉",), ("我要提意见",), ("我要提意见", "希望多办几场培训")])
async def test_whoever_wants_to_leave_nothing_says_so_in_their_own_words(
    talk: Dialogue, begun: tuple[str, ...], said: str
) -> None:
    for words in begun:
        await talk.says(words)
    assert (await talk.says(said)).text == flows.LEFT


@pytest.mark.parametrize("said", ["就这些", "写完了", "没有了", "好的", "可以", "嗯", "谢谢"])
async def test_what_only_says_that_it_is_all_is_no_part_of_it(parts: Parts, talk: Dialogue, said: str) -> None:
    await talk.says("我要提意见")
    shown = await talk.says("希望多办几场培训")
    again = await talk.says(said)
    assert (again.text, labels(again)) == (shown.text, labels(shown))
    assert await left(parts) == []
    await talk.says("提交")
    assert [one.said[0].words for one in await left(parts)] == ["希望多办几场培训"]


async def test_a_report_is_never_taken_and_can_be_said_to_be_none(parts: Parts, talk: Dialogue) -> None:
    report = await talk.says("办公室的人收了中标公司的红包")
    assert report.text.startswith(flows.COMPLAINT_FIRST)
    assert texts.REPORT_CLOSED in report.text
    assert labels(report) == [texts.NO_REPORT_COMMAND]
    await talk.presses(1)
    await talk.presses(2)
    again = await talk.says("验收那天金丝雀收了红包")
    assert again.text.startswith(flows.COMPLAINT_FIRST)
    assert (await talk.says("提交")).text.startswith(flows.COMPLAINT_FIRST)
    assert await left(parts) == []


async def test_nothing_is_handed_in_that_was_not_shown(parts: Parts, talk: Dialogue) -> None:
    await talk.says(SUGGESTION)
    assert "还没有提交" in (await talk.says("仍要留言")).text
    assert (await talk.says("重写")).text == texts.WRITE
    assert texts.WRITE_SHORT in (await talk.says("嗯")).text
    assert texts.ONLY_WORDS in (await talk.does(Media(MediaKind.IMAGE))).text
    assert (await talk.says("取消")).text == flows.LEFT
    assert "提交" not in (await talk.says("提交")).text or await left(parts) == []


async def test_another_matter_lets_the_words_go(parts: Parts, talk: Dialogue) -> None:
    await talk.says("我要提意见")
    await talk.says("希望多办几场培训")
    await talk.says("意向登记")
    await talk.says("取消")
    await talk.says("确认取消")
    assert texts.WHICH in (await talk.says("仍要留言")).text
    assert await left(parts) == []


@pytest.mark.parametrize("begun", ["我想提个建议", "俺想给你们提点意见", "我有个建议", "想提几条建议"])
async def test_who_says_only_that_they_suggest_something_is_asked_for_it(
    parts: Parts, talk: Dialogue, begun: str
) -> None:
    assert texts.WRITE in (await talk.says(begun)).text
    await talk.says("直播培训能不能放在晚上办，白天要下地")
    await talk.says("提交")
    assert [one.said[0].words for one in await left(parts)] == ["直播培训能不能放在晚上办，白天要下地"]


async def test_a_question_in_between_is_answered_and_the_words_stay(parts: Parts, talk: Dialogue) -> None:
    await talk.says("我要提意见")
    await talk.says("希望多办几场培训")
    assert (await talk.says("第九条说的什么？")).kind is AnswerKind.MATERIALS
    await talk.says("提交")
    assert [one.said[0].words for one in await left(parts)] == ["希望多办几场培训"]


async def test_the_words_are_held_for_half_an_hour(parts: Parts, talk: Dialogue, clock: FrozenClock) -> None:
    await talk.says(SUGGESTION)
    clock.advance(minutes=31)
    assert "金丝雀" not in (await talk.says("仍要留言")).text


async def test_own_ones_are_looked_at_added_to_and_taken_back(parts: Parts, talk: Dialogue) -> None:
    assert texts.NONE_OWN in (await talk.says("我的意见")).text
    await talk.says("我要提意见")
    await talk.says("希望多办几场培训")
    await talk.says("提交")
    (one,) = await left(parts)
    shown = await talk.says("我提的那条意见有回信没有")
    assert one.number in shown.text
    assert "希望多办几场培训" in shown.text
    assert (await talk.says("补充意见：最好在晚上")).text == texts.ADDED
    assert [said.words for said in (await left(parts))[0].said] == ["希望多办几场培训", "最好在晚上"]
    asked = await talk.says("撤回意见")
    assert one.number in asked.text
    assert (await talk.presses(1)).text == texts.WITHDRAWN
    assert one.state is ComplaintState.RECEIVED
    assert await left(parts) == []
    assert (await talk.says(f"撤回意见 {one.number}")).text != texts.WITHDRAWN


@pytest.mark.parametrize(
    "said", ["我的意见", "撤回意见", "补充意见", "撤回意见 2026-0001", "确认撤回意见 2026-0001"]
)
async def test_whoever_took_theirs_back_hears_that_it_is_gone_and_how_to_leave_another(
    parts: Parts, talk: Dialogue, said: str
) -> None:
    for words in ("我要提意见", "希望多办几场培训", "提交", "撤回意见"):
        await talk.says(words)
    done = await talk.presses(1)
    again = await talk.says(said)
    for reply in (done, again):
        assert "撤回" in reply.text
        assert f"“{texts.SUGGEST_COMMAND}”" in reply.text
        assert texts.SUGGEST_COMMAND in labels(reply)
    assert await left(parts) == []


@pytest.mark.parametrize("said", ["查进度", "答复了没有"])
async def test_whoever_asks_how_far_it_is_hears_of_what_they_left(parts: Parts, talk: Dialogue, said: str) -> None:
    assert texts.MINE not in labels(await talk.says(said))
    for words in ("我给你们提个建议，展厅周末也开门", "仍要留言", "提交"):
        await talk.says(words)
    (one,) = await left(parts)
    answer = await talk.says(said)
    assert f"意见{one.number}" in answer.text
    assert texts.MINE in labels(answer)


async def test_a_page_says_for_how_long_it_knows_its_visitor(parts: Parts, talk: Dialogue) -> None:
    visitor = Dialogue(parts, "a visitor", Channel.WEB)
    for one in (visitor, talk):
        await one.says("我给你们提个建议，展厅周末也开门")
    assert texts.ON_THE_PAGE in (await visitor.presses(1)).text
    assert texts.ON_THE_PAGE not in (await talk.presses(1)).text
    assert f"{VISIT.days}天" in texts.ON_THE_PAGE


async def test_the_words_after_the_button_are_what_is_added(parts: Parts, talk: Dialogue) -> None:
    assert (await talk.says(texts.ADD_COMMAND)).text.startswith(texts.NONE_OWN)
    for words in ("我给你们提个建议，展厅周末也开门", "仍要留言", "提交"):
        await talk.says(words)
    (one,) = await left(parts)
    assert (await talk.says(texts.ADD_COMMAND)).text == texts.add_how(number=one.number)
    assert (await talk.says("周六下午也行，2025-0001号文件里写过")).text == texts.ADDED
    assert (await talk.says("周日上午也行")).text != texts.ADDED  # one message is waited for
    (one,) = await left(parts)
    assert [said.words for said in one.said[1:]] == ["周六下午也行，2025-0001号文件里写过"]


@pytest.mark.parametrize("said", ["取消", "转人工", "资金可以用来发工资吗？", "验收那天办公室的人收了红包"])
async def test_what_is_no_addition_is_answered_as_ever(parts: Parts, talk: Dialogue, said: str) -> None:
    for words in ("我给你们提个建议，展厅周末也开门", "仍要留言", "提交", texts.ADD_COMMAND):
        await talk.says(words)
    assert texts.ADDED not in (await talk.says(said)).text
    (one,) = await left(parts)
    assert len(one.said) == 1


async def test_of_several_each_is_offered(parts: Parts, talk: Dialogue) -> None:
    for words in ("我要提意见", "希望多办几场培训", "提交", "我要提意见", "展厅周末也开门吧", "提交"):
        await talk.says(words)
    second = (await left(parts))[1].number
    asked = await talk.says(texts.ADD_COMMAND)
    assert labels(asked)[1] == texts.about(command=texts.ADD_COMMAND, number=second)
    await talk.presses(2)
    assert (await talk.says("周日也行，节假日也行")).text == texts.ADDED
    assert [len(one.said) for one in await left(parts)] == [1, 2]


async def test_grumbling_about_whoever_answers_the_telephone_can_be_left(talk: Dialogue) -> None:
    answer = await talk.says("办公室的人很不耐烦，问两句就挂电话")
    assert answer.kind is AnswerKind.HUMAN
    assert texts.SUGGEST_COMMAND in [offer.label for offer in answer.commands]
    assert texts.SUGGEST_COMMAND not in (await talk.says("转人工")).text


async def test_nobody_withdraws_what_is_anothers(parts: Parts, talk: Dialogue) -> None:
    await talk.says("我要提意见")
    await talk.says("希望多办几场培训")
    await talk.says("提交")
    (one,) = await left(parts)
    other = Dialogue(parts, "别人")
    assert "没有找到" in (await other.says(f"撤回意见 {one.number}")).text
    assert len(await left(parts)) == 1


async def test_where_it_is_only_answered_the_page_is_named(parts: Parts) -> None:
    abroad = Dialogue(parts, "42", Channel.TELEGRAM)
    lead = await abroad.says("村口路灯坏了半年没人修")
    assert "12345" in lead.text.split("\n")[0]
    assert "网页" in lead.text
    assert lead.offers == ()
    assert "网页" in (await abroad.says("我要提意见")).text
    assert await left(parts, "42", Channel.TELEGRAM) == []


async def test_what_was_begun_in_one_process_is_handed_in_in_another(sqlite_url: str, clock: FrozenClock) -> None:
    async with running(sqlite_url, clock) as one, running(sqlite_url, clock) as two:
        await Dialogue(one).says(SUGGESTION)
        assert "金丝雀" in (await Dialogue(two).says("仍要留言")).text
        await Dialogue(one).says("提交")
        assert len(await left(two)) == 1


@pytest.mark.parametrize("said", ["意见与举报", "投诉举报"])
async def test_the_menu_asks_which(talk: Dialogue, said: str) -> None:
    assert (await talk.says(said)).text.startswith(texts.WHICH)


async def test_what_is_too_long_is_said_to_be_and_what_stands_stays(parts: Parts, talk: Dialogue) -> None:
    await talk.says("我要提意见")
    await talk.says("希望多办几场培训")
    assert "没有收下" in (await talk.says("多办几场" * 300)).text
    await talk.says("提交")
    assert [one.said[0].words for one in await left(parts)] == ["希望多办几场培训"]


async def test_the_longest_that_is_taken_is_remembered_whole(parts: Parts, talk: Dialogue) -> None:
    await talk.says("我要提意见")
    await talk.says("希望多办几场培训" * 124)
    await talk.says("提交")
    assert [len(one.said[0].words) for one in await left(parts)] == [992]


async def test_what_the_office_arranged_stands_below_the_channel(parts: Parts, talk: Dialogue) -> None:
    parts.office.channels = {Concern.WAGES: "县劳动保障监察大队，电话0357-7000000"}
    lead = (await talk.says("老板欠我三个月工资不给")).text
    assert lead.index("12333") < lead.index("办公室设置（办法未规定）】县劳动保障监察大队")


async def test_where_the_window_is_open_its_page_is_told(sqlite_url: str, clock: FrozenClock) -> None:
    async with running(sqlite_url, clock, http={"public_url": "https://fund.example"}) as parts:
        parts.office.is_report_open = True
        told = (await Dialogue(parts).says("我要举报")).text
        assert "https://fund.example/report" in told
        assert texts.REPORT_CLOSED not in told


async def test_an_accusation_that_is_not_understood_is_led_to_12388_all_the_same(
    parts: Parts, talk: Dialogue, tmp_path: Path
) -> None:
    assert (await talk.says("请求对金丝雀有关人员泄露标底一事进行调查")).text.startswith(flows.COMPLAINT_FIRST)
    assert (await talk.says("金丝雀住在东街")).text.startswith(flows.COMPLAINT_FIRST)
    assert "金丝雀".encode() not in await everything_stored(parts.database, tmp_path)


async def test_handing_in_twice_is_said_to_be_done_already(parts: Parts, talk: Dialogue) -> None:
    for words in ("我要提意见", "希望多办几场培训", "提交"):
        await talk.says(words)
    for _ in range(2):
        again = await talk.says("提交")
        assert again.text.startswith(texts.LEFT_ALREADY)
    assert len(await left(parts)) == 1
    assert (await talk.says("第九条说的什么？")).kind is AnswerKind.MATERIALS
    assert texts.LEFT_ALREADY not in (await talk.says("提交")).text


@pytest.mark.parametrize(("said", "asked"), [("撤回", "确认撤回意见"), ("补充", "请写要补充的话")])
async def test_below_what_was_left_half_a_command_is_enough(talk: Dialogue, said: str, asked: str) -> None:
    for words in ("我要提意见", "希望多办几场培训", "提交"):
        await talk.says(words)
    assert asked not in (await talk.says(said)).text
    await talk.says("我的意见")
    assert asked in (await talk.says(said)).text


async def test_what_was_refused_is_not_said_to_be_done(parts: Parts, talk: Dialogue) -> None:
    for _ in range(MOST_OPEN):
        for words in ("我要提意见", "希望多办几场培训", "提交"):
            await talk.says(words)
    for words in ("我要提意见", "展厅周末也开门吧"):
        await talk.says(words)
    assert texts.NOT_TAKEN in (await talk.says("提交")).text
    assert texts.LEFT_ALREADY not in (await talk.says("提交")).text
    assert len(await left(parts)) == MOST_OPEN


async def test_agreeing_to_leave_what_was_said_shows_it(parts: Parts, talk: Dialogue) -> None:
    await talk.says("我给你们提个建议，展厅周末也开门")
    shown = await talk.says("好的")
    assert texts.TO_SUBMIT in shown.text
    assert "展厅周末也开门" in shown.text
    assert await left(parts) == []


async def test_what_goes_on_is_added(parts: Parts, talk: Dialogue) -> None:
    for words in ("我要提意见", "希望多办几场培训", "提交", texts.ADD_COMMAND):
        await talk.says(words)
    assert (await talk.says("还有他态度不好")).text == texts.ADDED
    (one,) = await left(parts)
    assert one.said[-1].words == "还有他态度不好"


async def test_below_a_channel_nothing_leads_to_offers_that_are_not_there(talk: Dialogue) -> None:
    for begun in ((), ("我要投诉",)):
        for words in begun:
            await talk.says(words)
        led = await talk.says("许愿：多来几个做过爆款的老师讲课！")
        assert led.offers[0].label in {texts.LEAVE_LABEL, texts.SUBMIT}
        assert PERHAPS not in led.text
        await talk.says("取消")


async def test_once_something_else_was_answered_the_wish_is_over(talk: Dialogue) -> None:
    await talk.says("我要投诉")
    await talk.says("第九条说的什么？")
    assert texts.TO_SUBMIT not in (await talk.says("直播培训没用吗？")).text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("12388是啥", flows.COMPLAINT_FIRST),
        ("12388是干什么的？", flows.COMPLAINT_FIRST),
        ("12333是哪里的电话", "人力资源和社会保障服务热线"),
        ("12345 是什么热线呢", "政务服务便民热线"),
    ],
)
async def test_who_asks_what_a_number_is_that_we_name_is_told(talk: Dialogue, asked: str, said: str) -> None:
    assert said in (await talk.says(asked)).text
