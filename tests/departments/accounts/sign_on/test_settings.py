"""What is said of a provider that is named by halves, and what of one that is whole."""

import pytest

from departments.accounts.sign_on.settings import openid_connect

WHOLE = {"OIDC_ISSUER": "https://sso.example.cn", "OIDC_CLIENT_ID": "goals", "OIDC_CLIENT_SECRET": "a secret"}


@pytest.mark.parametrize(
    ("environ", "works", "sentences"),
    [
        ({}, False, []),
        (WHOLE, True, []),
        (WHOLE | {"OIDC_CLIENT_SECRET": ""}, False, ["OIDC_CLIENT_SECRET"]),
        ({"OIDC_CLIENT_ID": "goals"}, False, ["OIDC_ISSUER、OIDC_CLIENT_SECRET"]),
        (WHOLE | {"OIDC_ISSUER": "http://sso.example.cn"}, False, ["https://"]),
        (WHOLE | {"OIDC_ISSUER": "sso.example.cn"}, False, ["https://"]),
        (WHOLE | {"OIDC_ISSUER": "http://127.0.0.1:8080"}, True, []),
        (WHOLE | {"OIDC_CA_FILE": "/nowhere.pem"}, False, ["/nowhere.pem"]),
    ],
)
def test_it_works_once_it_is_whole(environ, works, sentences):
    oidc = openid_connect(environ)
    assert oidc.works is works
    assert len(list(oidc.faults())) == len(sentences)
    for fault, sentence in zip(oidc.faults(), sentences, strict=True):
        assert sentence in fault


def test_what_is_not_said_has_its_usual_value():
    oidc = openid_connect(WHOLE | {"OIDC_NAME": " ", "OIDC_SECOND_FACTOR": " otp , gold,"})
    assert (oidc.name, oidc.key_claim, oidc.second_factor) == ("统一身份认证", "sub", {"otp", "gold"})
