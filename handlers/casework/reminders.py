"""What a member has to know before an act of the table is confirmed: said below its summary."""

from __future__ import annotations

from collections.abc import Callable

from handlers.casework.caps import never_paid
from handlers.casework.conditions import condition_of, fulfilment_of
from handlers.casework.entered_facts import entered_facts
from handlers.casework.incoming_papers import label_of
from handlers.texts import desk as texts
from handlers.texts import incoming as incoming_texts
from store.queries.cases import reducing_decision
from store.queries.contracts import paid_net
from store.queries.incoming import entries_of
from store.queries.overpaid import paid_on
from store.states import EntryKind, EntryState
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.tables.incoming import IncomingPaper
from store.tables.people import Staff
from store.work import Work


def condition(work: Work, _contract: Contract, application: Application | None) -> str:
    """What the meeting agreed under, and how it was recorded as met."""
    assert application is not None
    under, met = condition_of(work, application), fulfilment_of(work, application)
    if not under:
        return ""
    return texts.condition_reminder(condition=under, evidence=met.note if met else "", at=met.at if met else None)


def payable(work: Work, contract: Contract, application: Application | None) -> str:
    """The condition, and the sum to which a decision reduced the support."""
    decision = reducing_decision(work, contract.id)
    reduced = ""
    if decision is not None and decision.reduced_to is not None:
        paid = paid_net(work, contract.id)
        reduced = texts.reduced_reminder(document=decision.document, cap=decision.reduced_to, paid=paid)
    return "\n".join(filter(None, (condition(work, contract, application), reduced)))


def rest(work: Work, contract: Contract, application: Application | None) -> str:
    """What is archived without being paid, and why it is not."""
    assert application is not None
    unpaid = (application.approved or 0) - paid_on(work, application.id)
    why = never_paid(work, contract, application) if unpaid else ""
    return texts.rest_reminder(rest=unpaid, why=why) if why else ""


def entry_waiting(kind: EntryKind) -> Callable[[Work, Contract, Application | None], str]:
    """What was entered, from which paper and by whom: whoever checks it holds the paper beside this."""

    def reminder(work: Work, _contract: Contract, application: Application | None) -> str:
        assert application is not None
        waiting = entries_of(work, application.id, EntryState.WAITING)
        entry = next((one for one in reversed(waiting) if one.kind == kind.value), None)
        if entry is None:
            return ""
        paper, by = work.get(IncomingPaper, entry.paper_id), work.get(Staff, entry.entered_by)
        assert paper is not None
        assert by is not None
        named = incoming_texts.on_paper(title=paper.title, number=label_of(paper), on=paper.dated_on)
        return incoming_texts.to_check(paper=named, by=by.name, facts=entered_facts(application, entry))

    return reminder
