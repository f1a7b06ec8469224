"""Who asks for a page: somebody who has signed in, or nobody in particular."""

from __future__ import annotations

from fastapi import Request

from mahdar.accounts import Accounts, Bearer, Door, SignInNeeded
from mahdar.record import RecordError
from mahdar.surfaces.web.forms import Fields, check_csrf

COOKIE = "mahdar-session"
"""The cookie that holds the secret of a session; no script can read it, and no other site sends it with a form."""


def accounts_of(request: Request) -> Accounts:
    """The accounts of the application's record; raises `RecordError`."""
    door: Door = request.app.state.door
    return door.accounts()


def asker_of(request: Request) -> Bearer | None:
    """Whoever has signed in, None where nobody has or the session has ended; raises `RecordError`."""
    if not hasattr(request.state, "asker"):
        request.state.asker = _asker(request)
    found: Bearer | None = request.state.asker
    return found


def _asker(request: Request) -> Bearer | None:
    secret = request.cookies.get(COOKIE)
    if not secret:
        return None
    try:
        return accounts_of(request).bearer(secret)
    except SignInNeeded:
        return None


def seen(request: Request) -> Bearer | None:
    """Whoever has signed in, as the head of a page shows it: a page about lost accounts shows nobody."""
    try:
        return asker_of(request)
    except RecordError:
        return None


def reviewer_of(request: Request, fields: Fields | None = None) -> Bearer:
    """Whoever asks, who must be signed in and may decide; raises `SignInNeeded` and `NotAllowed`.

    The fields of a form must hold the token of the session; raises `Forged`.
    """
    bearer = asker_of(request)
    if bearer is None:
        raise SignInNeeded
    bearer.may("decide")
    if fields is not None:
        check_csrf(bearer, fields)
    return bearer


def reads(request: Request) -> None:
    """Lets everybody read, or, where the record is private, whoever has signed in; raises `SignInNeeded`."""
    if request.app.state.private:
        bearer = asker_of(request)
        if bearer is None:
            raise SignInNeeded
        bearer.may("read")
