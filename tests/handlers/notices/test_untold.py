"""没有通知到的: what nobody of a firm had before them wants a call, and 电话告知 closes it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.casework.table import TABLE, ActName
from handlers.casework.telling_rows import TellByPhoneFields
from handlers.messages import Channel
from handlers.notices.contacts import contacts_for
from handlers.notices.delivery import tell_firm
from handlers.notices.records import notices_of
from handlers.staff.lists.present import present
from handlers.texts import telling as texts
from store.outbox.outcomes import About, outcome
from store.queries.bindings import bound_people
from store.queries.contact_phones import keep_phone
from store.queries.lists.paging import Paging
from store.queries.lists.untold import CALL_AFTER, UntoldFilter, list_untold, listed_notices
from store.queries.lists.waiting import WaitingFilter, WaitingKind, list_waiting
from store.states import NoticeState, NoticeWay, OutboxState, State
from tests.handlers.casework import given
from tests.handlers.casework.conftest import town, work
from tests.handlers.casework.town import TODAY, TOMORROW, YESTERDAY, Town

__all__ = ["town", "work"]

CALL = TellByPhoneFields(told_on=TODAY, spoke_with="王小明", phone="13812345678")


def tell(town: Town, key: str = "a") -> None:
    """Something of the contract is told to everybody of its firm."""
    contract = town.contract
    tell_firm(town.work, contract.firm_id, key=key, text=f"有事{key}。", about=About(contract_id=contract.id))


def became(town: Town, state: OutboxState, *, person: int = 0, key: str = "a", reason: str = "") -> None:
    binding = bound_people(town.work, town.contract.firm_id)[person]
    way = NoticeWay.TEMPLATE if state is OutboxState.SENT else None
    town.work.session.flush()
    town.work.connection.execute(
        outcome(f"notice:{key}:{binding.id}", state, reason, town.work.now, way=way, receipt="")
    )
    town.work.session.expire_all()


def untold(town: Town, *, later: bool = False, **wanted: object) -> list[int]:
    """The ids of what is listed; `later` is after the day in which a firm may come by itself."""
    now = town.work.now + (CALL_AFTER if later else timedelta())
    asked = UntoldFilter(now=now, **wanted)  # type: ignore[arg-type]
    found = listed_notices(town.work, list_untold(town.work, asked, Paging()).ids)
    return [number for number, one in found.items() if one.notice.event == "notice:a"]


def newest(town: Town) -> int:
    return notices_of(town.work, contract_id=town.contract.id)[-1].deliveries[0].id


@pytest.mark.parametrize(
    ("states", "at_once", "after_a_day"),
    [
        ([], 0, 1),  # still on its way
        ([OutboxState.SENT], 0, 0),
        ([OutboxState.HELD], 0, 1),
        ([OutboxState.DEAD], 1, 1),
        ([OutboxState.DEAD, OutboxState.SENT], 0, 0),  # somebody of the firm has it
        ([OutboxState.DEAD, OutboxState.HELD], 0, 1),
        ([OutboxState.DEAD, OutboxState.DEAD], 1, 1),
    ],
)
def test_a_call_is_wanted_where_nobody_had_it(
    town: Town, states: list[OutboxState], at_once: int, after_a_day: int
) -> None:
    if len(states) > 1:
        town.bound(town.contract.firm_id, "colleague")
    tell(town)
    for person, state in enumerate(states):
        became(town, state, person=person)
    assert (len(untold(town)), len(untold(town, later=True))) == (at_once, after_a_day)


def test_a_firm_to_which_nobody_is_bound_is_to_be_called_at_once(town: Town) -> None:
    for row in bound_people(town.work, town.contract.firm_id):
        row.ended_at, row.address = town.work.now, ""
    tell(town)
    assert untold(town) == [newest(town)]
    assert untold(town, states=("nobody",)) == untold(town)
    assert untold(town, states=("unreachable", "held", "waiting")) == []


def test_a_contract_before_anybody_is_bound_does_not_stand_in_the_work_of_the_day(town: Town) -> None:
    def waiting() -> int:
        wanted = WaitingFilter(
            member=town.office.id, roles=town.office.roles, kinds=(WaitingKind.UNTOLD,), today=TODAY
        )
        return list_waiting(town.work, wanted, present(town.work, TABLE).office, Paging()).total

    number = town.brought_to(State.ACCEPTED)
    for row in bound_people(town.work, town.contract.firm_id):
        row.ended_at, row.address = town.work.now, ""
    before = waiting()
    tell(town)
    assert waiting() == before
    town.does(ActName.REPORT, number, given.report())
    assert waiting() == before + 1


def test_the_list_is_narrowed_by_state_words_and_day(town: Town) -> None:
    tell(town)
    became(town, OutboxState.HELD)
    now = town.work.now
    fitting: tuple[dict[str, object], ...] = (
        {"states": ("held",)},
        {"words": "AZ-HT-001"},
        {"words": "演示甲"},
        {"since": now},
    )
    for asked in fitting:
        assert untold(town, later=True, **asked) == [newest(town)], asked
    other: tuple[dict[str, object], ...] = (
        {"states": ("waiting",)},
        {"words": "AZ-HT-009"},
        {"is_phoned": True},
        {"until": now},
    )
    for asked in other:
        assert untold(town, later=True, **asked) == [], asked


def test_a_call_closes_the_event_for_everybody_and_stands_with_the_record(town: Town) -> None:
    town.bound(town.contract.firm_id, "colleague")
    tell(town)
    became(town, OutboxState.DEAD)
    became(town, OutboxState.DEAD, person=1)
    (number,) = untold(town)
    town.does(ActName.TELL_BY_PHONE, str(number), CALL)
    assert untold(town, later=True) == []
    assert untold(town, is_phoned=True) == [number]
    told = notices_of(town.work, contract_id=town.contract.id)[-1]
    assert [one.state for one in told.deliveries] == [NoticeState.UNREACHABLE] * 2
    assert told.phoned == "2026年11月24日已电话告知 王小明（13812345678），张办登记。"
    assert not told.reached_nobody


def test_a_call_is_recorded_once_on_a_day_since_the_notice_by_the_units(town: Town) -> None:
    tell(town)
    number = str(newest(town))
    for day in (YESTERDAY, TOMORROW):
        town.refuses(ActName.TELL_BY_PHONE, number, CALL.model_copy(update={"told_on": day}))
    for member in (town.payer, town.supervisor, town.auditor, town.administrator):
        (reason,) = town.refuses(ActName.TELL_BY_PHONE, number, CALL, by=member)
        assert reason.text == texts.UNITS_ONLY
    town.does(ActName.TELL_BY_PHONE, number, CALL, by=town.bureau)
    assert [one.text for one in town.refuses(ActName.TELL_BY_PHONE, number, CALL)] == [texts.TOLD_ALREADY]
    assert [one.text for one in town.refuses(ActName.TELL_BY_PHONE, "999", CALL)] == [texts.NO_SUCH]


def test_whom_to_call_is_who_the_application_names_then_what_people_left(town: Town) -> None:
    said = '{"contact": "张三", "phone": "13800000000"}'
    number = town.brought_to(State.ACCEPTED)
    town.application(number).data = said
    keep_phone(town.work, bound_people(town.work, town.contract.firm_id)[0], "13811112222")
    tell(town)

    def called(notice: int) -> list[tuple[str, str]]:
        found = contacts_for(town.work, listed_notices(town.work, [notice]).values())
        return [(one.name, one.phone) for one in found[notice]]

    of_application = notices_of(town.work, application_id=town.application(number).id)[-1].deliveries[0].id
    assert called(of_application) == [("张三", "13800000000"), ("", "13811112222")]
    assert called(newest(town)) == [("", "13811112222"), ("张三", "13800000000")]


def test_what_reaches_its_person_after_all_wants_no_call(town: Town) -> None:
    town.bound(town.contract.firm_id, "visitor", Channel.WEB)
    tell(town)
    assert len(untold(town, later=True)) == 1
    became(town, OutboxState.HELD)
    became(town, OutboxState.SENT)
    assert untold(town, later=True) == []
