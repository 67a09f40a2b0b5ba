"""The window for reports opens when consent and recipients are recorded, and not before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.casework.sealed.window import is_open, recipients
from handlers.casework.sealed.window_rows import ConsentFields, KeyFields, RecipientFields
from handlers.casework.staff_rows import RoleFields
from handlers.casework.staffing import deactivate
from handlers.casework.table import ActName
from handlers.results import Reason, Source
from handlers.texts import sealed_complaints as texts
from store.queries.people import staff_named
from store.states import RecipientUnit, Role
from store.tables.notices import StaffNotice
from tests.handlers.casework.town import TODAY, Town
from tests.handlers.contracts.contracts import member
from tests.keys import private_key, public_key

_OPEN, _CLOSE, _KEY = ActName.OPEN_WINDOW, ActName.CLOSE_WINDOW, ActName.ADD_RECIPIENT


def _said(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.text for reason in reasons if reason.source is Source.SYSTEM]


def test_it_is_closed_by_itself_and_opens_only_on_consent_and_recipients(town: Town) -> None:
    by = town.administrator
    assert not is_open(town.work)
    assert _said(town.refuses(_OPEN, "settings", by=by)) == [texts.NO_CONSENT, texts.TOO_FEW]
    town.may_receive_reports()
    assert not is_open(town.work)
    town.does(_OPEN, "settings", by=by)
    assert is_open(town.work)
    town.does(_CLOSE, "settings", by=by)
    assert not is_open(town.work)


@pytest.mark.parametrize("units", [("office", "bureau"), ("outside",), ("office",)])
def test_two_people_and_one_of_them_outside_are_wanted(town: Town, units: tuple[str, ...]) -> None:
    fields = ConsentFields(document="安纪函〔2026〕1号", dated=TODAY)
    town.does(ActName.RECORD_CONSENT, "settings", fields, by=town.administrator)
    for place, unit in enumerate(units):
        town.officer(f"受理{place}")
        town.receives(f"受理{place}", RecipientUnit(unit))
    assert _said(town.refuses(_OPEN, "settings", by=town.administrator)) == [texts.TOO_FEW]


def test_a_second_key_of_the_same_person_is_no_second_person(town: Town) -> None:
    town.officer("郑派")
    town.receives("郑派", RecipientUnit.OUTSIDE)
    second = RecipientFields(key=public_key("郑派的纸"), unit=RecipientUnit.OUTSIDE)
    town.does(_KEY, "郑派", second, by=town.administrator)
    assert texts.TOO_FEW in _said(town.refuses(_OPEN, "settings", by=town.administrator))


def test_an_open_window_closes_by_itself_where_a_recipient_is_lacking(town: Town) -> None:
    town.may_receive_reports()
    town.does(_OPEN, "settings", by=town.administrator)
    deactivate(town.work, town.administrator, "郑派")
    assert [one.unit for one in recipients(town.work)] == [RecipientUnit.OFFICE]
    assert not is_open(town.work)


def test_a_retired_key_receives_nothing(town: Town) -> None:
    town.may_receive_reports()
    town.does(_OPEN, "settings", by=town.administrator)
    key = KeyFields(key=public_key("吴受"))
    town.does(ActName.RETIRE_RECIPIENT, "吴受", key, by=town.administrator)
    assert not is_open(town.work)
    assert _said(town.refuses(ActName.RETIRE_RECIPIENT, "吴受", key, by=town.administrator)) == [texts.NO_SUCH_KEY]


@pytest.mark.parametrize(
    ("key", "said"),
    [("age1abc", texts.BAD_KEY), (private_key("郑派")[:64], texts.BAD_KEY), (public_key("吴受"), texts.KEY_TAKEN)],
)
def test_only_a_new_public_key_is_entered(town: Town, key: str, said: str) -> None:
    town.may_receive_reports()
    fields = RecipientFields(key=key, unit=RecipientUnit.OUTSIDE)
    assert _said(town.refuses(_KEY, "郑派", fields, by=town.administrator)) == [said]


def test_who_receives_is_an_officer_and_is_entered_by_the_administrator(town: Town) -> None:
    fields = RecipientFields(key=public_key("别人"), unit=RecipientUnit.OUTSIDE)
    assert texts.NO_OFFICER in _said(town.refuses(_KEY, town.bureau.name, fields, by=town.administrator))
    officer = member(town.work, "吴受", Role.REPORT_OFFICER)
    refused = town.refuses(_KEY, "吴受", fields, by=officer)
    assert texts.ADMINISTRATOR_ONLY in [reason.text for reason in refused]


def test_a_letter_of_tomorrow_is_no_consent(town: Town) -> None:
    fields = ConsentFields(document="安纪函〔2026〕1号", dated=TODAY + timedelta(days=1))
    assert town.refuses(ActName.RECORD_CONSENT, "settings", fields, by=town.administrator)


def test_no_key_comes_unnoticed_by_an_officer_who_lost_the_role_before(town: Town) -> None:
    town.may_receive_reports()
    for name in ("吴受", "郑派"):
        roles = RoleFields(roles=(Role.SUPERVISOR,))
        town.does(ActName.STAFF_ROLES, name, roles, by=town.administrator)
    town.officer("假受理")
    town.receives("假受理", RecipientUnit.OUTSIDE)
    officers = _told(town, role=Role.REPORT_OFFICER)
    assert texts.receives_no_more(name="郑派") in officers
    for name in ("吴受", "郑派"):
        assert any(public_key("假受理") in said for said in _told(town, name=name))


def test_a_key_that_receives_again_is_told(town: Town) -> None:
    town.may_receive_reports()
    deactivate(town.work, town.administrator, "郑派")
    town.does(ActName.STAFF_ADD, "郑派", RoleFields(roles=(Role.REPORT_OFFICER,)), by=town.administrator)
    said = _told(town, role=Role.REPORT_OFFICER)
    assert said[-2:] == [texts.receives_no_more(name="郑派"), texts.receives_again(name="郑派")]


def _told(town: Town, *, role: Role | None = None, name: str = "") -> list[str]:
    staff = staff_named(town.work, name) if name else None
    rows = town.work.all(select(StaffNotice).order_by(StaffNotice.id))
    for_role = [one.text for one in rows if role is not None and one.role == role.value]
    return for_role + [one.text for one in rows if staff is not None and one.staff_id == staff.id]
