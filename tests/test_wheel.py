"""The wheel takes everything along that the product reads at run time."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.processes import ROOT

pytestmark = pytest.mark.xdist_group("wheel")  # one is built

READ_AT_RUN_TIME = [
    *("policy_kb/data/anze/measure.txt", "policy_kb/data/anze/guide.toml", "policy_kb/data/anze/model.bin"),
    *(
        "policy_kb/matching/sounds.txt",
        "policy_kb/matching/traditional.txt",
        "handlers/staff/desk/order_words.txt",
        "store/tables/sqlite.sql",
        "store/tables/postgresql.sql",
        "bot/demo/demo.toml",
        "store/migrations/env.py",
        "store/migrations/versions/0001_first_tables.py",
    ),
    *("bot/web/templates/chat.html", "bot/web/static/htmx.min.js", "bot/web/static/style.css"),
    "bot/web/static/sealed/age.js",
]


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    # The backend starts a program of its own, which stands beside the interpreter.
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    subprocess.run(
        [sys.executable, "-m", "pip", *command], check=True, capture_output=True, env=os.environ | {"PATH": path}
    )
    [wheel] = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize("file", READ_AT_RUN_TIME)
def test_the_wheel_holds(contents: set[str], file: str) -> None:
    assert (ROOT / file).is_file()
    assert file in contents


def test_the_wheel_holds_the_four_packages_and_no_tests(contents: set[str]) -> None:
    tops = {Path(name).parts[0] for name in contents if ".dist-info" not in name}
    assert tops == {"bot", "handlers", "policy_kb", "store"}
