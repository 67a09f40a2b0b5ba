"""From a list one goes on to what stands next in it, and back to it as it was."""

from __future__ import annotations

import html
import re

import pytest

from bot.wiring import Parts
from tests.bot.web.staff.conftest import Office
from tests.scenarios.desk.conftest import OFFICE

_LIST = "/staff/applications?sort=-since&size=25"


@pytest.fixture
def parts(county: Parts) -> Parts:
    return county


def _links(page: str) -> list[str]:
    found = re.findall(r'<th scope="row"><a href="([^"]+)"', page)
    return [html.unescape(one) for one in found]


def _next(page: str, way: str = "next") -> str:
    found = re.findall(rf'<a rel="{way}" href="(/staff/[^"]+)"', page)
    return html.unescape(found[0]) if found else ""


async def test_next_leads_through_the_list_and_back_to_it(office: Office) -> None:
    seat = await office(OFFICE)
    links = _links(await seat.get(_LIST))
    page = await seat.get(links[0])
    assert _next(page, "prev") == ""
    assert html.escape(_LIST) in page
    shown = [links[0].split("?")[0]]
    for _ in links[1:5]:
        address = _next(page)
        shown.append(address.split("?")[0])
        page = await seat.get(address)
    assert shown == [link.split("?")[0] for link in links[:5]]
    assert _next(page, "prev").split("?")[0] == shown[-2]


@pytest.mark.parametrize("odd", ["?among=staff:1", "?list=//evil.example", "?among=application:&list=/other"])
async def test_a_made_up_list_leads_nowhere(office: Office, odd: str) -> None:
    seat = await office(OFFICE)
    number = _links(await seat.get(_LIST))[0].split("?")[0]
    page = await seat.get(number + odd)
    assert _next(page) == ""
    assert 'href="/staff/applications">返回列表' in page
