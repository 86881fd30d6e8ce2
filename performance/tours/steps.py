"""What each tour shows, as data: pages, the panel and the tests read it here.

``element`` is the id of the part of the page that a step speaks of; a test opens every page and looks for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from departments.permissions.roles import Role
from performance.models import Tour


class Page(Enum):
    """A page that steps speak of: its name, its route, and what it is a page of."""

    HOME = "首页", "home", ""
    TASKS = "填报任务", "entry", "text"
    PROJECT = "项目的填报表单", "entry_project", "project"
    CHECK = "报送前检查", "entry_check", "text"
    TEXT = "文本页面", "statement", "text"
    ALL_PROJECTS = "全部项目", "all_projects", "text"
    QUEUE = "待我审核", "review_queue", ""
    DESK = "审核台", "review_desk", "waiting"

    def __init__(self, label: str, route: str, of: str) -> None:
        self.label = label
        self.route = route
        self.of = of


@dataclass(frozen=True)
class TourStep:
    key: str
    title: str
    words: str
    page: Page
    element: str


ROLES: Mapping[Tour, frozenset[Role]] = {
    Tour.FILLER: frozenset((Role.FILLER,)),
    Tour.DEPARTMENT_REVIEWER: frozenset((Role.DEPARTMENT_REVIEWER,)),
    Tour.FINANCE_REVIEWER: frozenset((Role.FINANCE_SECTION_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER)),
}

STEPS: Mapping[Tour, Sequence[TourStep]] = {
    Tour.FILLER: (
        TourStep(
            "texts",
            "从首页开始",
            "每份绩效文本写明状态、报送截止还有几天、错误和警告几处、几条批注待答复。点“填报”进入任务清单。",
            Page.HOME,
            "texts",
        ),
        TourStep(
            "tasks",
            "本单位的项目",
            "一个项目一行：填了没有、几处问题、几条批注待答复、金额多少。点名称打开填报表单；新项目在下面新增。",
            Page.TASKS,
            "unit-tasks",
        ),
        TourStep(
            "guide",
            "各栏怎样填",
            "展开这里，逐栏有填法和例子。离开一栏就自动保存，问题写在那一栏旁边，不妨碍继续填写。",
            Page.PROJECT,
            "guide",
        ),
        TourStep(
            "indicators",
            "绩效指标表",
            "像电子表格一样填，可以整块粘贴。格角有三角的有问题，选定它就看到改法；没有把握的，从指标库里选。",
            Page.PROJECT,
            "indicator-table",
        ),
        TourStep(
            "check",
            "报送前检查",
            "按类列出报送之前要办的：错误须改正，警告改正或说明理由，提示仅供参考。点位置就到要改的那一栏。",
            Page.CHECK,
            "to-do",
        ),
        TourStep(
            "submit",
            "报送和退回",
            "检查之后在这里报送，看到办到了哪一步。被退回的，理由写在这里，批注写在填报表单的那一栏旁边。",
            Page.TEXT,
            "standing",
        ),
    ),
    Tour.DEPARTMENT_REVIEWER: (
        TourStep(
            "texts",
            "从首页开始",
            "本部门的文本和各单位办到哪一步、报送截止还有几天都在这里。还没有文本的，从这里新建或导入。",
            Page.HOME,
            "texts",
        ),
        TourStep(
            "department",
            "部门部分",
            "部门整体的目标和资金由部门填报；下面按单位列出项目，写明几处问题，合计与部门总额相差多少。",
            Page.TASKS,
            "department-part",
        ),
        TourStep(
            "projects",
            "全部项目一张表",
            "筛选、排序，勾选几个项目一起改：查找和替换、统一填写一栏、移动。先列出改前改后，确认了才改，可以撤销。",
            Page.ALL_PROJECTS,
            "projects-filter",
        ),
        TourStep(
            "comments",
            "批注",
            "要单位改的，在正式表样上点那一格写批注；单位在填报表单的那一栏旁边看到，当场答复。",
            Page.TEXT,
            "comments",
        ),
        TourStep(
            "units",
            "各单位的报送",
            "逐个单位通过，或写明理由退回给那个单位，其他单位不受影响；全部通过后由部门报送财政。",
            Page.TEXT,
            "standing",
        ),
        TourStep(
            "check",
            "报送前检查",
            "报送财政之前先看这里：错误须改正，警告改正或说明理由。同一类的几处可以一次说明。",
            Page.CHECK,
            "to-do",
        ),
    ),
    Tour.FINANCE_REVIEWER: (
        TourStep(
            "queue",
            "从首页开始",
            "等您审核的文本按等待的时间排列，写明环节、项目数、金额和报送截止；当年各环节各有几份也在这里。",
            Page.HOME,
            "queue",
        ),
        TourStep(
            "filter",
            "待我审核",
            "按环节、等待时间、认领筛选。几个人审同一批的，先“认领”，别人就知道这一份有人在看。",
            Page.QUEUE,
            "queue-filter",
        ),
        TourStep(
            "ways",
            "期限、批量和批复文",
            "谁还没有报送、催办和延期在“期限和催办”；几份一起通过、导出在批量办理；批复以后在这里拟批复文。",
            Page.QUEUE,
            "queue-ways",
        ),
        TourStep(
            "findings",
            "审核台：问题",
            "问题按项目排列，已说明的另列。按 j、k 到下一处、上一处，右边的正式表样跟着跳到那一格。",
            Page.DESK,
            "desk-findings",
        ),
        TourStep(
            "printed",
            "审核台：正式表样",
            "点任意一格，在它旁边写批注；可以先存为草稿，退回时一并发出。内部意见只有同一方的审核人看得到。",
            Page.DESK,
            "printed",
        ),
        TourStep(
            "decide",
            "审核台：办理",
            "看完以后当场通过，或写明理由退回给部门或一个单位。办完一份，自动到队列里的下一份。",
            Page.DESK,
            "standing",
        ),
    ),
}
