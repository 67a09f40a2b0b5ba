"""意见 from the first word in a talk to its answer, by the best way that is open; erased with its person."""

from __future__ import annotations

from msgspec.structs import replace
from sqlalchemy import select

from bot.wiring import Parts
from handlers.casework.complaints.fields import AnswerComplaintFields
from handlers.casework.perform import perform
from handlers.casework.transitions import ActName
from handlers.identity.actors import Door
from handlers.messages import Channel
from store.states import ComplaintState, Role
from store.tables.complaints import Complaint, ComplaintMessage
from store.work import Work
from tests.dialogue import Dialogue
from tests.handlers.casework.town import done
from tests.handlers.contracts.contracts import member
from tests.measure import opened

WORDS = "希望多办几期电商培训，放在农闲的时候"
ANSWER = "明年一月在乡里办两期，名额请到村委会报。"


async def _left(parts: Parts, channel: Channel) -> Dialogue:
    talk = Dialogue(parts, "villager-0000000001", channel)
    for words in ("我要提意见", WORDS):
        await talk.says(words)
    assert "意见2026-0001" in (await talk.says("提交")).text
    return talk


async def _answered(parts: Parts) -> None:
    def act(work: Work) -> None:
        actor = replace(member(work, "张办", Role.OFFICE), door=Door.CONSOLE)
        fields = AnswerComplaintFields(words=ANSWER)
        done(perform(work, actor, ActName.ANSWER_COMPLAINT, "2026-0001", fields, kb=opened()))

    await parts.database.write(act, parts.clock())


async def test_where_nothing_is_pushed_the_answer_stands_before_the_next_one(parts: Parts) -> None:
    talk = await _left(parts, Channel.WEB)
    await _answered(parts)
    await talk.says("怎么申请")
    (told,) = talk.notices
    assert "意见2026-0001" in told
    assert ANSWER in told
    assert "不作为审批、拨付依据" in told
    assert ANSWER in (await talk.says("我的意见")).text


async def test_who_has_everything_erased_has_left_nothing_to_be_answered(parts: Parts) -> None:
    talk = await _left(parts, Channel.TERMINAL)
    assert "意见投诉的内容和答复：1 条" in (await talk.says("查我的信息")).text
    await talk.says("删除我的信息")
    await talk.says("确认删除")

    def kept(work: Work) -> tuple[list[ComplaintMessage], list[str]]:
        return work.all(select(ComplaintMessage)), [one.state for one in work.all(select(Complaint))]

    assert await parts.database.read(kept, parts.clock()) == ([], [ComplaintState.WITHDRAWN.value])
