"""Members of staff and contracts that tests act on."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from handlers.casework.staffing import add_staff
from handlers.identity.actors import Door, StaffMember
from handlers.identity.who import OPERATOR, staff_member
from handlers.results import Done
from handlers.values.contract_terms import NewContract
from store.states import Role
from store.work import Work

CREDIT_CODES = ("91141026MA0CEH01X1", "91141026MA0CEH02X2", "91141026MA0CEH03X3")


def member(work: Work, name: str, *roles: Role) -> StaffMember:
    """A member of staff at the console, made where there is none of this name."""
    if staff_member(work, name) is None:
        assert isinstance(add_staff(work, OPERATOR, name, frozenset(roles)), Done)
    found = staff_member(work, name)
    assert found is not None
    return replace(found, door=Door.CONSOLE)


def contract_terms(**changes: object) -> NewContract:
    """A contract that can be entered, with changes."""
    fields: dict[str, object] = {
        "number": "AZ-HT-001",
        "firm_name": "安泽县演示连翘加工有限公司",
        "credit_code": CREDIT_CODES[0],
        "project": "连翘加工车间升级",
        "procurement": "AZCG-2026-01",
        "amount": 200_000_000,
        "ratio": 3000,
        "signed_on": date(2026, 3, 1),
        "due_on": date(2026, 12, 31),
        "payee_name": "安泽县演示连翘加工有限公司",
        "payee_account": "6222000011112222333",
        "payee_bank": "演示银行安泽支行",
    }
    return NewContract.model_validate(fields | changes)
