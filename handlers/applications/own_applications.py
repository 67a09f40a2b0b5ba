"""A firm's own applications as pages: the list of them, and one with its course, its files and what to mend."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from handlers.applications.own_drafts import ListedDraft, listed_drafts
from handlers.applications.receipts import piles_of_application
from handlers.applications.resubmission import told_missing
from handlers.applications.return_notices import debts
from handlers.applications.status_reply import Standing, StatusParts, offers_of, parts_of, read_standing
from handlers.applications.timeline import ComingStep, PastStep, coming_steps, past_steps
from handlers.applications.told import told_since, told_state
from handlers.casework.papers import papers_of
from handlers.casework.perform import apply_row
from handlers.casework.state_words import STATE_WORDS
from handlers.casework.table import ENDED
from handlers.casework.transitions import ActName
from handlers.identity.actors import Contractor
from handlers.materials.piles import Pile
from handlers.notices.records import Told, note_seen, notices_of
from handlers.results import Done, Refused
from handlers.texts import casework as words
from policy_kb.kb import PolicyKB
from policy_kb.models import Offer
from store.audit.vouching import is_intact
from store.queries.contact_phones import phone_of
from store.queries.status import Owned, application_of_firm, applications_of_firm
from store.states import State
from store.tables.applications import Material
from store.tables.people import Binding, Firm
from store.work import Work


class ListedApplication(Struct, frozen=True):
    """One line of the list. `is_waiting`: for the firm itself."""

    number: str
    kind: str
    project: str
    amount: int  # fen
    state: str
    since: datetime
    is_waiting: bool
    has_ended: bool


class OwnApplications(Struct, frozen=True):
    """Everything of the firm's; `debts` are the notices to pay back that are not settled."""

    firm: str
    debts: tuple[str, ...]
    applications: tuple[ListedApplication, ...]
    drafts: tuple[ListedDraft, ...]
    phone: str  # that whoever looks left for 电话告知


class OwnApplication(Struct, frozen=True):
    """One application with all that its contractor may see of it."""

    firm: Firm
    standing: Standing
    told: StatusParts
    missing: tuple[str, ...]  # what is to be mended, an item each; empty where nothing is
    past: tuple[PastStep, ...]
    coming: tuple[ComingStep, ...]
    piles: tuple[Pile, ...]
    papers: frozenset[str]  # codes of the items that the counter has on paper
    offers: tuple[Offer, ...]
    notices: tuple[Told, ...]  # what the firm was told of it, the oldest first
    unseen: tuple[Told, ...]  # those that whoever looks has not had before them yet

    @property
    def files(self) -> tuple[Material, ...]:
        """All files, in the order of the piles."""
        return tuple(file for pile in self.piles for file in pile.files)


def own_applications(work: Work, actor: Contractor) -> OwnApplications:
    """The firm's applications, the newest first, and what is not sent yet."""
    return OwnApplications(
        firm_of(work, actor).name,
        debts(work, actor.firm_id),
        tuple(_listed(work, owned) for owned in applications_of_firm(work, actor.firm_id)),
        listed_drafts(work, actor),
        left_phone(work, actor),
    )


def own_application(work: Work, kb: PolicyKB, actor: Contractor, number: str) -> OwnApplication | None:
    """The firm's application with this number; another firm's is not found."""
    owned = application_of_firm(work, actor.firm_id, number)
    if owned is None:
        return None
    standing, (application, _contract) = read_standing(work, owned), owned
    notices = tuple(notices_of(work, application_id=application.id))
    return OwnApplication(
        firm_of(work, actor),
        standing,
        parts_of(work, kb, standing),
        _missing(work, standing),
        past_steps(work, kb, application),
        coming_steps(kb, standing.state, standing.words),
        piles_of_application(work, application),
        papers_of(work, application.id),
        offers_of(standing),
        notices,
        tuple(told for told in notices if _is_new_to(actor, told)),
    )


def see_notices(work: Work, actor: Contractor, told: Iterable[Told]) -> bool:
    """Note that the person has these before them."""
    note_seen(work, actor.binding_id, told)
    return True


def left_phone(work: Work, actor: Contractor) -> str:
    """The number that the person left for 电话告知."""
    binding = work.get(Binding, actor.binding_id)
    found = phone_of(work, binding) if binding else None
    return found.phone if found else ""


def code_to_follow(work: Work, actor: Contractor) -> Done | Refused:
    """A code by which the person follows in WeChat as well: scanned there, it asks whether the firm is theirs."""
    return apply_row(work, actor, ActName.FOLLOW_CODE, str(actor.binding_id))


def own_material(work: Work, actor: Contractor, number: int) -> Material | None:
    """A file of the firm's own drafts and applications; another firm's is not found, nor a row given to it since.

    A scan is the firm's once an application was entered from it: the register also holds what others wrote of it.
    """
    material = work.get(Material, number)
    if material is None or material.firm_id != actor.firm_id:
        return None
    is_theirs = material.draft_id is not None or material.application_id is not None
    return material if is_theirs and is_intact(work, material) else None


def firm_of(work: Work, actor: Contractor) -> Firm:
    """The firm that the person acts for."""
    firm = work.get(Firm, actor.firm_id)
    assert firm is not None
    return firm


def _is_new_to(actor: Contractor, told: Told) -> bool:
    return any(one.binding_id == actor.binding_id and not one.is_seen for one in told.deliveries)


def _listed(work: Work, owned: Owned) -> ListedApplication:
    application, contract = owned
    state = told_state(work, application)
    return ListedApplication(
        application.number,
        words.KINDS[application.kind],
        contract.project,
        application.amount,
        STATE_WORDS[state].applicant,
        told_since(work, application),
        is_waiting=state is State.RETURNED,
        has_ended=state in ENDED,
    )


def _missing(work: Work, standing: Standing) -> tuple[str, ...]:
    """What the last 退回补正 told, below its heading."""
    if standing.state is not State.RETURNED or standing.words.holder is not None:
        return ()
    _heading, *items = told_missing(work, standing.application).splitlines() or [""]
    return tuple(items)
