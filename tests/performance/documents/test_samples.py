"""What the five published sample texts say, fact by fact, and that no character of theirs is lost."""

from collections import Counter
from dataclasses import dataclass, field

import pytest

from performance.content.model import GoalKind, SectionKind
from performance.documents.formats.txt import write_txt

UNCODED = ("", "")


@dataclass(frozen=True)
class Facts:
    """What a reader of the sample sees: ``cover`` is who prepared and reviewed it, and its mark."""

    province: str
    edition: str
    year: int
    department: tuple[str, str]
    sections: dict[SectionKind, int]
    goals: dict[GoalKind, int] = field(default_factory=dict)
    indicators_of_projects: tuple[int, ...] = ()
    units: tuple[tuple[str, str], ...] = (UNCODED,)
    noise: dict[str, int] = field(default_factory=dict)
    notices: tuple[tuple[str, ...], ...] = ()
    cover: tuple[str, str, str] = ("", "", "")


FACTS = {
    "dingzhou-2020": Facts(
        "河北",
        "2020",
        2020,
        ("731", "定州市科学技术协会"),
        {SectionKind.OVERALL_GOAL: 1, SectionKind.FUNCTIONAL_GOAL: 2, SectionKind.ARRANGEMENTS: 1},
        indicators_of_projects=(3, 3, 3, 3, 3, 3),
        units=(("731002", "定州市科学技术协会"),),
        noise={"域代码": 228, "页码": 1},
    ),
    "chengde-2023": Facts(
        "河北",
        "2023",
        2023,
        ("731", "河北省承德县科学技术协会"),
        {SectionKind.OVERALL_GOAL: 1, SectionKind.FUNCTIONAL_GOAL: 4, SectionKind.ARRANGEMENTS: 1},
        indicators_of_projects=(10, 9, 9, 9),
        units=(("731001", "河北省承德县科学技术协会本级"),),
        noise={"目录": 194},
        notices=(("“资金支出计划（%）”", "缺少“12月底”一栏"),),
        cover=("河北省承德县科学技术协会", "承德县财政局", "草案"),
    ),
    "tangshan-2026": Facts(
        "河北",
        "2023",
        2026,
        ("405", "唐山市科学技术协会"),
        {SectionKind.OVERALL_GOAL: 1, SectionKind.FUNCTIONAL_GOAL: 7, SectionKind.ARRANGEMENTS: 1},
        indicators_of_projects=(7, *[6] * 14, 5, 5, 6, 6, 6),
        units=(
            ("405001", "唐山市科学技术协会本级"),
            ("405003", "唐山市科技工作者服务中心"),
            ("405004", "唐山市科技干部进修学院"),
            ("405005", "唐山科技馆"),
        ),
        noise={"书签": 690},
    ),
    "ezhou-2024": Facts(
        "湖北",
        "2024",
        2024,
        ("", "鄂州市科学技术协会"),
        {SectionKind.MANDATE: 1, SectionKind.ANNUAL_TASKS: 1},
        {GoalKind.LONG_TERM: 44, GoalKind.ANNUAL: 34},
        indicators_of_projects=(0, 0, 0, 0),
        noise={"书签": 18},
        notices=(("“年度绩效指标”", "原文止于“社会效应／经济效益”", "可能被截断"),),
    ),
    "liupanshui-2024": Facts(
        "贵州",
        "2024",
        2024,
        ("", "六盘水市科学技术协会"),
        {
            SectionKind.MANDATE: 1,
            SectionKind.DETAILED_GOAL: 4,
            SectionKind.ORGANISATION: 1,
            SectionKind.REGULATIONS: 1,
            SectionKind.PHASE: 2,
        },
        {GoalKind.OVERALL: 21},
        indicators_of_projects=(18,),
        cover=("六盘水市科学技术协会", "", ""),
    ),
}

# Per sample: what the source prints, what we print instead. All other characters are the same, and as many.
# A demanded form says its title, its captions and two decimals; a page break repeats and drops captions.
REPRINTED = {
    "dingzhou-2020": (("", "定州市科学技术协会2020年部门预算绩效文本"),),
    "chengde-2023": (
        ("(草案)", "（草案）"),
        ("(%)", "（%）"),
        ("", "12月底"),
    ),
    "tangshan-2026": (("", "唐山市科学技术协会2026年部门预算绩效文本"),),
    "ezhou-2024": (
        ("", "鄂州市科学技术协会2024年部门整体绩效目标表"),
        *((f"{amount}", f"{amount}.00") for amount in (6, 6, 110, 110, 54, 54, 30, 30)),
        ("财务管理财务管理", "财务管理"),
    ),
    "liupanshui-2024": (
        ("附件2:", "附件2："),
        ("联系电话（办公座机号）：", "联系电话："),
        ("(2024年度)", "（2024年度）"),
        ("编制单位(盖章):", "编制单位(盖章)："),
        ("750000", "750000.00"),
        ("指标", "绩效指标"),
        ("指标", "效益指标"),
    ),
}

every_sample = pytest.mark.parametrize("name", FACTS)


def marks(text):
    """The non-blank characters of a text and how often each of them stands there."""
    return Counter("".join(text.split()))


@every_sample
def test_a_sample_is_read_completely(sample, name):
    report = sample(name).report
    assert report.complaints() == []
    assert report.complete
    assert report.placed_share == 1
    assert dict(report.noise) == FACTS[name].noise
    assert report.characters == sum(marks(sample(name).text).values())


@every_sample
def test_only_what_a_sample_leaves_unsaid_is_pointed_out(sample, name):
    said = [str(notice) for notice in sample(name).report.notices]
    assert len(said) == len(FACTS[name].notices)
    for sentence, pieces in zip(said, FACTS[name].notices, strict=True):
        assert [piece for piece in pieces if piece not in sentence] == []


@every_sample
def test_a_sample_says_where_it_belongs(sample, name):
    content, facts = sample(name).content, FACTS[name]
    assert (content.province, content.edition, content.year) == (facts.province, facts.edition, facts.year)
    assert (content.department_code, content.department_name) == facts.department
    units = dict.fromkeys((project.unit_code, project.unit_name) for project in content.projects)
    assert tuple(units) == facts.units
    assert (content.cover.prepared_by, content.cover.reviewed_by, content.cover.mark) == facts.cover


@every_sample
def test_a_sample_has_as_many_pieces_as_it_prints(sample, name):
    content, facts = sample(name).content, FACTS[name]
    assert Counter(section.kind for section in content.sections) == facts.sections
    assert {goal.kind: len(goal.indicators) for goal in content.goals} == facts.goals
    assert tuple(len(project.indicators) for project in content.projects) == facts.indicators_of_projects


@every_sample
def test_no_character_of_a_sample_is_lost_or_made_up(sample, name):
    """Counted on the raw text, without a thought about rows: noise and REPRINTED explain every difference."""
    noise = marks("".join(piece.text for piece in sample(name).source.noise))
    source = marks(sample(name).text)
    assert noise <= source
    for printed, reprinted in REPRINTED[name]:
        assert marks(printed) <= source
        source = source - marks(printed) + marks(reprinted)
    assert marks(write_txt(sample(name).reprinted).decode()) == source - noise
