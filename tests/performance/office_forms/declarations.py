"""A form as an office would declare it, with labels of its own, and such forms released."""

from departments.permissions.roles import Role
from performance.documents.forms.known import loaded
from performance.office_forms.services import draft_form, release_form
from tests.factories import a_member

DECLARED = """
id = "x"
province = "某省"
edition = "x"
kind = "project"
title = "项目绩效目标申报表"
year_line = "（{year}年度）"
description = "本局自拟"
money = "万元"
valid_from = 2025
families = ["产出指标", "效益指标", "满意度指标"]
grid = [11, 15, 18, 26, 20]

[words.labels]
"经办机构" = "unit_name"
"本级安排" = "fund:annual:fiscal"
"特色说明" = "own"

[words.heads]
"考核值" = "value"

[[part]]
rows = [
  ["项目名称", "{name}*2", "经办机构", "{unit_name}"],
  ["项目资金", "年度资金总额", "{fund:annual:total}", "本级安排", "{fund:annual:fiscal}"],
  ["特色说明", "{own:特色说明}*4"],
  ["年度绩效目标", "{goal}*4"],
]

[[part]]
list = "indicators"
side = "绩效指标"
columns = ["level1:一级指标", "level2:二级指标", "name:三级指标", "value:考核值"]
"""


def keepers(office):
    """Who draws up and who releases."""
    return a_member(Role.SYSTEM_ADMINISTRATOR, at=office), a_member(
        Role.PERFORMANCE_SECTION_REVIEWER, at=office
    )


def drafted(office, text=DECLARED, *, by=None):
    return draft_form(office, loaded(text), by=by or keepers(office)[0])


def released(office, text=DECLARED, *, by=None):
    """A form in use; ``by`` are the two who keep it."""
    first, second = by or keepers(office)
    return release_form(drafted(office, text, by=first), by=second, seen=1)
