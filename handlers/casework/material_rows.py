"""The rows of 已与原件核对: a member of the office held a file against the paper original, or takes that back."""

from collections.abc import Iterator

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Recorded, guard, system
from handlers.casework.fields import Words, asked
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.results import Reason
from handlers.texts import material_checks as texts
from policy_kb.models import Model
from store.queries.materials import standing_check
from store.states import Role
from store.tables.applications import Material
from store.tables.materials import MaterialCheck

_OFFICE = frozenset({Role.OFFICE})


class RevokeCheckFields(Model):
    """Why it is taken back: who reads the file next must know."""

    reason: Words = asked(texts.REASON)


@guard(hides=True)
def _not_compared(attempt: Attempt) -> Iterator[Reason]:
    if standing_check(attempt.work, attempt.about(Material).id) is not None:
        yield system(texts.COMPARED_ALREADY)


@guard(hides=True)
def _compared(attempt: Attempt) -> Iterator[Reason]:
    if standing_check(attempt.work, attempt.about(Material).id) is None:
        yield system(texts.NOT_COMPARED)


def _checked(attempt: Attempt) -> Recorded:
    """The entry says of which bytes: whoever swaps the file later is found out."""
    material = attempt.about(Material)
    row = MaterialCheck(
        material_id=material.id,
        checked_by=staff_id(attempt),
        checked_at=attempt.work.now,
        revoked_by=None,
        revoked_at=None,
        reason="",
    )
    return Recorded(record=attempt.work.add(row), facts={"material": material.id, "sha256": material.sha256})


def _revoked(attempt: Attempt) -> Recorded:
    """The check stays, with who took it back and why."""
    material = attempt.about(Material)
    row = standing_check(attempt.work, material.id)
    assert row is not None
    row.revoked_by, row.revoked_at = staff_id(attempt), attempt.work.now
    row.reason = attempt.given(RevokeCheckFields).reason
    return Recorded(record=row, facts={"material": material.id})


MATERIAL_ROWS = (
    register_row(
        ActName.CHECK_ORIGINAL,
        Subject.MATERIAL,
        _not_compared,
        roles=_OFFICE,
        fields=NothingFields,
        record=_checked,
        not_theirs=texts.OFFICE_ONLY,
    ),
    register_row(
        ActName.REVOKE_CHECK,
        Subject.MATERIAL,
        _compared,
        roles=_OFFICE,
        fields=RevokeCheckFields,
        record=_revoked,
        not_theirs=texts.OFFICE_ONLY,
    ),
)
