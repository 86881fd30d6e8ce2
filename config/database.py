"""Which database the environment asks for."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

REPLICA_CONNECT_SECONDS = 3
# On a connection that was kept libpq would wait for a machine that is gone for a quarter of an hour, or two hours.
REPLICA_IS_GONE = {
    "tcp_user_timeout": REPLICA_CONNECT_SECONDS * 1000,
    "keepalives_idle": REPLICA_CONNECT_SECONDS,
    "keepalives_interval": 1,
    "keepalives_count": REPLICA_CONNECT_SECONDS,
}
KEPT_SECONDS = 60  # that a connection waits for its next request
FORMS = (
    "postgresql://用户:密码@主机:端口/库名，或用 unix 套接字：postgresql:///库名?host=/套接字所在目录；"
    "SQLite 为 sqlite:////文件的绝对路径"
)


def database_at(url: str, *, statement_seconds: int = 0) -> dict[str, object]:
    """The database that a URL names; on PostgreSQL no statement may take longer than that, 0 for as long as it likes."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and not parts.netloc and parts.path.strip("/"):
        return sqlite_at(Path(unquote(parts.path.removeprefix("/"))))
    return postgres_at(url, statement_seconds=statement_seconds)


def pooler_beside(database_url: str, url: str) -> str:
    """The same. Raises ImproperlyConfigured where commands and the worker would ask another database than the pages do."""
    if url and not database_url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(
            "写了 POOLER_URL，还须在 DATABASE_URL 写同一个库的直接地址（postgresql://…）：命令和后台任务不经 PgBouncer。"
        )
    return url


def pooled_at(url: str) -> dict[str, object]:
    """PostgreSQL behind PgBouncer in its transaction mode: another server connection for each transaction.

    Nothing outlives a transaction there, no cursor and no setting; the pool itself sets the limit of statements.
    """
    return {**postgres_at(url), "DISABLE_SERVER_SIDE_CURSORS": True}


def replica_at(url: str, *, statement_seconds: int) -> dict[str, object]:
    """A copy whose machine may be gone, and then says nothing at all; the tests' own database stands in for it."""
    database = postgres_at(url, statement_seconds=statement_seconds)
    options = {"connect_timeout": REPLICA_CONNECT_SECONDS, **REPLICA_IS_GONE, **database["OPTIONS"]}
    return {**database, "OPTIONS": options, "TEST": {"MIRROR": "default"}}


def sqlite_at(path: Path) -> dict[str, object]:
    """SQLite whose writers wait for each other: a deferred transaction that reads, then writes, fails under load."""
    return {
        "ENGINE": "config.fair_sqlite3",
        "NAME": path,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def postgres_at(url: str, *, statement_seconds: int = 0) -> dict[str, object]:
    """PostgreSQL at a URL; the folder of a unix socket comes as ?host=, other parameters go to libpq.

    Connections are kept for a minute and tried before they serve again: a server that was restarted costs nobody
    an error page.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"数据库地址（环境变量 DATABASE_URL）应形如 {FORMS}。")
    options = dict(parse_qsl(parts.query))
    if statement_seconds:
        limit = f"-c statement_timeout={statement_seconds * 1000}"
        options["options"] = f"{options.get('options', '')} {limit}".strip()
    return {
        "ENGINE": "config.partitions.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or "") or options.pop("user", ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
