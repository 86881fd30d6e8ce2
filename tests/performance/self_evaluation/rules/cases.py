"""Made cards: a sound one with one thing changed, and what a careful reader would say of it.

``due`` is what a reader finds. ``missed`` is what of it the rules do not see, ``false`` what they say and a reader would not:
known limits, counted against the rules.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from performance.models import ExecutionAmount, PerformanceStatement, SelfEvaluation
from performance.scoring.scheme_files import shipped_schemes
from performance.self_evaluation.card import Card, blank_content
from performance.self_evaluation.forms.declaration import NATIONAL as NATIONAL_FORM
from performance.self_evaluation.forms.declaration import shipped_forms
from performance.statements.promised import Promised
from tests.factories import a_project_content
from tests.performance.self_evaluation.cards import done

Change = Callable[[Card], Card]
NATIONAL = "national-2020"


def a_card(scheme=NATIONAL):
    """A sound card that nobody has stored."""
    statement = PerformanceStatement(pk=1, fiscal_year=2025, approved_revision_id=1)
    evaluation = SelfEvaluation(statement=statement, revision_id=1, scheme=scheme)
    promised = Promised(a_project_content(), {})
    card = Card(
        evaluation,
        promised,
        blank_content(promised, shipped_schemes()[scheme], shipped_forms()[NATIONAL_FORM]),
    )
    return replace(card, content=done(card))


def text(**texts) -> Change:
    return lambda card: replace(card, content=replace(card.content, **texts))


def row(place, **fields) -> Change:
    def changed(card):
        rows = list(card.content.results)
        rows[place] = replace(rows[place], **fields)
        return replace(card, content=replace(card.content, results=tuple(rows)))

    return changed


def money(**columns) -> Change:
    """Of the total and of the one source that pays all of it."""

    def changed(card):
        funds = list(card.content.funds)
        funds[:2] = [replace(fund, **columns) for fund in funds[:2]]
        return replace(card, content=replace(card.content, funds=tuple(funds)))

    return changed


def total(**columns) -> Change:
    def changed(card):
        funds = (replace(card.content.funds[0], **columns), *card.content.funds[1:])
        return replace(card, content=replace(card.content, funds=funds))

    return changed


def paid(adjusted, spent) -> Change:
    """What the payment system says."""
    figure = ExecutionAmount(adjusted=Decimal(adjusted), spent=Decimal(spent))
    return lambda card: replace(card, executed=figure)


def promise(place, **fields) -> Change:
    def changed(card):
        indicators = list(card.promised.content.indicators)
        indicators[place] = replace(indicators[place], **fields)
        content = replace(card.promised.content, indicators=tuple(indicators))
        return replace(card, promised=replace(card.promised, content=content))

    return changed


def weights(*points) -> Change:
    def changed(card):
        for place, each in enumerate(points):
            card = promise(place, weight=Decimal(each))(card)
        return card

    return changed


def reweighted(card):
    return replace(card, promised=replace(card.promised, earlier_weights={0: Decimal(20)}))


def behind(card):
    card.row.statement.approved_revision_id = 2
    return card


def only(*places) -> Change:
    def changed(card):
        indicators = tuple(card.promised.content.indicators[place] for place in places)
        content = replace(card.promised.content, indicators=indicators)
        results = tuple(card.content.results[place] for place in places)
        return replace(
            card,
            promised=replace(card.promised, content=content),
            content=replace(card.content, results=results),
        )

    return changed


FULL = (row(2, value="15万人次", reason="", measure=""), text(problems=""))
SOURCES = tuple(row(place, source="签到表和照片") for place in range(3))


@dataclass(frozen=True)
class Made:
    name: str
    changes: tuple[Change, ...] = ()
    due: frozenset[str] = field(default_factory=frozenset)
    missed: frozenset[str] = field(default_factory=frozenset)
    false: frozenset[str] = field(default_factory=frozenset)
    scheme: str = NATIONAL

    def card(self):
        card = a_card(self.scheme)
        for change in self.changes:
            card = change(card)
        return card


def case(name, *changes, due="", missed="", false="", scheme=NATIONAL):
    sets = (frozenset(f"SE{number}" for number in codes.split()) for codes in (due, missed, false))
    return Made(name, changes, *sets, scheme=scheme)


MONEY = (
    case("nothing is wrong"),
    case("execution within the tolerance", text(execution_entered="9.9")),
    case("execution scored by feeling", text(execution_entered="9"), due="1"),
    case("execution above its points", text(execution_entered="11"), due="1 21"),
    case("little spent", money(spent="10"), due="2"),
    case("little spent, said why", money(spent="10"), text(funds_reason="公开招标节约资金2.5万元")),
    case("more money in the year", money(adjusted="15", spent="15"), due="3"),
    case(
        "more money in the year, said why",
        money(adjusted="15", spent="15"),
        text(funds_reason="6月追加2.5万元，用于增办社区场"),
    ),
    case("more money and little spent", money(adjusted="15", spent="12"), due="2 3"),
    case("all money withdrawn", money(adjusted="0", spent="0"), due="3 17"),
    case(
        "all money withdrawn, said why",
        money(adjusted="0", spent="0"),
        text(funds_reason="9月收回全部预算，活动并入文化节"),
        due="17",
    ),
    case("another opening budget", money(opening="13", adjusted="13", spent="13"), due="20"),
    case("other money than was paid", paid("12.5", "12.4"), due="20"),
    case("the money that was paid", paid("12.5", "12.5")),
    case("money in words", total(spent="十二万五"), due="23"),
    case("sources that are not the total", total(spent="12.4"), due="24"),
    case("more spent than there was", money(spent="13"), due="26"),
    case("nothing spent is not written", total(spent=""), due="21"),
    case("no adjusted budget", total(adjusted=""), due="21"),
    case("a stock reason for little spending", money(spent="10"), text(funds_reason="客观原因"), due="13"),
    case("nothing to say about money", text(funds_reason="无")),
)
PROMISES = (
    case("points changed by an adjustment", reweighted, due="7"),
    case("another approval since", behind, due="8"),
    case("points that are not a hundred", weights(10, 10, 20, 10), due="9"),
    case("points that are a hundred", weights(25, 25, 30, 10)),
)
RESULTS = (
    case("no value", row(1, value=""), due="21"),
    case("points without a value", row(1, value="", entered="25"), due="10"),
    case("more points than there are", row(0, entered="99"), due="4"),
    case("points below nothing", row(0, entered="-1"), due="23"),
    case("other points, not said why", row(2, entered="23"), due="4"),
    case("other points, said why", row(2, entered="23", score_reason="第三季度两场只按半场计")),
    case("points in words", row(0, entered="满分"), due="23"),
    case("missed without a reason", row(2, reason=""), due="5"),
    case("missed without a measure", row(2, measure=""), due="5"),
    case("missed without anything", row(2, reason="", measure=""), due="5"),
    case("missed by far without a reason", row(2, value="9万人次", reason=""), due="6"),
    case("missed by far, said why", row(2, value="9万人次")),
    case("half as much again", row(0, value="13次"), due="6"),
    case("half as much again, said why", row(0, value="13次", reason="四个社区自筹经费加办4场")),
    case("a quarter more", row(0, value="10次")),
    case("a dearer activity", row(1, value="13万元"), due="5 14"),
    case("cheaper in another unit of money", row(1, value="123000元")),
    case("a number of something else", row(0, value="9小时"), due="15"),
    case("people for a share", row(3, value="96人"), due="15"),
    case("a value with a sign", row(3, value="≥96%"), due="21"),
    case("a copied share", row(3, value="≥95%"), due="12 21"),
    case("a share without its sign", row(3, value="0.96"), due="21"),
    case(
        "a copied phrase",
        promise(2, value="居民科学素质明显提升"),
        row(2, value="居民科学素质明显提升", entered="30", reason="", measure=""),
        text(problems=""),
        *SOURCES,
        due="12",
    ),
    case(
        "a grade word that is the target",
        promise(2, value="达标"),
        row(2, value="达标", entered="30", reason="", measure=""),
        text(problems=""),
        *SOURCES,
    ),
    case(
        "a phrase in other words that says nothing more",
        promise(2, value="居民科学素质明显提升"),
        row(2, value="居民的科学素质有明显提升", entered="30", reason="", measure=""),
        text(problems=""),
        *SOURCES,
        due="12",
        missed="12",
    ),
    case(
        "a copied day",
        promise(0, value="2025年12月31日前"),
        row(0, value="2025年12月31日前"),
        due="12",
    ),
    case("another day", promise(0, value="2025年12月31日前"), row(0, value="2025年11月20日")),
    case("full points everywhere", *FULL, due="11"),
    case("full points everywhere, each proved", *FULL, *SOURCES),
    case("full points of two", *FULL, only(0, 3)),
    case("full points everywhere, one without proof", *FULL, *SOURCES[:2], due="11"),
    case("satisfaction from nowhere", row(3, source=""), due="16"),
    case("satisfaction without a number", row(3, source="现场发放问卷"), due="16"),
    case("satisfaction by telephone", row(3, source="电话回访80人")),
    case("satisfaction told in the reason", row(3, source="", reason="线上问卷收回300份")),
    case("satisfaction with a number in characters", row(3, source="问卷一百二十份"), false="16"),
    case("satisfaction whose survey goes without saying", row(3, source="发放120份"), false="16"),
    case("satisfaction by the number of days", row(3, source="问卷调查历时3个月"), due="16"),
    case("full points and a shortfall", row(0, reason="天气原因少办一场"), due="22"),
    case("full points and a delay made up for", row(0, reason="上半年滞后，下半年赶上"), false="22"),
    case("full points and a good reason", row(0, reason="群众报名踊跃，全部场次坐满")),
    case("full points and no accident", row(0, reason="全年未发生安全事故")),
    case("what does not apply", row(3, value="", source="", applicable=False)),
    case("a part that a person judges", scheme="henan-2024", due="21"),
)
WORDING = (
    case("a stock reason", row(2, reason="管理不到位"), due="13"),
    case("reasons as such", row(2, reason="由于各种主客观原因影响"), due="13"),
    case("the epidemic", row(2, reason="受新冠疫情影响"), due="13"),
    case("too little weight", row(2, reason="领导重视程度不够。"), due="13"),
    case("a word", row(2, reason="天气"), due="13"),
    case("a stock measure", row(2, measure="进一步加强管理"), due="13"),
    case("a long stock measure", row(2, measure="下一步将继续加强预算绩效管理工作"), due="13"),
    case("a slogan", row(2, measure="压实责任，狠抓落实"), due="13", missed="13"),
    case("many words for nothing", row(2, reason="受多重不利因素叠加影响"), due="13", missed="13"),
    case("a measure that begins like a stock one", row(2, measure="加强与气象台的联系，雨季改到室内")),
    case("nothing to say of what was reached", row(0, reason="无")),
    case("a stock measure for all", text(measures="加强管理，提高认识"), due="13"),
    case("no problem for what was lost", text(problems=""), due="14"),
    case("another problem", text(problems="宣传册印得晚。"), due="14"),
    case("the problem in other words", text(problems="参加活动的人次没有达到预期。")),
    case("the problem in wholly other words", text(problems="来的群众比预想的少。"), false="14"),
    case("the goal again", text(goal_result="让更多居民参加科普活动。"), due="18"),
    case("the goal as if done", text(goal_result="已让更多居民参加科普活动"), due="18"),
    case("long in Sichuan", text(goal_result="办了一场又一场。" * 13), scheme="sichuan-2025", due="19"),
    case("long elsewhere", text(goal_result="办了一场又一场。" * 13)),
    case("no conclusion", text(conclusion=" "), due="25"),
    case("nothing about the goal", text(goal_result=""), due="25"),
)
CASES = (*MONEY, *PROMISES, *RESULTS, *WORDING)
