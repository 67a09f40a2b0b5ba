"""The files' folder: names of ours only, nothing half-way, and old leftovers found."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from store.files import ChangedFileError, FileStore
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


@pytest.fixture
def _generous_mask() -> Iterator[None]:
    """An account whose new files everybody may read."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_generous_mask")
def test_files_are_for_our_account_alone(tmp_path: Path) -> None:
    files = FileStore(tmp_path / "files")
    incoming = files.begin()
    assert incoming.path.stat().st_mode & 0o777 == 0o600
    path = files.keep(incoming, NOW)
    assert files.locate(path).stat().st_mode & 0o777 == 0o600
    files.settle(path)
    assert files.locate(path).stat().st_mode & 0o777 == 0o400
    folders = (files.folder, incoming.path.parent, files.locate(path).parent)
    assert [folder.stat().st_mode & 0o777 for folder in folders] == [0o700] * 3


def test_a_file_and_its_name_are_on_the_disk_before_its_path_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a row names must outlive a loss of power: the bytes, their folder, and the folder of that one."""
    brought: list[int] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        brought.append(os.fstat(handle).st_ino)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    files = FileStore(tmp_path)
    place = files.locate(files.keep_bytes(b"x", NOW))
    assert brought == [one.stat().st_ino for one in (place, tmp_path, place.parent)]


def test_what_a_dead_process_was_receiving_is_dropped_by_and_by(tmp_path: Path) -> None:
    files = FileStore(tmp_path)
    files.begin().finish()
    assert files.drop_incoming(NOW - timedelta(days=36500)) == 0
    assert files.drop_incoming(NOW + timedelta(days=36500)) == 1


def test_a_folder_that_cannot_be_written_to_is_known(tmp_path: Path) -> None:
    assert FileStore(tmp_path).is_writable()
    (tmp_path / "file").write_text("")
    assert not FileStore(tmp_path / "file").is_writable()


@pytest.mark.parametrize("there", [b"abd", b"ab", b"abcd", b"", b"abc" * 1000])
def test_only_the_bytes_that_were_registered_are_read(tmp_path: Path, there: bytes) -> None:
    files = FileStore(tmp_path)
    path, sha256 = files.keep_bytes(b"abc", NOW), hashlib.sha256(b"abc").hexdigest()
    assert files.read_checked(path, sha256=sha256, size=3) == b"abc"
    files.locate(path).write_bytes(there)
    with pytest.raises(ChangedFileError):
        files.read_checked(path, sha256=sha256, size=3)
    files.remove(path)
    with pytest.raises(FileNotFoundError):
        files.read_checked(path, sha256=sha256, size=3)
    with pytest.raises(ValueError, match="kept"):
        files.read_checked(f"../{path}", sha256=sha256, size=3)
