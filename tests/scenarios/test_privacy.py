"""查我的信息, 更正, 删除我的信息, 撤回同意: what is kept of a person, and that nothing of it is left."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.wiring import Parts
from handlers.messages import Channel, Event, EventKind, Media, MediaKind
from handlers.texts import feedback
from handlers.texts import privacy as texts
from store.audit.entries import append, digest
from store.queries.misses import listed_misses
from store.tables.applications import Draft, Intention, Material
from store.tables.people import Binding, BindTry, Firm
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running, units
from tests.stored import everything_stored

ADDRESS = "oCANARY4711"
WORDS = "金丝雀的草稿"


def _live_here(work: Work) -> None:
    """What bindings, forms and registrations leave of a person."""
    firm = work.add(Firm(name="示例甲公司", credit_code="91141000MA0EXAMPLE", created_at=work.now))
    binding = work.add(
        Binding(firm_id=firm.id, channel="wechat", address=ADDRESS, bound_at=work.now, ended_at=None)
    )
    draft = work.add(
        Draft(
            form="application",
            form_version=1,
            channel="wechat",
            address=ADDRESS,
            firm_id=firm.id,
            subject="",
            data=f'{{"purpose": "{WORDS}"}}',
            created_at=work.now,
            updated_at=work.now,
            expires_at=work.now + timedelta(days=30),
        )
    )
    work.add(
        Material(
            draft_id=draft.id,
            firm_id=firm.id,
            item="",
            name=f"{WORDS}.jpg",
            media_type="image/jpeg",
            size=1,
            sha256="0" * 64,
            path="2026-11/" + "a" * 32,
            received_at=work.now,
            received_by=f"binding:{binding.id}",
        )
    )
    work.add(Intention(channel="wechat", address=ADDRESS, data=f'{{"want": "{WORDS}"}}', registered_at=work.now))
    work.add(BindTry(channel="wechat", address=ADDRESS, wrong=1, last_at=work.now))
    content = digest(work, f"wechat {ADDRESS}", of=f"binding:{binding.id}")
    append(work, "bindings", actor=f"binding:{binding.id}", act="bind", facts={"person": content})


@pytest.fixture
def person(parts: Parts) -> Dialogue:
    return Dialogue(parts, ADDRESS, Channel.WECHAT)


@pytest.mark.parametrize("way", ["删除我的信息", "撤回同意", "leave"])
async def test_after_deletion_nothing_of_the_person_is_left_and_the_audit_still_verifies(
    database_url: str, clock: FrozenClock, tmp_path: Path, capsys: pytest.CaptureFixture[str], way: str
) -> None:
    async with running(database_url, clock) as parts:
        person = Dialogue(parts, ADDRESS, Channel.WECHAT)
        await person.says("支持哪些方面")
        await parts.database.write(_live_here, clock())
        before = await everything_stored(parts.database, tmp_path)
        assert ADDRESS.encode() in before
        assert WORDS.encode() in before
        if way == "leave":
            assert await person.sends(Event(EventKind.UNSUBSCRIBE)) == ()
        else:
            asked = await person.says(way)
            assert units(asked) == ["8"]
            done = await person.presses(1)
            assert "已经删除" in done.text
        after = await everything_stored(parts.database, tmp_path)
    printed = capsys.readouterr()
    for marked in (ADDRESS, WORDS):
        assert marked.encode() not in after
        assert marked not in printed.out + printed.err


async def test_a_person_sees_what_is_kept_and_how_long(parts: Parts, person: Dialogue, clock: FrozenClock) -> None:
    await person.says("支持哪些方面")
    await parts.database.write(_live_here, clock())
    shown = await person.says("查我的信息")
    for part in (
        "最后一次在2026年11月24日",
        "示例甲公司",
        "草稿：1 份（拨付申请），其中材料 1 个",
        "意向登记：1 条",
        "30天",
        "180天",
    ):
        assert part in shown.text
    assert ADDRESS not in shown.text
    assert [offer.label for offer in shown.offers] == ["更正", "删除我的信息", "隐私说明"]


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.WECHAT])
async def test_what_the_page_and_the_answers_keep_is_told_where_they_keep_it(
    parts: Parts, channel: Channel
) -> None:
    visitor = Dialogue(parts, "4713", channel)
    await visitor.says("支持哪些方面")
    shown = (await visitor.says("查我的信息")).text
    assert "已作的答复最多保存72小时" in shown
    assert ("最近的问答留在服务器内存里" in shown) == (channel is Channel.WEB)
    assert "网页上的问答" in (await visitor.says("删除我的信息")).text


@pytest.mark.parametrize("caption", ["", "我的身份证"])
async def test_an_unasked_picture_is_not_kept_and_no_card_is_wanted(person: Dialogue, caption: str) -> None:
    told = (await person.does(Media(MediaKind.IMAGE, "m1", caption=caption))).text
    assert "图片没有保存" in told
    assert "请不要发送身份证、银行卡的照片" in told


async def test_somebody_elses_data_are_neither_shown_nor_deleted(
    parts: Parts, person: Dialogue, clock: FrozenClock, tmp_path: Path
) -> None:
    await parts.database.write(_live_here, clock())
    stranger = Dialogue(parts, "oSTRANGER", Channel.WECHAT)
    assert "示例甲公司" not in (await stranger.says("查我的信息")).text
    await stranger.says("删除我的信息")
    await stranger.says("确认删除")
    assert "示例甲公司" in (await person.says("查我的信息")).text


async def test_nothing_goes_before_it_is_confirmed(parts: Parts, person: Dialogue, clock: FrozenClock) -> None:
    await parts.database.write(_live_here, clock())
    assert "回复“确认删除”" in (await person.says("删除我的信息")).text
    assert "草稿：1 份" in (await person.says("我的信息")).text


@pytest.mark.parametrize(
    ("before", "confirms"),
    [
        ((), "确认删除"),
        ((), "确认撤回同意"),
        (("删除我的信息", "第九条"), "确认删除"),
        (("删除我的信息",), "确认撤回同意"),
        (("撤回同意", "0"), "確認撤回同意"),
    ],
)
async def test_a_confirmation_that_was_not_just_asked_for_asks(
    parts: Parts, person: Dialogue, clock: FrozenClock, before: tuple[str, ...], confirms: str
) -> None:
    await parts.database.write(_live_here, clock())
    for said in before:
        await person.says(said)
    assert "删除后不能恢复" in (await person.says(confirms)).text
    assert "草稿：1 份" in (await person.says("我的信息")).text


async def test_a_question_before_deletion_stands_ten_minutes(
    parts: Parts, person: Dialogue, clock: FrozenClock
) -> None:
    await parts.database.write(_live_here, clock())
    await person.says("删除我的信息")
    clock.advance(minutes=11)
    assert "删除后不能恢复" in (await person.says("确认删除")).text
    assert "已经删除" in (await person.says("确认删除")).text


async def test_whoever_asks_twice_is_asked_and_may_confirm(person: Dialogue) -> None:
    await person.says("删除我的信息")
    await person.says("删除我的信息")
    assert "已经删除" in (await person.says("确认删除")).text


@pytest.mark.parametrize("right", ["你们都存了我什么信息", "删除我的信息", "更正", "我要删除个人数据"])
async def test_rights_hold_in_a_talk_about_a_complaint_and_keep_nothing_of_it(
    parts: Parts, person: Dialogue, tmp_path: Path, right: str
) -> None:
    for told in ("我要举报", "老赵吃回扣秘密词丁要不要追究刑事责任？"):
        await person.says(told)
    answer = await person.says(right)
    assert "12388" not in answer.text
    if "删" in right:
        assert "已经删除" in (await person.says("确认删除")).text
    stored = await everything_stored(parts.database, tmp_path)
    assert "秘密词丁".encode() not in stored
    async with parts.database.reading() as connection:
        sessions = (await connection.exec_driver_sql("SELECT data FROM sessions")).scalars().all()
    assert not any('"15"' in session for session in sessions)


async def test_after_a_withdrawal_the_person_is_told_again_who_answers(person: Dialogue) -> None:
    await person.says("支持哪些方面")
    await person.says("撤回同意")
    await person.says("确认撤回同意")
    assert "我是自动应答助手，不是工作人员" in (await person.says("支持哪些方面")).text


async def test_corrections_say_where_each_thing_is_mended(person: Dialogue) -> None:
    told = (await person.says("更正")).text
    for way in ("解除绑定", "意向登记", "继续填写", "联系办公室"):
        assert way in told


async def test_telegram_knows_the_same_rights(parts: Parts) -> None:
    person = Dialogue(parts, "4711", Channel.TELEGRAM)
    await person.says("支持哪些方面")
    assert "最后一次在" in (await person.says("查我的信息")).text
    await person.says("删除我的信息")
    assert "已经删除" in (await person.presses(1)).text


WARNING = "没有保存。请不要发送这类号码"


@pytest.mark.parametrize(
    "said",
    [
        "我的身份证号是11010519491231002X，能申请吗",
        "身份证１１０１０５１９４９１２３１００２Ｘ",
        "打到6200 0000 0000 0005行吗",
        "卡号6200000000000005",
        "110105194912310021",  # a slip in the last digit is no reason to keep silent
    ],
)
async def test_numbers_of_id_and_bank_cards_are_said_not_to_be_kept(person: Dialogue, said: str) -> None:
    assert WARNING in (await person.says(said)).text


@pytest.mark.parametrize(
    "said",
    [
        "打到6200 0000 0000 0006行吗",  # no card has this one
        "安乡村e镇办发〔2023〕2号是哪年的",
        "我的申请AZ-2026-123456到哪了",
    ],
)
async def test_other_numbers_are_nothing_to_warn_of(person: Dialogue, said: str) -> None:
    assert WARNING not in (await person.says(said)).text


@pytest.mark.parametrize("channel", [Channel.WECHAT, Channel.WEB, Channel.TELEGRAM])
async def test_who_asks_whether_data_are_given_away_reads_who_sees_them(parts: Parts, channel: Channel) -> None:
    told = await Dialogue(parts, "4712", channel).says("你们会把我的信息给别人吗")
    assert told.text.startswith("隐私说明")
    assert "谁能看到：" in told.text
    assert ("境外" in told.text) == (channel is Channel.TELEGRAM)


async def test_after_deletion_not_even_the_last_question_is_remembered(parts: Parts, person: Dialogue) -> None:
    for said in ("烂尾咋办", "删除我的信息", "确认删除"):
        await person.says(said)
    assert (await person.says("没用")).text.startswith(feedback.NOTHING_TO_RATE)
    assert await parts.database.read(lambda work: listed_misses(work, 100), parts.clock()) == []


async def test_who_tells_a_wrong_is_not_interrupted_for_a_number_in_it(person: Dialogue) -> None:
    assert texts.PERSONAL_NUMBER in (await person.says("第九条 110101199003078515")).text
    told = await person.says("我要举报张三收了回扣，他的身份证是110101199003078515")
    assert texts.PERSONAL_NUMBER not in told.text
