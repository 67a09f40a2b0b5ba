"""What is not dealt with in channels that only answer: applications, their state, complaints, one's data."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.identity.binding_words import Waiting, Wish, read_words
from handlers.messages import Content, Event, EventKind, Press, Text
from handlers.talk.commands import HELP_WORDS, HUMAN_WORDS, MORE_WORDS
from handlers.talk.complaining import Complaining
from handlers.talk.menu import picked_number
from handlers.talk.rights import right_asked
from handlers.talk.whole_text import WholeText
from handlers.texts import telegram as texts
from handlers.turn import Outcome, Turn, say
from handlers.values.vocabulary import NOTHING
from policy_kb.expressions import lazy_compile
from policy_kb.kb import PolicyKB
from policy_kb.matching.asking import asks
from policy_kb.models import AnswerKind, OfferKind
from policy_kb.reading import Reading

_ELSEWHERE = frozenset({AnswerKind.STATUS, AnswerKind.APPLY, AnswerKind.COMPLAINT})

_COMMANDS = HELP_WORDS | HUMAN_WORDS | MORE_WORDS

_CODE = r"[\sA-Za-z0-9:：-]{0,40}"

_PERSONAL = lazy_compile(
    r"(?:查|查看|查询)?我的(?:信息|资料|数据|申请|意向|登记|绑定)"
    r"|(?:更正|修改|删除|删掉|注销)(?:我的)?(?:个人)?(?:信息|资料|数据|账号)?"
    rf"|(?:撤回|撤销)(?:我的)?(?:同意|申请)|(?:解除)?绑定码?{_CODE}|催办{_CODE}"
)
"""Commands about oneself: the whole message, so that a question of the measure is never taken for one."""

_ON_A_COMPLAINT = lazy_compile(rf"查询码{_CODE}|(?:查|查看|查询)?我的(?:意见|举报)")
"""Follows a complaint by its 查询码, which is not stored."""


class TelegramLimits:
    """Stands behind the desk of staff and before everything else. In other channels it lets everything pass."""

    vocabulary = NOTHING

    def __init__(self, kb: PolicyKB, web_link: str, whole: WholeText, complaining: Complaining) -> None:
        self._kb = kb
        self._whole = whole
        self._complaining = complaining
        self._refusal = texts.only_on_the_web(web_link=web_link)

    async def __call__(self, turn: Turn) -> Outcome | None:
        """Answer what is not dealt with here with the way to the web; anything else is for the next router."""
        if not turn.inbound.person.traits.answers_only:
            return None
        kind = self._kind(turn)
        return None if kind is None else self._refuse(kind, turn)

    def _kind(self, turn: Turn) -> AnswerKind | None:
        """The kind of the matter that is refused; COMPLAINT where nothing of the message may be kept."""
        content = turn.inbound.content
        number = picked_number(content)
        if number is not None:
            return _picked(number, content, turn)
        words = _words(content)
        said = "" if words is None else words.typed.strip().strip("。！!“”\"'")
        if words is None or said.lower() in _COMMANDS or right_asked(words) is not None:
            return None
        if _ON_A_COMPLAINT.fullmatch(said) or (turn.session.reporting and not asks(words.typed)):
            return AnswerKind.COMPLAINT
        if _PERSONAL.fullmatch(said) or _is_about_binding(words):
            return AnswerKind.STATUS
        if self._whole.is_asked(words, turn):
            return None
        return _limited(self._kb.answer(words, turn.session.memory).kind)

    def _refuse(self, kind: AnswerKind, turn: Turn) -> Outcome:
        """A complaint is led to its channel or to the page: it is kept nowhere, nor is what is told after it."""
        if kind is AnswerKind.COMPLAINT:
            said = words.typed.strip() if (words := _words(turn.inbound.content)) else ""
            follows = _ON_A_COMPLAINT.fullmatch(said.strip("。！!“”\"'"))
            return self._complaining.by_code(turn) if follows else self._complaining.complaint(turn)
        session = replace(turn.session, rest=())
        return Outcome(replies=(say(self._refusal, kind=kind),), session=session)


def _words(content: Content) -> Reading | None:
    if isinstance(content, Event) and content.kind is EventKind.MENU:
        return Reading(content.value)
    return content.reading if isinstance(content, Text) else None


def _is_about_binding(words: Reading) -> bool:
    """Whether a firm's binding is asked about or for; signs that may be a member's own code are let pass."""
    return isinstance(read_words(words, waiting=Waiting.NOTHING, filling=False), Wish)


def _picked(number: int, content: Content, turn: Turn) -> AnswerKind | None:
    """What an offer leads to; one of an older menu is for the menu to answer."""
    menu = turn.session.menu
    if not 0 < number <= len(menu):
        return None
    offer = menu[number - 1]
    is_older = isinstance(content, Press) and content.label not in {"", offer.label}
    if is_older or offer.kind is not OfferKind.FLOW:
        return None
    return _limited(AnswerKind(offer.value)) if offer.value in set(AnswerKind) else AnswerKind.STATUS


def _limited(kind: AnswerKind) -> AnswerKind | None:
    return kind if kind in _ELSEWHERE else None
