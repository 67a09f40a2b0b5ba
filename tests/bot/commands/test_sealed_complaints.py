"""Keys are entered, sealed reports go out, are sealed anew by an officer, and come back."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from handlers.dates import local_day
from handlers.sealed.codes import keys_of
from handlers.sealed.looking_up import look_up
from handlers.sealed.packing import Report
from handlers.sealed.recipients import Concern
from handlers.texts import sealed_complaints as texts
from store.engines import async_url, batch_engine
from store.queries.sealed_complaints import box_called, boxes_for_officers
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.sealed.reports import WORDS, kept, opened_by, opened_window
from tests.keys import KEYS, private_key, public_key
from tests.processes import environment, run_bot

_T = TypeVar("_T")
NOW = FrozenClock().now


class County:
    """A database with an open window, and the machine's commands on it."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder / "boxes"
        self.env = environment(folder, EZHEN_DATABASE_URL=url)

    def does(self, act: Callable[[Work], _T]) -> _T:
        engine = batch_engine(async_url(self.url))
        assert engine is not None
        with engine.begin() as connection:
            work = Work(connection, NOW, KEYS)
            found = act(work)
            work.finish()
        engine.dispose()
        return found

    def runs(self, *words: str) -> str:
        done = run_bot(*words, env=self.env)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    def refuses(self, *words: str) -> str:
        done = run_bot(*words, env=self.env)
        assert done.returncode == 1
        return done.stdout + done.stderr

    def identity(self, name: str) -> str:
        file = self.folder.parent / f"{name}.key"
        file.write_text(f"# public key: {public_key(name)}\n{private_key(name)}\n", "ascii")
        return str(file)


@pytest.fixture
def county(sqlite_url: str, tmp_path: Path) -> County:
    made = County(sqlite_url, tmp_path)
    made.does(opened_window)
    return made


def test_a_later_officer_reads_after_one_who_can_open_sealed_it_anew(county: County) -> None:
    folder = str(county.folder)
    code = county.does(kept)
    about_office = Report(frozenset({Concern.OFFICE}), is_named=False, what=WORDS)
    county.runs("staff", "add", "新派", "--role", "report_officer")
    county.runs("officers", "add", "新派", public_key("新派"), "--unit", "outside")
    assert public_key("新派") in county.runs("officers", "list")
    county.does(lambda work: kept(work, about_office))

    assert "2份密文" in county.runs("complaints", "export", folder)
    assert texts.NOT_EMPTY in county.refuses("complaints", "export", folder)
    day = datetime.combine(local_day(NOW), datetime.min.time(), UTC).timestamp()
    files = sorted(county.folder.glob("*.age"))
    assert {file.stat().st_mtime for file in files} == {day}
    assert sum(opened_by("新派", file.read_bytes()) is not None for file in files) == 1

    identity = county.identity("郑派")
    shown = county.refuses("complaints", "reseal", folder, "--identity", identity)
    assert texts.AGREE in shown
    assert public_key("新派") in shown
    done = county.runs("complaints", "reseal", folder, "--identity", identity, "--agreed")
    assert texts.resealed(done=2, left=0) in done
    assert WORDS in _by_age(files[0], identity)
    assert texts.loaded(count=2, unknown=0) in county.runs("complaints", "load", folder)

    boxes = county.does(_boxes)
    assert all(opened_by("新派", box) for box in boxes)
    assert sum(opened_by("吴受", box) is not None for box in boxes) == 1  # of the other he is left out for good
    assert {box.count(b"-> X25519 ") for box in boxes} == {3}
    assert county.does(lambda work: look_up(work, keys_of(code, KEYS))) is not None


def test_a_key_that_opens_nothing_changes_nothing_and_a_lost_one_loses_nothing(county: County) -> None:
    folder = str(county.folder)
    county.does(kept)
    county.runs("officers", "off", "吴受", public_key("吴受"))
    county.runs("complaints", "export", folder)
    done = county.runs("complaints", "reseal", folder, "--identity", county.identity("别人"), "--agreed")
    assert texts.resealed(done=0, left=1) in done
    assert opened_by("郑派", county.does(_boxes)[0]) is not None
    assert texts.NO_EXPORT in county.refuses("complaints", "load", str(county.folder.parent))
    no_key = county.folder.parent / "no.key"
    no_key.write_text("私钥", "utf-8")
    assert texts.NO_PRIVATE_KEY in county.refuses("complaints", "reseal", folder, "--identity", str(no_key))


def test_a_private_key_is_not_entered(county: County) -> None:
    refused = county.refuses("officers", "add", "郑派", private_key("别人"), "--unit", "outside")
    assert texts.BAD_KEY in refused
    assert private_key("别人") not in refused


def _by_age(file: Path, identity: str) -> str:
    """What Debian's own programs find in a file."""
    opened = subprocess.run(["age", "-d", "-i", identity, str(file)], capture_output=True, check=True, timeout=60)
    read = subprocess.run(
        ["tar", "-xO", "report.txt"], input=opened.stdout, capture_output=True, check=True, timeout=60
    )
    return read.stdout.decode()


def _boxes(work: Work) -> list[bytes]:
    found = (box_called(work, key) for key, _ in boxes_for_officers(work))
    return [one.box for one in found if one is not None]
