"""What was typed on a page over which its person's sign-in was ended: put by for them alone, until they open that page
again. It lies in the memory of this process, as what stands in open pages does."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock

MOST = 200  # pages of which something is put by; the oldest gives way
_held: OrderedDict[tuple[str, str], dict[str, object]] = OrderedDict()
_lock = Lock()


def put_by(person_id: str, page: str, typed: Mapping[str, object]) -> None:
    """Keep what stood in the fields of a page, beside what another tab of the same page left there."""
    with _lock:
        _held[person_id, page] = {**_held.pop((person_id, page), {}), **typed}
        while len(_held) > MOST:
            _held.popitem(last=False)


def take_back(person_id: str, page: str) -> dict[str, object]:
    """What this person typed on this page, once."""
    with _lock:
        return _held.pop((person_id, page), {})
