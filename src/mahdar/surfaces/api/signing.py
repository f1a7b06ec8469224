"""Signing in, keys, and looking after accounts. Who asks is told by a key in the header `Authorization: Bearer …`.

There are no cookies here, so that no page of another site can act in somebody's name.
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field

from mahdar.accounts import Account, Accounts, Bearer, Door, Event, Key, SignInNeeded
from mahdar.accounts.model import Role, Scope
from mahdar.surfaces.api.filters import MOST, Words

routes = APIRouter(prefix="/api/v1", tags=["accounts"])

Name = Annotated[str, Field(min_length=1, max_length=64)]
Number = Annotated[int, InPath(ge=1, le=2**31)]
Password = Annotated[str, Field(min_length=1, max_length=1000)]


def accounts_of(request: Request) -> Accounts:
    """The accounts of the application's record."""
    door: Door = request.app.state.door
    return door.accounts()


def secret_of(request: Request) -> str:
    """The key that comes with a request; raises `SignInNeeded` where there is none."""
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        raise SignInNeeded
    return secret.strip()


def bearer_of(request: Request) -> Bearer:
    """Whoever asks; raises `SignInNeeded`."""
    return accounts_of(request).bearer(secret_of(request))


def reads(request: Request) -> None:
    """Lets everybody read, or, where the record is private, whoever has the scope."""
    if request.app.state.private:
        bearer_of(request).may("read")


def admin_of(request: Request) -> Bearer:
    """Whoever asks, who must look after accounts; raises `NotAllowed`."""
    bearer = bearer_of(request)
    bearer.may("admin")
    return bearer


All = Annotated[Accounts, Depends(accounts_of)]
Asker = Annotated[Bearer, Depends(bearer_of)]
Admin = Annotated[Bearer, Depends(admin_of)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Credentials(_Body):
    """A name and its password."""

    name: Name
    password: Password


class Wish(_Body):
    """The token that is wished for."""

    label: str = Field("", max_length=200)
    scopes: list[Scope] = Field(min_length=1, max_length=3)
    days: int = Field(90, ge=1, le=366)


class Newcomer(Credentials):
    """An account to make."""

    role: Role = "reviewer"


class Change(_Body):
    """What becomes of an account: another role, another password, or its end."""

    role: Role | None = None
    password: Password | None = None
    shut: Literal[True] | None = None


class Opened(BaseModel):
    """A new key; the secret is told this once."""

    secret: str
    key: Key


class Me(BaseModel):
    """Who asks, and what the key may do."""

    account: str
    role: Role
    scopes: list[Scope]


class Keys(BaseModel):
    """Keys, the latest first."""

    items: list[Key]


class People(BaseModel):
    """Accounts by name."""

    items: list[Account]


class Log(BaseModel):
    """Lines of the audit log, the latest first; `next` is the `before` of the following ones."""

    items: list[Event]
    next: int | None


class LogAsked(_Body):
    """Which lines of the log."""

    limit: int = Field(50, ge=1, le=MOST)
    before: int | None = Field(None, ge=1, le=2**31)


@routes.post("/session", response_model=Opened, status_code=201)
def sign_in(request: Request, accounts: All, given: Credentials) -> Opened:
    """Sign in for twelve hours. 401 where name or password is wrong, 429 where it failed too often."""
    origin = request.client.host if request.client else ""
    secret, key = accounts.sign_in(given.name, given.password, origin=origin)
    return Opened(secret=secret, key=key)


@routes.delete("/session", status_code=204)
def sign_out(accounts: All, asker: Asker) -> Response:
    """Revoke the key that is sent."""
    accounts.revoke(asker, asker.key)
    return Response(status_code=204)


@routes.get("/me", response_model=Me)
def me(asker: Asker) -> Me:
    """Who asks, and what the key may do."""
    return Me(account=asker.account, role=asker.role, scopes=list(asker.scopes))


@routes.get("/tokens", response_model=Keys)
def tokens(accounts: All, asker: Asker) -> Keys:
    """One's own keys, sessions included."""
    return Keys(items=accounts.keys(asker.account))


@routes.post("/tokens", response_model=Opened, status_code=201)
def make_token(accounts: All, asker: Asker, given: Wish) -> Opened:
    """Make a token of one's own, with no more scopes than the key that is sent."""
    secret, key = accounts.issue(asker, given.label, given.scopes, given.days)
    return Opened(secret=secret, key=key)


@routes.delete("/tokens/{number}", status_code=204)
def revoke_token(accounts: All, asker: Asker, number: Number) -> Response:
    """Revoke a key of one's own."""
    accounts.revoke(asker, number)
    return Response(status_code=204)


@routes.get("/accounts", response_model=People)
def people(accounts: All, _: Admin) -> People:
    """All accounts; for admins."""
    return People(items=accounts.all())


@routes.post("/accounts", response_model=Me, status_code=201)
def make_account(accounts: All, admin: Admin, given: Newcomer) -> Me:
    """Make an account; for admins."""
    made = accounts.make(given.name, given.password, given.role, by=admin.account)
    return Me(account=made.name, role=made.role, scopes=[])


@routes.patch("/accounts/{name}", status_code=204)
def change_account(accounts: All, admin: Admin, name: Words, given: Change) -> Response:
    """Give an account another role or password, or shut it; for admins."""
    if given.role:
        accounts.set_role(name, given.role, by=admin.account)
    if given.password:
        accounts.set_password(name, given.password, by=admin.account)
    if given.shut:
        accounts.shut(name, by=admin.account)
    return Response(status_code=204)


@routes.get("/log", response_model=Log)
def log(accounts: All, _: Admin, given: Annotated[LogAsked, Query()]) -> Log:
    """The audit log; for admins."""
    events = accounts.log(limit=given.limit + 1, before=given.before)
    items = events[: given.limit]
    return Log(items=items, next=items[-1].id if len(events) > given.limit else None)
