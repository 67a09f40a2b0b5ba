"""意向登记 in the talk: begun in words, looked at, withdrawn by the person."""

from __future__ import annotations

import json

from msgspec.structs import replace

from handlers.applications.intention_form import NAME, IntentionForm
from handlers.casework.intentions import registering_reasons, withdraw_intention
from handlers.confirmation import asking, was_asked
from handlers.dates import day, local_day
from handlers.forms import intention_words
from handlers.forms.drafts import begin_draft
from handlers.forms.engine import begin
from handlers.forms.open_form import left, opened, shown
from handlers.messages import Text
from handlers.texts import intentions as texts
from handlers.turn import Outcome, Transaction, Turn, say
from handlers.values.words import plain
from policy_kb.kb import PolicyKB
from policy_kb.models import Offer, OfferKind, Part, Sentence
from policy_kb.roles import PassageRole
from store.queries.intentions import Progress, intentions_of, progress_of
from store.states import CallOutcome
from store.tables.applications import Draft, Intention
from store.work import Work


class Intentions:
    """The router of its words; anything else is for the next router."""

    vocabulary = intention_words.VOCABULARY

    def __init__(self, kb: PolicyKB, form: IntentionForm) -> None:
        quotation = kb.role(PassageRole.REWARDS)
        self._about: tuple[Part, ...] = (Sentence(text=texts.ABOUT), *((quotation,) if quotation else ()))
        self._form = form

    async def __call__(self, turn: Turn) -> Transaction | None:
        """Answer a message that is nothing but such words."""
        content = turn.inbound.content
        is_closed = turn.session.reporting or turn.inbound.person.traits.is_office_door
        if not isinstance(content, Text) or is_closed:
            return None
        words = plain(content.text)
        for pattern, answer in (
            (intention_words.BEGIN, self._begin),
            (intention_words.CONFIRM_WITHDRAW, _confirmed),
            (intention_words.WITHDRAW, _ask_withdraw),
            (intention_words.MINE, _show),
        ):
            if pattern.fullmatch(words):
                return Transaction(lambda work, answer=answer: answer(work, turn))  # type: ignore[misc] # mypy: default of a lambda
        return None

    def _begin(self, work: Work, turn: Turn) -> Outcome:
        person = turn.inbound.person
        if reasons := registering_reasons(work, person):
            return left(turn, say(*(reason.text for reason in reasons)))
        draft = self._form.draft_of(work, person) or self._draft(work, turn)
        return shown(opened(work, self._form, draft, person), self._about, turn)

    def _draft(self, work: Work, turn: Turn) -> Draft:
        person = turn.inbound.person
        filling = begin(self._form.declared(self._form.newest))
        return begin_draft(work, person, filling, form=NAME, version=self._form.newest, firm_id=None)


def _confirmed(work: Work, turn: Turn) -> Outcome:
    """Nothing is deleted that was not asked about just before."""
    return _withdraw(work, turn) if was_asked(texts.CONFIRM_COMMAND, turn) else _ask_withdraw(work, turn)


def _ask_withdraw(work: Work, turn: Turn) -> Outcome:
    person = turn.inbound.person
    own = intentions_of(work, person.channel.value, person.address)
    if not own:
        return _told(turn, texts.NOTHING)
    outcome = _told(turn, texts.ask_withdraw(count=len(own)), texts.CONFIRM_COMMAND)
    return replace(outcome, session=asking(outcome.session, texts.CONFIRM_COMMAND, turn))


def _withdraw(work: Work, turn: Turn) -> Outcome:
    person = turn.inbound.person
    own = intentions_of(work, person.channel.value, person.address)
    for one in own:
        withdraw_intention(work, person, one.id)
    return _told(turn, texts.WITHDRAWN if own else texts.NOTHING)


def _show(work: Work, turn: Turn) -> Outcome:
    person = turn.inbound.person
    own = intentions_of(work, person.channel.value, person.address)
    progress = progress_of(work, [one.id for one in own])
    lines = [
        texts.entry(
            day=day(local_day(one.registered_at)),
            wish=json.loads(one.data)["wish"],
            status=_status(one, progress[one.id]),
        )
        for one in own
    ]
    return _told(turn, "\n".join(lines), texts.WITHDRAW_COMMAND) if lines else _told(turn, texts.NOTHING)


def _status(one: Intention, progress: Progress) -> str:
    """The last that the office did about an entry."""
    if one.handled_at is not None:
        return texts.HANDLED
    if progress.calls:
        last = progress.calls[-1]
        return texts.called(on=day(last.called_on), is_reached=last.outcome == CallOutcome.REACHED.value)
    return texts.WAITS if progress.read_at is None else texts.READ


def _told(turn: Turn, text: str, *commands: str) -> Outcome:
    offers = tuple(Offer(label=command, kind=OfferKind.ASK, value=command) for command in commands)
    session = replace(turn.session, menu=offers, rest=())
    return Outcome(replies=(say(text, offers=offers),), session=session)
