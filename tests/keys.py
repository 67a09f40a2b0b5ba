"""One key for all tests: what they write into audit chains is signed alike."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from handlers.values.age_keys import private_key_of, public_key_of
from store.keyfile import KeyFile

KEYS = KeyFile.of_seed(b"the same key in every test......")

_VARIABLE = "EZHEN_AUDIT_KEY_FILE"


def lay_out_key_file() -> None:
    """Write the key where the settings of this process and of those that it starts find it."""
    file = Path(tempfile.mkdtemp(prefix="ezhen-key-")) / "audit.pem"
    KEYS.write(file)
    os.environ[_VARIABLE] = str(file)


def remove_key_file() -> None:
    shutil.rmtree(key_file().parent, ignore_errors=True)


def key_file() -> Path:
    return Path(os.environ[_VARIABLE])


def private_key(name: str) -> str:
    """The age key of somebody who receives reports: nothing of the product ever has it."""
    return private_key_of(hashlib.sha256(name.encode()).digest())


def public_key(name: str) -> str:
    """Its public half, which is entered."""
    return public_key_of(private_key(name))
