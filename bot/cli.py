"""The door of the product: runs one command, and tells an operator what to mend."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import SettingsError, UsageError
from handlers.texts import operations
from policy_kb.errors import KbError
from store.errors import StoreError

_SERVE = "run"

_INTERRUPTED, _NOBODY_READS = 130, 141
"""128 and the number of the signal that would have ended us: what shells expect."""

COLLECTED = (20_000, 20, 20)
"""As the collector counts: what a start makes stays, and it would walk through that 600 times."""


def main() -> None:
    """Run one command; what the operator must mend is one clear message and exit status 2."""
    gc.set_threshold(*COLLECTED)
    # Otherwise pydantic reads the entry points of everything that is installed, to find plugins of its own.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        _run()
    except UsageError as error:
        sys.exit(_refusal(str(error)))
    except SettingsError as error:
        sys.exit(_refusal(f"{operations.START_FAILED}\n{error}"))
    except KbError as error:
        sys.exit(_refusal(str(error)))
    except StoreError:
        sys.exit(_refusal(operations.STORE_FAILED))
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        # Nobody reads on (`| head -1`): what is still to be flushed at the end must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_NOBODY_READS)


def _run() -> None:
    try:
        if sys.argv[1:] == [_SERVE]:
            _serve()
        else:
            _understand()
    finally:
        sys.stdout.flush()


def _refusal(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


def _serve() -> None:
    gc.disable()  # until the doors are open, see `bot.commands.serve`
    with _absent("rich"):
        from bot.commands.serve import run  # noqa: PLC0415 -- the other commands have no use for it

    asyncio.run(run())


@contextmanager
def _absent(library: str) -> Iterator[None]:
    """As if a library were not installed: structlog brings rich in, for tracebacks in colour."""
    sys.modules[library] = None  # type: ignore[assignment] # how an import is told that there is none
    try:
        yield
    finally:
        del sys.modules[library]


def _understand() -> None:
    from bot.command_line import run_command  # noqa: PLC0415 -- a server that starts has nothing to be understood

    run_command()
