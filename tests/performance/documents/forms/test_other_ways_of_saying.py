"""Heads, labels and lines that say the known things in other words: read as what they say, or told."""

import pytest

from performance.documents.convert import read_text
from tests.performance.documents.forms.test_cards_beside import HEAD, MONEY, NAMES, RIGHT, page, said
from tests.performance.documents.forms.test_offices_own_layouts import page_of

TREE = RIGHT[NAMES[0]]
READ = {NAMES[0]: TREE}


def card(*rows, width=3, name="项目名称"):
    return [[name, (NAMES[0], 1, width)], ["预算数（万元）", (MONEY[0], 1, width)], *rows]


def own(read):
    return {one.label: one.value for one in read.content.projects[0].fields}


@pytest.mark.parametrize(
    "head",
    [
        ("指标类别", "指标类型", "指标", "考核目标"),
        ("一级指标", "二级指标", "三级指标", "考核要求"),
        ("指标分类", "类型", "考核内容", "考核标准值"),
    ],
)
def test_heads_that_nobody_knows_are_told_by_families_names_and_values(head):
    read = page([*card(), head, *TREE])
    assert (said(read), read.report.complaints()) == (READ, [])


@pytest.mark.parametrize("head", ["实际完成情况", "上年水平", "半年目标"])
def test_a_column_of_another_time_is_never_told_as_the_value(head):
    read = page([*card(), [*HEAD[:3], head], *TREE])
    assert not any(one.value for one in read.content.projects[0].indicators)
    assert any("没有认出哪一栏是指标值" in line for line in read.report.complaints())


@pytest.mark.parametrize("name", ["购买服务项目名称", "政策名称", "债券项目名称", "转移支付项目名称"])
def test_what_a_card_is_of_may_be_a_policy_or_a_purchase(name):
    read = page([*card(name=name), ["政策主管部门", "民政局", "债券期限", "15年"], HEAD, *TREE])
    assert (said(read), read.report.complaints()) == (READ, [])
    assert read.content.projects[0].department == "民政局"
    assert own(read) == {"债券期限": "15年"}


def test_a_label_and_one_text_below_a_list_are_a_row_of_the_card():
    read = page([*card(), HEAD, *TREE, ["保障绩效目标实现的措施", ("加强领导。", 1, 3)]])
    assert (said(read), read.report.complaints()) == (READ, [])
    assert own(read) == {"保障绩效目标实现的措施": "加强领导。"}


def test_amounts_of_counties_are_kept_by_the_columns_of_the_list_below():
    rows = [
        ["年度金额", ("", 1, 2), "120", "70", "50"],
        [*HEAD[:3], "全省指标值", "青禾县", "白沙县"],
        *([*one, "≥1", "≥2"] for one in TREE),
    ]
    read = page([["项目名称", (NAMES[0], 1, 5)], *rows])
    assert (said(read), read.report.complaints()) == (READ, [])
    assert own(read) == {"年度金额·青禾县": "70", "年度金额·白沙县": "50"}
    assert [one.value for one in read.content.projects[0].indicators[0].fields] == ["≥1", "≥2"]


def test_of_values_of_several_places_that_of_the_whole_is_the_target():
    head = [
        [*((one, 2, 1) for one in HEAD[:3]), ("指标值", 1, 3)],
        ["全市", "青禾县", "白沙县"],
    ]
    read = page([*card(width=5), *head, *([*one, "≥1", "≥2"] for one in TREE)])
    assert (said(read), read.report.complaints()) == (READ, [])


YEARS = [
    [("项目资金（万元）", 3, 1), "资金来源", "2024年", "2025年", "2026年预算"],
    ["资金总额", "110", "120", "130"],
    ["其中：财政拨款", "90", "100", "110"],
    [*HEAD, ""],
]


def test_of_amounts_of_several_years_that_of_the_text_is_its_own():
    read = page([["项目名称", (NAMES[0], 1, 4)], *YEARS, *([*one, ""] for one in TREE)])
    (project,) = read.content.projects
    assert (str(project.budget), str(project.fiscal_funds), read.report.complaints()) == ("120", "100", [])
    assert own(read)["资金总额·2024年"] == "110"


def test_without_a_year_nobody_knows_which_amount_is_meant():
    rows = [["项目名称", (NAMES[0], 1, 4)], *YEARS, *([*one, ""] for one in TREE)]
    read = read_text(page_of(*rows), "表.html")
    assert read.content.projects[0].budget is None
    assert any("没有写明预算年度" in line for line in read.report.complaints())


def test_a_text_before_amounts_and_their_labels_names_them_all():
    rows = [["整体支出规模（万元）", "收入合计", "68", "支出合计", "68"], [*HEAD, ""]]
    read = page([["项目名称", (NAMES[0], 1, 4)], *rows, *([*one, ""] for one in TREE)])
    assert (said(read), read.report.complaints()) == (READ, [])


def test_names_and_values_in_alternate_rows_are_pairs():
    rows = [[*card()[0]], ["一级指标", "二级指标", ("三级指标及指标值", 1, 2)]]
    for level1, level2, name, value in TREE:
        rows += [[(level1, 2, 1), (level2, 2, 1), (name, 1, 2)], [(value, 1, 2)]]
    read = page(rows)
    assert (said(read), read.report.complaints()) == (READ, [])


def test_targets_may_be_called_aims_and_have_no_ending():
    rows = [
        ("产出目标", "数量", "展览场次", "=24场"),
        ("效果目标", "社会效益", "报道数", "≥30篇"),
        ("影响力目标", "长效管理", "管理机制", "健全"),
    ]
    read = page([*card(), ["分解目标内容", "分解目标", "指标名称", "绩效目标值"], *rows])
    assert (said(read)[NAMES[0]], read.report.complaints()) == (list(rows), [])


def test_a_note_among_the_records_and_sums_of_families_end_no_list():
    rows = [[*TREE[0], "40"], [("产出指标小计", 1, 4), "40"], [("注：按考核办法执行。", 1, 5)]]
    read = page([*card(width=4), [*HEAD, "分值"], *rows, *([*one, "30"] for one in TREE[1:])])
    assert (said(read), read.report.complaints()) == (READ, [])
    assert own(read) == {"注": "按考核办法执行。"} or own(read) == {"注": "注：按考核办法执行。"}


@pytest.mark.parametrize("naming", ["项目{}：{}", "项目名称：{1}"])
def test_projects_may_be_named_in_rows_of_a_list(naming):
    rows = [["序号", *HEAD]]
    for number, name in enumerate(NAMES, 1):
        rows.append([(naming.format(number, name), 1, 5)])
        rows += [[str(n), *one] for n, one in enumerate(RIGHT[name], 1)]
    read = page(rows)
    assert (said(read), read.report.complaints()) == (RIGHT, [])


def test_a_project_of_a_summary_and_of_its_card_is_one():
    summary = [["序号", "项目名称", "预算金额", "绩效目标"], ["1", NAMES[0], MONEY[0], "河道通畅。"]]
    read = page(
        "单位：万元", summary, "项目支出绩效目标表", [*card(["年度目标", ("河道通畅。", 1, 3)]), HEAD, *TREE]
    )
    assert (said(read), read.report.complaints()) == (READ, [])
    assert any("已按项目名称合起来读" in str(notice) for notice in read.report.notices)


def test_a_summary_that_says_another_amount_stays_a_project_of_its_own():
    summary = [["序号", "项目名称", "预算金额", "绩效目标"], ["1", NAMES[0], "7", "河道通畅。"]]
    read = page(
        "单位：万元", summary, "项目支出绩效目标表", [*card(["年度目标", ("河道通畅。", 1, 3)]), HEAD, *TREE]
    )
    assert [str(project.budget) for project in read.content.projects] == ["7", MONEY[0]]


def test_labels_of_money_may_head_their_amounts():
    rows = [[("年度预算（万元）", 2, 1), "预算总额", "基本支出", "项目支出"], ["320", "210", "110"]]
    read = page([*card()[:1], *rows, HEAD, *TREE])
    assert (said(read), read.report.complaints()) == (READ, [])
    assert (str(read.content.projects[0].budget), own(read)) == (
        "320",
        {"基本支出": "210", "项目支出": "110"},
    )


def test_satisfaction_may_be_a_first_level_where_all_are():
    rows = [["产出指标", "1.清淤长度≥3公里；2.合格率≥98%"], ["效益指标", "1.受益人口≥9000人"]]
    rows += [["满意度指标", "1.居民满意度≥90%"]]
    read = page([[("项目名称", 1, 1), NAMES[0]], ["年度绩效目标1", "河道通畅。"], *rows])
    (project,) = read.content.projects
    assert [(one.level1, one.level2) for one in project.indicators] == [
        ("产出指标", ""),
        ("产出指标", ""),
        ("效益指标", ""),
        ("满意度指标", ""),
    ]
    assert (project.goals, read.report.complaints()) == (("河道通畅。",), [])


def test_a_first_column_called_project_names_it():
    rows = [[NAMES[0], MONEY[0], *one] for one in TREE]
    read = page("单位：万元", [["项目", "金额", *HEAD], *rows])
    assert (said(read), str(read.content.projects[0].budget), read.report.complaints()) == (
        READ,
        MONEY[0],
        [],
    )


@pytest.mark.parametrize("head", ["指标值（单位）", "指标值（计量单位）"])
def test_a_head_of_values_that_says_unit_beside_another_one_is_the_unit(head):
    rows = [
        ["产出指标", "数量指标", "清淤长度", "≥", "3", "公里"],
        ["效益指标", "社会效益指标", "人口", "≥", "9", "人"],
    ]
    read = page([*card(), [*HEAD[:3], "指标性质", "指标值", head], *rows])
    assert [one.target for one in read.content.projects[0].indicators] == ["≥3公里", "≥9人"]


def test_below_years_alone_stand_the_amounts_of_the_project():
    rows = [[("分年度预算（万元）", 2, 1), "合计", "2024年", "2025年"], ["230", "110", "120"]]
    read = page([["项目名称", (NAMES[0], 1, 3)], *rows, HEAD, *TREE])
    (project,) = read.content.projects
    assert (str(project.budget), str(project.total_budget), read.report.complaints()) == ("120", "230", [])
    assert list(own(read).values()) == ["110"]


@pytest.mark.parametrize("group", ["粮食产量（吨）", "受益人数", "执行数（万元）", "自筹资金（万元）"])
def test_below_years_alone_may_stand_other_things_than_the_money_of_the_project(group):
    rows = [[(group, 2, 1), "合计", "2024年", "2025年"], ["230", "110", "121"]]
    read = page([*card(), *rows, HEAD, *TREE])
    (project,) = read.content.projects
    assert (str(project.budget), project.total_budget, read.report.complaints()) == ("120", None, [])
    assert list(own(read).values()) == ["230", "110", "121"]


def test_numbers_of_a_list_are_no_part_of_its_levels_and_names():
    tops = {"产出指标": "一、产出指标", "满意度指标": "二、满意度指标"}
    for level in ("{0}", "1.{1}{0}", "{1}、{0}"):
        rows = [
            [tops[one[0]], level.format(one[1], n), f"{n}.{one[2]}", one[3]] for n, one in enumerate(TREE, 1)
        ]
        read = page([*card(), HEAD, *rows])
        assert (said(read), read.report.complaints()) == (READ, [])


def test_aims_of_indicators_may_be_headed_as_those_of_projects_are():
    rows = [[one[0][:-2], one[1][:-2], *one[2:]] for one in TREE]
    read = page([*card(), ["一级", "二级", "三级", "目标"], *rows])
    assert said(read)[NAMES[0]] == [tuple(row) for row in rows]
    assert any("按内容认作指标值" in str(notice) for notice in read.report.notices)


def test_a_second_level_alone_tells_the_first_one_that_a_page_has_cut_off():
    rows = [["", "数量指标", "清淤长度", "≥3公里"], *TREE[1:]]
    read = page([*card(), HEAD, *rows])
    assert read.content.projects[0].indicators[0].level1 == "产出指标"
    assert any("没有写明类别" in str(notice) for notice in read.report.notices)


@pytest.mark.parametrize("whose", ["债券名称", "资金名称", "基金名称"])
@pytest.mark.parametrize("first", [True, False])
def test_the_name_of_the_money_is_not_that_of_a_further_project(whose, first):
    rows = card()
    rows.insert(0 if first else 1, [whose, ("某专项债", 1, 3)])
    read = page([*rows, HEAD, *TREE])
    assert (said(read), own(read)) == (READ, {whose: "某专项债"})


@pytest.mark.parametrize(
    "name",
    ["资金名称", "转移支付名称", "中央财政补助资金名称", "共同事权转移支付名称", "采购项目名称", "工程名称"],
)
def test_where_no_project_is_named_what_is_named_instead_is_one(name):
    read = page([*card(name=name), HEAD, *TREE])
    assert (said(read), own(read)) == (READ, {})


def test_amounts_of_several_years_count_what_the_label_before_the_years_says():
    rows = [["项目资金（元）", "2024年", "2025年", "2026年"], ["资金总额", "100000", "200000", "300000"]]
    read = page([["项目名称", (NAMES[0], 1, 3)], *rows, HEAD, *TREE])
    assert (str(read.content.projects[0].budget), read.report.complaints()) == ("20", [])
    assert not any("没有印出金额单位" in str(notice) for notice in read.report.notices)


def test_a_standard_that_is_all_values_is_the_value_and_said():
    read = page([*card(), [*HEAD[:3], "绩效标准", "指标解释"], *([*row, "按实际计算"] for row in TREE)])
    assert said(read) == READ
    assert any("认作指标值" in str(notice) for notice in read.report.notices)


def test_signs_in_words_under_direction_leave_the_column_of_their_kind_its_own():
    head = [*HEAD[:3], "绩效指标性质", "绩效指标方向", "绩效指标值", "绩效度量单位"]
    rows = [
        ["产出指标", "数量指标", "清淤长度", "比较赋分", "大于等于", "3", "公里"],
        ["产出指标", "时效指标", "完成时间", "直接赋分", "定性", "11月前", ""],
    ]
    read = page([*card(), head, *rows])
    first = read.content.projects[0].indicators[0]
    assert (first.operator, first.value, first.unit) == ("大于等于", "3", "公里")
    assert [(one.label, one.value) for one in first.fields] == [("绩效指标性质", "比较赋分")]
    assert read.report.complaints() == []
