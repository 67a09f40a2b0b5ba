"""What the office prints of an application: 呈批件, 补正告知书, 不予受理告知书, and the receipt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct

from handlers.applications.resubmission import told_missing
from handlers.casework.missing import missing_items
from handlers.casework.papers import papers_of
from handlers.casework.sign_offs import purpose_of
from handlers.casework.transitions import ActName
from handlers.dates import day, local_day, moment
from handlers.materials.handing_in import materials_of_application
from handlers.staff.actions.acting import Acting
from handlers.staff.cards.people import firm_name
from handlers.texts import casework
from handlers.texts import office_papers as texts
from handlers.texts.bodies import BUREAU
from handlers.texts.serving import term_in_days
from policy_kb.roles import PassageRole
from store.queries.applications import steps_of
from store.queries.contracts import paid_net
from store.queries.supervision import open_findings
from store.states import ContractState, Kind, State
from store.tables.applications import Application, StepRow
from store.tables.contracts import Contract, Oversight
from store.tables.supervision import InspectionFinding


class PaperName(StrEnum):
    """The papers, as addresses name them."""

    RECEIPT = "receipt"
    SIGN_OFF = "sign-off"
    MEND = "mend"
    DECLINE = "decline"


TITLES: Mapping[PaperName, str] = MappingProxyType(
    {
        PaperName.RECEIPT: texts.RECEIPT,
        PaperName.SIGN_OFF: texts.SIGN_OFF,
        PaperName.MEND: texts.MEND,
        PaperName.DECLINE: texts.DECLINE,
    }
)

_TO_DECLINE = frozenset({State.SUBMITTED, State.RETURNED})


class OfficePaper(Struct, frozen=True, kw_only=True):
    """A paper in words. `to` is empty where it stays in the house; `by_hand` are the lines to be written in.

    `served`: it is served on the firm, and has the lines of the 送达回证 beneath it.
    """

    title: str
    number: str
    to: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    dated: str = ""
    by: str = ""  # who signs; the office where nobody is named
    served: bool = False


def papers_for(acting: Acting, application: Application) -> tuple[PaperName, ...]:
    """What can be printed of an application as it stands."""
    acts = {step.act for step in steps_of(acting.work, application.id)}
    there = {
        PaperName.RECEIPT: True,
        PaperName.SIGN_OFF: _is_to_be_signed(acting, application),
        PaperName.MEND: ActName.RETURN.value in acts,
        PaperName.DECLINE: application.state == State.DECLINED.value,
    }
    return tuple(name for name, is_there in there.items() if is_there)


def _is_to_be_signed(acting: Acting, application: Application) -> bool:
    """Before it is reported; before it is declined, which nothing is that has a contract in use."""
    if application.state not in _TO_DECLINE:
        return application.state == State.ACCEPTED.value
    contract = acting.work.get(Contract, application.contract_id)
    return contract is not None and contract.state != ContractState.ACTIVE.value


def office_paper(acting: Acting, application: Application, name: PaperName) -> OfficePaper | None:
    """The paper; None where there is none of it, and of the receipt, which has a page of its own."""
    if name not in papers_for(acting, application) or name not in _MADE:
        return None
    contract = acting.work.get(Contract, application.contract_id)
    assert contract is not None
    return _MADE[name](acting, application, contract)


def rectification_notice(acting: Acting, oversight: Oversight) -> OfficePaper | None:
    """限期整改通知 of what an inspection found and nobody has found put right; None where nothing is open."""
    found = open_findings(acting.work, oversight.id)
    contract = acting.work.get(Contract, oversight.contract_id)
    assert contract is not None
    if not found:
        return None
    passages = (acting.kb.role(role) for role in (PassageRole.SUPERVISION, PassageRole.RECOVERY))
    return OfficePaper(
        title=texts.RECTIFY,
        number=texts.inspection(number=oversight.id),
        to=firm_name(acting.work, contract),
        words=(texts.inspected(contract=contract.number, project=contract.project, on=oversight.done_on),),
        items=tuple(_to_rectify(one) for one in found),
        foot=tuple(texts.quoted(text=one.text, label=one.citation.label) for one in passages if one),
        by=BUREAU,
        served=True,
    )


def _to_rectify(finding: InspectionFinding) -> str:
    if finding.rectify_days is not None:
        term = term_in_days(days=finding.rectify_days)
    else:
        term = day(finding.rectify_by) if finding.rectify_by else ""
    return texts.to_rectify(problem=finding.problem, demand=finding.demand, term=term)


def _sign_off(acting: Acting, application: Application, contract: Contract) -> OfficePaper:
    purpose = purpose_of(application)
    return OfficePaper(
        title=texts.SIGN_OFF,
        number=application.number,
        facts=tuple(_facts(acting, application, contract, purpose)),
        by_hand=texts.BY_HAND,
    )


def _facts(
    acting: Acting, application: Application, contract: Contract, purpose: ActName
) -> Iterator[tuple[str, str]]:
    work = acting.work
    files, papers = materials_of_application(work, application.id), papers_of(work, application.id)
    missing = tuple(one.label for one in missing_items(work, Kind(application.kind), files, papers))
    yield texts.MATTER, texts.MATTERS[purpose.value]
    yield texts.NUMBER, application.number
    yield texts.FIRM, firm_name(work, contract)
    yield texts.CONTRACT, texts.contract(number=contract.number, project=contract.project)
    yield texts.KIND, casework.KINDS[application.kind]
    yield texts.AMOUNT, texts.amount(fen=application.amount)
    yield texts.ON_CONTRACT, texts.on_contract(fen=contract.amount, paid=paid_net(work, contract.id))
    yield texts.SUBMITTED, moment(application.submitted_at)
    yield texts.HANDED_IN, texts.materials(files=len(files), papers=len(papers), missing=missing)
    yield texts.BUREAU_SAYS, _opinion(acting, application) or texts.NONE_RECORDED
    yield texts.BASIS, _basis(acting, purpose)


def _opinion(acting: Acting, application: Application) -> str:
    newest = _newest(acting, application, ActName.OPINION)
    return newest.note if newest else ""


def _basis(acting: Acting, purpose: ActName) -> str:
    """Reporting upward is the measure's; declining is a step of the office."""
    passage = acting.kb.role(PassageRole.APPROVAL) if purpose is ActName.REPORT else None
    return texts.quoted(text=passage.text, label=passage.citation.label) if passage else casework.OFFICE_STEP


def _mend(acting: Acting, application: Application, contract: Contract) -> OfficePaper:
    """Everything that the newest 退回补正 told, an item each."""
    newest = _newest(acting, application, ActName.RETURN)
    assert newest is not None
    _heading, *items = told_missing(acting.work, application).splitlines() or [""]
    return OfficePaper(
        title=texts.MEND,
        number=application.number,
        to=firm_name(acting.work, contract),
        words=(_about(application, contract), f"{texts.MEND_HEAD}{texts.STEP}"),
        items=tuple(items),
        foot=(texts.MEND_FOOT,),
        dated=day(local_day(newest.at)),
    )


def _decline(acting: Acting, application: Application, contract: Contract) -> OfficePaper:
    newest = _newest(acting, application, ActName.DECLINE)
    assert newest is not None
    return OfficePaper(
        title=texts.DECLINE,
        number=application.number,
        to=firm_name(acting.work, contract),
        words=(_about(application, contract), texts.DECLINED_WHY),
        dated=day(local_day(newest.at)),
        served=True,
    )


def _about(application: Application, contract: Contract) -> str:
    kind = casework.KINDS[application.kind]
    return texts.about(contract=contract.number, kind=kind, fen=application.amount, number=application.number)


def _newest(acting: Acting, application: Application, act: ActName) -> StepRow | None:
    return next((step for step in reversed(steps_of(acting.work, application.id)) if step.act == act.value), None)


_MADE: Mapping[PaperName, Callable[[Acting, Application, Contract], OfficePaper]] = MappingProxyType(
    {PaperName.SIGN_OFF: _sign_off, PaperName.MEND: _mend, PaperName.DECLINE: _decline}
)
