"""Where a content belongs: the department and year it names itself, and the unit of each of its projects."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from departments.models import BudgetUnit, Department
from performance.content.model import ProjectContent, StatementContent
from performance.content.office_forms import id_of_edition, office_of
from performance.documents.recognition import UnknownLayout, layout_of
from performance.statements.storability import Objection

PlacedProjects = Iterable[tuple[ProjectContent, int | None]]


def misplaced(content: StatementContent, department: Department, year: int) -> Iterator[str]:
    """Contradictions between what the text names and where it is to be kept."""
    if content.year not in (None, year):
        yield Objection(f"文本：写明的预算年度是{content.year}年，与所选的{year}年不一致。", ".year")
    if content.department_code not in ("", department.code):
        sentence = f"文本：写明的部门编码是“{content.department_code}”，与所选的部门“{department}”不一致。"
        yield Objection(sentence, ".department_code")
    yield from _of_other_offices(content, department)
    try:
        layout_of(content.province, content.edition)
    except UnknownLayout as error:
        yield Objection(f"文本：{error}", ".edition")


def _of_other_offices(content: StatementContent, department: Department) -> Iterator[Objection]:
    """Forms that another office keeps for itself: nobody elsewhere writes in them."""
    named = {".edition": id_of_edition(content.edition), ".form": content.form}
    named |= {f".projects[{at}].form": project.form for at, project in enumerate(content.projects)}
    for path, form_id in named.items():
        if office_of(form_id) not in (None, department.office_id):
            sentence = (
                "文本：用的表样是别的财政局自己的，本局不能使用；请该局导出表样文件，由本局取入、发布后再用。"
            )
            yield Objection(sentence, path)


def units_of(
    projects: Sequence[ProjectContent],
    department: Department,
    placed: PlacedProjects = (),
    *,
    units: Sequence[BudgetUnit] | None = None,
    seen: Collection[BudgetUnit] | None = None,
    beyond_sight: bool = True,
) -> tuple[list[BudgetUnit], list[str]]:
    """The unit of each project, and a sentence for each project that names none of the department's units.

    An old text goes on naming a unit as it was called then: what is ``kept``, projects with the key of their unit,
    says whose such words are. Else a printed code decides, else a printed name. A project that names no unit, or
    the department itself as forms without units do, is the first unit's. Where only some units are ``seen``, no
    sentence names the others; unless ``beyond_sight`` they are as good as none. ``units`` are those of the
    department in their order, from whoever has read them.
    """
    units = list(department.units.order_by("position", "code")) if units is None else units
    offered = units if seen is None else [unit for unit in units if unit in seen]
    if projects and not units:
        return [], [f"部门“{department}”还没有预算单位，请先登记单位。"]
    known = "、".join(f"“{unit}”" for unit in offered)
    words = _Words(placed)
    keys: dict[int | None, BudgetUnit] = {unit.pk: unit for unit in units}
    allowed = set(units if beyond_sight else offered)
    found: list[BudgetUnit] = []
    problems: list[str] = []
    for number, project in enumerate(projects, 1):
        unit = keys.get(words.unit_of(project)) or _unit_named(project, department, units)
        if unit not in allowed:
            named = f"{project.unit_code} {project.unit_name}".strip()
            sentence = f"第{number}个项目“{project.name}”：不认识预算单位“{named}”，应为{known}之一。"
            problems.append(Objection(sentence, f".projects[{number - 1}].unit_code"))
        else:
            found.append(unit)
    return (found, problems) if problems else (found, list(_repeated(projects, found)))


class _Words:
    """Whose the words are with which kept projects print their unit; nobody's where they are several units'."""

    def __init__(self, placed: PlacedProjects) -> None:
        self.units: dict[tuple[str, ...], set[int | None]] = defaultdict(set)
        for project, unit in placed:
            for words in _from_the_closest(project):
                self.units[words].add(unit)

    def unit_of(self, project: ProjectContent) -> int | None:
        for words in _from_the_closest(project):
            if len(found := self.units.get(words, ())) == 1:
                return next(iter(found))
        return None


def _from_the_closest(project: ProjectContent) -> tuple[tuple[str, ...], ...]:
    printed = (project.unit_code, project.unit_name)
    return (*printed, project.code, project.name), printed


def _unit_named(
    project: ProjectContent, department: Department, units: Sequence[BudgetUnit]
) -> BudgetUnit | None:
    if project.unit_code:
        return next((unit for unit in units if unit.code == project.unit_code), None)
    if named := next((unit for unit in units if unit.name == project.unit_name), None):
        return named
    return units[0] if project.unit_name in ("", department.name) else None


def _repeated(projects: Sequence[ProjectContent], units: Sequence[BudgetUnit]) -> Iterator[str]:
    coded = [(unit, project.code) for unit, project in zip(units, projects, strict=True) if project.code]
    for (unit, code), times in Counter(coded).items():
        if times > 1:
            yield f"项目编码“{code}”在单位“{unit}”中出现{times}次，同一单位、同一年度内项目编码不能重复。"
