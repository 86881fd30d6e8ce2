"""The figures of a year: grades by department, the largest losses, the reasons given, and what was promised too low."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.db.models import Count, F, Sum
from django.urls import reverse

from performance.models import FindingFigures, PerformanceStatement, ScoredLine, SelfEvaluation
from performance.overview.figure import Figure, FigureColumn, Kind, Linked
from performance.scoring.arithmetic import plain
from performance.scoring.scheme_files import grade_names
from performance.self_evaluation.figures.narrowing import UNGRADED, address_of, handed_in_lines
from performance.self_evaluation.figures.reasons import ALL_KINDS, kinds_of
from performance.self_evaluation.figures.rows import POINTS, lost_of
from performance.statements.figures.renewing import not_counted
from performance.steps.locks import CARD_OPEN

MOST = 20  # rows that a figure shows
OF_RESULTS = ("E9", "E10", "C18")  # the rules that hold a text against results
RUNNING = 3  # years


def figures_of_year(user, year: int) -> list[Figure]:
    """In seven queries, however many cards there are."""
    lost = list(
        handed_in_lines(user)
        .filter(evaluation__statement__fiscal_year=year, awarded__lt=F("points"))
        .order_by("evaluation", "position")
    )
    return [
        _grades(user, year, "grade", "各部门的自评等级"),
        _grades(user, year, "final_grade", "各部门的复核等级"),
        _losses(lost, year),
        _reasons(lost, year),
        _too_low(user, year),
        _in_later_texts(user, year),
    ]


def without_lines(user, year: int) -> int:
    """How many cards were handed in before their lines were kept."""
    cards = SelfEvaluation.objects.visible_to(user).filter(statement__fiscal_year=year, lines__isnull=True)
    return cards.exclude(state__in=CARD_OPEN).count()


def _grades(user, year: int, column: str, title: str) -> Figure:
    cards = SelfEvaluation.objects.visible_to(user).filter(statement__fiscal_year=year)
    place = ("statement__department__code", "statement__department__name", "statement__department")
    counted = cards.order_by().values_list(*place, column).annotate(Count("pk"))
    numbers: dict[tuple[str, str, int], Counter[str]] = defaultdict(Counter)
    for code, name, department, grade, number in counted:
        numbers[code, name, department][grade] = number

    def linked(department: int, number: int, grade: str = ""):
        filters = {"year": year, "department": department, column: grade}
        return Linked(number, address_of("evaluation_list", **filters)) if number else 0

    rows = [
        (
            Linked(name, address_of("evaluation_list", year=year, department=department)),
            linked(department, own.total()),
            *(linked(department, own[grade], grade) for grade in grade_names()),
            linked(department, own[""], UNGRADED),
        )
        for (_, name, department), own in sorted(numbers.items())
    ]
    heads = ("自评表", *grade_names(), "没有等级")
    columns = (FigureColumn("部门", width=28), *(FigureColumn(head, Kind.COUNT, 10, True) for head in heads))
    return Figure(column.replace("_", "-"), title, columns, rows)


def _losses(lost: Sequence[ScoredLine], year: int) -> Figure:
    """By the name of the indicator, of whatever project it is."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    numbers: Counter[str] = Counter()
    for line in lost:
        sums[line.name] += lost_of(line)
        numbers[line.name] += 1
    largest = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    rows = []
    for name, points in largest:
        href = address_of("evaluation_lines", year=year, name=name, lost=True)
        rows.append((Linked(name, href), Linked(numbers[name], href), Linked(points, href)))
    columns = (
        FigureColumn("评分内容", width=40),
        FigureColumn("失分的项数", Kind.COUNT),
        FigureColumn("失分合计", POINTS),
    )
    note = f"已报送的自评表按自评得分计算，列失分最多的 {MOST} 项；名称相同的合在一起。"
    more = address_of("evaluation_lines", year=year, lost=True)
    return Figure("losses", "失分最多的", columns, rows, note, more=more)


def _reasons(lost: Sequence[ScoredLine], year: int) -> Figure:
    numbers = Counter(kind for line in lost for kind in kinds_of(line.reason))
    rows = []
    for kind in sorted((kind for kind in ALL_KINDS if numbers[kind]), key=lambda kind: -numbers[kind]):
        href = address_of("evaluation_lines", year=year, reason=kind, lost=True)
        rows.append((Linked(kind, href), Linked(numbers[kind], href)))
    columns = (FigureColumn("原因", width=28), FigureColumn("失分的项数", Kind.COUNT))
    note = "按原因中的词语归类，一条原因可以归入几类；归不进的列在“其他原因”。"
    return Figure("reasons", "失分的原因", columns, rows, note)


Key = tuple[
    int | None, int | None, str, str, str, str
]  # the unit or the department, the project, and the indicator


def _too_low(user, year: int) -> Figure:
    """What was exceeded by three tenths in each of the last three years: the target asks for too little."""
    years = range(year - RUNNING + 1, year + 1)
    lines = handed_in_lines(user).filter(exceeded=True, evaluation__statement__fiscal_year__in=years)
    around = ("evaluation__statement__department", "evaluation__unit")
    found: dict[Key, dict[int, list[ScoredLine]]] = defaultdict(lambda: defaultdict(list))
    for line in lines.select_related(*around).order_by("evaluation", "position"):
        found[_key(line)][line.evaluation.statement.fiscal_year].append(line)
    rows = list(_running(found, years))
    columns = (
        *(FigureColumn("部门", width=24), FigureColumn("项目", width=32), FigureColumn("指标", width=28)),
        *(FigureColumn(f"{one}年完成率（%）", width=18) for one in years),
    )
    note = f"同一单位（部门整体的为同一部门）、同一编码（没有编码的按名称）的项目，同一指标连续{RUNNING}年超过指标值三成以上：指标值可能定得过低（E9）。"
    more = address_of("evaluation_lines", year=year, exceeded=True)
    return Figure("too-low", f"连续{RUNNING}年超过三成的指标", columns, rows, note, more=more)


def _key(line: ScoredLine) -> Key:
    card = line.evaluation
    department = None if card.unit_id else card.statement.department_id
    return card.unit_id, department, card.code or card.label, line.level1, line.level2, line.name


def _running(found: dict[Key, dict[int, list[ScoredLine]]], years: range) -> Iterator[tuple[object, ...]]:
    for by_year in found.values():
        if len(by_year) == len(years):
            last = by_year[years[-1]][0]
            yield (
                last.evaluation.statement.department.name,
                last.evaluation.label,
                last.name,
                *(_rate(by_year[one][0]) for one in years),
            )


def _rate(line: ScoredLine) -> Linked:
    rate = "—" if line.rate is None else plain(line.rate)
    return Linked(rate, reverse("evaluation", args=[line.evaluation_id]))


def _in_later_texts(user, year: int) -> Figure:
    """What the review finds in the texts for which the results of this year are known."""
    later = (year + 1, year + 2)
    figures = FindingFigures.objects.visible_to(user).filter(
        code__in=OF_RESULTS, statement__fiscal_year__in=later
    )
    place = (
        "statement__department__code",
        "statement__fiscal_year",
        "statement__department__name",
        "statement",
    )
    numbers: dict[tuple[str, int, str, int], Counter[str]] = defaultdict(Counter)
    counted = figures.order_by().values_list(*place, "code").annotate(Sum("findings"))
    for department, of_year, name, text, code, number in counted:
        numbers[department, of_year, name, text][code] = number
    rows = [
        (
            Linked(name, reverse("statement", args=[text])),
            of_year,
            *(
                Linked(found[code], reverse("statement", args=[text])) if found[code] else 0
                for code in OF_RESULTS
            ),
        )
        for (_, of_year, name, text), found in sorted(numbers.items())
    ]
    columns = (
        *(FigureColumn("部门", width=28), FigureColumn("文本年度", width=10)),
        *(FigureColumn(code, Kind.COUNT, 10, True) for code in OF_RESULTS),
    )
    note = "后两年文本的审核意见：年年超过三成而没有提高（E9）、低于往年实际（E10）、预算与结果应用的决定不一致（C18），已说明的也计在内；逐条写明所依据的自评表。"
    texts = PerformanceStatement.objects.visible_to(user).filter(fiscal_year__in=later)
    if waiting := not_counted(texts).count():
        note += f"另有{waiting}份文本刚有修改，或规则、往年结果有变化，尚未统计。"
    return Figure("later-texts", "往年结果在文本中的运用", columns, rows, note)
