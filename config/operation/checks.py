"""What ``check --deploy`` says of the machine: keys, folders, rights, clock, and the programs that not everybody needs.

Whatever endangers data is a warning; without what is only told, the application does less and says so on its pages.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.utils import timezone

from config.database import pooled_at
from config.operation.backup.keeping import is_the_known_disk, on_one_disk
from config.operation.backup.postgres_programs import ProgramMissing, program
from config.operation.second_database import opened
from departments.accounts.clocks import CLOCKS_DIFFER, lies_ahead
from departments.accounts.sign_on.closed_passwords import another_way, shut_out
from departments.models import TrailEntry
from performance.changes.triggers import missing
from performance.documents.formats.office import libreoffice
from performance.documents.formats.pdf.writer import find_fonts
from performance.documents.formats.scan import components
from performance.documents.formats.unprintable import Unprintable

KEYS = ("SECRET_KEY", "TRAIL_KEY", "SECOND_FACTOR_KEY")
SHORTEST_KEY = 20
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def keys() -> list[checks.CheckMessage]:
    """One key that is stolen or changed opens and breaks nothing of the others."""
    values = {name: getattr(settings, name) for name in KEYS}
    short = [name for name, value in values.items() if len(value) < SHORTEST_KEY]
    found: list[checks.CheckMessage] = [
        checks.Warning(
            f"{name} 太短，不足 {SHORTEST_KEY} 个字符。",
            hint="更换之前先读 docs/operation.md 的“遗失 TRAIL_KEY”和“更换动态口令的加密密钥”。",
            id="operation.W001",
        )
        for name in short
    ]
    if len({*values.values()}) < len(KEYS):
        found.append(
            checks.Warning("SECRET_KEY、TRAIL_KEY、SECOND_FACTOR_KEY 有相同的。", id="operation.W002")
        )
    return found


def folders() -> list[checks.CheckMessage]:
    """Those that are written: there, ours to write, and the copy of the backups on a disk of its own."""
    named = {
        "var": settings.VAR_DIR,
        "BACKUP_FOLDER": settings.BACKUP_FOLDER,
        "BACKUP_COPY": settings.BACKUP_COPY,
    }
    found = [one for name, folder in named.items() if folder for one in _writable(name, Path(folder))]
    if not settings.BACKUP_FOLDER:
        found.append(checks.Warning("没有设置 BACKUP_FOLDER，不会定时备份。", id="operation.W004"))
    elif not settings.BACKUP_COPY:
        found.append(checks.Info("没有设置 BACKUP_COPY，备份只在本机。", id="operation.I001"))
    elif not found and not is_the_known_disk(Path(settings.BACKUP_FOLDER), Path(settings.BACKUP_COPY)):
        found.append(
            checks.Warning(
                "BACKUP_COPY 不是以前复制到的那一块磁盘，没有挂上的不再复制。",
                hint="挂上磁盘；换了磁盘的执行一次 manage.py keep_backup --new-disk。",
                id="operation.W010",
            )
        )
    elif not found and on_one_disk(Path(settings.BACKUP_FOLDER), Path(settings.BACKUP_COPY)):
        found.append(
            checks.Warning("BACKUP_COPY 与备份在同一块磁盘上，磁盘损坏时一起损失。", id="operation.W005")
        )
    return found


def _writable(name: str, folder: Path) -> Iterator[checks.CheckMessage]:
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        yield checks.Warning(
            f"{name} 的文件夹 {folder} 不存在，或运行本命令的用户不能写。",
            hint="用运行服务的用户执行本命令；建立文件夹的办法见 docs/operation.md“安装”。",
            id="operation.W003",
        )


def rights() -> list[checks.CheckMessage]:
    """Nobody else on the machine reads the database."""
    file = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or not file.is_file() or not file.stat().st_mode & OTHERS:
        return []
    return [
        checks.Warning(f"数据库文件 {file} 别的用户也能读。", hint=f"chmod 600 {file}", id="operation.W006")
    ]


def clock() -> list[checks.CheckMessage]:
    """Deadlines, locks and the trail go by it."""
    if connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).is_file():
        return []  # there is no database yet, and asking would make one
    try:
        apart = _behind_the_database()
        last = TrailEntry.objects.order_by("-number").first()
    except DatabaseError:  # whether it is there and has its tables, the readiness says
        return []
    found: list[checks.CheckMessage] = []
    if apart > CLOCKS_DIFFER:
        found.append(
            checks.Warning(
                f"本机时钟与数据库服务器相差 {apart.total_seconds():.0f} 秒。",
                hint="两台机器都向同一时间服务器对时。",
                id="operation.W007",
            )
        )
    if last is not None and lies_ahead(last.time):
        found.append(
            checks.Warning(
                f"末条操作记录的时间是 {timezone.localtime(last.time):%Y-%m-%d %H:%M}，晚于现在：时钟不准，或曾被拨快。",
                hint="核对时钟；办法见 docs/operation.md“时钟”。",
                id="operation.W008",
            )
        )
    return found


def _behind_the_database() -> timedelta:
    if connection.vendor != "postgresql":
        return timedelta()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return abs(cursor.fetchone()[0] - timezone.now())


def pooler() -> list[checks.CheckMessage]:
    """The limit of statements cannot be asked for through it; it is there, if the pool sets it."""
    if not settings.POOLER_URL:
        return []
    wanted = settings.PAGE_STATEMENT_SECONDS
    try:
        limit = _limit_through_the_pooler()
    except DatabaseError as fault:
        return [checks.Warning(f"POOLER_URL 不能连接：{fault}", id="operation.W014")]
    if limit == wanted * 1000:
        return []
    return [
        checks.Warning(
            f"经 POOLER_URL 的语句时限是 {limit} 毫秒，STATEMENT_SECONDS 是 {wanted} 秒。",
            hint=f"在 PgBouncer 的这个库写 connect_query='SET statement_timeout={wanted * 1000}'。",
            id="operation.W015",
        )
    ]


def _limit_through_the_pooler() -> int:
    """In milliseconds."""
    with opened(pooled_at(settings.POOLER_URL)) as pooled, pooled.cursor() as cursor:
        cursor.execute("SELECT setting::bigint FROM pg_settings WHERE name = 'statement_timeout'")
        return cursor.fetchone()[0]


def triggers() -> list[checks.CheckMessage]:
    """Without them nothing is told of what changes, and nobody would notice."""
    if connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).is_file():
        return []  # there is no database yet, and asking would make one
    try:
        gone = missing(connection)
    except DatabaseError:  # the readiness says so
        return []
    if not gone:
        return []
    words = f"数据库缺少{len(gone)}个记录变更的触发器，接口 changes/ 会漏掉变更。"
    return [checks.Warning(words, hint="执行一次 manage.py migrate。", id="operation.W016")]


def programs() -> list[checks.CheckMessage]:
    """A backup needs those of the database; printing and reading certain files need the others."""
    found: list[checks.CheckMessage] = []
    try:
        for name in ("pg_dump", "pg_restore") if connection.vendor == "postgresql" else ():
            program(name, connection)
    except ProgramMissing as fault:
        found.append(checks.Warning(f"不能备份：{fault}", id="operation.W009"))
    except DatabaseError:
        pass  # its version is not to be had; the readiness says so
    try:
        find_fonts()
    except Unprintable as fault:
        found.append(checks.Info(str(fault), id="operation.I002"))
    if libreoffice.program() is None:
        found.append(
            checks.Info("没有安装 LibreOffice，不能读 .doc、.wps、.rtf、.odt、.xlsb。", id="operation.I003")
        )
    if not components.is_installed():
        found.append(checks.Info("没有安装文字识别组件，不能读扫描件和图片。", id="operation.I004"))
    return found


def providers() -> list[checks.CheckMessage]:
    """Somebody has begun to name a provider of sign-ons, and it does not work yet."""
    return [
        checks.Warning(fault, hint="步骤见 docs/operation.md“统一身份认证”。", id="operation.W011")
        for fault in (*settings.OIDC.faults(), *settings.LDAP.faults())
    ]


def language_model() -> list[checks.CheckMessage]:
    """Somebody has begun to name a language model, and it is not offered yet."""
    return [
        checks.Warning(fault, hint="步骤见 docs/operation.md“语言模型”。", id="operation.W017")
        for fault in settings.LANGUAGE_MODEL.faults()
    ]


def closed_passwords() -> list[checks.CheckMessage]:
    """Roles whose passwords are closed without another way in, and people who have not been given one yet."""
    if not settings.LOCAL_SIGN_IN_OFF_ROLES:
        return []
    if not another_way():
        return [
            checks.Warning(
                "LOCAL_SIGN_IN_OFF_ROLES 没有生效：统一身份认证和统一目录都没有启用。", id="operation.W012"
            )
        ]
    try:
        people = shut_out().values("user").distinct().count()
    except DatabaseError:  # whether it is there and has its tables, the readiness says
        return []
    if not people:
        return []
    return [
        checks.Warning(
            f"{people} 个账号的角色不能用本系统的密码登录，又没有登记关联身份，不能登录。",
            hint="在管理后台“关联身份”登记，或先从 LOCAL_SIGN_IN_OFF_ROLES 中去掉这些角色。",
            id="operation.W013",
        )
    ]


ALL = (keys, folders, rights, clock, pooler, triggers, programs, providers, language_model, closed_passwords)
