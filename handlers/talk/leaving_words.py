"""The dialogue in which a suggestion or complaint is left: written, looked at, handed in.

Until it is handed in, its words stand in the ephemeral box of the talk, and nowhere else.
"""

from __future__ import annotations

from msgspec.structs import replace

from handlers.complaints.acts import leave_complaint, own_complaints
from handlers.messages import Media, Reply, Text
from handlers.results import Refused
from handlers.talk.complaining import LONGEST, Complaining, joined
from handlers.talk.leaving_phrases import LEAVE, REWRITE, SUBMIT, VOCABULARY, WHICH, concern_named
from handlers.texts import complaining as texts
from handlers.texts import complaints as complaint_texts
from handlers.texts import flows
from handlers.turn import Decision, Outcome, Told, ToldStage, Transaction, Turn, say
from handlers.values.personal_numbers import mask_personal_numbers
from handlers.values.words import bare
from policy_kb.matching.concerns import Concern
from policy_kb.models import AnswerKind, Offer, OfferKind
from policy_kb.reading import Reading
from store.states import ComplaintKind
from store.work import Work

_SHORTEST = 4
"""Characters with which nobody says what it is about."""


class LeavingWords:
    """The router of its words, and of every message while something is written; else for the next router."""

    vocabulary = VOCABULARY

    def __init__(self, complaining: Complaining) -> None:
        self._complaining = complaining

    async def __call__(self, turn: Turn) -> Decision | None:
        """Answer in the channels that take them; Telegram and the office's own door lead elsewhere."""
        traits, content = turn.inbound.person.traits, turn.inbound.content
        if traits.answers_only or traits.is_office_door:
            return None
        told = turn.session.told
        if isinstance(content, Media) and told is not None and told.stage is not ToldStage.HELD:
            return self._asks(turn, told, texts.ONLY_WORDS)
        return self._heard(content.reading, told, turn) if isinstance(content, Text) else None

    def _heard(self, words: Reading, told: Told | None, turn: Turn) -> Decision | None:
        said, ordinary = words.bare, told if told is not None and told.concern is not Concern.REPORT else None
        named = concern_named(said)
        if named is not None:
            return self._begin(named, turn)
        if said in WHICH:
            return self._complaining.which(turn)
        if said in LEAVE:
            return self._complaining.which(turn) if ordinary is None else self._left(ordinary, turn)
        if ordinary is None or ordinary.stage is ToldStage.HELD:
            return None
        if ordinary.stage is ToldStage.REVIEW and (said in SUBMIT or said in REWRITE):
            return self._hand_in(ordinary, turn) if said in SUBMIT else self._write(ordinary.concern, turn)
        return self._written(words, ordinary, turn)

    def _begin(self, concern: Concern, turn: Turn) -> Decision:
        """What was named by a button, or by the very words: written at once where the office answers itself."""
        if concern in {Concern.SUGGESTION, Concern.SERVICE}:
            return self._write(concern, turn)
        return self._complaining.concern(concern, turn)

    def _left(self, told: Told, turn: Turn) -> Outcome:
        return self._review(told, turn) if told.words else self._write(told.concern, turn)

    def _write(self, concern: Concern, turn: Turn) -> Outcome:
        return self._asks(turn, Told(concern=concern, stage=ToldStage.WRITING), texts.WRITE)

    def _written(self, words: Reading, told: Told, turn: Turn) -> Decision | None:
        """The words, or more of them; a report goes its own way, and a question asked meanwhile is answered."""
        if self._complaining.is_report(words):
            return self._complaining.report(turn)
        if told.stage is ToldStage.REVIEW and self._complaining.asks_of_the_measure(words):
            return None
        whole = joined(told.words, words.typed.strip())
        if len(bare(whole)) < _SHORTEST:
            return self._asks(turn, told, texts.WRITE_SHORT)
        if len(whole) > LONGEST:
            return self._asks(turn, told, texts.too_long(most=LONGEST))
        return self._review(replace(told, words=mask_personal_numbers(whole)), turn)

    def _review(self, told: Told, turn: Turn) -> Outcome:
        kind = complaint_texts.KINDS[told.concern.value]
        shown = texts.review(kind=kind, words=told.words)
        reviewed = replace(told, stage=ToldStage.REVIEW)
        return self._asks(turn, reviewed, shown, texts.KEPT_HOW, *_where(turn), texts.TO_SUBMIT)

    @staticmethod
    def _asks(turn: Turn, told: Told, *said: str) -> Outcome:
        """Kept nowhere but in the box."""
        is_shown = told.stage is ToldStage.REVIEW
        offers = _buttons(texts.SUBMIT, texts.REWRITE, texts.CANCEL) if is_shown else ()
        commands = () if is_shown else _buttons(texts.CANCEL)
        reply = say(*said, kind=AnswerKind.COMPLAINT, offers=offers)
        reply = replace(reply, asks=True, commands=commands)
        return Outcome(
            (reply,),
            replace(turn.session, reporting=True, told=told, menu=offers, rest=(), form=None),
            sensitive=True,
        )

    @staticmethod
    def _hand_in(told: Told, turn: Turn) -> Transaction:
        return Transaction(lambda work: _handed_in(work, told, turn))


def _handed_in(work: Work, told: Told, turn: Turn) -> Outcome:
    """Its number; refused, the words come back."""
    person = turn.inbound.person
    result = leave_complaint(work, person, ComplaintKind(told.concern.value), told.words)
    session = replace(turn.session.out_of_complaint(), menu=(), rest=())
    if isinstance(result, Refused):
        why = tuple(reason.text for reason in result.reasons)
        return Outcome((say(*why, f"{texts.NOT_TAKEN}{told.words}", kind=AnswerKind.COMPLAINT),), session)
    left = next(one for one in own_complaints(work, person) if one.number == result.subject)
    said = complaint_texts.left(number=left.number, first_due=left.first_due, answer_due=left.answer_due)
    return Outcome((_done(said, turn),), session)


def _done(said: str, turn: Turn) -> Reply:
    stays = (flows.FORM_STAYS,) if turn.session.form else ()
    reply = say(said, texts.FOLLOWING, *stays, kind=AnswerKind.COMPLAINT)
    return replace(reply, commands=_buttons(texts.MINE))


def _where(turn: Turn) -> tuple[str, ...]:
    """A page knows its visitors by a cookie that lasts for a while: whoever loses it loses the answer."""
    return (texts.ON_THE_PAGE,) if turn.inbound.person.traits.shows_pages else ()


def _buttons(*words: str) -> tuple[Offer, ...]:
    return tuple(Offer(label=one, kind=OfferKind.ASK, value=one) for one in words)
