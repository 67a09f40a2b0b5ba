"""The list of members, and that of intentions (意向登记), which is the office's alone."""

from __future__ import annotations

import json

from handlers.casework.authority import denial
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName, Subject
from handlers.dates import local_day, start_of
from handlers.identity.roles import roles_of
from handlers.results import Reason
from handlers.staff.actions.acting import Acting
from handlers.staff.lists.asked import Asked
from handlers.staff.lists.filters import areas_of, choices
from handlers.staff.lists.listing import Cell, Column, Dates, Listing, Mark, Row
from handlers.staff.lists.present import Present
from handlers.texts import console_lists as texts
from handlers.texts.people import ROLE_WORDS
from handlers.texts.people import roles as role_words
from store.queries.lists.people import (
    IntentionFilter,
    ListedIntention,
    ListedMember,
    MemberFilter,
    list_intentions,
    list_members,
    listed_intentions,
    listed_members,
)
from store.states import Role

_MEMBER_COLUMNS = (Column(texts.NAME), Column(texts.ROLES), Column(texts.STATE), Column(texts.LINKS, is_sum=True))
_INTENTION_COLUMNS = (
    Column(texts.NAME),
    Column(texts.PHONE),
    Column(texts.AREA),
    Column(texts.WISH),
    Column(texts.REGISTERED, is_brief=True, sort="registered"),
    Column(texts.SEEN),
)
_ROLES = {role.value: ROLE_WORDS[role] for role in Role}
_SHORT = 80
_YES, _NO = "yes", "no"
"""Of a choice in an address."""


def member_list(acting: Acting, asked: Asked, now: Present) -> Listing:  # noqa: ARG001 -- as all lists
    """A page of the members, as the address asks."""
    roles, active = asked.chosen("role", _ROLES), asked.chosen("active", texts.ACTIVE)
    wanted = MemberFilter(words=asked.words, roles=tuple(map(Role, roles)), is_active=_one(active))
    page = list_members(acting.work, wanted, asked.paging)
    found = listed_members(acting.work, page.ids)
    return Listing(
        title=texts.MEMBERS,
        columns=_MEMBER_COLUMNS,
        rows=tuple(_member_row(found[number]) for number in page.ids),
        total=page.total,
        number=page.number,
        pages=page.pages,
        asked=asked,
        empty=texts.NOTHING_FITS if asked.is_filtered else texts.NO_MEMBERS,
        search=texts.SEARCH_MEMBERS,
        filters=(
            choices("role", texts.ROLE, _ROLES, roles),
            choices("active", texts.STATE, texts.ACTIVE, active),
        ),
    )


def intentions_denied(acting: Acting) -> Reason | None:
    """Why the member does not read the entries: they are people's own words and numbers."""
    return denial(acting.work, acting.member, TABLE[ActName.SEE_TO_INTENTION])


def intention_list(acting: Acting, asked: Asked, now: Present) -> Listing:
    """A page of the entries, as the address asks; the oldest first, as they are to be called back."""
    areas, handled = areas_of(acting.kb), asked.chosen("handled", texts.HANDLED)
    area, (sort, is_descending) = asked.chosen("area", areas), asked.order(("registered",), "registered")
    since, until, before = asked.since(), asked.until(), asked.before()
    wanted = IntentionFilter(
        words=asked.words,
        areas=area,
        is_handled=_one(handled),
        since=start_of(since) if since else None,
        until=start_of(before) if before else None,
        is_descending=is_descending,
    )
    page = list_intentions(acting.work, wanted, asked.paging)
    found = listed_intentions(acting.work, page.ids)
    return Listing(
        title=texts.INTENTIONS,
        columns=_INTENTION_COLUMNS,
        rows=tuple(_intention_row(found[number], areas, now) for number in page.ids),
        total=page.total,
        number=page.number,
        pages=page.pages,
        asked=asked,
        empty=texts.NOTHING_FITS if asked.is_filtered else texts.NO_INTENTIONS,
        search=texts.SEARCH_INTENTIONS,
        filters=(
            choices("handled", texts.STATE, texts.HANDLED, handled),
            choices("area", texts.AREA, areas, area),
            Dates(texts.REGISTERED_FROM, since.isoformat() if since else "", until.isoformat() if until else ""),
        ),
        sort=sort,
        is_descending=is_descending,
    )


def _one(chosen: tuple[str, ...]) -> bool | None:
    """Both values ask for no more than none."""
    return chosen[0] == _YES if len(chosen) == 1 else None


def _member_row(found: ListedMember) -> Row:
    one = found.member
    cells = (
        Cell(one.name),
        Cell(role_words(roles=roles_of(one))),
        Cell(texts.ACTIVE[_YES if one.active else _NO]),
        Cell(str(found.links) if found.links else texts.NOT_LINKED),
    )
    return Row(Subject.MEMBER, one.name, cells, mark=Mark.NONE if one.active else Mark.SOFT)


def _intention_row(found: ListedIntention, areas: dict[str, str], now: Present) -> Row:
    one = found.intention
    data: dict[str, str | None] = json.loads(one.data)
    area, wish = data.get("area") or "", data.get("wish") or ""
    is_open = one.handled_at is None
    registered = Cell(texts.iso(local_day(one.registered_at)))
    seen = (
        texts.NOT_SEEN if one.handled_at is None else texts.seen(on=local_day(one.handled_at), by=found.handled_by)
    )
    cells = (
        Cell(data.get("called") or ""),
        Cell(data.get("phone") or ""),
        Cell(areas.get(area, area)),
        Cell(wish if len(wish) <= _SHORT else f"{wish[:_SHORT]}…"),
        now.waited(one.registered_at) if is_open else registered,
        Cell(seen, mark=Mark.SOON if is_open else Mark.NONE),
    )
    return Row(Subject.INTENTION, str(one.id), cells)
