"""An application, a contract or a case of money taken back at once: what a page shows of it to a member."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import Target
from handlers.staff.cards.card import Card
from handlers.staff.overview.card_of import card_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """The card, and what the member can do now."""

    card: Card
    acts: tuple[Action, ...]


def case_view(acting: Acting, catalogue: Catalogue, target: Target) -> CaseView:
    """What the page of a target shows to whoever looks."""
    return CaseView(
        card=card_of(acting, catalogue, target),
        acts=tuple(catalogue.offered(acting.work, acting.member, target)),
    )
