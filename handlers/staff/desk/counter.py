"""Serves an order of a member: a card, a bind code, an act to begin; lists stand in `lists`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from msgspec.structs import replace

from handlers.casework.authority import denial
from handlers.casework.bindings import issue_bind_code
from handlers.casework.transitions import Subject
from handlers.rendering.reasons import reason_parts
from handlers.results import Refused
from handlers.staff.actions.action import Action
from handlers.staff.actions.submission_actions import SUBMISSION_ACTIONS
from handlers.staff.actions.table_actions import key_of
from handlers.staff.actions.target_words import name_of
from handlers.staff.actions.targets import REGISTER, Target, find_target
from handlers.staff.desk.action_dialogue import ActionDialogue, not_theirs
from handlers.staff.desk.lists import LISTS, todo_page
from handlers.staff.desk.orders import Order, Wish
from handlers.staff.desk.pages import PAGE_NAMED
from handlers.staff.desk.replies import MOST_BUTTONS, button, card, sentence, told, words_button
from handlers.staff.desk.todo import targets_for
from handlers.staff.desk.visit import Visit
from handlers.talk.questions import Questions
from handlers.texts import desk as texts
from handlers.turn import Outcome, performed
from policy_kb.kb import PolicyKB
from policy_kb.models import Offer, Sentence
from store.states import Kind


class Counter:
    """Everything but the middle of an act."""

    def __init__(self, kb: PolicyKB, questions: Questions, dialogue: ActionDialogue) -> None:
        self._kb = kb
        self._questions = questions
        self._dialogue = dialogue

    def serve(self, visit: Visit, order: Order) -> Outcome:
        """Do what the order says."""
        match order.wish:
            case Wish.LOOK:
                return self._look(visit, order.words)
            case Wish.TODO if order.words:
                return todo_page(visit, max(1, int(order.words)))
            case Wish.BIND_CODE:
                return self._bind_code(visit, order.words)
            case Wish.ACTION:
                return self._action(visit, order)
            case Wish.PAGE:
                return _page(visit, order.word)
            case _:
                return LISTS[order.wish](visit)

    def _look(self, visit: Visit, words: str) -> Outcome:
        target, _ = find_target(visit.work, words)
        return card(visit, target) if target else sentence(visit, texts.unknown_number(words=words))

    def _bind_code(self, visit: Visit, words: str) -> Outcome:
        if not words:
            return sentence(visit, texts.BIND_CODE_HOW)
        found = issue_bind_code(visit.work, visit.member, words)
        if isinstance(found, Refused):
            return told(visit, reason_parts(self._kb, found.reasons))
        if visit.is_discreet:
            return sentence(visit, texts.ONLY_AT_THE_CONSOLE)
        said = texts.bind_code(code=found.code, contract=found.contract, firm=found.firm, until=found.expires_at)
        return sentence(visit, said)

    def _action(self, visit: Visit, order: Order) -> Outcome:
        actions = visit.catalogue.called(order.word)
        if actions[0].subject is Subject.REGISTER:
            return self._enter(visit, actions[0], order)
        target, rest = find_target(visit.work, order.words) if order.words else (None, "")
        if target is None and order.word in PAGE_NAMED and not order.words:
            return self._alone_or_page(visit, actions, order)
        if target is None:
            return self._without_target(visit, actions, order)
        theirs = [action for action in actions if action.is_for(visit.member)]
        if not theirs:
            return sentence(visit, not_theirs(visit, actions[0]))
        if len(theirs) == 1:
            return self._dialogue.start(visit, theirs[0], target, rest)
        return self._several(visit, theirs, target, rest)

    def _enter(self, visit: Visit, action: Action, order: Order) -> Outcome:
        """A new contract has no card yet; its number may stand beside the word."""
        if order.words and not any(char.isdigit() for char in order.words):
            return self._ask(visit, f"{order.word}{order.words}")
        return self._dialogue.start(visit, action, REGISTER, order.words)

    def _several(self, visit: Visit, actions: list[Action], target: Target, rest: str) -> Outcome:
        """One word for several acts: those that can be done now are there to choose from."""
        keys = {action.key for action in visit.catalogue.at_desk(visit.work, visit.member, target)}
        fitting = [action for action in actions if action.key in keys]
        if len(fitting) == 1:
            return self._dialogue.start(visit, fitting[0], target, rest)
        if not fitting:
            return self._dialogue.start(visit, actions[0], target, rest)
        return told(visit, (Sentence(text=texts.WHICH_ACT),), [button(action, target) for action in fitting])

    def _without_target(self, visit: Visit, actions: tuple[Action, ...], order: Order) -> Outcome:
        """A question that begins like an act is answered; an act alone is offered where it can be done."""
        if order.words and any(char.isdigit() for char in order.words):
            return sentence(visit, texts.unknown_number(words=order.words))
        if order.words:
            return self._ask(visit, f"{order.word}{order.words}")
        theirs = [action for action in actions if action.is_for(visit.member)]
        if not theirs:
            return sentence(visit, not_theirs(visit, actions[0]))
        if theirs[0].subject in {Subject.LIST, Subject.ITEM}:
            return sentence(visit, texts.which_list(label=order.word), _lists(theirs[0]))
        if theirs[0] in SUBMISSION_ACTIONS:
            return sentence(visit, texts.with_contract(label=order.word))
        return self._alone(visit, theirs, order.word)

    def _alone_or_page(self, visit: Visit, actions: tuple[Action, ...], order: Order) -> Outcome:
        """意见 is what the bureau gives, and a page."""
        page = _page(visit, order.word)
        if not any(action.is_for(visit.member) for action in actions):
            return page
        outcome = self._without_target(visit, actions, order)
        (where,), (reply,) = page.replies, outcome.replies
        return replace(outcome, replies=(replace(reply, parts=(*reply.parts, *where.parts)),))

    def _alone(self, visit: Visit, theirs: list[Action], label: str) -> Outcome:
        """Where it can be done; of what is entered elsewhere, where that is."""
        shut = denial(visit.work, visit.member, theirs[0].row)
        if shut is not None:
            return told(visit, reason_parts(self._kb, (shut,)))
        offers = list(islice(_where(visit, theirs), MOST_BUTTONS))
        return sentence(visit, texts.which_one(label=label) if offers else texts.none_for(label=label), offers)

    def _ask(self, visit: Visit, words: str) -> Outcome:
        return performed(self._questions.ask(words, visit.turn), visit.work)


def _page(visit: Visit, word: str) -> Outcome:
    """Where a page of the console is; a member's own account is given the way there."""
    page = PAGE_NAMED[word]
    if not page.is_for(visit.member):
        return sentence(visit, texts.page_not_theirs(page=page.label))
    can_enter = visit.turn.inbound.person.traits.proves_accounts
    offers = (words_button(texts.ENTER_PAGES, texts.ENTER_PAGES),) if can_enter else ()
    return sentence(visit, texts.on_page(page=page.label), offers)


def _lists(action: Action) -> Iterator[Offer]:
    """The office's lists, for an act on one of them, or on an item that is chosen there."""
    for kind in Kind:
        name = texts.list_name(kind=kind)
        yield words_button(name, f"{action.label} {name}")


def _where(visit: Visit, actions: Collection[Action]) -> Iterator[Offer]:
    keys = {action.key for action in actions}
    acts = [row.act for row in visit.catalogue.table if key_of(row.act) in keys]
    for target in targets_for(visit, acts, MOST_BUTTONS):
        for action in visit.catalogue.at_desk(visit.work, visit.member, target):
            if action.key in keys:
                name = f"{action.label} {name_of(target)}"
                yield words_button(name, name)
