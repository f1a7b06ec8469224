"""The nouns of accounts, and what goes wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mahdar.errors import MahdarError

Role = Literal["reader", "reviewer", "admin"]
Scope = Literal["read", "decide", "admin"]
KeyKind = Literal["session", "token"]

SCOPES: dict[Role, tuple[Scope, ...]] = {
    "reader": ("read",), "reviewer": ("read", "decide"), "admin": ("read", "decide", "admin"),
}  # fmt: skip
"""What each role may do; a token may be given less, never more."""

ROLES: tuple[Role, ...] = tuple(SCOPES)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in; `shut` since that moment they may not. Moments are ISO text in UTC."""

    name: str
    role: Role
    made: str
    shut: str | None


@dataclass(frozen=True, slots=True)
class Key:
    """What somebody proves themselves by: a session or a token. The secret itself is told once and never kept."""

    id: int
    account: str
    kind: KeyKind
    label: str
    scopes: tuple[Scope, ...]
    made: str
    expires: str
    revoked: str | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody who holds a valid key, and what they may do with it; `csrf` goes into the forms of a session's pages."""

    account: str
    role: Role
    scopes: tuple[Scope, ...]
    key: int
    csrf: str

    def may(self, scope: Scope) -> None:
        """Raises `NotAllowed` where the key does not reach so far."""
        if scope not in self.scopes:
            raise NotAllowed(scope)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the audit log: when, who, from where, what, and about what."""

    id: int
    at: str
    who: str
    origin: str
    what: str
    about: str


class SignInNeeded(MahdarError):
    """No key, or one that is unknown, expired or revoked."""

    code = "sign-in-needed"

    def __init__(self) -> None:
        super().__init__("This needs a valid key.", "Sign in, or send a token that is not expired or revoked.")


class NotAllowed(MahdarError):
    """A key that does not reach so far."""

    code = "not-allowed"

    def __init__(self, scope: str) -> None:
        super().__init__(f"This needs the scope {scope}.", "Ask an admin for the role, or use a token that has it.")


class WrongPassword(MahdarError):
    """A name and a password that do not belong together; which of them is wrong is not told."""

    code = "wrong-password"

    def __init__(self) -> None:
        super().__init__("Name or password is wrong.", "Try again, or ask an admin for a new password.")


class TooManyTries(MahdarError):
    """Signing in failed too often; `seconds` tells how long to wait."""

    code = "too-many-tries"

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__("Signing in failed too often.", f"Try again in {seconds} seconds.")


class WeakPassword(MahdarError):
    """A password that is too easy to guess."""

    code = "weak-password"
