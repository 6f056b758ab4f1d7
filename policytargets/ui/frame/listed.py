"""Which pages a board lists: in its menu, and where an address leads nowhere."""

from collections.abc import Collection

from policytargets.ui.blocks import copies
from policytargets.ui.blocks.addresses import PAGE, Page, is_guarded, is_there


def pages_there() -> tuple[Page, ...]:
    """The pages that this board has, listed or not."""
    return tuple(page for page in PAGE.values() if is_there(page))


def is_listed(page: Page, of_ledger: Collection[str]) -> bool:
    """Whether a page of the board is listed for somebody who may open these of its guarded pages."""
    return (
        page.listed and (not page.needs_copies or copies.at_hand()) and (not is_guarded(page) or page.name in of_ledger)
    )
