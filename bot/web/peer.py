"""Who is at the other end: the address and the protocol, through the reverse proxies that are trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import structlog
from aiohttp import web
from msgspec import Struct

Address = IPv4Address | IPv6Address

Check = Callable[[web.Request], HTTPStatus | None]
"""Says by which status a request is refused before any page is asked; None where it may come in."""

_LOG = structlog.get_logger(__name__)


class Peer(Struct, frozen=True):
    """A stranger. `household` stands for everybody behind one line; None where it cannot be told apart."""

    household: str | None
    is_https: bool


class Peers:
    """Believes X-Forwarded-For and X-Forwarded-Proto from the trusted addresses, and from nobody else."""

    def __init__(self, trusted: Iterable[str] = ()) -> None:
        self._trusted = tuple(ip_network(value, strict=False) for value in trusted)
        self._has_warned = False

    def of(self, request: web.Request) -> Peer:
        """Tell who sent the request."""
        direct, address = _address(request.remote or ""), self.address(request)
        is_https = request.secure
        if direct is not None and self._is_trusted(direct):
            protocol = ",".join(request.headers.getall("X-Forwarded-Proto", ()))
            is_https = _last(protocol).lower() == "https"
        return Peer(_household(address) if address is not None else None, is_https)

    def address(self, request: web.Request) -> Address | None:
        """Where the request comes from; None where that cannot be told."""
        direct = _address(request.remote or "")
        if direct is None:  # a Unix socket: only this machine's own programs reach it
            return None
        if self._is_trusted(direct):
            return self._first_stranger(",".join(request.headers.getall("X-Forwarded-For", ())), direct)
        if direct.is_loopback and "X-Forwarded-For" in request.headers:
            self._warn()
            return None
        return direct

    def hosts(self, request: web.Request) -> tuple[str, ...]:
        """The names, with their ports, by which we were asked for: a trusted proxy says by which it was."""
        direct = _address(request.remote or "")
        forwarded = ",".join(request.headers.getall("X-Forwarded-Host", ()))
        is_believed = forwarded and direct is not None and self._is_trusted(direct)
        return (request.host, _last(forwarded)) if is_believed else (request.host,)

    def _first_stranger(self, forwarded: str, direct: Address) -> Address:
        """The nearest address that is not a trusted proxy: what stands to its left may be invented."""
        for value in reversed(forwarded.split(",")):
            address = _address(value.strip())
            if address is None:
                return direct
            if not self._is_trusted(address):
                return address
        return direct

    def _is_trusted(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)

    def _warn(self) -> None:
        """A proxy on this machine that is not trusted would make one stranger of all: nobody is slowed down."""
        if not self._has_warned:
            self._has_warned = True
            _LOG.warning(
                "proxy not trusted", hint="set EZHEN_HTTP__TRUSTED_PROXIES to its address, to bound each visitor"
            )


def _household(address: Address) -> str:
    """An IPv6 subscriber has a whole /64 to write from."""
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else str(address)


def _address(value: str) -> Address | None:
    try:
        address = ip_address(value)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _last(values: str) -> str:
    return values.rsplit(",", 1)[-1].strip()
