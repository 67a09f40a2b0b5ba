"""Applications that come in on paper, as actions: submitted by the rules of the chat, for the contractor."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from handlers.applications.application_steps import VERSIONS
from handlers.casework.incoming_papers import label_of, paper_named, paper_reasons
from handlers.casework.missing import missing_items
from handlers.casework.papers import papers_of
from handlers.casework.perform import (
    Declaration,
    SubmitFields,
    check_amount,
    check_kind,
    correct,
    early_reasons,
    resubmit,
    submit,
)
from handlers.casework.submission import scans_to_send
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName, Subject
from handlers.forms.spec import Answers
from handlers.identity.actors import StaffMember
from handlers.materials.handing_in import checklist, materials_of_application
from handlers.results import Done, Reason, Result, Source
from handlers.staff.actions import submission_fields as fields
from handlers.staff.actions import typed_words
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.table_actions import key_of
from handlers.staff.actions.targets import Target, application_target
from handlers.staff.cards.checklist_card import checklist_lines
from handlers.texts import desk as texts
from handlers.texts import incoming, refusals
from handlers.values.reading import Stored
from handlers.values.words import bare
from policy_kb.expressions import lazy_compile
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.queries.applications import application_numbered
from store.states import EntryKind, Kind
from store.tables.applications import Application, ChecklistItem
from store.tables.incoming import IncomingPaper
from store.work import Work

_FIGURES = lazy_compile(r"\d{1,3}")
_PAPERS, _PAPER = "papers", "paper"


class _Submission:
    """An application for one kind of money."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind

    def run(self, visit: Acting, target: Target, given: Model | None, _seen: int | None) -> Result:
        assert isinstance(given, fields.SubmissionFields)
        said = {"purpose": given.purpose, "contact": given.contact, "phone": given.phone}
        label = visit.kb.label(PassageRole.DECLARATION)
        sending = _sending(visit.work, target, self._kind, given, amount=given.amount, said=said, label=label)
        return submit(visit.work, visit.member, sending, kb=visit.kb)

    def against(self, work: Work, _member: StaffMember, target: Target) -> tuple[Reason, ...]:
        return check_kind(work, target.contract, self._kind)

    def note(self, work: Work, _target: Target) -> str:
        return "\n".join(checklist_lines(work, self._kind))

    def check(
        self, work: Work, _member: StaffMember, target: Target, answers: Answers, field: str
    ) -> tuple[Reason, ...]:
        stored = answers[field]
        return _against_answer(work, target, self._kind, field, stored)


def _resubmit(visit: Acting, target: Target, given: Model | None, _seen: int | None) -> Result:
    assert isinstance(given, fields.ResubmissionFields)
    sent = _sent(target)
    amount = sent.amount if given.amount is None else given.amount
    said: dict[str, str] = json.loads(sent.data or "{}")
    label = visit.kb.label(PassageRole.DECLARATION)
    sending = _sending(visit.work, target, Kind(sent.kind), given, amount=amount, said=said, label=label)
    return resubmit(visit.work, visit.member, sent.number, sending, kb=visit.kb)


def _against_resubmission(work: Work, member: StaffMember, target: Target) -> tuple[Reason, ...]:
    return early_reasons(work, member, ActName.RESUBMIT, target.number)


def _list_for_resubmission(work: Work, target: Target) -> str:
    return "\n".join(checklist_lines(work, Kind(_sent(target).kind)))


def _check_resubmission(
    work: Work, _member: StaffMember, target: Target, answers: Answers, field: str
) -> tuple[Reason, ...]:
    return _against_answer(work, target, Kind(_sent(target).kind), field, answers[field])


def _correct(visit: Acting, target: Target, given: Model | None, _seen: int | None) -> Result:
    assert isinstance(given, fields.CorrectionFields)
    sent = _sent(target)
    said = {"purpose": given.purpose, "contact": given.contact, "phone": given.phone}
    label = visit.kb.label(PassageRole.DECLARATION)
    sending = _sending(visit.work, target, Kind(sent.kind), given, amount=given.amount, said=said, label=label)
    return correct(visit.work, visit.member, sent.number, sending, kb=visit.kb)


def _against_correction(work: Work, member: StaffMember, target: Target) -> tuple[Reason, ...]:
    return early_reasons(work, member, ActName.CORRECT_ENTRY, target.number)


def _against_answer(work: Work, target: Target, kind: Kind, field: str, stored: Stored) -> tuple[Reason, ...]:
    """What can be refused of a field is refused before the next is typed."""
    if field == "amount" and isinstance(stored, int):
        return check_amount(work, target.contract, kind, stored)
    if field == _PAPER:
        return tuple(paper_reasons(work, str(stored), EntryKind.SUBMISSION, target.contract, target.application))
    return _lacking(work, kind, target.application, str(stored)) if field == _PAPERS else ()


def _sending(
    work: Work,
    target: Target,
    kind: Kind,
    given: fields.PaperFields,
    *,
    amount: int,
    said: Mapping[str, str],
    label: str,
) -> SubmitFields:
    """What the form of the chat would have collected; the declaration is the stamped paper that came in.

    A number that nobody registered names no paper: the act says so.
    """
    items = _named(checklist(work, kind), given.papers)
    taken = tuple(item.label for item in items) or tuple(filter(None, (given.papers,)))
    sent = target.application
    files = [*(materials_of_application(work, sent.id) if sent else ()), *scans_to_send(work, given.paper)]
    paper = paper_named(work, given.paper)
    return SubmitFields(
        contract_id=target.contract.id,
        kind=kind,
        amount=amount,
        data=json.dumps(said, ensure_ascii=False),
        form_version=max(VERSIONS),
        declaration=Declaration(
            words=texts.on_paper(
                label=label, paper=_named_paper(paper) if paper else "", signer=given.signer, taken=taken
            ),
            confirmed_at=work.now,
            sha256=tuple(dict.fromkeys(file.sha256 for file in files)),
            on_paper=True,
        ),
        papers=tuple(item.code for item in items),
        paper=given.paper,
    )


def _named_paper(paper: IncomingPaper) -> str:
    return incoming.on_paper(title=paper.title, number=label_of(paper), on=paper.dated_on)


def _named(items: Sequence[ChecklistItem], words: str) -> tuple[ChecklistItem, ...]:
    """全部, or the places that stand in the words; none where they name no place of the list."""
    if bare(words) in typed_words.ALL_ITEMS:
        return tuple(items)
    places = {int(found) for found in _FIGURES.findall(words)} if typed_words.PLACES.fullmatch(words) else set()
    return tuple(item for place, item in enumerate(items, start=1) if place in places)


def _lacking(work: Work, kind: Kind, sent: Application | None, words: str) -> tuple[Reason, ...]:
    """Places that the list does not have, and required items that were not handed in, now or before."""
    items = checklist(work, kind)
    if not items:
        return ()
    named = _named(items, words)
    figures = {int(found) for found in _FIGURES.findall(words)}
    is_read = bare(words) in typed_words.ALL_ITEMS or typed_words.PLACES.fullmatch(words)
    if not is_read or len(named) < len(figures):
        return (Reason(texts.papers_how(count=len(items)), Source.SYSTEM),)
    before = papers_of(work, sent.id) if sent else frozenset[str]()
    files = materials_of_application(work, sent.id) if sent else []
    missing = missing_items(work, kind, files, before | {item.code for item in named})
    labels = tuple(item.label for item in missing)
    return (Reason(refusals.missing_items(labels=labels), Source.OFFICE),) if labels else ()


def _sent(target: Target) -> Application:
    assert target.application is not None
    return target.application


def _made(work: Work, _target: Target, done: Done) -> Target:
    application = application_numbered(work, done.subject)
    assert application is not None
    return application_target(work, application)


def _submission(kind: Kind) -> Action:
    row, made = TABLE[ActName.SUBMIT], _Submission(kind)
    label = texts.submission_label(label=row.staff_words, kind=kind)
    return Action(
        key=f"submit.{kind.value}",
        label=label,
        words=(label, row.staff_words, *typed_words.SUBMIT),
        subject=Subject.CONTRACT,
        row=row,
        fields=fields.SubmissionFields,
        run=made.run,
        against=made.against,
        note=made.note,
        noted=_PAPERS,
        reminder=lambda _work, _target: texts.SENDER_NEVER_ACCEPTS,
        check=made.check,
        after=_made,
    )


SUBMISSION_ACTIONS: tuple[Action, ...] = tuple(map(_submission, Kind))

RESUBMISSION_ACTION = Action(
    key=key_of(ActName.RESUBMIT),
    label=TABLE[ActName.RESUBMIT].staff_words,
    words=(TABLE[ActName.RESUBMIT].staff_words, *typed_words.RESUBMIT),
    subject=Subject.APPLICATION,
    row=TABLE[ActName.RESUBMIT],
    fields=fields.ResubmissionFields,
    run=_resubmit,
    against=_against_resubmission,
    note=_list_for_resubmission,
    noted=_PAPERS,
    reminder=lambda _work, _target: texts.SENDER_NEVER_ACCEPTS,
    check=_check_resubmission,
    waits=False,
)

CORRECTION_ACTION = Action(
    key=key_of(ActName.CORRECT_ENTRY),
    label=TABLE[ActName.CORRECT_ENTRY].staff_words,
    words=(TABLE[ActName.CORRECT_ENTRY].staff_words, *typed_words.CORRECT),
    subject=Subject.APPLICATION,
    row=TABLE[ActName.CORRECT_ENTRY],
    fields=fields.CorrectionFields,
    run=_correct,
    against=_against_correction,
    note=_list_for_resubmission,
    noted=_PAPERS,
    reminder=lambda _work, _target: texts.SENDER_NEVER_ACCEPTS,
    check=_check_resubmission,
)
