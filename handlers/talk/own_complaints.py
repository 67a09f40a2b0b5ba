"""What a person left with the office, in the talk: looked at, added to, taken back."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from handlers.complaints.acts import OwnComplaint, add_to_complaint, own_complaints, withdraw_complaint
from handlers.complaints.lines import lines_of
from handlers.confirmation import asking, was_asked
from handlers.messages import Text
from handlers.results import Refused, Result
from handlers.talk import own_phrases as phrases
from handlers.talk.complaining import Complaining
from handlers.texts import complaining as texts
from handlers.texts import complaints as complaint_texts
from handlers.turn import Decision, Outcome, Transaction, Turn, say
from handlers.values.complaint_numbers import complaint_number_in, without_complaint_number
from handlers.values.words import plain
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Offer, OfferKind
from policy_kb.reading import Reading
from store.work import Work

_SHOWN = 5
"""The newest of a person's own; older ones are named by their numbers."""

_SHORTEST = 4
"""Characters of what is added: 谢谢 and 更多 are none."""

_OTHER_MATTERS = frozenset({AnswerKind.STATUS, AnswerKind.APPLY, AnswerKind.HUMAN, AnswerKind.SMALLTALK})


class OwnComplaints:
    """The router of its words; anything else is for the next router."""

    vocabulary = phrases.VOCABULARY

    def __init__(self, kb: PolicyKB, complaining: Complaining) -> None:
        self._kb = kb
        self._complaining = complaining

    async def __call__(self, turn: Turn) -> Decision | None:
        """Answer where suggestions are taken; Telegram and the office's own door lead elsewhere."""
        traits, content = turn.inbound.person.traits, turn.inbound.content
        if traits.answers_only or traits.is_office_door or not isinstance(content, Text):
            return None
        written = _in_full(content.reading.half_width, turn)
        said = plain(written)
        if phrases.MINE_REPORTED.fullmatch(said):
            return self._complaining.by_code(turn)
        if _asks_after(said):
            return Transaction(lambda work: self._show(work, turn))
        if found := phrases.WITHDRAW.fullmatch(said):
            is_sure = found["sure"] is not None
            return Transaction(lambda work: self._withdraw(work, turn, complaint_number_in(said), is_sure=is_sure))
        if found := phrases.ADD.fullmatch(written.strip()):
            return self._add(found["which"], turn)
        return self._more(content.reading, turn)

    def _show(self, work: Work, turn: Turn) -> Outcome:
        own = own_complaints(work, turn.inbound.person)
        if not own:
            return _told(turn, texts.NONE_OWN, texts.SUGGEST_COMMAND)
        lines = [_with_words(one, lines_of(one, self._kb)) for one in own[-_SHOWN:]]
        earlier = [complaint_texts.name(number=one.number) for one in own[:-_SHOWN]]
        more = (texts.earlier(numbers="、".join(earlier)),) if earlier else ()
        return _told(
            turn, "\n\n".join((texts.OWN_TITLE, *lines, *more)), texts.ADD_COMMAND, texts.WITHDRAW_COMMAND
        )

    def _withdraw(self, work: Work, turn: Turn, number: str, *, is_sure: bool) -> Outcome:
        """Nothing is deleted that was not asked about just before."""

        def withdraw(one: OwnComplaint) -> Outcome:
            return self._ask_or_do(work, turn, one.number, is_sure=is_sure)

        return _of_one(work, turn, number, texts.WITHDRAW_COMMAND, withdraw)

    @staticmethod
    def _ask_or_do(work: Work, turn: Turn, number: str, *, is_sure: bool) -> Outcome:
        command = texts.confirm_withdraw(number=number)
        if is_sure and was_asked(command, turn):
            result = withdraw_complaint(work, turn.inbound.person, number)
            return _told(turn, _said(result, texts.WITHDRAWN), texts.SUGGEST_COMMAND)
        outcome = _told(turn, texts.ask_withdraw(number=number, command=command), command, texts.MINE)
        return replace(outcome, session=asking(outcome.session, command, turn))

    def _add(self, which: str, turn: Turn) -> Decision:
        """The number may be left out where there is but one."""
        words = without_complaint_number(which).strip(" ：:，,。号\n")
        return self._add_words(complaint_number_in(which), words, turn)

    def _add_words(self, number: str, words: str, turn: Turn) -> Decision:
        if self._complaining.is_report(words):
            return self._complaining.report(turn)
        return Transaction(lambda work: _added(work, turn, number, words))

    def _more(self, words: Reading, turn: Turn) -> Decision | None:
        """The words that were waited for since 补充意见; anything that asks for something else is answered."""
        number = _waited_for(turn)
        if not number or len(words.bare) < _SHORTEST or self._is_another(words):
            return None
        if self._complaining.asks_of_the_measure(words):
            return None
        return self._add_words(number, words.typed.strip(), turn)

    def _is_another(self, words: Reading) -> bool:
        """Whether words belong to another dialogue; 还有他态度不好 is no small talk."""
        kind = self._kb.answer(words).kind
        goes_on = kind is AnswerKind.SMALLTALK and phrases.GOES_ON.match(words.bare)
        return kind in _OTHER_MATTERS and not goes_on


def _waited_for(turn: Turn) -> str:
    """The number of the one that the next words are added to; empty where none are waited for."""
    asked = turn.session.asked
    is_adding = asked is not None and asked.command.startswith(texts.ADD_COMMAND)
    if asked is None or not is_adding or not was_asked(asked.command, turn):
        return ""
    return complaint_number_in(asked.command)


def _added(work: Work, turn: Turn, number: str, words: str) -> Outcome:
    def add(one: OwnComplaint) -> Outcome:
        if not words:
            outcome = _told(turn, texts.add_how(number=one.number), texts.MINE)
            return replace(
                outcome,
                session=asking(outcome.session, texts.about(command=texts.ADD_COMMAND, number=one.number), turn),
            )
        result = add_to_complaint(work, turn.inbound.person, one.number, words)
        return _told(turn, _said(result, texts.ADDED), texts.MINE)

    return _of_one(work, turn, number, texts.ADD_COMMAND, add)


def _of_one(work: Work, turn: Turn, number: str, command: str, act: Callable[[OwnComplaint], Outcome]) -> Outcome:
    """What is done about the one that is meant, by its number or the only one not over; else each is offered."""
    own = own_complaints(work, turn.inbound.person)
    meant = [one for one in own if (one.number == number if number else not one.is_over)]
    if len(meant) == 1:
        return act(meant[0])
    if number:
        return _told(turn, texts.none_of_number(number=number), texts.MINE, texts.SUGGEST_COMMAND)
    if not meant:
        return _told(turn, texts.NONE_OWN, texts.SUGGEST_COMMAND)
    numbers = "、".join(complaint_texts.name(number=one.number) for one in meant)
    each = (texts.about(command=command, number=one.number) for one in meant)
    return _told(turn, texts.which_one(numbers=numbers), *each, texts.MINE)


def _in_full(written: str, turn: Turn) -> str:
    """撤回 and 补充 below what was left mean the buttons that stand there."""
    command = phrases.IN_SHORT.get(plain(written))
    return command if command in {offer.value for offer in turn.session.menu} else written


def _asks_after(said: str) -> bool:
    return phrases.MINE.fullmatch(said) is not None or (
        len(said) <= phrases.LONGEST and phrases.ASKS_AFTER.search(said) is not None
    )


def _with_words(one: OwnComplaint, lines: tuple[str, ...]) -> str:
    own = next((said.words for said in one.said if said.act == one.said[0].act), "")
    return "\n".join((*lines[:1], texts.own_words(words=own), *lines[1:])) if own else "\n".join(lines)


def _said(result: Result, done: str) -> str:
    return "\n".join(reason.text for reason in result.reasons) if isinstance(result, Refused) else done


def _told(turn: Turn, text: str, *commands: str) -> Outcome:
    offers = tuple(Offer(label=command, kind=OfferKind.ASK, value=command) for command in commands)
    session = replace(turn.session, menu=offers, rest=())
    return Outcome((say(text, offers=offers, kind=AnswerKind.COMPLAINT),), session)
