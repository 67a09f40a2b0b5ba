"""呈批, told from the rows as they are before the act, and not by the guards."""

from __future__ import annotations

from sqlalchemy import select

from handlers.casework.table import ActName
from store.tables.applications import Application, Arrangement, StepRow
from store.tables.serving import SignOff
from store.work import Work

_ASKED_BY = {ActName.REPORT: "sign_off_before_report", ActName.DECLINE: "sign_off_before_decline"}


def may_go_on(work: Work, act: ActName, application: Application) -> bool:
    """False where the act waits for a signature that agrees, given since the application came where it stands."""
    if not any(one.name == _ASKED_BY.get(act) and one.value == "true" for one in work.all(select(Arrangement))):
        return True
    mine = StepRow.application_id == application.id
    steps = work.all(select(StepRow).where(mine).order_by(StepRow.id))
    came = max(place for place, step in enumerate(steps) if step.from_state != step.to_state)
    signed = work.all(select(SignOff).where(SignOff.application_id == application.id).order_by(SignOff.id))
    return any(step.act == "sign_off" for step in steps[came:]) and signed[-1].agreed
