"""登录, sent by a member from their linked account: a link into the console. Others are answered as ever."""

from __future__ import annotations

from handlers.identity.account_entry import entry_link
from handlers.identity.codes import ENTRY_LIVES
from handlers.identity.who import staff_of
from handlers.messages import Text
from handlers.texts import signing_in as texts
from handlers.turn import Outcome, Override, Turn, say
from policy_kb.models import AnswerKind
from store.work import Work

_WORDS = frozenset({"登录", "登陆", "登录工作台", "登陆工作台", "工作台登录"})


def asks_to_enter(turn: Turn, console_link: str) -> Override | None:
    """What a member is told who wants to come in; None where the words are none of that."""
    content, person = turn.inbound.content, turn.inbound.person
    if not isinstance(content, Text) or content.reading.bare not in _WORDS or not person.traits.proves_accounts:
        return None
    return lambda work: _told(work, turn, console_link)


def _told(work: Work, turn: Turn, console_link: str) -> Outcome | None:
    member = staff_of(work, turn.inbound.person)
    if member is None:
        return None
    minutes = int(ENTRY_LIVES.total_seconds()) // 60
    said = texts.entry(name=member.name, link=f"{console_link}{entry_link(work, member)}", minutes=minutes)
    return Outcome(replies=(say(said, kind=AnswerKind.STATUS),), session=turn.session)
