"""Which acts a firm is told of, and why not of the others: a new act on what is a firm's has to take its side."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.casework.table import TABLE, ActName, Subject
from handlers.notices.records import notices_of
from handlers.texts.case_notices import NEXT
from store.queries.cases import oversights_on
from store.states import State
from tests.handlers.casework import given
from tests.handlers.casework.town import Town

OF_A_FIRM = frozenset(
    {Subject.APPLICATION, Subject.CONTRACT, Subject.CASE, Subject.INSPECTION, Subject.MATERIAL, Subject.BINDING}
)

TOLD = frozenset(
    {
        *(ActName.SUBMIT, ActName.RESUBMIT, ActName.WITHDRAW, ActName.ACCEPT, ActName.RETURN, ActName.DECLINE),
        *(ActName.REPORT, ActName.TABLE, ActName.GROUP_BACK, ActName.AGENDA_BACK, ActName.FULFIL, ActName.LAPSE),
        *(ActName.PAY, ActName.CHECK_PAYMENT, ActName.REVERSE, ActName.SETTLE_OVERPAID, ActName.ARCHIVE),
        *(ActName.CORRECT_ENTRY, ActName.ANNUL_ENTRY, ActName.ENTER_WITHDRAWAL, ActName.CHECK_WITHDRAWAL),
        *(ActName.RETURN_WITHDRAWAL, ActName.SUPERSEDE, ActName.EVALUATE, ActName.RECHECK, ActName.DISPOSE),
        *(ActName.COMPLETE, ActName.NOTIFY, ActName.SERVE_DEMAND, ActName.RECEIVE, ActName.REFUND, ActName.CLOSE),
        *(ActName.CHANGE_AMOUNT, ActName.CHANGE_RATIO, ActName.CHANGE_DUE_DATE, ActName.CHECK_PAYEE),
        *(ActName.PAUSE, ActName.RESUME, ActName.END, ActName.SERVE_RECTIFICATION, ActName.FOLLOW_UP),
    }
)
TOLD_IF_SAID: Mapping[ActName, str] = {
    ActName.ACTIVATE: "to whoever is bound already",
    **dict.fromkeys(
        (
            *(ActName.AGREE, ActName.AGREE_PARTLY, ActName.AGREE_IN_PRINCIPLE, ActName.POSTPONE),
            *(ActName.REJECT, ActName.MINUTES),
        ),
        "a result is told with the number of its minutes, or earlier where the office says so",
    ),
    **dict.fromkeys(
        (
            *(ActName.CORRECT, ActName.CHECK_CORRECTION, ActName.REFUSE_CORRECTION),
            *(ActName.CORRECT_CONTRACT, ActName.CHECK_CONTRACT_CORRECTION, ActName.REFUSE_CONTRACT_CORRECTION),
            *(ActName.CORRECT_CASE, ActName.CHECK_CASE_CORRECTION, ActName.REFUSE_CASE_CORRECTION),
        ),
        "a correction once it counts, and only of what was told before",
    ),
}
NOT_TOLD: Mapping[ActName, str] = {
    **dict.fromkeys(
        (ActName.NOTE, ActName.NOTE_CONTRACT, ActName.OPINION, ActName.SIGN_OFF), "stays in the house"
    ),
    **dict.fromkeys((ActName.NUDGE, ActName.EXPLAIN), "the firm's own word: its answer tells it"),
    **dict.fromkeys((ActName.UNBIND, ActName.LEAVE_PHONE, ActName.TAKE_BACK_PHONE), "told to its person alone"),
    ActName.FOLLOW_CODE: "shown to whoever asked for it",
    ActName.NOT_HEARD: "no word of a sitting before its result",
    ActName.SERVE_DECLINE: "the firm has the paper in its hands",
    **dict.fromkeys(
        (ActName.ENTER_PAYMENT, ActName.RETURN_PAYMENT, ActName.CHECK_ENTRY, ActName.RETURN_ENTRY),
        "one half of a check by two",
    ),
    **dict.fromkeys(
        (ActName.CHANGE_PAYEE, ActName.DISCARD_PAYEE), "an account counts once a second member checked"
    ),
    **dict.fromkeys((ActName.INSPECT, ActName.ADD_FINDING), "told once the notice of it is served"),
    ActName.REVIEW: "the fund's use is reviewed, not the firm",
    **dict.fromkeys((ActName.RECOVER, ActName.RECLAIM), "told by the 缴款通知 with sum and term"),
    **dict.fromkeys(
        (
            *(
                ActName.OPENING,
                ActName.SET_AREAS,
                ActName.SET_TERMS,
                ActName.ADD_MATERIAL,
                ActName.REMOVE_MATERIAL,
            ),
            *(ActName.DESCRIBE_PIECE, ActName.HAND_OVER, ActName.CHECK_ORIGINAL, ActName.REVOKE_CHECK),
        ),
        "the office's own books of what the firm knows",
    ),
}


def test_every_act_on_what_is_a_firms_tells_it_or_says_why_not() -> None:
    rows = [row for row in TABLE if row.on in OF_A_FIRM]
    assert {row.act for row in rows if row.tells_firm and not row.tells_if_said} == TOLD
    assert {row.act for row in rows if row.tells_firm and row.tells_if_said} == set(TOLD_IF_SAID)
    assert {row.act for row in rows if not row.tells_firm} == set(NOT_TOLD)


def test_every_step_of_an_application_says_what_comes_next(town: Town) -> None:
    number = town.brought_to(State.PAID)
    told = [one.text for one in notices_of(town.work, application_id=town.application(number).id)]
    assert len(told) > 4
    assert [text for text in told if NEXT not in text] == []


def test_whoever_has_to_put_something_right_is_told_what_by_when_and_what_was_found_done(town: Town) -> None:
    fields = given.inspection("台账不全\n发票不齐", demand="补齐", rectify_days=15)
    town.does(ActName.INSPECT, town.contract.number, fields, by=town.bureau)
    number = str(oversights_on(town.work, town.contract.id)[0].id)
    before = _told(town)
    paper = town.paper("service")
    town.scanned(paper)
    town.does(ActName.SERVE_RECTIFICATION, number, given.service(paper), by=town.bureau)
    (served,) = _told(town)[len(before) :]
    assert served.splitlines() == [
        f"合同{town.contract.number}：限期整改通知已登记送达。",
        "待整改：",
        "1. 台账不全；要求：补齐；期限：2026年12月9日",
        "2. 发票不齐；要求：补齐；期限：2026年12月9日",
        "整改完成后请告诉办公室，等待复查。如有疑问请回复 0。",
    ]
    town.does(ActName.FOLLOW_UP, number, given.follow_up("1"), by=town.bureau)
    town.does(ActName.FOLLOW_UP, number, given.follow_up("2"), by=town.bureau)
    first, second = _told(town)[len(before) + 1 :]
    assert "已整改到位：问题1。\n待整改：\n2. 发票不齐" in first
    assert second.endswith("已整改到位：问题2。\n没有待整改的问题了。")


def _told(town: Town) -> list[str]:
    return [one.text for one in notices_of(town.work, contract_id=town.contract.id)]
