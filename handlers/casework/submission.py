"""Submitting an application, and again after 退回补正: every rule is applied before a clerk sees anything."""

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime

from handlers.casework.allowed import reasons_of
from handlers.casework.attempt import Attempt, Recorded, Transition, measure, office, system
from handlers.casework.authority import altered, denial
from handlers.casework.caps import applied_reasons
from handlers.casework.eligibility import applying_reasons
from handlers.casework.finishing import finish
from handlers.casework.incoming_papers import paper_named, paper_reasons
from handlers.casework.locating import hold_contract, locate, state_reason, unknown
from handlers.casework.missing import missing_items
from handlers.casework.paper_records import enter, settle_submissions
from handlers.casework.papers import papers_before, papers_of
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName
from handlers.dates import local_day
from handlers.identity.actors import Actor, StaffMember
from handlers.materials.handing_in import (
    hand_over,
    hand_over_scans,
    materials_of_application,
    materials_of_draft,
)
from handlers.results import Reason, Refused, Result
from handlers.texts import incoming as incoming_texts
from handlers.texts import refusals as texts
from policy_kb.kb import PolicyKB
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.queries.applications import application_numbered
from store.queries.incoming import scans_of
from store.queries.sealed_rows import rows_under
from store.states import EntryKind, EntryState, Kind, State
from store.tables.applications import Application, Draft, Material
from store.tables.contracts import Contract
from store.work import Work

_MILLION = 1_000_000

_SETTLED = {ActName.RESUBMIT: EntryState.REPLACED, ActName.CORRECT_ENTRY: EntryState.CLOSED}
"""What becomes of an entry that is not agreed to when the application is sent again."""


class Declaration(Model):
    """The sentence of Article 10 as it was confirmed word for word: when, and over which files.

    `on_paper`: `words` name the stamped paper that says so, and `confirmed_at` is when the counter recorded it.
    """

    words: str
    confirmed_at: datetime
    sha256: tuple[str, ...]
    on_paper: bool = False


class SubmitFields(Model):
    """What the form collected, `data` as JSON. The draft's materials go over with it, and the draft is erased.

    `papers` are the codes of the checklist's items that were handed in on paper; `paper` is the 收文号 of the one
    from which a member enters it for the firm, whose scans go over as well.
    """

    contract_id: int
    kind: Kind
    amount: int
    data: str
    form_version: int
    declaration: Declaration
    draft_id: int | None = None
    papers: tuple[str, ...] = ()
    paper: str = ""


def check_kind(work: Work, contract: Contract, kind: Kind) -> tuple[Reason, ...]:
    """Everything against applying for this kind now: forms ask it before people type."""
    return applying_reasons(work, contract, kind)


def check_amount(work: Work, contract: Contract, kind: Kind, fen: int) -> tuple[Reason, ...]:
    """Everything against this sum now."""
    return applied_reasons(work, contract, kind, fen)


def submit(work: Work, actor: Actor, fields: SubmitFields, *, kb: PolicyKB) -> Result:
    """Make an application of a draft; `Done.subject` is its 申请编号."""
    row = TABLE[ActName.SUBMIT]
    if reason := denial(work, actor, row):
        return Refused((reason,))
    contract = hold_contract(work, actor, fields.contract_id)
    if contract is None:
        return Refused((unknown(row),))
    if reason := altered(work, rows_under(work, contract)):
        return Refused((reason,))
    draft, files = _draft(work, contract, fields), _files(work, None, fields)
    if reasons := (
        *applying_reasons(work, contract, fields.kind),
        *_on_paper(work, actor, contract, None, fields),
        *_reasons(work, contract, fields, draft, files, papers=frozenset(fields.papers)),
    ):
        return Refused(reasons)
    application = work.add(_application(work, actor, contract, fields))
    attempt = Attempt(work, actor, row, contract, application=application, fields=fields)
    return _send(attempt, draft, State.DRAFT, _enter(attempt), kb)


def resubmit(work: Work, actor: Actor, number: str, fields: SubmitFields, *, kb: PolicyKB) -> Result:
    """Send a returned application again, mended; it keeps its number."""
    return _send_again(work, actor, TABLE[ActName.RESUBMIT], number, fields, kb=kb)


def correct(work: Work, actor: Actor, number: str, fields: SubmitFields, *, kb: PolicyKB) -> Result:
    """Enter anew from its paper what a second member sent back (退回更正)."""
    return _send_again(work, actor, TABLE[ActName.CORRECT_ENTRY], number, fields, kb=kb)


def _send_again(
    work: Work, actor: Actor, row: Transition, number: str, fields: SubmitFields, *, kb: PolicyKB
) -> Result:
    if reason := denial(work, actor, row):
        return Refused((reason,))
    attempt = locate(work, actor, row, number, fields)
    if attempt is None:
        return Refused((unknown(row),))
    sent, contract = attempt.sent, attempt.contract
    if reason := altered(work, rows_under(work, contract)) or state_reason(attempt, None) or _other(sent, fields):
        return Refused((reason,))
    draft, files = _draft(work, contract, fields), _files(work, sent, fields)
    against = (
        *applying_reasons(work, contract, fields.kind, but=sent),
        *reasons_of(attempt, (guard for guard in row.guards if guard.hides)),
        *_on_paper(work, actor, contract, sent, fields),
    )
    before = papers_before if row.act is ActName.CORRECT_ENTRY else papers_of
    papers = before(work, sent.id) | frozenset(fields.papers)
    if reasons := (*against, *_reasons(work, contract, fields, draft, files, papers=papers)):
        return Refused(reasons)
    came_from = State(sent.state)
    settle_submissions(attempt, _SETTLED[row.act])
    told = _enter(attempt)  # before the sums: a query would write these apart, as a version of its own
    sent.amount, sent.data, sent.form_version = fields.amount, fields.data, fields.form_version
    sent.declaration = fields.declaration.model_dump_json()
    return _send(attempt, draft, came_from, told, kb)


def _send(attempt: Attempt, draft: Draft | None, came_from: State, told: str, kb: PolicyKB) -> Result:
    if draft is not None:
        hand_over(attempt.work, draft.id, attempt.sent)
        attempt.work.session.flush()  # the files must have left the draft before it goes
        attempt.work.remove(draft)
    return finish(attempt, Recorded(State.SUBMITTED, told), came_from.value, kb)


def _enter(attempt: Attempt) -> str:
    """Note what a member entered for the firm, to be checked; what the firm is told of it."""
    paper = paper_named(attempt.work, attempt.given(SubmitFields).paper)
    if paper is None or not isinstance(attempt.actor, StaffMember):
        return ""
    enter(attempt, paper, EntryKind.SUBMISSION)
    hand_over_scans(attempt.work, paper.id, attempt.sent)
    return incoming_texts.entered_for_you(on=paper.dated_on)


def _on_paper(
    work: Work, actor: Actor, contract: Contract, sent: Application | None, fields: SubmitFields
) -> Iterator[Reason]:
    """Whoever sends for the firm does it from a paper that came in; the firm's own people need none."""
    if isinstance(actor, StaffMember):
        yield from paper_reasons(work, fields.paper, EntryKind.SUBMISSION, contract, sent)


def _reasons(
    work: Work,
    contract: Contract,
    fields: SubmitFields,
    draft: Draft | None,
    files: Sequence[Material],
    *,
    papers: frozenset[str],
) -> Iterator[Reason]:
    """What stands against the sum, the files and the declaration."""
    yield from applied_reasons(work, contract, fields.kind, fields.amount)
    if fields.draft_id is not None and draft is None:
        yield system(texts.DRAFT_GONE)
        return
    if missing := missing_items(work, fields.kind, files, papers):
        yield office(texts.missing_items(labels=tuple(item.label for item in missing)))
    if not fields.declaration.words:
        yield measure(texts.NOT_DECLARED, PassageRole.DECLARATION)
    elif set(fields.declaration.sha256) != {file.sha256 for file in files}:
        yield system(texts.FILES_CHANGED)


def _draft(work: Work, contract: Contract, fields: SubmitFields) -> Draft | None:
    """The draft, held; None where it was sent or erased meanwhile, or is another firm's."""
    draft = work.lock(Draft, fields.draft_id) if fields.draft_id is not None else None
    return draft if draft is not None and draft.firm_id == contract.firm_id else None


def _files(work: Work, sent: Application | None, fields: SubmitFields) -> list[Material]:
    there = materials_of_application(work, sent.id) if sent else []
    drafted = materials_of_draft(work, fields.draft_id) if fields.draft_id is not None else []
    return [*there, *drafted, *scans_to_send(work, fields.paper)]


def scans_to_send(work: Work, paper: str) -> list[Material]:
    """The scans that go over to the application with what is entered from the paper of this number."""
    found = paper_named(work, paper)
    return [one for one in scans_of(work, found.id) if one.application_id is None] if found else []


def _other(sent: Application, fields: SubmitFields) -> Reason | None:
    same = (sent.contract_id, sent.kind) == (fields.contract_id, fields.kind.value)
    return None if same else system(texts.OTHER_APPLICATION)


def _application(work: Work, actor: Actor, contract: Contract, fields: SubmitFields) -> Application:
    return Application(
        number=_new_number(work),
        contract_id=contract.id,
        kind=fields.kind.value,
        state=State.SUBMITTED.value,
        state_since=work.now,
        amount=fields.amount,
        approved=None,
        form_version=fields.form_version,
        data=fields.data,
        declaration=fields.declaration.model_dump_json(),
        submitted_at=work.now,
        submitted_by=actor.reference,
    )


def _new_number(work: Work) -> str:
    """Never a sequence: a number must not tell how many others there are."""
    while True:
        number = f"AZ-{local_day(work.now).year}-{secrets.randbelow(_MILLION):06d}"
        if application_numbered(work, number) is None:
            return number
