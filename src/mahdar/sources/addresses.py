"""Which machines a name may lead to: the public ones, and private ones only where somebody allows them."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore

from mahdar.errors import MahdarError

_SIX_TO_FOUR = IPv6Network("2002::/16")
"""Addresses that hold one of the older kind, which need not be public."""


class RefusedAddress(MahdarError):
    """An address that leads to a machine which nobody outside can reach, or that is no address of a page."""

    code = "refused-address"


class NotFetched(MahdarError):
    """A page that its server does not give."""

    code = "not-fetched"


def is_public(address: str) -> bool:
    """Whether an IP address belongs to a machine on the public network.

    >>> is_public("93.184.216.34"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    """
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and (ip.ipv4_mapped or ip.is_site_local or ip in _SIX_TO_FOUR):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local)


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a name, or of a number in any of its spellings; raises `NotFetched`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(f"{host} is not known.", "Check the address and the network.") from error
    return list(dict.fromkeys(str(each[4][0]) for each in found))


class CheckedBackend(httpcore.SyncBackend):
    """Connections to addresses that were looked up once and checked: a name cannot change in between.

    All that one connection does ends by `deadline`, in seconds of the monotonic clock.
    """

    def __init__(self, *, allow_private: bool, deadline: float) -> None:
        super().__init__()
        self._allow_private, self._deadline = allow_private, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of a host that answers; raises `RefusedAddress` where one is private."""
        addresses = resolve(host, port)
        if not self._allow_private and not all(is_public(address) for address in addresses):
            raise RefusedAddress(f"{host} is no public address.", "--allow-private reads private ones.")
        failed: Exception = httpcore.ConnectError(host)
        for address in addresses:
            try:
                opened = super().connect_tcp(
                    address, port, left(timeout, self._deadline), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Ending(opened, self._deadline)
        raise failed


class _Ending(httpcore.NetworkStream):
    """A connection that ends by a deadline, however slowly the other side sends."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, left(timeout, self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, left(timeout, self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, left(timeout, self._deadline))
        return _Ending(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def left(timeout: float | None, deadline: float) -> float:
    """Seconds that one step may take; raises httpcore's `ReadTimeout` where there are none left."""
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise httpcore.ReadTimeout("the deadline is over")
    return remaining if timeout is None else min(timeout, remaining)
