"""Applying for disbursement: 我要申请 begins the form or leads to its draft, 补正 opens a returned application."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from handlers.applications.application_form import ApplicationForm
from handlers.applications.application_steps import NAME
from handlers.applications.application_words import ask
from handlers.applications.resubmission import answers_of, returned, told_missing
from handlers.dates import moment
from handlers.form_state import Filling
from handlers.forms import applying_words
from handlers.forms.drafts import begin_draft, filling_of
from handlers.forms.engine import begin
from handlers.forms.open_form import Opened, left, open_form, opened, shown
from handlers.forms.spec import Answers
from handlers.identity.actors import Contractor
from handlers.identity.who import contractor, staff_of
from handlers.messages import Reply, Text
from handlers.texts import applying as texts
from handlers.texts import casework as case_texts
from handlers.texts import forms as form_texts
from handlers.texts.status import not_found
from handlers.turn import Outcome, Transaction, Turn, say
from handlers.values.application_numbers import numbers_in, without_numbers
from handlers.values.words import plain
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Offer, Part, Sentence
from policy_kb.roles import PassageRole
from store.queries.contracts import contracts_of
from store.queries.drafts import draft_about
from store.queries.status import application_of_firm
from store.states import ContractState
from store.tables.applications import Application, Draft
from store.work import Work


class Applications:
    """The router of the words that begin an application, and the dialogue that questions lead to."""

    vocabulary = applying_words.VOCABULARY

    def __init__(self, kb: PolicyKB, form: ApplicationForm) -> None:
        self._kb = kb
        self._form = form

    async def __call__(self, turn: Turn) -> Transaction | None:
        """Answer a message that is nothing but the wish to apply or to mend; anything else is for others."""
        content = turn.inbound.content
        if not isinstance(content, Text) or turn.inbound.person.traits.is_office_door:
            return None
        words = plain(without_numbers(content.reading))
        if turn.session.reporting and words not in applying_words.COMMANDS:
            return None  # only these very words are plainly another matter than the report
        return self._by_words(words, turn, numbers_in(content.reading))

    def _by_words(self, words: str, turn: Turn, numbers: tuple[str, ...]) -> Transaction | None:
        if applying_words.RESUBMISSION.fullmatch(words):
            return Transaction(lambda work: self._resubmit(work, turn, numbers))
        if words in applying_words.LINK_ALONE and turn.session.form is None:
            return Transaction(lambda work: self._with_contractor(work, turn, self._link))
        if applying_words.ANEW.fullmatch(words):
            return Transaction(lambda work: self._with_contractor(work, turn, self._begin))
        is_begun = applying_words.BEGIN.fullmatch(words) and not applying_words.STEPS.search(words)
        return self.apply(turn) if is_begun and not _may_answer(words, turn) else None

    def apply(self, turn: Turn) -> Transaction:
        """Go on with the form that is open, offer the draft that there is, or begin."""
        return Transaction(lambda work: self._with_contractor(work, turn, self._apply))

    def _with_contractor(
        self, work: Work, turn: Turn, go_on: Callable[[Work, Turn, Contractor], Outcome]
    ) -> Outcome:
        person = turn.inbound.person
        actor = contractor(work, person)
        if actor is not None:
            return go_on(work, turn, actor)
        if staff_of(work, person) is not None:
            return left(turn, say(texts.STAFF_ACCOUNT, kind=AnswerKind.APPLY))
        told = self._unbound()
        # They have an 意向登记 open then, which goes on below.
        return left(turn, told) if turn.session.form is None else Outcome((told,), turn.session)

    def _unbound(self) -> Reply:
        """Who may apply, in the measure's words; the way to binding, and for everybody else to 意向登记."""
        quotation = self._kb.role(PassageRole.WHO_APPLIES)
        quoted: tuple[Part, ...] = (Sentence(text=texts.WHO_APPLIES), quotation) if quotation else ()
        parts = (Sentence(text=texts.NOT_BOUND), *quoted, Sentence(text=texts.NOT_A_CONTRACTOR))
        citations = (quotation.citation,) if quotation else ()
        offers = (ask(texts.BIND), ask(texts.INTENTION))
        return Reply(parts=parts, kind=AnswerKind.APPLY, citations=citations, offers=offers)

    def _apply(self, work: Work, turn: Turn, actor: Contractor) -> Outcome:
        talk = turn.session.form
        if talk is not None and talk.form == NAME:
            found = open_form(work, self._form, talk.draft, actor.person)
            if isinstance(found, Opened):
                return shown(found, (), turn)
        draft = self._form.draft_of(work, actor.person)
        return self._begin(work, turn, actor) if draft is None else left(turn, _there(draft))

    def _link(self, work: Work, turn: Turn, actor: Contractor) -> Outcome:
        """The draft is opened again with a link to the upload page for it."""
        draft = self._form.draft_of(work, actor.person)
        if draft is None:
            return left(turn, say(form_texts.NO_DRAFT, kind=AnswerKind.APPLY, offers=(ask(texts.APPLY),)))
        said = self._form.special(work, draft, filling_of(draft), actor.person, texts.UPLOAD_LINK)
        return shown(opened(work, self._form, draft, actor.person), said or (), turn)

    def _begin(self, work: Work, turn: Turn, actor: Contractor) -> Outcome:
        """The form at its first question; a firm's only contract is not asked for."""
        contracts = contracts_of(work, actor.firm_id, ContractState.ACTIVE)
        if not contracts:
            return left(turn, say(texts.NO_CONTRACT, kind=AnswerKind.APPLY))
        known: Answers = {"contract": contracts[0].id} if len(contracts) == 1 else {}
        draft = begin_draft(
            work,
            actor.person,
            Filling(answers=dict(known)),
            form=NAME,
            version=self._form.newest,
            firm_id=actor.firm_id,
        )
        said: list[Part] = [Sentence(text=texts.BEGUN)]
        if len(contracts) == 1:
            label = texts.contract_label(project=contracts[0].project, number=contracts[0].number)
            said.append(Sentence(text=texts.only_contract(label=label)))
        return shown(opened(work, self._form, draft, actor.person), said, turn)

    def _resubmit(self, work: Work, turn: Turn, numbers: tuple[str, ...]) -> Outcome:
        return self._with_contractor(
            work, turn, lambda _work, _turn, actor: self._returned(work, turn, actor, numbers)
        )

    def _returned(self, work: Work, turn: Turn, actor: Contractor, numbers: tuple[str, ...]) -> Outcome:
        for number in numbers:
            if application_of_firm(work, actor.firm_id, number) is None:
                return left(turn, say(not_found(number=number), kind=AnswerKind.APPLY))
        found = [one for one in returned(work, actor.firm_id) if not numbers or one.number in numbers]
        if not found:
            return left(turn, say(texts.NOTHING_TO_RESUBMIT, kind=AnswerKind.APPLY))
        if len(found) > 1:
            offers = tuple(_resubmission_offer(one) for one in found)
            return left(turn, say(texts.WHICH_TO_RESUBMIT, kind=AnswerKind.APPLY, offers=offers))
        return self._open_resubmission(work, turn, actor, found[0])

    def _open_resubmission(self, work: Work, turn: Turn, actor: Contractor, sent: Application) -> Outcome:
        draft = draft_about(work, NAME, actor.firm_id, sent.number) or self._resubmission_draft(work, actor, sent)
        said = (
            Sentence(text=texts.missing_told(told=told_missing(work, sent))),
            Sentence(text=texts.RESUBMIT_HOW),
        )
        return shown(opened(work, self._form, draft, actor.person), said, turn)

    def _resubmission_draft(self, work: Work, actor: Contractor, sent: Application) -> Draft:
        """The old values, the old files; what the list asks and is not there is asked for."""
        draft = begin_draft(
            work,
            actor.person,
            Filling(answers=answers_of(work, sent)),
            form=NAME,
            version=self._form.version_for(sent.form_version),
            firm_id=actor.firm_id,
            subject=sent.number,
        )
        filling = filling_of(draft)
        form = self._form.form(work, draft, filling, actor.person)
        draft.data = begin(form, filling.answers).to_json()
        return draft


def _may_answer(words: str, turn: Turn) -> bool:
    """Whether the words name a kind of money while the form is open, which may be asking for it."""
    is_open = turn.session.form is not None and turn.session.form.form == NAME
    return is_open and any(word in words for names in applying_words.KIND_WORDS.values() for word in names)


def _there(draft: Draft) -> Reply:
    about = f"（{draft.subject}）" if draft.subject else ""
    told = texts.draft_there(about=about, changed=moment(draft.updated_at))
    return say(told, kind=AnswerKind.APPLY, offers=(ask(texts.GO_ON), ask(texts.ANEW)))


def _resubmission_offer(sent: Application) -> Offer:
    offer = ask(texts.MEND, sent.number)
    return replace(offer, label=f"{sent.number} {case_texts.KINDS[sent.kind]}")
