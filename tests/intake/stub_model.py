"""A model of the office's own, played by a server on this machine that answers as a test says."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

Quote = tuple[str, str] | dict[str, Any]


class Stub(BaseHTTPRequestHandler):
    """Answers as a test says, the first `at_once` without waiting; keeps what it was asked, and how many at most were
    asked at the same time."""

    answer: ClassVar[tuple[int, bytes]] = (200, b"")
    asked: ClassVar[list[dict[str, Any]]] = []
    wait: ClassVar[threading.Event | None] = None
    at_once: ClassVar[int] = 0
    present: ClassVar[int] = 0
    most: ClassVar[int] = 0
    lock: ClassVar[threading.Lock] = threading.Lock()

    def do_POST(self) -> None:
        with Stub.lock:
            Stub.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            Stub.present += 1
            Stub.most = max(Stub.most, Stub.present)
            waits = len(Stub.asked) > Stub.at_once
        if Stub.wait and waits:
            Stub.wait.wait(20)
        status, body = Stub.answer
        with Stub.lock:
            Stub.present -= 1
        self.send_response(status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def stub_model() -> Iterator[tuple[type[Stub], str]]:
    """The stub and its address, with nothing asked yet."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    Stub.asked, Stub.wait, Stub.at_once, Stub.most, Stub.present = [], None, 0, 0, 0
    yield Stub, f"http://127.0.0.1:{server.server_port}/v1/chat/completions"
    if Stub.wait:
        Stub.wait.set()
    server.shutdown()
    thread.join()
    server.server_close()


def quoting(*quotes: Quote) -> tuple[int, bytes]:
    """An answer that quotes figures with their clauses."""
    told = [quote if isinstance(quote, dict) else {"figure": quote[0], "clause": quote[1]} for quote in quotes]
    content = json.dumps({"targets": told})
    return 200, json.dumps({"choices": [{"message": {"content": content}}]}).encode()
