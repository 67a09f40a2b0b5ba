"""Cards that nobody asked for are told by their look and not kept; papers, invoices, photos, screens are."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from handlers.filekinds import Problem
from handlers.form_state import Filling
from handlers.forms.attachments import Received, Rejection, asks_for_card
from handlers.forms.prompting import prompt
from handlers.forms.spec import Form, Step
from handlers.materials.card_shapes import Pixels
from handlers.materials.cards import looks_like_card
from handlers.materials.handing_in import Fetched, Materials
from handlers.messages import Channel, Media, MediaKind, Person
from policy_kb.models import Model
from store.files import FileStore
from tests.clocks import FrozenClock
from tests.handlers.materials.card_pictures import (
    CARDS,
    CLOTH,
    DARK_TABLE,
    WOOD,
    bank_card,
    id_back,
    id_front,
    jpeg,
    lying_on,
    noisy,
    shaded,
    squeezed,
)
from tests.handlers.materials.inspecting import Unlimited, inspect_here
from tests.handlers.materials.other_pictures import OTHERS, letter
from tests.handlers.materials.samples import pdf

COUNT = 40 if os.environ.get("EZHEN_TEST_SOAK") == "1" else 4
_FACES = {"front": id_front(), "back": id_back(), "blue": bank_card(), "red": bank_card((170, 25, 40))}
_PERSON = Person(Channel.TERMINAL, "local")
_PICTURE = Media(kind=MediaKind.IMAGE, reference="photo")


@pytest.mark.sampled(6)
@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_told_by_its_look(name: str) -> None:
    assert looks_like_card(CARDS[name]())


@pytest.mark.sampled(8)
@pytest.mark.parametrize("name", OTHERS)
def test_other_pictures_raise_no_false_alarm(name: str) -> None:
    assert not looks_like_card(OTHERS[name]())


@pytest.mark.rotated("large files", 2)
@pytest.mark.soak
@settings(max_examples=COUNT, deadline=None)
@given(
    face=st.sampled_from(sorted(_FACES)),
    table=st.sampled_from((DARK_TABLE, WOOD, CLOTH, (120, 120, 125))),
    scale=st.floats(1.25, 2.2),
    askew=st.floats(-11, 11),
    light=st.floats(0.8, 1.0),
    turn=st.sampled_from((0, 90, 180, 270)),
)
def test_a_card_is_told_however_it_lies(
    *, face: str, table: tuple[int, int, int], scale: float, askew: float, light: float, turn: int
) -> None:
    laid = lying_on(_FACES[face], table, scale=scale, angle=askew)
    sent = squeezed(noisy(shaded(laid, light), 6), 60)
    assert looks_like_card(sent.rotate(turn, expand=True))


@settings(max_examples=40, deadline=None)
@given(
    width=st.integers(1, 60),
    height=st.integers(1, 60),
    mode=st.sampled_from(("RGB", "L", "1", "P", "RGBA", "CMYK")),
    seed=st.binary(min_size=4, max_size=4),
)
def test_no_picture_breaks_it(width: int, height: int, mode: str, seed: bytes) -> None:
    picture = Image.frombytes("RGB", (width, height), (seed * width * height)[: 3 * width * height])
    assert looks_like_card(picture.convert(mode)) in {True, False}


def test_its_cost_does_not_grow_with_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, ...]] = []

    def note(pixels: Pixels) -> None:
        seen.append(pixels.shape)

    monkeypatch.setattr("handlers.materials.cards.framed_quad", note)
    looks_like_card(Image.new("RGB", (6000, 4000)))
    assert seen == [(341, 512, 3)]


@pytest.mark.parametrize(
    ("label", "asks"),
    [
        ("法定代表人身份证复印件", True),
        ("银行卡正面照片", True),
        ("开户许可证", True),
        ("加盖公章的申请书", False),
        ("营业执照", False),
    ],
)
def test_the_offices_list_may_ask_for_a_card(label: str, asks: bool) -> None:  # noqa: FBT001 -- a table
    assert asks_for_card(label) is asks


def _materials(folder: Path, content: bytes) -> Materials:
    async def fetch(person: Person, media: Media, *, limit: int) -> Fetched:
        async def chunks() -> AsyncIterator[bytes]:
            yield content

        return Fetched(chunks(), "IMG_0001.jpg")

    return Materials(
        FileStore(folder), FrozenClock(), {Channel.TERMINAL: fetch}, inspect=inspect_here, allowances=Unlimited()
    )


def _kept(folder: Path) -> list[Path]:
    return [place for place in folder.rglob("*") if place.is_file()]


@pytest.mark.parametrize("face", sorted(_FACES))
async def test_a_card_that_nobody_asked_for_is_deleted_at_once_and_said_so(face: str, tmp_path: Path) -> None:
    photo = jpeg(lying_on(_FACES[face], DARK_TABLE), 75)
    answer = await _materials(tmp_path, photo).receive(_PERSON, _PICTURE, draft=1)
    assert isinstance(answer, Rejection)
    assert answer.problem is Problem.CARD
    assert "身份证或银行卡" in answer.text
    assert "没有保存" in answer.text
    assert "PDF" in answer.text
    assert _kept(tmp_path) == []


async def test_a_card_that_the_list_asks_for_is_taken(tmp_path: Path) -> None:
    answer = await _materials(tmp_path, jpeg(id_front())).receive(_PERSON, _PICTURE, draft=1, cards=True)
    assert isinstance(answer, Received)
    assert len(_kept(tmp_path)) == 2  # byte for byte, and the copy to look at


@pytest.mark.parametrize("content", [jpeg(letter(stamped=True)), pdf()], ids=["letter", "pdf"])
async def test_what_is_no_picture_of_a_card_is_taken(content: bytes, tmp_path: Path) -> None:
    assert isinstance(await _materials(tmp_path, content).receive(_PERSON, _PICTURE, draft=1), Received)


@pytest.mark.parametrize(("label", "asks"), [("经办人身份证", True), ("合同复印件", False)])
def test_the_chat_takes_cards_only_at_the_step_that_asks_for_one(label: str, asks: bool) -> None:  # noqa: FBT001
    step = Step(field="file:a", label=label, prompt=label, files=True)
    words = Step(field="said", label=label, prompt=label)
    form = Form(name="application", version=1, title="申请", model=Model, steps=(step, words))
    assert prompt(form, Filling(asking="file:a")).cards is asks
    assert not prompt(form, Filling(asking="said")).cards
