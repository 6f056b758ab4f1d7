"""Names and origins: a local board answers to this machine's own names, and whatever else asks is refused quietly."""

import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from policytargets.server.hosts import LOCAL, is_own
from tests.browser import Board, run_board

HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


@pytest.fixture(scope="module", params=["", "board"])
def board(request: pytest.FixtureRequest) -> Iterator[Board]:
    with run_board(STREAMLIT_SERVER_BASE_URL_PATH=request.param) as running:
        yield running


@pytest.fixture
def base(board: Board) -> str:
    return urlsplit(board.address).path


def asked(board: Board, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection(urlsplit(board.address).netloc, timeout=30)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", urlsplit(board.address).path + path, headers=given)
    with connection.getresponse() as answer:
        found = answer.status, {k.lower(): v for k, v in answer.getheaders()}, ""
        if answer.status != 101:
            found = (*found[:2], answer.read().decode("utf-8", "replace"))
    connection.close()
    return found


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "localhost.evil.example", "127.0.0.1.nip.io",
                                  "[::2]:{port}", "[::1", "192.168.0.1", "*"])  # fmt: skip
def test_another_name_is_refused_in_chinese(board: Board, host: str) -> None:
    named = host.format(port=urlsplit(board.address).port)
    for path in ("/", "/targets", "/healthz", "/_stcore/health"):
        status, _, body = asked(board, path, Host=named)
        assert status in (400, 403)
        assert "不能用这个地址打开看板" in body or status == 400
    status, *_ = asked(board, "/_stcore/stream", Host=named, Origin=f"http://{named}", **HANDSHAKE)
    assert status in (400, 403)


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}", "LOCALHOST", "127.0.0.1"])
def test_the_machine_itself_is_let_in(board: Board, host: str) -> None:
    named = host.format(port=urlsplit(board.address).port)
    assert asked(board, "/", Host=named)[0] == 200
    assert asked(board, "/_stcore/stream", Host=named, Origin=f"http://{named}", **HANDSHAKE)[0] == 101


@pytest.mark.parametrize("origin", ["http://[::1", "http://[", "http://]", "null", "", "http://\xff", "http://evil.example",
                                    "http://[::1]:99999999", "//localhost", "javascript:1"])  # fmt: skip
def test_a_broken_or_foreign_origin_is_refused_without_a_trace(board: Board, origin: str) -> None:
    status, *_ = asked(board, "/_stcore/stream", Origin=origin, **HANDSHAKE)
    assert status in (400, 403)
    assert "Traceback" not in board.said()


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/upload_file/a/b",
                                  "//_stcore/metrics", "/_stcore//metrics", "/targets/_stcore/metrics"])  # fmt: skip
def test_what_no_page_needs_is_closed_also_below_a_path(board: Board, path: str) -> None:
    status, headers, _ = asked(board, path)
    assert status == 404
    assert "content-security-policy" in headers


def test_health_and_compression_hold_also_below_a_path(board: Board) -> None:
    status, headers, body = asked(board, "/healthz")
    assert (status, '"status":"ok"' in body) == (200, True)
    _, headers, _ = asked(board, "/", Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    _, _, page = asked(board, "/")
    asset = page.split('src="./')[1].split('"')[0]
    _, headers, _ = asked(board, f"/{asset}", Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("host", "names", "own"),
    [
        ("board.example:80", ["board.example"], True),
        ("a.board.example", ["*.board.example"], True),
        ("board.example", ["*.board.example"], False),
        ("aboard.example", ["*.board.example"], False),
        ("anything", ["*"], True),
        ("[::1]:8501", LOCAL, True),
        ("", LOCAL, False),
    ],
)
def test_names_with_and_without_stars(host: str, names: list[str], own: bool) -> None:
    assert is_own(host, names) is own


def test_a_board_that_is_open_to_others_answers_to_any_name_unless_set() -> None:
    with run_board(STREAMLIT_SERVER_ADDRESS="0.0.0.0") as open_board:
        assert asked(open_board, "/", Host="board.office")[0] == 200
    with run_board(
        STREAMLIT_SERVER_ADDRESS="0.0.0.0", STREAMLIT_SERVER_ALLOWED_HOSTS="board.office localhost"
    ) as closed:
        assert asked(closed, "/", Host="board.office")[0] == 200
        assert asked(closed, "/", Host="127.0.0.1")[0] == 403
    with run_board(STREAMLIT_SERVER_ALLOWED_HOSTS="*") as behind_nginx:
        assert asked(behind_nginx, "/", Host="board.office")[0] == 200
