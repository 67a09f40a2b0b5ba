"""Following applications: status in any words, the list, 催办, 撤回申请, notices to pay back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from handlers.applications import nudges, return_notices, status_words, withdrawals
from handlers.applications.status_lists import by_contract, listed, narrowed, picked, which
from handlers.applications.status_reply import can_withdraw, read_standing, tell
from handlers.applications.status_wishes import (
    Asked,
    Wish,
    asks_for_another_account,
    asks_of_its_own,
    asks_of_own_case,
    asks_of_own_money,
    asks_of_own_return,
    read_command,
    read_wish,
)
from handlers.complaints.lines import open_standings
from handlers.confirmation import asking, was_asked
from handlers.identity.actors import Contractor
from handlers.identity.binding_words import waits_for_code
from handlers.identity.who import contractor, is_stranger
from handlers.messages import Reply, Text
from handlers.rendering.reasons import reason_parts
from handlers.results import Refused
from handlers.texts import bodies
from handlers.texts import status as texts
from handlers.texts.complaining import MINE
from handlers.turn import Outcome, Override, Transaction, Turn, say
from handlers.values.application_numbers import numbers_in
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Offer, OfferKind, Sentence
from policy_kb.reading import Reading
from policy_kb.roles import PassageRole
from store.queries.status import Owned, application_of_firm, applications_of_firm, drafts_of
from store.states import Role, State
from store.work import Work


class Status:
    """A router for what is plainly about applications, and the dialogue that questions of status lead to."""

    vocabulary = status_words.VOCABULARY

    def __init__(self, kb: PolicyKB) -> None:
        self._kb = kb
        self._answers: dict[Wish, Callable[[Work, Contractor, Asked], Reply]] = {
            Wish.LIST: self._overview,
            Wish.SHOW: self._show,
            Wish.NUDGE: self._nudge,
            Wish.KEEP: lambda *_: say(texts.KEPT, kind=AnswerKind.STATUS),
            Wish.RETURN_NOTICE: self._return_notice,
            Wish.EXPLAIN: self._explain,
        }

    async def __call__(self, turn: Turn) -> Transaction | None:
        """Answer a number, a command, or words that ask for nothing else; the rest is for the next router."""
        content = turn.inbound.content
        if not isinstance(content, Text) or turn.inbound.person.traits.is_office_door:
            return None
        filling = turn.session.form is not None
        # Of what is told of a complaint only a very command is plainly another matter.
        words = content.reading
        asked = read_command(words) if turn.session.reporting else read_wish(words, filling=filling)
        return self._act(turn, asked) if asked else None

    def flow(self, turn: Turn) -> Transaction:
        """Answer a question of status: of the number in it, else of all that there is."""
        content = turn.inbound.content
        numbers = numbers_in(content.reading) if isinstance(content, Text) else ()
        return self._act(turn, Asked(Wish.SHOW, numbers) if numbers else Asked(Wish.LIST))

    def of_own_money(self, turn: Turn) -> Override | None:
        """Where its applications stand, for words that mean them; to others what the measure says."""
        content = turn.inbound.content
        if not isinstance(content, Text) or _is_elsewhere(turn):
            return None
        words = content.reading
        return (lambda work: self._own_applications(work, turn, words)) if asks_of_its_own(words) else None

    def _own_applications(self, work: Work, turn: Turn, words: Reading) -> Outcome | None:
        actor = contractor(work, turn.inbound.person)
        if actor is None:
            return None
        if asks_for_another_account(words):
            return _asked(turn, say(texts.ACCOUNT_CHANGE, kind=AnswerKind.STATUS))
        found = applications_of_firm(work, actor.firm_id)
        if asks_of_own_return(words):
            meant = [owned for owned in found if State(owned[0].state) is State.RETURNED]
        else:
            meant = found if asks_of_own_money(words) else by_contract(found, words.typed)
        return _asked(turn, self._of(work, actor, narrowed(meant, words.typed))) if meant else None

    def of_own_case(self, turn: Turn) -> Override | None:
        """The notice to pay back, for words about paying back, to a firm that has one; others get the measure."""
        content = turn.inbound.content
        if not isinstance(content, Text) or _is_elsewhere(turn):
            return None
        return (lambda work: self._own_case(work, turn)) if asks_of_own_case(content.reading) else None

    def _own_case(self, work: Work, turn: Turn) -> Outcome | None:
        actor = contractor(work, turn.inbound.person)
        if actor is None or not return_notices.is_told(work, actor):
            return None
        return _asked(turn, return_notices.show(work, self._kb, actor, ""))

    def _act(self, turn: Turn, asked: Asked) -> Transaction:
        content = turn.inbound.content
        if asked.wish is Wish.LIST and isinstance(content, Text):
            asked = replace(asked, words=content.text)
        return Transaction(lambda work: self._answer(work, turn, _placed(asked, turn)))

    def _answer(self, work: Work, turn: Turn, asked: Asked) -> Outcome:
        actor = contractor(work, turn.inbound.person)
        if actor is None:
            return waits_for_code(_asked(turn, self._unbound(work, turn)), turn)
        if asked.wish in {Wish.WITHDRAW, Wish.CONFIRM_WITHDRAW}:
            return self._withdraw(work, actor, asked, turn)
        return _asked(turn, self._answers[asked.wish](work, actor, asked))

    def _unbound(self, work: Work, turn: Turn) -> Reply:
        """The same whatever number was named: whether there is such an application is nobody's business."""
        person = turn.inbound.person
        is_new = is_stranger(work, person)
        left = () if is_new else open_standings(work, person)
        drafts = () if is_new else _of_drafts(work, person.channel.value, person.address, None)
        offers = [_ask(texts.BIND_LABEL), _ask(texts.INTENTION)]
        if left:
            offers.insert(0, _ask(MINE))
        elif (steps := self._kb.role(PassageRole.APPROVAL)) is not None:
            offers.append(Offer(label=texts.STEPS_LABEL, kind=OfferKind.UNIT, value=steps.citation.unit))
        told = (*left, texts.NOT_BOUND, texts.NO_CONTRACTOR, *drafts)
        return say(*told, kind=AnswerKind.STATUS, offers=tuple(offers))

    def _overview(self, work: Work, actor: Contractor, asked: Asked) -> Reply:
        return self._of(work, actor, narrowed(applications_of_firm(work, actor.firm_id), asked.words))

    def _of(self, work: Work, actor: Contractor, found: Sequence[Owned]) -> Reply:
        if not found:
            apply = Offer(label=texts.APPLY_LABEL, kind=OfferKind.FLOW, value=AnswerKind.APPLY.value)
            reply = say(texts.NONE_YET, kind=AnswerKind.STATUS, offers=(apply,))
        elif len(found) == 1:
            reply = tell(work, self._kb, read_standing(work, found[0]))
        else:
            reply = listed(work, found, of=len(applications_of_firm(work, actor.firm_id)))
        return _with_more(work, actor, reply)

    def _show(self, work: Work, actor: Contractor, asked: Asked) -> Reply:
        numbers = asked.numbers
        found = [owned for number in numbers if (owned := application_of_firm(work, actor.firm_id, number))]
        if len(found) > 1:
            return listed(work, found, of=len(found))
        if len(found) < len(numbers):
            missing = [number for number in numbers if number not in {owned[0].number for owned in found}]
            return say(texts.not_found(number="、".join(missing)), kind=AnswerKind.STATUS)
        return tell(work, self._kb, read_standing(work, found[0]))

    def _return_notice(self, work: Work, actor: Contractor, asked: Asked) -> Reply:
        return return_notices.show(work, self._kb, actor, _first(asked))

    def _explain(self, work: Work, actor: Contractor, asked: Asked) -> Reply:
        return return_notices.explain(
            work, self._kb, actor, _first(asked), explanation=asked.words, alone=asked.alone
        )

    def _nudge(self, work: Work, actor: Contractor, asked: Asked) -> Reply:
        found = picked(work, actor, asked.numbers, lambda one: nudges.can_nudge(work, one[0]))
        if isinstance(found, list):
            return which(work, found, texts.NUDGE_LABEL, texts.NUDGE_WHICH, texts.NUDGE_NONE)
        if isinstance(found, Reply):
            return found
        result = nudges.nudge(work, actor, found[0].number)
        if isinstance(result, Refused):
            return Reply(parts=reason_parts(self._kb, result.reasons), kind=AnswerKind.STATUS)
        standing = read_standing(work, found).words
        told = texts.nudged(
            number=found[0].number,
            # The office follows the meeting, and is who was told.
            unit=bodies.OFFICE if standing.holder is Role.OFFICE else standing.unit,
            next_on=nudges.next_day(work, work.now),
        )
        return say(told, kind=AnswerKind.STATUS)

    def _withdraw(self, work: Work, actor: Contractor, asked: Asked, turn: Turn) -> Outcome:
        """Confirmed is only what was asked just before: the person has seen what it means."""
        is_confirmed = asked.wish is Wish.CONFIRM_WITHDRAW
        numbers = asked.numbers or (withdrawals.number_asked(turn) if is_confirmed else ())
        found = picked(work, actor, numbers, lambda one: can_withdraw(one[0]))
        if isinstance(found, list):
            return _asked(
                turn, which(work, found, texts.WITHDRAW_LABEL, texts.WITHDRAW_WHICH, texts.WITHDRAW_NONE)
            )
        if isinstance(found, Reply):
            return _asked(turn, found)
        if is_confirmed and was_asked(withdrawals.confirming(found), turn):
            return _asked(turn, withdrawals.withdraw(work, self._kb, actor, found))
        outcome = _asked(turn, withdrawals.ask(work, found))
        if not can_withdraw(found[0]):
            return outcome
        return replace(outcome, session=asking(outcome.session, withdrawals.confirming(found), turn))


def _with_more(work: Work, actor: Contractor, reply: Reply) -> Reply:
    """What else waits for the firm: drafts, and money to be paid back."""
    person = actor.person
    told = _of_drafts(work, person.channel.value, person.address, actor.firm_id)
    debts = (Sentence(text=text) for text in return_notices.debts(work, actor.firm_id))
    parts = (*debts, *reply.parts, *(Sentence(text=text) for text in told))
    more = (_ask(texts.GO_ON_LABEL),) if told else ()
    offers = (*reply.offers, *more, *return_notices.case_offers(work, actor.firm_id))
    return replace(reply, parts=parts, offers=offers)


def _of_drafts(work: Work, channel: str, address: str, firm_id: int | None) -> tuple[str, ...]:
    found = drafts_of(work, channel, address, firm_id)
    return (texts.drafts(count=len(found), until=found[0].expires_at),) if found else ()


def _placed(asked: Asked, turn: Turn) -> Asked:
    """With the number that stands at the place in the list shown last, where only the place was named."""
    if asked.numbers or not 0 < asked.place <= len(turn.session.menu):
        return asked
    return replace(asked, numbers=numbers_in(turn.session.menu[asked.place - 1].value))


def _first(asked: Asked) -> str:
    return asked.numbers[0] if asked.numbers else ""


def _ask(words_: str) -> Offer:
    return Offer(label=words_, kind=OfferKind.ASK, value=words_)


def _asked(turn: Turn, reply: Reply) -> Outcome:
    session = replace(turn.session, menu=reply.offers or turn.session.menu, rest=())
    return Outcome(replies=(reply,), session=session)


def _is_elsewhere(turn: Turn) -> bool:
    """Whether who writes there is no firm: staff at their door, or a channel that only answers."""
    traits = turn.inbound.person.traits
    return traits.is_office_door or traits.answers_only
