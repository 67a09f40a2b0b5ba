"""办公室设置（办法未规定）: what staff set, by name, as JSON; the values' meaning is in `handlers`."""

from __future__ import annotations

from sqlalchemy import select

from store.tables.applications import Arrangement
from store.work import Work


def arranged(work: Work, name: str) -> str | None:
    """The JSON that staff set under this name; None where nobody did."""
    found = work.get(Arrangement, name)
    return found.value if found else None


def arrangements_set(work: Work) -> list[Arrangement]:
    """Everything that somebody set."""
    return work.all(select(Arrangement))


def arrange(work: Work, name: str, value: str, by: int | None) -> None:
    """Set it, as what an act records."""
    found = work.get(Arrangement, name)
    if found is None:
        work.add(Arrangement(name=name, value=value, set_by=by, set_at=work.now))
        return
    found.value, found.set_by, found.set_at = value, by, work.now
