"""Platform events: following greets, leaving forgets, menu keys ask what they stand for."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.forms.form_kind import FormRegistry
from handlers.messages import Channel, Event, EventKind, Reply, Text
from handlers.office import Office
from handlers.talk.privacy import forget_person, told_abroad
from handlers.texts import talk, telegram
from handlers.turn import Decision, Outcome, Router, Session, Transaction, Turn, say
from handlers.values.vocabulary import NOTHING
from policy_kb.kb import PolicyKB
from policy_kb.models import Offer, OfferKind
from store.work import Work

_FIXED = {EventKind.GROUP: (telegram.PRIVATE_ONLY,), EventKind.EDIT: (telegram.NOT_EDITED,)}


def greet(kb: PolicyKB, office: Office, channel: Channel) -> Reply:
    """Greet with the privacy line and three things to ask; whose servers are abroad is said with it."""
    told = talk.greeting(office=office, about=kb.about), talk.privacy_line(office=office), *told_abroad(channel)
    return say(*told, offers=_offers(kb))


def welcome(kb: PolicyKB) -> Reply:
    """Greet on a page that names the office itself and shows the privacy line below the things to ask."""
    return say(f"{talk.HELLO}{kb.about}", offers=_offers(kb))


def _offers(kb: PolicyKB) -> tuple[Offer, ...]:
    return tuple(Offer(label=label, kind=OfferKind.ASK, value=label) for label in kb.examples)


class Events:
    """Answers `Event` content. A menu key is the question it stands for and goes on to the other routers."""

    vocabulary = NOTHING

    def __init__(self, kb: PolicyKB, office: Office, respond: Router, forms: FormRegistry) -> None:
        self._kb = kb
        self._forms = forms
        self._office = office
        self._respond = respond

    async def __call__(self, turn: Turn) -> Decision | None:
        """Answer an event; anything else is for the next router."""
        event = turn.inbound.content
        if not isinstance(event, Event):
            return None
        match event.kind:
            case EventKind.MENU:
                return await self._respond(turn.meaning(Text(event.value)))
            case EventKind.GROUP | EventKind.EDIT | EventKind.OVERHEARD:
                replies = tuple(say(text) for text in _FIXED.get(event.kind, ()))
                return Outcome(replies=replies, session=turn.session)
            case EventKind.UNSUBSCRIBE:
                return Transaction(lambda work: _leave(work, turn, self._forms))
            case EventKind.SUBSCRIBE | EventKind.SCAN:
                reply = greet(self._kb, self._office, turn.inbound.person.channel)
                session = replace(turn.session, menu=reply.offers, greeted=True)
                return Outcome(replies=(reply,), session=session)


def _leave(work: Work, turn: Turn, forms: FormRegistry) -> Outcome:
    forget_person(work, turn, forms)
    return Outcome(replies=(), session=Session(), forget=True)
