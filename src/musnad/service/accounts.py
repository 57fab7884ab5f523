"""Accounts: names, roles and password hashes in a file of their own; sessions in memory.

Passwords are hashed by Argon2id (RFC 9106, the parameters of argon2-cffi). Sessions end with the
room: who is signed in signs in again after it was restarted.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from musnad.errors import LedgerError

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Readers read; reviewers decide as well; admins also see who is signed in, and sign them out."""

FORMAT = "musnad-accounts-1"
SHORTEST, LONGEST = 10, 1_000
"""Characters of a password; longer ones would cost the hash time."""

LONGEST_NAME = 80
SESSION_SECONDS = 12 * 3600.0
"""A working day; then somebody signs in again."""

MOST_SESSIONS = 10_000

HASHER = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in."""

    name: str
    role: Role
    hash: str

    @property
    def decides(self) -> bool:
        """Whether it may judge records."""
        return self.role != "reader"


class Accounts:
    """The accounts of a file; a change of the file holds from the next question on."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._seen: tuple[int, int] | None = None
        self._known: dict[str, Account] = {}
        # what an unknown name is compared with, so that it takes as long as a known one
        self._nobody = HASHER.hash(secrets.token_hex())

    def all(self) -> dict[str, Account]:
        """Accounts by their names; none if there is no file.

        Raises:
            LedgerError: the file holds something else.
        """
        try:
            state = self.path.stat()
        except FileNotFoundError:
            return {}
        if (seen := (state.st_mtime_ns, state.st_size)) != self._seen:
            self._known = _read(self.path)
            self._seen = seen
        return self._known

    def check(self, name: str, password: str) -> Account | None:
        """The account of this name, if the password is its own."""
        account = self.all().get(name.strip())
        if len(password) > LONGEST:
            return None
        try:
            HASHER.verify(account.hash if account else self._nobody, password)
        except (VerificationError, InvalidHashError):
            return None
        return account

    def put(self, name: str, role: str, password: str) -> None:
        """Make an account, or give one another role and password.

        Raises:
            LedgerError: name, role or password won't do.
        """
        name = name.strip()
        if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
            raise LedgerError(f"{name!r} is no name; expected 1 to {LONGEST_NAME} characters")
        if role not in ROLES:
            raise LedgerError(f"{role!r} is no role; expected {', '.join(ROLES)}")
        if not SHORTEST <= len(password) <= LONGEST:
            raise LedgerError(f"the password needs {SHORTEST} to {LONGEST} characters")
        made: Role = next(r for r in ROLES if r == role)
        self._write({**self.all(), name: Account(name, made, HASHER.hash(password))})

    def remove(self, name: str) -> None:
        """Take an account away; its sessions end with the next question.

        Raises:
            LedgerError: there is none.
        """
        known = dict(self.all())
        if known.pop(name.strip(), None) is None:
            raise LedgerError(f"{name!r} has no account in {self.path}")
        self._write(known)

    def _write(self, known: dict[str, Account]) -> None:
        rows = [{"name": a.name, "role": a.role, "hash": a.hash} for a in known.values()]
        text = json.dumps({"format": FORMAT, "accounts": rows}, ensure_ascii=False, indent=1)
        beside = self.path.with_name(self.path.name + ".new")
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text + "\n")
        beside.replace(self.path)


def _read(path: Path) -> dict[str, Account]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise KeyError("format")
        rows = [(str(r["name"]), r["role"], str(r["hash"])) for r in data["accounts"]]
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerError(f"{path} is no file of accounts ({error})") from error
    wrong = [role for _, role, _ in rows if role not in ROLES]
    if wrong:
        raise LedgerError(f"{path}: {wrong[0]!r} is no role; expected {', '.join(ROLES)}")
    return {name: Account(name, role, hashed) for name, role, hashed in rows}


@dataclass(slots=True)
class _Session:
    name: str
    hash: str
    until: float


@dataclass(slots=True)
class Sessions:
    """Who is signed in, by a random token that their browser keeps."""

    _open: dict[str, _Session] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, account: Account) -> str:
        """A new session's token."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            now = time.monotonic()
            self._open = {t: s for t, s in self._open.items() if s.until > now}
            if len(self._open) >= MOST_SESSIONS:
                self._open.pop(next(iter(self._open)))
            self._open[token] = _Session(account.name, account.hash, now + SESSION_SECONDS)
        return token

    def account_of(self, token: str, accounts: Accounts) -> Account | None:
        """Whose session it is; None if it ended, or if the account is gone or has changed."""
        session = self._open.get(token)
        if session is None or session.until <= time.monotonic():
            return None
        account = accounts.all().get(session.name)
        return account if account and account.hash == session.hash else None

    def end(self, token: str) -> None:
        """Sign out."""
        with self._lock:
            self._open.pop(token, None)

    def end_all(self, name: str) -> None:
        """Sign somebody out everywhere."""
        with self._lock:
            self._open = {t: s for t, s in self._open.items() if s.name != name}

    def names(self) -> list[str]:
        """Who is signed in, once for each session."""
        now = time.monotonic()
        return sorted(s.name for s in list(self._open.values()) if s.until > now)


@dataclass(slots=True)
class Limiter:
    """How often something may be done: `most` times at once, then as often as it fills up again.

    Attributes:
        most: times at once.
        seconds: in which an empty bucket is full again.
    """

    most: float
    seconds: float
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self, key: str) -> bool:
        """Whether it may be done once more by `key`, and count it if so."""
        now = time.monotonic()
        with self._lock:
            left, at = self._left.get(key, (self.most, now))
            left = min(self.most, left + (now - at) * self.most / self.seconds)
            if len(self._left) > MOST_SESSIONS:
                self._left.clear()
            self._left[key] = (left - 1 if left >= 1 else left, now)
            return left >= 1
