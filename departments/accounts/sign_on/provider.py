"""What is asked of the provider, and what is believed of its answers. Nobody but its own host is ever asked."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ClaimError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from requests import RequestException

from departments.accounts.sign_on.identities import NotVouched, ProviderAway, Vouched, is_a_key
from departments.accounts.sign_on.model import Provider
from departments.accounts.sign_on.settings import OpenIDConnect

SECONDS = (3, 5)  # to connect, and to wait for the next part of an answer
KNOWN_SECONDS, AWAY_SECONDS = (
    300,
    10,
)  # for which what the provider says of itself, or that it is away, is not asked anew
LEEWAY = 60  # seconds by which the provider's clock may differ from ours
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
SIGNED_OUT = "http://schemas.openid.net/event/backchannel-logout"


@dataclass(frozen=True)
class SignOnRequest:
    """What the answer will be held against; the browser keeps it until then, and it is used once."""

    state: str
    nonce: str
    verifier: str


def way_there(oidc: OpenIDConnect, back: str) -> tuple[str, SignOnRequest]:
    """The address at the provider to which a person goes. Raises ProviderAway."""
    started = SignOnRequest(*(generate_token(48) for _ in range(3)))
    with _session(oidc, back) as session:
        endpoint = _metadata(session, oidc)["authorization_endpoint"]
        address, _ = session.create_authorization_url(
            endpoint, state=started.state, nonce=started.nonce, code_verifier=started.verifier
        )
    return address, started


def who_came_back(oidc: OpenIDConnect, back: str, asked: SignOnRequest, code: str) -> Vouched:
    """Whom the provider vouches for. Raises ProviderAway and NotVouched."""
    with _session(oidc, back) as session:
        metadata = _metadata(session, oidc)
        try:
            token = session.fetch_token(
                metadata["token_endpoint"], code=code, code_verifier=asked.verifier, allow_redirects=False
            )
        except RequestException as fault:
            raise ProviderAway("没有答复") from fault
        except AuthlibBaseError as fault:
            raise NotVouched(f"不认可这次登录（{fault.error}）") from fault
        except ValueError as fault:
            raise ProviderAway("答复不能读取") from fault
        signed = _signed(session, metadata, token.get("id_token"))
    params = {"nonce": asked.nonce, "client_id": oidc.client_id, "access_token": token.get("access_token")}
    claims = CodeIDToken(signed.claims, signed.header, _meant_for_us(oidc), params)
    _hold(claims)
    means = claims.get("amr") or []
    values = {str(value) for value in (claims.get("acr"), *means)}
    return Vouched(Provider.OIDC, oidc.name, key_in(claims, oidc), bool(values & oidc.second_factor))


def who_signed_out(oidc: OpenIDConnect, back: str, logout_token: str) -> str:
    """The key of whoever has signed out there, by a token of OpenID Connect Back-Channel Logout. Raises the same."""
    with _session(oidc, back) as session:
        signed = _signed(session, _metadata(session, oidc), logout_token)
    registry = jwt.JWTClaimsRegistry(leeway=LEEWAY, **_meant_for_us(oidc), iat={"essential": True})
    try:
        registry.validate(signed.claims)
    except JoseError as fault:
        raise NotVouched(f"退出通知不合规定（{_told(fault)}）") from fault
    events = signed.claims.get("events")
    if not isinstance(events, dict) or SIGNED_OUT not in events or "nonce" in signed.claims:
        raise NotVouched("不是退出通知")
    return key_in(signed.claims, oidc)


def _session(oidc: OpenIDConnect, back: str) -> OAuth2Session:
    session = OAuth2Session(
        oidc.client_id,
        oidc.client_secret,
        scope="openid",
        redirect_uri=back,
        code_challenge_method="S256",
        default_timeout=SECONDS,
    )
    session.trust_env = False  # no proxy, and no password out of a file of this machine
    session.verify = oidc.ca_file or True
    return session


_known: dict[OpenIDConnect, tuple[float, dict[str, Any] | str]] = {}  # until when, and what or why not


def _metadata(session: OAuth2Session, oidc: OpenIDConnect) -> dict[str, Any]:
    """What the provider says of itself. Anybody may set us asking, so it is asked once in a while only."""
    until, known = _known.get(oidc, (0.0, ""))
    if until <= monotonic():
        try:
            seconds, known = KNOWN_SECONDS, _asked_metadata(session, oidc)
        except ProviderAway as fault:
            seconds, known = AWAY_SECONDS, str(fault)
        _known[oidc] = (monotonic() + seconds, known)
    if isinstance(known, str):
        raise ProviderAway(known)
    return known


def _asked_metadata(session: OAuth2Session, oidc: OpenIDConnect) -> dict[str, Any]:
    """Addresses at another host than its own are not believed."""
    metadata = _read(session, f"{oidc.issuer.rstrip('/')}/.well-known/openid-configuration")
    if metadata.get("issuer") != oidc.issuer:
        raise ProviderAway(f"自称是“{metadata.get('issuer')}”，与 OIDC_ISSUER 不同")
    own = urlsplit(oidc.issuer)
    for name in ENDPOINTS:
        parts = urlsplit(str(metadata.get(name, "")))
        if (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
            raise ProviderAway(f"公布的 {name} 不在 OIDC_ISSUER 的主机上")
    return metadata


def _read(session: OAuth2Session, address: str) -> dict[str, Any]:
    try:
        answer = session.get(address, withhold_token=True, allow_redirects=False)
        if answer.status_code != 200:
            raise ProviderAway(f"答复 {answer.status_code}")
        read = answer.json()
    except RequestException as fault:  # among them an answer that is no JSON
        raise ProviderAway("没有答复，或答复不能读取") from fault
    if not isinstance(read, dict):
        raise ProviderAway("答复不能读取")
    return read


def _signed(session: OAuth2Session, metadata: dict[str, Any], token: object) -> jwt.Token:
    """A token with its signature checked. The keys are read each time: one that was withdrawn opens nothing."""
    keys = _read(session, metadata["jwks_uri"])
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    try:
        return jwt.decode(str(token), KeySet.import_key_set(keys), registry=registry)  # type: ignore[arg-type]  # read from outside
    except (JoseError, ValueError, KeyError) as fault:
        raise NotVouched("签名不能核实") from fault


def _meant_for_us(oidc: OpenIDConnect) -> dict[str, Any]:
    return {
        "iss": {"essential": True, "value": oidc.issuer},
        "aud": {"essential": True, "value": oidc.client_id},
    }


def _hold(claims: CodeIDToken) -> None:
    try:
        claims.validate(leeway=LEEWAY)
    except JoseError as fault:
        raise NotVouched(f"凭证不合规定（{_told(fault)}）") from fault


def _told(fault: JoseError) -> str:
    """By the name of the part that is wrong, as the provider's own papers call it."""
    return fault.claim if isinstance(fault, ClaimError) else fault.error


def key_in(claims: dict[str, Any], oidc: OpenIDConnect) -> str:
    """Raises NotVouched."""
    key = claims.get(oidc.key_claim)
    if not is_a_key(key):
        raise NotVouched(f"没有给出标识（{oidc.key_claim}）")
    return key
