"""A single sign-on that vouches for whom it is told to: `python -m tests.browser.provider PORT`."""

import base64
import hashlib
import secrets
import sys
import time
import urllib.parse

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "tacha", "of-an-invented-office"
KEY = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
asked: dict[str, dict[str, str]] = {}
whom = {"email": "wang@county.example", "email_verified": True}


def issuer(request: Request) -> str:
    return str(request.base_url).rstrip("/")


async def about(request: Request) -> Response:
    here = issuer(request)
    return JSONResponse(
        {
            "issuer": here,
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "jwks_uri": f"{here}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }
    )


async def vouch_for(request: Request) -> Response:
    """Take whom to vouch for from now on."""
    whom.clear()
    whom.update(await request.json())
    return Response(status_code=204)


async def authorize(request: Request) -> Response:
    query = dict(request.query_params)
    assert query["client_id"] == CLIENT
    code = secrets.token_urlsafe(16)
    asked[code] = query
    back = urllib.parse.urlencode({"code": code, "state": query["state"]})
    return RedirectResponse(f"{query['redirect_uri']}?{back}", status_code=302)


async def token(request: Request) -> Response:
    typed = urllib.parse.parse_qs((await request.body()).decode())
    query = asked.pop(typed["code"][0])
    proof = hashlib.sha256(typed["code_verifier"][0].encode()).digest()
    assert base64.urlsafe_b64encode(proof).rstrip(b"=").decode() == query["code_challenge"]
    basic = base64.b64decode(request.headers["authorization"].split()[1]).decode()
    assert basic == f"{CLIENT}:{SECRET}"
    now = int(time.time())
    claims = {"iss": issuer(request), "sub": "0001", "aud": CLIENT, "iat": now, "exp": now + 300}
    claims |= {"nonce": query["nonce"], **whom}
    signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, KEY)
    bearer = {"access_token": "none", "token_type": "Bearer", "expires_in": 300}
    return JSONResponse(bearer | {"id_token": signed})


async def keys(_: Request) -> Response:
    return JSONResponse({"keys": [KEY.as_dict(private=False)]})


app = Starlette(
    routes=[
        Route("/.well-known/openid-configuration", about),
        Route("/vouch-for", vouch_for, methods=["POST"]),
        Route("/authorize", authorize),
        Route("/token", token, methods=["POST"]),
        Route("/keys", keys),
        Route("/_stcore/health", lambda _: Response("ok")),
    ]
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
