"""Signing in by the office's identity provider (OpenID Connect): it says who is there, the ledger what they may do."""

import hmac
import secrets
from typing import Any

from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]
from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from policytargets import journal, settings
from policytargets.errors import Refused

PENDING = "board_oidc"  # the cookie of a sign-in under way
HELD = ("state", "nonce", "verifier")  # what it holds, for a few minutes
MINUTES, SECONDS = 10, 10  # how long a sign-in may take, and one answer of the provider
ALGORITHMS = ["RS256", "PS256", "ES256"]  # none that a client's secret, or nothing at all, could sign
FAILED = "统一认证没有完成，请重新登录；如仍不行，请找管理员"


def begin(request: Request) -> Response:
    """To the provider, with what its answer has to match in a cookie that no script reads. Raises Refused."""
    held = {name: secrets.token_urlsafe(32) for name in HELD}
    try:
        with _client(request) as client:
            address, _ = client.create_authorization_url(
                _facts(client)["authorization_endpoint"], state=held["state"], nonce=held["nonce"],
                code_verifier=held["verifier"],
            )  # fmt: skip
    except (RequestException, ValueError, KeyError) as error:
        raise _failure(error) from error
    answer = RedirectResponse(address, status_code=303)
    secure = scheme(request) == "https"
    answer.set_cookie(
        PENDING, ".".join(held.values()), max_age=60 * MINUTES, httponly=True, samesite="lax", secure=secure
    )
    return answer


def subject_of(request: Request) -> str:
    """`issuer:sub` of whoever comes back from the provider. Raises Refused unless everything matches."""
    try:
        held = dict(zip(HELD, request.cookies.get(PENDING, "").split("."), strict=True))
        if not hmac.compare_digest(request.query_params.get("state", "").encode(), held["state"].encode()):
            raise ValueError("the state is another")
        with _client(request) as client:
            facts = _facts(client)
            asked = {"code": request.query_params["code"], "code_verifier": held["verifier"]}
            token = client.fetch_token(facts["token_endpoint"], **asked, timeout=SECONDS)
            keys = client.request("GET", facts["jwks_uri"], withhold_token=True, timeout=SECONDS).json()
        claims = jwt.decode(token["id_token"], KeySet.import_key_set(keys), algorithms=ALGORITHMS).claims
        known = settings.oidc()
        jwt.JWTClaimsRegistry(
            leeway=60, iss={"essential": True, "value": known["issuer"]}, sub={"essential": True},
            aud={"essential": True, "value": known["client_id"]}, exp={"essential": True},
            nonce={"essential": True, "value": held["nonce"]},
        ).validate(claims)  # fmt: skip
        return f"{claims['iss']}:{claims['sub']}"
    except (JoseError, AuthlibBaseError, RequestException, ValueError, KeyError, TypeError) as error:
        raise _failure(error) from error


def scheme(request: Request) -> str:
    """How the visitor reached the board, also behind a proxy that says so."""
    return request.headers.get("x-forwarded-proto", request.url.scheme)


def _client(request: Request) -> OAuth2Session:
    known = settings.oidc()
    back = f"{scheme(request)}://{request.headers.get('host', '')}{request.url.path.removesuffix('/return')}/return"
    return OAuth2Session(
        known["client_id"], known["client_secret"], scope="openid profile", redirect_uri=back,
        code_challenge_method="S256",
    )  # fmt: skip


def _facts(client: OAuth2Session) -> dict[str, Any]:
    """What the provider says of itself; of another issuer it says nothing."""
    issuer = settings.oidc()["issuer"]
    place = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    facts: dict[str, Any] = client.request("GET", place, withhold_token=True, timeout=SECONDS).json()
    if facts["issuer"] != issuer:
        raise ValueError(f"the provider calls itself {facts['issuer']}")
    return facts


def _failure(error: Exception) -> Refused:
    journal.note("sign_in_failed", reason=repr(error))
    return Refused(FAILED)
