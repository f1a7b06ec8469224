"""Passwords: hashed with Argon2id, checked in the same time whether or not there is such an account."""

from __future__ import annotations

from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from mahdar.accounts.model import WeakPassword

SHORTEST, LONGEST = 12, 200
"""Characters of a password: NIST SP 800-63B asks for 8 at least; these accounts change a public record."""

_hasher = PasswordHasher()
"""Argon2id with the settings of RFC 9106 for little memory: 64 MiB, three passes, some 0.1 s."""

_AT_ONCE = BoundedSemaphore(2)
"""Two passwords are hashed at a time: a crowd that signs in takes 128 MiB, not all memory."""


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return _hasher.hash(password)


def belongs(password: str, kept: str | None) -> bool:
    """Whether a password is the one of which this was kept; where nothing was, no, after as long a time."""
    if len(password) > LONGEST:
        return False
    with _AT_ONCE:
        try:
            _hasher.verify(kept or _nobodys(), password)
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def check_strength(password: str, name: str) -> None:
    """Raises `WeakPassword` for one that is short, of few characters, or holds the name."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword(f"A password has {SHORTEST} to {LONGEST} characters.", "Several words make a good one.")
    if len(set(password)) < 5 or name.casefold() in password.casefold():
        raise WeakPassword("This password is easy to guess.", "Several words that are not the name make a good one.")


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _hasher.hash("nobody's")
