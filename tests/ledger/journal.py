"""The whole journal as somebody reads it, for the tests."""

from collections.abc import Collection, Mapping
from typing import Any

from policytargets.ledger.operations import Operations
from policytargets.people.model import Actor
from policytargets.store.engine import Ledger


def operations(
    ledger: Ledger, actor: Actor | None, districts: Mapping[str, str], reporters: Mapping[str, str],
    asked: Mapping[str, Collection[str]] | None = None,
) -> list[dict[str, Any]]:  # fmt: skip
    held = Operations(ledger, districts, reporters, asked)
    return held.rows(actor, held.seen_by(actor))
