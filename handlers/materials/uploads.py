"""The upload page's links and visits: a link opens once, and whoever opened it has half an hour for one draft."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from handlers.identity.actors import Contractor
from handlers.identity.codes import detail_of, issue, peek, redeem
from handlers.messages import Channel, Person
from store.states import Kind, Purpose
from store.tables.applications import Draft
from store.tables.people import Binding, OneTimeCode
from store.work import Work

LIVES = timedelta(minutes=30)


class Visit(Struct, frozen=True):
    """Who is at the page, and for what; read anew for every act."""

    draft: Draft
    kind: Kind
    by: Contractor
    ends: datetime


def make_link(work: Work, *, draft: Draft, kind: Kind, by: Contractor) -> str:
    """The secret end of a new link to the page; it can never be shown again."""
    detail = {"binding": by.binding_id, "kind": kind.value}
    return issue(work, Purpose.UPLOAD, draft.id, LIVES, by=None, detail=detail)


def open_link(work: Work, token: str) -> str | None:
    """Use a link up, and return the visit's own secret; None for a link that is wrong, used or too old."""
    code = redeem(work, Purpose.UPLOAD, token)
    if code is None or _visit(work, code) is None:
        return None
    return issue(work, Purpose.UPLOADING, code.subject_id, LIVES, by=None, detail=detail_of(code))


def visit_of(work: Work, secret: str) -> Visit | None:
    """The visit, while its time runs, its person is bound and its draft is neither sent nor given up."""
    code = peek(work, Purpose.UPLOADING, secret) if secret else None
    return _visit(work, code) if code is not None else None


def _visit(work: Work, code: OneTimeCode) -> Visit | None:
    detail = detail_of(code)
    binding, draft = work.get(Binding, detail["binding"]), work.get(Draft, code.subject_id)
    if binding is None or draft is None or binding.ended_at is not None or draft.firm_id != binding.firm_id:
        return None
    if draft.expires_at <= work.now:
        return None
    person = Person(Channel(binding.channel), binding.address)
    by = Contractor(binding_id=binding.id, firm_id=binding.firm_id, person=person)
    return Visit(draft, Kind(str(detail["kind"])), by, code.expires_at)
