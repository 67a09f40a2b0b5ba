"""A 查询码 in a message is answered with the link alone, wherever it is sent, and kept nowhere."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.wiring import Parts
from handlers.form_state import FormTalk
from handlers.messages import Channel, Inbound, Media, MediaKind, Person, Text
from handlers.office import Office
from handlers.registry import Assistant
from handlers.sealed.codes import new_code
from handlers.texts import complaining as texts
from handlers.turn import AtDesk, Outcome, Session, StaffStage, StaffTalk, Turn
from handlers.values.figures import grouped
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.keys import KEYS
from tests.measure import opened
from tests.stored import everything_stored, stored_sessions

CODE = new_code(KEYS)
TOLD = texts.with_code(link="")
IN_WORDS = "".join("零一二三四五六七八九"[int(one)] for one in CODE)

SPELT = [CODE, f"我的查询码是{grouped(CODE)}，现在怎么样了", IN_WORDS, grouped(CODE).replace(" ", "\n")]


@pytest.mark.parametrize("channel", [Channel.WECHAT, Channel.WEB, Channel.TERMINAL, Channel.TELEGRAM])
async def test_it_is_answered_with_the_link_alone(parts: Parts, tmp_path: Path, channel: Channel) -> None:
    person = Dialogue(parts, "来人", channel)
    await person.says("第九条")
    before = await stored_sessions(parts.database)
    for said in SPELT:
        assert (await person.says(said)).text == TOLD
    assert await stored_sessions(parts.database) == before
    stored = await everything_stored(parts.database, tmp_path)
    assert [said for said in SPELT if said[:8].encode() in stored] == []


@pytest.mark.parametrize("begun", ["意向登记", "我要提意见", "我要举报", "请工作人员答复"])
async def test_inside_a_dialogue_too_which_goes_on(
    parts: Parts, talk: Dialogue, tmp_path: Path, begun: str
) -> None:
    await talk.says(begun)
    assert TOLD in (await talk.says(CODE)).text
    assert TOLD in (await talk.does(Media(MediaKind.IMAGE, caption=grouped(CODE)))).text
    assert CODE[:8].encode() not in await everything_stored(parts.database, tmp_path)


@pytest.mark.parametrize(
    "session",
    [
        Session(desk=AtDesk()),
        Session(form=FormTalk(form="application", draft=1, seen=1)),
        Session(staff_talk=StaffTalk(stage=StaffStage.WITH_STAFF, until=FrozenClock()() + timedelta(hours=1))),
        Session(reporting=True),
    ],
    ids=["desk", "form", "staff", "report"],
)
async def test_no_talk_hears_it_first(session: Session) -> None:
    for channel in (Channel.WECHAT, Channel.TELEGRAM, Channel.CONSOLE):
        inbound = Inbound(Person(channel, "o1"), "k", Text(f"帮我看看 {CODE}"), FrozenClock()())
        outcome = await Assistant(opened(), Office()).respond(Turn(inbound, session, FrozenClock()()))
        assert isinstance(outcome, Outcome)
        assert outcome.sensitive
        assert [reply.text for reply in outcome.replies] == [TOLD]
        assert outcome.session == session


def test_it_is_never_stored_until_it_is_answered() -> None:
    assistant = Assistant(opened(), Office())
    assert assistant.is_harmless(Inbound(Person(Channel.WECHAT, "o1"), "k", Text("第九条"), FrozenClock()()))
    for said in SPELT:
        inbound = Inbound(Person(Channel.WECHAT, "o1"), "k", Text(said), FrozenClock()())
        assert not assistant.is_harmless(inbound)
