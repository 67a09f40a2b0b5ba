"""What people type for the units that answer in talks; a document that calls bodies otherwise has the codes."""

from __future__ import annotations

from handlers.texts.bodies import BUREAU, OFFICE
from store.states import Role

UNIT_WORDS = {
    OFFICE: Role.OFFICE,
    BUREAU: Role.BUREAU,
    "office": Role.OFFICE,
    "办公室": Role.OFFICE,
    "领导小组办公室": Role.OFFICE,
    "bureau": Role.BUREAU,
    "工信局": Role.BUREAU,
    "县工信局": Role.BUREAU,
    "payer": Role.PAYER,
    "拨付部门": Role.PAYER,
    "supervisor": Role.SUPERVISOR,
    "监督部门": Role.SUPERVISOR,
    "监督审核部门": Role.SUPERVISOR,
}
