"""What a firm's letters say, filled in from a draft or an application: to be printed, checked and stamped."""

from __future__ import annotations

import json
from collections.abc import Mapping

from msgspec import Struct

from handlers.applications.application_words import DeclarationOf
from handlers.forms.drafts import filling_of
from handlers.texts import casework as words
from handlers.texts import letters as texts
from handlers.values.reading import Stored
from policy_kb.kb import PolicyKB
from store.queries.applications import application_numbered
from store.queries.materials import materials_of_application, materials_of_draft
from store.queries.status import Owned
from store.states import Kind
from store.tables.applications import Draft
from store.tables.contracts import Contract
from store.tables.people import Firm
from store.work import Work


class Letter(Struct, frozen=True):
    """The words of 拨付申请书 and 承诺书. Not entered is a blank; `number` is empty before the submission."""

    firm: str
    credit_code: str
    number: str
    applies: str
    purpose: str
    contact: str
    phone: str
    pledges: str
    declaration: str
    enclosures: tuple[str, ...]  # names of the files handed in


class _Entered(Struct, frozen=True):
    """What a draft and an application have alike."""

    number: str
    answers: Mapping[str, Stored]
    contract: Contract | None
    files: tuple[str, ...]


def letter_of_application(work: Work, kb: PolicyKB, owned: Owned, firm: Firm) -> Letter:
    """The letter of what was submitted."""
    application, contract = owned
    answers: dict[str, Stored] = json.loads(application.data or "{}")
    known = {**answers, "kind": application.kind, "amount": application.amount}
    names = tuple(file.name for file in materials_of_application(work, application.id))
    return _letter(kb, firm, _Entered(application.number, known, contract, names))


def letter_of_draft(work: Work, kb: PolicyKB, draft: Draft, firm: Firm) -> Letter:
    """The letter of what was entered so far."""
    answers = filling_of(draft).answers
    chosen = answers.get("contract")
    contract = work.get(Contract, chosen) if isinstance(chosen, int) else None
    sent = application_numbered(work, draft.subject) if draft.subject else None
    before = materials_of_application(work, sent.id) if sent else []
    names = tuple(file.name for file in (*before, *materials_of_draft(work, draft.id)))
    return _letter(kb, firm, _Entered(draft.subject, answers, contract, names))


def _letter(kb: PolicyKB, firm: Firm, entered: _Entered) -> Letter:
    answers, contract = entered.answers, entered.contract
    named, project = (contract.number, contract.project) if contract else ("", "")
    kind, amount = _kind(answers), _amount(answers)
    return Letter(
        firm=firm.name,
        credit_code=firm.credit_code,
        number=entered.number,
        applies=kb.written_out(texts.applies(contract=named, project=project, kind=kind, amount=amount)),
        purpose=texts.used_for(purpose=_said(answers, "purpose")),
        contact=_said(answers, "contact") or texts.BLANK,
        phone=_said(answers, "phone") or texts.BLANK,
        pledges=texts.pledges_for(contract=named, kind=kind, amount=amount),
        declaration=DeclarationOf(kb).statement,
        enclosures=entered.files,
    )


def _kind(answers: Mapping[str, Stored]) -> str:
    stored = _said(answers, "kind")
    return words.KINDS[Kind(stored).value] if stored else ""


def _amount(answers: Mapping[str, Stored]) -> int | None:
    stored = answers.get("amount")
    return stored if isinstance(stored, int) else None


def _said(answers: Mapping[str, Stored], name: str) -> str:
    stored = answers.get(name)
    return stored if isinstance(stored, str) else ""
