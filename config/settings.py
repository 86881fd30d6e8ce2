"""All settings. The environment decides; deploy/environment.example tells of every variable read here."""

import gc
import os
from ipaddress import ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config.api_description import SPECTACULAR_SETTINGS  # noqa: F401  (a setting)
from config.database import database_at, pooled_at, pooler_beside, replica_at, sqlite_at
from config.operation.logs import logging_settings
from config.secret_keys import derived_key, kept_key
from departments.accounts.passwords.profiles import PROFILES
from departments.accounts.sign_on.settings import directory, openid_connect
from departments.permissions.roles import named_roles
from departments.trail.digests import ALGORITHMS
from departments.uploads.limits import LARGEST_FILE
from performance.language_model.endpoint import language_model
from performance.upkeep.schedule import read_changes


def switched_on(name: str, *, default: str = "0") -> bool:
    return os.environ.get(name, default).strip().lower() in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    """A list given in one variable, separated by commas."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # everything written at run time; not under version control
VAR_DIR.mkdir(exist_ok=True)

DEMO = switched_on("DEMO")
DEBUG = switched_on("DEBUG")
HTTPS = switched_on("HTTPS", default="0" if DEMO or DEBUG else "1")

# Commands that serve nobody (manage.py says which) get along with a key kept on this machine.
KEPT = "demo" if DEMO else "local" if switched_on("LOCAL_COMMAND") else ""
SECRET_KEY = "" if DEMO else os.environ.get("SECRET_KEY", "")
if not SECRET_KEY and KEPT:
    SECRET_KEY = kept_key(VAR_DIR / f"{KEPT}-secret-key")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "缺少环境变量 SECRET_KEY，系统不能启动。请生成一个随机密钥并妥善保存，例如：\n"
        "    export SECRET_KEY=\"$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')\"\n"
        "只想试用可设 DEMO=1（或执行 make run），密钥会自动生成，且只能从本机访问。"
    )

# The trail is sealed with a key that no dump of the database contains. One of its own outlives a change of SECRET_KEY.
TRAIL_KEY = os.environ.get("TRAIL_KEY", "")
TRAIL_KEY_IS_DERIVED = not TRAIL_KEY
TRAIL_KEY = TRAIL_KEY or derived_key(SECRET_KEY, "trail")
TRAIL_HASH = os.environ.get("TRAIL_HASH", "sha256")
if TRAIL_HASH not in ALGORITHMS:
    raise ImproperlyConfigured(f"环境变量 TRAIL_HASH 只能是 {' 或 '.join(ALGORITHMS)}，现为“{TRAIL_HASH}”。")
# The secrets of second factors are encrypted under the first of these; the old ones still open what they have sealed.
SECOND_FACTOR_KEY = os.environ.get("SECOND_FACTOR_KEY", "") or derived_key(SECRET_KEY, "second factor")
SECOND_FACTOR_OLD_KEYS = [*words("SECOND_FACTOR_OLD_KEYS"), derived_key(SECRET_KEY, "second factor")]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"] if DEMO else words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "config.admin.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "import_export",
    "rest_framework",
    "django_tasks_db",
    "django_filters",
    "drf_spectacular",
    "departments",
    "indicators",
    "projects",
    "performance",
    "config.operation",
]

MIDDLEWARE = [
    "config.operation.request_log.log_requests",
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.security_headers",
    "config.odd_values.RefuseZeroBytes",
    "performance.http.htmx.redirect_whole_pages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "departments.accounts.late_posts.keep_late_posts",
    "departments.accounts.sessions.keep_session",
    "departments.trail.middleware.record_refusals",
    "departments.accounts.second_factor.asking.ask_for_second_factor",
    "departments.accounts.passwords.renewal.ask_for_new_password",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.replicas.ReadsOnReplica",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "performance.context_processors.page_head",
            ],
        },
    },
]

# A page that waits longer has lost its reader; commands and the worker (manage.py says so) take the time they need.
LONG_WORK = switched_on("LONG_WORK")
PAGE_STATEMENT_SECONDS = int(os.environ.get("STATEMENT_SECONDS", "30"))
COMMAND_STATEMENT_SECONDS = int(os.environ.get("COMMAND_STATEMENT_SECONDS", "3600"))
STATEMENT_SECONDS = COMMAND_STATEMENT_SECONDS if LONG_WORK else PAGE_STATEMENT_SECONDS
DATABASE_URL = os.environ.get("DATABASE_URL", "")
POOLER_URL = pooler_beside(DATABASE_URL, os.environ.get("POOLER_URL", ""))  # PgBouncer, for pages alone
DATABASES = {
    # The demo has a file of its own, so its accounts never stand in a real installation.
    "default": pooled_at(POOLER_URL)
    if POOLER_URL and not LONG_WORK
    else database_at(DATABASE_URL, statement_seconds=STATEMENT_SECONDS)
    if DATABASE_URL
    else sqlite_at(VAR_DIR / ("demo.sqlite3" if DEMO else "db.sqlite3")),
}
# Lists and reports read from a copy of the database, where there is one (config/replicas.py).
REPLICA_URL = os.environ.get("REPLICA_URL", "")
REPLICA_LAG_SECONDS = int(os.environ.get("REPLICA_LAG_SECONDS", "10"))
if REPLICA_URL:
    DATABASES["replica"] = replica_at(REPLICA_URL, statement_seconds=STATEMENT_SECONDS)
    DATABASE_ROUTERS = ["config.replicas.ReplicaRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["departments.accounts.login_throttle.backend.GuardedBackend"]
PASSWORD_PROFILE = os.environ.get("PASSWORD_PROFILE", "dengbao")
if PASSWORD_PROFILE not in PROFILES:
    raise ImproperlyConfigured(
        f"环境变量 PASSWORD_PROFILE 只能是 {' 或 '.join(PROFILES)}，现为“{PASSWORD_PROFILE}”。"
    )
AUTH_PASSWORD_VALIDATORS = list(PROFILES[PASSWORD_PROFILE].validators)
SIGN_IN_FAILURES = int(os.environ.get("SIGN_IN_FAILURES", "5"))
SIGN_IN_FAILURES_PER_ADDRESS = int(os.environ.get("SIGN_IN_FAILURES_PER_ADDRESS", "20"))
SIGN_IN_LOCK_MINUTES = int(os.environ.get("SIGN_IN_LOCK_MINUTES", "30"))
SECOND_FACTOR_ROLES = named_roles("SECOND_FACTOR_ROLES", words("SECOND_FACTOR_ROLES"))
OIDC, LDAP, LANGUAGE_MODEL = openid_connect(), directory(), language_model()
LOCAL_SIGN_IN_OFF_ROLES = named_roles("LOCAL_SIGN_IN_OFF_ROLES", words("LOCAL_SIGN_IN_OFF_ROLES"))
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
# Served straight from the apps, with no collectstatic step to forget; or, where a folder for them is named, collected
# there under names that change with their contents, compressed, and kept by browsers for good.
STATIC_ROOT = os.environ.get("STATIC_ROOT") or None
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # the names that pages ask for; all else was compressed twice
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.operation.static_files.HashedFiles"
        if STATIC_ROOT
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

MEBIBYTE = 1024 * 1024
UPLOAD_LIMIT_BYTES = LARGEST_FILE
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = (
    10_000  # a pasted table of 130 rows × 8 columns passes Django's default of 1000
)


def files_in(name: str, entries: int) -> dict[str, object]:
    """A cache in files, so that every process finds what another has put there."""
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    return {"BACKEND": backend, "LOCATION": VAR_DIR / name, "OPTIONS": {"MAX_ENTRIES": entries}}


# Each in a place of its own: what anybody may ask for pushes out no list that waits for its confirmation.
CACHES = {
    "default": files_in("cache", 100),
    "uploads": files_in("waiting-uploads", 3_000),
    "public": files_in("public-pages", 300),
}
# Of the interface and the public pages; where several servers may answer, they count together in the database.
REQUEST_COUNTS_SHARED = DATABASES["default"]["ENGINE"].endswith("postgresql")
REQUEST_COUNTS_DIR = VAR_DIR / "request-counts"
IMPORT_EXPORT_TMP_STORAGE_CLASS = "departments.lists.waiting_files.WaitingFile"
PUBLIC_PER_MINUTE = int(os.environ.get("PUBLIC_PER_MINUTE", "120"))  # public pages and files for one address
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "change"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"

# Long work waits in the database for the worker process (manage.py run_worker); results lie here until they expire.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EXPORT_DIR = VAR_DIR / "exports"
EXPORT_DAYS = 7

# What the worker does by the clock (performance/upkeep/schedule.py), and what that needs.
SCHEDULE_RUNS = not DEMO and not DEBUG
SCHEDULE = read_changes(words("SCHEDULE"))
BACKUP_FOLDER = os.environ.get("BACKUP_FOLDER", "/var/backups/goals")
BACKUP_COPY = os.environ.get("BACKUP_COPY", "")
BACKUP_DAYS = int(os.environ.get("BACKUP_DAYS", "30"))
MONITORING_ACCOUNT = os.environ.get("MONITORING_ACCOUNT", "")

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked by machines behind the proxy
# Seconds without anybody asking for anything (autosaves do not count), and seconds since the sign-in, whatever happens.
SESSION_ENGINE = "departments.accounts.session_store"
SESSION_COOKIE_AGE = 60 * int(os.environ.get("SESSION_IDLE_MINUTES", "30"))
SESSION_LASTS = 3600 * int(os.environ.get("SESSION_HOURS", "12"))
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = switched_on("BEHIND_PROXY")
if BEHIND_PROXY:  # only a proxy that always sets these headers itself may be trusted with them
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# What an operator sees. Prometheus may read the metrics from these addresses, or with this token; else nobody.
LOG_FORMAT = os.environ.get("LOG_FORMAT", "text" if DEMO or DEBUG else "json")
if LOG_FORMAT not in {"json", "text"}:
    raise ImproperlyConfigured(f"环境变量 LOG_FORMAT 只能是 json 或 text，现为“{LOG_FORMAT}”。")
LOGGING = logging_settings(LOG_FORMAT)
SLOW_REQUEST_MS = int(os.environ.get("SLOW_REQUEST_MS", "1000"))
SLOW_QUERY_MS = int(os.environ.get("SLOW_QUERY_MS", "500"))
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")
try:
    METRICS_NETWORKS = [ip_network(address) for address in words("METRICS_ADDRESSES")]
except ValueError as error:
    raise ImproperlyConfigured(
        f"环境变量 METRICS_ADDRESSES 应为地址或网段，逗号分隔，例如 10.0.0.5,10.1.0.0/16：{error}"
    ) from error

# Without a mail server the notices stay in the application.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = switched_on("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10  # seconds; a mail server that does not answer must not hold up the page
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "webmaster@localhost")
# Where events may be sent: hosts as an address names them, with their port if they have one. None: nothing is sent.
WEBHOOK_HOSTS = frozenset(os.environ.get("WEBHOOK_HOSTS", "").replace(",", " ").split())
SITE_URL = os.environ.get("SITE_URL", "").rstrip("/")  # goes before the links in e-mail

# Python looks for garbage at 700 new objects: in a growing text in vain, a third of its time (docs/performance.md).
gc.set_threshold(10_000, 10, 10)

# The interface under /api/v1/.
API_LARGEST_BODY = 10 * MEBIBYTE
CHANGES_KEPT_DAYS = int(os.environ.get("CHANGES_KEPT_DAYS", "400"))
API_RATES = {
    "user": f"{int(os.environ.get('API_USER_PER_MINUTE', '600'))}/min",
    "address": f"{int(os.environ.get('API_ADDRESS_PER_MINUTE', '1200'))}/min",
}
REST_FRAMEWORK = {
    # The first one says how strangers are answered: 401 rather than 403.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "performance.api.base.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "performance.api.base.authentication.ScopePermission",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["performance.api.base.throttles.UserThrottle"],
    "DEFAULT_PARSER_CLASSES": ["performance.api.base.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "performance.api.base.pagination.CursorPages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "config.api.answer_fault",
    "URL_FORMAT_OVERRIDE": None,
}
