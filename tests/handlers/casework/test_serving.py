"""呈批 before reporting and declining, where the office set it; 送达, from which terms in days run."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.casework.amendment_fields import ChangeFields
from handlers.casework.arrangements import set_arrangement
from handlers.casework.inspection_fields import FindingFields
from handlers.casework.perform import allowed_acts
from handlers.casework.sign_off_rows import SignOffFields
from handlers.casework.sign_offs import SIGNED_DECLINE, SIGNED_REPORT
from handlers.casework.table import ActName
from handlers.notices.delivery import mark, notices_since
from handlers.results import Reason, Source
from handlers.texts import incoming as incoming_texts
from handlers.texts import refusals
from handlers.texts import serving as texts
from store.queries.cases import case_of, oversights_on
from store.queries.serving import services_for, sign_offs_of
from store.queries.supervision import open_findings
from store.states import State
from store.tables.contracts import ReturnCase
from tests.handlers.casework import given
from tests.handlers.casework.town import TODAY, TOMORROW, YESTERDAY, Town, done


def _office(text: str) -> tuple[Reason, ...]:
    return (Reason(text, Source.OFFICE),)


def _scanned(town: Town, kind: str, name: str = "扫描件.pdf") -> str:
    paper = town.paper(kind)
    town.scanned(paper, name)
    return paper


def _signed(town: Town, *, agreed: bool = True, **changes: object) -> SignOffFields:
    paper = _scanned(town, "sign_off", f"呈批件{len(changes)}.pdf")
    return given.sign_off(**{"paper": paper, "agreed": agreed} | changes)  # type: ignore[arg-type] # any change


def _case(town: Town) -> ReturnCase:
    found = case_of(town.work, 1)
    assert found is not None
    return found


def _demanded(town: Town, **term: object) -> str:
    town.brought_to(State.PAID)
    town.does(ActName.RECOVER, town.contract.number, given.recovery(200_000))
    town.does(ActName.NOTIFY, "1", given.demand(**term))
    return "1"


def _names(town: Town, subject: object) -> set[ActName]:
    return {row.act for row in allowed_acts(town.work, town.office, subject)}  # type: ignore[arg-type] # rows


def test_nothing_is_signed_where_the_office_did_not_set_it(town: Town) -> None:
    number = town.brought_to(State.ACCEPTED)
    assert ActName.SIGN_OFF not in _names(town, town.application(number))
    town.does(ActName.REPORT, number, given.report())


def test_reporting_waits_for_the_signature_and_says_what_to_do(town: Town) -> None:
    done(set_arrangement(town.work, town.office, SIGNED_REPORT, "是"))
    number = town.brought_to(State.ACCEPTED)
    assert town.refuses(ActName.REPORT, number, given.report()) == _office(texts.not_signed(purpose="report"))
    town.does(ActName.SIGN_OFF, number, _signed(town))
    (row,) = sign_offs_of(town.work, town.application(number).id)
    assert (row.purpose, row.signer, row.agreed) == ("report", "郑主任", True)
    before = mark(town.work)
    town.does(ActName.REPORT, number, given.report())
    assert "郑主任" not in "".join(one.text for one in notices_since(town.work, before))
    assert "郑主任" in town.steps(number)[-2].note


def test_a_signature_that_refuses_holds_it_and_a_new_one_lets_it_go(town: Town) -> None:
    done(set_arrangement(town.work, town.office, SIGNED_REPORT, "是"))
    number = town.brought_to(State.ACCEPTED)
    town.does(ActName.SIGN_OFF, number, _signed(town, agreed=False))
    assert town.refuses(ActName.REPORT, number, given.report()) == _office(texts.NOT_AGREED)
    town.does(ActName.SIGN_OFF, number, _signed(town, signer="吴主任"))
    town.does(ActName.REPORT, number, given.report())


def test_what_was_signed_before_it_moved_counts_no_more(town: Town) -> None:
    done(set_arrangement(town.work, town.office, SIGNED_DECLINE, "是"))
    number = town.submitted()
    town.does(ActName.END, town.contract.number, ChangeFields(document="补1", effective_on=TODAY), by=town.bureau)
    town.does(ActName.SIGN_OFF, number, _signed(town))
    town.does(ActName.RETURN, number, given.lacking())
    assert town.refuses(ActName.DECLINE, number) == _office(texts.not_signed(purpose="decline"))
    town.does(ActName.SIGN_OFF, number, _signed(town, signer="吴主任"))
    town.does(ActName.DECLINE, number)


def test_the_scan_is_that_of_a_signed_paper_on_this_contract(town: Town) -> None:
    done(set_arrangement(town.work, town.office, SIGNED_REPORT, "是"))
    number, unscanned = town.brought_to(State.ACCEPTED), town.paper("sign_off")
    fields = _signed(town, paper=unscanned)
    assert town.refuses(ActName.SIGN_OFF, number, fields) == _office(incoming_texts.SCAN_MISSING)
    (reason,) = town.refuses(ActName.SIGN_OFF, number, _signed(town, paper=_scanned(town, "letter", "函.pdf")))
    assert incoming_texts.KINDS["sign_off"] in reason.text
    (reason,) = town.refuses(ActName.SIGN_OFF, number, _signed(town, signed_on=TOMORROW))
    assert reason == Reason(refusals.day_to_come(field=texts.SIGNED_ON[0]), Source.SYSTEM)


def test_a_refusal_to_accept_is_served_once_and_stays_where_it_is(town: Town) -> None:
    number = town.submitted()
    town.does(ActName.END, town.contract.number, ChangeFields(document="补1", effective_on=TODAY), by=town.bureau)
    town.does(ActName.DECLINE, number)
    version, before = town.application(number).version, mark(town.work)
    town.does(ActName.SERVE_DECLINE, number, given.service(_scanned(town, "service")))
    (row,) = services_for(town.work, application_id=town.application(number).id)
    assert (row.way, row.served_on, row.signer, row.due_on) == ("direct", TODAY, "王小明", None)
    assert (town.application(number).version, notices_since(town.work, before)) == (version, [])
    assert ActName.SERVE_DECLINE not in _names(town, town.application(number))


def test_a_term_in_days_runs_from_the_service_and_not_from_the_notice(town: Town) -> None:
    before = mark(town.work)
    number = _demanded(town, pay_by=None, pay_days=30)
    assert "自送达次日起30日内" in "".join(one.text for one in notices_since(town.work, before))
    assert _case(town).pay_by is None
    before = mark(town.work)
    town.does(ActName.SERVE_DEMAND, number, given.service(_scanned(town, "service"), served_on=YESTERDAY))
    due = YESTERDAY + timedelta(days=30)
    assert (_case(town).pay_by, _case(town).served_on) == (due, YESTERDAY)
    assert [one.due_on for one in services_for(town.work, case_id=1)] == [due]
    assert "2026年12月23日" in "".join(one.text for one in notices_since(town.work, before))
    assert ActName.SERVE_DEMAND not in _names(town, _case(town))


def test_a_new_notice_is_served_anew_and_a_day_that_it_names_stays(town: Town) -> None:
    number = _demanded(town, pay_by=None, pay_days=30)
    town.does(ActName.SERVE_DEMAND, number, given.service(_scanned(town, "service")))
    town.does(ActName.NOTIFY, number, given.demand())
    assert (_case(town).served_on, _case(town).pay_days) == (None, None)
    town.does(ActName.SERVE_DEMAND, number, given.service(_scanned(town, "service", "第二份.pdf")))
    assert _case(town).pay_by == date(2026, 12, 31)


def test_the_terms_of_what_is_to_be_put_right_run_from_the_service_too(town: Town) -> None:
    town.does(ActName.INSPECT, town.contract.number, given.inspection("台账不全", rectify_days=15), by=town.bureau)
    number = str(oversights_on(town.work, town.contract.id)[0].id)
    (finding,) = open_findings(town.work, int(number))
    assert (finding.rectify_by, finding.rectify_days) == (None, 15)
    fields = given.service(_scanned(town, "service"), served_on=YESTERDAY)
    town.does(ActName.SERVE_RECTIFICATION, number, fields, by=town.bureau)
    due = YESTERDAY + timedelta(days=15)
    assert finding.rectify_by == due
    assert [one.due_on for one in services_for(town.work, oversight_id=int(number))] == [due]
    (reason,) = town.refuses(ActName.SERVE_RECTIFICATION, number, fields, by=town.bureau)
    assert reason == Reason(texts.SERVED_ALREADY, Source.SYSTEM)
    later = FindingFields(problem="发票不齐", rectify_days=10)
    town.does(ActName.ADD_FINDING, number, later, by=town.bureau)
    town.does(
        ActName.SERVE_RECTIFICATION, number, given.service(_scanned(town, "service", "二.pdf")), by=town.bureau
    )
    assert open_findings(town.work, int(number))[-1].rectify_by == TODAY + timedelta(days=10)
    assert finding.rectify_by == due


def test_a_notice_has_one_term_and_a_service_its_signer(town: Town) -> None:
    number = _demanded(town)
    both, neither = given.demand(pay_days=30), given.demand(pay_by=None)
    assert town.refuses(ActName.NOTIFY, number, both) == _office(texts.ONE_TERM)
    assert town.refuses(ActName.NOTIFY, number, neither) == _office(texts.ONE_TERM)
    paper = _scanned(town, "service")
    unsigned = given.service(paper, signer="")
    assert town.refuses(ActName.SERVE_DEMAND, number, unsigned) == _office(texts.SIGNER_MISSING)
    town.does(ActName.SERVE_DEMAND, number, given.service(paper, signer="", way="notice"))
