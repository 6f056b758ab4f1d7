"""A line to a PostgreSQL of the tests that can lose the answer to a commit and be cut."""

import contextlib
import select
import socket
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.engines import Cluster

SOCKET = ".s.PGSQL.5432"


class Line:
    """What stands between the ledger and its server. `losing`: the next commit reaches the server, its answer is lost;
    `cut`: from that moment on nothing comes through at all."""

    def __init__(self, folder: Path, cluster: Cluster) -> None:
        self.folder, self.losing, self.cut = folder, False, False
        self._server = str(cluster.folder / SOCKET)
        self._open: list[socket.socket] = []
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder / SOCKET))
        self._listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def address(self, of_database: str) -> str:
        """The address of a database of the cluster by this line."""
        return f"{of_database.partition('?')[0]}?host={self.folder}"

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._end_all_but()

    def _end_all_but(self, *kept: socket.socket) -> None:
        for end in self._open:
            if end in kept:
                continue
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                client, _ = self._listener.accept()
                if self.cut:
                    client.close()
                    continue
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                self._open += [client, server]
                threading.Thread(target=self._pass_on, args=(client, server), daemon=True).start()

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        with client, server, contextlib.suppress(OSError):
            while True:
                for end in select.select([client, server], [], [])[0]:
                    told = end.recv(65536)
                    if not told:
                        return
                    (server if end is client else client).sendall(told)
                    if end is client and self.losing and b"COMMIT" in told:
                        server.recv(65536)  # it has committed
                        self.losing = False
                        if self.cut:  # the others first: who lost the answer goes on at once and asks by another
                            self._end_all_but(client, server)
                        return


@contextlib.contextmanager
def line(cluster: Cluster) -> Iterator[Line]:
    with tempfile.TemporaryDirectory(prefix="line-") as folder:
        made = Line(Path(folder), cluster)
        try:
            yield made
        finally:
            made.close()
