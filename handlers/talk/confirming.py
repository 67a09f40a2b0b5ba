"""Confirmations: of what cannot be undone, right after it was asked; and those that nothing waits for."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.confirmation import asking, was_asked
from handlers.messages import Text
from handlers.talk import confirming_words
from handlers.texts import talk
from handlers.turn import Decision, Outcome, Router, Turn, say
from handlers.values.vocabulary import NOTHING
from policy_kb.models import Offer, OfferKind
from policy_kb.reading import Reading

CONFIRMATIONS = frozenset(
    {
        "是",
        "是的",
        "对",
        "对的",
        "确认",
        "确定",
        "确认属实",
        "确认提交",
        "确认绑定",
        "确认登记",
        "确认撤回",
        "确认取消",
        "确认解除",
    }
)


class Confirming:
    """A plain 是 or 不 to what was asked just before, and its command cut short: 确认撤回, 确认解除.

    Beside a form a plain word is the form's.
    """

    vocabulary = NOTHING

    def __init__(self, respond: Router) -> None:
        self._respond = respond

    async def __call__(self, turn: Turn) -> Decision | None:
        """Go on as if the command that was asked for had been typed, or let the question go."""
        content, asked = turn.inbound.content, turn.session.asked
        if asked is None or not isinstance(content, Text) or not was_asked(asked.command, turn):
            return None
        said, is_plain = _said(content.reading), turn.session.form is None
        if turn.session.reporting or said == asked.command:
            return None
        if is_plain and said.lower() in confirming_words.VAGUE_WORDS and asked.command.startswith(talk.CONFIRMING):
            return _asked_plainly(asked.command, turn)
        is_short = _is_cut_short(said, asked.command)
        if is_plain and said in confirming_words.NO_WORDS:
            session = replace(turn.session, menu=(), rest=())
            return Outcome((say(talk.LEFT_AS_IT_WAS),), session)
        if not (is_plain and said in confirming_words.YES_WORDS) and not is_short:
            return None
        return await self._respond(turn.meaning(Text(asked.command)))


def _asked_plainly(command: str, turn: Turn) -> Outcome:
    offer = Offer(label=command, kind=OfferKind.ASK, value=command)
    session = replace(turn.session, menu=(offer,), rest=())
    return Outcome((say(talk.say_plainly(command=command), offers=(offer,)),), asking(session, command, turn))


async def nothing_to_confirm(turn: Turn) -> Outcome | None:
    """Say so; stands behind every dialogue that asks to be confirmed."""
    content = turn.inbound.content
    if not isinstance(content, Text) or turn.session.reporting:
        return None
    return (
        Outcome((say(talk.NOTHING_TO_CONFIRM),), turn.session) if _said(content.reading) in CONFIRMATIONS else None
    )


def answers_what_was_asked(words: str, turn: Turn) -> bool:
    """Whether the words confirm what was asked just before, or let it go."""
    asked, said = turn.session.asked, _said(words)
    if asked is None or not was_asked(asked.command, turn) or turn.session.reporting:
        return False
    is_vague = said.lower() in confirming_words.VAGUE_WORDS and asked.command.startswith(talk.CONFIRMING)
    if turn.session.form is None and (is_vague or said in confirming_words.YES_WORDS | confirming_words.NO_WORDS):
        return True
    return said == asked.command or _is_cut_short(said, asked.command)


def _is_cut_short(said: str, command: str) -> bool:
    is_whole = said in confirming_words.YES_WORDS  # a form's word, where one is open
    return said.startswith(talk.CONFIRMING) and command.startswith(said) and not is_whole


def _said(words: Reading | str) -> str:
    return Reading.of(words).half_width.strip().strip("。.!“”\"'")
