"""取消, 退出, 算了 and the like lead out of a talk about a complaint."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.messages import Text
from handlers.texts import flows
from handlers.turn import Outcome, Session, StaffStage, Transaction, Turn, say
from handlers.values.words import plain
from policy_kb.expressions import lazy_compile

LEAVING = frozenset(
    {
        "取消",
        "退出",
        "算了",
        "不说了",
        "不举报了",
        "不反映了",
        "不投诉了",
        "不想投诉了",
        "不写了",
        "不提了",
        "不留言了",
        "不提交",
        "不提交了",
        "没事了",
        "没什么",
        "说别的",
        "返回",
        "不是举报",
        "不是要举报",
    }
)

_ONLY_ASKS = lazy_compile(
    r"[我俺]?(?:就|只|就只)是?(?:想|来)?(?:问问|问一?下|了解一?下|看看|咨询一?下|打听一?下)(?:规定|办法|条文|政策)?(?:而已|的)?"
)
"""我就是问问规定: what was taken for a complaint was none."""


def leaves_report(words: str) -> bool:
    """Whether the words lead out of telling a complaint."""
    said = plain(words)
    return said in LEAVING or _ONLY_ASKS.fullmatch(said) is not None


async def leave_report(turn: Turn) -> Transaction | None:
    """Say that the talk is left; where no complaint is being told, these words are for the next router."""
    content = turn.inbound.content
    if not turn.session.reporting or not isinstance(content, Text):
        return None
    if not leaves_report(content.text):
        return None
    # An act is another matter than the complaint: what is said from here on is understood as usual.
    told = (flows.LEFT, *((flows.FORM_STAYS,) if turn.session.form else ()))
    return Transaction(lambda _work: Outcome((say(*told),), _without_question(turn.session)))


def _without_question(session: Session) -> Session:
    """What is said next is for the assistant, also where a question to staff was waited for."""
    is_asking = session.staff_talk is not None and session.staff_talk.stage is StaffStage.QUESTION
    return replace(session, staff_talk=None) if is_asking else session
