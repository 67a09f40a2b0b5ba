"""The files' folder: names of ours only, nothing half-way, and old leftovers found."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from store.files import FileStore
from tests.clocks import FrozenClock

NOW = FrozenClock().now


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../x", "2026-11/../../x", "2026-11/" + "a" * 31, "x/" + "a" * 32]
)
def test_only_paths_that_were_given_are_located(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="kept"):
        FileStore(tmp_path).locate(path)


def test_a_kept_file_is_whole_and_one_that_is_dropped_is_gone(tmp_path: Path) -> None:
    files = FileStore(tmp_path / "made" / "by itself")
    incoming = files.begin()
    incoming.write(b"ab")
    incoming.write(b"c")
    path = files.keep(incoming, NOW)
    incoming.drop()
    assert files.locate(path).read_bytes() == b"abc"
    assert files.is_there(path)
    files.remove(path)
    files.remove(path)
    assert not files.is_there(path)


def test_old_files_are_told_by_the_clock_of_the_product(tmp_path: Path) -> None:
    files = FileStore(tmp_path)
    old = files.keep_bytes(b"x", NOW - timedelta(days=2))
    settled = files.keep_bytes(b"y", NOW)
    files.settle(settled)
    files.settle("2026-11/" + "0" * 32)  # gone meanwhile
    (tmp_path / "2026-11" / "README").write_text("somebody else's")
    assert list(files.unsettled()) == [(old, NOW - timedelta(days=2))]


def test_files_are_for_our_account_alone(tmp_path: Path) -> None:
    files = FileStore(tmp_path)
    place = files.locate(files.keep_bytes(b"x", NOW))
    assert place.stat().st_mode & 0o777 == 0o600


def test_what_a_dead_process_was_receiving_is_dropped_by_and_by(tmp_path: Path) -> None:
    files = FileStore(tmp_path)
    files.begin().finish()
    assert files.drop_incoming(NOW - timedelta(days=36500)) == 0
    assert files.drop_incoming(NOW + timedelta(days=36500)) == 1


def test_a_folder_that_cannot_be_written_to_is_known(tmp_path: Path) -> None:
    assert FileStore(tmp_path).is_writable()
    (tmp_path / "file").write_text("")
    assert not FileStore(tmp_path / "file").is_writable()
