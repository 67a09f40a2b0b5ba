"""One act from its button to its record: what is recorded is asked, shown and confirmed, then done."""

from __future__ import annotations

from pydantic import ValidationError

from handlers.casework.movers import MOVED, Mover, mover_since
from handlers.casework.transitions import WITH_STATES, Subject
from handlers.form_state import Filling, FormTalk, Phase
from handlers.forms.beside import in_the_open
from handlers.forms.commands import Command, find_command
from handlers.forms.engine import take
from handlers.forms.moving import step_of
from handlers.forms.sense import sense
from handlers.forms.spec import Move, Taken, Talk
from handlers.messages import Text
from handlers.rendering.reasons import reason_parts
from handlers.results import Done, Refused
from handlers.staff.actions.action import Action
from handlers.staff.actions.action_form import recorded, skippable
from handlers.staff.actions.target_words import name_of, state_label
from handlers.staff.actions.targets import Target, case_target, contract_target, target_of
from handlers.staff.desk.open_action import OpenAction, action_of, asked, open_action
from handlers.staff.desk.replies import button, card, item_buttons, sentence, told, words_button
from handlers.staff.desk.visit import Visit
from handlers.talk.questions import Questions
from handlers.texts import desk as texts
from handlers.turn import AtDesk, Outcome, Turn, performed
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Offer, Part, Sentence
from store.queries.cases import return_cases_on

_NO_QUESTION = frozenset({AnswerKind.OOS, AnswerKind.SMALLTALK})
_GIVE_UP = frozenset({Command.CANCEL, Command.CANCEL_SURE})


class ActionDialogue:
    """Leads a member through one act."""

    def __init__(self, kb: PolicyKB, questions: Questions) -> None:
        self._kb = kb
        self._questions = questions

    def start(self, visit: Visit, action: Action, target: Target, words: str) -> Outcome:
        """Ask for the act's fields, or say why it cannot be done; `words` may hold the first value already."""
        if not action.is_for(visit.member):
            return sentence(visit, not_theirs(visit, action))
        if action.records_content and visit.is_discreet:
            return sentence(visit, texts.RECORD_AT_THE_CONSOLE)
        if action.subject is Subject.CONTRACT and target.held is not None:
            target = contract_target(target.held)
        if action.subject is not target.subject:
            return _elsewhere(visit, action, target)
        seen = _seen(target, visit.turn)
        if seen != target.version:
            return _moved_on(visit, action, target, seen)
        if reasons := action.against(visit.work, visit.member, target):
            return card(visit, target, before=reason_parts(self._kb, reasons))
        return asked(visit, *_with_first_value(open_action(visit, action, target, _first(action), seen), words))

    def go_on(self, visit: Visit, talk: FormTalk, words: str) -> Outcome:
        """What the words do to the act that is open."""
        action = action_of(visit.catalogue, talk)
        target = target_of(visit.work, action.subject, talk.subject) if action else None
        if action is None or target is None or not action.is_for(visit.member):
            return sentence(visit, texts.STOPPED)
        if find_command(words) in _GIVE_UP:
            return card(visit, target, before=(Sentence(text=texts.CANCELLED),))
        opened = open_action(visit, action, target, talk.filling, talk.seen)
        taken = take(opened.form, opened.filling, words, self._talk(visit, opened, words))
        return self._move(visit, opened, taken, words)

    def _move(self, visit: Visit, opened: OpenAction, taken: Taken, words: str) -> Outcome:
        match taken.move:
            case Move.FINISH:
                return self._finish(visit, opened)
            case Move.OTHER:
                return self._beside(visit, opened, words)
            case Move.SAVE | Move.CANCEL:
                return sentence(visit, texts.STOPPED)
            case Move.ASK:
                return asked(visit, opened.at(taken.filling), taken.said)

    def _talk(self, visit: Visit, opened: OpenAction, words: str) -> Talk:
        """Free words of staff are their record, unless they plainly ask what the measure says."""
        kind = self._questions.kind_of(words, visit.turn)
        said, step = sense(words, kind), step_of(opened.form, opened.filling)
        if step is None or not step.free:
            return said
        return Talk.ASKS if said is Talk.ASKS and kind not in _NO_QUESTION else Talk.PLAIN

    def _beside(self, visit: Visit, opened: OpenAction, words: str) -> Outcome:
        """A question of the measure is answered, and the form asks again once."""
        outcome = performed(self._questions.ask(words, visit.turn), visit.work)
        return asked(visit, opened, before=in_the_open(outcome))

    def _finish(self, visit: Visit, opened: OpenAction) -> Outcome:
        try:
            fields = recorded(opened.action, opened.filling.answers)
        except ValidationError:  # a form of an older version: its fields are others now
            return sentence(visit, texts.STOPPED)
        target = opened.target
        result = opened.action.run(visit, target, fields, opened.seen)
        if isinstance(result, Done):
            return self._done(visit, opened, result, opened.action.after(visit.work, target, result))
        now = target_of(visit.work, target.subject, target.number)
        return self._refused(visit, opened, result, now) if now else sentence(visit, texts.STOPPED)

    def _refused(self, visit: Visit, opened: OpenAction, result: Refused, now: Target) -> Outcome:
        if now.version != opened.seen:
            return _moved_on(visit, opened.action, now, opened.seen)
        return asked(visit, opened, reason_parts(self._kb, result.reasons))

    def _done(self, visit: Visit, opened: OpenAction, result: Done, now: Target) -> Outcome:
        said = texts.done(label=opened.action.label, number=name_of(now), state=state_label(visit.work, now))
        if now.subject not in WITH_STATES:
            return card(visit, now, before=(Sentence(text=said), *reason_parts(self._kb, result.warnings)))
        offers = [button(action, now) for action in visit.catalogue.at_desk(visit.work, visit.member, now)]
        offers = [*_opened_case(visit, opened.action, now), *offers]
        seen = AtDesk(number=now.number, seen=now.version)
        parts = (Sentence(text=said), *reason_parts(self._kb, result.warnings))
        return told(visit, parts, offers, seen=seen)


def _elsewhere(visit: Visit, action: Action, target: Target) -> Outcome:
    """The act is about something else than what was named; the items of a list are there to choose from."""
    if action.subject is Subject.ITEM and target.subject is Subject.LIST:
        return sentence(visit, texts.WHICH_ITEM, item_buttons(visit, target, before=action.label))
    return sentence(visit, texts.wrong_subject(label=action.label, subject=action.subject.value))


def _opened_case(visit: Visit, action: Action, now: Target) -> list[Offer]:
    """A case that was just opened has a number, by which it goes on."""
    if not action.opens_case:
        return []
    case = case_target(visit.work, return_cases_on(visit.work, now.contract.id)[-1])
    return [words_button(name_of(case), name_of(case))]


def not_theirs(visit: Visit, action: Action) -> str:
    """Whose act it is, to somebody without the role for it."""
    return texts.not_for_roles(label=action.label, roles=action.roles, theirs=visit.member.roles)


def _moved_on(visit: Visit, action: Action, target: Target, seen: int) -> Outcome:
    """What was shown is no longer so: whose act that was is said only where this one cannot be done any more."""
    number, state = name_of(target), state_label(visit.work, target)
    said = texts.has_news(number=number, state=state)
    if action.against(visit.work, visit.member, target):
        mover = mover_since(visit.work, visit.member, target.row, seen) if target.row else Mover.SEVERAL
        how = MOVED[mover]
        said = texts.moved_on(number=number, state=state, how=how)
    return card(visit, target, before=(Sentence(text=said),))


def _seen(target: Target, turn: Turn) -> int:
    """The version on the card whose button this is; an order typed in full is about the case as it is now."""
    desk, content = turn.session.desk, turn.inbound.content
    is_button = isinstance(content, Text) and content.text in {offer.value for offer in turn.session.menu}
    return desk.seen if is_button and desk is not None and desk.number == target.number else target.version


def _first(action: Action) -> Filling:
    """An act that need not ask anything goes to its summary at once."""
    return Filling(answers=dict.fromkeys(action.fields.model_fields) if skippable(action) else {})


def _with_first_value(opened: OpenAction, words: str) -> tuple[OpenAction, tuple[Part, ...]]:
    """The act with the words in its first field, or as it was, and why the words are not taken."""
    if not words or opened.filling.phase is not Phase.ASKING:
        return opened, ()
    taken = take(opened.form, opened.filling, words)
    if taken.move is not Move.ASK:
        return opened, ()
    is_value = taken.filling.answers != opened.filling.answers
    return (opened.at(taken.filling), ()) if is_value else (opened, taken.said)
