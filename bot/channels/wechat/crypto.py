"""Signatures and the AES envelope of the callback, as the platform defines them.

https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/Technical_Plan.html
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from binascii import a2b_base64, b2a_base64
from datetime import datetime
from enum import Enum, auto

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from msgspec import Struct

from bot.channels.wechat.settings import Mode, WeChatSettings

_PREFIX, _LENGTH = 16, 4
"""Bytes of chance before the message, and of the number that says how long it is."""

_AES_BLOCK, _BLOCK = 16, 32
"""Bytes of AES's own blocks, and bytes to a multiple of which the platform pads: PKCS #7."""

_NOTHING_HASHED = hashlib.sha1(usedforsecurity=False)
"""Copied for each signature: to begin anew takes longer than to hash."""


class EnvelopeCipher:
    """Encrypts and decrypts under one EncodingAESKey, message after message.

    Every message begins with a block of chance that nobody reads, and CBC's IV changes that block alone. So one
    context goes on from each message to the next: to make one costs more than to encrypt.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        secret = base64.b64decode(key + "=")
        cipher = Cipher(AES256(secret), CBC(secret[:_AES_BLOCK]))
        self._encryptor, self._decryptor = cipher.encryptor(), cipher.decryptor()

    def encrypt(self, xml: str, *, app_id: str, prefix: bytes) -> str:
        """Encrypt a message; `prefix` must be of chance, for the IV is known."""
        message = xml.encode()
        plain = b"".join((prefix, len(message).to_bytes(_LENGTH), message, app_id.encode()))
        padding = _BLOCK - len(plain) % _BLOCK
        return b2a_base64(self._encryptor.update(plain + bytes((padding,)) * padding), newline=False).decode()

    def decrypt(self, encrypted: str) -> tuple[str, str]:
        """The message, and the account that it is meant for.

        Raises:
            ValueError: it is none, or of another key.
        """
        raw = a2b_base64(encrypted)
        if not raw or len(raw) % _AES_BLOCK:
            raise ValueError("no whole blocks")
        plain = self._decryptor.update(raw)
        content = plain[_PREFIX : -plain[-1]]
        if len(content) < _LENGTH:
            raise ValueError("nothing inside")
        end = _LENGTH + int.from_bytes(content[:_LENGTH])
        return content[_LENGTH:end].decode(), content[end:].decode()


class Credentials:
    """What the callback's signatures and envelopes hang on, taken out of the settings once.

    `ciphers` may open a message, that of the current EncodingAESKey first.
    """

    def __init__(self, settings: WeChatSettings) -> None:
        self.app_id = settings.app_id
        self.token = settings.token.get_secret_value()
        self.is_safe = settings.mode is Mode.SAFE
        self.ciphers = tuple(map(EnvelopeCipher, settings.aes_keys))


class Opened(Struct, frozen=True):
    """The message inside an envelope, and the cipher that opened it: the reply must use the same."""

    text: str
    cipher: EnvelopeCipher


class Closed(Enum):
    """Why an envelope did not open."""

    OTHER_APP = auto()
    WRONG_KEY = auto()


def sign(*parts: str) -> str:
    """Sign as the platform does: sha1 over the sorted parts. UTF-8 sorts as its characters do."""
    digest = _NOTHING_HASHED.copy()
    digest.update(_to_bytes("".join(sorted(parts))))
    return digest.hexdigest()


def sign_plain(*parts: str) -> str:
    """The same for what is not encrypted: the check of the address, and pushes in plain mode."""
    from wechatpy.utils import WeChatSigner  # noqa: PLC0415 -- brings a whole client along, and is seldom needed

    signer = WeChatSigner()
    signer.add_data(*map(_to_bytes, parts))
    signature: str = signer.signature
    return signature


def is_same(expected: str, given: str) -> bool:
    """Compare without telling by the time taken where they differ; any text may come in."""
    return hmac.compare_digest(_to_bytes(expected), _to_bytes(given))


def open_envelope(encrypted: str, credentials: Credentials) -> Opened | Closed:
    """Decrypt with the first key that fits, and check that the message is meant for this account."""
    closed = Closed.WRONG_KEY
    for cipher in credentials.ciphers:
        try:
            text, meant_for = cipher.decrypt(encrypted)
        except ValueError:
            continue  # what a wrong key or a broken envelope gives: base64, blocks, length, UTF-8
        if meant_for == credentials.app_id:
            return Opened(text, cipher)
        closed = Closed.OTHER_APP
    return closed


def seal_envelope(xml: str, cipher: EnvelopeCipher, credentials: Credentials, now: datetime) -> str:
    """Encrypt and sign a reply; timestamp and nonce are ours."""
    encrypted = cipher.encrypt(xml, app_id=credentials.app_id, prefix=secrets.token_bytes(_PREFIX))
    timestamp, nonce = str(int(now.timestamp())), secrets.token_hex(8)
    signature = sign(credentials.token, timestamp, nonce, encrypted)
    return (
        f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt>"
        f"<MsgSignature><![CDATA[{signature}]]></MsgSignature>"
        f"<TimeStamp>{timestamp}</TimeStamp>"
        f"<Nonce><![CDATA[{nonce}]]></Nonce></xml>"
    )


def _to_bytes(text: str) -> bytes:
    # Queries may decode to lone surrogates, which plain UTF-8 refuses.
    return text.encode("utf-8", "surrogatepass")
