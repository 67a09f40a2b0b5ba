"""The names on cards: the contractor's, and of whoever acted."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from handlers.texts import audit_trail as texts
from store.queries.people import all_staff
from store.tables.contracts import Contract
from store.tables.people import Firm
from store.work import Work


def firm_name(work: Work, contract: Contract) -> str:
    """The contractor's name."""
    firm = work.get(Firm, contract.firm_id)
    return firm.name if firm else ""


def staff_names(work: Work, references: Collection[str]) -> dict[str, str]:
    """The names of the members behind references; everybody else has none.

    An office is a few dozen people: all are read at once, so that a page which names many asks once.
    """
    names = {f"staff:{row.id}": row.name for row in all_staff(work)}
    return {one: names[one] for one in references if one in names}


def actor_name(reference: str, names: Mapping[str, str]) -> str:
    """Whoever acted, in words: a member by name, the firm's people as the applicant."""
    return names.get(reference) or texts.ACTORS.get(reference, texts.APPLICANT)
