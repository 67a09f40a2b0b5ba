"""Hand-off: who can act where this assistant cannot, and how to reach them."""

from __future__ import annotations

from handlers.messages import Reply
from handlers.office import Office
from handlers.texts import flows, threads
from handlers.texts import office as office_texts
from handlers.turn import Outcome, Turn, say
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Offer, OfferKind, Part, Sentence
from policy_kb.roles import PassageRole


class Handoff:
    """The dialogues complaint and human, each leading to the office or to the right window."""

    def __init__(self, kb: PolicyKB, office: Office) -> None:
        self._kb = kb
        self._office = office
        self._contact = office_texts.contact(office=office)

    def complaint(self, turn: Turn) -> Outcome:
        """Name 12388 and the windows that the document has. Sensitive: what was typed is not kept anywhere."""
        parts = (
            Sentence(text=flows.COMPLAINT_FIRST),
            Sentence(text=flows.COMPLAINT_NOT_HERE),
            *self._windows(),
            Sentence(text=flows.HOW_TO_LEAVE),
            *((Sentence(text=flows.FORM_STAYS),) if turn.session.form else ()),
        )
        reply = self._reply(AnswerKind.COMPLAINT, parts)
        session = turn.session.model_copy(update={"reporting": True})
        return Outcome(replies=(reply,), session=session, sensitive=True)

    def human(self, turn: Turn) -> Outcome:
        """Give telephone, hours and address, as the office entered them; where staff answer, that they do."""
        traits = turn.inbound.person.traits
        if traits.answers_only or traits.is_office_door or turn.session.reporting:
            return _asked(turn, say(flows.HUMAN, self._contact, kind=AnswerKind.HUMAN))
        ask = Offer(label=threads.ASK_COMMAND, kind=OfferKind.ASK, value=threads.ASK_COMMAND)
        reply = say(flows.HUMAN, self._contact, threads.OFFERED, kind=AnswerKind.HUMAN)
        return _asked(turn, reply.model_copy(update={"commands": (ask,)}))

    def _windows(self) -> tuple[Part, ...]:
        """The windows that the document writes of, and the link to them."""
        quotation = self._kb.role(PassageRole.WINDOWS)
        if quotation is None:
            return ()
        portal = Sentence(text=office_texts.portal(office=self._office))
        return (Sentence(text=flows.COMPLAINT_WINDOWS), quotation, portal)

    @staticmethod
    def _reply(kind: AnswerKind, parts: tuple[Part, ...]) -> Reply:
        citations = tuple(part.citation for part in parts if part.kind == "quotation")
        return Reply(parts=parts, kind=kind, citations=citations)


def _asked(turn: Turn, reply: Reply) -> Outcome:
    session = turn.session.model_copy(update={"menu": reply.offers or turn.session.menu, "rest": ()})
    return Outcome(replies=(reply,), session=session)
