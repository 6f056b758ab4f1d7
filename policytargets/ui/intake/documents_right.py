"""The right to take documents in, and the name under which it is done."""

from policytargets import settings
from policytargets.ui.blocks import acting, ledger


def must_be_allowed(page: str) -> None:
    """Go on for who may take documents in: anybody where nobody signs in, as that board is for one machine alone; else
    what is needed with the way there, and the page stops. Raises LedgerClosed."""
    if settings.people_sign_in():
        acting.must_be_allowed(page)


def name_signed_in() -> str:
    """The name of who is signed in, which goes with what they decide; nothing where nobody signs in. Raises
    LedgerClosed."""
    person = ledger.person() if settings.people_sign_in() else None
    return person.name if person and not person.alone else ""
