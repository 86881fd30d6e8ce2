"""Findings: their place, their order and groups, and the fingerprint on which a waiver hangs."""

from dataclasses import replace
from decimal import Decimal

import pytest

from performance.content.model import StatementContent
from performance.review import OwnerKind, Severity, finding_to_plain, group, review, rule_set_for
from performance.review.findings import code_order
from tests.performance.review.faults import FAULTS
from tests.performance.review.planting import added, indicator, project, section
from tests.performance.review.sound_departments import GUIZHOU
from tests.performance.review.sound_hebei import CLINICS, EXHIBITS, HEBEI, LECTURES, plan, row

MONTHLY = indicator(5, value="≥90人")(HEBEI)


def only(content, rule_set=None):
    (finding,) = review(content, rule_set)
    return finding


def test_a_place_says_project_code_row_and_printed_label():
    place = only(MONTHLY).place
    assert str(place) == (
        f"预算项目绩效目标 青少年科普巡讲（{LECTURES.code}） 第6行“听讲师生满意度” “指标值”栏"
    )
    assert (place.owner, place.index, place.row, place.field) == (OwnerKind.PROJECT, 0, 5, "value")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_the_anchor_of_a_place_leads_to_a_field_of_the_content(fault):
    place = only(fault.content, fault.rule_set).place
    owners = {
        OwnerKind.SECTION: fault.content.sections,
        OwnerKind.GOAL: fault.content.goals,
        OwnerKind.FUNDING: fault.content.funding,
        OwnerKind.PROJECT: fault.content.projects,
    }.get(place.owner)
    if owners is None:
        assert place.owner is OwnerKind.STATEMENT
        return
    owner = owners[place.index]
    subject = owner if place.row is None else owner.indicators[place.row]
    assert hasattr(subject, place.field) or place.field in ("basis", "weight")


def test_a_province_names_its_own_labels():
    faulty = indicator(1, description="活动方案通过率")(GUIZHOU)
    assert only(faulty).place.label == "指标解释及计算公式"


def test_findings_come_in_document_order():
    faulty = section(2, text="按省财政厅要求开展监控。")(indicator(0, 1, value="≥6")(MONTHLY))
    assert [(f.place.owner.value, f.place.index, f.code) for f in review(faulty)] == [
        ("section", 2, "F8"),
        ("project", 0, "B11"),
        ("project", 1, "B1"),
    ]


def test_equal_findings_are_grouped_and_counted_the_gravest_first():
    faulty = HEBEI
    for name in ("讲稿合格率", "讲师出勤率", "设备完好率"):
        faulty = added(row("产出指标", "质量指标", name, "≥95%", name, "计划"))(faulty)
    faulty = indicator(0, 1, value="≥6")(faulty)
    groups = group(review(faulty))
    assert [(each.first.code, each.count) for each in groups] == [("B1", 1), ("F4", 3)]
    assert str(groups[1]).endswith("（同一问题 3 处）")
    assert "同一问题" not in str(groups[0])


@pytest.mark.parametrize(
    "changed",
    [
        project(budget=Decimal("25.00"), fiscal_funds=Decimal("25.00")),
        section(0, text="2026年全市受益不少于30000人次。"),
        lambda content: replace(content, projects=(CLINICS, *content.projects)),
    ],
    ids=["another field", "another section", "another project before it"],
)
def test_a_fingerprint_outlives_changes_elsewhere(changed):
    mine = [f for f in review(changed(MONTHLY)) if f.code == "B11"]
    assert [f.fingerprint for f in mine] == [only(MONTHLY).fingerprint]


@pytest.mark.parametrize(
    "changed",
    [
        indicator(5, value="≥91人"),
        indicator(5, name="在校师生满意度"),
        project(name="青少年科普讲座"),
    ],
    ids=["value", "name", "project"],
)
def test_a_fingerprint_lapses_when_the_judged_content_changes(changed):
    assert only(changed(MONTHLY)).fingerprint != only(MONTHLY).fingerprint


def test_a_fingerprint_covers_the_whole_text_that_was_judged():
    short = section(1, text="营造了浓厚的氛围。")(HEBEI)
    longer = section(1, text="营造了浓厚的氛围。另有安排。")(HEBEI)
    assert only(short).evidence == only(longer).evidence
    assert only(short).fingerprint != only(longer).fingerprint


def test_two_equal_faults_at_one_place_have_two_fingerprints():
    goals = ("到校巡讲12场。", "到校巡讲12场。", "到校巡讲12场。")
    findings = review(project(goals=goals)(HEBEI))
    assert [f.code for f in findings] == ["F2", "F2"]
    assert len({f.fingerprint for f in findings}) == 2


def test_plain_findings_have_the_words_of_the_interface():
    plain = finding_to_plain(only(MONTHLY), "draft.txt")
    assert plain["anchor"]["row"] == 5
    assert {key: plain[key] for key in ("file", "code", "severity", "evidence", "message")} == {
        "file": "draft.txt",
        "code": "B11",
        "severity": "error",
        "evidence": "≥90人",
        "message": "满意度用了人数、次数或金额。",
    }
    assert plain["place"].startswith("预算项目绩效目标")
    assert plain["remedy"]


UNDECIDABLE = [
    ("C1", project(budget=None)),
    ("C3", project(1, budget=None, fiscal_funds=None, other_funds=None)),
    ("G2", project(1, code="13082126P00CD341000" + "7F")),
    ("G3", lambda content: replace(content, year=None)),
    ("B10", lambda content: indicator(2, value="11月底前")(replace(content, year=None))),
]


@pytest.mark.parametrize(("code", "plant"), UNDECIDABLE, ids=[code for code, _ in UNDECIDABLE])
def test_what_cannot_be_judged_is_said_and_never_passes_silently(code, plant):
    undecidable = [f for f in review(plant(HEBEI)) if f.undecidable and f.code == code]
    assert undecidable
    assert {f.severity for f in undecidable} == {Severity.HINT}
    assert all("无法" in f.message for f in undecidable)


def test_a_code_of_another_area_stands_out_from_the_majority():
    strange = replace(CLINICS, code="13082123P00020010002T")
    findings = review(replace(HEBEI, projects=(LECTURES, EXHIBITS, strange)))
    assert [(f.code, f.place.project_name) for f in findings] == [
        ("G2", "乡村技术门诊"),
        ("G3", "乡村技术门诊"),
    ]


@pytest.mark.parametrize(
    ("mode", "figures", "right"),
    [
        ("", (None, None, None, 100), True),
        ("", (50, 50, None, None), True),
        ("", (30, 60, 85, 100), True),
        ("", (None, 30, 70, None), True),
        ("", (30, 60, 70, 90), False),
        ("instalment", (50, 50, None, None), True),
        ("instalment", (60, 50, None, None), False),
        ("cumulative", (50, 50, None, 100), True),
        ("cumulative", (60, 50, 80, 100), False),
        ("cumulative", (-5, 50, 80, 100), False),
    ],
)
def test_a_plan_is_judged_by_its_mode_and_by_both_where_none_is_printed(mode, figures, right):
    projects = tuple(replace(each, spending_plan=plan(*figures, mode=mode)) for each in HEBEI.projects)
    codes = {f.code for f in review(replace(HEBEI, projects=projects))}
    assert ("C2" not in codes) is right


def test_severities_and_exemptions_come_from_the_rule_set():
    rule_set = rule_set_for("河北", "2023")
    error = only(MONTHLY, rule_set)
    assert (error.severity, error.waivable) == (Severity.ERROR, True)
    strict = replace(rule_set, waivable_errors=frozenset())
    assert not only(MONTHLY, strict).waivable
    mild = replace(rule_set, severities={"B11": Severity.WARNING})
    assert (only(MONTHLY, mild).severity, only(MONTHLY, mild).waivable) == (Severity.WARNING, True)
    assert review(MONTHLY, replace(rule_set, off=frozenset({"B11"}))) == ()


def test_an_empty_statement_is_reviewed_without_complaint_about_what_it_does_not_have():
    assert review(StatementContent(province="河北", edition="2023")) == ()


def test_codes_sort_by_family_then_number():
    assert sorted(["C1", "B10", "B2", "D3a", "D3"], key=code_order) == ["B2", "B10", "C1", "D3", "D3a"]
