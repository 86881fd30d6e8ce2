"""What of PostgreSQL is used beyond plain SQL: looked for in the source, so that the list cannot be forgotten.

For databases that speak PostgreSQL's protocol and are not PostgreSQL (openGauss, Kingbase).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

ROOTS = ("config", "departments", "indicators", "performance", "projects")
# Whatever looks like a word of PostgreSQL's own; each has to belong to one of the constructs below.
SUSPECT = re.compile(
    r"\bpg_\w+|::(?:reg|text|big|int|num|date|time|json|byte|uuid|bool|money)\w*|\breg(?:class|procedure|role)\b|\bplpgsql\b|\bREFERENCING\b|\bERRCODE\b|\bON CONFLICT\b"
    r"|\bPARTITION (?:BY|OF)\b|\bSET (?:LOCAL|CONSTRAINTS)\b|\bSHOW \w+|\bDISTINCT ON\b|\bLATERAL\b|\bUSING gin\b"
    r"|\b(?:ANALYZE|VACUUM)\b|\b(?:CREATE|DROP) DATABASE\b|\bhashtext\b|\bclock_timestamp\b|\bjsonb_\w+"
    r"|\b(?:string_agg|array_agg|unnest|generate_series)\b|\b(?:lock_timeout|statement_timeout)\b|\bISOLATION LEVEL\b"
    r"|\bI?LIKE ANY\b|\bILIKE\b|\bRETURNING\b|->>|(?<=\s)@>(?=\s)|\binterval '|\bMATERIALIZED\b|\bON COMMIT\b|\bRESTART IDENTITY\b"
    r"|\bCREATE EXTENSION\b|\bMERGE INTO\b|\b(?:FROM STDIN|TO STDOUT)\b|\bUNLOGGED\b|\bNOWAIT\b"
)
# Of Django's own words, those for which it asks PostgreSQL something special.
ARGUMENTS = {
    "no_key": "FOR NO KEY UPDATE",
    "skip_locked": "SKIP LOCKED",
    "nowait": "NOWAIT",
    "ignore_conflicts": "ON CONFLICT",
    "update_conflicts": "ON CONFLICT",
}
EXTRAS = "django.contrib.postgres"

MOST_NAMED = 4  # files; beyond that the source says it better


@dataclass(frozen=True)
class Construct:
    """``words`` says what it serves, and what to do in its absence; what is not ``daily`` can be left alone."""

    title: str
    pattern: str
    words: str
    daily: bool = True


CONSTRUCTS = (
    Construct(
        "事务级咨询锁",
        r"pg_advisory_xact_lock",
        "操作记录按次序写入，一次一个。没有的，须改为锁住一行。",
    ),
    Construct(
        "触发器（plpgsql）和过渡表",
        r"plpgsql|REFERENCING|ERRCODE|pg_trigger",
        "操作记录只能增加；变更游标。没有过渡表的，变更游标须改为逐行的触发器（SQLite 即如此）。",
    ),
    Construct(
        "`FOR NO KEY UPDATE`",
        r"FOR NO KEY UPDATE",
        "锁住文本、单位等行而不妨碍外键检查。没有的，用 `FOR UPDATE`：结果相同，等待较多。",
    ),
    Construct(
        "`SKIP LOCKED`", r"SKIP LOCKED", "编排变更时不等正在写的。没有的，去掉即可：编排要等写的人提交。"
    ),
    Construct("`ON CONFLICT`", r"ON CONFLICT", "变更、推送、限速计数只记一次。"),
    Construct(
        "JSON 函数、`->>`、`LATERAL`、`RETURNING`、类型转换 `::`",
        r"jsonb_\w+|->>|LATERAL|RETURNING|::(?:text|bigint|int)",
        "多台服务器合计请求次数（`REQUEST_COUNTS_SHARED`）等。",
    ),
    Construct(
        "不记日志的表（`UNLOGGED`）", r"UNLOGGED", "合计请求次数的表。没有的，建成普通的表，结果相同。"
    ),
    Construct(
        "GIN 索引和数组",
        r"USING gin|@>|array_agg|generate_series|unnest",
        "按名称中任意两字检索。没有的，检索变慢，结果相同。",
    ),
    Construct("统计信息", r"ANALYZE", "大量写入后更新。没有的，由数据库自己更新。"),
    Construct(
        "时钟、时段和设置",
        r"clock_timestamp|interval '|pg_settings|SHOW \w+",
        "`check --deploy` 和 `/readyz` 核对时钟、是否可写。",
    ),
    Construct("隔离级别", r"ISOLATION LEVEL", "备份、搬移时只看一个时刻的数据。", daily=False),
    Construct(
        "分区和系统目录",
        r"PARTITION (?:BY|OF)|(?:::)?reg(?:class|procedure|role|namespace)|hashtext|ON COMMIT|SET (?:LOCAL|CONSTRAINTS)|lock_timeout|statement_timeout"
        r"|pg_(?:attribute|class|constraint|index|inherits|partitioned_table|get_\w+|total_relation_size)",
        "只用于 `manage.py partition`，以及备份时核对、列出分区；不分区的不用。",
        daily=False,
    ),
    Construct("成批写入（`COPY … FROM STDIN`）", r"FROM STDIN", "只用于生成模拟的省。", daily=False),
    Construct(
        "只读副本",
        r"pg_(?:is_in_recovery|last_\w+|stat_wal_receiver)",
        "只用于 `REPLICA_URL`；不设副本的不用。",
        daily=False,
    ),
    Construct(
        "备份和演练的程序",
        r"pg_(?:dump|restore|export_snapshot|proc|depend|database|try_advisory_lock|advisory_unlock)|(?:CREATE|DROP) DATABASE",
        "`backup`、`restore`、`drill_backup`。没有的，用数据库自己的工具备份，恢复后执行一次 `renew_change_cursors`。",
        daily=False,
    ),
)


@dataclass(frozen=True)
class Use:
    """A word of PostgreSQL's own, and the file in which it stands."""

    word: str
    file: str

    @property
    def construct(self) -> Construct | None:
        return next((one for one in CONSTRUCTS if re.fullmatch(one.pattern, self.word)), None)


@cache
def uses() -> tuple[Use, ...]:
    base = Path(settings.BASE_DIR)
    files = (file for root in ROOTS for file in sorted((base / root).rglob("*.py")))
    ours = Path(__file__).name
    return tuple(
        Use(word, file.relative_to(base).as_posix())
        for file in files
        if file.name != ours
        for word in sorted({*words_in(file.read_text(encoding="utf-8"))})
    )


def words_in(source: str) -> Iterator[str]:
    """Of a file of Python: in what is told to the database, not in what is told to a reader."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield from SUSPECT.findall(node.value)
        elif isinstance(node, ast.keyword) and node.arg in ARGUMENTS:
            yield ARGUMENTS[node.arg]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(EXTRAS):
            yield EXTRAS
        elif isinstance(node, ast.Call) and node.args and _is_method(node, "distinct"):
            yield "DISTINCT ON"


def _is_method(call: ast.Call, name: str) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == name


HEAD = """# 兼容 PostgreSQL 协议的数据库

本页由 `manage.py write_dialect_doc` 从源代码中找出来的用法生成，请勿手工修改；源代码里有没有列入的用法时，测试不通过。

openGauss、Kingbase 等数据库说的是 PostgreSQL 的协议。**本系统没有在它们上面运行过**，以下是假定和须核对的地方，不是支持的承诺。

## 假定

- 用 PostgreSQL 的驱动（psycopg2）能连接，密码认证方式是驱动认得的（如 `scram-sha-256`）；所报的版本不低于 14。
- 建表、外键（延迟检查）、条件唯一约束、部分索引、`numeric`、`timestamptz`、`jsonb`、`uuid`、`bytea`、自增主键（`GENERATED … AS IDENTITY`）与 PostgreSQL 相同。
- 隔离级别是 READ COMMITTED；锁住一行以后重读，看到的是别人已提交的。
- 空字符串与 NULL 不同（有的数据库在兼容 Oracle 的模式下相同，须建成兼容 PostgreSQL 的库）。

## 怎样核对

在这样的数据库上跑一遍全部测试：`DATABASE_URL=postgresql://… DJANGO_SETTINGS_MODULE=tests.settings .venv/bin/python -m pytest --only-database`（账号须能建库），再逐项看下表。能用标准 SQL 而没有代价的地方已经用标准 SQL。

## 用到的 PostgreSQL 特有用法
"""


def dialect_page() -> str:
    """The whole page in Markdown."""
    lines = [HEAD, "| 用法 | 何时用到 | 作用；没有时怎么办 | 在哪里 |", "| --- | --- | --- | --- |"]
    for one in CONSTRUCTS:
        files = sorted({use.file for use in uses() if use.construct is one})
        shown = "、".join(f"`{file}`" for file in files) if len(files) <= MOST_NAMED else "各处"
        lines.append(f"| {one.title} | {'日常' if one.daily else '可不用'} | {one.words} | {shown} |")
    return "\n".join(lines) + "\n"
