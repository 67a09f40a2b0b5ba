"""Filters as the page shows them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from handlers.staff.lists.listing import Choice, Choices
from handlers.texts import console_lists as texts
from policy_kb.kb import PolicyKB
from policy_kb.models import Offer, OfferKind
from policy_kb.roles import PassageRole
from store.queries.lists.areas import UNLISTED


def choices(name: str, label: str, values: Mapping[str, str], chosen: Collection[str]) -> Choices:
    """Some of several values, each by its label."""
    return Choices(name, label, tuple(Choice(value, words, value in chosen) for value, words in values.items()))


def areas_of(kb: PolicyKB) -> dict[str, str]:
    """The items of the passage that says what is supported, each by its label."""
    scope = kb.role(PassageRole.SCOPE)
    shown = kb.show(Offer(label="", kind=OfferKind.UNIT, value=scope.citation.unit)) if scope else None
    return {offer.value: offer.label for offer in shown.offers} if shown else {}


def contract_areas(kb: PolicyKB) -> dict[str, str]:
    """The same by the ordinals that contracts keep, and those that name none."""
    listed = {str(place): label for place, label in enumerate(areas_of(kb).values(), start=1)}
    return listed | {UNLISTED: texts.UNLISTED} if listed else {}
