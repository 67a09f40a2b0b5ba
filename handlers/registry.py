"""The visible order in which routers are asked, and the dialogues that questions lead to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from handlers.applications.application_form import ApplicationForm
from handlers.applications.applying import Applications
from handlers.applications.contact_phones import ContactPhones
from handlers.applications.intention_form import IntentionForm
from handlers.applications.intentions import Intentions
from handlers.applications.status import Status
from handlers.casework.table import TABLE, Table
from handlers.confirmation import drop_question
from handlers.contracts.binding import Binding
from handlers.forms import intention_words
from handlers.forms.dialogue import Forms
from handlers.forms.form_kind import FormRegistry
from handlers.materials.handing_in import Materials
from handlers.messages import Event, EventKind, Inbound, Media, Person, Text
from handlers.office import Office
from handlers.rendering.naming import named
from handlers.staff.desk.account_entry import asks_to_enter
from handlers.staff.desk.desk import Desk
from handlers.staff.desk.order_words import order_words
from handlers.staff.desk.orders import Acts
from handlers.staff.desk.outside import is_bare_order, outside_the_desk
from handlers.talk.closed import APPLYING, INTENDING, Closed, carries, no_intention
from handlers.talk.commands import Commands
from handlers.talk.complaining import Complaining
from handlers.talk.confirming import CONFIRMATIONS, Confirming, nothing_to_confirm
from handlers.talk.danger import alert_of_danger, speaks_of_danger, warn_of_danger
from handlers.talk.events import Events
from handlers.talk.feedback import Feedback
from handlers.talk.first_look import FirstLook, Heard, HeardRouter
from handlers.talk.handoff import Handoff
from handlers.talk.leaving import leave_report
from handlers.talk.leaving_words import LeavingWords
from handlers.talk.media import by_its_words, told_of_media, unasked_media, words_beside
from handlers.talk.menu import Menu, as_pressed
from handlers.talk.office_answers import OfficeAnswers
from handlers.talk.own_complaints import OwnComplaints
from handlers.talk.privacy import Privacy, told_abroad, warn_of_numbers
from handlers.talk.questions import Questions
from handlers.talk.receipt_codes import ReceiptCodes, has_code
from handlers.talk.recent import RecentQuestions
from handlers.talk.smalltalk import Smalltalk
from handlers.talk.telegram_limits import TelegramLimits
from handlers.talk.whole_text import WholeText
from handlers.texts import talk
from handlers.threads.asking import AskingStaff
from handlers.threads.offering import offer_staff
from handlers.threads.orders import Orders
from handlers.threads.silence import Silence
from handlers.threads.waiting import told_to_who_waits
from handlers.turn import Decision, Outcome, Transaction, Turn, changed, overridden
from handlers.values.vocabulary import NOTHING, made_of
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Offer, Sentence
from store.work import Work

if TYPE_CHECKING:
    from handlers.staff.actions.catalogue import Catalogue
    from handlers.staff.desk.notice_buttons import NoticeButtons
    from store.tables.notices import StaffNotice

_SHORTEST = 10
"""Characters with which nobody tells of a wrong in words that are no accusation: measured on both kinds."""


class Assistant:
    """Answers every turn: the first router that knows what to do decides.

    `is_assessed` lets channels abroad show staff what their own door shows. `table` is what staff can do.
    """

    def __init__(
        self,
        kb: PolicyKB,
        office: Office,
        materials: Materials | None = None,
        *,
        web_link: str = "",
        console_link: str = "",
        is_assessed: bool = False,
        table: Table = TABLE,
        answers: OfficeAnswers | None = None,
    ) -> None:
        handoff, recent, status = Handoff(office), RecentQuestions(), Status(kb)
        self._recent = recent
        self._complaining = complaining = Complaining(kb, office, web_link)
        self._codes = ReceiptCodes(web_link)
        whole = WholeText(kb, web_link)
        self._kb, self._table, self._is_assessed = kb, table, is_assessed
        words = order_words(kb.written_out) if table is TABLE else self._catalogue.words
        self._acts = acts = Acts(words)
        application, intention = ApplicationForm(kb, materials), IntentionForm(kb)
        forms = FormRegistry(application, intention)
        applications = Applications(kb, application)
        closed, is_open = Closed(kb), carries(kb, *APPLYING)
        questions = Questions(
            kb,
            {
                AnswerKind.STATUS: status.flow if is_open else closed.status,
                AnswerKind.APPLY: applications.apply if is_open else closed.apply,
                AnswerKind.COMPLAINT: complaining.complaint,
                AnswerKind.HUMAN: handoff.human,
                AnswerKind.SMALLTALK: Smalltalk(kb).answer,
            },
            office,
            whole,
            beside=complaining.beside,
            subject=complaining.subject,
            answers=answers,
        )
        self._questions = questions
        self._orders = Orders(kb)
        may_report = partial(questions.may_report, shortest=_SHORTEST)
        self._silence = Silence(questions.reports, may_report)
        self._office = office
        self._forms = Forms(forms, questions, materials)
        self._status = status
        self._asides = (
            partial(asks_to_enter, console_link=console_link),
            partial(outside_the_desk, acts=acts),
            status.of_own_case,
            status.of_own_money,
        )
        intends = carries(kb, *INTENDING)
        intentions = Intentions(kb, intention) if intends else Heard(no_intention, intention_words.VOCABULARY)
        routers: tuple[HeardRouter, ...] = (
            Desk(kb, questions, lambda: self._catalogue, acts, is_assessed=is_assessed),
            TelegramLimits(kb, web_link, whole, complaining),
            Confirming(self.respond),
            *((Binding(office),) if is_open else ()),
            Events(kb, office, self.respond, forms),
            Privacy(kb, office, forms),
            AskingStaff(questions.reports, may_report),
            Commands(kb, questions.reach_person, takes_applications=is_open),
            Heard(leave_report, NOTHING),
            LeavingWords(complaining),
            OwnComplaints(kb, complaining),
            Feedback(recent, kb),
            *((ContactPhones(), status, applications) if is_open else (Heard(closed.begin, closed.vocabulary),)),
            intentions,
            self._forms,
            Heard(unasked_media, NOTHING),
            Heard(nothing_to_confirm, made_of(*CONFIRMATIONS)),
            Menu(questions, self.respond),
        )
        self.first_look = FirstLook(routers, questions)

    async def respond(self, turn: Turn) -> Decision:
        """Decide one turn.

        Raises:
            LookupError: no router knows this content (a kind of message that was added without one).
        """
        decision: Decision | None = (
            self._orders.decide(turn) or self._codes.decide(turn) or self._silence.decide(turn)
        )
        if decision is not None:
            return decision
        worded = by_its_words(turn)
        if worded is not None:
            return told_of_media(await self.respond(worded), turn)
        turn = as_pressed(turn)
        for router in self.first_look.routers(turn):
            decision = await router(turn)
            if decision is not None:
                decided = self._forms.asks_below(self._for_some(decision, turn), turn)
                told = told_to_who_waits(_finished(decided, turn, self._office), turn)
                finished = changed(told, lambda outcome: named(outcome, self._kb))
                return self._alerting(finished, turn)
        raise LookupError(f"no router for {type(turn.inbound.content).__name__}")

    def _for_some(self, decision: Decision, turn: Turn) -> Decision:
        """What was decided from the words alone, and what those are told whom the database knows better."""
        if turn.session.form is not None or turn.session.reporting:
            return decision
        if isinstance(decision, Outcome) and decision.sensitive and is_bare_order(turn, self._acts):
            decision = self._status.flow(turn)  # 受理 and a number reports nothing
        for aside in self._asides:
            if (override := aside(turn)) is not None:
                decision = overridden(override, decision)
        return decision

    def _alerting(self, decision: Decision, turn: Turn) -> Decision:
        """Staff hear of a danger, never of a report. Only words that speak of one are understood again."""
        if speaks_of_danger(turn) and self._may_alert(turn.inbound):
            return alert_of_danger(decision, turn)
        return decision

    def _may_alert(self, inbound: Inbound) -> bool:
        content = inbound.content
        is_ordinary = isinstance(content, Text) and self._complaining.is_ordinary(content.reading)
        return self.is_harmless(inbound) or is_ordinary

    # All acts, with what they record and show, come in with the first member who does one, or hears of a case.

    @cached_property
    def _catalogue(self) -> Catalogue:
        from handlers.staff.actions.catalogue import Catalogue  # noqa: PLC0415 -- see above

        return Catalogue(self._table, self._kb.written_out)

    @cached_property
    def _buttons(self) -> NoticeButtons:
        from handlers.staff.desk.notice_buttons import NoticeButtons  # noqa: PLC0415 -- see above

        return NoticeButtons(self._catalogue, is_assessed=self._is_assessed)

    def notice_buttons(self, work: Work, person: Person, notices: Sequence[StaffNotice]) -> tuple[Offer, ...]:
        """What can be done at once about notices to a member."""
        return self._buttons(work, person, notices)

    def note(self, inbound: Inbound, outcome: Outcome, now: datetime) -> None:
        """Remember in this process what a committed turn leaves there."""
        self._recent.note_turn(inbound.person, outcome, now)

    def is_harmless(self, inbound: Inbound) -> bool:
        """Whether a message may be stored until it is answered: never one that may report."""
        content = words_beside(inbound.content) or inbound.content
        if has_code(inbound.content):
            return False
        return not isinstance(content, Text) or not self._questions.may_report(content.reading)


def is_immediate(inbound: Inbound) -> bool:
    """Whether the message is decided without waiting for anything and without any effect: all but files are."""
    return not isinstance(inbound.content, Media)


def _finished(decision: Decision, turn: Turn, office: Office) -> Decision:
    # An act is plainly another matter than the complaint that was being told.
    leave = end_complaint if isinstance(decision, Transaction) else confide

    def finish(outcome: Outcome) -> Outcome:
        told = offer_staff(leave(drop_question(outcome, turn), turn), turn)
        told = warn_of_numbers(told, turn)
        return introduce(warn_of_danger(told, turn), turn, office)

    return changed(decision, finish)


_OTHER_MATTERS = frozenset({AnswerKind.STATUS, AnswerKind.APPLY})


def confide(outcome: Outcome, turn: Turn) -> Outcome:
    """Keep a talk about a complaint out of every store until another matter is plainly begun.

    Whatever a person tells after 我要举报 may be the report itself, however it is understood.
    """
    if not turn.session.reporting or outcome.forget:
        return outcome
    kinds = {reply.kind for reply in outcome.replies}
    content = turn.inbound.content
    goes_on = isinstance(content, Text | Media) or content == Event(EventKind.EDIT) or AnswerKind.HUMAN in kinds
    goes_on = goes_on or outcome.session.told != turn.session.told  # a button of the dialogue itself
    if not goes_on or kinds & _OTHER_MATTERS:
        return end_complaint(outcome, turn)
    session = replace(outcome.session, reporting=True)
    return replace(outcome, session=session, sensitive=True, miss=None)


def end_complaint(outcome: Outcome, turn: Turn) -> Outcome:
    """Go on in a session that may be stored again."""
    if not turn.session.reporting:
        return outcome
    return replace(outcome, session=outcome.session.out_of_complaint())


def introduce(outcome: Outcome, turn: Turn, office: Office) -> Outcome:
    """Add, once, what everybody must be told at first contact, also where nothing is kept of the message."""
    said = outcome.session.greeted or outcome.forget or not outcome.replies
    if said or isinstance(turn.inbound.content, Event):
        return outcome
    session = replace(outcome.session, greeted=True)
    if turn.inbound.greeted:
        return replace(outcome, session=session)
    *before, last = outcome.replies
    told = talk.first_contact(office=office), *told_abroad(turn.inbound.person.channel)
    notice = replace(last, parts=(*last.parts, *(Sentence(text=text) for text in told)))
    return replace(outcome, replies=(*before, notice), session=session)
