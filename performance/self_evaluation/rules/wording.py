"""What is said in words: missing, copied, empty, too long, or of something else than what was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from performance.content.self_evaluation import RESULT_FIELDS, TEXTS
from performance.review.findings import Severity
from performance.review.similarity import core, likeness, pairs
from performance.self_evaluation.card import Card, result_field
from performance.self_evaluation.rules.money import needs_reason
from performance.self_evaluation.rules.registry import CardRemark, results_of, rule

COPIED = 0.9  # of the pairs of characters
ENOUGH_TO_COPY = 10  # characters
NAMED = 0.5  # of the pairs of a name that a text must share to speak of it
SHORTEST = 4  # characters of a reason
MANY = 3  # names beyond these are only counted
STOCK = re.compile(
    r"(由于|因为|因|受|主要是)?(各种|多种|多方面|客观|主观|主客观|特殊|其他|历史|政策|工作|人为|不可抗力)*(原因|因素|影响)+(影响|所致|造成|导致)*"
    r"|(思想|领导|工作|管理|重视|认识|宣传|监管|组织|协调|力度|措施|制度|人员|经验|能力|预算编制|执行|落实|项目管理|不)*"
    r"(重视程度)?(还|仍)?(不到位|不够|不足|不高|不强|不力|欠缺|薄弱|不完善|不健全|不精准|不够精准|有待提高|有待加强|不够重视)"
    r"|(今后|下一步|以后|下年|下年度|明年|将|我单位将)?(将)?(进一步|继续|不断|切实|持续|更加)*"
    r"((加强|强化|提高|提升|完善|加大|重视|增强|改进|优化|落实|抓好|做好|推进|努力)"
    r"(项目|预算|绩效|资金|内部|日常|工作)*(管理|监管|监督|学习|认识|意识|工作|力度|制度|统筹|协调|宣传|培训|水平|能力|效率|落实|重视|完成|执行|编制|改进)*)+"
    r"|无|没有|暂无|无偏差|正常|见附件|详见附件|同上|详见报告|见报告|已整改|已改正|正在整改|尚未完成|未完成|没有完成|按计划(完成|推进|执行)|按要求(完成|执行)"
    r"|受?(新冠)?疫情(的)?影响|时间紧任务重|时间紧|任务重|工作量大|继续努力|争取完成|尽快完成|抓紧完成|及时改正|其他|不详|原因不明|不适用|略"
)


def _is_stock(text: str) -> bool:
    bare = core(text)
    return 0 < len(bare) < SHORTEST or STOCK.fullmatch(bare) is not None


@rule(
    "SE13",
    Severity.WARNING,
    "原因或措施是套话",
    reason="“管理不到位”“进一步加强管理”套在哪个项目上都一样，看不出为什么、怎么改",
    source="四川 2025 年自评复核；郫都复核表“问题分析”“建议可行”两项",
    remedy="请写明这个指标为什么没有做到、谁在什么时候怎样改。",
)
def stock_phrases(card: Card) -> Iterator[CardRemark]:
    texts = [
        (result_field(result.place, name), getattr(result.row, name), f"“{result.row.name}”的{label}")
        for result in results_of(card)
        if result.lost or result.scored.asks
        for name, label in RESULT_FIELDS.items()
        if name in ("reason", "measure", "score_reason")
    ]
    if needs_reason(card):
        texts.append(("funds_reason", card.content.funds_reason, TEXTS["funds_reason"]))
    if any(result.lost for result in results_of(card)):
        texts.append(("measures", card.content.measures, TEXTS["measures"]))
    for field, text, label in texts:
        if _is_stock(text):
            yield CardRemark(field, f"{label}是套话：“{text.strip()}”", text.strip())


@rule(
    "SE14",
    Severity.WARNING,
    "失分的指标没有写进存在问题",
    reason="失分、问题、措施须一一对应，问题与失分无关的等于没有分析",
    source="四川 2025 年自评复核；中国财政 2025",
    remedy="请在存在问题中写明失分的指标。",
)
def lost_without_problem(card: Card) -> Iterator[CardRemark]:
    lost = [result.row.name for result in results_of(card) if result.lost]
    unnamed = [name for name in lost if not _speaks_of(card.content.problems, name)]
    if unnamed:
        shown = "、".join(unnamed[:MANY]) + (f"等{len(unnamed)}项" if len(unnamed) > MANY else "")
        yield CardRemark("problems", f"失分的指标没有写进存在问题：{shown}", "、".join(unnamed))


def _speaks_of(text: str, name: str) -> bool:
    if not text.strip():
        return False
    wanted = pairs(name)
    return core(name) in core(text) or len(wanted & pairs(text)) >= NAMED * len(wanted)


@rule(
    "SE18",
    Severity.WARNING,
    "目标完成情况照抄目标",
    reason="完成情况写做到了什么，不是重写一遍要做什么",
    source="财预〔2020〕10号",
    remedy="请写实际做了什么、结果如何。",
)
def copied_goal(card: Card) -> Iterator[CardRemark]:
    goal, result = card.promised.goal, card.content.goal_result
    if len(core(goal)) >= ENOUGH_TO_COPY and likeness(goal, result) >= COPIED:
        yield CardRemark("goal_result", "年度总体目标完成情况与目标几乎一样", result.strip())


@rule(
    "SE19",
    Severity.HINT,
    "文字超过本地规定的字数",
    reason="一些地方的系统限定字数，超过的会被截断",
    source="四川 2025 年自评表：100 字、200 字",
    remedy="请压缩到规定的字数。",
)
def too_long(card: Card) -> Iterator[CardRemark]:
    for name, limit in card.scheme.texts.items():
        if (length := len(getattr(card.content, name).strip())) > limit:
            yield CardRemark(name, f"{TEXTS[name]}有{length}字，本地规定最多{limit}字", str(length))


@rule(
    "SE25",
    Severity.ERROR,
    "没有填写完成情况或结论",
    reason="自评须说明总体目标完成得怎样、结论是什么",
    source="财预〔2020〕10号",
    remedy="",
)
def missing_texts(card: Card) -> Iterator[CardRemark]:
    for name in ("goal_result", "conclusion"):
        if not getattr(card.content, name).strip():
            yield CardRemark(name, f"请填写{TEXTS[name]}")
