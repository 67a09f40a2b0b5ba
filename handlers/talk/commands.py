"""Fixed commands: 帮助, 人工, 更多."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from handlers.messages import Reply, Text
from handlers.texts import talk
from handlers.turn import Decision, Outcome, Turn, say
from handlers.values.vocabulary import made_of
from policy_kb.kb import PolicyKB

HELP_WORDS = frozenset({"帮助", "使用说明", "怎么用", "help", "菜单"})
HUMAN_WORDS = frozenset({talk.HUMAN_LABEL, "人工", "转人工", "人工服务", "电话", "地址", "联系方式"})
MORE_WORDS = frozenset({"更多", "继续", "更多内容"})


class Commands:
    """Answers a message that is nothing but a command word."""

    vocabulary = made_of(*HELP_WORDS, *HUMAN_WORDS, *MORE_WORDS)

    def __init__(
        self, kb: PolicyKB, reach_person: Callable[[Turn], Decision], *, takes_applications: bool
    ) -> None:
        self._about = kb.about
        self._help_here = talk.HELP if takes_applications else talk.ASKING
        self._reach_person = reach_person

    async def __call__(self, turn: Turn) -> Decision | None:
        """Answer a command; anything else is for the next router."""
        content = turn.inbound.content
        if not isinstance(content, Text):
            return None
        word = content.text.strip().strip("。！!“”\"'").lower()
        if turn.session.form is not None and _is_of_the_form(word, turn):
            return None
        answer = self._answers(word)
        return answer(turn) if answer else None

    def _answers(self, word: str) -> Callable[[Turn], Decision] | None:
        if word in HELP_WORDS:
            return self._help
        if word in HUMAN_WORDS:
            return self._reach_person
        if word in MORE_WORDS:
            return _more
        return None

    def _help(self, turn: Turn) -> Outcome:
        told = talk.HELP_WHERE_ONLY_ANSWERED if turn.inbound.person.traits.answers_only else self._help_here
        return Outcome(replies=(say(self._about, told.rstrip()),), session=turn.session)


def _is_of_the_form(word: str, turn: Turn) -> bool:
    """While a form is open, 帮助 is about filling it in, and 继续 goes on with it where nothing was cut."""
    return word in HELP_WORDS or (word in MORE_WORDS and not turn.session.rest)


def _more(turn: Turn) -> Outcome:
    """Show what did not fit; dispatch cuts it to the channel's size again."""
    rest = turn.session.rest
    if not rest:
        return Outcome(replies=(say(talk.NOTHING_MORE),), session=turn.session)
    reply = Reply(parts=rest, offers=turn.session.menu)
    return Outcome(replies=(reply,), session=replace(turn.session, rest=()))
