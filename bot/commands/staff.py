"""`staff`: who works with the assistant, and in which roles."""

from __future__ import annotations

import os
from typing import Annotated

from cyclopts import App, Parameter

from bot import settings
from bot.commands.performed import body_naming, looked, performed_here, print_table
from handlers.casework.credentials import issue_login_link
from handlers.casework.staffing import add_staff, deactivate, give_roles, issue_link_code
from handlers.identity.codes import LINK_LIVES, LOGIN_LIVES
from handlers.identity.roles import roles_of
from handlers.identity.who import OPERATOR
from handlers.results import Refused
from handlers.texts import people as texts
from store.queries.people import all_staff
from store.states import Role
from store.work import Work

app = App(name="staff", help="Who works with the assistant, and in which roles.")


def _spelt(role: str) -> str:
    """The one spelling of a role that is stored and shown; report-officer and Report_Officer are read as well."""
    return role.strip().lower().replace("-", "_")


Roles = Annotated[list[Role], Parameter(name="--role", consume_multiple=True, negative=(), name_transform=_spelt)]
"""office, bureau, payer, supervisor, report_officer, auditor, administrator; several with spaces between."""


@app.command
async def add(name: str, *, roles: Roles) -> None:
    """Enter a member of staff; somebody who had left comes back.

    Args:
        name: the member's name, as acts are recorded under it.
        roles: one or several of office, bureau, payer, supervisor, report_officer, auditor, administrator.
    """
    given = frozenset(roles)
    done = await performed_here("", lambda work, _: add_staff(work, OPERATOR, name, given))
    print(body_naming()(texts.added(name=done.subject, roles=given)))


@app.command(name="roles")
async def change_roles(name: str, *, roles: Roles) -> None:
    """Give a member other roles than before.

    Args:
        name: the member's name.
        roles: all roles that the member has from now on.
    """
    given = frozenset(roles)
    done = await performed_here("", lambda work, _: give_roles(work, OPERATOR, name, given))
    print(body_naming()(texts.added(name=done.subject, roles=given)))


@app.command
async def off(name: str) -> None:
    """Deactivate a member: no more acts, accounts unlinked; what they did keeps their name."""
    done = await performed_here("", lambda work, _: deactivate(work, OPERATOR, name))
    print(texts.taken_off(name=done.subject))


@app.command(name="list")
async def list_staff() -> None:
    """List everybody who is or was a member."""
    rows = await looked(_listed)
    print_table(texts.COLUMNS, rows, if_empty=texts.NOBODY)


@app.command
async def link(name: str) -> None:
    """Print a one-time code: the member sends it from the account that is to be theirs."""
    code = await performed_here("", lambda work, _: _code(work, name))
    print(texts.link_code(name=name, code=code, hours=int(LINK_LIVES.total_seconds()) // 3600))


@app.command
async def login(name: str) -> None:
    """Print a one-time link: the member sets up, or anew, the password and the authenticator of the console."""
    configured = settings.load(os.environ)
    path = await performed_here("", lambda work, _: issue_login_link(work, OPERATOR, name))
    hours = int(LOGIN_LIVES.total_seconds()) // 3600
    print(texts.login_link(name=name, link=f"{configured.console_url}{path}", hours=hours))


def _code(work: Work, name: str) -> str | Refused:
    return issue_link_code(work, OPERATOR, name)


def _listed(work: Work) -> list[tuple[str, str, str]]:
    naming = body_naming()
    return [
        (row.name, naming(texts.roles(roles=roles_of(row))), texts.ACTIVE if row.active else texts.LEFT)
        for row in all_staff(work)
    ]
