"""A contractor's talk while applying, a step a call."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from handlers.casework.checklists import NewItem, add_item
from handlers.messages import Media, MediaKind, Reply
from store.queries.applications import applications_on
from store.states import Kind
from store.tables.applications import Application, Draft, Material
from tests.dialogue import Dialogue
from tests.handlers.casework.town import Town, done
from tests.handlers.materials.samples import jpeg
from tests.scenarios.county import County

PURPOSE = "用于支付连翘冷库一期土建工程进度款"
STEPS = {
    "kind": "前期预付资金",
    "amount": "三十万",
    "purpose": PURPOSE,
    "contact": "张明",
    "phone": "13812345678",
    "files": "下一项",
}


async def fill(talk: Dialogue, *, until: str = "", begin: str = "我要申请") -> Reply:
    """Answer every step up to, not with, `until`; without it, up to the summary."""
    reply = await talk.says(begin)
    for step, words in STEPS.items():
        if step == until:
            break
        reply = await talk.says(words)
        assert reply.asks, reply.text
    return reply


def picture(folder: Path, name: str = "照片.jpg", *, colour: str = "navy") -> Media:
    """A photo on its way."""
    file = folder / name
    file.write_bytes(jpeg(colour=colour))
    return Media(MediaKind.IMAGE, str(file), name)


def listing(town: Town) -> None:
    """The office's list: a stamped application, and optional photos."""
    new = (NewItem("stamped", "加盖公章的申请书"), NewItem("photos", "现场照片", required=False))
    for item in new:
        done(add_item(town.work, town.office, Kind.PREPAYMENT, item))


async def sent(county: County) -> list[Application]:
    """The contract's applications."""
    return await county.act(lambda town: applications_on(town.work, town.contract.id))


async def drafts(county: County) -> list[Draft]:
    return await county.act(lambda town: town.work.all(select(Draft).order_by(Draft.id)))


async def materials(county: County) -> list[Material]:
    return await county.act(lambda town: town.work.all(select(Material).order_by(Material.id)))
