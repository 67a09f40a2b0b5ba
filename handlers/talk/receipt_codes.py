"""A 查询码 in a talk: answered with the link alone, before anything is understood, passed on or kept of it."""

from __future__ import annotations

from handlers.casework.sealed.window import page_link
from handlers.messages import Content, Media, Press, Text
from handlers.sealed.codes import holds_code
from handlers.texts import complaining as texts
from handlers.turn import Outcome, Turn, say
from policy_kb.models import AnswerKind


class ReceiptCodes:
    """Stands before every other router, also before staff who have the talk, and before their desk."""

    def __init__(self, web_link: str) -> None:
        self._told = texts.with_code(link=page_link(web_link))

    def decide(self, turn: Turn) -> Outcome | None:
        """The link where the message holds what is shaped like a code; the talk stays where it was."""
        if not has_code(turn.inbound.content):
            return None
        return Outcome((say(self._told, kind=AnswerKind.COMPLAINT),), turn.session, sensitive=True)


def has_code(content: Content) -> bool:
    """Whether anything that was written, or pressed, holds one: a message that may be stored nowhere."""
    match content:
        case Text():
            return holds_code(content.reading)
        case Press(_, words) | Media(caption=words):
            return holds_code(words)
        case _:
            return False
