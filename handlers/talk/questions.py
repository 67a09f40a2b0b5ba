"""Questions about the measure: the knowledge base answers, or says which dialogue the person wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers.forms import report_words
from handlers.materials.published import asks_for_list, with_lists
from handlers.messages import Reply, Text
from handlers.office import Office
from handlers.talk.feedback import missed
from handlers.talk.office_answers import OfficeAnswers
from handlers.talk.recent import RecentQuestions
from handlers.talk.whole_text import WholeText
from handlers.texts import office as office_texts
from handlers.texts import talk
from handlers.turn import Decision, MissReason, Outcome, Transaction, Turn, say
from policy_kb.dialogue.memory import Memory
from policy_kb.dialogue.moves import Move
from policy_kb.dialogue.refer import find_move
from policy_kb.kb import PolicyKB
from policy_kb.matching.accusing import hints_at_wrong, is_question
from policy_kb.matching.asking import asks
from policy_kb.matching.normalise import normalise, simplify
from policy_kb.models import Answer, AnswerKind, Offer, OfferKind, Part, Sentence
from store.work import Work

_REACHING = frozenset({"telephone", "address", "hours"})
"""Matters of the guide that the office itself can answer."""

_PAGES = frozenset({Move.BACK, Move.FORTH, Move.WHOLE})

Flow = Callable[[Turn], Decision]


class Questions:
    """The last router: whatever is typed gets an answer, a way to a dialogue, or an honest refusal."""

    def __init__(
        self,
        kb: PolicyKB,
        flows: Mapping[AnswerKind, Flow],
        recent: RecentQuestions,
        office: Office,
        whole: WholeText,
        *,
        answers: OfficeAnswers | None = None,
    ) -> None:
        self._kb = kb
        self._office = office
        self._flows = flows
        self._recent = recent
        self._whole = whole
        self._answers = answers or OfficeAnswers(kb)

    async def __call__(self, turn: Turn) -> Decision | None:
        """Answer `Text` content."""
        content = turn.inbound.content
        return self.ask(content.text, turn) if isinstance(content, Text) else None

    def ask(self, question: str, turn: Turn) -> Decision:
        """Answer a question, typed or picked."""
        if not question.strip():
            return Outcome(replies=(say(talk.EMPTY),), session=turn.session)
        if self._whole.is_asked(question, turn):
            return self._show_whole(turn)
        if turn.session.reporting and not asks(question) and not self._reads_on(question):
            return self._flows[AnswerKind.COMPLAINT](turn)  # the telling goes on
        return self._outcome(self._kb.answer(question, turn.session.memory), question, turn)

    def _reads_on(self, question: str) -> bool:
        """Whether a message in a talk about a complaint only turns pages: 第十七条, 下一条, 原文."""
        found = find_move(normalise(question))
        return self._kb.looks_up(question) or (found is not None and found.move in _PAGES)

    def _show_whole(self, turn: Turn) -> Outcome:
        reply = self._whole.reply(turn)
        session = turn.session.model_copy(update={"menu": reply.offers, "rest": (), "memory": Memory()})
        return Outcome(replies=(reply,), session=session)

    def refers(self, text: str, turn: Turn) -> bool:
        """Whether words that are more than a number lead on from what was shown in this talk."""
        is_number = normalise(text).strip(" .。、)）").isdigit()
        return not is_number and self._kb.leads_on(text, turn.session.memory)

    def kind_of(self, text: str, turn: Turn) -> AnswerKind:
        """What the words would be answered as in this talk."""
        return self._kb.answer(text, turn.session.memory).kind

    def is_confidential(self, text: str, turn: Turn) -> bool:
        """Whether words speak of reporting; an answer may also cite its article only as the nearest one."""
        answer, said = self._kb.answer(text, turn.session.memory), normalise(text)
        if answer.kind is AnswerKind.COMPLAINT:
            return True
        speaks = report_words.OF_REPORTING.search(said) or hints_at_wrong(said) or self._kb.looks_up(text)
        return bool(speaks) and self._kb.is_about_reporting(answer)

    def reports(self, text: str) -> bool:
        """Whether the words, understood by themselves, report something or mean to."""
        return self._kb.may_report(text, self._kb.answer(text))

    def may_report(self, text: str, *, shortest: int = 0) -> bool:
        """Whether the words report or ask how to, or may do so without being understood.

        Of `shortest` characters and fewer, what is not understood tells nothing: 好，明天去 among people who talk.
        """
        answer, said = self._kb.answer(text), simplify(text)  # all of it: of a long one not all is read
        is_obscure = answer.kind is AnswerKind.OOS and not is_question(said) and len(said) > shortest
        return self._kb.may_report(text, answer) or is_obscure or hints_at_wrong(said)

    def follow(self, offer: Offer, turn: Turn) -> Decision:
        """Show the passage or begin the dialogue that an offer stands for; `Menu` asks those that are words."""
        if offer.kind is OfferKind.FLOW:
            return self._flows[AnswerKind(offer.value)](turn)
        return self._outcome(self._kb.show(offer, turn.session.memory), offer.label, turn)

    def reach_person(self, turn: Turn) -> Decision:
        """Tell how to reach people (0 in every menu)."""
        return self._flows[AnswerKind.HUMAN](turn)

    def _outcome(self, answer: Answer, question: str, turn: Turn) -> Decision:
        if answer.kind in self._flows and not answer.parts:
            self._recent.forget(turn.inbound.person)
            return self._flows[answer.kind](turn)
        is_reporting = turn.session.reporting or self._kb.may_report(question, answer)
        if is_reporting:
            self._recent.forget(turn.inbound.person)
        else:
            self._recent.note(turn.inbound.person, question, turn.now)
        reply = Reply(
            parts=self._with_contact(answer), offers=answer.offers, kind=answer.kind, citations=answer.citations
        )
        # An answer without offers leaves the menu above it open: people pick one item after the other.
        menu = answer.offers or turn.session.menu
        update = {"menu": menu, "rest": (), "memory": turn.session.memory.after(answer), "reporting": is_reporting}
        session = turn.session.model_copy(update=update)
        unanswered = answer.kind in {AnswerKind.OOS, AnswerKind.CLARIFY} and not is_reporting
        miss = missed(question, answer.kind, (), MissReason.UNANSWERED, self._kb) if unanswered else None
        outcome = Outcome(replies=(reply,), session=session, sensitive=is_reporting, miss=miss)
        return outcome if is_reporting else self._with_the_offices_own(outcome, question)

    def _with_the_offices_own(self, outcome: Outcome, question: str) -> Decision:
        """With what the office published: its lists of papers, and answers of its own below all of it."""
        (reply,), ids = outcome.replies, self._answers.find(question)
        asks_list = asks_for_list(self._kb, question, reply)
        if not ids and not asks_list:
            return outcome

        def look_up(work: Work) -> Outcome:
            told = with_lists(work, reply, question) if asks_list else reply
            listed = replace(outcome, replies=(told,))
            return self._answers.beside(work, listed, ids) if ids else listed

        return Transaction(look_up)

    def _with_contact(self, answer: Answer) -> tuple[Part, ...]:
        """Where the measure names no telephone, address or hours, the office's own stand below, marked as such."""
        if answer.matter not in _REACHING or not self._office.is_reachable:
            return answer.parts
        return (*answer.parts, Sentence(text=office_texts.contact(office=self._office)))
