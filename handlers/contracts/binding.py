"""The binding dialogue: a code, typed or scanned, the firm's name, 确认绑定; and 解除绑定."""

from __future__ import annotations

from itertools import product

from msgspec.structs import replace

from handlers.casework.bindings import bind, burn_code, forgive_tries, leave_firm, locked_until, note_wrong_code
from handlers.casework.link_rows import LinkRefusal
from handlers.casework.staffing import link_account
from handlers.confirmation import asking, was_asked
from handlers.dates import moment
from handlers.identity.binding_words import (
    VOCABULARY,
    Typed,
    Waiting,
    Wish,
    plain_words,
    read_words,
    waits_for_code,
)
from handlers.identity.codes import ALPHABET, detail_of, held, hold, peek, read_code, release, spelt
from handlers.identity.who import contractor, staff_of
from handlers.messages import Event, EventKind, Reply, Text
from handlers.office import Office
from handlers.results import Refused
from handlers.texts import binding as texts
from handlers.texts import signing_in, talk, telegram
from handlers.turn import Outcome, Transaction, Turn, say
from policy_kb.dialogue.memory import Memory
from policy_kb.models import Offer, OfferKind, Sentence
from store.queries.contracts import contract_numbered
from store.states import Purpose
from store.tables.people import Firm, OneTimeCode
from store.work import Work

SCENE = "bind"
"""What a scanned scene begins with; the code follows."""

_AMONG_OTHERS = frozenset({EventKind.GROUP, EventKind.OVERHEARD})


class Binding:
    """Answers whatever is about being bound to a firm; anything else is for the next router."""

    vocabulary = VOCABULARY

    def __init__(self, office: Office) -> None:
        self._office = office

    async def __call__(self, turn: Turn) -> Transaction | None:
        """Answer a code, a scan, or words about binding."""
        if turn.inbound.person.traits.is_office_door:
            return None
        content = turn.inbound.content
        if isinstance(content, Event):
            return self._scanned(content, turn)
        if not isinstance(content, Text):
            return None
        if turn.session.reporting:
            return _beside_a_complaint(content.text, turn)
        wanted = read_words(content.reading, waiting=_waiting(turn), filling=turn.session.form is not None)
        return None if wanted is None else Transaction(lambda work: _answer(work, turn, wanted))

    def _scanned(self, event: Event, turn: Turn) -> Transaction | None:
        if event.kind in _AMONG_OTHERS and event.value:
            return Transaction(lambda work: _burn(work, turn, event.value))
        if event.kind not in {EventKind.SCAN, EventKind.SUBSCRIBE}:
            return None
        # The office may have drawn its own picture of the bare code.
        if not event.value.startswith(SCENE) and read_code(event.value) is None:
            return None
        code = event.value.removeprefix(SCENE)
        return Transaction(lambda work: _take_code(work, turn, code)).then(
            lambda outcome: self._greeted(outcome, turn)
        )

    def _greeted(self, outcome: Outcome, turn: Turn) -> Outcome:
        """Who scans instead of following is told the same as who follows."""
        if turn.session.greeted:
            return outcome
        (reply,) = outcome.replies
        notice = (Sentence(text=talk.SELF), Sentence(text=talk.privacy_line(office=self._office)))
        told = replace(reply, parts=(*reply.parts, *notice))
        session = replace(outcome.session, greeted=True)
        return Outcome(replies=(told,), session=session)


def _beside_a_complaint(words: str, turn: Turn) -> Transaction | None:
    """Only a code, or words about binding and nothing else, are plainly another matter than what is being told.

    They end that talk, and not even the passages that it came to are kept.
    """
    wanted = plain_words(words)
    if wanted is None:
        return None
    told = replace(turn, session=replace(turn.session, memory=Memory(), rest=()))
    return Transaction(lambda work: _answer(work, told, wanted))


def _answer(work: Work, turn: Turn, wanted: Wish | Typed) -> Outcome:
    match wanted:
        case Typed(code):
            return _take_code(work, turn, code)
        case Wish.BIND | Wish.ABOUT:
            return _tell_how(work, turn)
        case Wish.CONFIRM:
            return _confirm(work, turn)
        case Wish.CANCEL:
            return _cancel(work, turn)
        case Wish.UNBIND:
            return _ask_unbind(work, turn)
        case Wish.CONFIRM_UNBIND:
            return _unbind(work, turn)


def _tell_how(work: Work, turn: Turn) -> Outcome:
    firm = _firm_of(work, turn)
    if firm is not None:
        return _said(turn, say(texts.already(firm=firm.name), offers=_offers(texts.UNBIND)))
    if (code := _held(work, turn)) is not None:
        return _said(turn, _ask(work, code))
    return _code_wanted(turn, texts.HOW, texts.CODE_IS_NEXT)


def _take_code(work: Work, turn: Turn, code: str) -> Outcome:
    """Show the firm behind a good code. A wrong one is counted, and nothing tells why it is wrong."""
    person = turn.inbound.person
    if until := locked_until(work, person):
        return _said(turn, say(texts.locked(until=moment(until))))
    if read_code(code) is None:
        return _misspelt(work, turn, code)
    if peek(work, Purpose.LINK, code) is not None:
        return _link(work, turn, code)
    # Where a channel is for staff only no firm's code is good.
    is_good = person.traits.binds_firms and peek(work, Purpose.BIND, code) is not None
    return _show(work, turn, code) if is_good else _wrong(work, turn)


def _wrong(work: Work, turn: Turn) -> Outcome:
    left = note_wrong_code(work, turn.inbound.person)
    until = locked_until(work, turn.inbound.person)
    if until:
        return _said(turn, say(texts.locked(until=moment(until))))
    return _code_wanted(turn, texts.wrong(left=left))


def _misspelt(work: Work, turn: Turn, code: str) -> Outcome:
    """No code is looked up, so nothing can be learnt and nothing is counted."""
    if (firm := _firm_of(work, turn)) is not None:
        return _said(turn, say(texts.already(firm=firm.name), offers=_offers(texts.UNBIND)))
    typed = spelt(code)
    odd = "".join(dict.fromkeys(sign for sign in typed if sign not in ALPHABET and sign.isascii()))
    return _code_wanted(turn, texts.bad_form(length=len(typed), odd=odd))


def _show(work: Work, turn: Turn, code: str) -> Outcome:
    """Keep the code for this person, and ask. It is not kept for those who cannot be bound by it anyway."""
    person, bound_to = turn.inbound.person, _firm_of(work, turn)
    if bound_to is not None:
        return _said(turn, say(texts.already(firm=bound_to.name), offers=_offers(texts.UNBIND)))
    if staff_of(work, person) is not None:
        return _said(turn, say(texts.STAFF_ACCOUNT))
    row = hold(work, Purpose.BIND, code, person)
    if row is not None and turn.session.held_code not in {"", row.code_hash.hex()}:
        release(work, turn.session.held_code, person)
    if row is None:
        return _wrong(work, turn)
    forgive_tries(work, person)
    return _said(turn, _ask(work, row), held_code=row.code_hash.hex())


def _ask(work: Work, code: OneTimeCode) -> Reply:
    firm, number, project = _subject(work, code)
    asked = texts.confirm(firm=firm, contract=number, project=project)
    return say(asked, offers=_offers(texts.CONFIRM, texts.CANCEL))


def _held(work: Work, turn: Turn) -> OneTimeCode | None:
    """The code whose firm was shown, as long as it is kept for this person."""
    code = turn.session.held_code
    return held(work, Purpose.BIND, code, turn.inbound.person) if code else None


def _confirm(work: Work, turn: Turn) -> Outcome:
    """Bind by the code that was shown, if it is still good; a second 确认绑定 finds the person bound."""
    person, firm = turn.inbound.person, _firm_of(work, turn)
    if firm is not None:
        return _said(turn, say(texts.already(firm=firm.name), offers=_offers(texts.UNBIND)))
    if not turn.session.held_code:
        return _code_wanted(turn, texts.NOTHING_HELD)
    code = _held(work, turn)
    result = bind(work, person, turn.session.held_code)
    if isinstance(result, Refused):
        return _said(turn, say(*(reason.text for reason in result.reasons)), held_code="")
    assert code is not None
    outcome = _said(turn, say(texts.bound(firm=_subject(work, code)[0])), held_code="")
    return replace(outcome, renews=True)


def _cancel(work: Work, turn: Turn) -> Outcome:
    release(work, turn.session.held_code, turn.inbound.person)
    text = texts.CANCELLED if turn.session.held_code else texts.STILL_BOUND
    return _said(turn, say(text), held_code="")


def _ask_unbind(work: Work, turn: Turn) -> Outcome:
    firm = _firm_of(work, turn)
    if firm is None:
        return _code_wanted(turn, texts.NOT_BOUND)
    outcome = _said(turn, say(texts.ask_unbind(firm=firm.name), offers=_offers(texts.CONFIRM_UNBIND)))
    return replace(outcome, session=asking(outcome.session, texts.CONFIRM_UNBIND, turn))


def _unbind(work: Work, turn: Turn) -> Outcome:
    """End the binding that was asked about just before; asked too long ago, or never, it is asked now."""
    actor = contractor(work, turn.inbound.person)
    if actor is None or not was_asked(texts.CONFIRM_UNBIND, turn):
        return _ask_unbind(work, turn)
    leave_firm(work, actor)
    return _said(turn, say(texts.UNBOUND), form=None)


def _link(work: Work, turn: Turn, code: str) -> Outcome:
    """The account of a member of staff, by the code from `staff link`."""
    match link_account(work, turn.inbound.person, code):
        case LinkRefusal.NOT_GOOD:
            return _wrong(work, turn)
        case LinkRefusal.FIRM:
            return _said(turn, say(texts.FIRM_ACCOUNT, offers=_offers(texts.UNBIND)))
        case LinkRefusal() as refusal:
            return _said(turn, say(texts.LINK_REFUSALS[refusal.value]))
        case member:
            is_confirmed = staff_of(work, turn.inbound.person) is not None
            told = texts.linked(name=member.name) if is_confirmed else signing_in.to_confirm(name=member.name)
            return _said(turn, say(told))


def _burn(work: Work, turn: Turn, codes: str) -> Outcome:
    """What others have read is good for nobody; words that only look like a code are nobody's concern."""
    rows = [peek(work, purpose, code) for code, purpose in product(codes.split(), (Purpose.LINK, Purpose.BIND))]
    burnt = [burn_code(work, turn.inbound.person, row) for row in rows if row is not None]
    if burnt:
        return Outcome(replies=(say(texts.SEEN_BY_OTHERS),), session=turn.session)
    is_addressed = turn.inbound.content == Event(EventKind.GROUP, codes)
    replies = (say(telegram.PRIVATE_ONLY),) if is_addressed else ()
    return Outcome(replies=replies, session=turn.session)


def _firm_of(work: Work, turn: Turn) -> Firm | None:
    actor = contractor(work, turn.inbound.person)
    return work.get(Firm, actor.firm_id) if actor else None


def _subject(work: Work, code: OneTimeCode) -> tuple[str, str, str]:
    """The firm's name, the contract's number and its project."""
    firm, number = work.get(Firm, code.subject_id), str(detail_of(code)["contract"])
    contract = contract_numbered(work, number)
    return firm.name if firm else "", number, contract.project if contract else ""


def _offers(*commands: str) -> tuple[Offer, ...]:
    return tuple(Offer(label=command, kind=OfferKind.ASK, value=command) for command in commands)


def _waiting(turn: Turn) -> Waiting:
    """What a plain 是, 取消 or a row of signs answers."""
    if was_asked(texts.BIND, turn):
        return Waiting.CODE
    is_shown = any(plain_words(offer.value) is Wish.CONFIRM for offer in turn.session.menu)
    return Waiting.CONFIRM if is_shown else Waiting.NOTHING


def _code_wanted(turn: Turn, *said: str) -> Outcome:
    """What is said, and that the next message may be a code."""
    return waits_for_code(_said(turn, say(*said)), turn)


def _said(turn: Turn, reply: Reply, **changes: object) -> Outcome:
    session = replace(turn.session, menu=reply.offers, rest=(), **changes)
    return Outcome(replies=(reply,), session=session)
