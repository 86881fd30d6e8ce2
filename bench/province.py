"""What a province costs: 100,000 projects with a million indicators on PostgreSQL, made once for the whole family.

A tenth of them is made first and copied into a database of its own, ``small``; so both sizes stand side by side.
"""

from __future__ import annotations

from functools import cache
from time import perf_counter
from urllib.parse import parse_qsl, urlsplit

from bench.frame import Database, Race, benchmark
from bench.small_database import SMALL, copied_as_small, rebuilt_afterwards

TENTH, ALL = 100, 1_000  # departments, each of 10 units, 10 projects in each, 10 indicators in each
YEAR = 2026
HITS = 20
# Two characters each: in about 9% of the names, in 1.3% of them, and in none.
COMMON, RARE, ABSENT = "满意", "非遗", "龘龖"

province = {"database": Database.POSTGRES, "rounds": 9}


@cache
def made() -> object:
    """Make the province, say how long it took and how large it is, and give a user who sees all of it."""
    from django.contrib.auth import get_user_model
    from django.db import connection

    from performance.setup.simulated_province.making import make_province
    from performance.setup.simulated_province.size import Size

    started = perf_counter()
    make_province(Size(departments=TENTH))
    user = get_user_model().objects.create(username="bench", is_superuser=True)
    copied_as_small()
    with rebuilt_afterwards("indicator_name_bigrams"):
        make_province(Size(departments=ALL - TENTH, seed=2), beside=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        size = cursor.fetchone()[0]
    print(f"模拟的省：{ALL}个部门，100万个指标，{perf_counter() - started:.0f}秒，{size}", flush=True)
    return user


def rows(sql: str, *said: object) -> list[tuple[object, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, said)
        return cursor.fetchall()


@benchmark("unit_list_10x", "一个单位的项目和指标数：100万指标 ÷ 10万指标", goal=1.5, **province)
def unit_list() -> Race:
    from projects.models import BudgetProject
    from projects.services import with_indicator_counts

    user = made()
    unit = BudgetProject.objects.using(SMALL).order_by("pk").values_list("unit", flat=True)[500]

    def listed(database: str) -> list[tuple[object, ...]]:
        found = with_indicator_counts(BudgetProject.objects.visible_to(user))
        own = found.filter(unit=unit, fiscal_year=YEAR).order_by("position", "pk")
        return list(own.using(database).values_list("code", "name", "budget", "indicator_count"))

    return Race(this=lambda: listed("default"), floor=lambda: listed(SMALL), says=lambda made: made)


@benchmark("progress_1000", "1000 个部门的进度（100万指标）÷ 扫描一遍项目的覆盖索引", goal=2.0, **province)
def progress() -> Race:
    from performance.statements.progress import statements_progress

    user = made()
    scan = """SELECT sum(projects) FROM (
                  SELECT unit_id, count(*) AS projects, sum(COALESCE(budget, annual_budget)) AS total
                  FROM projects_budgetproject WHERE fiscal_year = %s GROUP BY unit_id) counted"""

    def projects(found: list) -> int:
        return int(found[0][0]) if len(found) == 1 else sum(standing.projects for standing in found)

    return Race(this=lambda: statements_progress(user, YEAR), floor=lambda: rows(scan, YEAR), says=projects)


def search(word: str) -> Race:
    """By hand: along the keys until enough are found, or through the pairs of characters and sorted afterwards."""
    from performance.statements.visible_indicators import visible_indicators

    user = made()
    along = "SELECT id, name FROM indicators_indicator WHERE name LIKE %s ORDER BY id LIMIT %s"
    pairs = """WITH found AS MATERIALIZED (
                   SELECT id, name FROM indicators_indicator WHERE bigrams(lower(name)) @> bigrams(%s))
               SELECT id, name FROM found ORDER BY id LIMIT %s"""

    def found() -> list[tuple[object, ...]]:
        named = visible_indicators(user).filter(name__holds=word).order_by("id")
        return list(named.values_list("id", "name")[:HITS])

    floors = (lambda: rows(along, f"%{word}%", HITS), lambda: rows(pairs, word, HITS))
    return Race(this=found, floor=floors, says=lambda made: made)


@benchmark("search_1m", f"100万指标名称中前{HITS}个含常见词的 ÷ 手工最优查询", goal=3.0, **province)
def search_common() -> Race:
    return search(COMMON)


@benchmark("search_1m_rare", f"100万指标名称中前{HITS}个含少见词的 ÷ 手工最优查询", goal=3.0, **province)
def search_rare() -> Race:
    return search(RARE)


@benchmark("search_1m_absent", "100万指标名称中没有的词 ÷ 手工最优查询", goal=3.0, **province)
def search_absent() -> Race:
    return search(ABSENT)


@benchmark("deep_page_1m", "接口指标列表：100万行的末页 ÷ 首页", goal=2.0, **province)
def deep_page() -> Race:
    from django.conf import settings
    from django.test import RequestFactory
    from rest_framework.pagination import Cursor

    from indicators.models import Indicator
    from performance.api.base.pagination import CursorPages
    from performance.api.statements.indicators import IndicatorList

    settings.ALLOWED_HOSTS = ["testserver"]  # in this process alone
    user, view, requests, pages = made(), IndicatorList.as_view(), RequestFactory(), CursorPages()
    pages.base_url = ""
    before_last = Indicator.objects.order_by("-pk").values_list("pk", flat=True)[pages.page_size]
    link = pages.encode_cursor(Cursor(offset=0, reverse=False, position=str(before_last)))
    last = dict(parse_qsl(urlsplit(link).query))

    def page(**cursor: str) -> int:
        request = requests.get("/api/v1/indicators/", cursor)
        request.user = user
        return len(view(request).data["results"])

    return Race(this=lambda: page(**last), floor=page, says=lambda made: made)
