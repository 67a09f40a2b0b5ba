"""Help is the list of actions: every one stands there with whose it is, the member's own in the open."""

from __future__ import annotations

from handlers.casework.table import TABLE
from handlers.staff.actions.catalogue import Catalogue
from handlers.texts.console_help import ABOUT
from store.states import Role
from tests.bot.web.staff.conftest import Office
from tests.measure import opened

CATALOGUE = Catalogue(TABLE, opened().written_out)


async def test_every_action_stands_in_the_help_of_every_role(office: Office) -> None:
    for role in Role:
        seat = await office(f"新{role.value}", role)
        page = await seat.get("/staff/help")
        own, others = page.count("<h2"), page.count("<details>")
        assert own > 1
        for action in CATALOGUE.actions:
            assert f'<th scope="row">{action.label}</th>' in page
        assert (others == 0) is all(role in action.roles for action in CATALOGUE.actions)


def test_everything_that_is_acted_on_has_a_name_in_help() -> None:
    assert {action.subject.value for action in CATALOGUE.actions} <= set(ABOUT)
