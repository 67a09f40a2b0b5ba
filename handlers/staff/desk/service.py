"""What the desk does for a member: all acts, lists and cards hang on it, and come in with it."""

from __future__ import annotations

from handlers.form_state import FormTalk
from handlers.identity.actors import StaffMember
from handlers.staff.actions.action_form import asks_for_words, is_choice
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import find_target
from handlers.staff.desk.action_dialogue import ActionDialogue
from handlers.staff.desk.counter import Counter
from handlers.staff.desk.open_action import action_of
from handlers.staff.desk.orders import Order
from handlers.staff.desk.visit import Visit
from handlers.talk.questions import Questions
from handlers.turn import Outcome, Turn
from policy_kb.kb import PolicyKB
from store.work import Work


class Service:
    """Serves orders, and goes on with the act that is open."""

    def __init__(self, kb: PolicyKB, questions: Questions, catalogue: Catalogue) -> None:
        self._kb = kb
        self._catalogue = catalogue
        self._dialogue = ActionDialogue(kb, questions)
        self._counter = Counter(kb, questions, self._dialogue)

    def visit(self, work: Work, member: StaffMember, turn: Turn, *, is_discreet: bool) -> Visit:
        """The member's turn at the desk."""
        return Visit(work, member, self._kb, turn, self._catalogue, is_discreet=is_discreet)

    def serve(self, visit: Visit, order: Order) -> Outcome:
        """Do what the order says."""
        return self._counter.serve(visit, order)

    def go_on(self, visit: Visit, talk: FormTalk, words: str) -> Outcome:
        """Take the words for the act that is open."""
        return self._dialogue.go_on(visit, talk, words)

    def waits_for(self, words: str, talk: FormTalk) -> bool:
        """Whether the open act takes the words for its record, or they are one of its choices."""
        action = action_of(self._catalogue, talk)
        return asks_for_words(action, talk.filling) or is_choice(self._kb, action, talk.filling, words)

    def is_there(self, work: Work, words: str) -> bool:
        """Whether the words name a contract or a case."""
        return find_target(work, words)[0] is not None
