"""Replies of the desk: a card with its buttons, or sentences, with no form open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from handlers.casework.transitions import Subject
from handlers.materials.handing_in import checklist
from handlers.messages import Reply
from handlers.staff.actions.action import Action
from handlers.staff.actions.target_words import name_of
from handlers.staff.actions.targets import Target, item_target
from handlers.staff.cards.card_text import card_text
from handlers.staff.cards.thread_card import thread_head
from handlers.staff.desk.visit import Visit
from handlers.staff.overview.card_of import card_of
from handlers.texts import desk as texts
from handlers.turn import AtDesk, Outcome
from policy_kb.models import AnswerKind, Offer, OfferKind, Part, Sentence, citations_of
from store.states import Kind, Role

MOST_BUTTONS = 9
"""Of a list: what lies behind is shown once these are done."""

_FROM_HERE_ALONE = frozenset({Subject.CONTRACT, Subject.CASE})
"""Cards that have nothing which may leave the country."""


def button(action: Action, target: Target) -> Offer:
    """Pressing it is the same as typing the act and the number."""
    return Offer(label=action.label, kind=OfferKind.ASK, value=f"{action.label} {name_of(target)}")


def words_button(label: str, words: str) -> Offer:
    """A button that is the same as typing the words."""
    return Offer(label=label, kind=OfferKind.ASK, value=words)


def card(visit: Visit, target: Target, *, before: Sequence[Part] = ()) -> Outcome:
    """The target's card, with what the member may do to it."""
    if target.subject is Subject.REGISTER:
        return told(visit, before)
    text = Sentence(text=_text(visit, target))
    offers = [button(action, target) for action in visit.catalogue.at_desk(visit.work, visit.member, target)]
    if target.application is not None:
        number = target.contract.number
        offers.append(words_button(texts.contract_label(number=number), texts.contract_label(number=number)))
    offers += _items(visit, target)
    seen = AtDesk(number=target.number, seen=target.version)
    return told(visit, (*before, text), offers, seen=seen)


def list_button(kind: Kind) -> Offer:
    """One of the office's lists."""
    name = texts.list_name(kind=kind)
    return words_button(name, name)


def item_buttons(visit: Visit, target: Target, *, before: str = "") -> Iterator[Offer]:
    """The items of a list: each opens its card, or begins the act whose words stand `before` it."""
    for number, item in enumerate(checklist(visit.work, target.listed), start=1):
        words = f"{before} {name_of(item_target(visit.work, item))}".strip()
        yield words_button(texts.item_button(number=number, label=item.label), words)


def _items(visit: Visit, target: Target) -> Iterator[Offer]:
    """From a list to its items, and back: for those who keep it."""
    if target.subject is Subject.ITEM:
        yield list_button(target.listed)
    if target.subject is Subject.LIST and visit.member.has(Role.OFFICE):
        yield from item_buttons(visit, target)


def told(
    visit: Visit, parts: Sequence[Part], offers: Iterable[Offer] = (), *, seen: AtDesk | None = None
) -> Outcome:
    """The turn's end at the desk, with no form open."""
    session = visit.turn.session
    reply = Reply(parts=tuple(parts), offers=tuple(offers), kind=AnswerKind.STATUS, citations=citations_of(parts))
    at_desk = seen or session.desk or AtDesk()
    return Outcome(
        replies=(reply,),
        session=replace(session, form=None, menu=reply.offers, rest=(), desk=at_desk, greeted=True),
    )


def sentence(visit: Visit, text: str, offers: Iterable[Offer] = ()) -> Outcome:
    """The turn's end with one fixed sentence."""
    return told(visit, (Sentence(text=text),), offers)


def _text(visit: Visit, target: Target) -> str:
    if visit.is_discreet and target.subject in _FROM_HERE_ALONE:
        return texts.ONLY_AT_THE_CONSOLE
    if visit.is_discreet and target.subject is Subject.THREAD:
        return thread_head(visit.work, int(target.number))
    found = card_of(visit, visit.catalogue, target)
    return found.brief if visit.is_discreet and found.brief else card_text(found)
