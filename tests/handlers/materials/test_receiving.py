"""Files on their way in: checked before they are kept, byte for byte, and nothing left of what is refused."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.filekinds import Problem
from handlers.forms.attachments import Received, Rejection
from handlers.materials.allowances import MOST_BYTES
from handlers.materials.handing_in import Fetched, Materials
from handlers.messages import Channel, Media, MediaKind, Person
from store.files import FileStore
from tests.clocks import FrozenClock
from tests.handlers.materials import samples
from tests.handlers.materials.giving import Sent
from tests.handlers.materials.inspecting import Unlimited, inspect_here

PERSON = Person(Channel.WECHAT, "oABC")
IMAGE = Media(MediaKind.IMAGE, "id")


def taking(folder: Path, fetch: Sent | None = None) -> Materials:
    fetches = {Channel.WECHAT: fetch} if fetch else {}
    return Materials(FileStore(folder), FrozenClock(), fetches, inspect=inspect_here, allowances=Unlimited())


def files_in(folder: Path) -> list[Path]:
    return [place for place in folder.rglob("*") if place.is_file()]


async def test_the_original_stays_byte_for_byte_and_the_copy_beside_it(tmp_path: Path) -> None:
    content = samples.jpeg(orientation=6)
    materials = taking(tmp_path, Sent(content, "现场 1.jpg"))
    got = await materials.receive(PERSON, IMAGE, draft=1)
    assert isinstance(got, Received)
    assert materials.files.locate(got.path).read_bytes() == content
    assert (got.sha256, got.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (got.name, got.media_type) == ("现场 1.jpg", "image/jpeg")
    assert got.copy is not None
    assert materials.files.locate(got.copy).read_bytes() != content


async def test_the_name_is_never_a_path(tmp_path: Path) -> None:
    got = await taking(tmp_path, Sent(samples.pdf(), "../../../x/账.pdf")).receive(PERSON, IMAGE, draft=1)
    assert isinstance(got, Received)
    assert got.name == "账.pdf"
    assert "账" not in got.path
    assert all(place.is_relative_to(tmp_path / "2026-11") for place in files_in(tmp_path))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", Problem.EMPTY),
        (b"%PDF-1.7" + b"\0" * MOST_BYTES, Problem.TOO_LARGE),
        (b"MZ" + b"\0" * 100, Problem.PROGRAM),
        (samples.jpeg()[:-100], Problem.DAMAGED),
    ],
)
async def test_nothing_is_left_of_a_file_that_is_refused(tmp_path: Path, content: bytes, problem: Problem) -> None:
    got = await taking(tmp_path, Sent(content)).receive(PERSON, IMAGE, draft=1)
    assert got == Rejection(problem)
    assert files_in(tmp_path) == []


@pytest.mark.rotated("large files", 2)
async def test_exactly_20_mb_are_taken(tmp_path: Path) -> None:
    content = samples.pdf()
    content += b"\n%" + b"x" * (MOST_BYTES - len(content) - 2)
    assert isinstance(await taking(tmp_path, Sent(content)).receive(PERSON, IMAGE, draft=1), Received)


@pytest.mark.parametrize("kind", [kind for kind in MediaKind if kind not in {MediaKind.IMAGE, MediaKind.FILE}])
async def test_voices_and_places_are_no_materials(tmp_path: Path, kind: MediaKind) -> None:
    got = await taking(tmp_path, Sent(samples.pdf())).receive(PERSON, Media(kind, "id"), draft=1)
    assert got == Rejection(Problem.NOT_A_FILE)


async def test_a_channel_without_files_leads_to_the_upload_page(tmp_path: Path) -> None:
    materials = taking(tmp_path)
    assert not materials.takes_files_from(Channel.WEB)
    got = await materials.receive(Person(Channel.WEB, "v"), IMAGE, draft=1)
    assert got == Rejection(Problem.NO_WAY)
    assert "上传链接" in got.text


async def test_a_connection_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    async def cut() -> AsyncIterator[bytes]:
        yield samples.jpeg()[:100]
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await taking(tmp_path).take(cut(), "a.jpg")
    assert files_in(tmp_path) == []


async def test_whoever_gives_up_waiting_leaves_nothing(tmp_path: Path) -> None:
    started = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield b"%PDF-1.7"
        started.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(taking(tmp_path).take(slow(), "a.pdf"))
    await started.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert files_in(tmp_path) == []


async def test_many_at_once_are_all_kept_apart(tmp_path: Path) -> None:
    contents = [samples.jpeg((64 + number, 48)) for number in range(12)]
    materials = taking(tmp_path)

    async def one(content: bytes) -> Received | Rejection:
        return await materials.take(Sent(content)._pieces(), "a.jpg")

    got = await asyncio.gather(*map(one, contents))
    kept = [materials.files.locate(one.path).read_bytes() for one in got if isinstance(one, Received)]
    assert kept == contents


async def test_what_a_platform_says_is_passed_on(tmp_path: Path) -> None:
    async def gone(person: Person, media: Media, *, limit: int) -> Fetched | Problem:
        return Problem.GONE

    materials = Materials(
        FileStore(tmp_path), FrozenClock(), {Channel.WECHAT: gone}, inspect=inspect_here, allowances=Unlimited()
    )
    assert await materials.receive(PERSON, IMAGE, draft=1) == Rejection(Problem.GONE)
