"""The file of arrays: what is read is what was written, and half a file is none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from policy_kb.array_file import Arrays, read, write

HELD: Arrays = {
    "words": np.arange(7, dtype=np.uint16),
    "none": np.empty((0, 3), dtype=np.float32),
    "one": np.array(5),
    "table": np.arange(12, dtype=np.int8).reshape(3, 4)[:, :2],
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "held.bin"
    write(path, HELD)
    return path


def test_what_is_read_is_what_was_written(path: Path) -> None:
    kept = read(path)
    assert list(kept) == list(HELD)
    for name, array in HELD.items():
        assert kept[name].dtype == array.dtype
        assert kept[name].tolist() == array.tolist()
        assert not kept[name].flags.writeable


def test_the_same_arrays_are_the_same_bytes_and_leave_nothing_beside(path: Path) -> None:
    before = path.read_bytes()
    write(path, HELD)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_what_is_mapped_stays_when_the_file_is_replaced(path: Path) -> None:
    kept = read(path)
    write(path, {"words": np.zeros(1)})
    assert kept["words"].tolist() == [*range(7)]


@pytest.mark.parametrize("length", [0, 5, 20, 120, -1])
def test_another_file_or_half_of_one_is_refused(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(ValueError):  # noqa: PT011  a broken file's reasons are many
        read(path)


def test_a_file_that_begins_otherwise_is_refused(path: Path) -> None:
    path.write_bytes(b"PK" + path.read_bytes())
    with pytest.raises(ValueError, match=path.name):
        read(path)


@pytest.mark.parametrize(
    "head",
    ["5", "[1]", "[" * 50_000, '[["a","<>4",[1]]]', '[["a",5,[1]]]', '[["a","<f4",[9e9]]]', '[["a","<f4",5]]'],
)
def test_a_head_that_tells_of_no_arrays_is_refused(path: Path, head: str) -> None:
    size = len(head).to_bytes(8, "little")
    path.write_bytes(b"".join((path.read_bytes()[:8], size, head.encode(), bytes(64))))
    with pytest.raises(ValueError):  # noqa: PT011  as above
        read(path)
