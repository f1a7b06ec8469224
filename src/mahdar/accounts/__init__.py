"""Accounts: who may decide, what keys they hold, and who did what; kept beside a record, never in it."""

from mahdar.accounts.accounts import Accounts
from mahdar.accounts.door import Door
from mahdar.accounts.model import (
    ROLES,
    SCOPES,
    Account,
    Bearer,
    Event,
    Key,
    NotAllowed,
    SignInNeeded,
    TooManyTries,
    WeakPassword,
    WrongPassword,
)

__all__ = [
    "ROLES", "SCOPES", "Account", "Accounts", "Bearer", "Door", "Event", "Key", "NotAllowed", "SignInNeeded",
    "TooManyTries", "WeakPassword", "WrongPassword",
]  # fmt: skip
