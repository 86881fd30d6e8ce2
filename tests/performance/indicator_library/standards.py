"""Lists of standard indicators as tests write them."""

from performance.findings.judgement import judge
from performance.indicator_library.standard_list import standards_of
from performance.indicator_library.standards import Group, plan_of, take_standards
from performance.models import PerformanceStatement

TRAINEES = {
    "code": "PX1",
    "project_class": "培训",
    "level1": "产出指标",
    "level2": "数量指标",
    "name": "培训人次",
    "direction": "正向",
    "unit": "人次",
    "required": "是",
}
SATISFIED = {
    **TRAINEES,
    "code": "PX2",
    "level1": "满意度指标",
    "level2": "",
    "name": "学员满意度",
    "required": "",
}


def listed(*rows):
    return standards_of([(f"第{number}行", row) for number, row in enumerate(rows, 1)])


def loaded(office, by, year, *rows, groups=tuple(Group)):
    digest = plan_of(listed(*rows), office, year).digest
    return take_standards(listed(*rows), office, year, groups=groups, digest=digest, by=by)


def findings_of(statement, codes=("A12", "A13")):
    found = judge(PerformanceStatement.objects.get(pk=statement.pk)).findings
    return [finding.evidence for finding in found if finding.code in codes]
