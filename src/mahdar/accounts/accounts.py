"""The accounts of a record: making them, signing in, keys, and the audit log."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unicodedata import normalize

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from mahdar.accounts import keys, schema
from mahdar.accounts.model import ROLES, SCOPES, Account, Bearer, Event, Key, Role, Scope, WrongPassword
from mahdar.accounts.opening import engine_of
from mahdar.accounts.passwords import belongs, check_strength, hashed
from mahdar.accounts.tries import check_tries, forget_failures, note_failure
from mahdar.errors import BadSetting
from mahdar.record import RecordError, UnknownId

LONGEST_TOKEN = 366
"""Days that a token lasts at most."""
_NAME = re.compile(r"[^\W_][\w.@-]{1,62}")


def _now() -> datetime:
    return datetime.now(UTC)


class Accounts:
    """The accounts beside a record; close them, or use them in a `with` block.

    `clock` tells the time. Whoever acts is named to every change by `by`, and every change is in the log.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = _now) -> None:
        self.engine, self.clock = engine, clock

    @classmethod
    def open(cls, record: str | Path | None, clock: Callable[[], datetime] = _now) -> Accounts:
        """The accounts of the record at a path or `postgresql://` address; raises `RecordError`."""
        return cls(engine_of(record), clock)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Accounts:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _asking(self) -> Iterator[Connection]:
        try:
            with self.engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise RecordError("The accounts cannot be read.", f"The database says: {error.orig}") from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that has the accounts to itself from its first line, so that what it read still holds."""
        try:
            with self.engine.begin() as connection:
                connection.execute(update(schema.meta).values(version=schema.VERSION))
                yield connection
        except DBAPIError as error:
            raise RecordError("The accounts cannot be read.", f"The database says: {error.orig}") from error

    def make(self, name: str, password: str, role: Role, *, by: str) -> Account:
        """A new account; raises `BadSetting` for a name that is none or is taken, `WeakPassword` for the password."""
        name = called(name)
        if not _NAME.fullmatch(name):
            raise BadSetting("A name has 2 to 63 letters, digits, dots and dashes.", "Choose another.")
        check_strength(password, name)
        kept = hashed(password)
        with self._writing() as connection:
            if connection.execute(select(schema.account).where(schema.account.c.name == name)).first():
                raise BadSetting(f"There is an account {name}.", "Choose another name, or change that one.")
            row = {"name": name, "role": _role(role), "password": kept, "made": self._at(), "shut": None}
            connection.execute(insert(schema.account).values(row))
            self._note(connection, by, "account-made", f"{name} {role}")
        return Account(name, role, row["made"] or "", None)

    def all(self) -> list[Account]:
        """All accounts by name, those that are shut included."""
        own = schema.account.c
        with self._asking() as connection:
            rows = connection.execute(select(own.name, own.role, own.made, own.shut).order_by(own.name)).all()
        return [Account(*row) for row in rows]

    def set_role(self, name: str, role: Role, *, by: str) -> None:
        """Give an account another role; its keys never reach farther than that. Raises `UnknownId`."""
        name = called(name)
        with self._writing() as connection:
            if role != "admin":
                _keep_an_admin(connection, name)
            _change(connection, name, role=_role(role))
            self._note(connection, by, "role-set", f"{name} {role}")

    def set_password(self, name: str, password: str, *, by: str) -> None:
        """Give an account another password; its keys are revoked. Raises `UnknownId` and `WeakPassword`."""
        name = called(name)
        check_strength(password, name)
        kept = hashed(password)
        with self._writing() as connection:
            _change(connection, name, password=kept)
            keys.revoke(connection, name, self.clock())
            self._note(connection, by, "password-set", name)

    def shut(self, name: str, *, by: str) -> None:
        """Shut an account: its keys are revoked, and nobody signs in with it. What it decided stays."""
        name = called(name)
        with self._writing() as connection:
            _keep_an_admin(connection, name)
            _change(connection, name, shut=self._at())
            keys.revoke(connection, name, self.clock())
            self._note(connection, by, "account-shut", name)

    def sign_in(self, name: str, password: str, *, origin: str) -> tuple[str, Key]:
        """A new session with its secret; raises `WrongPassword`, and `TooManyTries` before it looks at the password.

        `origin` is where the asker comes from, such as an address of the network.
        """
        name = called(name).replace("\0", "\N{REPLACEMENT CHARACTER}")
        with self._writing() as connection:
            check_tries(connection, name, origin, self.clock())
            note_failure(connection, name, origin, self.clock())
            own = schema.account.c
            query = select(own.password, own.role).where((own.name == name) & own.shut.is_(None))
            row = connection.execute(query).first()
        right = belongs(password, row.password if row else None)
        with self._writing() as connection:
            if not right or row is None:
                self._note(connection, name, "sign-in-failed", "", origin)
            else:
                forget_failures(connection, name, origin)
                self._note(connection, name, "signed-in", "", origin)
                return keys.make_key(connection, name, "session", "", SCOPES[row.role], self.clock(), keys.SESSION)
        raise WrongPassword

    def issue(self, bearer: Bearer, label: str, scopes: Sequence[Scope], days: int) -> tuple[str, Key]:
        """A new token of a bearer with its secret; raises `NotAllowed` for scopes that the bearer has not."""
        for scope in scopes:
            bearer.may(scope)
        if not scopes or not 1 <= days <= LONGEST_TOKEN:
            raise BadSetting(f"A token has a scope, and lasts 1 to {LONGEST_TOKEN} days.", "Say both.")
        with self._writing() as connection:
            made = keys.make_key(connection, bearer.account, "token", label, scopes, self.clock(), timedelta(days=days))
            self._note(connection, bearer.account, "token-made", f"{made[1].id} {' '.join(scopes)}")
        return made

    def bearer(self, secret: str) -> Bearer:
        """Whoever holds a secret; raises `SignInNeeded` where it is unknown, expired, revoked, or the account shut."""
        with self._asking() as connection:
            return keys.bearer_of(connection, secret, self.clock())

    def keys(self, account: str) -> list[Key]:
        """The keys of an account, the latest first."""
        with self._asking() as connection:
            return keys.keys_of(connection, account)

    def revoke(self, bearer: Bearer, key: int) -> None:
        """Revoke a key of one's own; raises `UnknownId`."""
        with self._writing() as connection:
            if not keys.revoke(connection, bearer.account, self.clock(), key):
                raise UnknownId(f"key {key}")
            self._note(connection, bearer.account, "key-revoked", str(key))

    def note(self, who: str, what: str, about: str, *, origin: str = "") -> None:
        """Write a line into the audit log."""
        with self._writing() as connection:
            self._note(connection, who, what, about, origin)

    def log(self, *, limit: int = 50, before: int | None = None) -> list[Event]:
        """Lines of the audit log, the latest first; `before` goes on behind the line of that id."""
        own = schema.event.c
        query = select(schema.event).order_by(own.id.desc()).limit(limit)
        if before is not None:
            query = query.where(own.id < before)
        with self._asking() as connection:
            return [Event(r.id, r.at, r.who, r.origin, r.what, r.about) for r in connection.execute(query)]

    def put_aside(self, bearer: Bearer, items: Sequence[str]) -> None:
        """Keep that somebody looks at some things of the review another day."""
        own = schema.aside
        with self._writing() as connection:
            there = set(connection.scalars(select(own.c.item).where(own.c.account == bearer.account)))
            rows = [{"account": bearer.account, "item": item} for item in dict.fromkeys(items) if item not in there]
            if rows:
                connection.execute(insert(own), rows)

    def aside(self, bearer: Bearer) -> set[str]:
        """What somebody put aside."""
        own = schema.aside.c
        with self._asking() as connection:
            return set(connection.scalars(select(own.item).where(own.account == bearer.account)))

    def bring_back(self, bearer: Bearer) -> None:
        """Bring back everything that somebody put aside."""
        with self._writing() as connection:
            connection.execute(delete(schema.aside).where(schema.aside.c.account == bearer.account))

    def empty(self) -> bool:
        """Whether nobody has an account yet."""
        with self._asking() as connection:
            return not connection.execute(select(func.count()).select_from(schema.account)).scalar_one()

    def _at(self) -> str:
        return self.clock().isoformat()

    def _note(self, connection: Connection, who: str, what: str, about: str, origin: str = "") -> None:
        row = {"at": self._at(), "who": who, "origin": origin, "what": what, "about": about}
        connection.execute(insert(schema.event).values(row))


def called(name: str) -> str:
    """The one form of a name, so that nobody is called like another but for its case.

    >>> called("Salma"), called("ｓalma")
    ('salma', 'salma')
    """
    return normalize("NFKC", name).casefold()[:64]


def _keep_an_admin(connection: Connection, name: str) -> None:
    """Raises `BadSetting` where an account is the last admin: nobody could make another."""
    own = schema.account.c
    admins = connection.execute(select(own.name).where((own.role == "admin") & own.shut.is_(None))).scalars().all()
    if admins == [name]:
        raise BadSetting(f"{name} is the last admin.", "Make another admin first.")


def _role(role: str) -> str:
    if role not in ROLES:
        raise BadSetting(f"{role} is no role.", f"It is one of {', '.join(ROLES)}.")
    return role


def _change(connection: Connection, name: str, **values: str) -> None:
    """Change an account; raises `UnknownId` where there is none."""
    own = schema.account.c
    if not connection.execute(update(schema.account).where(own.name == name).values(**values)).rowcount:
        raise UnknownId(f"account {name}")
