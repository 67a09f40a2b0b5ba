"""Scripts of others are the very files that VENDORED.md names, and pages let browsers run no other."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from bot.web.app import STATIC
from bot.web.staff.sealed_pages import AGE_DIGEST

LISTED = re.findall(
    r"^\| (\S+\.js) \|.*`([0-9a-f]{64})` \|$", (STATIC / "VENDORED.md").read_text("utf-8"), re.MULTILINE
)
OURS_ARE_READABLE = 200
"""Of characters in a line: a file with longer ones was not written here."""


@pytest.mark.parametrize(("file", "digest"), LISTED, ids=[file for file, _ in LISTED])
def test_a_vendored_script_is_the_one_that_is_listed(file: str, digest: str) -> None:
    assert hashlib.sha256((STATIC / file).read_bytes()).hexdigest() == digest


def test_every_script_that_was_not_written_here_is_listed() -> None:
    found = {
        str(file.relative_to(STATIC))
        for file in STATIC.rglob("*.js")
        if max(map(len, file.read_text("utf-8").splitlines())) > OURS_ARE_READABLE
    }
    assert found == {file for file, _ in LISTED}


def test_a_browser_runs_no_other_script_in_place_of_the_one_that_opens_reports() -> None:
    digest = hashlib.sha384((STATIC / "sealed" / "age.js").read_bytes()).digest()
    assert f"sha384-{base64.b64encode(digest).decode()}" == AGE_DIGEST
