"""Batches as the machine tries them: of whatever waits, by whoever, with results of any kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from handlers.casework.batch_fields import (
    BatchMinutesFields,
    DropBatchFields,
    FormBatchFields,
    SittingFields,
    TableBatchFields,
)
from handlers.casework.batches import BatchActs, LineAct
from handlers.casework.transitions import ActName
from handlers.identity.actors import StaffMember
from handlers.results import Result, WhollyRefusedError
from policy_kb.models import Model
from store.queries.batches import TABLEABLE, sent_in
from store.tables.applications import Application
from store.tables.batches import Batch
from store.work import Work
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform
from tests.measure import opened

_RESULTS = (
    ActName.AGREE,
    ActName.AGREE_PARTLY,
    ActName.AGREE_IN_PRINCIPLE,
    ActName.POSTPONE,
    ActName.REJECT,
    ActName.NOT_HEARD,
)


def form(work: Work, member: StaffMember, pick: int) -> Result:
    """A batch of some applications: mostly such as wait, seldom one that does not."""
    states = [state.value for state in TABLEABLE]
    query = select(Application.number, Application.state).order_by(Application.id)
    found = [(number, state) for number, state in work.session.execute(query)]
    waiting = [number for number, state in found if state in states]
    others = [number for number, state in found if state not in states]
    chosen = waiting[pick % 2 :][:3] + (others[:1] if pick % 17 == 0 else [])
    if not chosen:
        raise WhollyRefusedError
    fields = FormBatchFields(title="关于拨付的请示", reporter="领导小组办公室", applications=tuple(chosen))
    return BatchActs(work, member, opened()).form(fields)


def go_on(work: Work, member: StaffMember, pick: int, today: date) -> Result:
    """The newest batch goes one step on its way, or a step that it cannot go.

    Raises:
        WhollyRefusedError: it cannot, and nothing of it stands.
    """
    batch = work.session.scalars(select(Batch).order_by(Batch.id.desc()).limit(1)).one_or_none()
    if batch is None:
        raise WhollyRefusedError
    acts, tabling = BatchActs(work, member, opened()), TableBatchFields(document="请示1号", tabled_on=today)
    step = {"prepared": 0, "tabled": 1 if acts.waiting(batch.id) else 2}.get(batch.state, pick % 3)
    match step if pick % 11 else pick % 4:
        case 0:
            return acts.table(batch.id, tabling, None)
        case 1:
            return acts.record(
                batch.id, SittingFields(session="第12次", held_on=today), _lines(acts, batch, pick), None
            )
        case 2:
            return acts.minute(batch.id, BatchMinutesFields(minutes=f"〔2026〕{batch.id}号", item="三"), None)
        case _:
            return perform(work, member, ActName.DROP_BATCH, str(batch.id), DropBatchFields(reason="不提请了"))


def _lines(acts: BatchActs, batch: Batch, pick: int) -> Sequence[LineAct]:
    items = acts.waiting(batch.id)
    found = sent_in(acts.work, [item.application_id for item in items])
    sent = [found[item.application_id][0] for item in items]
    return [_line(one, _RESULTS[(pick // 2 + place) % len(_RESULTS)], pick) for place, one in enumerate(sent)]


def _line(sent: Application, act: ActName, pick: int) -> LineAct:
    """Seldom more than was applied for."""
    part = max(1, sent.amount // 2) if pick % 13 else sent.amount + 1
    fields: dict[ActName, Model] = {
        ActName.AGREE_PARTLY: given.partly(0, approved=part),
        ActName.AGREE_IN_PRINCIPLE: given.in_principle(0, approved=part),
        ActName.NOT_HEARD: given.not_heard(),
    }
    return LineAct(sent.number, act, fields.get(act, given.meeting()))
