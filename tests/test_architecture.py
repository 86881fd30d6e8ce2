"""Imports run one way, wherever in a file they hide; rooms are known; and a file is one idea of a readable size."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
APPLICATIONS = ("config", "departments", "indicators", "performance", "projects")

# The rooms, floor by floor, from the ground up: a room imports what stands on lower floors, and never its own floor.
# Rooms of the pure core import neither Django nor models; nobody but config and each other leans on the faces.
FLOORS = (
    (
        "departments.permissions",
        "departments.keys",
        "departments.file_names",
        "departments.uploads",
        "indicators",
    ),
    ("departments.querysets", "performance.content", "performance.http"),
    (
        "departments.places",
        "departments.timetables",
        "performance.differences",
        "performance.review",
        "performance.scoring",
    ),
    ("departments.trail", "performance.documents", "performance.alerts"),
    ("departments.accounts", "performance.entry"),
    ("departments.models",),
    ("departments.apps", "departments.lists", "departments.management", "departments.views"),
    ("departments.admin",),
    ("projects",),
    ("performance.models",),
    ("performance.deadlines", "performance.steps", "performance.jobs"),
    (
        "performance.changes",
        "performance.indicator_library",
        "performance.notifications",
        "performance.office_forms",
        "performance.rule_adjustments",
        "performance.webhooks",
    ),
    ("performance.statements", "performance.assessment"),
    ("performance.comments", "performance.findings", "performance.written"),
    (
        "performance.evidence",
        "performance.exporting",
        "performance.history",
        "performance.overview",
    ),
    (
        "performance.approval_letters",
        "performance.entry_forms",
        "performance.monitoring",
        "performance.self_evaluation",
        "performance.workflow",
    ),
    (
        "performance.all_projects",
        "performance.importing",
        "performance.language_model",
        "performance.setup",
        "performance.upkeep",
    ),
    ("performance.exchange",),
    (
        "performance.apps",
        "performance.home",
        "performance.statement_pages",
        "performance.templatetags",
        "performance.tours",
    ),
    ("performance.context_processors", "performance.views", "performance.api", "performance.management"),
    ("performance.urls", "performance.admin"),
    ("config",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
PURE_CORE = (
    "performance.alerts",
    "departments.uploads",
    "indicators.values",
    "indicators.vocabulary",
    "performance.content",
    "performance.differences",
    "performance.documents",
    "performance.entry",
    "performance.review",
    "performance.scoring",
)
FRAMEWORKS = ("django", "import_export", "rest_framework")
# What a person, a program or an administrator meets: its functions are not asked for types (docs/architecture.md).
FACES = {
    *(
        "departments.admin",
        "departments.apps",
        "departments.lists",
        "departments.management",
        "departments.views",
    ),
    *("performance.admin", "performance.api", "performance.apps", "performance.context_processors"),
    *(
        "performance.management",
        "performance.statement_pages",
        "performance.templatetags",
        "performance.urls",
    ),
    *("performance.views", "config"),
}
# What Django finds by its name, and the four files that stand alone because one file is all there is of them.
LOOSE = {
    "departments": {"__init__", "apps", "file_names", "keys", "models", "querysets"},
    "performance": {"__init__", "apps", "context_processors", "urls"},
}
LONGEST_FILE = 300


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")


def under(name: str, roof: str) -> bool:
    return name == roof or name.startswith(roof + ".")


def room_of(name: str) -> str | None:
    """The room that a dotted name stands in; None for what is not ours, or for an application as such."""
    parts = name.split(".")
    if parts[0] not in APPLICATIONS:
        return None
    return next((room for room in (parts[0], ".".join(parts[:2])) if room in FLOOR), None)


def statements_in(block: ast.AST) -> Iterator[ast.AST]:
    """All statements, however deep they stand; expressions hold none."""
    for node in ast.iter_child_nodes(block):
        if isinstance(node, (ast.stmt, ast.excepthandler, ast.match_case)):
            yield node
            yield from statements_in(node)


def imports_of(source: str, module: str) -> set[str]:
    """Every name that a module imports: at its top, in a function or under TYPE_CHECKING, dotted as far as told."""
    found = set()
    for node in statements_in(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*package, *filter(None, [node.module])])
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def forbidden(module: str, imported: str) -> bool:
    """Whether this import runs to the same floor or back up."""
    own, other = room_of(module), room_of(imported)
    if other is None or own == other:
        return False
    return own is None or FLOOR[other] >= FLOOR[own]


SOURCES = {
    module_name(path): path.read_text(encoding="utf-8")
    for application in APPLICATIONS
    for path in sorted((REPOSITORY / application).rglob("*.py"))
    if "migrations" not in path.parts
}


@cache
def imports_of_all() -> dict[str, set[str]]:
    return {module: imports_of(source, module) for module, source in SOURCES.items()}


def roofs(name: str) -> Iterator[str]:
    """The name itself and every package that it stands in."""
    while name:
        yield name
        name = name.rpartition(".")[0]


def reached_from(module: str) -> set[str]:
    """Everything that importing this module imports, straight or through other modules of ours."""
    known, reached, waiting = imports_of_all(), set(), {module}
    while waiting:
        imports = known[waiting.pop()]
        waiting |= {ours for name in imports - reached for ours in roofs(name) if ours in known}
        reached |= imports
    return reached


def test_imports_run_one_way():
    wrong = {
        module: sorted(name for name in names if forbidden(module, name))
        for module, names in imports_of_all().items()
    }
    assert {module: names for module, names in wrong.items() if names} == {}


def test_every_room_has_its_floor():
    rooms = {
        f"{application}.{path.stem}"
        for application in ("departments", "performance")
        for path in (REPOSITORY / application).iterdir()
        if (path.is_dir() and any(path.rglob("*.py"))) or path.suffix == ".py"
        if path.stem not in {"__init__", "migrations"}
    }
    assert rooms == {room for room in FLOOR if "." in room}


def test_the_types_of_every_room_are_checked():
    written = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    typed = {name.removesuffix(".*") for name in written["overrides"][0]["module"]}
    assert set(FLOOR) - FACES - set(PURE_CORE) == typed


@pytest.mark.parametrize("application", LOOSE)
def test_no_file_lies_loose(application):
    assert {path.stem for path in (REPOSITORY / application).glob("*.py")} == LOOSE[application]


def test_the_pure_core_reaches_no_framework():
    core = [module for module in SOURCES if any(under(module, room) for room in PURE_CORE)]
    reached = {
        module: sorted(name for name in reached_from(module) if name.partition(".")[0] in FRAMEWORKS)
        for module in core
    }
    assert core
    assert {module: names for module, names in reached.items() if names} == {}


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("departments.places.models", "import projects.models"),
        ("departments.models", "from indicators_of import models\nfrom projects import models"),
        ("departments.trail.writing", "from departments.models import Department"),
        ("projects.models", "def f():\n    from performance.models import PerformanceStatement"),
        ("performance.models", "from performance.statements import services"),
        ("performance.statements.services", "from performance.workflow.services import perform"),
        ("performance.statements.services", "from performance.views import statements"),
        ("performance.steps.table", "def f():\n    from ..statements import selectors"),
        ("performance.workflow.guards", "from performance.importing import applying"),
        ("performance.api.comments", "from performance.views.comments import views"),
        ("performance.documents.layouts.hebei", "from performance import models"),
        ("performance.documents.layouts.hebei", "from ...models import PerformanceStatement"),
        ("performance.review.engine", "from performance.documents import layout"),
        ("performance.views.statements", "from config import settings"),
    ],
)
def test_an_import_against_the_direction_is_seen(module, line):
    assert any(forbidden(module, name) for name in imports_of(line, module))


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("performance.statements.services", "from performance.models import PerformanceStatement"),
        ("performance.views.statements.statements", "from performance.views.statements.forms import Filter"),
        ("performance.documents.layouts.hebei", "from ..layout import Table"),
        ("projects.admin", "from departments.admin.base.scoped_admin import ScopedAdmin"),
        ("config.urls", "from performance.views.statements import statements"),
        ("departments.places.models", "from django.db import models"),
    ],
)
def test_an_import_along_the_direction_is_let_through(module, line):
    assert not any(forbidden(module, name) for name in imports_of(line, module))


FILES = [
    path
    for folder in (*APPLICATIONS, "tests")
    for path in sorted((REPOSITORY / folder).rglob("*.py"))
    if "migrations" not in path.parts
]


def test_a_file_is_one_idea():
    vague = {"utils", "util", "helpers", "helper", "misc", "common"}
    assert [module_name(path) for path in FILES if path.stem in vague] == []
    lines = {module_name(path): path.read_text(encoding="utf-8").count("\n") for path in FILES}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}
