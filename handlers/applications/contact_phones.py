"""联系电话 in the talk: a person of a firm leaves a number for 电话告知, and takes it back."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.casework.perform import apply_row
from handlers.casework.telling_rows import LeavePhoneFields
from handlers.casework.transitions import ActName
from handlers.confirmation import asking, was_asked
from handlers.identity.actors import Contractor
from handlers.identity.who import contractor
from handlers.messages import Text
from handlers.results import Refused
from handlers.texts import binding as binding_texts
from handlers.texts import telling as texts
from handlers.turn import Outcome, Transaction, Turn, say
from handlers.values.readers import read_phone
from handlers.values.reading import Value
from handlers.values.vocabulary import made_of
from handlers.values.words import plain
from policy_kb.expressions import lazy_compile
from policy_kb.models import Offer, OfferKind
from store.work import Work

_LEAVE = lazy_compile(
    r"(?:我要|我想|帮我)?(?:留|改|换|登记)(?:一?个)?(?:我的|新的?)?(?:联系)?(?:电话|手机号?|号码)(?P<rest>.*)"
)
_TAKE_BACK = lazy_compile(
    r"(?:我要|帮我|请)?(?:删除|删掉|撤回|不留)(?:我的|我留的)?(?:联系)?(?:电话|手机号?|号码)(?:了|吧)?"
)


class ContactPhones:
    """The router of its words, and of the number that was just asked for; the rest is for the next router."""

    vocabulary = made_of(inside=(_LEAVE, _TAKE_BACK), marks="话机码")

    async def __call__(self, turn: Turn) -> Transaction | None:
        """Answer whoever acts for a firm; an open form asks for numbers of its own."""
        content, person = turn.inbound.content, turn.inbound.person
        is_elsewhere = turn.session.reporting or turn.session.form is not None or not person.traits.binds_firms
        if not isinstance(content, Text) or is_elsewhere:
            return None
        words = plain(content.text)
        if _TAKE_BACK.fullmatch(words):
            return Transaction(lambda work: _answered(work, turn, None))
        said = _LEAVE.fullmatch(words)
        if said is None and not (was_asked(texts.LEAVE, turn) and _may_be_a_number(words)):
            return None
        number = said["rest"].lstrip("：:是为") if said else words
        return Transaction(lambda work: _answered(work, turn, number)) if _is_meant(number) else None


def _is_meant(number: str) -> bool:
    """留电话 alone, or with what begins like a number: 留电话干什么 is a question."""
    return not number or _may_be_a_number(number)


def _may_be_a_number(words: str) -> bool:
    return sum(sign.isdigit() for sign in words) * 2 > len(words)


def _answered(work: Work, turn: Turn, number: str | None) -> Outcome:
    """`number` is None where it is taken back."""
    actor = contractor(work, turn.inbound.person)
    if actor is None:
        return _said(turn, binding_texts.NOT_BOUND)
    return _taken_back(work, turn, actor) if number is None else _left(work, turn, actor, number)


def _left(work: Work, turn: Turn, actor: Contractor, number: str) -> Outcome:
    if not number:
        return _asked(turn, texts.ASK_PHONE)
    reading = read_phone(number)
    if not isinstance(reading, Value):
        return _asked(turn, texts.ODD_PHONE)
    fields = LeavePhoneFields(phone=str(reading.stored))
    result = apply_row(work, actor, ActName.LEAVE_PHONE, str(actor.binding_id), fields)
    if isinstance(result, Refused):
        return _said(turn, *(reason.text for reason in result.reasons))
    return _said(turn, texts.left(phone=fields.phone), offer=texts.TAKE_BACK)


def _taken_back(work: Work, turn: Turn, actor: Contractor) -> Outcome:
    result = apply_row(work, actor, ActName.TAKE_BACK_PHONE, str(actor.binding_id))
    if isinstance(result, Refused):
        return _said(turn, *(reason.text for reason in result.reasons))
    return _said(turn, texts.TAKEN_BACK)


def _asked(turn: Turn, text: str) -> Outcome:
    """The next message may be the number."""
    outcome = _said(turn, text)
    return replace(outcome, session=asking(outcome.session, texts.LEAVE, turn))


def _said(turn: Turn, *texts_said: str, offer: str = "") -> Outcome:
    offers = (Offer(label=offer, kind=OfferKind.ASK, value=offer),) if offer else ()
    session = replace(turn.session, menu=offers, rest=())
    return Outcome(replies=(say(*texts_said, offers=offers),), session=session)
