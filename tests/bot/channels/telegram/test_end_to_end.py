"""The whole product behind a polled bot: questions, buttons, media, leaving, and what is not dealt with there."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.clock import utc_now
from handlers.casework.staffing import issue_link_code
from handlers.identity.who import OPERATOR
from handlers.messages import MediaKind
from handlers.texts import binding as binding_texts
from handlers.texts import flows, talk
from handlers.texts import telegram as texts
from handlers.texts.media import CAPTIONED
from store.database import Database
from store.queries.pauses import begin_pause, end_pause
from store.states import Role
from store.tables.messages import Claim, OutboxRow, PendingTurn, SessionRow
from store.tables.people import Staff
from store.work import Work
from tests.bot.channels.telegram.support import ANNA, BERTA, GROUP, PUBLIC, running
from tests.fakes.telegram import DATE, FakeTelegram, SentMessage
from tests.handlers.contracts import contracts
from tests.measure import opened
from tests.stored import stored_sessions


async def asked(fake: FakeTelegram, text: str, chat: int = ANNA) -> SentMessage:
    """Say something and wait for the one answer."""
    before = len(fake.sent)
    await fake.say(chat, text)
    await fake.until(lambda: len(fake.sent) > before)
    return fake.sent[before]


async def confirmed(fake: FakeTelegram) -> None:
    await fake.until(lambda: not fake.pending)


async def test_a_question_is_answered_with_the_article(fake: FakeTelegram, database_url: str) -> None:
    async with running(fake, database_url):
        answer = await asked(fake, "拨付要经过哪些步骤")
        await confirmed(fake)
    assert answer.chat == ANNA
    assert "县政府常务会议" in answer.text
    assert "（第十条" in answer.text
    assert len(fake.sent) == 1


async def test_start_greets_with_buttons_and_a_press_picks(fake: FakeTelegram, database_url: str) -> None:
    async with running(fake, database_url):
        greeting = await asked(fake, "/start abc")
        await fake.press(greeting, 1)
        await fake.until(lambda: len(fake.sent) == 2)
        await fake.until(lambda: fake.answered == [("q1", "")])
    assert talk.SELF in greeting.text
    assert texts.ABROAD in greeting.text
    assert greeting.labels == [
        *(f"{n} {label}" for n, label in enumerate(opened().examples, 1)),
        "0 人工/电话/地址",
    ]
    assert "第十条" in fake.sent[1].text


async def test_a_button_pressed_twice_has_one_effect_and_both_presses_are_answered(
    fake: FakeTelegram, database_url: str
) -> None:
    async with running(fake, database_url):
        greeting = await asked(fake, "/start")
        await fake.press(greeting, 0)
        await fake.until(lambda: len(fake.sent) == 2)
        await fake.press(greeting, 0)
        await fake.until(lambda: len(fake.answered) == 2)
        last = await asked(fake, "第九条")
    assert fake.answered == [("q1", ""), ("q2", texts.PRESSED_BEFORE)]
    assert len(fake.sent) == 3
    assert last is fake.sent[2]


async def test_a_button_of_an_older_menu_picks_nothing_of_the_newest(
    fake: FakeTelegram, database_url: str
) -> None:
    async with running(fake, database_url):
        greeting = await asked(fake, "/start")
        newer = await asked(fake, "支持哪些方面")
        assert newer.labels
        await fake.press(greeting, 1)
        await fake.until(lambda: len(fake.sent) == 3)
    assert fake.sent[2].text == talk.OLD_MENU


async def test_a_button_whose_message_is_too_old_to_be_shown_is_an_older_menus(
    fake: FakeTelegram, database_url: str
) -> None:
    async with running(fake, database_url):
        greeting = await asked(fake, "/start")
        await fake.press(greeting, 1, is_old=True)
        await fake.until(lambda: len(fake.sent) == 2)
    assert fake.sent[1].text == talk.OLD_MENU


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]}, "收到一张图片"),
        ({"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}}, "语音没有转成文字"),
        ({"video": {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1}}, "一段视频"),
        ({"document": {"file_id": "f", "file_unique_id": "u", "file_name": "表.xlsx"}}, "收到一个文件"),
        ({"location": {"latitude": 36.1, "longitude": 112.2}}, "收到一个位置"),
        ({"contact": {"phone_number": "1", "first_name": "安"}}, "这种消息我看不了"),
    ],
)
async def test_what_is_no_text_is_answered_politely(
    fake: FakeTelegram, sqlite_url: str, more: dict[str, object], said: str
) -> None:
    async with running(fake, sqlite_url):
        await fake.happen(message=fake.message(ANNA, **more))
        await fake.until(lambda: fake.sent)
    assert said in fake.sent[0].text


PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]


async def test_the_words_below_a_picture_are_the_question(fake: FakeTelegram, sqlite_url: str) -> None:
    async with running(fake, sqlite_url):
        await fake.happen(message=fake.message(ANNA, photo=PHOTO, caption="拨付要经过哪些步骤"))
        await fake.until(lambda: fake.sent)
    assert fake.sent[0].text.startswith(CAPTIONED[MediaKind.IMAGE])
    assert "县政府常务会议" in fake.sent[0].text


async def readable(database: Database) -> str:
    """Everything about messages and answers that the database holds."""
    async with database.reading() as connection:
        columns = (Claim.answer, OutboxRow.payload, PendingTurn.inbound)
        found = [list(await connection.scalars(select(column))) for column in columns]
    return str([*found, await stored_sessions(database)])


async def test_a_report_below_a_picture_is_kept_nowhere(fake: FakeTelegram, sqlite_url: str) -> None:
    async with running(fake, sqlite_url) as parts:
        await fake.happen(message=fake.message(ANNA, photo=PHOTO, caption="我要举报村主任"))
        await fake.until(lambda: fake.sent)
        await confirmed(fake)
        kept = await readable(parts.database)
    assert "村主任" not in kept
    assert flows.COMPLAINT_FIRST not in kept
    assert flows.COMPLAINT_FIRST in fake.sent[0].text


async def test_a_command_below_a_picture_is_its_words(fake: FakeTelegram, sqlite_url: str) -> None:
    async with running(fake, sqlite_url):
        await fake.happen(message=fake.message(ANNA, photo=PHOTO, caption="/help"))
        await fake.until(lambda: fake.sent)
    assert talk.HELP_WHERE_ONLY_ANSWERED in fake.sent[0].text


async def album(fake: FakeTelegram, *captions: str) -> None:
    """An update a picture. What waits for the bot is brought by one poll, as the platform brings an album."""
    for caption in captions:
        more = {"caption": caption} if caption else {}
        await fake.happen(message=fake.message(ANNA, photo=PHOTO, media_group_id="77", **more))


async def test_an_album_without_words_is_one_message(fake: FakeTelegram, sqlite_url: str) -> None:
    await album(fake, "", "", "")
    async with running(fake, sqlite_url):
        await fake.say(ANNA, "第九条")
        await fake.until(lambda: len(fake.sent) == 2)
    assert "（第九条" in fake.sent[1].text
    assert "收到一张图片" in fake.sent[0].text


@pytest.mark.parametrize("captions", [("?", "", ""), ("", "?", ""), ("", "", "?")])
async def test_the_words_of_an_album_are_answered_once_wherever_they_stand(
    fake: FakeTelegram, sqlite_url: str, captions: tuple[str, ...]
) -> None:
    await album(fake, *(one.replace("?", "拨付要经过哪些步骤") for one in captions))
    async with running(fake, sqlite_url):
        await fake.say(ANNA, "第九条")
        await fake.until(lambda: len(fake.sent) == 2)
    assert "（第九条" in fake.sent[1].text
    assert fake.sent[0].text.startswith(CAPTIONED[MediaKind.IMAGE])
    assert "县政府常务会议" in fake.sent[0].text


async def test_two_questions_below_pictures_of_an_album_are_both_answered(
    fake: FakeTelegram, sqlite_url: str
) -> None:
    await album(fake, "第九条", "", "第十条")
    async with running(fake, sqlite_url):
        await fake.until(lambda: len(fake.sent) == 2)
        await confirmed(fake)
    assert ["（第九条" in fake.sent[0].text, "（第十条" in fake.sent[1].text] == [True, True]


async def test_words_of_an_album_that_arrive_after_its_picture_was_answered_are_answered_too(
    fake: FakeTelegram, sqlite_url: str
) -> None:
    async with running(fake, sqlite_url):
        await album(fake, "")
        await confirmed(fake)
        await album(fake, "第九条")
        await fake.until(lambda: len(fake.sent) == 2)
        await album(fake, "")
        await confirmed(fake)
    assert "（第九条" in fake.sent[1].text
    assert len(fake.sent) == 2


async def test_of_an_album_with_a_report_nothing_is_kept(fake: FakeTelegram, sqlite_url: str) -> None:
    await album(fake, "", "我要举报村主任")
    async with running(fake, sqlite_url) as parts:
        await confirmed(fake)
        kept = await readable(parts.database)
    assert "村主任" not in kept
    assert flows.COMPLAINT_FIRST not in kept
    assert [flows.COMPLAINT_FIRST in one.text for one in fake.sent] == [True]


async def test_an_edited_message_changes_nothing_and_that_is_said_once(
    fake: FakeTelegram, sqlite_url: str
) -> None:
    async with running(fake, sqlite_url):
        update = await fake.say(ANNA, "第九条")
        await fake.until(lambda: len(fake.sent) == 1)
        for text in ("第十条", "第十二条"):
            await fake.happen(edited_message={**update["message"], "text": text, "edit_date": DATE + 9})
        await confirmed(fake)
        await asked(fake, "第八条", BERTA)
        await fake.until(lambda: len(fake.sent) == 3)
    assert sorted(one.text for one in fake.sent if one.chat == ANNA)[1:] == [texts.NOT_EDITED]


async def test_in_a_group_only_being_addressed_is_answered_and_only_with_the_way_to_a_private_talk(
    fake: FakeTelegram, sqlite_url: str
) -> None:
    async with running(fake, sqlite_url):
        await fake.say(GROUP, "第九条")
        await fake.say(GROUP, "@Ezhen_Bot 第九条")
        await fake.until(lambda: fake.sent)
        await asked(fake, "第八条")
    assert [(one.chat, one.text) for one in fake.sent[:1]] == [(GROUP, texts.PRIVATE_ONLY)]
    assert [one.chat for one in fake.sent] == [GROUP, ANNA]


_ANONYMOUS = {
    "from": {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"},
    "sender_chat": {"id": GROUP, "type": "group"},
}
"""As whom the platform shows a group's administrators who are anonymous there."""


@pytest.mark.parametrize(
    ("update", "text", "more"),
    [
        pytest.param("message", "我的关联码 {code}", {}, id="written"),
        pytest.param("message", "wode ma {code} ok 2026", {}, id="beside letters and figures"),
        pytest.param("message", "34679ACDEF 作废，用 {code}", {}, id="behind another"),
        pytest.param(
            "message",
            "{code}",
            _ANONYMOUS,
            id="anonymous",
        ),
        pytest.param("edited_message", "改一下：{code}", {"edit_date": DATE + 60}, id="written later"),
    ],
)
async def test_a_staff_code_that_a_group_has_seen_is_burnt(
    fake: FakeTelegram, sqlite_url: str, update: str, text: str, more: dict[str, object]
) -> None:
    async with running(fake, sqlite_url) as parts:
        code = await parts.database.write(_link_code, utc_now())
        await fake.happen(**{update: fake.message(GROUP, text=text.format(code=code.lower()), **more)})
        await fake.until(lambda: fake.sent)
        refused = await asked(fake, code)
    assert [one.text for one in fake.sent[:1]] == [binding_texts.SEEN_BY_OTHERS]
    assert binding_texts.wrong(left=4) in refused.text


def _link_code(work: Work) -> str:
    contracts.member(work, "办公室甲", Role.OFFICE)
    code = issue_link_code(work, OPERATOR, "办公室甲")
    assert isinstance(code, str)
    return code


async def test_blocking_the_bot_erases_what_is_kept(
    fake: FakeTelegram, database_url: str, database: Database
) -> None:
    async with running(fake, database_url):
        await asked(fake, "第九条")
        change: dict[str, object] = {
            "chat": {"id": ANNA, "type": "private"},
            "from": {"id": ANNA, "is_bot": False, "first_name": "安"},
        }
        change |= {"date": DATE, "old_chat_member": member("member"), "new_chat_member": member("kicked")}
        await fake.happen(my_chat_member=change)
        await confirmed(fake)
    async with database.reading() as connection:
        assert (await connection.scalars(select(SessionRow.address))).all() == []
        assert (await connection.scalars(select(OutboxRow.id))).all() == []


def member(status: str) -> dict[str, object]:
    return {"user": {"id": 123456, "is_bot": True, "first_name": "助手"}, "status": status, "until_date": 0}


@pytest.mark.parametrize(
    "text",
    ["我的申请到哪一步了", "我要申请拨付", "我的申请", "催办", "绑定 AB12CD34EF"],
)
async def test_personal_matters_lead_to_the_web(fake: FakeTelegram, sqlite_url: str, text: str) -> None:
    async with running(fake, sqlite_url):
        answer = await asked(fake, text)
    assert f"{PUBLIC}/" in answer.text


async def test_of_a_report_nothing_is_kept_and_the_telling_goes_on_being_refused(
    fake: FakeTelegram, database_url: str, database: Database
) -> None:
    async with running(fake, database_url):
        first = await asked(fake, "我要举报村主任")
        second = await asked(fake, "他拿了五万块")
        third = await asked(fake, "查询码 AB12 CD34")
    assert first.text.startswith(second.text)
    assert second.text.startswith(flows.COMPLAINT_FIRST)
    assert f"{PUBLIC}/report" in third.text
    kept = await readable(database)
    assert "五万" not in kept
    assert flows.COMPLAINT_FIRST not in kept


async def test_a_long_answer_is_cut_by_units_and_goes_on(fake: FakeTelegram, sqlite_url: str) -> None:
    async with running(fake, sqlite_url):
        answer = await asked(fake, "全文")
    assert len(answer.text.encode("utf-16-le")) // 2 <= 4096


async def test_commands_are_words(fake: FakeTelegram, sqlite_url: str) -> None:
    async with running(fake, sqlite_url):
        answer = await asked(fake, "/help@ezhen_bot")
        privacy = await asked(fake, "/privacy")
        mended = await asked(fake, "更正")
    assert talk.HELP_WHERE_ONLY_ANSWERED in answer.text
    assert privacy.text.endswith(texts.ABROAD)
    for refused in ("我要申请", "意向登记", "查进度", "继续填写", "绑定码"):
        assert refused not in answer.text + mended.text


async def test_what_cannot_be_read_does_not_hold_up_the_next(fake: FakeTelegram, sqlite_url: str) -> None:
    async with running(fake, sqlite_url):
        await fake.happen(message={"message_id": "x", "chat": 7})
        await fake.happen(callback_query={"id": 1})
        await fake.happen(poll_of_the_future={"a": [1]})
        answer = await asked(fake, "第九条")
        await confirmed(fake)
    assert "第九条" in answer.text


async def test_half_a_character_holds_up_neither_its_own_message_nor_the_next(
    fake: FakeTelegram, sqlite_url: str
) -> None:
    """A client may send half of a surrogate pair, escaped; strict parsers refuse the whole batch for it."""
    async with running(fake, sqlite_url):
        await fake.say(ANNA, "\ud83d 支持哪些方面")
        await fake.say(BERTA, "\ud83d")
        await fake.until(lambda: len(fake.sent) == 2)
        answer = await asked(fake, "第九条")
        await confirmed(fake)
    assert any("第七条" in one.text for one in fake.sent[:2])
    assert "第九条" in answer.text


async def test_whoever_blocked_the_bot_unseen_is_forgotten_when_an_answer_does_not_arrive(
    fake: FakeTelegram, database_url: str, database: Database
) -> None:
    async with running(fake, database_url) as parts:
        await asked(fake, "第九条")
        fake.blocked.add(ANNA)
        await fake.say(ANNA, "第十条")
        await fake.until(lambda: fake.count("sendMessage") == 2)
        await asked(fake, "第八条", BERTA)
        assert parts.telegram is not None
        await parts.telegram.close()
    async with database.reading() as connection:
        assert (await connection.scalars(select(SessionRow.address))).all() == [str(BERTA)]
        assert (await connection.scalars(select(OutboxRow.address))).all() == [str(BERTA)]


async def test_an_edit_during_a_report_does_not_end_its_confidence(fake: FakeTelegram, sqlite_url: str) -> None:
    async with running(fake, sqlite_url) as parts:
        await asked(fake, "我要举报村主任")
        update = await fake.say(ANNA, "他拿了五万块")
        await fake.until(lambda: len(fake.sent) == 2)
        await fake.happen(edited_message={**update["message"], "text": "六万", "edit_date": DATE + 1})
        await fake.until(lambda: len(fake.sent) == 3)
        last = await asked(fake, "还有他弟弟")
        assert "COMPLAINT" not in str(await stored_sessions(parts.database)).upper()
    assert last.text.startswith(flows.COMPLAINT_FIRST)


def pause(work: Work) -> None:
    staff = work.add(Staff(name="管理员", roles='["administrator"]', active=True, created_at=work.now))
    begin_pause(work, notice="暂停答复", reason="检查", by=staff.id)


async def test_in_a_pause_people_are_told_at_once_and_answered_again_after_it(
    fake: FakeTelegram, sqlite_url: str
) -> None:
    async with running(fake, sqlite_url) as parts:
        before = await asked(fake, "第九条")
        await parts.database.write(pause, utc_now())
        told = await asked(fake, "第十条")
        again = await fake.happen(message={**fake.message(ANNA, text="第八条"), "message_id": 2000})
        await fake.until(lambda: len(fake.sent) == 3)
        await fake.happen(message=again["message"])
        await confirmed(fake)
        await parts.database.write(end_pause, utc_now())
        after = await asked(fake, "第九条")
    assert [told.text, fake.sent[2].text] == ["暂停答复"] * 2
    assert len(fake.sent) == 4
    assert after.text.splitlines()[:2] == before.text.splitlines()[:2]
