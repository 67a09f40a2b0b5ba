"""From where the console can be reached: the networks that are named, or this machine alone."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from ipaddress import ip_address, ip_network

from aiohttp import web
from yarl import URL

from bot.web.origins import is_staff
from bot.web.peer import Check, Peers

_LOCALHOST = "localhost"


def reached_from(networks: Iterable[str], peers: Peers) -> Check:
    """The check that answers everybody else as if there were no console."""
    allowed = tuple(ip_network(network, strict=False) for network in networks)

    def is_allowed(request: web.Request) -> bool:
        address = peers.address(request)
        if address is None:
            return False
        if allowed:
            return any(address in network for network in allowed)
        return address.is_loopback and _is_named_here(request)

    def gate(request: web.Request) -> HTTPStatus | None:
        return HTTPStatus.NOT_FOUND if is_staff(request.path) and not is_allowed(request) else None

    return gate


def _is_named_here(request: web.Request) -> bool:
    """Whether the browser was asked for this machine: a name of somebody else's that leads here is theirs."""
    host = URL(f"http://{request.host}").host or ""
    try:
        return host == _LOCALHOST or ip_address(host).is_loopback
    except ValueError:
        return False
