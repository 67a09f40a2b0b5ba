"""Signatures and the AES envelope of the callback: wechatpy's arithmetic, our comparisons and failures."""

from __future__ import annotations

import base64
import hmac
import secrets
import struct
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from wechatpy.crypto import PrpCrypto
from wechatpy.exceptions import InvalidAppIdException
from wechatpy.utils import WeChatSigner


@dataclass(frozen=True, slots=True)
class Opened:
    """The message inside an envelope, and the EncodingAESKey that opened it: the reply must use the same."""

    text: str
    key: str


class Closed(Enum):
    """Why an envelope did not open."""

    OTHER_APP = auto()
    WRONG_KEY = auto()


def sign(*parts: str) -> str:
    """Sign as the platform does: sha1 over the sorted parts."""
    signer = WeChatSigner()
    signer.add_data(*map(_to_bytes, parts))
    signature: str = signer.signature
    return signature


def is_same(expected: str, given: str) -> bool:
    """Compare without telling by the time taken where they differ; any text may come in."""
    return hmac.compare_digest(_to_bytes(expected), _to_bytes(given))


def open_envelope(encrypted: str, *, keys: tuple[str, ...], app_id: str) -> Opened | Closed:
    """Decrypt with the first key that fits, and check that the message is meant for this account."""
    closed = Closed.WRONG_KEY
    for key in keys:
        try:
            return Opened(_cipher(key).decrypt(encrypted, app_id), key)
        except InvalidAppIdException:
            closed = Closed.OTHER_APP
        except (ValueError, IndexError, struct.error):
            # All that wechatpy runs into on a wrong key, broken base64 or a broken length: ValueError
            # covers UnicodeDecodeError, binascii.Error and the cipher's own complaint.
            continue
    return closed


def seal_envelope(xml: str, *, key: str, app_id: str, token: str, now: datetime) -> str:
    """Encrypt and sign a reply; timestamp and nonce are ours."""
    encrypted = _cipher(key).encrypt(xml, app_id).decode("ascii")
    timestamp, nonce = str(int(now.timestamp())), secrets.token_hex(8)
    signature = sign(token, timestamp, nonce, encrypted)
    return (
        f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt>"
        f"<MsgSignature><![CDATA[{signature}]]></MsgSignature>"
        f"<TimeStamp>{timestamp}</TimeStamp>"
        f"<Nonce><![CDATA[{nonce}]]></Nonce></xml>"
    )


class _Cipher(PrpCrypto):  # type: ignore[misc]  # wechatpy ships no types
    """wechatpy's cipher with a prefix that cannot be guessed: the IV is the same for every message."""

    def get_random_string(self) -> str:
        return secrets.token_urlsafe(12)


def _cipher(key: str) -> _Cipher:
    return _Cipher(base64.b64decode(key + "="))


def _to_bytes(text: str) -> bytes:
    # Queries may decode to lone surrogates, which plain UTF-8 refuses.
    return text.encode("utf-8", "surrogatepass")
