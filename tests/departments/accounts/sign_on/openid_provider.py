"""A provider of OpenID Connect as a process of its own: Django OAuth Toolkit, with its own settings and database.

Prints its address once it serves. Each account signs in with its own name as password; what its first name says in JSON
stands in its tokens in the place of what would be there.
"""

import json
import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.core.management import call_command

LOGIN = '<form method="post">{% csrf_token %}{{ form }}<input type="hidden" name="next" value="{{ next }}"></form>'
KEY = "key.pem"  # what it signs with, for tests that sign what it never says by itself
CLIENT_ID, CLIENT_SECRET = "goals", "a secret of the client"
CLAIMS = {
    "wang": {},
    "li": {},
    "away": {},
    "strong": {"amr": ["pwd", "otp"]},
    "gold": {"acr": "gold"},
    "other_issuer": {"iss": "http://127.0.0.1:1"},
    "other_client": {"aud": "another"},
    "shared": {"aud": ["goals", "another"], "azp": "another"},
    "outlived": {"exp": 1_000_000_000},
    "ahead": {"iat": 9_000_000_000},
    "other_nonce": {"nonce": "of another sign-in"},
    "without_key": {"sub": ""},
}


def an_rsa_key():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def configure(database, key):
    templates = {"registration/login.html": LOGIN}
    settings.configure(
        SECRET_KEY="of the provider",
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database}},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", templates)]},
            }
        ],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        ROOT_URLCONF="openid_site",
        SESSION_COOKIE_NAME="provider",
        USE_TZ=True,
        LOGIN_URL="/login/",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": key,
            "OAUTH2_VALIDATOR_CLASS": "openid_site.Validator",
            "SCOPES": {"openid": "who somebody is"},
        },
    )
    django.setup()


def fill(back):
    from django.contrib.auth import get_user_model
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    for name, claims in CLAIMS.items():
        get_user_model().objects.create_user(name, password=name, first_name=json.dumps(claims))
    Application.objects.create(
        name="goals",
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=back,
        skip_authorization=True,
        algorithm=Application.RS256_ALGORITHM,
    )


class Silent(WSGIRequestHandler):
    def log_message(self, *words):
        pass


if __name__ == "__main__":
    folder, back = Path(sys.argv[1]), sys.argv[2]
    key = an_rsa_key()
    (folder / KEY).write_text(key)
    configure(folder / "db.sqlite3", key)
    fill(back)
    from django.core.wsgi import get_wsgi_application

    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Silent)
    print(f"http://127.0.0.1:{server.server_port}/o", flush=True)
    server.serve_forever()
