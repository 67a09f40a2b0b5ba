"""Questions about the measure: the knowledge base answers, or says which dialogue the person wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from handlers.forms import report_words
from handlers.forms.answering import Understood
from handlers.materials.published import asks_for_list, with_lists
from handlers.messages import Reply, Text
from handlers.office import Office
from handlers.talk.feedback import missed
from handlers.talk.office_answers import OfficeAnswers
from handlers.talk.whole_text import WholeText
from handlers.texts import office as office_texts
from handlers.texts import talk
from handlers.turn import Decision, MissReason, Outcome, Transaction, Turn, changed, say
from policy_kb.dialogue.memory import Memory
from policy_kb.dialogue.moves import Move
from policy_kb.dialogue.refer import find_move
from policy_kb.kb import PolicyKB
from policy_kb.matching.accusing import hints_at_wrong, is_question
from policy_kb.matching.asking import asks
from policy_kb.matching.complaint_words import accuses_somebody
from policy_kb.models import Answer, AnswerKind, Offer, OfferKind, Part, Sentence
from policy_kb.reading import Reading
from store.work import Work

_REACHING = frozenset({"telephone", "address", "hours"})
"""Matters of the guide that the office itself can answer."""

_PAGES = frozenset({Move.BACK, Move.FORTH, Move.WHOLE})

Flow = Callable[[Turn], Decision]

Beside = Callable[[Reading, Answer, Outcome, Turn], Outcome]
"""What is told beside an answer, or in its place, to whoever complains as well."""

Subject = Callable[[Reading, Answer, Reply, Turn], Outcome | None]
"""How what was told right after 我要投诉 is left, above its answer; None where it is another matter."""


class Questions:
    """The last router: whatever is typed gets an answer, a way to a dialogue, or an honest refusal."""

    def __init__(
        self,
        kb: PolicyKB,
        flows: Mapping[AnswerKind, Flow],
        office: Office,
        whole: WholeText,
        *,
        beside: Beside = lambda _question, _answer, outcome, _turn: outcome,
        subject: Subject = lambda _question, _answer, _reply, _turn: None,
        answers: OfficeAnswers | None = None,
    ) -> None:
        self._beside = beside
        self._subject = subject
        self._kb = kb
        self._office = office
        self._flows = flows
        self._whole = whole
        self._answers = answers or OfficeAnswers(kb)

    async def __call__(self, turn: Turn) -> Decision | None:
        """Answer `Text` content."""
        content = turn.inbound.content
        return self.ask(content.reading, turn) if isinstance(content, Text) else None

    def ask(self, question: Reading | str, turn: Turn) -> Decision:
        """Answer a question, typed or picked."""
        question = Reading.of(question)
        if question.is_blank:
            return Outcome(replies=(say(talk.EMPTY),), session=turn.session)
        if self._whole.is_asked(question, turn):
            return self._show_whole(turn)
        if turn.session.tells_report and not self._reads_on(question):
            subject = self._subject_of(question, turn) if turn.session.wishes_to_complain else None
            if subject is not None:
                return subject
            if not asks(question.typed):
                return self._flows[AnswerKind.COMPLAINT](turn)  # the telling goes on
        return self._outcome(self._kb.answer(question, turn.session.memory), question, turn)

    def _subject_of(self, question: Reading, turn: Turn) -> Outcome | None:
        answer = self._kb.answer(question, turn.session.memory)
        led = self._subject(question, answer, self._reply_to(answer, turn), turn)
        return None if led is None else replace(led, recent="")

    def _reply_to(self, answer: Answer, turn: Turn) -> Reply:
        """The answer alone: of dialogues only the way to people has one."""
        if answer.kind is AnswerKind.HUMAN:
            begun = self.reach_person(turn)
            if isinstance(begun, Outcome):
                return begun.replies[0]
        return Reply(parts=self._with_contact(answer), offers=answer.offers, kind=answer.kind)

    def _reads_on(self, question: Reading) -> bool:
        """Whether a message in a talk about a complaint only turns pages: 第十七条, 下一条, 原文."""
        found = find_move(question.text)
        return self._kb.looks_up(question) or (found is not None and found.move in _PAGES)

    def _show_whole(self, turn: Turn) -> Outcome:
        reply = self._whole.reply(turn)
        session = replace(turn.session, menu=reply.offers, rest=(), memory=Memory())
        return Outcome(replies=(reply,), session=session)

    def refers(self, text: Reading, turn: Turn) -> bool:
        """Whether words that are more than a number lead on from what was shown in this talk."""
        is_number = text.text.strip(" .。、)）").isdigit()
        return not is_number and self._kb.leads_on(text, turn.session.memory)

    def kind_of(self, text: Reading | str, turn: Turn) -> AnswerKind:
        """What the words would be answered as in this talk."""
        return self._kb.answer(text, turn.session.memory).kind

    def understand(self, words: Reading, turn: Turn) -> Understood:
        """What words beside a form are; what only comes near the article on reporting may cite it as well."""
        answer = self._kb.answer(words, turn.session.memory)
        is_report = answer.kind is AnswerKind.COMPLAINT or (
            self._kb.is_about_reporting(answer) and self._speaks_of_reporting(words)
        )
        return Understood(answer.kind, is_report)

    def _speaks_of_reporting(self, words: Reading) -> bool:
        said = words.text
        speaks = report_words.OF_REPORTING.search(said) or hints_at_wrong(said) or self._kb.looks_up(words)
        return bool(speaks)

    def reports(self, text: Reading | str) -> bool:
        """Whether the words, understood by themselves, report something or mean to."""
        reading = Reading.of(text)
        return self._kb.may_report(reading, self._kb.answer(reading))

    def may_report(self, text: Reading | str, *, shortest: int = 0) -> bool:
        """Whether the words report or ask how to, or may do so without being understood.

        Of `shortest` characters and fewer, what is not understood tells nothing: 好，明天去 among people who talk.
        """
        reading = Reading.of(text)
        answer, said = self._kb.answer(reading), reading.simple  # all of it: of a long one not all is read
        is_obscure = answer.kind is AnswerKind.OOS and not is_question(said) and len(said) > shortest
        tells = hints_at_wrong(said) or accuses_somebody(said)
        return self._kb.may_report(reading, answer) or is_obscure or tells

    def follow(self, offer: Offer, turn: Turn) -> Decision:
        """Show the passage or begin the dialogue that an offer stands for; `Menu` asks those that are words."""
        if offer.kind is OfferKind.FLOW:
            return self._flows[AnswerKind(offer.value)](turn)
        return self._outcome(self._kb.show(offer, turn.session.memory), Reading(offer.label), turn)

    def reach_person(self, turn: Turn) -> Decision:
        """Tell how to reach people (0 in every menu)."""
        return self._flows[AnswerKind.HUMAN](turn)

    def _outcome(self, answer: Answer, question: Reading, turn: Turn) -> Decision:
        if answer.kind in self._flows and not answer.parts:
            return changed(self._begun(answer, question, turn), lambda outcome: replace(outcome, recent=""))
        is_report = self._kb.may_report(question, answer)
        outcome = self._answered(answer, question, turn, is_report=is_report)
        if is_report or turn.session.tells_report:
            return replace(outcome, recent="")
        led, ids = self._beside(question, answer, outcome, turn), self._answers.find(question)
        if ids and not led.session.tells_report:
            led = _out_of_the_complaint(outcome)
        if led.sensitive:
            return replace(led, recent="")
        recalled = replace(led, recent="" if turn.session.reporting else question.typed)
        return self._with_the_offices_own(recalled, question, ids)

    def _begun(self, answer: Answer, question: Reading, turn: Turn) -> Decision:
        begun = self._flows[answer.kind](turn)
        if answer.kind is AnswerKind.HUMAN and isinstance(begun, Outcome):
            return self._beside(question, answer, begun, turn)
        return begun

    def _answered(self, answer: Answer, question: Reading, turn: Turn, *, is_report: bool) -> Outcome:
        """The answer itself; in a talk about a complaint it is kept nowhere."""
        reply = Reply(
            parts=self._with_contact(answer), offers=answer.offers, kind=answer.kind, citations=answer.citations
        )
        # An answer without offers leaves the menu above it open: people pick one item after the other.
        session = replace(
            turn.session,
            menu=answer.offers or turn.session.menu,
            rest=(),
            memory=turn.session.memory.after(answer),
            reporting=turn.session.reporting or is_report,
            told=None if is_report or turn.session.wishes_to_complain else turn.session.told,
        )
        unanswered = answer.kind in {AnswerKind.OOS, AnswerKind.CLARIFY} and not session.reporting
        miss = missed(question, answer.kind, (), MissReason.UNANSWERED, self._kb) if unanswered else None
        return Outcome(replies=(reply,), session=session, sensitive=session.reporting, miss=miss)

    def _with_the_offices_own(self, outcome: Outcome, question: Reading, ids: tuple[int, ...]) -> Decision:
        """With what the office published: its lists of papers, and answers of its own (`ids`) below all of it."""
        (reply,) = outcome.replies
        asks_list = asks_for_list(self._kb, question, reply)
        if not ids and not asks_list:
            return outcome

        def look_up(work: Work) -> Outcome:
            told = with_lists(work, reply, question.typed) if asks_list else reply
            listed = replace(outcome, replies=(told,))
            return self._answers.beside(work, listed, ids) if ids else listed

        return Transaction(look_up)

    def _with_contact(self, answer: Answer) -> tuple[Part, ...]:
        """Where the measure names no telephone, address or hours, the office's own stand below, marked as such."""
        if answer.matter not in _REACHING or not self._office.is_reachable:
            return answer.parts
        return (*answer.parts, Sentence(text=office_texts.contact(office=self._office)))


def _out_of_the_complaint(outcome: Outcome) -> Outcome:
    """What the office answered itself is a question again, not a suggestion that is being told."""
    session = outcome.session.out_of_complaint()
    return replace(outcome, session=session, sensitive=False)
