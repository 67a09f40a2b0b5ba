"""Notices: written in the act's own transaction, so that they stand or fall with what happened."""

from __future__ import annotations

from handlers.messages import Reply
from handlers.turn import say
from store.bindings import bound_people
from store.outbox import NewOutboxRow, put_out
from store.states import Role
from store.tables.applications import StaffNotice
from store.work import Work


def tell_firm(work: Work, firm_id: int, *, key: str, text: str) -> None:
    """Tell everybody who is bound to the firm, in their channel. `key` names the event: it is told once."""
    for binding in bound_people(work, firm_id):
        reply: Reply = say(text)
        row = NewOutboxRow(
            dedupe_key=f"{key}:{binding.id}",
            channel=binding.channel,
            address=binding.address,
            payload=reply.model_dump_json(),
        )
        put_out(work.connection, [row], work.now)


def tell_staff(work: Work, role: Role, *, subject: str, text: str) -> None:
    """Tell the members with a role, in the console; `text` names a number and a step, and nothing of persons."""
    work.add(StaffNotice(role=role.value, staff_id=None, subject=subject, text=text, at=work.now))
