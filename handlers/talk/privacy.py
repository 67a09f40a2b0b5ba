"""隐私说明 and a person's rights over what is kept of them, on every channel: look, correct, delete, withdraw."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from handlers.casework.bindings import leave_firm
from handlers.confirmation import asking, was_asked
from handlers.forms.form_kind import FormRegistry
from handlers.identity.codes import let_go_of_all
from handlers.identity.who import contractor
from handlers.messages import Channel, Reply, Text
from handlers.office import Office
from handlers.talk.holdings import lines_of
from handlers.talk.rights import VOCABULARY, Right, right_asked
from handlers.texts import office as office_texts
from handlers.texts import privacy as texts
from handlers.texts import talk, telegram
from handlers.turn import Decision, Outcome, Session, Transaction, Turn, say
from handlers.values.personal_numbers import has_personal_number
from policy_kb.dialogue.memory import Memory
from policy_kb.kb import PolicyKB
from policy_kb.models import Offer, OfferKind, Part, Sentence, citations_of
from policy_kb.roles import PassageRole
from store.retention.erasing import erase_own, erase_person
from store.work import Work


class Privacy:
    """Answers the commands about one's own data; anything else is for the next router."""

    vocabulary = VOCABULARY

    def __init__(self, kb: PolicyKB, office: Office, forms: FormRegistry) -> None:
        self._forms = forms
        self._kb = kb
        self._office = office
        self._answers: dict[Right, Callable[[Turn], Decision]] = {
            Right.NOTICE: self._notice,
            Right.SHOW: lambda turn: Transaction(lambda work: self._show(work, turn)),
            Right.CORRECT: self._correct,
            Right.DELETE: lambda turn: self._ask(turn, texts.CONFIRM_DELETE, withdraws=False),
            Right.WITHDRAW: lambda turn: self._ask(turn, texts.CONFIRM_WITHDRAW, withdraws=True),
            Right.CONFIRM_DELETE: lambda turn: self._confirmed(turn, texts.CONFIRM_DELETE, withdraws=False),
            Right.CONFIRM_WITHDRAW: lambda turn: self._confirmed(turn, texts.CONFIRM_WITHDRAW, withdraws=True),
        }

    async def __call__(self, turn: Turn) -> Decision | None:
        """Answer a command. Staff at their own door have no such data: their acts are the office's record."""
        content = turn.inbound.content
        right = right_asked(content.reading) if isinstance(content, Text) else None
        is_at_work = turn.inbound.person.traits.is_office_door and right is not Right.NOTICE
        if right is None or is_at_work:
            return None
        return self._answers[right](turn)

    def _notice(self, turn: Turn) -> Outcome:
        session = replace(turn.session, greeted=True)
        told = (
            talk.privacy_notice(office=self._office, archive=self._kb.label(PassageRole.ARCHIVE)),
            *told_abroad(turn.inbound.person.channel),
        )
        return Outcome(replies=(say(*told),), session=session)

    def _show(self, work: Work, turn: Turn) -> Outcome:
        person = turn.inbound.person
        lines = lines_of(work, person, self._forms)
        told = (texts.HEADING, *lines) if lines else (texts.NOTHING,)
        outcome = _asked(turn, say(*told, offers=_offers(texts.CORRECT, texts.DELETE, texts.NOTICE)))
        return _without_what_was_told(outcome) if turn.session.reporting else outcome

    def _correct(self, turn: Turn) -> Outcome:
        contact = office_texts.contact(office=self._office)
        is_limited = turn.inbound.person.traits.answers_only
        told = texts.CORRECTIONS_ELSEWHERE if is_limited else texts.CORRECTIONS
        return _asked(turn, say(told, contact, offers=_offers(texts.SHOW)))

    def _ask(self, turn: Turn, confirm: str, *, withdraws: bool) -> Outcome:
        parts: list[Part] = [Sentence(text=texts.before_deleting(confirm=confirm, withdraws=withdraws))]
        if (quotation := self._kb.role(PassageRole.ARCHIVE)) is not None:
            parts += [Sentence(text=texts.submitted_stay(label=quotation.citation.label)), quotation]
        citations = citations_of(parts)
        outcome = _asked(turn, Reply(parts=tuple(parts), offers=_offers(confirm), citations=citations))
        return replace(outcome, session=asking(outcome.session, confirm, turn))

    def _confirmed(self, turn: Turn, confirm: str, *, withdraws: bool) -> Decision:
        """Nothing is deleted that was not asked about just before."""
        if was_asked(confirm, turn):
            return self._delete(turn, withdraws=withdraws)
        return self._ask(turn, confirm, withdraws=withdraws)

    def _delete(self, turn: Turn, *, withdraws: bool) -> Transaction:
        def perform(work: Work) -> Outcome:
            forget_person(work, turn, self._forms)
            return Outcome(replies=(say(texts.deleted(withdraws=withdraws)),), session=Session(), forget=True)

        return Transaction(perform)


def told_abroad(channel: Channel) -> tuple[str, ...]:
    """What stands below a privacy notice where the platform's servers are abroad."""
    return (telegram.ABROAD,) if channel.traits.is_abroad else ()


def forget_person(work: Work, turn: Turn, forms: FormRegistry) -> None:
    """Erase what a person had here who left the channel, or asks for it; WeChat's rules and ours demand it."""
    person = turn.inbound.person
    let_go_of_all(work, person)
    bound = contractor(work, person)
    if bound is not None:
        leave_firm(work, bound)
    erase_person(work, person.channel.value, person.address, left=bound.binding_id if bound else None)
    for kept in forms.keeps:
        erase_own(work, kept.table, person.channel.value, person.address)


def warn_of_numbers(outcome: Outcome, turn: Turn) -> Outcome:
    """Say that a number which nobody should send was not kept."""
    content = turn.inbound.content
    if turn.session.desk is not None:  # staff enter accounts to be paid to, and those are kept
        return outcome
    if not isinstance(content, Text) or outcome.sensitive or not outcome.replies:
        return outcome
    if not has_personal_number(content.reading):
        return outcome
    first, *others = outcome.replies
    told = replace(first, parts=(Sentence(text=texts.PERSONAL_NUMBER), *first.parts))
    return replace(outcome, replies=(told, *others))


def _without_what_was_told(outcome: Outcome) -> Outcome:
    """Of a talk about a complaint, which this ends, not even the passages that it came to are kept."""
    return replace(outcome, session=replace(outcome.session, memory=Memory(), rest=()))


def _offers(*commands: str) -> tuple[Offer, ...]:
    return tuple(Offer(label=command, kind=OfferKind.ASK, value=command) for command in commands)


def _asked(turn: Turn, reply: Reply) -> Outcome:
    session = replace(turn.session, menu=reply.offers, rest=())
    return Outcome(replies=(reply,), session=session)
