"""The application's form in the dialogue: who may fill it in, its files, and how it is sent or sent again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from handlers.applications.application_steps import (
    FILES,
    NAME,
    VERSIONS,
    ApplicationData,
    Build,
    Surroundings,
    files_under,
    item_of,
)
from handlers.applications.application_words import DeclarationOf, send_words, sent_parts
from handlers.casework.perform import Declaration, SubmitFields, check_amount, check_kind, resubmit, submit
from handlers.form_state import Filling
from handlers.forms import applying_words
from handlers.forms.attachments import Received, Rejection
from handlers.forms.form_kind import Ending, FormKind
from handlers.forms.moving import ahead, step_of
from handlers.forms.spec import Answers, Form
from handlers.identity.actors import Contractor
from handlers.identity.who import contractor
from handlers.materials.handing_in import (
    Materials,
    attach,
    checklist,
    materials_of_application,
    materials_of_draft,
    take_out,
)
from handlers.messages import Person
from handlers.rendering.reasons import reason_parts
from handlers.results import Refused
from handlers.texts import applying as texts
from handlers.texts import casework as case_texts
from handlers.texts import forms as form_texts
from handlers.texts import materials as material_texts
from handlers.values.reading import Stored
from handlers.values.words import plain
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Part, Sentence
from store.queries.applications import application_numbered
from store.queries.contracts import contracts_of
from store.queries.drafts import newest_draft
from store.states import ContractState, Kind
from store.tables.applications import Draft, Material
from store.tables.contracts import Contract
from store.work import Work

_MORE_THAN_ANY = 10**15
"""Fen: what is said against it is what the contract leaves."""


class ApplicationForm(FormKind):
    """Without `materials` no files can be handed in."""

    name = NAME
    title = texts.TITLE
    kind = AnswerKind.APPLY
    again = texts.BEGIN_WORDS
    keeps = ()  # what is submitted belongs to the archive (Article 8)

    def __init__(
        self, kb: PolicyKB, materials: Materials | None, *, versions: Mapping[int, Build] = VERSIONS
    ) -> None:
        self._kb = kb
        self._materials = materials
        self._versions = versions
        self._declaration = DeclarationOf(kb)

    @property
    def newest(self) -> int:
        """The version that new drafts are begun with."""
        return max(self._versions)

    def version_for(self, version: int) -> int:
        """The version that an application was filled in on, while it is kept; else the newest."""
        return version if version in self._versions else self.newest

    def draft_of(self, work: Work, person: Person) -> Draft | None:
        """The firm's newest draft: everybody bound to it goes on with it."""
        actor = contractor(work, person)
        if actor is None:
            return None
        return newest_draft(
            work, NAME, channel=person.channel.value, address=person.address, firm_id=actor.firm_id
        )

    def barred(self, work: Work, draft: Draft, person: Person) -> tuple[Part, ...]:
        """Who is not bound, or bound to another firm, sees nothing of it."""
        actor = contractor(work, person)
        if actor is None:
            return (Sentence(text=texts.UNBOUND_NOW),)
        return () if actor.firm_id == draft.firm_id else (Sentence(text=texts.OTHER_FIRM),)

    def form(self, work: Work, draft: Draft, filling: Filling, person: Person) -> Form:
        """The form of the draft's version, over the contracts, the list and the files as they are now."""
        kind, contract = _kind(filling.answers), _contract(work, filling.answers)
        around = Surroundings(
            title=self._title(draft, filling.answers),
            contracts=contracts_of(work, draft.firm_id or 0, ContractState.ACTIVE),
            items=checklist(work, kind) if kind else (),
            files=_files(work, draft),
            send=send_words(person.channel, self._materials),
            takes_files=self._materials is not None,
            check_kind=lambda stored: self._check_kind(work, contract, stored),
            check_amount=lambda stored: self._check_amount(work, contract, kind, stored),
            declaration=self._declaration.parts,
            cited=self._declaration.cited,
            is_resubmission=bool(draft.subject),
        )
        return self._versions[draft.form_version](around)

    def mark(self, work: Work, draft: Draft) -> str:
        """A digest over the digests of the files, in order."""
        digests = [file.sha256 for file in _files(work, draft)]
        return hashlib.sha256("".join(digests).encode()).hexdigest()[:16] if digests else ""

    def special(
        self, work: Work, draft: Draft, filling: Filling, person: Person, words: str
    ) -> tuple[Part, ...] | None:
        """最多多少 is told by the contract; 上传链接 gives a link; 删除 2 takes a file out of its step."""
        actor, kind = contractor(work, person), _kind(filling.answers)
        if actor is None or kind is None:
            return None
        said = plain(words)
        if filling.asking == "amount" and applying_words.HOW_MUCH.fullmatch(said):
            return self._check_amount(work, _contract(work, filling.answers), kind, _MORE_THAN_ANY) or None
        if said in applying_words.LINK_WORDS:
            link = texts.NO_LINK
            if self._materials is not None:
                link = self._materials.invite(work, draft=draft, kind=kind, by=actor)
            return (Sentence(text=link),)
        found = applying_words.TAKE_OUT.fullmatch(said)
        if found is None:
            return None
        if not filling.asking.startswith(FILES):
            return (Sentence(text=texts.TAKE_OUT_HOW),)
        return self._take_out(work, draft, filling, actor, int(found["place"]))

    def attach(
        self, work: Work, draft: Draft, filling: Filling, person: Person, received: Received
    ) -> tuple[Part, ...]:
        """Tie the file to the item that is asked."""
        actor = contractor(work, person)
        step = step_of(self.form(work, draft, filling, person), filling)
        if actor is None or step is None or not step.files:
            return (Sentence(text=form_texts.NO_MEDIA_NOW),)
        tied = attach(work, received, draft=draft, item=item_of(step.field), by=actor)
        if isinstance(tied, Rejection):
            return (Sentence(text=tied.text),)
        return (Sentence(text=material_texts.received(name=tied.name, count=len(_files(work, draft)))),)

    def finish(self, work: Work, draft: Draft, filling: Filling, form: Form, person: Person) -> Ending:
        """Submit, or submit again; refused, everything stays and the reasons are said."""
        actor, number = contractor(work, person), draft.subject
        answers = {name: value for name, value in filling.answers.items() if not name.startswith("file:")}
        data = ApplicationData.model_validate(answers)
        assert actor is not None
        fields = self._fields(work, draft, data)
        kb = self._kb
        result = resubmit(work, actor, number, fields, kb=kb) if number else submit(work, actor, fields, kb=kb)
        if isinstance(result, Refused):
            said = (Sentence(text=texts.REFUSED), *reason_parts(self._kb, result.reasons))
            return Ending(said, filling=ahead(form, filling))
        return sent_parts(work, self._kb, result, is_resubmission=bool(number))

    def _fields(self, work: Work, draft: Draft, data: ApplicationData) -> SubmitFields:
        collected = {"purpose": data.purpose, "contact": data.contact, "phone": data.phone}
        return SubmitFields(
            contract_id=data.contract,
            kind=data.kind,
            amount=data.amount,
            data=json.dumps(collected, ensure_ascii=False),
            form_version=draft.form_version,
            declaration=Declaration(
                words=self._declaration.words,
                confirmed_at=work.now,
                sha256=tuple(dict.fromkeys(file.sha256 for file in _files(work, draft))),
            ),
            draft_id=draft.id,
        )

    def _title(self, draft: Draft, answers: Answers) -> str:
        kind = _kind(answers)
        if not draft.subject or kind is None:
            return texts.TITLE
        return texts.resubmission_title(number=draft.subject, kind=case_texts.KINDS[kind.value])

    def _check_kind(self, work: Work, contract: Contract | None, stored: Stored) -> tuple[Part, ...]:
        reasons = check_kind(work, contract, Kind(str(stored))) if contract else ()
        return reason_parts(self._kb, reasons)

    def _check_amount(
        self, work: Work, contract: Contract | None, kind: Kind | None, stored: Stored
    ) -> tuple[Part, ...]:
        if contract is None or kind is None or not isinstance(stored, int):
            return ()
        return reason_parts(self._kb, check_amount(work, contract, kind, stored))

    def _take_out(
        self, work: Work, draft: Draft, filling: Filling, actor: Contractor, place: int
    ) -> tuple[Part, ...]:
        """Only what came with this draft: what was submitted before stays."""
        kind = _kind(filling.answers)
        items = checklist(work, kind) if kind else ()
        listed = files_under(items, _files(work, draft), item_of(filling.asking))
        chosen = listed[place - 1] if 0 < place <= len(listed) else None
        if chosen is None or not take_out(work, chosen.id, draft=draft, by=actor):
            return (Sentence(text=texts.NO_SUCH_FILE),)
        return (Sentence(text=texts.taken_out(name=chosen.name)),)


def _kind(answers: Answers) -> Kind | None:
    stored = answers.get("kind")
    return Kind(stored) if isinstance(stored, str) else None


def _contract(work: Work, answers: Answers) -> Contract | None:
    stored = answers.get("contract")
    return work.get(Contract, stored) if isinstance(stored, int) else None


def _files(work: Work, draft: Draft) -> list[Material]:
    """What was submitted before, where this draft resubmits an application, and what came with the draft."""
    sent = application_numbered(work, draft.subject) if draft.subject else None
    before = materials_of_application(work, sent.id) if sent else []
    return before + materials_of_draft(work, draft.id)
