"""What a running board answers, asked as a browser or a monitor would."""

import http.client
import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.browser import Board

Answer = tuple[int, http.client.HTTPMessage, bytes]


def get(url: str, **headers: str) -> Answer:
    """Status, headers and body as they came, without unpacking."""
    request = Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def health(board: Board) -> tuple[int, str]:
    status, _, body = get(f"{board.address}/healthz")
    return status, json.loads(body)["data_version"]
