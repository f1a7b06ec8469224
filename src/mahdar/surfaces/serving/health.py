"""Whether the server at a Unix socket is well, for a container that has no other way to ask.

`python -m mahdar.surfaces.serving.health SOCKET` ends with 0 where it is, else with 1.
"""

from __future__ import annotations

import sys

import httpcore

SECONDS = 8


def is_well(path: str) -> bool:
    """Whether a server answers there, and its record does."""
    patience = dict.fromkeys(("connect", "read", "write", "pool"), SECONDS)
    try:
        with httpcore.ConnectionPool(uds=path) as pool:
            return pool.request("GET", "http://localhost/health", extensions={"timeout": patience}).status == 200
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException):
        return False


if __name__ == "__main__":
    sys.exit(0 if is_well(sys.argv[1]) else 1)
