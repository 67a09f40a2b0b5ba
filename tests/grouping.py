"""Tests that share what is costly to make run in one worker: those of one `xdist_group`."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.nodeid import NodeId


def name_groups(items: Iterable[pytest.Item]) -> None:
    """Put the group behind the id of a test, where pytest-xdist looks for it when it hands the tests out.

    pytest-xdist 3.8 writes it into a field that pytest 9.2 no longer reads: without this each group is torn apart.
    """
    for item in items:
        mark = item.get_closest_marker("xdist_group")
        if mark and not item.nodeid.endswith(f"@{mark.args[0]}"):
            item._id = NodeId.parse(f"{item.nodeid}@{mark.args[0]}")
