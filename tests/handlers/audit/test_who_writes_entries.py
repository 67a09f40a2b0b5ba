"""Acts write their entries in one place; whatever else writes any stands here, with why."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT
from handlers.casework.transitions import ActName
from store.audit.seals import is_seal, table_of
from store.database import Database
from store.queries.audit_chains import entries
from store.work import Work
from tests.clocks import FrozenClock
from tests.keys import KEYS

WRITERS = {
    "handlers/casework/recording.py": "what `perform` ends every act with",
    "store/audit/entries.py": "makes entries, and seals rows of other chains that an act changed",
    "store/retention/erasing.py": "a person's right: nobody decides on it, so it is no act of casework",
    "handlers/identity/staff_sessions.py": "who signed in and out: it changes nothing that anybody decides on",
    "store/adoption.py": "rows older than signatures are taken in once, at the start after an upgrade",
}

BESIDE = {
    "firms": "made by `add`, which the contract's own chain tells of",
    "materials": "files of a draft that nobody has sent: `submit` tells of them",
    "one_time_codes": "made, kept for somebody and used by acts of other chains",
}
"""Tables whose rows an entry without an act of its own may vouch for."""

_ENTRIES, _APPEND, _ROW = "store.audit.entries", "append", "AuditRow"


def _modules() -> Iterator[Path]:
    for room in ("bot", "handlers", "policy_kb", "store"):
        yield from (path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)


_TELLING = ("entries", f"def {_APPEND}", _ROW)
"""Whatever makes an entry has one of these in its source: most modules need not be parsed."""


def _writes(source: str) -> bool:
    return any(word in source for word in _TELLING) and any(
        _takes_append(node) or _makes_row(node) for node in ast.walk(ast.parse(source))
    )


def _takes_append(node: ast.AST) -> bool:
    """The function itself, or its module, by which it can be called."""
    if isinstance(node, ast.FunctionDef):
        return node.name == _APPEND and [one.arg for one in node.args.kwonlyargs] == ["actor", "act", "facts"]
    if isinstance(node, ast.Import):
        return any(one.name == _ENTRIES for one in node.names)
    if not isinstance(node, ast.ImportFrom):
        return False
    names = {one.name for one in node.names}
    return (node.module == _ENTRIES and _APPEND in names) or (node.module == "store.audit" and "entries" in names)


def _makes_row(node: ast.AST) -> bool:
    """AuditRow(…), insert(AuditRow), insert(AuditRow.__table__)."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return False
    first = ast.unparse(node.args[0]) if node.args else ""
    return node.func.id == _ROW or (node.func.id == "insert" and first.split(".")[0] == _ROW)


def test_no_other_module_writes_entries() -> None:
    found = {str(path.relative_to(ROOT)) for path in _modules() if _writes(path.read_text(encoding="utf-8"))}
    assert found == set(WRITERS)


@pytest.mark.parametrize(
    "source",
    [
        "from store.audit.entries import Facts, append as add",
        "from store.audit import entries",
        "import store.audit.entries as kept",
        "work.add(AuditRow(chain='staff'))",
        "work.session.execute(insert(AuditRow).values({}))",
        "connection.execute(insert(AuditRow.__table__), [])",
    ],
)
def test_whoever_would_is_found(source: str) -> None:
    assert _writes(source)


async def test_whatever_happens_in_the_demonstration_is_an_act(county_url: str, clock: FrozenClock) -> None:
    database = Database.open(county_url, KEYS)
    found = await database.read(_beside_acts, clock())
    await database.close()
    assert found == set(BESIDE)


def _beside_acts(work: Work) -> set[str]:
    """The tables of the rows that entries without an act tell of."""
    acts = {act.value for act in ActName}
    others = [json.loads(entry.facts) for entry in entries(work) if entry.act not in acts]
    return {table_of(name) for facts in others for name in facts if is_seal(name)}
