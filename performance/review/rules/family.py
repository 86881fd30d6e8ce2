"""D2-D6, D9-D11: does the indicator stand in the right family, under a name that says something?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indicators.kinds import ValueKind
from indicators.text import normalise_label
from indicators.vocabulary import vocabularies
from performance.review.case import Case
from performance.review.engine import Remark, row_rule, statement_rule
from performance.review.families import OUTCOMES, Family, family_labels, is_printed_level1
from performance.review.findings import Severity, Topic
from performance.review.mends import budget_in_ten_thousands, into_family
from performance.review.needs import LEVELS, ROWS
from performance.review.rule_sets import any_word
from performance.review.rules.direction import UPWARD, is_bare_amount, is_budget
from performance.review.tables import Row
from performance.review.worded_mends import named_by_project

_OWN_WORK = (Family.QUANTITY, Family.QUALITY, Family.TIMELINESS)


@row_rule(
    "D2",
    Severity.ERROR,
    "金额填在数量、质量或时效指标下",
    Topic.MISPLACED,
    needs=(ROWS,),
    reason="花了多少钱是投入，不是产出。",
    source="财预〔2021〕101号：资金只在成本指标中反映；投入不能当作目标。挣来的、收回的别人的钱不算（词表 earned_money），名称说的是金额、预算数两倍以上的为提示。",
    example="数量指标“工作经费 10万元”；时效指标“支付时效 ≤4.86”。",
    remedy="移到成本指标，原处改填做了多少、做得怎样、何时完成。",
)
def money_is_no_output(row: Row) -> Iterator[Remark]:
    """Money, printed as such or recognisable as the budget, is not an output."""
    if row.family not in _OWN_WORK or not row.has_number:
        return
    if any_word(row.parameters.earned_money).search(row.name) and not row.name.endswith(_SPENT):
        return  # what others pay or what is earned may be the output
    if row.is_money or (is_bare_amount(row) and is_budget(row) and row.family is not Family.QUANTITY):
        budget = "" if row.is_money else f"，预算数{row.table.budget}万元"
        yield Remark(
            row.at("value"),
            f"{row.shown}{budget}",
            f"{row.family.value}指标的值是金额。",
            expected="移到成本指标",
            severity=Severity.HINT if _is_more_than_there_is(row) else None,
            mends=into_family(row, Family.COST, *budget_in_ten_thousands(row)),
        )


def _is_more_than_there_is(row: Row) -> bool:
    """More than twice the budget is not spent out of it: what is collected, recovered or settled for others."""
    money, budget = row.money, row.table.budget
    return bool(money and budget and money > 2 * budget and row.name.endswith(("额", "资金", "基金", "款")))


_SPENT = ("经费", "费用", "支出")


@row_rule(
    "D3",
    Severity.WARNING,
    "质量指标填了个数",
    Topic.MISPLACED,
    needs=(ROWS,),
    reason="质量说的是好不好，个数属于数量指标。",
    source="产出指标的分类；按计量单位判断；数的是入选、获奖、采用一类（词表 recognised）的为提示。",
    example="质量指标“巡展范围涉及县区个数 ≥2个”“推优评先 ≥5个”。",
    remedy="移到数量指标，质量指标改用合格率、达标率或标准。",
)
def quality_is_no_count(row: Row) -> Iterator[Remark]:
    """A quality is not counted in pieces, people or events; faults are, for fewer of them is the quality."""
    counted = row.has_number and row.counts and not row.lower_is_better and not _SPEED.search(row.unit)
    if row.family is Family.QUALITY and counted and not _PER_HEAD.search(row.name):
        yield Remark(
            row.at("value"),
            f"{row.shown}",
            "质量指标用了个数。",
            expected="合格率、达标率等",
            severity=Severity.HINT if any_word(row.parameters.recognised).search(row.name) else None,
            mends=into_family(row, Family.QUANTITY),
        )


_SPEED = re.compile("/(?:分钟|秒|小时|时|日|天|人|户|亩)")
_PER_HEAD = re.compile("人均|户均|生均")  # how much each gets is how good the service is


@row_rule(
    "D4",
    Severity.WARNING,
    "把产出当作效益",
    Topic.MISPLACED,
    needs=(ROWS,),
    reason="办了几次、开放几天是自己做的事，效益是别人得到的好处。",
    source="效益指标的分类；按计量单位（规则集 own_output_units）和与产出指标同名判断；名称里没有自己做的事（own_work_words）的为提示。",
    example="社会效益“对外开放天数 ≥252天”“宣传报道次数 ≥5篇”。",
    remedy="移到产出指标，效益指标改填服务对象得到的变化。",
)
def outcome_is_no_output(row: Row) -> Iterator[Remark]:
    """An outcome is not counted in days, events or papers, nor named like an output."""
    if row.family not in OUTCOMES:
        return
    if row.has_number and row.unit in row.parameters.own_output_units and not _is_effect(row):
        yield Remark(
            row.at("value"),
            f"{row.shown}",
            f"效益指标以“{row.unit}”计，像是产出。",
            severity=None if any_word(row.parameters.own_work_words).search(row.name) else Severity.HINT,
            mends=into_family(row, Family.QUANTITY) if _leaves_outcomes(row) else (),
        )
    elif row.name and row.name in row.table.output_names:
        yield Remark(row.at("name"), row.name, "效益指标与产出指标同名。")


def _leaves_outcomes(row: Row) -> bool:
    """Whether the table keeps an outcome when all that is counted as own work has gone."""
    units = row.parameters.own_output_units
    return any(not one.has_number or one.unit not in units for one in row.table.of(*OUTCOMES))


def _is_effect(row: Row) -> bool:
    """Days and events that befall the served, not the work: clean air, accidents, interruptions."""
    lasts = row.unit == "天" and row.family is Family.SUSTAINABILITY
    parameters = row.parameters
    supplied = row.unit == "天" and any_word(parameters.supply_words).search(row.name)
    own_work = any_word(parameters.own_work_words).search(row.name)
    harmful = row.lower_is_better and not (
        own_work and row.value.comparator in UPWARD
    )  # drills against accidents
    return lasts or harmful or bool(supplied or any_word(parameters.outcome_counts).search(row.name))


@row_rule(
    "D5",
    Severity.WARNING,
    "比率填在数量或时效指标下",
    Topic.MISPLACED,
    needs=(ROWS,),
    reason="比率不是数量；没有时间要求的比率也不是时效。",
    source="产出指标的分类；按指标值是不是百分数和名称判断，说明按时的词见词表 punctual_words、period_words；覆盖率一类（coverage_rates）放在数量指标的、到位率一类（paid_rates）放在时效指标的为提示。",
    example="数量指标“工作完成率 ≥90%”；时效指标“阵地建设完成率 ≥90%”。",
    remedy="数量填具体的数，时效填日期或按时完成率。",
)
def share_is_no_quantity(row: Row) -> Iterator[Remark]:
    """A share is neither a quantity nor, without a time, a timeliness."""
    if row.family not in (Family.QUANTITY, Family.TIMELINESS):
        return
    completes = row.name.endswith(row.parameters.completion_endings)
    grows = any(word in row.name for word in row.parameters.rates_above_100)
    share = row.has_number and row.value.is_percent and not grows
    in_time = (
        any_word(row.parameters.punctual_words).search(row.name + row.description)
        or any_word(row.parameters.period_words).search(row.name)
        or _WITHIN.search(row.name)
    )
    in_quantity = row.family is Family.QUANTITY
    eased = row.name.endswith(row.parameters.coverage_rates if in_quantity else row.parameters.paid_rates)
    if (share or completes) and not (in_time and row.family is Family.TIMELINESS):
        yield Remark(
            row.at("name"),
            f"{row.shown}",
            f"{row.family.value}指标用了{'完成率' if completes else '比率'}。",
            expected="具体数量" if in_quantity else "日期或按时完成率",
            severity=Severity.HINT if eased else None,
            mends=into_family(row, Family.QUALITY),
        )


_WITHIN = re.compile(r"[0-9](?:秒|分钟|小时|天|日|个?工作日|个?月)|截[至止]|[年季月][底末]前?")  # 5分钟到场率
_VALUE_AS_NAME = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?.{0,2}|[一二两三四五六七八九十半]+个?[年月日天次])")


@row_rule(
    "D6",
    Severity.WARNING,
    "三级指标名称没有指明内容",
    Topic.UNCLEAR,
    needs=(ROWS,),
    reason="“工作合格率”“完成时限”说不出是什么工作，不同项目之间也无法区分。",
    source="财预〔2021〕101号“高度关联”；通用词见规则集 filler_words 及各级指标类别名称。满意度、填了日期的时效，或描述说明了内容的，为提示。",
    example="“经济效益指标”“一年”“工作合格率”“完成时限”“平均成本”。",
    remedy="在名称中写明对象，如“培训合格率”“展品更新完成时限”。",
)
def name_says_what_is_measured(row: Row) -> Iterator[Remark]:
    """The name is not a family's name, a value, or made of general words that fit any project."""
    whole = row.family is Family.COST and "总" in row.name  # of the project, for there is only one
    if row.name and not whole and _says_nothing(row, row.name):
        dated = row.family is Family.TIMELINESS and row.value.kind is ValueKind.DEADLINE
        is_satisfaction = (
            row.family is Family.SATISFACTION
        )  # of whom is plain where the project serves but one kind
        explained = bool(row.description) and not _says_nothing(row, row.description)
        yield Remark(
            row.at("name"),
            row.name,
            f"名称“{row.name}”没有指明内容。",
            expected="含有对象的名称",
            severity=Severity.HINT
            if dated or explained or is_satisfaction or row.table.is_running_cost
            else None,
            mends=named_by_project(row) if re.fullmatch(row.parameters.filler_words, row.name) else (),
        )


def _says_nothing(row: Row, text: str) -> bool:
    filler = re.fullmatch(row.parameters.filler_words, text)
    return bool(filler) or text in family_labels() or bool(_VALUE_AS_NAME.fullmatch(text))


@row_rule(
    "D11",
    Severity.WARNING,
    "比率的值是个数或金额",
    Topic.MISPLACED,
    needs=(ROWS,),
    reason="名称说比例，值却是人数、个数或金额，两者只能有一个是对的。",
    source="名称结尾（词表 rate_endings）与单位种类对照；满意度见B11。",
    example="“参训比例 ≥50人”。",
    remedy="改成百分数，或把名称改为人数、个数。",
)
def share_is_no_count(row: Row) -> Iterator[Remark]:
    """What is called a share is not valued in people, things or money."""
    if not row.is_rate or not row.has_number or row.family is Family.SATISFACTION:
        return
    if row.counts or row.is_money:
        yield Remark(row.at("value"), row.shown, f"比率的值以“{row.unit}”计。", expected="百分数")


@row_rule(
    "D9",
    Severity.WARNING,
    "一级指标不是表样规定的",
    Topic.MISPLACED,
    needs=(ROWS, LEVELS),
    reason="各项目、各部门按一级指标汇总和比较，自拟的名称归不进任何一类。",
    source="财预〔2021〕101号的指标体系；各省表样的一级指标（词表）。",
    example="一级指标填“成效指标”，或空白。",
    remedy="改用表样规定的一级指标。",
)
def level1_is_of_the_form(row: Row) -> Iterator[Remark]:
    """The first level is one that a form prints."""
    label = row.indicator.level1
    if is_printed_level1(label) or normalise_label(label) in row.parameters.other_level1:
        return
    content = row.case.content
    vocabulary = vocabularies().get((content.province, content.edition))
    named = "、".join(category.label for category in vocabulary.categories) if vocabulary else ""
    message = f"一级指标“{label.strip()}”不是表样规定的。" if label.strip() else "一级指标未填。"
    yield Remark(row.at("level1"), row.shown, message, expected=named)


@statement_rule(
    "D10",
    Severity.WARNING,
    "同名指标放在不同的类别下",
    Topic.MISPLACED,
    needs=(ROWS,),
    reason="同一个指标不能既是数量又是质量，既是产出又是效益。",
    source="全文同名指标的二级指标对照；维持运转的经费不比较。",
    example="一个项目把“巡展场次”放在数量指标，另一个放在社会效益指标。",
    remedy="按指标的性质统一放在一类。",
)
def indicator_belongs_to_one_family(case: Case) -> Iterator[Remark]:
    """An indicator of one name stands in one family throughout a text."""
    first: dict[str, Row] = {}
    for row in case.rows:
        if not row.name or row.family in (Family.OTHER, Family.OUTPUT, Family.OUTCOME):
            continue
        if row.table.is_running_cost or _says_nothing(row, row.name):
            continue
        earlier = first.setdefault(row.name, row)
        if earlier.family is not row.family and (earlier.table.project is None) is (
            row.table.project is None
        ):
            yield Remark(
                row.at("name"),
                f"{row.name}：此处为{row.family.value}指标，另一处为{earlier.family.value}指标",
                "同名指标放在不同的类别下。",
                expected="同一个类别",
            )
