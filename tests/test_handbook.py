"""What the handbook's table of troubles quotes is what pages say."""

import re

import pytest
from django.conf import settings

from departments.accounts import late_posts
from tests.conftest import REPOSITORY

GUIDE = (REPOSITORY / "docs" / "user-guide.md").read_text(encoding="utf-8")
TABLE = GUIDE.partition("| 页面上写着 |")[2].splitlines()
QUOTED = [line.split("|")[1].strip() for line in TABLE if line.startswith("| ") and "---" not in line][:]
SAID = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("templates", "performance", "departments", "config")
    for path in (REPOSITORY / folder).rglob("*")
    if path.suffix in (".html", ".py", ".js") and "echarts" not in path.parts
)


def test_the_table_is_there():
    assert len(QUOTED) >= 8


@pytest.mark.parametrize("quoted", [one for one in QUOTED if one != "意思"])
def test_a_trouble_is_quoted_as_pages_say_it(quoted):
    parts = [part for part in re.split("……|，", quoted) if part]
    assert [part for part in parts if part.lstrip("：处") not in SAID] == []


def test_its_times_are_those_that_hold():
    told = "\n".join(TABLE)
    assert (
        f"{settings.SESSION_COOKIE_AGE // 60} 分钟没有操作，或者登录满 {settings.SESSION_LASTS // 3600} 小时"
        in told
    )
    assert ("至多一小时" in told, late_posts.LASTS) == (True, 3600)
