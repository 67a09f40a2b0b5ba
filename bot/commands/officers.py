"""`officers`: the public keys of those who receive reports."""

from __future__ import annotations

from cyclopts import App

from bot.commands.performed import body_naming, looked, performed_here
from handlers.sealed.recipient_keys import add_recipient, listed_keys, retire_recipient
from handlers.texts import sealed_complaints as texts
from store.states import RecipientUnit

app = App(name="officers", help="The public keys of those who receive reports.")


@app.command
async def add(name: str, key: str, *, unit: RecipientUnit, by: str = "") -> None:
    """Enter a public key (age1…) of a member who is a report officer; every officer is told of it.

    Args:
        name: the member's name.
        key: the public key, which the member made on their own machine (`age-keygen`). The
            private one stays there.
        unit: office, bureau, or outside (派驻纪检监察组 or another organ that neither of them directs).
        by: the administrator who enters it; without one it is the operator of this machine.
    """
    done = await performed_here(by, lambda work, actor: add_recipient(work, actor, name, key, unit))
    print(texts.key_entered(name=done.subject))


@app.command
async def off(name: str, key: str, *, by: str = "") -> None:
    """Let a public key receive nothing any more, as when its private half was lost.

    Args:
        name: the member's name.
        key: the public key.
        by: the administrator who does it; without one it is the operator of this machine.
    """
    done = await performed_here(by, lambda work, actor: retire_recipient(work, actor, name, key))
    print(texts.key_taken_off(name=done.subject))


@app.command(name="list")
async def list_keys() -> None:
    """List the keys in use."""
    lines = await looked(listed_keys)
    print(body_naming()("\n".join(lines)) or texts.NO_KEYS)
