"""Alembic's entry: runs on the connection that `store.migrating` hands over, inside its transaction."""

from __future__ import annotations

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from store.columns import Instant
from store.schema import whole_metadata


def render_item(_kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """A migration must not change when our own types do: it names what the database sees."""
    return "sa.BigInteger()" if isinstance(item, Instant) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=whole_metadata(),
    render_as_batch=True,
    render_item=render_item,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
