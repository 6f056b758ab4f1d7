"""Passwords: what one must be like, what is kept of it, and whether it is the one."""

import secrets
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from policytargets.errors import Refused

SHORTEST = 12
HASHER = PasswordHasher()
HASHING = BoundedSemaphore(2)  # each takes 64 MiB
NOBODY = HASHER.hash(secrets.token_hex())  # what the password of an unknown name is held against, for the same time


def kept(password: str) -> str:
    """What is kept of a password, from which nobody can tell it. Raises Refused for one that is too weak."""
    demand_strong(password)
    with HASHING:
        return HASHER.hash(password)


def demand_strong(password: str) -> None:
    """Raises Refused for a password that is too weak."""
    classes = sum(any(map(test, password)) for test in (str.islower, str.isupper, str.isdigit))
    classes += any(not sign.isalnum() for sign in password)
    if len(password) < SHORTEST and (classes < 3 or len(password) < 8):
        raise Refused(f"密码至少 {SHORTEST} 位，或至少 8 位并含大写、小写、数字、符号中的三种")


def matches(hashed: str, password: str) -> bool:
    """Whether this is the password of which that was kept."""
    with HASHING:
        try:
            return HASHER.verify(hashed, password)
        except (VerifyMismatchError, InvalidHashError):
            return False
