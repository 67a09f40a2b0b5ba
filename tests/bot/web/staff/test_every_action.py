"""Every action × role × door, with a valid body, equals the table; and every act of staff is an action."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from msgspec.structs import replace

from bot.web.form_keys import form_key
from bot.web.staff.action import FIELD
from bot.web.staff.addresses import act_on
from bot.web.staff.console import COOKIE
from bot.web_application import web_application
from bot.wiring import Parts
from handlers.casework.table import TABLE
from handlers.identity.actors import Door, StaffMember
from handlers.identity.staff_sessions import open_session
from handlers.results import Done, Refused, Result, WhollyRefusedError
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.action_form import recorded
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.filled_form import fill_in
from handlers.staff.actions.targets import target_of
from store.states import Role, SignInWay
from store.work import Work
from tests.bot.web.staff.conftest import OWN, Client
from tests.bot.web.staff.rehearsal import Rehearsal
from tests.clocks import FrozenClock
from tests.handlers.casework.town import Town
from tests.handlers.contracts.contracts import member
from tests.handlers.staff.ready import Ready, ready
from tests.measure import opened

CATALOGUE = Catalogue(TABLE, opened().written_out)
_WAYS = {Door.CONSOLE: SignInWay.PASSWORD, Door.DESK: SignInWay.ACCOUNT}


@dataclass(frozen=True)
class Cell:
    """One action by one role from one door."""

    action: str
    role: Role
    door: Door


@dataclass(frozen=True)
class Stage:
    """`seats` are tokens by role and door."""

    database: Rehearsal
    clock: FrozenClock
    client: Client
    members: dict[Role, StaffMember]
    seats: dict[tuple[Role, Door], str]
    targets: dict[str, Ready]


PARTS = 4
"""Of the actions; to make the targets of one action ready costs more than to try it."""


def _actions(part: int) -> list[Action]:
    return list(CATALOGUE.actions)[part::PARTS]


@pytest.fixture
async def stage(parts: Parts, clock: FrozenClock, part: int) -> AsyncIterator[Stage]:
    def settle(work: Work) -> tuple[dict[Role, StaffMember], dict[tuple[Role, Door], str], dict[str, Ready]]:
        town = Town(work)
        targets = {action.key: ready(town, action, place) for place, action in enumerate(_actions(part), 2)}
        members = {role: member(work, f"新{role.value}", role) for role in Role}
        seats = {
            (role, door): open_session(work, members[role], way, "a browser")
            for role in Role
            for door, way in _WAYS.items()
        }
        return members, seats, targets

    members, seats, targets = await parts.database.write(settle, parts.clock())
    rehearsal = Rehearsal(parts.database)
    app = web_application(replace(parts, database=rehearsal))
    client: Client
    async with TestClient[web.Request, web.Application](TestServer(app)) as client:
        yield Stage(rehearsal, clock, client, members, seats, targets)


def _expected(part: int) -> dict[Cell, bool]:
    """What the table says."""
    return {
        Cell(action.key, role, door): role in TABLE[action.row.act].roles and door in TABLE[action.row.act].doors
        for action in _actions(part)
        for role in Role
        for door in Door
    }


async def _by_page(stage: Stage, action: Action, role: Role, door: Door) -> bool:
    """Whether the console's page does it for a member who signed in so."""
    target, token = stage.targets[action.key], stage.seats[role, door]
    form = {"key": form_key(token), "token": f"{action.key}{role}{door}", "stage": "record"}
    typed = {f"{FIELD}{name}": words for name, words in target.typed_by(role).items()}
    address = act_on(action.key, action.subject, target.number)
    async with stage.client.post(
        address, data={**form, **typed}, headers={**OWN, "Cookie": f"{COOKIE}={token}"}, allow_redirects=False
    ) as response:
        page = await response.text()
        is_done = response.status == 303 or 'class="code"' in page
        assert is_done or response.status in {403, 422}, (action.key, response.status)
        return is_done


async def _by_act(stage: Stage, action: Action, role: Role, door: Door) -> bool:
    """Whether the action itself is done for a member from another door."""
    target = stage.targets[action.key]

    def act(work: Work) -> bool:
        acting = Acting(work, replace(stage.members[role], door=door), opened())
        found = target_of(work, action.subject, target.number)
        assert found is not None
        filled = fill_in(acting, action, found, target.typed_by(role))
        if filled.faults:  # whose record it is can be refused with the field that names it
            assert role not in action.roles, (action.key, filled.faults)
            return False
        is_offered = not CATALOGUE.against(work, acting.member, action, found)
        result = _result(lambda: action.run(acting, found, recorded(action, filled.answers), found.version))
        assert is_offered or isinstance(result, Refused), action.key
        return isinstance(result, Done)

    return await stage.database.write(act, stage.clock.now)


def _result(run: Callable[[], Result]) -> Result:
    """As the page takes it: several acts that are given up together are refused."""
    try:
        return run()
    except WhollyRefusedError as refusal:
        return Refused(refusal.reasons)


_EVERYDAY = 8


def _tried(expected: dict[Cell, bool], soak_factor: int, seed: int) -> list[Cell]:
    """All; every day whoever may at the console, and of the others each eighth, other ones with each commit."""
    if soak_factor > 1:
        return list(expected)
    allowed = {cell for cell, is_done in expected.items() if is_done and cell.door is Door.CONSOLE}
    others = [cell for cell in expected if cell not in allowed]
    return [*allowed, *others[seed % _EVERYDAY :: _EVERYDAY]]


@pytest.mark.rotated("whole stories", 3)
@pytest.mark.soak
@pytest.mark.sampled(1)
@pytest.mark.parametrize("part", range(PARTS))
async def test_every_action_of_every_role_from_every_door_is_as_the_table_says(
    stage: Stage, soak_factor: int, pytestconfig: pytest.Config, part: int
) -> None:
    expected, found = _expected(part), dict[Cell, bool]()
    for cell in _tried(expected, soak_factor, int(pytestconfig.getoption("hypothesis_seed"))):
        attempt = _by_page if cell.door in _WAYS else _by_act
        found[cell] = await attempt(stage, CATALOGUE.by_key[cell.action], cell.role, cell.door)
    assert [cell for cell, is_done in found.items() if expected[cell] is not is_done] == []
    assert {cell.action for cell, is_done in found.items() if is_done} == {action.key for action in _actions(part)}


def test_every_act_of_staff_is_an_action_and_every_action_an_act() -> None:
    acts = {row.act for row in TABLE if row.roles and not row.own_page}
    assert {action.row.act for action in CATALOGUE.actions} == acts
    assert all(action.row is TABLE[action.row.act] for action in CATALOGUE.actions)
