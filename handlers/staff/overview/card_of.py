"""The card of whatever members act on."""

from __future__ import annotations

from handlers.casework.transitions import Subject
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import Target
from handlers.staff.cards.application_card import application_card
from handlers.staff.cards.card import Card
from handlers.staff.cards.case_card import case_card
from handlers.staff.cards.checklist_card import checklist_card, item_card
from handlers.staff.cards.contract_card import contract_card
from handlers.staff.cards.thread_card import thread_card


def card_of(acting: Acting, catalogue: Catalogue, target: Target) -> Card:
    """The card of a target that has one: everything but the register of contracts."""
    work, kb = acting.work, acting.kb
    if target.application is not None:
        return application_card(work, target.application, kb=kb, label_of=catalogue.label_of)
    if target.case is not None:
        return case_card(work, target.case)
    if target.item is not None:
        return item_card(work, target.item)
    if target.subject is Subject.THREAD:
        return thread_card(work, acting.member, int(target.number))
    if target.subject is Subject.LIST:
        return checklist_card(work, target.listed)
    return contract_card(work, target.contract, kb=kb)
