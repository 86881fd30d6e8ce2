"""How each field is filled in: its rule in a line, and an example that is nobody's text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from performance.entry.controls import Control
from performance.entry.frames import Frame, GroupFrame, RowsFrame

SHORT = 80  # characters of a rule


@dataclass(frozen=True)
class Guide:
    rule: str
    example: str = ""


_LINES: Mapping[str, Guide] = {
    "name": Guide("写明做什么事，不写“某某等经费”，不加年度", "社区科普活动"),
    "code": Guide("预算系统里的项目编码，不自己编", "按预算系统中的编码填写"),
    "purpose": Guide("钱花在哪些事上，写明对象和数量", "用于举办社区科普讲座4场、印制宣传册2000册"),
    "goal": Guide("写花了钱以后达到的结果，不写花钱的过程，不照抄资金用途", "让1500名居民掌握日常急救的方法"),
    "goals.item": Guide(
        "写花了钱以后达到的结果，不照抄资金用途，一条写一件", "让1500名居民掌握日常急救的方法"
    ),
    "level1": Guide("产出、成本、效益、满意度，按本表样的叫法", "产出指标"),
    "level2": Guide("一级指标之下的类，按本表样的叫法", "数量指标"),
    "indicators.name": Guide("写明统计什么，名称里不写数值", "举办急救讲座场次"),
    "description": Guide(
        "怎样算：统计的对象、范围和时间，不照抄名称", "全年在社区举办、有签到记录的讲座场次"
    ),
    "value": Guide("符号、数字、单位写在一格，如 ≥8次、＝100%、≤12.5万元", "≥4场"),
    "basis": Guide("凭什么定这个数：文件、计划或往年完成数", "本单位年度工作计划"),
    "earlier": Guide("那一年实际完成的数，没有的留空", "3场"),
    "indicator_class": Guide("按财政局通知里的分类", "绩效基本型"),
    "period": Guide("从哪天到哪天", "2026年1月至12月"),
    "phases.text": Guide("这一时段做完哪些事", "完成教材印制，举办讲座2场"),
    "overall_goal": Guide("部门全年要达到的结果，不写部门职能", "全年居民急救知识普及率达到60%以上"),
    "arrangements": Guide("怎样保证目标实现：制度、监控、评价", "每季度检查一次进度，年终自评并公开结果"),
    "title": Guide("这一项的名称，不加序号", "科学普及"),
    "text": Guide("这一项要达到的结果，能用后面的指标衡量", "面向社区开展急救培训，受训居民1500名以上"),
    "indicator_text": Guide("用哪些指标衡量，写明数量和单位", "讲座不少于4场，受训居民不少于1500名"),
    "mandate": Guide("三定方案里的主要职能，分条写", "组织科学普及活动"),
    "annual_tasks": Guide("当年的重点任务，分条写", "在12个社区开展急救培训"),
    "summary": Guide("几年或当年的总目标，与下面的目标正文一致", "居民急救知识普及率达到60%"),
    "horizon": Guide("长期目标管几年", "2026—2028年"),
    "item": Guide("收入或支出的名称，按预算表的叫法", "基本支出"),
    "attachment": Guide("封面上的附件号，没有的留空", "附件2"),
    "mark": Guide("草案、送审稿等；批复以后自动不印", "草案"),
    "prepared_by": Guide("编制文本的单位全称", "某某市科学技术协会"),
    "reviewed_by": Guide("审核文本的单位全称", "某某市财政局"),
    "person": Guide("姓名，一人", "填表人的姓名"),
    "phone": Guide("办公电话，公开时不显示", "区号-号码"),
    "department_name": Guide("部门全称，与公章一致", "某某市科学技术协会"),
    "organisation": Guide("由谁负责，怎样分工", "科普部负责实施，办公室负责采购"),
    "regulations": Guide("按哪些制度管理，写明文件名称", "本单位《项目资金管理办法》"),
    "department": Guide("主管这个项目的部门全称", "某某市科学技术协会"),
    "date": Guide("年、月、日", "2026-01-01"),
    "standard": Guide("评分或计算的标准，写明完成到什么程度得几分", "达到目标值得满分，每少1场扣2分"),
    "evidence": Guide("用哪些材料证明完成", "签到表、照片、验收单"),
    "remark": Guide("另须说明的事，没有的留空", "与往年口径相同"),
    "weight": Guide("数字，同一张表合计应为规定的分值", "10"),
}
# Fields that say the same as another one.
_SAME: Mapping[str, str] = {
    "long_term_indicators.name": "indicators.name",
    "annual_indicators.name": "indicators.name",
    "mid_indicators.name": "indicators.name",
    "tasks.name": "title",
    "tasks.text": "text",
    "tasks.goal": "text",
    "earlier_1": "earlier",
    "earlier_2": "earlier",
    "long_term_summary": "summary",
    "annual_summary": "summary",
    "long_term_text": "text",
    "annual_text": "text",
    "leader": "person",
    "filled_by": "person",
    "start_date": "date",
    "end_date": "date",
    "end": "date",
    "data_source": "evidence",
}
_OF_KIND: Mapping[str, Guide] = {
    "amount": Guide("数字，不写单位；别的单位写明，如“3万元”，会自动换算", "12.50"),
    "percent": Guide("百分数，不写“%”也可以", "60"),
    "number": Guide("数字", "10"),
    "select": Guide("从列表里选一项"),
    "ticks": Guide("勾选，可以选几项"),
    "line": Guide("按栏目名称填写，没有的留空"),
    "text": Guide("按栏目名称填写，可以分行，没有的留空"),
}


@dataclass(frozen=True)
class GuidedField:
    label: str
    rule: str
    example: str


@dataclass(frozen=True)
class FormGuide:
    """``row`` is an indicator as it might stand in the form's table, by its columns; ``first``: nobody has begun yet."""

    fields: tuple[GuidedField, ...]
    columns: tuple[str, ...]
    row: tuple[str, ...]
    first: bool


def guide_of(control: Control) -> Guide:
    question = control.question
    for name in (f"{question.group}.{question.field}", question.field):
        if found := _LINES.get(_SAME.get(name, name)):
            return found
    found = _OF_KIND[control.kind]
    return Guide(found.rule, found.example or next(iter(control.choices), ""))


def form_guide(frames: Sequence[Frame]) -> FormGuide:
    """Each field once, in the order of the form."""
    controls = [control for frame in frames for control in _controls(frame)]
    fields: dict[tuple[str, str], GuidedField] = {}
    for control in controls:
        guide = guide_of(control)
        longest = f"；最多{control.max_length}字" if control.max_length and control.kind == "line" else ""
        key = (control.question.group, control.short)
        fields.setdefault(key, GuidedField(control.short, guide.rule + longest, guide.example))
    grid = next((frame for frame in frames if isinstance(frame, GroupFrame) and frame.kind == "grid"), None)
    first_row = grid.rows[0].controls if grid and grid.rows else ()
    return FormGuide(
        tuple(fields.values()),
        tuple(control.short for control in first_row),
        tuple(guide_of(control).example for control in first_row),
        not any(control.text for control in controls if control.field not in _FILLED_FOR_ONE),
    )


_FILLED_FOR_ONE = ("unit_code", "name", "code", "level1", "level2", "department_name", "side", "item")


def _controls(frame: Frame) -> list[Control]:
    if isinstance(frame, RowsFrame):
        return [cell.control for row in frame.rows for cell in row if cell.control]
    if isinstance(frame, GroupFrame):
        return [control for row in frame.rows for control in row.controls]
    return []
