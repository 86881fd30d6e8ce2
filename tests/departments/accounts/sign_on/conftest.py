"""The provider that runs beside the tests of this folder, and a browser that goes there and back."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client

from departments.accounts.sign_on import directory, provider
from departments.accounts.sign_on.settings import OpenIDConnect
from tests.conftest import not_here
from tests.departments.accounts.sign_on.openid_provider import CLIENT_ID, CLIENT_SECRET
from tests.departments.accounts.sign_on.throwaway_slapd import server_program, throwaway_slapd

HERE = Path(__file__).parent
BACK = "http://testserver/accounts/sign_on/back/"


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """A machine that is busy with other tests answers late, and is no provider that is away."""
    monkeypatch.setattr(directory, "SECONDS", 120)
    monkeypatch.setattr(provider, "SECONDS", (120, 120))


@pytest.fixture(autouse=True)
def strangers(monkeypatch):
    """Nothing is known of a provider yet."""
    monkeypatch.setattr(provider, "_known", {})


@pytest.fixture(scope="session")
def folder_of_provider(tmp_path_factory):
    return tmp_path_factory.mktemp("provider")


@pytest.fixture(scope="session")
def issuer(folder_of_provider):
    words = [sys.executable, HERE / "openid_provider.py", folder_of_provider, BACK]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as provider:  # noqa: S603  (our own arguments)
        try:
            yield provider.stdout.readline().strip()
        finally:
            provider.kill()


@pytest.fixture
def oidc(issuer, settings):
    settings.OIDC = OpenIDConnect(issuer=issuer, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
    return settings.OIDC


@pytest.fixture(scope="session")
def slapd():
    program = server_program()
    if program is None:
        not_here("SLAPD", "no slapd here; install it（本机没有 slapd，未对照目录服务器）")
    with throwaway_slapd(program) as server:
        yield server


class Browser:
    """Somebody at a browser: here by Django's client, at the provider by requests of the network."""

    def __init__(self):
        self.here, self.there = Client(), requests.Session()

    def begin(self, wanted=""):
        """The address to which the sign-in page sends."""
        return self.here.get("/accounts/sign_on/", {"next": wanted} if wanted else {})

    def answer_of_provider(self, address, name):
        """Sign in there, unless that was done before; the address to which the provider sends back."""
        first = self.there.get(address, allow_redirects=False)
        if first.headers["Location"].startswith(BACK):
            return first.headers["Location"]
        page = self.there.get(address)
        form = {
            "csrfmiddlewaretoken": self.there.cookies["csrftoken"],
            "username": name,
            "password": name,
            "next": address.removeprefix(f"http://{urlsplit(address).netloc}"),
        }
        at_work = self.there.post(page.url, form, allow_redirects=False)
        way = f"http://{urlsplit(address).netloc}{at_work.headers['Location']}"
        return self.there.get(way, allow_redirects=False).headers["Location"]

    def come_back(self, address):
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == BACK
        return self.here.get(f"{parts.path}?{parts.query}")

    def sign_on(self, name, wanted=""):
        return self.come_back(self.answer_of_provider(self.begin(wanted).url, name))


@pytest.fixture
def browser():
    return Browser()
