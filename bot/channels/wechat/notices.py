"""Notices by forms of the account: a subscription notice, else a template message, else words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import assert_never

import structlog
from structlog.typing import FilteringBoundLogger

from bot.channels.base import Dead, Delivery, Outgoing, Retry, Sent
from bot.channels.wechat.api import Done, NoticeData, WeChatApi
from bot.channels.wechat.delivery_policy import delivery_of, reason_of
from bot.channels.wechat.errors import Failure, Reaction
from bot.channels.wechat.notice_fields import FieldType, Source, fit
from bot.channels.wechat.notice_forms import FormField, NoticeForm, Way, Ways
from bot.channels.wechat.signals import Signal, Watch
from handlers.dates import ZONE, day, local_day
from handlers.messages import NoticeCard
from handlers.texts import notice_cards as texts
from store.outbox.settling import Reach
from store.states import NoticeWay

log: FilteringBoundLogger = structlog.get_logger(__name__)

ROOM = 8.0
"""Seconds after which no further way is begun: the outbox gives an attempt 30, and one way may take 21."""

KEY_LIVES = timedelta(minutes=9)  # the platform keeps a template's key for ten
_SOON = timedelta(seconds=20)
_MINUTE = timedelta(minutes=1)

NEXT_WAY = frozenset(
    {
        Reaction.NO_CONSENT,
        Reaction.WRONG_TEMPLATE,
        Reaction.NOT_GRANTED,
        Reaction.BUG,
        Reaction.TOO_LONG,
        Reaction.DAILY_QUOTA,  # this API rests until midnight; the others do not
        Reaction.WINDOW_CLOSED,
        Reaction.ALLOWANCE_USED,
    }
)
"""Nothing was sent, and another way may well succeed."""

_WAYS = {Way.SUBSCRIPTION: NoticeWay.SUBSCRIPTION, Way.TEMPLATE: NoticeWay.TEMPLATE}


class NoticeSender:
    """Sends the card of a notice, at most one message an attempt."""

    def __init__(
        self,
        api: WeChatApi,
        clock: Callable[[], datetime],
        watch: Watch,
        ways: Ways,
        ticks: Callable[[], float],
    ) -> None:
        self._api = api
        self._clock = clock
        self._watch = watch
        self._ways = ways
        self._ticks = ticks

    async def send(self, outgoing: Outgoing) -> Delivery | None:
        """Try the forms one after the other; None where the words are to be sent instead."""
        card = outgoing.reply.card
        if card is None:
            return None
        began = self._ticks()
        for way, form in self._ways.of(card.kind):
            delivery = await self._try(way, form, card, outgoing)
            if delivery is not None:
                return delivery
            if self._ticks() - began > ROOM:
                return Retry("slow")
        return None

    async def _try(self, way: Way, form: NoticeForm, card: NoticeCard, outgoing: Outgoing) -> Delivery | None:
        data = data_of(form, card)
        if data is None:
            self._watch(Signal.NOTICE_UNFIT)
            log.error("wechat_notice_unfit", way=way.value, kind=card.kind.value, fields=_names(form))
            return None
        answer = await self._call(way, form, data, outgoing)
        if isinstance(answer, Done):
            return Sent(_WAYS[way], answer.receipt)
        return self._after(way, answer, card, outgoing.attempt)

    async def _call(self, way: Way, form: NoticeForm, data: NoticeData, outgoing: Outgoing) -> Done | Failure:
        openid = outgoing.person.address
        match way:
            case Way.SUBSCRIPTION:
                return await self._api.send_subscription(openid, form.template_id, data)
            case Way.TEMPLATE:
                return await self._api.send_template(openid, form.template_id, data, key=key_of(outgoing))
            case _:
                assert_never(way)

    def _after(self, way: Way, failure: Failure, card: NoticeCard, attempt: int) -> Delivery | None:
        if failure.reaction is Reaction.OUTCOME_UNKNOWN:
            self._watch(Signal.OUTCOME_UNKNOWN)
        if failure.reaction is Reaction.BUG:
            self._watch(Signal.NOTICE_UNFIT)
        keyed = way is Way.TEMPLATE
        return after_failure(failure, keyed=keyed, told=card.at, attempt=attempt, now=self._clock())


def after_failure(
    failure: Failure, *, keyed: bool, told: datetime, attempt: int, now: datetime
) -> Delivery | None:
    """Decide what follows a failed form: None is the next way. `keyed`: it may be repeated for ten minutes."""
    reason = reason_of(failure)
    if failure.reaction in NEXT_WAY:
        return None
    match failure.reaction:
        case Reaction.OUTCOME_UNKNOWN if keyed and now + _SOON < told + KEY_LIVES:
            # No attempt was made before `told`, so the key of the first still holds.
            return Retry(reason, _SOON, reach=Reach.UNREACHED)
        case Reaction.SENT_BEFORE if keyed:
            return Sent(NoticeWay.TEMPLATE)
        case Reaction.OTHER:
            # After an attempt of unknown outcome it may say that the message was taken then.
            return Dead(reason) if keyed and attempt > 1 else None
        case Reaction.MINUTE_QUOTA:
            return Retry(reason, _MINUTE, counts=False)
        case _:
            return delivery_of(failure, now)


def data_of(form: NoticeForm, card: NoticeCard) -> NoticeData | None:
    """Fill a form, or return None where a value does not fit its field."""
    values = {field.name: fit(field.kind, value_of(field, card)) for field in form.fields}
    filled = {name: {"value": value} for name, value in values.items() if value is not None}
    return filled if len(filled) == len(values) else None


def value_of(field: FormField, card: NoticeCard) -> str:
    """Return what the setting puts into a field, before it is made to fit."""
    match field.source:
        case None:
            return field.words
        case Source.NUMBER:
            return card.number
        case Source.STEP:
            return card.brief if field.kind is FieldType.PHRASE else card.step
        case Source.TIME:
            return f"{day(local_day(card.at))} {card.at.astimezone(ZONE):%H:%M}"
        case Source.EVENT:
            return texts.EVENTS[card.kind.value]
        case Source.HINT:
            return texts.HINTS[card.kind.value]
        case _:
            assert_never(field.source)


def key_of(outgoing: Outgoing) -> str:
    """Name the row to the platform: the same at every attempt, and nothing can be read out of it."""
    return hashlib.sha256(outgoing.key.encode()).hexdigest()[:32]


def _names(form: NoticeForm) -> str:
    return " ".join(field.name for field in form.fields)
