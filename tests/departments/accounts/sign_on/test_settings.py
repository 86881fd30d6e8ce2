"""What is said of a provider that is named by halves, and what of one that is whole."""

import pytest

from departments.accounts.sign_on.settings import directory, openid_connect

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


LDAP = {"LDAP_URL": "ldap://127.0.0.1", "LDAP_BASE": "dc=office"}


@pytest.mark.parametrize(
    ("environ", "works", "sentences"),
    [
        ({}, False, []),
        (LDAP, True, []),
        (LDAP | {"LDAP_BASE": ""}, False, ["LDAP_BASE"]),
        (LDAP | {"LDAP_BIND_DN": "cn=reader"}, False, ["LDAP_BIND_PASSWORD"]),
        (LDAP | {"LDAP_URL": "ldap.example.cn"}, False, ["ldaps://"]),
        (LDAP | {"LDAP_URL": "ldaps://a ldap://b"}, False, ["ldaps://"]),
        (LDAP | {"LDAP_URL": "ldap://ldap.example.cn"}, False, ["LDAP_CA_FILE"]),
        (LDAP | {"LDAP_URL": "ldaps://127.0.0.1"}, False, ["LDAP_CA_FILE"]),
        (LDAP | {"LDAP_CA_FILE": "/nowhere.pem"}, False, ["/nowhere.pem"]),
        (LDAP | {"LDAP_KEY_ATTRIBUTE": "-f x"}, False, ["LDAP_KEY_ATTRIBUTE"]),
    ],
)
def test_a_directory_works_once_it_is_whole(environ, works, sentences):
    found = directory(environ)
    assert found.works is works
    assert len(list(found.faults())) == len(sentences)
    for fault, sentence in zip(found.faults(), sentences, strict=True):
        assert sentence in fault
