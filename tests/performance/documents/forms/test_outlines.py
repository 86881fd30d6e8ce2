"""Trees of indicators that are written as lines."""

import pytest

from performance.documents.convert import Unreadable, read_text
from tests.performance.documents.forms.test_cards_beside import NAMES, RIGHT, page, said
from tests.performance.documents.forms.test_other_ways_of_saying import card

READ = {NAMES[0]: RIGHT[NAMES[0]]}
DOTTED = (
    "4.1 产出指标",
    "4.1.1 数量指标",
    "4.1.1.1 整治河道长度：≥3公里",
    "4.1.2 质量指标",
    "4.1.2.1 验收合格率：100%",
    "4.2 满意度指标",
    "4.2.1 服务对象满意度指标",
    "4.2.1.1 居民满意度：≥90%",
)
BEHIND = (
    "（一）产出指标",
    "1.数量指标：整治河道长度≥3公里",
    "2.质量指标：验收合格率100%；",
    "（二）满意度指标",
    "服务对象满意度指标：居民满意度≥90%。",
)
LABELLED = (
    "一级指标：产出指标",
    "二级指标：数量指标",
    "三级指标：整治河道长度",
    "指标值：≥3公里",
    "二级指标：质量指标",
    "三级指标：验收合格率，指标值：100%",
    "一级指标：满意度指标",
    "二级指标：服务对象满意度指标",
    "三级指标：居民满意度",
    "指标值：≥90%",
)


def test_second_levels_alone_stand_under_their_own_first_ones():
    lines = (
        "数量指标：培训人数≥200人；培训班次≥4期；",
        "成本指标：人均成本≤250元；",
        "社会效益指标：知晓率≥60%；",
    )
    text = "\n".join(("项目名称：干部培训", "预算金额：50万元", "年度目标：完成轮训", "绩效指标：", *lines))
    (project,) = read_text(text.encode(), "表.txt").content.projects
    assert [(i.level1, i.level2, i.name, i.value) for i in project.indicators] == [
        ("产出指标", "数量指标", "培训人数", "≥200人"),
        ("产出指标", "数量指标", "培训班次", "≥4期"),
        ("产出指标", "成本指标", "人均成本", "≤250元"),
        ("效益指标", "社会效益指标", "知晓率", "≥60%"),
    ]


@pytest.mark.parametrize("lines", [DOTTED, BEHIND, LABELLED])
def test_a_tree_written_as_lines_is_read(lines):
    above = (f"1.项目名称：{NAMES[0]}", "2.项目预算：120万元", "3.年度绩效目标：河道通畅。", "4.绩效指标")
    read = page(*above, *lines, "五、名词解释", "1.财政拨款收入：指本级财政当年拨付的资金。")
    assert (said(read), read.report.complaints()) == (READ, [])
    (project,) = read.content.projects
    assert (str(project.budget), project.goals) == ("120", ("河道通畅。",))
    assert any("按行分出名称和指标值，共3条" in str(notice) for notice in read.report.notices)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("1.5万亩农田建设：≥1.5万亩", "清淤长度：≥3公里"), ["1.5万亩农田建设", "清淤长度"]),
        (("3.15晚会场次：≥1场", "2.5 米宽道路：≥3公里"), ["3.15晚会场次", "2.5 米宽道路"]),
        (("1.1清淤长度：≥3公里", "1.2 晚会场次：≥1场", "1.3会场：≥1个"), ["清淤长度", "晚会场次", "会场"]),
    ],
)
def test_a_number_of_the_text_itself_is_not_that_of_its_line(lines, names):
    read = page(card(), "产出指标", "数量指标", *lines)
    assert [one.name for one in read.content.projects[0].indicators] == names


def test_projects_may_be_named_one_after_another_in_lines():
    lines = []
    for number, name in enumerate(NAMES, 1):
        lines += [f"项目{number}：{name}", "绩效目标：河道通畅。"]
        for one in RIGHT[name]:
            lines += [f"{one[0]}：", f"（1）{one[2]}：{one[3]}；"]
    read = page(*lines, "项目申报：由县水利局负责。")
    assert [(p.name, [i.value for i in p.indicators]) for p in read.content.projects] == [
        (name, [one[3] for one in RIGHT[name]]) for name in NAMES
    ]


def test_columns_set_by_blanks_are_refused_with_a_remedy():
    text = """项目支出绩效目标表
 项目名称       干部培训
 一级指标       二级指标         三级指标       指标值
 产出指标       数量指标         培训人数       ≥200 人
            质量指标         培训合格率      ≥95%
"""
    with pytest.raises(Unreadable, match="直接上传 PDF 原文件"):
        read_text(text.encode(), "表.txt")
