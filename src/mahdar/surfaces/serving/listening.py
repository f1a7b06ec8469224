"""Where a server listens: at a port of this machine, or at a Unix socket for a server before it. Nowhere else."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path

from mahdar.errors import BadSetting


def listening(host: str, port: int) -> socket.socket:
    """A socket of this machine that listens; raises `BadSetting` where it is another machine's, or taken."""
    if not _here(host):
        sentence = f"{host} can be reached by others, and what is read here is open to all who reach it."
        raise BadSetting(sentence, "Serve on 127.0.0.1 or at --socket, behind a server that asks who they are.")
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise BadSetting(f"Port {port} cannot be listened at ({error.strerror}).", "--port names another.") from error


@contextmanager
def listening_at(path: Path) -> Iterator[socket.socket]:
    """A Unix socket that listens, gone with the block; who may enter its folder may ask. Raises `BadSetting`.

    A socket that a killed server left is taken over, one at which a server answers is not.
    """
    _left_by_the_dead(path)
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        heard.bind(str(path))
        path.chmod(0o666)
        heard.listen(2048)
    except OSError as error:
        heard.close()
        raise BadSetting(f"{path} cannot be listened at ({error.strerror or error}).", "Name another path.") from error
    try:
        yield heard
    finally:
        heard.close()
        path.unlink(missing_ok=True)


def _left_by_the_dead(path: Path) -> None:
    """Take away a socket at which nobody answers; raises `BadSetting` where somebody does, or where it is no socket."""
    if not path.exists():
        return
    if not path.is_socket():
        raise BadSetting(f"{path} is there and is no socket.", "Name another path.")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            path.unlink(missing_ok=True)
            return
    raise BadSetting(f"A server answers at {path}.", "Stop it, or name another path.")


def _here(host: str) -> bool:
    """Whether a name is this machine's own."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
