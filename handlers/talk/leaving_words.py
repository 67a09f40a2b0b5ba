"""The dialogue in which a suggestion or complaint is left: written, looked at, handed in.

Until it is handed in, its words stand in the ephemeral box of the talk, and nowhere else.
"""

from __future__ import annotations

from msgspec.structs import replace

from handlers.complaints.acts import leave_complaint, own_complaints
from handlers.confirmation import asking, was_asked
from handlers.messages import Media, Reply, Text
from handlers.results import Refused
from handlers.talk.complaining import LONGEST, Complaining, joined
from handlers.talk.leaving_phrases import (
    AGREES,
    ALL_SAID,
    LEAVE,
    REWRITE,
    SUBMIT,
    VOCABULARY,
    WHICH,
    concern_named,
    said_button,
)
from handlers.talk.written_words import ask_for_words, show_for_review
from handlers.texts import complaining as texts
from handlers.texts import complaints as complaint_texts
from handlers.texts import flows
from handlers.turn import Decision, Outcome, Told, ToldStage, Transaction, Turn, say
from handlers.values.words import bare
from policy_kb.matching.concerns import Concern
from policy_kb.models import AnswerKind
from policy_kb.reading import Reading
from store.states import ComplaintKind
from store.work import Work

_SHORTEST = 4
"""Characters with which nobody says what it is about."""

_WRITTEN = frozenset({ToldStage.WRITING, ToldStage.REVIEW})


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
        if isinstance(content, Media) and told is not None and told.stage in _WRITTEN:
            return ask_for_words(turn, told, texts.ONLY_WORDS)
        return self._heard(content.reading, told, turn) if isinstance(content, Text) else None

    def _heard(self, words: Reading, told: Told | None, turn: Turn) -> Decision | None:
        said, ordinary = words.bare, told if told is not None and told.concern is not Concern.REPORT else None
        named = concern_named(said, is_asked=turn.session.wishes_to_complain)
        if named is not None:
            return self._begin(named, turn)
        if said in WHICH:
            return self._complaining.which(turn)
        if said in LEAVE:
            return self._complaining.which(turn) if ordinary is None else self._left(ordinary, turn)
        if ordinary is None:
            return _left_already(turn) if said in SUBMIT and was_asked(texts.SUBMIT, turn) else None
        if ordinary.stage is ToldStage.HELD:
            return show_for_review(ordinary, turn) if ordinary.words and said in AGREES else None
        reviewed = self._reviewed(said, ordinary, turn) if ordinary.stage is ToldStage.REVIEW else None
        return reviewed or self._written(words, ordinary, turn)

    def _reviewed(self, said: str, told: Told, turn: Turn) -> Decision | None:
        """What is to become of the words that were shown; None for more of them."""
        if said in SUBMIT:
            return self._hand_in(told, turn)
        if said in REWRITE:
            return self._write(told.concern, turn)
        return show_for_review(told, turn) if said in ALL_SAID else None

    def _begin(self, concern: Concern, turn: Turn) -> Decision:
        """What was named by a button, or by the very words: written at once where the office answers itself."""
        if concern in {Concern.SUGGESTION, Concern.SERVICE}:
            return self._write(concern, turn)
        return self._complaining.concern(concern, turn)

    def _left(self, told: Told, turn: Turn) -> Outcome:
        return show_for_review(told, turn) if told.words else self._write(told.concern, turn)

    def _write(self, concern: Concern, turn: Turn) -> Outcome:
        return ask_for_words(turn, Told(concern=concern, stage=ToldStage.WRITING), texts.WRITE)

    def _written(self, words: Reading, told: Told, turn: Turn) -> Decision | None:
        """The words, or more of them; a report goes its own way, and a question asked meanwhile is answered."""
        if self._complaining.is_report(words):
            return self._complaining.report(turn)
        if told.stage is ToldStage.REVIEW and self._complaining.asks_of_the_measure(words):
            return None
        whole = joined(told.words, words.typed.strip())
        if len(bare(whole)) < _SHORTEST:
            return ask_for_words(turn, told, texts.WRITE_SHORT)
        if len(whole) > LONGEST:
            return ask_for_words(turn, told, texts.too_long(most=LONGEST))
        return show_for_review(replace(told, words=whole), turn)

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
    return Outcome((_done(said, turn),), asking(session, texts.SUBMIT, turn))


def _left_already(turn: Turn) -> Outcome:
    """提交 once more, right after it was handed in."""
    return Outcome((_done(texts.LEFT_ALREADY, turn),), asking(turn.session, texts.SUBMIT, turn))


def _done(said: str, turn: Turn) -> Reply:
    stays = (flows.FORM_STAYS,) if turn.session.form else ()
    reply = say(said, texts.FOLLOWING, *stays, kind=AnswerKind.COMPLAINT)
    return replace(reply, commands=(said_button(texts.MINE),))
