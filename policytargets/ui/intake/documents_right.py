"""The right to take documents in."""

from policytargets import settings
from policytargets.ui.blocks import acting


def must_be_allowed(page: str) -> None:
    """Go on for who may take documents in: anybody where nobody signs in, as that board is for one machine alone; else
    what is needed with the way there, and the page stops. Raises LedgerClosed."""
    if settings.people_sign_in():
        acting.must_be_allowed(page)
