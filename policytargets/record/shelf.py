"""The record of this process: loaded once, replaced as a whole when newer data have come."""

import atexit
import gc
from threading import Lock

from policytargets.record.building import open_record
from policytargets.record.database import Database
from policytargets.record.files import open_record_file
from policytargets.settings import data_folder, record_file


class Shelf:
    """Holds the record that page runs read, and replaces it as a whole."""

    def __init__(self) -> None:
        self._renewing = Lock()
        self._newest: Database | None = None

    @property
    def version(self) -> str:
        """The version of the newest record; empty while there is none."""
        return self._newest.version if self._newest else ""

    def newest(self) -> Database:
        """The newest record, loaded now if there is none yet. Raises what `renew` raises."""
        if self._newest is None:
            with self._renewing:
                self._newest = self._newest or _open()
        return self._newest

    def renew(self) -> tuple[str, str]:
        """Load the record as it lies on disk and let page runs that begin from now on read it.

        Returns the versions before and now. Raises TablesInvalid or RecordFileInvalid where it is defective;
        the one before then stays. Page runs that have begun keep theirs, which is released with the last of them.
        """
        with self._renewing:
            before, self._newest = self.version, _open()
            return before, self._newest.version

    def clear(self) -> None:
        """Hold no record, so that the next one asked for is loaded from disk."""
        self._newest = None


def _open() -> Database:
    file = record_file()
    database = open_record_file(file) if file else open_record(data_folder())
    # A full collection follows every script run; what stays for good is taken out of its way once.
    gc.collect()
    gc.freeze()
    return database


# A plain variable: Streamlit's own caches can be emptied by any visitor.
SHELF = Shelf()


# Frozen objects are not collected at the end, and DuckDB would report each as a leak.
atexit.register(gc.unfreeze)
