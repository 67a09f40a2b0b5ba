"""An act done by a form of the console: once, however often the form comes."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable

from msgspec import Struct

from handlers.casework.transitions import ActName, Subject
from handlers.rendering.reasons import reason_parts
from handlers.results import Done, Reason, Refused, Result, Source
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.table_actions import key_of
from handlers.staff.actions.target_words import state_label, title_of
from handlers.staff.actions.targets import Target
from handlers.texts import console_actions as texts
from policy_kb.kb import PolicyKB
from policy_kb.models import Model, Part, Sentence
from policy_kb.roles import PassageRole
from store.queries.form_claims import claim_form, claim_of, opened_by, outcome_named, sealed_for
from store.tables.form_claims import FormClaim
from store.work import Work

_TOKEN_BYTES = 18


class Warned(Model):
    """A reason that did not keep the act from being done."""

    text: str
    source: Source
    role: PassageRole | None = None


class Outcome(Model):
    """What an act came to, as it is kept with the claim of its form. `shown` is sealed."""

    action: str
    subject: Subject
    number: str
    name: str
    state: str
    warnings: tuple[Warned, ...] = ()
    shown: str = ""
    digest: str = ""


class SentForm(Struct, frozen=True):
    """A form by its token, with a `digest` of what was filled in: filled in otherwise it is another."""

    token: str
    digest: str


class Receipt(Struct, frozen=True):
    """`reference` names the outcome on the next page; `shown` is for whoever has the form, such as a code."""

    reference: str
    outcome: Outcome
    shown: str


def submit_once(
    visit: Acting, action: Action, target: Target, sent: SentForm, run: Callable[[], Result]
) -> Receipt | Refused:
    """Do the act and claim its form with it; a form that was carried out gives what it came to."""
    work = visit.work

    def outcome(done: Done) -> Outcome:
        return _outcome(work, action.key, action.after(work, target, done), done, sent)

    return claim_once(visit, sent, run, outcome)


def claim_once(
    visit: Acting, sent: SentForm, run: Callable[[], Result], outcome_of: Callable[[Done], Outcome]
) -> Receipt | Refused:
    """The same for a form of a page of its own, which says itself what it came to."""
    work = visit.work
    claim, is_new = claim_form(work, sent.token, visit.member.id)
    if not is_new:
        return _came_to(visit, claim, sent)
    result = run()
    if isinstance(result, Refused):
        work.remove(claim)
        return result
    outcome = outcome_of(result)
    claim.outcome = outcome.model_dump_json()
    return Receipt(claim.reference, outcome, result.shown)


def outcome_on(work: Work, act: ActName, now: Target, done: Done, sent: SentForm) -> Outcome:
    """What an act that has a page of its own came to."""
    return _outcome(work, key_of(act), now, done, sent)


def earlier_receipt(visit: Acting, sent: SentForm) -> Receipt | Refused | None:
    """What a form came to when it came before; None where it did not."""
    claim = claim_of(visit.work, sent.token)
    return _came_to(visit, claim, sent) if claim else None


def _came_to(visit: Acting, claim: FormClaim, sent: SentForm) -> Receipt | Refused:
    if claim.staff_id != visit.member.id:
        return Refused((Reason(texts.OTHERS_FORM, Source.SYSTEM),))
    outcome = Outcome.model_validate_json(claim.outcome)
    if outcome.digest != sent.digest:
        return Refused((Reason(texts.SENT_OTHERWISE, Source.SYSTEM),))
    return Receipt(claim.reference, outcome, opened_by(visit.work, sent.token, outcome.shown))


def form_token(visit: Acting, action: Action, target: Target) -> str:
    """The token of a new form; of an act that makes a new version, the same for whoever opens it twice on one.

    So two windows on one case do one thing. What has no version can be done again, and each form stands alone.
    """
    if not (action.row.moves and action.row.on is target.subject and target.row is not None):
        return secrets.token_urlsafe(_TOKEN_BYTES)
    key = visit.work.keys.derive("form tokens")
    named = json.dumps([visit.member.id, action.key, target.subject.value, target.number, target.version])
    return hmac.digest(key, named.encode(), "sha256").hex()


def told_outcome(work: Work, reference: str, staff_id: int) -> Outcome | None:
    """What the member's form came to that a page names."""
    claim = outcome_named(work, reference, staff_id)
    return Outcome.model_validate_json(claim.outcome) if claim else None


def outcome_parts(kb: PolicyKB, catalogue: Catalogue, outcome: Outcome) -> tuple[Part, ...]:
    """What the member reads of it afterwards, with what they were warned of."""
    label = catalogue.label_of_key(outcome.action)
    said = texts.recorded(label=label, name=outcome.name, state=kb.written_out(outcome.state))
    warnings = (Reason(one.text, one.source, one.role) for one in outcome.warnings)
    return (Sentence(text=said), *reason_parts(kb, warnings))


def _outcome(work: Work, key: str, now: Target, done: Done, sent: SentForm) -> Outcome:
    return Outcome(
        action=key,
        subject=now.subject,
        number=now.number,
        name=title_of(now),
        state=state_label(work, now),
        warnings=tuple(Warned(text=one.text, source=one.source, role=one.role) for one in done.warnings),
        shown=sealed_for(work, sent.token, done.shown),
        digest=sent.digest,
    )
