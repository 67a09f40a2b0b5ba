"""Pictures of cards at the upload page: taken under an item that asks for them, else deleted and said so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from aiohttp import FormData

from bot.wiring import Parts
from handlers.casework.checklists import NewItem, add_item
from handlers.materials.handing_in import materials_of_draft
from handlers.messages import Channel
from store.states import Kind, Role
from store.work import Work
from tests.bot.web.raw import Client
from tests.handlers.contracts.contracts import member
from tests.handlers.materials import giving
from tests.handlers.materials.card_pictures import DARK_TABLE, id_front, jpeg, lying_on

_CARD = jpeg(lying_on(id_front(), DARK_TABLE), 80)


async def _sent(client: Client, parts: Parts, item: str) -> tuple[str, list[str]]:
    """What the page says of a card sent under an item, and the items that files lie under."""

    def give(work: Work) -> tuple[str, int]:
        office = member(work, "办公室甲", Role.OFFICE)
        add_item(work, office, Kind.PREPAYMENT, NewItem("contract", "合同复印件"))
        add_item(work, office, Kind.PREPAYMENT, NewItem("person", "经办人身份证正反面"))
        by = giving.contractor(work, channel=Channel.WEB)
        draft = giving.draft(work, by)
        said = parts.materials.invite(work, draft=draft, kind=Kind.PREPAYMENT, by=by)
        return said[said.index("/upload/") :].split()[0], draft.id

    link, draft_id = await parts.database.write(give, parts.clock())
    opened = re.search(r'name="key" value="(\w+)"', await (await client.post(link)).text())
    assert opened is not None
    form = FormData({"key": opened[1], "item": item}, quote_fields=False)
    form.add_field("file", _CARD, filename="IMG_1.jpg", content_type="image/jpeg")
    page = await (await client.post("/upload", data=form)).text()
    rows = await parts.database.read(lambda work: materials_of_draft(work, draft_id), parts.clock())
    return page, [row.item for row in rows]


def _kept(parts: Parts) -> list[Path]:
    return [place for place in parts.settings.files.rglob("*") if place.is_file()]


@pytest.mark.parametrize("item", ["contract", "", "nothing-of-the-list"])
async def test_a_card_under_another_item_is_deleted_at_once(client: Client, parts: Parts, item: str) -> None:
    page, items = await _sent(client, parts, item)
    assert "看起来像身份证或银行卡，已经立即删除，没有保存" in page
    assert items == []
    assert _kept(parts) == []


async def test_a_card_under_the_item_that_asks_for_it_is_taken(client: Client, parts: Parts) -> None:
    page, items = await _sent(client, parts, "person")
    assert 'class="taken"' in page
    assert items == ["person"]
    assert len(_kept(parts)) == 2
