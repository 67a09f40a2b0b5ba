"""The tests of a group are handed to one worker."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("grouped")
def test_the_id_names_the_group_where_tests_are_handed_out(request: pytest.FixtureRequest) -> None:
    if not getattr(request.config.option, "loadgroup", False):
        pytest.skip("there is one worker")
    assert request.node.nodeid.endswith("@grouped")
