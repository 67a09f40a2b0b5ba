"""Hand-off: who can act where this assistant cannot, and how to reach them."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.messages import Reply
from handlers.office import Office
from handlers.texts import flows, threads
from handlers.texts import office as office_texts
from handlers.turn import Outcome, Turn, say
from policy_kb.models import AnswerKind, Offer, OfferKind


class Handoff:
    """The dialogue human, which leads to the office."""

    def __init__(self, office: Office) -> None:
        self._contact = office_texts.contact(office=office)

    def human(self, turn: Turn) -> Outcome:
        """Give telephone, hours and address, as the office entered them; where staff answer, that they do."""
        traits = turn.inbound.person.traits
        if traits.answers_only or traits.is_office_door or turn.session.tells_report:
            return _asked(turn, say(flows.HUMAN, self._contact, kind=AnswerKind.HUMAN))
        ask = Offer(label=threads.ASK_COMMAND, kind=OfferKind.ASK, value=threads.ASK_COMMAND)
        reply = say(flows.HUMAN, self._contact, threads.OFFERED, kind=AnswerKind.HUMAN)
        return _asked(turn, replace(reply, commands=(ask,)))


def _asked(turn: Turn, reply: Reply) -> Outcome:
    session = replace(turn.session, menu=reply.offers or turn.session.menu, rest=())
    return Outcome(replies=(reply,), session=session)
