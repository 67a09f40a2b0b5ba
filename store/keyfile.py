"""The installation's private key: signs audit entries, and is what keyed digests are derived from.

It lies in a file of its own outside the database and its backup: who has the database alone can forge no entry,
and can try no list of accounts against a digest.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from store.errors import KeyFault, UnusableKey


class KeyFile:
    """An Ed25519 key pair. `path` is where it lies; None for one that lives in memory only."""

    def __init__(self, private: Ed25519PrivateKey, path: Path | None = None) -> None:
        self.path = path
        self._private = private
        self._unsalted: dict[str, bytes] = {}

    @classmethod
    def open(cls, path: Path) -> KeyFile:
        """The key in a file.

        Raises:
            UnusableKey: there is none, or it cannot be read.
        """
        try:
            private = load_pem_private_key(path.read_bytes(), password=None)
        except FileNotFoundError as error:
            raise UnusableKey(KeyFault.MISSING, path) from error
        except (OSError, ValueError, TypeError) as error:
            raise UnusableKey(KeyFault.UNREADABLE, path) from error
        if not isinstance(private, Ed25519PrivateKey):
            raise UnusableKey(KeyFault.UNREADABLE, path)
        return cls(private, path)

    @classmethod
    def create(cls, path: Path) -> KeyFile:
        """Make a key (file 0600, a new folder 0700); where another process was faster, its key is taken.

        Raises:
            UnusableKey: it cannot be written.
        """
        made = cls(Ed25519PrivateKey.generate(), path)
        with suppress(FileExistsError):
            made.write(path)
        return cls.open(path)

    @classmethod
    def of_seed(cls, seed: bytes | None = None) -> KeyFile:
        """A key in memory: of these 32 bytes, or of chance for what is thrown away."""
        return cls(Ed25519PrivateKey.from_private_bytes(seed or secrets.token_bytes(32)))

    def write(self, path: Path) -> None:
        """Write the key to a file that is not there yet; it is there whole, or not at all.

        Raises:
            FileExistsError: it is there.
            UnusableKey: it cannot be written.
        """
        pem = self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            _make_folder(path.parent)
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(pem)
                    file.flush()
                    os.fsync(descriptor)
                path.hardlink_to(draft)
            finally:
                draft.unlink()
        except FileExistsError:
            raise
        except OSError as error:
            raise UnusableKey(KeyFault.UNWRITABLE, path) from error

    @property
    def has_signed(self) -> bool:
        """Whether the key is a database's already. A key in memory never is."""
        return self.path is not None and _used(self.path).exists()

    def note_signed(self) -> None:
        """Remember beside the key that it is in use: a database stripped of its entries is told from a new one.

        Raises:
            UnusableKey: it cannot be written.
        """
        if self.path is None:
            return
        try:
            _used(self.path).touch(mode=0o600)
        except OSError as error:
            raise UnusableKey(KeyFault.UNWRITABLE, self.path) from error

    def sign(self, content: bytes) -> bytes:
        """The signature over the content: 64 bytes."""
        return self._private.sign(content)

    @cached_property
    def public(self) -> PublicKey:
        """What checks the signatures."""
        return PublicKey(self._private.public_key())

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the public key, in hex."""
        return self.public.fingerprint

    @property
    def public_pem(self) -> str:
        """The public key, for auditors."""
        return self.public.pem

    def derive(self, purpose: str, salt: bytes = b"") -> bytes:
        """A secret of 32 bytes for one purpose (HKDF-SHA256); the same for the same key, purpose and salt."""
        if salt:  # of a day, and forgotten with it
            return self._derive(purpose, salt)
        if purpose not in self._unsalted:
            self._unsalted[purpose] = self._derive(purpose, b"")
        return self._unsalted[purpose]

    def _derive(self, purpose: str, salt: bytes) -> bytes:
        raw = self._private.private_bytes_raw()
        return HKDF(SHA256(), length=32, salt=salt, info=purpose.encode()).derive(raw)


def _used(path: Path) -> Path:
    return path.with_name(f"{path.name}.used")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(str(folder)) from error


class PublicKey:
    """Checks signatures and makes none."""

    def __init__(self, public: Ed25519PublicKey) -> None:
        self._public = public

    @classmethod
    def read(cls, pem: bytes) -> PublicKey:
        """The key in a PEM text.

        Raises:
            ValueError: it is none.
        """
        public = load_pem_public_key(pem)
        if not isinstance(public, Ed25519PublicKey):
            raise ValueError("no Ed25519 key")  # noqa: TRY004 -- what was read is of no use, whatever it is
        return cls(public)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the key's 32 bytes, in hex."""
        return hashlib.sha256(self._raw).hexdigest()

    @property
    def pem(self) -> str:
        """The key as a PEM text."""
        return self._public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def has_signed(self, content: bytes, signature: bytes) -> bool:
        """Whether the signature over the content is of this key."""
        return _verified(self._raw, content, signature)

    @cached_property
    def _raw(self) -> bytes:
        return self._public.public_bytes_raw()


# Every act asks again about the entries of its case, and what was found of one holds for good.
@lru_cache(maxsize=4096)
def _verified(key: bytes, content: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, content)
    except InvalidSignature:
        return False
    return True
